package pricelist_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// formatted makes a workbook of numbers, each with its number format, below a row in pounds.
func formatted(t *testing.T, cells ...any) []byte {
	t.Helper()
	rows := [][]any{{"Code", "Name", "Price"}, {"A-1", "Pipe", 20}}
	formats := []string{`[$£-809]#,##0.00`}
	for i := 0; i < len(cells); i += 2 {
		rows = append(rows, []any{fmt.Sprint("A-", len(rows)), "Elbow", cells[i+1]})
		formats = append(formats, cells[i].(string))
	}
	return sheets(t, func(f *excelize.File) {
		for i, format := range formats {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			must(t, err)
			cell := fmt.Sprintf("C%d", i+2)
			must(t, f.SetCellStyle("List", cell, cell, id))
		}
	}, "List", rows)
}

func TestANumberFormatSaysWhatItsAmountIs(t *testing.T) {
	const at = "Line 3, column 3 (Price): "
	for _, c := range []struct {
		format string
		stored any
		want   string
	}{
		{`General`, 12.5, "priced price=12.50"},
		{`0.00`, 12.5, "priced price=12.50"},
		{`#,##0.00`, 1234.5, "priced price=1234.50"},
		{`#\ ##0.00`, 1234.5, "priced price=1234.50"},
		{`#'##0.00`, 1234.5, "priced price=1234.50"},
		{`#\.##0`, 1234, "priced price=1234.00"},
		{`#,##0`, 12.5, "priced price=12.50 [shown_rounded]"},
		{`"£"#,##0.0`, 12.55, "priced price=12.55 [shown_rounded]"},
		{`#,##0`, 12, "priced price=12.00"},
		{`0.00`, 12.555, "priced price=12.56 [digits_dropped]"},
		{`[Red]0.00`, 12.5, "priced price=12.50"},
		{`0.00_);[Red](0.00)`, 12.5, "priced price=12.50"},
		{`0.00E+00`, 12.5, "priced price=12.50"},
		{`@`, 12.5, "priced price=12.50"},
		{`0.00;-0.00;0.00;@`, 12.5, "priced price=12.50"},
		{`[$-409]0.00`, 12.5, "priced price=12.50"},
		{`[$£-809]#,##0.00`, 12.5, "priced price=12.50"},
		{`"£"#,##0.00`, 12.5, "priced price=12.50"},
		{`£#,##0.00`, 12.5, "priced price=12.50"},
		{`_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-`, 12.5, "priced price=12.50"},
		{`_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-`, 0, "priced price=0.00"},
		{`_-* #,##0.00\ [$€-407]_-;-* #,##0.00\ [$€-407]_-;_-* "-"??\ [$€-407]_-;_-@_-`, 12.5, "priced price=12.50 [other_currency]"},
		{`"€"0.00`, 12.5, "priced price=12.50 [other_currency]"},
		{`#,##0.00 [$€-1]`, 12.5, "priced price=12.50 [other_currency]"},
		{`#,##0.00\ "EUR"`, 12.5, "priced price=12.50 [other_currency]"},
		{`[$USD] #,##0.00`, 12.5, "priced price=12.50 [other_currency]"},
		{`$#,##0.00_);($#,##0.00)`, 12.5, "priced price=12.50 [other_currency]"},
		{`[$kr-414] 0.00`, 12.5, "priced price=12.50 [other_currency]"},
		{`"Fr. "#,##0".-"`, 12, "priced price=12.00"},
		{`[$Br-423]0.00`, 12.5, "priced price=12.50"},
		{`0.00" ea"`, 12.5, "priced price=12.50 [text_cut]"},
		{`"£"0.00" + VAT"`, 12.5, "priced price=12.50 [text_cut]"},
		{`0.00"/pk10"`, 12.5, "priced price=12.50 [text_cut] [other_measure]"},
		{`0.00" per 100"`, 12.5, "invalid price=12.50 [text_cut] amount_per_quantity: " + at + "the price “12.50 per 100” is for 100, not for one."},
		{`"from "0.00`, 12.5, "invalid amount_unreadable: " + at + "the price “from 12.50” is only the lowest of several."},
		{`0.00" points"`, 12.5, "invalid amount_unreadable: " + at + "the price “12.50 points” is not an amount."},
		{`0.0,`, 1234.5, "invalid amount_shown_otherwise: " + at + "the price is shown as “1.2” and stored as 1234.5."},
		{`0.0,,"M"`, 1250000, "invalid amount_shown_otherwise: " + at + "the price is shown as “1.3M” and stored as 1250000."},
		{`#,##0.00,`, 1234.5, "invalid amount_shown_otherwise: " + at + "the price is shown as “1.23” and stored as 1234.5."},
		{`0"."00`, 1250, "invalid amount_shown_otherwise: " + at + "the price is shown as “12.50” and stored as 1250."},
		{`00\.00`, 1250, "invalid amount_shown_otherwise: " + at + "the price is shown as “12.50” and stored as 1250."},
		{`"1"0.00`, 2.5, "invalid amount_shown_otherwise: " + at + "the price is shown as “12.50” and stored as 2.5."},
		{`0"p"`, 50, "invalid amount_shown_otherwise: " + at + "the price is shown as “50p” and stored as 50."},
		{`[>=1000]0.0,"K";0.00`, 1250, "invalid amount_shown_otherwise: " + at + "the price is shown as “1.3K” and stored as 1250."},
		{`[>=1000]0.0,"K";0.00`, 12.5, "priced price=12.50"},
		{`[<1]0.00" each";0.00" per 100"`, 0.5, "priced price=0.50 [text_cut]"},
		{`0.00;-0.00;"POA"`, 12.5, "priced price=12.50"},
		{`0.00;-0.00;"POA"`, 0, "invalid amount_shown_otherwise: " + at + "the cell of the price does not show the number 0 that it stores."},
		{`"POA"`, 12.5, "invalid amount_shown_otherwise: " + at + "the cell of the price does not show the number 12.5 that it stores."},
		{`;;;`, 12.5, "invalid amount_shown_otherwise: " + at + "the cell of the price does not show the number 12.5 that it stores."},
		{`0.00;-0.00;`, 0, "invalid amount_empty: " + at + "the price is empty."},
		{`0%`, 0.125, "invalid amount_unreadable: " + at + "the price “13%” is a percentage, not an amount."},
		{`dd/mm/yyyy`, 45352, "invalid amount_unreadable: " + at + "the price “01/03/2024” is not an amount."},
	} {
		t.Run(fmt.Sprint(c.format, " of ", c.stored), func(t *testing.T) {
			list := readBook(t, formatted(t, c.format, c.stored, `"£"0.00`, 3.5), pricelist.Layout{})
			got := strings.TrimPrefix(strings.Replace(strings.Split(told(list), "\n")[1], " name=Elbow code=A-2", "", 1), "3 ")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAListReadFromItsCellsKeepsWhatItsNumberFormatsSay(t *testing.T) {
	data := formatted(t, `"€"0.00`, 12.5, `0.0,`, 1234.5, `0.00"/pk10"`, 4, `0.00" per 100"`, 4, `"POA"`, 3, `;;;`, 3, `0.00;-0.00;`, 0, `0.00" points"`, 9, `[>=1000]0.0,"K";0.00`, 1250)
	sameFromCells(t, data, "list.xlsx", pricelist.Layout{})
}

func TestAmountsInOtherCurrenciesByTheirNumberFormatsAreTold(t *testing.T) {
	list := readBook(t, formatted(t, `[$€-407] 0.00`, 12.5, `"£"0.00`, 3, `0.00`, 4, `[$€-2]0`, 5, `£0`, 5), pricelist.Layout{})
	want := `2 priced name=Pipe code=A-1 price=20.00
3 priced name=Elbow code=A-2 price=12.50 [other_currency]
4 priced name=Elbow code=A-3 price=3.00
5 priced name=Elbow code=A-4 price=4.00
6 priced name=Elbow code=A-5 price=5.00 [other_currency]
7 priced name=Elbow code=A-6 price=5.00
`
	if diff := cmp.Diff(want, told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(list.Notes) != 1 || list.Notes[0].Message != "2 lines are in another currency than most: line 3 is in EUR and not in GBP." {
		t.Errorf("notes %+v", list.Notes)
	}
}

func TestPenceAmongNumbersInPoundsAreRead(t *testing.T) {
	data := sheets(t, func(f *excelize.File) {
		format := `"£"0.00`
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err)
		must(t, f.SetCellStyle("List", "B2", "B2", id))
	}, "List", [][]any{{"Name", "Price"}, {"Pipe", 12.5}, {"Elbow", "50p"}})
	if diff := cmp.Diff("2 priced name=Pipe price=12.50\n3 priced name=Elbow price=0.50 [text_cut]\n", told(readBook(t, data, pricelist.Layout{}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPricesThatOnlyLookAlikeAreTwoPrices(t *testing.T) {
	data := sheets(t, func(f *excelize.File) {
		format := `0`
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err)
		must(t, f.SetCellStyle("List", "B2", "C3", id))
	}, "List", [][]any{{"Name", "Price A", "Price B"}, {"Pipe", 3.4, 3.2}, {"Elbow", 4.1, 3.9}})
	if list := readBook(t, data, pricelist.Layout{}); len(list.Questions) != 1 || list.Questions[0].Code != "which_price" {
		t.Errorf("%s", told(list))
	}
}

// styledBook makes a workbook of one number with that number format, as bytes that no library has looked at.
func styledBook(t testing.TB, format, stored string) []byte {
	t.Helper()
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	sheet := `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Price</t></is></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t>Pipe</t></is></c><c r="B2" t="inlineStr"><is><t>20.00</t></is></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>Elbow</t></is></c><c r="B3" s="1"><v>` + escape.Replace(stored) + `</v></c></row></sheetData></worksheet>`
	return workbookOf(t, sheet, "xl/styles.xml", `<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="`+
		escape.Replace(format)+`"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`)
}

// FuzzNumberFormat reads a number below any number format: it is the number that is stored, or no price at all.
func FuzzNumberFormat(f *testing.F) {
	for _, format := range []string{`0.00`, `[$£-809]#,##0.00`, `_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-`, `0.0,,"M"`, `[>=1000]0.0,"K";0.00`, `;;;`, `"POA"`, `0"."00`, `# ?/?`, `0.00" per 100"`, `General" ea"`, `"`, `\`, `[`, `[$`, `_`, `*`, `;`, `[<`} {
		f.Add(format, uint32(1250))
		f.Add(format, uint32(0))
	}
	f.Fuzz(func(t *testing.T, format string, cents uint32) {
		cents %= 100_000_000
		if !utf8.ValidString(format) || strings.ContainsFunc(format, unicode.IsControl) || len(format) > 200 {
			return // no XML
		}
		want := money.FromCents(int64(cents))
		list, err := pricelist.Read(t.Context(), bytes.NewReader(styledBook(t, format, want.Plain())), pricelist.Options{Name: "list.xlsx"})
		if err != nil || len(list.Rows) != 2 {
			t.Fatalf("%q: %d rows, %v", format, len(list.Rows), err)
		}
		if row := list.Rows[1]; row.Kind == pricelist.Priced && row.Price != money.Some(want) {
			t.Fatalf("%q of %s is %s", format, want, row.Price)
		}
	})
}
