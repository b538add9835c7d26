package logging

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Tail returns the newest whole lines of the log in a folder, oldest first, at most so many bytes. A folder without a log
// gives none. A file that can't be read is skipped, and told in the error beside what could.
func Tail(dir string, most int64) ([]byte, error) {
	files, err := list(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var parts [][]byte
	var troubles []error
	for _, f := range slices.Backward(files) {
		if most <= 0 {
			break
		}
		text, err := end(filepath.Join(dir, f.name), most)
		if err != nil {
			troubles = append(troubles, err)
			continue
		}
		most -= int64(len(text))
		parts = append(parts, text)
	}
	slices.Reverse(parts)
	return bytes.Join(parts, nil), errors.Join(troubles...)
}

// end returns the last whole lines of a file, at most so many bytes. A last line that is torn is left out.
func end(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	defer func() { _ = f.Close() }() // opened for reading
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	from := max(0, info.Size()-most)
	text, err := io.ReadAll(io.NewSectionReader(f, from, min(most, info.Size())))
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	if from > 0 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	return text[:bytes.LastIndexByte(text, '\n')+1], nil
}
