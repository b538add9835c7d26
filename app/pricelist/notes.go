package pricelist

import (
	"fmt"
	"strings"
)

// notes tells what is worth knowing about the columns as a whole.
func (c *chooser) notes() []Problem {
	var notes []Problem
	for _, i := range c.unused {
		notes = append(notes, Problem{Code: "column_unused", Column: i + 1, Message: fmt.Sprintf("Hardly any line has an amount in the column “%s”, so it is not read as the cost.", c.label(i))})
	}
	notes = append(notes, c.noteBeside()...)
	if n, first := c.amountsAbove(); n > 0 {
		notes = append(notes, Problem{Code: "lines_above", Line: c.table.line(first), Message: fmt.Sprintf(
			aboveSentence(n), plural(n, "line"), c.table.line(first))})
	}
	if n, first := c.markedCodes(); n > 0 {
		notes = append(notes, Problem{Code: "codes_marked", Line: c.table.line(first), Column: c.choice.code + 1, Message: fmt.Sprintf(
			"Codes in the column “%s” begin with the apostrophe that spreadsheets mark text with, on %s, such as “%s” on line %d; it is not read as part of the code.",
			c.label(c.choice.code), plural(n, "line"), cut(c.table.trimmed(first, c.choice.code), 30), c.table.line(first))})
	}
	if n, first := c.changedCodes(); n > 0 {
		notes = append(notes, Problem{Code: "codes_changed", Line: c.table.line(first), Column: c.choice.code + 1, Message: fmt.Sprintf(
			"A spreadsheet program seems to have changed codes in the column “%s” on %s, such as “%s” on line %d.",
			c.label(c.choice.code), plural(n, "line"), cut(c.table.trimmed(first, c.choice.code), 30), c.table.line(first))})
	}
	return notes
}

func aboveSentence(n int) string {
	if n == 1 {
		return "Above the headings stands %s with amounts, line %d; it was not read."
	}
	return "Above the headings stand %s with amounts, such as line %d; they were not read."
}

// amountsAbove counts the records above the headings that have an amount in a column of amounts and a text beside it.
func (c *chooser) amountsAbove() (n, first int) {
	if c.header.record < 1 {
		return 0, 0
	}
	for r := range c.header.record {
		amount := bareAmount(c.table.trimmed(r, c.choice.price)) || bareAmount(c.table.trimmed(r, c.choice.cost))
		if amount && (c.table.trimmed(r, c.choice.name) != "" || c.table.trimmed(r, c.choice.code) != "") {
			if n == 0 {
				first = r
			}
			n++
		}
	}
	return n, first
}

// unmarked returns a code without the apostrophe that spreadsheet programs put before a number that is to stay a text:
// '0017 is 0017.
func unmarked(code string) string {
	if rest, ok := strings.CutPrefix(code, "'"); ok && rest != "" && (classOf(rune(rest[0])) != 0 || strings.IndexByte("+-=", rest[0]) >= 0) && strings.IndexByte(rest, '\'') < 0 {
		return rest
	}
	return code
}

// markedCodes counts the codes that are read without such an apostrophe.
func (c *chooser) markedCodes() (n, first int) {
	if c.choice.code < 0 {
		return 0, 0
	}
	for r := c.header.body; r < c.table.len(); r++ {
		if text := c.table.trimmed(r, c.choice.code); text != "" && text[0] == '\'' && unmarked(text) != text {
			if n == 0 {
				first = r
			}
			n++
		}
	}
	return n, first
}

// changedCodes counts codes that a spreadsheet program took for a date or for a large number, among codes that are
// neither.
func (c *chooser) changedCodes() (n, first int) {
	if c.choice.code < 0 {
		return 0, 0
	}
	others := 0
	for r := c.header.body; r < c.table.len(); r++ {
		text := c.table.cell(r, c.choice.code)
		stored, format := c.table.fact(r, c.choice.code)
		switch {
		case text == "":
		case stored.to > stored.from && len(text) > 15 && number(text): // more digits than a spreadsheet keeps
			if n == 0 {
				first = r
			}
			n++
		case !format.other && strings.IndexByte(text, '-') < 0 && strings.IndexByte(text, '+') < 0:
			others++
		case format.other || len(text) <= 8 && monthLike(text) || strings.Contains(text, "E+") && powerLike(text):
			if n == 0 {
				first = r
			}
			n++
		default:
			others++
		}
	}
	if others == 0 && c.table.sheet == nil {
		return 0, 0 // codes that all look like this are meant
	}
	return n, first
}

// powerLike says whether a text is a number in scientific notation, such as 8.12E+11.
func powerLike(text string) bool {
	digits, power, ok := strings.Cut(strings.ToUpper(text), "E+")
	return ok && number(power) && len(power) <= 3 && number(strings.Replace(strings.Replace(digits, ".", "", 1), ",", "", 1))
}

// monthLike says whether a text is how spreadsheets show a day and a month: 1-Mar, Mar-01.
func monthLike(text string) bool {
	a, b, ok := strings.Cut(text, "-")
	if !ok || len(a)+len(b) > 7 {
		return false
	}
	return number(a) && month(b) || month(a) && number(b)
}

func month(text string) bool {
	switch strings.ToLower(text) {
	case "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}
