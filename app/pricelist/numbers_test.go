package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pricesync/app/pricelist"
)

// amounts are the prices of a list's rows, or their problems' codes.
func amounts(list *pricelist.List) string {
	var got []string
	for _, row := range list.Rows {
		text := row.Price.String()
		if row.Problem != nil {
			text = row.Problem.Code
		}
		for _, flag := range row.Flags {
			text += " " + string(flag)
		}
		got = append(got, text)
	}
	return strings.Join(got, " | ")
}

func TestEveryWayToWriteNumbersIsReadOverAColumn(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []string
		mark  string
		want  string
	}{
		{"plain points", []string{"1234.50", "12.5", "3"}, ".", "1234.50 | 12.50 | 3.00"},
		{"plain commas", []string{"1234,50", "12,5", "3"}, ",", "1234.50 | 12.50 | 3.00"},
		{"thousands by comma", []string{"1,234.50", "1,234,567.00", "12.50"}, ".", "1234.50 | 1234567.00 | 12.50"},
		{"thousands by point", []string{"1.234,50", "1.234.567,00", "12,50"}, ",", "1234.50 | 1234567.00 | 12.50"},
		{"thousands by space", []string{"1 234,50", "1 234 567,00", "12,50"}, ",", "1234.50 | 1234567.00 | 12.50"},
		{"thousands by no-break space", []string{"1\u00a0234,50", "12,50"}, ",", "1234.50 | 12.50"},
		{"thousands by narrow space", []string{"1\u202f234,50", "12,50"}, ",", "1234.50 | 12.50"},
		{"thousands by thin space", []string{"1\u2009234.50", "12.50"}, ".", "1234.50 | 12.50"},
		{"Swiss apostrophes", []string{"1'234.50", "1’234’567.00", "12.50"}, ".", "1234.50 | 1234567.00 | 12.50"},
		{"Indian groups", []string{"1,23,456.00", "12,34,567.50", "12.50"}, ".", "123456.00 | 1234567.50 | 12.50"},
		{"1.234 beside a comma", []string{"1.234", "12,50"}, ",", "1234.00 | 12.50"},
		{"1,234 beside a point", []string{"1,234", "12.50"}, ".", "1234.00 | 12.50"},
		{"19,99 is no thousand", []string{"19,99", "2,4", "7,05"}, ",", "19.99 | 2.40 | 7.05"},
		{"pounds", []string{"£1,234.50", "£ 12.50", "12.50 £"}, ".", "1234.50 | 12.50 | 12.50"},
		{"euros behind", []string{"1.234,50 €", "12,50€", "€ 3"}, ",", "1234.50 | 12.50 | 3.00"},
		{"codes", []string{"GBP 1,234.50", "12.50 GBP", "GBP3"}, ".", "1234.50 | 12.50 | 3.00"},
		{"Swiss francs", []string{"CHF 1'234.50", "Fr. 12.-", "sFr. 3.50"}, ".", "1234.50 | 12.00 | 3.50"},
		{"kroner", []string{"kr 1.234,50", "12,- kr", "3,50 kr."}, ",", "1234.50 | 12.00 | 3.50"},
		{"zlotys", []string{"1 234,50 zł", "12,50 PLN", "3 zł"}, ",", "1234.50 | 12.50 | 3.00"},
		{"yen", []string{"¥1,234", "￥１２，３４５", "¥300"}, ".", "1234.00 | 12345.00 | 300.00"},
		{"rupees", []string{"₹1,23,456.00", "₹ 12.50"}, ".", "123456.00 | 12.50"},
		{"signs of minus", []string{"-12.50", "12.50-", "(12.50)", "−12.50", "12.50"}, ".", "amount_negative | amount_negative | amount_negative | amount_negative | 12.50"},
		{"units and tax", []string{"12.50 ea", "£4.20 + VAT", "3.10/m", "2.00 inc. VAT", "5.00"}, ".", "12.50 text_cut | 4.20 text_cut | 3.10 text_cut | 2.00 text_cut | 5.00"},
		{"for several", []string{"12.50 per 100", "4.20/100", "3.10 per dozen", "7.00/C", "5.00"}, ".", "amount_per_quantity text_cut | amount_per_quantity text_cut | amount_per_quantity text_cut | amount_per_quantity text_cut | 5.00"},
		{"words in the price's place", []string{"POA", "P.O.A.", "N/A", "-", "call", "TBC", "on request", "auf Anfrage", "sur demande", "a consultar", "op aanvraag", "su richiesta", "sob consulta", "5.00"}, ".",
			strings.Repeat("amount_unreadable | ", 13) + "5.00"},
		{"scientific notation", []string{"1.25E+03", "5E-1", "12.50"}, ".", "1250.00 | 0.50 | 12.50"},
		{"four decimals and more", []string{"0.1234", "0.12344", "0.12345", "926.6400000000001", "12.50"}, ".", "0.1234 | 0.1234 digits_dropped | 0.1235 digits_dropped | 926.64 | 12.50"},
		{"a number that is no price", []string{"9999999999.00", "12.50"}, ".", "amount_range | 12.50"},
		{"slips of the keyboard", []string{"12.5O", "12..50", "1,2,3", "12;50", "l2.50", "12.50"}, ".", "amount_unreadable | amount_unreadable | amount_unreadable | amount_unreadable | amount_unreadable | 12.50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "Name\tPrice\n"
			for i, cell := range c.cells {
				text += fmt.Sprintf("Pipe %d mm\t%s\n", 15+i, cell)
			}
			list := read(t, text, pricelist.Layout{})
			if got := amounts(list); got != c.want || list.Layout.Decimal != c.mark || len(list.Questions) > 0 {
				t.Errorf("got  %s (%s)\nwant %s (%s)\n%s", got, list.Layout.Decimal, c.want, c.mark, told(list))
			}
		})
	}
}

