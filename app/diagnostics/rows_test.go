package diagnostics_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"pricesync/app/diagnostics"
)

// ranRows is a collector over runs of so many rows, of which the last bad ones were rejected.
func ranRows(runs, rows, bad int) diagnostics.Collector {
	c := collector()
	var past []diagnostics.PastRun
	for i := range runs {
		past = append(past, diagnostics.PastRun{Run: fmt.Sprintf("r-%d", i), Counts: map[string]int{"applied": rows - bad, "rejected": bad}})
	}
	c.Sources.Runs = given(past)
	c.Sources.Rows = func(_ context.Context, run string, take func(diagnostics.RunRow) error) error {
		for line := range rows {
			row := diagnostics.RunRow{Line: line, Item: fmt.Sprintf("Copper tube no %d", line), Outcome: "applied", Slipped: line == 7}
			if line >= rows-bad {
				row.Outcome, row.Message = "rejected", "Jobber refused this row: too long."
			}
			if err := take(row); err != nil {
				return err
			}
		}
		return nil
	}
	return c
}

// runFile is what a run's own file holds.
type runFile struct {
	Run     string               `json:"run"`
	AllRows bool                 `json:"all_rows"`
	Rows    []diagnostics.RunRow `json:"rows"`
}

func readRun(t *testing.T, text string) runFile {
	t.Helper()
	var file runFile
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	return file
}

func TestEveryRowThatWasNotAppliedStandsInTheReportAndEveryRowInItsRunsFile(t *testing.T) {
	files := export(t, ranRows(2, 100, 30))
	r := report(t, files)
	for i, run := range r.Runs {
		applied, rejected := 0, 0
		for _, row := range run.Rows {
			if row.Outcome == "applied" {
				applied++
			} else {
				rejected++
			}
		}
		if applied != 20 || rejected != 30 || run.MoreRows != 50 || run.Slipped != 1 {
			t.Errorf("run %d: %d applied, %d rejected, %d more, %d slipped", i, applied, rejected, run.MoreRows, run.Slipped)
		}
		file := readRun(t, files[run.Detail])
		if !file.AllRows || len(file.Rows) != 100 || file.Run != run.Run {
			t.Errorf("%s: %d rows of %s, all: %v", run.Detail, len(file.Rows), file.Run, file.AllRows)
		}
	}
	if !strings.Contains(files["report.html"], "50 rows more; see <code>runs/r-0.json</code>.") {
		t.Error("the page does not say where the other rows are")
	}
}

func TestLargeRunsStayWithinTheirBounds(t *testing.T) {
	c := ranRows(20, 52, 22)
	c.SetBounds(2, 400, 1000, 1010)
	files := export(t, c)
	r := report(t, files)
	shown, kept := 0, 0
	for i, run := range r.Runs {
		shown += len(run.Rows)
		file := readRun(t, files[run.Detail])
		kept += len(file.Rows)
		if all := i < 19; file.AllRows != all || all && len(file.Rows) != 52 {
			t.Errorf("run %d has %d rows in its file, all: %v", i, len(file.Rows), file.AllRows)
		}
		if len(run.Rows)+run.MoreRows != 52 {
			t.Errorf("run %d: %d rows and %d more", i, len(run.Rows), run.MoreRows)
		}
	}
	if shown != 400 || kept != 1010 {
		t.Errorf("%d rows in the report, %d in files", shown, kept)
	}
}

func TestRowsThatCannotBeHadAreToldAndTheOthersKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		c := ranRows(3, 10, 1)
		all := c.Sources.Rows
		c.Sources.Rows = func(ctx context.Context, run string, take func(diagnostics.RunRow) error) error {
			switch run {
			case "r-0":
				return errors.Join(all(ctx, run, take), errors.New("the last page is damaged"))
			case "r-1":
				<-never
				return take(diagnostics.RunRow{Line: 99})
			}
			return all(ctx, run, take)
		}
		files := export(t, c)
		close(never)
		synctest.Wait()
		r := report(t, files)
		want := []string{"rows of run r-0: the last page is damaged", "rows of run r-1: not gathered within 20s: context deadline exceeded"}
		if fmt.Sprint(r.Troubles) != fmt.Sprint(want) {
			t.Errorf("troubles %q", r.Troubles)
		}
		if len(r.Runs) != 3 || len(r.Runs[0].Rows) != 10 || len(readRun(t, files["runs/r-0.json"]).Rows) != 10 || r.Runs[1].Detail != "" {
			t.Errorf("%+v", r.Runs)
		}
	})
}
