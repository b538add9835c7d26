package pricelist

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"pricesync/app/fault"
)

// readSheet reads the rows of one sheet, at most most+1 of them.
func (w *workbook) readSheet(ctx context.Context, part sheetPart, most int, progress func(rows int)) (*table, error) {
	rows, err := w.file.Rows(part.name)
	if err != nil {
		return nil, w.damaged(err)
	}
	defer func() { _ = rows.Close() }()
	r := sheetReader{merges: part.census.merges, scan: sheetScan{data: part.data}, formats: w.formats, parts: w.parts}
	r.builder.text = make([]byte, 0, len(part.data)/4)
	r.builder.table.sheet = &sheetFacts{formats: w.formats, hidden: part.census.columns}
	r.more = r.scan.next()
	for number := 1; number <= part.census.last && rows.Next() && r.builder.table.len() <= most; number++ {
		texts, err := rows.Columns()
		if err != nil {
			return nil, w.damaged(err)
		}
		r.row(number, texts)
		if number%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, fault.Wrap(err, fault.Cancelled, nil)
			}
			if progress != nil {
				progress(r.builder.table.len())
			}
		}
	}
	if err := rows.Error(); err != nil {
		return nil, w.damaged(err)
	}
	return r.builder.finish(), nil
}

// sheetReader puts texts and stored numbers of a sheet together.
type sheetReader struct {
	builder builder
	scan    sheetScan
	more    bool
	merges  []merge
	filled  map[merge]string // the texts of merged cells that reach further down
	formats []numberFormat
	parts   map[int]sections // of the formats with several
}

// row adds one row.
func (r *sheetReader) row(number int, texts []string) {
	for r.more && r.scan.row.number < number {
		r.more = r.scan.next()
	}
	var facts []cellFact
	if r.more && r.scan.row.number == number {
		facts = r.scan.row.cells
	}
	width := len(texts)
	if n := len(facts); n > 0 {
		width = max(width, facts[n-1].column+1)
	}
	merged := r.mergedInto(number, texts, width)
	b := &r.builder
	b.start(number)
	for column := range width {
		text, stored := "", storedNumber{}
		if column < len(texts) {
			text = texts[column]
		}
		for len(facts) > 0 && facts[0].column < column {
			facts = facts[1:]
		}
		if len(facts) > 0 && facts[0].column == column {
			text, stored = r.cell(text, facts[0])
		}
		if text == "" {
			text = merged[column]
		}
		from := len(b.text)
		b.text = append(b.text, text...)
		b.add(from)
		if stored.missing || text == "" && stored.to > 0 && string(facts[0].value) != "0" { // a number that is not shown
			b.full = len(b.table.cells)
		}
		if stored.to > 0 { // the stored number's length, until its place is known
			if value := facts[0].value; string(value) == text {
				stored.from, stored.to = uint32(from), uint32(len(b.text))
			} else {
				stored.from = uint32(len(b.text))
				b.text = append(b.text, value...)
				stored.to = uint32(len(b.text))
			}
		}
		b.table.sheet.numbers = append(b.table.sheet.numbers, stored)
	}
	b.end(width, false)
	b.table.sheet.numbers = b.table.sheet.numbers[:len(b.table.cells)]
}

// cell returns a cell's text and, with its length in to, that there is a stored number.
func (r *sheetReader) cell(text string, fact cellFact) (string, storedNumber) {
	if fact.formula && len(fact.value) == 0 {
		return "", storedNumber{missing: true}
	}
	if !fact.number || len(fact.value) == 0 {
		return text, storedNumber{}
	}
	format := uint16(0)
	if fact.style > 0 && fact.style < len(r.formats) {
		format = uint16(fact.style)
		if parts := r.parts[fact.style]; parts != nil {
			format = parts.of(string(fact.value))
		}
	}
	if f := r.formats[format]; !f.other && f.decimals < 1 && !f.money && strings.Contains(text, "E+") {
		text = expanded(string(fact.value)) // a long code that is shown as 8.72E+12
	}
	return text, storedNumber{to: uint32(len(fact.value)), format: format}
}

// expanded writes a whole number such as 8.12E+11 with all its digits.
func expanded(value string) string {
	digits, power, ok := strings.Cut(strings.ToUpper(value), "E")
	if !ok {
		return value
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	n, err := strconv.Atoi(strings.TrimPrefix(power, "+"))
	if err != nil || n < len(fraction) || n > 40 || !number(whole) || fraction != "" && !number(fraction) {
		return value
	}
	return whole + fraction + strings.Repeat("0", n-len(fraction))
}

// mergedInto returns the texts that cells of this row have from a merged cell above. A row that holds nothing of its
// own gets none: it is the lower half of the row above.
func (r *sheetReader) mergedInto(number int, texts []string, width int) map[int]string {
	if len(r.merges) == 0 {
		return nil
	}
	own := false
	for _, text := range texts {
		own = own || holds([]byte(text))
	}
	var found map[int]string
	for _, m := range r.merges {
		switch {
		case m.top == m.bottom:
		case m.top == number && m.left < len(texts) && texts[m.left] != "":
			if r.filled == nil {
				r.filled = make(map[merge]string)
			}
			r.filled[m] = texts[m.left]
		case own && m.top < number && number <= m.bottom && m.left < width && r.filled[m] != "":
			if found == nil {
				found = make(map[int]string)
			}
			found[m.left] = r.filled[m]
		}
	}
	return found
}

// sheetNotes tells what a person would not see in the sheet or would not expect.
func sheetNotes(part sheetPart, sheets []Sheet, c *chooser) []Problem {
	var notes []Problem
	say := func(code, format string, facts ...any) {
		notes = append(notes, Problem{Code: code, Message: fmt.Sprintf(format, facts...)})
	}
	if n := part.census.hidden; n > 0 {
		say("hidden_rows", "%s of the sheet “%s” %s hidden and %s read like the others.", plural(n, "row"), part.name, isAre(n), wasWere(n))
	}
	for _, role := range []struct {
		column int
		what   string
	}{{c.choice.price, "price"}, {c.choice.cost, "cost"}, {c.choice.name, "name"}, {c.choice.code, "code"}} {
		if role.column >= 0 && role.column < len(part.census.columns) && part.census.columns[role.column] {
			say("hidden_column", "The column “%s”, which is read as the %s, is hidden in the sheet.", c.label(role.column), role.what)
		}
	}
	var hidden, others []string
	for _, s := range sheets {
		switch {
		case s.Name == part.name || s.Rows == 0:
		case s.Hidden:
			hidden = append(hidden, "“"+s.Name+"”")
		default:
			others = append(others, "“"+s.Name+"”")
		}
	}
	if len(others) > 0 {
		say("other_sheets", "Only the sheet “%s” was read; %s not: %s.", part.name, plural(len(others), "other")+" "+wasWere(len(others)), strings.Join(others, ", "))
	}
	if len(hidden) > 0 {
		say("hidden_sheets", "%s of the file %s hidden and %s not read: %s.", plural(len(hidden), "sheet"), isAre(len(hidden)), wasWere(len(hidden)), strings.Join(hidden, ", "))
	}
	return notes
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return thousands(n) + " " + word + "s"
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
