package store

import (
	"context"
	"database/sql"

	"pricesync/app/catalog"
	"pricesync/app/match"
)

// Links returns what was decided for one supplier's rows in one account; never nil.
func (s *Store) Links(ctx context.Context, account catalog.AccountID, supplier string) (match.Links, error) {
	var links match.Links
	err := s.read(ctx, "load the links", func(tx *sql.Tx) error {
		var err error
		links, err = loadLinks(ctx, tx, account, supplier)
		return err
	})
	return links, err
}

func loadLinks(ctx context.Context, tx *sql.Tx, account catalog.AccountID, supplier string) (match.Links, error) {
	links := match.Links{}
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var key string
		var item catalog.ItemID
		err := rows.Scan(&key, &item)
		links[key] = item
		return err
	}, `SELECT key, item FROM links WHERE account = ? AND supplier = ?`, account, supplier)
	return links, err
}

// SetLinks adds decisions; a key that has one gets the new one.
func (s *Store) SetLinks(ctx context.Context, account catalog.AccountID, supplier string, links match.Links) error {
	return s.write(ctx, "save the links", func(tx *sql.Tx) error {
		return s.insertLinks(ctx, tx, account, supplier, links)
	})
}

func (s *Store) insertLinks(ctx context.Context, tx *sql.Tx, account catalog.AccountID, supplier string, links match.Links) error {
	for key, item := range links {
		if _, err := tx.ExecContext(ctx, `INSERT INTO links (account, supplier, key, item, decided) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (account, supplier, key) DO UPDATE SET item = excluded.item, decided = excluded.decided`,
			account, supplier, key, item, millis(s.now())); err != nil {
			return err
		}
	}
	return nil
}

// RemoveLinks takes decisions back. Keys without one are no trouble.
func (s *Store) RemoveLinks(ctx context.Context, account catalog.AccountID, supplier string, keys []string) error {
	return s.write(ctx, "remove links", func(tx *sql.Tx) error {
		for _, key := range keys {
			if _, err := tx.ExecContext(ctx, `DELETE FROM links WHERE account = ? AND supplier = ? AND key = ?`, account, supplier, key); err != nil {
				return err
			}
		}
		return nil
	})
}
