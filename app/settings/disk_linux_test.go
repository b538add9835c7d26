package settings_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"pricesync/app/settings"
)

func TestAFolderWhereNoFilesAreKeptIsNotAFullDisk(t *testing.T) {
	if place := settings.Inspect("/proc/pricesync"); place.Err == nil || place.Known {
		t.Errorf("%+v", place)
	}
}

func TestAMountIsFoundByItsDevice(t *testing.T) {
	const table = `22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
80 28 0:52 / /mnt/office rw,nosuid shared:44 - fuse.sshfs kim@nas:/prices rw,user_id=1000
81 28 8:17 / /media/disk\040one rw - fuseblk /dev/sdb1 rw
broken
`
	for _, test := range []struct {
		major, minor uint32
		kind         string
		remote       bool
	}{{0, 52, "fuse.sshfs", true}, {8, 17, "fuseblk", false}, {8, 2, "ext4", false}, {9, 9, "", false}} {
		kind := settings.MountType(table, test.major, test.minor)
		if kind != test.kind || settings.RemoteFuse(kind) != test.remote {
			t.Errorf("%d:%d is %q, remote %v; want %q", test.major, test.minor, kind, settings.RemoteFuse(kind), test.kind)
		}
	}
}

func TestASmallDiskTellsWhatIsLeft(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a small disk needs the right to mount one: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}()
	got := settings.Inspect(filepath.Join(folder, "profile"))
	if got.Err != nil || !got.Known || got.Free <= 0 || got.Free > 4<<20 || got.Network {
		t.Errorf("found %+v", got)
	}
}
