//go:build !windows

package app

import (
	"errors"
	"syscall"
)

// lockedByOther says whether a file can't be opened because another program keeps it for itself.
func lockedByOther(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) || errors.Is(err, syscall.EAGAIN)
}

// noRoom says whether a disk, or what the user may write on it, is full.
func noRoom(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }
