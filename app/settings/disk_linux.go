package settings

import (
	"fmt"

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
	switch uint32(disk.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.AFS_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC:
		return true
	}
	return false
}
