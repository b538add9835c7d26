package pricelist_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// read reads a text by default settings.
func read(t *testing.T, text string, layout pricelist.Layout) *pricelist.List {
	t.Helper()
	list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "list.csv", Layout: layout})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return list
}

// told writes a list's rows one a line: what a person would say about each.
func told(list *pricelist.List) string {
	var b strings.Builder
	for _, row := range list.Rows {
		fmt.Fprintf(&b, "%d %s", row.Line, row.Kind)
		for _, part := range [][2]string{{"name", row.Name}, {"code", row.Code}, {"price", row.Price.String()}, {"cost", row.Cost.String()}, {"unit", row.Unit}, {"description", row.Description}} {
			if part[1] != "" {
				fmt.Fprintf(&b, " %s=%s", part[0], part[1])
			}
		}
		for _, flag := range row.Flags {
			fmt.Fprintf(&b, " [%s]", flag)
		}
		if row.Problem != nil {
			fmt.Fprintf(&b, " %s: %s", row.Problem.Code, row.Problem.Message)
		}
		b.WriteString("\n")
	}
	for _, q := range list.Questions {
		fmt.Fprintf(&b, "? %s: %s\n", q.Code, q.Message)
		for _, c := range q.Choices {
			fmt.Fprintf(&b, "  %s | %s | %s\n", c.Value, c.Label, c.Detail)
		}
	}
	return b.String()
}

// expect compares what is told about a text with a wanted text, line by line.
func expect(t *testing.T, text string, layout pricelist.Layout, want string) *pricelist.List {
	t.Helper()
	list := read(t, text, layout)
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), told(list)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	return list
}

