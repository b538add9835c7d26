package pricelist

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// wordsOf parts a heading into folded words: at spaces and marks, between letters and digits, and inside CamelCase.
func wordsOf(text string) []string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	var before rune
	text = foldMarks(text)
	for _, whole := range [...]string{"UoM", "UoS", "MwSt", "USt"} { // no CamelCase
		text = strings.ReplaceAll(text, whole, strings.ToLower(whole))
	}
	for _, whole := range [...]string{"P.zo", "p.zo", "P.ZO"} { // one word, shortened inside
		text = strings.ReplaceAll(text, whole, "pzo")
	}
	text = joinInitials(text)
	runes := []rune(strings.ReplaceAll(text, "°", "º"))
	for i, r := range runes {
		switch {
		case r == '#' || r == '%' || r == '№':
			flush()
			words = append(words, string(r))
		case unicode.IsLetter(r):
			lowerNext := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsDigit(before) || unicode.IsUpper(r) && (unicode.IsLower(before) || unicode.IsUpper(before) && lowerNext) {
				flush()
			}
			word.WriteRune(unicode.ToLower(r))
		case unicode.IsDigit(r):
			if !unicode.IsDigit(before) {
				flush()
			}
			word.WriteRune(r)
		case r == '\'' || r == '’' || r == '"' || r == '״' || r == '׳':
			if before == 'l' || before == 'L' || before == 'd' || before == 'D' {
				flush()
			}
			continue
		default:
			flush()
		}
		before = r
	}
	flush()
	return words
}

// foldMarks drops accents and writes a few letters in their plain form.
func foldMarks(text string) string {
	ascii := true
	for i := range len(text) {
		ascii = ascii && text[i] < 0x80
	}
	if ascii {
		return text
	}
	var folded strings.Builder
	latin := false
	for _, r := range norm.NFD.String(strings.ReplaceAll(text, "ß", "ss")) {
		switch {
		case !unicode.Is(unicode.Mn, r):
			latin = r < 0x0250
		case latin:
			continue
		}
		switch r {
		case 'ı':
			r = 'i'
		case 'ł', 'Ł':
			r = 'l'
		case 'ø', 'Ø':
			r = 'o'
		case 'đ', 'Đ':
			r = 'd'
		case 'ё':
			r = 'е'
		}
		folded.WriteRune(r)
	}
	return norm.NFC.String(folded.String())
}

// number says whether a word is digits only.
func number(word string) bool {
	for i := range len(word) {
		if !digit(word[i]) {
			return false
		}
	}
	return word != ""
}

// joinInitials writes initials as one word: "P.U." as "PU".
func joinInitials(text string) string {
	if strings.Count(text, ".") < 2 {
		return text
	}
	words := strings.Split(text, " ")
	for i, word := range words {
		letters := strings.Split(strings.TrimSuffix(word, "."), ".")
		initials := len(letters) > 1
		for _, letter := range letters {
			initials = initials && len(letter) == 1 && unicode.IsUpper(rune(letter[0]))
		}
		if initials {
			words[i] = strings.Join(letters, "")
		}
	}
	return strings.Join(words, " ")
}
