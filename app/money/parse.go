package money

import "errors"

// The reasons why a text is no amount. ErrRange is one more: an amount of a billion or above.
var (
	ErrEmpty      = errors.New("no text")
	ErrUnreadable = errors.New("not an amount")
	ErrEither     = errors.New("the decimal mark is not known")
)

// KeptDecimals is how many decimals Parse keeps at the most, rounding half up.
const KeptDecimals = 4

// maxWhole is the most digits before the decimal mark. It keeps sums over a hundred thousand rows inside an Amount.
const maxWhole = 9

// Parsed is an amount that was read from a person's text.
type Parsed struct {
	Amount   Amount // KeptDecimals decimals at the most; negative for every way of writing a minus
	Dropped  bool   // decimals beyond the kept ones were rounded away; float noise such as 926.6400000000001 is not
	Words    bool   // words stood beside the number, such as "ea" or "+ VAT"
	Per      int    // the quantity that the amount is for, as in "4.20 per 100"; 0 or 1 for one
	Pack     int    // how many are in the pack that the amount is for, as in "12.50/pk10"; 0 where it does not say
	Minor    string // "pence" or "cents" where the text gives hundredths, as in "50p"; Amount is in whole ones, 0.50
	Currency string // the currency's sign or code as written; "" for none
}

// Parse reads an amount as people and their programs write it: currency signs and codes; thousands by comma, point,
// space, no-break and narrow space, apostrophe, or in Indian groups; minus in front, behind, as U+2212 or as
// parentheses; "12,-" without cents; scientific notation; units and tax words behind the number. Anything else beside
// the number is ErrUnreadable: a text that is only nearly understood would be a wrong price. Where style.Decimal is ""
// and the text can be read in two ways, the answer is ErrEither.
func Parse(text string, style Style) (Parsed, error) {
	if style.Decimal != "" {
		if a, ok := simple(text, style.Decimal[0]); ok && (style.Keep <= 0 || a.Decimals() <= style.Keep) {
			return Parsed{Amount: a}, nil
		}
	}
	t, err := scan(text)
	if err != nil {
		return Parsed{}, err
	}
	mark := byte(0)
	if style.Decimal != "" {
		mark = style.Decimal[0]
	} else if mark, err = t.ownMark(); err != nil {
		return Parsed{}, err
	}
	whole, fraction, ok := t.split(mark)
	if !ok {
		return Parsed{}, ErrUnreadable
	}
	exponent := t.exponent
	if t.minor != "" {
		exponent = -2
	}
	d, err := read(whole, fraction, exponent)
	if err != nil {
		return Parsed{}, err
	}
	keep := style.Keep
	if keep <= 0 || keep > KeptDecimals {
		keep = KeptDecimals
	}
	amount, dropped, err := d.amount(keep)
	if err != nil {
		return Parsed{}, err
	}
	if t.negative {
		amount = amount.Neg()
	}
	return Parsed{Amount: amount, Dropped: dropped, Words: t.words, Per: t.per, Pack: t.pack, Minor: t.minor, Currency: t.currency}, nil
}

// simple reads what most amounts are: digits, in groups of three or not, with at most one decimal mark and at most
// KeptDecimals digits behind it. Whatever else a text may be, Parse finds out.
func simple(text string, mark byte) (Amount, bool) {
	coef, whole, run, decimals, separator := int64(0), 0, 0, -1, byte(0)
	for i := range len(text) {
		c := text[i]
		switch {
		case isDigit(c):
			coef = coef*10 + int64(c-'0')
			if decimals >= 0 {
				decimals++
			} else {
				whole++
				run++
			}
			if whole > maxWhole || decimals > KeptDecimals {
				return Amount{}, false
			}
		case decimals >= 0 || whole == 0 || separator != 0 && run != 3:
			return Amount{}, false
		case c == mark:
			decimals = 0
		case c != ',' && c != '.' || separator != 0 && c != separator || run > 3 || text[0] == '0':
			return Amount{}, false
		default:
			separator, run = c, 0
		}
	}
	if whole == 0 || separator != 0 && decimals < 0 && run != 3 {
		return Amount{}, false
	}
	return normal(coef, uint8(max(decimals, 0))), true
}
