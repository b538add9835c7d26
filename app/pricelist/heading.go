package pricelist

import (
	"slices"
	"strings"
	"unicode"
)

// money kinds, by whose money it is.
type moneyKind int

const (
	notMoney    moneyKind = iota
	sellKind              // what the customer pays
	listKind              // what the maker suggests or the catalogue says
	netKind               // net without more: the buyer's price, or a price without tax
	grossKind             // gross: a price with tax, or one before the buyer's discount
	wasKind               // what it cost before
	costKind              // what the buyer pays
	partnerKind           // a supplier's price: a cost, less surely so
)

// selling says whether the kind can be what the customer pays.
func (k moneyKind) selling() bool {
	return k == sellKind || k == listKind || k == netKind || k == grossKind
}

// buying says whether the kind can be what the company pays.
func (k moneyKind) buying() bool { return k == costKind || k == partnerKind }

// meaning is what a heading says about its column. Scores are 0 to 100.
type meaning struct {
	money    moneyKind
	sure     bool // the heading has a word for a price or a cost, and not only one that goes with it, such as "Wholesale"
	total    bool // the sum of several
	english  bool // an English net amount: what the buyer pays, unless a gross one stands beside it
	rate     bool // the heading has no word for money but one such as rate or fee, which several columns may have
	vague    bool // the heading speaks of some amount, not of a price: "Amount", "Value 5"
	name     int
	code     int
	desc     int
	unit     int
	product  bool // "Item", "Article": its contents tell whether it is a name or a code
	per      bool // the quantity that the price is for
	currency bool
	charge   bool // money that is no price: tax, freight, a discount
	other    bool // surely none of the above
	known    bool // at least one of its words was understood
}

// meaningOf reads a heading.
func meaningOf(text string) meaning {
	m := readHeading(text)
	if parent, field, ok := strings.Cut(text, "/"); ok && m.money == notMoney && m.name == 0 && m.code == 0 && !m.product &&
		!strings.HasSuffix(parent, " ") && !strings.HasPrefix(field, " ") {
		if last := readHeading(field); last.known { // "Pricelist Items/Product Template"
			m = last
		}
	}
	return m
}

// readHeading is meaningOf for one part of a heading.
func readHeading(text string) meaning {
	words := wordsOf(text)
	if len(words) == 0 || len(words) > 12 {
		return meaning{}
	}
	var all, first tag
	unknown, with := 0, false
	for i, word := range words {
		t := wordTag(word)
		if t == tagPer && i > 0 {
			break
		}
		if with = with || t == tagWith && i > 0; with { // "incl. delivery" says nothing about whose money it is
			t &^= tagCharge | tagOther | tagQuantity | tagMeasure
			if t == 0 {
				continue
			}
		}
		if t == 0 && !number(word) && (i > 0 || shortFrench(words) == 0) {
			unknown++
		}
		if all == 0 {
			first = t
		}
		all |= t
	}
	if discounted(words) {
		all &^= tagCharge
	}
	if someonesPrice(words) {
		all, unknown = all&^(tagGroup|tagOther), unknown+1
	}
	if all&(tagAmount|tagCurrency) == 0 && namesCurrency(text, words) {
		all |= tagMoney // "Bottle N$", "EUR"
	}
	if all == tagMeasure && number(words[0]) {
		return meaning{} // "1 kg": a size, or the price of one
	}
	if all&tagTax != 0 && strings.Contains(text, "+") {
		all |= tagWith // "Trade + VAT"
	}
	m := meaning{known: all&^(tagFiller|tagWith) != 0}
	if isPriceUnit(words, all) {
		m.per = true
		return m
	}
	m.money = moneyOf(all|shortFrench(words), unknown)
	if all&tagBound != 0 && slices.Contains(words, "order") {
		m.money = notMoney // "Min order value"
	}
	if m.money != notMoney && all&tagMeasure != 0 && all&tagPrice == 0 && summing(words) {
		m.money = notMoney // "Volume amount"
	}
	if m.money == netKind && english(words) {
		m.money, m.english = costKind, true
	}
	if m.money != notMoney {
		m.known, m.sure = true, (all|shortFrench(words))&tagPrice != 0
		m.vague = all&(tagPrice|tagCost|tagSell|tagList|tagNet|tagGross) == 0 && (unknown > 0 || summing(words))
		m.rate = all&(tagPrice|tagCost|tagSell|tagList|tagNet|tagGross) == 0 && !summing(words)
		m.total = all&tagTotal != 0
		return m
	}
	m.charge = all&(tagTax|tagCharge) != 0
	if m.charge || all&(tagOther|tagMeasure) != 0 && all&(tagName|tagCode) == 0 {
		m.other = true
		return m
	}
	m.name, m.desc = nameScores(all, unknown)
	m.code = codeScore(all, first, unknown)
	m.product = all&tagProduct != 0 && all&^(tagProduct|tagFiller|tagWith|tagPlain) == 0 && unknown == 0
	if all&(tagUnit|tagPack|tagQuantity) == tagUnit && m.name == 0 && m.code == 0 {
		m.unit = 100 - 10*unknown
	}
	m.currency = all&tagCurrency != 0 && m.name == 0 && m.code == 0
	m.other = m.known && m.name == 0 && m.code == 0 && m.unit == 0 && !m.product
	return m
}

