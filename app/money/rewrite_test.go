package money_test

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pricesync/app/money"
)

func TestAnAmountIsRewrittenTheWayItWasWritten(t *testing.T) {
	for _, test := range []struct{ text, decimal, want string }{
		{"12.50", ".", "87.50"},
		{"£ 1,234.50 each", ".", "£ 8,641.50 each"},
		{"1.234,5 €", ",", "8.641,5 €"},
		{"1,234", ".", "8,638"},
		{"1,234", ",", "8,638"},
		{"(12.50)", ".", "(87.50)"},
		{"12,-", ",", "84,-"},
		{"-3.00", ".", "-21.00"},
		{"$1,00,000.00", ".", "$7,00,000.00"},
		{"4.20 per 100", ".", "29.40 per 100"},
		{".50", ".", "3.50"},
		{"50p", ".", "350p"},
		{"99¢ each", ",", "693¢ each"},
		{"12.50/pk10", ".", "87.50/pk10"},
		{"0.00", ".", "0.00"},
		{"0", ".", "0"},
		{"1.2E+3", ".", "8400"},
		{"926.6400000000001", ".", "6486.4800000000000"},
		{"1.23456", ".", "8.64221"},
		{"12 345,67", ",", "86 419,69"},
		{"950,00", ",", "6650,00"},
		{"US$ 9.99 + GST", ".", "US$ 69.93 + GST"},
		{"price on request", ".", ""},
		{"12-15", ".", ""},
		{"999999999", ".", ""},
	} {
		got, ok := money.Rewrite(test.text, money.Style{Decimal: test.decimal}, func(a money.Amount) money.Amount { return a.Mul(money.FromInt(7)) })
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q with %q became %q, %v; want %q", test.text, test.decimal, got, ok, test.want)
		}
	}
}

func TestARewrittenAmountReadsAsTheNewOneAndElseTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style := money.Style{
			Decimal: rapid.SampledFrom([]string{".", ","}).Draw(t, "decimal"), Group: rapid.SampledFrom([]string{"", " ", "'"}).Draw(t, "group"),
			Currency: rapid.SampledFrom([]string{"", "£", "EUR", "$"}).Draw(t, "currency"), After: rapid.Bool().Draw(t, "after"),
			Negative: money.Negative(rapid.IntRange(0, 3).Draw(t, "negative")), Decimals: rapid.IntRange(0, 4).Draw(t, "decimals"),
		}
		amount := money.FromCents(rapid.Int64Range(-1_000_000_00, 1_000_000_00).Draw(t, "cents"))
		factor := money.FromInt(rapid.Int64Range(2, 900).Draw(t, "factor"))
		text := money.Format(amount, style)
		made, ok := money.Rewrite(text, style, func(a money.Amount) money.Amount { return a.Mul(factor) })
		if !ok {
			t.Fatalf("%q was not rewritten", text)
		}
		got, err := money.Parse(made, style)
		if err != nil || got.Amount != amount.Mul(factor) {
			t.Fatalf("%q became %q, which reads %v, %v", text, made, got.Amount, err)
		}
		if again, _ := money.Parse(text, style); again.Currency != got.Currency || again.Words != got.Words || utf8.RuneCountInString(made) < utf8.RuneCountInString(text) {
			t.Fatalf("%q became %q", text, made)
		}
	})
}

func FuzzRewrite(f *testing.F) {
	for _, seed := range []string{"12.50", "£1,234.50 each", "(1'234.5)", "1e5", "１２.５", "..5", "1,2,3"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, point bool) {
		style := money.Style{Decimal: map[bool]string{true: ".", false: ","}[point]}
		made, ok := money.Rewrite(text, style, func(a money.Amount) money.Amount { return a.Mul(money.FromInt(3)) })
		before, err := money.Parse(text, style)
		if !ok {
			return
		}
		after, again := money.Parse(made, style)
		if err != nil || again != nil || after.Amount != before.Amount.Mul(money.FromInt(3)) {
			t.Fatalf("%q is %v (%v) and became %q, which is %v (%v)", text, before.Amount, err, made, after.Amount, again)
		}
	})
}
