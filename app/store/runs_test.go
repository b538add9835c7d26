package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

func begun(t *testing.T, s *store.Store, p plan.Plan) apply.RunID {
	t.Helper()
	run, err := s.BeginRun(context.Background(), store.RunStart{
		Plan: saved(t, s, p), Ref: "8M2A-4C", User: "kim", Accepted: []plan.HoldCode{plan.ZeroPrice}, Rows: writing(p),
	})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// settle records the outcome of a row that stood in the journal as that.
func settle(t *testing.T, s *store.Store, run apply.RunID, rows ...apply.Row) {
	t.Helper()
	if err := s.Settle(context.Background(), run, rows); err != nil {
		t.Fatal(err)
	}
}

func finish(t *testing.T, s *store.Store, run apply.RunID, summary apply.Summary) {
	t.Helper()
	if err := s.Finish(context.Background(), run, summary); err != nil {
		t.Fatal(err)
	}
}

func outcomes(some map[apply.Outcome]int) map[apply.Outcome]int {
	all := map[apply.Outcome]int{}
	for _, outcome := range apply.Outcomes() {
		all[outcome] = some[outcome]
	}
	return all
}

func TestARunIsInTheHistoryFromItsFirstMoment(t *testing.T) {
	s, _ := opened(t)
	p := samplePlan()
	run := begun(t, s, p)
	found, rows, err := s.Run(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	if age := time.Since(found.Started); age < 0 || age > time.Minute {
		t.Errorf("it started %s ago", age)
	}
	found.Started = time.Time{}
	want := store.Run{
		ID: run, Plan: found.Plan, Kind: plan.FromPriceList, Ref: "8M2A-4C", Account: p.Account, User: "kim", File: "März.csv", SHA256: "ab12",
		Rules: p.Rules, Accepted: []plan.HoldCode{plan.ZeroPrice}, Rows: 3, Counts: outcomes(map[apply.Outcome]int{apply.NotSent: 3}),
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("run (-want +got):\n%s", diff)
	}
	var blank []apply.Row
	for _, c := range writing(p) {
		blank = append(blank, apply.Blank(c))
	}
	if diff := cmp.Diff(blank, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if plan, err := s.Plan(context.Background(), found.Plan); err != nil || plan.State != store.AppliedPlan {
		t.Errorf("its plan is %s, %v", plan.State, err)
	}
}

func TestAPlanBeginsOneRunOnly(t *testing.T) {
	s, path := opened(t)
	id := saved(t, s, samplePlan())
	stores := []*store.Store{s, reopened(t, path)}
	var wait sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wait.Go(func() {
			_, errs[i] = stores[i%2].BeginRun(context.Background(), store.RunStart{Plan: id, Rows: writing(samplePlan())})
		})
	}
	wait.Wait()
	begun := 0
	for _, err := range errs {
		switch {
		case err == nil:
			begun++
		case !fault.Is(err, fault.StalePlan):
			t.Errorf("error = %v", err)
		case fault.From(err).Message != "This preview can't be synced any more: it was synced already. No price was changed.":
			t.Errorf("message = %q", fault.From(err).Message)
		}
	}
	if begun != 1 {
		t.Errorf("%d runs began", begun)
	}
	if runs, err := s.Runs(context.Background(), 0); err != nil || len(runs) != 1 {
		t.Errorf("the history has %d runs, %v", len(runs), err)
	}
}

func TestARunWhoseRowsCantBeRecordedDoesNotBegin(t *testing.T) {
	s, _ := opened(t)
	id := saved(t, s, samplePlan())
	rows := append(writing(samplePlan()), writing(samplePlan())[0])
	if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: rows}); err == nil {
		t.Error("a line occurs twice and the run began")
	}
	if runs, err := s.Runs(context.Background(), 0); err != nil || len(runs) != 0 {
		t.Errorf("the history has %d runs, %v", len(runs), err)
	}
	if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: rows[:3]}); err != nil {
		t.Errorf("the plan was spent: %v", err)
	}
}

