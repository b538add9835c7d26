package pricelist

import (
	"strings"
	"unicode"
)

// numberFormat is what a workbook's number format shows of a stored number.
type numberFormat struct {
	decimals int  // how many it shows; -1 for as many as there are
	money    bool // it writes a currency
	other    bool // a date, a time, a percentage or a fraction: the number is no amount
}

// builtinFormat returns the formats that workbooks refer to by number alone.
func builtinFormat(id int) numberFormat {
	switch id {
	case 1, 3, 37, 38:
		return numberFormat{decimals: 0}
	case 2, 4, 39, 40:
		return numberFormat{decimals: 2}
	case 5, 6, 42:
		return numberFormat{decimals: 0, money: true}
	case 7, 8, 44:
		return numberFormat{decimals: 2, money: true}
	case 41:
		return numberFormat{decimals: 0}
	case 43:
		return numberFormat{decimals: 2}
	case 9, 10, 12, 13:
		return numberFormat{decimals: -1, other: true}
	}
	return numberFormat{decimals: -1, other: id >= 14 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58}
}

// parseFormat reads a format's code, such as `#,##0.00 [$€-407]`. Only its first section counts: amounts are positive.
func parseFormat(code string) numberFormat {
	f := numberFormat{decimals: -1}
	digits, point, dated := false, -1, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			i = len(code)
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			f.money = f.money || currencyText(code[i+1:i+1+end])
			i += end + 1
		case '\\', '_', '*':
			i++
			if c == '\\' && i < len(code) {
				f.money = f.money || currencyText(code[i:i+1])
			}
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				end = len(code) - i - 1
			}
			inside := code[i+1 : i+end]
			f.money = f.money || strings.HasPrefix(inside, "$") && len(inside) > 1 && inside[1] != '-'
			dated = dated || inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss"
			i += end
		case '0', '#', '?':
			digits = true
			if point >= 0 && c != '?' {
				point++
			}
		case '.':
			if digits && point < 0 {
				point = 0
			}
		case '%', '/':
			f.other = f.other || c == '%' || digits
		case '$':
			f.money = true
		case 'y', 'Y', 'd', 'D', 'h', 'H', 's', 'S', 'm', 'M':
			dated = dated || !digits
		case 'E', 'e':
			if digits {
				return numberFormat{decimals: -1, money: f.money}
			}
		default:
			if c >= 0x80 {
				for _, r := range code[i:] {
					f.money = f.money || unicode.Is(unicode.Sc, r)
					break
				}
			}
		}
	}
	if strings.EqualFold(code, "general") || code == "@" {
		return numberFormat{decimals: -1}
	}
	f.other = f.other || dated
	if digits {
		f.decimals = max(point, 0)
	}
	return f
}

// currencyText says whether a literal text in a format is a currency's sign or code.
func currencyText(text string) bool {
	text = strings.Trim(text, " .\u00a0")
	for _, r := range text {
		if unicode.Is(unicode.Sc, r) {
			return true
		}
	}
	switch strings.ToLower(text) {
	case "eur", "usd", "gbp", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "pln", "czk", "kr", "zł", "kč", "fr", "r", "rs", "tl", "руб", "грн":
		return true
	}
	return false
}
