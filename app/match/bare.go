package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bare returns text without its case, spacing, punctuation and Unicode form: two names are the same on the folded
// steps when their bare texts are equal. What belongs to a number stays, since it makes another size: the mark between
// two digits ("1/2", "1.5", "22-15", "2:1"), a sign or a point before one ("-20", ".5"), inches, feet, degrees and
// percent behind one, a gap between two numbers ("2 1/2", "5 (100)"), and every plus and asterisk.
func Bare(text string) string {
	if ascii(text) {
		return strip(strings.ToLower(text))
	}
	return strip(quotes().Replace(form(text)))
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// quotes brings the marks that are written in several ways to one.
func quotes() *strings.Replacer {
	return strings.NewReplacer("″", "\"", "”", "\"", "“", "\"", "„", "\"", "′′", "\"", "’", "'", "‘", "'", "′", "'", "´", "'", "–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "×", "x")
}

// strip leaves out of a lower-case text what Bare does.
func strip(text string) string {
	out := make([]byte, 0, len(text))
	var last rune    // the last that was kept
	var pending rune // what stands between two kept ones: a mark that would count between digits, or a gap
	adjacent := true // nothing was left out since the last kept one
	for at, size := 0, 0; at < len(text); at += size {
		var r rune
		r, size = utf8.DecodeRuneInString(text[at:])
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), counts(r, last, next, adjacent):
			if r == '\'' && last == '\'' { // two feet are inches
				out, last = append(out[:len(out)-1], '"'), '"'
				continue
			}
			if pending != 0 && unicode.IsDigit(r) && (unicode.IsDigit(last) || closes(last) || signs(pending)) {
				out = utf8.AppendRune(out, pending)
			}
			out = utf8.AppendRune(out, r)
			last, pending, adjacent = r, 0, true
		default:
			pending = between(pending, r, last, next, adjacent)
			adjacent = false
		}
	}
	return string(out)
}

// counts says whether a mark is part of the name wherever it stands, or behind a digit.
func counts(r, last, next rune, adjacent bool) bool {
	switch r {
	case '+', '*', '#', '<', '>', '=', '±', '€', '$', '£':
		return true
	case '"', '\'', '°', '%', 'º':
		opens := !adjacent && (unicode.IsLetter(next) || unicode.IsDigit(next)) // a quotation
		return unicode.IsDigit(last) && !opens || r == '\'' && last == '\'' && adjacent
	}
	return unicode.IsSymbol(r) && r > 0x7f && r != '°'
}

// closes says whether a mark ends a number, so that what follows is another.
func closes(r rune) bool { return r == '"' || r == '\'' || r == '°' || r == '%' }

// signs says whether what stands before a digit makes another number of it, whatever stands before that.
func signs(pending rune) bool { return pending == '-' || pending == '.' }

// between returns what stands between two kept runes once r is left out there too; 0 for nothing that counts. last was
// kept before, next follows r directly.
func between(pending, r, last, next rune, adjacent bool) rune {
	number := unicode.IsDigit(last) || closes(last)
	switch {
	case number && pending != 0 && pending != ' ': // a mark stands there already
		return pending
	case number && r != '.' && r != ',' && strings.ContainsRune("-/:\\^_|", r):
		return r
	case number && adjacent && unicode.IsDigit(next) && (r == '.' || r == ','):
		return r
	case number:
		return ' '
	case unicode.IsLetter(last) && adjacent: // "no.5", "r-410"
		return 0
	case unicode.IsDigit(next) && (r == '-' || r == '.'):
		return r
	}
	return 0
}
