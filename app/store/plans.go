package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

// keptPlans is how many plans that were never applied are kept, the newest ones. Applied plans are kept for ever.
const keptPlans = 50

// PlanState says whether a plan was synced.
type PlanState string

// The states of a plan.
const (
	Shown       PlanState = "shown"   // saved, and not synced so far
	TriedPlan   PlanState = "tried"   // some of its rows were synced as a trial; the others may follow
	AppliedPlan PlanState = "applied" // a run was begun with it; it can't be synced again
)

// SavedPlan is a plan with what the store knows about it.
type SavedPlan struct {
	ID      PlanID
	Ref     string // the operation that made it
	Created time.Time
	State   PlanState
	Plan    plan.Plan
	Taken   []int // of a plan that was tried: the lines of the rows that its runs took, in order
	// Accepted are the holds that were accepted when it was tried.
	Accepted []plan.HoldCode
}

// SavePlan saves the plan whole and returns the id that it is known by from now on. ref is the operation's id. Plans
// that were never synced give way to newer ones after a while.
func (s *Store) SavePlan(ctx context.Context, p plan.Plan, ref string) (PlanID, error) {
	body, err := encodePlan(p)
	if err != nil {
		return "", s.trouble("save the plan", err)
	}
	var id PlanID
	err = s.write(ctx, "save the plan", func(tx *sql.Tx) error {
		text, err := insertNamed(PlanPrefix, func(id string) (sql.Result, error) {
			return tx.ExecContext(ctx, `INSERT INTO plans
				(id, ref, created, kind, account, file, fingerprint, state, body, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (id) DO NOTHING`,
				id, ref, millis(s.now()), p.Kind, p.Account.ID, p.Source.File, p.Fingerprint, Shown, body, checksum(body))
		})
		if err != nil {
			return err
		}
		id = PlanID(text)
		_, err = tx.ExecContext(ctx, `DELETE FROM plans WHERE state = ? AND seq NOT IN
			(SELECT seq FROM plans WHERE state = ? ORDER BY seq DESC LIMIT ?)`, Shown, Shown, keptPlans)
		return err
	})
	return id, err
}

// ReplacePlan gives a plan that was shown, and not synced so far, other content under its id. A plan that is no longer
// there is fault.PlanUnknown, one that was synced fault.StalePlan.
func (s *Store) ReplacePlan(ctx context.Context, id PlanID, p plan.Plan, ref string) error {
	body, err := encodePlan(p)
	if err != nil {
		return s.trouble("save the plan", err)
	}
	return s.write(ctx, "save the plan", func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE plans SET ref = ?, fingerprint = ?, body = ?, crc = ? WHERE id = ? AND state = ?`,
			ref, p.Fingerprint, body, checksum(body), id, Shown)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 1 {
			return err
		}
		if _, _, err := loadBody(ctx, tx, id); err != nil {
			return err
		}
		return fault.New(fault.StalePlan, fault.Facts{"why": "it was synced already"})
	})
}

// insertNamed inserts under a fresh name until one is free. insert must ignore a name that is taken.
func insertNamed(prefix string, insert func(id string) (sql.Result, error)) (string, error) {
	for range 20 {
		id := newID(prefix)
		result, err := insert(id)
		if err != nil {
			return "", err
		}
		if n, err := result.RowsAffected(); err != nil || n == 1 {
			return id, err
		}
	}
	return "", errors.New("no free name in twenty tries")
}

// Plan returns a saved plan, equal to what was saved; fault.PlanUnknown where there is none.
func (s *Store) Plan(ctx context.Context, id PlanID) (SavedPlan, error) {
	var saved SavedPlan
	err := s.read(ctx, "load the plan", func(tx *sql.Tx) error {
		var err error
		saved, err = loadPlan(ctx, tx, id)
		return err
	})
	return saved, err
}

func loadPlan(ctx context.Context, tx *sql.Tx, id PlanID) (SavedPlan, error) {
	saved, body, err := loadBody(ctx, tx, id)
	if err != nil {
		return SavedPlan{}, err
	}
	if saved.Plan, err = decodePlan(body); err != nil {
		return SavedPlan{}, damagedPlan(id, err)
	}
	return saved, nil
}

// loadHead is loadPlan without the plan's rows.
func loadHead(ctx context.Context, tx *sql.Tx, id PlanID) (SavedPlan, error) {
	saved, body, err := loadBody(ctx, tx, id)
	if err != nil {
		return SavedPlan{}, err
	}
	_, head, err := decodeHead(body)
	if err != nil {
		return SavedPlan{}, damagedPlan(id, err)
	}
	var a amounts
	saved.Plan = head.plan(&a)
	return saved, a.err
}

func loadBody(ctx context.Context, tx *sql.Tx, id PlanID) (SavedPlan, []byte, error) {
	saved := SavedPlan{ID: id}
	var created, crc int64
	var tried bool
	var body []byte
	err := tx.QueryRowContext(ctx, `SELECT ref, created, state, tried, body, crc FROM plans WHERE id = ?`, id).
		Scan(&saved.Ref, &created, &saved.State, &tried, &body, &crc)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return SavedPlan{}, nil, unknownPlan(id)
	case err != nil:
		return SavedPlan{}, nil, err
	case checksum(body) != crc:
		return SavedPlan{}, nil, damagedPlan(id, errors.New("wrong checksum"))
	}
	saved.Created = fromMillis(created)
	if tried {
		saved.State = TriedPlan
		err = saved.loadTaken(ctx, tx)
	}
	return saved, body, err
}

// loadTaken finds what earlier runs of the plan took.
func (p *SavedPlan) loadTaken(ctx context.Context, tx *sql.Tx) error {
	runs, err := loadRuns(ctx, tx, `WHERE plans.id = ?`, p.ID)
	if err != nil {
		return err
	}
	for _, run := range runs {
		p.Accepted = append(p.Accepted, run.Accepted...)
	}
	return each(ctx, tx, func(rows *sql.Rows) error {
		var line int
		err := rows.Scan(&line)
		p.Taken = append(p.Taken, line)
		return err
	}, `SELECT run_rows.line FROM run_rows JOIN runs ON runs.seq = run_rows.run JOIN plans ON plans.seq = runs.plan
		WHERE plans.id = ? ORDER BY run_rows.line`, p.ID)
}

func damagedPlan(id PlanID, why error) error { return damaged(fmt.Sprintf("plan %s: %v", id, why)) }

func unknownPlan(id PlanID) error {
	return fault.New(fault.PlanUnknown, fault.Facts{"plan": string(id)})
}

// RecentSizes returns how many rows each of the account's last n plans that were synced was to write, newest first; those that had
// nothing to write don't count. A trial and what followed it are one.
func (s *Store) RecentSizes(ctx context.Context, account catalog.AccountID, n int) ([]int, error) {
	var sizes []int
	err := s.read(ctx, "load the sizes of recent plans", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var size int
			err := rows.Scan(&size)
			sizes = append(sizes, size)
			return err
		}, `SELECT sum(row_count) FROM runs WHERE account = ? AND kind = ? GROUP BY plan HAVING sum(row_count) > 0
			ORDER BY max(seq) DESC LIMIT ?`, account, plan.FromPriceList, n)
	})
	return sizes, err
}

// each runs a query and hands every row to take.
func each(ctx context.Context, tx *sql.Tx, take func(*sql.Rows) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := take(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
