package pricelist

import (
	"slices"

	"pricesync/app/money"
)

// chooseAmounts decides which column is the price and which the cost, or what has to be asked.
func (c *chooser) chooseAmounts() {
	wantPrice, wantCost := c.decided.Price == (Column{}), c.decided.Cost == (Column{})
	c.netBesideGross()
	var selling, buying, partner, emptySelling, unnamed, unreadable []int
	for i := range c.columns {
		col := &c.columns[i]
		if c.taken(i) || c.decidedElsewhere(i) {
			continue
		}
		switch kind := col.meaning.money; {
		case kind != notMoney && col.filled == 0:
			unreadable = append(unreadable, i)
			if kind == sellKind && !col.meaning.vague {
				emptySelling = append(emptySelling, i)
			}
		case kind != notMoney && col.share(col.amounts) < 0.25: // ranges, words
			unreadable = append(unreadable, i)
		case kind.buying() && col.looked >= 100 && col.fill() < enoughCosts(col.meaning): // left over from something else
			c.unused = append(c.unused, i)
		case kind.selling():
			selling = append(selling, i)
		case kind == costKind:
			buying = append(buying, i)
		case kind == partnerKind:
			partner = append(partner, i)
		case kind == notMoney && c.looksLikeMoney(col):
			unnamed = append(unnamed, i)
		}
	}
	if len(buying) == 0 {
		buying = partner
	}
	selling = c.plainest(selling, len(buying) > 0 || c.choice.cost >= 0)
	selling, buying = c.netBesideList(selling, buying)
	selling, buying = c.netByDiscount(selling, buying)
	if wantCost {
		buying = c.withoutCopies(buying)
		if len(buying) == 1 {
			c.choice.cost = buying[0]
		} else if len(buying) > 1 {
			c.question = append(c.question, openQuestion{"which_cost", buying})
		}
	}
	if !wantPrice {
		return
	}
	if len(selling) == 1 && c.columns[selling[0]].meaning.money == listKind {
		// The column of what is really asked for stands empty: that the list price may take its place is not ours to say.
		selling = append(selling, emptySelling...)
	}
	selling = append(selling, unnamed...)
	if len(selling) == 1 {
		if m := c.columns[selling[0]].meaning; m.vague && !m.rate && len(buying) == 0 && c.choice.cost < 0 {
			selling = append(selling, c.bareAmounts()...) // an amount may be the sum of a line
		}
		selling = append(selling, c.piecePrices(selling[0])...)
	}
	slices.Sort(selling)
	selling = slices.Compact(selling)
	selling = c.withoutCopies(selling)
	slices.Sort(selling)
	nothing := len(selling) == 0 && len(buying) == 0 && c.choice.cost < 0
	if nothing && len(unreadable) > 0 {
		c.takeUnreadable(unreadable, wantCost)
		return
	}
	if nothing {
		units := c.unitPrices()
		selling = append(c.bareAmounts(), units...)
		if len(selling) > 0 {
			selling = append(selling, c.partAmounts()...)
		}
		slices.Sort(selling)
		selling = c.withoutCopies(slices.Compact(selling))
		if len(selling) == 1 && len(units) == 0 && c.surelyMoney(&c.columns[selling[0]]) {
			c.choice.price = selling[0]
			return
		}
		if len(selling) > 0 {
			c.question = append(c.question, openQuestion{"which_price", selling})
		}
		return
	}
	switch len(selling) {
	case 0:
	case 1:
		c.choice.price = selling[0]
	default:
		c.question = append(c.question, openQuestion{"which_price", selling})
	}
}

// enoughCosts returns the share of records that a column must fill to be taken for the cost: more where its heading, such
// as "Wholesale", may as well name a price for some customers.
func enoughCosts(m meaning) float64 {
	if m.sure {
		return 0.02
	}
	return 0.2
}

// takeUnreadable takes the columns whose headings name money although nothing in them can be read, so that every row
// can say what is wrong with it.
func (c *chooser) takeUnreadable(columns []int, wantCost bool) {
	for _, i := range columns {
		switch kind := c.columns[i].meaning.money; {
		case kind.selling() && c.choice.price < 0:
			c.choice.price = i
		case kind.buying() && c.choice.cost < 0 && wantCost:
			c.choice.cost = i
		}
	}
}

// plainest leaves columns that speak of some amount, such as "R-value", out where another column speaks of a price or a
// cost, and totals where another one speaks of a price.
func (c *chooser) plainest(columns []int, cost bool) []int {
	vague := func(i int) bool { return c.columns[i].meaning.vague }
	rates := !cost && !slices.ContainsFunc(columns, func(i int) bool { m := c.columns[i].meaning; return !m.vague && !m.rate && !m.total })
	summed := func(i int) bool {
		m := c.columns[i].meaning
		return m.total || m.vague && (!m.rate || !rates)
	}
	switch {
	case slices.ContainsFunc(columns, func(i int) bool { return !summed(i) }):
		return slices.DeleteFunc(columns, summed)
	case cost:
		return slices.DeleteFunc(columns, vague)
	}
	return columns
}

