package pricelist_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

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

func TestPricesAndCostsAreToldApartByTheirHeadings(t *testing.T) {
	for _, c := range []struct{ headings, price, cost, asked string }{
		{"Item|Description|Cost|Price|Sales Tax Code", "Price", "Cost", ""},
		{"ItemCode|ItemName|PurchasesUnitPrice|PurchasesTaxRate|SalesUnitPrice", "SalesUnitPrice", "PurchasesUnitPrice", ""},
		{"Product ID|Description|List Price|Multiplier|Net Price", "List Price", "Net Price", ""},
		{"Part No|Description|Trade Price ex VAT|RRP inc VAT", "RRP inc VAT", "Trade Price ex VAT", ""},
		{"Catalog Number|Description|Std Pkg|List Price Each|Dist Net", "List Price Each", "Dist Net", ""},
		{"Codice|Descrizione|Listino|Sconto|Netto", "Listino", "Netto", ""},
		{"Réf|Libellé|Cdt|PA HT|PV HT", "PV HT", "PA HT", ""},
		{"Code|Description|Was|Now|Cost", "Now", "Cost", ""},
		{"Code|Description|Nett Price|Gross Price", "", "", "which_price"},
		{"Code|Description|List Price|Nett Price", "List Price", "Nett Price", ""},
		{"Ref|Denominación|PVP|Dto|Neto", "PVP", "Neto", ""},
		{"Varenr|Varetekst|Vejl. pris|Nettopris", "Vejl. pris", "Nettopris", ""},
		{"Partnumber|Titel|Händler EK|UVP", "UVP", "Händler EK", ""},
		{"Артикул|Название|Опт|Розница", "Розница", "Опт", ""},
		{"品番|品名|定価|仕切価格", "定価", "仕切価格", ""},
		{"Code|Description|New Price|Old Price|Change %", "New Price", "", ""},
		{"Vendor Part #|Description|Unit Price|Ext Price", "Unit Price", "", ""},
		{"SKU|Name|MSRP|AssemblyAmount|SpecValue5", "MSRP", "", ""},
		{"Code|Description|Supplier Price|Customer Price", "Customer Price", "Supplier Price", ""},
		{"Code|Description|Trade Price|R-value|Flow rate", "", "Trade Price", ""},
		{"Code|Description|Cost Centre|Price|Exchange rate", "Price", "", ""},
		{"Code|Description|Price/kg|Weight (kg)", "Price/kg", "", ""},
		{"Code|Description|Price (incl. delivery)|Delivery", "Price (incl. delivery)", "", ""},
		{"Code|Description|Preis inkl. MwSt.|Gewicht kg|Rabatt", "Preis inkl. MwSt.", "", ""},
		{"Code|Description|Cost incl. freight|Net weight", "", "Cost incl. freight", ""},
		{"Code|Description|Volume_Amount|Price", "Price", "", ""},
		{"Code|Description|Trade + VAT|Sales tax|Purchase tax", "", "Trade + VAT", ""},
		{"Code|Description|Retail inc VAT|Sales tax", "Retail inc VAT", "", ""},
		{"Code|Service|Day rate|Duration", "Day rate", "", ""},
		{"Code|Description|Price|Discount price", "", "", "which_price"},
		{"Code|Description|Price white|Price colour", "", "", "which_price"},
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

func TestColumnsCanBeChosenByHandForAFileThatHasNone(t *testing.T) {
	list, err := pricelist.Read(t.Context(), strings.NewReader("SKU,Name,Qty\nA,Pipe,12\n"), pricelist.Options{Name: "list.csv"})
	if !fault.Is(err, fault.NoColumns) || list == nil || len(list.Head) != 2 || len(list.Headers) != 3 {
		t.Fatalf("list %+v, error %v", list, err)
	}
	layout := list.Layout
	layout.Columns.Price = pricelist.Column{Header: "Qty"}
	expect(t, "SKU,Name,Qty\nA,Pipe,12\n", layout, "2 priced name=Pipe code=A price=12.00\n")
}
