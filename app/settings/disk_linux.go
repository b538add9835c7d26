package settings

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// Free returns how many bytes the user may still write on the disk of a folder that exists or could be made.
func Free(path string) (int64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(existing(path), &disk); err != nil {
		return 0, fmt.Errorf("ask for free space: %w", err)
	}
	if disk.Blocks == 0 {
		return 0, fmt.Errorf("ask for free space: the file system of %s has no size", path) // such as /proc: nothing there can be full
	}
	return int64(min(disk.Bavail, 1<<40)) * int64(disk.Bsize), nil
}

// onNetwork says whether the folder is on a network file system.
func onNetwork(path string) bool {
	path = existing(path)
	var disk unix.Statfs_t
	if err := unix.Statfs(path, &disk); err != nil {
		return false
	}
	switch uint32(disk.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.AFS_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC, ceph:
		return true
	case unix.FUSE_SUPER_MAGIC:
		return remoteFuse(mountedAs(path))
	}
	return false
}

const ceph = 0x00c36400 // statfs's word for a Ceph file system; the library has none

// mountedAs returns the type under which the file system of a folder is mounted, such as "fuse.sshfs", or "".
func mountedAs(path string) string {
	var info unix.Stat_t
	if err := unix.Stat(path, &info); err != nil {
		return ""
	}
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return mountType(string(table), unix.Major(info.Dev), unix.Minor(info.Dev))
}

// mountType finds a device's line in the text of /proc/self/mountinfo: "36 35 0:32 / /mnt/share rw - fuse.sshfs kim@nas: rw".
func mountType(table string, major, minor uint32) string {
	device := fmt.Sprintf("%d:%d", major, minor)
	for line := range strings.Lines(table) {
		before, after, ok := strings.Cut(line, " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if ok && len(fields) > 2 && fields[2] == device && len(kind) > 0 {
			return kind[0]
		}
	}
	return ""
}

// remoteFuse says whether a file system that a program provides has its files on another computer. Others, such as that of
// Windows disks, have them here.
func remoteFuse(kind string) bool {
	return slices.Contains([]string{
		"fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.s3fs", "fuse.goofys", "fuse.glusterfs", "fuse.davfs", "fuse.davfs2",
		"fuse.curlftpfs", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.juicefs", "fuse.ceph", "fuse.ceph-fuse", "fuse.nfs",
	}, kind)
}
