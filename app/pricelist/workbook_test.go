package pricelist_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

// packed makes an archive of named parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// workbookOf makes a workbook of one sheet's XML, with further parts such as its styles.
func workbookOf(t testing.TB, sheet string, more ...string) []byte {
	t.Helper()
	return packed(t, append([]string{
		"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", sheet}, more...)...)
}

// sheets makes a workbook; change sees the file before it is written.
func sheets(t *testing.T, change func(f *excelize.File), named ...any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := 0; i < len(named); i += 2 {
		name := named[i].(string)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range named[i+1].([][]any) {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readBook reads a workbook by default settings.
func readBook(t *testing.T, data []byte, layout pricelist.Layout) *pricelist.List {
	t.Helper()
	list, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{Name: "list.xlsx", Layout: layout})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAWorkbookIsReadAsStoredAndAsShown(t *testing.T) {
	data := sheets(t, func(f *excelize.File) {
		style := func(cell, format string) {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			must(t, err)
			must(t, f.SetCellStyle("List", cell, cell, id))
		}
		style("C4", `#,##0.00 [$€-407]`)
		style("C5", `"£"#,##0`)
		style("A6", "000000")
		style("C6", "0.0")
		style("A7", "d-mmm")
		style("C8", "0%")
		style("C9", "dd/mm/yyyy")
		must(t, f.SetCellFormula("List", "C10", "=SUM(1,2)"))
		must(t, f.SetCellFormula("List", "C11", "=C4*2"))
	}, "List", [][]any{
		{"ACME Supplies"},
		{"Code", "Description", "Price"},
		{"A-1", "As text", "12.50"},
		{"A-2", "Shown to cents", 4.7054545454545451},
		{"A-3", "Shown to pounds", 66.6},
		{42, "Leading zeros, one decimal shown", 3.14159},
		{45352, "A code that became a date", 926.6400000000001},
		{8720602828605.0, "A percentage", 0.12},
		{"0017", "A date", 45352},
		{"1E5", "A formula without result", nil},
		{1234567890123456789, "Another", nil},
		{"A-10", "A text that may be either", "1.234"},
		{"A-11", "A negative", -5},
		{"A-12", "An error", "#N/A"},
	})
	list := readBook(t, data, pricelist.Layout{})
	want := `3 priced name=As text code=A-1 price=12.50
4 priced name=Shown to cents code=A-2 price=4.71 [digits_dropped]
5 priced name=Shown to pounds code=A-3 price=66.60 [shown_rounded] [other_currency]
6 priced name=Leading zeros, one decimal shown code=000042 price=3.1416 [digits_dropped] [shown_rounded]
7 priced name=A code that became a date code=1-Mar price=926.64
8 invalid name=A percentage code=8720602828605 amount_unreadable: Line 8, column 3 (Price): the price “12%” is a percentage, not an amount.
9 invalid name=A date code=0017 amount_unreadable: Line 9, column 3 (Price): the price “01/03/2024” is not an amount.
10 invalid name=A formula without result code=1E5 amount_no_result: Line 10, column 3 (Price): the price is a formula whose result is not in the file; open the file in your spreadsheet program and save it.
11 invalid name=Another code=1234567890123456789 amount_no_result: Line 11, column 3 (Price): the price is a formula whose result is not in the file; open the file in your spreadsheet program and save it.
12 priced name=A text that may be either code=A-10 price=1.234
13 invalid name=A negative code=A-11 price=-5.00 amount_negative: Line 13, column 3 (Price): the price “-5” is below zero.
14 invalid name=An error code=A-12 amount_unreadable: Line 14, column 3 (Price): the price “#N/A” is not an amount.
`
	if diff := cmp.Diff(want, told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if l := list.Layout; l.Sheet != "List" || l.HeaderLine != 2 || l.Encoding != "" || l.Delimiter != "" {
		t.Errorf("layout %+v", l)
	}
	if len(list.Notes) != 2 || list.Notes[0].Message != "A spreadsheet program seems to have changed codes in the column “Code” on 2 lines, such as “1-Mar” on line 7." ||
		list.Notes[1].Message != "Line 5 is in GBP and not in EUR, as most lines are." {
		t.Errorf("notes %+v", list.Notes)
	}
}

func TestTheSheetIsFound(t *testing.T) {
	prices := func(names ...string) [][]any {
		rows := [][]any{{"Code", "Name", "Price"}}
		for i, name := range names {
			rows = append(rows, []any{fmt.Sprint("A-", i), name, 1.5 + float64(i)})
		}
		return rows
	}
	letter := [][]any{{"Dear customer"}, {"please find our prices in this file"}}
	t.Run("the only sheet with prices", func(t *testing.T) {
		list := readBook(t, sheets(t, nil, "Letter", letter, "Prices", prices("Pipe")), pricelist.Layout{})
		if list.Layout.Sheet != "Prices" || len(list.Rows) != 1 {
			t.Errorf("%s", told(list))
		}
		want := []pricelist.Sheet{{Name: "Letter", Rows: 2}, {Name: "Prices", Rows: 2}}
		if diff := cmp.Diff(want, list.Sheets); diff != "" {
			t.Errorf("sheets (-want +got):\n%s", diff)
		}
		if len(list.Notes) != 1 || list.Notes[0].Message != "Only the sheet “Prices” was read; 1 other was not: “Letter”." {
			t.Errorf("notes %+v", list.Notes)
		}
	})
	t.Run("several sheets with prices are asked about", func(t *testing.T) {
		data := sheets(t, nil, "Copper", prices("Pipe"), "Brass", prices("Valve", "Tap"))
		list := readBook(t, data, pricelist.Layout{})
		want := `? which_sheet: Two sheets of the file look like price lists. Which one shall be read?
  Copper | Copper | 2 rows
  Brass | Brass | 3 rows
`
		if diff := cmp.Diff(want, told(list)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if answered := readBook(t, data, list.Questions[0].Choices[1].Layout); len(answered.Rows) != 2 || answered.Rows[0].Name != "Valve" {
			t.Errorf("%s", told(answered))
		}
	})
	t.Run("a hidden sheet is told and not read", func(t *testing.T) {
		list := readBook(t, sheets(t, func(f *excelize.File) { must(t, f.SetSheetVisible("Old", false)) }, "New", prices("Pipe"), "Old", prices("Valve", "Tap")), pricelist.Layout{})
		if list.Layout.Sheet != "New" || len(list.Notes) != 1 || list.Notes[0].Message != "1 sheet of the file is hidden and was not read: “Old”." {
			t.Errorf("sheet %q, notes %+v", list.Layout.Sheet, list.Notes)
		}
	})
	t.Run("a sheet set by hand", func(t *testing.T) {
		data := sheets(t, nil, "Copper", prices("Pipe"), "Brass", prices("Valve", "Tap"))
		if list := readBook(t, data, pricelist.Layout{Sheet: "brass"}); len(list.Rows) != 2 || list.Layout.Sheet != "Brass" {
			t.Errorf("%s", told(list))
		}
		_, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{Name: "list.xlsx", Layout: pricelist.Layout{Sheet: "Steel"}})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.SheetUnknown || f.Message != "“list.xlsx” has no sheet “Steel”." || f.Hint != "Choose one of its sheets: “Copper”, “Brass”." {
			t.Errorf("%+v", f)
		}
	})
	t.Run("hidden rows and columns are told", func(t *testing.T) {
		list := readBook(t, sheets(t, func(f *excelize.File) {
			must(t, f.SetRowVisible("List", 3, false))
			must(t, f.SetColVisible("List", "C", false))
		}, "List", prices("Pipe", "Elbow", "Tee")), pricelist.Layout{})
		var notes []string
		for _, n := range list.Notes {
			notes = append(notes, n.Message)
		}
		want := []string{"1 row of the sheet “List” is hidden and was read like the others.", "The column “Price”, which is read as the price, is hidden in the sheet."}
		if diff := cmp.Diff(want, notes); diff != "" || len(list.Rows) != 3 {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestMergedCellsReachDown(t *testing.T) {
	data := sheets(t, func(f *excelize.File) {
		must(t, f.MergeCell("List", "A2", "A4"))
		must(t, f.MergeCell("List", "A5", "B6"))
		must(t, f.MergeCell("List", "C5", "C6"))
	}, "List", [][]any{{"Name", "Size", "Price"}, {"Copper pipe", "15 mm", 1.5}, {nil, "22 mm", 2.5}, {nil, "28 mm", 3.5}, {"Valve", nil, 9}, {nil, nil, nil}, {"Tap", "large", 4}})
	want := "2 priced name=Copper pipe price=1.50\n3 priced name=Copper pipe price=2.50\n4 priced name=Copper pipe price=3.50\n5 priced name=Valve price=9.00\n7 priced name=Tap price=4.00\n"
	if diff := cmp.Diff(want, told(readBook(t, data, pricelist.Layout{}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAWorkbookByAnotherProgram(t *testing.T) {
	sheet := `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>` +
		`<x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Price</x:t></x:is></x:c></x:row>` +
		`<x:row><x:c t="inlineStr"><x:is><x:t>Pipe &amp; elbow</x:t></x:is></x:c><x:c><x:v>1.5</x:v></x:c></x:row>` +
		`<x:row r="9"><x:c r="A9" t="str"><x:v>Tee</x:v></x:c><x:c r="B9"><x:v>2.5E1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	list := readBook(t, workbookOf(t, sheet), pricelist.Layout{})
	if diff := cmp.Diff("2 priced name=Pipe & elbow price=1.50\n9 priced name=Tee price=25.00\n", told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorkbooksThatCanNotBeReadAreRefused(t *testing.T) {
	whole := sheets(t, nil, "List", [][]any{{"Name", "Price"}, {"Pipe", 1.5}})
	var locked bytes.Buffer
	w := zip.NewWriter(&locked)
	part, err := w.CreateHeader(&zip.FileHeader{Name: "xl/workbook.xml", Flags: 1})
	must(t, err)
	_, err = part.Write([]byte("secret"))
	must(t, err)
	must(t, w.Close())
	many := make([]string, 0, 4200)
	for i := range 2100 {
		many = append(many, fmt.Sprintf("part%d.xml", i), "")
	}
	for _, c := range []struct {
		name    string
		data    []byte
		code    fault.Code
		message string
	}{
		{"cut off", whole[:len(whole)/2], fault.FileDamaged, "“list.xlsx” is damaged or incomplete."},
		{"a byte changed", append(append(bytes.Clone(whole[:400]), whole[400]^0xff), whole[401:]...), fault.FileDamaged, "“list.xlsx” is damaged or incomplete."},
		{"a sheet that ends in the middle", workbookOf(t, `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2">`), fault.FileDamaged, "“list.xlsx” is damaged or incomplete."},
		{"cells out of order", workbookOf(t, `<worksheet><sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row></sheetData></worksheet>`), fault.FileDamaged, "“list.xlsx” is damaged or incomplete."},
		{"rows out of order", workbookOf(t, `<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`), fault.FileDamaged, "“list.xlsx” is damaged or incomplete."},
		{"too large unpacked", packed(t, "[Content_Types].xml", "<Types/>", "xl/worksheets/sheet1.xml", strings.Repeat(" ", 201<<20)), fault.FileBomb, "“list.xlsx” unpacks to more than 200 MB, so it was not read."},
		{"too many parts", packed(t, many...), fault.FileBomb, "“list.xlsx” unpacks to more than 200 MB, so it was not read."},
		{"a password on the archive", locked.Bytes(), fault.FileLocked, "“list.xlsx” is protected by a password."},
		{"OpenDocument", packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>", "META-INF/manifest.xml", "<x/>"), fault.FileOldWorkbook, "“list.xlsx” is in a spreadsheet format that Price Sync can't read (OpenDocument, .ods)."},
		{"a binary workbook", packed(t, "[Content_Types].xml", "<Types/>", "xl/workbook.bin", "x"), fault.FileOldWorkbook, "“list.xlsx” is in a spreadsheet format that Price Sync can't read (Excel binary workbook, .xlsb)."},
		{"a letter", packed(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<x/>"), fault.FileNotText, "“list.xlsx” is not a price list that Price Sync can read."},
		{"some archive", packed(t, "photo.jpg", "x"), fault.FileArchive, "“list.xlsx” is an archive, not a price list itself."},
		{"an Apple Numbers sheet", packed(t, "Index/Document.iwa", "x"), fault.FileOldWorkbook, "“list.xlsx” is in a spreadsheet format that Price Sync can't read (Apple Numbers, .numbers)."},
		{"an OpenDocument text", packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "styles.xml", "<x/>"), fault.FileNotText, "“list.xlsx” is not a price list that Price Sync can read."},
		{"no sheet that holds anything", sheets(t, nil, "List", [][]any{}), fault.FileEmpty, "“list.xlsx” is empty."},
		{"no prices", sheets(t, nil, "List", [][]any{{"Name", "Colour"}, {"Pipe", "red"}}), fault.NoColumns, "No column of “list.xlsx” looks like a price or a cost."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pricelist.Read(t.Context(), bytes.NewReader(c.data), pricelist.Options{Name: "list.xlsx"})
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != c.code || f.Message != c.message {
				t.Errorf("got %v\nwant %s: %s", err, c.code, c.message)
			}
		})
	}
	t.Run("more rows than the limit", func(t *testing.T) {
		rows := [][]any{{"Name", "Price"}}
		for i := range 300 {
			rows = append(rows, []any{fmt.Sprint("Pipe ", i), i})
		}
		_, err := pricelist.Read(t.Context(), bytes.NewReader(sheets(t, nil, "List", rows)), pricelist.Options{Name: "list.xlsx", MaxRows: 100})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.FileTooManyRows || f.Message != "“list.xlsx” has more than 100 rows, which is the limit." {
			t.Errorf("%v", err)
		}
	})
}

func TestDatesInWorkbooksAreNoAmounts(t *testing.T) {
	day := time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC)
	list := readBook(t, sheets(t, nil, "List", [][]any{{"Name", "Valid from", "Price"}, {"Pipe", day, 3.5}, {"Elbow", day, 4.5}}), pricelist.Layout{})
	if diff := cmp.Diff("2 priced name=Pipe price=3.50\n3 priced name=Elbow price=4.50\n", told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
