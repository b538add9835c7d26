package app_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"pricesync/app"
	"pricesync/app/fault"
)

func TestLevelAndNamesOfTheLogChangeWithoutARestart(t *testing.T) {
	a, read := pageProgram(t)
	missing := func() map[string]any {
		t.Helper()
		_, err := a.Read(t.Context(), filepath.Join(t.TempDir(), "HeatCo July.csv"), app.ReadOptions{})
		lines := of(of(read(), "op", fault.From(err).Ref), "event", "error")
		if len(lines) != 1 {
			t.Fatalf("the log has %v", lines)
		}
		return lines[0]
	}
	if n := len(of(read(), "event", "operation_start")); n != 0 {
		t.Errorf("%d debug lines at the usual level", n)
	}
	if got := missing()["sentence"]; got != "There is no file “[name]”." {
		t.Errorf("without names the log says %q", got)
	}
	for name, value := range map[string]string{"log_level": "debug", "log_names": "on", "log_budget": "2097152", "log_days": "7"} {
		if err := a.SaveSetting(t.Context(), name, value); err != nil {
			t.Fatal(err)
		}
	}
	if got := missing()["sentence"]; got != "There is no file “HeatCo July.csv”." {
		t.Errorf("with names the log says %q", got)
	}
	if n := len(of(read(), "event", "operation_start")); n == 0 {
		t.Error("no debug lines after the level was changed")
	}
	if err := a.SaveSetting(t.Context(), "log_level", "error"); err != nil {
		t.Fatal(err)
	}
	before := len(read())
	if _, err := a.Read(t.Context(), filepath.Join(t.TempDir(), "none.csv"), app.ReadOptions{}); err == nil {
		t.Fatal("a file that is not there was read")
	}
	if after := len(read()); after != before {
		t.Errorf("%d lines of information at the level of errors", after-before)
	}
}

func TestTheLogGoesToStderrForScheduledTasksAndToNoFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("PRICESYNC_HOME", home)
	t.Setenv("PRICESYNC_LOG", "stderr")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	var out bytes.Buffer
	a := app.New(app.Config{Version: "1.2.3", Commit: "a81f3c2", Terminal: true, Command: "pricesync status", LogTo: &out})
	a.Start(t.Context())
	a.Close()
	var events []any
	for line := range bytes.Lines(out.Bytes()) {
		fields := map[string]any{}
		if err := json.Unmarshal(line, &fields); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if len(events) == 0 && (fields["version"] != "1.2.3" || fields["commit"] != "a81f3c2") {
			t.Errorf("the first line is %v", fields)
		}
		if fields["event"] == "app_start" && fields["command"] != "pricesync status" {
			t.Errorf("the start is %v", fields)
		}
		events = append(events, fields["event"])
	}
	if len(events) < 3 || events[0] != "log_opened" || events[len(events)-1] != "app_stop" {
		t.Errorf("stderr has the events %v", events)
	}
	if files, err := filepath.Glob(filepath.Join(home, "logs", "*")); err != nil || len(files) != 0 {
		t.Errorf("the log folder has %v, %v", files, err)
	}
	if _, err := os.Stat(home); err != nil {
		t.Error(err)
	}
}
