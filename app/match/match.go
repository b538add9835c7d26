// Package match finds which row of a price list is which item of the catalog.
package match

import (
	"pricesync/app/catalog"
)

// Step names the rung of the ladder on which a row found its item.
type Step string

// The ladder, best first. "" means that the row reached no item.
const (
	ByLink       Step = "link"        // a person decided it before
	ByName       Step = "name"        // the name, letter for letter
	ByNameFolded Step = "name_folded" // the name, ignoring case and spacing
	ByCode       Step = "code"        // a row without a name: its code is the item's name
	ByCodeFolded Step = "code_folded" // the same, ignoring case and spacing
)

// Links are the decisions of the user that were remembered: the key of a row (see Key) to its item.
type Links map[string]catalog.ItemID

// Options of a search. The zero value finds matches only.
type Options struct {
	Suggest bool // look for similar names for rows that reached no item
}

// Result has one Match for each row of the list, by the row's index.
type Result struct {
	Matches []Match
}

// Match says which item a row is, or why it is none.
type Match struct {
	Step        Step
	Item        catalog.ItemID   // set where exactly one item was reached
	Candidates  []catalog.ItemID // two or more items on the same step: ambiguous, never picked by order
	Suggestions []Suggestion     // best first; a suggestion is never a match
}

// Suggestion is an item with a similar name.
type Suggestion struct {
	Item  catalog.ItemID
	Name  string
	Score int // 0 to 100
}
