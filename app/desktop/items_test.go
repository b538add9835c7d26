package desktop_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/desktop"
	"pricesync/app/money"
)

// inPractice starts the program on a fresh practice company.
func inPractice(t *testing.T) *desktop.Bridge {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), nil)
	bridge.Startup(t.Context(), &glass{})
	t.Cleanup(func() { bridge.Shutdown(context.Background()) })
	return bridge
}

func place(t *testing.T, column string) int {
	t.Helper()
	return slices.Index(desktop.ItemColumns(), column)
}

func TestTheItemsCrossInPagesOfOneListing(t *testing.T) {
	bridge := inPractice(t)
	empty, err := bridge.OpenItems()
	if err != nil || empty.Items != 0 || empty.ReadAt != "" || empty.Target != "" {
		t.Fatalf("before the first reading: %+v, %v", empty, err)
	}
	read, err := bridge.ReadItems()
	if err != nil || read.Items < 250 || read.ReadAt == "" || read.Listing == empty.Listing {
		t.Fatalf("%+v, %v", read, err)
	}
	if got := bridge.ItemRows(empty.Listing, 0, 10); got.Total != 0 || len(got.Rows) != 0 {
		t.Errorf("a listing that was opened before has %d rows", got.Total)
	}
	var names []string
	marks := map[string]int{"cost_rose": 0, "below_target": 0, "long_same": 0, "not_offered": 0}
	for offset := 0; offset < read.Items; {
		page := bridge.ItemRows(read.Listing, offset, 100)
		if page.Offset != offset || page.Total != read.Items || len(page.Rows) == 0 || len(page.Rows) > 100 {
			t.Fatalf("from %d: %d rows from %d of %d", offset, len(page.Rows), page.Offset, page.Total)
		}
		for _, row := range page.Rows {
			if len(row) != len(read.Columns) {
				t.Fatalf("a row of %d texts for %d columns", len(row), len(read.Columns))
			}
			names = append(names, strings.ToLower(row[place(t, "name")]))
			for _, mark := range strings.Fields(row[place(t, "marks")]) {
				marks[mark]++
			}
			if steps := row[place(t, "steps")]; !strings.HasSuffix(steps, ":"+row[place(t, "price")]) || row[place(t, "changed")] != "" {
				t.Errorf("%s at %s, met just now: steps %q, changed %q", row[place(t, "name")], row[place(t, "price")], steps, row[place(t, "changed")])
			}
		}
		offset += len(page.Rows)
	}
	if len(names) != read.Items || slices.Index(names, "15mm copper tube 3m") > slices.Index(names, "110mm soil coupling") {
		t.Errorf("%d names: %q", len(names), names)
	}
	if diff := cmp.Diff(read.Counts, marks); diff != "" || marks["not_offered"] == 0 {
		t.Errorf("the rows' marks are not those that were counted (-counted +rows):\n%s", diff)
	}
	for _, ask := range [][2]int{{-5, 3}, {read.Items, 10}, {read.Items + 9, 10}, {0, -1}} {
		if got := bridge.ItemRows(read.Listing, ask[0], ask[1]); got.Rows == nil || len(got.Rows) > 3 {
			t.Errorf("%d rows from %d: %d rows", ask[1], ask[0], len(got.Rows))
		}
	}
}

func TestAnItemIsShownWithWhatIsKnownOfItsPast(t *testing.T) {
	bridge := inPractice(t)
	file, err := bridge.PracticePriceList()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.OpenPriceList(file.Handle); err != nil {
		t.Fatal(err)
	}
	plan, err := bridge.Preview(file.Handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	run, err := bridge.Sync(plan.Plan, 1)
	if err != nil || len(run.Rows) != 1 || run.Rows[0].Outcome != "applied" {
		t.Fatalf("%+v, %v", run, err)
	}
	row := run.Rows[0]
	item, err := bridge.Item(row.Item)
	if err != nil || len(item.History) != 2 {
		t.Fatalf("%+v, %v", item, err)
	}
	newest, first := item.History[0], item.History[1]
	want := desktop.ItemPointView{
		When: newest.When, Price: row.StoredPrice, Cost: row.StoredCost, Margin: item.Margin, Run: run.Run.Run, Kind: "sync", File: run.Run.File,
	}
	if diff := cmp.Diff(want, newest); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if first.Price != row.BeforePrice || first.Cost != row.BeforeCost || first.Run != "" || first.When > newest.When {
		t.Errorf("it began as %+v", first)
	}
	if item.Name != row.ItemName || item.Price != row.StoredPrice || item.Category != "product" {
		t.Errorf("the item is %+v", item)
	}
	if none, err := bridge.Item("none"); err == nil || none.History == nil || none.Linked == nil || none.Marks == nil {
		t.Errorf("an item that is not there: %+v, %v", none, err)
	}
}

func TestStepsSayThePriceFromWhenOn(t *testing.T) {
	from := time.Date(2025, 3, 22, 0, 0, 0, 0, time.UTC)
	at := func(days int, price, cost int64) catalog.Point {
		return catalog.Point{At: from.AddDate(0, 0, days).Add(9 * time.Hour), Prices: catalog.Prices{Price: money.Some(money.FromCents(price)), Cost: money.Some(money.FromCents(cost))}}
	}
	for name, c := range map[string]struct {
		history catalog.History
		want    string
	}{
		"nothing is known":                     {nil, ""},
		"it was met within the time":           {catalog.History{at(300, 1225, 600)}, "300:12.25"},
		"it was met before":                    {catalog.History{at(-300, 1225, 600)}, "0:12.25"},
		"several before and one within":        {catalog.History{at(-300, 1000, 600), at(-20, 1100, 600), at(412, 1295, 600)}, "0:11.00 412:12.95"},
		"the cost alone is no step":            {catalog.History{at(3, 1000, 600), at(9, 1000, 700)}, "3:10.00"},
		"of two on one day the last stands":    {catalog.History{at(3, 1000, 600), at(9, 1100, 600), at(9, 1200, 600)}, "3:10.00 9:12.00"},
		"there and back on one day is no step": {catalog.History{at(3, 1000, 600), at(9, 1100, 600), at(9, 1000, 600)}, "3:10.00"},
	} {
		if got := desktop.StepsText(c.history, from); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
