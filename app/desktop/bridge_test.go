package desktop_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"pricesync/app"
	"pricesync/app/desktop"
)

// glass is a window without a screen.
type glass struct{}

func (glass) Emit(context.Context, string, any)                        {}
func (glass) OpenFile(context.Context, string) (string, error)         { return "", nil }
func (glass) SaveFile(context.Context, string, string) (string, error) { return "", nil }
func (glass) Show(context.Context)                                     {}
func (glass) Quit(context.Context)                                     {}
func (glass) OnFileDrop(context.Context, func(paths []string))         {}

func TestAFileGivenAtStartWaitsUntilThePageOpensIt(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	list := filepath.Join(t.TempDir(), "Spring.csv")
	if err := os.WriteFile(list, []byte("Name,Price\nBall valve,12.50\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test"}), []string{list})
	bridge.Startup(t.Context(), glass{})
	defer bridge.Shutdown(t.Context())

	// The page asks at its start, when there is no connection yet, and again once there is one.
	for range 2 {
		given := bridge.Status().OpenedWith
		if given == nil || given.Name != "Spring.csv" {
			t.Fatalf("the status has %+v, want the file that was given", given)
		}
	}
	read, err := bridge.OpenPriceList(bridge.Status().OpenedWith.Handle)
	if err != nil || read.Rows != 1 {
		t.Fatalf("it reads as %d rows: %v", read.Rows, err)
	}
	if given := bridge.Status().OpenedWith; given != nil {
		t.Errorf("the status still has %+v after it was opened", given)
	}
}
