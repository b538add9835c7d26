package apply_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

// stock returns n items at 10/5 and the rows that set their prices to 12.
func stock(t *testing.T, n int) (*jobber, []plan.Change, *journal) {
	t.Helper()
	j := newJobber()
	rows := make([]plan.Change, n)
	for i := range rows {
		id := fmt.Sprintf("i%03d", i)
		j.items[catalog.ItemID(id)] = item(t, id, "10", "5")
		rows[i] = change(t, i+2, id, prices(t, "10", "5"), prices(t, "12", "5"))
	}
	return j, rows, newJournal(rows)
}

// tally counts the journal's rows by outcome, leaving out those with none.
func tally(log *journal) map[apply.Outcome]int {
	found := map[apply.Outcome]int{}
	for _, row := range log.rows {
		found[row.Outcome]++
	}
	return found
}

func nonzero(counts map[apply.Outcome]int) map[apply.Outcome]int {
	found := map[apply.Outcome]int{}
	for outcome, n := range counts {
		if n > 0 {
			found[outcome] = n
		}
	}
	return found
}

func TestWhatStopsARunLeavesATrueRecordThatResumes(t *testing.T) {
	full := fault.New(fault.DiskFull, nil)
	dead := fault.New(fault.ReconnectNeeded, nil)
	closing := fault.New(fault.Cancelled, nil)
	for _, test := range []struct {
		name    string
		prepare func(j *jobber, log *journal, cancel context.CancelCauseFunc)
		code    fault.Code // of the returned error
		counts  map[apply.Outcome]int
		record  map[apply.Outcome]int // the journal's, where it differs from counts
		edits   int                   // patches stored before the stop
	}{
		{
			name: "cancelled before anything is read",
			prepare: func(_ *jobber, _ *journal, cancel context.CancelCauseFunc) {
				cancel(nil)
			},
			code: fault.RunStopped, counts: map[apply.Outcome]int{apply.NotSent: 130},
		},
		{
			name: "cancelled while the second batch is sent",
			prepare: func(j *jobber, _ *journal, cancel context.CancelCauseFunc) {
				at(&j.step, "edit", 2, func() error { cancel(nil); return nil })
			},
			code: fault.RunStopped, counts: map[apply.Outcome]int{apply.Applied: 20, apply.NotSent: 110}, edits: 20,
		},
		{
			name: "cancelled for a reason that is a fault",
			prepare: func(j *jobber, _ *journal, cancel context.CancelCauseFunc) {
				at(&j.step, "edit", 2, func() error { cancel(closing); return nil })
			},
			code: fault.Cancelled, counts: map[apply.Outcome]int{apply.Applied: 20, apply.NotSent: 110}, edits: 20,
		},
		{
			name: "the sign-in ends while a block is read",
			prepare: func(j *jobber, _ *journal, _ context.CancelCauseFunc) {
				at(&j.step, "items", 2, func() error { return dead })
			},
			code: fault.ReconnectNeeded, counts: map[apply.Outcome]int{apply.Applied: 100, apply.NotSent: 30}, edits: 100,
		},
		{
			name: "the sign-in ends while a batch is sent",
			prepare: func(j *jobber, _ *journal, _ context.CancelCauseFunc) {
				at(&j.step, "edit", 1, func() error { return dead })
			},
			code: fault.ReconnectNeeded, counts: map[apply.Outcome]int{apply.NotSent: 130},
		},
		{
			name: "answers are lost and the read-back fails",
			prepare: func(j *jobber, _ *journal, _ context.CancelCauseFunc) {
				j.script["i001"], j.script["i002"] = []fate{lostAfter}, []fate{lostBefore}
				at(&j.step, "items", 2, func() error { return dead })
			},
			code: fault.ReconnectNeeded, counts: map[apply.Outcome]int{apply.Applied: 98, apply.Unknown: 2, apply.NotSent: 30}, edits: 99,
		},
		{
			name: "the target leaves a row unsent and gives no reason",
			prepare: func(j *jobber, _ *journal, _ context.CancelCauseFunc) {
				j.script["i001"] = []fate{notSent}
			},
			code: fault.Internal, counts: map[apply.Outcome]int{apply.Applied: 19, apply.NotSent: 111}, edits: 19,
		},
		{
			name: "the disk is full before a batch is sent",
			prepare: func(_ *jobber, log *journal, _ context.CancelCauseFunc) {
				at(&log.step, "intend", 2, func() error { return full })
			},
			code: fault.DiskFull, counts: map[apply.Outcome]int{apply.Applied: 20, apply.NotSent: 110}, edits: 20,
		},
		{
			name: "an intent is durable although recording it failed",
			prepare: func(_ *jobber, log *journal, _ context.CancelCauseFunc) {
				at(&log.step, "after intend", 2, func() error { return full })
			},
			code: fault.DiskFull, counts: map[apply.Outcome]int{apply.Applied: 20, apply.NotSent: 110},
			record: map[apply.Outcome]int{apply.Applied: 20, apply.Intended: 80, apply.NotSent: 30}, edits: 20,
		},
		{
			name: "the disk is full after a batch was sent",
			prepare: func(_ *jobber, log *journal, _ context.CancelCauseFunc) {
				at(&log.step, "settle", 2, func() error { return full })
			},
			code: fault.DiskFull, counts: map[apply.Outcome]int{apply.Applied: 20, apply.Unknown: 80, apply.NotSent: 30},
			record: map[apply.Outcome]int{apply.Applied: 20, apply.Intended: 80, apply.NotSent: 30}, edits: 100,
		},
		{
			name: "the disk is full while rows that need no sending are recorded",
			prepare: func(j *jobber, log *journal, _ context.CancelCauseFunc) {
				delete(j.items, "i001")
				at(&log.step, "settle", 1, func() error { return full })
			},
			code: fault.DiskFull, counts: map[apply.Outcome]int{apply.NotSent: 130},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			j, rows, log := stock(t, 130)
			ctx, cancel := context.WithCancelCause(context.Background())
			defer cancel(nil)
			test.prepare(j, log, cancel)
			summary, err := apply.Run(ctx, apply.Order{Run: theRun, Rows: rows}, j, log, nil)
			if got := fault.From(err); got == nil || got.Code != test.code {
				t.Errorf("error = %v, want %s", err, test.code)
			}
			if diff := cmp.Diff(test.counts, nonzero(summary.Counts)); diff != "" || summary.Status != apply.Stopped {
				t.Errorf("status %q, counts (-want +got):\n%s", summary.Status, diff)
			}
			record := test.record
			if record == nil {
				record = test.counts
			}
			if diff := cmp.Diff(record, tally(log)); diff != "" {
				t.Errorf("journal (-want +got):\n%s", diff)
			}
			if len(log.ended) != 1 || log.ended[0].Status != apply.Stopped {
				t.Errorf("recorded ends: %+v", log.ended)
			}
			if stored := len(j.writes); stored != test.edits {
				t.Errorf("%d items were written before the stop, want %d", stored, test.edits)
			}

			j.step, log.step = nil, nil
			summary, err = apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows, Done: log.all()}, j, log, nil)
			if err != nil || summary.Counts[apply.Unknown]+summary.Counts[apply.NotSent] != 0 {
				t.Errorf("resumed: %+v, %v", summary, err)
			}
			if diff := cmp.Diff(nonzero(summary.Counts), tally(log)); diff != "" {
				t.Errorf("resumed journal (-summary +journal):\n%s", diff)
			}
			for id, patches := range j.writes {
				if len(patches) != 1 {
					t.Errorf("%s was written %d times", id, len(patches))
				}
			}
		})
	}
}

