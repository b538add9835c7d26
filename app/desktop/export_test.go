package desktop

import (
	"context"

	"pricesync/app"
)

// What the tests reach of the window's inside.
var (
	Secured   = secured
	NewBridge = newBridge
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
func (b *Bridge) Show(preview app.Preview) PlanView { return b.show(preview) }
