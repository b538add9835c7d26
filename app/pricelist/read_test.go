package pricelist_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
			{Line: 6, Kind: pricelist.Invalid, Name: "Copper pipe 22 mm", Code: "CU22", PriceText: "5.25", CostText: "POA",
				Problem: &pricelist.Problem{Code: "amount_unreadable", Message: "Line 6, column 3 (Trade_Cost): the cost “POA” is not an amount.", Line: 6, Column: 3}},
		},
	}
	want.SHA256 = got.SHA256
	if len(got.SHA256) != 64 {
		t.Errorf("SHA256 = %q", got.SHA256)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Maybe{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeadingsAreRecognised(t *testing.T) {
	for _, c := range []struct {
		headings                string
		row                     string
		name, code, price, cost string
	}{
		{"Name,Description,Category,Unit Price,Unit Cost,Bookable,Duration Minutes,Quantity Enabled,Minimum Quantity,Maximum Quantity,Taxable,Active",
			"Drain cleaning,Up to 10 m,Service,145.0,0.0,true,60,false,,,true,true", "Name", "", "Unit Price", "Unit Cost"},
		{"Part_Num,Name,Trade_Cost", "A-1,Copper pipe,1.50", "Name", "Part_Num", "", "Trade_Cost"},
		{"Part Number,Product,Price", "A-1,Copper pipe,1.50", "Product", "Part Number", "Price", ""},
		{"SKU,Item,Cost,Sell", "A-1,Copper pipe,1.50,2.50", "Item", "SKU", "Sell", "Cost"},
		{"Item,Description,List Price", "A-1,Copper pipe,1.50", "Description", "Item", "List Price", ""},
		{"Item,Price", "A-1,1.50", "", "Item", "Price", ""},
		{"Item,Price", "Copper pipe 15 mm,1.50", "Item", "", "Price", ""},
		{"Code,RRP,Net", "A-1,1.50,1.10", "", "Code", "RRP", "Net"},
		{"Stock Code,Product Name,Unit Cost,Unit Price", "A-1,Copper pipe,1.50,2.50", "Product Name", "Stock Code", "Unit Price", "Unit Cost"},
		{"item_name,unit_type,price_per_unit", "Copper pipe,m,2.50", "item_name", "", "price_per_unit", ""},
		{"partNo,costAUD,listPrice", "A-1,1.50,2.50", "", "partNo", "listPrice", "costAUD"},
		{"Artikelnummer,Bezeichnung,Einkaufspreis,Verkaufspreis", "A-1,Kupferrohr 15 mm,1.50,2.50", "Bezeichnung", "Artikelnummer", "Verkaufspreis", "Einkaufspreis"},
		{"Référence,Désignation,Prix d'achat,Prix de vente", "A-1,Tube cuivre,1.50,2.50", "Désignation", "Référence", "Prix de vente", "Prix d'achat"},
		{"Código,Descripción,Coste,Precio venta", "A-1,Tubo de cobre,1.50,2.50", "Descripción", "Código", "Precio venta", "Coste"},
		{"Artikelnr.,Omschrijving,Inkoopprijs,Verkoopprijs", "A-1,Koperen buis,1.50,2.50", "Omschrijving", "Artikelnr.", "Verkoopprijs", "Inkoopprijs"},
		{"Codice,Descrizione,Prezzo di acquisto,Prezzo di listino", "A-1,Tubo di rame,1.50,2.50", "Descrizione", "Codice", "Prezzo di listino", "Prezzo di acquisto"},
		{"Código,Descrição,Preço de custo,Preço de venda", "A-1,Tubo de cobre,1.50,2.50", "Descrição", "Código", "Preço de venda", "Preço de custo"},
		{"Kod,Nazwa,Cena netto", "A-1,Rura miedziana,2.50", "Nazwa", "Kod", "Cena netto", ""},
		{"Артикул,Наименование,Закупочная цена,Розничная цена", "A-1,Труба медная,1.50,2.50", "Наименование", "Артикул", "Розничная цена", "Закупочная цена"},
		{"商品コード,商品名,仕入価格,販売価格", "A-1,銅管,1.50,2.50", "商品名", "商品コード", "販売価格", "仕入価格"},
		{"SKU,Name,Price,Qty,Weight (kg),Tax rate,Discount %", "A-1,Copper pipe,2.50,12,1.4,20,5", "Name", "SKU", "Price", ""},
	} {
		t.Run(c.headings, func(t *testing.T) {
			columns := read(t, c.headings+"\n"+c.row+"\n", pricelist.Layout{}).Layout.Columns
			got := [4]string{columns.Name.Header, columns.Code.Header, columns.Price.Header, columns.Cost.Header}
			if want := [4]string{c.name, c.code, c.price, c.cost}; got != want {
				t.Errorf("name, code, price, cost = %q; want %q", got, want)
			}
		})
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
6 invalid no_name: Line 6, column 4 (Price): “4.20” has no name or code beside it.
7 invalid name=Copper pipe 28 mm code=CU28 unit=m amount_negative: Line 7, column 4 (Price): the price “-1.00” is below zero.
8 invalid name=Copper pipe 35 mm code=CU35 unit=m amount_per_quantity: Line 8, column 4 (Price): the price “12.50 per 100” is for 100, not for one.
9 priced name=Copper pipe 42 mm code=CU42 price=12.50 unit=m [text_cut]
10 priced name=Copper pipe 54 mm code=CU54 price=0.1235 unit=m [digits_dropped]
11 not_a_product name=Total total: “Total” is a total, not a product.
12 not_a_product unit=Total total: “Total” is a total, not a product.
13 not_a_product unit=see page 4 heading: “see page 4” is a heading or a note, not a product.
14 not_a_product code=Prices are subject to change without notice and do not include delivery or installation of any kind. heading: “Prices are subject to change without notice and do not incl…” is a heading or a note, not a product.
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
5 invalid name=Cap amount_unreadable: Line 5, column 2 (Cost): the cost “ask us” is not an amount.
`)
}

func TestTheDecimalMarkIsDecidedOverTheWholeColumn(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"1,234 is a thousand", "Name,Price\nPipe,\"1,234\"\n", "2 priced name=Pipe price=1234.00\n"},
		{"1,234 beside cents", "Name,Price\nPipe,\"1,234\"\nElbow,12.50\n", "2 priced name=Pipe price=1234.00\n3 priced name=Elbow price=12.50\n"},
		{"1.234 beside a decimal comma", "Name;Price\nPipe;1.234\nElbow;12,50\n", "2 priced name=Pipe price=1234.00\n3 priced name=Elbow price=12.50\n"},
		{"1,234 beside a decimal comma", "Name;Price\nPipe;1,234\nElbow;12,50\n", "2 priced name=Pipe price=1.234\n3 priced name=Elbow price=12.50\n"},
		{"1.895 beside cents", "Name,Price\nFelt,1.895\nElbow,12.50\n", "2 priced name=Felt price=1.895\n3 priced name=Elbow price=12.50\n"},
		{"the other column of money decides", "Name;Cost;Price\nPipe;1.234;1.500\nElbow;12,50;2.100\n", "2 priced name=Pipe price=1500.00 cost=1234.00\n3 priced name=Elbow price=2100.00 cost=12.50\n"},
		{"the weights decide", "Name;Price;Weight\nPipe;1.234;1,25\nElbow;2.100;0,4\n", "2 priced name=Pipe price=1234.00\n3 priced name=Elbow price=2100.00\n"},
		{"the small amounts decide", "Name;Price\nPipe;1.234\nElbow;999\nTee;120\n", "2 priced name=Pipe price=1234.00\n3 priced name=Elbow price=999.00\n4 priced name=Tee price=120.00\n"},
		{"pounds have a decimal point", "Name;Price\nPipe;£1,234\nElbow;£2,500\n", "2 priced name=Pipe price=1234.00\n3 priced name=Elbow price=2500.00\n"},
		{"one slip in a column is invalid", "Name,Price\n" + strings.Repeat("Pipe,12.50\n", 40) + "Elbow,\"12,50\"\n",
			strings.Join(strings.Split(strings.Repeat("priced name=Pipe price=12.50\n", 40), "\n"), "\n") + "42 invalid name=Elbow amount_unreadable: Line 42, column 2 (Price): the price “12,50” is not an amount.\n"},
		{"nothing decides", "Name;Price\nPipe;1.234\nElbow;2.500\n", `
? decimal_mark: How much is “1.234”?
  . | 1.234 | The point parts the cents; a comma parts the thousands.
  , | 1234,00 | The comma parts the cents; a point parts the thousands.
`},
		{"nothing decides about pounds", "Name,Price\nPipe,£1.234\nElbow,£2.500\n", `
? decimal_mark: How much is “£1.234”?
  . | £1.234 | The point parts the cents; a comma parts the thousands.
  , | £1234,00 | The comma parts the cents; a point parts the thousands.
`},
		{"a comma among semicolons", "Name;Price\nPipe;1,234\nElbow;2,500\n", `
? decimal_mark: How much is “1,234”?
  . | 1234.00 | The point parts the cents; a comma parts the thousands.
  , | 1,234 | The comma parts the cents; a point parts the thousands.
`},
		{"the column contradicts itself", "Name;Price\nPipe;12.50\nElbow;12,50\n", `
? decimal_mark: How much is “12,50”?
  . | The decimal mark is a point | The point parts the cents; a comma parts the thousands.
  , | 12,50 | The comma parts the cents; a point parts the thousands.
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := strings.TrimLeft(c.want, "\n")
			if c.name == "one slip in a column is invalid" {
				want = ""
				for i := range 40 {
					want += fmt.Sprintf("%d priced name=Pipe price=12.50\n", i+2)
				}
				want += "42 invalid name=Elbow amount_unreadable: Line 42, column 2 (Price): the price “12,50” is not an amount.\n"
			}
			list := expect(t, c.text, pricelist.Layout{}, want)
			for _, q := range list.Questions {
				for _, choice := range q.Choices {
					if answered := read(t, c.text, choice.Layout); len(answered.Questions) > 0 || len(answered.Rows) == 0 || answered.Layout.Decimal != choice.Value {
						t.Errorf("the answer %q leaves %s", choice.Value, told(answered))
					}
				}
			}
		})
	}
}

