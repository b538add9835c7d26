package apply

import (
	"context"
	"fmt"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// block re-reads the pending rows, settles those that need no sending, and sends the others while the re-read is
// fresh. Rows that are still to be sent, or read back, are pending afterwards.
func (r *run) block(ctx context.Context) error {
	tasks := r.pending
	r.pending = nil
	send, err := r.reread(ctx, tasks)
	if err != nil {
		r.pending = tasks
		return err
	}
	read := time.Now()
	for len(send) > 0 {
		if err := r.wait(ctx); err != nil {
			r.pending = append(r.pending, send...)
			return err
		}
		if time.Since(read) > freshFor {
			break
		}
		n := r.batchOf(send)
		if err := r.send(ctx, send[:n]); err != nil {
			r.pending = append(r.pending, send[n:]...)
			return err
		}
		send = send[n:]
	}
	r.pending = append(r.pending, send...)
	return nil
}

// batchOf returns how many of the tasks go out together: a batch of edits, or a single creation.
func (r *run) batchOf(send []task) int {
	n := min(r.batch, len(send))
	for i := range n {
		if send[i].change.Create != nil {
			return max(1, i)
		}
	}
	return n
}

// reread judges the tasks by what Jobber holds now, records those that are settled by that, and returns the others,
// edits before creations.
func (r *run) reread(ctx context.Context, tasks []task) ([]task, error) {
	ids := make([]catalog.ItemID, 0, len(tasks))
	for _, t := range tasks {
		if t.change.Create == nil {
			ids = append(ids, t.change.Item)
		}
	}
	now := make(map[catalog.ItemID]catalog.Item, len(ids))
	if len(ids) > 0 {
		items, err := r.target.Items(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			now[item.ID] = item
		}
	}
	var settled []Row
	var edits, creations []task
	for _, t := range tasks {
		row, send, err := r.judge(ctx, &t, now)
		switch {
		case err != nil:
			return nil, err
		case !send:
			settled = append(settled, row)
		case r.locked(t.change):
			row = blank(t.change)
			row.Outcome, row.Message = Skipped, lockedSince
			if t.change.Create == nil {
				row.Before = t.now.Managed(managed(t.change))
			}
			settled = append(settled, row)
		case t.sends == mostSends:
			settled = append(settled, givenUp(row))
		case t.change.Create == nil:
			edits = append(edits, t)
		default:
			creations = append(creations, t)
		}
	}
	if err := r.settle(ctx, settled, openIn(tasks, settled)); err != nil {
		return nil, err
	}
	return append(edits, creations...), nil
}

// locked says whether a lock stands against what a row would write.
func (r *run) locked(c *plan.Change) bool {
	lock, ok := r.order.Locks[c.Item]
	return ok && c.Item != "" && lock.Touches(c)
}

func (r *run) judge(ctx context.Context, t *task, now map[catalog.ItemID]catalog.Item) (Row, bool, error) {
	if t.change.Create == nil {
		item, found := now[t.change.Item]
		t.now = item
		row, send := judge(t.change, t.open, item, found)
		return row, send, nil
	}
	if t.open == nil {
		return Row{}, true, nil
	}
	named, err := r.target.FindByName(ctx, t.change.Create.Name)
	if err != nil {
		return Row{}, false, err
	}
	row, send := judgeCreation(t.change, t.open, named)
	return row, send, nil
}

func givenUp(row Row) Row {
	row.Outcome, row.Message = Rejected, lostTwice
	if row.Created {
		row.Message = createTwice
	}
	return row
}

// openIn counts the settled rows whose task was open.
func openIn(tasks []task, settled []Row) int {
	open := make(map[int]bool)
	for _, t := range tasks {
		if t.open != nil {
			open[t.change.Line] = true
		}
	}
	n := 0
	for _, row := range settled {
		if open[row.Line] {
			n++
		}
	}
	return n
}

// settle records rows with their final outcomes. wasOpen of them stood in the journal as intended or unknown.
func (r *run) settle(ctx context.Context, rows []Row, wasOpen int) error {
	if len(rows) == 0 {
		return nil
	}
	at := time.Now().UTC()
	for i := range rows {
		rows[i].At = at
	}
	if err := r.journal.Settle(context.WithoutCancel(ctx), r.order.Run, rows); err != nil {
		r.broken = true
		return fmt.Errorf("record outcomes: %w", err)
	}
	r.open -= wasOpen
	last := make([]Row, 0, len(rows))
	for _, row := range rows {
		switch row.Outcome {
		case NotSent:
		case Unknown:
			r.open++
		default:
			r.counts[row.Outcome]++
			r.settled++
			last = append(last, row)
		}
	}
	r.report(last)
	return nil
}

func (r *run) report(rows []Row) {
	if r.observe == nil {
		return
	}
	counts := zeroCounts()
	for outcome, n := range r.counts {
		counts[outcome] = n
	}
	r.observe(Progress{Total: len(r.order.Rows), Counts: counts, Last: rows})
}
