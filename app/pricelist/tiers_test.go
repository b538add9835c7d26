package pricelist_test

import (
	"strings"
	"testing"

	"pricesync/app/pricelist"
)

// asks reads a list of three amounts a line under some headings, in the style of the file's decimal mark, and says what
// was chosen or asked.
func asks(t *testing.T, text string) string {
	t.Helper()
	list := read(t, text, pricelist.Layout{})
	if len(list.Questions) == 0 {
		return "price " + list.Layout.Columns.Price.Header + " cost " + list.Layout.Columns.Cost.Header
	}
	labels := []string{list.Questions[0].Code}
	for _, c := range list.Questions[0].Choices {
		labels = append(labels, c.Label)
	}
	return strings.Join(labels, "|")
}

func TestEveryPriceThatSomeoneMayPayIsAskedFor(t *testing.T) {
	for _, pair := range []string{
		"Cash price|Account price", "Online price|Store price", "Price|Group price", "Walk-in price|Branch price", "Price|Customer price",
		"City price|Country price", "Depot A|Depot B", "Guest|Member", "Price London|Price Leeds", "Zone 1|Zone 2", "Preisgruppe 1|Preisgruppe 2", "Price group A|Price group B",
		"Qty 1|Qty 10", "ab 1|ab 10", "Ex GST|Inc GST", "Excl. VAT|Incl. VAT", "HT|TTC", "1 off|10 off", "Menge 1|Menge 10", "Min 1|Min 50",
		"Hourly rate|Day rate", "Standard rate|After hours rate", "From|To", "Materials|Labour", "Carton price|Each", "Price|Each", "Box price|Per piece",
	} {
		t.Run(pair, func(t *testing.T) {
			got := asks(t, "Code|Description|"+pair+"\nA-17|Copper pipe|11.50|12.65\nA-22|Brass elbow|2.75|3.03\nA-31|Brass tee|3.20|3.52\nA-33|Brass cap|1.90|2.09\n")
			if want := "which_price|" + pair; got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

func TestWhatIsNoPriceIsNotAskedFor(t *testing.T) {
	for _, c := range []struct{ heading, cells string }{
		{"Group", "R1 R2 R17"}, {"Rabattgruppe", "R1 R2 R17"}, {"Category", "R1 R2 R3"}, {"Status", "A1 A2 R3"},
		{"Box of", "10 10 25"}, {"Min Order Value", "25.00 25.00 50.00"}, {"Mindestbestellwert", "25.00 25.00 50.00"},
		{"Price Group", "17 18 19"}, {"Preisgruppe", "17 18 19"}, {"Account", "4000 4000 4000"}, {"Store", "1.10 2.10 3.10"}, {"City", "1.10 2.10 3.10"}, {"Price account", "4000 4010 4020"},
	} {
		t.Run(c.heading, func(t *testing.T) {
			x := strings.Fields(c.cells)
			got := asks(t, "Code,Description,"+c.heading+",Each\nA-17,Copper pipe,"+x[0]+",11.50\nA-22,Brass elbow,"+x[1]+",2.75\nA-31,Brass tee,"+x[2]+",3.20\n")
			list := asks(t, "Code,Description,"+c.heading+",List price\nA-17,Copper pipe,"+x[0]+",11.50\nA-22,Brass elbow,"+x[1]+",2.75\nA-31,Brass tee,"+x[2]+",3.20\n")
			if got != "which_price|Each" && got != "price Each cost " || list != "price List price cost " {
				t.Errorf("%s; %s", got, list)
			}
		})
	}
}

func TestADiscountTellsTheListPriceFromTheCost(t *testing.T) {
	for _, c := range []struct{ what, headings, cells, want string }{
		{"German gross and net", "Bruttopreis;Rabatt %;Nettopreis", "100,00;36,00;64,00 50,00;20,00;40,00 12,50;10,00;11,25", "price Bruttopreis cost Nettopreis"},
		{"Dutch", "Bruto;Korting;Netto", "100,00;36%;64,00 50,00;20%;40,00 12,50;10%;11,25", "price Bruto cost Netto"},
		{"to half a cent", "Bruttopreis;Rabatt;Nettopreis", "9,99;33,3;6,66 50,00;20;40,00 12,55;10;11,30", "price Bruttopreis cost Nettopreis"},
		{"a discount that does not explain it", "Preis brutto;Rabatt %;Preis netto", "119,00;10,00;100,00 59,50;10,00;50,00 11,90;10,00;10,00", "which_price|Preis brutto|Preis netto"},
		{"nothing off", "Preis brutto;Rabatt %;Preis netto", "119,00;0;100,00 59,50;0;50,00 11,90;0;10,00", "which_price|Preis brutto|Preis netto"},
		{"tax and no discount", "Preis brutto;MwSt %;Preis netto", "119,00;19;100,00 59,50;19;50,00 11,90;19;10,00", "which_price|Preis brutto|Preis netto"},
	} {
		t.Run(c.what, func(t *testing.T) {
			x := strings.Fields(c.cells)
			got := asks(t, "Code;Bezeichnung;"+c.headings+"\nA-17;Rohr;"+x[0]+"\nA-22;Bogen;"+x[1]+"\nA-31;Muffe;"+x[2]+"\n")
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestItalianAbbreviationsOfPricesAreKnown(t *testing.T) {
	for _, heading := range []string{"P.zo unit.", "P.zo", "Prz."} {
		if got, want := asks(t, "Art.;Descrizione;"+heading+"\nA-17;Tubo;11,50\nA-22;Gomito;2,75\n"), "price "+heading+" cost "; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestWhatGoesWithAPriceIsNotAskedFor(t *testing.T) {
	for _, c := range []struct{ headings, want string }{
		{"Price|Flow rate", "price Price cost "}, {"Rate|Amount", "price Rate cost "}, {"Price|Rate", "which_price|Price|Rate"},
		{"Unit|Price", "price Price cost "}, {"Cost|Each", "price  cost Cost"}, {"Material|Labor", "which_price|Material|Labor"},
		{"Labor|Total", "which_price|Labor|Total"}, {"Price|Total", "price Price cost "}, {"Price|Material", "price Price cost "},
	} {
		t.Run(c.headings, func(t *testing.T) {
			got := asks(t, "Code|Description|"+c.headings+"\nA-17|Copper pipe|11.50|12.65\nA-22|Brass elbow|2.75|3.03\nA-31|Brass tee|3.20|3.52\nA-33|Brass cap|1.90|2.09\n")
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	t.Run("Each that tells the unit", func(t *testing.T) {
		if got, want := asks(t, "Code|Description|Price|Each\nA-17|Copper pipe|11.50|1\nA-22|Brass elbow|2.75|10\nA-31|Brass tee|3.20|1\n"), "price Price cost "; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}
