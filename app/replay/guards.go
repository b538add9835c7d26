package replay

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// Guards is what decided a preview beside its list, its catalog and its rules.
type Guards struct {
	Create      plan.Creation
	Hide        bool // of missing items
	Locks       plan.Locks
	Supplier    string
	Assortment  []catalog.ItemID
	RecentSizes []int
	Currency    string
	Usual       pricelist.Columns        // price and cost alone: where the amounts of the last list came from
	Near        map[int]match.Suggestion // by line: the item that a row without one comes nearest to, where that was looked for
}

// guardsOf takes what an input has of them. Locks of items that are not in the catalog say nothing.
func guardsOf(in plan.Input) Guards {
	g := Guards{
		Create: in.Create, Hide: in.HideMissing, Supplier: in.Supplier, RecentSizes: slices.Clone(in.RecentSizes), Currency: in.Currency,
		Usual: pricelist.Columns{Price: in.Usual.Columns.Price, Cost: in.Usual.Columns.Cost},
		Locks: plan.Locks{}, Near: map[int]match.Suggestion{},
	}
	known := make(map[catalog.ItemID]bool, len(in.Catalog.Items))
	for _, item := range in.Catalog.Items {
		known[item.ID] = true
		if lock, ok := in.Locks[item.ID]; ok {
			g.Locks[item.ID] = lock
		}
	}
	for _, id := range in.Assortment {
		if known[id] {
			g.Assortment = append(g.Assortment, id)
		}
	}
	if !g.Create.On && len(g.Assortment) == 0 {
		return g
	}
	for i, row := range in.List.Rows {
		if i < len(in.Match.Matches) && len(in.Match.Matches[i].Suggestions) > 0 {
			g.Near[row.Line] = in.Match.Matches[i].Suggestions[0]
		}
	}
	return g
}

// into puts them into an input whose rows are matched.
func (g Guards) into(in *plan.Input) {
	in.Create, in.HideMissing, in.Locks, in.Supplier = g.Create, g.Hide, g.Locks, g.Supplier
	in.Assortment, in.RecentSizes, in.Currency = g.Assortment, g.RecentSizes, g.Currency
	in.Usual.Columns = g.Usual
	for i, row := range in.List.Rows {
		if near, ok := g.Near[row.Line]; ok && i < len(in.Match.Matches) {
			in.Match.Matches[i].Suggestions = []match.Suggestion{near}
		}
	}
}

// scrubbed returns them with the copy's ids, and without what a person wrote.
func (g Guards) scrubbed(ids map[catalog.ItemID]catalog.ItemID, name func(string) string, heading func(string) string) Guards {
	next := g
	next.Locks, next.Assortment, next.Near = plan.Locks{}, nil, map[int]match.Suggestion{}
	for id, lock := range g.Locks {
		lock.Why = ""
		next.Locks[ids[id]] = lock
	}
	for _, id := range g.Assortment {
		next.Assortment = append(next.Assortment, ids[id])
	}
	for line, near := range g.Near {
		next.Near[line] = match.Suggestion{Item: ids[near.Item], Name: name(near.Name), Score: near.Score}
	}
	if next.Supplier != "" {
		next.Supplier = "Supplier"
	}
	next.Usual.Price.Header, next.Usual.Cost.Header = heading(g.Usual.Price.Header), heading(g.Usual.Cost.Header)
	return next
}

// guardsJSON is the form of Guards, in short names.
type guardsJSON struct {
	Create   *createJSON `json:"create,omitempty"`
	Hide     bool        `json:"hide,omitempty"`
	Locks    []lockJSON  `json:"locks,omitempty"`
	Supplier string      `json:"supplier,omitempty"`
	Items    []string    `json:"items,omitempty"` // of the supplier
	Sizes    []int       `json:"sizes,omitempty"` // of the last plans
	Currency string      `json:"currency,omitempty"`
	Price    columnJSON  `json:"price,omitzero"` // of the supplier's last list
	Cost     columnJSON  `json:"cost,omitzero"`
	Near     []nearJSON  `json:"near,omitempty"`
	Target   string      `json:"target,omitempty"` // margin in percent
	Off      []string    `json:"off,omitempty"`    // hold codes
}

type createJSON struct {
	On       bool   `json:"on"`
	Category string `json:"category"`
	Taxable  bool   `json:"taxable"`
}

type lockJSON struct {
	Item  string `json:"item"`
	Field string `json:"field,omitempty"`
	Why   string `json:"why,omitempty"`
}

type nearJSON struct {
	Line  int    `json:"line"`
	Item  string `json:"item"`
	Name  string `json:"name"`
	Score int    `json:"score"`
}

func (b Bundle) guardsForm() guardsJSON {
	g := b.Guards
	form := guardsJSON{
		Hide: g.Hide, Supplier: g.Supplier, Sizes: g.RecentSizes, Currency: g.Currency,
		Price: columnJSON(g.Usual.Price), Cost: columnJSON(g.Usual.Cost), Target: b.Limits.TargetMargin.String(),
	}
	if g.Create != (plan.Creation{}) {
		form.Create = &createJSON{g.Create.On, string(g.Create.Category), g.Create.Taxable}
	}
	for _, id := range slices.Sorted(maps.Keys(g.Locks)) {
		form.Locks = append(form.Locks, lockJSON{string(id), string(g.Locks[id].Field), g.Locks[id].Why})
	}
	for _, id := range g.Assortment {
		form.Items = append(form.Items, string(id))
	}
	for _, line := range slices.Sorted(maps.Keys(g.Near)) {
		near := g.Near[line]
		form.Near = append(form.Near, nearJSON{line, string(near.Item), near.Name, near.Score})
	}
	for _, code := range b.Limits.Off {
		form.Off = append(form.Off, string(code))
	}
	return form
}

// guards reads what anyone may have written.
func (f guardsJSON) guards(r *reader) (Guards, money.Maybe, []plan.HoldCode) {
	g := Guards{
		Hide: f.Hide, Supplier: f.Supplier, RecentSizes: f.Sizes, Currency: f.Currency,
		Usual: pricelist.Columns{Price: pricelist.Column(f.Price), Cost: pricelist.Column(f.Cost)},
		Locks: plan.Locks{}, Near: map[int]match.Suggestion{},
	}
	if len(f.Items) > mostItems || len(f.Locks) > mostItems || len(f.Near) > mostRows {
		r.fail(errors.New("it has more items than a catalog"))
		return g, money.Maybe{}, nil
	}
	if f.Create != nil {
		g.Create = plan.Creation{On: f.Create.On, Category: catalog.Category(f.Create.Category), Taxable: f.Create.Taxable}
	}
	for _, lock := range f.Locks {
		field := plan.Field(lock.Field)
		if !slices.Contains([]plan.Field{plan.Both, plan.PriceOnly, plan.CostOnly}, field) {
			r.fail(fmt.Errorf("a lock of %q", lock.Field))
		}
		g.Locks[catalog.ItemID(lock.Item)] = plan.Lock{Field: field, Why: lock.Why}
	}
	for _, id := range f.Items {
		g.Assortment = append(g.Assortment, catalog.ItemID(id))
	}
	for _, near := range f.Near {
		g.Near[near.Line] = match.Suggestion{Item: catalog.ItemID(near.Item), Name: near.Name, Score: near.Score}
	}
	var off []plan.HoldCode
	for _, code := range f.Off {
		off = append(off, plan.HoldCode(code))
	}
	return g, r.percent(f.Target), off
}
