package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/store"
)

func (t *terminal) sync() *cobra.Command {
	var r reading
	var planID string
	var accept []string
	var yes bool
	var first int
	c := &cobra.Command{
		Use:   "sync FILE --yes | sync --plan ID --yes",
		Short: "Write what the preview shows; held rows stay unwritten unless accepted",
		Args:  arguments(0, 1, "one price list, or --plan"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (planID == "") == (len(args) == 0) {
				return usageError{errors.New("sync takes either one price list or --plan")}
			}
			if first < 1 && cmd.Flags().Changed("first") { // none is not all
				return usageError{errors.New("--first takes a number of rows from 1")}
			}
			if err := t.app.Free(); err != nil {
				return err
			}
			preview, err := t.planned(cmd.Context(), planID, args, &r)
			if err != nil {
				return err
			}
			return t.write(cmd.Context(), preview, writing{accept: accept, yes: yes, first: first})
		},
	}
	r.flags(c)
	c.Flags().IntVar(&first, "first", 0, "write only so many rows as a trial; sync --plan goes on with the others")
	c.Flags().StringVar(&planID, "plan", "", "the preview to write, by its id")
	c.Flags().StringSliceVar(&accept, "accept-holds", nil, "write rows held for these reasons too: hold codes, or all (zero_price, slipped_decimal, other_measure, other_currency, tax_doubt and partial_list must be named)")
	c.Flags().BoolVar(&yes, "yes", false, "write without asking")
	return c
}

// planned returns the plan by id, or makes it from the file.
func (t *terminal) planned(ctx context.Context, planID string, args []string, r *reading) (app.Preview, error) {
	if planID != "" {
		return t.app.Plan(ctx, store.PlanID(planID))
	}
	preview, err := t.previewed(ctx, args[0], r)
	if err != nil {
		return preview, err
	}
	if len(preview.List.Questions) > 0 {
		q := preview.List.Questions[0]
		return preview, fault.New(fault.QuestionOpen, fault.Facts{
			"file": filepath.Base(args[0]), "question": q.Message, "option": questionFlag(q.Code),
		}).WithRef(preview.Op)
	}
	return preview, nil
}

// writing is what a person says about writing a preview.
type writing struct {
	accept []string
	yes    bool
	first  int // above 0: a trial of so many rows
}

// write asks if need be, applies the plan and tells the results.
func (t *terminal) write(ctx context.Context, preview app.Preview, w writing) error {
	chosen, err := app.Choose(preview.Plan, w.accept)
	if err != nil {
		return err
	}
	chosen.First = w.first
	if !w.yes {
		if t.json || !interactive(t.in) {
			return fault.New(fault.NeedsYes, nil).WithRef(preview.Op)
		}
		t.changes(preview.Plan)
		rows := len(preview.Plan.Pick(chosen.Ticked))
		if w.first > 0 {
			rows = min(rows, w.first)
		}
		if !t.ask(fmt.Sprintf("Write %d items in %s?", rows, preview.Plan.Account.Name)) {
			return fault.New(fault.NeedsYes, nil).WithRef(preview.Op)
		}
	}
	record, err := t.app.Sync(ctx, preview.ID, chosen)
	return t.ended(ctx, record, err)
}

func (t *terminal) resume() *cobra.Command {
	return &cobra.Command{
		Use:   "resume RUN",
		Short: "Go on with a run that was stopped or cut off",
		Args:  arguments(1, 1, "the id of one run"),
		RunE: func(cmd *cobra.Command, args []string) error {
			record, err := t.app.Resume(cmd.Context(), apply.RunID(args[0]))
			return t.ended(cmd.Context(), record, err)
		},
	}
}

