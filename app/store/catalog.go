package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pricesync/app/catalog"
)

const upsertItem = `INSERT INTO items (catalog, id, position, name, description, category, price, cost, markup, taxable, visible, code)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (catalog, id) DO UPDATE SET name = excluded.name,
	description = excluded.description, category = excluded.category, price = excluded.price, cost = excluded.cost,
	markup = excluded.markup, taxable = excluded.taxable, visible = excluded.visible, 
	code = CASE excluded.code WHEN '' THEN code ELSE excluded.code END`

// SaveCatalog replaces the mirror of the account's catalog, and remembers the amounts that are new or otherwise than they
// were. An item that occurs twice is kept once, as it came last.
func (s *Store) SaveCatalog(ctx context.Context, c catalog.Catalog) error {
	return s.write(ctx, "save the catalog", func(tx *sql.Tx) error {
		before, err := loadMirrored(ctx, tx, c.Account.ID)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM items WHERE catalog = (SELECT seq FROM catalogs WHERE account = ?)`, c.Account.ID); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO catalogs (account, account_name, read_at) VALUES (?, ?, ?)
			ON CONFLICT (account) DO UPDATE SET account_name = excluded.account_name, read_at = excluded.read_at`,
			c.Account.ID, c.Account.Name, millis(c.ReadAt)); err != nil {
			return err
		}
		if err := upsert(ctx, tx, c.Account.ID, c.Items); err != nil {
			return err
		}
		return keepPrices(ctx, tx, c, before)
	})
}

// UpdateItems puts single items, as a run left them, into the mirror: known ones in their places, new ones at the end.
// What the mirror says about its age stays, and so do codes, which single readings do not ask for. An account without a
// mirror gets none.
func (s *Store) UpdateItems(ctx context.Context, account catalog.AccountID, items []catalog.Item) error {
	return s.write(ctx, "update the catalog", func(tx *sql.Tx) error {
		return upsert(ctx, tx, account, items)
	})
}

func upsert(ctx context.Context, tx *sql.Tx, account catalog.AccountID, items []catalog.Item) error {
	var seq, next int64
	err := tx.QueryRowContext(ctx, `SELECT seq, (SELECT coalesce(max(position) + 1, 0) FROM items WHERE catalog = seq)
		FROM catalogs WHERE account = ?`, account).Scan(&seq, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, upsertItem)
	if err != nil {
		return err
	}
	for i, item := range items {
		if _, err := insert.ExecContext(ctx, seq, item.ID, next+int64(i), item.Name, item.Description, item.Category,
			item.Price.String(), item.Cost.String(), item.Markup.String(), flag(item.Taxable), flag(item.Visible), item.Code); err != nil {
			return err
		}
	}
	return nil
}

// RemoveItems takes items that Jobber no longer has out of the mirror.
func (s *Store) RemoveItems(ctx context.Context, account catalog.AccountID, ids []catalog.ItemID) error {
	return s.write(ctx, "update the catalog", func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `DELETE FROM items WHERE id = ? AND catalog = (SELECT seq FROM catalogs WHERE account = ?)`, id, account); err != nil {
				return err
			}
		}
		return nil
	})
}

// Catalog returns the mirror of the account's catalog in the order in which it was saved; false where there is none.
func (s *Store) Catalog(ctx context.Context, account catalog.AccountID) (catalog.Catalog, bool, error) {
	c := catalog.Catalog{Account: catalog.Account{ID: account}}
	found := false
	err := s.read(ctx, "load the catalog", func(tx *sql.Tx) error {
		var seq, readAt int64
		var size int
		err := tx.QueryRowContext(ctx, `SELECT seq, account_name, read_at, (SELECT count(*) FROM items WHERE catalog = seq)
			FROM catalogs WHERE account = ?`, account).Scan(&seq, &c.Account.Name, &readAt, &size)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		found, c.ReadAt, c.Items = true, fromMillis(readAt), make([]catalog.Item, 0, size)
		var a amounts
		err = each(ctx, tx, func(rows *sql.Rows) error {
			item, err := scanItem(rows, &a)
			c.Items = append(c.Items, item)
			return err
		}, `SELECT id, name, description, category, price, cost, markup, taxable, visible, code FROM items WHERE catalog = ? ORDER BY position`, seq)
		return errors.Join(err, a.err)
	})
	return c, found, err
}

func scanItem(rows *sql.Rows, a *amounts) (catalog.Item, error) {
	var item catalog.Item
	var price, cost, markup text
	err := rows.Scan(&item.ID, &item.Name, &item.Description, &item.Category, &price, &cost, &markup, &item.Taxable, &item.Visible, &item.Code)
	item.Price, item.Cost, item.Markup = a.amount(price), a.maybe(cost), a.maybe(markup)
	return item, err
}

// CatalogReadAt returns when the account's mirror was read; the zero time where there is none.
func (s *Store) CatalogReadAt(ctx context.Context, account catalog.AccountID) (time.Time, error) {
	var readAt int64
	err := s.reader.QueryRowContext(ctx, `SELECT read_at FROM catalogs WHERE account = ?`, account).Scan(&readAt)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return fromMillis(readAt), s.trouble("load the catalog's age", err)
}
