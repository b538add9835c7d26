package app_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

// went is an item's history without its times: who made each point, its price and its cost.
func went(h catalog.History) []string {
	var points []string
	for _, p := range h {
		by := "read"
		if p.Run != "" {
			by = "run"
		}
		points = append(points, by+" "+p.Prices.Price.String()+" "+p.Prices.Cost.String())
	}
	return points
}

func listedItem(t *testing.T, l app.Listing, id catalog.ItemID) app.Listed {
	t.Helper()
	at := slices.IndexFunc(l.Items, func(one app.Listed) bool { return one.ID == id })
	if at < 0 {
		t.Fatalf("the listing has no %s", id)
	}
	return l.Items[at]
}

func TestTheListingSaysHowEachItemsAmountsWent(t *testing.T) {
	w := newStage(t, sandbox.Generated(30), nil)
	a := w.open(false)
	defer a.Close()
	before, err := a.Listing(t.Context())
	if err != nil || !before.ReadAt.IsZero() || len(before.Items) != 0 {
		t.Fatalf("before the first connection: %+v, %v", before, err)
	}
	if _, err := a.ReadItems(t.Context()); !fault.Is(err, fault.NotConnected) {
		t.Fatalf("without a connection: %v", err)
	}
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	first, err := a.ReadItems(t.Context())
	if err != nil || len(first.Items) != 30 || first.ReadAt.IsZero() || first.At.Before(first.ReadAt) {
		t.Fatalf("%d items read at %s, judged at %s: %v", len(first.Items), first.ReadAt, first.At, err)
	}
	dear, raised, gone := w.config.Catalog.Items[0], w.config.Catalog.Items[1], w.config.Catalog.Items[2]
	hidden := false
	for _, change := range []sandbox.Change{
		{Patch: catalog.Patch{Item: raised.ID, Cost: money.Some(money.FromInt(77))}},
		{Patch: catalog.Patch{Item: gone.ID, Visible: &hidden}},
	} {
		if _, err := w.server.Change(change); err != nil {
			t.Fatal(err)
		}
	}
	record, err := w.sync(a, w.preview(a, "list.csv", dearer(w.config.Catalog, 1, 100)))
	if err != nil {
		t.Fatal(err)
	}
	listing, err := a.Listing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		item  catalog.ItemID
		went  []string
		marks []app.Mark
	}{
		{dear.ID, []string{"read 5.00 3.00", "run 6.00 3.00"}, nil},
		{raised.ID, []string{"read 5.37 3.22", "read 5.37 77.00"}, []app.Mark{app.CostRose}},
		{gone.ID, []string{"read 5.74 3.44"}, []app.Mark{app.NotOffered}},
	} {
		one := listedItem(t, listing, want.item)
		if diff := cmp.Diff(want.went, went(one.History)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", one.Name, diff)
		}
		if diff := cmp.Diff(want.marks, one.Marks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", one.Name, diff)
		}
	}
	if listing.Target.Known() {
		t.Errorf("without a target margin it is %s", listing.Target)
	}
	counts := map[app.Mark]int{app.CostRose: 1, app.BelowTarget: 0, app.LongSame: 0, app.NotOffered: 1}
	if diff := cmp.Diff(counts, listing.Counts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if margin, markup := listedItem(t, listing, dear.ID).Margin, listedItem(t, listing, dear.ID).Markup; margin.String() != "50.00" || markup.String() != "100.00" {
		t.Errorf("at 6.00 and 3.00 the margin is %s, the markup %s", margin, markup)
	}
	card, err := a.Item(t.Context(), dear.ID)
	if err != nil || card.Runs[record.Run.ID].File != "list.csv" || len(card.Runs) != 1 {
		t.Fatalf("its runs are %v: %v", card.Runs, err)
	}
	if diff := cmp.Diff(listedItem(t, listing, dear.ID), card.Listed); diff != "" {
		t.Errorf("the card and the listing differ (-listing +card):\n%s", diff)
	}
	if _, err := a.Item(t.Context(), "none"); !fault.Is(err, fault.ItemUnknown) {
		t.Errorf("an item that is not there: %v", err)
	}
}

func TestTheTargetMarginIsHeldAgainstEachItemExactly(t *testing.T) {
	company := sandbox.Generated(0)
	for i, amounts := range [][2]int64{{1000, 600}, {1000, 601}, {1001, 600}, {0, 100}, {500, -1}, {0, 0}} {
		item := catalog.Item{ID: sandbox.ItemID(int64(i + 1)), Name: "Item", Category: catalog.Product, Price: money.FromCents(amounts[0]), Visible: true}
		if amounts[1] >= 0 {
			item.Cost = money.Some(money.FromCents(amounts[1]))
		}
		company.Items = append(company.Items, item)
	}
	w := newStage(t, company, nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	if err := a.SaveGuardrails(t.Context(), app.Limits{TargetMargin: "40"}); err != nil {
		t.Fatal(err)
	}
	listing, err := a.ReadItems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	below := map[string]bool{}
	for _, item := range listing.Items {
		below[item.Price.String()+" "+item.Cost.String()] = slices.Contains(item.Marks, app.BelowTarget)
	}
	want := map[string]bool{"10.00 6.00": false, "10.00 6.01": true, "10.01 6.00": false, "0.00 1.00": true, "5.00 ": false, "0.00 0.00": false}
	if diff := cmp.Diff(want, below); diff != "" || listing.Counts()[app.BelowTarget] != 2 {
		t.Errorf("at 40 %% (-want +got):\n%s", diff)
	}
}

func TestAListingIsByNameAsPeopleOrderNames(t *testing.T) {
	company := catalog.Catalog{Account: sandbox.Generated(0).Account}
	for i, name := range []string{"tee", "Elbow 110mm", "Äpfel", "elbow 15mm", "Elbow 15mm", "Elbow", "Tap", "Tap 1/2", "Tap 05", "Tap 5", "10mm Tube", "9mm Tube"} {
		company.Items = append(company.Items, catalog.Item{ID: sandbox.ItemID(int64(i + 1)), Name: name, Category: catalog.Product, Visible: true})
	}
	w := newStage(t, company, nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	listing, err := a.ReadItems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, item := range listing.Items {
		names = append(names, item.Name)
	}
	if diff := cmp.Diff([]string{"9mm Tube", "10mm Tube", "Elbow", "Elbow 15mm", "elbow 15mm", "Elbow 110mm", "Tap", "Tap 1/2", "Tap 05", "Tap 5", "tee", "Äpfel"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
