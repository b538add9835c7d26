package store

import (
	"context"
	"database/sql"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// Lock is one item that no plan may touch, or touches only in part.
type Lock struct {
	Item     catalog.ItemID
	ItemName string // as it was called when it was locked
	Field    plan.Field
	Why      string
	User     string // the operating system's name of who locked it
	At       time.Time
}

// Locks returns the account's locks by the item's name.
func (s *Store) Locks(ctx context.Context, account catalog.AccountID) ([]Lock, error) {
	var locks []Lock
	err := s.read(ctx, "load the locks", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var l Lock
			var at int64
			err := rows.Scan(&l.Item, &l.ItemName, &l.Field, &l.Why, &l.User, &at)
			l.At = fromMillis(at)
			locks = append(locks, l)
			return err
		}, `SELECT item, item_name, field, why, user, at FROM locks WHERE account = ? ORDER BY item_name COLLATE NOCASE, item`, account)
	})
	return locks, err
}

// SetLock locks an item, in place of a lock that it has. The time is the store's.
func (s *Store) SetLock(ctx context.Context, account catalog.AccountID, l Lock) error {
	return s.write(ctx, "save the lock", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO locks (account, item, item_name, field, why, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (account, item) DO UPDATE SET item_name = excluded.item_name, field = excluded.field, why = excluded.why,
			user = excluded.user, at = excluded.at`, account, l.Item, l.ItemName, l.Field, l.Why, l.User, millis(s.now()))
		return err
	})
}

// RemoveLock unlocks an item, and says whether it was locked.
func (s *Store) RemoveLock(ctx context.Context, account catalog.AccountID, item catalog.ItemID) (bool, error) {
	was := false
	err := s.write(ctx, "remove the lock", func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM locks WHERE account = ? AND item = ?`, account, item)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		was = n > 0
		return err
	})
	return was, err
}
