package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part is a piece of a name as it is written. The texts of a name's parts in their order make up the name.
type Part struct {
	Text    string
	Differs bool // a word or a size that the other name does not have
}

// Differences marks in two names what tells them apart, for a person who compares them. Words that mean the same
// ("cplg", "coupler"), sizes that agree ("3m", "3000 mm"), fillers, case and punctuation do not differ. The same
// names the other way round are marked alike.
func Differences(row, item string) (rowParts, itemParts []Part) {
	p := newParser()
	return p.marked(row, item), p.marked(item, row)
}

// leastKept is the share of its worth that a word must find in the other name; below it, the word differs.
const leastKept = 0.65

// marked cuts a name into parts: what can be left out of it without its being less like the other differs. Of a word
// that the name has once too often, the last differs.
func (p parser) marked(name, other string) []Part {
	pieces := p.compounds(cut(name))
	against := p.parse(other)
	left := make([]bool, len(pieces)) // out
	text := func(without int) string {
		var b strings.Builder
		for i, piece := range pieces {
			if i == without || left[i] {
				b.WriteByte(' ')
			} else {
				b.WriteString(piece)
			}
		}
		return b.String()
	}
	likeness := found(p.parse(name), against)
	for i := len(pieces) - 1; i >= 0; i-- {
		own := p.parse(pieces[i])
		worthOf := float64(len(own.words))
		for _, s := range own.sizes {
			worthOf += worth(s)
		}
		if worthOf == 0 {
			continue
		}
		if without := found(p.parse(text(i)), against); likeness-without < leastKept*worthOf {
			left[i], likeness = true, without
		}
	}
	var parts []Part
	for i, piece := range pieces {
		if last := len(parts) - 1; last >= 0 && parts[last].Differs == left[i] {
			parts[last].Text += piece
		} else {
			parts = append(parts, Part{piece, left[i]})
		}
	}
	return parts
}

// compounds puts two words together that mean one thing, such as "End Feed": neither is found in another name by itself.
func (p parser) compounds(pieces []string) []string {
	joined := pieces[:0]
	for _, piece := range pieces {
		if n := len(joined); n >= 2 && joined[n-1] == " " && p.words(joined[n-2]) == 1 && p.words(piece) == 1 && p.words(joined[n-2]+" "+piece) == 1 {
			joined[n-2] += " " + piece
			joined = joined[:n-1]
			continue
		}
		joined = append(joined, piece)
	}
	return joined
}

// words counts the words of a text, and is 0 where there are sizes too.
func (p parser) words(text string) int {
	if own := p.parse(text); len(own.sizes) == 0 {
		return len(own.words)
	}
	return 0
}

// found returns how much of the first name is found in the second, a word counting 1.
func found(a, b parts) float64 {
	sizes, _, _ := compareSizes(a.sizes, b.sizes)
	words, _ := compareWords(a.words, b.words, func(string) float64 { return 1 })
	return sizes.matched + words.matched
}

// cut divides a name into the words and sizes that a person sees and what stands between them. A number stays with
// its fraction and its unit: "1 1/2\"", "15 mm".
func cut(name string) []string {
	var pieces []string
	start, word := 0, false
	for at, r := range name {
		if is := !unicode.IsSpace(r) && !strings.ContainsRune(",;()[]", r); is != word {
			if at > start {
				pieces = append(pieces, name[start:at])
			}
			start, word = at, is
		}
	}
	if start < len(name) {
		pieces = append(pieces, name[start:])
	}
	joined := pieces[:0]
	for _, piece := range pieces {
		if n := len(joined); n >= 2 && joined[n-1] == " " && goesOn(joined[n-2], piece) {
			joined[n-2] += " " + piece
			joined = joined[:n-1]
			continue
		}
		joined = append(joined, piece)
	}
	return joined
}

// goesOn says whether a piece belongs to the number before it: as its fraction or as its unit.
func goesOn(number, piece string) bool {
	if last, _ := utf8.DecodeLastRuneInString(number); !unicode.IsNumber(last) || strings.ContainsFunc(number, unicode.IsLetter) {
		return false
	}
	if _, end := readFraction(legible(piece), 0); end > 0 {
		return !strings.ContainsAny(number, "/")
	}
	_, _, _, ok := unitOf(strings.TrimRight(legible(piece), ".:"))
	return ok
}
