package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

type differenceJSON struct {
	Line int    `json:"line"` // 0 where it is the preview as a whole
	What string `json:"what"`
	Was  string `json:"was"`
	Is   string `json:"is"`
}

// replayJSON is a preview that was run again. Its rows are as those of preview.
type replayJSON struct {
	Op          string           `json:"op"`
	Preview     string           `json:"preview"` // the operation that made the preview
	Program     string           `json:"program"` // the version that made it
	Version     string           `json:"version"` // the one that made it again
	Scrubbed    bool             `json:"scrubbed"`
	Same        bool             `json:"same"`
	PriceList   priceListJSON    `json:"price_list"`
	Recorded    map[string]int   `json:"recorded"`
	Counts      map[string]int   `json:"counts"`
	Holds       []noteJSON       `json:"holds"`
	Rows        []planRowJSON    `json:"rows"`
	Differences []differenceJSON `json:"differences"`
}

func (t *terminal) replay() *cobra.Command {
	return &cobra.Command{
		Use:   "replay FILE",
		Short: "Run the preview in a report again, for support",
		Long: "Runs a preview again from the copy of it in a diagnostics report, or from its replay.json alone: with this version of the\n" +
			"program, without Jobber and without anybody's settings. It ends with 1 where a row is not as it was recorded.",
		Args:              arguments(1, 1, "one file, a report or a replay.json"),
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil }, // only the file is looked at
		RunE: func(cmd *cobra.Command, args []string) error {
			made, err := app.Replay(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if t.json {
				if err := t.print(t.replayView(made)); err != nil {
					return err
				}
			} else {
				t.replayed(made)
			}
			if len(made.Differences) > 0 {
				return exit(fault.ExitUnexpected)
			}
			return nil
		},
	}
}

func (t *terminal) replayView(made app.Replayed) replayJSON {
	b, p := made.Bundle, made.Preview
	view := replayJSON{
		Op: app.New(app.Config{}).NewOp(), Preview: b.Op, Program: b.Program, Version: t.version, Scrubbed: b.Scrubbed, Same: len(made.Differences) == 0,
		PriceList: priceList(p.List), Recorded: map[string]int{}, Counts: verdictCounts(p.Plan), Holds: holds(p.Plan.Holds),
		Rows: planRows(p.Plan.Changes), Differences: make([]differenceJSON, 0, len(made.Differences)),
	}
	for verdict, n := range b.Counts() {
		view.Recorded[string(verdict)] = n
	}
	for _, d := range made.Differences {
		view.Differences = append(view.Differences, differenceJSON(d))
	}
	return view
}

// replayed prints a preview that was run again, for people.
func (t *terminal) replayed(made app.Replayed) {
	p := made.Preview
	t.changes(p.Plan)
	t.say("\nMade by version %s, reference %s; run again by version %s: %s.", made.Bundle.Program, made.Bundle.Op, t.version, countsText(p.Plan))
	for _, h := range p.Plan.Holds {
		t.say("Held as a whole (%s): %s", h.Code, h.Message)
	}
	if len(made.Differences) == 0 {
		t.say("Every row is as it was recorded.")
		return
	}
	t.say("Not as it was recorded (%s):", countedLines(made))
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "LINE\tWHAT\tWAS\tIS")
	for _, d := range made.Differences {
		line := fmt.Sprint(d.Line)
		if d.Line == 0 {
			line = "all"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", line, d.What, short(orNone(d.Was), 60), short(orNone(d.Is), 60))
	}
	_ = out.Flush()
}

func countedLines(made app.Replayed) string {
	lines := map[int]bool{}
	for _, d := range made.Differences {
		if d.Line > 0 {
			lines[d.Line] = true
		}
	}
	all := 0
	for _, verdict := range plan.Verdicts() {
		all += made.Bundle.Counts()[verdict]
	}
	return fmt.Sprintf("%d of %d rows", len(lines), all)
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
