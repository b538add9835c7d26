//go:build unix

package app_test

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// processorTime returns how long this process has kept the processors busy so far.
func processorTime() (time.Duration, error) {
	var used syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), err
}

// peakMemory returns the most memory, in bytes, that a process that has ended ever held.
func peakMemory(ended *os.ProcessState) (int64, bool) {
	used, ok := ended.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, false
	}
	if runtime.GOOS == "darwin" {
		return int64(used.Maxrss), true // bytes there, kibibytes elsewhere
	}
	return int64(used.Maxrss) << 10, true
}
