package jobber

import (
	"context"
	"math"
	"sync"
	"time"
)

// The service's limits for one app in one account, as documented. The bucket's are corrected by what answers report.
const (
	bucketPoints   = 10_000
	bucketRestore  = 500 // points a second
	windowLength   = 300 * time.Second
	windowLimit    = 2_500
	windowRequests = windowLimit - 10 // what we use of it; the rest is for token requests and clocks that disagree
	windowLeast    = 100              // what we reckon to have of it at the least, however much others use
)

const (
	foreignFor  = 30 * time.Second // how long another program is reckoned with after its traces were seen
	foreignRoom = bucketRestore    // points left to it meanwhile
	tolerance   = 50.0             // points of excess from which on we think of another program
	leastShare  = 0.1              // of what comes back each second that we reckon to be ours at the least
)

// pace keeps requests within both limits: each reserves its cost and its place in the window before it is sent, and
// the answer corrects the model. It waits for one request at a time, in the order in which they ask.
//
// A request counts in the window from when it is sent until windowLength after its answer, which is never less than
// the service's own reckoning, whether its windows slide or are fixed.
type pace struct {
	gate chan struct{} // holds one token: whoever has it may wait

	mu       sync.Mutex
	bucket   Bucket      // Available is what the model thinks may still be reserved
	at       time.Time   // when Available was last brought up to date
	reserved float64     // points of requests under way
	charged  float64     // points of all answered requests, to know what happened between two moments
	foreign  time.Time   // until when another program is reckoned with
	share    float64     // of what comes back each second that is ours meanwhile, by what reports show
	last     level       // the last report
	excess   float64     // points that reports were lower than the model, less one for each report, which is rounding
	underway int         // requests sent and not answered
	answered []time.Time // when the answered requests of the window leave it, in order
	limit    int         // requests that the window holds for us
	limited  time.Time   // until when limit is less than windowRequests, because the service refused earlier
	held     time.Time   // nothing is sent before
	why      string      // why it is held
}

// level is what a report said, when, and what had been charged to us until then.
type level struct {
	available, charged float64
	at                 time.Time
}

// ticket is the permission to send one request.
type ticket struct {
	cost    float64
	sent    time.Time
	charged float64 // pace.charged when it was given
}

func newPace() *pace {
	p := &pace{gate: make(chan struct{}, 1), bucket: Bucket{bucketPoints, bucketPoints, bucketRestore}, at: time.Now(), share: 1, limit: windowRequests}
	p.gate <- struct{}{}
	return p
}

// take waits until a request of that cost may be sent, with room in the window for ahead further ones right after it,
// and reserves its place. before is told of each wait, and waits. Its error is ctx's.
func (p *pace) take(ctx context.Context, cost float64, ahead int, before func(context.Context, time.Duration, string) error) (ticket, error) {
	select {
	case <-p.gate:
	case <-ctx.Done():
		return ticket{}, ctx.Err()
	}
	defer func() { p.gate <- struct{}{} }()
	for {
		if err := ctx.Err(); err != nil {
			return ticket{}, err
		}
		t, wait, why := p.reserve(cost, ahead)
		if wait == 0 {
			return t, nil
		}
		if err := before(ctx, wait, why); err != nil {
			return ticket{}, err
		}
	}
}

// reserve gives a ticket, or says how long to wait before asking again.
func (p *pace) reserve(cost float64, ahead int) (ticket, time.Duration, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.restore(now)
	p.forget(now)
	if wait := p.held.Sub(now); wait > 0 {
		return ticket{}, wait, p.why
	}
	if over := p.underway + len(p.answered) + 1 + min(ahead, p.limit-1) - p.limit; over > 0 {
		if over > len(p.answered) { // some of those under way have to be answered first
			return ticket{}, time.Second, ReasonRequests
		}
		return ticket{}, p.answered[over-1].Sub(now), ReasonRequests
	}
	need := cost
	if now.Before(p.foreign) {
		need = max(cost, min(cost+foreignRoom, p.bucket.Max))
	}
	if short := need - p.bucket.Available; short > 0 {
		return ticket{}, seconds(short / p.rate(now)), ReasonPoints
	}
	p.bucket.Available -= cost
	p.reserved += cost
	p.underway++
	return ticket{cost: cost, sent: now, charged: p.charged}, 0, ""
}

