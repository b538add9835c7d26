package money_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/money"
)

// rational is an amount's exact value.
func rational(t *rapid.T, a money.Amount) *big.Rat {
	r, ok := new(big.Rat).SetString(a.Plain())
	if !ok {
		t.Fatalf("%q is no number", a.Plain())
	}
	return r
}

func TestSmallAndLargeAmountsAreCalculatedAlike(t *testing.T) {
	amount := rapid.Custom(func(t *rapid.T) money.Amount {
		coef := rapid.OneOf(rapid.Int64Range(-2_000, 2_000), rapid.Int64Range(-1_000_000_010, -999_999_990), rapid.Int64Range(999_999_990, 1_000_000_010),
			rapid.Int64Range(-99_999_999_999, 99_999_999_999)).Draw(t, "coefficient")
		a := money.FromInt(coef)
		for range rapid.IntRange(0, 6).Draw(t, "decimals") {
			a = a.Mul(money.FromCents(10))
		}
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := amount.Draw(t, "a"), amount.Draw(t, "b")
		x, y := rational(t, a), rational(t, b)
		for name, pair := range map[string][2]*big.Rat{
			"sum":        {rational(t, a.Add(b)), new(big.Rat).Add(x, y)},
			"difference": {rational(t, a.Sub(b)), new(big.Rat).Sub(x, y)},
		} {
			if pair[0].Cmp(pair[1]) != 0 {
				t.Fatalf("the %s of %s and %s is %s", name, a.Plain(), b.Plain(), pair[0])
			}
		}
		if a.Cmp(b) != x.Cmp(y) {
			t.Fatalf("%s and %s compare as %d", a.Plain(), b.Plain(), a.Cmp(b))
		}
		if exact := new(big.Rat).Mul(x, y); exact.Num().BitLen() < 50 && a.Decimals()+b.Decimals() <= 15 && rational(t, a.Mul(b)).Cmp(exact) != 0 {
			t.Fatalf("%s times %s is %s", a.Plain(), b.Plain(), a.Mul(b).Plain())
		}
		if a.Add(b) != b.Add(a) || a.Sub(b) != b.Sub(a).Neg() || a.Add(b).Sub(b) != a {
			t.Fatalf("%s and %s are not calculated evenly", a.Plain(), b.Plain())
		}
	})
}
