package plan

import (
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// keeps says whether the lock is about one amount.
func (l Lock) keeps(field Field) bool { return l.Field == Both || l.Field == field }

// Touches says whether carrying the row out would write what the lock keeps. A price that travels along unchanged
// beside a cost is not written.
func (l Lock) Touches(c *Change) bool {
	return l.Field == Both && (c.Visible != nil || c.After != c.Before) ||
		c.After.Markup != c.Before.Markup ||
		l.keeps(PriceOnly) && !c.After.Price.SameCents(c.Before.Price) ||
		l.keeps(CostOnly) && !c.After.Cost.SameCents(c.Before.Cost)
}

// ruledLocked is ruled for an item that may have a lock. A price that keeps the item's markup follows its cost: it stays with a
// cost that is locked, or it would move on with every list.
func (m *maker) ruledLocked(s subject) outcome {
	o := m.ruled(s)
	lock, ok := m.in.Locks[s.item.ID]
	if !ok || !lock.keeps(CostOnly) || o.place == 0 || m.rules.List[o.place-1].Action.Kind != KeepMarkup {
		return o
	}
	s.list.Cost = money.Maybe{}
	without := m.ruled(s)
	o.after.Price, o.rule, o.beyond = without.after.Price, without.rule, without.beyond
	return o
}

// heedLock puts back what the item's lock keeps, and returns the sentence about it: "" where the lock stands in the way of
// nothing. The markup field belongs to both amounts, so it is not managed for an item with a lock.
func (m *maker) heedLock(c *Change) string {
	lock, ok := m.in.Locks[c.Item]
	if !ok {
		return ""
	}
	c.Before.Markup, c.After.Markup = money.Maybe{}, money.Maybe{}
	if c.After == c.Before {
		return ""
	}
	wanted := c.After
	c.After = lock.kept(c.Before, wanted)
	c.Before.Markup, c.After.Markup = money.Maybe{}, money.Maybe{} // it is not managed here, so that it is not sent along either
	return lock.sentence(c.Before, wanted)
}

// kept returns what may become of an item: wanted, with what is locked as it was.
func (l Lock) kept(before, wanted catalog.Prices) catalog.Prices {
	if l.keeps(PriceOnly) {
		wanted.Price = before.Price
	}
	if l.keeps(CostOnly) {
		wanted.Cost = before.Cost
	}
	return wanted
}

// sentence says which amounts stay and what they would become, "" where none would change.
func (l Lock) sentence(before, wanted catalog.Prices) string {
	type amount struct {
		field         Field
		name          string
		before, after money.Maybe
	}
	var stays []amount
	for _, a := range []amount{{PriceOnly, "price", before.Price, wanted.Price}, {CostOnly, "cost", before.Cost, wanted.Cost}} {
		if l.keeps(a.field) && a.before != a.after {
			stays = append(stays, a)
		}
	}
	switch {
	case len(stays) == 0:
		return ""
	case len(stays) == 2:
		return fmt.Sprintf("The item is locked%s: price %s and cost %s stay, where they would become %s and %s.",
			l.because(), orNone(before.Price), orNone(before.Cost), orNone(wanted.Price), orNone(wanted.Cost))
	case l.Field == Both:
		return fmt.Sprintf("The item is locked%s: its %s stays at %s, where it would become %s.", l.because(), stays[0].name, orNone(stays[0].before), orNone(stays[0].after))
	}
	return fmt.Sprintf("The %s is locked%s and stays at %s, where it would become %s.", stays[0].name, l.because(), orNone(stays[0].before), orNone(stays[0].after))
}

// because is the reason of a lock inside a sentence.
func (l Lock) because() string {
	if l.Why == "" {
		return ""
	}
	return " (“" + l.Why + "”)"
}

func orNone(m money.Maybe) string {
	if !m.Known() {
		return "empty"
	}
	return m.String()
}
