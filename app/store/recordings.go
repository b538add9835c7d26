package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// KeptRecordings is how many plans are kept together with what they were made from, the newest ones.
const KeptRecordings = 5

// RecordedPlan is a plan that was kept with what it was made from.
type RecordedPlan struct {
	ID      PlanID
	Created time.Time
	File    string
	Counts  map[plan.Verdict]int
}

// SaveRecording keeps what a saved plan was made from, as the caller encoded it. Older recordings give way to it.
func (s *Store) SaveRecording(ctx context.Context, id PlanID, counts map[plan.Verdict]int, body []byte) error {
	each, err := json.Marshal(counts)
	if err != nil {
		return fmt.Errorf("encode counts: %w", err)
	}
	return s.write(ctx, "save what the plan was made from", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO recordings (plan, counts, body, crc) SELECT seq, ?, ?, ? FROM plans WHERE id = ?
			ON CONFLICT (plan) DO UPDATE SET counts = excluded.counts, body = excluded.body, crc = excluded.crc`,
			string(each), body, checksum(body), id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM recordings WHERE plan NOT IN (SELECT plan FROM recordings ORDER BY plan DESC LIMIT ?)`, KeptRecordings)
		return err
	})
}

// Recording returns what a plan was made from; false where that is not kept, or no longer.
func (s *Store) Recording(ctx context.Context, id PlanID) ([]byte, bool, error) {
	var body []byte
	var crc int64
	err := s.reader.QueryRowContext(ctx, `SELECT recordings.body, recordings.crc FROM recordings
		JOIN plans ON plans.seq = recordings.plan WHERE plans.id = ?`, id).Scan(&body, &crc)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, false, nil
	case err == nil && checksum(body) != crc:
		err = damagedPlan(id, errors.New("wrong checksum of what it was made from"))
	}
	return body, err == nil, s.trouble("load what the plan was made from", err)
}

// RecordedPlans lists the account's plans that were kept with what they were made from, newest first.
func (s *Store) RecordedPlans(ctx context.Context, account catalog.AccountID) ([]RecordedPlan, error) {
	recorded := []RecordedPlan{}
	err := s.read(ctx, "list the plans", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var one RecordedPlan
			var created int64
			var counts string
			if err := rows.Scan(&one.ID, &created, &one.File, &counts); err != nil {
				return err
			}
			one.Created = fromMillis(created)
			if err := json.Unmarshal([]byte(counts), &one.Counts); err != nil {
				return damagedPlan(one.ID, err)
			}
			recorded = append(recorded, one)
			return nil
		}, `SELECT plans.id, plans.created, plans.file, recordings.counts FROM recordings
			JOIN plans ON plans.seq = recordings.plan WHERE plans.account = ? ORDER BY plans.seq DESC`, account)
	})
	return recorded, err
}
