package app

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"pricesync/app/fault"
	"pricesync/app/logging"
)

// windowOperation is what the log calls the opening of the window.
const windowOperation = "window"

// WindowReady writes into the log that the window's page is there, so long after the window was opened.
func (a *App) WindowReady(ctx context.Context, after time.Duration) {
	a.log.Event(ctx, logging.WindowReady, slog.Int64("ms", after.Milliseconds()))
}

// WindowFailed keeps why the window can't open: in the log, and as what a diagnostics report tells first. It returns the
// error with the reference of the line in the log. Start comes before it.
func (a *App) WindowFailed(ctx context.Context, err error) *fault.Error {
	told := fault.From(err).WithRef(a.NewOp())
	a.log.Failure(logging.WithOp(ctx, logging.OpID(told.Ref)), err, slog.String("operation", windowOperation))
	a.mu.Lock()
	defer a.mu.Unlock()
	a.blind = told
	return told
}

// FirstWindow says whether no other process has a window on this profile. It makes the answer no for others, until
// release is called or this process ends. Where the folder can't say, this one counts as the first.
func (a *App) FirstWindow() (first bool, release func()) {
	if err := os.MkdirAll(a.folders.Home, 0o700); err != nil {
		return true, func() {}
	}
	lock := flock.New(filepath.Join(a.folders.Home, "window.lock"))
	locked, err := lock.TryLock()
	return locked || err != nil, func() { _ = lock.Unlock() }
}
