package pricelist

import (
	"fmt"
	"strings"
)

// unpriced says what a record without any readable amount is.
func (r *rowReader) unpriced(i int, row *Row, price, cost reading) {
	first := price
	if first.text == "" || first.problem == "" {
		first = cost
	}
	named := row.Name != "" || row.Code != ""
	filled := r.filled(i)
	switch {
	case r.heading(i, row, filled):
		r.notProduct(row, "heading", fmt.Sprintf("“%s” is a heading or a note, not a product", cut(r.firstText(i), 60)))
	case !named:
		r.notProduct(row, "note", "this line has no name and no code, so it is not a product")
	case first.problem != "":
		r.invalid(row, first.code, first.problem, first.column)
	default:
		if reason, is := r.total(i, row); is {
			r.notProduct(row, "total", reason)
			return
		}
		what, column := "price", r.choice.price
		if column < 0 {
			what, column = "cost", r.choice.cost
		}
		r.invalid(row, "amount_empty", "the "+what+" is empty", column)
	}
}

// noAmount says whether a text is a mark that people put where no amount is.
func noAmount(text string) bool {
	switch strings.ToLower(strings.Trim(text, " $£€\u00a0")) {
	case "", "-", "--", "---", "–", "—", "n/a", "na", "n.a.", "#n/a", "nil", "none", "null", "nan":
		return true
	}
	return false
}

// identifies says whether a text can name a product: something, and not a mark for nothing.
func identifies(text string) bool { return len(text) > 5 || !noAmount(text) }

// heading says whether a record without an amount is a section's heading or a line of text: it fills one cell where
// products fill three or more, it begins as no product does, it is a long sentence, or the headings stand once more below.
func (r *rowReader) heading(i int, row *Row, filled int) bool {
	text := r.firstText(i)
	if filled != 1 {
		return strings.HasPrefix(text, "#") && filled <= 2 && r.usual > 2
	}
	if i+1 < r.table.len() && r.repeatsHeader(i+1, r.table.at(i+1)) {
		return true
	}
	return r.usual >= 3 || strings.HasPrefix(text, "#") || strings.HasSuffix(text, ":") || len(text) > 100 && strings.Count(text, " ") > 10
}

// firstText returns the first text of a record.
func (r *rowReader) firstText(i int) string {
	for c := range r.table.width(i) {
		if text := r.table.trimmed(i, c); text != "" {
			return text
		}
	}
	return ""
}

// filled counts the cells of a record that hold something.
func (r *rowReader) filled(i int) int {
	n := 0
	for c := range r.table.width(i) {
		if r.table.trimmed(i, c) != "" {
			n++
		}
	}
	return n
}

// usualCells returns the fewest cells that three of four records with an amount and a name or code fill.
func (r *rowReader) usualCells() int {
	var count [16]int
	total := 0
	step := max(1, (r.table.len()-r.header.body)/300)
	for i := r.header.body; i < r.table.len(); i += step {
		if sumsUp(r.table.trimmed(i, r.choice.name)) || sumsUp(r.table.trimmed(i, r.choice.code)) {
			continue
		}
		amount := r.table.trimmed(i, r.choice.price) != "" || r.table.trimmed(i, r.choice.cost) != ""
		if amount && (r.table.trimmed(i, r.choice.name) != "" || r.table.trimmed(i, r.choice.code) != "") {
			count[min(r.filled(i), len(count)-1)]++
			total++
		}
	}
	below := 0
	for n, of := range count {
		if below += of; below*4 > total {
			return n
		}
	}
	return 0
}

// repeatsHeader says whether a record is the header again.
func (r *rowReader) repeatsHeader(i int, cells row) bool {
	same, filled := 0, 0
	for _, c := range [...]int{r.choice.price, r.choice.cost, r.choice.name, r.choice.code} {
		if c < 0 || c >= len(r.header.texts) || r.header.texts[c] == "" {
			continue
		}
		text := trim(cells.cell(c))
		if text == "" {
			continue
		}
		if filled++; len(text) != len(r.header.texts[c]) || !strings.EqualFold(text, r.header.texts[c]) {
			return false
		}
		same++
	}
	return same > 1 || same == 1 && filled == 1 && r.filled(i) == 1
}

// total says whether a record sums up others.
func (r *rowReader) total(i int, row *Row) (reason string, is bool) {
	if row.Code != "" && row.Name != "" && r.choice.code >= 0 {
		return "", false
	}
	texts := []string{row.Name, row.Code}
	if row.Name == "" && row.Code == "" {
		texts = r.table.texts(i)
	}
	for _, text := range texts {
		if sumsUp(text) {
			return fmt.Sprintf("“%s” is a total, not a product", cut(text, 60)), true
		}
	}
	return "", false
}
