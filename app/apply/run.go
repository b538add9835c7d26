package apply

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

// How much is done at a time.
const (
	blockRows = 100             // items re-read by one call of Items, which is one page of Jobber's
	leastRows = 20              // rows of a batch while nothing is known of the service's pace
	batchTime = 2 * time.Second // how long a batch is meant to take: what a pause waits for at the most
	freshFor  = 5 * time.Second // how old a re-read may be when the write that relies on it leaves
	mostSends = 2               // how often one row is sent by one call of Run
)

// Run carries the order out and returns how it ended. Rows are worked through in blocks. A block is re-read; a row
// whose price or cost is not what the plan's Before says is left alone; the others are recorded as intended and sent
// in batches, each answer is compared with what was sent, and the outcome is recorded. A row whose answer was lost is
// read back and, when Jobber still has the old values, sent once more.
//
// The error is nil when every row has its outcome, whatever that is. It is the target's error when the world stopped,
// the journal's when it can't record, in which case nothing more is sent, and fault.RunStopped (or the fault that is
// ctx's cause) when ctx was cancelled. The Summary is true in each case: rows in doubt are unknown, rows that never
// left are not sent, and a later Run with the journal's rows in Order.Done goes on from there.
//
// observe is called from Run's own goroutine after every step; nil is allowed.
func Run(ctx context.Context, order Order, target Target, journal Journal, observe func(Progress)) (Summary, error) {
	r := &run{order: order, target: target, journal: journal, observe: observe, counts: zeroCounts(), batch: leastRows}
	r.started = time.Now().UTC()
	if order.Meter != nil {
		r.requests, r.throttled = order.Meter.Count()
	}
	if err := r.takeUp(); err != nil {
		return Summary{}, err
	}
	return r.end(ctx, r.work(ctx))
}

type run struct {
	order   Order
	target  Target
	journal Journal
	observe func(Progress)

	started             time.Time
	requests, throttled int // the meter's reading at the start

	done    map[int]int // line to index in order.Done, of rows that an earlier part settled or left open
	counts  map[Outcome]int
	settled int // rows with a final outcome
	open    int // rows of which the journal says that they may have been sent
	next    int // index in order.Rows of the next row to take up
	opening bool
	pending []task // taken up and not settled, at most one block
	batch   int    // rows of the next batch
	broken  bool   // the journal failed
}

// task is a row on its way.
type task struct {
	change *plan.Change
	open   *Row // the record of a sending whose answer is not known; nil where there is none
	sends  int  // how often this call of Run has sent it
	now    catalog.Item
}

// takeUp checks the order and counts what an earlier part has done.
func (r *run) takeUp() error {
	lines := make(map[int]bool, len(r.order.Rows))
	items := make(map[catalog.ItemID]bool, len(r.order.Rows))
	for i := range r.order.Rows {
		c := &r.order.Rows[i]
		switch {
		case !c.Writes():
			return fmt.Errorf("line %d of run %s is %s, which writes nothing", c.Line, r.order.Run, c.Verdict)
		case (c.Item == "") == (c.Create == nil):
			return fmt.Errorf("line %d of run %s names no item, or both an item and a creation", c.Line, r.order.Run)
		case lines[c.Line]:
			return fmt.Errorf("line %d occurs twice in run %s", c.Line, r.order.Run)
		case c.Item != "" && items[c.Item]:
			return fmt.Errorf("line %d of run %s reaches an item that another line reaches", c.Line, r.order.Run)
		}
		lines[c.Line] = true
		if c.Item != "" {
			items[c.Item] = true
		}
	}
	r.done = make(map[int]int, len(r.order.Done))
	for i, row := range r.order.Done {
		if !lines[row.Line] {
			return fmt.Errorf("line %d was recorded in run %s but is not in its order", row.Line, r.order.Run)
		}
		switch row.Outcome {
		case NotSent:
			continue
		case Intended, Unknown:
			r.open++
		default:
			r.counts[row.Outcome]++
			r.settled++
		}
		r.done[row.Line] = i
	}
	r.opening = r.open > 0
	return nil
}

// work goes on until every row has its outcome or something stops it.
func (r *run) work(ctx context.Context) error {
	r.report(nil)
	for {
		r.fill()
		if len(r.pending) == 0 {
			return nil
		}
		if err := r.wait(ctx); err != nil {
			return err
		}
		if err := r.block(ctx); err != nil {
			return err
		}
	}
}

// fill takes up rows until the block is full: first those that an earlier part left open, so that what is in doubt is
// settled before anything new is sent, then the others.
func (r *run) fill() {
	for len(r.pending) < blockRows {
		if r.next == len(r.order.Rows) {
			if !r.opening {
				return
			}
			r.opening, r.next = false, 0
			continue
		}
		c := &r.order.Rows[r.next]
		r.next++
		i, recorded := r.done[c.Line]
		switch {
		case r.opening && recorded && inDoubt(r.order.Done[i].Outcome):
			r.pending = append(r.pending, task{change: c, open: &r.order.Done[i]})
		case !r.opening && !recorded:
			r.pending = append(r.pending, task{change: c})
		}
	}
}

func inDoubt(o Outcome) bool { return o == Intended || o == Unknown }

// wait holds the run up while it is paused, and ends it when it is cancelled.
func (r *run) wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if r.order.Pause == nil {
		return nil
	}
	return r.order.Pause.Wait(ctx)
}

// end sums the run up and records that it ended. err is what stopped it.
func (r *run) end(ctx context.Context, err error) (Summary, error) {
	total := len(r.order.Rows)
	counts := r.counts
	counts[Unknown] = r.open
	counts[NotSent] = total - r.settled - r.open
	status := Done
	switch {
	case r.settled < total:
		status = Stopped
	case counts[Rejected]+counts[ChangedElsewhere] > 0:
		status = Partial
	}
	if status != Stopped {
		err = nil
	}
	summary := Summary{Status: status, Counts: counts, Started: r.started, Ended: time.Now().UTC()}
	if r.order.Meter != nil {
		requests, throttled := r.order.Meter.Count()
		summary.Requests, summary.Throttled = requests-r.requests, throttled-r.throttled
	}
	err = r.reason(ctx, err)
	if failed := r.journal.Finish(context.WithoutCancel(ctx), r.order.Run, summary); failed != nil && err == nil {
		err = fmt.Errorf("record the end: %w", failed)
	}
	return summary, err
}

// reason tells a cancelled run from a stopped world and from a journal that failed.
func (r *run) reason(ctx context.Context, err error) error {
	if err == nil || r.broken || ctx.Err() == nil {
		return err
	}
	var why *fault.Error
	if errors.As(context.Cause(ctx), &why) {
		return why
	}
	return fault.Wrap(errors.Join(context.Cause(ctx), err), fault.RunStopped, nil)
}

func zeroCounts() map[Outcome]int {
	counts := make(map[Outcome]int, len(Outcomes()))
	for _, outcome := range Outcomes() {
		counts[outcome] = 0
	}
	return counts
}
