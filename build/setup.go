package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// need is something that must be on the machine, and the Debian package that brings it.
type need struct {
	what  string // in words, for systems without apt
	pkg   string
	other string // what to install elsewhere
}

// windowNeeds build and open the native window on Linux.
func windowNeeds() []need {
	return []need{
		{"a C compiler", "gcc", "gcc (Fedora: gcc, Arch: gcc)"},
		{"the C library's headers", "libc6-dev", "glibc headers (Fedora: glibc-devel, Arch: glibc)"},
		{"pkg-config", "pkg-config", "pkg-config (Fedora: pkgconf, Arch: pkgconf)"},
		{"GTK 3 headers", "libgtk-3-dev", "GTK 3 (Fedora: gtk3-devel, Arch: gtk3)"},
		{"WebKitGTK 4.1 headers", "libwebkit2gtk-4.1-dev", "WebKitGTK 4.1 (Fedora: webkit2gtk4.1-devel, Arch: webkit2gtk-4.1)"},
	}
}

// testNeeds drive the program in a window and a browser without a person.
func testNeeds() []need {
	return []need{
		{"Xvfb", "xvfb", "Xvfb (Fedora: xorg-x11-server-Xvfb, Arch: xorg-server-xvfb)"},
		{"xdotool", "xdotool", "xdotool"},
		{"ImageMagick", "imagemagick", "ImageMagick"},
		{"D-Bus session tools", "dbus-x11", "dbus-x11 (Arch: dbus)"},
		{"GNOME Keyring", "gnome-keyring", "gnome-keyring"},
		{"Chromium", "chromium", "Chromium"},
	}
}

// install brings what is missing by apt; on other systems it names each package and goes on, so that the tests that
// can run do run.
func install(ctx context.Context, needs []need) error {
	if runtime.GOOS != "linux" {
		return nil
	}
	if !have("dpkg-query") || !have("apt-get") {
		return nameMissing(ctx, needs)
	}
	missing, err := missingPackages(ctx, needs)
	if err != nil || len(missing) == 0 {
		return err
	}
	say("installing %s", strings.Join(missing, " "))
	apt := func(args ...string) command {
		if os.Geteuid() == 0 {
			return cmd("apt-get", args...).with("DEBIAN_FRONTEND=noninteractive")
		}
		return cmd("sudo", append([]string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get"}, args...)...)
	}
	if os.Geteuid() != 0 && !have("sudo") {
		return fmt.Errorf("these packages are missing and there is no sudo to install them: %s", strings.Join(missing, " "))
	}
	if err := apt("update", "-qq").run(ctx); err != nil {
		return err
	}
	return apt(append([]string{"install", "-y", "-qq", "--no-install-recommends"}, missing...)...).run(ctx)
}

func missingPackages(ctx context.Context, needs []need) ([]string, error) {
	out, err := cmd("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n").output(ctx)
	if err != nil {
		return nil, err
	}
	installed := map[string]bool{}
	for line := range strings.Lines(out) {
		if name, ok := strings.CutSuffix(strings.TrimSpace(line), " installed"); ok {
			installed[name] = true
		}
	}
	var missing []string
	for _, n := range needs {
		if !installed[n.pkg] && !slices.Contains(missing, n.pkg) {
			missing = append(missing, n.pkg)
		}
	}
	return missing, nil
}

// nameMissing says which parts of the window's build are not there on a Linux without apt.
func nameMissing(ctx context.Context, needs []need) error {
	var missing []string
	for _, n := range needs {
		found := have(n.pkg)
		if library, ok := strings.CutSuffix(strings.TrimPrefix(n.pkg, "lib"), "-dev"); ok {
			name := map[string]string{"gtk-3": "gtk+-3.0", "webkit2gtk-4.1": "webkit2gtk-4.1"}[library]
			found = name == "" || cmd("pkg-config", "--exists", name).run(ctx) == nil
		}
		if !found {
			missing = append(missing, n.other)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("please install: %s", strings.Join(missing, "; "))
}

// frontendReady installs the page's packages once for each state of the lock file.
func frontendReady(ctx context.Context) error {
	for _, program := range []string{"node", "npm"} {
		if !have(program) {
			return fmt.Errorf("please install Node.js 20 or newer: %s was not found", program)
		}
	}
	return once("npm-ci", filepath.Join("frontend", "node_modules"), []string{"frontend/package.json", "frontend/package-lock.json", "frontend/.npmrc"}, func() error {
		say("installing the page's packages")
		return cmd("npm", "ci", "--no-audit", "--no-fund").in("frontend").run(ctx)
	})
}

// pageBuilt builds the page into frontend/dist once for each state of its sources.
func pageBuilt(ctx context.Context) error {
	if err := frontendReady(ctx); err != nil {
		return err
	}
	inputs := []string{"frontend/src", "frontend/public", "frontend/index.html", "frontend/package-lock.json", "frontend/vite.config.ts", "frontend/tsconfig.json"}
	return once("page", filepath.Join("frontend", "dist", "index.html"), inputs, func() error {
		say("building the page")
		return cmd("npm", "run", "build", "--silent").in("frontend").run(ctx)
	})
}

// once runs do when result is missing or the inputs' content changed since do last succeeded.
func once(name, result string, inputs []string, do func() error) error {
	sum, err := digest(inputs)
	if err != nil {
		return err
	}
	stamp := filepath.Join("build", "out", "stamps", name)
	_, missing := os.Stat(result)
	if was, err := os.ReadFile(stamp); missing == nil && err == nil && string(was) == sum {
		return nil
	}
	if err := os.RemoveAll(stamp); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(stamp), 0o755); err != nil {
		return err
	}
	return os.WriteFile(stamp, []byte(sum), 0o644)
}

func digest(inputs []string) (string, error) {
	sum := sha256.New()
	for _, input := range inputs {
		err := filepath.WalkDir(input, func(path string, entry os.DirEntry, err error) error {
			if errors.Is(err, os.ErrNotExist) {
				return nil
			}
			if err != nil || entry.IsDir() {
				return err
			}
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer func() { _ = file.Close() }()
			fmt.Fprintf(sum, "%s\x00", filepath.ToSlash(path))
			_, err = io.Copy(sum, file)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("read %s: %w", input, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