func TestAWholeListIsRead(t *testing.T) {
	text := "ACME Supplies Ltd\nValid from May\n\nPart_Num,Description,Trade_Cost,RRP\nCU15,Copper pipe 15 mm,2.10,3.50\nCU22,Copper pipe 22 mm,POA,5.25\n"
	got := read(t, text, pricelist.Layout{})
	want := &pricelist.List{
		File: "list.csv", SHA256: "", Bytes: int64(len(text)),
		Layout: pricelist.Layout{Encoding: "utf-8", Delimiter: ",", HeaderLine: 4, HeaderLines: 1, Decimal: ".", Columns: pricelist.Columns{
			Name: pricelist.Column{Header: "Description", Index: 2}, Code: pricelist.Column{Header: "Part_Num", Index: 1},
			Price: pricelist.Column{Header: "RRP", Index: 4}, Cost: pricelist.Column{Header: "Trade_Cost", Index: 3},
		}},
		EncodingConfidence: 99,
		Headers:            []string{"Part_Num", "Description", "Trade_Cost", "RRP"},
		Head: []pricelist.Line{
			{Number: 1, Cells: []string{"ACME Supplies Ltd"}}, {Number: 2, Cells: []string{"Valid from May"}},
			{Number: 4, Cells: []string{"Part_Num", "Description", "Trade_Cost", "RRP"}},
			{Number: 5, Cells: []string{"CU15", "Copper pipe 15 mm", "2.10", "3.50"}}, {Number: 6, Cells: []string{"CU22", "Copper pipe 22 mm", "POA", "5.25"}},
		},
		Rows: []pricelist.Row{
			{Line: 5, Kind: pricelist.Priced, Name: "Copper pipe 15 mm", Code: "CU15", Price: money.Some(money.FromCents(350)), Cost: money.Some(money.FromCents(210)), PriceText: "3.50", CostText: "2.10"},
			{Line: 6, Kind: pricelist.Invalid, Name: "Copper pipe 22 mm", Code: "CU22", Price: money.Some(money.FromCents(525)), PriceText: "5.25", CostText: "POA",
				Problem: &pricelist.Problem{Code: "amount_unreadable", Message: "Line 6, column 3 (Trade_Cost): the cost “POA” is not an amount.", Line: 6, Column: 3}},
		},
	}
	want.SHA256 = got.SHA256
	if len(got.SHA256) != 64 {
		t.Errorf("SHA256 = %q", got.SHA256)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Maybe{}), cmpopts.IgnoreUnexported(pricelist.List{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDialectsReadAlike(t *testing.T) {
	want := "2 priced name=Elbow, 1/2\" brass code=E-1 price=1.50\n3 priced name=Pipe code=P-1 price=12.00\n"
	for name, text := range map[string]string{
		"comma":                       "Code,Name,Price\nE-1,\"Elbow, 1/2\"\" brass\",1.50\nP-1,Pipe,12.00\n",
		"semicolon":                   "Code;Name;Price\nE-1;Elbow, 1/2\" brass;1.50\nP-1;Pipe;12.00\n",
		"semicolon and decimal comma": "Code;Name;Price\nE-1;\"Elbow, 1/2\"\" brass\";1,50\nP-1;Pipe;12,00\n",
		"tab":                         "Code\tName\tPrice\nE-1\tElbow, 1/2\" brass\t1.50\nP-1\tPipe\t12.00\n",
		"pipe":                        "Code|Name|Price\nE-1|Elbow, 1/2\" brass|1.50\nP-1|Pipe|12.00\n",
		"carriage returns":            "Code,Name,Price\rE-1,\"Elbow, 1/2\"\" brass\",1.50\rP-1,Pipe,12.00\r",
		"both ends of lines":          "Code,Name,Price\r\nE-1,\"Elbow, 1/2\"\" brass\",1.50\nP-1,Pipe,12.00",
		"byte order mark":             "\ufeffCode,Name,Price\nE-1,\"Elbow, 1/2\"\" brass\",1.50\nP-1,Pipe,12.00\n",
		"an inch mark nobody doubled": "Code,Name,Price\nE-1,\"Elbow, 1/2\" brass\",1.50\nP-1,Pipe,12.00\n",
		"trailing empty columns":      "Code,Name,Price,,\nE-1,\"Elbow, 1/2\"\" brass\",1.50,,\nP-1,Pipe,12.00,,\n,,,,\n",
		"NUL bytes":                   "Code,Name,Price\nE-1,\"Elbow, 1/2\"\" brass\",1.50\x00\nP-1,Pipe\x00,12.00\n",
	} {
		t.Run(name, func(t *testing.T) { expect(t, text, pricelist.Layout{}, want) })
	}
	t.Run("a first line that names the delimiter", func(t *testing.T) {
		list := expect(t, "sep=;\r\nCode;Name;Price\r\nP-1;Pipe;12,00\r\n", pricelist.Layout{}, "3 priced name=Pipe code=P-1 price=12.00\n")
		if list.Layout.HeaderLine != 2 {
			t.Errorf("the header is on line %d; want 2", list.Layout.HeaderLine)
		}
	})
}

func TestWindows1252IsRead(t *testing.T) {
	list := expect(t, "Name,Price\nCaf\xe9 table \x96 1\xbd\" top,\x80 12.50\n", pricelist.Layout{}, "2 priced name=Café table – 1½\" top price=12.50\n")
	if list.Layout.Encoding != "windows-1252" {
		t.Errorf("encoding %q", list.Layout.Encoding)
	}
}

func TestALineIsWhereTheRecordStarts(t *testing.T) {
	expect(t, "Name,Description,Price\nPipe,\"one\ntwo\r\nthree\",1.00\n\n\"El\nbow\",x,2.00\nTee,x,3.00\n", pricelist.Layout{}, `
2 priced name=Pipe price=1.00 description=one`+"\ntwo\r\nthree"+`
6 priced name=El`+"\nbow"+` price=2.00 description=x
8 priced name=Tee price=3.00 description=x
`)
}

func TestStrayQuotesSwallowNothing(t *testing.T) {
	for name, text := range map[string]string{
		"a quote that never closes":             "Code,Name,Price\nA,\"Pipe,1.00\nB,Elbow,2.00\nC,Tee,3.00\nD,Cap,4.00\n",
		"a quote that another cell closes":      "Code,Name,Price\nA,\"Pipe,1.00\nB,Elbow,2.00\nC,Tee,3.00\nD,Cap 1/2\",4.00\n",
		"a quote before properly quoted cells":  "Code,Name,Price\nA,\"Pipe,1.00\nB,\"Elbow\",2.00\nC,\"Tee\",3.00\nD,\"Cap\",4.00\n",
		"an inch mark before the closing quote": "Code,Name,Price\nA,\"Pipe 1/2\"\",1.00\nB,Elbow,2.00\nC,Tee,3.00\nD,Cap,4.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, text, pricelist.Layout{})
			var prices []string
			for _, row := range list.Rows {
				prices = append(prices, row.Price.String())
			}
			if diff := cmp.Diff([]string{"1.00", "2.00", "3.00", "4.00"}, prices); diff != "" {
				t.Errorf("prices (-want +got):\n%s\n%s", diff, told(list))
			}
		})
	}
}

func TestRowsThatAreNoProducts(t *testing.T) {
	expect(t, strings.Join([]string{
		"Code,Name,Unit,Price",
		"COPPER PIPES",
		"CU15,Copper pipe 15 mm,m,3.50",
		"Code,Name,Unit,Price",
		"CU22,Copper pipe 22 mm,m,",
		",,,4.20",
		"CU28,Copper pipe 28 mm,m,-1.00",
		"CU35,Copper pipe 35 mm,m,12.50 per 100",
		"CU42,Copper pipe 42 mm,m,£12.50 + VAT",
		"CU54,Copper pipe 54 mm,m,0.123456",
		",Total,,23.50",
		",,Total,23.50",
		",,see page 4,",
		"Prices are subject to change without notice and do not include delivery or installation of any kind.",
	}, "\n"), pricelist.Layout{}, `
2 not_a_product code=COPPER PIPES heading: “COPPER PIPES” is a heading or a note, not a product.
3 priced name=Copper pipe 15 mm code=CU15 price=3.50 unit=m
4 not_a_product name=Name code=Code unit=Unit repeated_header: This line repeats the column headings.
5 invalid name=Copper pipe 22 mm code=CU22 unit=m amount_empty: Line 5, column 4 (Price): the price is empty.
6 invalid price=4.20 no_name: Line 6, column 4 (Price): “4.20” has no name or code beside it.
7 invalid name=Copper pipe 28 mm code=CU28 price=-1.00 unit=m amount_negative: Line 7, column 4 (Price): the price “-1.00” is below zero.
8 invalid name=Copper pipe 35 mm code=CU35 price=12.50 unit=m [text_cut] amount_per_quantity: Line 8, column 4 (Price): the price “12.50 per 100” is for 100, not for one.
9 priced name=Copper pipe 42 mm code=CU42 price=12.50 unit=m [text_cut]
10 priced name=Copper pipe 54 mm code=CU54 price=0.1235 unit=m [digits_dropped]
11 not_a_product name=Total price=23.50 total: “Total” is a total, not a product.
12 not_a_product price=23.50 unit=Total total: “Total” is a total, not a product.
13 not_a_product unit=see page 4 heading: “see page 4” is a heading or a note, not a product.
14 not_a_product code=Prices are subject to change without notice and do not include delivery or installation of any kind. heading: “Prices are subject to change without notice and do not incl…” is a heading or a note, not a product.
`)
}

func TestHeadingsOfAShortListWithTotalsAreNoProducts(t *testing.T) {
	expect(t, "Code,Name,Unit,Price\nPIPES,,,\nA1,Pipe,m,10.00\nA2,Elbow,ea,5.00\nSub-total,,,15.00\nFITTINGS,,,\nA3,Tee,ea,5.00\nGrand total:,,,20.00\nPrices exclude VAT,,,\n", pricelist.Layout{}, `
2 not_a_product code=PIPES heading: “PIPES” is a heading or a note, not a product.
3 priced name=Pipe code=A1 price=10.00 unit=m
4 priced name=Elbow code=A2 price=5.00 unit=ea
5 not_a_product code=Sub-total price=15.00 total: “Sub-total” is a total, not a product.
6 not_a_product code=FITTINGS heading: “FITTINGS” is a heading or a note, not a product.
7 priced name=Tee code=A3 price=5.00 unit=ea
8 not_a_product code=Grand total: price=20.00 total: “Grand total:” is a total, not a product.
9 not_a_product code=Prices exclude VAT heading: “Prices exclude VAT” is a heading or a note, not a product.
`)
}

func TestASecondTableWithOtherColumnsIsNotReadAsTheFirst(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"price and cost change places": {"Part,Description,Cost,Price\nA1,Copper pipe,5.00,10.00\nA2,Copper tube,6.00,11.00\n\nPart,Description,Price,Cost\nB1,Brass elbow,15,5.00\nPart,Description,Cost,Price\nC1,Brass tee,3.00,4.00\n", `
2 priced name=Copper pipe code=A1 price=10.00 cost=5.00
3 priced name=Copper tube code=A2 price=11.00 cost=6.00
5 not_a_product name=Description code=Part other_headings: This line has other headings: another table begins.
6 invalid name=Brass elbow code=B1 columns_shifted: Line 6, column 4 (Price): this line stands below the other headings of line 5, so its amounts may stand in the wrong columns.
7 not_a_product name=Description code=Part repeated_header: This line repeats the column headings.
8 priced name=Brass tee code=C1 price=4.00 cost=3.00
`},
		"a column comes in between": {"Part,Description,Price\nA1,Copper pipe,10.00\nA2,Copper tube,11.00\n\nPart,Description,Size,Price\nB1,Brass elbow,15,5.00\n", `
2 priced name=Copper pipe code=A1 price=10.00
3 priced name=Copper tube code=A2 price=11.00
5 not_a_product name=Description code=Part other_headings: This line has other headings: another table begins.
6 invalid name=Brass elbow code=B1 columns_shifted: Line 6, column 3 (Price): this line stands below the other headings of line 5, so its amounts may stand in the wrong columns.
`},
	} {
		t.Run(name, func(t *testing.T) { expect(t, c.text, pricelist.Layout{}, c.want) })
	}
	t.Run("a small table above is told", func(t *testing.T) {
		list := expect(t, "Item,Price\nDelivery,4.95\n\nPart,Description,Stock,Price\nA1,Copper pipe,3,10.00\nA2,Copper tube,4,11.00\nA3,Copper tee,4,12.00\n", pricelist.Layout{HeaderLine: 4}, `
5 priced name=Copper pipe code=A1 price=10.00
6 priced name=Copper tube code=A2 price=11.00
7 priced name=Copper tee code=A3 price=12.00
`)
		if len(list.Notes) != 0 {
			t.Errorf("notes %+v", list.Notes)
		}
		list = read(t, "A0,Copper cap,9.00\nPart,Description,Price\nA1,Copper pipe,10.00\nA2,Copper tube,11.00\n", pricelist.Layout{})
		if len(list.Notes) != 1 || list.Notes[0].Message != "Above the headings stands 1 line with amounts, line 1; it was not read." {
			t.Errorf("notes %+v", list.Notes)
		}
	})
}

