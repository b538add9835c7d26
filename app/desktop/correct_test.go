package desktop_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/desktop"
)

// listener is a window that keeps the events that it was told.
type listener struct {
	glass
	events []string
}

func (l *listener) Emit(_ context.Context, event string, _ any) {
	if event == "file-changed" {
		l.events = append(l.events, event)
	}
}

const misread = "Name;Price;Cost\n" +
	"10mm Copper Tube 2m;9,55;5,22\n" +
	"15mm Copper Tube 2m;12,6S;7,01\n" + // the letter S
	"22mm Copper Tube 2m;13,95;8,55\n"

// opened previews a list in the practice company and returns the bridge, its window and the file.
func opened(t *testing.T, text string) (*desktop.Bridge, *listener, string, desktop.PlanView) {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	path := filepath.Join(t.TempDir(), "Spring.csv")
	write(t, path, text)
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
	window := &listener{}
	bridge.Startup(t.Context(), window)
	t.Cleanup(func() { bridge.Shutdown(context.Background()) })
	handle := bridge.Status().OpenedWith.Handle
	if _, err := bridge.OpenPriceList(handle); err != nil {
		t.Fatal(err)
	}
	plan, err := bridge.Preview(handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	return bridge, window, path, plan
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// shown returns name, verdict, price and tick of every row.
func shown(t *testing.T, b *desktop.Bridge, plan string) [][]string {
	t.Helper()
	view, err := b.PreviewRows(plan, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	columns := desktop.RowColumns()
	at := func(name string) int { return slices.Index(columns, name) }
	var rows [][]string
	for _, row := range view.Rows {
		rows = append(rows, []string{row[at("name")], row[at("verdict")], row[at("afterPrice")], row[at("ticked")]})
	}
	return rows
}

func TestACellIsPutRightInThePreviewAndTicksAreKept(t *testing.T) {
	bridge, _, path, plan := opened(t, misread)
	if _, err := bridge.Tick(plan.Plan, []int{2}, false); err != nil {
		t.Fatal(err)
	}
	row, err := bridge.PreviewRow(plan.Plan, 3)
	if err != nil || row.Correctable != (desktop.CorrectableView{Field: "price", Was: "12,6S"}) {
		t.Fatalf("correctable: %+v, %v", row.Correctable, err)
	}
	for _, wrong := range []string{"12,65", "", "-1"} {
		if _, err := bridge.Correct(plan.Plan, 3, wrong); err == nil {
			t.Errorf("%q is taken as a price", wrong)
		}
	}
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"10mm Copper Tube 2m", "update", "9.55", ""},
		{"15mm Copper Tube 2m", "update", "12.65", "1"},
		{"22mm Copper Tube 2m", "update", "13.95", "1"},
	}
	if diff := cmp.Diff(want, shown(t, bridge, next.Plan)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if text, _ := os.ReadFile(path); string(text) != misread {
		t.Error("the file was changed")
	}
	done, err := bridge.Sync(next.Plan, 0)
	if err != nil || done.Run.Counts["applied"] != 2 {
		t.Fatalf("the sync: %+v, %v", done.Run.Counts, err)
	}
}

func TestAFileThatIsSavedAgainIsReadAgainWithTicksAndCorrections(t *testing.T) {
	bridge, window, path, plan := opened(t, misread)
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.Tick(next.Plan, []int{2}, false); err != nil {
		t.Fatal(err)
	}
	bridge.LookAtFile()
	if len(window.events) != 0 {
		t.Fatal("a file that nobody touched was told as changed")
	}
	write(t, path, "Name;Price;Cost\n15mm Copper Tube 2m;12,6S;7,11\n22mm Copper Tube 2m;14,20;8,55\n10mm Copper Tube 2m;9,55;5,22\n")
	later := time.Now().Add(time.Minute)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	bridge.LookAtFile()
	bridge.LookAtFile()
	if diff := cmp.Diff([]string{"file-changed"}, window.events); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	again, err := bridge.ReadAgain(next.Plan)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"15mm Copper Tube 2m", "update", "12.65", "1"},
		{"22mm Copper Tube 2m", "update", "14.20", "1"},
		{"10mm Copper Tube 2m", "update", "9.55", ""},
	}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFileThatIsSavedAgainWithAnotherColumnInFrontIsReadByItsHeadings(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	path := filepath.Join(t.TempDir(), "Two prices.csv")
	write(t, path, "Name,Price A,Price B\n10mm Copper Tube 2m,9.55,8.11\n22mm Copper Tube 2m,13.95,12.10\n")
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
	bridge.Startup(t.Context(), glass{})
	t.Cleanup(func() { bridge.Shutdown(context.Background()) })
	handle := bridge.Status().OpenedWith.Handle
	list, err := bridge.OpenPriceList(handle)
	if err != nil || len(list.Questions) != 1 {
		t.Fatalf("asked %+v: %v", list.Questions, err)
	}
	answered, err := bridge.SetLayout(handle, list.Questions[0].Choices[0].Layout)
	if err != nil || !answered.Ready {
		t.Fatalf("answered: %+v, %v", answered.Questions, err)
	}
	plan, err := bridge.Preview(handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, "Page,Name,Price A,Price B\n4,10mm Copper Tube 2m,9.60,8.11\n4,22mm Copper Tube 2m,14.20,12.10\n")
	want := [][]string{{"10mm Copper Tube 2m", "update", "9.60", "1"}, {"22mm Copper Tube 2m", "update", "14.20", "1"}}
	again, err := bridge.ReadAgain(plan.Plan)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" {
		t.Errorf("from the preview (-want +got):\n%s", diff)
	}
	write(t, path, "Page,Shelf,Name,Price A,Price B\n4,a,10mm Copper Tube 2m,9.60,8.11\n4,b,22mm Copper Tube 2m,14.20,12.10\n")
	if list, err = bridge.List(handle); err != nil || list.Layout.Price != 3 {
		t.Errorf("the list beside the preview: %+v, %v", list.Layout, err)
	}
	if list, err = bridge.ReadListAgain(handle); err != nil || list.Layout.Price != 4 || list.Layout.Name != 3 {
		t.Errorf("from the price list: %+v, %v", list.Layout, err)
	}
}

