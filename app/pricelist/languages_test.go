package pricelist_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
)

// roles are the headings that a list was read by.
func roles(list *pricelist.List) map[string]string {
	c := list.Layout.Columns
	return map[string]string{"code": c.Code.Header, "name": c.Name.Header, "description": c.Description.Header, "unit": c.Unit.Header, "price": c.Price.Header, "cost": c.Cost.Header}
}

func TestHeadingsOfEveryLanguageNameTheirColumns(t *testing.T) {
	const (
		code = iota
		name
		description
		unit
		pack
		currency
		tax
		cost
		price
	)
	for language, all := range map[string][][]string{
		"English": {
			{"Code", "Name", "Description", "Unit", "Pack size", "Currency", "VAT %", "Trade price", "Retail price"},
			{"SKU", "Product name", "Long description", "UoM", "Case qty", "Curr. code", "Tax", "Cost", "RRP"},
			{"Item No.", "Item", "Details", "Unit of measure", "Carton", "CCY", "Tax rate", "Net price", "List price"},
			{"Part number", "Title", "Product description", "Units", "Packaging", "Currency", "GST", "Purchase price", "Sell price inc. VAT"},
			{"Reference", "Article", "Description", "Unit", "Inner", "Currency", "Sales tax", "Your cost ex VAT", "MSRP"},
			{"Stock code", "Product", "Desc.", "Unit", "Pack", "Currency", "VAT", "Buy price", "Unit price"},
		},
		"French": {
			{"Référence", "Désignation", "Description", "Unité", "Conditionnement", "Devise", "TVA", "Prix d'achat", "Prix de vente"},
			{"Code article", "Libellé", "Description", "Unité", "Colis", "Devise", "Taux TVA", "Prix d'achat HT", "Prix public TTC"},
			{"Réf.", "Nom du produit", "Description", "Unité", "Cdt", "Devise", "TVA %", "PA HT", "PV TTC"},
			{"Code", "Article", "Description", "Unité", "Conditionnement", "Devise", "TVA", "Coût", "Prix conseillé"},
		},
		"German": {
			{"Artikelnummer", "Bezeichnung", "Beschreibung", "Einheit", "VPE", "Währung", "MwSt. %", "Einkaufspreis", "Verkaufspreis"},
			{"Art.-Nr.", "Artikelbezeichnung", "Langtext", "Mengeneinheit", "Gebinde", "Währung", "USt", "EK netto", "UVP"},
			{"Artikel-Nr.", "Artikel", "Artikelbeschreibung", "ME", "VE", "Währung", "Steuer", "Händler-EK", "VK brutto"},
			{"Artikelcode", "Produktname", "Beschreibung", "Einheit", "VPE", "Währung", "MwSt", "Händlerpreis", "Listenpreis"},
		},
		"Spanish": {
			{"Código", "Nombre", "Descripción", "Unidad", "Envase", "Moneda", "IVA", "Precio de compra", "Precio de venta"},
			{"Referencia", "Artículo", "Descripción", "Unidad", "Envase", "Moneda", "IVA %", "Coste", "PVP"},
			{"Ref.", "Denominación", "Descripción", "Unidad", "Envase", "Divisa", "IVA", "Precio distribuidor", "Precio recomendado"},
			{"Código", "Producto", "Descripción", "Unidades", "Envase", "Moneda", "IVA", "Costo sin IVA", "Precio público con IVA"},
		},
		"Dutch": {
			{"Artikelnummer", "Naam", "Omschrijving", "Eenheid", "Verpakking", "Valuta", "BTW", "Inkoopprijs", "Verkoopprijs"},
			{"Artikelcode", "Artikel", "Omschrijving", "Eenheid", "Verpakking", "Valuta", "BTW %", "Kostprijs", "Adviesprijs"},
			{"Art.nr.", "Productnaam", "Omschrijving", "Eenheid", "Verpakking", "Valuta", "BTW", "Inkoop excl. BTW", "Consumentenprijs incl. BTW"},
		},
		"Italian": {
			{"Codice", "Nome", "Descrizione", "Unità", "Confezione", "Valuta", "IVA", "Prezzo di acquisto", "Prezzo di vendita"},
			{"Codice articolo", "Articolo", "Descrizione", "Unità", "Confezione", "Valuta", "IVA %", "Costo", "Prezzo di listino"},
			{"Riferimento", "Denominazione", "Descrizione", "UM", "Confezione", "Valuta", "IVA", "Prezzo ingrosso", "Prezzo consigliato"},
		},
		"Portuguese": {
			{"Código", "Nome", "Descrição", "Unidade", "Embalagem", "Moeda", "IVA", "Preço de custo", "Preço de venda"},
			{"Referência", "Artigo", "Descrição", "Unidade", "Embalagem", "Moeda", "IVA %", "Custo", "Preço de tabela"},
			{"Código", "Produto", "Descrição", "Unidade", "Embalagem", "Moeda", "IVA", "Preço de compra", "PVP"},
		},
	} {
		for _, headings := range all {
			t.Run(language+" "+strings.Join(headings, ", "), func(t *testing.T) {
				text := strings.Join(headings, ";") + "\n" +
					"A-17;Copper pipe;Half hard copper in straight lengths;m;10;EUR;20;1,50;2,50\n" +
					"A-22;Brass elbow;Compression fitting with two nuts;ea;25;EUR;20;2,75;4,10\n" +
					"A-31;Brass tee;Compression fitting with three nuts;ea;20;EUR;20;3,20;5,35\n"
				list := read(t, text, pricelist.Layout{})
				want := map[string]string{"code": headings[code], "name": headings[name], "description": headings[description], "unit": headings[unit], "price": headings[price], "cost": headings[cost]}
				if diff := cmp.Diff(want, roles(list)); diff != "" || len(list.Questions) > 0 {
					t.Errorf("(-want +got):\n%s%+v", diff, list.Questions)
				}
			})
		}
	}
}