func TestAHeadingMaySpeakOfAnotherMeasure(t *testing.T) {
	for heading, strange := range map[string]bool{
		"Price per 100": true, "Preis / 100 Stk": true, "Price/1000": true, "Prix par 10": true, "Preis je 100": true, "Cost (p)": true, "Price in pence": true, "Price per dozen": true, "Price per thousand": true,
		"Price": false, "Price per unit": false, "Price 1/5/2024": false, "Price 2024/25": false, "Price / 2025": false, "Price (ex VAT)": false, "Price per 1": false, "Price 100+": false, "Price/m": false, "Price (C)": true,
	} {
		t.Run(heading, func(t *testing.T) {
			list := read(t, "Name;"+heading+"\nPipe;10.00\nElbow;5.50\n", pricelist.Layout{Columns: pricelist.Columns{Price: pricelist.Column{Index: 2}}})
			for _, row := range list.Rows {
				if got := slices.Contains(row.Flags, pricelist.OtherMeasure); got != strange || row.Kind != pricelist.Priced {
					t.Errorf("flagged %v\n%s", got, told(list))
				}
			}
		})
	}
}

func TestAColumnSaysForHowManyThePriceIs(t *testing.T) {
	expect(t, "Code,Name,Price,Per\nA1,Screw,10.00,100\nA2,Elbow,5.00,1\nA3,Nut,5.00,C\nA4,Bolt,5.00,M\nA5,Tee,6.00,E\nA6,Cap,7.00,Doz\n", pricelist.Layout{}, `
2 invalid name=Screw code=A1 price=10.00 amount_per_quantity: Line 2, column 3 (Price): the price “10.00” is for 100, not for one.
3 priced name=Elbow code=A2 price=5.00
4 invalid name=Nut code=A3 price=5.00 amount_per_quantity: Line 4, column 3 (Price): the price “5.00” is for 100, not for one.
5 invalid name=Bolt code=A4 price=5.00 amount_per_quantity: Line 5, column 3 (Price): the price “5.00” is for 1000, not for one.
6 priced name=Tee code=A5 price=6.00
7 invalid name=Cap code=A6 price=7.00 amount_per_quantity: Line 7, column 3 (Price): the price “7.00” is for 12, not for one.
`)
}

