package app

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"pricesync/app/fault"
	"pricesync/app/logging"
)

// How much a page that breaks again and again may write into the log.
const (
	mostPageTroubles = 20 // within a minute
	mostPageMessage  = 2_000
	mostPageStack    = 8_000
)

// pageTroubles counts what the page came upon within the last minute.
type pageTroubles struct {
	mu      sync.Mutex
	told    []time.Time
	last    string // the reference of the last one that stands in the log
	leftOut int    // since then
}

// next returns the reference under which the log is to have the next trouble, and how many were left out before it; or
// the reference of the last one, when there were too many lately and this one is left out.
func (p *pageTroubles) next(now time.Time, fresh func() string) (ref string, leftOut int, write bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.told) > 0 && now.Sub(p.told[0]) >= time.Minute {
		p.told = p.told[1:]
	}
	if len(p.told) >= mostPageTroubles {
		p.leftOut++
		return p.last, 0, false
	}
	leftOut, p.leftOut = p.leftOut, 0
	p.told = append(p.told, now)
	p.last = fresh()
	return p.last, leftOut, true
}

// PageBroke writes into the log that the window's page came upon trouble of its own, in the page's words and with its
// stack, and returns what a person may read of it, with the reference of the line in the log. Of a page that breaks more
// than twenty times a minute the rest is only counted.
func (a *App) PageBroke(ctx context.Context, message, stack string) *fault.Error {
	told := fault.New(fault.Internal, nil)
	ref, leftOut, write := a.pageTroubles.next(time.Now(), a.NewOp)
	if write {
		a.log.Event(logging.WithOp(ctx, logging.OpID(ref)), logging.PageBroke,
			slog.String("code", string(told.Code)), slog.String("sentence", told.Message), slog.String("hint", told.Hint),
			slog.String("cause", shortened(message, mostPageMessage)), slog.String("stack", shortened(stack, mostPageStack)),
			slog.Int("left_out", leftOut))
	}
	return told.WithRef(ref)
}

// Told returns err as a face shows it. What came about outside of every operation gets a reference of its own, under
// which the log has its cause.
func (a *App) Told(ctx context.Context, err error) *fault.Error {
	told := fault.From(err)
	if told == nil || told.Ref != "" {
		return told
	}
	ref := a.NewOp()
	a.log.Failure(logging.WithOp(ctx, logging.OpID(ref)), err, slog.String("operation", "ask"))
	return told.Cleaned(a.scrubber.Secrets).WithRef(ref)
}

// shortened returns at most that many bytes of text, as whole characters.
func shortened(text string, most int) string {
	if len(text) <= most {
		return strings.ToValidUTF8(text, "�")
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
