//go:build !windows

package logging

import "os"

// openAppend opens a file for appending, made where it is missing; only its user may read it.
func openAppend(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
}
