package logging_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"pricesync/app/logging"
)

func TestARealFullDiskLeavesATornLineThatIsEnded(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no right to mount a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 30_000), 0o600); err != nil {
		t.Fatal(err)
	}
	at := newClock()
	dir := filepath.Join(disk, "logs")
	log, err := logging.Open(logging.Config{Dir: dir, Now: at.now})
	if err != nil {
		t.Fatal(err)
	}
	say(log, 100)
	if log.Dropped() == 0 {
		t.Fatal("the disk never filled")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	at.at = at.at.Add(6 * time.Second)
	say(log, 3)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	text := tail(t, dir)
	whole := 0
	for _, line := range splitLines(text) {
		if line["seq"] != nil {
			whole++
		}
	}
	if lost := log.Dropped(); whole < 20 || lost < 50 || whole+int(lost) < 103 {
		t.Errorf("%d whole lines and %d dropped of 103", whole, lost)
	}
}
