package desktop_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/desktop"
	"pricesync/app/fault"
)

const undecided = "Name;Code;Price;Cost\n" +
	"10mm Copper Tube 2m;COP10;9,55;5,22\n" +
	"Cu Tube 15mm x 2m;COP15;12,65;7,01\n" + // no such name, but one comes near
	"22mm Copper Tube 2m;COP22;13,95;8,55\n" +
	"22MM COPPER TUBE 2M;COP22B;14,15;8,75\n" + // the same item again
	"22mm Copper Tube 3m;COP28;199,00;9,99\n" // far too dear

// rowsOf returns verdict, item and tick of every row by its line.
func rowsOf(t *testing.T, b *desktop.Bridge, plan string) map[string][]string {
	t.Helper()
	view, err := b.PreviewRows(plan, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(desktop.RowColumns(), name) }
	rows := map[string][]string{}
	for _, row := range view.Rows {
		rows[row[at("line")]] = []string{row[at("verdict")], row[at("itemName")], row[at("ticked")], row[at("waits")]}
	}
	return rows
}

// decide decides about a row and returns the lines of the rows that say something else since.
func decide(t *testing.T, b *desktop.Bridge, plan string, d desktop.DecisionView) (desktop.PlanView, []string) {
	t.Helper()
	done, err := b.Decide(plan, d)
	if err != nil {
		t.Fatalf("%+v: %v", d, err)
	}
	if done.Plan.Plan != plan {
		t.Errorf("the preview has become %s", done.Plan.Plan)
	}
	var lines []string
	for _, row := range done.Rows {
		lines = append(lines, row[0])
	}
	return done.Plan, lines
}

func TestEachDecisionChangesItsRowsAndIsTakenBackOneByOne(t *testing.T) {
	bridge, _, _, plan := opened(t, undecided)
	first := rowsOf(t, bridge, plan.Plan)
	want := map[string][]string{
		"2": {"update", "10mm Copper Tube 2m", "1", ""},
		"3": {"unmatched", "", "", "suggested"},
		"4": {"duplicate", "22mm Copper Tube 2m", "", "duplicate"},
		"5": {"duplicate", "22mm Copper Tube 2m", "", "duplicate"},
		"6": {"held", "22mm Copper Tube 3m", "", "held"},
	}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Fatalf("at first (-want +got):\n%s", diff)
	}
	row, err := bridge.PreviewRow(plan.Plan, 3)
	if err != nil || len(row.Suggestions) == 0 || row.Suggestions[0].Name != "15mm Copper Tube 2m" || row.Suggestions[0].Price == "" {
		t.Fatalf("the suggestions: %+v, %v", row.Suggestions, err)
	}
	if double, err := bridge.PreviewRow(plan.Plan, 4); err != nil || double.Winner != 4 {
		t.Errorf("line %d would win: %v", double.Winner, err)
	}
	_, accepted := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 3, What: "accept", Item: row.Suggestions[0].Item})
	_, took := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 5, What: "take"})
	_, ticked := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 6, What: "tick"})
	_, skipped := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 2, What: "skip"})
	last, never := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 3, What: "never"})
	changed := [][]string{accepted, took, ticked, skipped, never}
	if diff := cmp.Diff([][]string{{"3"}, {"4", "5"}, {"6"}, {"2"}, {"3"}}, changed); diff != "" {
		t.Errorf("the rows that changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(desktop.ReviewView{Began: 4, Steps: 5, Done: map[string]int{"accept": 1, "take": 1, "tick": 1, "skip": 1, "never": 1}}, last.Review); diff != "" {
		t.Errorf("the review (-want +got):\n%s", diff)
	}
	decidedRows := map[string][]string{
		"2": {"unchanged", "10mm Copper Tube 2m", "", ""},
		"3": {"unmatched", "", "", ""},
		"4": {"unchanged", "22mm Copper Tube 2m", "", ""},
		"5": {"update", "22mm Copper Tube 2m", "1", ""},
		"6": {"held", "22mm Copper Tube 3m", "1", "held"},
	}
	if diff := cmp.Diff(decidedRows, rowsOf(t, bridge, plan.Plan)); diff != "" {
		t.Errorf("decided (-want +got):\n%s", diff)
	}
	for left := 4; left >= 0; left-- {
		back, err := bridge.UndoDecision(plan.Plan)
		if err != nil || back.Plan.Review.Steps != left {
			t.Fatalf("%d decisions are left: %v", back.Plan.Review.Steps, err)
		}
		if left == 4 {
			if got := rowsOf(t, bridge, plan.Plan)["3"]; !cmp.Equal(got, []string{"update", "15mm Copper Tube 2m", "1", ""}) {
				t.Errorf("after the last was taken back, line 3 is %v", got)
			}
		}
	}
	if diff := cmp.Diff(first, rowsOf(t, bridge, plan.Plan)); diff != "" {
		t.Errorf("all taken back (-want +got):\n%s", diff)
	}
	if _, err := bridge.UndoDecision(plan.Plan); !fault.Is(err, fault.DecisionInvalid) {
		t.Errorf("taking back once more: %v", err)
	}
}

