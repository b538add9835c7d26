package pricelist_test

import (
	"strings"
	"testing"

	"pricesync/app/pricelist"
)

// kinds writes what became of each row, one letter a row: p priced, h priced and held for its measure, i invalid, n no
// product.
func kinds(list *pricelist.List) string {
	var b strings.Builder
	for _, row := range list.Rows {
		letter := string(row.Kind[0])
		for _, flag := range row.Flags {
			if flag == pricelist.OtherMeasure {
				letter = "h"
			}
		}
		b.WriteString(letter)
	}
	return b.String()
}

func TestTheQuantityThatAPriceIsForIsFoundUnderItsShortHeadings(t *testing.T) {
	for _, heading := range []string{"per", "pro", "je", "Par", "Por", "PE", "Preisbasis", "Konditionseinheit", "Price UOM"} {
		t.Run(heading, func(t *testing.T) {
			list := read(t, "Code;Bezeichnung;Preis;"+heading+";ME\nA-1;Rohr;12,50;1;ST\nA-2;Schelle;45,00;100;ST\nA-3;Bogen;3,20;1;ST\nA-4;Muffe;9,80;1;ST\n", pricelist.Layout{})
			if got := kinds(list); got != "pipp" {
				t.Errorf("rows = %s, want pipp\n%s", got, told(list))
			}
		})
	}
	t.Run("round quantities hold their rows", func(t *testing.T) {
		list := read(t, "Code;Name;Price;QT\nA-1;Pipe;12.50;1\nA-2;Clip;45.00;100\nA-3;Bend;3.20;1\nA-4;Tee;9.80;10\n", pricelist.Layout{})
		if got := kinds(list); got != "phph" {
			t.Errorf("rows = %s, want phph\n%s", got, told(list))
		}
	})
	t.Run("a stock under QT is no quantity of prices", func(t *testing.T) {
		list := read(t, "Code;Name;Price;QT\nA-1;Pipe;12.50;7\nA-2;Clip;45.00;100\nA-3;Bend;3.20;0\nA-4;Tee;9.80;12\n", pricelist.Layout{})
		if got := kinds(list); got != "pppp" {
			t.Errorf("rows = %s, want pppp\n%s", got, told(list))
		}
	})
	t.Run("feet by the hundred and by the thousand", func(t *testing.T) {
		list := read(t, "Code,Name,Price,Price Per\nA-1,Box,12.50,EA\nA-2,Wire,45.00,CFT\nA-3,Cable,99.00,MFT\nA-4,Clips,9.80,C\nA-5,Rod,9.80,FT\n", pricelist.Layout{})
		if got := kinds(list); got != "piiip" {
			t.Errorf("rows = %s, want piiip\n%s", got, told(list))
		}
	})
}

func TestUnitsThatCountHundredsHoldTheirRows(t *testing.T) {
	for _, c := range []struct{ what, units, want string }{
		{"each, hundred and thousand", "E C M EA", "phhp"},
		{"hundred beside each", "EA C EA EA", "phpp"},
		{"metres where nothing is by the hundred", "EA M EA M", "pppp"},
		{"cartons that only a C tells", "C C C C", "pppp"},
		{"words", "PC HUN THO EA", "phhp"},
		{"feet", "FT CFT MFT EA", "phhp"},
		{"codes of trade standards", "PCE CEN MIL PCE", "phhp"},
	} {
		t.Run(c.what, func(t *testing.T) {
			u := strings.Fields(c.units)
			list := read(t, "Code,Name,UOM,Price\nA-1,Pipe,"+u[0]+",12.50\nA-2,Clip,"+u[1]+",45.00\nA-3,Bend,"+u[2]+",3.20\nA-4,Tee,"+u[3]+",9.80\n", pricelist.Layout{})
			if got := kinds(list); got != c.want {
				t.Errorf("rows = %s, want %s\n%s", got, c.want, told(list))
			}
		})
	}
}

