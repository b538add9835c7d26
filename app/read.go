package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/pricelist"
	"pricesync/app/settings"
)

// Reading is a price list that was read.
type Reading struct {
	Op       string
	List     *pricelist.List
	Supplier *Known // whose list it is, nil where it is no known supplier's
	Stranger bool   // it was to be read as a stranger's
}

// SupplierName is the known supplier's name, "" where it is none's.
func (r Reading) SupplierName() string {
	if r.Supplier == nil {
		return ""
	}
	return r.Supplier.Name
}

// readList reads the price list at path within the limits, with progress.
func (a *App) readList(ctx context.Context, path string, layout pricelist.Layout, corrections []pricelist.Correction) (*pricelist.List, error) {
	if err := a.allowed(settings.Read); err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	ctx = logging.WithNames(ctx, name)
	limits := a.settings()
	file, err := openFile(path, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	started := time.Now()
	list, err := pricelist.Read(ctx, file, pricelist.Options{
		Name: name, MaxBytes: limits.MaxBytes, MaxRows: limits.MaxRows, Layout: layout, Corrections: corrections,
		Progress: func(rows int) { a.progress(Progress{Operation: "read", Ref: ref(ctx), Done: rows, Left: -1}) },
	})
	if err != nil {
		return list, err
	}
	against, _ := list.AgainstMark()
	a.log.Event(ctx, logging.PriceListOpened,
		slog.String("sha256", list.SHA256), slog.Int64("bytes", list.Bytes), slog.Int("rows", len(list.Rows)),
		slog.String("encoding", list.Layout.Encoding), slog.String("delimiter", list.Layout.Delimiter),
		slog.String("decimal", list.Layout.Decimal), slog.String("decimal_asked", layout.Decimal), slog.Int("against_mark", against), slog.Any("sheet", logging.Name(list.Layout.Sheet)),
		slog.Int("header_line", list.Layout.HeaderLine), columnFacts(list.Layout.Columns),
		slog.Int("questions", len(list.Questions)), ms(started))
	return list, nil
}

// columnFacts says which column holds what, by its number.
func columnFacts(c pricelist.Columns) slog.Attr {
	var facts []slog.Attr
	for _, one := range []struct {
		name   string
		column pricelist.Column
	}{{"name", c.Name}, {"code", c.Code}, {"price", c.Price}, {"cost", c.Cost}} {
		if one.column.Index > 0 {
			facts = append(facts, slog.Int(one.name, one.column.Index))
		}
	}
	return slog.GroupAttrs("columns", facts...)
}

// openFile opens a price list, or says in words what stands in its place.
func openFile(path, name string) (*os.File, error) {
	facts := fault.Facts{"file": name}
	file, err := os.Open(path)
	var told *fs.PathError
	if errors.As(err, &told) {
		told.Path = name // the folders that it lies in are nobody's business
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.FileMissing, facts)
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.Wrap(err, fault.FileForbidden, facts)
	case err != nil && lockedByOther(err):
		return nil, fault.Wrap(err, fault.FileInUse, facts)
	case err != nil:
		return nil, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		_ = file.Close()
		return nil, fault.New(fault.FileIsFolder, facts)
	}
	if err != nil {
		_ = file.Close()
		return nil, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	return file, nil
}
