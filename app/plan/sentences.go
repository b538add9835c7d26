package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// changeSentence says what an update does to the amounts.
func changeSentence(before, after catalog.Prices) string {
	price := fieldSentence("price", before.Price, after.Price)
	cost := fieldSentence("cost", before.Cost, after.Cost)
	markup := markupSentence(before.Markup, after.Markup)
	switch {
	case price == "" && cost == "":
		return title(markup + "; price and cost stay.")
	case price == "":
		price = fmt.Sprintf("%s; the price stays at %s", cost, after.Price)
		if from, to := Margin(before), Margin(after); from.Known() && to.Known() && from.Or(money.Amount{}).Cmp(to.Or(money.Amount{})) > 0 {
			price += fmt.Sprintf(", so the margin falls from %s%% to %s%%", from.Or(money.Amount{}).Fixed(1), to.Or(money.Amount{}).Fixed(1))
		}
	case cost != "":
		price += "; " + cost
	}
	if markup != "" {
		price += "; " + markup
	}
	return title(price + ".")
}

// markupSentence says what happens to Jobber's markup field, or "" when it stays.
func markupSentence(before, after money.Maybe) string {
	to, ok := after.Get()
	if !ok || before == after {
		return ""
	}
	from, had := before.Get()
	if !had {
		return fmt.Sprintf("Jobber's markup is set to %s%% (it has none yet)", to.Plain())
	}
	return fmt.Sprintf("Jobber's markup goes from %s%% to %s%%", from.Plain(), to.Plain())
}

// fieldSentence says what happens to one field, or "" when it stays. No plan takes an amount away.
func fieldSentence(field string, before, after money.Maybe) string {
	if before == after {
		return ""
	}
	from, had := before.Get()
	to, _ := after.Get()
	if !had {
		return fmt.Sprintf("%s is set to %s (Jobber has none yet)", field, to)
	}
	m := move{field: field, from: from, to: to}
	if from.IsZero() {
		return fmt.Sprintf("%s %s from %s to %s", field, m.verb(), from, to)
	}
	return fmt.Sprintf("%s %s from %s to %s (%s%%)", field, m.verb(), from, to, percent(from, to, money.Amount{}))
}

// percent writes the size of a change with one decimal, or with as many as tell it from the limit (and from zero).
func percent(from, to, limit money.Amount) string {
	for decimals := 1; ; decimals++ {
		size, _ := to.PercentOf(from, decimals)
		if size = size.Abs(); decimals == 6 || size != limit && !size.IsZero() {
			return size.Fixed(decimals)
		}
	}
}

func keptSentence(stays []kept) string {
	parts := make([]string, len(stays))
	for i, k := range stays {
		parts[i] = fmt.Sprintf("the %s from %s to %s", k.field, k.before, k.list)
	}
	return fmt.Sprintf("The list would lower %s; only increases are taken.", strings.Join(parts, " and "))
}

func storedSentence(stays []kept) string {
	parts := make([]string, len(stays))
	for i, k := range stays {
		parts[i] = fmt.Sprintf("%s as the %s when it was sent %s", k.before, k.field, k.list)
	}
	return fmt.Sprintf("Jobber stored %s, so sending that again would change nothing.", strings.Join(parts, " and "))
}

func ambiguousSentence(n int, by match.Step) string {
	how := map[match.Step]string{
		match.ByField:      "have this code in the field for suppliers' codes",
		match.ByName:       "have this name",
		match.ByNameFolded: "have this name when case, spacing and punctuation are ignored",
		match.ByCode:       "have this code as their name",
		match.ByCodeFolded: "have this code as their name when case, spacing and punctuation are ignored",
		match.ByCodeInText: "have this code in their name or description",
	}[by]
	return fmt.Sprintf("%d items in Jobber %s, so it is not clear which one is meant.", n, cmp.Or(how, "fit this line"))
}

func unmatchedSentence(row pricelist.Row, near int) string {
	text := "No item in Jobber has this name"
	if row.Name == "" {
		text = "No item in Jobber has this code as its name"
	}
	switch near {
	case 0:
		return text + "."
	case 1:
		return text + "; one comes near."
	}
	return fmt.Sprintf("%s; %d come near.", text, near)
}

func troubleSentence(reason string) string {
	if reason == Negative {
		return "An amount on this line is below zero, so it can't be used."
	}
	return "This line has neither a price nor a cost."
}

func holdSentences(holds []Hold) string {
	texts := make([]string, len(holds))
	for i, hold := range holds {
		texts[i] = hold.Message
	}
	return strings.Join(texts, " ")
}

// hiddenSentence says that what changes is not offered, "" where it is.
func (c *Change) hiddenSentence() string {
	if !slices.Contains(c.Flags, HiddenInJobber) {
		return ""
	}
	return "The item is hidden in Jobber, and stays so."
}

// and joins two sentences, of which the second may be missing.
func and(first, second string) string {
	if second == "" {
		return first
	}
	return first + " " + second
}

// join writes a list: "a", "a and b", "a, b and c".
func join(parts []string) string {
	last := len(parts) - 1
	if last <= 0 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// title writes the first letter large.
func title(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
