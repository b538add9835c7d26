package app

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"pricesync/app/jobber"
	"pricesync/app/logging"
	"pricesync/app/oauth"
)

// tellFrom is how long a wait must be before people are told of it.
const tellFrom = time.Second

// heard takes what the client tells: requests and waits go to the log, waits that a person notices to the screen too.
func (a *App) heard(e jobber.Event) {
	ctx := context.Background()
	if op := a.ops.running(); op.ref != "" {
		ctx = logging.WithOp(ctx, logging.OpID(op.ref))
	}
	if side := a.side(); side != nil {
		ctx = side.named(ctx)
	}
	switch e.Kind {
	case jobber.EventRequest:
		a.log.Event(ctx, logging.Request, slog.String("request", e.Operation), slog.Int("status", e.Status), slog.String("reason", e.Reason),
			slog.String("request_id", e.RequestID), slog.Int("cost", e.Cost), slog.Int("available", e.Available), slog.Int("bytes", e.Bytes),
			slog.String("host", e.Host), slog.Int64("ms", e.Took.Milliseconds()))
	case jobber.EventWait:
		a.log.Event(ctx, logging.Wait, slog.String("request", e.Operation), slog.String("why", e.Reason), slog.Int64("wait_ms", e.Wait.Milliseconds()))
	default:
		a.log.Event(ctx, logging.Retry, slog.String("request", e.Operation), slog.String("kind", string(e.Kind)), slog.String("why", e.Reason),
			slog.String("message", e.Message), slog.Int64("wait_ms", e.Wait.Milliseconds()))
	}
	if e.Wait >= tellFrom {
		a.waiting(waitSentence(e), e.Wait)
	}
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

// heardToken takes what the token source tells.
func (a *App) heardToken(e oauth.Event) {
	ctx := context.Background()
	if op := a.ops.running(); op.ref != "" {
		ctx = logging.WithOp(ctx, logging.OpID(op.ref))
	}
	if e.Err != nil {
		a.log.Failure(ctx, e.Err, slog.String("operation", string(e.Name)))
		return
	}
	a.log.Event(ctx, logging.TokenRefreshed, slog.String("name", string(e.Name)), slog.String("warning", e.Warning),
		slog.Int64("life_s", int64(e.Life/time.Second)))
}
