package app

import (
	"errors"

	"golang.org/x/sys/windows"
)

// lockedByOther says whether a file can't be opened because another program keeps it for itself.
func lockedByOther(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
