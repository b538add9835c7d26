package money

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Exact is an amount on its way through a calculation: a quotient that is never rounded until Round is asked. The zero
// value is zero.
type Exact struct {
	over, under *big.Int // nil is 0 over 1; under is above zero
}

// Exactly returns a as the start of a calculation.
func Exactly(a Amount) Exact {
	return Exact{big.NewInt(a.coef), power(a.scale)}
}

func power(scale uint8) *big.Int {
	if scale > 18 {
		return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	}
	n := int64(1)
	for range scale {
		n *= 10
	}
	return big.NewInt(n)
}

func (e Exact) parts() (over, under *big.Int) {
	if e.over == nil {
		return new(big.Int), big.NewInt(1)
	}
	return e.over, e.under
}

// Times returns e × a.
func (e Exact) Times(a Amount) Exact {
	over, under := e.parts()
	e = Exact{new(big.Int).Mul(over, big.NewInt(a.coef)), under}
	if a.scale > 0 {
		e.under = new(big.Int).Mul(under, power(a.scale))
	}
	return e
}

// Over returns e ÷ a. a must not be zero.
func (e Exact) Over(a Amount) Exact {
	over, under := e.parts()
	if a.scale > 0 {
		over = new(big.Int).Mul(over, power(a.scale))
	}
	e = Exact{over, new(big.Int).Mul(under, big.NewInt(a.coef))}
	if a.coef < 0 {
		e.over, e.under = new(big.Int).Neg(e.over), e.under.Neg(e.under)
	}
	return e
}

// Plus returns e + a.
func (e Exact) Plus(a Amount) Exact {
	over, under := e.parts()
	scale := power(a.scale)
	sum := new(big.Int).Mul(over, scale)
	return Exact{sum.Add(sum, new(big.Int).Mul(big.NewInt(a.coef), under)), new(big.Int).Mul(under, scale)}
}

// Markup returns e × (1 + percent/100).
func (e Exact) Markup(percent Amount) Exact {
	factor := Exactly(percent).Plus(FromInt(100))
	over, under := e.parts()
	return Exact{new(big.Int).Mul(over, factor.over), new(big.Int).Mul(under, factor.under)}.Over(FromInt(100))
}

// Margin returns e ÷ (1 − percent/100): the price of which that percentage stays when e is the cost. percent must not
// be 100.
func (e Exact) Margin(percent Amount) Exact {
	share := Exactly(percent.Neg()).Plus(FromInt(100))
	over, under := e.parts()
	e = Exact{new(big.Int).Mul(over, share.under), new(big.Int).Mul(under, share.over)}
	if e.under.Sign() < 0 {
		e.over.Neg(e.over)
		e.under.Neg(e.under)
	}
	return e.Times(FromInt(100))
}

// Cmp returns -1, 0 or 1 as e is less than, equal to or more than a.
func (e Exact) Cmp(a Amount) int {
	over, under := e.parts()
	left := new(big.Int).Mul(over, power(a.scale))
	return left.Cmp(new(big.Int).Mul(big.NewInt(a.coef), under))
}

// Sign returns -1, 0 or 1.
func (e Exact) Sign() int {
	over, _ := e.parts()
	return over.Sign()
}

// Round returns e rounded half up (away from zero) to the given decimals, or ErrRange where no Amount holds it.
func (e Exact) Round(decimals int) (Amount, error) {
	over, under := e.parts()
	scaled := new(big.Int).Mul(over, power(uint8(decimals)))
	quotient, rest := new(big.Int).QuoRem(scaled, under, new(big.Int))
	if rest.Abs(rest).Lsh(rest, 1).Cmp(under) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(over.Sign())))
	}
	if quotient.IsInt64() {
		if n := quotient.Int64(); magnitude(n) < 1e18 {
			return normal(n, uint8(decimals)), nil
		}
	}
	return fromDecimal(decimal.NewFromBigInt(quotient, -int32(decimals)))
}

// Within says whether that many decimals hold e without rounding.
func (e Exact) Within(decimals int) bool {
	rounded, err := e.Round(decimals)
	return err == nil && e.Cmp(rounded) == 0
}