func TestTextsGuardedByAFormulaAreRead(t *testing.T) {
	expect(t, "Code,Name,Price\n=\"0017\",Pipe,=\"12.50\"\n\"=\"\"0018\"\"\",Elbow,\"=\"\"2.50\"\"\"\n=\"a\"&\"b\",Tee,1.50\n", pricelist.Layout{}, `
2 priced name=Pipe code=0017 price=12.50
3 priced name=Elbow code=0018 price=2.50
4 priced name=Tee code=="a"&"b" price=1.50
`)
}

func TestFootersDoNotDecideWhatAColumnHolds(t *testing.T) {
	expect(t, "Part,Description,Price\nA1,Copper pipe,10.00\nPage 1 of 2,,\nPART,DESCRIPTION,PRICE\nA2,Brass elbow,5.00\nPage 2 of 2,,\n", pricelist.Layout{}, `
2 priced name=Copper pipe code=A1 price=10.00
3 not_a_product code=Page 1 of 2 heading: “Page 1 of 2” is a heading or a note, not a product.
4 not_a_product name=DESCRIPTION code=PART repeated_header: This line repeats the column headings.
5 priced name=Brass elbow code=A2 price=5.00
6 not_a_product code=Page 2 of 2 heading: “Page 2 of 2” is a heading or a note, not a product.
`)
}

