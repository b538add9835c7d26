package plan

import (
	"cmp"
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// most is what no amount may reach, in whole units: in cents, an amount below it has at most 14 digits, which Jobber's Float
// holds.
const most = 1_000_000_000_000

// work is the arithmetic of one row.
type work struct {
	*subject
	set         *ruleset
	now         catalog.Prices // as Jobber holds them, or would after the first rule
	price, cost figure
	counted     bool // units brought an amount to one piece
	beyond      bool
	quiet       bool // say nothing
	steps       []string
}

// figure is one amount of the list after tax and units.
type figure struct {
	known bool
	plain bool // as the file says it
	exact money.Exact
	told  []string
}

// quietly returns the same work without words.
func (w *work) quietly() *work {
	silent := *w
	silent.quiet = true
	return &silent
}

func (w *work) say(format string, facts ...any) {
	if !w.quiet {
		w.steps = append(w.steps, fmt.Sprintf(format, facts...))
	}
}

// takeIn takes tax and units out of the list's amounts, or brings them in.
func (w *work) takeIn() {
	sure := [2]bool{}
	w.price, sure[0] = w.taken("price", w.list.Price, w.row.PriceText, PriceOnly)
	w.cost, sure[1] = w.taken("cost", w.list.Cost, w.row.CostText, CostOnly)
	w.counted = w.counted && sure[0] && sure[1]
}

// taken is one amount after tax and units, and whether it is sure for how many pieces it is.
func (w *work) taken(name string, own money.Maybe, cell string, field Field) (figure, bool) {
	a, ok := own.Get()
	if !ok {
		return figure{}, true
	}
	sure := true
	f := figure{known: true, plain: true, exact: money.Exactly(a)}
	if tax := w.set.Tax; tax.Mode != "" && (tax.Field == Both || tax.Field == field) {
		f.tax(name, tax, &w.beyond)
	}
	if units := w.set.Units; units.Mode != "" && (units.Field == Both || units.Field == field) {
		var pieces int
		pieces, sure = w.set.pieces(w.row, cell)
		f.units(name, units.Mode, pieces)
		w.counted = w.counted || pieces > 1
	}
	return f, sure
}

func (f *figure) tax(name string, t Tax, beyond *bool) {
	factor := money.Exactly(t.Percent).Over(money.FromInt(100)).Plus(money.FromInt(1))
	by, err := factor.Round(6)
	if err != nil || by.Sign() <= 0 {
		*beyond = true
		return
	}
	from := f.exact
	sign, what := "×", "added"
	if f.exact = from.Markup(t.Percent); t.Mode == TakeTaxOff {
		f.exact = from.Margin(t.Percent.Neg())
		sign, what = "÷", "taken off"
	}
	f.plain = false
	f.told = append(f.told, fmt.Sprintf("%s %s %s %s (%s%% tax %s) = %s", name, show(from), sign, by.Plain(), t.Percent.Plain(), what, show(f.exact)))
}

func (f *figure) units(name string, mode UnitMode, pieces int) {
	if pieces < 2 {
		return
	}
	from, per := f.exact, fmt.Sprintf("per %d", pieces)
	if mode == UnitsCents {
		per = "in pence or cents"
	}
	f.exact, f.plain = from.Over(money.FromInt(int64(pieces))), false
	f.told = append(f.told, fmt.Sprintf("%s %s %s ÷ %d = %s", name, show(from), per, pieces, show(f.exact)))
}

// use says how a figure came about.
func (w *work) use(f figure) {
	if !w.quiet {
		w.steps = append(w.steps, f.told...)
	}
}

// result is what the rule at that place makes of the row; place 0 is what happens where none fits.
func (w *work) result(place int) outcome {
	w.steps = nil
	rule := Rule{Action: Action{Kind: FromList}}
	if place > 0 {
		rule = w.set.List[place-1]
	} else if w.set.Markup.Known() {
		rule.Action = Action{Kind: ByMarkup, Percent: w.set.Markup}
	}
	o := outcome{place: place, manages: rule.WriteMarkup, counted: w.counted}
	w.use(w.cost)
	wanted := w.wanted(&rule, place > 0)
	var cost money.Maybe
	if w.cost.known {
		cost = money.Some(w.round(w.cost.exact, ToCents))
	}
	o.after.Cost = w.set.settle("cost", cost, w.now.Cost, &o.kept)
	price := w.finish(&rule, wanted, o.after.Cost)
	o.after.Price = w.set.settle("price", price, w.now.Price, &o.kept)
	if len(o.kept) == 2 { // told price first
		o.kept[0], o.kept[1] = o.kept[1], o.kept[0]
	}
	o.rounded = wanted.own && finer(w.list.Price) && w.price.plain || finer(w.list.Cost) && w.cost.plain
	o.beyond, o.steps = w.beyond, w.steps
	return o
}

// wish is the price that an action asks for, before it is rounded.
type wish struct {
	known, own bool // own: it is the list's
	exact      money.Exact
}

// wanted does the action.
func (w *work) wanted(rule *Rule, named bool) wish {
	a := rule.Action
	kind := a.Kind
	if w.new && (kind == KeepMarkup || kind == KeepPrice) {
		kind = FromList
	}
	switch kind {
	case ByMarkup, ByMargin:
		if w.cost.known {
			return w.byCost(a)
		}
		if w.price.known {
			w.say("the list's price: this line has no cost to %s", map[ActionKind]string{ByMarkup: "mark up", ByMargin: "make a margin on"}[kind])
		}
		return w.own(named && !w.price.known)
	case KeepMarkup:
		return w.keepMarkup()
	case KeepPrice:
		w.say("sets the cost only%s%s", w.stays(", the price stays"), w.instead(w.now.Price))
		return wish{}
	case ByPercent, ByAmount:
		return w.moved(a)
	}
	return w.own(named)
}

// own takes the list's price.
func (w *work) own(named bool) wish {
	if !w.price.known {
		if named {
			w.say("the list's cost, and no price on this line%s", w.stays(", so the price stays"))
		}
		return wish{}
	}
	w.use(w.price)
	if named {
		what := "the list's price"
		if w.cost.known {
			what += " and cost"
		}
		w.say("%s", what)
	}
	return wish{true, true, w.price.exact}
}

// byCost makes the price from the cost, by markup or margin.
func (w *work) byCost(a Action) wish {
	percent, tier, ok := a.percentFor(w.cost.exact)
	if !ok {
		w.beyond = true
		return wish{}
	}
	made, over, sum := w.cost.exact, "markup %s%% over cost", ""
	if a.Kind == ByMarkup {
		made = made.Markup(percent)
		if !w.quiet {
			sum = fmt.Sprintf("%s %s", show(w.cost.exact), signed(percent, "%"))
		}
	} else {
		rest := money.Exactly(percent.Neg()).Plus(money.FromInt(100)).Over(money.FromInt(100))
		if rest.Sign() <= 0 {
			w.beyond = true
			return wish{}
		}
		made, over = made.Margin(percent), "margin %s%% over price"
		if !w.quiet {
			sum = fmt.Sprintf("%s ÷ %s", show(w.cost.exact), show(rest))
		}
	}
	if w.quiet {
		return wish{known: true, exact: made}
	}
	if tier != "" {
		tier = " (" + tier + ")"
	}
	w.say(over+"%s: %s = %s", percent.Plain(), tier, sum, show(made))
	return wish{known: true, exact: made}
}

// percentFor returns the percent for a cost, and its tier in words.
func (a Action) percentFor(cost money.Exact) (money.Amount, string, bool) {
	for i, tier := range a.Tiers {
		end, ok := tier.UpTo.Get()
		if ok && cost.Cmp(end) > 0 {
			continue
		}
		switch {
		case ok && i == 0:
			return tier.Percent, fmt.Sprintf("for costs up to %s", end), true
		case ok:
			return tier.Percent, fmt.Sprintf("for costs above %s up to %s", a.Tiers[i-1].UpTo, end), true
		case i > 0:
			return tier.Percent, fmt.Sprintf("for costs above %s", a.Tiers[i-1].UpTo), true
		}
		return tier.Percent, "", true
	}
	percent, ok := a.Percent.Get()
	return percent, "", ok && a.Tiers == nil
}

// keepMarkup moves the price with the cost.
func (w *work) keepMarkup() wish {
	price, priced := w.now.Price.Get()
	cost, known := w.now.Cost.Get()
	switch {
	case !w.cost.known:
		w.say("the list has no cost here%s%s", w.stays(", so the price stays"), w.instead(w.now.Price))
		return wish{}
	case !priced || !known || cost.Sign() <= 0:
		w.say("Jobber has no markup to keep%s%s", w.stays(", so the price stays"), w.instead(w.now.Price))
		return wish{}
	}
	if rounded, err := w.cost.exact.Round(2); err == nil && rounded == cost.Cents() {
		w.say("keeps the markup: the cost is the same, so the price stays at %s%s", price, w.instead(w.now.Price))
		return wish{}
	}
	made := w.cost.exact.Times(price).Over(cost)
	if w.quiet {
		return wish{known: true, exact: made}
	}
	w.say("keeps the markup of %s%% over cost: %s × %s ÷ %s = %s", Markup(w.now).Or(money.Amount{}).Plain(), show(w.cost.exact), price, cost, show(made))
	return wish{known: true, exact: made}
}

// moved changes the list's price by a percentage or an amount.
func (w *work) moved(a Action) wish {
	if !w.price.known {
		w.say("the list has no price here%s", w.stays(", so the price stays"))
		return wish{}
	}
	w.use(w.price)
	by, sign := a.Percent.Or(money.Amount{}), "%"
	made := w.price.exact.Markup(by)
	if a.Kind == ByAmount {
		by, sign = a.Amount.Or(money.Amount{}), ""
		made = w.price.exact.Plus(by)
	}
	if !w.quiet {
		w.say("the list's price %s %s = %s", show(w.price.exact), signed(by, sign), show(made))
	}
	return wish{known: true, exact: made}
}

// finish rounds the wish and raises it to the least profit over the cost that Jobber will hold. Absent is a price that
// stays.
func (w *work) finish(rule *Rule, wanted wish, cost money.Maybe) money.Maybe {
	var price money.Maybe
	how := cmp.Or(rule.Rounding, ToCents)
	if wanted.known {
		rounded := w.round(wanted.exact, how)
		if w.beyond {
			return price
		}
		if wanted.exact.Cmp(rounded) != 0 && !(wanted.own && how == ToCents && w.price.plain) {
			w.say("%s = %s", how.words(), rounded)
		}
		price = money.Some(rounded)
	}
	least, ok := rule.LeastProfit.Get()
	paid, known := cost.Get()
	reached, has := price.Get()
	if !has {
		reached, has = w.now.Price.Get()
		has = has || w.new // which has a price of zero then
	}
	if ok && known && has && rule.Action.Kind != KeepPrice {
		floor := money.Exactly(paid).Plus(least)
		if floor.Cmp(reached) > 0 {
			if !w.quiet {
				w.say("the cost of %s and the least profit of %s make %s", paid, least, show(floor))
			}
			raised := w.raise(floor, how)
			if floor.Cmp(raised) != 0 {
				w.say("%s = %s", how.raising(), raised)
			}
			price = money.Some(raised)
		}
	}
	if made, ok := price.Get(); ok && !wanted.own && rule.Action.Kind != ByPercent && rule.Action.Kind != ByAmount && len(w.steps) > 0 {
		w.steps[len(w.steps)-1] += w.instead(money.Some(made))
	}
	return price
}

// stays says that the price stays as it is; nothing where there is none yet.
func (w *work) stays(text string) string {
	if price, ok := w.now.Price.Get(); ok {
		return text + " at " + price.String()
	}
	return ""
}

// instead says what the list would have had as the price, where that is something else.
func (w *work) instead(price money.Maybe) string {
	if w.quiet || !w.price.known {
		return ""
	}
	own, err := w.price.exact.Round(2)
	if err != nil || money.Some(own).SameCents(price) {
		return ""
	}
	return ", instead of the list's " + show(w.price.exact)
}
