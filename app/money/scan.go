package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is the text of one amount, taken apart but not yet read: number holds ASCII digits with the marks between
// them, which are point, comma, apostrophe and space.
type token struct {
	number   string
	exponent int
	negative bool
	words    bool
	per      int
	pack     int
	minor    string
	currency string
}

// scanner walks a folded text.
type scanner struct {
	text   string
	at     int
	token  token
	signed bool // a minus or plus was seen
}

// scan takes a text apart.
func scan(text string) (token, error) {
	text = trimSpaces(text)
	if text == "" {
		return token{}, ErrEmpty
	}
	if bareNumber(text) {
		return token{number: text}, nil
	}
	s := scanner{text: fold(text)}
	s.text = strings.Trim(s.text, " ")
	if s.text == "" {
		return token{}, ErrEmpty
	}
	if inner, ok := strings.CutPrefix(s.text, "("); ok {
		if inner, ok = strings.CutSuffix(inner, ")"); ok && !strings.ContainsAny(inner, "()") {
			s.text, s.signed, s.token.negative = inner, true, true
		}
	}
	closing := false
	if ok := s.lead(&closing); !ok {
		return token{}, ErrUnreadable
	}
	s.digits()
	if closing {
		if !strings.HasSuffix(s.text, ")") {
			return token{}, ErrUnreadable
		}
		s.text = s.text[:len(s.text)-1]
	}
	if s.token.number == "" || !s.trail() || !s.token.sound() {
		return token{}, ErrUnreadable
	}
	return s.token, nil
}

// sound says whether hundredths are whole ones of no other currency: "0.50p" may be half a penny or fifty of them.
func (t token) sound() bool {
	return t.minor == "" || t.currency == "" && t.exponent == 0 && t.per <= 1 && strings.IndexFunc(t.number, notDigit) < 0
}

// bareNumber says whether text has nothing but digits and marks, and begins and ends with a digit: the common case.
func bareNumber(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && c != ',' {
			return false
		}
	}
	first, last := text[0], text[len(text)-1]
	return first >= '0' && first <= '9' && last >= '0' && last <= '9'
}

// lead reads what stands before the number: signs, currency, a few words, an opening parenthesis behind a currency.
func (s *scanner) lead(closing *bool) bool {
	if s.peek() == '\'' { // a spreadsheet's mark for text
		s.at++
	}
	for s.at < len(s.text) {
		c := s.peek()
		switch {
		case c == ' ' || c == ':':
			s.at++
		case c == '-' || c == '+':
			if s.signed {
				return false
			}
			s.signed, s.token.negative = true, c == '-'
			s.at++
		case c == '(':
			if s.signed || s.token.currency == "" {
				return false
			}
			s.signed, s.token.negative, *closing = true, true, true
			s.at++
		case isDigit(c), (c == '.' || c == ',') && isDigit(s.after(1)):
			return true
		default:
			if !s.currencyOr(leadWord) {
				return false
			}
		}
	}
	return false
}

// digits reads the number itself, with the marks that stand between digits, and its exponent.
func (s *scanner) digits() {
	start := s.at
	for s.at < len(s.text) {
		c := s.peek()
		between := (c == '.' || c == ',' || c == '\'' || c == ' ') && isDigit(s.after(1))
		if !isDigit(c) && !between {
			break
		}
		s.at++
	}
	s.token.number = s.text[start:s.at]
	if c := s.peek(); c == '.' || c == ',' { // "12.", or "12,-" for no cents
		s.at++
		for dash := s.at; ; dash++ {
			if dash == len(s.text) || s.text[dash] != '-' {
				s.at = dash
				break
			}
		}
		return
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.power()
	}
}

// power reads an exponent such as E+05, or leaves what only looks like one.
func (s *scanner) power() {
	at, minus, n := s.at+1, false, 0
	if at < len(s.text) && (s.text[at] == '+' || s.text[at] == '-') {
		minus = s.text[at] == '-'
		at++
	}
	start := at
	for ; at < len(s.text) && isDigit(s.text[at]); at++ {
		n = min(n*10+int(s.text[at]-'0'), 999)
	}
	if at == start || at < len(s.text) && s.text[at] >= 'A' && s.text[at] <= 'z' {
		return
	}
	if minus {
		n = -n
	}
	s.token.exponent, s.at = n, at
}

// currencyOr reads one currency sign, currency code or known word; false for anything else.
func (s *scanner) currencyOr(known func(lower string) bool) bool {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case r == '¢':
		s.at += size
		return s.setMinor("cents")
	case unicode.Is(unicode.Sc, r):
		return s.setCurrency(s.at + size)
	}
	end := s.at
	for end < len(s.text) {
		r, size = utf8.DecodeRuneInString(s.text[end:])
		squared := (r == '2' || r == '3') && end > s.at && (s.text[end-1]|0x20 == 'm' || s.text[end-1]|0x20 == 't') &&
			!isDigit(at(s.text, end+1))
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '²' && r != '³' && !squared {
			break
		}
		end += size
	}
	if end == s.at {
		return false
	}
	word := s.text[s.at:end]
	if len(word) <= 2 && end < len(s.text) {
		if r, size = utf8.DecodeRuneInString(s.text[end:]); unicode.Is(unicode.Sc, r) { // US$, R$
			return s.setCurrency(end + size)
		}
	}
	lower := strings.ToLower(word)
	if currencyCode(lower) {
		if at(s.text, end) == '.' && abbreviated(lower) {
			end++
		}
		if at(s.text, end) == '-' && isDigit(at(s.text, end+1)) {
			return false // "R-12" is a code, not a rand below zero
		}
		return s.setCurrency(end)
	}
	switch lower {
	case "pence", "penny":
		s.at = end
		return s.setMinor("pence")
	case "cent", "cents":
		s.at = end
		return s.setMinor("cents")
	}
	if !known(lower) {
		return false
	}
	s.token.words = true
	s.at = end
	return true
}

// setMinor notes that the amount is in hundredths; false where that was said already.
func (s *scanner) setMinor(name string) bool {
	if s.token.minor != "" {
		return false
	}
	s.token.minor, s.token.words = name, true
	return true
}

// setCurrency takes the text up to end for the currency's name. A sign and a code may stand together; two of a kind
// are a second amount or a mistake.
func (s *scanner) setCurrency(end int) bool {
	name := s.text[s.at:end]
	if s.token.currency == name {
		return false
	}
	if s.token.currency == "" || len(name) > len(s.token.currency) {
		s.token.currency = name
	}
	s.at = end
	return true
}

func (s *scanner) peek() byte       { return at(s.text, s.at) }
func (s *scanner) after(n int) byte { return at(s.text, s.at+n) }
func isDigit(c byte) bool           { return c >= '0' && c <= '9' }
func at(text string, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return 0
}
