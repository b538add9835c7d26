package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"pricesync/app/apply"
	"pricesync/app/plan"
)

// ShownPlan is a preview that was not synced, in short.
type ShownPlan struct {
	SavedPlan                       // its Plan.Changes are the first rows that need a person's attention
	Rows      int                   // of the whole preview
	Counts    map[plan.Verdict]int  // nil where the preview's rows were not looked at
	RowHolds  map[plan.HoldCode]int // rows by the code of a hold
}

// ShownPlans returns the newest previews that were not synced, at most limit of them, each with its first rows that need
// attention. Once mostRows rows were looked at, the rows of older previews are not.
func (s *Store) ShownPlans(ctx context.Context, limit, attention, mostRows int) ([]ShownPlan, error) {
	var found []ShownPlan
	err := s.read(ctx, "load the previews", func(tx *sql.Tx) error {
		var ids []PlanID
		err := each(ctx, tx, func(rows *sql.Rows) error {
			var id PlanID
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		}, `SELECT id FROM plans WHERE state = ? ORDER BY seq DESC LIMIT ?`, Shown, limit)
		for _, id := range ids {
			if err != nil {
				break
			}
			var one ShownPlan
			if one, err = loadShown(ctx, tx, id, attention, mostRows); err == nil {
				mostRows -= one.Rows
				found = append(found, one)
			}
		}
		return err
	})
	return found, err
}

func loadShown(ctx context.Context, tx *sql.Tx, id PlanID, attention, mostRows int) (ShownPlan, error) {
	saved, body, err := loadBody(ctx, tx, id)
	if err != nil {
		return ShownPlan{}, err
	}
	in, head, err := decodeHead(body)
	if err != nil {
		return ShownPlan{}, damagedPlan(id, err)
	}
	var a amounts
	saved.Plan = head.plan(&a)
	shown := ShownPlan{SavedPlan: saved, Rows: max(0, head.Rows)}
	if shown.Rows > mostRows {
		return shown, a.err
	}
	shown.Counts, shown.RowHolds = plan.Plan{}.Counts(), map[plan.HoldCode]int{}
	for i := range shown.Rows {
		var raw json.RawMessage
		if err := in.Decode(&raw); err != nil {
			return ShownPlan{}, damagedPlan(id, fmt.Errorf("row %d of %d: %w", i+1, head.Rows, err))
		}
		if err := shown.count(raw, attention, &a); err != nil {
			return ShownPlan{}, damagedPlan(id, fmt.Errorf("row %d of %d: %w", i+1, head.Rows, err))
		}
	}
	return shown, a.err
}

// count takes one row into account, and keeps it where it needs attention.
func (s *ShownPlan) count(raw json.RawMessage, attention int, a *amounts) error {
	var brief struct {
		Verdict plan.Verdict `json:"v"`
		Holds   []plan.Hold  `json:"holds"`
	}
	if err := json.Unmarshal(raw, &brief); err != nil {
		return err
	}
	s.Counts[brief.Verdict]++
	for _, hold := range brief.Holds {
		s.RowHolds[hold.Code]++
	}
	if len(s.Plan.Changes) >= attention || slices.Contains([]plan.Verdict{plan.Update, plan.Create, plan.Unchanged, plan.NotProduct}, brief.Verdict) {
		return nil
	}
	var body changeBody
	if err := json.Unmarshal(raw, &body); err != nil {
		return err
	}
	s.Plan.Changes = append(s.Plan.Changes, body.change(a))
	return nil
}

// EachRow hands every row of a run to take, by line, without holding them all; fault.RunUnknown where there is no such
// run. As in Run, a row that was sent and whose answer is not known is unknown. take's error ends it.
func (s *Store) EachRow(ctx context.Context, id apply.RunID, take func(apply.Row) error) error {
	var stopped error
	err := s.read(ctx, "load the run", func(tx *sql.Tx) error {
		seq, err := runSeq(ctx, tx, id)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(rows *sql.Rows) error {
			row, err := scanRow(rows, id)
			if err != nil {
				return err
			}
			if row.Outcome == apply.Intended {
				row.Outcome = apply.Unknown
			}
			stopped = take(row)
			return stopped
		}, `SELECT line, `+rowColumns+` FROM run_rows WHERE run = ? ORDER BY line`, seq)
	})
	if stopped != nil && errors.Is(err, stopped) {
		return stopped
	}
	return err
}
