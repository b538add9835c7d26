package pricelist

import (
	"slices"
	"strings"
)

// span is one cell's place in a table's text.
type span struct{ from, to uint32 }

// record is one row of a table that holds something: its physical line, and where its cells begin.
type record struct {
	line  uint32
	first uint32
	wide  uint32 // how many cells it was written with, empty ones at its end included
	// mended says that its cells were parted as those of the other records are, and not as its line is written.
	mended bool
}

// table is a file as cells of text. All cells share one text, so that a row costs no allocation. Blank records are
// left out, and so are the empty cells at the end of a record.
type table struct {
	text    string
	cells   []span
	records []record
	sheet   *sheetFacts // what a workbook knows beyond its texts; nil for text files
}

// len returns the number of records.
func (t *table) len() int { return len(t.records) }

// line returns the physical line of record i.
func (t *table) line(i int) int { return int(t.records[i].line) }

// bounds returns where the cells of record i begin and end.
func (t *table) bounds(i int) (from, to int) {
	from, to = int(t.records[i].first), len(t.cells)
	if i+1 < len(t.records) {
		to = int(t.records[i+1].first)
	}
	return from, to
}

// width returns the number of cells of record i.
func (t *table) width(i int) int {
	from, to := t.bounds(i)
	return to - from
}

// cell returns the text of a cell, "" beyond the record's end. Columns count from 0.
func (t *table) cell(i, column int) string {
	from, to := t.bounds(i)
	if column < 0 || from+column >= to {
		return ""
	}
	s := t.cells[from+column]
	return t.text[s.from:s.to]
}

// row is one record's cells, for reading many of them.
type row struct {
	table    *table
	from, to int
}

// at returns the record.
func (t *table) at(i int) row {
	from, to := t.bounds(i)
	return row{t, from, to}
}

// cell returns the text of a cell, "" beyond the record's end.
func (r row) cell(column int) string {
	if column < 0 || r.from+column >= r.to {
		return ""
	}
	s := r.table.cells[r.from+column]
	return r.table.text[s.from:s.to]
}

// trimmed is cell without outer space.
func (t *table) trimmed(i, column int) string { return trim(t.cell(i, column)) }

// texts returns the trimmed cells of record i.
func (t *table) texts(i int) []string {
	texts := make([]string, t.width(i))
	for c := range texts {
		texts[c] = t.trimmed(i, c)
	}
	return texts
}

// columns returns the width of the widest record.
func (t *table) columns() int {
	most := 0
	for i := range t.records {
		most = max(most, t.width(i))
	}
	return most
}

// lonely says whether only one cell of record i holds something.
func (t *table) lonely(i int) bool {
	n := 0
	for c := range t.width(i) {
		if t.trimmed(i, c) != "" {
			if n++; n > 1 {
				return false
			}
		}
	}
	return true
}

// allLonely says whether most records have only one cell that holds something.
func (t *table) allLonely(first, last int) bool {
	n, looked := 0, 0
	for i := first; i < min(last, first+1000); i++ {
		looked++
		if t.lonely(i) {
			n++
		}
	}
	return n*2 > looked
}

// trim cuts outer space of every kind, marks without width included.
func trim(text string) string {
	if text == "" || text[0] > ' ' && text[0] < 0x7f && text[len(text)-1] > ' ' && text[len(text)-1] < 0x7f {
		return text
	}
	return strings.TrimFunc(text, invisible)
}

func invisible(r rune) bool {
	switch {
	case r <= ' ', r == 0x7f, r == '\u0085', r == '\u00a0', r == '\u1680', r >= '\u2000' && r <= '\u200f', r == '\u2028', r == '\u2029',
		r == '\u202f', r == '\u205f', r == '\u2060', r == '\u3000', r == '\ufeff', r == '\u00ad':
		return true
	}
	return false
}

// builder makes a table cell by cell.
type builder struct {
	text  []byte
	table table
	line  int
	full  int // how many cells of the record at hand are kept: up to its last one that holds something
}

// start begins a record on that line.
func (b *builder) start(line int) {
	b.line = line
	b.full = len(b.table.cells)
	b.table.records = append(b.table.records, record{line: uint32(line), first: uint32(len(b.table.cells))})
}

// add appends one cell whose text was written from there on.
func (b *builder) add(from int) {
	b.table.cells = append(b.table.cells, span{uint32(from), uint32(len(b.text))})
	if holds(b.text[from:]) {
		b.full = len(b.table.cells)
	}
}

// end closes the record, which was written with that many cells; false where it was blank and left out.
func (b *builder) end(wide int, mended bool) bool {
	b.table.cells = b.table.cells[:b.full]
	last := len(b.table.records) - 1
	if int(b.table.records[last].first) == b.full {
		b.table.records = b.table.records[:last]
		return false
	}
	b.table.records[last].wide, b.table.records[last].mended = uint32(wide), mended
	return true
}

// finish returns the table. It is kept as long as its list, so it holds no more than it needs: nothing of the builder.
func (b *builder) finish() *table {
	return &table{text: string(b.text), cells: slices.Clone(b.table.cells), records: slices.Clone(b.table.records), sheet: b.table.sheet}
}

// holds says whether a text has anything that can be seen.
func holds(text []byte) bool {
	for _, c := range text {
		if c > ' ' {
			return c < 0x7f || trim(string(text)) != ""
		}
	}
	return false
}
