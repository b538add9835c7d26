package match

import (
	"cmp"
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// ladder holds the catalog by the key of each rung.
type ladder struct {
	items []catalog.Item
	known map[catalog.ItemID]bool
	links Links
	rungs []*rung
}

// rung is one step of the ladder: a row and an item meet on it when they have a key in common. An empty key meets
// nothing.
type rung struct {
	step  Step
	key   func(pricelist.Row) string
	items *shelf
}

// shelf is the catalog by one key of its items, made when a row first needs it.
type shelf struct {
	keys func(item catalog.Item, add func(string))
	made bool
	index
}

// newLadder prepares the rungs, best first.
func newLadder(items []catalog.Item, links Links) *ladder {
	l := &ladder{items: items, links: links}
	if len(links) > 0 {
		l.known = make(map[catalog.ItemID]bool, len(items))
		for _, item := range items {
			l.known[item.ID] = true
		}
	}
	fielded := &shelf{keys: fieldKeys}
	exact := &shelf{keys: func(item catalog.Item, add func(string)) { add(item.Name) }}
	bare := &shelf{keys: func(item catalog.Item, add func(string)) { add(Bare(item.Name)) }}
	if slices.ContainsFunc(items, func(item catalog.Item) bool { return item.Code != "" }) {
		l.rungs = append(l.rungs, &rung{ByField, func(row pricelist.Row) string { return Fold(row.Code) }, fielded})
	}
	l.rungs = append(l.rungs,
		&rung{ByName, func(row pricelist.Row) string { return row.Name }, exact},
		&rung{ByNameFolded, func(row pricelist.Row) string { return Bare(row.Name) }, bare},
		&rung{ByCode, onlyCode, exact},
		&rung{ByCodeFolded, func(row pricelist.Row) string { return Bare(onlyCode(row)) }, bare},
	)
	return l
}

// fieldKeys are the codes in an item's custom field: the whole text, and each of several that stand in it.
func fieldKeys(item catalog.Item, add func(string)) {
	if item.Code == "" {
		return
	}
	add(Fold(item.Code))
	parts := strings.FieldsFunc(item.Code, func(r rune) bool { return strings.ContainsRune(",;|\n\r\t", r) })
	if len(parts) > 1 {
		for _, part := range parts {
			add(Fold(part))
		}
	}
}

// onlyCode returns the code of a row without a name: beside a name, a code is not tried as one.
func onlyCode(row pricelist.Row) string {
	if row.Name != "" {
		return ""
	}
	return row.Code
}

// climb returns the match on the best rung that reaches an item.
func (l *ladder) climb(row pricelist.Row) Match {
	if item, ok := l.links.Of(row); ok {
		if item == "" || l.known[item] {
			return Match{Step: ByLink, Item: item}
		}
		m := l.ascend(row)
		m.Broken = item
		return m
	}
	return l.ascend(row)
}

// ascend climbs the rungs above the remembered links.
func (l *ladder) ascend(row pricelist.Row) Match {
	for _, r := range l.rungs {
		if key := r.key(row); key != "" {
			if m := l.met(r.step, r.items.places(l.items, key)); m.Step != "" {
				return m
			}
		}
	}
	return Match{}
}

// met returns the match with the items at those places: with one of them, or with candidates by name and id. Without
// places it reached nothing.
func (l *ladder) met(step Step, places []int32) Match {
	switch len(places) {
	case 0:
		return Match{}
	case 1:
		return Match{Step: step, Item: l.items[places[0]].ID}
	}
	slices.SortFunc(places, func(a, b int32) int { return compareItems(l.items[a], l.items[b]) })
	ids := make([]catalog.ItemID, 0, len(places))
	for _, at := range places {
		if id := l.items[at].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 1 {
		return Match{Step: step, Item: ids[0]}
	}
	return Match{Step: step, Candidates: ids}
}

// compareItems orders items by what a person sees first, so that no order of the catalog shows through.
func compareItems(a, b catalog.Item) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}

// places returns where the items with a key stand.
func (s *shelf) places(items []catalog.Item, key string) []int32 {
	if !s.made {
		s.made, s.index = true, newIndex(len(items))
		for i, item := range items {
			s.keys(item, func(key string) { s.add(key, int32(i)) })
		}
	}
	return s.of(key)
}

// index finds the places of items by key without a slice for each key: first holds one entry, and next chains from
// entry to entry until -1.
type index struct {
	first map[string]int32
	next  []int32
	place []int32 // of an entry
}

func newIndex(n int) index {
	return index{first: make(map[string]int32, n), next: make([]int32, 0, n), place: make([]int32, 0, n)}
}

func (x *index) add(key string, place int32) {
	last, ok := x.first[key]
	if !ok {
		last = -1
	}
	x.first[key] = int32(len(x.next))
	x.next, x.place = append(x.next, last), append(x.place, place)
}

func (x *index) of(key string) []int32 {
	at, ok := x.first[key]
	if !ok {
		return nil
	}
	if x.next[at] < 0 {
		return x.place[at : at+1]
	}
	var places []int32
	for ; at >= 0; at = x.next[at] {
		places = append(places, x.place[at])
	}
	return places
}
