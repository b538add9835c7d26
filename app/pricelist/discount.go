package pricelist

import (
	"strings"

	"pricesync/app/money"
)

// netByDiscount takes a gross amount for the price and the net one beside it for the cost where a column of discounts
// leads from the one to the other.
func (c *chooser) netByDiscount(selling, buying []int) (s, b []int) {
	if len(selling) != 2 || len(buying) > 0 {
		return selling, buying
	}
	gross, net := selling[0], selling[1]
	if c.columns[gross].meaning.money == netKind {
		gross, net = net, gross
	}
	if c.columns[gross].meaning.money != grossKind || c.columns[net].meaning.money != netKind {
		return selling, buying
	}
	for i := range c.columns {
		if c.columns[i].meaning.charge && c.discounts(gross, i, net) {
			return []int{gross}, []int{net}
		}
	}
	return selling, buying
}

// discounts says whether percentages in one column lead from the amounts of another to those of a third, to a cent, in
// nearly every record.
func (c *chooser) discounts(from, percent, to int) bool {
	proved, failed := 0, 0
	hundred := money.FromInt(100)
	for r := c.header.body; r < c.table.len(); r++ {
		whole, ok := c.plainAmount(r, from)
		off, percentOK := c.plainAmount(r, percent)
		left, leftOK := c.plainAmount(r, to)
		if !ok || !percentOK || !leftOK || off.Sign() <= 0 || off.Cmp(hundred) >= 0 {
			continue
		}
		gap := whole.Mul(hundred.Sub(off)).Div(hundred, money.KeptDecimals).Sub(left).Abs()
		if gap.Cmp(money.FromCents(1)) <= 0 {
			proved++
		} else {
			failed++
		}
	}
	return proved >= 3 && failed*rare <= proved
}

// plainAmount reads a cell by the decimal mark that its column proves.
func (c *chooser) plainAmount(record, column int) (money.Amount, bool) {
	text, mark := strings.TrimRight(c.table.trimmed(record, column), " %"), "."
	if col := &c.columns[column]; col.commas > col.points {
		mark = ","
	}
	if stored := c.table.stored(record, column); stored != "" {
		text, mark = stored, "."
	}
	parsed, err := money.Parse(text, money.Style{Decimal: mark})
	return parsed.Amount, err == nil
}
