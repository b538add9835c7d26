package settings

import (
	"fmt"
	"slices"

	"golang.org/x/sys/unix"
)

// Free returns how many bytes the user may still write on the disk of a folder that exists or could be made.
func Free(path string) (int64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(existing(path), &disk); err != nil {
		return 0, fmt.Errorf("ask for free space: %w", err)
	}
	return int64(min(disk.Bavail, 1<<40)) * int64(disk.Bsize), nil
}

// onNetwork says whether the folder is on a network file system.
func onNetwork(path string) bool {
	var disk unix.Statfs_t
	if err := unix.Statfs(existing(path), &disk); err != nil {
		return false
	}
	return slices.Contains([]string{"smbfs", "nfs", "afpfs", "webdav", "cifs"}, unix.ByteSliceToString(disk.Fstypename[:]))
}
