package money

import (
	"cmp"
	"math/big"

	"github.com/shopspring/decimal"
)

// Exact is an amount on its way through a calculation: a quotient that is never rounded until Round is asked. The zero
// value is zero.
type Exact struct {
	over, under int64     // what nearly all calculations need; under is above zero, or 0 in the zero value
	large       *fraction // where they do not reach
}

// fraction is a quotient of any size; under is above zero.
type fraction struct{ over, under *big.Int }

// Exactly returns a as the start of a calculation.
func Exactly(a Amount) Exact { return Exact{over: a.coef, under: tens(a.scale)} }

// parts returns the quotient, and false where it is large.
func (e Exact) parts() (over, under int64, ok bool) {
	return e.over, max(e.under, 1), e.large == nil
}

func (e Exact) fraction() fraction {
	if e.large != nil {
		return *e.large
	}
	return fraction{big.NewInt(e.over), big.NewInt(max(e.under, 1))}
}

// by returns e × over ÷ under. under is not zero.
func (e Exact) by(over, under int64) Exact {
	if under < 0 {
		over, under = -over, -under
	}
	if x, y, ok := e.parts(); ok {
		x, reaches := times(x, over)
		y, also := times(y, under)
		if reaches && also {
			return Exact{over: x, under: y}
		}
	}
	f := e.fraction()
	return Exact{large: &fraction{new(big.Int).Mul(f.over, big.NewInt(over)), new(big.Int).Mul(f.under, big.NewInt(under))}}
}

// Times returns e × a.
func (e Exact) Times(a Amount) Exact { return e.by(a.coef, tens(a.scale)) }

// Over returns e ÷ a. a must not be zero.
func (e Exact) Over(a Amount) Exact { return e.by(tens(a.scale), a.coef) }

// Plus returns e + a.
func (e Exact) Plus(a Amount) Exact {
	scale := tens(a.scale)
	if x, y, ok := e.parts(); ok {
		left, reaches := times(x, scale)
		right, also := times(a.coef, y)
		under, too := times(y, scale)
		if reaches && also && too && small(left+right) {
			return Exact{over: left + right, under: under}
		}
	}
	f := e.fraction()
	sum := new(big.Int).Mul(f.over, big.NewInt(scale))
	return Exact{large: &fraction{sum.Add(sum, new(big.Int).Mul(big.NewInt(a.coef), f.under)), new(big.Int).Mul(f.under, big.NewInt(scale))}}
}

// Markup returns e × (1 + percent/100).
func (e Exact) Markup(percent Amount) Exact {
	whole := 100 * tens(percent.scale)
	return e.by(whole+percent.coef, whole)
}

// Margin returns e ÷ (1 − percent/100): the price of which that percentage stays when e is the cost. percent must not
// be 100.
func (e Exact) Margin(percent Amount) Exact {
	whole := 100 * tens(percent.scale)
	return e.by(whole, whole-percent.coef)
}

// Cmp returns -1, 0 or 1 as e is less than, equal to or more than a.
func (e Exact) Cmp(a Amount) int {
	if x, y, ok := e.parts(); ok {
		left, reaches := times(x, tens(a.scale))
		right, also := times(a.coef, y)
		if reaches && also {
			return cmp.Compare(left, right)
		}
	}
	f := e.fraction()
	left := new(big.Int).Mul(f.over, big.NewInt(tens(a.scale)))
	return left.Cmp(new(big.Int).Mul(big.NewInt(a.coef), f.under))
}

// Sign returns -1, 0 or 1.
func (e Exact) Sign() int {
	if e.large != nil {
		return e.large.over.Sign()
	}
	return cmp.Compare(e.over, 0)
}

// Round returns e rounded half up (away from zero) to the given decimals, or ErrRange where no Amount holds it.
func (e Exact) Round(decimals int) (Amount, error) {
	if x, y, ok := e.parts(); ok {
		if scaled, reaches := times(x, tens(uint8(decimals))); reaches {
			return normal(quotient(scaled, y), uint8(decimals)), nil
		}
	}
	f := e.fraction()
	scaled := new(big.Int).Mul(f.over, big.NewInt(tens(uint8(decimals))))
	whole, rest := new(big.Int).QuoRem(scaled, f.under, new(big.Int))
	if rest.Abs(rest).Lsh(rest, 1).Cmp(f.under) >= 0 {
		whole.Add(whole, big.NewInt(int64(f.over.Sign())))
	}
	if whole.IsInt64() && small(whole.Int64()) {
		return normal(whole.Int64(), uint8(decimals)), nil
	}
	return fromDecimal(decimal.NewFromBigInt(whole, -int32(decimals)))
}

// Within says whether that many decimals hold e without rounding.
func (e Exact) Within(decimals int) bool {
	rounded, err := e.Round(decimals)
	return err == nil && e.Cmp(rounded) == 0
}
