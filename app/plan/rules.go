package plan

import (
	"fmt"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// outcome is what the rules make of one row.
type outcome struct {
	after   catalog.Prices // equal to Jobber's where a field stays
	rule    string         // which rules decided, in words
	kept    []kept         // the fields that would have fallen and stay
	stored  []kept         // the fields that stay since Jobber stores something else for what would be sent
	rounded bool           // an amount of the file was rounded to cents
}

// kept is a field that stays as it is although the list says otherwise.
type kept struct {
	field        string
	before, list money.Amount
}

// apply computes Jobber's next amounts from the list's. A field that the list does not give, and that no rule
// computes, stays; so does one that is the same in cents, down to what Jobber holds beyond them.
func (r Rules) apply(list, before catalog.Prices) outcome {
	want := catalog.Prices{Price: cents(list.Price), Cost: cents(list.Cost)}
	var o outcome
	var rules []string
	price := list.Price
	if percent, ok := r.Markup.Get(); ok {
		if cost, ok := list.Cost.Get(); ok {
			computed := cost.Markup(percent).Cents()
			want.Price, price = money.Some(computed), money.Maybe{}
			rules = append(rules, markupRule(percent, cost, computed, list.Price))
		} else {
			rules = append(rules, "The list's price: this line has no cost to mark up")
		}
	}
	o.rounded = finer(price) || finer(list.Cost)
	o.after.Price = r.settle("price", want.Price, before.Price, &o.kept)
	o.after.Cost = r.settle("cost", want.Cost, before.Cost, &o.kept)
	if len(o.kept) > 0 {
		rules = append(rules, keptRule(o.kept))
	}
	o.rule = strings.Join(rules, ". ")
	return o
}

// settle returns the next amount of one field.
func (r Rules) settle(field string, want, before money.Maybe, stays *[]kept) money.Maybe {
	next, ok := want.Get()
	if !ok || want.SameCents(before) {
		return before
	}
	if now, ok := before.Get(); ok && r.OnlyIncrease && next.Cmp(now) < 0 {
		*stays = append(*stays, kept{field, now, next})
		return before
	}
	return want
}

// heed leaves a field as it is where Jobber, sent the very amount, last stored the one that it still holds: sending it
// again would change nothing.
func (o *outcome) heed(a Answer, before catalog.Prices) {
	o.after.Price = a.settle("price", a.Sent.Price, a.Stored.Price, o.after.Price, before.Price, &o.stored)
	o.after.Cost = a.settle("cost", a.Sent.Cost, a.Stored.Cost, o.after.Cost, before.Cost, &o.stored)
}

func (Answer) settle(field string, sent, stored, after, before money.Maybe, stays *[]kept) money.Maybe {
	next, ok := after.Get()
	now, had := before.Get()
	if !ok || !had || after.SameCents(before) || !after.SameCents(sent) || !before.SameCents(stored) {
		return after
	}
	*stays = append(*stays, kept{field, now, next})
	return before
}

func markupRule(percent, cost, computed money.Amount, list money.Maybe) string {
	sign := "+"
	if percent.Sign() < 0 {
		sign = "-"
	}
	text := fmt.Sprintf("Markup %s%%: %s %s %s%% = %s", percent.Plain(), cost, sign, percent.Abs().Plain(), computed)
	if own, ok := list.Get(); ok && !own.SameCents(computed) {
		text += fmt.Sprintf(", instead of the list's %s", own)
	}
	return text
}

func keptRule(stays []kept) string {
	parts := make([]string, len(stays))
	for i, k := range stays {
		parts[i] = fmt.Sprintf("the %s stays at %s", k.field, k.before)
	}
	return "Only increases: " + strings.Join(parts, ", ")
}

// cents rounds a present amount to hundredths.
func cents(m money.Maybe) money.Maybe {
	if a, ok := m.Get(); ok {
		return money.Some(a.Cents())
	}
	return m
}

// finer says whether an amount has more than two decimals.
func finer(m money.Maybe) bool {
	a, ok := m.Get()
	return ok && a.Decimals() > 2
}
