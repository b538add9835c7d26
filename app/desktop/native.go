//go:build production || dev || bindings

package desktop

import (
	"context"
	"path/filepath"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const windowed = true

// wailsWindow is the native window.
type wailsWindow struct{}

// Emit sends an event to the page.
func (wailsWindow) Emit(ctx context.Context, event string, data any) {
	if data == nil {
		runtime.EventsEmit(ctx, event)
		return
	}
	runtime.EventsEmit(ctx, event, data)
}

// OpenFile asks for a price list, or of kind "supplier" for an exported supplier, "links" for exported links; "" when the user cancelled.
func (wailsWindow) OpenFile(ctx context.Context, kind string) (string, error) {
	if kind == "supplier" {
		return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{
			Title: "Choose an exported supplier", Filters: []runtime.FileFilter{{DisplayName: "Supplier", Pattern: "*.json"}},
		})
	}
	if kind == "links" {
		return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{
			Title: "Choose exported links", Filters: []runtime.FileFilter{{DisplayName: "Links", Pattern: "*.csv;*.CSV"}},
		})
	}
	return runtime.OpenFileDialog(ctx, runtime.OpenDialogOptions{
		Title: "Choose a price list",
		Filters: []runtime.FileFilter{
			{DisplayName: "Price lists (CSV, Excel)", Pattern: "*.csv;*.tsv;*.txt;*.xlsx;*.xlsm;*.CSV;*.TSV;*.TXT;*.XLSX;*.XLSM"},
			{DisplayName: "All files", Pattern: "*.*;*"},
		},
	})
}

// SaveFile asks where to save; "" when the user cancelled.
func (wailsWindow) SaveFile(ctx context.Context, name, kind string) (string, error) {
	filters := []runtime.FileFilter{{DisplayName: "Comma-separated values (CSV)", Pattern: "*.csv"}, {DisplayName: "Excel workbook", Pattern: "*.xlsx"}}
	switch kind {
	case "zip":
		filters = []runtime.FileFilter{{DisplayName: "Diagnostics report", Pattern: "*.zip"}}
	case "csv":
		filters = filters[:1]
	case "supplier":
		filters = []runtime.FileFilter{{DisplayName: "Supplier", Pattern: "*.json"}}
	}
	path, err := runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{Title: "Save", DefaultFilename: name, Filters: filters, CanCreateDirectories: true})
	if err == nil && path != "" && filepath.Ext(path) == "" {
		path += filepath.Ext(name)
	}
	return path, err
}

// Show brings the window to the front.
func (wailsWindow) Show(ctx context.Context) {
	runtime.WindowUnminimise(ctx)
	runtime.WindowShow(ctx)
}

// Quit closes the window.
func (wailsWindow) Quit(ctx context.Context) { runtime.Quit(ctx) }

// OnFileDrop calls dropped with the paths of files that the user drops on the window.
func (wailsWindow) OnFileDrop(ctx context.Context, dropped func(paths []string)) {
	runtime.OnFileDrop(ctx, func(_, _ int, paths []string) { dropped(paths) })
}
