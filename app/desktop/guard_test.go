package desktop_test

import (
	"runtime"
	"testing"

	"pricesync/app"
)

func TestOnlyOneWindowOfAProfileIsTheFirst(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	one, other := app.New(app.Config{Version: "0.0.0-test"}), app.New(app.Config{Version: "0.0.0-test"})
	first, release := one.FirstWindow()
	runtime.GC()
	second, _ := other.FirstWindow()
	if !first || second {
		t.Fatalf("the first is first: %v, the second too: %v", first, second)
	}
	release()
	if again, let := other.FirstWindow(); !again {
		t.Error("after the first was released, there is still one")
	} else {
		let()
	}
}
