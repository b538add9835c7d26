package money_test

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/money"
)

func TestACalculationIsExactUntilItIsRounded(t *testing.T) {
	amounts := rapid.Custom(func(t *rapid.T) money.Amount {
		a, err := money.Decimal(big.NewRat(rapid.Int64Range(-999_999_999, 999_999_999).Draw(t, "coef"), 1).FloatString(0))
		if err != nil {
			t.Fatal(err)
		}
		return a.Div(money.FromInt(rapid.SampledFrom([]int64{1, 10, 100, 10_000}).Draw(t, "scale")), 4)
	})
	rapid.Check(t, func(t *rapid.T) {
		start := amounts.Draw(t, "start")
		e, want := money.Exactly(start), rat(t, start)
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			a := amounts.Draw(t, "by")
			hundred := big.NewRat(100, 1)
			switch step := rapid.IntRange(0, 4).Draw(t, "step"); {
			case step == 0:
				e, want = e.Times(a), want.Mul(want, rat(t, a))
			case step == 1 && !a.IsZero():
				e, want = e.Over(a), want.Quo(want, rat(t, a))
			case step == 2:
				e, want = e.Plus(a), want.Add(want, rat(t, a))
			case step == 3:
				e, want = e.Markup(a), want.Mul(want, new(big.Rat).Quo(new(big.Rat).Add(hundred, rat(t, a)), hundred))
			case step == 4 && a != money.FromInt(100):
				e, want = e.Margin(a), want.Quo(want, new(big.Rat).Quo(new(big.Rat).Sub(hundred, rat(t, a)), hundred))
			}
		}
		other := amounts.Draw(t, "other")
		if got := e.Cmp(other); got != want.Cmp(rat(t, other)) {
			t.Fatalf("compared with %s: %d, want %d", other, got, want.Cmp(rat(t, other)))
		}
		if e.Sign() != want.Sign() {
			t.Fatalf("sign %d, want %d", e.Sign(), want.Sign())
		}
		decimals := rapid.IntRange(0, 6).Draw(t, "decimals")
		got, err := e.Round(decimals)
		if wanted := rounded(want, decimals); err != nil {
			if limit := new(big.Rat).SetInt64(1e12); new(big.Rat).Abs(wanted).Cmp(limit) < 0 {
				t.Fatalf("%s to %d decimals: %v", want.FloatString(20), decimals, err)
			}
		} else if rat(t, got).Cmp(wanted) != 0 {
			t.Fatalf("%s to %d decimals is %s", want.FloatString(20), decimals, got)
		}
		if e.Within(decimals) != (rounded(want, decimals).Cmp(want) == 0 && err == nil) {
			t.Fatalf("%s within %d decimals: %v", want.FloatString(20), decimals, e.Within(decimals))
		}
	})
}

func TestACalculationBeyondAnAmountIsRefusedAndDoesNotPanic(t *testing.T) {
	huge, err := money.Decimal("999999999999999999")
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]money.Exact{
		"times":  money.Exactly(huge).Times(huge),
		"plus":   money.Exactly(huge).Plus(huge),
		"markup": money.Exactly(huge).Markup(huge),
		"over":   money.Exactly(huge).Over(money.FromCents(1)),
	} {
		if got, err := e.Round(2); err == nil {
			t.Errorf("%s is %s, want it refused", name, got)
		}
	}
	var zero money.Exact
	if got, err := zero.Plus(money.FromInt(3)).Over(money.FromInt(-2)).Round(0); err != nil || got != money.FromInt(-2) {
		t.Errorf("a calculation from nothing is %s, %v, want -2", got, err)
	}
}

func TestLargeAmountsReckonAsSmallOnesDo(t *testing.T) {
	large := rapid.Custom(func(t *rapid.T) money.Amount {
		coefficient := rapid.Int64Range(-999_999_999_999, 999_999_999_999).Draw(t, "coefficient")
		a, err := money.Decimal(fmt.Sprintf("%de-%d", coefficient, rapid.IntRange(0, 12).Draw(t, "decimals")))
		if err != nil {
			t.Fatal(err)
		}
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := large.Draw(t, "a"), large.Draw(t, "b")
		x, y := rat(t, a), rat(t, b)
		if a.Decimals() < 6 && b.Decimals() < 6 {
			same(t, "a+b", a.Add(b), new(big.Rat).Add(x, y))
			same(t, "a-b", a.Sub(b), new(big.Rat).Sub(x, y))
		}
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Fatalf("%s against %s: %d, want %d", a, b, got, want)
		}
		decimals := rapid.IntRange(0, 6).Draw(t, "rounded to")
		same(t, "round a", a.Round(decimals), rounded(x, decimals))
		if size := new(big.Rat).Mul(x, y); a.Decimals()+b.Decimals() <= 12 && new(big.Rat).Abs(size).Cmp(big.NewRat(100_000, 1)) < 0 {
			same(t, "a×b", a.Mul(b), size)
		}
		if !b.IsZero() {
			change := new(big.Rat).Quo(new(big.Rat).Sub(x, y), new(big.Rat).Abs(y))
			if change.Mul(change, big.NewRat(100, 1)); new(big.Rat).Abs(change).Cmp(big.NewRat(1_000_000_000, 1)) < 0 {
				percent, _ := a.PercentOf(b, decimals)
				same(t, "percent of b", percent, rounded(change, decimals))
			}
		}
	})
}
