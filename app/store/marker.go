package store

import (
	"context"
	"database/sql"
	"errors"
)

// BeginRefresh marks that a refresh of the sign-in's generation is about to be sent. It is durable when it returns
// nil and does not end with ctx, like the journal.
func (s *Store) BeginRefresh(ctx context.Context, generation int64) error {
	ctx = context.WithoutCancel(ctx)
	return s.write(ctx, "mark the refresh", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO refresh_marker (one, generation, started) VALUES (1, ?, ?)
			ON CONFLICT (one) DO UPDATE SET generation = excluded.generation, started = excluded.started`, generation, millis(s.now()))
		return err
	})
}

// EndRefresh takes the mark away once the new tokens are kept.
func (s *Store) EndRefresh(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	return s.write(ctx, "take the refresh's mark away", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM refresh_marker`)
		return err
	})
}

// PendingRefresh returns the generation of a refresh that was begun and never ended; false where there is none.
func (s *Store) PendingRefresh(ctx context.Context) (generation int64, pending bool, err error) {
	err = s.reader.QueryRowContext(ctx, `SELECT generation FROM refresh_marker`).Scan(&generation)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return generation, err == nil, s.trouble("load the refresh's mark", err)
}
