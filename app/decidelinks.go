package app

import (
	"context"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// relink is what a decision did to the remembered links, with what stood there before.
type relink struct {
	supplier string
	key      string
	was      catalog.ItemID
	had      bool
}

// link remembers that a supplier's row is an item, or none where the item is zero.
func (c *company) link(ctx context.Context, of string, row pricelist.Row, item catalog.Item, _ How) (relink, error) {
	done := relink{supplier: of, key: match.Key(row)}
	own, err := c.store.Links(ctx, c.account().ID, of)
	if err != nil {
		return done, err
	}
	done.was, done.had = own[done.key]
	return done, c.store.SetLinks(ctx, c.account().ID, of, match.Links{done.key: item.ID})
}

// unlink puts back what stood there before.
func (c *company) unlink(ctx context.Context, done relink) error {
	if done.had {
		return c.store.SetLinks(ctx, c.account().ID, done.supplier, match.Links{done.key: done.was})
	}
	return c.store.RemoveLinks(ctx, c.account().ID, done.supplier, []string{done.key})
}

// How is temporary.
type How string
