package cli

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/store"
)

func (t *terminal) diagnostics() *cobra.Command {
	var out, copied string
	var names bool
	c := &cobra.Command{
		Use:   "diagnostics --out FILE.zip",
		Short: "Save a report for support, without secrets",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usageError{errors.New("--out is missing; it names the file to save the report in, such as --out " + app.ReportName())}
			}
			if err := t.app.ExportDiagnostics(cmd.Context(), out, app.ReportChoice{Names: names, KeepOthers: true, Replay: store.PlanID(copied)}); err != nil {
				return err
			}
			return t.saved(out)
		},
	}
	c.Flags().StringVar(&out, "out", "", "where to save the zip; a report that is there is replaced")
	c.Flags().BoolVar(&names, "names", false, "with item and file names and prices, where support asks for them")
	c.Flags().StringVar(&copied, "replay", "", "with a copy of this preview (its plan's id) in other names and amounts, which support can run again")
	return c
}

func (t *terminal) report() *cobra.Command {
	return &cobra.Command{
		Use:   "report FILE.zip",
		Short: "Print what a diagnostics report says, for support",
		Long: "Prints the summary of a diagnostics report that somebody saved, also with an older version: what is wrong and what to do,\n" +
			"the last syncs, previews and errors. With --json it prints the whole report.json. Only the file is looked at.",
		Args: arguments(1, 1, "one file, the report"),
		PersistentPreRunE: func(*cobra.Command, []string) error { // works also where the program itself can't start
			t.app = app.New(app.Config{Version: t.version, Commit: t.commit, Terminal: true, LogTo: io.Discard})
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			report, err := t.app.ReadReport(args[0])
			if err != nil {
				return err
			}
			if !t.json {
				_, err := io.WriteString(t.out, report.Text())
				return err
			}
			if report.Op == "" {
				report.Op = t.app.NewOp()
			}
			return t.print(report)
		},
	}
}
