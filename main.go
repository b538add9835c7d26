// Command pricesync brings a price list into Jobber: in a window, or by the commands of `pricesync --help`.
package main

import (
	"embed"
	"os"

	"pricesync/app/cli"
	"pricesync/app/desktop"
)

//go:embed all:frontend/dist
var page embed.FS

// version and commit are stamped by the linker.
var (
	version = "0.1.0"
	commit  = "unknown"
)

func main() {
	args := os.Args[1:]
	if desktop.Watches(args) {
		os.Exit(desktop.Watch(version, commit))
	}
	if cli.Wants(args) {
		os.Exit(cli.Main(args, version, commit))
	}
	os.Exit(desktop.Main(args, page, version, commit))
}
