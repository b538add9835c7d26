package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/plan"
)

func TestAnswersAreTheLastOnesFieldByField(t *testing.T) {
	row := func(sent, stored catalog.Prices) apply.Row {
		row := apply.Blank(samplePlan().Changes[0])
		row.Outcome, row.Before, row.Sent, row.Stored = apply.Applied, prices("10", "5"), sent, stored
		row.Differs = !(sent.Price.SameCents(stored.Price) || !sent.Price.Known()) || !(sent.Cost.SameCents(stored.Cost) || !sent.Cost.Known())
		return row
	}
	rejected := row(prices("12", "6.05"), prices("12", "6.1"))
	rejected.Outcome = apply.Rejected
	odd := row(prices("12", "6.05"), prices("12", "6.1"))
	for _, test := range []struct {
		name string
		rows []apply.Row
		want map[catalog.ItemID]plan.Answer
	}{
		{"nothing was stored otherwise", []apply.Row{row(prices("12", "6"), prices("12", "6"))}, map[catalog.ItemID]plan.Answer{}},
		{"one was", []apply.Row{odd}, map[catalog.ItemID]plan.Answer{"i1": {Sent: prices("12", "6.05"), Stored: prices("12", "6.1")}}},
		{"a row that was not applied says nothing", []apply.Row{rejected}, map[catalog.ItemID]plan.Answer{}},
		{
			"a later run that sent the other field alone leaves it", []apply.Row{odd, row(prices("13", ""), prices("13", "6.1"))},
			map[catalog.ItemID]plan.Answer{"i1": {Sent: prices("13", "6.05"), Stored: prices("13", "6.1")}},
		},
		{"a later run that was stored as sent ends it", []apply.Row{odd, row(prices("", "7"), prices("12", "7"))}, map[catalog.ItemID]plan.Answer{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _ := opened(t)
			for i, row := range test.rows {
				row.At = noon().Add(time.Duration(i) * time.Hour)
				settle(t, s, begun(t, s, samplePlan()), row)
			}
			for account, want := range map[catalog.AccountID]map[catalog.ItemID]plan.Answer{"acc-1": test.want, "acc-2": {}} {
				got, err := s.Answers(context.Background(), account)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", account, diff)
				}
			}
		})
	}
}
