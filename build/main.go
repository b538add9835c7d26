// Command build holds the project's chores: go run ./build run | test | bench | dev | shots.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

// chore is one thing that this program does for a developer.
type chore struct {
	name string
	does string
	do   func(ctx context.Context, args []string) error
}

func chores() []chore {
	return []chore{
		{"run", "install what is missing, build, and open the window (without a display: the practice company's whole job in the terminal)", run},
		{"test", "install what is missing and run the whole gate, as CI does", test},
		{"bench", "measure speed and memory against what else runs here; fails when a bound is broken", bench},
		{"dev", "open the window with hot reload of page and program", dev},
		{"shots", "save screenshots of every page, light and dark, to build/out/shots", shots},
		{"sandbox", "serve a stand-in for Jobber on loopback, to try the real sign-in without an account", serveSandbox},
		{"generate", "write anew what is generated: the page's bindings to Go, and app/REFERENCE.md", generate},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := dispatch(ctx, os.Args[1:]); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func dispatch(ctx context.Context, args []string) error {
	if err := enterRoot(); err != nil {
		return err
	}
	if len(args) > 0 {
		for _, c := range chores() {
			if c.name == args[0] {
				return c.do(ctx, args[1:])
			}
		}
	}
	var usage strings.Builder
	usage.WriteString("usage: go run ./build COMMAND\n")
	for _, c := range chores() {
		fmt.Fprintf(&usage, "\n  %-9s %s", c.name, c.does)
	}
	return errors.New(usage.String())
}

// enterRoot makes the folder with go.mod the working folder, so that chores run from anywhere in the tree.
func enterRoot() error {
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find the working folder: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "wails.json")); err == nil {
			return os.Chdir(dir)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return errors.New("run this inside the project's folder")
		}
		dir = parent
	}
}
