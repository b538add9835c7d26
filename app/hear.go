package app

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"pricesync/app/apply"
	"pricesync/app/jobber"
	"pricesync/app/logging"
	"pricesync/app/oauth"
	"pricesync/app/settings"
)

// tellFrom is how long a wait must be before people are told of it.
const tellFrom = time.Second

// tally counts what one operation asked of Jobber, so that what runs beside it is not counted as its own.
type tally struct {
	mu                  sync.Mutex
	requests, throttled int
}

var _ apply.Meter = (*tally)(nil)

type tallyKey struct{}

// tallied returns a context whose requests are counted.
func tallied(ctx context.Context) context.Context {
	return context.WithValue(ctx, tallyKey{}, &tally{})
}

// tallyOf returns the tally of a context; an empty one where nothing is counted.
func tallyOf(ctx context.Context) *tally {
	if t, ok := ctx.Value(tallyKey{}).(*tally); ok {
		return t
	}
	return &tally{}
}

// Count returns how many requests were sent, and how many Jobber refused for its limits.
func (t *tally) Count() (requests, throttled int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.requests, t.throttled
}

func (t *tally) add(kind jobber.EventKind) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch kind {
	case jobber.EventRequest:
		t.requests++
	case jobber.EventThrottle:
		t.throttled++
	}
}

// heard takes what the client tells: requests and waits go to the log, with the operation that they belong to, and waits
// that a person notices to the screen too.
func (a *App) heard(ctx context.Context, e jobber.Event) {
	tallyOf(ctx).add(e.Kind)
	request := slog.String("request", e.Operation)
	switch e.Kind {
	case jobber.EventRequest:
		a.log.Event(ctx, logging.Request, request, slog.String("host", e.Host), slog.Int("status", e.Status), slog.String("reason", e.Reason),
			slog.String("request_id", e.RequestID), slog.Int("cost", e.Cost), slog.Int("available", e.Available), slog.Int("bytes", e.Bytes),
			slog.Int64("ms", e.Took.Milliseconds()))
		a.tellClock(ctx)
	case jobber.EventWait:
		a.log.Event(ctx, logging.Wait, request, slog.String("why", e.Reason), slog.Int64("wait_ms", e.Wait.Milliseconds()))
	case jobber.EventVersion, jobber.EventLimits, jobber.EventFallback, jobber.EventShift:
		a.log.Event(ctx, logging.Remark, request, slog.String("kind", string(e.Kind)), slog.String("why", e.Reason), slog.String("message", e.Message))
	default:
		a.log.Event(ctx, logging.Retry, request, slog.String("kind", string(e.Kind)), slog.String("why", e.Reason),
			slog.String("request_id", e.RequestID), slog.Int64("wait_ms", e.Wait.Milliseconds()))
	}
	if e.Wait >= tellFrom && logging.Op(ctx) == logging.OpID(a.ops.running().ref) {
		a.waiting(waitSentence(e), e.Wait)
	}
}

// tellClock writes once that this computer's clock is off, as soon as an answer of Jobber's shows it.
func (a *App) tellClock(ctx context.Context) {
	side := a.side()
	if side == nil || side.practice {
		return
	}
	if ahead, known := side.client.Clock(); !known || ahead.Abs() < time.Minute {
		return // nearly always, and the findings need not be asked
	}
	a.logFindings(ctx)
}

// tellFinding writes one thing that is wrong with settings or computer.
func (a *App) tellFinding(ctx context.Context, f settings.Finding) {
	a.log.Event(ctx, logging.Finding, slog.String("code", string(f.Code)), slog.String("severity", string(f.Severity)),
		slog.String("field", f.Field), slog.Any("breaks", f.Breaks), slog.String("sentence", f.Message), slog.String("hint", f.Hint))
}

func waitSentence(e jobber.Event) string {
	seconds := int((e.Wait + time.Second - 1) / time.Second)
	switch {
	case e.Reason == jobber.ReasonSettle:
		return "Jobber has not shown the last changes yet. We look again and go on by ourselves."
	case e.Kind == jobber.EventWait || e.Kind == jobber.EventThrottle || e.Reason == "throttled" || e.Reason == "rate_limit":
		return fmt.Sprintf("Jobber asks us to wait %d s. It limits how fast programs may write. We go on by ourselves; nothing is lost.", seconds)
	}
	return fmt.Sprintf("Jobber did not answer as it should. We try again in %d s; nothing is lost.", seconds)
}

// heardToken takes what the token source tells, in the operation that asked for a token.
func (a *App) heardToken(ctx context.Context, e oauth.Event) {
	switch {
	case e.Err != nil:
		a.log.Failure(ctx, e.Err, slog.String("operation", string(e.Name)))
	case e.Name == oauth.TokenWarning:
		a.log.Event(ctx, logging.TokenWarning, slog.String("message", e.Warning))
	default:
		a.log.Event(ctx, logging.TokenRefreshed, slog.Int64("life_s", int64(e.Life/time.Second)))
	}
}
