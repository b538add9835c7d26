package pricelist

import (
	"slices"
	"strings"
	"unicode"

	"pricesync/app/money"
)

// Currency returns the currency that the list's amounts are in by its own words: by the cells of most priced rows, else by the
// headings of the columns that are read. It is a code of ISO 4217, or a sign that several currencies share, such as "$"; ""
// where the list does not say.
func (l *List) Currency() string {
	count := map[string]int{}
	said := 0
	for i := range l.Rows {
		if l.Rows[i].Kind != Priced {
			continue
		}
		for _, text := range []string{l.Rows[i].PriceText, l.Rows[i].CostText} {
			if plainNumber(text) {
				continue
			}
			if name := currencyName(money.Inspect(text).Currency); name != "" {
				count[name]++
				said++
			}
		}
	}
	for name, n := range count {
		if 2*n > said {
			return name
		}
	}
	if said > 0 {
		return ""
	}
	named := ""
	for _, column := range []Column{l.Layout.Columns.Price, l.Layout.Columns.Cost} {
		switch name := headingCurrency(column.Header); {
		case name == "" || name == named:
		case named == "":
			named = name
		default:
			return ""
		}
	}
	return named
}

// plainNumber says whether a text is digits and marks alone, as most cells are.
func plainNumber(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && c != ',' && c != ' ' {
			return false
		}
	}
	return true
}

// SameCurrency says whether two names may be of one currency: a sign may be any of those that are written with it.
func SameCurrency(a, b string) bool { return a == b || mayBe(a, b) || mayBe(b, a) }

// SaysTax says whether a heading tells that tax is in the amounts below it, or that it is not. Most headings tell neither.
func SaysTax(heading string) (with, without bool) {
	words := strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool { return !unicode.IsLetter(r) })
	has := func(any ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(any, word) })
	}
	if has("ttc", "brutto", "bruttopreis") {
		return true, false
	}
	if has("ht", "hors") && has("ht", "taxe", "taxes", "tva") {
		return false, true
	}
	if !slices.ContainsFunc(words, func(word string) bool { return wordTag(word)&tagTax != 0 }) {
		return false, false
	}
	with = has("inc", "incl", "including", "included", "inclusive", "includes", "with", "gross", "inkl", "mit", "avec", "incluye", "incluido", "incl", "med")
	without = has("ex", "exc", "excl", "excluding", "excluded", "exclusive", "excludes", "without", "before", "net", "plus", "exkl", "zzgl", "ohne", "sin", "sans", "uten")
	return with && !without, without && !with
}
