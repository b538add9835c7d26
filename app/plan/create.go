package plan

import (
	"fmt"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// nearScore is how similar, of 100, the name of a new item may be to one that exists before a person is asked.
const nearScore = 80

// creates says whether a row that reached no item is to become a new one: where that is wanted of all of them or was decided of
// this one, and nobody decided that it is no item.
func (m *maker) creates(i int) bool {
	row := m.in.List.Rows[i]
	found := m.matched(i)
	if _, reached := m.item(found.Item); reached || len(found.Candidates) > 1 || row.Name == "" || !usable(row) {
		return false
	}
	switch m.decided(i) {
	case MakeNew:
		return true
	case Skip:
		return false
	}
	return m.in.Create.On && found.Step != match.ByLink
}

// findNewNames groups the rows that would create items of one name, ignoring case and spacing, by that name.
func (m *maker) findNewNames() map[string]*group {
	named := map[string][]int{}
	for i := range m.in.List.Rows {
		if m.creates(i) {
			name := match.Fold(m.in.List.Rows[i].Name)
			named[name] = append(named[name], i)
		}
	}
	groups := map[string]*group{}
	for name, rows := range named {
		if len(rows) < 2 {
			continue
		}
		g := &group{rows: rows}
		lines := make([]int, len(rows))
		for at, i := range rows {
			lines[at] = m.in.List.Rows[i].Line
		}
		slices.Sort(lines)
		called := m.in.List.Rows[rows[0]].Name
		g.sentence = fmt.Sprintf("Lines %s would each create an item called “%s”, and Jobber takes a name only once. None is created: keep only one of them in the list.",
			enumerate(lines), called)
		if won, ok := m.winning(rows); ok {
			g.won, g.taken = true, m.in.List.Rows[won].Line
			g.sentence = otherTakenSentence(g.taken, called)
		}
		groups[name] = g
	}
	return groups
}

// create makes of a row a new item, held where a guardrail says so.
func (m *maker) create(c *Change, i int) {
	row := m.in.List.Rows[i]
	c.Suggestions = m.matched(i).Suggestions
	if g := m.newNames[match.Fold(row.Name)]; g != nil && !g.won {
		c.Verdict, c.Reason, c.Message = Duplicate, SameNewName, g.sentence
		return
	} else if g != nil && g.taken != row.Line {
		c.stay(OtherTaken, g.sentence)
		return
	}
	made := catalog.New{
		Name: row.Name, Description: row.Description, Category: m.in.Create.Category, Taxable: m.in.Create.Taxable,
	}
	if made.Category == "" {
		made.Category = catalog.Product
	}
	o := m.ruledAnew(row, catalog.Item{Name: made.Name, Category: made.Category})
	c.Rule = o.rule
	if m.flagged(c, o) {
		return
	}
	c.After = o.after
	made.Price, made.Cost = o.after.Price.Or(money.Amount{}), o.after.Cost
	if o.manages {
		made.Markup = derived(money.Some(made.Price), made.Cost, money.Maybe{})
	}
	c.Create = &made
	if c.Holds = m.in.Guardrails.created(*c, m.decided(i) == MakeNew); len(c.Holds) > 0 {
		c.Verdict, c.Reason = Held, string(c.Holds[0].Code)
		c.Message = newSentence(made, c.After) + " " + holdSentences(c.Holds)
		return
	}
	c.Verdict, c.Reason, c.Message = Create, Creates, newSentence(made, c.After)
}

// ruledAnew is what the rules make of a row that becomes a new item. Rules that look at the margin, at a price that the
// list does not give, or that write the markup, are asked again of what came out, as they would be of the item once it is
// there: so the next plan of the same list says nothing new.
func (m *maker) ruledAnew(row pricelist.Row, item catalog.Item) outcome {
	list := catalog.Prices{Price: row.Price, Cost: row.Cost}
	o := m.ruled(subject{row: &row, list: list, new: true, item: item})
	if o.beyond || len(m.rules.List) == 0 && o.after.Price.Known() {
		return o
	}
	item.Price, item.Cost = o.after.Price.Or(money.Amount{}), o.after.Cost
	again := m.ruled(subject{row: &row, list: list, item: item})
	o.manages = again.manages
	if again.beyond || again.after.Price == again.before.Price && again.after.Cost == again.before.Cost {
		return o
	}
	o.after, o.rule = catalog.Prices{Price: again.after.Price, Cost: again.after.Cost}, again.rule
	return o
}

// created returns why a new item is held. decided says that a person has looked at its suggestions.
func (g Guardrails) created(c Change, decided bool) []Hold {
	found := holds{off: g.Off}
	found.flags(c.Flags)
	price, priced := c.After.Price.Get()
	cost, known := c.After.Cost.Get()
	switch {
	case !priced:
		found.add(ZeroPrice, "This line has no price, so the new item would be free.")
	case price.Sign() <= 0:
		found.add(ZeroPrice, fmt.Sprintf("The price of the new item would be %s.", price))
	case known && price.Cmp(cost) < 0:
		found.add(BelowCost, fmt.Sprintf("The price %s is below the cost %s.", price, cost))
	default:
		found.margin(g.TargetMargin, c.After)
	}
	if !decided && len(c.Suggestions) > 0 && c.Suggestions[0].Score >= nearScore {
		found.add(NearName, fmt.Sprintf("The name comes near “%s”, which is in Jobber already: is it the same item?", c.Suggestions[0].Name))
	}
	return found.list
}

func newSentence(n catalog.New, p catalog.Prices) string {
	kind := "product"
	if n.Category == catalog.Service {
		kind = "service"
	}
	amounts := "without a price"
	switch {
	case p.Price.Known() && p.Cost.Known():
		amounts = fmt.Sprintf("with the price %s and the cost %s", p.Price, p.Cost)
	case p.Price.Known():
		amounts = "with the price " + p.Price.String()
	case p.Cost.Known():
		amounts += ", with the cost " + p.Cost.String()
	}
	tax := "not taxable"
	if n.Taxable {
		tax = "taxable"
	}
	return fmt.Sprintf("A new %s “%s” %s, %s.", kind, n.Name, amounts, tax)
}

// codeAlone says of a row without a name why it creates nothing, where it would otherwise.
func (m *maker) codeAlone(row pricelist.Row, step match.Step) string {
	if row.Name != "" || !m.in.Create.On || step == match.ByLink {
		return ""
	}
	return " Without a name no item is created from it."
}
