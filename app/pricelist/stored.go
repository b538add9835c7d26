package pricelist

import (
	"errors"

	"pricesync/app/money"
)

// The reasons why a workbook's cell has no amount, beside those of a text.
var (
	errNoResult       = errors.New("the formula's result is not in the file")
	errNotShown       = errors.New("the cell does not show its number")
	errShownOtherwise = errors.New("the cell shows another number than it stores")
)

// storedNumber is the number behind a workbook's cell, in machine form inside the table's text.
type storedNumber struct {
	from, to uint32 // empty where the cell is text
	format   uint16
	missing  bool // a formula whose result the file does not hold
}

// sheetFacts is what a workbook's sheet knows beyond its texts.
type sheetFacts struct {
	numbers []storedNumber // by cell, as table.cells
	formats []numberFormat
	hidden  []bool // columns that are hidden
}

// fact returns what is known about a cell.
func (t *table) fact(record, column int) (storedNumber, numberFormat) {
	from, to := t.bounds(record)
	if t.sheet == nil || column < 0 || from+column >= to {
		return storedNumber{}, numberFormat{}
	}
	n := t.sheet.numbers[from+column]
	return n, t.sheet.formats[n.format]
}

// stored returns the number that a workbook stores in the cell, in machine form; "" where it is text, or a date or a
// percentage.
func (t *table) stored(record, column int) string {
	n, format := t.fact(record, column)
	if format.other {
		return ""
	}
	return t.text[n.from:n.to]
}

// moneyFormat returns 1 where a workbook formats the cell's number as money.
func (t *table) moneyFormat(record, column int) int {
	if n, format := t.fact(record, column); n.to > n.from && format.money {
		return 1
	}
	return 0
}

// amount reads the amount in a cell: of a number the digits that its format shows where it shows cents, otherwise what
// is stored, with what the format writes beside it; of a text what it says.
func (t *table) amount(record, column int, text string, style money.Style) (money.Parsed, error) {
	if t.sheet == nil {
		return money.Parse(text, style)
	}
	n, format := t.fact(record, column)
	switch {
	case n.missing:
		return money.Parsed{}, errNoResult
	case n.to == n.from:
		return money.Parse(text, style)
	}
	if format.other {
		return money.Parsed{}, money.ErrUnreadable
	}
	style = money.Style{Decimal: "."}
	if format.decimals >= 2 {
		style.Keep = format.decimals
	}
	parsed, err := money.Parse(t.text[n.from:n.to], style)
	switch {
	case err != nil:
		return parsed, err
	case format.blank && parsed.Amount.IsZero():
		return money.Parsed{}, money.ErrEmpty
	case format.hidden && (format.blank || format.strange || !parsed.Amount.IsZero()):
		return money.Parsed{}, errNotShown
	case format.moved:
		return money.Parsed{}, errShownOtherwise
	case format.strange:
		return money.Parsed{}, money.ErrUnreadable
	}
	parsed.Currency, parsed.Words, parsed.Per, parsed.Pack = format.currency, format.words, format.per, format.pack
	return parsed, nil
}

// value returns the number that a workbook stores in the cell, otherwise its text.
func (t *table) value(record, column int) string {
	if stored := t.stored(record, column); stored != "" {
		return stored
	}
	return t.trimmed(record, column)
}

// currency returns the currency that a cell's amount is in, as the cell or its number format writes it; "" for none.
func (t *table) currency(record, column int) string {
	if n, format := t.fact(record, column); n.to > n.from {
		return format.currency
	}
	return money.Inspect(t.trimmed(record, column)).Currency
}

// rounds says whether a workbook's cell shows an amount without cents, or to tens of them, and stores more.
func (t *table) rounds(record, column int, stored money.Amount) bool {
	n, format := t.fact(record, column)
	return n.to > n.from && (format.decimals == 0 || format.decimals == 1) && stored.Decimals() > format.decimals
}
