package plan

import (
	"pricesync/app/catalog"
	"pricesync/app/money"
)

// Figures are what a screen computes about one row. Percents have one decimal.
type Figures struct {
	Change       money.Maybe // after - before of the price, or of the cost where the price stays; absent where one is missing
	Percent      money.Maybe // Change in percent of before; absent where before is zero
	MarginBefore money.Maybe // see Margin
	MarginAfter  money.Maybe
}

// Figures returns the figures of a row.
func (c Change) Figures() Figures {
	f := Figures{MarginBefore: Margin(c.Before), MarginAfter: Margin(c.After)}
	before, after := c.leading()
	from, had := before.Get()
	to, has := after.Get()
	if !had || !has {
		return f
	}
	f.Change = money.Some(to.Sub(from))
	if size, ok := to.PercentOf(from, 1); ok {
		f.Percent = money.Some(size)
	}
	return f
}

// leading returns the field by which a row is judged: its price, or its cost where the price stays.
func (c Change) leading() (before, after money.Maybe) {
	if c.Before.Price == c.After.Price && c.Before.Cost != c.After.Cost {
		return c.Before.Cost, c.After.Cost
	}
	return c.Before.Price, c.After.Price
}

// Direction returns 1 where the row rises, -1 where it falls and 0 where it stays, judged by price, or by cost where
// the price stays. A first amount rises.
func (c Change) Direction() int {
	before, after := c.leading()
	from, had := before.Get()
	to, has := after.Get()
	switch {
	case had && has:
		return to.Cmp(from)
	case has:
		return 1
	case had:
		return -1
	}
	return 0
}

// Directions counts the rows with verdict update by their direction. Rows that change only an item's
// visibility are neither.
func (p Plan) Directions() (increases, decreases int) {
	for i := range p.Changes {
		if c := &p.Changes[i]; c.Verdict == Update {
			switch c.Direction() {
			case 1:
				increases++
			case -1:
				decreases++
			}
		}
	}
	return increases, decreases
}

// Margin returns what of the price stays with the company, in percent of the price: (price - cost) ÷ price, with one
// decimal. It is absent without both amounts, and for a price of zero.
func Margin(p catalog.Prices) money.Maybe {
	price, ok := p.Price.Get()
	cost, known := p.Cost.Get()
	if !ok || !known || price.IsZero() {
		return money.Maybe{}
	}
	return money.Some(price.Sub(cost).Mul(money.FromInt(100)).Div(price, 1))
}

// Markup returns what the price adds to the cost, in percent of the cost: (price - cost) ÷ cost, with one decimal. It
// is absent without both amounts, and for a cost of zero.
func Markup(p catalog.Prices) money.Maybe {
	price, ok := p.Price.Get()
	cost, known := p.Cost.Get()
	if !ok || !known {
		return money.Maybe{}
	}
	if percent, ok := price.PercentOf(cost, 1); ok {
		return money.Some(percent)
	}
	return money.Maybe{}
}
