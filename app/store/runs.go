package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

// RunStart is what begins a run. Account, kind and price list are the plan's.
type RunStart struct {
	Plan     PlanID
	Ref      string          // the operation's id
	User     string          // the operating system's name of who began it
	Accepted []plan.HoldCode // the holds that were accepted, of rows and of the plan
	Rows     []plan.Change   // the plan's rows that are to be written; each line once
	Left     int             // rows that may follow: above 0 it is a trial, and the plan can be synced again
}

// Run is one line of the history.
type Run struct {
	ID        apply.RunID
	Plan      PlanID
	Kind      plan.Kind
	UndoOf    apply.RunID
	Ref       string
	Account   catalog.Account
	User      string
	File      string // the price list's name; "" for an undo
	SHA256    string
	Rules     plan.Rules
	Accepted  []plan.HoldCode
	Started   time.Time
	Ended     time.Time             // zero while it is under way, or after it was cut off
	Status    apply.Status          // "" while it is under way, or after it was cut off
	Rows      int                   // rows that were to be written
	Counts    map[apply.Outcome]int // every outcome is present; a row sent without a known answer is unknown
	Requests  int
	Throttled int
	Trial     bool // only the first of the ticked rows of its plan
	Left      int  // rows of its plan that may still follow; 0 once they did
}

// Open says whether rows may be left to do: the run can be resumed, and can't be undone before.
func (r Run) Open() bool { return r.Status == "" || r.Status == apply.Stopped }

type optionsBody struct {
	Rules    plan.RulesText  `json:"rules"`
	Accepted []plan.HoldCode `json:"accepted,omitzero"`
	Left     int             `json:"left,omitzero"`
}

// BeginRun records a run with all its rows, none of them sent, and marks the plan as applied, in one step: a plan begins
// one run only, but for trials, after which the rows that they did not take may follow. fault.PlanUnknown where there is
// no such plan, fault.StalePlan where it was applied already, or a row of it was.
func (s *Store) BeginRun(ctx context.Context, start RunStart) (apply.RunID, error) {
	var id apply.RunID
	err := s.write(ctx, "begin the run", func(tx *sql.Tx) error {
		saved, err := loadHead(ctx, tx, start.Plan)
		if err != nil {
			return err
		}
		for _, row := range start.Rows {
			if _, taken := slices.BinarySearch(saved.Taken, row.Line); taken {
				return alreadySynced()
			}
		}
		marked, err := tx.ExecContext(ctx, `UPDATE plans SET state = ?, tried = ? WHERE id = ? AND (state = ? OR tried = 1)`,
			AppliedPlan, start.Left > 0, start.Plan, Shown)
		if err != nil {
			return err
		}
		if n, err := marked.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, alreadySynced())
		}
		id, err = s.insertRun(ctx, tx, start, saved.Plan)
		return err
	})
	return id, err
}

func alreadySynced() error {
	return fault.New(fault.StalePlan, fault.Facts{"why": "it was synced already"})
}

func (s *Store) insertRun(ctx context.Context, tx *sql.Tx, start RunStart, p plan.Plan) (apply.RunID, error) {
	options, err := json.Marshal(optionsBody{Rules: p.Rules.Text(), Accepted: start.Accepted, Left: start.Left})
	if err != nil {
		return "", err
	}
	var seq int64
	id, err := insertNamed("r-", func(id string) (sql.Result, error) {
		result, err := tx.ExecContext(ctx, `INSERT INTO runs
			(id, plan, kind, undo_of, ref, account, account_name, user, file, sha256, options, row_count, started)
			VALUES (?, (SELECT seq FROM plans WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
			id, start.Plan, p.Kind, p.UndoOf, start.Ref, p.Account.ID, p.Account.Name, start.User,
			p.Source.File, p.Source.SHA256, string(options), len(start.Rows), millis(s.now()))
		if err == nil {
			seq, err = result.LastInsertId()
		}
		return result, err
	})
	if err != nil {
		return "", err
	}
	insert, err := tx.PrepareContext(ctx, insertRow)
	if err != nil {
		return "", err
	}
	for i := range start.Rows {
		row := apply.Blank(start.Rows[i])
		if _, err := insert.ExecContext(ctx, append([]any{seq, row.Line}, rowValues(apply.RunID(id), row)...)...); err != nil {
			return "", fmt.Errorf("line %d: %w", row.Line, err)
		}
	}
	return apply.RunID(id), nil
}

// Runs returns the newest runs first, at most limit of them; 0 returns all.
func (s *Store) Runs(ctx context.Context, limit int) ([]Run, error) {
	if limit <= 0 {
		limit = -1
	}
	return s.runs(ctx, `ORDER BY runs.seq DESC LIMIT ?`, limit)
}

// Unfinished returns the runs that can be resumed, newest first. A run that is under way right now is among them.
func (s *Store) Unfinished(ctx context.Context) ([]Run, error) {
	return s.runs(ctx, `WHERE runs.status IN ('', 'stopped') ORDER BY runs.seq DESC`)
}

func (s *Store) runs(ctx context.Context, which string, args ...any) ([]Run, error) {
	var found []Run
	err := s.read(ctx, "load the history", func(tx *sql.Tx) error {
		var err error
		found, err = loadRuns(ctx, tx, which, args...)
		return err
	})
	return found, err
}

// Run returns one run with its rows by line; fault.RunUnknown where there is none. A row that was sent and whose
// answer is not known is unknown.
func (s *Store) Run(ctx context.Context, id apply.RunID) (Run, []apply.Row, error) {
	var run Run
	var rows []apply.Row
	err := s.read(ctx, "load the run", func(tx *sql.Tx) error {
		var err error
		if run, err = loadRun(ctx, tx, id); err != nil {
			return err
		}
		rows, err = loadRows(ctx, tx, run)
		return err
	})
	for i := range rows {
		if rows[i].Outcome == apply.Intended {
			rows[i].Outcome = apply.Unknown
		}
	}
	return run, rows, err
}

// Resume takes a run up again and returns the order that carries out what is left of it. Its Plan says the account and
// comes without Changes: Rows has those that the run is about. fault.RunUnknown where there is no such run,
// fault.RunFinished where nothing is left.
func (s *Store) Resume(ctx context.Context, id apply.RunID) (apply.Order, error) {
	order := apply.Order{Run: id}
	err := s.write(ctx, "resume the run", func(tx *sql.Tx) error {
		run, err := loadRun(ctx, tx, id)
		if err != nil {
			return err
		}
		if !run.Open() {
			return fault.New(fault.RunFinished, fault.Facts{"run": string(id)})
		}
		if order.Done, err = loadRows(ctx, tx, run); err != nil {
			return err
		}
		saved, err := loadPlan(ctx, tx, run.Plan)
		if err != nil {
			return err
		}
		order.Plan = saved.Plan
		order.Plan.Changes, order.Plan.Missing = nil, nil
		if order.Rows, err = ordered(append(saved.Plan.Changes, saved.Plan.Missing...), order.Done); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE runs SET status = '', ended = 0 WHERE id = ?`, id)
		return err
	})
	if err != nil {
		return apply.Order{}, err
	}
	return order, nil
}

