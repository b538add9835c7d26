package pricelist

import (
	"strings"

	"pricesync/app/money"
)

// sections are the parts of a number format that show different numbers in different ways; nil where one shows all.
type sections []section

// section is one part of a number format.
type section struct {
	when condition // the zero value is all that no earlier section shows
	view uint16    // its place among the workbook's formats
}

// condition is a comparison with a number: "<", "<=", ">", ">=", "=" or "<>".
type condition struct {
	sign string
	than money.Amount
}

// of returns the place of the format that shows a stored number.
func (s sections) of(value string) uint16 {
	parsed, err := money.Parse(value, money.Style{Decimal: "."})
	for _, one := range s {
		if one.when.sign == "" || err == nil && one.when.holds(parsed.Amount) {
			return one.view
		}
	}
	return s[0].view
}

func (c condition) holds(a money.Amount) bool {
	order := a.Cmp(c.than)
	switch c.sign {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	case "=":
		return order == 0
	}
	return order != 0
}

// sectionFormat is one section of a format's code, read.
type sectionFormat struct {
	when condition
	view numberFormat
}

// parseSections reads a format's code. Numbers below zero are no amounts, so what shows them does not matter unless the
// code says by itself which numbers a section is for. A zero shown as a dash is a zero.
func parseSections(code string) []sectionFormat {
	codes := splitSections(code)
	if n := len(codes); n > 3 || n > 1 && strings.Contains(codes[n-1], "@") {
		codes = codes[:min(n-1, 3)] // the last one is for texts
	}
	read := make([]sectionFormat, 0, 3)
	conditions := false
	for i, one := range codes {
		when := conditionOf(one)
		conditions = conditions || when.sign != ""
		read = append(read, sectionFormat{when, parseFormat(one, i == 2)})
	}
	first := read[0]
	switch {
	case code == "":
		return []sectionFormat{{view: numberFormat{decimals: -1}}}
	case conditions && len(read) == 1:
		return append(read, sectionFormat{view: numberFormat{decimals: -1}}) // other numbers are shown as they are
	case conditions:
		if len(read) == 3 && read[1].when.sign == "" {
			read[1].when.sign = "<"
		}
		read[len(read)-1].when = condition{}
		return read
	case len(read) == 3 && !dash(read[2].view) && read[2].view != first.view:
		return []sectionFormat{{condition{sign: "="}, read[2].view}, {view: first.view}}
	}
	return read[:1]
}

// dash says whether a section writes nothing but a mark for zero.
func dash(f numberFormat) bool { return f.hidden && !f.blank && !f.strange }

// splitSections parts a format's code at its semicolons.
func splitSections(code string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[code[i]])
			if end < 0 {
				end = len(code) - i - 2
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case ';':
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	return append(parts, code[min(from, len(code)):])
}

// conditionOf returns the condition in a section's brackets, such as [>=1000].
func conditionOf(code string) condition {
	for {
		_, rest, ok := strings.Cut(code, "[")
		inside, after, closed := strings.Cut(rest, "]")
		if !ok || !closed {
			return condition{}
		}
		number := strings.TrimLeft(inside, "<>=")
		if sign := inside[:len(inside)-len(number)]; sign != "" {
			if parsed, err := money.Parse(number, money.Style{Decimal: "."}); err == nil {
				return condition{sign, parsed.Amount}
			}
		}
		code = after
	}
}
