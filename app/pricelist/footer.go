package pricelist

import (
	"fmt"
	"strings"
)

// mostFooters is how many lines below the products are looked at.
const mostFooters = 12

// footers marks the lines below the last product that are none although they have an amount: tax, and charges such as
// delivery that are set apart from the products. A company may well sell "Delivery": where nothing sets such a line
// apart it is a product.
func (r *rowReader) footers(rows []Row) {
	first := len(rows) // of the lines below the products
	for first > 0 && len(rows)-first < mostFooters && !r.product(&rows[first-1]) {
		first--
	}
	for first < len(rows) && rows[first].Kind != NotProduct && !r.isFooter(&rows[first]) {
		first++
	}
	if first == 0 || first == len(rows) {
		return
	}
	coded, apart, below, headed := r.coded(rows[:first]), r.setApart(first), false, false
	for k := first; k < len(rows); k++ {
		row := &rows[k]
		if row.Kind == NotProduct {
			below = below || row.Problem.Code == "total"
			headed = headed || row.Problem.Code != "total" && row.Problem.Code != "note"
			continue
		}
		text, kind := r.footer(row)
		switch {
		case kind == noFooter:
		case kind == taxFooter:
			r.notProduct(row, "footer", fmt.Sprintf("“%s” is tax below the list, not a product", cut(text, 60)))
			below = true
		case headed && !below: // "Delivery" may be what is sold under a heading of its own
		case apart, below, coded:
			r.notProduct(row, "footer", fmt.Sprintf("“%s” is a charge below the list, not a product", cut(text, 60)))
			below = true
		}
	}
}

// product says whether a row surely is one, and no line that may stand below the products.
func (r *rowReader) product(row *Row) bool {
	if row.Kind == NotProduct {
		return false
	}
	if row.Own != nil || r.choice.code >= 0 && row.Code != "" && row.Name != "" {
		return true
	}
	empty := trim(row.PriceText) == "" && trim(row.CostText) == "" // such as a line of thanks
	return !empty && !r.isFooter(row)
}

// isFooter says whether a row's words are those of a line below the products.
func (r *rowReader) isFooter(row *Row) bool {
	_, kind := r.footer(row)
	return kind != noFooter
}

// coded says whether the products have a code and a name each, nine of ten at the least.
func (r *rowReader) coded(rows []Row) bool {
	all, both := 0, 0
	for i := range rows {
		if rows[i].Kind == Priced {
			all++
			if rows[i].Code != "" && rows[i].Name != "" {
				both++
			}
		}
	}
	return all > 0 && both*10 >= all*9
}

// setApart says whether a blank line stands before the row of that place, and none between the rows above.
func (r *rowReader) setApart(place int) bool {
	for k := 1; k <= place; k++ {
		i := r.header.body + k
		if gap := r.table.line(i)-r.table.line(i-1) > 1+r.breaks(i-1); gap != (k == place) {
			return false
		}
	}
	return true
}

// breaks counts the line breaks inside a record's cells.
func (r *rowReader) breaks(i int) int {
	if r.table.sheet != nil {
		return 0
	}
	n := 0
	for c := range r.table.width(i) {
		text := r.table.cell(i, c)
		for j := range len(text) {
			if text[j] == '\n' || text[j] == '\r' && (j+1 == len(text) || text[j+1] != '\n') {
				n++
			}
		}
	}
	return n
}

// footerKind is what a line below the products may be.
type footerKind int

const (
	noFooter footerKind = iota
	taxFooter
	chargeFooter
)

// footer returns the text by which a row is a line of tax or a charge.
func (r *rowReader) footer(row *Row) (string, footerKind) {
	for _, text := range [...]string{row.Name, row.Code} {
		if kind := footerOf(text); kind != noFooter {
			return text, kind
		}
	}
	return "", noFooter
}

// footerOf says whether a text is a word for tax or for a charge on a whole order, with nothing of substance beside it.
func footerOf(text string) footerKind {
	if text == "" || len(text) > 60 {
		return noFooter
	}
	kind := noFooter
	words := wordsOf(strings.ToLower(text)) // "MwSt" is one word
	if len(words) > 6 {
		return noFooter
	}
	for _, word := range words {
		switch word {
		case "delivery", "carriage", "freight", "shipping", "postage", "handling",
			"versand", "versandkosten", "lieferung", "lieferkosten", "fracht", "frachtkosten", "porto",
			"livraison", "port", "expedition",
			"envio", "flete", "portes", "entrega", "frete",
			"verzendkosten", "verzending", "bezorgkosten", "bezorging", "levering", "vracht", "vrachtkosten",
			"spedizione", "consegna", "trasporto", "transporte", "transport":
			kind = chargeFooter
		case "packing", "package", "costs", "fees", "p", "frais", "gastos", "spese", "despesas", "custos", "amount", "total", "rate", "kosten", "charge", "charges", "cost", "fee":
		default:
			t := wordTag(word)
			if t&tagTax != 0 && kind == noFooter {
				kind = taxFooter
			}
			if t&(tagTax|tagFiller|tagWith) == 0 && !number(word) && word != "%" {
				return noFooter
			}
		}
	}
	return kind
}
