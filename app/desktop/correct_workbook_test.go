package desktop_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pricesync/app"
	"pricesync/app/desktop"
)

// saved writes a workbook; each sheet is its name and its rows, whose numbers are shown in pounds.
func saved(t *testing.T, path string, sheets ...any) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	pounds := `[$£-809]#,##0.00`
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &pounds})
	check(t, err)
	for i := 0; i < len(sheets); i += 2 {
		name, rows := sheets[i].(string), sheets[i+1].([][]any)
		_, err := f.NewSheet(name)
		check(t, err)
		for r, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, r+1)
			check(t, err)
			check(t, f.SetSheetRow(name, cell, &row))
		}
		check(t, f.SetCellStyle(name, "B2", "C20", style))
	}
	check(t, f.DeleteSheet("Sheet1"))
	check(t, f.SaveAs(path))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// openedWith opens the program with a file.
func openedWith(t *testing.T, path string) (*desktop.Bridge, string) {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
	bridge.Startup(t.Context(), glass{})
	t.Cleanup(func() { bridge.Shutdown(context.Background()) })
	return bridge, bridge.Status().OpenedWith.Handle
}

func TestAWorkbooksCellIsPutRightAndStaysSoWhenItIsSavedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Spring.xlsx")
	heading := []any{"Name", "Price", "Cost"}
	saved(t, path, "Prices", [][]any{heading, {"10mm Copper Tube 2m", 9.55, 5.22}, {"15mm Copper Tube 2m", "12.6S", 7.01}, {"22mm Copper Tube 2m", 13.95, 8.55}})
	before, err := os.ReadFile(path)
	check(t, err)
	bridge, handle := openedWith(t, path)
	_, err = bridge.OpenPriceList(handle)
	check(t, err)
	plan, err := bridge.Preview(handle, desktop.RulesView{})
	check(t, err)
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	check(t, err)
	want := [][]string{{"10mm Copper Tube 2m", "update", "9.55", "1"}, {"15mm Copper Tube 2m", "update", "12.65", "1"}, {"22mm Copper Tube 2m", "update", "13.95", "1"}}
	if diff := cmp.Diff(want, shown(t, bridge, next.Plan)); diff != "" {
		t.Errorf("put right (-want +got):\n%s", diff)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the workbook was changed")
	}
	_, err = bridge.Tick(next.Plan, []int{2}, false)
	check(t, err)

	saved(t, path, "Prices", [][]any{heading, {"22mm Copper Tube 2m", 14.2, 8.55}, {"15mm Copper Tube 2m", "12.6S", 7.11}, {"10mm Copper Tube 2m", 9.55, 5.22}})
	again, err := bridge.ReadAgain(next.Plan)
	check(t, err)
	want = [][]string{{"22mm Copper Tube 2m", "update", "14.20", "1"}, {"15mm Copper Tube 2m", "update", "12.65", "1"}, {"10mm Copper Tube 2m", "update", "9.55", ""}}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("saved in another order (-want +got):\n%s", diff)
	}

	saved(t, path, "Prices", [][]any{heading, {"15mm Copper Tube 2m", 12.85, 7.11}, {"10mm Copper Tube 2m", 9.55, 5.22}})
	again, err = bridge.ReadAgain(again.Plan)
	check(t, err)
	want = [][]string{{"15mm Copper Tube 2m", "update", "12.85", "1"}, {"10mm Copper Tube 2m", "update", "9.55", ""}}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("mended in the workbook (-want +got):\n%s", diff)
	}
	done, err := bridge.Sync(again.Plan, 0)
	if err != nil || done.Run.Counts["applied"] != 1 {
		t.Fatalf("the sync: %+v, %v", done.Run.Counts, err)
	}
}

func TestTheChosenSheetIsReadAgainWhereverItStands(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Two sheets.xlsx")
	heading := []any{"Name", "Price"}
	tubes := func(price any) [][]any {
		return [][]any{heading, {"10mm Copper Tube 2m", 9.55}, {"15mm Copper Tube 2m", price}}
	}
	other := [][]any{heading, {"22mm Copper Tube 2m", 13.95}}
	saved(t, path, "Fittings", other, "Tubes", tubes("12.6S"))
	bridge, handle := openedWith(t, path)
	list, err := bridge.OpenPriceList(handle)
	if err != nil || len(list.Questions) != 1 || list.Questions[0].Code != "which_sheet" {
		t.Fatalf("asked %+v: %v", list.Questions, err)
	}
	list, err = bridge.SetLayout(handle, list.Questions[0].Choices[1].Layout)
	if err != nil || !list.Ready {
		t.Fatalf("answered: %+v, %v", list.Questions, err)
	}
	plan, err := bridge.Preview(handle, desktop.RulesView{})
	check(t, err)
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	check(t, err)
	saved(t, path, "Tubes", append(tubes("12.6S"), []any{"28mm Copper Tube 2m", 20.5}), "Fittings", other)
	again, err := bridge.ReadAgain(next.Plan)
	check(t, err)
	got := shown(t, bridge, again.Plan)
	want := [][]string{{"10mm Copper Tube 2m", "update", "9.55", "1"}, {"15mm Copper Tube 2m", "update", "12.65", "1"}}
	if len(got) != 3 || cmp.Diff(want, got[:2]) != "" {
		t.Errorf("read again: %v", got)
	}
}

func TestWhatIsPastedFromAWorkbookIsPutRight(t *testing.T) {
	bridge, _ := openedWith(t, "")
	const pasted = "Name\tPrice\tCost\r\n10mm Copper Tube 2m\t £9.55 \t £5.22 \r\n\"15mm Copper Tube\n2m\"\t£12.6S\t £7.01 \r\n\t\t\r\n22mm Copper Tube 2m\t £13.95 \t £-   \r\n"
	file, err := bridge.Paste(pasted)
	check(t, err)
	_, err = bridge.OpenPriceList(file.Handle)
	check(t, err)
	plan, err := bridge.Preview(file.Handle, desktop.RulesView{})
	check(t, err)
	row, err := bridge.PreviewRow(plan.Plan, 3)
	if err != nil || row.Correctable != (desktop.CorrectableView{Field: "price", Was: "£12.6S"}) {
		t.Fatalf("correctable: %+v, %v", row.Correctable, err)
	}
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	check(t, err)
	want := [][]string{{"10mm Copper Tube 2m", "update", "9.55", "1"}, {"15mm Copper Tube\n2m", "update", "12.65", "1"}, {"22mm Copper Tube 2m", "update", "13.95", "1"}}
	if diff := cmp.Diff(want, shown(t, bridge, next.Plan)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again, err := bridge.ReadAgain(next.Plan)
	check(t, err)
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("read again (-want +got):\n%s", diff)
	}
	done, err := bridge.Sync(again.Plan, 0)
	if err != nil || done.Run.Counts["applied"] != 3 {
		t.Fatalf("the sync: %+v, %v", done.Run.Counts, err)
	}
}

func TestACorrectionThatFitsNoRowAnyMoreIsGone(t *testing.T) {
	bridge, _, path, plan := opened(t, misread)
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	check(t, err)
	write(t, path, "Name;Price;Cost\n10mm Copper Tube 2m;9,55;5,22\n15mm Copper Tube 2m;12,7S;7,01\n")
	again, err := bridge.ReadAgain(next.Plan)
	check(t, err)
	want := [][]string{{"10mm Copper Tube 2m", "update", "9.55", "1"}, {"15mm Copper Tube 2m", "invalid", "", ""}}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("another slip in the same cell (-want +got):\n%s", diff)
	}
}
