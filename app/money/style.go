package money

import "strings"

// Style is how amounts are written in one column of a file or on one screen. Parse needs only Decimal and Keep: every grouping,
// currency and way of writing a minus is understood beside it. The zero value formats like "1234.50".
type Style struct {
	Decimal  string   // the decimal mark, "." or ","; "" is not known to Parse and "." to Format
	Group    string   // between groups of digits: "", ",", ".", " ", "'" or a no-break space; never the decimal mark
	Indian   bool     // 12,34,567 instead of 1,234,567
	Currency string   // sign or code, such as "£" or "EUR"; "" writes none
	After    bool     // the currency stands behind the number
	Negative Negative // how an amount below zero is marked
	Decimals int      // the fewest decimals written
	Keep     int      // the most decimals that Parse keeps, rounding half up; 0 means KeptDecimals
}

// Negative is a way of writing amounts below zero.
type Negative int

// The ways of writing amounts below zero.
const (
	LeadingMinus  Negative = iota // -12.50
	TrailingMinus                 // 12.50-
	Parentheses                   // (12.50)
	TrueMinus                     // U+2212 in front
)

// Format writes a in the style, with all of its decimals.
func Format(a Amount, style Style) string {
	whole, fraction, _ := strings.Cut(a.Abs().Fixed(max(style.Decimals, a.Decimals())), ".")
	text := group(whole, style)
	if fraction != "" {
		mark := style.Decimal
		if mark == "" {
			mark = "."
		}
		text += mark + fraction
	}
	if style.Currency != "" {
		space := ""
		if last := style.Currency[len(style.Currency)-1]; style.After || last >= 'A' && last <= 'z' {
			space = "\u00a0"
		}
		if style.After {
			text += space + style.Currency
		} else {
			text = style.Currency + space + text
		}
	}
	if a.Sign() >= 0 {
		return text
	}
	switch style.Negative {
	case TrailingMinus:
		return text + "-"
	case Parentheses:
		return "(" + text + ")"
	case TrueMinus:
		return "\u2212" + text
	}
	return "-" + text
}

// group puts the style's separator between the groups of digits.
func group(digits string, style Style) string {
	if style.Group == "" || len(digits) <= 3 {
		return digits
	}
	size := 3
	if style.Indian {
		size = 2
	}
	rest, text := digits[:len(digits)-3], digits[len(digits)-3:]
	for len(rest) > size {
		text = rest[len(rest)-size:] + style.Group + text
		rest = rest[:len(rest)-size]
	}
	return rest + style.Group + text
}
