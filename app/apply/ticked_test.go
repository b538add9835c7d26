package apply_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// TestNothingThatIsNotTickedOrIsLockedIsEverSent makes plans of lists with rows of every kind, ticks some of their rows, locks some
// of the items since, and looks at what reaches the service, in two runs: a trial, and the rest.
func TestNothingThatIsNotTickedOrIsLockedIsEverSent(t *testing.T) {
	creations, hidings, skipped := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		target := newJobber()
		for _, it := range plansItems(p) {
			target.items[it.ID] = it
		}
		ticked := make(plan.Selection, p.Rows())
		for i := range ticked {
			ticked[i] = rapid.Bool().Draw(t, "ticked")
		}
		locks := plan.Locks{}
		for i := range p.Rows() {
			if id := p.At(i).Item; id != "" && rapid.IntRange(0, 3).Draw(t, "locked since") == 0 {
				locks[id] = plan.Lock{Field: rapid.SampledFrom([]plan.Field{plan.Both, plan.PriceOnly, plan.CostOnly}).Draw(t, "field")}
			}
		}
		rows := p.Pick(ticked)
		first := rapid.IntRange(0, len(rows)).Draw(t, "first")
		for _, part := range [][]plan.Change{rows[:first], rows[first:]} {
			log := newJournal(part)
			if _, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: part, Locks: locks}, target, log, nil); err != nil {
				t.Fatal(err)
			}
			for _, row := range log.all() {
				if row.Outcome == apply.Skipped && row.Message == "This item was locked after the preview, so nothing was sent for it." {
					skipped++
				}
			}
		}
		wanted := map[catalog.ItemID]*plan.Change{}
		names := map[string]bool{}
		for i := range rows {
			if rows[i].Create != nil {
				names[rows[i].Create.Name] = true
			} else {
				wanted[rows[i].Item] = &rows[i]
			}
		}
		for id, patches := range target.writes {
			c := wanted[id]
			if c == nil || len(patches) != 1 {
				t.Fatalf("item %s was written %d times, and is it ticked: %v", id, len(patches), c != nil)
			}
			sent := patches[0]
			if sent.Visible != nil {
				hidings++
			}
			lock, locked := locks[id]
			price := sent.Price.Known() && !sent.Price.SameCents(c.Before.Price)
			cost := sent.Cost.Known() && !sent.Cost.SameCents(c.Before.Cost)
			if locked && (lock.Field == plan.Both || lock.Field == plan.PriceOnly && price || lock.Field == plan.CostOnly && cost) {
				t.Fatalf("item %s is locked (%q) and was sent %+v", id, lock.Field, sent)
			}
		}
		for _, n := range target.created {
			if creations++; !names[n.Name] {
				t.Fatalf("%q was created and is not ticked", n.Name)
			}
		}
	})
	if creations == 0 || hidings == 0 || skipped == 0 {
		t.Errorf("%d creations, %d items hidden, %d rows skipped: the plans are too tame", creations, hidings, skipped)
	}
}

// anyPlan draws a plan with rows of every verdict, held ones, new and missing items among them.
func anyPlan(t *rapid.T) plan.Plan {
	in := plan.Input{Create: plan.Creation{On: true}, Supplier: "HeatCo", HideMissing: rapid.Bool().Draw(t, "hide")}
	for i := range rapid.IntRange(1, 12).Draw(t, "items") {
		it := catalog.Item{ID: catalog.ItemID(fmt.Sprint("i", i)), Name: fmt.Sprint("Item ", i), Price: money.FromInt(10), Cost: money.Some(money.FromInt(5)), Visible: true}
		in.Catalog.Items = append(in.Catalog.Items, it)
		in.Assortment = append(in.Assortment, it.ID)
	}
	for line := range rapid.IntRange(0, 12).Draw(t, "rows") {
		row := pricelist.Row{Line: line + 2, Kind: pricelist.Priced, Name: fmt.Sprint("Item ", rapid.IntRange(0, 18).Draw(t, "name"))}
		if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
			row.Kind = pricelist.Invalid
		}
		for _, at := range []*money.Maybe{&row.Price, &row.Cost} {
			if cents := rapid.SampledFrom([]int64{-1, 0, 100, 500, 550, 1000, 1050, 10_000}).Draw(t, "cents"); cents >= 0 {
				*at = money.Some(money.FromCents(cents))
			}
		}
		in.List.Rows = append(in.List.Rows, row)
	}
	in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
	return plan.Make(in)
}

// plansItems returns the items as a plan saw them.
func plansItems(p plan.Plan) []catalog.Item {
	var items []catalog.Item
	for i := range p.Rows() {
		if c := p.At(i); c.Item != "" {
			items = append(items, catalog.Item{ID: c.Item, Name: c.ItemName, Price: c.Before.Price.Or(money.Amount{}), Cost: c.Before.Cost, Visible: true})
		}
	}
	return items
}
