package match

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// parts is a name taken apart into what can be compared: its words in their one spelling and in their order, without
// fillers, and its sizes.
type parts struct {
	words []string
	sizes []size
}

// parser takes names apart.
type parser struct {
	shorthand *strings.Replacer
}

func newParser() parser { return parser{shorthands()} }

// parse takes a name apart.
func (p parser) parse(text string) parts {
	s := &scanner{text: p.shorthand.Replace(legible(text))}
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case isDigit(c):
			s.number()
		case c >= utf8.RuneSelf || c >= 'a' && c <= 'z':
			if !s.letters() {
				_, size := utf8.DecodeRuneInString(s.text[s.at:])
				s.at += size
				s.chained = false
			}
		default:
			s.at++
		}
	}
	s.closeChain()
	return s.parts()
}

// legible is form without accents, which suppliers' systems lose; in one step for plain text.
func legible(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return norm.NFC.String(strings.Map(func(r rune) rune {
				if r >= 0x300 && r <= 0x36f {
					return -1
				}
				return r
			}, norm.NFD.String(form(text))))
		}
	}
	return strings.ToLower(text)
}
