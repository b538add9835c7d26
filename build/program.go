package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// programPath is where the built program lies.
func programPath() string {
	name := "pricesync"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join("build", "bin", name)
}

// windowTags are the build tags of a program with a window.
func windowTags(kind string) string {
	tags := []string{"desktop", kind}
	if runtime.GOOS == "linux" {
		tags = append(tags, "webkit2_41")
	}
	return strings.Join(tags, ",")
}

// buildProgram builds page and program, with the window.
func buildProgram(ctx context.Context) error {
	if err := pageBuilt(ctx); err != nil {
		return err
	}
	say("building the program")
	return cmd("go", "build", "-trimpath", "-tags", windowTags("production"), "-ldflags", stamp(ctx), "-o", programPath(), ".").
		with("CGO_ENABLED=1").run(ctx)
}

// stamp returns the linker's flags that put version and commit into the program.
func stamp(ctx context.Context) string {
	flags := "-s -w"
	if runtime.GOOS == "windows" {
		flags += " -H windowsgui"
	}
	if commit, err := cmd("git", "rev-parse", "--short=12", "HEAD").output(ctx); err == nil {
		flags += " -X main.commit=" + strings.TrimSpace(commit)
	}
	if version, err := cmd("git", "describe", "--tags", "--match", "v*", "--abbrev=0").output(ctx); err == nil {
		flags += " -X main.version=" + strings.TrimPrefix(strings.TrimSpace(version), "v")
	}
	return flags
}

func hasDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

func run(ctx context.Context, args []string) error {
	if err := install(ctx, windowNeeds()); err != nil {
		return err
	}
	if err := buildProgram(ctx); err != nil {
		return err
	}
	program, err := filepath.Abs(programPath())
	if err != nil {
		return err
	}
	if hasDisplay() {
		say("opening the window (close it to end)")
		return cmd(program, args...).run(ctx)
	}
	return tour(ctx, program)
}

// tour does the practice company's whole job in the terminal, each step by the command that a person would type.
func tour(ctx context.Context, program string) error {
	fmt.Println("\nThere is no display here, so the window can't open. This is the same job in the terminal,")
	fmt.Println("with the practice company: nothing reaches Jobber and no real item changes.")
	home, err := os.MkdirTemp("", "price-sync-practice-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	list := filepath.Join(home, "Pipeline Supplies Spring.csv")
	steps := []struct {
		title string
		args  []string
		ok    []int // exit codes that are part of the story
	}{
		{"Connect", []string{"connect", "--practice"}, nil},
		{"A price list to try with", []string{"practice", "price-list", "--out", list}, nil},
		{"Preview: what would change, row by row", []string{"preview", "--practice", list}, nil},
		{"Sync what was previewed; held rows stay unwritten", []string{"sync", "--practice", list, "--yes"}, nil},
		{"History", []string{"history", "--practice"}, nil},
		{"Undo the sync", []string{"undo", "--practice", "last", "--yes"}, nil},
		{"History again", []string{"history", "--practice"}, nil},
	}
	for _, step := range steps {
		say("%s\n   pricesync %s", step.title, strings.Join(step.args, " "))
		if err := cmd(program, step.args...).with("PRICESYNC_HOME=" + home).run(ctx); err != nil {
			return err
		}
	}
	fmt.Println("\nThat was the whole job. With a display, `go run ./build run` opens the window instead.")
	return nil
}

func dev(ctx context.Context, args []string) error {
	if err := install(ctx, windowNeeds()); err != nil {
		return err
	}
	if err := frontendReady(ctx); err != nil {
		return err
	}
	if !hasDisplay() {
		return fmt.Errorf("hot reload opens a window, and there is no display here; set DISPLAY first")
	}
	flags := []string{"tool", "wails", "dev", "-nogorebuild=false", "-m"}
	if runtime.GOOS == "linux" {
		flags = append(flags, "-tags", "webkit2_41")
	}
	if len(args) > 0 {
		flags = append(flags, "-appargs", strings.Join(args, " "))
	}
	return cmd("go", flags...).run(ctx)
}
