package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/fault"
)

// pageProgram starts a program of its own, without a keychain, and returns what reads its log.
func pageProgram(t *testing.T) (*app.App, func() []map[string]any) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("PRICESYNC_HOME", home)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("JOBBER_CLIENT_ID", "an-id")
	t.Setenv("JOBBER_CLIENT_SECRET", "plum-tree-7731-secret")
	a := app.New(app.Config{Version: "0.0.0-test"})
	a.Start(t.Context())
	t.Cleanup(a.Close)
	return a, func() []map[string]any { return logLines(t, filepath.Join(home, "logs")) }
}

func logLines(t *testing.T, folder string) []map[string]any {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
			line := map[string]any{}
			if json.Unmarshal(lines.Bytes(), &line) == nil {
				all = append(all, line)
			}
		}
	}
	return all
}

// of returns the lines that have that value at that key.
func of(lines []map[string]any, key, value string) []map[string]any {
	var found []map[string]any
	for _, line := range lines {
		if line[key] == value {
			found = append(found, line)
		}
	}
	return found
}

func TestAPageThatBrokeStandsInTheLogUnderTheReferenceOnTheScreen(t *testing.T) {
	a, read := pageProgram(t)
	long := strings.Repeat("é", 3_000)
	told := a.PageBroke(t.Context(), "x is undefined for plum-tree-7731-secret "+long, "at Review ("+long+long+")")
	if told.Code != fault.Internal || told.Ref == "" || told.Message == "" || told.Hint == "" {
		t.Fatalf("the person reads %+v", told)
	}
	lines := of(read(), "op", told.Ref)
	if len(lines) != 1 {
		t.Fatalf("the log has %d lines of %s", len(lines), told.Ref)
	}
	line := lines[0]
	cause, stack := line["cause"].(string), line["stack"].(string)
	if line["event"] != "page_broke" || line["level"] != "error" || line["code"] != "internal" || line["sentence"] != told.Message {
		t.Errorf("the line is %v", line)
	}
	if !strings.HasPrefix(cause, "x is undefined for [") || strings.Contains(cause, "plum-tree") || !strings.HasSuffix(cause, "é…") {
		t.Errorf("the cause is %.80s … %q", cause, cause[len(cause)-10:])
	}
	if len(cause) > 2_100 || len(stack) > 8_100 {
		t.Errorf("the line keeps %d and %d bytes", len(cause), len(stack))
	}
}

func TestAPageThatBreaksAgainAndAgainDoesNotFillTheLog(t *testing.T) {
	a, read := pageProgram(t)
	refs := map[string]bool{}
	for range 50 {
		refs[a.PageBroke(t.Context(), "again", "").Ref] = true
	}
	lines := of(read(), "event", "page_broke")
	if len(lines) != 20 || len(refs) != 20 {
		t.Errorf("%d lines under %d references, want 20", len(lines), len(refs))
	}
	for _, line := range lines {
		if !refs[line["op"].(string)] {
			t.Errorf("no screen showed %v", line["op"])
		}
	}
}

func TestTroubleOutsideOfEveryOperationGetsAReferenceOfItsOwn(t *testing.T) {
	a, read := pageProgram(t)
	told := a.Told(t.Context(), fault.Wrap(os.ErrPermission, fault.OneFile, nil))
	if lines := of(read(), "op", told.Ref); told.Ref == "" || len(lines) != 1 || !strings.Contains(lines[0]["cause"].(string), os.ErrPermission.Error()) {
		t.Errorf("reference %q has %v", told.Ref, lines)
	}
	if again := a.Told(t.Context(), told); again.Ref != told.Ref || len(of(read(), "code", string(fault.OneFile))) != 1 {
		t.Errorf("told again it is %+v", again)
	}
	if a.Told(t.Context(), nil) != nil {
		t.Error("nothing is told as trouble")
	}
}

func TestAStartThatFailedKeepsOneReference(t *testing.T) {
	home := filepath.Join(t.TempDir(), "profile")
	if err := os.MkdirAll(filepath.Join(home, "pricesync.db", "a folder where the file should be"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PRICESYNC_HOME", home)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	a := app.New(app.Config{Version: "0.0.0-test"})
	a.Start(t.Context())
	t.Cleanup(a.Close)
	first, second := a.Status(t.Context()).Failure, a.Status(t.Context()).Failure
	if first == nil || first.Ref == "" || second.Ref != first.Ref {
		t.Fatalf("the failure is %+v, then %+v", first, second)
	}
	if lines := of(of(logLines(t, filepath.Join(home, "logs")), "op", first.Ref), "event", "error"); len(lines) != 1 {
		t.Errorf("the log has %v of %s", lines, first.Ref)
	}
}
