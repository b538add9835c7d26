package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/store"
)

type runJSON struct {
	Run       string         `json:"run"`
	Op        string         `json:"op"`
	Kind      string         `json:"kind"`
	UndoOf    *string        `json:"undo_of"`
	Plan      string         `json:"plan"`
	Started   *string        `json:"started"`
	Ended     *string        `json:"ended"`
	Status    *string        `json:"status"`
	Account   *accountJSON   `json:"account"`
	User      string         `json:"user"`
	PriceList *sourceJSON    `json:"price_list"`
	Counts    map[string]int `json:"counts"`
	Requests  int            `json:"requests"`
	Throttled int            `json:"throttled"`
	Trial     bool           `json:"trial"` // only the first ticked rows of its plan
	Left      int            `json:"left"`  // rows of its plan that may still follow
}

func runView(r store.Run) runJSON {
	view := runJSON{
		Run: string(r.ID), Op: r.Ref, Kind: string(r.Kind), Plan: string(r.Plan),
		Started: moment(r.Started), Ended: moment(r.Ended), Account: account(r.Account), User: r.User,
		Counts: outcomeCounts(r.Counts), Requests: r.Requests, Throttled: r.Throttled, Trial: r.Trial, Left: r.Left,
	}
	if r.UndoOf != "" {
		of := string(r.UndoOf)
		view.UndoOf = &of
	}
	if r.Status != "" {
		status := string(r.Status)
		view.Status = &status
	}
	if r.File != "" {
		view.PriceList = &sourceJSON{r.File, r.SHA256}
	}
	return view
}

func (t *terminal) history() *cobra.Command {
	return &cobra.Command{
		Use:   "history [RUN]",
		Short: "List every run, or show one with its rows",
		Args:  arguments(0, 1, "at most the id of one run"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				record, err := t.app.Run(cmd.Context(), apply.RunID(args[0]))
				if err != nil {
					return err
				}
				if t.json {
					return t.print(map[string]any{"op": t.app.NewOp(), "run": runView(record.Run), "rows": runRows(record.Rows)})
				}
				t.results(record)
				return nil
			}
			runs, err := t.app.Runs(cmd.Context())
			if err != nil {
				return err
			}
			views := make([]runJSON, 0, len(runs))
			for _, r := range runs {
				views = append(views, runView(r))
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "runs": views})
			}
			out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
			fmt.Fprintln(out, "RUN\tWHEN\tKIND\tSTATUS\tAPPLIED\tACCOUNT\tFILE")
			for _, r := range runs {
				status := string(r.Status)
				if status == "" {
					status = "cut off"
				}
				kind := string(r.Kind)
				if r.Trial {
					kind = "trial"
				}
				fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", r.ID, r.Started.Local().Format("2 Jan 2006 15:04"), kind, status,
					r.Counts[apply.Applied], r.Account.Name, r.File)
			}
			return out.Flush()
		},
	}
}

type checkJSON struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Status  string `json:"status"`
	Fault   string `json:"fault"` // a code of the table of errors, "" where there is none
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Ms      int64  `json:"ms"`
}

func (t *terminal) doctor() *cobra.Command {
	var deep bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check this computer; --deep also asks Jobber",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := t.app.SelfCheck(cmd.Context(), deep)
			if err != nil {
				return err
			}
			views := make([]checkJSON, 0, len(result.Checks))
			for _, c := range result.Checks {
				views = append(views, checkJSON{c.Code, c.Title, string(c.Status), string(c.Fault), c.Message, c.Hint, c.Took.Milliseconds()})
				if !t.json {
					t.say("%-8s %6d ms  %-28s %s", c.Status, c.Took.Milliseconds(), c.Title, c.Message)
					if c.Hint != "" && c.Status != "ok" {
						t.say("%-8s %9s  %-28s %s", "", "", "", c.Hint)
					}
				}
			}
			if t.json {
				if err := t.print(map[string]any{"op": result.Op, "status": result.Status, "checks": views}); err != nil {
					return err
				}
			}
			if result.Status == "failed" {
				return exit(fault.ExitUnexpected)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&deep, "deep", false, "also reach Jobber: connection, products, limits")
	return c
}
