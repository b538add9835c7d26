package desktop

import (
	"context"
	"io"
	"time"

	"pricesync/app"
)

// What the tests reach of the window's inside.
var (
	Secured   = secured
	NewBridge = newBridge

	Repair        = repair
	ReportFolders = reportFolders
	StepsText     = stepsText
)

// Startup is what the window calls once it exists.
func (b *Bridge) Startup(ctx context.Context, w interface {
	Emit(ctx context.Context, event string, data any)
	OpenFile(ctx context.Context, kind string) (string, error)
	SaveFile(ctx context.Context, name, kind string) (string, error)
	Show(ctx context.Context)
	Quit(ctx context.Context)
	OnFileDrop(ctx context.Context, dropped func(paths []string))
}) {
	b.startup(ctx, w)
}

// Shutdown is what the window calls last.
func (b *Bridge) Shutdown(ctx context.Context) { b.shutdown(ctx) }

// Show is what a preview does with the plan that it made.
func (b *Bridge) Show(preview app.Preview) PlanView { return b.show(preview, origin{}) }

// Correct decides what a cell should have said.
func (b *Bridge) Correct(plan string, line int, text string) (PlanView, error) {
	done, err := b.Decide(plan, DecisionView{Line: line, What: "correct", Text: text})
	return done.Plan, err
}

// LookAtFile is what the window does every two seconds.
func (b *Bridge) LookAtFile() { b.lookAtFile() }

// Follow is what a watcher does with the lines of its window's process.
func Follow(told <-chan string, patience time.Duration, offer func(page context.Context, why, cause string, waiting bool) bool) (answered bool) {
	return watch(told, patience, func(page context.Context, t trouble) bool { return offer(page, t.why, t.cause, t.waiting) })
}

// Message is what the system itself shows.
type Message struct{ Title, Text, More, Yes, No string }

// Offering is what a person is told with, and of what.
type Offering struct {
	Ask        func(Message) (bool, error)
	Withdraw   func()
	Folders    []string
	Out        io.Writer
	Why, Cause string
	Waiting    bool
}

// Offer tells the person that the window can't open.
func Offer(page context.Context, o Offering) (answered bool) {
	made := offer{version: "0.0.0-test", commit: "test", withdraw: o.Withdraw, folders: o.Folders, out: o.Out}
	made.ask = func(m message) (bool, error) { return o.Ask(Message{m.title, m.text, m.more, m.yes, m.no}) }
	return made.make(page, trouble{why: o.Why, cause: o.Cause, waiting: o.Waiting})
}

// OnReached has f told how far the window has come, as its watcher is.
func (b *Bridge) OnReached(f func(line string)) { b.tell = f }

// Arrived is what the page's first call does before its answer.
func (b *Bridge) Arrived() { b.arrived() }
