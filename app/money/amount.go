// Package money holds exact decimal amounts: it parses, formats and calculates them, and never uses a float.
package money

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrRange reports an amount that needs more than 18 significant digits or more than 15 decimals.
var ErrRange = errors.New("amount out of range")

// maxScale is the most decimals an Amount holds. JSON floats need at most 17 significant digits.
const maxScale = 15

// Amount is an exact decimal amount in the major unit of its currency (dollars, pounds), or a plain decimal such as a
// percentage. The zero value is zero. Amounts are normalised, so == compares values.
type Amount struct {
	coef  int64
	scale uint8
}

// FromCents returns the amount of that many hundredths.
func FromCents(cents int64) Amount { return normal(cents, 2) }

// FromInt returns the whole amount n.
func FromInt(n int64) Amount { return normal(n, 0) }

// Decimal reads a plain decimal in machine form, such as "12.50", "-3" or JSON's "1.25e1": a point for decimals, no
// grouping, no currency, no spaces. For what people write, see Parse.
func Decimal(text string) (Amount, error) {
	if text == "" || strings.ContainsAny(text, "_ ") {
		return Amount{}, fmt.Errorf("not a decimal number: %q", text)
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Amount{}, fmt.Errorf("not a decimal number: %q", text)
	}
	return fromDecimal(d)
}

// fromDecimal normalises before it judges the range, so that 1E3 and 1.000000000000000000 are both fine.
func fromDecimal(d decimal.Decimal) (Amount, error) {
	if d.IsZero() {
		return Amount{}, nil
	}
	if d.Exponent() > 18 || d.Exponent() < -400 {
		return Amount{}, ErrRange
	}
	text := strings.TrimLeft(d.Coefficient().String(), "-")
	exponent := int(d.Exponent())
	trimmed := strings.TrimRight(text, "0")
	exponent += len(text) - len(trimmed)
	if exponent < -maxScale {
		return Amount{}, ErrRange
	}
	if exponent > 0 {
		trimmed += strings.Repeat("0", exponent)
		exponent = 0
	}
	if len(trimmed) > 18 {
		return Amount{}, ErrRange
	}
	coef, err := strconv.ParseInt(trimmed, 10, 64)
	if err != nil {
		return Amount{}, ErrRange
	}
	if d.IsNegative() {
		coef = -coef
	}
	return normal(coef, uint8(-exponent)), nil
}

func normal(coef int64, scale uint8) Amount {
	for scale > 0 && coef%10 == 0 {
		coef /= 10
		scale--
	}
	return Amount{coef, scale}
}

func (a Amount) decimal() decimal.Decimal { return decimal.New(a.coef, -int32(a.scale)) }

// must turns an out-of-range result into the broken invariant that it is: every operand comes from a checked parse,
// and no price list or catalog reaches 18 digits by adding or marking up.
func must(d decimal.Decimal) Amount {
	a, err := fromDecimal(d)
	if err != nil {
		if a, err = fromDecimal(d.Round(4)); err != nil {
			panic(fmt.Sprintf("money: result out of range: %s", d))
		}
	}
	return a
}

// Add returns a + b.
func (a Amount) Add(b Amount) Amount {
	if x, y, scale, ok := aligned(a, b); ok && small(x+y) {
		return normal(x+y, scale)
	}
	return must(a.decimal().Add(b.decimal()))
}

// Sub returns a - b.
func (a Amount) Sub(b Amount) Amount {
	if x, y, scale, ok := aligned(a, b); ok && small(x-y) {
		return normal(x-y, scale)
	}
	return must(a.decimal().Sub(b.decimal()))
}

// Mul returns a × b.
func (a Amount) Mul(b Amount) Amount {
	if product, ok := times(a.coef, b.coef); ok && a.scale+b.scale <= maxScale {
		return normal(product, a.scale+b.scale)
	}
	return must(a.decimal().Mul(b.decimal()))
}

// Div returns a ÷ b rounded half away from zero to the given decimals. b must not be zero.
func (a Amount) Div(b Amount, decimals int) Amount {
	if decimals >= 0 && decimals <= maxScale {
		if q, err := Exactly(a).Over(b).Round(decimals); err == nil {
			return q
		}
	}
	return must(a.decimal().DivRound(b.decimal(), int32(decimals)))
}

