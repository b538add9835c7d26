package app

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pricesync/app/fault"
	"pricesync/app/settings"
)

// keptPastes is how many pasted tables stay in the profile's folder, so that a preview of one can be made again.
const keptPastes = 10

// KeepPasted keeps a table that was pasted from a spreadsheet program (cells parted by tabs) as a price list of its own, and
// returns its path. The file's limit holds for it too.
func (a *App) KeepPasted(ctx context.Context, text string) (string, error) {
	var path string
	err := a.operate(ctx, "read", reads, func(context.Context) error {
		name := "Pasted " + time.Now().Format("2006-01-02 15.04.05") + ".tsv"
		if strings.TrimSpace(text) == "" {
			return fault.New(fault.FileEmpty, fault.Facts{"file": name})
		}
		if limit := a.settings().MaxBytes; int64(len(text)) > limit {
			return fault.New(fault.FileTooLarge, fault.Facts{"file": name, "size": settings.Size(int64(len(text))), "limit": settings.Size(limit)})
		}
		folder := filepath.Join(a.folders.Home, "pasted")
		if a.side() != nil && a.side().practice {
			folder = filepath.Join(a.folders.Practice, "pasted")
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(a.folders.Home)})
		}
		path = filepath.Join(folder, name)
		if err := replace(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			return err
		}
		return prunePastes(folder)
	})
	return path, err
}

// prunePastes removes all but the newest pasted tables. Their names begin with the time, so they sort by it.
func prunePastes(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(folder)})
	}
	slices.SortFunc(entries, func(x, y os.DirEntry) int { return cmp.Compare(y.Name(), x.Name()) })
	for _, old := range entries[min(len(entries), keptPastes):] {
		if err := os.Remove(filepath.Join(folder, old.Name())); err != nil {
			return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(folder)})
		}
	}
	return nil
}
