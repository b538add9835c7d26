package pricelist

import (
	"strconv"
	"strings"

	"pricesync/app/money"
)

// unreadable says why a text in a column of amounts is none, as precisely as the text lets us: the problem's code, and
// how the sentence goes on behind the text.
func unreadable(text string) (code, reason string) {
	words, amount := leading(text)
	switch n := forSeveral(text); {
	case n > 1:
		return "amount_per_quantity", "is for " + strconv.Itoa(n) + ", not for one"
	case amount && lowest(words):
		return "amount_unreadable", "is only the lowest of several"
	case amount && highest(words):
		return "amount_unreadable", "is only the highest of several"
	case twoAmounts(text):
		return "amount_unreadable", "holds two amounts"
	case strings.HasSuffix(text, "%") && bareAmount(strings.TrimSuffix(text, "%")):
		return "amount_unreadable", "is a percentage, not an amount"
	case partOfMinor(text):
		return "amount_unreadable", "may be in whole ones or in hundredths"
	}
	return "amount_unreadable", "is not an amount"
}

// leading returns the words before an amount, in lower case; amount is false where no amount follows them.
func leading(text string) (words string, amount bool) {
	at := strings.IndexAny(text, "0123456789")
	if at < 0 {
		return "", false
	}
	if cut := strings.LastIndexByte(text[:at], ' '); cut >= 0 && money.Inspect(text[cut:]).Readable {
		return strings.ToLower(trim(text[:cut])), true
	}
	return strings.ToLower(trim(text[:at])), money.Inspect(text[at:]).Readable
}

// lowest says whether words announce the least of several amounts.
func lowest(words string) bool {
	switch strings.TrimSuffix(words, ".") {
	case "from", "starting at", "starting from", "ab", "à partir de", "dès", "a partir de", "desde", "vanaf", "da", "a partire da", "od", "от", "min":
		return true
	}
	return false
}

// highest says whether words announce the most of several amounts.
func highest(words string) bool {
	switch strings.TrimSuffix(words, ".") {
	case "up to", "bis", "bis zu", "jusqu'à", "jusqu’à", "hasta", "tot", "fino a", "até", "do", "до", "max":
		return true
	}
	return false
}

// forSeveral returns how many pieces an amount such as "2 for 5.00" is for, 0 where it is not written so.
func forSeveral(text string) int {
	count, rest, _ := strings.Cut(text, " ")
	word, amount, ok := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if n, err := strconv.Atoi(count); err == nil && ok && money.Inspect(amount).Readable {
		switch strings.ToLower(word) {
		case "for", "für", "pour", "por", "voor", "per", "para", "za", "за":
			return n
		}
	}
	return 0
}

// twoAmounts says whether a text is a range or two prices side by side: "12.50 - 14.00", "10 to 12", "£12 / €14".
func twoAmounts(text string) bool {
	for _, between := range []string{"-", "–", "—", "~", "〜", "…", "..", " to ", " bis ", " à ", " a ", " tot ", " até ", " do ", " до ", " or ", " oder ", " ou ", " o ", " of "} {
		if first, second, ok := strings.Cut(text, between); ok && bareAmount(trim(first)) && bareAmount(trim(second)) {
			return true
		}
	}
	first, second, ok := strings.Cut(text, "/")
	a, b := money.Inspect(first), money.Inspect(second)
	written := func(one money.Inspection) bool {
		return one.Currency != "" || one.Evidence == money.PointMark || one.Evidence == money.CommaMark
	}
	return ok && a.Readable && b.Readable && written(a) && written(b)
}

// partOfMinor says whether a text is an amount with decimals in pence or cents, such as "0.50p".
func partOfMinor(text string) bool {
	for _, end := range []string{"p", "c", "¢", "pence", "cents"} {
		if start, ok := strings.CutSuffix(text, end); ok && bareAmount(trim(start)) {
			return strings.ContainsAny(start, ".,")
		}
	}
	return false
}
