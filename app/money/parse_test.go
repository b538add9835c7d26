package money_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/money"
)

func amount(t *testing.T, text string) money.Amount {
	t.Helper()
	a, err := money.Decimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParseReadsWhatPeopleWrite(t *testing.T) {
	point, comma := money.Style{Decimal: "."}, money.Style{Decimal: ","}
	for _, c := range []struct {
		name, text string
		style      money.Style
		want       string
		more       money.Parsed
	}{
		{name: "a plain amount", text: "12.50", style: point, want: "12.5"},
		{name: "a whole amount", text: "320", style: point, want: "320"},
		{name: "outer spaces of every kind", text: "\u00a0\t 12.50 \u202f\u200b", style: point, want: "12.5"},
		{name: "a decimal comma", text: "12,50", style: comma, want: "12.5"},
		{name: "no digit before the mark", text: ".5", style: point, want: "0.5"},
		{name: "no digit behind the mark", text: "5.", style: point, want: "5"},
		{name: "leading zeros", text: "0012.50", style: point, want: "12.5"},
		{name: "thousands by comma", text: "1,234,567.89", style: point, want: "1234567.89"},
		{name: "thousands by comma without decimals", text: "1,234", style: point, want: "1234"},
		{name: "thousands by point", text: "1.234.567,89", style: comma, want: "1234567.89"},
		{name: "thousands by space", text: "1 234,50", style: comma, want: "1234.5"},
		{name: "thousands by no-break space", text: "1\u00a0234,50", style: comma, want: "1234.5"},
		{name: "thousands by narrow no-break space", text: "1\u202f234\u202f567,50", style: comma, want: "1234567.5"},
		{name: "Swiss apostrophes", text: "1'234.50", style: point, want: "1234.5"},
		{name: "typographic Swiss apostrophes", text: "1’234’567.50", style: point, want: "1234567.5"},
		{name: "Indian groups", text: "12,34,567.50", style: point, want: "1234567.5"},
		{name: "a large Indian amount", text: "1,23,45,678", style: point, want: "12345678"},
		{name: "Swiss without cents", text: "12.-", style: point, want: "12"},
		{name: "Dutch without cents", text: "€ 12,--", style: comma, want: "12", more: money.Parsed{Currency: "€"}},
		{name: "a dash for cents", text: "1.250,—", style: comma, want: "1250"},
		{name: "a dollar sign", text: "$1,720.00 ", style: point, want: "1720", more: money.Parsed{Currency: "$"}},
		{name: "a sign with a space", text: "£ 4.20", style: point, want: "4.2", more: money.Parsed{Currency: "£"}},
		{name: "a sign behind", text: "4,20 €", style: comma, want: "4.2", more: money.Parsed{Currency: "€"}},
		{name: "a code in front", text: "EUR 4.20", style: point, want: "4.2", more: money.Parsed{Currency: "EUR"}},
		{name: "a code without a space", text: "USD4.20", style: point, want: "4.2", more: money.Parsed{Currency: "USD"}},
		{name: "a code and a sign", text: "USD $4.20", style: point, want: "4.2", more: money.Parsed{Currency: "USD"}},
		{name: "a country's dollar", text: "NZ$ 4.20", style: point, want: "4.2", more: money.Parsed{Currency: "NZ$"}},
		{name: "a stroke and a dash for no cents", text: "Rs. 1,20,000/-", style: point, want: "120000", more: money.Parsed{Currency: "Rs."}},
		{name: "a stroke and a dash before the tax", text: "450/- + GST", style: point, want: "450", more: money.Parsed{Words: true}},
		{name: "an abbreviated currency", text: "Rs. 1,20,000", style: point, want: "120000", more: money.Parsed{Currency: "Rs."}},
		{name: "a krone", text: "kr. 50,00", style: comma, want: "50", more: money.Parsed{Currency: "kr."}},
		{name: "a point of a code is a decimal mark", text: "USD.50", style: point, want: "0.5", more: money.Parsed{Currency: "USD"}},
		{name: "a rand", text: "R120.50", style: point, want: "120.5", more: money.Parsed{Currency: "R"}},
		{name: "zlotys", text: "12,50 zł", style: comma, want: "12.5", more: money.Parsed{Currency: "zł"}},
		{name: "shekels", text: "182 ₪", style: point, want: "182", more: money.Parsed{Currency: "₪"}},
		{name: "roubles", text: "1 200 руб.", style: comma, want: "1200", more: money.Parsed{Currency: "руб."}},
		{name: "full-width digits", text: "￥１，２００", style: point, want: "1200", more: money.Parsed{Currency: "¥"}},
		{name: "Arabic digits", text: "١٢٣", style: point, want: "123"},
		{name: "a minus in front", text: "-12.50", style: point, want: "-12.5"},
		{name: "a minus before the currency", text: "-£12.50", style: point, want: "-12.5", more: money.Parsed{Currency: "£"}},
		{name: "a minus behind the currency", text: "£-12.50", style: point, want: "-12.5", more: money.Parsed{Currency: "£"}},
		{name: "a trailing minus", text: "12.50-", style: point, want: "-12.5"},
		{name: "a true minus", text: "\u221212.50", style: point, want: "-12.5"},
		{name: "parentheses", text: "(1,234.50)", style: point, want: "-1234.5"},
		{name: "parentheses around the currency", text: "($12.50)", style: point, want: "-12.5", more: money.Parsed{Currency: "$"}},
		{name: "parentheses behind the currency", text: "$(12.50)", style: point, want: "-12.5", more: money.Parsed{Currency: "$"}},
		{name: "a credit", text: "12.50 CR", style: point, want: "-12.5", more: money.Parsed{Words: true}},
		{name: "a plus", text: "+12.50", style: point, want: "12.5"},
		{name: "a spreadsheet's text mark", text: "'12.50", style: point, want: "12.5"},
		{name: "a unit", text: "12.50 ea", style: point, want: "12.5", more: money.Parsed{Words: true}},
		{name: "a unit without a space", text: "12.50ea", style: point, want: "12.5", more: money.Parsed{Words: true}},
		{name: "a unit behind a stroke", text: "£12.50/m", style: point, want: "12.5", more: money.Parsed{Words: true, Currency: "£"}},
		{name: "square metres", text: "12,50 €/m²", style: comma, want: "12.5", more: money.Parsed{Words: true, Currency: "€"}},
		{name: "square metres in ASCII", text: "12.50 per m2", style: point, want: "12.5", more: money.Parsed{Words: true}},
		{name: "plus tax", text: "£4.20 + VAT", style: point, want: "4.2", more: money.Parsed{Words: true, Currency: "£"}},
		{name: "tax with its rate", text: "4,20 zzgl. 19 % MwSt.", style: comma, want: "4.2", more: money.Parsed{Words: true}},
		{name: "tax in parentheses", text: "4.20 (ex GST)", style: point, want: "4.2", more: money.Parsed{Words: true}},
		{name: "per hundred", text: "4.20 per 100", style: point, want: "4.2", more: money.Parsed{Words: true, Per: 100}},
		{name: "per hundred pieces", text: "4,20 / 100 Stk", style: comma, want: "4.2", more: money.Parsed{Words: true, Per: 100}},
		{name: "per C of the electrical trade", text: "$4.20/C", style: point, want: "4.2", more: money.Parsed{Words: true, Per: 100, Currency: "$"}},
		{name: "per dozen", text: "4.20 per dozen", style: point, want: "4.2", more: money.Parsed{Words: true, Per: 12}},
		{name: "a pack behind a stroke", text: "12.50/pk10", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 10}},
		{name: "a pack in parentheses", text: "12.50 (pk 10)", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 10}},
		{name: "how many before the pack", text: "12.50 (10 pack)", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 10}},
		{name: "a stroke before how many and the pack", text: "£12.50/10pk", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 10, Currency: "£"}},
		{name: "a box of some", text: "12.50 per box of 36", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 36}},
		{name: "a German pack", text: "12,50 € / VPE 10", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 10, Currency: "€"}},
		{name: "a French box", text: "12,50 la boîte de 20", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 20}},
		{name: "a Spanish box", text: "12,50 / caja de 6", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 6}},
		{name: "a Dutch box", text: "12,50 per doos van 6", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 6}},
		{name: "an Italian pack", text: "12,50 / confezione da 6", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 6}},
		{name: "a Portuguese box", text: "12,50 / caixa com 6", style: comma, want: "12.5", more: money.Parsed{Words: true, Pack: 6}},
		{name: "a pack of one", text: "12.50/pk1", style: point, want: "12.5", more: money.Parsed{Words: true, Pack: 1}},
		{name: "a pack that does not say of how many", text: "12.50/pack", style: point, want: "12.5", more: money.Parsed{Words: true}},
		{name: "pence", text: "50p", style: point, want: "0.5", more: money.Parsed{Words: true, Minor: "pence"}},
		{name: "pence and a unit", text: "150p/m", style: point, want: "1.5", more: money.Parsed{Words: true, Minor: "pence"}},
		{name: "pence in a word", text: "5 pence each", style: point, want: "0.05", more: money.Parsed{Words: true, Minor: "pence"}},
		{name: "a cent sign", text: "99¢", style: point, want: "0.99", more: money.Parsed{Words: true, Minor: "cents"}},
		{name: "a c for cents", text: "99c", style: point, want: "0.99", more: money.Parsed{Words: true, Minor: "cents"}},
		{name: "cents in a word", text: "125 cents", style: point, want: "1.25", more: money.Parsed{Words: true, Minor: "cents"}},
		{name: "pence where the mark is not known", text: "50p", want: "0.5", more: money.Parsed{Words: true, Minor: "pence"}},
		{name: "a footnote's star", text: "12.50*", style: point, want: "12.5", more: money.Parsed{Words: true}},
		{name: "a leading word", text: "RRP: £12.50", style: point, want: "12.5", more: money.Parsed{Words: true, Currency: "£"}},
		{name: "scientific notation", text: "1.25E+03", style: point, want: "1250"},
		{name: "scientific notation with a comma", text: "1,25e-1", style: comma, want: "0.125"},
		{name: "float noise upwards", text: "926.6400000000001", style: point, want: "926.64"},
		{name: "float noise downwards", text: "3.7999999999999994", style: point, want: "3.8"},
		{name: "float noise that carries", text: "0.99999999999999989", style: point, want: "1"},
		{name: "four decimals", text: "0.1234", style: point, want: "0.1234"},
		{name: "a fifth decimal rounds half up", text: "0.12345", style: point, want: "0.1235", more: money.Parsed{Dropped: true}},
		{name: "a fifth decimal rounds down", text: "0.12344", style: point, want: "0.1234", more: money.Parsed{Dropped: true}},
		{name: "rounding half up carries", text: "9.99995", style: point, want: "10", more: money.Parsed{Dropped: true}},
		{name: "rounding half up away from zero", text: "-0.00005", style: point, want: "-0.0001", more: money.Parsed{Dropped: true}},
		{name: "a fifth decimal of zero is no loss", text: "0.12340", style: point, want: "0.1234"},
		{name: "an unrounded quotient", text: "4.7054545454545451", style: point, want: "4.7055", more: money.Parsed{Dropped: true}},
		{name: "two decimals kept", text: "4.7049999", style: money.Style{Decimal: ".", Keep: 2}, want: "4.7", more: money.Parsed{Dropped: true}},
		{name: "float noise below a half rounds as the half", text: "1.3049999999999999", style: money.Style{Decimal: ".", Keep: 2}, want: "1.31", more: money.Parsed{Dropped: true}},
		{name: "two decimals kept without loss", text: "3.7999999999999994", style: money.Style{Decimal: ".", Keep: 2}, want: "3.8"},
		{name: "zero", text: "0.00", style: point, want: "0"},
		{name: "unknown mark, two decimals by comma", text: "12,50", want: "12.5"},
		{name: "unknown mark, two decimals by point", text: "12.5", want: "12.5"},
		{name: "unknown mark, both marks", text: "1.234,50", want: "1234.5"},
		{name: "unknown mark, repeated groups", text: "1.234.567", want: "1234567"},
		{name: "unknown mark, a leading zero", text: "0,125", want: "0.125"},
		{name: "unknown mark, too long for a group", text: "1234.567", want: "1234.567"},
		{name: "unknown mark, none needed", text: "1234", want: "1234"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := money.Parse(c.text, c.style)
			if err != nil {
				t.Fatalf("Parse(%q): %v", c.text, err)
			}
			want := c.more
			want.Amount = amount(t, c.want)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Amount{})); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func TestParseRefusesWhatIsNotSurelyAnAmount(t *testing.T) {
	point, comma, open := money.Style{Decimal: "."}, money.Style{Decimal: ","}, money.Style{}
	for _, c := range []struct {
		text  string
		style money.Style
		want  error
	}{
		{"", point, money.ErrEmpty}, {" \u00a0 ", point, money.ErrEmpty}, {"\u200b", point, money.ErrEmpty},
		{"POA", point, money.ErrUnreadable}, {"N/A", point, money.ErrUnreadable}, {"-", point, money.ErrUnreadable},
		{"$ -", point, money.ErrUnreadable}, {"call", point, money.ErrUnreadable}, {"call 555", point, money.ErrUnreadable},
		{"14500〜18500", point, money.ErrUnreadable}, {"12.50-14.00", point, money.ErrUnreadable}, {"12.50 - 14.00", point, money.ErrUnreadable},
		{"from 12.50", point, money.ErrUnreadable}, {"2 for 10.00", point, money.ErrUnreadable}, {"12.50 14.00", point, money.ErrUnreadable},
		{"10%", point, money.ErrUnreadable}, {"12.50 + 20%", point, money.ErrUnreadable}, {"13o", point, money.ErrUnreadable},
		{"0.99p", point, money.ErrUnreadable}, {"£99p", point, money.ErrUnreadable}, {"$0.99¢", point, money.ErrUnreadable}, {"1,250p", point, money.ErrUnreadable},
		{"99 ct", point, money.ErrUnreadable}, {"99 p", point, money.ErrUnreadable}, {"99pp", point, money.ErrUnreadable}, {"50p per 100", point, money.ErrUnreadable},
		{"12.50 pack - 10", comma, money.ErrUnreadable}, {"12.50 + box 10", point, money.ErrUnreadable}, {"12.50 box 10 box 20", point, money.ErrUnreadable}, {"12.50 ea 10", point, money.ErrUnreadable},
		{"12.50 14.00 pack", point, money.ErrUnreadable}, {"12.50/m 3", point, money.ErrUnreadable},
		{"1/2", point, money.ErrUnreadable}, {"12/05/2024", point, money.ErrUnreadable}, {"12.05.2024", point, money.ErrUnreadable},
		{"2024-05-12", point, money.ErrUnreadable}, {"12:30", point, money.ErrUnreadable}, {"4.20/M", point, money.ErrUnreadable}, {"4.20 M", point, money.ErrUnreadable}, {"$1.5M", point, money.ErrUnreadable}, {"4/-5", point, money.ErrUnreadable},
		{"£12 / €14", point, money.ErrUnreadable}, {"12'", point, money.ErrUnreadable}, {`12"`, point, money.ErrUnreadable},
		{"12 ft 6", point, money.ErrUnreadable}, {"#N/A", point, money.ErrUnreadable}, {"#REF!", point, money.ErrUnreadable},
		{"R-12", point, money.ErrUnreadable}, {"10+", point, money.ErrUnreadable}, {"12.50 + delivery", point, money.ErrUnreadable}, {"--5", point, money.ErrUnreadable}, {"-5-", point, money.ErrUnreadable}, {"(12.50", point, money.ErrUnreadable}, {"12.50)", point, money.ErrUnreadable},
		{"12,50", point, money.ErrUnreadable}, {"12.50", comma, money.ErrUnreadable}, {"1,23", point, money.ErrUnreadable},
		{"1.2.3", point, money.ErrUnreadable}, {"1,2345", point, money.ErrUnreadable}, {"12 50", point, money.ErrUnreadable},
		{"1'234,567.00", point, money.ErrUnreadable}, {"0,123", point, money.ErrUnreadable}, {"1,234.567,89", point, money.ErrUnreadable},
		{"1,23,456.00,1", point, money.ErrUnreadable}, {"12.345.678", point, money.ErrUnreadable}, {"0x1F", point, money.ErrUnreadable}, {"1e", point, money.ErrUnreadable},
		{"9999999999", point, money.ErrRange}, {"1E+12", point, money.ErrRange}, {"1E+999999999999", point, money.ErrRange},
		{"1,234", open, money.ErrEither}, {"1.234", open, money.ErrEither}, {"£12.345", open, money.ErrEither},
	} {
		if got, err := money.Parse(c.text, c.style); !errors.Is(err, c.want) {
			t.Errorf("Parse(%q) = %v, %v; want the error %q", c.text, got, err, c.want)
		}
	}
}

