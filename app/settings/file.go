package settings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pricesync/app/fault"
)

const (
	fileVersion = 1
	largestFile = 1 << 20
	mark        = "\xef\xbb\xbf" // what Windows' editors put before a text that they save as UTF-8
)

// file is the settings file's shape.
type file struct {
	Version int `json:"version"`
	Choices
}

// Load reads the choices from the settings file; where there is none, nothing was chosen. A file that can't be read or
// understood gives no choices and a fault.Error; where its content is the trouble it is kept beside itself, under
// a name with the time now, so that the next Save does not write over it.
func Load(path string, now time.Time) (Choices, error) {
	text, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Choices{}, nil
	}
	if err != nil {
		return Choices{}, fault.Wrap(err, fault.SettingsUnreadable, nil)
	}
	var found file
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte(mark)), &found); err != nil {
		aside := filepath.Join(filepath.Dir(path), "settings-unreadable-"+now.UTC().Format("20060102-150405")+".json")
		if moved := os.Rename(path, aside); moved != nil {
			err = errors.Join(err, moved)
		}
		return Choices{}, fault.Wrap(err, fault.SettingsUnreadable, nil)
	}
	return found.Choices, nil
}

func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // opened for reading
	text, err := io.ReadAll(io.LimitReader(f, largestFile))
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return text, nil
}

// Save writes the choices so that the file is the old one or the new one, whatever happens meanwhile.
func Save(path string, c Choices) error {
	text, err := json.MarshalIndent(file{fileVersion, c}, "", "  ")
	if err != nil {
		return fmt.Errorf("encode settings: %w", err)
	}
	if err := replace(path, append(text, '\n')); err != nil {
		return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	return nil
}

// replace writes a file beside path, makes it durable and gives it path's name.
func replace(path string, text []byte) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make settings folder: %w", err)
	}
	f, err := os.CreateTemp(folder, ".settings-*.tmp") // readable by its user alone
	if err != nil {
		return fmt.Errorf("make settings file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("replace settings: %w", err)
	}
	return syncFolder(folder)
}
