package match

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner walks through a name once. Numbers joined by "x" form a chain, in which a unit counts for those before it:
// "22 x 15mm".
type scanner struct {
	text    string
	at      int
	words   []string
	sizes   []size
	chain   int  // where in sizes the chain began
	chained bool // an "x" was read, so that the next number goes on with the chain
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// parts returns what was read. Sizes come in one order, whatever order the name has them in.
func (s *scanner) parts() parts {
	slices.SortFunc(s.sizes, func(a, b size) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.value, b.value), cmp.Compare(a.plain, b.plain))
	})
	const most = 60
	return parts{s.words[:min(most, len(s.words))], s.sizes[:min(most, len(s.sizes))]}
}

func (s *scanner) word(text string) {
	if first, rest, ok := compound(text); ok {
		s.word(first)
		text = rest
	}
	if text = spelled(text); text != "" {
		s.words = append(s.words, text)
	}
}

// run returns the letters from a place on.
func (s *scanner) run(from int) string {
	end := from
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		end += size
	}
	return s.text[from:end]
}

// byteAt returns the byte at a place, 0 beyond the end.
func (s *scanner) byteAt(at int) byte {
	if at < len(s.text) {
		return s.text[at]
	}
	return 0
}

// skip returns the first place from at on that holds none of the bytes in set.
func (s *scanner) skip(at int, set string) int {
	for at < len(s.text) && strings.IndexByte(set, s.text[at]) >= 0 {
		at++
	}
	return at
}

// letters reads a word, and the number that belongs to it; false where no letter stands here.
func (s *scanner) letters() bool {
	word := s.run(s.at)
	if word == "" {
		return false
	}
	next := s.at + len(word)
	if word == "x" && len(s.sizes) > 0 && isDigit(s.byteAt(s.skip(next, " "))) {
		s.at, s.chained = next, true
		return true
	}
	s.closeChain()
	if packs(word) || word == "x" {
		at := s.skip(next, " .:")
		if strings.HasPrefix(s.text[at:], "of ") {
			at += len("of ")
		}
		if isDigit(s.byteAt(at)) {
			if n, end := readNumber(s.text, at); end > at && !s.unitFollows(n, end) {
				s.sizes = append(s.sizes, size{unit: "pack", value: n.value, plain: n.value})
				s.at = end
				return true
			}
		}
	}
	if label := labels(word); label != "" && s.labelled(label, next) {
		return true
	}
	if isDigit(s.byteAt(next)) || len(word) <= 2 && s.byteAt(next) == '-' && isDigit(s.byteAt(next+1)) {
		s.model(word, s.skip(next, "-"))
		return true
	}
	if curve := s.skip(next, " "); len(word) == 1 && s.run(curve) == "curve" {
		s.sizes = append(s.sizes, size{unit: "#type", value: int64(word[0]), plain: -1})
		s.at = curve + len("curve")
		return true
	}
	if next < len(s.text) && s.text[next] == '\'' { // a word with an apostrophe, such as "men's"
		if tail := s.run(next + 1); tail == "s" {
			next += 2
		}
	}
	s.word(word)
	s.at = next
	return true
}

// unitFollows says whether a number has a unit, so that it is no count of pieces.
func (s *scanner) unitFollows(n numeral, end int) bool {
	unit, _ := s.unit(end, n)
	return unit != "" && !packs(unit)
}

// labelled reads the number or letter that a label such as "type" stands before.
func (s *scanner) labelled(label string, next int) bool {
	at := s.skip(next, " .-")
	if isDigit(s.byteAt(at)) {
		end := at
		for isDigit(s.byteAt(end)) {
			end++
		}
		if n, ok := digits(s.text[at:end]); ok {
			s.sizes = append(s.sizes, size{unit: "#" + label, value: n, plain: n})
			s.at = end
			return true
		}
		return false
	}
	if word := s.run(at); len(word) == 1 && word != "x" {
		s.sizes = append(s.sizes, size{unit: "#" + label, value: int64(word[0]), plain: -1})
		s.at = at + 1
		return true
	}
	return false
}

// model reads letters with a number, such as "m10", "r410a" or "alpha2".
func (s *scanner) model(word string, at int) {
	end := at
	for isDigit(s.byteAt(end)) {
		end++
	}
	n, ok := digits(s.text[at:end])
	suffix := s.run(end)
	if suffix == "x" && isDigit(s.byteAt(end+1)) {
		suffix = ""
	}
	s.at = end + len(suffix)
	if len(word) >= 3 {
		s.word(word)
	}
	switch {
	case !ok:
	case packs(word):
		s.sizes = append(s.sizes, size{unit: "pack", value: n, plain: n})
	case suffix == "":
		s.chain = len(s.sizes)
		s.sizes = append(s.sizes, size{unit: "#" + word, value: n, plain: n})
	default:
		s.sizes = append(s.sizes, size{unit: "#" + word + "#" + suffix, value: n, plain: n})
	}
}

