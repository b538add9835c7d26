package app_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

// practice opens the program on the practice company, in a profile of its own.
func practice(t *testing.T) *app.App {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: true})
	a.Start(t.Context())
	t.Cleanup(a.Close)
	if failure := a.Status(t.Context()).Failure; failure != nil {
		t.Fatal(failure)
	}
	return a
}

// listed reads a price list with that content.
func listed(t *testing.T, a *app.App, content string) *pricelist.List {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return read.List
}

const oneRow = "Name,Price\n15mm Copper Tube 3m,16.65\n"

func TestASecondOperationIsRefusedWhileOneRuns(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := app.Choose(preview.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	refused := make(chan error, 1)
	asked := false
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" && !asked {
			asked = true
			_, err := a.Sync(t.Context(), preview.ID, chosen)
			refused <- err
		}
	})
	record, err := a.Sync(t.Context(), preview.ID, chosen)
	if err != nil || record.Run.Status != apply.Done {
		t.Fatalf("the first sync ended %q: %v", record.Run.Status, err)
	}
	if err := <-refused; !fault.Is(err, fault.OperationRunning) {
		t.Errorf("the second sync gave %v", err)
	}
}

func TestCancelStopsARunThatCanBeResumed(t *testing.T) {
	a := practice(t)
	_, content := practiceList(t, a)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: content})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := app.Choose(preview.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" {
			a.Cancel()
		}
	})
	stopped, err := a.Sync(t.Context(), preview.ID, chosen)
	if !fault.Is(err, fault.RunStopped) || stopped.Run.Status != apply.Stopped {
		t.Fatalf("the run ended %q: %v", stopped.Run.Status, err)
	}
	a.OnProgress(nil)
	resumed, err := a.Resume(t.Context(), stopped.Run.ID)
	if err != nil || resumed.Run.Status != apply.Done || resumed.Run.Counts[apply.Applied] != len(resumed.Rows) {
		t.Fatalf("resumed, it ended %q with %v: %v", resumed.Run.Status, resumed.Run.Counts, err)
	}
	if _, err := a.Resume(t.Context(), stopped.Run.ID); !fault.Is(err, fault.RunFinished) {
		t.Errorf("resuming it once more gave %v", err)
	}
}

func TestATrialIsUndoneRowByRow(t *testing.T) {
	a := practice(t)
	_, list := practiceList(t, a)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	chosen := app.Selection{Ticked: preview.Plan.Default()}
	record, err := a.Sync(t.Context(), preview.ID, chosen)
	if err != nil {
		t.Fatal(err)
	}
	two := []int{record.Rows[0].Line, record.Rows[1].Line}
	undo, err := a.UndoPlan(t.Context(), record.Run.ID, two)
	if err != nil || len(undo.Plan.Changes) != 2 {
		t.Fatalf("%d rows to undo: %v", len(undo.Plan.Changes), err)
	}
	undone, err := a.Sync(t.Context(), undo.ID, app.Selection{Ticked: undo.Plan.Default()})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range undone.Rows {
		if diff := cmp.Diff(record.Rows[i].Before, row.Stored); diff != "" {
			t.Errorf("line %d (-before the run +after the undo):\n%s", row.Line, diff)
		}
	}
	items, err := a.Items(t.Context(), record.Rows[0].ItemName, 1)
	if err != nil || len(items) != 1 || items[0].Price != record.Rows[0].Before.Price.Or(items[0].Price) {
		t.Errorf("the mirror has %v: %v", items, err)
	}
}

func TestAnOperationThatIsCancelledBeforeItBeginsChangesNothing(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Preview(ctx, app.PreviewOptions{List: list}); !fault.Is(err, fault.Cancelled) {
		t.Errorf("it gave %v", err)
	}
	runs, err := a.Runs(t.Context())
	if err != nil || len(runs) != 0 {
		t.Errorf("the history has %d runs: %v", len(runs), err)
	}
}

func TestExpectFollowsJobbersLimits(t *testing.T) {
	a := practice(t)
	for _, c := range []struct {
		rows        int
		least, most time.Duration
	}{{0, 0, 0}, {100, time.Second, 10 * time.Second}, {2_000, 20 * time.Second, 2 * time.Minute}, {5_000, 10 * time.Minute, 11 * time.Minute}} {
		if got := a.Expect(c.rows); got < c.least || got > c.most {
			t.Errorf("%d rows are expected to take %s, want %s to %s", c.rows, got, c.least, c.most)
		}
	}
}

// practiceList reads the price list that comes with the practice company.
func practiceList(t *testing.T, a *app.App) (string, *pricelist.List) {
	t.Helper()
	path, err := a.PracticePriceList()
	if err != nil {
		t.Fatal(err)
	}
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return path, read.List
}
