//go:build !windows

package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// attachConsole is needed on Windows alone.
func attachConsole() {}

func interactive(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
