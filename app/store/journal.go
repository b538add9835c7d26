package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
)

var _ apply.Journal = (*Store)(nil)

const (
	rowColumns = `item, item_name, name, code, outcome, message, before_price, before_cost, sent_price, sent_cost,
		stored_price, stored_cost, before_markup, sent_markup, stored_markup, differs, created, visible, attempt, at, crc`
	insertRow = `INSERT INTO run_rows (run, line, ` + rowColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	updateRow = `UPDATE run_rows SET item = ?, item_name = ?, name = ?, code = ?, outcome = ?, message = ?, before_price = ?,
		before_cost = ?, sent_price = ?, sent_cost = ?, stored_price = ?, stored_cost = ?,
		before_markup = ?, sent_markup = ?, stored_markup = ?, differs = ?, created = ?, visible = ?,
		attempt = ?, at = ?, crc = ? WHERE run = ? AND line = ?`
)

// damagedRow is what a person reads of a row whose record can't be trusted.
const damagedRow = "The record of this row is damaged on this computer. Look at the item in Jobber."

// rowValues returns the row as rowColumns has it.
func rowValues(run apply.RunID, r apply.Row) []any {
	var visible any
	if r.Visible != nil {
		visible = flag(*r.Visible)
	}
	return []any{r.Item, r.ItemName, r.Name, r.Code, r.Outcome, r.Message,
		r.Before.Price.String(), r.Before.Cost.String(), r.Sent.Price.String(), r.Sent.Cost.String(),
		r.Stored.Price.String(), r.Stored.Cost.String(), r.Before.Markup.String(), r.Sent.Markup.String(), r.Stored.Markup.String(), flag(r.Differs), flag(r.Created), visible, r.Attempt, millis(r.At),
		rowChecksum(run, r)}
}

// Intend records that the rows are about to be sent. It is durable when it returns nil and does not end with ctx. Once
// the disk was full nothing more may be sent: fault.DiskFull.
func (s *Store) Intend(ctx context.Context, run apply.RunID, rows []apply.Row) error {
	if s.ballast.spent() {
		return fault.New(fault.DiskFull, nil)
	}
	return s.write(context.WithoutCancel(ctx), "record what is about to be sent", recordRows(context.WithoutCancel(ctx), run, rows))
}

// Settle records the outcomes of the rows, also on a disk that has just become full. It is durable when it returns nil
// and does not end with ctx.
func (s *Store) Settle(ctx context.Context, run apply.RunID, rows []apply.Row) error {
	return s.writeLast(context.WithoutCancel(ctx), "record outcomes", recordRows(context.WithoutCancel(ctx), run, rows))
}

func recordRows(ctx context.Context, run apply.RunID, rows []apply.Row) func(*sql.Tx) error {
	return func(tx *sql.Tx) error {
		seq, err := runSeq(ctx, tx, run)
		if err != nil {
			return err
		}
		update, err := tx.PrepareContext(ctx, updateRow)
		if err != nil {
			return err
		}
		for _, row := range rows {
			result, err := update.ExecContext(ctx, append(rowValues(run, row), seq, row.Line)...)
			if err != nil {
				return fmt.Errorf("line %d: %w", row.Line, err)
			}
			if n, err := result.RowsAffected(); err != nil || n != 1 {
				return errors.Join(err, fmt.Errorf("line %d is not in run %s", row.Line, run))
			}
		}
		return nil
	}
}

// Finish records how the run ended, or how this part of it did. The counts are taken from the journal itself; the
// requests of several parts add up. It does not end with ctx, and finds room on a disk that has just become full.
func (s *Store) Finish(ctx context.Context, run apply.RunID, summary apply.Summary) error {
	ctx = context.WithoutCancel(ctx)
	return s.writeLast(ctx, "record the end of the run", func(tx *sql.Tx) error {
		seq, err := runSeq(ctx, tx, run)
		if err != nil {
			return err
		}
		counts, err := countRows(ctx, tx, seq)
		if err != nil {
			return err
		}
		body, err := json.Marshal(counts)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE runs SET status = ?, ended = ?, counts = ?, requests = requests + ?,
			throttled = throttled + ? WHERE seq = ?`,
			summary.Status, millis(summary.Ended), string(body), summary.Requests, summary.Throttled, seq)
		return err
	})
}

func runSeq(ctx context.Context, tx *sql.Tx, run apply.RunID) (int64, error) {
	var seq int64
	err := tx.QueryRowContext(ctx, `SELECT seq FROM runs WHERE id = ?`, run).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, unknownRun(run)
	}
	return seq, err
}

// loadRows returns the run's rows by line as the journal has them. A row whose checksum is wrong is unknown, so that
// it is read back rather than believed; a row that is missing is damage.
func loadRows(ctx context.Context, tx *sql.Tx, run Run) ([]apply.Row, error) {
	seq, err := runSeq(ctx, tx, run.ID)
	if err != nil {
		return nil, err
	}
	found := make([]apply.Row, 0, run.Rows)
	err = each(ctx, tx, func(rows *sql.Rows) error {
		row, err := scanRow(rows, run.ID)
		found = append(found, row)
		return err
	}, `SELECT line, `+rowColumns+` FROM run_rows WHERE run = ? ORDER BY line`, seq)
	if err == nil && len(found) != run.Rows {
		err = damaged(fmt.Sprintf("run %s has %d rows of %d", run.ID, len(found), run.Rows))
	}
	return found, err
}

func scanRow(rows *sql.Rows, run apply.RunID) (apply.Row, error) {
	var r apply.Row
	var prices [9]text
	var visible sql.NullInt64
	var at, crc int64
	err := rows.Scan(&r.Line, &r.Item, &r.ItemName, &r.Name, &r.Code, &r.Outcome, &r.Message,
		&prices[0], &prices[1], &prices[2], &prices[3], &prices[4], &prices[5], &prices[6], &prices[7], &prices[8],
		&r.Differs, &r.Created, &visible, &r.Attempt, &at, &crc)
	if err != nil {
		return apply.Row{}, err
	}
	if visible.Valid {
		shown := visible.Int64 == 1
		r.Visible = &shown
	}
	r.At = fromMillis(at)
	var a amounts
	for i, to := range []*money.Maybe{
		&r.Before.Price, &r.Before.Cost, &r.Sent.Price, &r.Sent.Cost, &r.Stored.Price, &r.Stored.Cost,
		&r.Before.Markup, &r.Sent.Markup, &r.Stored.Markup,
	} {
		*to = a.maybe(prices[i])
	}
	if a.err != nil || rowChecksum(run, r) != crc {
		r.Outcome, r.Message = apply.Unknown, damagedRow
		r.Before, r.Sent, r.Stored = catalog.Prices{}, catalog.Prices{}, catalog.Prices{}
	}
	return r, nil
}
