package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/pricelist"
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

func TestWhatSpreadsheetsPutOnTheClipboardIsRead(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Practice: true})
	a.Start(t.Context())
	defer a.Close()
	for _, c := range []struct{ name, text, want string }{
		{"amounts in the accounting style", "Code\tName\tPrice\r\n0017\tPipe\t £1,234.50 \r\n0018\tElbow\t £2.50 \r\n", "0017 Pipe 1234.50; 0018 Elbow 2.50"},
		{"decimal commas and euros", "Code\tName\tPreis\n0017\tRohr\t1.234,50 €\n0018\tBogen\t2,50 €\n", "0017 Rohr 1234.50; 0018 Bogen 2.50"},
		{"Swiss apostrophes", "Code\tName\tPreis\n0017\tRohr\t1'234.50\n0018\tBogen\t2.50\n", "0017 Rohr 1234.50; 0018 Bogen 2.50"},
		{"quotes, inch marks and line breaks", "Code\tName\tPrice\n0017\t\"Pipe 1/2\"\" long\n2 m\"\t3.50\n0018\tElbow 3/4\"\t2.50\n", "0017 Pipe 1/2\" long\n2 m 3.50; 0018 Elbow 3/4\" 2.50"},
		{"rows without their headings", "0017\tCopper pipe 15 mm\t£3.50\n0018\tBrass elbow 15 mm\t£2.50\n", "0017 Copper pipe 15 mm 3.50; 0018 Brass elbow 15 mm 2.50"},
		{"title lines, blank lines and a total", "Spring prices\n\nCode\tName\tPrice\n0017\tPipe\t3.50\n\n0018\tElbow\t2.50\n\tTotal\t6.00\n", "0017 Pipe 3.50; 0018 Elbow 2.50"},
		{"columns that were hidden are blank", "Code\t\tName\t\tPrice\n0017\t\tPipe\t\t3.50\n0018\t\tElbow\t\t2.50\n", "0017 Pipe 3.50; 0018 Elbow 2.50"},
		{"text with commas", "Code,Name,Price\n0017,\"Pipe, long\",3.50\n0018,Elbow,2.50\n", "0017 Pipe, long 3.50; 0018 Elbow 2.50"},
		{"text with semicolons", "Code;Name;Price\n0017;Pipe;3,50\n0018;Elbow;2,50\n", "0017 Pipe 3.50; 0018 Elbow 2.50"},
		{"letters of every kind", "Code\tName\tPrix\n0017\tTête thermostatique ½\u00a0\"\t1\u202f234,50 €\n0018\tŁącznik 銅管\t2,50 €\n", "0017 Tête thermostatique ½\u00a0\" 1234.50; 0018 Łącznik 銅管 2.50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, err := a.KeepPasted(t.Context(), c.text)
			if err != nil {
				t.Fatal(err)
			}
			read, err := a.Read(t.Context(), path, app.ReadOptions{})
			if err != nil || len(read.List.Questions) > 0 {
				t.Fatalf("%+v: %v", read.List.Questions, err)
			}
			var rows []string
			for _, row := range read.List.Rows {
				if row.Kind == pricelist.Priced {
					rows = append(rows, row.Code+" "+row.Name+" "+row.Price.String())
				}
			}
			if got := strings.Join(rows, "; "); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
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
