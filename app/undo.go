package app

import (
	"context"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// UndoPlan makes the plan that takes a run back, or only the given lines of it. Run "last" is the newest one that can
// be undone.
func (a *App) UndoPlan(ctx context.Context, id apply.RunID, lines []int) (Preview, error) {
	var preview Preview
	err := a.operate(ctx, "undo preview", reads, func(ctx context.Context) error {
		preview.Op = ref(ctx)
		side, err := a.connected(ctx, settings.Sync)
		if err != nil {
			return err
		}
		ctx = side.named(ctx)
		if id == "last" {
			if id, err = side.lastUndoable(ctx); err != nil {
				return err
			}
		}
		run, rows, err := side.store.Run(ctx, id)
		if err != nil {
			return err
		}
		if err := a.sameAccount(side, run.Account); err != nil {
			return err
		}
		input, err := restoreInput(run, rows, lines)
		if err != nil {
			return err
		}
		if err := a.allow(ctx, side, previews); err != nil {
			return err
		}
		started := time.Now()
		ids := make([]catalog.ItemID, 0, len(input.Rows))
		for _, row := range input.Rows {
			ids = append(ids, row.Item)
		}
		if input.Items, err = side.client.Items(ctx, ids); err != nil {
			return err
		}
		input.CatalogSize = side.mirrored(ctx)
		if input.Locks, err = side.locks(ctx); err != nil {
			return err
		}
		preview.Plan = plan.Restore(input)
		preview.List = &pricelist.List{File: run.File, SHA256: run.SHA256}
		if preview.ID, err = side.store.SavePlan(ctx, preview.Plan, preview.Op); err != nil {
			return err
		}
		a.log.Event(ctx, logging.Preview, planFacts(preview, started)...)
		return nil
	})
	return preview, err
}

// restoreInput takes what a run applied as what an undo restores. A run with rows whose fate is unknown has to be
// resumed first.
func restoreInput(run store.Run, rows []apply.Row, lines []int) (plan.RestoreInput, error) {
	facts := fault.Facts{"run": string(run.ID)}
	if run.Status == "" || run.Counts[apply.Unknown] > 0 {
		return plan.RestoreInput{}, fault.New(fault.RunUnfinished, facts)
	}
	wanted := map[int]bool{}
	for _, line := range lines {
		wanted[line] = true
	}
	input := plan.RestoreInput{
		Run: string(run.ID), Account: run.Account, Rules: run.Rules, Source: plan.Source{File: run.File, SHA256: run.SHA256},
	}
	for _, row := range rows {
		if row.Outcome != apply.Applied || (len(wanted) > 0 && !wanted[row.Line]) {
			continue
		}
		input.Rows = append(input.Rows, plan.RestoreRow{
			Line: row.Line, Name: row.Name, Code: row.Code, Item: row.Item, ItemName: row.ItemName,
			Recorded: row.Before, Stored: row.Stored, Created: row.Created,
			Hidden: !row.Created && row.Visible != nil && !*row.Visible,
		})
	}
	if len(input.Rows) == 0 {
		return input, fault.New(fault.NothingToUndo, facts)
	}
	return input, nil
}

// lastUndoable returns the newest run that applied something and was not an undo itself.
func (c *company) lastUndoable(ctx context.Context) (apply.RunID, error) {
	runs, err := c.store.Runs(ctx, 0)
	if err != nil {
		return "", err
	}
	for _, run := range runs {
		if run.Kind == plan.FromPriceList && run.Counts[apply.Applied] > 0 {
			return run.ID, nil
		}
	}
	return "", fault.New(fault.RunUnknown, fault.Facts{"run": "last"})
}
