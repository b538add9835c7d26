package plan_test

import (
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// guard is an input whose plan is told: rows against items, beside a hundred others.
func guard(rows []pricelist.Row, items []catalog.Item, also func(*plan.Input)) plan.Plan {
	return plan.Make(guardInput(rows, items, also))
}

func guardInput(rows []pricelist.Row, items []catalog.Item, also func(*plan.Input)) plan.Input {
	for i := range 100 {
		items = append(items, item(fmt.Sprintf("other%d", i), fmt.Sprintf("Other %d", i), "1.00", ""))
	}
	in := plan.Input{
		List:    pricelist.List{File: "list.csv", SHA256: "ab", Headers: []string{"Name", "Price"}, Rows: rows},
		Catalog: catalog.Catalog{Account: catalog.Account{ID: "acc", Name: "ACME Plumbing"}, Items: items},
	}
	also(&in)
	in.Match = match.Find(in.List, in.Catalog, in.Links, match.Options{Suggest: true})
	return in
}

// guarded are the stories of margins, locks, new and missing items, and of doubts about a list as a whole.
func guarded() []story {
	elbow := []catalog.Item{item("i", "Elbow", "12.65", "6.89")}
	rises := []pricelist.Row{priced(2, "Elbow", "12.90", "7.02")}
	lock := func(l plan.Lock) func(*plan.Input) {
		return func(in *plan.Input) { in.Locks = plan.Locks{"i": l} }
	}
	margin := func(target string) func(*plan.Input) {
		return func(in *plan.Input) { in.Guardrails.TargetMargin = some(target) }
	}
	off := func(codes ...plan.HoldCode) func(*plan.Input) {
		return func(in *plan.Input) { in.Guardrails.Off = codes }
	}
	create := func(in *plan.Input) {
		in.Create = plan.Creation{On: true, Category: catalog.Product, Taxable: true}
	}
	decide := func(d plan.Decisions) func(*plan.Input) {
		return func(in *plan.Input) { in.Decisions = d }
	}
	both := func(first, second func(*plan.Input)) func(*plan.Input) {
		return func(in *plan.Input) { first(in); second(in) }
	}
	service := func(in *plan.Input) { in.Create = plan.Creation{On: true, Category: catalog.Service} }
	row := func(line int, name, price, cost string) []pricelist.Row {
		return []pricelist.Row{priced(line, name, price, cost)}
	}
	coded := pricelist.Row{Line: 2, Kind: pricelist.Priced, Code: "CH-1", Price: some("90")}
	described := priced(2, "Chandelier", "90", "45")
	described.Description = "Six lamps"
	foreign := priced(2, "Chandelier", "90", "")
	foreign.Flags = []pricelist.Flag{pricelist.OtherCurrency}
	brass := []catalog.Item{item("j", "15mm Brass Elbow", "3", "")}
	hiddenElbow := []catalog.Item{elbow[0]}
	hiddenElbow[0].Visible = false

	return []story{
		{"the margin falls below the target", guard(row(2, "Elbow", "", "9.20"), elbow, margin("35"))},
		{"the margin is below the target and rises", guard(row(2, "Elbow", "13.00", ""), elbow, margin("50"))},
		{"the margin misses the target by a hair", guard(row(2, "Elbow", "13.77", ""), elbow, margin("50"))},
		{"the margin is the target", guard(row(2, "Elbow", "13.78", ""), elbow, margin("50"))},
		{"below cost is told rather than below the margin", guard(row(2, "Elbow", "6.80", ""), elbow, margin("50"))},
		{"an item without a cost has no margin", guard(row(2, "Elbow", "12.90", ""), []catalog.Item{item("i", "Elbow", "12.65", "")}, margin("50"))},
		{"a large change that is not looked for", guard(row(2, "Elbow", "19", ""), elbow, off(plan.LargeChange))},
		{"a price of zero can't be switched off", guard(row(2, "Elbow", "0", ""), elbow, off(plan.ZeroPrice, plan.SlippedDecimal))},

		{"a locked item", guard(rises, elbow, lock(plan.Lock{}))},
		{"a locked item, with a reason", guard(rises, elbow, lock(plan.Lock{Why: "agreed with Hill Farm"}))},
		{"a locked price, and the cost rises", guard(rises, elbow, lock(plan.Lock{Field: plan.PriceOnly, Why: "agreed with Hill Farm"}))},
		{"a locked cost, and the price rises", guard(rises, elbow, lock(plan.Lock{Field: plan.CostOnly}))},
		{"a locked price, and nothing else would change", guard(row(2, "Elbow", "12.90", ""), elbow, lock(plan.Lock{Field: plan.PriceOnly}))},
		{"a locked price that would stay anyway", guard(row(2, "Elbow", "", "7.02"), elbow, lock(plan.Lock{Field: plan.PriceOnly}))},
		{"a locked price below the new cost", guard(row(2, "Elbow", "14.00", "13.00"), elbow, lock(plan.Lock{Field: plan.PriceOnly}))},
		{"a locked cost, and a rule that keeps the markup", guard(row(2, "Elbow", "", "7.02"), elbow, both(lock(plan.Lock{Field: plan.CostOnly}), func(in *plan.Input) {
			in.Rules.List = []plan.Rule{{Action: plan.Action{Kind: plan.KeepMarkup}}}
		}))},
		{"a locked item that is the same", guard(row(2, "Elbow", "12.65", ""), elbow, lock(plan.Lock{}))},
		{"an item that is hidden in Jobber", guard(rises, hiddenElbow, func(*plan.Input) {})},

		{"a new item", guard([]pricelist.Row{described}, elbow, create)},
		{"a new service without a cost", guard(row(2, "Callout", "90", ""), elbow, service)},
		{"a new item with its price from a markup", guard(row(2, "Chandelier", "", "45"), elbow, both(create, func(in *plan.Input) { in.Rules.Markup = some("40") }))},
		{"a new item without a price", guard(row(2, "Chandelier", "", "45"), elbow, create)},
		{"a new item with a price of zero", guard(row(2, "Chandelier", "0", "45"), elbow, create)},
		{"a new item below its cost", guard(row(2, "Chandelier", "40", "45"), elbow, create)},
		{"a new item below the target margin", guard(row(2, "Chandelier", "50", "45"), elbow, both(create, margin("30")))},
		{"a new item in another currency", guard([]pricelist.Row{foreign}, elbow, create)},
		{"a new item whose name comes near", guard(row(2, "Elbow brass 15mm", "4", ""), brass, create)},
		{"a new item whose name comes near, as a person decided", guard(row(2, "Elbow brass 15mm", "4", ""), brass, decide(plan.Decisions{2: plan.MakeNew}))},
		{"a name that exists already is no new item", guard(row(2, "ELBOW", "12.90", ""), elbow, create)},
		{"two lines would create one item", guard([]pricelist.Row{priced(2, "Chandelier", "90", ""), priced(5, "CHANDELIER", "95", "")}, elbow, create)},
		{"two lines would create one item, and one was taken", guard([]pricelist.Row{priced(2, "Chandelier", "90", ""), priced(5, "CHANDELIER", "95", "")}, elbow,
			both(create, decide(plan.Decisions{5: plan.Win})))},
		{"a code alone is no name", guard([]pricelist.Row{coded}, elbow, create)},

		{"an item is missing from the supplier's list", guard(rises, []catalog.Item{elbow[0], item("t", "Tee", "3", "1")}, supplied("i", "t"))},
		{"a missing item that is locked", guard(rises, []catalog.Item{elbow[0], item("t", "Tee", "3", "1")},
			both(supplied("i", "t"), func(in *plan.Input) { in.Locks = plan.Locks{"t": {Why: "stock left"}} }))},
		{"a missing item that a line comes near", guard([]pricelist.Row{rises[0], priced(3, "Elbow brass 15mm", "4", "")}, append(brass, elbow[0]), supplied("i", "j"))},
		{"a list that is a part", guard(rises, []catalog.Item{elbow[0], item("t", "Tee", "3", "1"), item("c", "Cap", "2", "1")}, supplied("i", "t", "c"))},
		{"a list that has nothing of its supplier's", guard(row(2, "Walrus bracket", "4", ""), []catalog.Item{item("t", "Tee", "3", "1")}, supplied("t"))},
		{"nothing is missing", guard([]pricelist.Row{rises[0], {Line: 3, Kind: pricelist.Invalid, Name: "Tee"}}, []catalog.Item{elbow[0], item("t", "Tee", "3", "1")}, supplied("i", "t"))},

		{"a plan over more rows than the last three together", guard(rises, elbow, func(in *plan.Input) { in.RecentSizes = []int{0, 0, 0, 9} })},
		{"a plan over no more rows than the last three together", guard(rises, elbow, func(in *plan.Input) { in.RecentSizes = []int{1, 0, 0} })},
		{"a large plan that creates and hides too", exactly2(both(create, supplied("i0", "i1", "i9")))},
		{"a list in another currency", guard([]pricelist.Row{{Line: 2, Kind: pricelist.Priced, Name: "Elbow", Price: some("12.90"), PriceText: "12.90 €"}}, elbow, spoken("EUR", "", "GBP"))},
		{"a list with its costs in another currency", guard(rises, elbow, spoken("GBP", "$", "GBP"))},
		{"a list whose costs alone say their currency", guard(rises, elbow, spoken("", "USD", "GBP"))},
		{"a list in dollars for an account in Canadian ones", guard([]pricelist.Row{{Line: 2, Kind: pricelist.Priced, Name: "Elbow", Price: some("12.90"), PriceText: "$12.90"}}, elbow, spoken("$", "", "CAD"))},
		{"prices that rise by a tax", taxedPlan("1.2", func(*plan.Input) {})},
		{"prices that fall by a tax", taxedPlan("0.952381", func(*plan.Input) {})},
		{"prices that rise evenly by ten percent", taxedPlan("1.1", func(*plan.Input) {})},
		{"prices that rise by ten percent below a heading with tax", taxedPlan("1.1", headed("Price inc GST"))},
		{"prices that agree below a heading with tax", taxedPlan("1.01", headed("Price inc GST"))},
		{"prices that do not agree below a heading with tax", taxedPlan("1.04", headed("Price inc GST"))},
		{"a single price below a heading with tax", guard(rises, elbow, headed("Price inc GST"))},
		{"a fall by a fifth is a discount", taxedPlan("0.8", func(*plan.Input) {})},
		{"prices without tax, where the last list had it", taxedPlan("1.01", both(headed("Price ex VAT"), func(in *plan.Input) { in.Usual.Columns.Price.Header = "Price incl. VAT" }))},
		{"a tax that a rule takes off is meant", taxedPlan("1.2", both(headed("Price inc VAT"), func(in *plan.Input) {
			in.Rules.Tax = plan.Tax{Mode: plan.TakeTaxOff, Percent: some("20").Or(plan.DefaultGuardrails().PlanPercent)}
		}))},
		{"an undo with locks, and of hiding", undoneUnderLocks()},
	}
}

func supplied(items ...catalog.ItemID) func(*plan.Input) {
	return func(in *plan.Input) { in.Supplier, in.Assortment = "HeatCo", items }
}

func headed(heading string) func(*plan.Input) {
	return func(in *plan.Input) { in.List.Layout.Columns.Price = pricelist.Column{Header: heading, Index: 2} }
}

// taxedPlan is a list of six items whose prices are those in Jobber times a factor.
func taxedPlan(factor string, also func(*plan.Input)) plan.Plan {
	var rows []pricelist.Row
	var items []catalog.Item
	for i, price := range []string{"12.50", "3.95", "149.00", "27.35", "8.10", "61.99"} {
		name := fmt.Sprintf("Valve %c", 'A'+i)
		items = append(items, item(fmt.Sprint("v", i), name, price, ""))
		row := priced(i+2, name, price, "")
		times := row.Price.Or(plan.DefaultGuardrails().PlanPercent).Mul(some(factor).Or(plan.DefaultGuardrails().PlanPercent))
		row.Price = some(times.Fixed(2))
		rows = append(rows, row)
	}
	return guard(rows, items, also)
}

// exactly2 changes two of ten items, creates two and hides one.
func exactly2(also func(*plan.Input)) plan.Plan {
	rows := append(repeatedUpTo(2), priced(8, "Chandelier", "90", ""), priced(9, "Lantern", "70", ""))
	in := plan.Input{
		List:    pricelist.List{File: "list.csv", Rows: rows},
		Catalog: catalog.Catalog{Account: catalog.Account{ID: "acc", Name: "ACME Plumbing"}, Items: tenItems()}, HideMissing: true,
	}
	also(&in)
	in.Match = match.Find(in.List, in.Catalog, in.Links, match.Options{Suggest: true})
	return plan.Make(in)
}

func undoneUnderLocks() plan.Plan {
	row := func(line int, id string, recorded, stored catalog.Prices) plan.RestoreRow {
		return plan.RestoreRow{Line: line, Item: catalog.ItemID(id), ItemName: "Item " + id, Recorded: recorded, Stored: stored}
	}
	before, after := prices("12.65", "6.89"), prices("12.90", "7.02")
	hid := func(line int, id string) plan.RestoreRow {
		r := row(line, id, before, before)
		r.Hidden = true
		return r
	}
	hidden := func(id string) catalog.Item {
		it := item(id, "Item "+id, "12.65", "6.89")
		it.Visible = false
		return it
	}
	return plan.Restore(plan.RestoreInput{
		Run: "r1", Account: catalog.Account{ID: "acc", Name: "ACME Plumbing"},
		Rows: []plan.RestoreRow{row(2, "a", before, after), row(3, "b", before, after), hid(-1, "c"), hid(-2, "d"), hid(-3, "e")},
		Items: []catalog.Item{
			item("a", "Item a", "12.90", "7.02"), item("b", "Item b", "12.90", "7.02"), hidden("c"), item("d", "Item d", "12.65", "6.89"), hidden("e"),
		},
		Locks: plan.Locks{"a": {}, "b": {Field: plan.PriceOnly}, "e": {Why: "out of stock"}},
	})
}

// spoken sets the currencies that the list's prices and costs say, and the account's.
func spoken(price, cost, own string) func(*plan.Input) {
	return func(in *plan.Input) { in.List.PriceCurrency, in.List.CostCurrency, in.Currency = price, cost, own }
}
