package plan_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// decidedPlan is a plan of three rows for one item, one for another and one for none, after decisions.
func decidedPlan(decisions plan.Decisions) plan.Plan {
	rows := []pricelist.Row{
		priced(2, "Elbow", "3.10", "1"), priced(3, "ELBOW", "3.20", "1"), priced(4, "elbow", "3.30", "1"),
		priced(5, "Tee", "4.10", "2"), priced(6, "Macerator", "90", "60"),
		{Line: 7, Kind: pricelist.Invalid, Name: "Pipe", Problem: &pricelist.Problem{Code: "amount_unreadable", Message: "“x” is not an amount."}},
	}
	items := []catalog.Item{item("e", "Elbow", "3", "1"), item("t", "Tee", "4", "2")}
	for i := range 100 {
		items = append(items, item(fmt.Sprint("o", i), fmt.Sprint("Other ", i), "1", ""))
	}
	list := pricelist.List{File: "list.csv", Rows: rows}
	cat := catalog.Catalog{Items: items}
	return plan.Make(plan.Input{List: list, Catalog: cat, Match: match.Find(list, cat, nil, match.Options{}), Decisions: decisions})
}

// said returns verdict, reason and sentence of each row.
func said(p plan.Plan) []string {
	var all []string
	for _, c := range p.Changes {
		all = append(all, fmt.Sprintf("%d %s %s: %s", c.Line, c.Verdict, c.Reason, c.Message))
	}
	return all
}

func TestARowThatWasTakenForAnItemIsWrittenAndItsRivalsAreNot(t *testing.T) {
	undecided := decidedPlan(nil)
	if rows, winner := undecided.Rivals(1); winner != 0 || !cmp.Equal(rows, []int{0, 1, 2}) {
		t.Errorf("the rivals are %v, and %d would win", rows, winner)
	}
	got := decidedPlan(plan.Decisions{3: plan.Win})
	const other = "You took line 3 for “Elbow”, so nothing is sent for this one."
	want := []string{
		"2 unchanged other_taken: " + other,
		"3 update increase: Price rises from 3.00 to 3.20 (6.7%).",
		"4 unchanged other_taken: " + other,
	}
	if diff := cmp.Diff(want, said(got)[:3]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i := range got.Changes[:3] {
		if got.Changes[i].Waits() || got.Default()[i] != (i == 1) {
			t.Errorf("row %d: waits %v, ticked %v", i, got.Changes[i].Waits(), got.Default()[i])
		}
	}
	if both := decidedPlan(plan.Decisions{2: plan.Win, 3: plan.Win}); both.Changes[1].Verdict != plan.Duplicate {
		t.Errorf("two rows taken for one item: %s", both.Changes[1].Verdict)
	}
}

func TestARowThatIsLeftOutWaitsNoMoreAndLeavesItsItemToOthers(t *testing.T) {
	got := decidedPlan(plan.Decisions{2: plan.Skip, 4: plan.Skip, 5: plan.Skip, 6: plan.Skip, 7: plan.Skip, 99: plan.Skip})
	const left = "You left this line out of this preview, so nothing is sent for it."
	want := []string{
		"2 unchanged left_out: " + left, "3 update increase: Price rises from 3.00 to 3.20 (6.7%).", "4 unchanged left_out: " + left,
		"5 unchanged left_out: " + left, "6 unchanged left_out: " + left, "7 unchanged left_out: " + left,
	}
	if diff := cmp.Diff(want, said(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if tee := got.Changes[3]; tee.ItemName != "Tee" || tee.After != tee.Before || tee.Waits() {
		t.Errorf("the row that was left out: %+v", tee)
	}
}

func TestDecisionsArePartOfAPlanAndNothingThatWasLeftOutIsEverWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decisions := plan.Decisions(rapid.MapOf(rapid.IntRange(1, 8), rapid.SampledFrom([]plan.Decision{plan.Skip, plan.Win})).Draw(t, "decisions"))
		p := decidedPlan(decisions)
		if again := decidedPlan(decisions); again.Fingerprint != p.Fingerprint || !p.Valid() {
			t.Fatal("the same decisions make another plan")
		}
		if len(decisions) > 0 && p.Fingerprint == decidedPlan(nil).Fingerprint {
			t.Fatal("the fingerprint does not know of the decisions")
		}
		all := make(plan.Selection, len(p.Changes))
		for i := range all {
			all[i] = true
		}
		written := map[catalog.ItemID]int{}
		for _, c := range p.Pick(all) {
			written[c.Item]++
			if decisions[c.Line] == plan.Skip {
				t.Fatalf("line %d was left out and would be written", c.Line)
			}
			if written[c.Item] > 1 {
				t.Fatalf("two rows would be written to %s", c.Item)
			}
		}
	})
}
