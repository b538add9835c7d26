package supplier

import (
	"cmp"
	"slices"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// Link is a person's decision which item a supplier's row is, or that it is none.
type Link struct {
	Key      string         // match.Key of the row
	Code     string         // the row's own texts when it was decided; both are "" in decisions from before they were kept
	Name     string         //
	Item     catalog.ItemID // "": the row is never matched
	ItemName string         // what Jobber called the item at the time
	How      How
	Decided  time.Time // UTC; zero until it is kept
}

// How says in which way a decision came about.
type How string

// The ways.
const (
	Picked    How = "picked"    // one of several items that fitted
	Suggested How = "suggested" // a suggestion that was accepted
	Searched  How = "searched"  // found by looking through the catalog
	Created   How = "created"   // the item was made for the row
	Added     How = "added"     // written by hand
	Imported  How = "imported"  // read from a file
)

// Hows lists the ways in which a decision may come about. "" is one of before they were kept.
func Hows() []How { return []How{Picked, Suggested, Searched, Created, Added, Imported} }

// NewLink returns the decision about a row with that code and name; neither is trouble that its Key shows by being "".
func NewLink(code, name string, item catalog.Item, how How) Link {
	row := pricelist.Row{Code: code, Name: name}
	return Link{Key: match.Key(row), Code: code, Name: name, Item: item.ID, ItemName: item.Name, How: how}
}

// Never says whether the decision is that the row is none of Jobber's items.
func (l Link) Never() bool { return l.Item == "" }

// Known returns decisions as the ladder looks them up.
func Known(links []Link) match.Links {
	known := make(match.Links, len(links))
	for _, l := range links {
		known.Remember(l.Key, l.Name, l.Item)
	}
	return known
}

// Sorted returns decisions by the row's name and code, as people look for them.
func Sorted(links []Link) []Link {
	return slices.SortedFunc(slices.Values(links), func(a, b Link) int {
		return cmp.Or(cmp.Compare(plain(a.Name), plain(b.Name)), cmp.Compare(plain(a.Code), plain(b.Code)), cmp.Compare(a.Key, b.Key))
	})
}
