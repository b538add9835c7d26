package pricelist_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
)

func TestAnAmountInAnotherCurrencyIsFlagged(t *testing.T) {
	for _, c := range []struct{ name, text, want, note string }{
		{"by its sign", "Name,Price\nPipe,£10.00\nElbow,€5.00\nTee,£6.00\n", `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00 [other_currency]
4 priced name=Tee price=6.00
`, "Line 3 is in EUR and not in GBP, as most lines are."},
		{"by its code", "Name,Price\nPipe,10.00 GBP\nElbow,EUR 5.00\nTee,£6.00\nCap,7 Euro\n", `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00 [other_currency]
4 priced name=Tee price=6.00
5 priced name=Cap price=7.00 [other_currency]
`, "2 lines are in another currency than most: line 3 is in EUR and not in GBP."},
		{"by the column of currencies", "Name,Currency,Cost,Price\nPipe,GBP,5,10.00\nElbow,EUR,3,5.00\nTee,,3,6.00\nCap,gbp,3,7.00\nNut,EUR,3,£8.00\n", `
2 priced name=Pipe price=10.00 cost=5.00
3 priced name=Elbow price=5.00 cost=3.00 [other_currency]
4 priced name=Tee price=6.00 cost=3.00
5 priced name=Cap price=7.00 cost=3.00
6 priced name=Nut price=8.00 cost=3.00 [other_currency]
`, "2 lines are in another currency than most: line 3 is in EUR and not in GBP."},
		{"costs in one and prices in another are meant", "Name,Cost,Price\nPipe,€5.00,£10.00\nElbow,€3.00,£5.00\n", `
2 priced name=Pipe price=10.00 cost=5.00
3 priced name=Elbow price=5.00 cost=3.00
`, ""},
		{"a bare sign may be any dollar", "Name,Price\nPipe,$10.00\nElbow,CAD 5.00\nTee,C$6.00\nCap,7.00\n", `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00
4 priced name=Tee price=6.00
5 priced name=Cap price=7.00
`, ""},
		{"two dollars", "Name,Price\nPipe,CAD 10.00\nElbow,US$ 5.00\nTee,C$6.00\n", `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00 [other_currency]
4 priced name=Tee price=6.00
`, "Line 3 is in USD and not in CAD, as most lines are."},
		{"beside other flags", "Name,Price\nPipe,£10.00\nElbow,€5.00 each\nTee,£6.00 each\n", `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00 [text_cut] [other_currency]
4 priced name=Tee price=6.00 [text_cut]
`, "Line 3 is in EUR and not in GBP, as most lines are."},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := expect(t, c.text, pricelist.Layout{}, c.want)
			note := ""
			for _, n := range list.Notes {
				note += n.Message
			}
			if note != c.note {
				t.Errorf("told %q; want %q", note, c.note)
			}
		})
	}
}

func TestACorrectedAmountIsInTheListsCurrency(t *testing.T) {
	list := read(t, "Name,Currency,Price\nPipe,GBP,10.00\nElbow,EUR,ask\nTee,GBP,6.00\n", pricelist.Layout{})
	list, err := list.Correct(t.Context(), []pricelist.Correction{{Name: "Elbow", Field: pricelist.FieldPrice, Was: "ask", Is: "5.50"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("2 priced name=Pipe price=10.00\n3 priced name=Elbow price=5.50 [corrected]\n4 priced name=Tee price=6.00\n", told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheListSaysTheCurrencyOfItsAmounts(t *testing.T) {
	for _, c := range []struct{ name, text, price, cost string }{
		{"none said", "Name,Price,Cost\nPipe,10,5\nElbow,5,3\n", "", ""},
		{"by the cells", "Name,Price,Cost\nPipe,€10,€5\nElbow,€5,3\n", "EUR", "EUR"},
		{"by the column of currencies", "Name,Price,Cost,Currency\nPipe,10,5,USD\nElbow,5,3,USD\nTee,5,3,GBP\n", "USD", "USD"},
		{"by the headings", "Name,Price USD,Cost\nPipe,10,5\nElbow,5,3\n", "USD", ""},
		{"prices and costs apart", "Name,Price,Cost\nPipe,£10,$5\nElbow,£5,$3\n", "GBP", "$"},
		{"the first of equals", "Name,Price\nPipe,$10\nElbow,£5\n", "$", ""},
		{"a cell before its heading", "Name,Price GBP\nPipe,€10\nElbow,€5\n", "EUR", ""},
	} {
		list := read(t, c.text, pricelist.Layout{})
		if list.PriceCurrency != c.price || list.CostCurrency != c.cost {
			t.Errorf("%s: prices in %q and costs in %q, want %q and %q", c.name, list.PriceCurrency, list.CostCurrency, c.price, c.cost)
		}
	}
}
