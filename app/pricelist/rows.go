package pricelist

import (
	"context"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"

	"pricesync/app/fault"
	"pricesync/app/money"
)

// rowReader turns records into rows.
type rowReader struct {
	table        *table
	header       header
	columns      *chooser
	choice       chosen
	price        columnMark
	cost         columnMark
	fit          fit
	hundreds     bool // the column with the quantity that prices are for has a C for a hundred
	unitHundreds bool // the column of units has one
	usual        int  // how many cells a record with an amount usually fills
	fixed        *corrections
	coins        *coins
	said         map[int]string  // the currency that a column says its amounts are in, as far as that was asked
	strange      [2]bool         // the headings of price and cost speak of another measure
	units        map[string]bool // whether a unit is for many pieces, as far as it was seen
	titled       bool            // a title says that all prices are for many pieces
	section      bool            // the heading of the section does
	below        int             // the line of another table's headings that the record at hand stands below; 0 for none
	dropped      []Flag
	cut          []Flag
	both         []Flag
}

// readRows reads every record below the header, and the currencies that it names.
func readRows(ctx context.Context, c *chooser, marks map[int]columnMark, fixed *corrections, progress func(rows int)) ([]Row, *coins, error) {
	r := rowReader{table: c.table, header: c.header, columns: c, choice: c.choice, price: marks[c.choice.price], cost: marks[c.choice.cost], fixed: fixed, coins: newCoins(c),
		dropped: []Flag{DigitsDropped}, cut: []Flag{TextCut}, both: []Flag{DigitsDropped, TextCut}}
	r.usual, r.fit, r.hundreds = r.usualCells(), fitOf(c), c.hasText(c.choice.per, "C")
	r.unitHundreds, r.titled = c.countsHundreds(c.choice.unit), c.titledAbove()
	for i, column := range []int{c.choice.price, c.choice.cost} {
		r.strange[i] = column >= 0 && column < len(c.header.texts) && otherMeasure(c.header.texts[column])
	}
	rows := make([]Row, 0, c.table.len()-c.header.body)
	for i := c.header.body; i < c.table.len(); i++ {
		if n := len(rows) + 1; n%checkEvery == 0 {
			if err := ctx.Err(); err != nil {
				return nil, nil, fault.Wrap(err, fault.Cancelled, nil)
			}
			if progress != nil {
				progress(n)
			}
		}
		rows = append(rows, Row{})
		r.read(i, &rows[len(rows)-1], len(rows)-1)
	}
	r.footers(rows)
	return rows, r.coins, nil
}

// read reads record i, which is the list's row of that place.
func (r *rowReader) read(i int, row *Row, place int) {
	cells := r.table.at(i)
	row.Line = r.table.line(i)
	row.Kind = Priced
	row.Name, row.Code = trim(cells.cell(r.choice.name)), unmarked(trim(cells.cell(r.choice.code)))
	if name, ok := r.columns.variants.names[i]; ok {
		row.Name = name
	}
	row.Description, row.Unit = trim(cells.cell(r.choice.desc)), trim(cells.cell(r.choice.unit))
	row.PriceText, row.CostText = cells.cell(r.choice.price), cells.cell(r.choice.cost)
	if r.repeatsHeader(i, cells) {
		r.below = 0
		r.notProduct(row, "repeated_header", "this line repeats the column headings")
		return
	}
	own := Own{row.Name, row.Code}
	fixed := r.fixed.of(row)
	var price, cost reading
	r.amount(&price, i, cells, r.choice.price, r.price, "price")
	r.amount(&cost, i, cells, r.choice.cost, r.cost, "cost")
	if text, ok := fixed[FieldPrice]; ok {
		price.say(text)
	}
	if text, ok := fixed[FieldCost]; ok {
		cost.say(text)
	}
	r.coins.note(place, cells, &price, &cost)
	if !price.some && !cost.some {
		switch are, other := r.headings(i); {
		case other:
			if i > r.header.body { // else they are a second line of the list's own
				r.below = row.Line
			}
			r.notProduct(row, "other_headings", "this line has other headings: another table begins")
			return
		case are:
			r.below = 0
			r.notProduct(row, "repeated_header", "this line repeats the column headings")
			return
		}
		r.unpriced(i, row, price, cost)
		if row.Kind == NotProduct && row.Problem.Code == "heading" {
			r.section = r.table.titled(i)
		}
		return
	}
	if price.some {
		row.Price = money.Some(price.amount)
	}
	if cost.some {
		row.Cost = money.Some(cost.amount)
	}
	row.Flags = r.flags(price.dropped || cost.dropped, price.words || cost.words)
	several := r.several(i, row)
	if price.some && (r.strange[0] || price.packed || several) && !price.corrected || cost.some && (r.strange[1] || cost.packed || several) && !cost.corrected {
		row.Flags = append(row.Flags, OtherMeasure)
	}
	if price.rounded || cost.rounded {
		row.Flags = append(row.Flags, ShownRounded)
	}
	if fixed != nil {
		row.Flags = append(row.Flags, Corrected)
		row.Own = &own
	}
	if reason, is := r.total(i, row); is {
		r.notProduct(row, "total", reason)
		return
	}
	if !identifies(row.Name) && !identifies(row.Code) {
		first, column := price, r.choice.price
		if !price.some {
			first, column = cost, r.choice.cost
		}
		r.invalid(row, "no_name", fmt.Sprintf("“%s” has no name or code beside it", first.short()), column)
		return
	}
	for _, a := range [...]*reading{&price, &cost} {
		if a.problem != "" && (a.some || !noAmount(a.text)) {
			r.invalid(row, a.code, a.problem, a.column)
			return
		}
	}
	if r.table.records[i].mended && !price.corrected && !cost.corrected {
		first, column := price, r.choice.price
		if !price.some {
			first, column = cost, r.choice.cost
		}
		row.Price, row.Cost, row.Flags = money.Maybe{}, money.Maybe{}, nil // nobody has looked at them
		r.invalid(row, "line_mended", fmt.Sprintf("this line is not parted as the others are; it seems to say “%s”, which counts only once you type it here", first.short()), column)
		return
	}
	why, is := r.fit.misplaced(r.table, i)
	if r.below > 0 {
		why, is = fmt.Sprintf("this line stands below the other headings of line %d, so its amounts may stand in the wrong columns", r.below), true
	}
	if is {
		column := r.choice.price
		if column < 0 {
			column = r.choice.cost
		}
		row.Price, row.Cost, row.Flags = money.Maybe{}, money.Maybe{}, nil // they are of other columns
		r.invalid(row, "columns_shifted", why, column)
		return
	}
}