// netBesideList takes a net price for the cost where a list price stands beside it and nothing else does.
func (c *chooser) netBesideList(selling, buying []int) (s, b []int) {
	list, net := false, false
	for _, i := range selling {
		kind := c.columns[i].meaning.money
		list, net = list || kind == listKind, net || kind == netKind
	}
	if !list || !net {
		return selling, buying
	}
	for _, i := range selling {
		if c.columns[i].meaning.money == netKind {
			buying = append(buying, i)
		} else {
			s = append(s, i)
		}
	}
	return s, buying
}

// netBesideGross takes English net amounts for prices where gross ones stand beside them: the two may as well be without
// and with tax, or before and after a discount, so that a person has to say.
func (c *chooser) netBesideGross() {
	gross := slices.ContainsFunc(c.columns, func(col column) bool { return col.meaning.money == grossKind && col.filled > 0 })
	for i := range c.columns {
		if m := &c.columns[i].meaning; gross && m.english {
			m.money = netKind
		}
	}
}

// decidedElsewhere says whether a column was decided to be the description or the unit.
func (c *chooser) decidedElsewhere(i int) bool { return i == c.choice.desc || i == c.choice.unit }

// looksLikeMoney says whether a column without a telling heading holds money by its currency signs.
func (c *chooser) looksLikeMoney(col *column) bool {
	m := col.meaning
	return !m.charge && m.name < 60 && m.code < 60 && m.unit == 0 && !m.currency &&
		col.fill() >= 0.2 && col.share(col.amounts) >= 0.5 && col.signed*2 >= col.amounts
}

// bareAmounts returns the columns that could be prices by their contents alone.
func (c *chooser) bareAmounts() []int {
	var found []int
	for i := range c.columns {
		col := &c.columns[i]
		if c.taken(i) || c.decidedElsewhere(i) || col.filled == 0 || col.meaning.known || col.fill() < 0.4 || col.share(col.amounts) < 0.8 ||
			col.counting() || col.share(col.worded) > 0.5 || c.numbersThings(col) || contentHeading(c.label(i)) {
			continue
		}
		found = append(found, i)
	}
	return found
}

// unitPrices returns the columns that are headed by a unit of sale, a quantity or a word for tax and could be prices by their contents: one of them is
// surely money, or there are several with ever different amounts.
func (c *chooser) unitPrices() []int {
	var found []int
	sure, varied := false, 0
	for i := range c.columns {
		col := &c.columns[i]
		if c.taken(i) || c.decidedElsewhere(i) || i >= len(c.header.texts) || !saleUnit(c.header.texts[i]) && !tierHeading(c.header.texts[i]) || contentHeading(c.header.texts[i]) ||
			col.filled == 0 || col.fill() < 0.4 || col.share(col.amounts) < 0.8 || col.counting() || col.share(col.worded) > 0.5 {
			continue
		}
		found = append(found, i)
		sure = sure || c.surelyMoney(col)
		if col.distinct*2 >= col.filled && col.filled >= 3 {
			varied++
		}
	}
	if !sure && varied < 2 {
		return nil
	}
	return found
}

// piecePrices returns the columns that are headed as for one piece and surely hold money, beside a price that may be for
// more.
func (c *chooser) piecePrices(price int) []int {
	var found []int
	for i := range c.columns {
		col := &c.columns[i]
		if i != price && !c.taken(i) && !c.decidedElsewhere(i) && i < len(c.header.texts) && pieceHeading(c.header.texts[i]) && col.fill() >= 0.4 &&
			col.share(col.amounts) >= 0.8 && c.surelyMoney(col) {
			found = append(found, i)
		}
	}
	return found
}

// partAmounts returns the columns of decimals that are headed as a material or a sum, which beside amounts under headings
// that say nothing may be the price as well as those.
func (c *chooser) partAmounts() []int {
	var found []int
	for i := range c.columns {
		col := &c.columns[i]
		total := i < len(c.header.texts) && sumsUp(c.header.texts[i])
		if !c.taken(i) && !c.decidedElsewhere(i) && (col.meaning.product || total) && col.fill() >= 0.4 && col.share(col.amounts) >= 0.8 && col.marked*2 >= col.amounts {
			found = append(found, i)
		}
	}
	return found
}

// numbersThings says whether a column's whole numbers look like codes: long and all different.
func (c *chooser) numbersThings(col *column) bool {
	return col.whole == col.filled && col.filled >= 3 && col.distinct*10 >= col.filled*9 && col.letters/col.filled >= 5
}

// surelyMoney says whether amounts without a telling heading can only be money: signs, or decimals in most of them.
func (c *chooser) surelyMoney(col *column) bool {
	return col.signed*2 >= col.amounts || col.marked*2 >= col.amounts
}

// withoutCopies drops columns that say the same as an earlier one in every record.
func (c *chooser) withoutCopies(columns []int) []int {
	var kept []int
	for _, i := range columns {
		if !slices.ContainsFunc(kept, func(k int) bool { return c.sameAmounts(k, i) }) {
			kept = append(kept, i)
		}
	}
	return kept
}

// sameAmounts says whether b says nothing that a does not say too.
func (c *chooser) sameAmounts(a, b int) bool {
	if c.columns[b].filled == 0 {
		return false
	}
	for r := c.header.body; r < c.table.len(); r++ {
		x, y := c.table.value(r, a), c.table.value(r, b)
		if x != y && y != "" {
			p, err := money.Parse(x, money.Style{})
			q, other := money.Parse(y, money.Style{})
			if err != nil || other != nil || p.Amount != q.Amount {
				return false
			}
		}
	}
	return true
}