func (t *terminal) undo() *cobra.Command {
	var yes bool
	var accept []string
	c := &cobra.Command{
		Use:   "undo RUN --yes",
		Short: "Give the items of a run the prices back that they had before it",
		Args:  arguments(1, 1, "the id of one run, or last"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.app.Free(); err != nil {
				return err
			}
			preview, err := t.app.UndoPlan(cmd.Context(), apply.RunID(args[0]), nil)
			if err != nil {
				return err
			}
			return t.write(cmd.Context(), preview, writing{accept: accept, yes: yes})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "write without asking")
	c.Flags().StringSliceVar(&accept, "accept-holds", nil, "restore rows too that changed in Jobber since the run: moved_since, or all")
	return c
}

type runResultJSON struct {
	Op        string         `json:"op"`
	Run       string         `json:"run"`
	Plan      string         `json:"plan"`
	Status    string         `json:"status"`
	Counts    map[string]int `json:"counts"`
	Rows      []runRowJSON   `json:"rows"`
	Started   *string        `json:"started"`
	Ended     *string        `json:"ended"`
	Requests  int            `json:"requests"`
	Throttled int            `json:"throttled"`
	Trial     bool           `json:"trial"` // only the first rows
	Left      int            `json:"left"`  // rows of the plan that may still follow
	Error     *errorJSON     `json:"error,omitempty"`
}

// ended tells how a run ended and turns that into the exit code.
func (t *terminal) ended(ctx context.Context, record app.RunRecord, err error) error {
	run := record.Run
	if run.ID == "" {
		return err
	}
	if t.json {
		view := runResultJSON{
			Op: record.Op, Run: string(run.ID), Plan: string(run.Plan), Status: string(run.Status),
			Counts: outcomeCounts(run.Counts), Rows: runRows(record.Rows),
			Started: moment(run.Started), Ended: moment(run.Ended),
			Requests: run.Requests, Throttled: run.Throttled, Trial: run.Trial, Left: run.Left,
		}
		if err != nil {
			told := errorView(fault.From(err))
			view.Error = &told
		}
		if printErr := t.print(view); printErr != nil {
			return printErr
		}
	} else {
		t.results(record)
	}
	if err != nil {
		t.fail(ctx, err)
		return exit(fault.ExitStopped)
	}
	if run.Status == apply.Partial {
		return exit(fault.ExitPartial)
	}
	return nil
}

func (t *terminal) results(record app.RunRecord) {
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "LINE\tOUTCOME\tITEM\tPRICE\tCOST\tWHY")
	for _, r := range record.Rows {
		fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\n", r.Line, r.Outcome, short(r.ItemName, 40),
			move(r.Before.Price, r.Stored.Price), move(r.Before.Cost, r.Stored.Cost), short(r.Message, 80))
	}
	_ = out.Flush()
	counts := record.Run.Counts
	t.say("\nRun %s: %d of %d items updated in %s.", record.Run.ID, counts[apply.Applied], len(record.Rows), record.Run.Account.Name)
	if record.Run.Status == apply.Stopped {
		t.say("It was stopped before its end; `pricesync resume %s` goes on.", record.Run.ID)
	} else if counts[apply.Applied] > 0 && record.Run.Kind == plan.FromPriceList {
		t.say("`pricesync undo %s` takes it back.", record.Run.ID)
	}
	if left := record.Run.Left; left > 0 {
		t.say("It was a trial: `pricesync sync --plan %s --yes` goes on with the %d rows that are left.", record.Run.Plan, left)
	}
}

func (t *terminal) export() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "export RUN|PLAN --out FILE",
		Short: "Save the rows of a run or a preview as CSV or XLSX",
		Args:  arguments(1, 1, "the id of one run or preview"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if ext := strings.ToLower(filepath.Ext(out)); ext != ".csv" && ext != ".xlsx" {
				return usageError{errors.New("--out takes a file that ends in .csv or .xlsx")}
			}
			if err := t.app.Export(cmd.Context(), args[0], out); err != nil {
				return err
			}
			return t.saved(out)
		},
	}
	c.Flags().StringVar(&out, "out", "", "where to save it")
	_ = c.MarkFlagRequired("out")
	return c
}

func (t *terminal) saved(path string) error {
	if !t.json {
		t.say("Saved %s.", path)
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return t.print(map[string]any{"op": t.app.LastOp(), "file": path, "bytes": info.Size()})
}