func TestTwoPricesAreAskedAbout(t *testing.T) {
	text := "Code,Name,List Price,Sale Price\nA,Pipe,3.00,2.50\nB,Elbow,4.00,4.00\nC,Tee,5.00,4.50\nD,Cap,6.00,5.00\n"
	list := expect(t, text, pricelist.Layout{}, `
? which_price: Two columns could be the price: “List Price”, “Sale Price”. Which one is the price that your customers pay?
  List Price | List Price | Pipe: 3.00; Elbow: 4.00; Tee: 5.00
  Sale Price | Sale Price | Pipe: 2.50; Elbow: 4.00; Tee: 4.50
`)
	expect(t, text, list.Questions[0].Choices[1].Layout, `
2 priced name=Pipe code=A price=2.50
3 priced name=Elbow code=B price=4.00
4 priced name=Tee code=C price=4.50
5 priced name=Cap code=D price=5.00
`)
	t.Run("columns with the same heading are told apart by number", func(t *testing.T) {
		expect(t, "Name,Price,Price\nPipe,3.00,2.50\n", pricelist.Layout{}, `
? which_price: Two columns could be the price: “Price”, “Price”. Which one is the price that your customers pay?
  2 | Price | Pipe: 3.00
  3 | Price | Pipe: 2.50
`)
	})
	t.Run("columns that say the same are one", func(t *testing.T) {
		expect(t, "Name,List Price,Sale Price\nPipe,3.00,3.00\nElbow,4.50,4.5\n", pricelist.Layout{}, "2 priced name=Pipe price=3.00\n3 priced name=Elbow price=4.50\n")
	})
	t.Run("two costs", func(t *testing.T) {
		expect(t, "Name,Trade,Net,RRP\nPipe,3.00,2.50,5.00\n", pricelist.Layout{}, `
? which_cost: Two columns could be what you pay for a product: “Trade”, “Net”. Which one is your cost?
  Trade | Trade | Pipe: 3.00
  Net | Net | Pipe: 2.50
`)
	})
}

