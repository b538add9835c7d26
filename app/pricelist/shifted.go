package pricelist

import (
	"strings"

	"pricesync/app/money"
)

// fit is how the records' widths fit the header's. Where a line has a delimiter too many or too few, its amounts stand
// in the wrong columns.
type fit struct {
	wide  int  // cells of the header; 0 where widths prove nothing, as in a workbook
	split bool // lines are wider because their amounts were cut at a comma
	loose bool // most lines are wider because the header lacks names for what stands at their end, which is no number
	last  bool // nearly every whole line fills the last column, so that a shorter one lacks something
	spare bool // hardly any whole line fills the last column, so that a wider one that does has its cells elsewhere
}

// fitOf measures the records below the header.
func fitOf(c *chooser) fit {
	t, h := c.table, c.header
	if t.sheet != nil || h.record < 0 {
		return fit{}
	}
	f := fit{wide: int(t.records[h.body-1].wide)}
	total, over, cut, numbers, whole, level, full, filled, short := 0, 0, 0, 0, 0, 0, 0, 0, 0
	for r := h.body; r < t.len(); r++ {
		if t.records[r].mended {
			continue
		}
		total++
		switch wide := int(t.records[r].wide); {
		case t.width(r) > f.wide:
			over++
			if cutAtComma(t, r, c.choice.price) || cutAtComma(t, r, c.choice.cost) {
				cut++
			}
			if money.Inspect(t.trimmed(r, t.width(r)-1)).Readable {
				numbers++
			}
		case wide < f.wide:
			short++
		default:
			whole++
			if wide == f.wide {
				level++
			}
			if t.width(r) == f.wide {
				full++
			}
			if t.width(r) == f.wide && wide == f.wide {
				filled++
			}
		}
	}
	f.split = over*20 > total && cut*10 > over*8
	f.loose = over*2 > total && !f.split && numbers*10 < over
	f.spare = filled*10 <= level && level*10 > total*8
	f.last = full*10 > whole*9 && short*10 < total
	return f
}

// cutAtComma says whether an amount and the cell behind it look like one amount that was cut in two.
func cutAtComma(t *table, record, column int) bool {
	if column < 0 {
		return false
	}
	whole, rest := strings.TrimLeft(t.trimmed(record, column), "$£€ "), t.trimmed(record, column+1)
	group, _, decimals := strings.Cut(rest, ".")
	return number(whole) && number(group) && (len(group) == 3 || len(group) <= 2 && !decimals)
}

// misplaced says whether a record's cells may stand in the wrong columns, and why.
func (f fit) misplaced(t *table, record int) (why string, is bool) {
	if t.records[record].mended {
		return "", false
	}
	if f.wide == 0 || f.loose {
		return "", false
	}
	switch wide := int(t.records[record].wide); {
	case t.width(record) > f.wide && f.split:
		return "the amounts of this file seem to be cut at their commas; ask for a file whose cells are parted by semicolons", true
	case t.width(record) > f.wide, f.spare && wide > f.wide && t.width(record) == f.wide:
		return "this line has more cells than the header, so its amounts may stand in the wrong columns", true
	case wide < f.wide && f.last:
		return "this line has fewer cells than the others, so its amounts may stand in the wrong columns", true
	}
	return "", false
}
