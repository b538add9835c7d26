//go:build unix

package settings

import (
	"errors"
	"fmt"
	"os"
)

// syncFolder makes a rename in the folder durable.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return fmt.Errorf("open settings folder: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync settings folder: %w", err)
	}
	return nil
}
