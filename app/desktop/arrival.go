package desktop

import (
	"context"
	"time"
)

// reached tells the window's watcher how far the window has come.
func (b *Bridge) reached(line string) {
	if b.tell != nil {
		b.tell(line)
	}
}

// arrived notes the page's first call.
func (b *Bridge) arrived() {
	b.mu.Lock()
	first, begun := b.there.IsZero(), b.begun
	if first {
		b.there = time.Now()
	}
	there := b.there
	b.mu.Unlock()
	if !first {
		return
	}
	b.reached(lineReady)
	if begun { // else it stands in the log once there is one
		b.app.WindowReady(b.context(), there.Sub(b.opened))
	}
}

// started notes that the program has started, and with it the log.
func (b *Bridge) started(ctx context.Context) {
	b.mu.Lock()
	b.begun = true
	there := b.there
	b.mu.Unlock()
	if !there.IsZero() {
		b.app.WindowReady(ctx, there.Sub(b.opened))
	}
}