// ordered returns the changes whose lines the run has. It takes the changes apart.
func ordered(changes []plan.Change, rows []apply.Row) ([]plan.Change, error) {
	lines := make(map[int]bool, len(rows))
	for _, row := range rows {
		lines[row.Line] = true
	}
	found := slices.DeleteFunc(changes, func(c plan.Change) bool { return !lines[c.Line] })
	if len(found) != len(rows) {
		return nil, damaged(fmt.Sprintf("the run has %d rows, its plan %d of them", len(rows), len(found)))
	}
	return found, nil
}

func loadRun(ctx context.Context, tx *sql.Tx, id apply.RunID) (Run, error) {
	found, err := loadRuns(ctx, tx, `WHERE runs.id = ?`, id)
	if err != nil {
		return Run{}, err
	}
	if len(found) == 0 {
		return Run{}, unknownRun(id)
	}
	return found[0], nil
}

func unknownRun(id apply.RunID) error {
	return fault.New(fault.RunUnknown, fault.Facts{"run": string(id)})
}

func loadRuns(ctx context.Context, tx *sql.Tx, which string, args ...any) ([]Run, error) {
	var found []Run
	uncounted := map[int]int64{}
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var r Run
		var seq, started, ended int64
		var options, counts string
		var tried bool
		if err := rows.Scan(&seq, &r.ID, &r.Plan, &r.Kind, &r.UndoOf, &r.Ref, &r.Account.ID, &r.Account.Name, &r.User,
			&r.File, &r.SHA256, &options, &r.Rows, &started, &ended, &r.Status, &r.Requests, &r.Throttled, &counts, &tried); err != nil {
			return err
		}
		var o optionsBody
		if err := json.Unmarshal([]byte(options), &o); err != nil {
			return damaged(fmt.Sprintf("options of run %s: %v", r.ID, err))
		}
		var a amounts
		r.Rules = a.rules(o.Rules)
		if r.Trial = o.Left > 0; tried {
			r.Left = o.Left
		}
		r.Accepted, r.Started, r.Ended = o.Accepted, fromMillis(started), fromMillis(ended)
		if ended == 0 {
			uncounted[len(found)] = seq
		} else if err := json.Unmarshal([]byte(counts), &r.Counts); err != nil {
			return damaged(fmt.Sprintf("counts of run %s: %v", r.ID, err))
		}
		found = append(found, r)
		return a.err
	}, `SELECT runs.seq, runs.id, plans.id, runs.kind, runs.undo_of, runs.ref, runs.account, runs.account_name, runs.user,
		runs.file, runs.sha256, runs.options, runs.row_count, runs.started, runs.ended, runs.status, runs.requests,
		runs.throttled, runs.counts, plans.tried FROM runs JOIN plans ON plans.seq = runs.plan `+which, args...)
	for i, seq := range uncounted {
		if err == nil {
			found[i].Counts, err = countRows(ctx, tx, seq)
		}
	}
	return slices.Clip(found), err
}

// countRows counts the outcomes of a run's rows; what is intended counts as unknown.
func countRows(ctx context.Context, tx *sql.Tx, seq int64) (map[apply.Outcome]int, error) {
	counts := make(map[apply.Outcome]int)
	for _, outcome := range apply.Outcomes() {
		counts[outcome] = 0
	}
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var outcome apply.Outcome
		var n int
		if err := rows.Scan(&outcome, &n); err != nil {
			return err
		}
		if outcome == apply.Intended {
			outcome = apply.Unknown
		}
		counts[outcome] += n
		return nil
	}, `SELECT outcome, count(*) FROM run_rows WHERE run = ? GROUP BY outcome`, seq)
	return counts, err
}
