package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// How much rules may hold, so that every row can still be explained.
const (
	mostRules   = 200
	mostTiers   = 50
	mostUnits   = 200
	longestText = 100 // letters of a name, a pattern or a unit's text
	mostPieces  = 1_000_000
)

// RuleFinding is what is wrong with rules at one place.
type RuleFinding struct {
	Rule    int    // the rule's place in the list, from 1; 0 for the rules as a whole
	Field   string // as RulesText calls it, such as "action.percent" or "action.tiers.2.up_to"
	Message string // one sentence
}

// Check returns why the rules can't be used, in the order in which screens show their fields; none where they can.
func (r Rules) Check() []RuleFinding {
	var c checker
	c.percent("markup", r.Markup, "markup", 0, 100_000)
	c.tax(r.Tax)
	c.units(r.Units)
	if len(r.List) > mostRules {
		c.add("list", "There are %d rules; %d are the most.", len(r.List), mostRules)
		return c.found
	}
	called := map[string]int{}
	for i := range r.List {
		c.at = i + 1
		c.rule(&r.List[i])
		name := strings.ToLower(strings.TrimSpace(r.List[i].Name))
		if first := called[name]; name != "" && first > 0 {
			c.add("name", "Rule %d is called “%s” as well; give each its own name.", first, r.List[i].Name)
		} else if name != "" {
			called[name] = c.at
		}
	}
	return c.found
}

// checker collects findings about one rule after the other.
type checker struct {
	at    int
	found []RuleFinding
}

func (c *checker) add(field, message string, facts ...any) {
	c.found = append(c.found, RuleFinding{c.at, field, fmt.Sprintf(message, facts...)})
}

func (c *checker) tax(t Tax) {
	if t.Mode == "" {
		return
	}
	if t.Mode != TakeTaxOff && t.Mode != AddTax {
		c.add("tax.mode", "Tax is either taken off or added, not “%s”.", t.Mode)
	}
	c.field("tax.field", t.Field)
	if t.Percent.Sign() <= 0 {
		c.add("tax.percent", "The tax needs a percentage above 0.")
		return
	}
	c.percent("tax.percent", money.Some(t.Percent), "tax", 0, 100)
}

func (c *checker) units(u Units) {
	if u.Mode == "" {
		return
	}
	if !slices.Contains([]UnitMode{UnitsFixed, UnitsByText, UnitsCents}, u.Mode) {
		c.add("units.mode", "“%s” is no way to know the pieces of an amount.", u.Mode)
	}
	c.field("units.field", u.Field)
	if u.Mode == UnitsFixed && (u.Per < 2 || u.Per > mostPieces) {
		c.add("units.per", "Amounts for several pieces need a number of pieces from 2 to %s.", thousands(mostPieces))
	}
	if len(u.Known) > mostUnits {
		c.add("units.known", "There are %d units; %d are the most.", len(u.Known), mostUnits)
		return
	}
	seen := map[string]bool{}
	for i, known := range u.Known {
		field := fmt.Sprintf("units.known.%d", i+1)
		text := foldUnit(known.Text)
		switch {
		case text == "":
			c.add(field+".text", "A unit needs its text, as the list writes it.")
		case len([]rune(known.Text)) > longestText:
			c.add(field+".text", "A unit's text has at most %d letters.", longestText)
		case seen[text]:
			c.add(field+".text", "The unit “%s” is there twice.", known.Text)
		case known.Pieces < 1 || known.Pieces > mostPieces:
			c.add(field+".pieces", "The unit “%s” needs a number of pieces from 1 to %s.", known.Text, thousands(mostPieces))
		}
		seen[text] = true
	}
}

func (c *checker) field(name string, f Field) {
	if f != Both && f != PriceOnly && f != CostOnly {
		c.add(name, "It holds for the price, the cost or both, not for “%s”.", f)
	}
}

func (c *checker) rule(r *Rule) {
	if len([]rune(r.Name)) > longestText {
		c.add("name", "A rule's name has at most %d letters.", longestText)
	}
	c.when(&r.When)
	c.action(&r.Action)
	if r.Rounding != "" && !slices.Contains(Roundings(), r.Rounding) {
		c.add("rounding", "“%s” is no rounding.", r.Rounding)
	}
	if least, ok := r.LeastProfit.Get(); ok {
		switch {
		case least.Sign() < 0:
			c.add("least_profit", "The least profit can't be below 0.")
		case least.Decimals() > 2 || least.Cmp(money.FromInt(1_000_000)) > 0:
			c.add("least_profit", "The least profit is an amount in whole cents, up to 1,000,000.")
		}
	}
	if r.Action.Kind == KeepPrice {
		if cmp.Or(r.Rounding, ToCents) != ToCents {
			c.add("rounding", "This rule leaves the price as it is, so there is nothing to round.")
		}
		if r.LeastProfit.Known() {
			c.add("least_profit", "This rule leaves the price as it is, so it can't hold a least profit.")
		}
	}
}

