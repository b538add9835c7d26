package plan

import (
	"fmt"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// Words returns what the rule does, in one sentence without its name and its full stop: "name fits *copper*: markup 40% over
// cost, up to .99, least profit 2.00".
func (r Rule) Words() string {
	does := []string{r.Action.words()}
	if how := r.Rounding; how != "" && how != ToCents {
		does = append(does, how.words())
	}
	if least, ok := r.LeastProfit.Get(); ok {
		does = append(does, "least profit "+least.String())
	}
	if r.WriteMarkup {
		does = append(does, "writes Jobber's markup")
	}
	text := strings.Join(does, ", ")
	if when := r.When.words(); when != "" {
		return when + ": " + text
	}
	return "every row: " + text
}

func (w When) words() string {
	var parts []string
	switch w.Category {
	case catalog.Product:
		parts = append(parts, "products")
	case catalog.Service:
		parts = append(parts, "services")
	}
	if w.Name != "" {
		parts = append(parts, "name fits "+w.Name)
	}
	if w.Code != "" {
		parts = append(parts, "code fits "+w.Code)
	}
	amount := func(a money.Amount) string { return a.String() }
	percent := func(a money.Amount) string { return a.Plain() + "%" }
	parts = append(parts, span("cost", w.CostFrom, w.CostTo, amount)...)
	parts = append(parts, span("margin over price", w.MarginFrom, w.MarginTo, percent)...)
	return strings.Join(parts, ", ")
}

func span(what string, from, to money.Maybe, text func(money.Amount) string) []string {
	low, lowest := from.Get()
	high, highest := to.Get()
	switch {
	case lowest && highest:
		return []string{fmt.Sprintf("%s from %s to %s", what, text(low), text(high))}
	case lowest:
		return []string{fmt.Sprintf("%s from %s", what, text(low))}
	case highest:
		return []string{fmt.Sprintf("%s up to %s", what, text(high))}
	}
	return nil
}

func (a Action) words() string {
	switch a.Kind {
	case ByMarkup:
		return a.percents("markup") + " over cost"
	case ByMargin:
		return a.percents("margin") + " over price"
	case KeepMarkup:
		return "keeps the item's markup over cost"
	case KeepPrice:
		return "sets the cost only"
	case ByPercent:
		return "the list's price " + signed(a.Percent.Or(money.Amount{}), "%")
	case ByAmount:
		return "the list's price " + signed(a.Amount.Or(money.Amount{}), "")
	}
	return "the list's price and cost"
}

// percents writes the percent, or one for each tier.
func (a Action) percents(what string) string {
	if a.Tiers == nil {
		return fmt.Sprintf("%s %s%%", what, a.Percent.Or(money.Amount{}).Plain())
	}
	parts := make([]string, 0, len(a.Tiers))
	for _, tier := range a.Tiers {
		part := tier.Percent.Plain() + "%"
		if end, ok := tier.UpTo.Get(); ok {
			part += " up to " + end.String()
		} else if len(a.Tiers) > 1 {
			part += " beyond"
		}
		parts = append(parts, part)
	}
	return what + " " + strings.Join(parts, ", ")
}

// Words returns what is done to a list's amounts first, "" for nothing.
func (t Tax) Words() string {
	switch t.Mode {
	case TakeTaxOff:
		return fmt.Sprintf("%s%% tax is taken off %s", t.Percent.Plain(), t.Field.words())
	case AddTax:
		return fmt.Sprintf("%s%% tax is added to %s", t.Percent.Plain(), t.Field.words())
	}
	return ""
}

// Words returns for how many pieces amounts are taken, "" for one.
func (u Units) Words() string {
	var known []string
	for _, one := range u.Known {
		known = append(known, fmt.Sprintf("“%s” is %d", one.Text, one.Pieces))
	}
	switch u.Mode {
	case UnitsFixed:
		return fmt.Sprintf("%s: for %d pieces each", title(u.Field.words()), u.Per)
	case UnitsCents:
		return fmt.Sprintf("%s: in pence or cents", title(u.Field.words()))
	case UnitsByText:
		text := fmt.Sprintf("%s: for as many pieces as the row's unit says", title(u.Field.words()))
		if len(known) > 0 {
			text += " (" + strings.Join(known, ", ") + ")"
		}
		return text
	}
	return ""
}

func (f Field) words() string {
	switch f {
	case PriceOnly:
		return "the price"
	case CostOnly:
		return "the cost"
	}
	return "price and cost"
}