func TestColumnsSetByHand(t *testing.T) {
	text := "A,B,C,D\nx1,Pipe,1.00,2.00\nx2,Elbow,3.00,4.00\n"
	hand := func(name, code, price, cost pricelist.Column) pricelist.Layout {
		return pricelist.Layout{Columns: pricelist.Columns{Name: name, Code: code, Price: price, Cost: cost}}
	}
	t.Run("by heading and by number", func(t *testing.T) {
		expect(t, text, hand(pricelist.Column{Header: " b "}, pricelist.Column{Index: 1}, pricelist.Column{Header: "D"}, pricelist.Column{Index: 3}), `
2 priced name=Pipe code=x1 price=2.00 cost=1.00
3 priced name=Elbow code=x2 price=4.00 cost=3.00
`)
	})
	t.Run("a column that is decided to be absent", func(t *testing.T) {
		expect(t, "Code,Name,Cost,Price\nx1,Pipe,1.00,2.00\n", hand(pricelist.Column{}, pricelist.None(), pricelist.None(), pricelist.Column{}), "2 priced name=Pipe cost=1.00\n")
	})
	t.Run("a heading that moved", func(t *testing.T) {
		expect(t, "Price,Name\n2.00,Pipe\n", hand(pricelist.Column{}, pricelist.Column{}, pricelist.Column{Header: "Price", Index: 2}, pricelist.Column{}), "2 priced name=Pipe price=2.00\n")
	})
	for name, c := range map[string]struct {
		price pricelist.Column
		want  string
	}{
		"an unknown heading": {pricelist.Column{Header: "Net"}, "“list.csv” has no column “Net”."},
		"too high a number":  {pricelist.Column{Index: 9}, "“list.csv” has no column 9."},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "list.csv", Layout: hand(pricelist.Column{}, pricelist.Column{}, c.price, pricelist.Column{})})
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.ColumnUnknown || f.Message != c.want || f.Hint != "Use a heading of the file or a column's number; its headings are: A (1), B (2), C (3), D (4)." {
				t.Errorf("%+v", f)
			}
		})
	}
	t.Run("a file without headings", func(t *testing.T) {
		list := expect(t, "x1,Copper pipe 15 mm,$1.00\nx2,Copper elbow,$3.00\nx3,Tee piece,$4.00\n", pricelist.Layout{}, `
1 priced name=Copper pipe 15 mm code=x1 price=1.00
2 priced name=Copper elbow code=x2 price=3.00
3 priced name=Tee piece code=x3 price=4.00
`)
		if list.Layout.HeaderLine != -1 {
			t.Errorf("header line %d; want -1", list.Layout.HeaderLine)
		}
	})
	t.Run("a header line set by hand", func(t *testing.T) {
		expect(t, "Name,Price\nPipe,1.00\nProduct,Price\nElbow,2.00\n", pricelist.Layout{HeaderLine: 3}, "4 priced name=Elbow price=2.00\n")
	})
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
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), fault.FileOldWorkbook, "“list.csv” is in an older spreadsheet format (Excel 97–2003, .xls)."},
		{"a protected workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", fault.FileLocked, "“list.csv” is protected by a password."},
		{"a web page", "<!DOCTYPE html><table><tr><td>Name</td></tr></table>", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
		{"a table of a web page", " \n<TABLE border=1><tr><td>Name", fault.FileHTML, "“list.csv” is a web page, not a spreadsheet."},
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

func TestColumnsCanBeChosenByHandForAFileThatHasNone(t *testing.T) {
	list, err := pricelist.Read(t.Context(), strings.NewReader("SKU,Name,Qty\nA,Pipe,12\n"), pricelist.Options{Name: "list.csv"})
	if !fault.Is(err, fault.NoColumns) || list == nil || len(list.Head) != 2 || len(list.Headers) != 3 {
		t.Fatalf("list %+v, error %v", list, err)
	}
	layout := list.Layout
	layout.Columns.Price = pricelist.Column{Header: "Qty"}
	expect(t, "SKU,Name,Qty\nA,Pipe,12\n", layout, "2 priced name=Pipe code=A price=12.00\n")
}

// endless is a file that never ends and does not say so.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "Pipe,1.00\n"[(e.read+i)%10]
	}
	e.read += len(p)
	return len(p), nil
}

