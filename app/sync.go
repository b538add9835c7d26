package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/user"
	"slices"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

// Selection says what of a plan is to be written.
type Selection struct {
	Ticked   plan.Selection  // by the row's place in the plan; a ticked held row is accepted
	Accepted []plan.HoldCode // holds on the plan as a whole that the user accepted
	First    int             // above 0: a trial of so many of the ticked rows, after which the others may follow
}

// Choose returns what a sync of the plan writes without a person at the grid: every row that is not held, and the
// held ones whose every hold is among the codes. A hold on the whole plan that is not accepted refuses it.
func Choose(p plan.Plan, codes []string) (Selection, error) {
	ticked, waiting, err := plan.AcceptHolds(p, codes)
	if err != nil {
		return Selection{}, err
	}
	chosen := Selection{Ticked: ticked}
	for _, hold := range p.Holds {
		if !slices.Contains(waiting, hold) {
			chosen.Accepted = append(chosen.Accepted, hold.Code)
		}
	}
	return chosen, nil
}

// RunRecord is a run with its rows, as the journal has them.
type RunRecord struct {
	Op   string
	Run  store.Run
	Rows []apply.Row
}

// Sync writes the selected rows of a saved plan to Jobber. A plan that was applied already, was changed since it was
// shown, or belongs to another account is refused. After a trial the rows that it did not take may be synced, none of them twice.
// Nothing to write is a run that is done at once. The record is there as soon as the run has begun, also beside an
// error.
func (a *App) Sync(ctx context.Context, id store.PlanID, chosen Selection) (RunRecord, error) {
	var record RunRecord
	err := a.operate(ctx, "sync", writes, func(ctx context.Context) error {
		record.Op = ref(ctx)
		side, err := a.usable()
		if err != nil {
			return err
		}
		saved, err := side.store.Plan(ctx, id)
		if err != nil {
			return err
		}
		if err := fit(saved, chosen); err != nil {
			return err
		}
		if side, err = a.connected(ctx, settings.Sync); err != nil {
			return err
		}
		if err := a.allow(ctx, side, syncs); err != nil {
			return err
		}
		if err := a.samePlanAccount(ctx, side, saved.Plan.Account); err != nil {
			return err
		}
		rows, left, err := pick(saved, chosen)
		if err != nil {
			return err
		}
		begun := beginning{id, record.Op, accepted(rows, chosen)}
		run, err := side.store.BeginRun(ctx, store.RunStart{
			Plan: id, Ref: record.Op, User: userName(), Accepted: begun.accepted, Rows: rows, Left: left,
		})
		if err != nil {
			return err
		}
		order := apply.Order{Run: run, Plan: saved.Plan, Rows: rows}
		return a.carryOut(ctx, side, order, string(saved.Plan.Kind), begun, &record)
	})
	return record, err
}

// fit refuses a plan that can't be applied, before Jobber is asked for anything.
func fit(saved store.SavedPlan, chosen Selection) error {
	stale := func(why string) error { return fault.New(fault.StalePlan, fault.Facts{"why": why}) }
	switch {
	case saved.State == store.AppliedPlan:
		return stale("it was synced already")
	case !saved.Plan.Valid():
		return stale("it is not the one that was shown")
	}
	for _, hold := range saved.Plan.Holds {
		if !slices.Contains(chosen.Accepted, hold.Code) && !slices.Contains(saved.Accepted, hold.Code) {
			return fault.New(fault.PlanHeld, fault.Facts{"why": hold.Message, "hold": string(hold.Code)})
		}
	}
	return nil
}

// pick returns the rows that a sync takes and how many of the ticked ones are left after a trial. Rows that an earlier
// trial took are not taken again.
func pick(saved store.SavedPlan, chosen Selection) (rows []plan.Change, left int, err error) {
	rows = slices.DeleteFunc(saved.Plan.Pick(chosen.Ticked), func(c plan.Change) bool {
		_, taken := slices.BinarySearch(saved.Taken, c.Line)
		return taken
	})
	if len(rows) == 0 && len(saved.Taken) > 0 {
		return nil, 0, fault.New(fault.StalePlan, fault.Facts{"why": "every ticked row of it was synced already"})
	}
	if chosen.First > 0 && chosen.First < len(rows) {
		rows, left = rows[:chosen.First], len(rows)-chosen.First
	}
	return rows, left, nil
}

