package plan

// rules writes everything that decides amounts.
func (w *canon) rules(r Rules) {
	w.truth(r.OnlyIncrease)
	w.maybe(r.Markup)
	w.text(string(r.Tax.Mode))
	w.amount(r.Tax.Percent)
	w.text(string(r.Tax.Field))
	w.text(string(r.Units.Mode))
	w.number(r.Units.Per)
	w.number(len(r.Units.Known))
	for _, known := range r.Units.Known {
		w.text(known.Text)
		w.number(known.Pieces)
	}
	w.text(string(r.Units.Field))
	w.number(len(r.List))
	for i := range r.List {
		w.rule(&r.List[i])
	}
}

func (w *canon) rule(r *Rule) {
	w.text(r.Name)
	w.text(string(r.When.Category))
	w.text(r.When.Name)
	w.text(r.When.Code)
	w.maybe(r.When.CostFrom)
	w.maybe(r.When.CostTo)
	w.maybe(r.When.MarginFrom)
	w.maybe(r.When.MarginTo)
	w.text(string(r.Action.Kind))
	w.maybe(r.Action.Percent)
	w.maybe(r.Action.Amount)
	w.number(len(r.Action.Tiers))
	for _, tier := range r.Action.Tiers {
		w.maybe(tier.UpTo)
		w.amount(tier.Percent)
	}
	w.text(string(r.Rounding))
	w.maybe(r.LeastProfit)
	w.truth(r.WriteMarkup)
}
