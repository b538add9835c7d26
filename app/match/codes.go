package match

import (
	"slices"
	"strings"
	"unicode"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// The last rung: a row's code as a whole word of one item's name or description. It is tried for codes alone that can
// be neither a word, a size nor a norm, and it is passed over where the names contradict each other.

// inText finds the items that have rows' codes in their texts.
type inText struct {
	ladder *ladder
	parser parser
	places map[string][]int32 // by code
}

// lookInText climbs the last rung for the rows that reached nothing, and returns those that still don't.
func (l *ladder) lookInText(list pricelist.List, open []int, matches []Match) []int {
	var coded []pricelist.Row
	for _, i := range open {
		if list.Rows[i].Code != "" {
			coded = append(coded, list.Rows[i])
		}
	}
	if len(coded) == 0 {
		return open
	}
	texts := newInText(l, coded)
	return slices.DeleteFunc(open, func(i int) bool {
		m := texts.climb(list.Rows[i])
		if m.Step == "" {
			return false
		}
		m.Broken = matches[i].Broken
		matches[i] = m
		return true
	})
}

// newInText looks for all these rows' codes in one walk through the catalog.
func newInText(l *ladder, rows []pricelist.Row) *inText {
	t := &inText{ladder: l, parser: newParser(), places: map[string][]int32{}}
	for _, row := range rows {
		if code := Fold(row.Code); t.parser.telling(code) {
			t.places[code] = nil
		}
	}
	if len(t.places) == 0 {
		return t
	}
	for i, item := range l.items {
		t.walk(item.Name, int32(i))
		t.walk(item.Description, int32(i))
	}
	return t
}

// climb returns the match of a row by its code; none where every item that has it is called something that the row
// can't be.
func (t *inText) climb(row pricelist.Row) Match {
	places := slices.Clone(t.places[Fold(row.Code)])
	if row.Name != "" && !slices.ContainsFunc(places, func(place int32) bool { return t.agrees(row.Name, t.ladder.items[place]) }) {
		return Match{}
	}
	return t.ladder.met(ByCodeInText, places)
}

// agrees says whether a row's name does not contradict an item's: in a size, a colour, or whatever else excludes.
func (t *inText) agrees(name string, item catalog.Item) bool {
	a, b := t.parser.parse(name), t.parser.parse(item.Name)
	_, _, ok := compareSizes(a.sizes, b.sizes)
	return ok && !opposed(a.words, b.words)
}

// walk notes which codes stand as words of an item's text.
func (t *inText) walk(text string, place int32) {
	words := strings.FieldsFunc(text, parting)
	for i, word := range words {
		if len(word) < shortestCode || !strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		code := Fold(strings.Trim(word, ".:'\"!?"))
		if places, wanted := t.places[code]; wanted && !aboutAnother(words[:i]) && !slices.Contains(places, place) {
			t.places[code] = append(places, place)
		}
	}
}

// parting says whether a rune parts words of a text in which codes are looked for.
func parting(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;()[]{}<>=„“”«»|", r)
}

// aboutAnother says whether the words before a code say that it is another product's: "replaces", "fits".
func aboutAnother(before []string) bool {
	for _, word := range before[max(0, len(before)-3):] {
		switch strings.ToLower(strings.TrimRight(word, ".:")) {
		case "not", "replaces", "replaced", "replacement", "supersedes", "superseded", "instead", "formerly", "previously", "old", "was", "fits", "fit",
			"for", "compatible", "like", "see", "use", "with", "without", "ersetzt", "statt", "passend", "für", "alt", "remplace", "ancien", "pour", "reemplaza", "antes":
			return true
		}
	}
	return false
}

// shortestCode is how many letters and digits a code has at least to be told from words and sizes.
const shortestCode = 5

// telling says whether a code, folded, can be nothing but a code: it has at least five letters and digits, among them
// two digits, and more than a number with a unit, a count, a thread or the number of a norm. Digits alone count from
// six on, unbroken, and not when they are a round number.
func (p parser) telling(code string) bool {
	letters, numerals := 0, 0
	for _, r := range code {
		switch {
		case unicode.IsDigit(r):
			numerals++
		case unicode.IsLetter(r):
			letters++
		case !strings.ContainsRune("-./_#+", r):
			return false
		}
	}
	switch {
	case letters+numerals < shortestCode || numerals < 2:
		return false
	case letters == 0:
		return numerals >= 6 && numerals == len(code) && !strings.HasSuffix(code, "000")
	}
	return !p.measures(code) && !standard(code)
}

// measures says whether a code reads as sizes alone: "22x15mm", "m10x50", "100pcs".
func (p parser) measures(code string) bool {
	taken := p.parse(code)
	for _, s := range taken.sizes {
		if strings.HasPrefix(s.unit, "#") && s.unit != "#m" && s.unit != "#x" {
			return false
		}
	}
	for _, word := range taken.words {
		if _, known := respelled(word); !known && contrast(word) == "" && labels(word) == "" {
			return false
		}
	}
	return len(taken.sizes) > 0
}

// standard says whether a code is the number of a norm, a class or a substance that many products share: "en1057",
// "r410a", "h07v-k", "ip65", "gu10".
func standard(code string) bool {
	begin := strings.IndexFunc(code, unicode.IsDigit)
	if begin < 0 {
		return false
	}
	rest := strings.TrimLeftFunc(code[begin:], unicode.IsDigit)
	switch strings.TrimRight(code[:begin], "-./_ ") {
	case "en", "bs", "din", "iso", "ansi", "astm", "asme", "ul", "nf", "une", "uni", "pn", "dn", "ip", "ik", "cat", "gu", "mr", "gx", "awg", "sch", "sdr", "merv",
		"type", "class", "grade", "series", "ral", "ncs", "pozi", "tx", "ph", "pz", "dzr", "en-iso", "din-en", "bs-en", "bsen", "dinen", "csa", "nsf", "rohs", "ral-":
		return true
	case "r":
		return len(rest) <= 3
	case "h", "nym-j", "nym", "nyy-j", "nyy", "a": // cables by their norm
		return len(code) <= 9 && strings.HasPrefix(code[begin:], "0") || strings.HasPrefix(code, "ny")
	case "t", "m", "e", "g", "x", "k", "b", "c", "d", "p", "u":
		return len(rest) == 0 && len(code)-begin <= 4
	}
	return false
}
