package pricelist

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// guessBytes is how much of a file's lines with special letters an encoding is judged by.
const guessBytes = 48 << 10

// guess finds the encoding that makes the most plausible text of data, and how sure that is in percent.
func guess(data []byte) (codec, int) {
	sample := specialLines(data)
	high := 0
	for _, c := range sample {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	codecs := legacy()
	best, texts := codecs[0], make([]string, len(codecs))
	bestScore, bestText := math.Inf(-1), ""
	scores := make([]float64, len(codecs))
	for i, c := range codecs {
		text, err := c.codec.NewDecoder().Bytes(sample)
		if err != nil {
			scores[i] = math.Inf(-1)
			continue
		}
		texts[i] = string(text)
		scores[i] = plausibility(texts[i])/float64(max(high, 1)) + c.prior
		if scores[i] > bestScore {
			best, bestScore, bestText = c, scores[i], texts[i]
		}
	}
	margin := math.Inf(1)
	for i := range codecs {
		if texts[i] != bestText && texts[i] != "" {
			margin = min(margin, bestScore-scores[i])
		}
	}
	switch {
	case bestScore < 0.2:
		return best, 30
	case margin > 0.6:
		return best, 95
	case margin > 0.25:
		return best, 80
	}
	return best, 60
}

// specialLines returns lines of data that hold more than ASCII.
func specialLines(data []byte) []byte {
	var sample []byte
	for len(data) > 0 && len(sample) < guessBytes {
		i := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
		if i < 0 {
			break
		}
		from := bytes.LastIndexByte(data[:i], '\n') + 1
		to := bytes.IndexByte(data[i:], '\n')
		if to < 0 {
			to = len(data) - i
		} else {
			to++
		}
		from = max(from, i-512)
		to = min(i+to, i+4096)
		sample = append(sample, data[from:to]...)
		data = data[to:]
	}
	return sample
}

// plausibility adds up how well each special character of a text fits its place.
func plausibility(text string) float64 {
	score := 0.0
	letters := make(map[rune]int)
	before := rune(' ')
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if r >= utf8.RuneSelf {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			score += fits(before, r, next)
			if unicode.IsLetter(r) && !ideograph(r) {
				letters[unicode.ToLower(r)]++
			}
		}
		before = r
	}
	return score + ofOneLanguage(letters)
}

// fits scores one special character between its neighbours, language apart.
func fits(before, r, next rune) float64 {
	inWord := unicode.IsLetter(before) || unicode.IsLetter(next)
	switch {
	case r == utf8.RuneError, r < 0xa0, unicode.Is(unicode.Co, r):
		return -8
	case ideograph(r):
		return ideographFits(before, r, next)
	case r >= 0xff61 && r <= 0xff9f: // half-width kana
		if before >= 0xff61 && before <= 0xff9f || next >= 0xff61 && next <= 0xff9f {
			return 0.2
		}
		return -2
	case r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xff60:
		return 2
	case r == 'Ø' && !inWord: // a diameter
		return 0.6
	case r == 'ª', r == 'º':
		return 0.3
	case unicode.IsLetter(r):
		score := 0.0
		if foreign(r, before) || foreign(r, next) {
			score -= 3
		}
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			score -= 2
		}
		if unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(next) {
			score -= 1.5
		}
		if latin(r) && before >= utf8.RuneSelf && unicode.IsLetter(before) {
			score -= 0.7
		}
		if !inWord {
			score -= 0.8
		}
		return score
	case unicode.Is(unicode.Mn, r):
		return 0.3
	case strings.ContainsRune("°½¼¾²³×±µ£€¥¢", r):
		if unicode.IsLetter(before) && unicode.IsLetter(next) {
			return -3
		}
		if r == '³' && unicode.IsLetter(before) || r == '²' && unicode.IsLetter(before) || !inWord || digitRune(before) {
			return 1
		}
		return 0.2
	case strings.ContainsRune("\u00a0–—‘’“”„‚…•·®™©«»§№‰", r):
		if unicode.IsLetter(before) && unicode.IsLetter(next) && !strings.ContainsRune("\u00a0’–—·®", r) {
			return -2
		}
		return 0.8
	case inWord:
		return -3
	case r == '¿', r == '¡':
		return 0
	}
	return -0.6
}

// ideographFits scores Chinese and Japanese characters; each stands for two bytes of the file.
func ideographFits(before, r, next rune) float64 {
	switch {
	case r >= 0x3040 && r <= 0x30ff:
		return 2.4
	case unicode.Is(unicode.Han, r) && (unicode.IsLower(before) && before < utf8.RuneSelf || unicode.IsLower(next) && next < utf8.RuneSelf):
		return -1
	case commonHan(r):
		return 2
	case unicode.Is(unicode.Han, r):
		return 0.1
	}
	return 0
}

// commonHan says whether a character is of the first level of the Chinese or Japanese standard, which holds those in
// daily use. Reading in a wrong encoding gives rare ones instead.
func commonHan(r rune) bool {
	if b, err := simplifiedchinese.GBK.NewEncoder().String(string(r)); err == nil && len(b) == 2 && b[0] >= 0xb0 && b[0] <= 0xd7 && b[1] >= 0xa1 {
		return true
	}
	b, err := japanese.ShiftJIS.NewEncoder().String(string(r))
	return err == nil && len(b) == 2 && b[0] >= 0x88 && b[0] <= 0x97
}

// foreign says whether a letter can't stand beside another one in a word, because it belongs to another script.
func foreign(r, beside rune) bool {
	return unicode.IsLetter(beside) && latin(r) != latin(beside)
}

func latin(r rune) bool { return r < 0x250 || r >= 0x1e00 && r < 0x1f00 }

func digitRune(r rune) bool { return r >= '0' && r <= '9' }

// ofOneLanguage scores how many of the special letters belong to the one language that has most of them. Behind a
// stroke stand letters that a language has but seldom uses.
func ofOneLanguage(letters map[rune]int) float64 {
	total := 0
	for _, n := range letters {
		total += n
	}
	best := math.Inf(-1)
	for _, alphabet := range []string{
		"äöüß", "àâçéèêëîïôûùüÿœæ", "áéíóúñü", "ãõáéíóúâêôàçü", "àèéìòùí", "éëïöüèá", "åäöé", "åæøé", "áéíóúýþæöð",
		"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıöşüâi̇",
		"авдеиклмнопрстуя|бгжзйфхцчшщъыьэю", "авдеиклмнопрстуяі|бгґєжзїйфхцчшщью", "αειηκλνορστυςά|βγδζθμξπφχψωέήίόύώ", "אבדהוילמנרשת|גזחטכסעפצקךםןףץ",
	} {
		usual, seldom, _ := strings.Cut(alphabet, "|")
		known, score := 0, 0.0
		for _, r := range usual {
			known += letters[r]
			score += float64(letters[r])
		}
		for _, r := range seldom {
			known += letters[r]
			score += 0.2 * float64(letters[r])
		}
		best = max(best, score-float64(total-known))
	}
	return best
}
