package pricelist_test

import (
	"strings"
	"testing"

	"pricesync/app/pricelist"
)

// below returns what is told about the lines below two products.
func below(t *testing.T, text string) []string {
	t.Helper()
	var said []string
	for _, line := range strings.Split(strings.TrimSpace(told(read(t, text, pricelist.Layout{}))), "\n")[2:] {
		_, line, _ = strings.Cut(line, " ")
		said = append(said, line)
	}
	return said
}

func TestTaxAndChargesBelowAListAreNoProducts(t *testing.T) {
	const charge, tax, total = "footer: “%” is a charge below the list, not a product.", "footer: “%” is tax below the list, not a product.", "total: “%” is a total, not a product."
	for _, c := range []struct{ text, reason string }{
		{"Delivery", charge}, {"Delivery charge", charge}, {"Carriage", charge}, {"Carriage & packing", charge}, {"Freight", charge}, {"Shipping and handling", charge}, {"P&P / postage", charge}, {"Delivery (ex VAT)", charge},
		{"Versandkosten", charge}, {"Lieferung", charge}, {"Fracht", charge}, {"Frais de port", charge}, {"Livraison", charge}, {"Transport", charge},
		{"Gastos de envío", charge}, {"Portes", charge}, {"Flete", charge}, {"Verzendkosten", charge}, {"Bezorgkosten", charge}, {"Spese di spedizione", charge}, {"Consegna", charge},
		{"Despesas de envio", charge}, {"Frete", charge}, {"Custos de entrega", charge},
		{"VAT 20%", tax}, {"VAT @ 20 %", tax}, {"GST", tax}, {"Tax", tax}, {"19 % MwSt.", tax}, {"TVA 20 %", tax}, {"IVA 21%", tax}, {"BTW 21%", tax}, {"IVA (22 %)", tax}, {"Moms 25 %", tax},
		{"Total", total}, {"Grand total", total}, {"Subtotal", total}, {"Sub-total:", total}, {"Total ex VAT", total}, {"Zwischensumme", total}, {"Gesamtbetrag", total}, {"Summe netto", total},
		{"Sous-total", total}, {"Total HT", total}, {"Montant total", total}, {"Total general", total}, {"Suma total", total}, {"Importe total", total}, {"Totaal", total}, {"Subtotaal", total}, {"Totaalbedrag", total},
		{"Totale", total}, {"Subtotale", total}, {"Totale generale", total}, {"Total geral", total}, {"Soma", total}, {"Valor total", total},
	} {
		t.Run(c.text, func(t *testing.T) {
			want := "not_a_product name=" + c.text + " price=15.00 " + strings.Replace(c.reason, "%", c.text, 1)
			for name, text := range map[string]string{
				"without the code that others have": "Code,Name,Price\nA1,Pipe,10.00\nA2,Elbow,5.00\n,\"" + c.text + "\",15.00\n",
				"set apart by a blank line":         "Name,Price\nPipe,10.00\nElbow,5.00\n\n\"" + c.text + "\",15.00\n",
			} {
				if got := below(t, text); len(got) != 1 || got[0] != want {
					t.Errorf("%s: got %q\nwant %q", name, got, want)
				}
			}
		})
	}
}

func TestChargesBelowATotalAreNoProducts(t *testing.T) {
	expect(t, "Name,Price\nPipe,10.00\nElbow,5.00\nSubtotal,15.00\nDelivery,4.95\nVAT 20%,3.99\nTotal,23.94\nThank you for your order\n", pricelist.Layout{}, `
2 priced name=Pipe price=10.00
3 priced name=Elbow price=5.00
4 not_a_product name=Subtotal price=15.00 total: “Subtotal” is a total, not a product.
5 not_a_product name=Delivery price=4.95 footer: “Delivery” is a charge below the list, not a product.
6 not_a_product name=VAT 20% price=3.99 footer: “VAT 20%” is tax below the list, not a product.
7 not_a_product name=Total price=23.94 total: “Total” is a total, not a product.
8 invalid name=Thank you for your order amount_empty: Line 8, column 2 (Price): the price is empty.
`)
}

func TestADeliveryThatIsSoldIsAProduct(t *testing.T) {
	for _, c := range []struct {
		name, text string
	}{
		{"among other services", "Name,Price\nCall-out,60.00\nLabour per hour,45.00\nDelivery,15.00\nDisposal,25.00\n"},
		{"at the end of the services", "Name,Price\nCall-out,60.00\nLabour per hour,45.00\nDelivery charge,15.00\n"},
		{"with a code of its own", "Code,Name,Price\nS1,Call-out,60.00\nS2,Labour,45.00\n\nS3,Delivery,15.00\n"},
		{"under a heading of its own", "Code,Name,Unit,Price\nA1,Pipe,m,60.00\nA2,Elbow,ea,45.00\n\nSERVICES,,,\n,Delivery,ea,15.00\n"},
		{"in a list parted by blank lines", "Name,Price\nPipe,60.00\n\nElbow,45.00\n\nDelivery,15.00\n"},
		{"of several kinds", "Name,Price\nCall-out,60.00\nLabour,45.00\n\nDelivery within 10 miles,15.00\nDelivery overnight,25.00\n"},
		{"in a list of nothing else", "Name,Price\nShipping,4.95\n"},
		{"below a name with a line break", "Name,Price\nPipe,60.00\n\"Call-out\nby day\",45.00\nDelivery,15.00\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := read(t, c.text, pricelist.Layout{})
			for _, row := range list.Rows {
				if row.Kind != pricelist.Priced && row.Code != "SERVICES" {
					t.Errorf("%s", told(list))
				}
			}
		})
	}
}
