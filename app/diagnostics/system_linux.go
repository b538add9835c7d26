package diagnostics

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

func systemVersion() string {
	var parts []string
	text, err := os.ReadFile("/etc/os-release")
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok && err == nil {
			parts = append(parts, strings.Trim(name, `"'`))
		}
	}
	var kernel unix.Utsname
	if unix.Uname(&kernel) == nil {
		parts = append(parts, "Linux "+unix.ByteSliceToString(kernel.Release[:]))
	}
	return strings.Join(parts, ", ")
}

func memory() uint64 {
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) != nil {
		return 0
	}
	return uint64(info.Totalram) * uint64(info.Unit)
}
