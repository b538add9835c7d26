package pricelist

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pricesync/app/money"
)

// numberFormat is what one section of a workbook's number format shows of a stored number.
type numberFormat struct {
	decimals int    // how many it shows; -1 for as many as there are
	money    bool   // it writes a currency
	other    bool   // a date, a time, a percentage or a fraction: the number is no amount
	currency string // the currency's sign or code as it writes it; "" for none, or the one of the reader's country
	words    bool   // it writes words beside the number, such as "ea"
	per      int    // the quantity that it says the number is for; 0 or 1 for one
	pack     int    // how many are in the pack that it says the number is for; 0 where it does not say
	strange  bool   // what it writes beside the number is not understood
	moved    bool   // it shows another amount than is stored: thousands, hundredths, marks or digits of its own
	hidden   bool   // it shows no digit of the number
	blank    bool   // it shows nothing at all
}

// builtinFormat returns the formats that workbooks refer to by number alone. Their currency is that of the reader's country.
func builtinFormat(id int) numberFormat {
	switch id {
	case 1, 3, 37, 38:
		return numberFormat{decimals: 0}
	case 2, 4, 39, 40:
		return numberFormat{decimals: 2}
	case 5, 6, 42:
		return numberFormat{decimals: 0, money: true}
	case 7, 8, 44:
		return numberFormat{decimals: 2, money: true}
	case 41:
		return numberFormat{decimals: 0}
	case 43:
		return numberFormat{decimals: 2}
	case 9, 10, 12, 13:
		return numberFormat{decimals: -1, other: true}
	}
	return numberFormat{decimals: -1, other: id >= 14 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58}
}

// parseFormat reads one section of a format's code, such as `#,##0.00 [$€-407]`. Of a zero only the places marked by 0 show
// a digit.
func parseFormat(code string, zero bool) numberFormat {
	if strings.EqualFold(code, "general") || code == "@" {
		return numberFormat{decimals: -1}
	}
	p := formatReader{point: -1, inside: -1}
	p.f.decimals = -1
	p.read(code)
	if zero && !p.firm {
		p.before.WriteString(p.behind.String())
		p.digits = false
	}
	f := p.f
	f.other = f.other || p.dated
	if p.digits && !p.power && !p.general {
		f.decimals = max(p.point, 0)
	}
	if f.other {
		return f
	}
	p.finish(&f)
	return f
}

// formatReader walks one section of a format.
type formatReader struct {
	f       numberFormat
	before  strings.Builder // what is written before the number
	behind  strings.Builder // and behind it
	symbol  string          // the currency in brackets
	digits  bool            // a place for a digit was seen
	firm    bool            // one that shows a zero, too
	point   int             // places behind the decimal point; -1 before it
	inside  int             // places since a mark that is written out between places; -1 for none
	waiting string          // marks written since the last place, which may turn out to stand behind the number
	dated   bool
	power   bool
	general bool
}

// read takes the section's signs one by one.
func (p *formatReader) read(code string) {
	if start, end, ok := strings.Cut(code, "General"); ok { // `"£"General`
		p.read(start)
		p.digits, p.firm, p.general = true, true, true
		p.read(end)
		return
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			p.write(code[i+1 : i+1+end])
			i += end + 1
		case '_', '*':
			_, size := utf8.DecodeRuneInString(code[i+1:])
			i += size
			p.write(" ")
		case '\\':
			_, size := utf8.DecodeRuneInString(code[i+1:])
			p.write(code[i+1 : i+1+size])
			i += size
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				end = len(code) - i
			}
			p.bracket(code[i+1 : i+end])
			i += end
		case '0', '#', '?':
			p.place(c)
		case '.':
			if p.digits && p.point < 0 {
				p.point = 0
			}
		case ',':
			if next := i + 1; p.digits && (next == len(code) || strings.IndexByte("0#?", code[next]) < 0) {
				p.f.moved = true // it shows thousands
			}
		case '%', '/':
			p.f.other = p.f.other || c == '%' || p.digits
		case 'y', 'Y', 'd', 'D', 'h', 'H', 's', 'S', 'm', 'M':
			p.dated = p.dated || !p.digits
		case 'E', 'e':
			p.power = p.power || p.digits
			if i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				i++
			}
		default:
			_, size := utf8.DecodeRuneInString(code[i:])
			p.write(code[i : i+size])
			i += size - 1
		}
	}
}

