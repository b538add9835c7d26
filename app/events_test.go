package app_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/logging"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// TestEveryEventIsWrittenAsItIsDocumented drives the operations, well and badly, and compares every line of the log with
// the table of events: no event and no field that is not documented, and nothing documented that is never written.
func TestEveryEventIsWrittenAsItIsDocumented(t *testing.T) {
	company := sandbox.Generated(200)
	w := newStage(t, company, func(c *sandbox.Config) {
		c.Switches = sandbox.Switches{
			Rotation: sandbox.RotationOff, Ending: map[string]time.Time{"2025-04-16": time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
		}
	})
	t.Setenv("CSV_MAX_ROWS", "0")
	w.open(false).Close()
	t.Setenv("CSV_MAX_ROWS", "100000")
	if err := os.MkdirAll(filepath.Join(w.home, "logs"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.home, "logs", "crash.txt"), []byte("fatal error: all goroutines are asleep\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := w.open(false)
	driveWell(t, w, a)
	driveBadly(t, w, a)
	a.Close()
	onTrial := w.open(true)
	if err := onTrial.ResetPractice(t.Context()); err != nil {
		t.Fatal(err)
	}
	onTrial.Close()

	seen := map[logging.Event]int{}
	documented := map[logging.Event]logging.EventDoc{}
	for _, doc := range logging.Events() {
		documented[doc.Event] = doc
	}
	for _, line := range w.lines() {
		event := logging.Event(fmt.Sprint(line["event"]))
		doc, ok := documented[event]
		if !ok {
			t.Errorf("the event of this line is not documented: %v", line)
			continue
		}
		seen[event]++
		for _, wrong := range unlike(line, doc) {
			t.Errorf("%s: %s", event, wrong)
		}
	}
	for _, event := range slices.Sorted(maps.Keys(documented)) {
		if seen[event] == 0 {
			t.Errorf("%s is documented, and was never written", event)
		}
	}
}

// unlike returns how a line differs from its documentation.
func unlike(line map[string]any, doc logging.EventDoc) []string {
	var wrong []string
	known := map[string]bool{}
	for _, field := range slices.Concat(logging.Common(), doc.Fields) {
		known[field.Name] = true
		if _, there := line[field.Name]; !there && !field.Sometimes {
			wrong = append(wrong, fmt.Sprintf("has no %s: %v", field.Name, line))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(line)) {
		if !known[name] {
			wrong = append(wrong, fmt.Sprintf("%s is not documented: %v", name, line[name]))
		}
	}
	if level := strings.ToLower(doc.Level.String()); line["level"] != level && doc.Event != logging.Failed {
		wrong = append(wrong, fmt.Sprintf("is of level %v, documented is %s", line["level"], level))
	}
	if line["msg"] != doc.Message {
		wrong = append(wrong, fmt.Sprintf("says %q, documented is %q", line["msg"], doc.Message))
	}
	return wrong
}

func driveWell(t *testing.T, w *stage, a *app.App) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	a.WindowReady(ctx, time.Second)
	_, err := w.connect(a, "allow")
	must(err)
	old, next := w.file("old.csv", dearer(w.config.Catalog, 20, 1)), w.file("new.csv", dearer(w.config.Catalog, 20, 2))
	_, err = a.Compare(ctx, old, next, app.ReadOptions{})
	must(err)
	must(a.SaveSetting(ctx, "theme", "dark"))
	edit := sandbox.On{Field: "productsAndServicesEdit"}
	w.server.Inject(sandbox.Fault{On: edit, Do: sandbox.BadToken()}, sandbox.Fault{On: edit, Do: sandbox.Throttled()},
		sandbox.Fault{On: sandbox.On{Operation: "ProductsByIDs"}, Do: sandbox.Failure(502, sandbox.ApplyNone)})
	preview := w.preview(a, "list.csv", dearer(w.config.Catalog, 20, 1))
	left, step, err := a.Decide(ctx, preview, app.RowDecision{Line: preview.Plan.Changes[0].Line, Kind: app.DecideSkip})
	must(err)
	_, err = a.TakeBack(ctx, left, step)
	must(err)
	record, err := w.sync(a, preview)
	must(err)
	must(a.Export(ctx, string(record.Run.ID), filepath.Join(t.TempDir(), "run.csv")))
	must(a.ExportPlan(ctx, string(record.Run.Plan), true, filepath.Join(t.TempDir(), "plan.xlsx")))
	undo, err := a.UndoPlan(ctx, record.Run.ID, nil)
	must(err)
	_, err = w.sync(a, undo)
	must(err)
	_, err = a.SelfCheck(ctx, true)
	must(err)
	must(a.ExportDiagnostics(ctx, filepath.Join(t.TempDir(), "report.zip"), app.ReportChoice{}))
	must(a.Lock(ctx, app.LockRequest{Item: w.config.Catalog.Items[0].ID, Field: plan.CostOnly}))
	must(a.Unlock(ctx, w.config.Catalog.Items[0].ID, ""))
	must(a.SaveSupplier(ctx, "HeatCo", listed(t, a, oneRow), plan.Rules{}))
	must(a.SaveRules(ctx, "HeatCo", plan.Rules{Markup: money.Some(money.FromInt(35))}))
	must(a.ExportSupplier(ctx, "HeatCo", filepath.Join(t.TempDir(), "heatco.json")))
	items, err := a.Items(ctx, "", 3)
	must(err)
	_, _, err = a.SaveLinks(ctx, app.Decision{Supplier: "HeatCo", Code: "A1", Item: items[0].ID})
	must(err)
	must(a.ExportLinks(ctx, app.LinkSearch{}, filepath.Join(t.TempDir(), "links.csv")))
}

func driveBadly(t *testing.T, w *stage, a *app.App) {
	t.Helper()
	ctx := t.Context()
	_ = a.WindowFailed(ctx, fault.New(fault.WebviewFailed, fault.Facts{"why": "the web view ended", "repair": "Install it again."}))
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" {
			a.Cancel()
		}
	})
	stopped, err := w.sync(a, w.preview(a, "again.csv", dearer(w.config.Catalog, 20, 3)))
	if !fault.Is(err, fault.RunStopped) {
		t.Fatalf("the run ended as %v", err)
	}
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "catalog" {
			panic("broken by the test")
		}
	})
	list := listed(t, a, oneRow)
	if _, err := a.Preview(ctx, app.PreviewOptions{List: list}); !fault.Is(err, fault.Internal) {
		t.Fatalf("a panic became %v", err)
	}
	a.OnProgress(nil)
	if resumed, err := a.Resume(ctx, stopped.Run.ID); err != nil || resumed.Run.Status != apply.Done {
		t.Fatalf("after a panic the run ended %q: %v", resumed.Run.Status, err)
	}
	if _, err := a.Run(ctx, "r-none"); !fault.Is(err, fault.RunUnknown) {
		t.Fatalf("a run that is not there gave %v", err)
	}
	_ = a.PageBroke(ctx, "x is undefined", "at Review")
	a.TellWindow("the web view said something")
	if _, err := a.Disconnect(ctx); err != nil {
		t.Fatal(err)
	}
}
