package app

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"pricesync/app/fault"
	"pricesync/app/logging"
)

// effect says what an operation does to the profile.
type effect int

const (
	peeks  effect = iota // it reads what a screen shows, and may run beside anything
	looks                // it only looks, and may run beside anything
	reads                // it may run beside another process
	writes               // it holds the profile's file lock: one process at a time
)

// operation is what is under way.
type operation struct {
	name   string
	ref    string
	effect effect
	cancel context.CancelCauseFunc
}

// operations lets one operation run at a time and refuses the next, but for those that only look.
type operations struct {
	mu      sync.Mutex
	current *operation
	last    string
	idle    sync.WaitGroup
}

// operate runs one operation under the one-operation lock, with its id on every log line and on the error. A panic
// in it is logged with its stack and becomes fault.Internal; the program stays alive.
func (a *App) operate(ctx context.Context, name string, does effect, do func(ctx context.Context) error) (err error) {
	ref := a.NewOp()
	ctx, cancel := context.WithCancelCause(tallied(logging.WithOp(ctx, logging.OpID(ref))))
	defer cancel(nil)
	if side := a.side(); side != nil {
		ctx = side.named(ctx)
	}
	started := time.Now()
	a.log.Event(ctx, logging.OperationStart, slog.String("operation", name))
	defer func() { err = a.ended(ctx, name, started, err) }()
	defer fault.Catch(&err) // of those who are told of changes
	entered := &operation{name: name, ref: ref, effect: does, cancel: cancel}
	if err := a.ops.enter(entered); err != nil {
		return err
	}
	changed := func() {
		if does != peeks {
			a.changed()
		}
	}
	defer func() { a.ops.leave(entered); changed() }()
	changed()
	defer func() {
		a.heedEnd(ctx, err)
		a.keepContacts(ctx)
	}()
	defer fault.Catch(&err)
	if does == writes {
		release, err := a.lockProfile()
		if err != nil {
			return err
		}
		defer release()
	}
	return do(ctx)
}

// ended writes how an operation ended, and puts its id on the error.
func (a *App) ended(ctx context.Context, name string, started time.Time, err error) error {
	outcome := "done"
	if err != nil {
		outcome = "failed"
		a.log.Failure(ctx, err, slog.String("operation", name), ms(started))
		err = fault.From(err).Cleaned(a.scrubber.Secrets).WithRef(ref(ctx))
	}
	a.log.Event(ctx, logging.OperationEnd, slog.String("operation", name), slog.String("outcome", outcome), ms(started))
	return err
}

// TellWindow writes what the window itself reports into the log.
func (a *App) TellWindow(message string) {
	a.log.Event(context.Background(), logging.WindowError, slog.String("cause", message))
}

// heedEnd forgets a connection that Jobber says has ended, as it asks to: from then on the program is not connected,
// also in the next process.
func (a *App) heedEnd(ctx context.Context, err error) {
	side := a.side()
	if !fault.Is(err, fault.ReconnectNeeded) || side == nil || side.practice {
		return
	}
	ctx = context.WithoutCancel(ctx)
	if side.source.Connected(ctx) == nil {
		if err := side.source.Forget(ctx); err != nil {
			a.log.Failure(ctx, err, slog.String("operation", "forget the connection"))
		}
	}
}

// ms is how long something took, as the log writes it.
func ms(started time.Time) slog.Attr { return slog.Int64("ms", time.Since(started).Milliseconds()) }

func (o *operations) enter(next *operation) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case next.effect <= looks:
	case o.current != nil && o.current.name == "connect" && next.name == "connect":
		return fault.New(fault.SignInRunning, nil)
	case o.current != nil:
		return fault.New(fault.OperationRunning, fault.Facts{"running": inWords(o.current.name)})
	default:
		o.current = next
	}
	if next.effect != peeks {
		o.last = next.ref
	}
	o.idle.Add(1)
	return nil
}

func (o *operations) leave(done *operation) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.current == done {
		o.current = nil
	}
	o.idle.Done()
}

// inWords says what an operation is, for sentences.
func inWords(name string) string {
	switch name {
	case "connect":
		return "the sign-in in your browser"
	case "read", "correct":
		return "reading a price list"
	case "preview", "undo preview":
		return "making a preview"
	case "sync", "resume":
		return "a sync"
	case "read the items":
		return "reading the items from Jobber"
	}
	return name
}

// running returns what is under way; the zero operation when nothing is.
func (o *operations) running() operation {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.current == nil {
		return operation{}
	}
	return *o.current
}

// Cancel stops what is under way; a run stops within one request and can be resumed.
func (a *App) Cancel() {
	if op := a.ops.running(); op.cancel != nil {
		op.cancel(fault.New(fault.RunStopped, nil))
	}
}

// Writing says whether an operation is under way that writes to Jobber or to the profile.
func (a *App) Writing() bool { return a.ops.running().effect == writes }

// LastOp returns the id of the operation that began last; "" before the first.
func (a *App) LastOp() string {
	a.ops.mu.Lock()
	defer a.ops.mu.Unlock()
	return a.ops.last
}

// Free returns what a writing operation would be refused with right now, because another process works on the profile.
// A face asks before long work that ends in such an operation.
func (a *App) Free() error {
	release, err := a.lockProfile()
	if err != nil {
		return a.Told(context.Background(), err)
	}
	release()
	return nil
}

// busy says whether a process, this one or another, works on the profile right now.
func (a *App) busy() bool {
	release, err := a.lockProfile()
	if err == nil {
		release()
	}
	return fault.Is(err, fault.ProfileInUse)
}

// lockProfile takes the lock that keeps a second process from writing. The system frees it when the process ends,
// however it ends.
func (a *App) lockProfile() (release func(), err error) {
	lock := flock.New(a.folders.Lock)
	locked, err := lock.TryLock()
	if err != nil {
		return nil, fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(a.folders.Home)})
	}
	if !locked {
		return nil, fault.New(fault.ProfileInUse, nil)
	}
	return func() { _ = lock.Unlock() }, nil
}
