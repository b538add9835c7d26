package desktop_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/desktop"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// BenchmarkPreviewRows hands a plan of 50,000 rows over to the page, page by page and as JSON as the window does; for
// comparison it writes the same texts as JSON alone.
func BenchmarkPreviewRows(b *testing.B) {
	const rows, page = 50_000, 5_000
	b.Setenv("PRICESYNC_HOME", b.TempDir())
	b.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-bench", Practice: true}), nil)
	bridge.Startup(b.Context(), glass{})
	defer bridge.Shutdown(b.Context())
	p := plan.Plan{Kind: plan.FromPriceList}
	for i := range rows {
		was := catalog.Prices{Price: money.Some(money.FromCents(int64(1000 + i))), Cost: money.Some(money.FromCents(int64(600 + i)))}
		next := catalog.Prices{Price: money.Some(money.FromCents(int64(1010 + i))), Cost: was.Cost}
		name := fmt.Sprintf("Copper elbow 15 mm no. %d", i)
		p.Changes = append(p.Changes, plan.Change{
			Line: i + 2, Name: name, Code: fmt.Sprintf("NG-%06d", i), Verdict: plan.Update, Message: "The price rises by 1.0 %.",
			Item: catalog.ItemID(fmt.Sprint("i", i)), ItemName: name, MatchedBy: "name", List: next, Before: was, After: next,
		})
	}
	shown := bridge.Show(app.Preview{ID: "p-bench", Plan: p.Sealed(), List: &pricelist.List{}})
	var texts [][][]string
	b.Run("pages", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			texts = texts[:0]
			for from := 0; from < rows; from += page {
				view, err := bridge.PreviewRows(shown.Plan, from, page)
				if err != nil || len(view.Rows) != page {
					b.Fatalf("%d rows from %d: %v", len(view.Rows), from, err)
				}
				if _, err := json.Marshal(view); err != nil {
					b.Fatal(err)
				}
				texts = append(texts, view.Rows)
			}
		}
	})
	b.Run("JSON", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, rows := range texts {
				if _, err := json.Marshal(rows); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