// moneyOf tells whether a heading names an amount of money, and whose.
func moneyOf(all tag, unknown int) moneyKind {
	if all&tagAmount == 0 || all&(tagOther|tagCharge|tagQuantity|tagCurrency|tagName|tagDesc|tagCode|tagNumber|tagID|tagBarcode|tagGroup|tagModel) != 0 {
		return notMoney
	}
	if all&tagTax != 0 && all&tagMoney != 0 && all&tagPrice == 0 {
		return notMoney // "Tax rate", "VAT amount"
	}
	if all&tagTax != 0 && all&(tagPrice|tagMoney|tagNet|tagGross|tagList|tagWas|tagWith) == 0 {
		return notMoney // "Sales tax"
	}
	if all&tagMeasure != 0 && all&(tagPrice|tagMoney) == 0 {
		return notMoney // "Net weight", "Sale type"
	}
	sure := all&tagPrice != 0 || all&tagMoney != 0 && all&tagTax == 0 || all&tagTotal != 0 && all&(tagSell|tagCost) != 0
	if !sure && (unknown > 0 || all&(tagProduct|tagUnit|tagPack|tagMaker|tagVariant) != 0) {
		return notMoney // "Sale unit", "Trade counter"
	}
	switch {
	case all&tagWas != 0:
		return wasKind
	case all&tagCost != 0:
		return costKind
	case all&tagMaker != 0:
		return partnerKind
	case all&tagNet != 0:
		return netKind
	case all&tagSell == 0 && all&tagList != 0:
		return listKind
	case all&tagGross != 0:
		return grossKind
	}
	return sellKind
}

// someonesPrice says whether a heading is a price for some customers, in some place or of some numbered kind, and not the
// place or kind: "Account price", "Store price", "Price group 2".
func someonesPrice(words []string) bool {
	last := len(words) - 1
	price := -1
	for i, word := range words {
		t := wordTag(word)
		switch {
		case t&tagPrice != 0:
			price = i
			if t&tagGroup != 0 && i == last-1 { // "Preisgruppe 2"
				return number(words[last]) || len(words[last]) == 1
			}
		case t&tagOther != 0:
			switch word {
			case "account", "city", "state", "center", "centre":
			default:
				return false
			}
		}
	}
	switch {
	case price < 0:
		return false
	case price == last:
		return wordTag(words[last])&tagGroup == 0 // and not "Preisgruppe"
	}
	return price == 0 && last > 1 && (number(words[last]) || len(words[last]) == 1)
}

// discounted says whether a heading names a price after a discount, and not the discount.
func discounted(words []string) bool {
	for i, word := range words {
		if i > 0 && wordTag(word)&tagPrice != 0 {
			switch words[i-1] {
			case "discount", "rabatt", "remise", "descuento", "korting", "sconto", "desconto":
				return true
			}
		}
	}
	return false
}

// namesCurrency says whether a heading has a currency's sign or code.
func namesCurrency(text string, words []string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) || slices.ContainsFunc(words, func(word string) bool {
		switch word {
		case "usd", "eur", "euro", "gbp", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "pln", "czk", "huf", "ron", "rub", "uah", "ils", "inr", "zar", "jpy", "cny", "idr", "mxn", "brl", "aed", "sgd", "hkd", "myr", "php", "руб", "грн":
			return true
		}
		return false
	})
}

