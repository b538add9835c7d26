package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// undone is an undo with a row of each kind.
func undone() plan.Plan {
	row := func(line int, id string, recorded, stored catalog.Prices) plan.RestoreRow {
		return plan.RestoreRow{Line: line, Name: "Row " + id, Item: catalog.ItemID(id), ItemName: "Item " + id, Recorded: recorded, Stored: stored}
	}
	created := row(9, "h", catalog.Prices{}, prices("5", "3"))
	created.Created = true
	hidden := row(10, "i", catalog.Prices{}, prices("5", "3"))
	hidden.Created = true
	gone := item("i", "Item i", "5", "3")
	gone.Visible = false
	return plan.Restore(plan.RestoreInput{
		Run:     "r1",
		Account: catalog.Account{ID: "acc", Name: "ACME Plumbing"},
		Source:  plan.Source{File: "list.csv", SHA256: "ab"},
		Rows: []plan.RestoreRow{
			row(2, "a", prices("12.65", "6.89"), prices("12.90", "7.02")),
			row(3, "b", prices("12.65", "6.89"), prices("12.65", "7.02")),
			row(4, "c", prices("12.65", ""), prices("12.90", "")),
			row(5, "d", prices("12.65", ""), prices("12.90", "")),
			row(6, "e", prices("12.65", "6.89"), prices("129.00", "68.90")),
			row(7, "f", prices("12.65", ""), prices("12.65", "7.02")),
			row(8, "g", prices("12.65", ""), prices("12.90", "7.02")),
			created, hidden,
			row(11, "j", prices("12.65", ""), prices("12.90", "")),
			row(12, "k", prices("12.65", "6.89"), prices("12.90", "6.89")),
		},
		Items: []catalog.Item{
			item("a", "Item a", "12.90", "7.02"),
			item("b", "Item b", "12.65", "7.02"),
			item("c", "Item c, renamed", "13.00", ""), // moved since
			item("d", "Item d", "12.65", ""),          // restored by hand
			item("e", "Item e", "129.00", "68.90"),    // guardrails would hold it
			item("f", "Item f", "12.65", "7.02"),      // had no cost
			item("g", "Item g", "12.90", "7.02"),
			item("h", "Item h", "5", "3"),
			gone,
			item("k", "Item k", "12.90", "8.00"), // the run did not touch its cost
		},
		CatalogSize: 12,
	})
}

func TestAnUndoPutsBackWhatStoodThere(t *testing.T) {
	p := undone()
	hidden := false
	type change struct {
		Verdict plan.Verdict
		Reason  string
		After   catalog.Prices
		Visible *bool
	}
	var got []change
	for _, c := range p.Changes {
		got = append(got, change{c.Verdict, c.Reason, c.After, c.Visible})
	}
	want := []change{
		{plan.Update, plan.Restores, prices("12.65", "6.89"), nil},
		{plan.Update, plan.Restores, prices("12.65", "6.89"), nil},
		{plan.Held, "moved_since", prices("12.65", ""), nil},
		{plan.Unchanged, plan.Restored, prices("12.65", ""), nil},
		{plan.Update, plan.Restores, prices("12.65", "6.89"), nil},
		{plan.Unchanged, plan.Restored, prices("12.65", "7.02"), nil},
		{plan.Update, plan.Restores, prices("12.65", "7.02"), nil},
		{plan.Update, plan.Hides, prices("5", "3"), &hidden},
		{plan.Unchanged, plan.Restored, prices("5", "3"), nil},
		{plan.Invalid, plan.Vanished, catalog.Prices{}, nil},
		{plan.Update, plan.Restores, prices("12.65", "8"), nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Restore (-want +got):\n%s", diff)
	}
	if p.Kind != plan.FromRun || p.UndoOf != "r1" || !p.Valid() || len(p.Holds) != 0 {
		t.Errorf("the plan itself: kind %s, of %s, valid %v, holds %v", p.Kind, p.UndoOf, p.Valid(), p.Holds)
	}
}

func TestTickingAMovedRowRestoresItAllTheSame(t *testing.T) {
	p := undone()
	ticked := p.Default()
	if ticked[2] {
		t.Fatal("a row that moved since is ticked by itself")
	}
	ticked[2] = true
	picked := p.Pick(ticked)
	for _, c := range picked {
		if c.Line == 4 {
			return
		}
	}
	t.Errorf("line 4 is not among the picked rows: %+v", picked)
}
