package apply_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// recorder is a Journal in which a run has begun, with a way to read what it holds.
type recorder struct {
	apply.Journal
	run  apply.RunID
	rows func() []apply.Row // by line
}

// recorders are the journals that the contract is held against: the fake that the other tests use, and the real one.
func recorders() map[string]func(t *testing.T, rows []plan.Change) recorder {
	return map[string]func(t *testing.T, rows []plan.Change) recorder{
		"in memory": func(_ *testing.T, rows []plan.Change) recorder {
			j := newJournal(rows)
			return recorder{j, theRun, j.all}
		},
		"in the database": func(t *testing.T, rows []plan.Change) recorder {
			s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "memory.db"), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			return recordIn(t, s, rows)
		},
	}
}

func recordIn(t *testing.T, s *store.Store, rows []plan.Change) recorder {
	t.Helper()
	id, err := s.SavePlan(context.Background(), plan.Plan{Kind: plan.FromPriceList, Changes: rows}, "7K3F-2Q")
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	return recorder{s, run, func() []apply.Row {
		order, err := s.Resume(context.Background(), run)
		if err != nil {
			t.Fatal(err)
		}
		return order.Done
	}}
}

// twoRows is an update and a creation.
func twoRows(t *testing.T) []plan.Change {
	t.Helper()
	return []plan.Change{change(t, 2, "a", prices(t, "10", "5"), prices(t, "12", "6")), creation(t, 5, "New tap", "3", "")}
}

// full is a row with every field filled.
func full(t *testing.T, line int) apply.Row {
	t.Helper()
	hidden := false
	return apply.Row{Line: line, Item: "a", ItemName: "Item a", Name: "Row “a”", Code: "0017", Outcome: apply.Applied, Message: "It differs.",
		Before: prices(t, "10.005", "5"), Sent: prices(t, "12", ""), Stored: prices(t, "12.01", "5"), Differs: true, Created: true,
		Visible: &hidden, Attempt: 2, At: time.Date(2026, 3, 29, 1, 30, 0, 123e6, time.UTC)}
}

