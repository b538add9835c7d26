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
