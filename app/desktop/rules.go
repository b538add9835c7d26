package desktop

import (
	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// Rules returns a supplier's price rules, or the account's where supplier is "".
func (b *Bridge) Rules(supplier string) (PriceRulesView, error) {
	rules, err := b.app.Rules(b.context(), supplier)
	return priceRulesView(rules), err
}

// SaveRules remembers a supplier's price rules, or the account's where supplier is "". Where there are findings nothing
// is saved.
func (b *Bridge) SaveRules(supplier string, rules PriceRulesView) (SavedRulesView, error) {
	read, found := rules.rules()
	if len(found) > 0 {
		return SavedRulesView{Findings: found, Rules: rules.filled()}, nil
	}
	if err := b.app.SaveRules(b.context(), supplier, read); err != nil {
		return SavedRulesView{Findings: []RuleFindingView{}, Rules: rules.filled()}, err
	}
	return SavedRulesView{Saved: true, Findings: []RuleFindingView{}, Rules: priceRulesView(read)}, nil
}

// TryRules works price rules on real rows of a plan that is shown, without saving them. Without a plan it says only what
// is wrong with them.
func (b *Bridge) TryRules(supplier string, rules PriceRulesView, planID string) (TriedRulesView, error) {
	view := TriedRulesView{Findings: []RuleFindingView{}, Decided: []int{}, Examples: []RuleExampleView{}}
	read, found := rules.rules()
	if len(found) > 0 || planID == "" {
		view.Findings = append(view.Findings, found...)
		return view, nil
	}
	shown, err := b.reviewed(planID)
	if err != nil || shown.list == nil || shown.from.handle == "" {
		return view, err
	}
	tried, err := b.app.TryRules(b.context(), supplier, read, shown.list, shown.plan, shown.from.supplier)
	if err != nil {
		return view, err
	}
	return triedRulesView(view, tried), nil
}

func triedRulesView(view TriedRulesView, tried app.TriedRules) TriedRulesView {
	view.Others = tried.Others
	for at, rows := range tried.Decided {
		if place := at + 1; place >= tried.First && place < tried.First+tried.Rules {
			view.Decided = append(view.Decided, rows)
		} else {
			view.Others += rows
		}
	}
	for _, e := range tried.Examples {
		rule := e.Place - tried.First + 1
		if e.Place == 0 || rule > tried.Rules {
			rule = 0
		}
		c := e.Change
		view.Examples = append(view.Examples, RuleExampleView{
			Line: c.Line, Name: c.Name, Code: c.Code, Item: c.ItemName, Rule: max(rule, 0), Verdict: string(c.Verdict), Message: c.Message, Why: c.Rule,
			List: amountsView(c.List), Before: amountsView(c.Before), After: amountsView(c.After), Steps: append([]string{}, e.Steps...),
		})
	}
	return view
}

func amountsView(p catalog.Prices) AmountsView {
	markup := ""
	if m, ok := p.Markup.Get(); ok {
		markup = m.Plain()
	}
	margin := plan.Margin(p)
	return AmountsView{Price: p.Price.String(), Cost: p.Cost.String(), Markup: markup, Margin: plainText(margin)}
}

func plainText(m money.Maybe) string {
	if a, ok := m.Get(); ok {
		return a.Plain()
	}
	return ""
}

// rules reads what the page sent, and says what is wrong with it.
func (v PriceRulesView) rules() (plan.Rules, []RuleFindingView) {
	rules, found := v.text().Read()
	if len(found) == 0 {
		found = rules.Check()
	}
	views := make([]RuleFindingView, 0, len(found))
	for _, f := range found {
		views = append(views, RuleFindingView(f))
	}
	return rules, views
}

// filled returns the view without an absent list, as the page expects it.
func (v PriceRulesView) filled() PriceRulesView {
	v.List = append([]RuleView{}, v.List...)
	v.Units.Known = append([]UnitView{}, v.Units.Known...)
	for i := range v.List {
		v.List[i].Action.Tiers = append([]TierView{}, v.List[i].Action.Tiers...)
	}
	return v
}

func (v PriceRulesView) text() plan.RulesText {
	t := plan.RulesText{
		OnlyIncrease: v.OnlyIncrease, Markup: v.Markup, Tax: plan.TaxText{Mode: plan.TaxMode(v.Tax.Mode), Percent: v.Tax.Percent, Field: plan.Field(v.Tax.Field)},
		Units: plan.UnitsText{Mode: plan.UnitMode(v.Units.Mode), Per: v.Units.Per, Field: plan.Field(v.Units.Field)},
	}
	if v.Tax.Mode == "" {
		t.Tax = plan.TaxText{}
	}
	for _, u := range v.Units.Known {
		t.Units.Known = append(t.Units.Known, plan.UnitOfText(u))
	}
	for _, r := range v.List {
		rule := plan.RuleText{
			Name: r.Name, Rounding: plan.Rounding(r.Rounding), LeastProfit: r.LeastProfit, WriteMarkup: r.WriteMarkup,
			When: plan.WhenText{
				Category: catalog.Category(r.When.Category), Name: r.When.Name, Code: r.When.Code,
				CostFrom: r.When.CostFrom, CostTo: r.When.CostTo, MarginFrom: r.When.MarginFrom, MarginTo: r.When.MarginTo,
			},
			Action: plan.ActionText{Kind: plan.ActionKind(r.Action.Kind), Percent: r.Action.Percent, Amount: r.Action.Amount},
		}
		if r.Action.Tiered {
			rule.Action.Percent, rule.Action.Tiers = "", []plan.TierText{}
			for _, tier := range r.Action.Tiers {
				rule.Action.Tiers = append(rule.Action.Tiers, plan.TierText(tier))
			}
		}
		t.List = append(t.List, rule)
	}
	return t
}

func priceRulesView(r plan.Rules) PriceRulesView {
	t := r.Text()
	v := PriceRulesView{
		OnlyIncrease: t.OnlyIncrease, Markup: t.Markup, Tax: TaxView{string(t.Tax.Mode), t.Tax.Percent, string(t.Tax.Field)},
		Units: UnitsView{Mode: string(t.Units.Mode), Per: t.Units.Per, Field: string(t.Units.Field)},
	}
	for _, u := range t.Units.Known {
		v.Units.Known = append(v.Units.Known, UnitView(u))
	}
	for _, r := range t.List {
		w, a := r.When, r.Action
		rule := RuleView{
			Name: r.Name, When: WhenView{string(w.Category), w.Name, w.Code, w.CostFrom, w.CostTo, w.MarginFrom, w.MarginTo},
			Action:   RuleActionView{Kind: string(a.Kind), Percent: a.Percent, Amount: a.Amount, Tiered: a.Tiers != nil},
			Rounding: string(r.Rounding), LeastProfit: r.LeastProfit, WriteMarkup: r.WriteMarkup,
		}
		for _, tier := range a.Tiers {
			rule.Action.Tiers = append(rule.Action.Tiers, TierView(tier))
		}
		v.List = append(v.List, rule)
	}
	return v.filled()
}
