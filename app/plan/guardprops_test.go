package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
)

// guardedGen draws inputs with locks, new and missing items, limits and decisions.
func guardedGen() *rapid.Generator[plan.Input] {
	return rapid.Custom(func(t *rapid.T) plan.Input {
		in := inputGen().Draw(t, "input")
		in.Create = plan.Creation{On: rapid.Bool().Draw(t, "create"), Category: catalog.Service, Taxable: rapid.Bool().Draw(t, "taxable")}
		in.HideMissing = rapid.Bool().Draw(t, "hide")
		in.Locks, in.Decisions = plan.Locks{}, plan.Decisions{}
		if rapid.Bool().Draw(t, "supplier") {
			in.Supplier = "HeatCo"
		}
		if rapid.Bool().Draw(t, "target") {
			in.Guardrails.TargetMargin = some("30")
		}
		for i := range in.Catalog.Items {
			item := &in.Catalog.Items[i]
			item.Visible = rapid.IntRange(0, 5).Draw(t, "offered") > 0
			if rapid.Bool().Draw(t, "known") {
				in.Assortment = append(in.Assortment, item.ID)
			}
			if rapid.IntRange(0, 3).Draw(t, "locked") == 0 {
				in.Locks[item.ID] = plan.Lock{Field: rapid.SampledFrom([]plan.Field{plan.Both, plan.PriceOnly, plan.CostOnly}).Draw(t, "field")}
			}
		}
		kinds := []plan.Decision{"", "", "", plan.Skip, plan.MakeNew}
		if in.Create.On { // a row that reached nothing is taken only where it would make an item
			kinds = append(kinds, plan.Win)
		}
		for _, row := range in.List.Rows {
			if what := rapid.SampledFrom(kinds).Draw(t, "decision"); what != "" {
				in.Decisions[row.Line] = what
			}
		}
		return in
	})
}

func everythingOf(p plan.Plan) plan.Selection {
	everything := make(plan.Selection, p.Rows())
	for i := range everything {
		everything[i] = true
	}
	return everything
}

// carriedOut returns the catalog as it is once the rows are written.
func carriedOut(was catalog.Catalog, rows []plan.Change) catalog.Catalog {
	next := was
	next.Items = append([]catalog.Item(nil), was.Items...)
	for _, c := range rows {
		if n := c.Create; n != nil {
			next.Items = append(next.Items, catalog.Item{
				ID: catalog.ItemID(fmt.Sprint("new", c.Line)), Name: n.Name, Description: n.Description, Category: n.Category,
				Price: n.Price, Cost: n.Cost, Markup: n.Markup, Taxable: n.Taxable, Visible: true,
			})
			continue
		}
		for i := range next.Items {
			if item := &next.Items[i]; item.ID == c.Item {
				item.Price, item.Cost = c.After.Price.Or(item.Price), c.After.Cost
				if c.After.Markup.Known() {
					item.Markup = c.After.Markup
				}
				if c.Visible != nil {
					item.Visible = *c.Visible
				}
			}
		}
	}
	return next
}

func TestThePlanOfAResultWithNewAndHiddenItemsChangesNothing(t *testing.T) {
	created, hidden := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		in := guardedGen().Draw(t, "input")
		p := plan.Make(in)
		picked := p.Pick(everythingOf(p))
		for _, c := range picked {
			if c.Create != nil {
				created++
			} else if c.Visible != nil {
				hidden++
			}
		}
		again := in
		again.Catalog = carriedOut(in.Catalog, picked)
		if looksAtMargins(in.Rules) && len(in.Locks) > 0 {
			return // what is locked keeps a margin that another rule may then look at
		}
		again.Match = match.Find(again.List, again.Catalog, nil, match.Options{})
		next := plan.Make(again)
		for i := range next.Rows() {
			if c := next.At(i); c.Writes() {
				t.Fatalf("line %d would be written again: %+v", c.Line, c)
			}
		}
	})
	if created == 0 || hidden == 0 {
		t.Errorf("%d items were created and %d hidden: the inputs are too tame", created, hidden)
	}
}

func looksAtMargins(r plan.Rules) bool {
	return slices.ContainsFunc(r.List, func(rule plan.Rule) bool { return rule.When.MarginFrom.Known() || rule.When.MarginTo.Known() })
}

func TestNoPlanWritesWhatIsLocked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := guardedGen().Draw(t, "input")
		p := plan.Make(in)
		for _, c := range p.Pick(everythingOf(p)) {
			lock, ok := in.Locks[c.Item]
			if !ok || c.Item == "" {
				continue
			}
			price, cost := c.After.Price != c.Before.Price, c.After.Cost != c.Before.Cost
			if lock.Field != plan.CostOnly && price || lock.Field != plan.PriceOnly && cost || lock.Field == plan.Both && c.Visible != nil {
				t.Fatalf("line %d writes what is locked (%q): %+v", c.Line, lock.Field, c)
			}
		}
	})
}

func TestEveryRowHasOneVerdictAndMissingItemsAreApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := guardedGen().Draw(t, "input")
		p := plan.Make(in)
		sum := 0
		for _, n := range p.Counts() {
			sum += n
		}
		if sum != len(in.List.Rows) || len(p.Changes) != len(in.List.Rows) {
			t.Fatalf("%d verdicts for %d rows", sum, len(in.List.Rows))
		}
		if len(p.Missing) > 0 && in.Supplier == "" {
			t.Fatal("nobody's list has missing items")
		}
		reached := map[catalog.ItemID]bool{}
		for _, c := range p.Changes {
			reached[c.Item] = true
		}
		for i, c := range p.Missing {
			if c.Line != -1-i || reached[c.Item] || c.Before != c.After || c.Verdict == plan.Update && (c.Visible == nil || *c.Visible) {
				t.Fatalf("missing item %d: %+v", i, c)
			}
		}
		for i, on := range p.Default() {
			if c := p.At(i); on && (c.Verdict == plan.Held || !c.Writes() || i >= len(p.Changes) && !p.HideMissing) {
				t.Fatalf("by default line %d is ticked: %+v", c.Line, c)
			}
		}
	})
}

func TestAMarginIsJudgedByExactArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.Int64Range(100, 124).Draw(t, "price in cents")
		cost := rapid.Int64Range(1, 100).Draw(t, "cost in cents")
		target := rapid.Int64Range(1, 9999).Draw(t, "target in hundredths of a percent")
		in := guardInput(nil, []catalog.Item{item("i", "Elbow", "1.00", decimal(cost, 2))}, func(in *plan.Input) {
			in.Guardrails.TargetMargin = some(decimal(target, 2))
		})
		in.List.Rows = append(in.List.Rows, priced(2, "Elbow", decimal(price, 2), ""))
		in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
		c := plan.Make(in).Changes[0]
		below := (price-cost)*10_000 < target*price && price >= cost && price != 100
		held := false
		for _, hold := range c.Holds {
			held = held || hold.Code == plan.BelowMargin
		}
		if held != below {
			t.Fatalf("price %d, cost %d, target %d: held %v, want %v", price, cost, target, held, below)
		}
	})
}
