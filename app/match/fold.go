package match

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text without its case, spacing and Unicode form: two names are the same on the folded steps when their
// folded texts are equal. A space between two digits stays as one, so that "2 x 1 1/2" is not "2 x 11/2".
func Fold(text string) string {
	if plain, ok := foldASCII(text); ok {
		return plain
	}
	return norm.NFKC.String(squeeze(form(text))) // without its space, a mark may join the letter before it
}

// foldASCII is Fold for the names that most catalogs hold, in one pass.
func foldASCII(text string) (string, bool) {
	same := true
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 0x80:
			return "", false
		case c <= ' ' || c == 0x7f || c >= 'A' && c <= 'Z':
			same = false
		}
	}
	if same {
		return text, true
	}
	return squeeze(strings.ToLower(text)), true
}

// form brings text to one Unicode form: compatibility characters become their plain ones, case goes, and what nobody
// sees (soft hyphens, joiners, marks of direction) is left out.
func form(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == '\u2044' || r == '\u2215': // fraction and division slash
			return '/'
		}
		return unicode.ToLower(unicode.ToUpper(r)) // both, so that the two small sigmas and the dotless i meet theirs
	}, norm.NFKC.String(partDigits(text)))
	return norm.NFKC.String(strings.ReplaceAll(text, "ß", "ss"))
}

// partDigits keeps digits of other forms apart from plain ones: "1½" becomes "1 ½", which the compatibility form
// turns into "1 1/2" rather than "11/2".
func partDigits(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.No, r) }) {
		return text
	}
	var b strings.Builder
	var last rune
	for _, r := range text {
		if unicode.IsNumber(last) && unicode.IsNumber(r) && (unicode.Is(unicode.No, r) || unicode.Is(unicode.No, last)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// squeeze leaves spaces out, but keeps one between two digits.
func squeeze(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	var last rune
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			space = true
			continue
		}
		if space && unicode.IsDigit(last) && unicode.IsDigit(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, space = r, false
	}
	return b.String()
}
