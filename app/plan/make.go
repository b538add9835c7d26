package plan

import (
	"cmp"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// The reasons of a verdict. Rows that are invalid or no product carry the code of the price list's own problem, held
// rows the code of their first hold.
const (
	Increase      = "increase"         // update: the price rises, or the cost where the price stays
	Decrease      = "decrease"         // update: it falls
	SameAsJobber  = "same_as_jobber"   // unchanged: equal in cents
	OnlyIncreases = "only_increase"    // unchanged: it would fall, and the rules take only increases
	StoredAs      = "stored_otherwise" // unchanged: Jobber stores what it has for what would be sent
	TwoItems      = "two_items"        // ambiguous
	NoItem        = "no_item"          // unmatched
	NeverMatch    = "never_match"      // unmatched: a person decided that the row is no item
	SameItem      = "same_item"        // duplicate
	NoAmount      = "amount_empty"     // invalid: neither price nor cost
	Negative      = "amount_negative"  // invalid
	TooLarge      = "amount_range"     // invalid: the rules make an amount that can't be used
	MarkupOnly    = "markup"           // update: price and cost stay, and Jobber's markup field is made to agree
	Restored      = "already_restored" // unchanged: an undo has nothing to do here
	Restores      = "restores"         // update: an undo puts back what Jobber held before the run
	Hides         = "hides"            // update: an undo hides the item that the run created
	Vanished      = "item_vanished"    // invalid: an undo's item is no longer in Jobber
	Locked        = "locked"           // unchanged: a lock keeps what would change
	Creates       = "creates"          // create
	SameNewName   = "same_new_name"    // duplicate: several rows would create an item of one name
	NotInList     = "missing"          // update, of a missing item: it is hidden once it is ticked
	ShowsAgain    = "shows_again"      // update: an undo offers an item again that the run hid
)

// The flags of a plan beside the list's own: what a person should see, though it holds nothing up.
const (
	Rounded          = "rounded"             // amounts have more than two decimals in the file and are used in cents
	CostUpPriceStays = "cost_up_price_stays" // the cost rises and the price does not, so the margin falls
	OneFieldLocked   = "one_field_locked"    // one amount is locked and stays; the other changes
	HiddenInJobber   = "hidden_in_jobber"    // the item is not offered on quotes, jobs and invoices
)

// LinkBroken flags a row that a person had decided to be an item that is no longer in Jobber; it was matched anew.
const LinkBroken = "link_broken"

// Make computes the plan of a price list: one change for each of its rows, in the list's order. It is a pure function
// of its input, and what it says about a row depends on no order.
func Make(in Input) Plan {
	m := newMaker(in)
	p := Plan{
		Kind:        FromPriceList,
		Account:     in.Catalog.Account,
		Supplier:    in.Supplier,
		Create:      in.Create,
		HideMissing: in.HideMissing,
		Source:      Source{in.List.File, in.List.SHA256, in.List.Layout, in.List.Headers, in.List.Corrections},
		Rules:       in.Rules,
		Guardrails:  m.in.Guardrails,
		Decisions:   in.Decisions.Ordered(),
		CatalogSize: len(m.at),
		Changes:     make([]Change, len(in.List.Rows)),
	}
	for i := range in.List.Rows {
		p.Changes[i] = m.change(i)
		p.Changes[i].tellBroken(m.matched(i).Broken)
	}
	p.Missing = m.missing(p.Changes)
	p.Holds = m.whole(&p)
	return p.Sealed()
}

// maker holds what the rows of one plan share.
type maker struct {
	in     Input
	rules  *ruleset
	at     map[catalog.ItemID]int32        // where an item stands in the catalog
	groups map[catalog.ItemID]*group       // the rows that reach each item that two or more reach
	asked  map[*catalog.ItemID][]Candidate // candidates by the match's own slice, which rows may share
	told   func(outcome)                   // is told what the rules make of each row; nil for nobody

	newNames map[string]*group // the rows that would create items of one name, by the folded name
}

func newMaker(in Input) *maker {
	in.Guardrails = in.Guardrails.orDefault()
	m := &maker{in: in, rules: in.Rules.ready(), at: make(map[catalog.ItemID]int32, len(in.Catalog.Items)), asked: map[*catalog.ItemID][]Candidate{}}
	for i, item := range in.Catalog.Items {
		m.at[item.ID] = int32(i)
	}
	m.groups, m.newNames = m.findGroups(), m.findNewNames()
	return m
}

// item returns the catalog's item of that id. A match to an item outside the catalog is none.
func (m *maker) item(id catalog.ItemID) (catalog.Item, bool) {
	at, ok := m.at[id]
	if id == "" || !ok {
		return catalog.Item{}, false
	}
	return m.in.Catalog.Items[at], true
}

// matched returns the match of a row; rows beyond the result reached nothing.
func (m *maker) matched(i int) match.Match {
	if i < len(m.in.Match.Matches) {
		return m.in.Match.Matches[i]
	}
	return match.Match{}
}

// usable says whether a row may reach an item: it is priced, and its amounts can be written.
func usable(row pricelist.Row) bool {
	return row.Kind == pricelist.Priced && trouble(row) == ""
}

// trouble returns the reason why a priced row's amounts can't be used, or "".
func trouble(row pricelist.Row) string {
	switch {
	case !row.Price.Known() && !row.Cost.Known():
		return NoAmount
	case row.Price.Or(money.Amount{}).Sign() < 0 || row.Cost.Or(money.Amount{}).Sign() < 0:
		return Negative
	}
	return ""
}

// change decides one row.
func (m *maker) change(i int) Change {
	row := m.in.List.Rows[i]
	c := Change{
		Line: row.Line,
		Name: row.Name,
		Code: row.Code,
		List: catalog.Prices{Price: row.Price, Cost: row.Cost},
	}
	for _, flag := range row.Flags {
		c.Flags = append(c.Flags, string(flag))
	}
	switch {
	case row.Kind == pricelist.NotProduct:
		c.Verdict, c.Reason, c.Message = NotProduct, string(NotProduct), "This line is not a product."
		c.explain(row.Problem)
		return c
	case m.decided(i) == Skip:
		m.leaveOut(&c, i)
		return c
	case row.Kind != pricelist.Priced:
		c.Verdict, c.Reason, c.Message = Invalid, string(Invalid), "This line can't be read as a product with an amount."
		c.explain(row.Problem)
		return c
	case !usable(row):
		c.Verdict, c.Reason, c.Message = Invalid, trouble(row), troubleSentence(trouble(row))
		return c
	}
	found := m.matched(i)
	item, ok := m.item(found.Item)
	switch {
	case len(found.Candidates) > 1:
		c.Verdict, c.Reason, c.MatchedBy = Ambiguous, TwoItems, found.Step
		c.Candidates = m.candidates(found.Candidates)
		c.Message = ambiguousSentence(len(c.Candidates), found.Step)
		return c
	case m.creates(i):
		m.create(&c, i)
		return c
	case found.Step == match.ByLink && found.Item == "":
		c.Verdict, c.Reason, c.MatchedBy = Unmatched, NeverMatch, found.Step
		c.Message = "You decided that this line is never matched, so it is left alone."
		return c
	case !ok:
		c.Verdict, c.Reason, c.Suggestions = Unmatched, NoItem, found.Suggestions
		c.Message = unmatchedSentence(row, len(found.Suggestions)) + m.codeAlone(row, found.Step)
		return c
	}
	c.Item, c.ItemName, c.MatchedBy, c.Before = item.ID, item.Name, found.Step, item.Prices()
	outcome := m.ruledLocked(subject{row: &row, list: c.List, item: item})
	c.Before, c.After, c.Rule = outcome.before, outcome.after, outcome.rule
	if m.flagged(&c, outcome) {
		return c
	}
	if g := m.groups[item.ID]; g != nil && !g.won {
		c.Verdict, c.Reason, c.Message = Duplicate, SameItem, g.sentence
		return c
	} else if g != nil && g.taken != c.Line {
		c.stay(OtherTaken, g.sentence)
		return c
	}
	m.judge(&c, outcome, item)
	return c
}

// tellBroken says on the row that the item of its remembered link is gone.
func (c *Change) tellBroken(item catalog.ItemID) {
	if item != "" && c.Verdict != Invalid && c.Verdict != NotProduct {
		c.Flags = append(c.Flags, LinkBroken)
		c.Message += " The item that you had decided on for this line is no longer in Jobber."
	}
}

// flagged adds what the rules say about the row's amounts, and says whether that makes it invalid.
func (m *maker) flagged(c *Change, o outcome) bool {
	if o.rounded {
		c.Flags = append(c.Flags, Rounded)
	}
	if o.counted { // the rules say for how many pieces the amount is, so nobody has to be asked
		c.Flags = slices.DeleteFunc(c.Flags, func(flag string) bool { return flag == string(pricelist.OtherMeasure) })
	}
	if o.beyond {
		c.After = c.Before
		c.Verdict, c.Reason, c.Message = Invalid, TooLarge, "By the price rules an amount of this line would be too large to be used."
	}
	return o.beyond
}

// explain takes the price list's own reason over.
func (c *Change) explain(p *pricelist.Problem) {
	if p != nil {
		c.Reason, c.Message = cmp.Or(p.Code, c.Reason), cmp.Or(p.Message, c.Message)
	}
}

// judge gives a row that alone reaches its item one of update, held and unchanged.
func (m *maker) judge(c *Change, o outcome, item catalog.Item) {
	locked := m.heedLock(c)
	switch {
	case locked != "" && c.After == c.Before:
		c.Verdict, c.Reason, c.Message = Unchanged, Locked, locked
	case c.After != c.Before:
		c.flag(item, locked)
		if c.Holds = m.in.Guardrails.row(*c); len(c.Holds) > 0 {
			c.Verdict, c.Reason, c.Message = Held, string(c.Holds[0].Code), and(holdSentences(c.Holds), locked)
			return
		}
		c.Verdict, c.Reason, c.Message = Update, Increase, and(and(changeSentence(c.Before, c.After), locked), c.hiddenSentence())
		switch {
		case c.Direction() < 0:
			c.Reason = Decrease
		case c.Before.Price == c.After.Price && c.Before.Cost == c.After.Cost:
			c.Reason = MarkupOnly
		}
	case len(o.stored) > 0:
		c.Verdict, c.Reason, c.Message = Unchanged, StoredAs, storedSentence(o.stored)
	case len(o.kept) > 0:
		c.Verdict, c.Reason, c.Message = Unchanged, OnlyIncreases, keptSentence(o.kept)
	default:
		c.Verdict, c.Reason, c.Message = Unchanged, SameAsJobber, "Same as in Jobber."
	}
}

// flag marks what a person should see of a row that changes.
func (c *Change) flag(item catalog.Item, locked string) {
	if locked != "" {
		c.Flags = append(c.Flags, OneFieldLocked)
	}
	from, had := c.Before.Cost.Get()
	to, _ := c.After.Cost.Get()
	if had && to.Cmp(from) > 0 && c.After.Price == c.Before.Price {
		c.Flags = append(c.Flags, CostUpPriceStays)
	}
	if !item.Visible {
		c.Flags = append(c.Flags, HiddenInJobber)
	}
}

// candidates returns the items that an ambiguous row could be, in the match's order.
func (m *maker) candidates(ids []catalog.ItemID) []Candidate {
	if known, ok := m.asked[&ids[0]]; ok {
		return known
	}
	candidates := make([]Candidate, 0, len(ids))
	for _, id := range ids {
		item, _ := m.item(id)
		candidates = append(candidates, Candidate{Item: id, Name: item.Name, Before: item.Prices()})
	}
	m.asked[&ids[0]] = candidates
	return candidates
}
