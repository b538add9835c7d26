package jobber

import (
	"context"
	"errors"
	"strconv"
	"time"

	"pricesync/app/fault"
)

// What a missing permission keeps the app from, for the sentence.
const (
	readWhat   = "read products and services"
	changeWhat = "change products and services"
)

// call is one request to be made: sent as often as its rule allows, answered once.
type call struct {
	name      string // the document's operation name
	document  string
	variables map[string]any
	cost      int           // calculated beforehand: one point for each field instance
	write     bool          // it changes something: never sent again when it may have been carried out
	timeout   time.Duration // of one try; 0 means ReadTimeout or EditTimeout
	ahead     int           // requests that will follow at once and should not have to wait
	what      string        // what a missing permission keeps the app from
}

// failure is why a call ended without an answer.
type failure struct {
	shape      shape
	cause      error
	status     int
	retryAfter time.Duration // what the service asked for; 0 when it did not
	requested  float64       // points that the request needed, where the service said so
	bucket     *Bucket
	errors     []graphError
	elsewhere  string // the host to which the answer sent us, as networks do that want a sign-in first
}

// lost says whether a write of which this is the end may have been carried out.
func (f *failure) lost() bool { return !f.shape.rule().unsent }

func unreadableAnswer(cause error) *failure { return &failure{shape: unreadable, cause: cause} }

// fault is the failure in words for people.
func (c *Client) fault(q call, f *failure) error {
	facts := fault.Facts{"what": q.what, "version": c.config.Version, "status": strconv.Itoa(f.status), "why": ""}
	var told *fault.Error
	switch f.shape {
	case tokenless:
		return f.cause
	case untrusted, unreachable, proxySignIn:
		if errors.As(f.cause, &told) {
			return told // whoever carries the requests knows more of the way
		}
		facts["why"] = "its certificate is not trusted on this computer"
	case cancelled:
		if errors.Is(f.cause, context.DeadlineExceeded) {
			return fault.Wrap(f.cause, fault.JobberTimeout, facts)
		}
	case unreadable:
		if f.elsewhere != "" {
			return fault.Wrap(f.cause, fault.NetworkSignIn, fault.Facts{"name": f.elsewhere})
		}
	case disconnected:
		facts["why"] = ": Price Sync was disconnected in Jobber"
	case unauthorised:
		facts["why"] = ": Jobber no longer accepts it"
	}
	return fault.Wrap(f.cause, f.shape.rule().code, facts)
}

// progress is how far a call has got.
type progress struct {
	token    string
	renewed  bool          // the token was refreshed for this call
	sent     int           // tries that count
	trying   time.Duration // spent in tries and in waits between them
	heldBack time.Duration // spent in waits for the limits, as refusals asked for
}

// do makes the call: it waits for its turn, sends, and follows the rule of each failure.
func (c *Client) do(ctx context.Context, q call) (answer, *failure) {
	var p progress
	for {
		a, f := c.try(ctx, q, &p)
		if f == nil {
			return a, nil
		}
		if f.shape == unauthorised && !p.renewed {
			fresh, err := c.config.Tokens.Refresh(ctx, p.token)
			if err != nil {
				return answer{}, noToken(ctx, err)
			}
			c.observe(ctx, Event{Kind: EventRenew, Operation: q.name, Available: -1})
			p.token, p.renewed = fresh, true
			continue
		}
		if !c.again(ctx, q, f, &p) {
			if err := ctx.Err(); err != nil && f.shape.rule().unsent {
				return answer{}, &failure{shape: cancelled, cause: err}
			}
			return answer{}, f
		}
	}
}

// again says whether the call is to be sent once more, after it has waited or made sure that the next try will.
func (c *Client) again(ctx context.Context, q call, f *failure, p *progress) bool {
	rule := f.shape.rule()
	if f.shape == throttled {
		wait := c.throttleWait(f, p.heldBack)
		if p.heldBack += wait; p.heldBack > maxThrottled {
			return false
		}
		c.pace.hold(wait, string(throttled))
		return true
	}
	p.sent++
	if f.shape == rateLimited {
		return c.waitForWindow(f, rule, p)
	}
	if p.sent >= rule.tries || q.write && !rule.unsent || p.trying > maxTrying {
		return false
	}
	wait := max(rule.backoff(p.sent, c.config.Jitter()), min(f.retryAfter, maxPatience))
	p.trying += wait
	return c.pause(ctx, EventRetry, q.name, wait, string(f.shape)) == nil
}