func TestTheHistoryCountsWhatTheJournalHas(t *testing.T) {
	s, _ := opened(t)
	p := samplePlan()
	run := begun(t, s, p)
	rows := writing(p)
	applied, intended := apply.Blank(rows[0]), apply.Blank(rows[1])
	applied.Outcome, applied.At = apply.Applied, noon()
	intended.Outcome = apply.Intended
	settle(t, s, run, applied)
	if err := s.Intend(context.Background(), run, []apply.Row{intended}); err != nil {
		t.Fatal(err)
	}
	want := outcomes(map[apply.Outcome]int{apply.Applied: 1, apply.Unknown: 1, apply.NotSent: 1})
	found, recorded, err := s.Run(context.Background(), run)
	if err != nil || !cmp.Equal(want, found.Counts) || !found.Open() || !found.Ended.IsZero() {
		t.Errorf("while it is under way: %+v, %v", found, err)
	}
	if recorded[1].Outcome != apply.Unknown {
		t.Errorf("a row whose answer is not known reads %s", recorded[1].Outcome)
	}

	finish(t, s, run, apply.Summary{Status: apply.Stopped, Ended: noon(), Requests: 7, Throttled: 1})
	found, _, err = s.Run(context.Background(), run)
	if err != nil || !cmp.Equal(want, found.Counts) || found.Status != apply.Stopped || !found.Ended.Equal(noon()) || found.Requests != 7 || !found.Open() {
		t.Errorf("after it stopped: %+v, %v", found, err)
	}

	order, err := s.Resume(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	head := p
	head.Changes = nil
	if diff := cmp.Diff(rows, order.Rows); diff != "" || order.Run != run || !cmp.Equal(head, order.Plan) {
		t.Errorf("the order of what is left (-want +got):\n%s", diff)
	}
	if order.Done[1].Outcome != apply.Intended {
		t.Errorf("the journal's row is %s", order.Done[1].Outcome)
	}
	if found, _, err = s.Run(context.Background(), run); err != nil || found.Status != "" || !found.Ended.IsZero() {
		t.Errorf("while it goes on: %+v, %v", found, err)
	}

	intended.Outcome = apply.Rejected
	last := apply.Blank(rows[2])
	last.Outcome = apply.Skipped
	settle(t, s, run, intended, last)
	finish(t, s, run, apply.Summary{Status: apply.Partial, Ended: noon().Add(time.Hour), Requests: 5, Throttled: 2})
	found, _, err = s.Run(context.Background(), run)
	want = outcomes(map[apply.Outcome]int{apply.Applied: 1, apply.Rejected: 1, apply.Skipped: 1})
	if err != nil || !cmp.Equal(want, found.Counts) || found.Status != apply.Partial || found.Requests != 12 || found.Throttled != 3 || found.Open() {
		t.Errorf("at its end: %+v, %v", found, err)
	}
	_, err = s.Resume(context.Background(), run)
	if !fault.Is(err, fault.RunFinished) || fault.From(err).Message != "Run "+string(run)+" was finished; there is nothing left to do in it." {
		t.Errorf("resuming it again: %v", err)
	}
}

func TestTheNewestRunsComeFirst(t *testing.T) {
	s, _ := opened(t)
	first, second, third := begun(t, s, samplePlan()), begun(t, s, samplePlan()), begun(t, s, samplePlan())
	finish(t, s, second, apply.Summary{Status: apply.Done, Ended: noon()})
	finish(t, s, third, apply.Summary{Status: apply.Stopped, Ended: noon()})
	ids := func(runs []store.Run, err error) []apply.RunID {
		if err != nil {
			t.Fatal(err)
		}
		var found []apply.RunID
		for _, run := range runs {
			found = append(found, run.ID)
		}
		return found
	}
	ctx := context.Background()
	if diff := cmp.Diff([]apply.RunID{third, second, first}, ids(s.Runs(ctx, 0))); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]apply.RunID{third, second}, ids(s.Runs(ctx, 2))); diff != "" {
		t.Errorf("two (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]apply.RunID{third, first}, ids(s.Unfinished(ctx))); diff != "" {
		t.Errorf("unfinished (-want +got):\n%s", diff)
	}
}