// Neg returns -a.
func (a Amount) Neg() Amount { return Amount{-a.coef, a.scale} }

// Abs returns a without its sign.
func (a Amount) Abs() Amount {
	if a.coef < 0 {
		return a.Neg()
	}
	return a
}

// Round returns a rounded half up (away from zero) to the given decimals.
func (a Amount) Round(decimals int) Amount {
	if int(a.scale) <= decimals {
		return a
	}
	if decimals >= 0 {
		return normal(quotient(a.coef, tens(a.scale-uint8(decimals))), uint8(decimals))
	}
	return must(a.decimal().Round(int32(decimals)))
}

// Cents returns a rounded to hundredths.
func (a Amount) Cents() Amount { return a.Round(2) }

// Decimals says how many decimals a has, without trailing zeros.
func (a Amount) Decimals() int { return int(a.scale) }

// Markup returns cost × (1 + percent/100), unrounded up to 15 decimals.
func (a Amount) Markup(percent Amount) Amount {
	return must(a.decimal().Mul(decimal.New(100, 0).Add(percent.decimal())).Shift(-2))
}

// PercentOf returns the change from base to a in percent, rounded to the given decimals; false when base is zero.
func (a Amount) PercentOf(base Amount, decimals int) (Amount, bool) {
	if base.IsZero() {
		return Amount{}, false
	}
	if x, y, _, ok := aligned(a, base); ok && decimals >= 0 && decimals <= 6 {
		if hundredths, ok := times(x-y, tens(uint8(decimals)+2)); ok {
			return normal(quotient(hundredths, max(y, -y)), uint8(decimals)), true
		}
	}
	change := a.decimal().Sub(base.decimal()).Shift(2)
	return must(change.DivRound(base.decimal().Abs(), int32(decimals))), true
}

// Cmp returns -1, 0 or 1 as a is less than, equal to or more than b.
func (a Amount) Cmp(b Amount) int {
	if a.scale == b.scale {
		switch {
		case a.coef < b.coef:
			return -1
		case a.coef > b.coef:
			return 1
		}
		return 0
	}
	if x, y, _, ok := aligned(a, b); ok {
		return cmp.Compare(x, y)
	}
	return a.decimal().Cmp(b.decimal())
}

// Equal says whether a and b are the same value.
func (a Amount) Equal(b Amount) bool { return a == b }

// SameCents says whether a and b are equal once both are rounded to hundredths.
func (a Amount) SameCents(b Amount) bool { return a.Cents() == b.Cents() }

// IsZero says whether a is zero.
func (a Amount) IsZero() bool { return a.coef == 0 }

// Sign returns -1, 0 or 1.
func (a Amount) Sign() int {
	switch {
	case a.coef < 0:
		return -1
	case a.coef > 0:
		return 1
	}
	return 0
}

// String returns the machine form with at least two decimals: "12.50", "0.125", "-3.00".
func (a Amount) String() string { return a.Fixed(max(2, int(a.scale))) }

// Plain returns the machine form without trailing zeros: "12.5", "3". It is a valid JSON number.
func (a Amount) Plain() string { return a.Fixed(int(a.scale)) }

// Fixed returns the machine form with exactly that many decimals, rounded half up.
func (a Amount) Fixed(decimals int) string {
	a = a.Round(decimals)
	digits := strconv.FormatUint(magnitude(a.coef), 10)
	for len(digits) <= int(a.scale) {
		digits = "0" + digits
	}
	whole, fraction := digits[:len(digits)-int(a.scale)], digits[len(digits)-int(a.scale):]
	fraction += strings.Repeat("0", decimals-len(fraction))
	sign := ""
	if a.coef < 0 {
		sign = "-"
	}
	if decimals == 0 {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

func magnitude(n int64) uint64 {
	if n == math.MinInt64 {
		return 1 << 63
	}
	if n < 0 {
		n = -n
	}
	return uint64(n)
}

// Float returns the nearest float64, for drawing charts only.
func (a Amount) Float() float64 { return a.decimal().InexactFloat64() }
