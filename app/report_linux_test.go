package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
)

// databaseLocks counts the locks that this process holds on files under folder, as the system tells.
func databaseLocks(t *testing.T, folder string) int {
	t.Helper()
	inodes := map[string]bool{}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		info, err := file.Info()
		if err != nil {
			t.Fatal(err)
		}
		if status, ok := info.Sys().(*syscall.Stat_t); ok && strings.HasPrefix(file.Name(), "pricesync.db") {
			inodes[fmt.Sprint(status.Ino)] = true
		}
	}
	table, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Skipf("the system does not tell of locks: %v", err)
	}
	held := 0
	for line := range bytes.Lines(table) { // "1: POSIX  ADVISORY  READ 4711 fe:00:1234 0 EOF"
		fields := strings.Fields(string(line))
		if len(fields) < 6 || fields[4] != fmt.Sprint(os.Getpid()) {
			continue
		}
		if inodes[fields[5][strings.LastIndexByte(fields[5], ':')+1:]] {
			held++
		}
	}
	return held
}

func TestAReportDuringARunLeavesTheDatabasesLocksAlone(t *testing.T) {
	a := practice(t)
	path, list := practiceList(t, a)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := app.Choose(preview.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	var before, after, saved int
	a.OnProgress(func(p app.Progress) {
		if p.Operation != "sync" || saved > 0 {
			return
		}
		saved++
		before = databaseLocks(t, filepath.Dir(path))
		if err := a.ExportDiagnostics(t.Context(), filepath.Join(t.TempDir(), "report.zip"), app.ReportChoice{}); err != nil {
			t.Error(err)
		}
		after = databaseLocks(t, filepath.Dir(path))
	})
	record, err := a.Sync(t.Context(), preview.ID, chosen)
	if err != nil || record.Run.Status != apply.Done {
		t.Fatalf("the run beside which the report was made ended %q: %v", record.Run.Status, err)
	}
	if saved != 1 || before == 0 || after < before {
		t.Errorf("%d reports; %d locks before and %d after", saved, before, after)
	}
	// The count can tell: opening and closing the file is what must never happen.
	file, err := os.Open(filepath.Join(filepath.Dir(path), "pricesync.db-shm"))
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if now := databaseLocks(t, filepath.Dir(path)); now >= after {
		t.Errorf("%d locks after the file was opened and closed, %d before: the test can't tell", now, after)
	}
}

func TestAReportThatFindsTheDiskFullLeavesNothingBehind(t *testing.T) {
	a := practice(t)
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=8k"); err != nil {
		t.Skipf("a small disk needs the right to mount one: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	kept := filepath.Join(folder, "report.zip")
	if err := os.WriteFile(kept, []byte("an older report"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := a.ExportDiagnostics(t.Context(), kept, app.ReportChoice{})
	if !fault.Is(err, fault.OutputDiskFull) || fault.From(err).Message != "There is no room left to save “report.zip”, so nothing was saved." {
		t.Errorf("got %v", err)
	}
	files, readErr := os.ReadDir(folder)
	if readErr != nil {
		t.Fatal(readErr)
	}
	text, readErr := os.ReadFile(kept)
	if len(files) != 1 || readErr != nil || string(text) != "an older report" {
		t.Errorf("%d files, %q, %v", len(files), text, readErr)
	}
}
