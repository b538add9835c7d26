package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

func TestAfterATrialTheOtherRowsMayFollowAndNoneTwice(t *testing.T) {
	s, path := opened(t)
	p := samplePlan()
	id, rows := saved(t, s, p), writing(p)
	begin := func(s *store.Store, rows []plan.Change, left int) (apply.RunID, error) {
		return s.BeginRun(t.Context(), store.RunStart{Plan: id, Ref: "7K3F-2Q", Rows: rows, Left: left, Accepted: []plan.HoldCode{plan.LargePlan}})
	}
	trial, err := begin(s, rows[:1], 2)
	if err != nil {
		t.Fatal(err)
	}
	again := reopened(t, path)
	tried, err := again.Plan(t.Context(), id)
	if err != nil || tried.State != store.TriedPlan || !cmp.Equal(tried.Taken, []int{2}) || !cmp.Equal(tried.Accepted, []plan.HoldCode{plan.LargePlan}) {
		t.Fatalf("after the trial it is %s with %v taken and %v accepted: %v", tried.State, tried.Taken, tried.Accepted, err)
	}
	if _, err := begin(again, rows, 0); !fault.Is(err, fault.StalePlan) {
		t.Errorf("the trial's row once more gave %v", err)
	}
	if sizes, err := again.RecentSizes(t.Context(), "acc-1", 3); err != nil || !cmp.Equal(sizes, []int{1}) {
		t.Errorf("sizes %v, %v", sizes, err)
	}
	rest, err := begin(again, rows[1:], 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := begin(again, nil, 0); !fault.Is(err, fault.StalePlan) {
		t.Errorf("a third run gave %v", err)
	}
	runs, err := again.Runs(t.Context(), 0)
	if err != nil || len(runs) != 2 || runs[0].ID != rest || runs[0].Trial || runs[1].ID != trial || !runs[1].Trial || runs[1].Left != 0 {
		t.Errorf("history: %+v, %v", runs, err)
	}
	if sizes, err := again.RecentSizes(t.Context(), "acc-1", 3); err != nil || !cmp.Equal(sizes, []int{3}) {
		t.Errorf("the trial and what followed count as %v, %v", sizes, err)
	}
}

func TestATrialSaysHowManyRowsAreLeft(t *testing.T) {
	s, _ := opened(t)
	p := samplePlan()
	id, rows := saved(t, s, p), writing(p)
	if _, err := s.BeginRun(t.Context(), store.RunStart{Plan: id, Rows: rows[:1], Left: 2}); err != nil {
		t.Fatal(err)
	}
	runs, err := s.Runs(t.Context(), 0)
	if err != nil || len(runs) != 1 || runs[0].Left != 2 {
		t.Errorf("history: %+v, %v", runs, err)
	}
}

func TestARunOfMissingItemsIsResumedWithThem(t *testing.T) {
	s, _ := opened(t)
	hidden := false
	p := samplePlan()
	p.Missing = []plan.Change{{Line: -1, Verdict: plan.Update, Item: "i9", ItemName: "Gone", Visible: &hidden, Before: prices("1", ""), After: prices("1", "")}}
	p = p.Sealed()
	id := saved(t, s, p)
	run, err := s.BeginRun(t.Context(), store.RunStart{Plan: id, Rows: append(writing(p)[:1], p.Missing...)})
	if err != nil {
		t.Fatal(err)
	}
	order, err := s.Resume(t.Context(), run)
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]int, 0, 2)
	for _, c := range order.Rows {
		lines = append(lines, c.Line)
	}
	if diff := cmp.Diff([]int{2, -1}, lines); diff != "" {
		t.Errorf("what is left (-want +got):\n%s", diff)
	}
}

func TestLocksAreTheAccountsOwnAndComeBack(t *testing.T) {
	s, path := opened(t)
	lock := func(account catalog.AccountID, l store.Lock) {
		t.Helper()
		if err := s.SetLock(t.Context(), account, l); err != nil {
			t.Fatal(err)
		}
	}
	lock("acc-1", store.Lock{Item: "i2", ItemName: "tee", Field: plan.PriceOnly, Why: "agreed", User: "dana"})
	lock("acc-1", store.Lock{Item: "i1", ItemName: "Elbow"})
	lock("acc-1", store.Lock{Item: "i2", ItemName: "Tee", Field: plan.CostOnly, Why: "agreed twice", User: "lee"})
	lock("acc-2", store.Lock{Item: "i3", ItemName: "Cap"})
	want := []store.Lock{{Item: "i1", ItemName: "Elbow"}, {Item: "i2", ItemName: "Tee", Field: plan.CostOnly, Why: "agreed twice", User: "lee"}}
	got, err := reopened(t, path).Locks(t.Context(), "acc-1")
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(store.Lock{}, "At")); diff != "" || err != nil {
		t.Errorf("(-want +got):\n%s%v", diff, err)
	}
	for _, l := range got {
		if time.Since(l.At).Abs() > time.Minute {
			t.Errorf("locked at %s", l.At)
		}
	}
	for i, want := range []bool{true, false} {
		if was, err := s.RemoveLock(t.Context(), "acc-1", "i1"); was != want || err != nil {
			t.Errorf("unlocking for the %d. time: %v, %v", i+1, was, err)
		}
	}
}

func TestASuppliersItemsAreItsLinksAndWhatItsListsReached(t *testing.T) {
	s, _ := opened(t)
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SaveProfile(ctx, "acc-1", supplier.Profile{Name: "HeatCo"}))
	must(s.AddAssortment(ctx, "acc-1", "HeatCo", []catalog.ItemID{"i2", "i1"}))
	must(s.AddAssortment(ctx, "acc-1", "HeatCo", []catalog.ItemID{"i2"}))
	must(s.AddAssortment(ctx, "acc-1", "Pipes", []catalog.ItemID{"i7"}))
	_, err := s.SaveLinks(ctx, "acc-1", "HeatCo", []supplier.Link{
		{Key: "code:a", Item: "i3", How: supplier.Added}, {Key: "code:b", How: supplier.Added}, // the second is never matched
	})
	must(err)
	must(s.RenameProfile(ctx, "HeatCo", "HeatCo Ltd"))
	got, err := s.Assortment(ctx, "acc-1", "HeatCo Ltd")
	must(err)
	if !cmp.Equal(got, []catalog.ItemID{"i1", "i2", "i3"}) {
		t.Errorf("after it was renamed it has %v", got)
	}
	must(s.RemoveProfile(ctx, "HeatCo Ltd"))
	if got, err := s.Assortment(ctx, "acc-1", "HeatCo Ltd"); err != nil || len(got) != 0 {
		t.Errorf("after it was forgotten it has %v, %v", got, err)
	}
}