// sized is a file that is refused if a single byte of it is read.
type sized struct {
	io.ReadSeeker
	t *testing.T
}

func (s sized) Read([]byte) (int, error) {
	s.t.Error("a file over the limit was read")
	return 0, io.ErrUnexpectedEOF
}

func (s sized) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return 61 << 20, nil
	}
	return 0, nil
}

func TestLimitsHoldBeforeAFileIsReadWhole(t *testing.T) {
	refused := func(t *testing.T, r io.Reader, o pricelist.Options, code fault.Code, message string) {
		t.Helper()
		o.Name = "list.csv"
		_, err := pricelist.Read(t.Context(), r, o)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != code || f.Message != message {
			t.Errorf("got %v\nwant %s: %s", err, code, message)
		}
	}
	t.Run("a file that tells its size is not read at all", func(t *testing.T) {
		refused(t, sized{t: t}, pricelist.Options{}, fault.FileTooLarge, "“list.csv” is 61 MB; the limit is 50 MB.")
	})
	t.Run("an endless file is read up to the limit", func(t *testing.T) {
		file := &endless{}
		refused(t, file, pricelist.Options{MaxBytes: 300_000}, fault.FileTooLarge, "“list.csv” is more than 293 KB; the limit is 293 KB.")
		if file.read > 2<<20 {
			t.Errorf("%d bytes were read", file.read)
		}
	})
	t.Run("rows", func(t *testing.T) {
		text := "Name,Price\n" + strings.Repeat("Pipe,1.00\n", 1500)
		refused(t, strings.NewReader(text), pricelist.Options{MaxRows: 1499}, fault.FileTooManyRows, "“list.csv” has more than 1,499 rows, which is the limit.")
		if list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{MaxRows: 1500}); err != nil || len(list.Rows) != 1500 {
			t.Errorf("1,500 rows under a limit of 1,500: %v", err)
		}
	})
	t.Run("a reader that breaks", func(t *testing.T) {
		broken := io.MultiReader(strings.NewReader("Name,Price\nPipe,1"), &breaking{})
		refused(t, broken, pricelist.Options{}, fault.FileUnreadable, "“list.csv” could not be read to its end.")
	})
}

