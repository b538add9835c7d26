package desktop

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pricesync/app/fault"
)

// files keeps the paths that a native dialog, a drop or the command line gave out. The page sees handles only, so
// that it can never name a path of its own.
type files struct {
	mu    sync.Mutex
	paths map[string]string // by handle
}

// admit gives out the handle of a path that the user chose; the same path keeps its handle.
func (f *files) admit(path string) (FileView, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return FileView{}, fault.Wrap(err, fault.FileMissing, fault.Facts{"file": filepath.Base(path)})
	}
	view := FileView{Name: filepath.Base(full)}
	if info, err := os.Stat(full); err == nil {
		view.Bytes = info.Size()
		view.Modified = info.ModTime().UTC().Format(time.RFC3339)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for handle, known := range f.paths {
		if known == full {
			view.Handle = handle
			return view, nil
		}
	}
	if f.paths == nil {
		f.paths = map[string]string{}
	}
	view.Handle = rand.Text()
	f.paths[view.Handle] = full
	return view, nil
}

// path returns the path behind a handle.
func (f *files) path(handle string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path, ok := f.paths[handle]
	if !ok {
		return "", fault.New(fault.HandleUnknown, nil)
	}
	return path, nil
}
