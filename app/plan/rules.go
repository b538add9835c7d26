package plan

import (
	"fmt"
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// outcome is what the rules make of one row.
type outcome struct {
	before  catalog.Prices // Jobber's, with the markup where that is managed
	after   catalog.Prices // equal to before where a field stays
	place   int            // of the rule that decided, from 1; 0 where none of the list fitted
	steps   []string       // how, one phrase for each step
	rule    string         // which rule decided and how, in words; "" where the list's amounts are taken as they are
	kept    []kept         // the fields that would have fallen and stay
	stored  []kept         // the fields that stay since Jobber stores something else for what would be sent
	rounded bool           // an amount of the file was rounded to cents
	counted bool           // the row's amounts were brought to one piece by the rules
	beyond  bool           // an amount is too large to be used
	manages bool           // the deciding rule writes Jobber's markup field
}

// kept is a field that stays as it is although the list says otherwise.
type kept struct {
	field        string
	before, list money.Amount
}

// subject is what rules look at of one row.
type subject struct {
	row  *pricelist.Row
	list catalog.Prices
	item catalog.Item // as Jobber holds it; of a row that makes a new item what is known of that
	new  bool         // there is no item yet
}

// present returns the item's price and cost at present.
func (s *subject) present() catalog.Prices {
	if s.new {
		return catalog.Prices{}
	}
	return s.item.Prices()
}

// ruleset is rules made ready for many rows.
type ruleset struct {
	Rules
	names, codes [][]rune // of the rules' patterns, folded; nil for none
	margins      bool     // a rule looks at the margin
	units        map[string]int
}

func (r Rules) ready() *ruleset {
	set := &ruleset{Rules: r, units: map[string]int{}}
	for _, rule := range r.List {
		set.names = append(set.names, foldPattern(rule.When.Name))
		set.codes = append(set.codes, foldPattern(rule.When.Code))
		set.margins = set.margins || rule.When.MarginFrom.Known() || rule.When.MarginTo.Known()
	}
	for _, known := range r.Units.Known {
		set.units[foldUnit(known.Text)] = known.Pieces
	}
	return set
}

// ruled is apply with all that a row of the plan needs: what Jobber answered before, the markup field, the words.
func (m *maker) ruled(s subject) outcome {
	o := m.rules.apply(s)
	if !s.new {
		o.heed(m.in.Answers[s.item.ID])
	}
	o.manage(s.item, m.in.Answers[s.item.ID])
	o.tell(m.rules)
	if m.told != nil {
		m.told(o)
	}
	return o
}

// apply computes Jobber's next amounts from the list's. A field that the list does not give, and that no rule
// computes, stays; so does one that is the same in cents, down to what Jobber holds beyond them.
//
// A rule that looks at the margin is asked again of what came out: where another one of them fits that, it decides at
// once, so that the same list says nothing new when it is planned again.
func (r *ruleset) apply(s subject) outcome {
	w := &work{set: r, subject: &s, now: s.present()}
	w.takeIn()
	place := r.decide(w)
	o := w.result(place)
	if r.margins {
		made := s
		made.new = false // the next time there is an item
		w.subject = &made
		for range r.List {
			w.now = catalog.Prices{Price: o.after.Price, Cost: o.after.Cost}
			next := r.decide(w)
			if again := w.quietly().result(next); again.after == w.now {
				o.manages = again.manages
				break
			}
			again := w.result(next)
			margin := Margin(w.now)
			again.kept = append(o.kept, again.kept...)
			o = again
			o.steps = append([]string{fmt.Sprintf("the margin would be %s%%, so this rule decides", margin.Or(money.Amount{}).Plain())}, o.steps...)
		}
	}
	if o.before = s.present(); s.new {
		o.kept = nil
	}
	return o
}

// decide returns the place of the first rule that fits, from 1, or 0. A rule whose margin does not fit keeps the rows
// that stand already where it puts them: otherwise what it did would be undone the next time.
func (r *ruleset) decide(w *work) int {
	for i := range r.List {
		when := &r.List[i].When
		if !w.fits(when, r.names[i], r.codes[i]) {
			continue
		}
		if w.fitsMargin(when) {
			return i + 1
		}
		if made := w.quietly().result(i + 1); !made.beyond && made.after == w.now {
			return i + 1
		}
	}
	return 0
}

// fits says whether all that a rule asks holds, but for the margin.
func (w *work) fits(when *When, name, code []rune) bool {
	if when.Category != "" && when.Category != w.item.Category {
		return false
	}
	if name != nil && !fitsPattern(name, w.row.Name) && (w.new || !fitsPattern(name, w.item.Name)) {
		return false
	}
	if code != nil && !fitsPattern(code, w.row.Code) {
		return false
	}
	low, from := when.CostFrom.Get()
	high, to := when.CostTo.Get()
	if !from && !to {
		return true
	}
	cost := w.cost.exact
	if !w.cost.known {
		own, ok := w.now.Cost.Get()
		if !ok {
			return false
		}
		cost = money.Exactly(own)
	}
	return (!from || cost.Cmp(low) >= 0) && (!to || cost.Cmp(high) <= 0)
}

// fitsMargin says whether the margin as it stands is within. An item without one fits no margin.
func (w *work) fitsMargin(when *When) bool {
	low, from := when.MarginFrom.Get()
	high, to := when.MarginTo.Get()
	if !from && !to {
		return true
	}
	price, priced := w.now.Price.Get()
	cost, known := w.now.Cost.Get()
	if !priced || !known || price.Sign() <= 0 {
		return false
	}
	margin := money.Exactly(price).Plus(cost.Neg()).Times(money.FromInt(100)).Over(price)
	return (!from || margin.Cmp(low) >= 0) && (!to || margin.Cmp(high) <= 0)
}

// settle returns the next amount of one field.
func (r *ruleset) settle(field string, want, before money.Maybe, stays *[]kept) money.Maybe {
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
func (o *outcome) heed(a Answer) {
	o.after.Price = a.settle("price", a.Sent.Price, a.Stored.Price, o.after.Price, o.before.Price, &o.stored)
	o.after.Cost = a.settle("cost", a.Sent.Cost, a.Stored.Cost, o.after.Cost, o.before.Cost, &o.stored)
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

// tell puts the steps into the sentence.
func (o *outcome) tell(r *ruleset) {
	text := strings.Join(o.steps, "; ")
	switch {
	case o.place > 0:
		text = r.Called(o.place) + ": " + text
	case text != "":
		text = title(text)
	}
	if len(o.kept) > 0 {
		if text != "" {
			text += ". "
		}
		text += keptRule(o.kept)
	}
	o.rule = text
}

// Called names the rule at a place, from 1, as sentences do.
func (r Rules) Called(place int) string {
	if name := strings.TrimSpace(r.List[place-1].Name); name != "" {
		return "Rule “" + name + "”"
	}
	return fmt.Sprintf("Rule %d", place)
}

func keptRule(stays []kept) string {
	var parts []string
	for _, k := range stays {
		if part := fmt.Sprintf("the %s stays at %s", k.field, k.before); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return "Only increases: " + strings.Join(parts, ", ")
}
