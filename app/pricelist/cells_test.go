package pricelist_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// TestAListReadFromItsCellsIsTheSame reads every golden price list and workbook again from the cells that it was read from.
func TestAListReadFromItsCellsIsTheSame(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/*.csv", "testdata/*.xlsx"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 15 {
		t.Fatalf("only %d files", len(files))
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sameFromCells(t, data, filepath.Base(name), pricelist.Layout{})
		})
	}
}

func sameFromCells(t *testing.T, data []byte, name string, layout pricelist.Layout) {
	t.Helper()
	want, err := pricelist.Read(context.Background(), bytes.NewReader(data), pricelist.Options{Name: name, Layout: layout})
	if want == nil {
		t.Fatal(err)
	}
	table, ok := want.Table()
	if !ok {
		t.Fatal("the list has no cells")
	}
	asked := want.Asked()
	asked.Encoding, asked.Delimiter, asked.Sheet = want.Layout.Encoding, want.Layout.Delimiter, want.Layout.Sheet
	got, again := pricelist.ReadTable(context.Background(), table, pricelist.Options{Name: name, Layout: asked})
	if (err == nil) != (again == nil) {
		t.Fatalf("from its file it gives %v, from its cells %v", err, again)
	}
	onlyOfFiles := cmpopts.IgnoreFields(pricelist.List{}, "SHA256", "Bytes", "EncodingConfidence", "Sheets", "Notes")
	if diff := cmp.Diff(want, got, onlyOfFiles, cmp.AllowUnexported(money.Maybe{}), cmpopts.IgnoreUnexported(pricelist.List{}),
		cmpopts.IgnoreFields(pricelist.Choice{}, "Layout")); diff != "" {
		t.Errorf("the same list from its cells (-file +cells):\n%s", diff)
	}
}

func TestAListThatWasNotReadHasNoCells(t *testing.T) {
	if table, ok := (&pricelist.List{}).Table(); ok || len(table.Records) != 0 {
		t.Errorf("got %v, %v", table, ok)
	}
}

func TestTheReadersOwnWordsSpeakAndNamesDoNot(t *testing.T) {
	for word, want := range map[string]bool{
		"Price": true, "Einkaufspreis": true, "usd": true, "UnitCost": true, "Total": true, "VAT": true, "单价": true,
		"Wavin": false, "HeatCo": false, "elbow": false, "kabo": false,
	} {
		if got := pricelist.Speaks(word); got != want {
			t.Errorf("Speaks(%q) = %v", word, got)
		}
	}
	for heading, want := range map[string]bool{"Trade price": true, "RRP inc VAT": true, "Freight": true, "Weight": false, "Description": false, "Price per": false} {
		if got := pricelist.SpeaksOfMoney(heading); got != want {
			t.Errorf("SpeaksOfMoney(%q) = %v", heading, got)
		}
	}
	for cell, want := range map[string]bool{"Grand total": true, "Delivery": true, "VAT 20 %": true, "n/a": true, "": false, "Copper tube": false} {
		if got := pricelist.Says(cell); got != want {
			t.Errorf("Says(%q) = %v", cell, got)
		}
	}
}
