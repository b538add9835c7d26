package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

func sampleCatalog() catalog.Catalog {
	return catalog.Catalog{
		Account: catalog.Account{ID: "acc-1", Name: "ACME Plumbing"}, ReadAt: noon(),
		Items: []catalog.Item{
			{ID: "i3", Name: "Zink", Description: "A\nB", Category: catalog.Product, Price: money.FromCents(1234), Cost: decimal("5.005"), Markup: decimal("30"), Taxable: true, Visible: true},
			{ID: "i1", Name: "Elbow 15mm", Category: catalog.Service, Visible: true},
			{ID: "i2", Name: "Elbow 15mm", Category: catalog.Product, Price: money.FromInt(7), Cost: decimal("0"), Taxable: true},
		},
	}
}

func mirrored(t *testing.T, s *store.Store, account catalog.AccountID) catalog.Catalog {
	t.Helper()
	c, found, err := s.Catalog(context.Background(), account)
	if err != nil || !found {
		t.Fatalf("found %v, %v", found, err)
	}
	return c
}

func TestTheMirrorGivesTheCatalogBack(t *testing.T) {
	s, path := opened(t)
	ctx := context.Background()
	if _, found, err := s.Catalog(ctx, "acc-1"); err != nil || found {
		t.Errorf("before anything was saved: %v, %v", found, err)
	}
	if at, err := s.CatalogReadAt(ctx, "acc-1"); err != nil || !at.IsZero() {
		t.Errorf("its age before: %s, %v", at, err)
	}
	want, other := sampleCatalog(), sampleCatalog()
	other.Account.ID = "acc-2"
	other.Items = other.Items[:1]
	for _, c := range []catalog.Catalog{other, want, want} {
		if err := s.SaveCatalog(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, mirrored(t, reopened(t, path), "acc-1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(other, mirrored(t, s, "acc-2")); diff != "" {
		t.Errorf("the other account (-want +got):\n%s", diff)
	}
	if at, err := s.CatalogReadAt(ctx, "acc-1"); err != nil || at != noon() {
		t.Errorf("its age: %s, %v", at, err)
	}
}

func TestSingleItemsTakeTheirPlacesInTheMirror(t *testing.T) {
	s, _ := opened(t)
	ctx := context.Background()
	c := sampleCatalog()
	if err := s.UpdateItems(ctx, "acc-1", c.Items); err != nil {
		t.Fatal(err)
	}
	if _, found, err := s.Catalog(ctx, "acc-1"); err != nil || found {
		t.Errorf("an account without a mirror got one: %v, %v", found, err)
	}
	if err := s.SaveCatalog(ctx, c); err != nil {
		t.Fatal(err)
	}
	c.Items[1].Price = money.FromInt(99)
	fresh := catalog.Item{ID: "i4", Name: "Tap", Price: money.FromInt(3)}
	if err := s.UpdateItems(ctx, "acc-1", []catalog.Item{fresh, c.Items[1]}); err != nil {
		t.Fatal(err)
	}
	c.Items = append(c.Items, fresh)
	if diff := cmp.Diff(c, mirrored(t, s, "acc-1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := s.RemoveItems(ctx, "acc-1", []catalog.ItemID{"i3", "i9"}); err != nil {
		t.Fatal(err)
	}
	c.Items = c.Items[1:]
	if diff := cmp.Diff(c, mirrored(t, s, "acc-1")); diff != "" {
		t.Errorf("without one (-want +got):\n%s", diff)
	}
}

func TestAnItemThatCameTwiceIsKeptOnceAsItCameLast(t *testing.T) {
	s, _ := opened(t)
	c := sampleCatalog()
	again := c.Items[0]
	again.Price = money.FromInt(1)
	if err := s.SaveCatalog(context.Background(), catalog.Catalog{Account: c.Account, ReadAt: c.ReadAt, Items: append(c.Items, again)}); err != nil {
		t.Fatal(err)
	}
	c.Items[0] = again
	if diff := cmp.Diff(c, mirrored(t, s, "acc-1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnyCatalogComesBackAsItWasSaved(t *testing.T) {
	s, _ := opened(t)
	items := rapid.SliceOfDistinct(rapid.MakeCustom[catalog.Item](rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[money.Amount](): anyAmount().AsAny(),
		reflect.TypeFor[money.Maybe]():  anyMaybe().AsAny(),
	}}), func(item catalog.Item) catalog.ItemID { return item.ID })
	rapid.Check(t, func(t *rapid.T) {
		want := catalog.Catalog{Account: catalog.Account{ID: "acc-1", Name: rapid.String().Draw(t, "name")}, Items: items.Draw(t, "items")}
		if err := s.SaveCatalog(context.Background(), want); err != nil {
			t.Fatal(err)
		}
		got, _, err := s.Catalog(context.Background(), "acc-1")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	})
}

func TestLinksAreKeptBySupplierAndAccount(t *testing.T) {
	s, path := opened(t)
	ctx := context.Background()
	type list = []supplier.Link
	links := func(account catalog.AccountID, name string) list {
		found, err := reopened(t, path).Links(ctx, account, name)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	at := time.Date(2027, 3, 4, 5, 6, 7, 0, time.UTC)
	elbow := supplier.Link{Key: "code:a1", Code: "A1", Name: "Elbow 15", Item: "i1", ItemName: "15mm Elbow", How: supplier.Picked, Decided: at}
	tee := supplier.Link{Key: "code:a2", Code: "A2", Name: "Tee 15", Item: "i2", ItemName: "15mm Tee", How: supplier.Suggested, Decided: at}
	never := supplier.Link{Key: "name:gift", Name: "Gift", How: supplier.Added, Decided: at}
	if got := links("acc-1", "Pipes Ltd"); len(got) != 0 {
		t.Errorf("before any: %v", got)
	}
	save := func(name string, want list, set ...supplier.Link) {
		t.Helper()
		before, err := s.SaveLinks(ctx, "acc-1", name, set)
		if diff := cmp.Diff(want, before); err != nil || diff != "" {
			t.Errorf("%v, replaced (-want +got):\n%s", err, diff)
		}
	}
	save("Pipes Ltd", nil, never, tee, elbow)
	moved := tee
	moved.Item, moved.ItemName, moved.How = "i9", "22mm Tee", supplier.Searched
	save("Pipes Ltd", list{tee}, moved)
	save("Taps Ltd", nil, tee)
	gone, err := s.RemoveLinks(ctx, "acc-1", "Pipes Ltd", []string{"code:a1", "nought"})
	if diff := cmp.Diff(list{elbow}, gone); err != nil || diff != "" {
		t.Errorf("%v, removed (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff(list{never, moved}, links("acc-1", "Pipes Ltd")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(list{tee}, links("acc-1", "Taps Ltd")); diff != "" {
		t.Errorf("another supplier (-want +got):\n%s", diff)
	}
	if other := links("acc-2", "Pipes Ltd"); len(other) != 0 {
		t.Errorf("another account has %v", other)
	}
	all, err := s.AllLinks(ctx, "acc-1")
	if diff := cmp.Diff(map[string]list{"Pipes Ltd": {never, moved}, "Taps Ltd": {tee}}, all); err != nil || diff != "" {
		t.Errorf("%v, all (-want +got):\n%s", err, diff)
	}
	undated := elbow
	undated.Decided = time.Time{}
	save("Taps Ltd", nil, undated)
	if kept := links("acc-1", "Taps Ltd")[0].Decided; kept.IsZero() {
		t.Error("a decision without a time got none")
	}
}

func TestASupplierComesBackWithTheLinksOfTheAccount(t *testing.T) {
	s, path := opened(t)
	ctx := context.Background()
	type profiles = []supplier.Profile
	loaded := func(account catalog.AccountID) profiles {
		found, err := reopened(t, path).Profiles(ctx, account)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	layout := pricelist.Layout{Encoding: "windows-1252", Delimiter: ";", HeaderLine: 3, Decimal: ",",
		Columns: pricelist.Columns{Code: pricelist.Column{Header: "Art.-Nr."}, Cost: pricelist.Column{Index: 4}, Price: pricelist.None()}}
	taps := supplier.Profile{Name: "Taps Ltd"}
	pipes := supplier.Profile{Name: "Pipes Ltd", Headers: []string{"Art.-Nr.", "Preis"}, Layout: layout,
		Rules: plan.Rules{OnlyIncrease: true, Markup: decimal("12.5")}, Links: []supplier.Link{{Key: "0017", Item: "i1", Decided: noon()}, {Key: "0018", Decided: noon()}}}
	for _, p := range []supplier.Profile{taps, {Name: "Pipes Ltd", Links: []supplier.Link{{Key: "0019", Item: "i3"}}}, pipes} {
		if err := s.SaveProfile(ctx, "acc-1", p); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(profiles{pipes, taps}, loaded("acc-1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bare := pipes
	bare.Links = nil
	if diff := cmp.Diff(profiles{bare, taps}, loaded("acc-2")); diff != "" {
		t.Errorf("another account (-want +got):\n%s", diff)
	}
	if err := s.RemoveProfile(ctx, "Pipes Ltd"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(profiles{taps}, loaded("acc-1")); diff != "" {
		t.Errorf("after one was forgotten (-want +got):\n%s", diff)
	}
	if links, err := s.Links(ctx, "acc-1", "Pipes Ltd"); err != nil || len(links) != 0 {
		t.Errorf("its links: %v, %v", links, err)
	}
}

func TestChoicesAreKeptByAccount(t *testing.T) {
	s, path := opened(t)
	ctx := context.Background()
	for _, value := range []string{"USD", "GBP"} {
		if err := s.SetAccountSetting(ctx, "acc-1", "currency", value); err != nil {
			t.Fatal(err)
		}
	}
	s = reopened(t, path)
	if value, chosen, err := s.AccountSetting(ctx, "acc-1", "currency"); value != "GBP" || !chosen || err != nil {
		t.Errorf("got %q, %v, %v", value, chosen, err)
	}
	if value, chosen, err := s.AccountSetting(ctx, "acc-2", "currency"); value != "" || chosen || err != nil {
		t.Errorf("another account: %q, %v, %v", value, chosen, err)
	}
}

func TestARefreshIsMarkedUntilItEnded(t *testing.T) {
	s, path := opened(t)
	ctx, cancel := context.WithCancel(context.Background())
	pending := func() string {
		generation, pending, err := reopened(t, path).PendingRefresh(context.Background())
		return fmt.Sprint(generation, pending, err)
	}
	if got := pending(); got != "0 false <nil>" {
		t.Errorf("before any: %s", got)
	}
	cancel() // a refresh under way outlives what asked for it
	for _, generation := range []int64{6, 7} {
		if err := s.BeginRefresh(ctx, generation); err != nil {
			t.Fatal(err)
		}
	}
	if got := pending(); got != "7 true <nil>" {
		t.Errorf("under way: %s", got)
	}
	if err := s.EndRefresh(ctx); err != nil {
		t.Fatal(err)
	}
	if got := pending(); got != "0 false <nil>" {
		t.Errorf("after it ended: %s", got)
	}
}

func TestABackupIsTheWholeMemoryInOneFile(t *testing.T) {
	s, path := opened(t)
	ctx := context.Background()
	run := begun(t, s, samplePlan())
	folder := t.TempDir()
	backup := filepath.Join(folder, "back up.db")
	for range 2 {
		if err := s.Backup(ctx, backup); err != nil {
			t.Fatal(err)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("in the folder: %v, %v", files, err)
	}
	found, rows, err := reopened(t, backup).Run(ctx, run)
	if err != nil || len(rows) != 3 || found.Account.Name != "ACME Plumbing" {
		t.Errorf("in the backup: %+v, %v", found, err)
	}
	for name, path := range map[string]string{"over the database itself": path, "into a folder that is not there": filepath.Join(folder, "gone", "b.db")} {
		if err := s.Backup(ctx, path); !fault.Is(err, fault.OutputUnwritable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := s.Run(ctx, run); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
