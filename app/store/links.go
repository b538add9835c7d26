package store

import (
	"context"
	"database/sql"

	"pricesync/app/catalog"
	"pricesync/app/supplier"
)

// Links returns what was decided for one supplier's rows in one account, by supplier.Sorted.
func (s *Store) Links(ctx context.Context, account catalog.AccountID, name string) ([]supplier.Link, error) {
	var links []supplier.Link
	err := s.read(ctx, "load the links", func(tx *sql.Tx) error {
		var err error
		links, err = loadLinks(ctx, tx, account, name)
		return err
	})
	return links, err
}

// AllLinks returns what was decided in one account, by the supplier's name; "" is what was decided for no supplier in
// particular.
func (s *Store) AllLinks(ctx context.Context, account catalog.AccountID) (map[string][]supplier.Link, error) {
	all := map[string][]supplier.Link{}
	err := s.read(ctx, "load the links", func(tx *sql.Tx) error {
		err := each(ctx, tx, func(rows *sql.Rows) error {
			var name string
			l, err := scanLink(rows, &name)
			all[name] = append(all[name], l)
			return err
		}, `SELECT supplier, `+linkColumns+` FROM links WHERE account = ?`, account)
		for name, links := range all {
			all[name] = supplier.Sorted(links)
		}
		return err
	})
	return all, err
}

const linkColumns = `key, code, name, item, item_name, how, decided`

func loadLinks(ctx context.Context, tx *sql.Tx, account catalog.AccountID, name string) ([]supplier.Link, error) {
	var links []supplier.Link
	err := each(ctx, tx, func(rows *sql.Rows) error {
		l, err := scanLink(rows)
		links = append(links, l)
		return err
	}, `SELECT `+linkColumns+` FROM links WHERE account = ? AND supplier = ?`, account, name)
	return supplier.Sorted(links), err
}

// scanLink reads linkColumns, behind those that before takes.
func scanLink(rows *sql.Rows, before ...any) (supplier.Link, error) {
	var l supplier.Link
	var decided int64
	err := rows.Scan(append(before, &l.Key, &l.Code, &l.Name, &l.Item, &l.ItemName, &l.How, &decided)...)
	l.Decided = fromMillis(decided)
	return l, err
}

// SaveLinks remembers decisions; a row that has one gets the new one. It returns those that were replaced.
func (s *Store) SaveLinks(ctx context.Context, account catalog.AccountID, name string, links []supplier.Link) ([]supplier.Link, error) {
	var before []supplier.Link
	err := s.write(ctx, "save the links", func(tx *sql.Tx) error {
		var err error
		if before, err = linksOf(ctx, tx, account, name, keysOf(links)); err != nil {
			return err
		}
		return s.insertLinks(ctx, tx, account, name, links)
	})
	return before, err
}

func keysOf(links []supplier.Link) []string {
	keys := make([]string, 0, len(links))
	for _, l := range links {
		keys = append(keys, l.Key)
	}
	return keys
}

// linksOf returns the decisions that are kept under keys.
func linksOf(ctx context.Context, tx *sql.Tx, account catalog.AccountID, name string, keys []string) ([]supplier.Link, error) {
	var links []supplier.Link
	for _, key := range keys {
		err := each(ctx, tx, func(rows *sql.Rows) error {
			l, err := scanLink(rows)
			links = append(links, l)
			return err
		}, `SELECT `+linkColumns+` FROM links WHERE account = ? AND supplier = ? AND key = ?`, account, name, key)
		if err != nil {
			return nil, err
		}
	}
	return supplier.Sorted(links), nil
}

func (s *Store) insertLinks(ctx context.Context, tx *sql.Tx, account catalog.AccountID, name string, links []supplier.Link) error {
	for _, l := range links {
		decided := millis(l.Decided)
		if l.Decided.IsZero() {
			decided = millis(s.now())
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO links (account, supplier, `+linkColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (account, supplier, key) DO UPDATE SET code = excluded.code, name = excluded.name, item = excluded.item,
			item_name = excluded.item_name, how = excluded.how, decided = excluded.decided`,
			account, name, l.Key, l.Code, l.Name, l.Item, l.ItemName, l.How, decided); err != nil {
			return err
		}
	}
	return nil
}

// RemoveLinks takes decisions back and returns them. Keys without one are no trouble.
func (s *Store) RemoveLinks(ctx context.Context, account catalog.AccountID, name string, keys []string) ([]supplier.Link, error) {
	var gone []supplier.Link
	err := s.write(ctx, "remove links", func(tx *sql.Tx) error {
		var err error
		if gone, err = linksOf(ctx, tx, account, name, keys); err != nil {
			return err
		}
		for _, key := range keys {
			if _, err := tx.ExecContext(ctx, `DELETE FROM links WHERE account = ? AND supplier = ? AND key = ?`, account, name, key); err != nil {
				return err
			}
		}
		return nil
	})
	return gone, err
}
