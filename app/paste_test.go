package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/fault"
)

func TestATablePastedFromASpreadsheetIsAPriceList(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	t.Setenv("CSV_MAX_BYTES", "2000")
	a := app.New(app.Config{Version: "0.0.0-test", Practice: true})
	a.Start(t.Context())
	defer a.Close()
	path, err := a.KeepPasted(t.Context(), "Name\tPrice\n10mm Copper Tube 2m\t9.55\n\"15mm Copper Tube\n2m\"\t12.65\n")
	if err != nil {
		t.Fatal(err)
	}
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil || len(read.List.Rows) != 2 || read.List.Layout.Delimiter != "\t" {
		t.Fatalf("it reads as %+v: %v", read.List, err)
	}
	if _, err := a.KeepPasted(t.Context(), " \n"); !fault.Is(err, fault.FileEmpty) {
		t.Errorf("nothing is pasted as %v", err)
	}
	if _, err := a.KeepPasted(t.Context(), strings.Repeat("x\t1\n", 600)); !fault.Is(err, fault.FileTooLarge) {
		t.Errorf("too much is pasted as %v", err)
	}
}

func TestOnlyTheLastPastedTablesAreKept(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Practice: true})
	a.Start(t.Context())
	defer a.Close()
	first, err := a.KeepPasted(t.Context(), "Name\tPrice\nA\t1\n")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(first)
	for _, day := range []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		if err := os.WriteFile(filepath.Join(folder, "Pasted 2020-01-"+day+" 10.00.00.tsv"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.KeepPasted(t.Context(), "Name\tPrice\nB\t2\n"); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 10 {
		t.Fatalf("%d are left: %v", len(left), err)
	}
	if left[0].Name() < "Pasted 2020-01-04" {
		t.Errorf("the oldest that is left is %s", left[0].Name())
	}
}
