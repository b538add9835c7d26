package money_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/money"
)

// rat is the exact value of an amount, read from its machine form.
func rat(t *rapid.T, a money.Amount) *big.Rat {
	r, ok := new(big.Rat).SetString(a.Plain())
	if !ok {
		t.Fatalf("Plain() = %q is not a decimal", a.Plain())
	}
	return r
}

// rounded is r rounded half away from zero to that many decimals.
func rounded(r *big.Rat, decimals int) *big.Rat {
	shift := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	x := new(big.Rat).Mul(new(big.Rat).Abs(r), shift)
	x.Add(x, big.NewRat(1, 2))
	whole := new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom()))
	whole.Quo(whole, shift)
	if r.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole
}

func same(t *rapid.T, what string, got money.Amount, want *big.Rat) {
	if rat(t, got).Cmp(want) != 0 {
		t.Fatalf("%s = %s; want %s", what, got.Plain(), want.RatString())
	}
}

func TestArithmeticIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.Custom(func(t *rapid.T) money.Amount {
			n := rapid.Int64Range(-99_999_999, 99_999_999).Draw(t, "coefficient")
			return money.FromInt(n).Div(money.FromInt(10_000), rapid.IntRange(0, 4).Draw(t, "decimals"))
		})
		a, b := small.Draw(t, "a"), small.Draw(t, "b")
		x, y := rat(t, a), rat(t, b)
		same(t, "a+b", a.Add(b), new(big.Rat).Add(x, y))
		same(t, "a-b", a.Sub(b), new(big.Rat).Sub(x, y))
		same(t, "a×b", a.Mul(b), new(big.Rat).Mul(x, y))
		same(t, "-a", a.Neg(), new(big.Rat).Neg(x))
		same(t, "|a|", a.Abs(), new(big.Rat).Abs(x))
		decimals := rapid.IntRange(0, 4).Draw(t, "rounded to")
		same(t, "round a", a.Round(decimals), rounded(x, decimals))
		same(t, "cents of a", a.Cents(), rounded(x, 2))
		if !b.IsZero() {
			same(t, "a÷b", a.Div(b, decimals), rounded(new(big.Rat).Quo(x, y), decimals))
			change := new(big.Rat).Quo(new(big.Rat).Sub(x, y), new(big.Rat).Abs(y))
			percent, ok := a.PercentOf(b, 1)
			if !ok {
				t.Fatalf("no percentage of %s", b)
			}
			same(t, "percent of b", percent, rounded(change.Mul(change, big.NewRat(100, 1)), 1))
		}
		markup := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Quo(y, big.NewRat(100, 1)))
		same(t, "a marked up by b %", a.Markup(b), markup.Mul(markup, x))
		if got, want := a.Cmp(b), x.Cmp(y); got != want || (got == 0) != a.Equal(b) || (got == 0) != (a == b) {
			t.Fatalf("%s against %s: Cmp %d, Equal %v; want %d", a, b, got, a.Equal(b), want)
		}
		if got := a.Sign(); got != x.Sign() || a.IsZero() != (got == 0) {
			t.Fatalf("the sign of %s is %d", a, got)
		}
		if got, want := a.SameCents(b), rounded(x, 2).Cmp(rounded(y, 2)) == 0; got != want {
			t.Fatalf("SameCents(%s, %s) = %v", a, b, got)
		}
	})
}

func TestEveryMachineFormReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyPrice().Draw(t, "amount")
		for _, text := range []string{a.String(), a.Plain(), a.Fixed(6)} {
			if got, err := money.Decimal(text); err != nil || got != a {
				t.Fatalf("Decimal(%q) = %v, %v; want %s", text, got, err, a)
			}
		}
		if whole, fraction, _ := strings.Cut(a.String(), "."); len(fraction) < 2 || whole == "" {
			t.Fatalf("String() = %q has fewer than two decimals", a)
		}
		m := money.Some(a)
		if got, err := money.MaybeDecimal(m.String()); err != nil || got != m || got.Or(money.FromInt(7)) != a {
			t.Fatalf("MaybeDecimal(%q) = %v, %v", m, got, err)
		}
	})
}

func TestDecimalTakesMachineFormsOnly(t *testing.T) {
	for text, want := range map[string]string{
		"12.50": "12.5", "-3": "-3", "1.25e1": "12.5", "1E3": "1000", "0.000": "0", "1.000000000000000000": "1", "999999999999999999": "999999999999999999",
	} {
		if got, err := money.Decimal(text); err != nil || got.Plain() != want {
			t.Errorf("Decimal(%q) = %s, %v; want %s", text, got.Plain(), err, want)
		}
	}
	for _, text := range []string{"", " 1", "1 ", "1,5", "1_000", "£1", "abc", "0x10", "NaN", "Inf"} {
		if got, err := money.Decimal(text); err == nil {
			t.Errorf("Decimal(%q) = %s; want an error", text, got)
		}
	}
	for _, text := range []string{"1234567890123456789", "0.0000000000000001", "1E400", "1E-400"} {
		if got, err := money.Decimal(text); !errors.Is(err, money.ErrRange) {
			t.Errorf("Decimal(%q) = %s, %v; want ErrRange", text, got, err)
		}
	}
}

func TestFixedRoundsHalfUp(t *testing.T) {
	for _, c := range []struct {
		amount   string
		decimals int
		want     string
	}{
		{"0.125", 2, "0.13"}, {"-0.125", 2, "-0.13"}, {"0.004", 2, "0.00"}, {"-0.004", 2, "0.00"}, {"999.995", 2, "1000.00"}, {"2.5", 0, "3"}, {"7", 3, "7.000"},
	} {
		if got := amount(t, c.amount).Fixed(c.decimals); got != c.want {
			t.Errorf("%s fixed to %d decimals = %q; want %q", c.amount, c.decimals, got, c.want)
		}
	}
}

func TestAbsentAmountsStayAbsent(t *testing.T) {
	var absent money.Maybe
	if _, known := absent.Get(); known || absent.Known() || absent.String() != "" || absent.Or(money.FromCents(5)) != money.FromCents(5) {
		t.Errorf("the zero Maybe is %q and not absent", absent)
	}
	zero := money.Some(money.Amount{})
	if absent.Equal(zero) || absent.SameCents(zero) || !absent.SameCents(money.Maybe{}) {
		t.Error("an absent amount equals zero")
	}
	if got, err := money.MaybeDecimal(""); err != nil || got != absent {
		t.Errorf("MaybeDecimal(\"\") = %v, %v", got, err)
	}
	if got, err := money.MaybeDecimal("x"); err == nil || got != absent {
		t.Errorf("MaybeDecimal(\"x\") = %v, %v", got, err)
	}
	if !money.Some(amount(t, "1.004")).SameCents(money.Some(amount(t, "0.999"))) {
		t.Error("1.004 and 0.999 differ in cents")
	}
}