func TestACodeStaysText(t *testing.T) {
	codes := []string{"0017", "007.50", "1234567890123456789", "1E5", "12E-3", "1-2", "3/4", "2024-05-12", "12.05.2024", "MAR-01", "+44", "1,234", "#12", "00000", "TRUE", "½", "-5"}
	text, rows := "Code\tName\tPrice\n", [][]any{{"Code", "Name", "Price"}}
	for _, code := range codes {
		text += code + "\tCopper pipe\t3.50\n"
		rows = append(rows, []any{code, "Copper pipe", 3.5})
	}
	of := func(list *pricelist.List) []string {
		var got []string
		for _, row := range list.Rows {
			got = append(got, row.Code)
		}
		return got
	}
	t.Run("in a text file", func(t *testing.T) {
		if diff := cmp.Diff(codes, of(read(t, text, pricelist.Layout{}))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("in a workbook's texts", func(t *testing.T) {
		if diff := cmp.Diff(codes, of(readBook(t, sheets(t, nil, "List", rows), pricelist.Layout{}))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("in a workbook's numbers", func(t *testing.T) {
		formats := map[string]string{"A3": "00000", "A4": "000-000", "A5": "0"}
		data := sheets(t, func(f *excelize.File) {
			for cell, format := range formats {
				id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				must(t, err)
				must(t, f.SetCellStyle("List", cell, cell, id))
			}
		}, "List", [][]any{{"Code", "Name", "Price"}, {17, "Pipe", 3.5}, {17, "Elbow", 3.5}, {123456, "Tee", 3.5}, {872060282860, "Cap", 3.5}, {87206028286055, "Nut", 3.5}})
		if diff := cmp.Diff([]string{"17", "00017", "123-456", "872060282860", "87206028286055"}, of(readBook(t, data, pricelist.Layout{}))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestAFormulasResultIsRead(t *testing.T) {
	sheet := `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Price</t></is></c></row>` +
		`<row r="2"><c r="A2" t="str"><f>"Pi"&amp;"pe"</f><v>Pipe</v></c><c r="B2"><f>2*1.75</f><v>3.5</v></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>Elbow</t></is></c><c r="B3"><f t="shared" ref="B3:B4" si="0">B2+1</f><v>4.5</v></c></row>` +
		`<row r="4"><c r="A4" t="inlineStr"><is><t>Tee</t></is></c><c r="B4"><f t="shared" si="0"/><v>5.5</v></c></row>` +
		`<row r="5"><c r="A5" t="inlineStr"><is><t>Cap</t></is></c><c r="B5" t="str"><f>"£"&amp;6.5</f><v>£6.5</v></c></row>` +
		`<row r="6"><c r="A6" t="inlineStr"><is><t>Nut</t></is></c><c r="B6" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
		`<row r="7"><c r="A7" t="inlineStr"><is><t>Bolt</t></is></c><c r="B7"><f>B2</f></c></row></sheetData></worksheet>`
	list := readBook(t, workbookOf(t, sheet), pricelist.Layout{})
	if diff := cmp.Diff(`2 priced name=Pipe price=3.50
3 priced name=Elbow price=4.50
4 priced name=Tee price=5.50
5 priced name=Cap price=6.50
6 invalid name=Nut amount_unreadable: Line 6, column 2 (Price): the price “#DIV/0!” is not an amount.
7 invalid name=Bolt amount_no_result: Line 7, column 2 (Price): the price is a formula whose result is not in the file; open the file in your spreadsheet program and save it.
`, told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAWorkbooksHeadingsOfTwoRowsUnderMergedCells(t *testing.T) {
	data := sheets(t, func(f *excelize.File) { must(t, f.MergeCell("List", "C3", "D3")) }, "List", [][]any{
		{"ACME Supplies"}, {}, {nil, nil, "Price", nil}, {"Code", "Description", "Trade", "Retail"}, {"A-1", "Copper pipe", 1.5, 2.5}, {"A-2", "Brass elbow", 2.5, 3.5}})
	list := readBook(t, data, pricelist.Layout{})
	if diff := cmp.Diff("5 priced name=Copper pipe code=A-1 price=2.50 cost=1.50\n6 priced name=Brass elbow code=A-2 price=3.50 cost=2.50\n", told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
