package money

import (
	"strings"
	"unicode/utf8"
)

// fold writes every kind of space, minus, apostrophe and digit in its ASCII form and drops marks without width.
func fold(text string) string {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c < ' ' || c == '`' {
			return strings.Map(foldRune, text)
		}
	}
	return text
}

func foldRune(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7f:
		if r == '`' {
			return '\''
		}
		return r
	case r == '\u00a0', r >= '\u2000' && r <= '\u200a', r == '\u202f', r == '\u205f', r == '\u3000', r == '\t', r == '\n', r == '\r':
		return ' '
	case r == '\u00ad', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u2069', r == '\ufeff':
		return -1
	case r == '\u2212', r >= '\u2010' && r <= '\u2015', r == '\ufe63', r == '\uff0d':
		return '-'
	case r == '\u2018', r == '\u2019', r == '\u02bc', r == '\u2032', r == '\u00b4':
		return '\''
	case r >= '\uff01' && r <= '\uff5e': // full width
		return r - 0xfee0
	case r == '\uffe1':
		return '£'
	case r == '\uffe5':
		return '¥'
	case r >= '\u0660' && r <= '\u0669': // Arabic digits
		return r - 0x0660 + '0'
	case r >= '\u06f0' && r <= '\u06f9':
		return r - 0x06f0 + '0'
	case r >= '\u0966' && r <= '\u096f': // Devanagari digits
		return r - 0x0966 + '0'
	}
	return r
}

// trimSpaces cuts ASCII space; fold and the scanner see to the rest.
func trimSpaces(text string) string {
	if text == "" || text[0] > ' ' && text[len(text)-1] > ' ' {
		return text
	}
	return strings.Trim(text, " \t\r\n")
}
