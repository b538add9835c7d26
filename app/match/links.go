package match

import (
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// Links are the decisions of the user that were remembered: the key of a row (see Key) to its item. The empty id is
// the decision that the row is no item of Jobber's, and is never to be matched.
type Links map[string]catalog.ItemID

// Key is how a row is remembered in Links: by its code where it has one, else by its name, ignoring case and spacing.
// It is "" for a row with neither.
func Key(row pricelist.Row) string {
	if code := Fold(row.Code); code != "" {
		return byCode + code
	}
	if name := Fold(row.Name); name != "" {
		return byName + name
	}
	return ""
}

// The forms of a key. A decision about a row with a code is known by its name too, to lists that have no codes.
const (
	byCode     = "code:"
	byName     = "name:"
	byCodeless = "name of a code:"
)

// unclear stands for a name that two decisions with different codes share and that they answer differently. No item
// of Jobber's has such an id.
const unclear catalog.ItemID = "\x00"

// Remember adds a decision about the row with that key and name.
func (l Links) Remember(key, name string, item catalog.ItemID) {
	l[key] = item
	folded := Fold(name)
	if !strings.HasPrefix(key, byCode) || folded == "" {
		return
	}
	if other, ok := l[byCodeless+folded]; ok && other != item {
		item = unclear
	}
	l[byCodeless+folded] = item
}

// Of returns what was decided about a row: by its code; where nothing was, by its name. A decision about a row with a
// code counts for a row of its name only where that has no code. It is false where nothing was decided.
func (l Links) Of(row pricelist.Row) (catalog.ItemID, bool) {
	if len(l) == 0 {
		return "", false
	}
	code, name := Fold(row.Code), Fold(row.Name)
	if code != "" {
		if item, ok := l[byCode+code]; ok {
			return item, true
		}
	}
	if name == "" {
		return "", false
	}
	if item, ok := l[byName+name]; ok {
		return item, true
	}
	if code == "" {
		if item, ok := l[byCodeless+name]; ok && item != unclear {
			return item, true
		}
	}
	return "", false
}
