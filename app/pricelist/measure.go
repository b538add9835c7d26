package pricelist

import (
	"strconv"
	"strings"
	"unicode"
)

// otherMeasure says whether a heading of amounts says that they are not for one piece, or not in whole pounds or euros:
// "Price per 100", "Preis / 1000 Stk", "Cost (pence)".
func otherMeasure(heading string) bool {
	words := measureWords(heading)
	for i, word := range words {
		switch word {
		case "pence", "penny", "cent", "cents", "centimes", "centesimi", "céntimos", "000", "000s":
			return true
		case "p", "ct":
			if i > 1 && words[i-1] == "(" && i+1 < len(words) && words[i+1] == ")" {
				return true
			}
		case "c":
			if i > 1 && (words[i-1] == "(" && i+1 < len(words) && words[i+1] == ")" || i+1 == len(words) && perMark(words, i-1)) {
				return true
			}
		case "hundred", "thousand", "dozen", "hundert", "tausend", "honderd", "duizend", "dutzend", "mille", "mil", "ciento", "cento", "millar", "milhar", "migliaio", "douzaine", "docena", "dozzina":
			if i > 0 && (perMark(words, i-1) || article(words[i-1])) {
				return true
			}
		}
		if n, err := strconv.Atoi(word); err == nil && n > 1 && (n < 1900 || n > 2100) && i > 0 && (perMark(words, i-1) || article(words[i-1])) {
			return true
		}
	}
	return false
}

// article says whether a word before a number of pieces makes it the quantity that a price is for: "le mille", "au 100".
func article(word string) bool {
	switch word {
	case "le", "la", "les", "au", "aux", "al", "el", "ao", "het", "das", "the", "x", "×", "for", "für", "pour", "para":
		return true
	}
	return false
}

// perMark says whether what follows word i is the quantity that a price is for. A stroke between two numbers is a date's.
func perMark(words []string, i int) bool {
	if words[i] == "/" {
		return i > 0 && !number(words[i-1])
	}
	return wordTag(words[i])&tagPer != 0
}

// measureWords parts a heading into lower-case words, numbers and signs.
func measureWords(text string) []string {
	var words []string
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 1
		case r >= '0' && r <= '9':
			return 2
		}
		return 0
	}
	last := 0
	for _, r := range strings.ToLower(text) {
		k := kind(r)
		switch {
		case r == ' ' || r == '_' || r == '.' || r == '\u00a0' || r == '\n':
			last = 0
			continue
		case k != 0 && k == last:
			words[len(words)-1] += string(r)
		default:
			words = append(words, string(r))
		}
		last = k
	}
	return words
}

// saleUnit says whether a heading is a unit of sale and nothing else, as prices for one and for a case are headed where
// the table's title says that they are prices: "Each", "Case", "Per box", "Stück".
func saleUnit(heading string) bool {
	found := false
	for _, word := range wordsOf(heading) {
		switch word {
		case "box", "boxes", "bag", "roll", "pallet", "dozen", "piece", "pieces", "pc", "pcs", "pk", "pkt", "ctn",
			"stueck", "stk", "karton", "packung", "rolle", "palette", "dutzend",
			"boite", "paquet", "rouleau", "douzaine",
			"caja", "paquete", "rollo", "docena", "pieza",
			"stuks", "doos", "pak", "rol", "dozijn",
			"pezzo", "pezzi", "scatola", "rotolo", "dozzina",
			"caixa", "pacote", "rolo", "duzia", "peca":
			found = true
			continue
		}
		t := wordTag(word)
		if t&^(tagPlain|tagPack|tagUnit|tagFiller|tagPer) != 0 || t == 0 && !number(word) {
			return false
		}
		found = found || t&(tagPlain|tagPack|tagUnit|tagPer) != 0
	}
	return found
}

// tierHeading says whether a heading is a quantity from which an amount holds, a bound, or with or without tax, and nothing
// else, as prices are headed where the table's title says that they are prices: "Qty 10", "ab 100", "From", "Ex GST".
func tierHeading(heading string) bool {
	var all tag
	from, off, bounds := false, false, true
	for _, word := range wordsOf(heading) {
		t := wordTag(word)
		switch {
		case number(word):
			from = true
		case word == "off":
			off = true
		case word == "bis":
		case word == "ht", word == "ttc":
			t |= tagTax | tagWith
		case t == 0, t&^(tagQuantity|tagBound|tagPer|tagPlain|tagFiller|tagTax|tagWith) != 0:
			return false
		}
		all |= t
		bounds = bounds && (t == tagBound || word == "to" || word == "bis")
	}
	if bounds && all != 0 {
		return true // "From", "To"
	}
	if all&tagTax != 0 {
		return all&tagWith != 0 && !from
	}
	return from && (off || all&(tagQuantity|tagBound|tagPer) != 0)
}

// contentHeading says whether a heading ends on how many are in one: "Box of".
func contentHeading(heading string) bool {
	words := wordsOf(heading)
	return len(words) > 1 && words[len(words)-1] == "of"
}

// pieceHeading says whether a heading says that an amount is for one piece, and nothing else: "Each", "Per piece".
func pieceHeading(heading string) bool {
	if !saleUnit(heading) {
		return false
	}
	for _, word := range wordsOf(heading) {
		switch word {
		case "each", "ea", "single", "piece", "pc", "stk", "stueck", "stuck", "stuk", "stuks", "pezzo", "pieza", "peca":
			return true
		}
	}
	return false
}
