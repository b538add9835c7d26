package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// large is as many rows as the largest price list that the program promises to be quick with.
const large = 50_000

func largeStore(b *testing.B) *store.Store {
	b.Helper()
	s, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "memory.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func itemID(i int) catalog.ItemID {
	return catalog.ItemID(fmt.Sprintf("Z2lkOi8vSm9iYmVyL1Byb2R1Y3RPclNlcnZpY2UvNzE%06d==", i))
}

func largePlan() plan.Plan {
	p := samplePlan()
	p.Changes = make([]plan.Change, large)
	for i := range p.Changes {
		before := catalog.Prices{Price: money.Some(money.FromCents(int64(1000 + i))), Cost: money.Some(money.FromCents(int64(500 + i)))}
		after := before
		after.Price = money.Some(money.FromCents(int64(1100 + i)))
		p.Changes[i] = plan.Change{Line: i + 2, Name: fmt.Sprintf("Copper Tube %d mm x 3 m", i), Code: fmt.Sprintf("COP%06d-3M", i),
			Verdict: plan.Update, Message: "The price rises by 10.0 %.", Rule: "price from the list", Item: itemID(i),
			ItemName: fmt.Sprintf("Copper Tube %d mm x 3 m", i), MatchedBy: "name", List: after, Before: before, After: after}
	}
	return p.Sealed()
}

func BenchmarkSavePlan(b *testing.B) {
	s, p := largeStore(b), largePlan()
	for b.Loop() {
		if _, err := s.SavePlan(context.Background(), p, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadPlan(b *testing.B) {
	s := largeStore(b)
	id, err := s.SavePlan(context.Background(), largePlan(), "")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Plan(context.Background(), id); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBeginRun(b *testing.B) {
	s, p := largeStore(b), largePlan()
	for b.Loop() {
		b.StopTimer()
		id, err := s.SavePlan(context.Background(), p, "")
		b.StartTimer()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: p.Changes}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSettleOneHundredRows(b *testing.B) {
	s, p := largeStore(b), largePlan()
	id, err := s.SavePlan(context.Background(), p, "")
	if err != nil {
		b.Fatal(err)
	}
	run, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: p.Changes})
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]apply.Row, 100)
	for i := range rows {
		rows[i] = apply.Blank(p.Changes[i])
		rows[i].Outcome, rows[i].At = apply.Applied, noon()
	}
	for b.Loop() {
		if err := s.Settle(context.Background(), run, rows); err != nil {
			b.Fatal(err)
		}
	}
}

func largeCatalog() catalog.Catalog {
	c := sampleCatalog()
	c.Items = make([]catalog.Item, large)
	for i := range c.Items {
		c.Items[i] = catalog.Item{ID: itemID(i), Name: fmt.Sprintf("Copper Tube %d mm x 3 m", i), Category: catalog.Product,
			Price: money.FromCents(int64(1000 + i)), Cost: money.Some(money.FromCents(int64(500 + i))), Taxable: true, Visible: true}
	}
	return c
}

func BenchmarkSaveCatalog(b *testing.B) {
	s, c := largeStore(b), largeCatalog()
	for b.Loop() {
		if err := s.SaveCatalog(context.Background(), c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadCatalog(b *testing.B) {
	s := largeStore(b)
	if err := s.SaveCatalog(context.Background(), largeCatalog()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := s.Catalog(context.Background(), "acc-1"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistories loads what is known of 50,000 items of which a run wrote every one.
func BenchmarkHistories(b *testing.B) {
	s, p := largeStore(b), largePlan()
	if err := s.SaveCatalog(context.Background(), largeCatalog()); err != nil {
		b.Fatal(err)
	}
	id, err := s.SavePlan(context.Background(), p, "")
	if err != nil {
		b.Fatal(err)
	}
	run, err := s.BeginRun(context.Background(), store.RunStart{Plan: id, Rows: p.Changes})
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]apply.Row, len(p.Changes))
	for i := range rows {
		rows[i] = apply.Blank(p.Changes[i])
		rows[i].Outcome, rows[i].Stored, rows[i].At = apply.Applied, p.Changes[i].After, noon()
	}
	if err := s.Settle(context.Background(), run, rows); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Histories(context.Background(), "acc-1"); err != nil {
			b.Fatal(err)
		}
	}
}
