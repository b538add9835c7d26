package plan

import (
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// manage sets the item's markup field along with price and cost, where the rule that decided manages it and there is a
// cost to mark up. What Jobber stored for the very markup before stays.
func (o *outcome) manage(item catalog.Item, a Answer) {
	if !o.manages {
		return
	}
	o.before.Markup = item.Markup
	o.after.Markup = derived(o.after.Price, o.after.Cost, item.Markup)
	percent, ok := o.after.Markup.Get()
	if !ok {
		o.before.Markup = money.Maybe{}
		o.steps = append(o.steps, "Jobber's markup field stays, since there is no cost to mark up")
		return
	}
	o.steps = append(o.steps, fmt.Sprintf("Jobber's markup field: %s %s = %s", o.after.Cost, signed(percent, "%"), o.after.Price.Or(percent).Cents()))
	same := o.after.Price == o.before.Price && o.after.Cost == o.before.Cost
	if now, had := item.Markup.Get(); same && had && o.after.Markup == a.Sent.Markup && item.Markup == a.Stored.Markup && now != percent {
		o.stored = append(o.stored, kept{"markup", now, percent})
		o.after.Markup = item.Markup
	}
}

// derived returns the markup that makes of the cost the price, to the cent: the one at present where that does, else
// the one with the fewest decimals. It is absent where there is no cost to mark up. In a Float it keeps its value, since
// it has no more digits than the price has in hundredths of a cent.
func derived(price, cost, present money.Maybe) money.Maybe {
	sold, priced := price.Get()
	paid, known := cost.Get()
	if !priced || !known || paid.Sign() <= 0 {
		return money.Maybe{}
	}
	if (catalog.Prices{Price: price, Cost: cost, Markup: present}).Agrees() {
		return present
	}
	exact := money.Exactly(sold).Times(money.FromInt(100)).Over(paid).Plus(money.FromInt(-100))
	for decimals := range 13 {
		percent, err := exact.Round(decimals)
		if err == nil && (catalog.Prices{Price: price, Cost: cost, Markup: money.Some(percent)}).Agrees() {
			return money.Some(percent)
		}
	}
	return money.Maybe{}
}
