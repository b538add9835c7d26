package settings

// MountType is mountType.
func MountType(table string, major, minor uint32) string { return mountType(table, major, minor) }

// RemoteFuse is remoteFuse.
func RemoteFuse(kind string) bool { return remoteFuse(kind) }
