package replay

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"

	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// words puts other words and numbers in place of those of a price list and a catalog: the same one for the same word
// wherever it stands, and never the same one for two.
type words struct {
	salt  string
	real  map[string]bool   // the words that stand in the originals: none of them is put in place of another
	known map[string]string // by the folded word, or the number's digits and marks
	taken map[string]bool
}

func newWords(salt string) *words {
	return &words{salt: salt, real: map[string]bool{}, known: map[string]string{}, taken: map[string]bool{}}
}

// learn notes the words of a text as real ones.
func (w *words) learn(text string) {
	for _, part := range split(text) {
		switch part.kind {
		case letters:
			w.real[match.Fold(part.text)] = true
		case number:
			for _, run := range runs(part.text) {
				w.real["#"+run] = true
			}
		}
	}
}

// hide returns a text with other words, and other numbers where they have at least that many digits.
func (w *words) hide(text string, digits int) string {
	return w.rewrite(text, func(word string) string { return w.word(word) }, digits)
}

// heading is hide for headings: words that the reader understands stay.
func (w *words) heading(text string) string {
	return w.rewrite(text, func(word string) string {
		if pricelist.Speaks(word) {
			return word
		}
		return w.word(word)
	}, longNumber)
}

// numbers changes the numbers of a text alone.
func (w *words) numbers(text string, digits int) string {
	return w.rewrite(text, func(word string) string { return word }, digits)
}

// longNumber is how many digits make a number that could tell something: shorter ones are sizes and counts.
const longNumber = 4

func (w *words) rewrite(text string, word func(string) string, digits int) string {
	var made strings.Builder
	made.Grow(len(text))
	for _, part := range split(text) {
		switch {
		case part.kind == letters:
			made.WriteString(word(part.text))
		case part.kind == number && part.digits >= digits:
			made.WriteString(w.number(part.text))
		case part.text == "@": // what looks like an address would be taken out of a report
			made.WriteByte('~')
		default:
			made.WriteString(part.text)
		}
	}
	return made.String()
}

// word returns what stands for a word, in the word's own case.
func (w *words) word(word string) string {
	folded := match.Fold(word)
	if folded == "" {
		return word
	}
	stands, ok := w.known[folded]
	if !ok {
		stands = w.invent(folded)
		w.known[folded] = stands
		w.taken[stands] = true
	}
	return cased(stands, word)
}

// cased writes folded letters in the case of a word's own.
func cased(folded, word string) string {
	from, to := []rune(word), []rune(folded)
	for i := range to {
		at := min(i, len(from)-1)
		if unicode.IsUpper(from[at]) || unicode.IsTitle(from[at]) {
			to[i] = unicode.ToUpper(to[i])
		}
	}
	return string(to)
}

// invent finds a word of the same length and script that means nothing.
func (w *words) invent(folded string) string {
	runes := []rune(folded)
	for try := 0; ; try++ {
		if try > 0 && try%400 == 0 {
			runes = append(runes, 'q') // all words of that length are taken
		}
		stands := w.draw(folded, runes, try)
		switch {
		case w.taken[stands] || match.Fold(stands) != stands:
		case try%400 < 200 && (w.real[stands] || means(stands)):
		case len(runes) > 2 && (w.real[stands] || means(stands)):
		default:
			return stands
		}
	}
}

// means says whether some part of the program understands a word.
func means(word string) bool {
	return pricelist.Speaks(word) || money.Inspect("1 "+word).Readable || money.Inspect(word+" 1").Readable
}

// draw returns letters by chance, which the salt decides.
func (w *words) draw(folded string, like []rune, try int) string {
	chance := w.chance("word", folded, try)
	made := make([]rune, len(like))
	for i, r := range like {
		made[i] = letterLike(r, i+try, chance)
	}
	return string(made)
}

// chance returns a stream of numbers that depends on the salt and on what it is for.
func (w *words) chance(kind, of string, try int) func(below int) int {
	block, used := []byte(nil), 0
	round := 0
	return func(below int) int {
		if used+2 > len(block) {
			sum := hmac.New(sha256.New, []byte(w.salt))
			sum.Write(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte(kind+"\x00"+of+"\x00"), uint32(try)), uint32(round)))
			block, used = sum.Sum(nil), 0
			round++
		}
		n := int(binary.BigEndian.Uint16(block[used:]))
		used += 2
		return n % below
	}
}

// number returns what stands for a number: as many digits with the same marks, zeros in front where it has some.
func (w *words) number(text string) string {
	plain := strings.Map(narrow, text)
	stands, ok := w.known["#"+plain]
	for try := 0; !ok; try++ {
		chance := w.chance("number", plain, try)
		made, leading := []byte(plain), true
		for i, c := range made {
			switch {
			case c < '0' || c > '9' || c == '0' && leading:
			case leading:
				made[i], leading = '1'+byte(chance(9)), false
			default:
				made[i] = '0' + byte(chance(10))
			}
		}
		stands = string(made)
		if ok = !w.taken["#"+stands] && (!w.tells(stands) || try > 200); ok || try > 500 {
			w.known["#"+plain], w.taken["#"+stands], ok = stands, true, true
		}
	}
	if plain == text {
		return stands
	}
	wide := []rune(stands)
	for i, r := range []rune(text) {
		if r != narrow(r) {
			wide[i] += r - narrow(r)
		}
	}
	return string(wide)
}

// tells says whether a number has digits in a row that stand in the originals.
func (w *words) tells(number string) bool {
	return slices.ContainsFunc(runs(number), func(run string) bool { return w.real["#"+run] })
}

// runs returns the digits of a number between its marks, where they are enough to tell something.
func runs(number string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.Map(narrow, number), func(r rune) bool { return !isDigit(r) }),
		func(run string) bool { return len(run) < longNumber })
}

// narrow returns the ASCII form of a digit in full width.
func narrow(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}
