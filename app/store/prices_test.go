package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// after is noon, some days later.
func after(days int) time.Time { return noon().AddDate(0, 0, days) }

func found(days int, price, cost string) catalog.Point {
	return catalog.Point{At: after(days), Prices: prices(price, cost)}
}

func written(run apply.RunID, days int, price, cost string) catalog.Point {
	return catalog.Point{At: after(days), Prices: prices(price, cost), Run: string(run)}
}

// readAgain saves a catalog of items i1 and on with those prices and costs, as a reading some days later would.
func readAgain(t *testing.T, s *store.Store, days int, pairs ...catalog.Prices) {
	t.Helper()
	c := catalog.Catalog{Account: catalog.Account{ID: "acc-1", Name: "ACME Plumbing"}, ReadAt: after(days)}
	for i, p := range pairs {
		c.Items = append(c.Items, catalog.Item{ID: catalog.ItemID("i" + string(rune('1'+i))), Price: p.Price.Or(money.Amount{}), Cost: p.Cost})
	}
	if err := s.SaveCatalog(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

// ran has a run write the item i1, and mends the mirror as the program does.
func ran(t *testing.T, s *store.Store, days int, outcome apply.Outcome, before, stored catalog.Prices) apply.RunID {
	t.Helper()
	run := begun(t, s, plan.Plan{Kind: plan.FromPriceList, Account: catalog.Account{ID: "acc-1"}, Changes: []plan.Change{
		{Line: 2, Verdict: plan.Update, Item: "i1", Before: before, After: stored},
	}}.Sealed())
	settle(t, s, run, apply.Row{Line: 2, Item: "i1", Outcome: outcome, Before: before, Sent: stored, Stored: stored, At: after(days)})
	if outcome == apply.Applied {
		if err := s.UpdateItems(context.Background(), "acc-1", []catalog.Item{{ID: "i1", Price: stored.Price.Or(money.Amount{}), Cost: stored.Cost}}); err != nil {
			t.Fatal(err)
		}
	}
	return run
}

func histories(t *testing.T, s *store.Store, account catalog.AccountID) map[catalog.ItemID]catalog.History {
	t.Helper()
	all, err := s.Histories(context.Background(), account)
	if err != nil {
		t.Fatal(err)
	}
	for item, want := range all {
		one, err := s.History(context.Background(), account, item)
		if diff := cmp.Diff(want, one); diff != "" || err != nil {
			t.Errorf("%s by itself: %v (-want +got):\n%s", item, err, diff)
		}
	}
	return all
}

func TestAnItemsHistoryIsWhatReadingsFoundAndRunsWrote(t *testing.T) {
	s, path := opened(t)
	readAgain(t, s, 0, prices("10", "5"), prices("7", ""))
	readAgain(t, s, 1, prices("10", "5"), prices("7", ""))
	first := ran(t, s, 2, apply.Applied, prices("10", "5"), prices("11", "6"))
	readAgain(t, s, 3, prices("11", "6"), prices("7", "4"))
	readAgain(t, s, 4, prices("11.50", "6"), prices("7", "4"))
	ran(t, s, 5, apply.Rejected, prices("11.50", "6"), prices("99", "6"))
	second := ran(t, s, 6, apply.Applied, prices("11.50", "6"), prices("10", "5"))
	readAgain(t, s, 7, prices("10", "5"))
	want := map[catalog.ItemID]catalog.History{
		"i1": {found(0, "10", "5"), written(first, 2, "11", "6"), found(4, "11.50", "6"), written(second, 6, "10", "5")},
		"i2": {found(0, "7", ""), found(3, "7", "4")},
	}
	for name, s := range map[string]*store.Store{"at once": s, "by another process": reopened(t, path)} {
		if diff := cmp.Diff(want, histories(t, s, "acc-1")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if other := histories(t, s, "acc-2"); len(other) != 0 {
		t.Errorf("another account has %v", other)
	}
	if none, err := s.History(context.Background(), "acc-1", "i9"); err != nil || len(none) != 0 {
		t.Errorf("an item that is not there has %v, %v", none, err)
	}
}

func TestAnItemThatGoesAndComesAgainAsItWasHasNotChanged(t *testing.T) {
	s, _ := opened(t)
	readAgain(t, s, 0, prices("10", "5"), prices("7", ""))
	readAgain(t, s, 1, prices("10", "5"))
	readAgain(t, s, 2, prices("10", "5"), prices("7", ""))
	if diff := cmp.Diff(catalog.History{found(0, "7", "")}, histories(t, s, "acc-1")["i2"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnItemThatARunCreatedBeginsThere(t *testing.T) {
	s, _ := opened(t)
	run := begun(t, s, plan.Plan{Kind: plan.FromPriceList, Account: catalog.Account{ID: "acc-1"}, Changes: []plan.Change{
		{Line: 2, Verdict: plan.Create, Create: &catalog.New{Name: "Tap"}},
	}}.Sealed())
	settle(t, s, run, apply.Row{Line: 2, Item: "i9", Outcome: apply.Applied, Created: true, Stored: prices("3", "1"), At: after(1)})
	if diff := cmp.Diff(catalog.History{written(run, 1, "3", "1")}, histories(t, s, "acc-1")["i9"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestARecordThatCantBeTrustedSaysNothing(t *testing.T) {
	s, path := opened(t)
	readAgain(t, s, 0, prices("10", "5"))
	ran(t, s, 2, apply.Applied, prices("10", "5"), prices("11", "6"))
	rewrite(t, path, "UPDATE run_rows SET stored_price = '1.00'")
	if diff := cmp.Diff(catalog.History{found(0, "10", "5")}, histories(t, reopened(t, path), "acc-1")["i1"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheHistoryOfADatabaseFromBeforeBeginsWithItsMirror(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	readAgain(t, s, 0, prices("10", "5"), prices("7", ""))
	run := ran(t, s, 2, apply.Applied, prices("10", "5"), prices("11", "6"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rewrite(t, path, afterTheContacts+"DELETE FROM goose_db_version WHERE version_id > 4; PRAGMA user_version = 4")
	want := map[catalog.ItemID]catalog.History{
		"i1": {found(2, "10", "5"), written(run, 2, "11", "6")},
		"i2": {found(0, "7", "")},
	}
	if diff := cmp.Diff(want, histories(t, reopened(t, path), "acc-1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
