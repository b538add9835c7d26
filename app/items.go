package app

import (
	"context"
	"slices"
	"strings"

	"pricesync/app/catalog"
)

// Items searches the catalog's mirror: every word of search has to stand in an item's name, and names that begin with
// it come first. An empty search finds all. Before the first preview there is no mirror, and nothing is found: looking
// for items must never keep the person from what they are about to do.
func (a *App) Items(ctx context.Context, search string, limit int) ([]catalog.Item, error) {
	var found []catalog.Item
	err := a.operate(ctx, "look for items", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		items, _, err := side.store.Catalog(ctx, side.account().ID)
		found = find(items.Items, search, limit)
		return err
	})
	return found, err
}

func find(items []catalog.Item, search string, limit int) []catalog.Item {
	wanted := strings.Fields(strings.ToLower(search))
	var found []catalog.Item
	for _, item := range items {
		name := strings.ToLower(item.Name)
		if !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(name, word) }) {
			found = append(found, item)
		}
	}
	begins := func(item catalog.Item) int {
		if len(wanted) > 0 && strings.HasPrefix(strings.ToLower(item.Name), wanted[0]) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(found, func(a, b catalog.Item) int {
		if by := begins(a) - begins(b); by != 0 {
			return by
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return found[:min(limit, len(found))]
}
