package replay

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// names says what stands for the names and codes that rows and items are matched by. Two that match, letter for letter
// or without case, spacing and punctuation, still do, and two that do not still don't.
type names struct {
	stands map[string]string
	words  *words
}

// newNames finds what stands for every one of the texts. It is false where two different ones would become the same.
func newNames(texts []string, w *words) (*names, bool) {
	n := &names{stands: make(map[string]string, len(texts)), words: w}
	groups, order := map[string][]string{}, []string{}
	for _, text := range texts {
		if _, seen := n.stands[text]; seen || text == "" {
			continue
		}
		n.stands[text] = text
		folded := match.Bare(text)
		if folded == "" { // nothing is matched by it
			n.stands[text] = w.hide(text, longNumber)
			continue
		}
		if groups[folded] == nil {
			order = append(order, folded)
		}
		groups[folded] = append(groups[folded], text)
	}
	foldedBy := make(map[string]string, len(order))
	for _, folded := range order {
		group := groups[folded]
		if slices.ContainsFunc(group, pricelist.Says) {
			for _, text := range group {
				n.stands[text] = w.numbers(text, longNumber)
			}
		} else if !n.group(group) {
			return n, false
		}
		now := match.Bare(n.stands[group[0]])
		if was, taken := foldedBy[now]; taken && was != folded {
			return n, false
		}
		foldedBy[now] = folded
	}
	return n, true
}

// group finds what stands for texts that differ in case, spacing, punctuation and form alone. Those that differ in
// punctuation still do, since decisions about rows are remembered with it.
func (n *names) group(group []string) bool {
	slices.SortFunc(group, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(split(b)), len(split(a))), cmp.Compare(a, b)) // the one with the most words shows them best
	})
	byFold, order := map[string][]string{}, []string{}
	for _, text := range group {
		folded := match.Fold(text)
		if byFold[folded] == nil {
			order = append(order, folded)
		}
		byFold[folded] = append(byFold[folded], text)
	}
	first := n.words.hide(group[0], longNumber)
	taken := map[string]bool{}
	for _, folded := range order {
		base, ok := first, true
		if len(taken) > 0 {
			base, ok = punctuated(first, byFold[folded][0], taken)
		}
		if !ok || !n.alike(byFold[folded], base) {
			return false
		}
		taken[match.Fold(base)] = true
	}
	return true
}

// punctuated writes a text with other punctuation: that of like, or a mark between two of its letters.
func punctuated(text, like string, taken map[string]bool) (string, bool) {
	bare := match.Bare(text)
	fits := func(made string) bool { return match.Bare(made) == bare && !taken[match.Fold(made)] }
	if made := laid(text, like, said); fits(made) {
		return made, true
	}
	runes := []rune(text)
	for _, mark := range ".,;!()[]?&" {
		for i := range len(runes) + 1 {
			if made := string(runes[:i]) + string(mark) + string(runes[i:]); fits(made) {
				return made, true
			}
		}
	}
	return "", false
}

// alike finds what stands for texts that differ in case, spacing and form alone: base in each one's.
func (n *names) alike(group []string, base string) bool {
	folded := match.Fold(base)
	taken := map[string]bool{}
	for _, text := range group {
		made := laid(base, text, unspaced)
		if len(group) == 1 {
			made = base
		}
		for i := 0; taken[made] || match.Fold(made) != folded; i++ {
			other, more := variant(base, i)
			if !more {
				return false
			}
			made = other
		}
		n.stands[text], taken[made] = made, true
	}
	return true
}

// of returns what stands for a text; outer space stays.
func (n *names) of(text string) string {
	inner := strings.TrimFunc(text, unicode.IsSpace)
	stands, ok := n.stands[inner]
	if !ok {
		stands, ok = n.stands[text]
		if ok {
			return stands
		}
		stands = n.words.hide(inner, longNumber)
	}
	at := strings.Index(text, inner)
	return text[:at] + stands + text[at+len(inner):]
}

// laid writes the letters and digits of made in the case of like, and between what else like has: its spacing, or
// whatever kept gives -1 for. Where the two have not the same number of characters it returns made.
func laid(made, like string, kept func(rune) rune) string {
	from := []rune(strings.Map(kept, made))
	if len(from) != len([]rune(strings.Map(kept, like))) {
		return made
	}
	var out strings.Builder
	i := 0
	for _, r := range like {
		if kept(r) < 0 {
			out.WriteRune(r)
			continue
		}
		switch f := from[i]; {
		case unicode.IsUpper(r):
			out.WriteRune(unicode.ToUpper(f))
		case unicode.IsLetter(r):
			out.WriteRune(unicode.ToLower(f))
		case isDigit(r), r == '@':
			out.WriteRune(f)
		default:
			out.WriteRune(r)
		}
		i++
	}
	return out.String()
}

func said(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

func unspaced(r rune) rune {
	if unicode.IsSpace(r) || unicode.IsControl(r) {
		return -1
	}
	return r
}

// variant returns the i-th way of writing a text in another case, form or spacing; false after the last.
func variant(text string, i int) (string, bool) {
	runes := []rune(text)
	switch {
	case i == 0:
		return norm.NFD.String(text), true
	case i == 1:
		return norm.NFC.String(text), true
	case i == 2:
		return strings.ToUpper(text), true
	case i == 3:
		return strings.ToLower(text), true
	}
	i -= 4
	if i < len(runes) { // another case of one letter
		r := unicode.ToUpper(runes[i])
		if r == runes[i] {
			r = unicode.ToLower(runes[i])
		}
		return string(runes[:i]) + string(r) + string(runes[i+1:]), true
	}
	if i -= len(runes); i+1 < len(runes) { // a space more
		return string(runes[:i+1]) + " " + string(runes[i+1:]), true
	}
	return "", false
}