// waitForWindow makes the next try wait after a 429, or says that there is none. Where many requests of our own are in the window, they
// are the likely reason, and it pays to wait until all of them have left it. Where the service names its waits, they
// are taken as those of THROTTLED are: as long as they stay short in all.
func (c *Client) waitForWindow(f *failure, rule rule, p *progress) bool {
	ours := c.pace.busy() && p.heldBack < windowLength
	named := f.retryAfter > 0 && p.heldBack+f.retryAfter <= maxThrottled
	if p.sent >= rule.tries && !ours && !named || f.retryAfter > maxWait {
		return false
	}
	if p.sent > rule.tries || p.sent > 1 && f.retryAfter == 0 { // else it may be a burst, and over after the wait
		c.pace.refuse()
	}
	wait := f.retryAfter
	if wait == 0 {
		wait = rule.backoff(p.sent, 1)
	}
	if p.sent >= rule.tries {
		wait = min(wait, windowLength-p.heldBack)
	}
	p.heldBack += wait
	c.pace.hold(lengthen(wait, c.config.Jitter()), string(rateLimited))
	return true
}

// throttleWait is how long the bucket takes to hold what the request needs; longer each time when the answer does not
// say, or says that it is there.
func (c *Client) throttleWait(f *failure, heldBack time.Duration) time.Duration {
	wait := min(max(f.shape.rule().wait, heldBack), maxPatience)
	if f.bucket != nil && f.requested > f.bucket.Available {
		wait = c.pace.deficit(f.requested, *f.bucket)
	}
	return lengthen(wait, c.config.Jitter())
}

// try waits for its turn and sends the call once.
func (c *Client) try(ctx context.Context, q call, p *progress) (answer, *failure) {
	cost := c.expected(q)
	if cost > c.pace.size() {
		return answer{}, &failure{shape: tooDear, requested: cost, cause: errors.New("costs more than the full bucket")}
	}
	ticket, err := c.pace.take(ctx, cost, q.ahead, func(ctx context.Context, wait time.Duration, why string) error {
		return c.pause(ctx, EventWait, q.name, wait, why)
	})
	if err != nil {
		return answer{}, &failure{shape: cancelled, cause: err}
	}
	if !p.renewed {
		if p.token, err = c.config.Tokens.Token(ctx); err != nil {
			c.pace.abandon(ticket)
			return answer{}, noToken(ctx, err)
		}
	}
	r, f := c.send(ctx, q, p.token)
	p.trying += r.took
	var a answer
	if f == nil {
		a, f = r.decode()
		c.learn(ctx, q, a)
	}
	c.account(ticket, a, f)
	c.report(ctx, q, r, a, f)
	return a, f
}

// noToken is the end of a call for which there is no token, or which was given up while it was waited for.
func noToken(ctx context.Context, err error) *failure {
	if ctx.Err() != nil {
		return &failure{shape: cancelled, cause: err}
	}
	return &failure{shape: tokenless, cause: err}
}

// account tells the pace what became of a ticket.
func (c *Client) account(t ticket, a answer, f *failure) {
	charged := -1.0
	switch {
	case f != nil && (f.shape == unreachable || f.shape == untrusted || f.shape == proxySignIn):
		c.pace.abandon(t)
		return
	case f != nil && (f.shape == throttled || f.shape == tooDear || f.shape == rateLimited):
		charged = 0
	case a.cost != nil && a.cost.actual >= 0:
		charged = a.cost.actual
	}
	c.pace.settle(t, charged, a.bucket())
}

// expected is what the call will need, by calculation and by what the service reported for its like.
func (c *Client) expected(q call) float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if factor, known := c.factors[q.name]; known {
		return factor * float64(q.cost)
	}
	return float64(q.cost)
}

// learn keeps what an answer says about costs, limits and versions.
func (c *Client) learn(ctx context.Context, q call, a answer) {
	var events []Event
	c.mu.Lock()
	if a.cost != nil && a.cost.requested > 0 {
		c.factors[q.name] = a.cost.requested / float64(q.cost)
	}
	if b := a.bucket(); b != nil {
		c.stats.Bucket = *b
	}
	if a.oddLimits {
		events = append(events, Event{Kind: EventLimits})
	}
	warning := a.warning
	if warning == "" && a.version != "" && a.version != c.config.Version {
		warning = "version " + c.config.Version + " was asked for and " + a.version + " was served"
	}
	if warning != "" && warning != c.stats.Warning {
		events = append(events, Event{Kind: EventVersion, Message: warning})
	}
	if a.version != "" {
		c.stats.Version, c.stats.Warning = a.version, warning
	}
	c.mu.Unlock()
	for _, event := range events {
		event.Operation, event.Available = q.name, -1
		c.observe(ctx, event)
	}
}
