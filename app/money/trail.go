package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trail reads what stands behind the number.
func (s *scanner) trail() bool {
	percent, tax, quantity, plus, packs, depth := false, false, false, false, false, 0
	known := func(lower string) bool {
		return trailWord(lower) || taxWord(lower) || quantity && lower == "c" || packs && ofWord(lower)
	}
	s.hundredths()
	for s.at < len(s.text) {
		c := s.peek()
		switch {
		case c == ' ', c == '.', c == ',':
			s.at++
		case c == '(':
			depth++
			s.at++
		case c == ')' && depth > 0:
			depth--
			s.at++
		case c == '/' && (s.after(1) == '-' || s.after(1) == '=') && !isDigit(s.after(2)): // "1,250/-": no cents
			s.at += 2
		case c == '-':
			if s.signed {
				return false
			}
			s.signed, s.token.negative, packs = true, true, false
			s.at++
		case c == '*':
			s.token.words = true
			s.at++
		case c == '+', c == '/':
			s.token.words, quantity, plus = true, c == '/', plus || c == '+'
			packs = packs && c == '/'
			s.at++
		case isDigit(c):
			n := s.count()
			rate := strings.TrimLeft(s.text[s.at:], " ")
			switch {
			case strings.HasPrefix(rate, "%"):
				s.at = len(s.text) - len(rate) + 1
				percent = true
			case packs && n > 0 && s.token.pack == 0:
				s.token.pack, packs, quantity = n, false, false
			case n > 0 && s.token.per == 0 && s.token.pack == 0 && s.packNext():
				s.token.pack, quantity = n, false
			case quantity && packSize(n) && s.token.per == 0:
				s.token.per, quantity = n, false
			default:
				return false
			}
		default:
			before := s.at
			if !s.currencyOr(known) {
				return false
			}
			switch word := s.text[before:s.at]; {
			case strings.EqualFold(word, "c"), strings.EqualFold(word, "hundred"):
				s.token.per = 100
			case word == "M": // a metre to some, a thousand to others, behind an amount a million
				return false
			case strings.EqualFold(word, "thousand"), strings.EqualFold(word, "mille"):
				s.token.per = 1000
			case strings.EqualFold(word, "doz"), strings.EqualFold(word, "dozen"):
				s.token.per = 12
			case strings.EqualFold(word, "cr"):
				if s.signed {
					return false
				}
				s.signed, s.token.negative = true, true
			default:
				lower := strings.ToLower(word)
				tax = tax || taxWord(lower)
				quantity = perWord(lower)
				packs = s.token.pack == 0 && (packWord(lower) || packs && ofWord(lower))
			}
		}
	}
	return depth == 0 && (!percent && !plus || tax)
}

// hundredths reads the sign of pence or cents right behind the number.
func (s *scanner) hundredths() {
	next := at(s.text, s.at+1)
	if next >= 'A' && next <= 'z' || next >= utf8.RuneSelf {
		return
	}
	switch s.peek() {
	case 'p':
		s.token.minor = "pence"
	case 'c':
		s.token.minor = "cents"
	default:
		return
	}
	s.token.words = true
	s.at++
}

// packNext says whether the next word is one for a pack, as behind the 10 of "per 10 pack" and "/10pk".
func (s *scanner) packNext() bool {
	rest := strings.TrimLeft(s.text[s.at:], " -")
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	if !packWord(strings.ToLower(rest[:end])) {
		return false
	}
	s.at = len(s.text) - len(rest)
	return true
}

// packSize says whether people price by that many: "1/2" and "12/05/2024" are not amounts.
func packSize(n int) bool {
	switch n {
	case 1, 10, 12, 20, 24, 25, 50, 100, 144, 200, 250, 500, 1000, 5000, 10000:
		return true
	}
	return false
}

// count reads a whole number, such as the 100 of "per 100"; 0 where a mark follows or it is too long.
func (s *scanner) count() int {
	n := 0
	for s.at < len(s.text) && isDigit(s.peek()) {
		n = min(n*10+int(s.peek()-'0'), 1_000_000)
		s.at++
	}
	if c := s.peek(); (c == '.' || c == ',') && isDigit(s.after(1)) || n == 1_000_000 {
		return 0
	}
	return n
}
