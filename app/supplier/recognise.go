package supplier

import (
	"cmp"
	"slices"
	"strings"

	"pricesync/app/pricelist"
)

// A list is taken for a supplier's although its headings changed when this many of all headings of both are the same, and
// at least so many.
const (
	leastAlike  = 60 // percent
	leastShared = 2
)

// Recognition says how a list looks beside a supplier's last one.
type Recognition struct {
	Profile Profile
	Added   []string // headings that only this list has
	Missing []string // headings that only the supplier's last list had
	Lost    []string // those of columns that are read: missing, or no longer sure which of several of that name is meant
}

// Without returns the recognition with the columns that the user decided in the supplier's stead: none of them is lost.
func (r Recognition) Without(decided pricelist.Columns) Recognition {
	layout := pricelist.Layout{Columns: decided}
	for i, column := range columns(&layout) {
		if at := slices.Index(r.Lost, columns(&r.Profile.Layout)[i].Header); at >= 0 && *column != (pricelist.Column{}) {
			r.Lost = slices.Delete(slices.Clone(r.Lost), at, at+1)
		}
	}
	return r
}

// Rest returns the layout for the list without the columns that it lost.
func (r Recognition) Rest() pricelist.Layout {
	layout := r.Profile.NextLayout()
	for _, column := range columns(&layout) {
		if slices.Contains(r.Lost, column.Header) {
			*column = pricelist.None()
		}
	}
	return layout
}

// Exact says that the headings are the same; columns may have moved.
func (r Recognition) Exact() bool { return len(r.Added) == 0 && len(r.Missing) == 0 }

// Usable says that every column that is read is still there.
func (r Recognition) Usable() bool { return len(r.Lost) == 0 }

// Recognise returns the suppliers whose lists have these headings: those with exactly them, else the one that is most
// alike. More than one means that the headings alone do not tell which it is; none, that nothing is alike.
func Recognise(profiles []Profile, headers []string) []Recognition {
	var exact, alike []Recognition
	for _, p := range profiles {
		r := p.Beside(headers)
		shared := len(shape(p.Headers)) - len(r.Missing)
		all := shared + len(r.Missing) + len(r.Added)
		switch {
		case shared == 0:
		case r.Exact():
			exact = append(exact, r)
		case shared >= leastShared && 100*shared >= leastAlike*all:
			alike = append(alike, r)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	distance := func(r Recognition) int { return len(r.Added) + len(r.Missing) }
	slices.SortStableFunc(alike, func(a, b Recognition) int { return cmp.Compare(distance(a), distance(b)) })
	return slices.DeleteFunc(alike, func(r Recognition) bool { return distance(r) > distance(alike[0]) })
}

// Beside compares the headings of a list with those of the supplier's last one.
func (p Profile) Beside(headers []string) Recognition {
	was, is := shape(p.Headers), shape(headers)
	r := Recognition{Profile: p, Added: without(is, was), Missing: without(was, is)}
	for _, column := range columns(&p.Layout) {
		if slices.Contains(r.Missing, plain(column.Header)) || p.unsure(column.Header, headers) {
			r.Lost = append(r.Lost, column.Header)
		}
	}
	r.Added, r.Missing = asWritten(r.Added, headers), asWritten(r.Missing, p.Headers)
	return r
}

// Moved says that nothing is gone, and columns are lost because others have their names and stand elsewhere.
func (r Recognition) Moved() bool {
	return !r.Usable() && !slices.ContainsFunc(r.Lost, func(text string) bool {
		return slices.ContainsFunc(r.Missing, func(missing string) bool { return plain(missing) == plain(text) })
	})
}

// unsure says whether a heading stands more than once in a list whose columns do not stand as they did.
func (p Profile) unsure(header string, headers []string) bool {
	n := 0
	for _, other := range headers {
		if plain(other) == plain(header) {
			n++
		}
	}
	return n > 1 && plain(header) != "" && !slices.EqualFunc(toLast(p.Headers), toLast(headers), func(a, b string) bool { return plain(a) == plain(b) })
}

// toLast returns the headings up to the last one that says something.
func toLast(headers []string) []string {
	for len(headers) > 0 && plain(headers[len(headers)-1]) == "" {
		headers = headers[:len(headers)-1]
	}
	return headers
}

// Answer fills in what the list leaves open and the supplier's last list decided. It returns false when that answers
// nothing.
func (p Profile) Answer(layout pricelist.Layout, list pricelist.List) (pricelist.Layout, bool) {
	answered := false
	for _, q := range list.Questions {
		switch {
		case q.Code == "decimal_mark" && p.Layout.Decimal != "" && layout.Decimal == "":
			layout.Decimal, answered = p.Layout.Decimal, true
		case q.Code == "which_sheet" && layout.Sheet == "" && slices.ContainsFunc(list.Sheets, func(s pricelist.Sheet) bool { return s.Name == p.Layout.Sheet }):
			layout.Sheet, answered = p.Layout.Sheet, true
		}
	}
	if layout.Encoding == "" && p.Layout.Encoding != "" && p.Layout.Encoding != list.Layout.Encoding &&
		slices.ContainsFunc(list.Notes, func(n pricelist.Problem) bool { return n.Code == "encoding_unsure" }) {
		layout.Encoding, answered = p.Layout.Encoding, true
	}
	return layout, answered
}

// without returns the texts of one list that the other lacks, counting those that stand more than once.
func without(texts, other []string) []string {
	left := slices.Clone(other)
	var only []string
	for _, text := range texts {
		if at := slices.Index(left, text); at >= 0 {
			left = slices.Delete(left, at, at+1)
			continue
		}
		only = append(only, text)
	}
	return only
}

// asWritten returns shaped texts as the headings have them.
func asWritten(shaped, headers []string) []string {
	var texts []string
	for _, text := range shaped {
		at := slices.IndexFunc(headers, func(h string) bool { return plain(h) == text })
		texts = append(texts, strings.TrimSpace(headers[at]))
	}
	return texts
}
