package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// currency holds a plan whose list names another currency than the account has.
func (m *maker) currency(found *holds) {
	price, cost, own := m.in.List.PriceCurrency, m.in.List.CostCurrency, m.in.Currency
	other := func(name string) bool { return name != "" && own != "" && !pricelist.SameCurrency(name, own) }
	switch {
	case !other(price) && !other(cost):
	case price == cost || price == "" || cost == "":
		found.add(OtherCurrency, fmt.Sprintf("The amounts of the list are in %s; the prices in Jobber are in %s.", cmp.Or(price, cost), own))
	default:
		found.add(OtherCurrency, fmt.Sprintf("The list has its prices in %s and its costs in %s; the prices in Jobber are in %s.", price, cost, own))
	}
}

// What it takes for most amounts of a list to differ by a tax, and for few to.
const (
	leastCompared = 5  // amounts on both sides
	mostPercent   = 60 // of them differ by the tax
	samePercent   = 50 // of them hardly differ: list and Jobber agree about the tax
	hardlyPercent = 3
	leastAmount   = 3
)

// taxed is what one column of a list tells about tax beside Jobber's amounts.
type taxed struct {
	name     string // "price" or "cost"
	column   pricelist.Column
	usual    pricelist.Column // where the amounts of the last list came from
	compared int              // amounts that Jobber has too
	hardly   int              // of those, how many hardly differ
	up, down map[int64]int    // of those, how many are a tax above or below, by the tax in tenths of a percent
}

// rates are the taxes on sales that are told apart, in tenths of a percent. A list that rises evenly by a few percent is
// an increase, not a tax, so on the way up the low ones count only where the heading speaks of tax.
func rates() []int64 {
	return []int64{50, 60, 70, 80, 100, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 240, 250, 270}
}

const lowestAlone = 130

// tax holds a plan whose amounts seem to be with tax where Jobber's are without, or the other way round. Only amounts that are
// taken from the list as they stand count: what a rule makes of them is meant.
func (m *maker) tax(p *Plan, found *holds) {
	columns := p.Source.Layout.Columns
	for _, t := range []*taxed{
		{name: "price", column: columns.Price, usual: m.in.Usual.Columns.Price},
		{name: "cost", column: columns.Cost, usual: m.in.Usual.Columns.Cost},
	} {
		t.up, t.down = map[int64]int{}, map[int64]int{}
		taken := false
		for i := range p.Changes {
			c := &p.Changes[i]
			list, before, after := c.List.Price, c.Before.Price, c.After.Price
			if t.name == "cost" {
				list, before, after = c.List.Cost, c.Before.Cost, c.After.Cost
			}
			if asIs(c, list, after) {
				taken = true
				t.compare(before, after)
			}
		}
		if taken {
			t.judge(found)
		}
	}
}

// asIs says whether an amount of the list is what the row would leave in Jobber.
func asIs(c *Change, list, after money.Maybe) bool {
	return list.Known() && list.SameCents(after) && (c.Writes() || c.Reason == SameAsJobber)
}

func (t *taxed) compare(before, after money.Maybe) {
	from, had := before.Get()
	to, has := after.Get()
	if !had || !has || from.Cmp(money.FromInt(leastAmount)) < 0 || to.Sign() <= 0 {
		return // of small amounts, cents tell no percents apart
	}
	t.compared++
	change := to.Sub(from).Abs().Mul(money.FromInt(100))
	if change.Cmp(from.Mul(money.FromInt(hardlyPercent))) <= 0 {
		t.hardly++
	}
	for _, rate := range rates() {
		if differBy(from, to, rate) {
			t.up[rate]++
		}
		if differBy(to, from, rate) {
			t.down[rate]++
		}
	}
}

// differBy says whether to is from with that tax on it, give or take what rounding to cents does.
func differBy(from, to money.Amount, rate int64) bool {
	exact := from.Mul(money.FromInt(1000 + rate))
	off := to.Mul(money.FromInt(1000)).Sub(exact).Abs()
	return off.Cmp(money.FromInt(15)) <= 0 // 0.015
}

func (t *taxed) judge(found *holds) {
	with, without := pricelist.SaysTax(t.column.Header)
	wasWith, wasWithout := pricelist.SaysTax(t.usual.Header)
	if with && wasWithout || without && wasWith {
		found.add(TaxDoubt, fmt.Sprintf("The %ss come from “%s”; those of the last list came from “%s”.", t.name, t.column.Header, t.usual.Header))
		return
	}
	least := int64(lowestAlone)
	if with {
		least = 0
	}
	if rate, n := t.most(t.up, least); n > 0 {
		found.add(TaxDoubt, fmt.Sprintf("%d of %d %ss are %s%% above Jobber's, as they are when a list has tax in its %ss and Jobber has not. If so, let the price rules take it off.",
			n, t.compared, t.name, tenths(rate), t.name))
		return
	}
	if !without { // a fall by a fifth is a tax of 25 percent, or a discount
		delete(t.down, 250)
	}
	if rate, n := t.most(t.down, 0); n > 0 {
		found.add(TaxDoubt, fmt.Sprintf("%d of %d %ss are below Jobber's by exactly a tax of %s%%, as they are when Jobber has tax in its %ss and the list has not. If so, let the price rules add it.",
			n, t.compared, t.name, tenths(rate), t.name))
		return
	}
	if with && t.hardly*100 < t.compared*samePercent || with && t.compared == 0 {
		found.add(TaxDoubt, fmt.Sprintf("The %ss come from “%s”, so there is tax in them, and too few agree with Jobber's to tell whether it has tax in its %ss too. If not, let the price rules take it off.", t.name, t.column.Header, t.name))
	}
}

// most returns the tax by which most of the compared amounts differ, and how many do; 0 where there is none.
func (t *taxed) most(by map[int64]int, least int64) (rate int64, n int) {
	if t.compared < leastCompared {
		return 0, 0
	}
	for _, r := range slices.Sorted(maps.Keys(by)) {
		if r >= least && by[r] > n {
			rate, n = r, by[r]
		}
	}
	if n*100 < t.compared*mostPercent {
		return 0, 0
	}
	return rate, n
}

func tenths(rate int64) string { return money.FromInt(rate).Div(money.FromInt(10), 1).Plain() }
