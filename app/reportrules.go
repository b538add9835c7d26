package app

import (
	"cmp"
	"fmt"

	"pricesync/app/plan"
)

// rulesInWords tells rules to a support person: what they do, without names, patterns and amounts.
func rulesInWords(rules plan.Rules) []string {
	words := []string{}
	if rules.OnlyIncrease {
		words = append(words, "only increase")
	}
	if percent, ok := rules.Markup.Get(); ok {
		words = append(words, "markup "+percent.Plain()+"%")
	}
	if t := rules.Tax; t.Mode != "" {
		words = append(words, fmt.Sprintf("tax %s%% %s, %s", t.Percent.Plain(), t.Mode, cmp.Or(string(t.Field), "price and cost")))
	}
	if u := rules.Units; u.Mode != "" {
		words = append(words, fmt.Sprintf("units %s %d, %d texts, %s", u.Mode, u.Per, len(u.Known), cmp.Or(string(u.Field), "price and cost")))
	}
	for i, rule := range rules.List {
		words = append(words, fmt.Sprintf("rule %d: %s", i+1, ruleInWords(rule)))
	}
	return words
}

func ruleInWords(rule plan.Rule) string {
	text := string(rule.Action.Kind)
	if percent, ok := rule.Action.Percent.Get(); ok {
		text += " " + percent.Plain() + "%"
	}
	if n := len(rule.Action.Tiers); n > 0 {
		text += fmt.Sprintf(" by %d tiers", n)
	}
	w := rule.When
	for _, condition := range []struct {
		name string
		set  bool
	}{
		{"category", w.Category != ""}, {"name", w.Name != ""}, {"code", w.Code != ""}, {"cost", w.CostFrom.Known() || w.CostTo.Known()},
		{"margin", w.MarginFrom.Known() || w.MarginTo.Known()},
	} {
		if condition.set {
			text += ", when " + condition.name
		}
	}
	text += ", rounding " + string(cmp.Or(rule.Rounding, plan.ToCents))
	if rule.LeastProfit.Known() {
		text += ", least profit"
	}
	if rule.WriteMarkup {
		text += ", writes the markup"
	}
	return text
}
