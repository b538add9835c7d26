package store

import (
	"context"
	"database/sql"

	"pricesync/app/catalog"
)

// Assortment returns the items of one supplier in one account, by id: those that its links name, and those that its lists
// reached.
func (s *Store) Assortment(ctx context.Context, account catalog.AccountID, supplier string) ([]catalog.ItemID, error) {
	var items []catalog.ItemID
	err := s.read(ctx, "load the supplier's items", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var item catalog.ItemID
			err := rows.Scan(&item)
			items = append(items, item)
			return err
		}, `SELECT item FROM assortments WHERE account = ?1 AND supplier = ?2
			UNION SELECT item FROM links WHERE account = ?1 AND supplier = ?2 AND item <> '' ORDER BY item`, account, supplier)
	})
	return items, err
}

// AddAssortment records that a supplier's list reached these items.
func (s *Store) AddAssortment(ctx context.Context, account catalog.AccountID, supplier string, items []catalog.ItemID) error {
	return s.write(ctx, "save the supplier's items", func(tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, `INSERT INTO assortments (account, supplier, item, seen) VALUES (?, ?, ?, ?)
			ON CONFLICT (account, supplier, item) DO UPDATE SET seen = excluded.seen`)
		if err != nil {
			return err
		}
		for _, item := range items {
			if _, err := insert.ExecContext(ctx, account, supplier, item, millis(s.now())); err != nil {
				return err
			}
		}
		return nil
	})
}
