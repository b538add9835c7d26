package pricelist

import (
	"context"
	"io"

	"pricesync/app/fault"
	"pricesync/app/money"
)

const (
	// headLines is how many of the file's first records a List shows.
	headLines = 30
	// titleRecords is how many records above the header the limit of rows does not count.
	titleRecords = headerSearch
)

// Read reads a price list of any kind that it knows. Trouble in a row is in the row; what the file can't decide is in
// Questions, and then there are no rows. Where the file can't be used the error is a fault.Error; beside NoColumns,
// NoRows, DecimalMark and ColumnUnknown the list is returned too, without rows, so that the columns can be chosen by hand.
func Read(ctx context.Context, r io.Reader, o Options) (*List, error) {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxRows <= 0 {
		o.MaxRows = DefaultMaxRows
	}
	if o.Name == "" {
		o.Name = "the price list"
	}
	file, err := load(ctx, r, o)
	if err != nil {
		return nil, err
	}
	kind, err := recognise(file.data, o.Name)
	if err != nil {
		return nil, err
	}
	list := &List{File: o.Name, SHA256: file.sha256, Bytes: int64(len(file.data)), Layout: o.Layout}
	if kind == formWorkbook {
		t, part, err := readWorkbook(ctx, file.data, list, o)
		if err != nil {
			return nil, err
		}
		if len(list.Questions) > 0 {
			list.Head, list.Headers = head(t), findHeader(t, o.Layout).texts
			return list, nil
		}
		c, err := fill(ctx, list, t, o)
		if c != nil {
			list.Notes = append(list.Notes, sheetNotes(part, list.Sheets, c)...)
		}
		return list, err
	}
	t, err := readText(ctx, file.data, list, o)
	if err != nil {
		return nil, err
	}
	_, err = fill(ctx, list, t, o)
	return list, err
}

// readText reads a text file into a table and notes how it is written.
func readText(ctx context.Context, data []byte, list *List, o Options) (*table, error) {
	file, err := decode(data, o.Layout.Encoding, o.Name)
	if err != nil {
		return nil, fault.From(err)
	}
	p, err := recogniseDialect(ctx, file.text, o.Layout.Delimiter)
	if err != nil {
		return nil, fault.From(err)
	}
	list.Layout.Encoding, list.Layout.Delimiter, list.Layout.Sheet = file.encoding, string(p.dialect.delimiter), ""
	list.EncodingConfidence = file.confidence
	t, err := scanTable(ctx, p, o.MaxRows+titleRecords, o.Progress)
	if err != nil {
		return nil, err
	}
	list.Notes = append(list.Notes, textNotes(file, p)...)
	return t, nil
}

// fill recognises the table's layout and reads its rows.
func fill(ctx context.Context, list *List, t *table, o Options) (*chooser, error) {
	list.table, list.asked = t, o.Layout
	list.Head = head(t)
	h := findHeader(t, o.Layout)
	list.Headers = h.texts
	list.Layout.HeaderLine, list.Layout.HeaderLines = -1, 0
	if h.record >= 0 {
		list.Layout.HeaderLine, list.Layout.HeaderLines = t.line(h.record), h.lines
	}
	if t.len()-h.body > o.MaxRows {
		return nil, fault.New(fault.FileTooManyRows, fault.Facts{"file": o.Name, "limit": thousands(o.MaxRows)})
	}
	c, err := choose(t, h, o)
	list.Layout.Columns = c.layout()
	if err != nil {
		return c, err
	}
	list.Questions = c.questions(list.Layout)
	list.Notes = append(list.Notes, c.notes()...)
	if len(list.Questions) > 0 {
		return c, nil
	}
	marks := map[int]columnMark{c.choice.price: {decimal: o.Layout.Decimal}, c.choice.cost: {decimal: o.Layout.Decimal}}
	if o.Layout.Decimal == "" {
		var open *place
		if marks, open = decimals(t, c, list.Layout.Delimiter); open != nil {
			list.Questions = append(list.Questions, c.askDecimal(*open, list.Layout))
			return c, nil
		}
		list.Layout.Decimal = oneMark(marks[c.choice.price].decimal, marks[c.choice.cost].decimal)
	}
	c.joinVariants()
	c.sheet = list.Layout.Sheet
	corrected := newCorrections(o.Corrections)
	rows, said, err := readRows(ctx, c, marks, corrected, o.Progress)
	if err != nil {
		return c, err
	}
	list.Rows, list.Notes = rows, append(list.Notes, said.strangers(rows, c.choice)...)
	list.PriceCurrency, list.CostCurrency = said.usual(rows, c)
	list.Corrections = corrected.kept(o.Corrections)
	for i := range list.Rows {
		if list.Rows[i].Kind == Priced {
			return c, nil
		}
	}
	if rows, other := list.AgainstMark(); rows > 0 {
		return c, fault.New(fault.DecimalMark, fault.Facts{
			"file": o.Name, "rows": thousands(rows), "mark": list.Layout.Decimal, "other": other})
	}
	return c, fault.New(fault.NoRows, fault.Facts{"file": o.Name})
}

// AgainstMark counts the rows whose amounts can only be written with the other decimal mark than the list's, and returns
// that mark; 0 where the mark is not known.
func (l *List) AgainstMark() (rows int, other string) {
	proves := map[string]money.Evidence{".": money.CommaMark, ",": money.PointMark}[l.Layout.Decimal]
	if proves == money.NoEvidence {
		return 0, ""
	}
	for i := range l.Rows {
		if r := &l.Rows[i]; money.Weigh(trim(r.PriceText)) == proves || money.Weigh(trim(r.CostText)) == proves {
			rows++
		}
	}
	return rows, map[string]string{".": ",", ",": "."}[l.Layout.Decimal]
}

// head returns the table's first records.
func head(t *table) []Line {
	lines := make([]Line, 0, min(t.len(), headLines))
	for i := range min(t.len(), headLines) {
		lines = append(lines, Line{Number: t.line(i), Cells: t.texts(i)})
	}
	return lines
}

// oneMark returns the decimal mark of the file, "" where none is needed or two columns use different ones.
func oneMark(price, cost string) string {
	switch {
	case price == "":
		return cost
	case cost == "" || cost == price:
		return price
	}
	return ""
}
