package pricelist

import (
	"context"
	"math"
	"strings"

	"pricesync/app/fault"
)

// Table is a price list as cells: what is left of a file once it is decoded and parted, and all that its header,
// columns and rows are recognised from. It has no blank records.
type Table struct {
	Workbook bool // the cells are a sheet's: some have a number behind their text
	Records  []Record
}

// Record is one line of the file, or one row of the sheet.
type Record struct {
	Line  int // physical line where it starts, or the sheet's row; 1-based
	Wide  int // how many cells it was written with, empty ones at its end included
	Cells []Cell
	// Mended says that the line is parted otherwise than the rest of the file, and that its cells were put where they belong.
	Mended bool
}

// Cell is one cell. All but Text are a workbook's.
type Cell struct {
	Text    string
	Number  string // what is stored, in machine form such as "12.5" or "1.25E+3"; "" for a text
	Format  Format // of a stored number
	Missing bool   // a formula whose result the file does not hold
}

// Format is what a workbook's number format shows of a stored number.
type Format struct {
	Decimals int    // how many it shows; -1 for as many as there are
	Money    bool   // it writes a currency
	Other    bool   // a date, a time, a percentage or a fraction: the number is no amount
	Currency string // as it writes it; "" for none, or the one of the reader's country
	Words    bool   // it writes words beside the number
	Per      int    // the quantity that it says the number is for; 0 or 1 for one
	Pack     int    // how many are in the pack that it says the number is for; 0 where it does not say
	Strange  bool   // what it writes beside the number is not understood
	Moved    bool   // it shows another amount than is stored, such as thousands
	Hidden   bool   // it shows no digit of the number
	Blank    bool   // it shows nothing at all
}

// Table returns the cells that the list was read from; false for a list that was not read from any.
func (l *List) Table() (Table, bool) {
	t := l.table
	if t == nil {
		return Table{}, false
	}
	cells := make([]Cell, len(t.cells))
	made := Table{Workbook: t.sheet != nil, Records: make([]Record, t.len())}
	for i := range made.Records {
		from, to := t.bounds(i)
		made.Records[i] = Record{Line: t.line(i), Wide: int(t.records[i].wide), Cells: cells[from:to:to], Mended: t.records[i].mended}
		for c := range made.Records[i].Cells {
			cell := &made.Records[i].Cells[c]
			cell.Text = t.cell(i, c)
			if t.sheet == nil {
				continue
			}
			n, f := t.fact(i, c)
			cell.Missing, cell.Number = n.missing, t.text[n.from:n.to]
			if cell.Number != "" {
				cell.Format = Format{f.decimals, f.money, f.other, f.currency, f.words, f.per, f.pack, f.strange, f.moved, f.hidden, f.blank}
			}
		}
	}
	return made, true
}

// Asked returns the layout that was decided when the list was read, before anything was recognised.
func (l *List) Asked() Layout { return l.asked }

// ReadTable reads a price list from its cells as Read does from its file. What only the file tells (its encoding, its
// delimiter, its sheet) is taken from o.Layout.
func ReadTable(ctx context.Context, from Table, o Options) (*List, error) {
	if o.MaxRows <= 0 {
		o.MaxRows = DefaultMaxRows
	}
	if o.Name == "" {
		o.Name = "the price list"
	}
	t, err := from.table(o)
	if err != nil {
		return nil, err
	}
	list := &List{File: o.Name, Layout: o.Layout}
	_, err = fill(ctx, list, t, o)
	return list, err
}

// table puts the cells into the form that everything works on.
func (from Table) table(o Options) (*table, error) {
	size, cells := 0, 0
	for _, record := range from.Records {
		cells += len(record.Cells)
		for _, cell := range record.Cells {
			size += len(cell.Text) + len(cell.Number)
		}
	}
	if size > math.MaxInt32 || cells > math.MaxInt32/2 || len(from.Records) > o.MaxRows+titleRecords {
		return nil, fault.New(fault.FileTooManyRows, fault.Facts{"file": o.Name, "limit": thousands(o.MaxRows)})
	}
	b := builder{text: make([]byte, 0, size)}
	formats := map[Format]uint16{{Decimals: -1}: 0}
	if from.Workbook {
		b.table.sheet = &sheetFacts{formats: []numberFormat{{decimals: -1}}}
	}
	for _, record := range from.Records {
		b.start(max(0, min(record.Line, math.MaxInt32)))
		for _, cell := range record.Cells {
			at := len(b.text)
			b.text = append(b.text, cell.Text...)
			b.add(at)
			if from.Workbook {
				b.table.sheet.number(&b, cell, formats)
			}
		}
		b.end(max(0, min(record.Wide, math.MaxInt32)), record.Mended)
		if from.Workbook {
			b.table.sheet.numbers = b.table.sheet.numbers[:len(b.table.cells)]
		}
	}
	return b.finish(), nil
}

// number adds what is known of the cell that was added last.
func (s *sheetFacts) number(b *builder, cell Cell, formats map[Format]uint16) {
	stored := storedNumber{missing: cell.Missing}
	if cell.Missing || cell.Text == "" && cell.Number != "" && cell.Number != "0" {
		b.full = len(b.table.cells)
	}
	if cell.Number != "" {
		stored.from = uint32(len(b.text))
		b.text = append(b.text, cell.Number...)
		stored.to = uint32(len(b.text))
		known, ok := formats[cell.Format]
		if !ok && len(s.formats) < math.MaxUint16 {
			known = uint16(len(s.formats))
			formats[cell.Format] = known
			f := cell.Format
			s.formats = append(s.formats, numberFormat{f.Decimals, f.Money, f.Other, f.Currency, f.Words, f.Per, f.Pack, f.Strange, f.Moved, f.Hidden, f.Blank})
		}
		stored.format = known
	}
	s.numbers = append(s.numbers, stored)
}

// Speaks says what a heading's word means to the reader: it says something, or the word is not understood. Names of
// suppliers and products do not speak.
func Speaks(word string) bool {
	for _, part := range wordsOf(word) {
		if wordTag(part) != 0 || namesCurrency(part, []string{part}) || summing([]string{part}) || month(part) || currencyText(part) || sumsUp(part) || noAmount(part) || isPriceUnit([]string{part}, 0) {
			return true
		}
	}
	return false
}

// SpeaksOfMoney says whether a heading names amounts of money, prices or not.
func SpeaksOfMoney(heading string) bool {
	m := meaningOf(heading)
	return m.money != notMoney || m.charge
}

// Says tells whether the reader understands a whole cell rather than taking it for a name: a word for a total, for tax
// or a charge, or a mark that people put where nothing is.
func Says(text string) bool {
	return strings.TrimSpace(text) != "" && (sumsUp(trim(text)) || footerOf(trim(text)) != noFooter || noAmount(trim(text)))
}

// SaysCurrency tells whether a whole cell is a currency's sign or code, as the column of currencies has them.
func SaysCurrency(text string) bool { return currencyName(trim(text)) != "" }