func TestWhatWasDecidedIsSyncedAndTheNextListKnowsIt(t *testing.T) {
	bridge, _, path, plan := opened(t, undecided)
	found, err := bridge.SearchItems(plan.Plan, 3, "tube 15mm 2m")
	if err != nil || len(found) == 0 || found[0].Name != "15mm Copper Tube 2m" || found[0].Price == "" {
		t.Fatalf("found %+v: %v", found, err)
	}
	decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 3, What: "pick", Item: found[0].Item})
	next, _ := decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 4, What: "take"})
	for _, hold := range next.Holds {
		if _, err := bridge.AcceptHolds(plan.Plan, []string{hold.Code}); err != nil {
			t.Fatal(err)
		}
	}
	run, err := bridge.Sync(plan.Plan, 0)
	if err != nil || run.Run.Plan != plan.Plan {
		t.Fatalf("the run of %s: %v", run.Run.Plan, err)
	}
	var written []string
	for _, row := range run.Rows {
		written = append(written, row.ItemName+" "+row.StoredPrice)
	}
	slices.Sort(written)
	if diff := cmp.Diff([]string{"10mm Copper Tube 2m 9.55", "15mm Copper Tube 2m 12.65", "22mm Copper Tube 2m 13.95"}, written); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	write(t, path, "Name;Code;Price;Cost\nCu Tube 15mm x 2m;COP15;12,95;7,01\n")
	later := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
	bridge.Shutdown(context.Background())
	later.Startup(t.Context(), glass{})
	t.Cleanup(func() { later.Shutdown(context.Background()) })
	handle := later.Status().OpenedWith.Handle
	if _, err := later.OpenPriceList(handle); err != nil {
		t.Fatal(err)
	}
	again, err := later.Preview(handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, later, again.Plan)["2"]; !cmp.Equal(got, []string{"update", "15mm Copper Tube 2m", "1", ""}) {
		t.Errorf("the next list's row is %v", got)
	}
}

func TestDecisionsOutlastAFileThatIsReadAgain(t *testing.T) {
	bridge, _, path, plan := opened(t, undecided)
	decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 2, What: "skip"})
	decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 5, What: "take"})
	decide(t, bridge, plan.Plan, desktop.DecisionView{Line: 6, What: "tick"})
	write(t, path, "Name;Code;Price;Cost\n22mm Copper Tube 3m;COP28;199,00;9,99\n22MM COPPER TUBE 2M;COP22B;14,15;8,75\n"+
		"22mm Copper Tube 2m;COP22;13,95;8,55\n10mm Copper Tube 2m;COP10;9,55;5,22\n")
	again, err := bridge.ReadAgain(plan.Plan)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"2": {"held", "22mm Copper Tube 3m", "1", "held"},
		"3": {"update", "22mm Copper Tube 2m", "1", ""},
		"4": {"unchanged", "22mm Copper Tube 2m", "", ""},
		"5": {"unchanged", "10mm Copper Tube 2m", "", ""},
	}
	if diff := cmp.Diff(want, rowsOf(t, bridge, again.Plan)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatCantBeDecidedIsRefusedAndChangesNothing(t *testing.T) {
	bridge, _, path, plan := opened(t, undecided)
	first := rowsOf(t, bridge, plan.Plan)
	for _, d := range []desktop.DecisionView{
		{Line: 99, What: "skip"}, {Line: -1, What: "skip"}, {Line: 3, What: "accept", Item: "none"}, {Line: 3, What: "accept"},
		{Line: 3, What: "tick"}, {Line: 3, What: "everything"}, {Line: 3},
	} {
		if _, err := bridge.Decide(plan.Plan, d); !fault.Is(err, fault.DecisionInvalid) {
			t.Errorf("%+v: %v", d, err)
		}
	}
	if _, err := bridge.Decide(plan.Plan, desktop.DecisionView{Line: 3, What: "correct", Text: "1"}); !fault.Is(err, fault.CorrectionInvalid) {
		t.Errorf("correcting what was understood: %v", err)
	}
	if _, err := bridge.Decide("p-none", desktop.DecisionView{Line: 3, What: "skip"}); !fault.Is(err, fault.PlanUnknown) {
		t.Errorf("another plan: %v", err)
	}
	if diff := cmp.Diff(first, rowsOf(t, bridge, plan.Plan)); diff != "" || filepath.Base(path) == "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
