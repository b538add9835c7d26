package pricelist

import "strings"

// headings says whether a record without an amount holds headings, and whether those are of another table, whose columns
// are not the list's.
func (r *rowReader) headings(i int) (are, other bool) {
	if headerScore(r.table, i, Columns{}) == 0 {
		return false, false
	}
	moneys, sure := 0, false
	for c := range r.table.width(i) {
		text := r.table.trimmed(i, c)
		if text == "" {
			continue
		}
		if bareAmount(text) {
			return false, false
		}
		if m := meaningOf(text); m.money != notMoney {
			moneys++
			sure = sure || m.sure
		}
	}
	if !sure && moneys < 2 {
		return false, false
	}
	for _, c := range [...]int{r.choice.price, r.choice.cost} {
		if c >= 0 && c < len(r.header.texts) && otherAmounts(r.header.texts[c], r.table.trimmed(i, c)) {
			return true, true
		}
	}
	return true, r.otherTexts(i)
}

// otherAmounts says whether two headings speak of different amounts: of whom, of how many pieces, in which currency,
// with or without tax.
func otherAmounts(a, b string) bool {
	if meaningOf(a).money != meaningOf(b).money || otherMeasure(a) != otherMeasure(b) {
		return true
	}
	if x, y := headingCurrency(a), headingCurrency(b); x != "" && y != "" && x != y {
		return true
	}
	x, y := taxSide(a), taxSide(b)
	return x != 0 && y != 0 && x != y
}

// taxSide says whether a heading's amounts are without tax, -1, or with it, 1; 0 where it does not say.
func taxSide(heading string) int {
	for _, word := range wordsOf(heading) {
		switch word {
		case "ex", "exc", "excl", "excluding", "exclusive", "exkl", "ht", "hors", "sin", "senza", "sem", "ohne", "without", "zzgl":
			return -1
		case "inc", "incl", "including", "inclusive", "inkl", "ttc", "con", "com", "ivato", "with", "incluido", "inclusa":
			return 1
		}
	}
	return 0
}

// otherTexts says whether the names of a record of headings stand where the list has its codes, or the other way round.
func (r *rowReader) otherTexts(i int) bool {
	name, code := r.choice.name, r.choice.code
	if name < 0 || code < 0 || name >= len(r.header.texts) || code >= len(r.header.texts) {
		return false
	}
	atName, atCode := r.table.trimmed(i, name), r.table.trimmed(i, code)
	if strings.EqualFold(atName, r.header.texts[code]) || strings.EqualFold(atCode, r.header.texts[name]) {
		return true
	}
	n, c := meaningOf(atName), meaningOf(atCode)
	return n.code >= 80 && n.name < 60 && n.desc < 60 || c.code == 0 && (c.name >= 60 || c.desc >= 60)
}
