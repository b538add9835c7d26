package app

import (
	"context"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// relink is what a decision did to the remembered links, with what stood there before.
type relink struct {
	supplier string
	now      supplier.Link
	before   []supplier.Link // none, or the one of the same row
}

// link remembers that a supplier's row is an item, or that it is none where the item is zero.
func (c *company) link(ctx context.Context, of string, row pricelist.Row, item catalog.Item, how supplier.How) (relink, error) {
	done := relink{supplier: of, now: supplier.NewLink(row.Code, row.Name, item, how)}
	var err error
	done.before, err = c.store.SaveLinks(ctx, c.account().ID, of, []supplier.Link{done.now})
	return done, err
}

// unlink puts back what stood there before.
func (c *company) unlink(ctx context.Context, done relink) error {
	if len(done.before) > 0 {
		_, err := c.store.SaveLinks(ctx, c.account().ID, done.supplier, done.before)
		return err
	}
	_, err := c.store.RemoveLinks(ctx, c.account().ID, done.supplier, []string{done.now.Key})
	return err
}
