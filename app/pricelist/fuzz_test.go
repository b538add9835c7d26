package pricelist_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

// checkRead holds what is true of every answer of Read.
func checkRead(t *testing.T, list *pricelist.List, err error) {
	t.Helper()
	if err != nil {
		var f *fault.Error
		if !errors.As(err, &f) || f.Code == fault.Internal || f.Message == "" {
			t.Fatalf("an error that no person can read: %v", err)
		}
		return
	}
	if len(list.Questions) > 0 {
		if len(list.Rows) > 0 {
			t.Fatalf("%d rows beside an open question", len(list.Rows))
		}
		for _, q := range list.Questions {
			if q.Message == "" || len(q.Choices) == 0 {
				t.Fatalf("a question without words or choices: %+v", q)
			}
		}
		return
	}
	checkRows(t, list)
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, text := range []string{
		"Name,Price\n\"a\"\"b\"\",1\n", "Name;Price\r\rx;1,5\r", "sep=|\nName|Price\nx|1", "\xff\xfeN\x00,\x00P\x00r\x00i\x00c\x00e\x00\n\x00x\x00,\x001\x00", "Name,Price\n'x, y',1\n'z',2\n",
		"Name,Price\n\"one \\\"two\\\" three\",1\n", "\"Name\nof it\",Price\nx,\"1\n\"\n", ",,,\n,,\n", "x,$1\ny,$2\nz,$3\n", "Handle,Title,Option1 Value,Variant Price\na,A,red,1\na,,blue,2\n",
		"\"sep=;\"\n\"Name;Price\"\n\"a;1\"\n\"\"\"b\"\";2\";;\n", "sep=\\t\nName\tCode\tPrice\nx\t'0017\t'1\n", evenList("AB-1,,Elbow,ea,$19.50,02/02/2024,"),
		evenList("AB-1,Elbow,ea,$19.5002/02/2024,"), evenList("AB-1 \"Elbow brass\" ea $19.50 02/02/2024 "), evenList("AB-1;Elbow;ea;$19.50;02/02/2024;", `"AB-1,""a"",ea,$19.50,02/02/2024,"`),
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{MaxRows: 5000, MaxBytes: 1 << 20})
		checkRead(t, list, err)
		if err != nil || len(list.Questions) > 0 {
			return
		}
		again, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{MaxRows: 5000, MaxBytes: 1 << 20, Layout: list.Layout})
		if err != nil || told(again) != told(list) {
			t.Fatalf("the layout as used, %+v, reads other rows: %v\n%s\nfirst\n%s", list.Layout, err, told(again), told(list))
		}
	})
}

func FuzzHeaders(f *testing.F) {
	for _, headings := range []string{
		"Name,Price", "Part_Num,Trade_Cost,RRP", "Artikel-Nr.;Bezeichnung;EK netto;VK", "Pricelist Items/Product Template,Pricelist Items/Fixed Price", "商品コード,商品名,単価", "L'article,Prix d'achat",
		"Price #,Price %,Price (£)", "İSİM,FİYAT", "a/b/c,//", "Price,Price,Price", "Total,Sub total", "\u0301\u0301,Price",
	} {
		f.Add(headings, "x,1.50,2.50")
	}
	f.Fuzz(func(t *testing.T, headings, row string) {
		text := headings + "\n" + row + "\n" + row + "\n"
		list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{MaxRows: 1000, MaxBytes: 1 << 18})
		checkRead(t, list, err)
		if err != nil {
			return
		}
		for _, c := range []pricelist.Column{list.Layout.Columns.Name, list.Layout.Columns.Code, list.Layout.Columns.Price, list.Layout.Columns.Cost} {
			if c.Index > len(list.Headers) && list.Layout.HeaderLine > 0 && c.Header != "" || c.Index > 0 && c.Index <= len(list.Headers) && list.Headers[c.Index-1] != c.Header {
				t.Fatalf("column %+v is not among %q", c, list.Headers)
			}
		}
		for _, q := range list.Questions {
			for _, choice := range q.Choices {
				if _, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{MaxRows: 1000, MaxBytes: 1 << 18, Layout: choice.Layout}); fault.Is(err, fault.ColumnUnknown) {
					t.Fatalf("the answer %q is refused: %v", choice.Value, err)
				}
			}
		}
	})
}

// FuzzXLSX reads a workbook whose sheet is any bytes between a head and an end.
func FuzzXLSX(f *testing.F) {
	for _, rows := range []string{
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Price</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Pipe</t></is></c><c r="B2"><v>1.5</v></c></row>`,
		`<row><c t="str"><v>Name</v></c><c t="str"><v>Price</v></c></row><row r="5" hidden="1"><c r="A5" t="str"><v>x</v></c><c r="B5" s="3"><f>1+1</f></c></row>`,
		`<row r="2"><c r="C2"><v>1E+5</v></c><c r="A2"><v>7</v></c></row><row r="1"/>`, `<row r="-1"><c r="ZZZZZ9"><v></v></c></row>`, `<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>`,
	} {
		f.Add([]byte(rows), `<mergeCells><mergeCell ref="A1:A3"/></mergeCells>`)
	}
	f.Fuzz(func(t *testing.T, rows []byte, tail string) {
		data := workbookOf(t, `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+string(rows)+`</sheetData>`+tail+`</worksheet>`)
		list, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{MaxRows: 1000, MaxBytes: 1 << 20})
		checkRead(t, list, err)
	})
}

// FuzzWorkbookBytes reads a file that begins like a workbook.
func FuzzWorkbookBytes(f *testing.F) {
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetRow("Sheet1", "A1", &[]any{"Name", "Price"}); err != nil {
		f.Fatal(err)
	}
	if err := file.SetSheetRow("Sheet1", "A2", &[]any{"Pipe", 1.5}); err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{MaxRows: 1000, MaxBytes: 1 << 20})
		checkRead(t, list, err)
	})
}
