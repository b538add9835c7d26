package desktop_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func TestThePagesFirstCallStandsInTheLogOnce(t *testing.T) {
	for _, test := range []struct {
		name   string
		before bool // the page calls before the program has started
	}{{"a page that calls after the start", false}, {"a page that calls before the start has ended", true}} {
		t.Run(test.name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("PRICESYNC_HOME", home)
			t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
			bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test"}), nil)
			var told []string
			bridge.OnReached(func(line string) { told = append(told, line) })
			if test.before {
				bridge.Arrived()
			}
			bridge.Startup(t.Context(), glass{})
			defer bridge.Shutdown(t.Context())
			bridge.Status()
			bridge.Status()
			want := []string{"shown", "ready"}
			if test.before {
				want = []string{"ready", "shown"}
			}
			if diff := cmp.Diff(want, told); diff != "" {
				t.Errorf("the watcher is told (-want +got):\n%s", diff)
			}
			logs, err := filepath.Glob(filepath.Join(home, "logs", "*.jsonl"))
			if err != nil || len(logs) != 1 {
				t.Fatalf("there are %d logs: %v", len(logs), err)
			}
			text, err := os.ReadFile(logs[0])
			if n := strings.Count(string(text), `"event":"window_ready"`); err != nil || n != 1 {
				t.Errorf("it stands there %d times: %v", n, err)
			}
		})
	}
}