// flags returns one of the slices that all rows share.
func (r *rowReader) flags(dropped, words bool) []Flag {
	switch {
	case dropped && words:
		return r.both[:2:2]
	case dropped:
		return r.dropped[:1:1]
	case words:
		return r.cut[:1:1]
	}
	return nil
}

// reading is what one cell of an amount gave.
type reading struct {
	column    int
	text      string // trimmed
	some      bool   // there is an amount, though it may be one that can't be used
	amount    money.Amount
	currency  string // as the cell writes it
	corrected bool   // a person wrote it
	dropped   bool
	words     bool
	packed    bool   // it is for a pack of several
	rounded   bool   // a workbook's cell shows fewer digits of it
	code      string // the problem's code and words; "" where the amount can be used or there is no text
	problem   string
}

func (a reading) short() string { return cut(a.text, 60) }

// amount reads one cell.
func (r *rowReader) amount(a *reading, i int, cells row, column int, mark columnMark, what string) {
	a.column, a.text = column, trim(cells.cell(column))
	if a.text == "" && r.table.sheet == nil {
		return
	}
	style := money.Style{Decimal: mark.decimal}
	if style.Decimal == "" {
		style.Decimal = "." // nothing depends on it
	}
	parsed, err := r.table.amount(i, column, a.text, style)
	if mark.typed && money.Weigh(a.text) == money.EitherPoint && r.table.stored(i, column) == "" {
		err = money.ErrUnreadable // among numbers a text such as 1.234 may be either
	}
	switch {
	case errors.Is(err, money.ErrEmpty):
		a.text = ""
	case errors.Is(err, errNoResult):
		a.text = "formula"
		a.code, a.problem = "amount_no_result", fmt.Sprintf("the %s is a formula whose result is not in the file; open the file in your spreadsheet program and save it", what)
	case errors.Is(err, errNotShown):
		a.text = r.table.stored(i, column)
		a.code, a.problem = "amount_shown_otherwise", fmt.Sprintf("the cell of the %s does not show the number %s that it stores", what, a.text)
	case errors.Is(err, errShownOtherwise):
		a.code, a.problem = "amount_shown_otherwise", fmt.Sprintf("the %s is shown as “%s” and stored as %s", what, a.short(), r.table.stored(i, column))
	case errors.Is(err, money.ErrRange):
		a.code, a.problem = "amount_range", fmt.Sprintf("the %s “%s” is too large", what, a.short())
	case err != nil:
		code, reason := unreadable(a.text)
		a.code, a.problem = code, fmt.Sprintf("the %s “%s” %s", what, a.short(), reason)
	case parsed.Minor != "" && !r.hundredths(i, column, parsed.Minor):
		a.code, a.problem = "amount_minor", fmt.Sprintf("the %s “%s” is in %s, and nothing says that the list's amounts are in %s", what, a.short(), parsed.Minor, wholes(parsed.Minor))
	case parsed.Amount.Sign() < 0:
		a.some, a.code, a.problem = true, "amount_negative", fmt.Sprintf("the %s “%s” is below zero", what, a.short())
	case parsed.Per > 1:
		a.some, a.code, a.problem = true, "amount_per_quantity", fmt.Sprintf("the %s “%s” is for %d, not for one", what, a.short(), parsed.Per)
	default:
		a.some = true
		if per := r.per(i); per > 1 {
			a.code, a.problem = "amount_per_quantity", fmt.Sprintf("the %s “%s” is for %d, not for one", what, a.short(), per)
		}
	}
	if a.some {
		a.amount, a.currency, a.dropped, a.words, a.packed = parsed.Amount, parsed.Currency, parsed.Dropped, parsed.Words, parsed.Pack > 1
		a.rounded = r.table.rounds(i, column, parsed.Amount)
	}
}

// per returns the quantity that the record's prices are for, 1 where it does not say.
func (r *rowReader) per(i int) int {
	if r.choice.per < 0 {
		return 1
	}
	return perText(r.table.trimmed(i, r.choice.per), r.hundreds)
}

// notProduct marks a row as no product.
func (r *rowReader) notProduct(row *Row, code, reason string) {
	row.Kind = NotProduct
	row.Problem = &Problem{Code: code, Message: sentence(reason), Line: row.Line}
}

// invalid marks a row as one whose amounts can't be used.
func (r *rowReader) invalid(row *Row, code, reason string, column int) {
	row.Kind = Invalid
	where := fmt.Sprintf("line %d, column %d", row.Line, column+1)
	if column < len(r.header.texts) && r.header.texts[column] != "" {
		where += " (" + cut(r.header.texts[column], 40) + ")"
	}
	row.Problem = &Problem{Code: code, Message: sentence(where + ": " + reason), Line: row.Line, Column: column + 1}
}

// sentence begins a text with a capital and ends it with a full stop.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