func (c *checker) when(w *When) {
	if w.Category != "" && w.Category != catalog.Product && w.Category != catalog.Service {
		c.add("when.category", "Jobber has products and services, and no “%s”.", w.Category)
	}
	for _, pattern := range [][2]string{{"when.name", w.Name}, {"when.code", w.Code}} {
		if len([]rune(pattern[1])) > longestText {
			c.add(pattern[0], "A pattern has at most %d letters.", longestText)
		}
	}
	for _, end := range []struct {
		field string
		value money.Maybe
	}{{"when.cost_from", w.CostFrom}, {"when.cost_to", w.CostTo}} {
		if end.value.Or(money.Amount{}).Sign() < 0 {
			c.add(end.field, "No cost is below 0.")
		}
	}
	c.span("when.cost_to", "cost", w.CostFrom, w.CostTo, "")
	for _, end := range []struct {
		field string
		value money.Maybe
	}{{"when.margin_from", w.MarginFrom}, {"when.margin_to", w.MarginTo}} {
		if end.value.Or(money.Amount{}).Cmp(money.FromInt(100)) > 0 {
			c.add(end.field, "Margin is over the price, so no margin is above 100%%.")
		}
	}
	c.span("when.margin_to", "margin", w.MarginFrom, w.MarginTo, "%")
}

func (c *checker) span(field, what string, from, to money.Maybe, sign string) {
	low, ok := from.Get()
	if high, also := to.Get(); ok && also && high.Cmp(low) < 0 {
		c.add(field, "The %s goes from %s%s to %s%s, which no item fits.", what, low.Plain(), sign, high.Plain(), sign)
	}
}

func (c *checker) action(a *Action) {
	tiered := a.Kind == ByMarkup || a.Kind == ByMargin
	switch {
	case a.Kind == "":
		c.add("action.kind", "It is not said what the rule does.")
	case !slices.Contains(Actions(), a.Kind):
		c.add("action.kind", "“%s” is nothing that a rule can do.", a.Kind)
	case tiered && a.Tiers != nil:
		c.tiers(a)
	case tiered && !a.Percent.Known():
		c.add("action.percent", "The %s needs a percentage.", a.Kind)
	case tiered:
		c.share("action.percent", a.Kind, a.Percent)
	case a.Kind == ByPercent && a.Percent.Or(money.Amount{}).IsZero():
		c.add("action.percent", "It is not said by how many percent the list's price is changed.")
	case a.Kind == ByPercent:
		c.percent("action.percent", a.Percent, "change", -99, 100_000)
	case a.Kind == ByAmount && a.Amount.Or(money.Amount{}).IsZero():
		c.add("action.amount", "It is not said by which amount the list's price is changed.")
	case a.Kind == ByAmount:
		if size := a.Amount.Or(money.Amount{}); size.Decimals() > 4 || size.Abs().Cmp(money.FromInt(1_000_000)) > 0 {
			c.add("action.amount", "The amount has at most four decimals and is from -1,000,000 to 1,000,000.")
		}
	}
}

// tiers checks that every cost has exactly one tier.
func (c *checker) tiers(a *Action) {
	switch {
	case len(a.Tiers) == 0:
		c.add("action.tiers", "There are no tiers, so no cost would have a percentage.")
		return
	case len(a.Tiers) > mostTiers:
		c.add("action.tiers", "There are %d tiers; %d are the most.", len(a.Tiers), mostTiers)
		return
	}
	last := money.Amount{}
	for i, tier := range a.Tiers {
		field := fmt.Sprintf("action.tiers.%d", i+1)
		c.share(field+".percent", a.Kind, money.Some(tier.Percent))
		end, ok := tier.UpTo.Get()
		switch final := i == len(a.Tiers)-1; {
		case final && ok:
			c.add(field+".up_to", "The last tier ends at a cost of %s, so a higher cost would have no percentage; leave its end empty.", end)
		case final:
		case !ok:
			c.add(field+".up_to", "Tier %d has no end, so the tiers after it would never be used.", i+1)
		case end.Cmp(last) <= 0:
			c.add(field+".up_to", "Tier %d ends at %s, which is not above the end of the one before it.", i+1, end)
		}
		last = end
	}
}

// share checks a markup or a margin.
func (c *checker) share(field string, kind ActionKind, percent money.Maybe) {
	if kind == ByMarkup {
		c.percent(field, percent, "markup", 0, 100_000)
		return
	}
	if percent.Or(money.Amount{}).Cmp(money.FromInt(100)) >= 0 {
		c.add(field, "Margin is over the price, so it has to be below 100%%: at 100%% the price would have no end.")
		return
	}
	c.percent(field, percent, "margin", 0, 100)
}

func (c *checker) percent(field string, percent money.Maybe, what string, least, most int64) {
	p, ok := percent.Get()
	switch {
	case !ok:
	case p.Cmp(money.FromInt(least)) < 0 || p.Cmp(money.FromInt(most)) > 0:
		c.add(field, "The %s of %s%% is not between %d%% and %s%%.", what, p.Plain(), least, thousands(most))
	case p.Decimals() > 4:
		c.add(field, "The %s of %s%% has more than four decimals.", what, p.Plain())
	}
}

// thousands writes a whole number with commas.
func thousands(n int64) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
