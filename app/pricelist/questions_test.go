package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

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

func TestPricesHeadedByUnitsOfSaleAreAskedAbout(t *testing.T) {
	for _, c := range []struct{ first, second string }{
		{"Each", "Case"}, {"Unit", "Pack"}, {"Each", "Box"}, {"Single", "Per dozen"}, {"EA", "CTN"}, {"Per unit", "Per box of 10"}, {"Stück", "Karton"}, {"Unité", "Colis"}, {"Unidad", "Caja"}, {"Stuk", "Doos"},
		{"Pezzo", "Confezione"}, {"Unidade", "Caixa"},
	} {
		t.Run(c.first+" and "+c.second, func(t *testing.T) {
			text := "Code;Description;" + c.first + ";" + c.second + "\nCU15;Copper pipe;1.50;13.50\nEL15;Brass elbow;2.25;20.00\nTE15;Brass tee;3.10;28.75\n"
			list := expect(t, text, pricelist.Layout{}, "? which_price: Two columns could be the price: “"+c.first+"”, “"+c.second+"”. Which one is the price that your customers pay?\n"+
				"  "+c.first+" | "+c.first+" | Copper pipe: 1.50; Brass elbow: 2.25; Brass tee: 3.10\n"+
				"  "+c.second+" | "+c.second+" | Copper pipe: 13.50; Brass elbow: 20.00; Brass tee: 28.75\n")
			if answered := read(t, text, list.Questions[0].Choices[1].Layout); len(answered.Rows) != 3 || answered.Rows[0].Price.String() != "13.50" {
				t.Errorf("answered %s", told(answered))
			}
		})
	}
	t.Run("in whole amounts", func(t *testing.T) {
		list := read(t, "Code,Description,Each,Case\nCU15,Copper pipe,15,130\nEL15,Brass elbow,22,200\nTE15,Brass tee,31,285\n", pricelist.Layout{})
		if len(list.Questions) != 1 || len(list.Questions[0].Choices) != 2 {
			t.Errorf("%s", told(list))
		}
	})
	t.Run("one alone", func(t *testing.T) {
		expect(t, "Code,Description,Each\nCU15,Copper pipe,1.50\nEL15,Brass elbow,2.25\n", pricelist.Layout{}, `
? which_price: Is “Each” the price that your customers pay?
  Each | Each | Copper pipe: 1.50; Brass elbow: 2.25
`)
	})
	t.Run("a price besides decides", func(t *testing.T) {
		expect(t, "Code,Description,Price,Each,Case\nCU15,Copper pipe,1.50,1,12\nEL15,Brass elbow,2.25,1,6\n", pricelist.Layout{}, "2 priced name=Copper pipe code=CU15 price=1.50\n3 priced name=Brass elbow code=EL15 price=2.25\n")
	})
	t.Run("how many are in a pack are no prices", func(t *testing.T) {
		_, err := pricelist.Read(t.Context(), strings.NewReader("Code,Description,Unit,Pack\nCU15,Copper pipe,1,10\nEL15,Brass elbow,1,20\nTE15,Brass tee,1,10\n"), pricelist.Options{Name: "list.csv"})
		if !fault.Is(err, fault.NoColumns) {
			t.Errorf("%v", err)
		}
	})
	t.Run("a column for a hundred is held", func(t *testing.T) {
		list := read(t, "Name;Each;Per 100\nPipe;1.50;130.00\nElbow;2.25;200.00\n", pricelist.Layout{Columns: pricelist.Columns{Price: pricelist.Column{Header: "Per 100"}}})
		if !strings.Contains(told(list), "price=130.00 [other_measure]") {
			t.Errorf("%s", told(list))
		}
	})
}
