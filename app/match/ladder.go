package match

import (
	"cmp"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// ladder holds the catalog by the key of each rung.
type ladder struct {
	items []catalog.Item
	known map[catalog.ItemID]bool
	links Links
	rungs []rung
}

// rung is one step of the ladder: a row and an item meet on it when both have the same key. An empty key meets
// nothing.
type rung struct {
	step  Step
	key   func(pricelist.Row) string
	items index
}

// newLadder builds the rungs, best first.
func newLadder(items []catalog.Item, links Links) *ladder {
	l := &ladder{items: items, links: links}
	if len(links) > 0 {
		l.known = make(map[catalog.ItemID]bool, len(items))
		for _, item := range items {
			l.known[item.ID] = true
		}
	}
	exact := indexBy(items, func(item catalog.Item) string { return item.Name })
	folded := indexBy(items, func(item catalog.Item) string { return Fold(item.Name) })
	l.rungs = []rung{
		{ByName, func(row pricelist.Row) string { return row.Name }, exact},
		{ByNameFolded, func(row pricelist.Row) string { return Fold(row.Name) }, folded},
		{ByCode, onlyCode, exact},
		{ByCodeFolded, func(row pricelist.Row) string { return Fold(onlyCode(row)) }, folded},
	}
	return l
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
		key := r.key(row)
		if key == "" {
			continue
		}
		switch reached := l.reached(r.items, key); len(reached) {
		case 0:
		case 1:
			return Match{Step: r.step, Item: reached[0]}
		default:
			return Match{Step: r.step, Candidates: reached}
		}
	}
	return Match{}
}

// reached returns the ids of the items with that key, each once, by name and id.
func (l *ladder) reached(by index, key string) []catalog.ItemID {
	at, ok := by.first[key]
	if !ok {
		return nil
	}
	if by.next[at] < 0 {
		return []catalog.ItemID{l.items[at].ID}
	}
	var places []int32
	for ; at >= 0; at = by.next[at] {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b int32) int { return compareItems(l.items[a], l.items[b]) })
	ids := make([]catalog.ItemID, len(places))
	for i, at := range places {
		ids[i] = l.items[at].ID
	}
	seen := make(map[catalog.ItemID]bool, len(ids))
	return slices.DeleteFunc(ids, func(id catalog.ItemID) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// compareItems orders items by what a person sees first, so that no order of the catalog shows through.
func compareItems(a, b catalog.Item) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}

// index finds the places of items by key without a slice for each key: first holds one place, and next chains from
// place to place until -1.
type index struct {
	first map[string]int32
	next  []int32
}

func indexBy(items []catalog.Item, key func(catalog.Item) string) index {
	by := index{first: make(map[string]int32, len(items)), next: make([]int32, len(items))}
	for i, item := range items {
		k := key(item)
		if last, ok := by.first[k]; ok {
			by.next[i] = last
		} else {
			by.next[i] = -1
		}
		by.first[k] = int32(i)
	}
	return by
}
