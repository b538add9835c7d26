package settings

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Place is what was found about a folder.
type Place struct {
	Path    string
	Err     error  // why it can't be written to, nil where it can
	Network bool   // it is on a network drive
	Synced  string // the cloud service that keeps it in step, "" where none is recognised
	Known   bool   // Free is known
	Free    int64  // bytes that the user may still write there
}

// Inspect makes the folder where it is missing, writes a file there and removes it, and asks for the disk.
func Inspect(path string) Place {
	place := Place{Path: path, Err: tryWriting(path)}
	place.Network, place.Synced = onNetwork(path), SyncedBy(path, os.LookupEnv)
	if free, err := Free(path); err == nil {
		place.Known, place.Free = true, free
	}
	return place
}

func tryWriting(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	f, err := os.CreateTemp(path, ".try-*")
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	_, err = f.Write([]byte("ok\n"))
	if err := errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return fmt.Errorf("write to folder: %w", err)
	}
	return nil
}

// existing returns the nearest folder above path that exists.
func existing(path string) string {
	for {
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}
