// Package compare says what changed between two price lists of one supplier.
package compare

import (
	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// Change says what became of one product between the lists.
type Change string

// The changes.
const (
	New       Change = "new"       // only the new list has it
	Gone      Change = "gone"      // only the old list has it
	Up        Change = "up"        // price or cost rose, neither fell
	Down      Change = "down"      // price or cost fell, neither rose
	Mixed     Change = "mixed"     // one rose, the other fell
	Unchanged Change = "unchanged" // every amount that both lists have is the same
	Unclear   Change = "unclear"   // both lists have it, and which row is which, or what to compare, is not certain
)

// Changes lists every change, in the order in which people look at them.
func Changes() []Change { return []Change{Up, Down, Mixed, New, Gone, Unclear, Unchanged} }

// By says how two rows were found to be one product.
type By string

// The ways, the surest first.
const (
	ByBoth By = "code_and_name"
	ByCode By = "code"
	ByName By = "name"
)

// Row is one product of either list. Lines are those of its row in each list, 0 where the list does not have it.
type Row struct {
	Change           Change
	Name, Code       string // as the new list has them; as the old one has them where it is gone
	OldName, OldCode string // as the old list had them; "" where they are the same, ignoring case and spacing
	OldLine, NewLine int
	By               By // "" where the rows were not paired
	Old, New         catalog.Prices
	PricePercent     money.Maybe // the change in percent of the old amount, one decimal; absent where there is none to tell
	CostPercent      money.Maybe
	Message          string // why it is unclear, or what else is worth knowing; else ""
}

// Comparison is what changed: the rows of the new list in its order, then what is gone in the old list's.
type Comparison struct {
	Rows []Row
	// OldUnread and NewUnread count rows that were meant as products and have no readable amount; they are not compared.
	OldUnread, NewUnread int
}

// Counts says how many rows there are of each change.
func (c Comparison) Counts() map[Change]int {
	counts := map[Change]int{}
	for _, row := range c.Rows {
		counts[row.Change]++
	}
	return counts
}

// Lists compares two price lists. Rows are one product when code and name are the same, else when the code is, else when
// the name is and no row of the other list has the code; ignoring case and spacing, and only where that reaches exactly
// one row on each side.
func Lists(before, after pricelist.List) Comparison {
	was, unreadWas := products(before)
	is, unreadIs := products(after)
	pairing := pair(was, is)
	c := Comparison{OldUnread: unreadWas, NewUnread: unreadIs, Rows: make([]Row, 0, len(is))}
	for i, product := range is {
		switch partner := pairing.old[i]; {
		case partner.at >= 0:
			c.Rows = append(c.Rows, both(was[partner.at], product, partner.by))
		case pairing.unclearNew[i]:
			c.Rows = append(c.Rows, alone(product, Unclear, sameTwice))
		default:
			c.Rows = append(c.Rows, alone(product, New, ""))
		}
	}
	for i, product := range was {
		if pairing.taken[i] {
			continue
		}
		row := alone(product, Gone, "")
		if pairing.unclearOld[i] {
			row.Change, row.Message = Unclear, sameTwice
		}
		row.OldLine, row.NewLine, row.Old, row.New = row.NewLine, 0, row.New, catalog.Prices{}
		c.Rows = append(c.Rows, row)
	}
	return c
}

const (
	sameTwice = "A list has this code or name more than once with different amounts, so which row is which is not certain."
	noCommon  = "The lists have no amount in common here, so there is nothing to compare."
)

// product is one priced row; rows that say the same are one.
type product struct {
	row        pricelist.Row
	code, name string // folded
}

// products returns the priced rows, each once, and how many rows were meant as products and can't be read.
func products(list pricelist.List) (all []product, unread int) {
	type told struct{ code, name, price, cost string }
	seen := map[told]bool{}
	for _, row := range list.Rows {
		if row.Kind == pricelist.Invalid {
			unread++
		}
		if row.Kind != pricelist.Priced {
			continue
		}
		p := product{row, match.Fold(row.Code), match.Fold(row.Name)}
		says := told{p.code, p.name, row.Price.String(), row.Cost.String()}
		if seen[says] {
			continue
		}
		seen[says] = true
		all = append(all, p)
	}
	return all, unread
}

func alone(p product, change Change, message string) Row {
	return Row{
		Change: change, Name: p.row.Name, Code: p.row.Code, NewLine: p.row.Line,
		New: catalog.Prices{Price: p.row.Price, Cost: p.row.Cost}, Message: message,
	}
}

// both compares the two rows of one product.
func both(was, is product, by By) Row {
	row := alone(is, Unchanged, "")
	row.OldLine, row.By, row.Old = was.row.Line, by, catalog.Prices{Price: was.row.Price, Cost: was.row.Cost}
	if was.name != is.name {
		row.OldName = was.row.Name
	}
	if was.code != is.code {
		row.OldCode = was.row.Code
	}
	var price, cost int
	var priced, costed bool
	price, priced, row.PricePercent = compare(was.row.Price, is.row.Price)
	cost, costed, row.CostPercent = compare(was.row.Cost, is.row.Cost)
	switch {
	case !priced && !costed:
		row.Change, row.Message = Unclear, noCommon
	case price*cost < 0:
		row.Change = Mixed
	case price+cost > 0:
		row.Change = Up
	case price+cost < 0:
		row.Change = Down
	}
	return row
}

// compare returns whether an amount rose (1), fell (-1) or stayed (0), whether both lists have it, and by how many percent it
// moved.
func compare(was, is money.Maybe) (direction int, known bool, percent money.Maybe) {
	from, hadOne := was.Get()
	to, hasOne := is.Get()
	if !hadOne || !hasOne {
		return 0, false, money.Maybe{}
	}
	direction = to.Cmp(from)
	if size, ok := to.PercentOf(from, 1); ok && direction != 0 {
		percent = money.Some(size)
	}
	return direction, true, percent
}