// number reads a number with its unit.
func (s *scanner) number() {
	if !s.chained {
		s.closeChain()
	}
	s.chained = false
	start := s.at
	n, end := readNumber(s.text, s.at)
	if end == s.at { // too long for a number: a code
		for isDigit(s.byteAt(s.at)) {
			s.at++
		}
		return
	}
	s.at = end
	if !n.fraction && start > 0 && s.text[start-1] == '(' && s.byteAt(end) == ')' {
		s.sizes = append(s.sizes, size{unit: "pack", value: n.value, plain: n.value})
		return
	}
	unit, next := s.unit(end, n)
	if unit == "m" && next == end+1 && isDigit(s.byteAt(next)) && isDigit(s.byteAt(next+1)) && !isDigit(s.byteAt(next+2)) { // "2m50"
		part, _ := digits(s.text[next : next+2])
		n.value += part / 100
		next += 2
	}
	if unit == "k" {
		n.value *= 1000
		if unit, next = s.unit(next, n); unit == "k" {
			unit = ""
		}
	}
	s.at = next
	if strings.HasPrefix(unit, "#") {
		s.sizes = append(s.sizes, size{unit: unit, value: n.value, plain: n.value})
		return
	}
	if unit == "" && n.fraction {
		unit = "in"
	}
	found := measured(n.value, unit)
	if unit == "" {
		found = size{value: n.value, plain: n.value}
	}
	switch {
	case found.unit == "gang" && found.value == million:
		s.words, s.sizes = append(s.words, "single"), append(s.sizes, found)
	case found.unit == "gang" && found.value == 2*million:
		s.words, s.sizes = append(s.words, "double"), append(s.sizes, found)
	default:
		s.sizes = append(s.sizes, found)
	}
}

// unit reads the unit behind a number: "" where none stands there, "#" and letters where they are no unit. It returns
// the place behind it.
func (s *scanner) unit(at int, n numeral) (string, int) {
	switch s.byteAt(at) {
	case '"':
		return "\"", at + 1
	case '\'':
		return "'", at + 1
	case '%':
		return "%", at + 1
	case '#':
		if !isDigit(s.byteAt(at + 1)) {
			return "lb", at + 1
		}
		return "", at
	case '/':
		if word := s.run(at + 1); packs(word) {
			return "pack", at + 1 + len(word)
		}
		return "", at
	}
	if strings.HasPrefix(s.text[at:], "°") {
		return "°", at + len("°")
	}
	from := at
	if c := s.byteAt(at); c == ' ' || c == '-' {
		from++
	}
	word := s.run(from)
	next := from + len(word)
	if strings.HasSuffix(word, "x") && isDigit(s.byteAt(s.skip(next, " "))) { // "15mmx3m"
		word, next = word[:len(word)-1], next-1
	}
	if word == "" {
		if strings.HasPrefix(s.text[from:], "°") {
			return "°", from + len("°")
		}
		return "", at
	}
	_, _, _, ok := unitOf(word)
	switch {
	case ok && from > at && len(word) == 1 && !strings.Contains("mlvagw", word):
		return "", at // "3 p trap" has no poles
	case ok && word == "d" && from > at, ok && word == "m" && n.fraction:
		return "", at
	case ok:
		if word == "mm" && s.byteAt(next) == '2' && !isDigit(s.byteAt(next+1)) { // square millimetres of a cable
			next++
		}
		return word, next
	case from > at || word == "x":
		return "", at
	case word == "c" || word == "core":
		return "core", next
	case word == "o" && n.value <= 360*million: // a degree sign that lost its form
		return "°", next
	}
	return "#" + word, next
}

// closeChain gives the unit of a chain's later number to the bare ones before it.
func (s *scanner) closeChain() {
	unit := -1
	for i := len(s.sizes) - 1; i >= s.chain && i >= 0; i-- {
		switch at := &s.sizes[i]; {
		case at.unit == "mm" && !tall(*at):
			unit = i
		case at.unit == "" && unit >= 0:
			giver := s.sizes[unit]
			if giver.imperial && at.plain > 12*million { // "22 x 3/4 inch" is a pipe of 22 mm
				continue
			}
			at.unit, at.imperial = "mm", giver.imperial
			at.value = at.plain * (giver.value * 1000 / giver.plain) / 1000
		case at.unit != "":
			unit = -1
		}
	}
	s.chain, s.chained = len(s.sizes), false
}

// tall says whether a length is written in metres, feet or yards: those measure how long a thing is, not how wide,
// and say nothing about the numbers before them.
func tall(s size) bool {
	return s.plain == 0 || s.value/s.plain >= 300
}
