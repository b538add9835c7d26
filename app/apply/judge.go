package apply

import (
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// managed says whether the plan manages Jobber's markup field of the row. Elsewhere nothing looks at it.
func managed(c *plan.Change) bool { return c.After.Markup.Known() }

// asked returns the amounts that the plan wants changed, judged in cents; the others are absent. Jobber has no way to
// take an amount away, so an absent After asks for nothing. Where the markup is managed, price, cost and markup are asked
// for together, so that they agree whatever the service makes of one of them.
func asked(c *plan.Change) catalog.Prices {
	if managed(c) && c.After != c.Before {
		return c.After
	}
	field := func(before, after money.Maybe) money.Maybe {
		if !after.Known() || after.SameCents(before) {
			return money.Maybe{}
		}
		return after
	}
	return catalog.Prices{Price: field(c.Before.Price, c.After.Price), Cost: field(c.Before.Cost, c.After.Cost)}
}

// overlay returns base with the present amounts of top in their places.
func overlay(base, top catalog.Prices) catalog.Prices {
	if top.Price.Known() {
		base.Price = top.Price
	}
	if top.Cost.Known() {
		base.Cost = top.Cost
	}
	if top.Markup.Known() {
		base.Markup = top.Markup
	}
	return base
}

// patch returns what is sent to change the item that was just read as now. A cost never travels without the price
// that was just verified, exactly as Jobber stores it, so that a service that recomputes prices from markup can't move it.
func patch(c *plan.Change, now catalog.Item) catalog.Patch {
	want := asked(c)
	p := catalog.Patch{Item: c.Item, Price: want.Price, Cost: want.Cost, Markup: want.Markup, Visible: c.Visible}
	if want.Cost.Known() && !want.Price.Known() {
		p.Price = money.Some(now.Price)
	}
	return p
}

// judge settles a row by the item as it was just read, or says that it is to be sent (send). open is the record of a
// sending whose answer is not known, nil where the row was not sent yet.
func judge(c *plan.Change, open *Row, now catalog.Item, found bool) (row Row, send bool) {
	row = blank(c)
	if open != nil {
		row.Attempt = open.Attempt
		row.Sent = asked(c)
		row.Visible = c.Visible
	}
	if !found {
		row.Outcome, row.Message = Rejected, gone
		return row, false
	}
	held := now.Managed(managed(c))
	row.Before = held
	goal := overlay(c.Before, asked(c))
	arrived := held.SameCents(goal)
	shown := c.Visible == nil || now.Visible == *c.Visible
	switch {
	case arrived && shown && open != nil:
		row.Before, row.Stored = open.Before, held
		row.Outcome, row.Message = Applied, readBack
	case arrived && shown:
		row.Outcome, row.Message = Skipped, already(c)
	case held.SameCents(c.Before), arrived:
		return row, true
	case open != nil:
		row.Before, row.Stored = open.Before, held
		row.Outcome, row.Message = ChangedElsewhere, lostAndMoved(c, now)
	default:
		row.Outcome, row.Message = ChangedElsewhere, moved(c, now)
	}
	return row, false
}

// verify settles a row that Jobber answered with the item as it stands, having been read as before.
func verify(c *plan.Change, row Row, before, stored catalog.Item) Row {
	row.Outcome = Applied
	row.Stored = stored.Managed(managed(c))
	row.Message = differences(c, before, stored)
	row.Differs = row.Message != ""
	return row
}

// verifyCreated settles a creation that Jobber answered with the new item.
func verifyCreated(row Row, stored catalog.Item) Row {
	row.Outcome = Applied
	row.Item = stored.ID
	row.Stored = stored.Managed(row.Sent.Markup.Known())
	row.Message = createdOtherwise(row.Sent, row.Stored)
	row.Differs = row.Message != ""
	return row
}

// judgeCreation settles a creation whose answer was lost by the items that now carry its name, or says that it is to
// be sent again.
func judgeCreation(c *plan.Change, open *Row, named []catalog.Item) (row Row, send bool) {
	row = blank(c)
	row.Attempt = open.Attempt
	row.Sent = wanted(c.Create)
	if len(named) == 0 {
		return row, true
	}
	var made []catalog.Item
	for _, item := range named {
		if item.Prices().Price.SameCents(row.Sent.Price) && sameCost(row.Sent, item.Prices()) {
			made = append(made, item)
		}
	}
	if len(made) != 1 {
		row.Outcome, row.Message = ChangedElsewhere, lostAndNamed(row.Sent, named)
		return row, false
	}
	row.Item, row.Stored = made[0].ID, made[0].Managed(row.Sent.Markup.Known())
	row.Outcome, row.Message = Applied, readBack
	return row, false
}

// sameCost compares the cost of a new item. One that was created without a cost may be stored with a cost of zero.
func sameCost(sent, stored catalog.Prices) bool {
	if !sent.Cost.Known() {
		return stored.Cost.Or(money.Amount{}).Cents().IsZero()
	}
	return sent.Cost.SameCents(stored.Cost)
}

func wanted(n *catalog.New) catalog.Prices {
	return catalog.Prices{Price: money.Some(n.Price), Cost: n.Cost, Markup: n.Markup}
}

// blank returns the record of a row to which nothing has happened.
func blank(c *plan.Change) Row {
	row := Row{Line: c.Line, Item: c.Item, ItemName: c.ItemName, Name: c.Name, Code: c.Code, Outcome: NotSent}
	if c.Create != nil {
		row.Created, row.ItemName = true, c.Create.Name
	}
	return row
}

// Blank returns the record of a planned row to which nothing has happened yet: what a journal holds before the run.
func Blank(c plan.Change) Row { return blank(&c) }
