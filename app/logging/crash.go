package logging

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
)

// crashFile is where the runtime writes what it says before it ends the program. It lies in the log folder only until the
// next start takes it into the log.
const crashFile = "crash.txt"

// longestCrash is how much of a crash goes into one line of the log.
const longestCrash = 64 << 10

// CatchCrashes writes what an earlier crash left behind as an event, scrubbed as every line, and lets the runtime leave
// there what ends the program from now on. Where there is something to write, learn is called first, so that the scrubber
// can be told what that program knew. It has nothing to do for a log without a folder.
func (l *Log) CatchCrashes(ctx context.Context, learn func()) error {
	if l.out != nil {
		return nil
	}
	path := filepath.Join(l.files.dir, crashFile)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("open crash file: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(f, longestCrash))
	if err == nil && len(text) > 0 {
		learn()
		l.Event(ctx, Crashed, slog.String("stack", string(text)))
		err = f.Truncate(0)
	}
	if err == nil {
		err = debug.SetCrashOutput(f, debug.CrashOptions{}) // it keeps a handle of its own
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("catch crashes: %w", err)
	}
	return nil
}