// at makes the nth call of that name do something; with its error the call fails.
func at(step *func(string) error, call string, nth int, do func() error) {
	seen := 0
	*step = func(got string) error {
		if !strings.HasPrefix(got, call) {
			return nil
		}
		if seen++; seen == nth {
			return do()
		}
		return nil
	}
}

func TestNothingIsAskedOfJobberAfterACancel(t *testing.T) {
	j, rows, log := stock(t, 300)
	ctx, cancel := context.WithCancel(context.Background())
	at(&j.step, "edit", 3, func() error { cancel(); return nil })
	if _, err := apply.Run(ctx, apply.Order{Run: theRun, Rows: rows}, j, log, nil); !fault.Is(err, fault.RunStopped) {
		t.Errorf("error = %v", err)
	}
	if last := j.calls[len(j.calls)-1]; !strings.HasPrefix(last, "edit") || len(j.calls) != 5 {
		t.Errorf("calls: %v", j.calls)
	}
}

func TestACancelThatComesAfterTheLastRowChangesNothing(t *testing.T) {
	j, rows, log := stock(t, 5)
	ctx, cancel := context.WithCancel(context.Background())
	at(&log.step, "settle", 1, func() error { cancel(); return nil })
	summary, err := apply.Run(ctx, apply.Order{Run: theRun, Rows: rows}, j, log, nil)
	if err != nil || summary.Status != apply.Done {
		t.Errorf("summary %+v, %v", summary, err)
	}
}