func TestHowSureTheLettersAreStaysWhileOtherThingsAreDecided(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	path := filepath.Join(t.TempDir(), "Namen.csv")
	write(t, path, "Name,Price\nK\xfcchenr\xf6hre,9.55\nCopper Tube,13.95\n")
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
	bridge.Startup(t.Context(), glass{})
	t.Cleanup(func() { bridge.Shutdown(context.Background()) })
	handle := bridge.Status().OpenedWith.Handle
	list, err := bridge.OpenPriceList(handle)
	if err != nil || list.Sure == 0 || list.Sure == 100 || !slices.Contains(list.Encodings, list.Layout.Encoding) {
		t.Fatalf("%d %% sure of %q among %q: %v", list.Sure, list.Layout.Encoding, list.Encodings, err)
	}
	other := list.Layout
	other.Unit = -1
	if next, err := bridge.SetLayout(handle, other); err != nil || next.Sure != list.Sure {
		t.Errorf("%d %% sure after another decision: %v", next.Sure, err)
	}
	other.Encoding = "windows-1250"
	if next, err := bridge.SetLayout(handle, other); err != nil || next.Sure != 100 {
		t.Errorf("%d %% sure of what the user chose: %v", next.Sure, err)
	}
}

func TestWhatWasPutRightWronglyIsPutRightOnceMore(t *testing.T) {
	bridge, _, _, plan := opened(t, misread)
	wrong, err := bridge.Correct(plan.Plan, 3, "126.50")
	if err != nil {
		t.Fatal(err)
	}
	row, err := bridge.PreviewRow(wrong.Plan, 3)
	if err != nil || row.Correctable != (desktop.CorrectableView{Field: "price", Was: "12,6S", Is: "126.50"}) {
		t.Fatalf("correctable: %+v, %v", row.Correctable, err)
	}
	if row, err := bridge.PreviewRow(wrong.Plan, 2); err != nil || row.Correctable != (desktop.CorrectableView{}) {
		t.Errorf("a cell that the list has right: %+v, %v", row.Correctable, err)
	}
	right, err := bridge.Correct(wrong.Plan, 3, "12.65")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"15mm Copper Tube 2m", "update", "12.65", "1"}
	if diff := cmp.Diff(want, shown(t, bridge, right.Plan)[1]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTicksAndCorrectionsOutlastALookBackAtColumnsAndRules(t *testing.T) {
	bridge, _, _, plan := opened(t, misread)
	next, err := bridge.Correct(plan.Plan, 3, "12.65")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.Tick(next.Plan, []int{2}, false); err != nil {
		t.Fatal(err)
	}
	files, err := bridge.RecentFiles()
	if err != nil || len(files) != 1 {
		t.Fatalf("%d recent files: %v", len(files), err)
	}
	list, err := bridge.List(files[0].Handle)
	if err != nil || list.Invalid != 0 {
		t.Fatalf("%d rows of the list are not understood: %v", list.Invalid, err)
	}
	list.Layout.Description = -1
	if list, err = bridge.SetLayout(files[0].Handle, list.Layout); err != nil || list.Invalid != 0 || list.Priced != 3 {
		t.Fatalf("with another column, %d rows are not understood: %v", list.Invalid, err)
	}
	again, err := bridge.Preview(files[0].Handle, desktop.RulesView{OnlyIncrease: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"10mm Copper Tube 2m", "update", "9.55", ""},
		{"15mm Copper Tube 2m", "update", "12.65", "1"},
		{"22mm Copper Tube 2m", "update", "13.95", "1"},
	}
	if diff := cmp.Diff(want, shown(t, bridge, again.Plan)); diff != "" || again.Selection.Ticked != 2 {
		t.Errorf("%d are ticked (-want +got):\n%s", again.Selection.Ticked, diff)
	}
	if list, err = bridge.OpenPriceList(files[0].Handle); err != nil || list.Invalid != 1 {
		t.Fatalf("opened anew, %d rows are not understood: %v", list.Invalid, err)
	}
	fresh, err := bridge.Preview(files[0].Handle, desktop.RulesView{})
	if err != nil || fresh.Selection.Ticked != 2 || shown(t, bridge, fresh.Plan)[0][3] != "1" {
		t.Errorf("opened anew, the preview has %d ticked: %v", fresh.Selection.Ticked, err)
	}
}

func TestTheFileThatOneGoesBackToIsTheOneThatIsLookedAt(t *testing.T) {
	bridge, window, path, _ := opened(t, misread)
	files, err := bridge.RecentFiles()
	if err != nil || len(files) != 1 {
		t.Fatalf("%d recent files: %v", len(files), err)
	}
	other, err := bridge.PracticePriceList()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.OpenPriceList(other.Handle); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Minute)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	bridge.LookAtFile()
	if len(window.events) != 0 {
		t.Fatal("a file that is not shown was told as changed")
	}
	if _, err := bridge.List(files[0].Handle); err != nil {
		t.Fatal(err)
	}
	bridge.LookAtFile()
	if diff := cmp.Diff([]string{"file-changed"}, window.events); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestTheFirstRowIsShownAsItWasReadAndNoneBeforeTheQuestionsAreAnswered(t *testing.T) {
	bridge, _, path, _ := opened(t, "Code;Name;Price;Cost\n;Tubes;;\n017;Copper tube;£4,20 + VAT;(1.234,5)\n018;Elbow;£2,40;1.000,00\n")
	files, err := bridge.RecentFiles()
	if err != nil || len(files) != 1 {
		t.Fatalf("%d recent files: %v", len(files), err)
	}
	list, err := bridge.List(files[0].Handle)
	if err != nil {
		t.Fatal(err)
	}
	want := desktop.WorkedView{Line: 4, Name: "Elbow", Code: "018", Price: "2.40", Cost: "1000.00"}
	if diff := cmp.Diff(want, list.Worked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	write(t, path, "Name,Price A,Price B\nCopper tube,9.55,8.11\nElbow,13.95,12.10\n")
	if list, err = bridge.OpenPriceList(files[0].Handle); err != nil || list.Ready || list.Worked != (desktop.WorkedView{}) {
		t.Errorf("with %d questions open: %+v, %v", len(list.Questions), list.Worked, err)
	}
}