// place takes a place for a digit. What was written since the last one stands inside the number.
func (p *formatReader) place(c byte) {
	if p.digits && p.waiting != "" {
		p.closeGroup()
		switch strings.Trim(p.waiting, " \u00a0\u202f") {
		case "", "'", "’", ".", ",": // it parts thousands if three places follow
			p.inside = 0
		default:
			p.f.moved = true
		}
		p.waiting = ""
		p.behind.Reset()
	}
	if p.inside >= 0 && p.point < 0 {
		p.inside++
	}
	p.digits, p.firm = true, p.firm || c == '0'
	if p.point >= 0 && c != '?' {
		p.point++
	}
}

// closeGroup notes a mark between places that parts no thousands, such as that of `0"."00`, which shows hundredths.
func (p *formatReader) closeGroup() {
	p.f.moved = p.f.moved || p.inside >= 0 && p.inside != 3
	p.inside = -1
}

// write takes a text that is shown as it is.
func (p *formatReader) write(text string) {
	p.f.money = p.f.money || currencyText(text)
	if !p.digits {
		p.before.WriteString(text)
		return
	}
	p.behind.WriteString(text)
	if !p.power {
		p.waiting += text
	}
}

// bracket takes what stands in brackets: a currency, a part of a time, a colour or a condition.
func (p *formatReader) bracket(inside string) {
	switch strings.ToLower(inside) {
	case "h", "hh", "m", "mm", "s", "ss":
		p.dated = true
	}
	symbol, ok := strings.CutPrefix(inside, "$")
	if symbol, _, _ = strings.Cut(symbol, "-"); ok && symbol != "" {
		p.f.money = true
		p.symbol = symbol
		if p.digits {
			p.behind.WriteString("\x00") // its place
		} else {
			p.before.WriteString("\x00")
		}
	}
}

// finish says what the texts beside the number mean.
func (p *formatReader) finish(f *numberFormat) {
	before, behind := p.before.String(), p.behind.String()
	if !p.digits {
		rest := strings.Trim(strings.ReplaceAll(before, "\x00", ""), " -–—\u00a0")
		f.hidden = true
		f.blank = rest == "" && p.symbol == "" && trim(before) == ""
		f.strange = rest != "" && !currencyText(rest) // else it is a dash for nothing
		return
	}
	p.closeGroup()
	f.moved = p.f.moved
	one := "1"
	if p.point == 0 {
		one = "1." // "1.--"
	}
	read := func(symbol string) (money.Parsed, bool) {
		text := strings.ReplaceAll(before, "\x00", symbol) + one + strings.ReplaceAll(behind, "\x00", symbol)
		parsed, err := money.Parse(text, money.Style{Decimal: "."})
		return parsed, err == nil
	}
	parsed, ok := read(p.symbol)
	if !ok && p.symbol != "" && utf8.RuneCountInString(p.symbol) <= 4 && strings.IndexFunc(p.symbol, unicode.IsDigit) < 0 {
		parsed, ok = read("") // a currency that we do not know
		parsed.Currency = p.symbol
	}
	f.strange = !ok
	f.moved = f.moved || ok && parsed.Amount != money.FromInt(1)
	f.currency, f.words, f.per, f.pack = parsed.Currency, parsed.Words, parsed.Per, parsed.Pack
	f.money = f.money || f.currency != ""
}

// currencyText says whether a literal text in a format is a currency's sign or code.
func currencyText(text string) bool {
	text = strings.Trim(text, " .\u00a0")
	for _, r := range text {
		if unicode.Is(unicode.Sc, r) {
			return true
		}
	}
	switch strings.ToLower(text) {
	case "eur", "usd", "gbp", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "pln", "czk", "kr", "zł", "kč", "fr", "r", "rs", "tl", "руб", "грн":
		return true
	}
	return false
}
