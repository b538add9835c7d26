package pricelist

import (
	"strings"
	"unicode"
)

// wholes returns what the hundredths are parts of.
func wholes(minor string) string {
	if minor == "pence" {
		return "pounds"
	}
	return "dollars, euros or rand"
}

// hundredths says whether pence or cents in a cell are surely hundredths of the currency that the list's other amounts
// are in: the row's own currency, else that of the heading, else the only one among the column's cells.
func (r *rowReader) hundredths(i, column int, minor string) bool {
	currency := ""
	if r.coins.column >= 0 {
		currency = currencyName(r.table.trimmed(i, r.coins.column))
	}
	if currency == "" {
		currency = r.currencyOf(column)
	}
	switch currency {
	case "GBP":
		return minor == "pence"
	case "EUR", "$", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "ZAR":
		return minor == "cents"
	}
	return false
}

// currencyOf returns the one currency that a column of amounts says it is in, "" where it says none or several.
func (r *rowReader) currencyOf(column int) string {
	if known, ok := r.said[column]; ok {
		return known
	}
	if r.said == nil {
		r.said = make(map[int]string, 2)
	}
	r.said[column] = r.findCurrency(column)
	return r.said[column]
}

func (r *rowReader) findCurrency(column int) string {
	if column < len(r.header.texts) {
		if name := headingCurrency(r.header.texts[column]); name != "" {
			return name
		}
	}
	found := ""
	for i := r.header.body; i < r.table.len(); i++ {
		name := currencyName(r.table.currency(i, column))
		switch {
		case name == "" || name == found:
		case found == "":
			found = name
		default:
			return ""
		}
	}
	return found
}

// headingCurrency returns the one currency that a heading names, "" for none or several.
func headingCurrency(heading string) string {
	found := ""
	part := func(text string) bool {
		name := currencyName(text)
		if name == "" && strings.EqualFold(text, "pounds") {
			name = "GBP"
		}
		if name == "" || name == found {
			return true
		}
		if found != "" {
			return false
		}
		found = name
		return true
	}
	for _, word := range strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) }) {
		letters := strings.TrimFunc(word, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
		if signs := strings.Replace(word, letters, "", 1); letters != "" && signs != "" && currencyName(word) == "" {
			if !part(signs) {
				return ""
			}
			word = letters
		}
		if (len(word) == 3 || len(word) > 3 || unicode.Is(unicode.Sc, []rune(word)[0])) && !part(word) {
			return ""
		}
	}
	return found
}