type breaking struct{}

func (breaking) Read([]byte) (int, error) { return 0, errors.New("the network share is gone") }

func TestReadingCanBeCancelledAndReports(t *testing.T) {
	text := "Name,Price\n" + strings.Repeat("Pipe,1.00\n", 50_000)
	ctx, cancel := context.WithCancel(t.Context())
	var told []int
	_, err := pricelist.Read(ctx, strings.NewReader(text), pricelist.Options{Progress: func(rows int) {
		told = append(told, rows)
		if len(told) == 3 {
			cancel()
		}
	}})
	if !fault.Is(err, fault.Cancelled) || len(told) != 3 {
		t.Errorf("after %v: %v", told, err)
	}
}

func TestOwnFilesAreRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".csv"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list, err := pricelist.Read(t.Context(), strings.NewReader(string(data)), pricelist.Options{Name: filepath.Base(path)})
			golden(t, strings.TrimSuffix(path, ".csv")+".txt", summary(list, err))
		})
	}
}

func TestPricesAndCostsAreToldApartByTheirHeadings(t *testing.T) {
	for _, c := range []struct{ headings, price, cost, asked string }{
		{"Item|Description|Cost|Price|Sales Tax Code", "Price", "Cost", ""},
		{"ItemCode|ItemName|PurchasesUnitPrice|PurchasesTaxRate|SalesUnitPrice", "SalesUnitPrice", "PurchasesUnitPrice", ""},
		{"Product ID|Description|List Price|Multiplier|Net Price", "List Price", "Net Price", ""},
		{"Part No|Description|Trade Price ex VAT|RRP inc VAT", "RRP inc VAT", "Trade Price ex VAT", ""},
		{"Catalog Number|Description|Std Pkg|List Price Each|Dist Net", "List Price Each", "Dist Net", ""},
		{"Codice|Descrizione|Listino|Sconto|Netto", "Listino", "Netto", ""},
		{"Ref|Denominación|PVP|Dto|Neto", "PVP", "Neto", ""},
		{"Varenr|Varetekst|Vejl. pris|Nettopris", "Vejl. pris", "Nettopris", ""},
		{"Partnumber|Titel|Händler EK|UVP", "UVP", "Händler EK", ""},
		{"Артикул|Название|Опт|Розница", "Розница", "Опт", ""},
		{"品番|品名|定価|仕切価格", "定価", "仕切価格", ""},
		{"Code|Description|New Price|Old Price|Change %", "New Price", "", ""},
		{"Vendor Part #|Description|Unit Price|Ext Price", "Unit Price", "", ""},
		{"SKU|Name|MSRP|AssemblyAmount|SpecValue5", "MSRP", "", ""},
		{"Code|Description|Supplier Price|Customer Price", "Customer Price", "Supplier Price", ""},
		{"Code|Name|Price|Member Price", "", "", "which_price"},
		{"Code|Description|2025 Price|2026 Price", "", "", "which_price"},
		{"Code|Description|Current Price|Price from 1 Jan", "", "", "which_price"},
		{"Artikelcode|Omschrijving|Bruto prijs|Netto prijs", "", "", "which_price"},
		{"Réf.|Désignation|PU HT|PU TTC", "", "", "which_price"},
		{"SKU|Name|Price (USD)|Price (EUR)", "", "", "which_price"},
		{"Order Code|Product|1+|10+|100+", "", "", "which_price"},
		{"Code|Description|MRP|Rate|GST %", "", "", "which_price"},
		{"Item No.|Item Description|Standard Cost|Last Cost|Base Price", "Base Price", "", "which_cost"},
	} {
		t.Run(c.headings, func(t *testing.T) {
			text := c.headings + "\n"
			for row := range 12 {
				cells := []string{fmt.Sprintf("AB-%d", row*7), fmt.Sprintf("Copper pipe %d mm", 10+row)}
				for i := 2; i <= strings.Count(c.headings, "|"); i++ {
					cells = append(cells, fmt.Sprintf("%d.%02d", 10+row*i, (row*37+i*11)%100))
				}
				text += strings.Join(cells, "|") + "\n"
			}
			list := read(t, text, pricelist.Layout{})
			asked := ""
			for _, q := range list.Questions {
				asked += q.Code
			}
			columns := list.Layout.Columns
			if got, want := [3]string{columns.Price.Header, columns.Cost.Header, asked}, [3]string{c.price, c.cost, c.asked}; got != want {
				t.Errorf("price, cost, question = %q; want %q", got, want)
			}
		})
	}
}

