// Package match finds which row of a price list is which item of the catalog.
package match

import (
	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// Step names the rung of the ladder on which a row found its item.
type Step string

// The ladder, best first. "" means that the row reached no item.
const (
	ByLink       Step = "link"         // a person decided it before
	ByField      Step = "custom_field" // the code in the custom field that the user named
	ByName       Step = "name"         // the name, letter for letter
	ByNameFolded Step = "name_folded"  // the name, ignoring case, spacing, punctuation and Unicode form
	ByCode       Step = "code"         // a row without a name: its code is the item's name
	ByCodeFolded Step = "code_folded"  // the same, ignoring case, spacing, punctuation and Unicode form
	ByCodeInText Step = "code_in_text" // the code as a whole word of the item's name or description
)

// Steps lists the ladder, best first.
func Steps() []Step {
	return []Step{ByLink, ByField, ByName, ByNameFolded, ByCode, ByCodeFolded, ByCodeInText}
}

// Options of a search. The zero value finds matches only.
type Options struct {
	Suggest bool // look for similar names for rows that reached no item
}

// Result has one Match for each row of the list, by the row's index.
type Result struct {
	Matches []Match
}

// Match says which item a row is, or why it is none. The zero value reached nothing.
type Match struct {
	Step        Step             // the rung that reached Item or Candidates
	Item        catalog.ItemID   // set where exactly one item was reached; "" on ByLink: a person decided that it is none
	Broken      catalog.ItemID   // the item of a remembered link that is no longer in the catalog; the link was passed over
	Candidates  []catalog.ItemID // two or more items on the same step, by name and id: ambiguous, never picked by order
	Suggestions []Suggestion     // best first; a suggestion is never a match
}

// Suggestion is an item with a similar name.
type Suggestion struct {
	Item  catalog.ItemID
	Name  string
	Score int // 0 to 100
}

// Find climbs the ladder for every priced row of the list. Rows of other kinds reach nothing. The result of a row
// depends neither on its place in the list nor on the order of the catalog, and an item that the catalog lists twice
// (a page that shifted while it was read) is one item.
func Find(list pricelist.List, cat catalog.Catalog, links Links, o Options) Result {
	ladder := newLadder(cat.Items, links)
	result := Result{Matches: make([]Match, len(list.Rows))}
	var open []int
	for i, row := range list.Rows {
		if row.Kind != pricelist.Priced {
			continue
		}
		m := ladder.climb(row)
		if m.Step == "" {
			open = append(open, i)
		}
		result.Matches[i] = m
	}
	open = ladder.lookInText(list, open, result.Matches)
	if o.Suggest && len(open) > 0 {
		names := make([]string, len(open))
		for at, i := range open {
			names[at] = called(list.Rows[i])
		}
		for at, found := range newNeighbours(cat.Items).suggestAll(names) {
			result.Matches[open[at]].Suggestions = found
		}
	}
	return result
}

// called returns what a row calls its product: the name, or the code of a row without a name.
func called(row pricelist.Row) string {
	if row.Name != "" {
		return row.Name
	}
	return row.Code
}