// summing says whether a heading's word for money is one that also stands above sums.
func summing(words []string) bool {
	for _, word := range words {
		switch word {
		case "amount", "value", "betrag", "montant", "importe", "bedrag", "importo", "valor", "сумма", "tutar", "kwota", "belopp", "金額":
			return true
		}
	}
	return false
}

// english says whether a heading about net amounts is English, where net is what the buyer pays. Elsewhere it may as
// well be a price without tax.
func english(words []string) bool {
	net := false
	for _, word := range words {
		switch word {
		case "net", "nett":
			net = true
		case "price", "prices", "cost", "unit", "each", "your", "amount", "trade", "rate":
		default:
			if t := plainTag(word); t&(tagPrice|tagMoney|tagCost) != 0 {
				return false
			}
		}
	}
	return net
}

// shortFrench reads the short forms for what the buyer and the customer pay, which mean money only beside a word about
// tax: "PA HT", "PV TTC".
func shortFrench(words []string) tag {
	if len(words) != 2 || words[1] != "ht" && words[1] != "ttc" {
		return 0
	}
	switch words[0] {
	case "pa":
		return tagPrice | tagCost
	case "pv":
		return tagPrice | tagSell
	}
	return 0
}

// nameScores says how well a heading fits a product's name and its description.
func nameScores(all tag, unknown int) (name, desc int) {
	if all&(tagGroup|tagMaker|tagParty|tagCurrency|tagQuantity|tagPack|tagOther|tagMeasure|tagUnit&^tagPlain) != 0 {
		return 0, 0
	}
	switch {
	case all&tagName != 0 && all&tagProduct != 0:
		name = 100 - 2*min(unknown, 3)
	case all&tagName != 0:
		name = 96 - 4*min(unknown, 3)
	case all&tagDesc != 0 && all&tagProduct != 0:
		name, desc = 90-2*min(unknown, 5), 90
	case all&tagDesc != 0:
		name, desc = 80-2*min(unknown, 5), 100-2*min(unknown, 5)
	case all&tagProduct != 0 && all&(tagCode|tagNumber|tagID|tagModel|tagBarcode) == 0:
		name = 70 - 5*min(unknown, 3)
	case all&tagModel != 0 && all&(tagCode|tagNumber|tagID) == 0:
		name = 35
	}
	if all&(tagVariant|tagSell|tagCost) != 0 {
		name, desc = max(0, name-25), max(0, desc-25)
	}
	if all&tagCode != 0 {
		name = max(0, name-20)
	}
	return name, desc
}

// codeScore says how well a heading fits a product's code.
func codeScore(all, first tag, unknown int) int {
	if all&(tagTax|tagCurrency|tagGroup|tagParty|tagName|tagDesc|tagOther|tagMeasure) != 0 || all&tagQuantity != 0 && all&tagCode == 0 {
		return 0
	}
	score := 0
	switch {
	case all&tagBarcode != 0:
		score = 30
	case all&tagCode != 0:
		score = 96
	case all&tagNumber != 0 && all&tagProduct != 0:
		score = 95
	case all&tagID != 0 && all&tagProduct != 0:
		score = 90
	case all&tagID != 0:
		score = 50
	case all&tagNumber != 0 && all&tagModel != 0:
		score = 80
	case all&tagModel != 0:
		score = 45
	case all&tagNumber != 0 && first&tagNumber != 0:
		score = 40
	case all&tagNumber != 0:
		score = 45
	}
	if all&tagMaker != 0 {
		score -= 25
	}
	return max(0, score-2*min(unknown, 5))
}

// isPriceUnit says whether a heading names the quantity that prices are for: "Price per", "Preiseinheit", "Per".
func isPriceUnit(words []string, all tag) bool {
	joined := strings.Join(words, " ")
	switch joined {
	case "per", "price per", "preiseinheit", "pe", "price unit", "price uom", "price qty", "price quantity", "prijs per", "prijseenheid", "prix par", "unite de prix", "precio por", "pricing unit", "pricing uom", "pricing qty", "preis pro", "cost per",
		"pro", "je", "par", "por", "ogni", "preisbasis", "preis basis", "preismenge", "konditionseinheit", "base de prix", "base prix", "prijsbasis", "base prezzo", "base precio":
		return true
	}
	return all&tagPrice != 0 && all&tagQuantity != 0 && len(words) == 2
}