func TestARunThatIsNotThereIsUnknown(t *testing.T) {
	s, _ := opened(t)
	ctx := context.Background()
	_, _, err := s.Run(ctx, "r-nought")
	_, resumed := s.Resume(ctx, "r-nought")
	for name, err := range map[string]error{
		"run": err, "resume": resumed, "settle": s.Settle(ctx, "r-nought", nil), "intend": s.Intend(ctx, "r-nought", nil),
		"finish": s.Finish(ctx, "r-nought", apply.Summary{}),
	} {
		if !fault.Is(err, fault.RunUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnItemKnowsWhatRunsDidToIt(t *testing.T) {
	s, _ := opened(t)
	p := samplePlan()
	var want []store.ItemChange
	for i, outcome := range []apply.Outcome{apply.Applied, apply.Rejected, apply.Applied} {
		run := begun(t, s, p)
		row := apply.Blank(p.Changes[0])
		row.Outcome, row.At = outcome, noon().Add(time.Duration(i)*time.Hour)
		row.Before, row.Sent, row.Stored = prices("10", "5"), prices("12", ""), prices("12", "5")
		settle(t, s, run, row)
		if outcome == apply.Applied {
			want = append([]store.ItemChange{{Run: run, Kind: plan.FromPriceList, At: row.At, Before: row.Before, Sent: row.Sent, Stored: row.Stored}}, want...)
		}
	}
	history := func(account catalog.AccountID, limit int) []store.ItemChange {
		changes, err := s.ItemHistory(context.Background(), account, "i1", limit)
		if err != nil {
			t.Fatal(err)
		}
		return changes
	}
	if diff := cmp.Diff(want, history("acc-1", 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want[:1], history("acc-1", 1)); diff != "" {
		t.Errorf("the last one (-want +got):\n%s", diff)
	}
	if other := history("acc-2", 0); len(other) != 0 {
		t.Errorf("another account's item of that id has %v", other)
	}
}

func TestSizesOfRecentSyncsLeaveUndoAndOtherAccountsOut(t *testing.T) {
	s, _ := opened(t)
	begun(t, s, samplePlan())
	small := samplePlan()
	small.Changes = small.Changes[:1]
	begun(t, s, small)
	undo := samplePlan()
	undo.Kind = plan.FromRun
	begun(t, s, undo)
	other := samplePlan()
	other.Account.ID = "acc-2"
	begun(t, s, other)
	sizes, err := s.RecentSizes(context.Background(), "acc-1", 3)
	if diff := cmp.Diff([]int{1, 3}, sizes); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestReadingEndsWithItsContextAndRecordingDoesNot(t *testing.T) {
	s, _ := opened(t)
	run := begun(t, s, samplePlan())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Runs(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	if err := s.Intend(ctx, run, []apply.Row{apply.Blank(writing(samplePlan())[0])}); err != nil {
		t.Errorf("recording: %v", err)
	}
}

func TestARowKeepsTheMarkupThatItsRuleManages(t *testing.T) {
	s, path := opened(t)
	run := begun(t, s, samplePlan())
	row := apply.Row{Line: 2, Item: "i1", ItemName: "Elbow 15mm", Name: "Elbow 15mm", Code: "0017", Outcome: apply.Applied, Attempt: 1, At: time.UnixMilli(1_700_000_000_000).UTC()}
	row.Before, row.Sent, row.Stored = prices("10", "5"), prices("12", "6"), prices("12", "6")
	row.Before.Markup, row.Sent.Markup, row.Stored.Markup = decimal("35"), decimal("100"), decimal("99")
	row.Differs = true
	settle(t, s, run, row)
	back := func(s *store.Store) apply.Row {
		_, rows, err := s.Run(t.Context(), run)
		if err != nil {
			t.Fatal(err)
		}
		return rows[0]
	}
	if diff := cmp.Diff(row, back(s), cmp.AllowUnexported(money.Maybe{})); diff != "" {
		t.Errorf("the row (-recorded +back):\n%s", diff)
	}
	answers, err := s.Answers(t.Context(), "acc-1")
	want := plan.Answer{Sent: row.Sent, Stored: row.Stored}
	if diff := cmp.Diff(want, answers["i1"], cmp.AllowUnexported(money.Maybe{})); diff != "" || err != nil {
		t.Errorf("what Jobber answered (-want +got):\n%s%v", diff, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rewrite(t, path, "UPDATE run_rows SET sent_markup = '101.00' WHERE line = 2")
	if got := back(reopened(t, path)); got.Outcome != apply.Unknown {
		t.Errorf("a markup that was changed behind the program's back is believed: %+v", got)
	}
}
