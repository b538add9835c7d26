//go:build !linux && !darwin && !windows

package settings

import "errors"

// Free is not known on this system.
func Free(string) (int64, error) { return 0, errors.ErrUnsupported }

func onNetwork(string) bool { return false }
