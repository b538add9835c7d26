package desktop

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"strings"

	"pricesync/app"
	"pricesync/app/fault"
)

// Main opens the window, with the price list among args on it, and returns the exit code once it is closed.
func Main(args []string, page embed.FS, version, commit string) int {
	program := app.New(app.Config{Version: version, Commit: commit})
	if err := ready(); err != nil {
		return tell(err)
	}
	var files []string
	if path := fileArgument(args); path != "" {
		files = []string{path}
	}
	home := sha256.Sum256([]byte(program.Home()))
	guard := guarded(program)
	bridge := newBridge(program, files)
	bridge.tell = func(line string) { guard.say(line) }
	return guard.end(open(bridge, page, "price-sync-"+hex.EncodeToString(home[:8])))
}

// ready says why no window can open here.
func ready() error {
	if !windowed {
		return fault.New(fault.NoWindow, nil)
	}
	if runtime.GOOS == "linux" && !generating && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return fault.New(fault.NoDisplay, nil)
	}
	return nil
}

func tell(err error) int {
	told := fault.From(err)
	fmt.Fprintln(os.Stderr, told.Message)
	fmt.Fprintln(os.Stderr, told.Hint)
	return told.Entry().Exit
}

// fileArgument returns the first argument that is not an option.
func fileArgument(args []string) string {
	for _, arg := range args {
		if arg != "" && !strings.HasPrefix(arg, "-") {
			return arg
		}
	}
	return ""
}
