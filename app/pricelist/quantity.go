package pricelist

import "strings"

// mostUnits is how many different units are remembered at once.
const mostUnits = 1000

// perText returns the quantity that a cell says its record's prices are for, 1 where it does not say. hundreds tells that
// the column has a C for a hundred somewhere, so that an M is a thousand and no metre.
func perText(text string, hundreds bool) int {
	digits := strings.TrimRight(strings.TrimLeft(text, "/ "), " .")
	if n := countingUnit(digits, hundreds); n > 1 {
		return n
	}
	n := 0
	for j := 0; j < len(digits) && digit(digits[j]); j++ {
		n = min(n*10+int(digits[j]-'0'), 1_000_000)
	}
	return max(1, n)
}

// countingUnit returns how many pieces or feet a unit of sale counts: the letters of American wholesalers and the codes
// of trade standards. It returns 1 for a unit that counts none.
func countingUnit(unit string, hundreds bool) int {
	switch strings.ToUpper(unit) {
	case "HUN", "HUNDRED", "CEN", "CFT", "C FT", "C/FT":
		return 100
	case "THO", "THOUSAND", "MIL", "MFT", "M FT", "M/FT":
		return 1000
	case "DZ", "DOZ", "DOZEN":
		return 12
	case "C":
		if hundreds {
			return 100
		}
	case "M":
		if hundreds {
			return 1000
		}
	}
	return 1
}

// countsHundreds says whether a column has a C for a hundred, and not for a carton or nothing in particular: a unit by the
// piece or by the thousand stands beside it.
func (c *chooser) countsHundreds(column int) bool {
	if !c.hasText(column, "C") {
		return false
	}
	for _, unit := range [...]string{"E", "EA", "EACH", "M", "PC", "FT", "CFT", "MFT"} {
		if c.hasText(column, unit) {
			return true
		}
	}
	return false
}

// chooseLot finds a column of plain quantities that prices may be for: every one of them a power of ten, and not all
// alike. A stock or an order's quantity is never so round.
func (c *chooser) chooseLot() {
	if c.choice.per >= 0 {
		return
	}
	for i := range c.columns {
		if c.taken(i) || i >= len(c.header.texts) || !lotHeading(c.header.texts[i]) {
			continue
		}
		ones, more := 0, 0
		for r := c.header.body; r < c.table.len(); r++ {
			switch c.table.trimmed(r, i) {
			case "":
			case "1":
				ones++
			case "10", "100", "1000":
				more++
			default:
				ones, more = 0, -c.table.len()
			}
		}
		if ones > 0 && more > 0 {
			c.choice.lot = i
			return
		}
	}
}

// lotHeading says whether a heading is a word for a quantity and nothing else.
func lotHeading(heading string) bool {
	words := wordsOf(heading)
	if len(words) != 1 {
		return false
	}
	switch words[0] {
	case "qt", "qty", "quantity", "menge", "qte", "quantite", "cantidad", "aantal", "quantita", "quantidade", "base", "basis":
		return true
	}
	return false
}

// several says whether a record's unit or quantity, a title or the heading of its section says that its prices are for several pieces.
func (r *rowReader) several(i int, row *Row) bool {
	switch {
	case r.choice.per >= 0:
		return false // that column says it
	case r.titled, r.section:
		return true
	}
	return r.unitCounts(row.Unit) || r.choice.lot >= 0 && perText(r.table.trimmed(i, r.choice.lot), false) > 1
}

// unitCounts says whether a unit is for many pieces. A list has few different units, so each is looked at once.
func (r *rowReader) unitCounts(unit string) bool {
	if unit == "" {
		return false
	}
	known, ok := r.units[unit]
	if !ok {
		words := measureWords(unit)
		known = countingUnit(unit, r.unitHundreds) >= 100 || len(words) > 1 && perMany(words, 1)
		if r.units == nil || len(r.units) >= mostUnits {
			r.units = make(map[string]bool)
		}
		r.units[unit] = known
	}
	return known
}
