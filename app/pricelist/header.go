package pricelist

import (
	"slices"
	"strings"

	"pricesync/app/money"
)

// headerSearch is how many records from the top a header is looked for in.
const headerSearch = 120

// header is where a table's headings are.
type header struct {
	record int      // the record of the headings; -1 where there are none
	lines  int      // how many records they take
	body   int      // the first record below
	texts  []string // the headings by column
	named  bool     // its words were understood; otherwise it is a header by its place and contents alone
}

// findHeader finds the headings: where the layout says, else the record whose words name a price list's columns, else
// the text above columns of amounts.
func findHeader(t *table, decided Layout) header {
	if decided.HeaderLine < 0 {
		return header{record: -1, body: firstAmounts(t)}
	}
	if decided.HeaderLine > 0 {
		for i := range t.records {
			if t.line(i) >= decided.HeaderLine {
				return makeHeader(t, i, max(1, decided.HeaderLines), true)
			}
		}
	}
	best, record := 0, -1
	for i := range min(t.len(), headerSearch) {
		if score := headerScore(t, i, decided.Columns); score > best && !ownTable(t, record, i) {
			best, record = score, i
		}
	}
	switch {
	case record < 0:
		return unnamedHeader(t)
	case completesBelow(t, record-1, record):
		return makeHeader(t, record-1, 2, true)
	case continues(t, record, record+1):
		return makeHeader(t, record, 2, true)
	}
	return makeHeader(t, record, 1, true)
}

// ownTable says whether the headings of one record have most of the table's amounts before the next headings.
func ownTable(t *table, record, next int) bool {
	if record < 0 || next-record-1 < t.len()-next-1 {
		return false
	}
	for c, text := range t.texts(record) {
		if meaningOf(text).money == notMoney {
			continue
		}
		for i := record + 1; i < next; i++ {
			if bareAmount(t.trimmed(i, c)) {
				return true
			}
		}
	}
	return false
}

// completesBelow says whether the record above the headings is a part of them, as "Trade" and "Retail" are above two
// columns that are both called "Price": it names columns that are nameless or alike without it.
func completesBelow(t *table, upper, lower int) bool {
	if upper < 0 || t.line(lower)-t.line(upper) != 1 {
		return false
	}
	over, under := t.texts(upper), t.texts(lower)
	filled, needed := 0, false
	for c, text := range over {
		if text == "" {
			continue
		}
		if money.Inspect(text).Readable || len(text) > 60 {
			return false
		}
		filled++
		alike := c < len(under) && under[c] != "" && slices.ContainsFunc(under, twin(under, c))
		nameless := c >= len(under) || under[c] == ""
		needed = needed || (alike || nameless) && meaningOf(text).known
	}
	return filled >= 2 && needed
}

// spans says whether the record above headings that are alike tells each of them apart, as "Trade" and "Retail" do above
// "Price", "Unit", "Price", "Unit", whatever the words mean.
func spans(t *table, upper, lower int) bool {
	if upper < 0 || t.line(lower)-t.line(upper) != 1 || t.width(upper) > t.width(lower) {
		return false
	}
	over, filled := t.texts(upper), 0
	for _, text := range over {
		if money.Inspect(text).Readable || len(text) > 60 {
			return false
		}
		if text != "" {
			filled++
		}
	}
	return filled >= 2 && over[0] != "" && !distinct(t.texts(lower)) && distinct(makeHeader(t, upper, 2, false).texts)
}

// distinct says whether no text stands twice.
func distinct(texts []string) bool {
	for c := range texts {
		if texts[c] == "" || slices.ContainsFunc(texts[:c], func(text string) bool { return strings.EqualFold(text, texts[c]) }) {
			return false
		}
	}
	return true
}

// twin returns a test for the text of column c in another column.
func twin(texts []string, c int) func(string) bool {
	seen := 0
	return func(text string) bool {
		if strings.EqualFold(text, texts[c]) {
			seen++
		}
		return seen > 1
	}
}

// continues says whether the record below the headings goes on with them, as "ex VAT" and "inc VAT" do below two
// columns that are both called "Price". It has no amount and nothing that could be a product.
func continues(t *table, upper, lower int) bool {
	if lower >= t.len()-1 || t.line(lower)-t.line(upper) > 1+strings.Count(strings.Join(t.texts(upper), ""), "\n") {
		return false
	}
	over, under := t.texts(upper), t.texts(lower)
	if tiersBelow(over, under) {
		return true
	}
	filled, useful := 0, false
	for c, text := range under {
		if text == "" {
			continue
		}
		m := meaningOf(text)
		above := meaning{}
		if c < len(over) && over[c] != "" {
			above = meaningOf(over[c])
		}
		unit := strings.HasPrefix(text, "(") || unitOfMoney(text)
		if money.Inspect(text).Readable && !unit || len(text) > 40 || above.name >= 60 || above.code >= 60 || !m.known && !unit && !taxWords(text) {
			return false
		}
		filled++
		useful = useful || c >= len(over) || over[c] == "" && m.known || above.money != notMoney
	}
	return filled > 0 && useful
}

