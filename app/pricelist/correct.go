package pricelist

import (
	"context"
	"errors"
	"slices"

	"pricesync/app/money"
)

// Field is a cell of a row that a person may correct.
type Field string

// The fields.
const (
	FieldName  Field = "name"
	FieldCode  Field = "code"
	FieldPrice Field = "price"
	FieldCost  Field = "cost"
)

// Correction is what a person wrote in the place of a cell that was not understood; the file stays as it is. It is the
// row's with that name and code wherever it stands, so that it outlives the list's being sorted or saved again, and holds
// only as long as the cell says what it said.
type Correction struct {
	Name, Code string // the row's texts in the file
	Field      Field
	Was        string // the cell's text in the file
	Is         string // an amount in machine form, such as "12.50"; a name or code as it is
}

// Corrected marks a row of which a cell was corrected.
const Corrected Flag = "corrected"

// The reasons why a correction is none.
var (
	errFieldUnknown = errors.New("no such field")
	errNoText       = errors.New("no text")
)

// Valid says why a correction can't be used: an amount that is none or is below zero, or an empty name.
func (c Correction) Valid() error {
	switch c.Field {
	case FieldPrice, FieldCost:
		amount, err := money.Decimal(c.Is)
		switch {
		case err != nil:
			return err
		case amount.Sign() < 0 || amount.Decimals() > money.KeptDecimals:
			return money.ErrRange
		}
		return nil
	case FieldName, FieldCode:
		if !identifies(trim(c.Is)) {
			return errNoText
		}
		return nil
	}
	return errFieldUnknown
}

// Correctable returns the cell of the row that can be corrected, with its text; false where none was misunderstood, or more
// than one cell would have to be. What was corrected can be corrected again.
func (l *List) Correctable(r *Row) (field Field, was string, ok bool) {
	if r.Kind == Priced {
		done, ok := l.Correction(r)
		return done.Field, done.Was, ok
	}
	if r.Kind != Invalid || r.Problem == nil {
		return "", "", false
	}
	switch columns := l.Layout.Columns; {
	case r.Problem.Code == "columns_shifted":
		return "", "", false
	case r.Problem.Code == "no_name":
		return FieldName, "", true
	case r.Problem.Column == columns.Price.Index:
		return FieldPrice, trim(r.PriceText), true
	case r.Problem.Column == columns.Cost.Index:
		return FieldCost, trim(r.CostText), true
	}
	return "", "", false
}

// Correction returns what a person wrote last in a cell of the row; false where nothing was corrected.
func (l *List) Correction(r *Row) (Correction, bool) {
	if !slices.Contains(r.Flags, Corrected) {
		return Correction{}, false
	}
	for _, c := range slices.Backward(l.Corrections) {
		if (Own{c.Name, c.Code}) == r.Identity() {
			return c, true
		}
	}
	return Correction{}, false
}

// Correct returns the list with the corrections in place of the cells that they name. Those that fit no row any more are
// left out of its Corrections. Nothing else of the list changes, the decimal mark included.
func (l *List) Correct(ctx context.Context, corrections []Correction) (*List, error) {
	for _, c := range corrections {
		if err := c.Valid(); err != nil {
			return nil, err
		}
	}
	if l.table == nil {
		return nil, errors.New("the list has no cells")
	}
	next := &List{
		File: l.File, SHA256: l.SHA256, Bytes: l.Bytes, Layout: l.Layout, EncodingConfidence: l.EncodingConfidence, Sheets: l.Sheets,
	}
	_, err := fill(ctx, next, l.table, Options{Name: l.File, MaxRows: max(l.table.len(), 1), Layout: l.asked, Corrections: corrections})
	next.Layout.Encoding, next.Layout.Delimiter, next.Layout.Sheet = l.Layout.Encoding, l.Layout.Delimiter, l.Layout.Sheet
	next.Notes = l.Notes
	return next, err
}

// corrections are what a person wrote, by the row that it belongs to.
type corrections struct {
	by   map[Own][]Correction
	used map[Correction]bool
}

func newCorrections(all []Correction) *corrections {
	if len(all) == 0 {
		return nil
	}
	c := &corrections{by: map[Own][]Correction{}, used: map[Correction]bool{}}
	for _, one := range all {
		at := Own{one.Name, one.Code}
		c.by[at] = append(c.by[at], one)
	}
	return c
}

// of puts the corrected name and code into a row and returns the corrected amounts by field.
func (c *corrections) of(row *Row) map[Field]string {
	if c == nil {
		return nil
	}
	var amounts map[Field]string
	name, code := row.Name, row.Code
	for _, one := range c.by[Own{name, code}] {
		was, amount := "", false
		switch one.Field {
		case FieldName:
			was = name
		case FieldCode:
			was = code
		case FieldPrice:
			was, amount = trim(row.PriceText), true
		case FieldCost:
			was, amount = trim(row.CostText), true
		}
		if was != trim(one.Was) {
			continue
		}
		c.used[one] = true
		if amounts == nil {
			amounts = map[Field]string{}
		}
		switch {
		case amount:
			amounts[one.Field] = one.Is
		case one.Field == FieldName:
			row.Name = trim(one.Is)
		default:
			row.Code = trim(one.Is)
		}
	}
	return amounts
}

// kept returns those of all that fitted a row, in their order.
func (c *corrections) kept(all []Correction) []Correction {
	if c == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(one Correction) bool { return !c.used[one] })
}

// say puts a person's amount in the place of what the cell gave.
func (a *reading) say(text string) {
	amount, err := money.Decimal(text)
	if err != nil {
		return // Valid has looked at it
	}
	*a = reading{column: a.column, text: text, some: true, amount: amount, corrected: true}
}