func accepted(rows []plan.Change, chosen Selection) []plan.HoldCode {
	codes := slices.Clone(chosen.Accepted)
	for _, row := range rows {
		for _, hold := range row.Holds {
			codes = append(codes, hold.Code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Resume goes on with a run that was stopped or cut off, under the same account only.
func (a *App) Resume(ctx context.Context, id apply.RunID) (RunRecord, error) {
	var record RunRecord
	err := a.operate(ctx, "resume", writes, func(ctx context.Context) error {
		record.Op = ref(ctx)
		side, err := a.usable()
		if err != nil {
			return err
		}
		run, _, err := side.store.Run(ctx, id)
		if err != nil {
			return err
		}
		if !run.Open() {
			return fault.New(fault.RunFinished, fault.Facts{"run": string(id)})
		}
		if side, err = a.connected(ctx, settings.Sync); err != nil {
			return err
		}
		if err := a.sameAccount(side, run.Account); err != nil {
			return err
		}
		if err := a.allow(ctx, side, syncs); err != nil {
			return err
		}
		order, err := side.store.Resume(ctx, id)
		if err != nil {
			return err
		}
		return a.carryOut(ctx, side, order, "resume", beginning{run.Plan, run.Ref, run.Accepted}, &record)
	})
	return record, err
}

// beginning is how a run began: with which plan, in which operation, with which holds accepted.
type beginning struct {
	plan     store.PlanID
	ref      string
	accepted []plan.HoldCode
}

// carryOut applies the order, tells progress and leaves the journal's own record behind.
func (a *App) carryOut(ctx context.Context, side *company, order apply.Order, operation string, begun beginning, record *RunRecord) error {
	left := 0
	for _, row := range order.Done {
		if row.Outcome == apply.NotSent || row.Outcome == apply.Unknown || row.Outcome == apply.Intended {
			left++
		}
	}
	if len(order.Done) == 0 {
		left = len(order.Rows)
	}
	locks, err := side.locks(ctx)
	if err != nil {
		return err
	}
	order.Locks = locks
	order.Pause, order.Meter = &a.gate, tallyOf(ctx)
	a.gate.Resume()
	ctx = side.named(ctx)
	event := map[string]logging.Event{"undo": logging.UndoStart, "resume": logging.ResumeStart}[operation]
	if event == "" {
		event = logging.SyncStart
	}
	a.log.Event(ctx, event,
		slog.String("run", string(order.Run)), slog.String("plan", string(begun.plan)), slog.String("began", begun.ref), slog.Int("rows", left), slog.String("undo_of", order.Plan.UndoOf),
		slog.Bool("only_increase", order.Plan.Rules.OnlyIncrease), slog.String("markup", order.Plan.Rules.Markup.String()), slog.Any("accepted", begun.accepted),
		slog.String("sha256", order.Plan.Source.SHA256))
	meter := newPaceMeter(len(order.Rows), time.Now())
	summary, runErr := apply.Run(ctx, order, side.client, side.store, func(p apply.Progress) {
		a.progress(meter.report(operation, record.Op, p, a.gate.Paused()))
	})
	// What was done is told whatever ended it, so the last steps don't heed a cancelled context.
	after := context.WithoutCancel(ctx)
	var loadErr error
	record.Run, record.Rows, loadErr = side.store.Run(after, order.Run)
	mirrorErr := errors.Join(side.refreshMirror(after, order.Rows, record.Rows), side.linkCreated(after, order.Plan.Supplier, record.Rows))
	counts := make([]slog.Attr, 0, len(apply.Outcomes()))
	for _, outcome := range apply.Outcomes() {
		counts = append(counts, slog.Int(string(outcome), summary.Counts[outcome]))
	}
	a.log.Event(after, logging.SyncEnd, slog.String("run", string(order.Run)), slog.String("status", string(summary.Status)),
		slog.GroupAttrs("counts", counts...), slog.Int("requests", summary.Requests), slog.Int("throttled", summary.Throttled),
		slog.Int64("ms", summary.Ended.Sub(summary.Started).Milliseconds()))
	if runErr != nil {
		return stopped(runErr)
	}
	return errors.Join(mirrorErr, loadErr)
}

// linkCreated remembers for a supplier's rows the items that a run made of them, so that its next list finds them. Without
// a supplier there is nobody whose codes they could be; their names find them.
func (c *company) linkCreated(ctx context.Context, of string, rows []apply.Row) error {
	var links []supplier.Link
	for _, row := range rows {
		link := supplier.NewLink(row.Code, row.Name, catalog.Item{ID: row.Item, Name: row.ItemName}, supplier.Created)
		if row.Created && row.Outcome == apply.Applied && row.Item != "" && link.Key != "" {
			links = append(links, link)
		}
	}
	if of == "" || len(links) == 0 {
		return nil
	}
	_, err := c.store.SaveLinks(ctx, c.account().ID, of, links)
	return err
}

// stopped says why a run ended before its last row, and that it can be resumed.
func stopped(err error) error {
	cause := fault.From(err)
	if cause.Entry().Exit == fault.ExitStopped {
		return cause
	}
	return fault.Wrap(fmt.Errorf("run stopped: %w", cause), fault.RunPaused, fault.Facts{"why": cause.Message, "hint": cause.Hint})
}

// Pause lets the run under way wait before its next batch.
func (a *App) Pause() { a.gate.Pause(); a.paused() }

// Continue lets a paused run go on.
func (a *App) Continue() { a.gate.Resume(); a.paused() }

// Runs returns the history, newest first.
func (a *App) Runs(ctx context.Context) ([]store.Run, error) {
	var runs []store.Run
	err := a.operate(ctx, "look at the history", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		runs, err = side.store.Runs(ctx, 0)
		return err
	})
	return runs, err
}

// Run returns one run with its rows. Run "last" is the newest one.
func (a *App) Run(ctx context.Context, id apply.RunID) (RunRecord, error) {
	var record RunRecord
	err := a.operate(ctx, "look at a run", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		if id == "last" {
			runs, err := side.store.Runs(ctx, 1)
			if err != nil {
				return err
			}
			if len(runs) > 0 {
				id = runs[0].ID
			}
		}
		record.Run, record.Rows, err = side.store.Run(ctx, id)
		record.Op = record.Run.Ref
		return err
	})
	return record, err
}

// ItemHistory returns what runs did to an item, newest first.
func (a *App) ItemHistory(ctx context.Context, item catalog.ItemID) ([]store.ItemChange, error) {
	var changes []store.ItemChange
	err := a.operate(ctx, "look at an item", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil || item == "" {
			return err
		}
		changes, err = side.store.ItemHistory(ctx, side.account().ID, item, 20)
		return err
	})
	return changes, err
}

// userName returns the operating system's name of who is at the computer.
func userName() string {
	if who, err := user.Current(); err == nil {
		return who.Username
	}
	return ""
}
