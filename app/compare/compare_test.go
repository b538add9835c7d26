package compare_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/compare"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// row is "code", "name", price and cost as decimals, "" for none.
type row [4]string

func list(t rapid.TB, rows ...row) pricelist.List {
	var l pricelist.List
	for i, r := range rows {
		l.Rows = append(l.Rows, pricelist.Row{
			Line: i + 2, Kind: pricelist.Priced, Code: r[0], Name: r[1], Price: maybe(t, r[2]), Cost: maybe(t, r[3]),
		})
	}
	return l
}

func maybe(t rapid.TB, text string) money.Maybe {
	m, err := money.MaybeDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEveryProductHasOneChange(t *testing.T) {
	prices := func(price, cost string) catalog.Prices {
		return catalog.Prices{Price: maybe(t, price), Cost: maybe(t, cost)}
	}
	for _, test := range []struct {
		name    string
		was, is []row
		want    []compare.Row
	}{
		{
			"the price rose", []row{{"A1", "Elbow", "10", ""}}, []row{{"A1", "Elbow", "12.50", ""}},
			[]compare.Row{{
				Change: compare.Up, Name: "Elbow", Code: "A1", OldLine: 2, NewLine: 2, By: compare.ByBoth,
				Old: prices("10", ""), New: prices("12.50", ""), PricePercent: maybe(t, "25"),
			}},
		},
		{
			"a tenth of a cent is a change", []row{{"A1", "Elbow", "", "0.0415"}}, []row{{"A1", "Elbow", "", "0.0414"}},
			[]compare.Row{{
				Change: compare.Down, Name: "Elbow", Code: "A1", OldLine: 2, NewLine: 2, By: compare.ByBoth,
				Old: prices("", "0.0415"), New: prices("", "0.0414"), CostPercent: maybe(t, "-0.2"),
			}},
		},
		{
			"the cost rose and the price fell", []row{{"A1", "Elbow", "10", "4"}}, []row{{"A1", "Elbow", "9", "5"}},
			[]compare.Row{{
				Change: compare.Mixed, Name: "Elbow", Code: "A1", OldLine: 2, NewLine: 2, By: compare.ByBoth,
				Old: prices("10", "4"), New: prices("9", "5"), PricePercent: maybe(t, "-10"), CostPercent: maybe(t, "25"),
			}},
		},
		{
			"a product with another name under its code", []row{{"a 1", "Elbow 15", "10", ""}}, []row{{"A1", "15mm elbow", "10", ""}},
			[]compare.Row{{
				Change: compare.Unchanged, Name: "15mm elbow", Code: "A1", OldName: "Elbow 15", OldLine: 2, NewLine: 2, By: compare.ByCode,
				Old: prices("10", ""), New: prices("10", ""),
			}},
		},
		{
			"a product with another code under its name", []row{{"A1", "Elbow", "10", ""}}, []row{{"B7", "ELBOW", "10", ""}},
			[]compare.Row{{
				Change: compare.Unchanged, Name: "ELBOW", Code: "B7", OldCode: "A1", OldLine: 2, NewLine: 2, By: compare.ByName,
				Old: prices("10", ""), New: prices("10", ""),
			}},
		},
		{
			"a namesake whose code the other list has elsewhere is another product",
			[]row{{"A1", "Elbow", "10", ""}, {"A2", "Tee", "20", ""}}, []row{{"A2", "Elbow", "20", ""}},
			[]compare.Row{
				{Change: compare.Unchanged, Name: "Elbow", Code: "A2", OldName: "Tee", OldLine: 3, NewLine: 2, By: compare.ByCode, Old: prices("20", ""), New: prices("20", "")},
				{Change: compare.Gone, Name: "Elbow", Code: "A1", OldLine: 2, Old: prices("10", "")},
			},
		},
		{
			"new and gone", []row{{"A1", "Elbow", "10", ""}}, []row{{"B1", "Valve", "30", ""}},
			[]compare.Row{
				{Change: compare.New, Name: "Valve", Code: "B1", NewLine: 2, New: prices("30", "")},
				{Change: compare.Gone, Name: "Elbow", Code: "A1", OldLine: 2, Old: prices("10", "")},
			},
		},
		{
			"a row said twice is one", []row{{"", "Elbow", "10", ""}}, []row{{"", "Elbow", "11", ""}, {"", " elbow", "11", ""}},
			[]compare.Row{{
				Change: compare.Up, Name: "Elbow", OldLine: 2, NewLine: 2, By: compare.ByName, Old: prices("10", ""), New: prices("11", ""), PricePercent: maybe(t, "10"),
			}},
		},
		{
			"lists with different amounts", []row{{"A1", "Elbow", "10", ""}}, []row{{"A1", "Elbow", "", "8"}},
			[]compare.Row{{
				Change: compare.Unclear, Name: "Elbow", Code: "A1", OldLine: 2, NewLine: 2, By: compare.ByBoth, Old: prices("10", ""), New: prices("", "8"),
				Message: "The lists have no amount in common here, so there is nothing to compare.",
			}},
		},
		{
			"from nothing there is no percentage", []row{{"A1", "Elbow", "0", ""}}, []row{{"A1", "Elbow", "8", ""}},
			[]compare.Row{{Change: compare.Up, Name: "Elbow", Code: "A1", OldLine: 2, NewLine: 2, By: compare.ByBoth, Old: prices("0", ""), New: prices("8", "")}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := compare.Lists(list(t, test.was...), list(t, test.is...))
			if diff := cmp.Diff(test.want, got.Rows, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatStandsTwiceWithDifferentAmountsIsUnclear(t *testing.T) {
	got := compare.Lists(list(t, row{"A1", "Elbow", "10", ""}), list(t, row{"A1", "Bend", "11", ""}, row{"A1", "Curve", "12", ""}))
	for _, r := range got.Rows {
		if r.Change != compare.Unclear || r.Message == "" {
			t.Errorf("%s is %s (%s)", r.Name, r.Change, r.Message)
		}
	}
	if len(got.Rows) != 3 || got.Rows[2].OldLine != 2 || got.Rows[2].NewLine != 0 {
		t.Errorf("rows: %+v", got.Rows)
	}
}

func TestOnlyPricedRowsAreCompared(t *testing.T) {
	was := list(t, row{"A1", "Elbow", "10", ""})
	was.Rows = append(was.Rows, pricelist.Row{Line: 9, Kind: pricelist.NotProduct, Name: "Copper"}, pricelist.Row{Line: 10, Kind: pricelist.Invalid, Name: "Tee"})
	got := compare.Lists(was, list(t, row{"A1", "Elbow", "10", ""}))
	if len(got.Rows) != 1 || got.OldUnread != 1 || got.NewUnread != 0 {
		t.Errorf("%d rows, %d and %d unread", len(got.Rows), got.OldUnread, got.NewUnread)
	}
}

// Whatever the lists hold: every priced line stands in the comparison at most once on its side, a list compared with itself
// has no change, and what is new one way is gone the other way.
func TestComparingIsFairToBothLists(t *testing.T) {
	gen := rapid.Custom(func(t *rapid.T) row {
		return row{
			rapid.SampledFrom([]string{"", "A1", "A2", "B1"}).Draw(t, "code"), rapid.SampledFrom([]string{"Elbow", "Tee", "elbow ", "Valve"}).Draw(t, "name"),
			rapid.SampledFrom([]string{"1", "2", "3.5"}).Draw(t, "price"), rapid.SampledFrom([]string{"", "0.5", "0.75"}).Draw(t, "cost"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		was, is := list(t, rapid.SliceOfN(gen, 0, 6).Draw(t, "was")...), list(t, rapid.SliceOfN(gen, 0, 6).Draw(t, "is")...)
		there, back := compare.Lists(was, is), compare.Lists(is, was)
		var olds, news []int
		for _, r := range there.Rows {
			if r.OldLine > 0 {
				olds = append(olds, r.OldLine)
			}
			if r.NewLine > 0 {
				news = append(news, r.NewLine)
			}
		}
		for _, lines := range [][]int{olds, news} {
			slices.Sort(lines)
			if len(slices.Compact(slices.Clone(lines))) != len(lines) {
				t.Fatalf("a line stands twice: %v", lines)
			}
		}
		to, fro := there.Counts(), back.Counts()
		if to[compare.New] != fro[compare.Gone] || to[compare.Up] != fro[compare.Down] || to[compare.Unclear] != fro[compare.Unclear] {
			t.Fatalf("there %v, back %v", to, fro)
		}
		for _, r := range compare.Lists(was, was).Rows {
			if r.Change != compare.Unchanged && r.Change != compare.Unclear {
				t.Fatalf("a list against itself: %s %s %s", r.Change, r.Code, r.Name)
			}
		}
	})
}
