package plan

import (
	"strconv"
	"strings"
	"unicode"

	"pricesync/app/pricelist"
)

// pieces returns for how many pieces an amount of the row is, 1 where nothing says otherwise, and whether that is sure: what
// the whole list is taken for may not be what the row itself says. cell is the amount as the list writes it.
func (r *ruleset) pieces(row *pricelist.Row, cell string) (n int, sure bool) {
	own := 1
	if known, ok := r.units[foldUnit(row.Unit)]; ok {
		own = known
	} else if own = Pieces(row.Unit); own == 1 {
		own = behindAmount(cell)
	}
	switch r.Units.Mode {
	case UnitsFixed:
		return r.Units.Per, own == 1 || own == r.Units.Per
	case UnitsCents:
		return 100, own == 1
	case UnitsByText:
		return own, true
	}
	return 1, true
}

// behindAmount reads how many pieces the words behind an amount say: 100 for "12.50 / 100", 5 for "£3.10 per pack of 5".
func behindAmount(cell string) int {
	at := strings.IndexFunc(cell, unicode.IsDigit)
	if at < 0 {
		return 1
	}
	words := unitWords(strings.TrimLeftFunc(cell[at:], func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune(".,'’", r)
	}))
	if len(words) < 2 || !contains(perWords, words[0]) && !contains(packWords, words[0]) {
		return 1
	}
	return Pieces(strings.Join(words, " "))
}

// Pieces reads how many pieces a unit's own text says: 100 for "per 100", 5 for "pack of 5", 12 for "dozen". It is 1 for
// a text that names one piece, a measure such as "100m", or nothing that is known.
func Pieces(unit string) int {
	words := unitWords(unit)
	said := false // that it is a price for several
	for len(words) > 0 && (contains(perWords, words[0]) || contains(packWords, words[0])) {
		said = true
		words = words[1:]
	}
	if len(words) == 0 {
		return 1
	}
	if n, ok := countWord(words[0]); ok {
		return n
	}
	n, err := strconv.Atoi(words[0])
	if err != nil || n < 1 || n > mostPieces {
		return 1
	}
	if said || len(words) == 1 || contains(pieceWords, words[1]) || contains(packWords, words[1]) {
		return n
	}
	return 1
}

const (
	perWords   = " per / je pro à a of "
	packWords  = " pack pk pkt packet box bx bag case carton ctn bundle set sleeve packung pckg vpe colis paquet boîte paquete caja confezione "
	pieceWords = " pcs pc piece pieces ea each off no nr st stk stück stuks pièces piezas pezzi pz u s "
)

func contains(words, word string) bool { return strings.Contains(words, " "+word+" ") }

func countWord(word string) (int, bool) {
	switch word {
	case "hundred", "hundert", "cent", "honderd", "cien":
		return 100, true
	case "thousand", "tausend", "mille", "duizend", "mil":
		return 1000, true
	case "dozen", "doz", "dz", "dutzend", "douzaine", "docena":
		return 12, true
	case "gross":
		return 144, true
	case "pair", "pr", "paar", "paire", "par":
		return 2, true
	}
	return 0, false
}

// unitWords parts a unit's text into lower-case words, numbers without grouping, and strokes.
func unitWords(text string) []string {
	var words []string
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r):
			return 1
		case r >= '0' && r <= '9':
			return 2
		case r == '/':
			return 3
		}
		return 0
	}
	last := 0
	letters := []rune(foldUnit(text))
	for i, r := range letters {
		k := kind(r)
		grouped := r == ',' && last == 2 && i+3 < len(letters) && kind(letters[i+1]) == 2 && kind(letters[i+2]) == 2 && kind(letters[i+3]) == 2
		switch {
		case grouped:
			continue
		case k == 0:
			last = 0
			if r == '.' && i > 0 && kind(letters[i-1]) == 2 && i+1 < len(letters) && kind(letters[i+1]) == 2 {
				return []string{"1"} // 2.5 of something is a measure
			}
			continue
		case k == last && k != 3:
			words[len(words)-1] += string(r)
		default:
			words = append(words, string(r))
		}
		last = k
	}
	return words
}

// foldUnit returns a unit's text without case and spacing.
func foldUnit(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}
