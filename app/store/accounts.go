package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// AccountSetting returns what was chosen for the account under that name, such as its currency; false where nothing
// was. An empty account holds what was chosen for every account.
func (s *Store) AccountSetting(ctx context.Context, account catalog.AccountID, name string) (string, bool, error) {
	var value string
	err := s.reader.QueryRowContext(ctx, `SELECT value FROM account_settings WHERE account = ? AND name = ?`, account, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, s.trouble("load a choice", err)
}

// SetAccountSetting remembers a choice for the account. A secret is never one.
func (s *Store) SetAccountSetting(ctx context.Context, account catalog.AccountID, name, value string) error {
	return s.write(ctx, "save a choice", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO account_settings (account, name, value) VALUES (?, ?, ?)
			ON CONFLICT (account, name) DO UPDATE SET value = excluded.value`, account, name, value)
		return err
	})
}

// ItemChange is one change that a run made to an item.
type ItemChange struct {
	Run    apply.RunID
	Kind   plan.Kind
	At     time.Time
	Before catalog.Prices // as re-read before the write; absent amounts where the run created the item
	Sent   catalog.Prices
	Stored catalog.Prices // as Jobber answered
}

// ItemHistory returns the changes that runs made to the account's item, newest first, at most limit of them; 0 returns
// all.
func (s *Store) ItemHistory(ctx context.Context, account catalog.AccountID, item catalog.ItemID, limit int) ([]ItemChange, error) {
	if limit <= 0 {
		limit = -1
	}
	var changes []ItemChange
	err := s.read(ctx, "load the item's history", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var run apply.RunID
			var kind plan.Kind
			var id int64
			if err := rows.Scan(&id, &run, &kind); err != nil {
				return err
			}
			row, err := appliedRow(ctx, tx, id, run, item)
			if err == nil && row.Outcome == apply.Applied {
				changes = append(changes, ItemChange{run, kind, row.At, row.Before, row.Sent, row.Stored})
			}
			return err
		}, `SELECT runs.seq, runs.id, runs.kind FROM run_rows JOIN runs ON runs.seq = run_rows.run
			WHERE run_rows.item = ? AND run_rows.outcome = 'applied' AND runs.account = ? ORDER BY runs.seq DESC LIMIT ?`, item, account, limit)
	})
	return changes, err
}

// appliedRow returns the row in which a run applied the item.
func appliedRow(ctx context.Context, tx *sql.Tx, seq int64, run apply.RunID, item catalog.ItemID) (apply.Row, error) {
	var row apply.Row
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var err error
		row, err = scanRow(rows, run)
		return err
	}, `SELECT line, `+rowColumns+` FROM run_rows WHERE item = ? AND run = ? AND outcome = 'applied'`, item, seq)
	return row, err
}
