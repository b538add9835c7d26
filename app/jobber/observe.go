package jobber

import (
	"context"
	"time"
)

// EventKind names what an Event tells.
type EventKind string

// The kinds of events.
const (
	EventRequest  EventKind = "request"           // a request was answered or failed: Status, Took, Bytes, Cost, Available, RequestID; Reason when it failed
	EventWait     EventKind = "wait"              // a wait of Wait begins, before Operation is sent; Reason says for what
	EventRetry    EventKind = "retry"             // Operation is about to be sent again after Wait, because of Reason
	EventThrottle EventKind = "throttled"         // the service refused for its limits: Reason is rate_limit or throttled
	EventRenew    EventKind = "token_renewed"     // the token was not accepted and was renewed
	EventVersion  EventKind = "version_warning"   // the service serves another version, or warns of this one: Message
	EventLimits   EventKind = "limits_unreadable" // the answer's report of cost and limits makes no sense; defaults are kept
	EventFallback EventKind = "fallback"          // the service lacks something, and Operation does without: Reason says what
	EventShift    EventKind = "catalog_shifted"   // items were added or removed while the catalog was read; read around it
	EventLost     EventKind = "edit_lost"         // no answer to an edit that may have been carried out: Reason
)

// Reasons of waits. Any other is a failure that is about to be tried again.
const (
	ReasonThrottled = string(throttled)   // the service said that its bucket of points is empty
	ReasonRateLimit = string(rateLimited) // the service said that there were too many requests

	ReasonRequests = "requests_limit" // 2,500 requests in 300 s are used up
	ReasonPoints   = "points_limit"   // the bucket of points is empty
	ReasonSettle   = "settle"         // an item is read again until an edit shows
)

// Event is one thing that happened between the client and the service. It never holds a token, a price or a name.
type Event struct {
	Kind      EventKind
	Operation string // the document's operation name
	Reason    string // a shape's name, or one of the Reason constants
	Host      string
	Status    int           // the HTTP status; 0 when no answer came
	Wait      time.Duration // how long the wait that begins will be
	Took      time.Duration // from sending to the last byte
	Bytes     int           // of the answer's body
	Cost      int           // points that the service charged; 0 when it did not say
	Available int           // points left in the bucket; -1 when it did not say
	RequestID string        // the service's own id of the request
	Message   string        // the service's words about the version
}

// Stats counts what a Client did since it was made.
type Stats struct {
	Requests  int           // requests sent, tries included
	Throttled int           // answers in which the service refused for its limits
	Waited    time.Duration // spent in reported waits
	Bytes     int64         // of answers
	Bucket    Bucket        // as the service last reported it
	Version   string        // the version that was served; "" before the first answer that says
	Warning   string        // what the service said about the version
	RequestID string        // the service's id of the last request that had one
}

// leastTold is the shortest wait for a limit that is reported: shorter ones are the ordinary rhythm of the work.
const leastTold = 500 * time.Millisecond

// Bucket is the service's report of its points: Available of Max are left, and Restore come back each second.
type Bucket struct {
	Max, Available, Restore float64
}

// Stats returns the counts so far.
func (c *Client) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats
}

// Clock returns how far the service's clock is ahead of this computer's, by the last answer's Date header, to about a
// second; false before the first answer.
func (c *Client) Clock() (ahead time.Duration, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ahead, c.clockKnown
}

func (c *Client) observe(ctx context.Context, event Event) {
	c.mu.Lock()
	switch event.Kind {
	case EventRequest:
		c.stats.Requests++
		c.stats.Bytes += int64(event.Bytes)
		if event.RequestID != "" {
			c.stats.RequestID = event.RequestID
		}
	case EventThrottle:
		c.stats.Throttled++
	case EventWait, EventRetry:
		c.stats.Waited += event.Wait
	}
	c.mu.Unlock()
	if c.config.Observe != nil {
		event.Host = c.host
		c.config.Observe(ctx, event)
	}
}

// report tells of one request and its end.
func (c *Client) report(ctx context.Context, q call, r reply, a answer, f *failure) {
	event := Event{Kind: EventRequest, Operation: q.name, Status: r.status, Took: r.took, Bytes: len(r.body), Available: -1, RequestID: r.requestID}
	if a.cost != nil {
		event.Cost = int(max(0, a.cost.actual))
	}
	if b := a.bucket(); b != nil {
		event.Available = int(b.Available)
	}
	if f != nil {
		event.Reason = string(f.shape)
	}
	c.observe(ctx, event)
	if f != nil && (f.shape == throttled || f.shape == rateLimited) {
		event.Kind = EventThrottle
		c.observe(ctx, event)
	}
}

// pause waits, and says so beforehand. Its error is ctx's.
func (c *Client) pause(ctx context.Context, kind EventKind, operation string, wait time.Duration, why string) error {
	if kind == EventRetry || wait >= leastTold {
		c.observe(ctx, Event{Kind: kind, Operation: operation, Reason: why, Wait: wait, Available: -1})
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
