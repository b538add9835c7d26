package pricelist_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
)

const misread = "Code;Name;Price;Cost\n" +
	"CU15;Copper tube;12,5O;7,10\n" + // the letter O
	"EL15;Elbow;2,40;1,10\n" +
	";;9,90;5,00\n" +
	"TE15;Tee;auf Anfrage;\n"

func corrected(t *testing.T, text string, all ...pricelist.Correction) *pricelist.List {
	t.Helper()
	list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "list.csv"})
	if err != nil {
		t.Fatal(err)
	}
	next, err := list.Correct(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	if next.Layout != list.Layout || next.SHA256 != list.SHA256 || len(next.Rows) != len(list.Rows) {
		t.Errorf("more than the cells changed: %+v", next.Layout)
	}
	return next
}

func TestACorrectionStandsInPlaceOfACellThatWasNotUnderstood(t *testing.T) {
	price := pricelist.Correction{Name: "Copper tube", Code: "CU15", Field: pricelist.FieldPrice, Was: "12,5O", Is: "12.50"}
	name := pricelist.Correction{Field: pricelist.FieldName, Was: "", Is: "Radiator key"}
	stale := pricelist.Correction{Name: "Elbow", Code: "EL15", Field: pricelist.FieldPrice, Was: "2,4O", Is: "2.50"}
	list := corrected(t, misread, price, stale, name)
	type row struct {
		Kind              pricelist.Kind
		Name, Price, Cost string
		Flags             []pricelist.Flag
	}
	var got []row
	for _, r := range list.Rows {
		got = append(got, row{r.Kind, r.Name, r.Price.String(), r.Cost.String(), r.Flags})
	}
	want := []row{
		{pricelist.Priced, "Copper tube", "12.50", "7.10", []pricelist.Flag{pricelist.Corrected}},
		{pricelist.Priced, "Elbow", "2.40", "1.10", nil},
		{pricelist.Priced, "Radiator key", "9.90", "5.00", []pricelist.Flag{pricelist.Corrected}},
		{pricelist.Invalid, "Tee", "", "", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]pricelist.Correction{price, name}, list.Corrections); diff != "" {
		t.Errorf("those that fitted (-want +got):\n%s", diff)
	}
	if list.Rows[0].PriceText != "12,5O" {
		t.Errorf("the file's own text became %q", list.Rows[0].PriceText)
	}
}

func TestACorrectionFollowsItsRow(t *testing.T) {
	price := pricelist.Correction{Name: "Copper tube", Code: "CU15", Field: pricelist.FieldPrice, Was: "12,5O", Is: "12.50"}
	moved := "Name;Code;Cost;Price\nElbow;EL15;1,10;2,40\nCopper tube;CU15;8,00;12,5O\n"
	if got := corrected(t, moved, price).Rows[1]; got.Price.String() != "12.50" || got.Cost.String() != "8.00" {
		t.Errorf("the moved row reads %s and %s (%v)", got.Price, got.Cost, got.Problem)
	}
	mended := "Code;Name;Price;Cost\nCU15;Copper tube;13,75;7,10\n"
	if got := corrected(t, mended, price); got.Rows[0].Price.String() != "13.75" || len(got.Corrections) != 0 {
		t.Errorf("a cell that was mended in the file reads %s", got.Rows[0].Price)
	}
}

func TestOnlyWhatCanStandInACellIsACorrection(t *testing.T) {
	list := corrected(t, misread)
	for _, test := range []struct {
		name string
		c    pricelist.Correction
	}{
		{"an amount as people write it", pricelist.Correction{Field: pricelist.FieldPrice, Is: "12,50"}},
		{"no amount", pricelist.Correction{Field: pricelist.FieldCost, Is: ""}},
		{"below zero", pricelist.Correction{Field: pricelist.FieldCost, Is: "-1"}},
		{"more decimals than are kept", pricelist.Correction{Field: pricelist.FieldPrice, Is: "0.12345"}},
		{"an empty name", pricelist.Correction{Field: pricelist.FieldName, Is: " "}},
		{"another cell", pricelist.Correction{Field: "unit", Is: "ea"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := list.Correct(t.Context(), []pricelist.Correction{test.c}); err == nil {
				t.Errorf("%+v is taken", test.c)
			}
		})
	}
}
