package pricelist

import (
	"strings"
	"unicode"

	"pricesync/app/money"
)

const (
	// profileSample is the most records that a column is judged by.
	profileSample = 1000
	// mostColumns is how many columns are looked at: no price list has more, and each costs memory.
	mostColumns = 1000
)

// column is what one column of the body looks like.
type column struct {
	index    int
	meaning  meaning
	looked   int // records in the sample
	filled   int // cells that hold something
	amounts  int // cells that read as an amount, whatever the decimal mark
	signed   int // amounts with a currency's sign or code, or formatted as money
	worded   int // amounts with words beside them and no currency, such as "5 kg"
	points   int // amounts that prove a decimal point
	commas   int // amounts that prove a decimal comma
	marked   int // amounts with a decimal mark or groups
	whole    int // amounts of digits alone
	wordy    int // cells of several words
	coded    int // cells of one word with a digit in it, or digits alone
	plain    int // cells of one word without any digit
	links    int // addresses and markup
	dated    int // dates and times
	letters  int // bytes of all texts
	distinct int // different texts
	steps    int // amounts that are one more than the amount before
}

// share returns part of the filled cells, 0 to 1.
func (c *column) share(part int) float64 {
	if c.filled == 0 {
		return 0
	}
	return float64(part) / float64(c.filled)
}

// fill returns the share of records that have something in the column.
func (c *column) fill() float64 {
	if c.looked == 0 {
		return 0
	}
	return float64(c.filled) / float64(c.looked)
}

// counting says whether the column numbers its rows.
func (c *column) counting() bool {
	return c.filled >= 3 && c.steps*10 >= (c.filled-1)*8 && c.marked == 0 && c.signed == 0
}

// nameLike says whether the texts read like names of things.
func (c *column) nameLike() bool {
	return c.filled > 0 && c.share(c.wordy+c.plain) >= 0.5 && c.share(c.links+c.dated) < 0.2 && c.letters/c.filled <= 160
}

// codeLike says whether the texts read like codes.
func (c *column) codeLike() bool {
	return c.filled > 0 && c.share(c.coded) >= 0.5 && c.share(c.wordy) < 0.4 && c.share(c.signed) < 0.2 && c.share(c.links) < 0.2 && c.letters/c.filled <= 40
}

// profile looks at the columns of the records from first on.
func profile(t *table, first, last int, headings []string) []column {
	columns := make([]column, min(mostColumns, max(len(headings), t.columns())))
	seen := make([]map[string]struct{}, len(columns))
	before := make([]int, len(columns))
	for i := range columns {
		columns[i].index = i
		if i < len(headings) {
			columns[i].meaning = meaningOf(headings[i])
		}
		seen[i] = make(map[string]struct{})
	}
	wide := !t.allLonely(first, last)
	step := max(1, (last-first+profileSample-1)/profileSample)
	for r := first; r < last; r += step {
		width := t.width(r)
		if wide && t.lonely(r) {
			continue // a heading or a note: it says nothing about what columns hold
		}
		for i := range columns {
			columns[i].looked++
			if i >= width {
				continue
			}
			if text := t.trimmed(r, i); text != "" {
				columns[i].look(text, &before[i])
				columns[i].signed += t.moneyFormat(r, i)
				seen[i][text] = struct{}{}
			}
		}
	}
	for i := range columns {
		columns[i].distinct = len(seen[i])
	}
	return columns
}

// look takes one text into account.
func (c *column) look(text string, before *int) {
	c.filled++
	c.letters += len(text)
	seen := money.Inspect(text)
	if seen.Readable {
		c.amounts++
		if seen.Currency != "" && !letterCode(text) {
			c.signed++
		} else if seen.Words {
			c.worded++
		}
	}
	switch seen.Evidence {
	case money.PlainSmall, money.PlainLarge:
		if number(text) {
			c.whole++
			n := 0
			for i := range min(len(text), 9) {
				n = n*10 + int(text[i]-'0')
			}
			if n == *before+1 {
				c.steps++
			}
			*before = n
		}
	case money.PointMark:
		c.points++
		c.marked++
	case money.CommaMark:
		c.commas++
		c.marked++
	case money.EitherPoint, money.EitherComma:
		c.marked++
	}
	c.shapeOf(text)
}

// letterCode says whether a text is a capital letter right before digits, such as "R17": rather a group's or a product's
// code than rand.
func letterCode(text string) bool {
	return len(text) > 1 && text[0] >= 'A' && text[0] <= 'Z' && number(text[1:])
}

// shapeOf counts what kind of text a cell is.
func (c *column) shapeOf(text string) {
	digits, letters, words, inWord := 0, 0, 0, false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
			if !inWord {
				words++
			}
			inWord = true
			continue
		case r >= '0' && r <= '9':
			digits++
		}
		inWord = false
	}
	wide := strings.IndexFunc(text, ideograph) >= 0
	switch {
	case strings.Contains(text, "://") || strings.Contains(text, "</") || strings.HasPrefix(text, "www."):
		c.links++
	case letters == 0 && digits >= 4 && dateLike(text):
		c.dated++
	case letters > digits && (words >= 2 || wide && letters >= 3) && (strings.ContainsAny(text, " _\u00a0") || wide):
		c.wordy++
	case digits > 0:
		c.coded++
	case letters > 0:
		c.plain++
	}
}

// dateLike says whether a text without letters is a date or a time.
func dateLike(text string) bool {
	return strings.Count(text, "/") == 2 || strings.Count(text, "-") == 2 && len(text) == 10 || strings.Count(text, ".") == 2 && len(text) <= 10 || strings.Count(text, ":") > 0
}

func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
}
