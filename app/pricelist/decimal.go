package pricelist

import (
	"pricesync/app/money"
)

// marks counts what the texts of one column, or of several, say about the decimal mark.
type marks struct {
	count   [7]int // by money.Evidence
	hundred bool   // a plain amount from 100 to 999 is among them
	numbers int    // numbers that a workbook stores
	sample  int    // the first record whose amount can be read in two ways; -1 for none
	first   [2]int // the first records that prove point and comma
}

// weighColumn looks at every text of a column. Numbers that a workbook stores have no decimal mark and say nothing.
func weighColumn(t *table, first, column int) marks {
	m := marks{sample: -1, first: [2]int{-1, -1}}
	for r := first; r < t.len(); r++ {
		if t.stored(r, column) != "" {
			m.numbers++
			continue
		}
		text := t.trimmed(r, column)
		if text == "" {
			continue
		}
		e := money.Weigh(text)
		m.count[e]++
		switch e {
		case money.PlainSmall:
			m.hundred = m.hundred || len(text) >= 3
		case money.EitherPoint, money.EitherComma:
			if m.sample < 0 {
				m.sample = r
			}
		case money.PointMark:
			if m.first[0] < 0 {
				m.first[0] = r
			}
		case money.CommaMark:
			if m.first[1] < 0 {
				m.first[1] = r
			}
		}
	}
	return m
}

// needed says whether any of the column's amounts depends on the mark.
func (m marks) needed() bool {
	return m.count[money.PointMark]+m.count[money.CommaMark]+m.count[money.EitherPoint]+m.count[money.EitherComma] > 0
}

// typed says whether nearly all of the column's amounts are stored as numbers: the few texts among them were typed by
// mistake, and prove no decimal mark.
func (m marks) typed() bool {
	texts := 0
	for _, n := range m.count[money.PlainSmall:] {
		texts += n
	}
	return m.numbers > rare*texts
}

// rare is how many records may prove the other mark before the column contradicts itself: one in twenty.
const rare = 20

// proof returns the mark that the column proves by itself, "" for none. clash says that it proves both.
func (m marks) proof() (mark string, clash bool) {
	points, commas := m.count[money.PointMark], m.count[money.CommaMark]
	switch {
	case points == 0 && commas == 0:
		return m.bySize(), false
	case m.thin():
		return "", true
	case points >= rare*commas:
		return ".", false
	case commas >= rare*points:
		return ",", false
	}
	return "", true
}

// thin says whether hardly any amount, such as the one 2.5 of a list, proves that the three digits behind the mark of all
// others are decimals: it may be a slip among thousands.
func (m marks) thin() bool {
	points, commas := m.count[money.PointMark], m.count[money.CommaMark]
	return commas == 0 && m.count[money.EitherComma] == 0 && m.count[money.EitherPoint] > rare*points ||
		points == 0 && m.count[money.EitherPoint] == 0 && m.count[money.EitherComma] > rare*commas
}

// bySize decides between thousands and decimals by how large the amounts without any mark are: where those end below a
// thousand and the marked ones all have exactly three digits behind the mark, the mark parts thousands.
func (m marks) bySize() string {
	eitherPoint, eitherComma := m.count[money.EitherPoint], m.count[money.EitherComma]
	grouped := m.hundred && m.count[money.PlainLarge] == 0
	switch {
	case eitherPoint > 0 && eitherComma > 0, !grouped:
		return ""
	case eitherPoint > 0:
		return ","
	case eitherComma > 0:
		return "."
	}
	return ""
}

// columnMark is how the amounts of one column are written.
type columnMark struct {
	decimal string // the decimal mark; "" where nothing depends on it
	typed   bool   // nearly all are numbers that a workbook stores
}

// decimals decides the mark of each column of amounts; ask names the record and column of the first amount that stays
// open.
func decimals(t *table, c *chooser, delimiter string) (byColumn map[int]columnMark, ask *place) {
	byColumn = make(map[int]columnMark, 2)
	found := make(map[int]marks, 2)
	whole := ""
	for _, column := range []int{c.choice.price, c.choice.cost} {
		if column < 0 {
			continue
		}
		m := weighColumn(t, c.header.body, column)
		found[column] = m
		if m.typed() {
			byColumn[column] = columnMark{typed: true}
			continue
		}
		mark, clash := m.proof()
		if clash {
			if m.thin() {
				return byColumn, &place{record: m.sample, column: column}
			}
			return byColumn, &place{record: max(m.first[0], m.first[1]), column: column}
		}
		byColumn[column] = columnMark{decimal: mark}
		if whole == "" {
			whole = mark
		}
	}
	if whole == "" {
		whole = elsewhere(c)
	}
	for _, column := range []int{c.choice.price, c.choice.cost} {
		if column < 0 || byColumn[column] != (columnMark{}) || !found[column].needed() {
			continue
		}
		m := found[column]
		switch {
		case whole != "":
			byColumn[column] = columnMark{decimal: whole}
		case m.count[money.EitherPoint] == 0 && (delimiter != ";" || c.columns[column].signed*2 > c.columns[column].amounts && anglo(t, m.sample, column)):
			byColumn[column] = columnMark{decimal: "."} // 1,234 is one thousand two hundred thirty-four unless the file says otherwise
		default:
			return byColumn, &place{record: m.sample, column: column}
		}
	}
	return byColumn, nil
}

// place is one cell.
type place struct{ record, column int }

// elsewhere returns the mark that the other columns of numbers prove, such as weights; "" for none.
func elsewhere(c *chooser) string {
	points, commas := 0, 0
	for i := range c.columns {
		col := &c.columns[i]
		if i == c.choice.price || i == c.choice.cost || col.share(col.amounts) < 0.8 {
			continue
		}
		points += col.points
		commas += col.commas
	}
	switch {
	case points > 0 && points >= rare*commas:
		return "."
	case commas > 0 && commas >= rare*points:
		return ","
	}
	return ""
}

// anglo says whether the currency of an amount is one of a country that writes a decimal point.
func anglo(t *table, record, column int) bool {
	switch money.Inspect(t.trimmed(record, column)).Currency {
	case "$", "£", "USD", "GBP", "AUD", "NZD", "US$", "A$", "NZ$":
		return true
	}
	return false
}