func TestHeadingsOfPricesForSeveralPiecesHoldTheirRows(t *testing.T) {
	for heading, want := range map[string]string{
		"Price per 100": "hh", "Price/C": "hh", "Price per C": "hh", "Prezzo x 100": "hh", "Price x100": "hh", "Price (x 1000)": "hh", "Price for 100": "hh", "Prix au cent": "hh", "Prix le mille": "hh", "Prix les 100": "hh",
		"Precio por millar": "hh", "Precio al ciento": "hh", "Prezzo al cento": "hh", "Preço ao cento": "hh", "Prijs per honderd": "hh", "Preis (Cent)": "hh", "Preis in Cent": "hh",
		"Price (£'000)": "hh", "Price (000s)": "hh", "Price (C)": "hh",
		"Price": "pp", "Price/m": "pp", "Price each": "pp", "Price 2025": "pp", "Prix au mètre": "pp",
	} {
		t.Run(heading, func(t *testing.T) {
			list := read(t, "Code|Name|"+heading+"\nA-1|Pipe|12.50\nA-2|Clip|45.00\n", pricelist.Layout{})
			if got := kinds(list); got != want {
				t.Errorf("rows = %s, want %s\n%s", got, want, told(list))
			}
		})
	}
}

func TestTitlesAndSectionsSayWhatPricesAreFor(t *testing.T) {
	for _, title := range []string{
		"All prices are per 100 unless stated otherwise", "Alle Preise in EUR je 100 Stück, zzgl. MwSt.", "Prices in pence", "Prix au cent, hors taxes",
		"Prices shown per 1000 pcs", "Prijzen per 100 stuks", "Precios por 100 unidades", "Price list - prices per hundred", "Preise/100",
	} {
		t.Run(title, func(t *testing.T) {
			list := read(t, title+"\n\nCode|Name|Price\nA-1|Pipe|12.50\nA-2|Clip|45.00\n", pricelist.Layout{})
			if got := kinds(list); got != "hh" {
				t.Errorf("rows = %s, want hh\n%s", got, told(list))
			}
		})
	}
	for _, title := range []string{
		"Price list valid from 01.02.2024, tel 100", "Prijslijst per 15 maart 2024", "Prices rounded to the nearest 5 cents", "Over 100 products, prices per piece",
		"100 % price promise", "Page 1/100 - price list", "Preisliste per 01.10.2024", "Prices per unit; discounts per 100 ordered", "Delivery per 100 km",
	} {
		t.Run(title, func(t *testing.T) {
			list := read(t, title+"\n\nCode|Name|Price\nA-1|Pipe|12.50\nA-2|Clip|45.00\n", pricelist.Layout{})
			if got := kinds(list); got != "pp" {
				t.Errorf("rows = %s, want pp\n%s", got, told(list))
			}
		})
	}
	for _, section := range []string{"Screws (price per 100)", "Wood screws - prices per 100", "Dübel, Preis je 100 Stk", "Cable ties (per 100)", "per 100"} {
		t.Run(section, func(t *testing.T) {
			list := read(t, "Code|Name|Price\nA-1|Pipe|12.50\n"+section+"||\nA-2|Screw|45.00\nA-3|Nail|4.00\nTaps||\nA-4|Tap|45.00\n", pricelist.Layout{})
			if got := kinds(list); got != "pnhhnp" {
				t.Errorf("rows = %s, want pnhhnp\n%s", got, told(list))
			}
		})
	}
	t.Run("units in words", func(t *testing.T) {
		list := read(t, "Code|Name|Unit|Price\nA-1|Pipe|each|12.50\nA-2|Screw|per 100|4.50\nA-3|Nail|/100|4.00\nA-4|Wire|per 100m|45.00\nA-5|Cable|je 100 m|45.00\nA-6|Clips|pack of 100|5.00\nA-7|Coil|100 m|50.00\n", pricelist.Layout{})
		if got := kinds(list); got != "phhhhpp" {
			t.Errorf("rows = %s, want phhhhpp\n%s", got, told(list))
		}
	})
}
