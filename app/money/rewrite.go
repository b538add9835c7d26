package money

import (
	"strings"
)

// Rewrite returns text with another amount in place of its own, written as the first one was: currency, words, minus,
// groups, decimal mark and the number of decimals stay, and digits that Parse would drop are dropped from both. change
// gets the amount without its sign, as Parse reads it by the style, whose Decimal has to be known, and returns the new
// one, which is not below zero. It is false where text is no amount, or the new one has no such form.
func Rewrite(text string, style Style, change func(Amount) Amount) (string, bool) {
	parsed, err := Parse(text, style)
	if err != nil || style.Decimal == "" {
		return "", false
	}
	t, err := scan(text)
	if err != nil {
		return "", false
	}
	folded := fold(trimSpaces(text))
	at := strings.Index(folded, t.number) // no digit stands before the number
	if at < 0 {
		return "", false
	}
	mark := style.Decimal[0]
	to := change(parsed.Amount.Abs())
	written := to
	if t.minor != "" {
		written = to.Mul(FromInt(100))
	}
	number := t.like(written, mark, parsed.Dropped, style.Keep)
	rest := folded[at+len(t.number):]
	if t.exponent != 0 {
		rest = strings.TrimLeft(rest[1:], "+-0123456789")
	}
	made := folded[:at] + number + rest
	again, err := Parse(made, style)
	if want := parsed; err != nil || again.Amount.Abs() != to || again.Dropped != want.Dropped || again.Words != want.Words ||
		again.Per != want.Per || again.Pack != want.Pack || again.Minor != want.Minor || again.Currency != want.Currency || !to.IsZero() && again.Amount.Sign() != parsed.Amount.Sign() {
		return "", false
	}
	return made, true
}

// like writes an amount as the token's number is written. dropped says that digits beyond the kept ones follow.
func (t token) like(a Amount, mark byte, dropped bool, keep int) string {
	if keep <= 0 || keep > KeptDecimals {
		keep = KeptDecimals
	}
	whole, fraction, _ := t.split(mark)
	written := len(fraction)
	if t.exponent != 0 {
		written = max(0, written-t.exponent)
	}
	digits, decimals, _ := strings.Cut(a.Fixed(max(min(written, keep), a.Decimals())), ".")
	if written > keep {
		tail := "0"
		if dropped {
			tail = "1"
		}
		decimals += strings.Repeat("0", max(0, keep-len(decimals))) + tail + strings.Repeat("0", written-keep-1)
	}
	if i := strings.IndexFunc(whole, notDigit); i >= 0 && t.exponent == 0 {
		last := strings.LastIndexFunc(whole, notDigit)
		style := Style{Group: whole[i : i+1], Indian: i != last && strings.IndexFunc(whole[i+1:], notDigit) == 2}
		digits = group(digits, style)
	}
	if whole == "" && digits == "0" {
		digits = ""
	}
	if decimals == "" {
		return digits
	}
	return digits + string(mark) + decimals
}
