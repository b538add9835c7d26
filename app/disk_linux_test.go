package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

const (
	mostShared = 128 << 20 // bytes of a disk that is there already and may be filled up
	sharedDisk = "/dev/shm"
)

// smallDisk says why no small disk can be had here: neither may one be mounted, nor is there one as containers have it.
func smallDisk() error {
	folder, err := os.MkdirTemp("", "price-sync-disk-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	mountErr := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64k")
	if mountErr == nil {
		return syscall.Unmount(folder, syscall.MNT_DETACH)
	}
	var shared syscall.Statfs_t
	if err := syscall.Statfs(sharedDisk, &shared); err != nil {
		return err
	}
	if size := int64(shared.Blocks) * shared.Bsize; size > mostShared {
		return fmt.Errorf("no right to mount a small disk (%w), and %s is too large to be filled", mountErr, sharedDisk)
	}
	return nil
}

// diskCommand puts a small disk in place as a folder: one of its own where it may be mounted, otherwise, as for root in
// a container, a folder on the container's own small one.
func diskCommand(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(folder, 0o700))
	if syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=16m") == nil {
		ts.Defer(func() { ts.Check(syscall.Unmount(folder, syscall.MNT_DETACH)) })
		return
	}
	small, err := os.MkdirTemp(sharedDisk, "price-sync-disk-")
	ts.Check(err)
	ts.Defer(func() { ts.Check(os.RemoveAll(small)) })
	ts.Check(os.Remove(folder))
	ts.Check(os.Symlink(small, filepath.Clean(folder)))
}