func TestFilesThatAskForMore(t *testing.T) {
	t.Run("prices by weight", func(t *testing.T) {
		list := expect(t, "Product Name,1 Kg,500 g,250 g,Category\nAffluent oil,6000,3000,1500,Designer\nAjmal blue,8000,4000,2000,Designer\nAmber oud,6000,3000,1500,Indian\n", pricelist.Layout{}, `
? which_price: Three columns could be the price: “1 Kg”, “500 g”, “250 g”. Which one is the price that your customers pay?
  1 Kg | 1 Kg | Affluent oil: 6000; Ajmal blue: 8000; Amber oud: 6000
  500 g | 500 g | Affluent oil: 3000; Ajmal blue: 4000; Amber oud: 3000
  250 g | 250 g | Affluent oil: 1500; Ajmal blue: 2000; Amber oud: 1500
`)
		if list.Layout.HeaderLine != 1 {
			t.Errorf("header on line %d", list.Layout.HeaderLine)
		}
	})
	t.Run("a currency's sign in the heading names a price", func(t *testing.T) {
		expect(t, "ITEM,BOTTLE N$\nGordon’s Gin 750ml,260\nSweets,0.5\n", pricelist.Layout{}, "2 priced name=Gordon’s Gin 750ml price=260.00\n3 priced name=Sweets price=0.50\n")
	})
	t.Run("two columns that read like names", func(t *testing.T) {
		expect(t, "Albanian text;French text;0.16\nBulgarian text;Dutch text;0.17\nCzech text;Flemish text;0.15\n", pricelist.Layout{}, `
? which_name: Which column holds the products' names: “Column 1”, “Column 2”?
  1 | Column 1 | Albanian text; Bulgarian text; Czech text
  2 | Column 2 | French text; Dutch text; Flemish text
`)
	})
	t.Run("whole numbers without a heading", func(t *testing.T) {
		expect(t, "Copper pipe,12\nBrass elbow,7\n", pricelist.Layout{}, `
? which_price: Is “Column 2” the price that your customers pay?
  2 | Column 2 | Copper pipe: 12; Brass elbow: 7
`)
	})
}
