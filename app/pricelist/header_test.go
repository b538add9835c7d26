package pricelist_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
)

func TestHeadersOfTwoLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		headers    []string
		want       string
	}{
		{"groups above prices", "ACME\n,,Trade,,Retail,\nCode,Description,Price,Disc %,Price,Pack\nA-1,Copper pipe,1.10,10,2.20,5\n", 2,
			[]string{"Code", "Description", "Trade Price", "Trade Disc %", "Retail Price", "Retail Pack"}, "4 priced name=Copper pipe code=A-1 price=2.20 cost=1.10\n"},
		{"prices below one heading", "Code,Description,Prices,\n,,Trade,Retail\nA-1,Copper pipe,1.10,2.20\n", 1,
			[]string{"Code", "Description", "Prices Trade", "Prices Retail"}, "3 priced name=Copper pipe code=A-1 price=2.20 cost=1.10\n"},
		{"tax below the price", "Code,Description,Price\n,,ex VAT\nA-1,Copper pipe,1.10\n", 1,
			[]string{"Code", "Description", "Price ex VAT"}, "3 priced name=Copper pipe code=A-1 price=1.10\n"},
		{"the currency below the price", "Code,Description,Price\n,,(£)\nA-1,Copper pipe,1.10\n", 1,
			[]string{"Code", "Description", "Price (£)"}, "3 priced name=Copper pipe code=A-1 price=1.10\n"},
		{"a section's heading is no second line", "Code,Description,Unit,Price\nVALVES,,,\nA-1,Ball valve,ea,1.10\n", 1,
			[]string{"Code", "Description", "Unit", "Price"}, "2 not_a_product code=VALVES heading: “VALVES” is a heading or a note, not a product.\n3 priced name=Ball valve code=A-1 price=1.10 unit=ea\n"},
		{"a title of two cells is no first line", "Supplier,ACME\nCode,Description,Price\nA-1,Ball valve,1.10\n", 2,
			[]string{"Code", "Description", "Price"}, "3 priced name=Ball valve code=A-1 price=1.10\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := expect(t, c.text, pricelist.Layout{}, c.want)
			if diff := cmp.Diff(c.headers, list.Headers); diff != "" || list.Layout.HeaderLine != c.line {
				t.Errorf("header on line %d (-want +got):\n%s", list.Layout.HeaderLine, diff)
			}
			again := list.Layout
			if diff := cmp.Diff(told(list), told(read(t, c.text, again))); diff != "" {
				t.Errorf("the layout as used reads differently (-first +again):\n%s", diff)
			}
		})
	}
}

func TestHeadersWithoutAKnownWordStandAboveTheAmounts(t *testing.T) {
	list := expect(t, "Yritys Oy;;2026\nNimike;Laji;Hinta\nKupariputki 15 mm;putki;3,50\nKulma 15 mm;osa;1,20\n", pricelist.Layout{}, `
3 priced name=Kupariputki 15 mm price=3.50
4 priced name=Kulma 15 mm price=1.20
`)
	if list.Layout.HeaderLine != 2 {
		t.Errorf("header on line %d", list.Layout.HeaderLine)
	}
}