func TestAmountsInTheWrongColumnsAreNotRead(t *testing.T) {
	body := ""
	for i := range 20 {
		body += fmt.Sprintf("C-%d,Copper pipe %d mm,12.50,3\n", i, i)
	}
	for name, c := range map[string]struct{ line, want string }{
		"a comma too many": {"C-99,Copper pipe, 15,12.50,3\n", "22 invalid name=Copper pipe code=C-99 columns_shifted: Line 22, column 3 (Price): this line has more cells than the header, so its amounts may stand in the wrong columns.\n"},
		"a comma too few":  {"C-99 Copper pipe,12.50,3\n", "22 invalid name=12.50 code=C-99 Copper pipe columns_shifted: Line 22, column 3 (Price): this line has fewer cells than the others, so its amounts may stand in the wrong columns.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, "Code,Name,Price,Stock\n"+body+c.line, pricelist.Layout{})
			list.Rows = list.Rows[20:]
			if diff := cmp.Diff(c.want, told(list)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	t.Run("decimal commas between commas", func(t *testing.T) {
		list, err := pricelist.Read(t.Context(), strings.NewReader("Name,Price\nPipe,12,50\nElbow,3,20\nTee,14,05\n"), pricelist.Options{Name: "list.csv"})
		if !fault.Is(err, fault.NoRows) || list.Rows[0].Problem.Code != "columns_shifted" {
			t.Errorf("%v\n%s", err, told(list))
		}
	})
	for name, text := range map[string]string{
		"thousands between commas":        "Name,Price\nBoiler,1,234.50\nPump,2,100.00\nTank,3,999.99\n",
		"names with commas before prices": "Code,Name,Price\nA,Pipe, 15,12.50\nB,Pipe, 22,14.50\nC,Pipe, 28,18.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "list.csv"})
			if !fault.Is(err, fault.NoRows) || list.Rows[0].Problem.Code != "columns_shifted" {
				t.Errorf("%v\n%s", err, told(list))
			}
		})
	}
	t.Run("a header that lacks names", func(t *testing.T) {
		expect(t, "Name,Price\nPipe,12.50,in stock\nElbow,3.20,sold out\n", pricelist.Layout{}, "2 priced name=Pipe price=12.50\n3 priced name=Elbow price=3.20\n")
	})
	t.Run("cells left out at the end", func(t *testing.T) {
		expect(t, "Name,Price,Note\nPipe,12.50\nElbow,3.20,new\nTee,4.20\n", pricelist.Layout{}, "2 priced name=Pipe price=12.50\n3 priced name=Elbow price=3.20\n4 priced name=Tee price=4.20\n")
	})
}

func TestOneAmountOfTwoIsEnough(t *testing.T) {
	expect(t, "Name,Cost,Price\nPipe,1.00,\nElbow,,2.00\nTee,n/a,3.00\nCap,ask us,4.00\n", pricelist.Layout{}, `
2 priced name=Pipe cost=1.00
3 priced name=Elbow price=2.00
4 priced name=Tee price=3.00
5 invalid name=Cap price=4.00 amount_unreadable: Line 5, column 2 (Cost): the cost “ask us” is not an amount.
`)
}

func TestWhatCanNotBeReadIsRefusedInOneSentence(t *testing.T) {
	for _, c := range []struct {
		name, text string
		code       fault.Code
		message    string
	}{
		{"nothing", "", fault.FileEmpty, "“list.csv” is empty."},
		{"only blanks", "\ufeff \r\n\r\n", fault.FileEmpty, "“list.csv” is empty."},
		{"a PNG", "\x89PNG\r\n\x1a\n0000", fault.FileImage, "“list.csv” is a PNG picture, not a price list."},
		{"a JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", fault.FileImage, "“list.csv” is a JPEG picture, not a price list."},
		{"a GIF", "GIF89a\x01\x00", fault.FileImage, "“list.csv” is a GIF picture, not a price list."},
		{"a PDF", "%PDF-1.7\n1 0 obj", fault.FileImage, "“list.csv” is a PDF document, not a price list."},
		{"a BMP", "BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28", fault.FileImage, "“list.csv” is a BMP picture, not a price list."},
		{"a WebP", "RIFF\x00\x00\x00\x00WEBPVP8 ", fault.FileImage, "“list.csv” is a WebP picture, not a price list."},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), fault.FileOldWorkbook, "“list.csv” is in a spreadsheet format that Price Sync can't read (Excel 97–2003, .xls)."},
		{"a workbook from the nineties", "\x09\x04\x06\x00\x07\x04\x10\x00", fault.FileOldWorkbook, "“list.csv” is in a spreadsheet format that Price Sync can't read (Excel 2 to 4, .xls)."},
		{"a protected workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", fault.FileLocked, "“list.csv” is protected by a password."},
		{"a web page", "<!DOCTYPE html><table><tr><td>Name</td></tr></table>", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
		{"a table of a web page", " \n<TABLE border=1><tr><td>Name", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
		{"a web page in an envelope", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
		{"a table within a web page's part", "<div><table><tr><td>Name", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
		{"an archive", "\x1f\x8b\x08\x00\x00", fault.FileArchive, "“list.csv” is an archive, not a price list itself."},
		{"a program", "\x7fELF\x02\x01\x01\x00\x00", fault.FileNotText, "“list.csv” is not a price list that Price Sync can read."},
		{"JSON", `{"items":[{"name":"Pipe","price":1.5}]}`, fault.FileNotText, "“list.csv” is not a price list that Price Sync can read."},
		{"prose", "Dear customer,\nplease find our new prices on our web site.\nKind regards\n", fault.NoColumns, "No column of “list.csv” looks like a price or a cost."},
		{"no price column", "SKU,Name,Qty\nA,Pipe,12\nB,Elbow,3\n", fault.NoColumns, "No column of “list.csv” looks like a price or a cost."},
		{"no name column", "Price\n12.50\n14.00\n", fault.NoColumns, "No column of “list.csv” looks like a price or a cost."},
		{"a header alone", "SKU,Name,Price\n", fault.NoRows, "“list.csv” has no row with a name or code and an amount."},
		{"no valid row", "SKU,Name,Price\nA,Pipe,POA\nB,Elbow,\n", fault.NoRows, "“list.csv” has no row with a name or code and an amount."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pricelist.Read(t.Context(), strings.NewReader(c.text), pricelist.Options{Name: "list.csv"})
			var f *fault.Error
			if !errors.As(err, &f) {
				t.Fatalf("error %v", err)
			}
			if f.Code != c.code || f.Message != c.message {
				t.Errorf("got %s: %s\nwant %s: %s", f.Code, f.Message, c.code, c.message)
			}
		})
	}
}

func TestADecimalMarkThatWasChosenWronglyIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, mark, text string
		code             fault.Code
		against          int
		message          string
	}{
		{"a point for commas", ".", "Name;Price\nPipe;16,65\nElbow;€ 1.216,50\n", fault.DecimalMark, 2,
			"In “list.csv” the amounts of 2 rows can't be read with “.” as the decimal mark; they are written with “,”. No price was changed."},
		{"a comma for points", ",", "Name,Price,Cost\nPipe,16.65,12.10\nElbow,23.60,\n", fault.DecimalMark, 2,
			"In “list.csv” the amounts of 2 rows can't be read with “,” as the decimal mark; they are written with “.”. No price was changed."},
		{"a comma for points in some rows", ",", "Name,Price\nPipe,16.65\nElbow,\"23,60\"\nTee,4.12\n", "", 2, ""},
		{"the right mark", ",", "Name;Price\nPipe;16,65\n", "", 0, ""},
		{"nothing to be read with either", ".", "Name,Price\nPipe,POA\n", fault.NoRows, 0, "“list.csv” has no row with a name or code and an amount."},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := pricelist.Read(t.Context(), strings.NewReader(c.text), pricelist.Options{Name: "list.csv", Layout: pricelist.Layout{Decimal: c.mark}})
			var f *fault.Error
			if errors.As(err, &f) != (c.code != "") {
				t.Fatalf("error %v", err)
			}
			if f != nil && (f.Code != c.code || f.Message != c.message) {
				t.Errorf("got %s: %s\nwant %s: %s", f.Code, f.Message, c.code, c.message)
			}
			if against, _ := list.AgainstMark(); against != c.against {
				t.Errorf("%d rows against the mark, want %d", against, c.against)
			}
		})
	}
}

func TestOwnFilesAreRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.[ctx][sl]*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list, err := pricelist.Read(t.Context(), strings.NewReader(string(data)), pricelist.Options{Name: filepath.Base(path)})
			golden(t, strings.TrimSuffix(path, filepath.Ext(path))+".golden", summary(list, err))
		})
	}
}
