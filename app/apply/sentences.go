package apply

import (
	"fmt"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// The sentences that need no facts.
const (
	gone        = "This item is no longer in Jobber."
	readBack    = "Jobber's answer was lost; reading the item again confirmed it."
	lostAnswer  = "Jobber did not answer before the run stopped. Resume the run to find out."
	lostTwice   = "Jobber did not answer twice, and the item still has its old values. Sync this row again."
	createTwice = "Jobber did not answer twice, and the item was not created. Sync this row again."
	lockedSince = "This item was locked after the preview, so nothing was sent for it."
	nameTaken   = "An item with this name has come into Jobber since the preview, so none was created. Make a new preview: this line will match it."
	leftAlone   = " It was left alone."
)

// field is one amount of a row at the three times that a sentence speaks of.
type field struct {
	name               string
	before, after, now money.Maybe // the preview's, the plan's (absent: not asked), Jobber's as just read
}

func fields(c *plan.Change, item catalog.Item) []field {
	want, now := asked(c), item.Managed(managed(c))
	all := []field{
		{"price", c.Before.Price, want.Price, now.Price},
		{"cost", c.Before.Cost, want.Cost, now.Cost},
	}
	if managed(c) {
		all = append(all, field{markup, c.Before.Markup, want.Markup, now.Markup})
	}
	return all
}

// markup is the field whose amounts are percents.
const markup = "markup"

// text writes one amount of the field.
func (f field) text(m money.Maybe) string { return fieldText(f.name, m) }

func fieldText(name string, m money.Maybe) string {
	if a, ok := m.Get(); ok && name == markup {
		return a.Plain() + "%"
	}
	return amount(m)
}

// stays says whether the field is still as the preview showed it.
func (f field) stays() bool {
	if f.name == markup {
		return f.now == f.before
	}
	return f.now.SameCents(f.before)
}

// moved says what Jobber holds instead of what the preview showed, and what the plan would have set.
func moved(c *plan.Change, now catalog.Item) string {
	var parts []string
	for _, f := range fields(c, now) {
		if f.stays() {
			continue
		}
		plan := "would leave it"
		if f.after.Known() {
			plan = "would set " + f.text(f.after)
		}
		parts = append(parts, fmt.Sprintf("The %s in Jobber is now %s; the preview showed %s and %s.",
			f.name, f.text(f.now), f.text(f.before), plan))
	}
	return strings.Join(parts, " ") + leftAlone
}

// lostAndMoved says what was read back where it is neither what was there nor what was sent.
func lostAndMoved(c *plan.Change, now catalog.Item) string {
	parts := []string{"Jobber's answer was lost."}
	for _, f := range fields(c, now) {
		switch {
		case f.after.Known():
			parts = append(parts, fmt.Sprintf("The %s in Jobber is now %s; it was %s and %s was sent.",
				f.name, f.text(f.now), f.text(f.before), f.text(f.after)))
		case !f.stays():
			parts = append(parts, fmt.Sprintf("The %s in Jobber is now %s; it was %s.", f.name, f.text(f.now), f.text(f.before)))
		}
	}
	return strings.Join(parts, " ") + leftAlone
}

// lostAndNamed says that the name of a lost creation is taken, and by what.
func lostAndNamed(sent catalog.Prices, named []catalog.Item) string {
	if len(named) > 1 {
		return fmt.Sprintf("Jobber's answer was lost. %d items have this name in Jobber now; one with %s was to be created. Look at them in Jobber.",
			len(named), both(sent))
	}
	return fmt.Sprintf("Jobber's answer was lost. An item with this name is in Jobber now with %s; %s was sent. Look at it in Jobber.",
		both(named[0].Prices()), both(sent))
}

// already says what Jobber held before anything was sent.
func already(c *plan.Change) string {
	want := asked(c)
	switch {
	case want.Markup.Known():
		return "Jobber already has this price, cost and markup."
	case want.Price.Known() && want.Cost.Known():
		return "Jobber already has this price and cost."
	case want.Price.Known():
		return "Jobber already has this price."
	case want.Cost.Known():
		return "Jobber already has this cost."
	case c.Visible != nil && *c.Visible:
		return "Jobber already offers this item."
	case c.Visible != nil:
		return "Jobber already hides this item."
	}
	return "There is nothing to change."
}

// differences says what Jobber stored otherwise than was sent, or moved although it was not asked to; "" for nothing.
func differences(c *plan.Change, before, stored catalog.Item) string {
	want := asked(c)
	var parts []string
	parts = appendDifference(parts, "price", want.Price, before.Prices().Price, stored.Prices().Price)
	parts = appendDifference(parts, "cost", want.Cost, before.Cost, stored.Cost)
	parts = appendMarkup(parts, want, stored.Managed(true))
	if c.Visible != nil && stored.Visible != *c.Visible {
		if stored.Visible {
			parts = append(parts, "Jobber still offers this item although it was asked to hide it.")
		} else {
			parts = append(parts, "Jobber still hides this item although it was asked to offer it.")
		}
	}
	return strings.Join(parts, " ")
}

// createdOtherwise says what a new item got otherwise than was sent; "" for nothing.
func createdOtherwise(sent, stored catalog.Prices) string {
	var parts []string
	parts = appendDifference(parts, "price", sent.Price, money.Maybe{}, stored.Price)
	if !sameCost(sent, stored) {
		if sent.Cost.Known() {
			parts = appendDifference(parts, "cost", sent.Cost, money.Maybe{}, stored.Cost)
		} else {
			parts = append(parts, fmt.Sprintf("Jobber gave it a cost of %s, which was not asked.", amount(stored.Cost)))
		}
	}
	return strings.Join(appendMarkup(parts, sent, stored), " ")
}

// appendMarkup says where a managed markup was stored as one that makes another price.
func appendMarkup(parts []string, sent, stored catalog.Prices) []string {
	if !sent.Markup.Known() || sent.SameMarkup(stored) {
		return parts
	}
	return append(parts, fmt.Sprintf("Jobber stored %s as the markup; %s was sent.", fieldText(markup, stored.Markup), fieldText(markup, sent.Markup)))
}

func appendDifference(parts []string, name string, sent, before, stored money.Maybe) []string {
	switch {
	case sent.Known() && !sent.SameCents(stored):
		return append(parts, fmt.Sprintf("Jobber stored %s as the %s; %s was sent.", amount(stored), name, amount(sent)))
	case !sent.Known() && !before.SameCents(stored):
		return append(parts, fmt.Sprintf("Jobber also changed the %s, from %s to %s, which was not asked.",
			name, amount(before), amount(stored)))
	}
	return parts
}

// refused gives Jobber's own reason inside a sentence.
func refused(reason string) string {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return "Jobber refused this row and gave no reason."
	}
	if !strings.ContainsAny(reason[len(reason)-1:], ".!?") {
		reason += "."
	}
	return "Jobber refused this row: " + reason
}

func amount(m money.Maybe) string {
	if !m.Known() {
		return "empty"
	}
	return m.String()
}

func both(p catalog.Prices) string {
	if !p.Cost.Known() {
		return "a price of " + amount(p.Price)
	}
	return "a price of " + amount(p.Price) + " and a cost of " + amount(p.Cost)
}
