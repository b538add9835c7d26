package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

func TestPreviewsThatWereNotSyncedAreToldInShort(t *testing.T) {
	s, _ := opened(t)
	held := samplePlan()
	held.Changes[0].Verdict, held.Changes[0].Holds = plan.Held, []plan.Hold{{Code: plan.SlippedDecimal, Message: "It slipped."}, {Code: plan.LargeChange, Message: "It is large."}}
	held.Holds = []plan.Hold{{Code: plan.LargePlan, Message: "It is large as a whole."}}
	synced, first, second := saved(t, s, samplePlan()), saved(t, s, samplePlan()), saved(t, s, held)
	if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: synced, Rows: writing(samplePlan())}); err != nil {
		t.Fatal(err)
	}
	shown, err := s.ShownPlans(context.Background(), 20, 2, 6)
	if err != nil || len(shown) != 2 || shown[0].ID != second || shown[1].ID != first {
		t.Fatalf("%d previews, %v", len(shown), err)
	}
	counts := plan.Plan{}.Counts()
	counts[plan.Held], counts[plan.Create], counts[plan.Unmatched], counts[plan.Update] = 1, 1, 1, 1
	if diff := cmp.Diff(counts, shown[0].Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[plan.HoldCode]int{plan.SlippedDecimal: 1, plan.LargeChange: 1}, shown[0].RowHolds); diff != "" {
		t.Errorf("holds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]plan.Change{held.Changes[0], held.Changes[2]}, shown[0].Plan.Changes, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
		t.Errorf("rows that need attention (-want +got):\n%s", diff)
	}
	if shown[0].Rows != 4 || shown[0].Plan.Holds[0].Code != plan.LargePlan || shown[0].Plan.Source.File != "März.csv" {
		t.Errorf("%+v", shown[0])
	}
	if shown[1].Rows != 4 || shown[1].Counts != nil || shown[1].Plan.Changes != nil {
		t.Errorf("rows beyond those that may be looked at: %+v", shown[1])
	}
}

func TestRowsComeOneByOne(t *testing.T) {
	s, _ := opened(t)
	run := begun(t, s, samplePlan())
	if err := s.Intend(context.Background(), run, []apply.Row{{Line: 2, Item: "i1"}}); err != nil {
		t.Fatal(err)
	}
	_, want, err := s.Run(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	var got []apply.Row
	if err := s.EachRow(context.Background(), run, func(row apply.Row) error { got = append(got, row); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
		t.Errorf("rows (-of Run +of EachRow):\n%s", diff)
	}
	enough, asked := errors.New("enough"), 0
	if err := s.EachRow(context.Background(), run, func(apply.Row) error { asked++; return enough }); err != enough || asked != 1 {
		t.Errorf("%v after %d rows", err, asked)
	}
	if err := s.EachRow(context.Background(), "r-none", func(apply.Row) error { return nil }); !fault.Is(err, fault.RunUnknown) {
		t.Errorf("an unknown run gives %v", err)
	}
}
