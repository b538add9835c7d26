package pricelist

// titledMeasure says whether a title or a section's heading says that the prices below it are for many pieces, or in pence:
// "All prices per 100", "Screws (per 100)". A day in a date such as "per 15.03." is no number of pieces.
func titledMeasure(text string) bool {
	words := measureWords(text)
	price := false // of the words for money, the last one is a price
	for i, word := range words {
		switch t := wordTag(foldMarks(word)); {
		case t&tagPrice != 0:
			price = true
		case t&(tagCharge|tagTax|tagPack|tagQuantity) != 0:
			price = false
		}
		if price && i > 0 && (words[i-1] == "in" || words[i-1] == "en") && (word == "pence" || word == "cents" || word == "cent") {
			return true
		}
		if price && word == "cent" && i > 0 && article(words[i-1]) {
			return true
		}
		if perMany(words, i) && (price || i == 1 || i > 1 && words[i-2] == "(") {
			return true
		}
	}
	return false
}

// perMany says whether word i is a hundred or more that amounts are for: "per 100", "/ 1000", "je hundert".
func perMany(words []string, i int) bool {
	if i == 0 {
		return false
	}
	switch words[i] {
	case "100", "1000", "10000", "hundred", "thousand", "hundert", "tausend", "honderd", "duizend", "mille", "mil", "ciento", "cento", "millar", "milhar":
		return words[i-1] == "/" && (i == 1 || !number(words[i-2])) || words[i-1] != "/" && perMark(words, i-1)
	}
	return false
}

// titled says whether a record's texts say what the prices below it are for.
func (t *table) titled(record int) bool {
	for c := range t.width(record) {
		if titledMeasure(t.trimmed(record, c)) {
			return true
		}
	}
	return false
}

// titledAbove says whether a line above the headings or the sheet's name says so.
func (c *chooser) titledAbove() bool {
	if titledMeasure(c.sheet) {
		return true
	}
	for r := range max(0, c.header.record) {
		if c.table.titled(r) {
			return true
		}
	}
	return false
}