func TestWeighSaysWhatOneTextProves(t *testing.T) {
	for text, want := range map[string]money.Evidence{
		"POA": money.NoEvidence, "": money.NoEvidence, "12.05.2024": money.NoEvidence, "1 234": money.NoEvidence,
		"50p": money.NoEvidence, "150p": money.NoEvidence,
		"12": money.PlainSmall, "$128": money.PlainSmall, "1500": money.PlainLarge,
		"12.5": money.PointMark, "1,234.50": money.PointMark, "1,234,567": money.PointMark, "0.125": money.PointMark,
		"12,5": money.CommaMark, "1.234,50": money.CommaMark, "1.234.567": money.CommaMark, "1'234,50": money.CommaMark,
		"1.234": money.EitherPoint, "$1,234": money.EitherComma,
	} {
		if got := money.Weigh(text); got != want {
			t.Errorf("Weigh(%q) = %v; want %v", text, got, want)
		}
	}
}

func anyStyle() *rapid.Generator[money.Style] {
	return rapid.Custom(func(t *rapid.T) money.Style {
		style := money.Style{
			Decimal:  rapid.SampledFrom([]string{".", ","}).Draw(t, "decimal"),
			Indian:   rapid.Bool().Draw(t, "indian"),
			Currency: rapid.SampledFrom([]string{"", "$", "£", "€", "₪", "EUR", "CHF", "kr", "zł"}).Draw(t, "currency"),
			After:    rapid.Bool().Draw(t, "after"),
			Negative: rapid.SampledFrom([]money.Negative{money.LeadingMinus, money.TrailingMinus, money.Parentheses, money.TrueMinus}).Draw(t, "negative"),
			Decimals: rapid.IntRange(0, 4).Draw(t, "decimals"),
		}
		groups := []string{"", " ", "\u00a0", "\u202f", "'", "’", ","}
		if style.Decimal == "," {
			groups[len(groups)-1] = "."
		}
		style.Group = rapid.SampledFrom(groups).Draw(t, "group")
		style.Indian = style.Indian && style.Group == ","
		return style
	})
}

