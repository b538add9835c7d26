package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/plan"
	"pricesync/app/supplier"
)

// undecidedRows is a list of so many rows that name no item, and of two that name the same one.
func undecidedRows(rows int) string {
	var text strings.Builder
	text.WriteString("Name,Code,Price,Cost\n")
	for i := range rows {
		fmt.Fprintf(&text, "Itm %05d,C%d,%d.50,1.00\n", i+1, i, 4+i)
	}
	text.WriteString("Item 00090,,9.00,1.00\nITEM 00090,,9.10,1.00\n")
	return text.String()
}

func TestADecidedPreviewIsTheOneThatTheNextListGets(t *testing.T) {
	w := newStage(t, sandbox.Generated(200), nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	items := w.config.Catalog.Items
	shown := w.preview(a, "list.csv", undecidedRows(8))
	line := func(i int) int { return shown.Plan.Changes[i].Line }
	var steps []app.Step
	before := []string{shown.Plan.Fingerprint}
	now := shown
	for _, d := range []app.RowDecision{
		{Line: line(0), Kind: app.DecideItem, Item: items[0].ID, How: supplier.Suggested},
		{Line: line(1), Kind: app.DecideItem, Item: items[1].ID, How: supplier.Searched},
		{Line: line(2), Kind: app.DecideNever},
		{Line: line(3), Kind: app.DecideSkip},
		{Line: line(8), Kind: app.DecideTake},
		{Line: line(9), Kind: app.DecideTake},
		{Line: line(0), Kind: app.DecideItem, Item: items[2].ID, How: supplier.Searched},
		{Line: line(3), Kind: app.DecideItem, Item: items[3].ID},
	} {
		next, step, err := a.Decide(t.Context(), now, d)
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		if next.ID != shown.ID {
			t.Errorf("%+v: the preview has become %s", d, next.ID)
		}
		now, steps, before = next, append(steps, step), append(before, next.Plan.Fingerprint)
		again, err := a.Preview(t.Context(), app.PreviewOptions{List: shown.List, Suggest: true, Decisions: now.Decisions(), Known: true})
		if err != nil || again.Plan.Fingerprint != now.Plan.Fingerprint {
			t.Fatalf("%+v: made from the start, the preview is another one: %v\n%s", d, err, cmp.Diff(again.Plan, now.Plan))
		}
	}
	if err := a.KeepPreview(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	kept, err := a.Plan(t.Context(), shown.ID)
	if err != nil || kept.Plan.Fingerprint != now.Plan.Fingerprint || !kept.Plan.Valid() {
		t.Errorf("what is kept is not what is shown: %v", err)
	}
	if _, _, err := a.Decide(t.Context(), kept, app.RowDecision{Line: line(4), Kind: app.DecideSkip}); !fault.Is(err, fault.PlanUnknown) {
		t.Errorf("deciding about a saved preview: %v", err)
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if now, err = a.TakeBack(t.Context(), now, steps[i]); err != nil {
			t.Fatal(err)
		}
		if now.Plan.Fingerprint != before[i] {
			t.Errorf("after step %d was taken back the preview is not as before it", i)
		}
	}
	links, err := a.Links(t.Context(), app.LinkSearch{})
	if err != nil || len(links) != 0 {
		t.Errorf("all taken back, %d links are left: %v", len(links), err)
	}
}

func TestTakingOneOfTwoNewItemsOfANameLeavesOtherNamesAlone(t *testing.T) {
	w := newStage(t, sandbox.Generated(20), nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	list := w.preview(a, "list.csv", "Name,Code,Price\nCeramic Valve,A1,9.00\nceramic valve,A2,9.10\nBrass Gland,B1,4.00\nBRASS GLAND,B2,4.20\n").List
	now, err := a.Preview(t.Context(), app.PreviewOptions{List: list, Create: plan.Creation{On: true}})
	if err != nil {
		t.Fatal(err)
	}
	verdicts := func() []plan.Verdict {
		var all []plan.Verdict
		for _, c := range now.Plan.Changes {
			all = append(all, c.Verdict)
		}
		return all
	}
	for _, step := range []struct {
		take int // by its place
		want []plan.Verdict
	}{
		{0, []plan.Verdict{plan.Create, plan.Unchanged, plan.Duplicate, plan.Duplicate}},
		{3, []plan.Verdict{plan.Create, plan.Unchanged, plan.Unchanged, plan.Create}},
		{1, []plan.Verdict{plan.Unchanged, plan.Create, plan.Unchanged, plan.Create}},
	} {
		if now, _, err = a.Decide(t.Context(), now, app.RowDecision{Line: list.Rows[step.take].Line, Kind: app.DecideTake}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, verdicts()); diff != "" {
			t.Errorf("after row %d was taken (-want +got):\n%s", step.take, diff)
		}
	}
}

func TestNoDecisionUsesUpTheLimitOfPreviews(t *testing.T) {
	w := newStage(t, sandbox.Generated(200), nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	if err := a.SaveSetting(t.Context(), "previews_per_minute", "1"); err != nil {
		t.Fatal(err)
	}
	now := w.preview(a, "list.csv", undecidedRows(8))
	for i := range 8 {
		next, _, err := a.Decide(t.Context(), now, app.RowDecision{Line: now.Plan.Changes[i].Line, Kind: app.DecideSkip})
		if err != nil {
			t.Fatal(err)
		}
		now = next
	}
	if n := now.Plan.Counts()[plan.Unmatched]; n != 0 {
		t.Errorf("%d rows are unmatched", n)
	}
	if _, err := a.Preview(t.Context(), app.PreviewOptions{List: now.List}); !fault.Is(err, fault.TooOften) {
		t.Errorf("a second preview: %v", err)
	}
	if _, _, err := a.Decide(t.Context(), now, app.RowDecision{Line: now.Plan.Changes[0].Line, Kind: app.DecideItem, Item: catalog.ItemID("none")}); !fault.Is(err, fault.DecisionInvalid) {
		t.Errorf("an item that is none: %v", err)
	}
}
