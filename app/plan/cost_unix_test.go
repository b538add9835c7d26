//go:build unix

package plan_test

import (
	"syscall"
	"time"
)

// processorTime returns how long this process has kept the processors busy so far.
func processorTime() (time.Duration, error) {
	var used syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), err
}