func TestAJournalHoldsWhatItWasTold(t *testing.T) {
	for name, make := range recorders() {
		t.Run(name, func(t *testing.T) {
			rows := twoRows(t)
			r := make(t, rows)
			begun := []apply.Row{apply.Blank(rows[0]), apply.Blank(rows[1])}
			if diff := cmp.Diff(begun, r.rows()); diff != "" {
				t.Errorf("when the run has begun (-want +got):\n%s", diff)
			}

			intent := full(t, 2)
			intent.Outcome, intent.Visible, intent.Stored = apply.Intended, nil, catalog.Prices{}
			if err := r.Intend(context.Background(), r.run, []apply.Row{intent}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]apply.Row{intent, begun[1]}, r.rows()); diff != "" {
				t.Errorf("after an intent (-want +got):\n%s", diff)
			}

			settled := []apply.Row{full(t, 2), full(t, 5)}
			if err := r.Settle(context.Background(), r.run, settled); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(settled, r.rows()); diff != "" {
				t.Errorf("after the outcomes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAJournalRecordsAllOrNothing(t *testing.T) {
	for name, make := range recorders() {
		t.Run(name, func(t *testing.T) {
			rows := twoRows(t)
			r := make(t, rows)
			before := r.rows()
			if err := r.Settle(context.Background(), r.run, []apply.Row{full(t, 2), full(t, 3)}); err == nil {
				t.Error("a line that is not in the run was recorded")
			}
			if err := r.Intend(context.Background(), "r-other", []apply.Row{full(t, 2)}); err == nil {
				t.Error("a run that is not there was recorded")
			}
			if err := r.Finish(context.Background(), "r-other", apply.Summary{Status: apply.Done}); err == nil {
				t.Error("a run that is not there was finished")
			}
			if diff := cmp.Diff(before, r.rows()); diff != "" {
				t.Errorf("after what failed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAJournalRecordsAfterTheContextHasEnded(t *testing.T) {
	for name, make := range recorders() {
		t.Run(name, func(t *testing.T) {
			r := make(t, twoRows(t))
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			if err := r.Intend(ctx, r.run, []apply.Row{full(t, 2)}); err != nil {
				t.Error(err)
			}
			if err := r.Settle(ctx, r.run, []apply.Row{full(t, 2)}); err != nil {
				t.Error(err)
			}
			if got := r.rows()[0]; !cmp.Equal(full(t, 2), got) {
				t.Errorf("recorded %+v", got)
			}
			if err := r.Finish(ctx, r.run, apply.Summary{Status: apply.Stopped, Ended: time.Now()}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAnyCallsToAJournalLeaveTheLastWordOfEachRow(t *testing.T) {
	rows := make([]plan.Change, 12)
	for i := range rows {
		rows[i] = creation(t, 3*i, "New tap", "3", "")
	}
	for name, make := range recorders() {
		t.Run(name, func(t *testing.T) {
			r := make(t, rows)
			want := r.rows()
			rapid.Check(t, func(t *rapid.T) {
				var batch []apply.Row
				for i := range want {
					if rapid.Bool().Draw(t, "in the batch") {
						want[i] = anyRow(t, want[i].Line)
						batch = append(batch, want[i])
					}
				}
				record := rapid.SampledFrom([]func(context.Context, apply.RunID, []apply.Row) error{r.Intend, r.Settle}).Draw(t, "call")
				if err := record(context.Background(), r.run, batch); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, r.rows()); diff != "" {
					t.Fatalf("(-want +got):\n%s", diff)
				}
			})
		})
	}
}

func anyRow(t *rapid.T, line int) apply.Row {
	text := rapid.StringOfN(rapid.Rune(), 0, 12, -1)
	maybe := rapid.Custom(func(t *rapid.T) money.Maybe {
		if rapid.Bool().Draw(t, "absent") {
			return money.Maybe{}
		}
		return money.Some(money.FromCents(rapid.Int64Range(-1e15, 1e15).Draw(t, "cents")))
	})
	pair := rapid.Custom(func(t *rapid.T) catalog.Prices {
		return catalog.Prices{Price: maybe.Draw(t, "price"), Cost: maybe.Draw(t, "cost")}
	})
	r := apply.Row{Line: line, Item: catalog.ItemID(text.Draw(t, "item")), ItemName: text.Draw(t, "item name"), Name: text.Draw(t, "name"),
		Code: text.Draw(t, "code"), Outcome: rapid.SampledFrom(append(apply.Outcomes(), apply.Intended)).Draw(t, "outcome"),
		Message: text.Draw(t, "message"), Before: pair.Draw(t, "before"), Sent: pair.Draw(t, "sent"), Stored: pair.Draw(t, "stored"),
		Differs: rapid.Bool().Draw(t, "differs"), Created: rapid.Bool().Draw(t, "created"), Attempt: rapid.IntRange(0, 9).Draw(t, "attempt")}
	if rapid.Bool().Draw(t, "visibility sent") {
		visible := rapid.Bool().Draw(t, "visible")
		r.Visible = &visible
	}
	if ms := rapid.Int64Range(0, 4e12).Draw(t, "at"); ms > 0 {
		r.At = time.UnixMilli(ms).UTC()
	}
	return r
}

func TestARunRecordedInTheDatabaseResumesFromIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	j, rows, _ := stock(t, 130)
	r := recordIn(t, s, rows)
	j.script["i110"] = []fate{lostAfter}
	at(&j.step, "items", 3, func() error { return errWorld })
	first, err := apply.Run(context.Background(), apply.Order{Run: r.run, Rows: rows}, j, s, nil)
	if err == nil || first.Counts[apply.Unknown] != 1 {
		t.Fatalf("the first part: %+v, %v", first, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	if s, err = store.Open(context.Background(), path, store.Options{}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	j.step = nil
	order, err := s.Resume(context.Background(), r.run)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rows, order.Rows); diff != "" {
		t.Errorf("the order's rows (-want +got):\n%s", diff)
	}
	summary, err := apply.Run(context.Background(), order, j, s, nil)
	if err != nil || summary.Status != apply.Done || summary.Counts[apply.Applied] != 130 {
		t.Fatalf("the second part: %+v, %v", summary, err)
	}
	run, recorded, err := s.Run(context.Background(), r.run)
	if err != nil || run.Status != apply.Done || !cmp.Equal(run.Counts, summary.Counts) || len(recorded) != 130 {
		t.Errorf("the history says %+v, %v", run, err)
	}
	if len(j.writes) != 130 || len(j.writes["i110"]) != 1 {
		t.Errorf("%d items were written, one of them %d times", len(j.writes), len(j.writes["i110"]))
	}
}
