//go:build !production && !dev && !bindings

package desktop

import (
	"embed"

	"pricesync/app/fault"
)

// A plain `go build` needs no GTK and has the command line alone.
const (
	windowed   = false
	generating = false
)

func open(*Bridge, embed.FS, string) error { return fault.New(fault.NoWindow, nil) }