func TestAnEndThatCantBeRecordedIsTold(t *testing.T) {
	j, rows, log := stock(t, 5)
	at(&log.step, "finish", 1, func() error { return fault.New(fault.DiskFull, nil) })
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil)
	if !fault.Is(err, fault.DiskFull) || summary.Status != apply.Done {
		t.Errorf("summary %+v, %v", summary, err)
	}
}

func TestTooFewAnswersAreReadBack(t *testing.T) {
	j, rows, log := stock(t, 3)
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, shortAnswers{j}, log, nil)
	if err != nil || summary.Counts[apply.Applied] != 3 {
		t.Errorf("summary %+v, %v", summary, err)
	}
	for id, patches := range j.writes {
		if len(patches) != 1 {
			t.Errorf("%s was written %d times", id, len(patches))
		}
	}
}

// shortAnswers forgets the last answer of every batch.
type shortAnswers struct{ *jobber }

func (s shortAnswers) Edit(ctx context.Context, patches []catalog.Patch) ([]catalog.Edited, error) {
	answers, err := s.jobber.Edit(ctx, patches)
	return answers[:len(answers)-1], err
}

func TestRowsInDoubtAreReadBackBeforeAnythingNewIsSent(t *testing.T) {
	j, rows, log := stock(t, 120)
	for i, row := range log.all() {
		switch {
		case i < 60:
			row.Outcome = apply.Applied
		case i > 110:
			row.Outcome, row.Attempt = []apply.Outcome{apply.Intended, apply.Unknown}[i%2], 3
		}
		log.rows[row.Line] = row
	}
	landed := j.items["i115"]
	landed.Price = amount(t, "12").Or(landed.Price)
	j.items["i115"] = landed
	var first []int
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows, Done: log.all()}, j, log, func(p apply.Progress) {
		for _, row := range p.Last {
			first = append(first, row.Line)
		}
	})
	if err != nil || summary.Status != apply.Done || summary.Counts[apply.Applied] != 120 {
		t.Fatalf("summary %+v, %v", summary, err)
	}
	if first[0] != 117 { // item i115: settled by reading alone
		t.Errorf("settled in this order: %v", first[:10])
	}
	if len(j.writes) != 59 || j.writes["i115"] != nil || j.writes["i059"] != nil {
		t.Errorf("%d items were written", len(j.writes))
	}
	if got := log.rows[118]; got.Attempt != 4 || got.Outcome != apply.Applied {
		t.Errorf("a row in doubt ended as %+v", got)
	}
}
