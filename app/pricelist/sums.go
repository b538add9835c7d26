package pricelist

import "strings"

// sumsUp says whether a text is a word for a total, with nothing of substance beside it.
func sumsUp(text string) bool {
	if text == "" || len(text) > 60 {
		return false
	}
	words := wordsOf(text)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	if duePhrase(strings.Join(words, " ")) {
		return true
	}
	found := false
	for _, word := range words {
		switch word {
		case "total", "totals", "totaal", "totale", "totali", "totales", "totaux", "subtotal", "subtotals", "subtotaal", "subtotale", "sum", "sums", "summe", "suma", "somme", "somma", "soma", "gesamt", "gesamtsumme", "gesamtbetrag", "endbetrag", "rechnungsbetrag", "totaalbedrag", "eindtotaal",
			"zwischensumme", "endsumme", "итого", "всего", "разом", "усього", "razem", "ogolem", "toplam", "totalt", "imponibile", "imponible", "nettobetrag", "bruttobetrag", "nettosumme", "bruttosumme", "warenwert", "ubertrag", "riporto", "合計", "小計", "总计", "合计", "小计", "סהכ":
			found = true
		case "grand", "sub", "base", "sous", "general", "generale", "geral", "overall", "amount", "montant", "importe", "importo", "betrag", "bedrag", "valor", "all", "items", "products":
		default:
			if wordTag(word)&(tagFiller|tagWith|tagTax|tagNet|tagGross|tagList|tagPrice|tagCost) == 0 && !number(word) {
				return false
			}
		}
	}
	return found
}

// duePhrase says whether a text is what stands before a sum that is owed, or that is carried from page to page.
func duePhrase(text string) bool {
	switch text {
	case "amount due", "balance due", "total due", "carried forward", "brought forward", "balance carried forward", "balance brought forward",
		"net a payer", "a payer", "total a payer", "a reporter", "zu zahlen", "zahlbetrag", "te betalen", "totaal te betalen",
		"a pagar", "total a pagar", "suma y sigue", "suma anterior", "da pagare", "totale da pagare", "a riportare", "a transportar":
		return true
	}
	return false
}