// settle takes in what became of a request: what it was charged (negative: unknown, so what was reserved), and what
// the service reported of its bucket, if it did.
func (p *pace) settle(t ticket, charged float64, report *Bucket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.restore(now)
	if charged < 0 {
		charged = t.cost
	}
	p.underway--
	p.answered = append(p.answered, now.Add(windowLength))
	p.reserved -= t.cost
	p.bucket.Available += t.cost - charged
	between := p.charged - t.charged // by requests that were answered while this one was under way
	p.charged += charged
	if report != nil {
		p.correct(now, t, between, *report)
	}
	p.bucket.Available = min(p.bucket.Available, p.bucket.Max-p.reserved)
}

// correct believes the report. Requests that were under way at the same time may or may not be in it: the model stays
// between both readings as long as nothing but our own requests explains it, and goes to the lower one otherwise.
func (p *pace) correct(now time.Time, t ticket, between float64, report Bucket) {
	p.bucket.Max, p.bucket.Restore = report.Max, report.Restore
	first := p.last.at.IsZero() // what was taken before is no sign of another program: it may have been us, in an earlier process
	p.measure(now, report)
	least := report.Available - p.reserved - between
	most := report.Available + now.Sub(t.sent).Seconds()*report.Restore
	p.excess = max(0, p.excess-1) + max(0, p.bucket.Available-most)
	if first {
		p.excess = 0
	}
	if p.excess > tolerance {
		p.excess = 0
		if !now.Before(p.foreign) {
			p.share = 1
		}
		p.foreign = now.Add(foreignFor)
	}
	switch {
	case now.Before(p.foreign):
		p.bucket.Available = least
	case p.bucket.Available > most:
		p.bucket.Available = most
	case p.bucket.Available < least:
		p.bucket.Available = least
	}
}

// measure learns from two reports how much of what comes back is left to us by others.
func (p *pace) measure(now time.Time, report Bucket) {
	since := now.Sub(p.last.at).Seconds()
	if since < .1 && !p.last.at.IsZero() {
		return
	}
	if full := since * report.Restore; !p.last.at.IsZero() && p.last.available+full < report.Max {
		gained := report.Available - p.last.available + p.charged - p.last.charged
		share := min(max(gained/full, leastShare), 1)
		p.share = (p.share + share) / 2
	}
	p.last = level{available: report.Available, charged: p.charged, at: now}
}

// rate is how many points come back each second for us.
func (p *pace) rate(now time.Time) float64 {
	if now.Before(p.foreign) {
		return p.bucket.Restore * p.share
	}
	return p.bucket.Restore
}

// deficit is how long the bucket takes to hold what a throttled request needed.
func (p *pace) deficit(requested float64, report Bucket) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return seconds((requested - report.Available) / p.rate(time.Now()))
}

// abandon takes back a request of which nothing was sent.
func (p *pace) abandon(t ticket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.underway--
	p.reserved -= t.cost
	p.bucket.Available += t.cost
}

// refuse takes in that the service refused a request for its request limit: the window holds no more than was sent.
func (p *pace) refuse() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.forget(now)
	p.limit = max(windowLeast, min(p.limit, p.underway+len(p.answered)))
	p.limited = now.Add(2 * windowLength)
}

// busy says whether the window holds so many of our own requests that its limit may be our own doing.
func (p *pace) busy() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(time.Now())
	return p.underway+len(p.answered) >= windowLeast
}

// forget lets go of requests that have left the window, and of a limit that may no longer hold.
func (p *pace) forget(now time.Time) {
	for len(p.answered) > 0 && !p.answered[0].After(now) {
		p.answered = p.answered[1:]
	}
	if !now.Before(p.limited) {
		p.limit = windowRequests
	}
}

// hold lets nothing be sent for that long, because of why.
func (p *pace) hold(wait time.Duration, why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(wait); until.After(p.held) {
		p.held, p.why = until, why
	}
}

// size returns what the full bucket holds.
func (p *pace) size() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bucket.Max
}

// restore brings the model up to now.
func (p *pace) restore(now time.Time) {
	if elapsed := now.Sub(p.at); elapsed > 0 {
		p.at = now
		p.bucket.Available = min(p.bucket.Available+elapsed.Seconds()*p.rate(now), p.bucket.Max-p.reserved)
	}
}

// seconds is s seconds, rounded up to whole milliseconds.
func seconds(s float64) time.Duration {
	return time.Duration(math.Ceil(s*1000)) * time.Millisecond
}
