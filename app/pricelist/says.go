package pricelist

import (
	"slices"
	"strings"
	"unicode"
)

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
