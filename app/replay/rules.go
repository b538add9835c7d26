package replay

import (
	"slices"
	"strings"

	"pricesync/app/money"
	"pricesync/app/plan"
)

// rules returns the rules of the copy: without names, with the amounts multiplied like all others, and with the words that
// stand for those of patterns and units. A pattern that cuts a word fits nothing in the copy; then there is none.
func (s *scrubber) rules() plan.Rules {
	r := s.original.Rules
	times := func(m money.Maybe) money.Maybe {
		if a, ok := m.Get(); ok {
			return money.Some(a.Mul(s.shift.factor))
		}
		return m
	}
	r.Units.Known = slices.Clone(r.Units.Known)
	for i := range r.Units.Known {
		r.Units.Known[i].Text = s.words.hide(r.Units.Known[i].Text, longNumber)
	}
	r.List = slices.Clone(r.List)
	for i := range r.List {
		rule := &r.List[i]
		w, a := &rule.When, &rule.Action
		rule.Name, rule.LeastProfit = "", times(rule.LeastProfit)
		w.Name, w.Code = s.words.hide(w.Name, longNumber), s.words.hide(w.Code, longNumber)
		w.CostFrom, w.CostTo, a.Amount = times(w.CostFrom), times(w.CostTo), times(a.Amount)
		a.Tiers = slices.Clone(a.Tiers)
		for j := range a.Tiers {
			a.Tiers[j].UpTo = times(a.Tiers[j].UpTo)
		}
	}
	return r
}

// learnRules notes the words of the rules as real ones.
func (s *scrubber) learnRules() {
	for _, known := range s.original.Rules.Units.Known {
		s.words.learn(known.Text)
	}
	for _, rule := range s.original.Rules.List {
		for _, text := range []string{rule.Name, rule.When.Name, rule.When.Code} {
			s.words.learn(text)
		}
	}
}

// computes says whether prices come about by more than the list's own amounts.
func computes(r plan.Rules) bool {
	return r.Markup.Known() || len(r.List) > 0 || r.Tax.Mode != "" || r.Units.Mode != ""
}

// decidedBy returns what of a rule's sentence is the same in a copy: what was done first, without the rule's name and numbers.
func decidedBy(text string) string {
	if strings.HasPrefix(text, "Rule ") {
		if _, rest, ok := strings.Cut(text, ": "); ok {
			text = rest
		}
	}
	text, _, _ = strings.Cut(text, "; ")
	text, _, _ = strings.Cut(text, ", instead")
	return strings.ReplaceAll(numberless(text), "…", "")
}
