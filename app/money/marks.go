package money

import "strings"

// Evidence is what one text alone says about the decimal mark of its column.
type Evidence uint8

// The kinds of evidence.
const (
	NoEvidence  Evidence = iota // not an amount, or its marks contradict each other
	PlainSmall                  // no mark, below a thousand
	PlainLarge                  // no mark, a thousand or above
	PointMark                   // the decimal mark can only be the point
	CommaMark                   // the decimal mark can only be the comma
	EitherPoint                 // "1.234": a point that may part decimals or thousands
	EitherComma                 // "1,234"
)

// Weigh returns the evidence of one text.
func Weigh(text string) Evidence {
	if e, ok := weighSimple(text); ok {
		return e
	}
	t, err := scan(text)
	if err != nil {
		return NoEvidence
	}
	return t.weigh()
}

// weighSimple is Weigh for digits with marks of at most two kinds, where the last kind stands once.
func weighSimple(text string) (Evidence, bool) {
	group, decimal, run, whole := byte(0), byte(0), 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			run++
			if decimal == 0 && group == 0 {
				whole++
			}
		case c != '.' && c != ',' || run == 0 || decimal != 0 || group != 0 && run != 3:
			return NoEvidence, false
		case group == 0:
			group, run = c, 0
		case c != group:
			decimal, run = c, 0
		default:
			return NoEvidence, false // three groups or more: rare enough for the long way
		}
	}
	switch {
	case run == 0:
		return NoEvidence, false
	case group == 0 && whole > 3:
		return PlainLarge, true
	case group == 0:
		return PlainSmall, true
	case decimal != 0 && (whole > 3 || text[0] == '0'):
		return NoEvidence, true
	case decimal != 0:
		return markOf(decimal), true
	case run == 3 && whole <= 3 && text[0] != '0' && group == '.':
		return EitherPoint, true
	case run == 3 && whole <= 3 && text[0] != '0':
		return EitherComma, true
	}
	return markOf(group), true
}

// markOf returns the evidence that a mark parts decimals.
func markOf(mark byte) Evidence {
	if mark == '.' {
		return PointMark
	}
	return CommaMark
}

func (t token) weigh() Evidence {
	mark, err := t.ownMark()
	if err != nil {
		if strings.IndexByte(t.number, '.') >= 0 {
			return EitherPoint
		}
		return EitherComma
	}
	if _, _, ok := t.split(mark); !ok {
		return NoEvidence
	}
	switch {
	case t.minor != "":
		return NoEvidence
	case mark != 0:
		return markOf(mark)
	case strings.ContainsAny(t.number, " '"):
		return NoEvidence
	case len(t.number) > 3 && t.exponent == 0:
		return PlainLarge
	}
	return PlainSmall
}

// ownMark returns the decimal mark that the number itself proves, 0 where it has neither point nor comma, and
// ErrEither where one group of three digits leaves both readings open.
func (t token) ownMark() (byte, error) {
	points, commas := strings.Count(t.number, "."), strings.Count(t.number, ",")
	switch {
	case points == 0 && commas == 0:
		return 0, nil
	case points > 0 && commas > 0:
		if strings.LastIndexByte(t.number, '.') > strings.LastIndexByte(t.number, ',') {
			return '.', nil
		}
		return ',', nil
	case points > 1:
		return ',', nil
	case commas > 1:
		return '.', nil
	}
	mark := byte('.')
	if commas == 1 {
		mark = ','
	}
	i := strings.IndexByte(t.number, mark)
	before, behind := t.number[:i], t.number[i+1:]
	if len(behind) != 3 || before == "" || before[0] == '0' || len(before) > 3 || t.exponent != 0 {
		return mark, nil
	}
	return 0, ErrEither
}

// split parts the number at its decimal mark and checks the groups of the whole part.
func (t token) split(mark byte) (whole, fraction string, ok bool) {
	whole = t.number
	if i := strings.IndexByte(t.number, mark); mark != 0 && i >= 0 {
		whole, fraction = t.number[:i], t.number[i+1:]
		for j := range len(fraction) {
			if !isDigit(fraction[j]) {
				return "", "", false
			}
		}
	}
	return whole, fraction, grouped(whole)
}

// grouped says whether digits has no separators, or one kind of them in groups of three, or in Indian groups.
func grouped(digits string) bool {
	if len(digits) == 0 || strings.IndexFunc(digits, notDigit) < 0 {
		return true
	}
	separator, run, groups, indian := byte(0), 0, 0, false
	for i := 0; i <= len(digits); i++ {
		c := at(digits, i)
		if isDigit(c) {
			run++
			continue
		}
		last := i == len(digits)
		switch {
		case !last && separator == 0:
			separator = c
		case !last && c != separator:
			return false
		}
		switch {
		case groups == 0 && (run == 0 || run > 3 || digits[0] == '0'):
			return false
		case groups > 0 && last && run != 3:
			return false
		case groups > 0 && !last && run == 2 && (groups == 1 || indian) && separator == ',':
			indian = true
		case groups > 0 && !last && (run != 3 || indian):
			return false
		}
		groups++
		run = 0
	}
	first := strings.IndexByte(digits, separator)
	return !indian || first <= 2
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// Inspection is what can be said about a text before the decimal mark of its column is known.
type Inspection struct {
	Evidence Evidence
	Readable bool   // it is an amount with one decimal mark or the other
	Words    bool   // words stand beside the number
	Minor    string // as Parsed.Minor
	Currency string // the currency's sign or code; "" for none
}

// Inspect looks at one text.
func Inspect(text string) Inspection {
	t, err := scan(text)
	if err != nil {
		return Inspection{}
	}
	result := Inspection{Evidence: t.weigh(), Words: t.words, Minor: t.minor, Currency: t.currency}
	for _, mark := range []byte{'.', ','} {
		_, _, ok := t.split(mark)
		result.Readable = result.Readable || ok
	}
	return result
}
