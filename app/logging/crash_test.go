package logging_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app/logging"
	"pricesync/app/redact"
)

func TestACrashIsToldAtTheNextStartWithoutItsSecrets(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestAsTheProgramThatCrashes$")
	child.Env = append(os.Environ(), "CRASH_INTO="+dir)
	output, err := child.CombinedOutput()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || !bytes.Contains(output, []byte("goroutine")) {
		t.Fatalf("it did not crash: %v\n%s", err, output)
	}
	log := open(t, logging.Config{Dir: dir, Scrub: redact.NewScrubber("s3cr3t-of-crash").Bytes})
	for range 2 {
		if err := log.CatchCrashes(t.Context(), func() {}); err != nil {
			t.Fatal(err)
		}
	}
	crashes := 0
	for _, line := range lines(t, tail(t, dir)) {
		if line["event"] == "crashed" {
			crashes++
			if stack, _ := line["stack"].(string); !strings.HasPrefix(stack, "panic: with [redacted]") || !strings.Contains(stack, "TestAsTheProgramThatCrashes") {
				t.Errorf("the line says %s", stack)
			}
		}
	}
	if crashes != 1 {
		t.Errorf("%d crashes told, want 1", crashes)
	}
	if text := tail(t, dir); bytes.Contains(text, []byte("s3cr3t")) {
		t.Error("the log holds the secret")
	}
	if left, err := os.ReadFile(filepath.Join(dir, "crash.txt")); err != nil || len(left) != 0 {
		t.Errorf("left in the file: %q, %v", left, err)
	}
}

// TestAsTheProgramThatCrashes is what TestACrashIsToldAtTheNextStartWithoutItsSecrets runs in a process of its own.
func TestAsTheProgramThatCrashes(t *testing.T) {
	dir := os.Getenv("CRASH_INTO")
	if dir == "" {
		t.Skip("only run by another test")
	}
	log := open(t, logging.Config{Dir: dir})
	if err := log.CatchCrashes(t.Context(), func() {}); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		panic("with s3cr3t-of-crash")
	}()
	<-done
	select {}
}

func TestALogWithoutAFolderCatchesNoCrashes(t *testing.T) {
	if err := logging.Discard().CatchCrashes(t.Context(), func() {}); err != nil {
		t.Error(err)
	}
}
