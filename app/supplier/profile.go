// Package supplier holds what the program remembers about one supplier: how its lists are laid out, which rules turn
// their amounts into Jobber's, and which rows were decided to be which items.
package supplier

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// Profile is one supplier as remembered. It is a value: nothing in it refers to a file or an account.
type Profile struct {
	Name    string           // as the user calls the supplier
	Headers []string         // the header texts of the list it was learned from; empty for a list without a header
	Layout  pricelist.Layout // what was decided about that list
	Rules   plan.Rules
	Links   []Link // of the account that is connected, by Sorted
}

// Learn returns the profile of a supplier's list as it was read and decided.
func Learn(name string, list pricelist.List, rules plan.Rules, links []Link) Profile {
	return Profile{Name: name, Headers: slices.Clone(list.Headers), Layout: list.Layout, Rules: rules, Links: links}
}

// Edit is what a person changes of a profile by hand; what is absent stays as it is.
type Edit struct {
	Columns pricelist.Columns // by heading of the last list; None where no such column is to be read
	Decimal string            // "." or ","
	Rules   *plan.Rules
}

// ErrHeading reports a column that the supplier's last list does not have.
var ErrHeading = errors.New("no such heading")

// ErrNothingRead reports a profile that would read neither a name nor a code, or neither a price nor a cost.
var ErrNothingRead = errors.New("nothing is left to read")

// Edited returns the profile with a person's changes. A column that the last list does not have is ErrHeading with its text.
func (p Profile) Edited(e Edit) (Profile, error) {
	from := pricelist.Layout{Columns: e.Columns}
	to := p.Layout
	for i, column := range columns(&from) {
		if *column == (pricelist.Column{}) {
			continue
		}
		placed, ok := p.column(*column)
		if !ok {
			return p, fmt.Errorf("%w: %s", ErrHeading, column.Header)
		}
		*columns(&to)[i] = placed
	}
	read := func(c pricelist.Column) bool { return c.Index > 0 }
	if c := to.Columns; !read(c.Name) && !read(c.Code) || !read(c.Price) && !read(c.Cost) {
		return p, ErrNothingRead
	}
	if e.Decimal != "" {
		to.Decimal = e.Decimal
	}
	p.Layout = to
	if e.Rules != nil {
		p.Rules = *e.Rules
	}
	return p, nil
}

// column finds a column of the last list by its heading, or by its place where only that is given.
func (p Profile) column(c pricelist.Column) (pricelist.Column, bool) {
	if c.Index < 0 || len(p.Headers) == 0 {
		return c, c.Index != 0
	}
	at := c.Index - 1
	if c.Header != "" {
		at = slices.IndexFunc(p.Headers, func(h string) bool { return plain(h) == plain(c.Header) })
	}
	if at < 0 || at >= len(p.Headers) {
		return c, false
	}
	return pricelist.Column{Header: p.Headers[at], Index: at + 1}, true
}

// Fits says whether a list with these headers is of the profile's shape: the same header texts, in any order and case,
// so that columns may have moved. A profile without header texts fits nothing, since nothing would tell its lists
// from others.
func (p Profile) Fits(headers []string) bool {
	own := shape(p.Headers)
	return len(own) > 0 && slices.Equal(own, shape(headers))
}

// NextLayout returns the layout for the next list that the profile fits: the columns by their header texts, so that each is
// found wherever it stands now. All else is left to be recognised again, since the next list may be saved otherwise; what
// it leaves open, Answer knows.
func (p Profile) NextLayout() pricelist.Layout { return pricelist.Layout{Columns: p.Layout.Columns} }

// Placed returns the layout with the columns at their places in a list with these headings: where the heading stands at the
// place that the column had, there, else where it stands first.
func Placed(layout pricelist.Layout, headers []string) pricelist.Layout {
	for _, column := range columns(&layout) {
		wanted := plain(column.Header)
		if wanted == "" || column.Index > 0 && column.Index <= len(headers) && plain(headers[column.Index-1]) == wanted {
			continue
		}
		if at := slices.IndexFunc(headers, func(h string) bool { return plain(h) == wanted }); at >= 0 {
			column.Index = at + 1
		}
	}
	return layout
}

// columns returns the columns that a layout decides.
func columns(l *pricelist.Layout) []*pricelist.Column {
	c := &l.Columns
	return []*pricelist.Column{&c.Name, &c.Code, &c.Price, &c.Cost, &c.Description, &c.Unit}
}

// shape returns the texts of a header that say something, without case and spacing, in one order.
func shape(headers []string) []string {
	var texts []string
	for _, header := range headers {
		if text := plain(header); text != "" {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	return texts
}

// plain returns a header's text without case and spacing.
func plain(header string) string { return strings.Join(strings.Fields(strings.ToLower(header)), " ") }
