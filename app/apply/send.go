package apply

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"pricesync/app/catalog"
)

var errUnsent = errors.New("the target left rows unsent without saying why")

// send records the batch as intended, sends it, and records what is known of each row afterwards. Rows whose answer
// was lost are pending afterwards, to be read back.
func (r *run) send(ctx context.Context, batch []task) error {
	intents := make([]Row, len(batch))
	reopened := 0
	for i := range batch {
		intents[i] = intent(&batch[i])
		if batch[i].open != nil {
			reopened++
		}
	}
	if err := r.journal.Intend(context.WithoutCancel(ctx), r.order.Run, intents); err != nil {
		r.broken = true
		r.pending = append(r.pending, batch...)
		return fmt.Errorf("record what is about to be sent: %w", err)
	}
	r.open += len(batch) - reopened

	begun := time.Now()
	answers, stopped := r.ask(ctx, batch)
	r.pace(len(batch), time.Since(begun))

	rows := make([]Row, len(batch))
	unsent := false
	for i := range batch {
		answer := catalog.Edited{State: catalog.EditLost}
		if i < len(answers) {
			answer = answers[i]
		}
		rows[i] = outcome(&batch[i], intents[i], answer)
		unsent = unsent || rows[i].Outcome == NotSent
		if rows[i].Outcome == Unknown {
			again := batch[i]
			again.open, again.sends = &intents[i], again.sends+1
			r.pending = append(r.pending, again)
		}
	}
	if err := r.settle(ctx, rows, len(batch)); err != nil {
		return err
	}
	if stopped == nil && unsent && ctx.Err() == nil {
		stopped = errUnsent
	}
	if stopped == nil {
		stopped = ctx.Err()
	}
	return stopped
}

// intent is the record of a row that is about to be sent.
func intent(t *task) Row {
	row := blank(t.change)
	row.Outcome = Intended
	row.Message = lostAnswer
	row.Attempt = 1
	if t.open != nil {
		row.Attempt = t.open.Attempt + 1
	}
	row.At = time.Now().UTC()
	if t.change.Create != nil {
		row.Sent = wanted(t.change.Create)
		return row
	}
	row.Before, row.Sent, row.Visible = t.now.Managed(managed(t.change)), asked(t.change), t.change.Visible
	return row
}

// ask sends the batch: edits together, a creation by itself.
func (r *run) ask(ctx context.Context, batch []task) ([]catalog.Edited, error) {
	if batch[0].change.Create != nil {
		answer, err := r.target.Create(ctx, *batch[0].change.Create)
		return []catalog.Edited{answer}, err
	}
	patches := make([]catalog.Patch, len(batch))
	for i, t := range batch {
		patches[i] = patch(t.change, t.now)
	}
	return r.target.Edit(ctx, patches)
}

// outcome is what one answer says about one row. An answer that speaks of another item says nothing.
func outcome(t *task, row Row, answer catalog.Edited) Row {
	row.Message = ""
	switch {
	case answer.State == catalog.EditStored && t.change.Create != nil && answer.Item.ID != "":
		return verifyCreated(row, answer.Item)
	case answer.State == catalog.EditStored && t.change.Create == nil && answer.Item.ID == t.change.Item:
		return verify(t.change, row, t.now, answer.Item)
	case answer.State == catalog.EditRejected:
		row.Outcome, row.Message = Rejected, refused(answer.Message)
		if t.change.Create != nil && strings.Contains(answer.Message, "already exists") {
			row.Message = nameTaken
		}
	case answer.State == catalog.EditNotSent:
		before, attempt := row.Before, row.Attempt-1
		row = blank(t.change)
		row.Before, row.Attempt = before, attempt
	default:
		row.Outcome, row.Message = Unknown, lostAnswer
	}
	return row
}

// pace sets the size of the next batch by how long this one took, so that a batch takes about batchTime.
func (r *run) pace(rows int, took time.Duration) {
	if rows < leastRows {
		return
	}
	r.batch = blockRows
	if took > 0 {
		r.batch = int(min(blockRows, max(leastRows, int64(rows)*int64(batchTime)/int64(took))))
	}
}