// unitOfMoney says whether a heading's second line only names the currency.
func unitOfMoney(text string) bool {
	text = strings.Trim(text, "()[] ")
	return text != "" && currencyText(text)
}

// taxWords says whether all words of a text are about tax or say nothing.
func taxWords(text string) bool {
	words := wordsOf(text)
	for _, word := range words {
		if wordTag(word)&(tagTax|tagFiller|tagWith|tagPer|tagPlain) == 0 {
			return false
		}
	}
	return len(words) > 0
}

// makeHeader takes the headings from the records that hold them. The text of an upper line reaches over the columns to
// its right that have none there, as merged cells do.
func makeHeader(t *table, record, lines int, named bool) header {
	h := header{record: record, lines: lines, body: min(record+lines, t.len()), named: named}
	last := t.texts(h.body - 1)
	for i := record; i < h.body; i++ {
		texts := t.texts(i)
		if i < h.body-1 {
			for len(texts) < len(last) {
				texts = append(texts, "")
			}
			for c := 1; c < len(texts); c++ {
				if texts[c] == "" && c < len(last) && last[c] != "" && last[c-1] != "" {
					texts[c] = texts[c-1]
				}
			}
		}
		for c, text := range texts {
			for len(h.texts) <= c {
				h.texts = append(h.texts, "")
			}
			h.texts[c] = trim(h.texts[c] + " " + text)
		}
	}
	return h
}

// headerScore says how surely a record holds headings, 0 for not.
func headerScore(t *table, i int, wanted Columns) int {
	score, filled, known, moneys, above := 0, 0, 0, 0, false
	for c, text := range t.texts(i) {
		if text == "" {
			continue
		}
		filled++
		for _, want := range []Column{wanted.Name, wanted.Code, wanted.Price, wanted.Cost} {
			if want.Header != "" && strings.EqualFold(trim(want.Header), text) {
				score += 10
				known++
			}
		}
		switch {
		case number(text):
			score -= 2
			continue
		case len(text) > 120, bareAmount(text):
			score -= 3
			continue
		}
		switch m := meaningOf(text); {
		case m.money != notMoney:
			score += 3
			known++
			moneys++
			above = above || amountsBelow(t, i+1, c)
		case m.name >= 60 || m.desc >= 60:
			score += 3
			known++
		case m.product || m.code >= 80:
			score += 2
			known++
		case m.known:
			score++
			known++
		}
	}
	if filled < 2 || known < 2 && !above || moneys == 0 && known < 3 || known*4 < filled && known < 6 && !above {
		return 0
	}
	return max(0, score)
}

// unnamedHeader finds headings whose words mean nothing to us: the last record without amounts above a column of them. Where
// even the first record has amounts there are no headings.
func unnamedHeader(t *table) header {
	first := firstAmounts(t)
	for i := first - 1; i >= 0; i-- {
		for c := range t.width(i) {
			if t.width(i) > 1 && t.trimmed(i, c) != "" && amountsBelow(t, i+1, c) {
				if spans(t, i-1, i) {
					return makeHeader(t, i-1, 2, false)
				}
				return makeHeader(t, i, 1, false)
			}
		}
	}
	return header{record: -1, body: first}
}

// firstAmounts returns the first record of several cells that has an amount in a column of amounts; 0 where none has.
func firstAmounts(t *table) int {
	for i := range min(t.len(), headerSearch) {
		for c := range t.width(i) {
			if t.width(i) > 1 && bareAmount(t.trimmed(i, c)) && amountsBelow(t, i, c) {
				return i
			}
		}
	}
	return 0
}

// bareAmount says whether a text is an amount without words: "500 g" may as well be a heading.
func bareAmount(text string) bool {
	seen := money.Inspect(text)
	return seen.Readable && !seen.Words
}

// amountsBelow says whether most records from there on have an amount in the column.
func amountsBelow(t *table, first, column int) bool {
	looked, amounts := 0, 0
	for i := first; i < min(t.len(), first+30); i++ {
		looked++
		if money.Inspect(t.trimmed(i, column)).Readable {
			amounts++
		}
	}
	return looked > 0 && amounts*10 >= looked*6
}