func TestWhoseMoneyAHeadingMeansInEveryLanguage(t *testing.T) {
	for _, c := range []struct{ headings, price, cost, asked string }{
		{"Trade|Retail", "Retail", "Trade", ""},
		{"Net|List", "List", "Net", ""},
		{"Dealer price|MSRP", "MSRP", "Dealer price", ""},
		{"Wholesale|Retail", "Retail", "Wholesale", ""},
		{"Buy|Sell", "Sell", "Buy", ""},
		{"Purchase cost|Recommended price", "Recommended price", "Purchase cost", ""},
		{"Price ex VAT|Price inc VAT", "", "", "which_price"},
		{"Excl. GST price|Incl. GST price", "", "", "which_price"},
		{"Prix revendeur|Prix public", "Prix public", "Prix revendeur", ""},
		{"Achat|Vente", "Vente", "Achat", ""},
		{"Prix net|Prix catalogue", "Prix catalogue", "Prix net", ""},
		{"Prix HT|Prix TTC", "", "", "which_price"},
		{"Prix hors TVA|Prix TVA incl.", "", "", "which_price"},
		{"Einkauf|Verkauf", "Verkauf", "Einkauf", ""},
		{"Händlerpreis|UVP", "UVP", "Händlerpreis", ""},
		{"Nettopreis|Listenpreis", "Listenpreis", "Nettopreis", ""},
		{"Großhandelspreis|Empfohlener Preis", "Empfohlener Preis", "Großhandelspreis", ""},
		{"Preis netto|Preis brutto", "", "", "which_price"},
		{"Preis exkl. MwSt.|Preis inkl. MwSt.", "", "", "which_price"},
		{"Compra|Venta", "Venta", "Compra", ""},
		{"Neto|Precio de lista", "Precio de lista", "Neto", ""},
		{"Precio mayorista|PVP recomendado", "PVP recomendado", "Precio mayorista", ""},
		{"Precio sin IVA|Precio con IVA", "", "", "which_price"},
		{"Inkoop|Verkoop", "Verkoop", "Inkoop", ""},
		{"Dealerprijs|Adviesprijs", "Adviesprijs", "Dealerprijs", ""},
		{"Nettoprijs|Catalogusprijs", "Catalogusprijs", "Nettoprijs", ""},
		{"Prijs excl. BTW|Prijs incl. BTW", "", "", "which_price"},
		{"Acquisto|Vendita", "Vendita", "Acquisto", ""},
		{"Prezzo netto|Prezzo di listino", "Prezzo di listino", "Prezzo netto", ""},
		{"Prezzo ingrosso|Prezzo consigliato", "Prezzo consigliato", "Prezzo ingrosso", ""},
		{"Prezzo IVA esclusa|Prezzo IVA inclusa", "", "", "which_price"},
		{"Compra|Venda", "Venda", "Compra", ""},
		{"Preço líquido|Preço de tabela", "Preço de tabela", "Preço líquido", ""},
		{"Preço de revenda|Preço recomendado", "Preço recomendado", "Preço de revenda", ""},
		{"Preço sem IVA|Preço com IVA", "", "", "which_price"},
	} {
		t.Run(c.headings, func(t *testing.T) {
			list := read(t, "Code|Name|"+c.headings+"\nA-17|Copper pipe|1.50|2.50\nA-22|Brass elbow|2.75|4.10\nA-31|Brass tee|3.20|5.35\n", pricelist.Layout{})
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
