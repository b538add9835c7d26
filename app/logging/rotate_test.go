package logging_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pricesync/app/fault"
	"pricesync/app/logging"

	"github.com/google/go-cmp/cmp"
)

// clock is a clock that stands still until it is moved.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func size(t *testing.T, dir string) int64 {
	t.Helper()
	total := int64(0)
	for _, name := range names(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	return total
}

func say(log *logging.Log, n int) {
	for i := range n {
		log.Event(context.Background(), logging.Retry, slog.Int("i", i), slog.String("fill", strings.Repeat("x", 800)))
	}
}

func TestFilesRotateAndStayWithinTheBudget(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	if err := os.WriteFile(filepath.Join(dir, "not-a-log.txt"), []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	log := open(t, logging.Config{Dir: dir, Budget: 400_000, FileBytes: 60_000, Now: at.now, Version: "1.2.3", Commit: "a81f3c2"})
	for range 50 {
		say(log, 40)
		at.at = at.at.Add(time.Minute)
		if total := size(t, dir); total > 400_000 {
			t.Fatalf("%d bytes in %v", total, names(t, dir))
		}
	}
	all := names(t, dir)
	if len(all) < 5 || all[len(all)-1] != "not-a-log.txt" {
		t.Errorf("files %v", all)
	}
	whole := lines(t, tail(t, dir))
	last, _ := whole[len(whole)-1]["seq"].(float64)
	for i, line := range whole {
		if line["seq"] == last-float64(len(whole)-1-i) {
			continue
		}
		// the first line of a file is made while the line that comes after it waits
		if line["event"] != "log_opened" && whole[i-1]["event"] != "log_opened" {
			t.Fatalf("line %d of %d has seq %v, the last has %v", i, len(whole), line["seq"], last)
		}
	}
	if log.Dropped() != 0 || last < 2000 {
		t.Errorf("%d dropped, last %v", log.Dropped(), last)
	}
	for _, name := range all[:len(all)-1] {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if first := lines(t, text)[0]; first["event"] != "log_opened" || first["version"] != "1.2.3" || first["commit"] != "a81f3c2" || len(text) > 60_000 {
			t.Errorf("%s has %d bytes and begins with %v", name, len(text), first["event"])
		}
	}
}

func TestADayOldFileIsFollowedByAnotherAndOldOnesGo(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	log := open(t, logging.Config{Dir: dir, Now: at.now})
	at.at = at.at.Add(25 * time.Hour)
	say(log, 1)
	want := []string{"app-20261122T100000Z-001.jsonl", "app-20261123T110000Z-001.jsonl"}
	if diff := cmp.Diff(want, names(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	for _, name := range want {
		if err := os.Chtimes(filepath.Join(dir, name), at.at, at.at); err != nil {
			t.Fatal(err)
		}
	}
	at.at = at.at.Add(31 * 24 * time.Hour)
	say(log, 1)
	if diff := cmp.Diff([]string{"app-20261224T110000Z-001.jsonl"}, names(t, dir)); diff != "" {
		t.Errorf("files after a month (-want +got):\n%s", diff)
	}
}

func TestAClockThatIsSetBackStartsAnotherFile(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	if err := open(t, logging.Config{Dir: dir, Now: at.now}).Close(); err != nil {
		t.Fatal(err)
	}
	at.at = at.at.Add(-24 * time.Hour)
	log := open(t, logging.Config{Dir: dir, Now: at.now})
	say(log, 2)
	want := []string{"app-20261121T100000Z-001.jsonl", "app-20261122T100000Z-001.jsonl"}
	if diff := cmp.Diff(want, names(t, dir)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestAReaderThatHoldsFilesOpenIsNeverInTheWay(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	log := open(t, logging.Config{Dir: dir, Budget: 200_000, FileBytes: 50_000, Now: at.now})
	first, err := os.Open(filepath.Join(dir, names(t, dir)[0]))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }() // opened for reading
	say(log, 500)
	text, err := io.ReadAll(first)
	if err != nil || len(lines(t, text)) < 40 {
		t.Errorf("the reader got %d bytes and %v", len(text), err)
	}
	if log.Dropped() != 0 {
		t.Errorf("%d lines dropped", log.Dropped())
	}
}

func TestALogThatWasDeletedIsBegunAgain(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	log := open(t, logging.Config{Dir: dir, Now: at.now})
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	at.at = at.at.Add(11 * time.Second)
	say(log, 3)
	if got := lines(t, tail(t, dir)); len(got) != 4 {
		t.Errorf("%d lines, want the first and three", len(got))
	}
}

func TestAFolderThatCannotBeWrittenStopsNothing(t *testing.T) {
	dir, at := filepath.Join(t.TempDir(), "logs"), newClock()
	if err := os.WriteFile(dir, []byte("a file where the folder should be"), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := logging.Open(logging.Config{Dir: dir, Now: at.now})
	told := fault.From(err)
	if told.Code != fault.LogUnwritable || !strings.Contains(told.Hint, dir) {
		t.Errorf("the user reads %v", err)
	}
	say(log, 3)
	if log.Dropped() != 3 {
		t.Errorf("%d dropped, want 3", log.Dropped())
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	say(log, 1) // too early: it was tried a moment ago
	at.at = at.at.Add(6 * time.Second)
	say(log, 2)
	got := lines(t, tail(t, dir))
	if len(got) != 3 || got[0]["dropped"] != 4.0 || log.Dropped() != 4 {
		t.Errorf("%d lines, the first says %v dropped, the log %d", len(got), got[0]["dropped"], log.Dropped())
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	say(log, 1)
	if log.Dropped() != 5 {
		t.Errorf("a closed log says %d dropped", log.Dropped())
	}
}

func TestAFullDiskCostsOnlyTheLinesOfItsTime(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("this system has no device that is always full")
	}
	dir, at, full := t.TempDir(), newClock(), false
	log := open(t, logging.Config{Dir: dir, Now: at.now, Budget: 80_000, FileBytes: 20_000}.WithOpen(func(path string) (*os.File, error) {
		if full {
			return os.OpenFile("/dev/full", os.O_WRONLY|os.O_APPEND, 0)
		}
		return logging.OpenAppend(path)
	}))
	say(log, 15)
	full = true
	for range 5 {
		at.at = at.at.Add(6 * time.Second)
		say(log, 10)
	}
	if log.Dropped() < 40 {
		t.Errorf("%d dropped", log.Dropped())
	}
	lost := log.Dropped()
	full = false
	at.at = at.at.Add(6 * time.Second)
	say(log, 5)
	got := lines(t, tail(t, dir))
	opened := got[len(got)-6]
	if opened["event"] != "log_opened" || opened["dropped"] != float64(lost) || log.Dropped() != lost {
		t.Errorf("after the disk was full: %v, %d dropped then, %d now", opened, lost, log.Dropped())
	}
}

func TestALineThatAKillTornIsSkippedAndNotGoneOnWith(t *testing.T) {
	dir := t.TempDir()
	log := open(t, logging.Config{Dir: dir})
	say(log, 2)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, names(t, dir)[0])
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"time":"2026-11-22T10:0`); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := lines(t, tail(t, dir)); len(got) != 3 {
		t.Errorf("%d lines read beside the torn one", len(got))
	}
	say(open(t, logging.Config{Dir: dir}), 1)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	after := bytes.Split(text, []byte("\n"))
	if len(after) != 7 || string(after[3]) != `{"time":"2026-11-22T10:0` || !bytes.HasPrefix(after[4], []byte(`{"time":`)) {
		t.Errorf("the file has %d lines:\n%s", len(after), text)
	}
}

func TestTailKeepsTheNewestWholeLinesOfAllFiles(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	if text, err := logging.Tail(filepath.Join(dir, "none"), 100); err != nil || text != nil {
		t.Errorf("without a folder: %q, %v", text, err)
	}
	log := open(t, logging.Config{Dir: dir, Budget: 400_000, FileBytes: 10_000, Now: at.now})
	say(log, 60)
	whole := lines(t, tail(t, dir))
	text, err := logging.Tail(dir, 25_000)
	if err != nil {
		t.Fatal(err)
	}
	some := lines(t, text)
	if len(text) > 25_000 || len(some) < 20 {
		t.Errorf("%d bytes, %d lines", len(text), len(some))
	}
	if diff := cmp.Diff(whole[len(whole)-len(some):], some); diff != "" {
		t.Errorf("not the newest (-want +got):\n%s", diff)
	}
}

func TestTwoProcessesShareOneLog(t *testing.T) {
	if os.Getenv("LOG_INTO") != "" {
		t.Skip("this is one of the two")
	}
	dir := t.TempDir()
	var running []*exec.Cmd
	for range 2 {
		child := exec.Command(os.Args[0], "-test.run=^TestAsTheOtherProcess$")
		child.Env = append(os.Environ(), "LOG_INTO="+dir)
		child.Stderr = os.Stderr
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, child)
	}
	for _, child := range running {
		if err := child.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	perWriter := map[string]int{}
	for _, line := range lines(t, tail(t, dir)) {
		if writer, ok := line["writer"].(string); ok {
			if line["i"] != float64(perWriter[writer]) {
				t.Fatalf("writer %s: line %v where %d was due", writer, line["i"], perWriter[writer])
			}
			perWriter[writer]++
		}
	}
	if len(perWriter) != 2 {
		t.Errorf("writers %v, want two", perWriter)
	}
	for writer, n := range perWriter {
		if n != 2000 {
			t.Errorf("writer %s: %d lines, want 2000", writer, n)
		}
	}
}

// TestAsTheOtherProcess is what TestTwoProcessesShareOneLog runs in processes of its own.
func TestAsTheOtherProcess(t *testing.T) {
	dir := os.Getenv("LOG_INTO")
	if dir == "" {
		t.Skip("only run by another test")
	}
	log := open(t, logging.Config{Dir: dir, FileBytes: 200_000})
	for i := range 2000 {
		log.Event(t.Context(), logging.Retry, slog.String("writer", fmt.Sprint(os.Getpid())), slog.Int("i", i), slog.String("fill", strings.Repeat("x", i%300)))
	}
	if log.Dropped() != 0 {
		t.Errorf("%d lines dropped", log.Dropped())
	}
}

func TestBudgetAndAgeChangeWithoutARestart(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	log := open(t, logging.Config{Dir: dir, Budget: 400_000, FileBytes: 60_000, Now: at.now})
	for range 12 {
		say(log, 40)
		at.at = at.at.Add(time.Minute)
	}
	log.SetBudget(100_000, 30)
	if total := size(t, dir); total > 100_000 {
		t.Errorf("%d bytes in %v right after the budget was cut", total, names(t, dir))
	}
	for range 12 {
		say(log, 40)
		at.at = at.at.Add(time.Minute)
		if total := size(t, dir); total > 100_000 {
			t.Fatalf("%d bytes in %v", total, names(t, dir))
		}
	}
	log.SetBudget(0, 0)
	for range 12 {
		say(log, 40)
		at.at = at.at.Add(time.Minute)
	}
	if total := size(t, dir); total < 300_000 {
		t.Errorf("%d bytes in %v after the budget was raised again", total, names(t, dir))
	}
	before := len(names(t, dir))
	for _, name := range names(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, name), at.at, at.at); err != nil {
			t.Fatal(err)
		}
	}
	at.at = at.at.Add(3 * 24 * time.Hour)
	log.SetBudget(0, 7)
	if after := len(names(t, dir)); after != before {
		t.Errorf("%d of %d files are left, though none is a week old", after, before)
	}
	log.SetBudget(0, 2)
	say(log, 1)
	if after := names(t, dir); len(after) > 2 || log.Dropped() != 0 {
		t.Errorf("files %v, %d lines dropped, after files of three days were to go", after, log.Dropped())
	}
}