func anyPrice() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		units := rapid.Int64Range(-9_999_999_999_999, 9_999_999_999_999).Draw(t, "ten-thousandths")
		return money.FromInt(units).Div(money.FromInt(10_000), 4)
	})
}

func TestFormatThenParseGivesTheAmountBackInEveryStyle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style, want := anyStyle().Draw(t, "style"), anyPrice().Draw(t, "amount")
		text := money.Format(want, style)
		got, err := money.Parse(text, style)
		if err != nil {
			t.Fatalf("Format gave %q, which Parse refuses: %v", text, err)
		}
		if got.Amount != want || got.Dropped || got.Words {
			t.Fatalf("Format gave %q, which Parse reads as %+v; want %s", text, got, want)
		}
		if e := money.Weigh(text); style.Decimal == "." && e == money.CommaMark || style.Decimal == "," && e == money.PointMark {
			t.Fatalf("Weigh(%q) proves the other decimal mark", text)
		}
	})
}

func TestFormatWritesWhatAStyleAsksFor(t *testing.T) {
	for _, c := range []struct {
		amount string
		style  money.Style
		want   string
	}{
		{"1234567.5", money.Style{}, "1234567.5"},
		{"1234567.5", money.Style{Group: ",", Decimals: 2, Currency: "£"}, "£1,234,567.50"},
		{"1234567.5", money.Style{Decimal: ",", Group: ".", Decimals: 2, Currency: "€", After: true}, "1.234.567,50\u00a0€"},
		{"1234567.5", money.Style{Group: ",", Indian: true, Currency: "Rs"}, "Rs\u00a012,34,567.5"},
		{"-12.5", money.Style{Negative: money.Parentheses, Currency: "$"}, "($12.5)"},
		{"-12.5", money.Style{Negative: money.TrailingMinus}, "12.5-"},
		{"0", money.Style{Decimals: 2}, "0.00"},
	} {
		if got := money.Format(amount(t, c.amount), c.style); got != c.want {
			t.Errorf("Format(%s, %+v) = %q; want %q", c.amount, c.style, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"12.50", "1,234.50", "1.234,50 €", "(£12.50)", "12.50-", "1'234.–", "12,34,567", "4.20 per 100", "£4.20 + 20% VAT", "1.5E+3",
		"926.6400000000001", "POA", "US$ 12", "Rs.450", "１２", "\u2212 5", "12 ₪", "1e999", "0.00005", "9999999999999999999999999999999999999999999999999999",
	} {
		f.Add(text, byte(0))
		f.Add(text, byte('.'))
		f.Add(text, byte(','))
	}
	f.Fuzz(func(t *testing.T, text string, mark byte) {
		style := money.Style{}
		if mark == '.' || mark == ',' {
			style.Decimal = string(rune(mark))
		}
		got, err := money.Parse(text, style)
		if err != nil {
			if got != (money.Parsed{}) {
				t.Fatalf("Parse(%q) gives %+v beside %v", text, got, err)
			}
			return
		}
		if got.Amount.Decimals() > money.KeptDecimals || got.Amount.Abs().Cmp(money.FromInt(1_000_000_000)) > 0 {
			t.Fatalf("Parse(%q) = %s is out of its range", text, got.Amount)
		}
		if padded, err := money.Parse("\u00a0"+text, style); err != nil || padded != got || money.Weigh("\u00a0"+text) != money.Weigh(text) {
			t.Fatalf("Parse(%q) = %+v, but behind a space %+v, %v", text, got, padded, err)
		}
		machine := got.Amount.Plain()
		if again, err := money.Parse(machine, money.Style{Decimal: "."}); err != nil || again.Amount != got.Amount {
			t.Fatalf("Parse(%q) = %s, whose machine form reads as %v, %v", text, machine, again, err)
		}
		if style.Decimal != "" {
			return
		}
		for _, decimal := range []string{".", ","} {
			if e := money.Weigh(text); e == money.PointMark && decimal == "," || e == money.CommaMark && decimal == "." {
				continue
			}
			if forced, err := money.Parse(text, money.Style{Decimal: decimal}); err != nil || forced.Amount != got.Amount {
				t.Fatalf("Parse(%q) = %s although a decimal %q reads it as %v, %v", text, got.Amount, decimal, forced.Amount, err)
			}
		}
	})
}
