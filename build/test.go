package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// step is one part of the gate. It adds what its tests counted to the tally.
type step struct {
	name string
	do   func(ctx context.Context, t *tally) error
}

func gate() []step {
	return []step{
		{"formatting", formatted},
		{"go vet", func(ctx context.Context, _ *tally) error { return cmd("go", "vet", "./...").run(ctx) }},
		{"strict linters", lint},
		{"modules", modules},
		{"generated code is fresh", fresh},
		{"the page's check", page},
		{"Go tests with the race detector", func(ctx context.Context, t *tally) error {
			return goTests(ctx, t, nil, "-race", "-timeout=20m", "-skip", "^(TestWindow|TestAs)", "./...") // a step of their own; roles that other tests start
		}},
		{"the program builds without a window", plainBuild},
		{"the program builds with its window", func(ctx context.Context, _ *tally) error { return buildProgram(ctx) }},
		{"the page against the real program, in a browser", browserStories},
		{"the built program in a real window", windowStories},
	}
}

// test runs every step of the gate, also after one failed, and ends with the counts and what was skipped.
func test(ctx context.Context, args []string) error {
	if err := install(ctx, append(windowNeeds(), testNeeds()...)); err != nil {
		if os.Getenv("CI") == "true" {
			return err
		}
		fmt.Fprintln(os.Stderr, "build:", err)
	}
	if err := pageBuilt(ctx); err != nil {
		return err
	}
	tally := &tally{}
	for _, s := range gate() {
		if len(args) > 0 && !strings.Contains(s.name, strings.Join(args, " ")) {
			continue
		}
		say("%s", s.name)
		started := time.Now()
		if err := s.do(ctx, tally); err != nil {
			tally.broken = append(tally.broken, fmt.Sprintf("%s: %v", s.name, err))
			fmt.Fprintln(os.Stderr, "FAILED:", err)
		}
		fmt.Printf("   (%s)\n", time.Since(started).Round(time.Second))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return tally.close()
}

func formatted(ctx context.Context, _ *tally) error {
	out, err := cmd("gofmt", "-l", "main.go", "app", "build").output(ctx)
	if err != nil {
		return err
	}
	if out != "" {
		return fmt.Errorf("run gofmt -w on:\n%s", out)
	}
	return nil
}

// lint looks at the program as it is built with its window: without it, what only the window calls looks unused.
func lint(ctx context.Context, _ *tally) error {
	return errors.Join(
		cmd("go", "tool", "staticcheck", "-tags", windowTags("production"), "-checks", "all,-ST1000,-ST1003,-ST1016", "./...").run(ctx),
		cmd("go", "tool", "errcheck", "-tags", windowTags("production"), "-ignoretests", "-exclude", "build/errcheck.txt", "./...").run(ctx),
	)
}

func modules(ctx context.Context, _ *tally) error {
	return errors.Join(cmd("go", "mod", "verify").run(ctx), cmd("go", "mod", "tidy", "-diff").run(ctx))
}

func page(ctx context.Context, t *tally) error {
	out, err := tee(ctx, cmd("npm", "run", "check", "--silent").in("frontend").with("NO_COLOR=1", "CI=true"))
	t.vitest(out)
	return err
}

// plainBuild makes sure that a clean clone builds without GTK, for the command line alone, here and on the other systems.
func plainBuild(ctx context.Context, _ *tally) error {
	var errs []error
	for _, target := range []string{"linux", "windows", "darwin"} {
		errs = append(errs, cmd("go", "build", "-o", os.DevNull, ".").with("CGO_ENABLED=0", "GOOS="+target).run(ctx))
	}
	return errors.Join(errs...)
}

// generate writes the page's bindings anew from the bound Go methods, and the reference from the tables of the code.
func generate(ctx context.Context, _ []string) error {
	if err := cmd("go", "tool", "wails", "generate", "module", "-tags", bindingTags()).run(ctx); err != nil {
		return err
	}
	return cmd("go", "test", "-count=1", "-run", "^TestTheReferenceSaysWhatTheCodeSays$", "./app", "-update").run(ctx)
}

func bindingTags() string {
	if runtime.GOOS == "linux" {
		return "webkit2_41"
	}
	return "desktop"
}

// fresh fails when generating leaves a difference in what is committed.
func fresh(ctx context.Context, _ *tally) error {
	const bindings, reference = "frontend/src/backend/wailsjs", "app/REFERENCE.md"
	before, err := digest([]string{bindings, reference})
	if err != nil {
		return err
	}
	if err := generate(ctx, nil); err != nil {
		return err
	}
	after, err := digest([]string{bindings, reference})
	if err != nil {
		return err
	}
	if before != after {
		return errors.New("generated files were stale; they are written anew, commit " + bindings + " and " + reference)
	}
	return nil
}

// browserStories drives the real page over `wails dev` with the real Go side behind it.
func browserStories(ctx context.Context, t *tally) error {
	missing := absent("chromium", "Xvfb", "import", "dbus-daemon", "gnome-keyring-daemon")
	if missing != "" {
		t.skip("the page against the real program, in a browser: no " + missing)
		return nil
	}
	out, err := tee(ctx, cmd("npm", "run", "stories", "--silent").in("frontend").with("NO_COLOR=1"))
	t.nodeTest(out)
	return err
}

// windowStories runs the tests in this folder that need the built program, a display and a keychain.
func windowStories(ctx context.Context, t *tally) error {
	missing := absent("Xvfb", "xdotool", "import", "dbus-daemon", "gnome-keyring-daemon")
	if missing != "" {
		t.skip("the built program in a real window: no " + missing)
		return nil
	}
	program, err := filepath.Abs(programPath())
	if err != nil {
		return err
	}
	return goTests(ctx, t, []string{"WINDOW_TEST_PROGRAM=" + program}, "-run", "^TestWindow", "-count=1", "-timeout=10m", "./build")
}

func absent(programs ...string) string {
	for _, p := range programs {
		if !have(p) {
			return p
		}
	}
	return ""
}
