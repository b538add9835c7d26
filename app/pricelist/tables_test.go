package pricelist_test

import (
	"testing"

	"pricesync/app/pricelist"
)

func TestNothingBelowOtherHeadingsIsReadByTheFirstOnes(t *testing.T) {
	for _, c := range []struct{ what, first, second, want string }{
		{"list and net change places", "Code,Name,List,Net", "Code,Name,Net,List", "ppnii"},
		{"name and code change places", "Code,Name,Price,Unit", "Name,Code,Price,Unit", "ppnii"},
		{"prices by the hundred follow prices by the piece", "Code,Name,Price each,Pack", "Code,Name,Price per 100,Pack", "ppnii"},
		{"pence follow pounds", "Code,Name,Price (£),Pack", "Code,Name,Price (pence),Pack", "ppnii"},
		{"another currency follows", "Code,Name,Price EUR,Pack", "Code,Name,Price USD,Pack", "ppnii"},
		{"tax comes in", "Code,Name,Price ex VAT,Pack", "Code,Name,Price inc VAT,Pack", "ppnii"},
		{"the same headings with other words for a product", "Code,Name,Price,Pack", "Item no,Description,Price,Pack", "ppnpp"},
		{"the same headings in capitals", "Code,Name,Price,Pack", "CODE,NAME,PRICE,PACK", "ppnpp"},
		{"the unit is spelled otherwise", "Code,Name,Price,Unit", "Code,Name,Price each,UOM", "ppnpp"},
	} {
		t.Run(c.what, func(t *testing.T) {
			list := read(t, c.first+"\nA-1,Pipe,12.50,7.50\nA-2,Clip,45.00,30.00\n\n"+c.second+"\nA-3,Bend,3.20,2.00\nA-4,Tee,9.80,6.00\n", pricelist.Layout{})
			if got := kinds(list); got != c.want {
				t.Errorf("rows = %s, want %s\n%s", got, c.want, told(list))
			}
		})
	}
}

func TestEveryLanguagesSumsAreNoProducts(t *testing.T) {
	for _, sum := range []string{
		"Total net", "Amount due", "Balance due", "Carried forward", "Brought forward", "Imponibile", "Totale imponibile", "Base imponible", "Total base imponible", "Nettobetrag", "Nettosumme", "Bruttosumme", "Warenwert",
		"Übertrag", "Net à payer", "Montant total", "A reporter", "Riporto", "Suma y sigue", "Te betalen", "Total a pagar", "Zu zahlen", "Valor total",
	} {
		t.Run(sum, func(t *testing.T) {
			list := read(t, "Code,Name,Price\nA-1,Pipe,12.50\nA-2,Clip,45.00\n,"+sum+",57.50\n", pricelist.Layout{})
			if got := kinds(list); got != "ppn" {
				t.Errorf("rows = %s, want ppn\n%s", got, told(list))
			}
		})
	}
	for _, product := range []string{"Balance valve", "Base unit", "Carriage bolt", "Report stand", "Forward pump", "Due south sign"} {
		t.Run(product, func(t *testing.T) {
			list := read(t, "Code,Name,Price\nA-1,Pipe,12.50\nA-2,Clip,45.00\n,"+product+",57.50\n", pricelist.Layout{})
			if got := kinds(list); got != "ppp" {
				t.Errorf("rows = %s, want ppp\n%s", got, told(list))
			}
		})
	}
}

func TestTablesSideBySideAreReadOneAtATime(t *testing.T) {
	const text = "Code,Name,Unit,Price,,Code,Name,Unit,Price\nA-1,Pipe,m,12.50,,B-1,Bend,ea,3.20\nA-2,Clip,ea,45.00,,B-2,Tee,ea,9.80\nA-3,Cap,ea,4.10,,,,,\n"
	list := read(t, text, pricelist.Layout{})
	if len(list.Questions) != 1 || list.Questions[0].Code != "which_price" || len(list.Questions[0].Choices) != 2 {
		t.Fatalf("asked %+v", list.Questions)
	}
	right := list.Questions[0].Choices[1]
	if want := "Bend: 3.20; Tee: 9.80"; right.Detail != want {
		t.Errorf("the second table is shown as %q, want %q", right.Detail, want)
	}
	const want = "2 priced name=Bend code=B-1 price=3.20 unit=ea\n3 priced name=Tee code=B-2 price=9.80 unit=ea\n" +
		"4 not_a_product note: This line has no name and no code, so it is not a product.\n"
	expect(t, text, right.Layout, want)
	expect(t, text, pricelist.Layout{Columns: pricelist.Columns{Price: pricelist.Column{Index: 9}}}, want)
	left := expect(t, text, list.Questions[0].Choices[0].Layout,
		"2 priced name=Pipe code=A-1 price=12.50 unit=m\n3 priced name=Clip code=A-2 price=45.00 unit=ea\n4 priced name=Cap code=A-3 price=4.10 unit=ea\n")
	if len(left.Notes) != 1 || left.Notes[0].Message != "Another table stands beside the one that is read, from column 6 on; its products are not in this preview. Choose its columns to read it." {
		t.Errorf("notes = %+v", left.Notes)
	}
}

func TestTwoLanguagesAndTwoPricesOfOneTableStandNotSideBySide(t *testing.T) {
	const text = "Code,Name,Name,Price,Price\nA-1,Pipe,Tube,12.50,15.00\nA-2,Clip,Collier,45.00,50.00\n"
	list := read(t, text, pricelist.Layout{Columns: pricelist.Columns{Price: pricelist.Column{Index: 5}, Name: pricelist.Column{Index: 2}}})
	if got := told(list); got != "2 priced name=Pipe code=A-1 price=15.00\n3 priced name=Clip code=A-2 price=50.00\n" || len(list.Notes) > 0 {
		t.Errorf("read as\n%s%+v", got, list.Notes)
	}
	list = read(t, text, pricelist.Layout{Columns: pricelist.Columns{Price: pricelist.Column{Index: 5}}})
	if got := list.Layout.Columns.Name.Index; got != 2 {
		t.Errorf("the name is column %d, want 2", got)
	}
}
