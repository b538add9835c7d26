package store_test

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/store"
)

// childLimit holds how many bytes a file of the child may have; "" is no limit.
const childLimit = "STORE_TEST_CHILD_LIMIT"

func limitFileSize(text string) {
	limit, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		panic(err)
	}
}

func TestAFullDiskLosesNoRowThatWasAcknowledged(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a small disk needs the right to mount one (%v); the limit on a file's size is tested instead", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	path, ballast := filepath.Join(folder, "memory.db"), filepath.Join(folder, "ballast")
	write(t, ballast, make([]byte, 1<<20))
	run, last, ended := child(t, path, 0)
	if ended != string(fault.DiskFull) || last == 0 {
		t.Errorf("the program ended with %q after %d rows", ended, last)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkAcknowledged(t, s, run, last)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("%d rows acknowledged on a disk of 4 MB", last)
}

func TestAFileThatMayNotGrowLosesNoRowThatWasAcknowledged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	run, last, ended := child(t, path, 0, childLimit+"=3000000")
	if ended == "" || last == 0 {
		t.Errorf("the program ended with %q after %d rows", ended, last)
	}
	s := reopened(t, path)
	checkAcknowledged(t, s, run, last)
	t.Logf("ended with %s, %d rows acknowledged", ended, last)
}
