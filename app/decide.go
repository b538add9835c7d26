package app

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// DecisionKind says what a person decided about a row.
type DecisionKind string

// What can be decided. An item and "never" are remembered for every later list of the supplier; a cell belongs to the list,
// wherever it is saved again; the others hold for this preview alone.
const (
	DecideItem   DecisionKind = "item"   // the row is this item
	DecideNever  DecisionKind = "never"  // the row is no item
	DecideSkip   DecisionKind = "skip"   // the row is left out this time
	DecideTake   DecisionKind = "take"   // of the rows that reach its item, this one is meant
	DecideCreate DecisionKind = "create" // the row becomes a new item
	DecideCell   DecisionKind = "cell"   // the cell that was not understood says this
)

// RowDecision is what a person decided about one row of a preview.
type RowDecision struct {
	Line int
	Kind DecisionKind
	Item catalog.ItemID // of DecideItem
	Text string         // of DecideCell: an amount in machine form, or a name
	How  supplier.How   // of DecideItem
}

// Step is a decision that was carried out, with all that takes it back.
type Step struct {
	RowDecision
	before *made
	link   *relink // nil where no link was set
}

// made is what a preview was made from, kept so that a decision costs neither a reading nor a search. It is never changed but for kept.
type made struct {
	input    plan.Input
	links    match.Links
	linked   map[int]match.Match // the matches of rows that were decided since, by the row's place
	options  match.Options
	supplier string
	kept     bool // the store has the plan as it is
}

// Decide carries a decision out and returns the preview as it is with it, under the same id, and the step that takes it back. Nothing is
// written to Jobber. A preview that was not made by this program while it ran, or that undoes a run, can't be decided about.
func (a *App) Decide(ctx context.Context, p Preview, d RowDecision) (next Preview, step Step, err error) {
	err = a.operate(ctx, "decide", reads, func(ctx context.Context) error {
		started := time.Now()
		side, row, err := a.decidable(p, d.Line)
		if err != nil {
			return err
		}
		step = Step{RowDecision: d, before: p.made}
		with, err := a.decided(ctx, side, p.made, row, &step)
		if err != nil {
			return err
		}
		next = with.preview(p)
		a.tellDecision(ctx, p, next, step.RowDecision, false, started)
		return nil
	})
	return next, step, err
}

// TakeBack returns the preview as it was before a step. Steps are taken back last first.
func (a *App) TakeBack(ctx context.Context, p Preview, step Step) (next Preview, err error) {
	err = a.operate(ctx, "decide", reads, func(ctx context.Context) error {
		started := time.Now()
		side, _, err := a.decidable(p, step.Line)
		if err != nil {
			return err
		}
		if step.link != nil {
			if err := side.unlink(ctx, *step.link); err != nil {
				return err
			}
		}
		before := *step.before
		before.kept = false
		next = before.preview(p)
		a.tellDecision(ctx, p, next, step.RowDecision, true, started)
		return nil
	})
	return next, err
}

// KeepPreview saves a preview as the decisions about it have made it, in the place of what was saved. It has to be done before a sync.
func (a *App) KeepPreview(ctx context.Context, p Preview) error {
	if p.made == nil || p.made.kept {
		return nil
	}
	return a.operate(ctx, "keep a preview", reads, func(ctx context.Context) error {
		side, err := a.sideOf(p)
		if err != nil {
			return err
		}
		if err := side.store.ReplacePlan(ctx, p.ID, p.Plan, p.Op); err != nil {
			return err
		}
		if err := a.record(ctx, side, p.made.input, p.made.links, p); err != nil {
			return err
		}
		p.made.kept = true
		return nil
	})
}

// Search finds items of the catalog that the preview was made with, as Items does, with what a row is compared with.
func (p Preview) Search(words string, limit int) []catalog.Item {
	if p.made == nil {
		return nil
	}
	return find(p.made.input.Catalog.Items, words, limit)
}

// Item returns an item of the catalog that the preview was made with.
func (p Preview) Item(id catalog.ItemID) (catalog.Item, bool) {
	if p.made == nil {
		return catalog.Item{}, false
	}
	at := slices.IndexFunc(p.made.input.Catalog.Items, func(item catalog.Item) bool { return item.ID == id })
	if at < 0 {
		return catalog.Item{}, false
	}
	return p.made.input.Catalog.Items[at], true
}

// Decisions returns what was decided for this preview alone.
func (p Preview) Decisions() plan.Decisions {
	if p.made == nil {
		return nil
	}
	return p.made.input.Decisions
}

// sideOf returns the company that the preview belongs to, while it is the one that is worked on.
func (a *App) sideOf(p Preview) (*company, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	return side, a.sameAccount(side, p.Plan.Account)
}

func (a *App) decidable(p Preview, line int) (side *company, row int, err error) {
	if p.made == nil {
		return nil, 0, fault.New(fault.PlanUnknown, fault.Facts{"plan": string(p.ID)})
	}
	rows := p.made.input.List.Rows
	row, ok := slices.BinarySearchFunc(rows, line, func(r pricelist.Row, line int) int { return r.Line - line })
	if !ok {
		return nil, 0, undecidable("the list has no such line")
	}
	side, err = a.sideOf(p)
	return side, row, err
}

func undecidable(why string) error { return fault.New(fault.DecisionInvalid, fault.Facts{"why": why}) }

// decided returns what the preview is made from once the decision is carried out.
func (a *App) decided(ctx context.Context, side *company, m *made, row int, step *Step) (*made, error) {
	next := *m
	next.kept = false
	switch step.Kind {
	case DecideItem, DecideNever:
		if err := next.linkTo(ctx, side, row, step); err != nil {
			return nil, err
		}
	case DecideSkip, DecideTake:
		next.decideHere(row, step.Kind)
	case DecideCreate:
		if own := &m.input.List.Rows[row]; own.Kind != pricelist.Priced || match.Key(*own) == "" {
			return nil, undecidable("it has no name and amount that an item could be made of")
		}
		next.decideHere(row, step.Kind)
	case DecideCell:
		if err := next.correct(ctx, row, step.Text); err != nil {
			return nil, err
		}
	default:
		return nil, undecidable("it is not known")
	}
	return &next, nil
}

// linkTo remembers which item the row is, or that it is none, and has every row that this decides about follow.
func (m *made) linkTo(ctx context.Context, side *company, row int, step *Step) error {
	var item catalog.Item
	if step.Kind == DecideItem {
		at := slices.IndexFunc(m.input.Catalog.Items, func(item catalog.Item) bool { return item.ID == step.Item })
		if at < 0 {
			return undecidable("the item is not in Jobber")
		}
		item = m.input.Catalog.Items[at]
	}
	own := m.input.List.Rows[row]
	if match.Key(own) == "" {
		return undecidable("it has neither a name nor a code")
	}
	done, err := side.link(ctx, m.supplier, own, item, step.How)
	if err != nil {
		return err
	}
	step.link = &done
	m.undecide(own.Line)
	before := m.links
	m.links = maps.Clone(before)
	m.links.Remember(done.now.Key, done.now.Name, item.ID)
	m.input.Links = m.links
	m.follow(before)
	return nil
}

// follow gives rows the matches that links have changed.
func (m *made) follow(before match.Links) {
	m.linked = maps.Clone(m.linked)
	if m.linked == nil {
		m.linked = map[int]match.Match{}
	}
	for i := range m.input.List.Rows {
		row := &m.input.List.Rows[i]
		if row.Kind != pricelist.Priced {
			continue
		}
		item, ok := m.links.Of(*row)
		was, had := before.Of(*row)
		if ok == had && item == was {
			continue
		}
		if !ok { // two decisions of one name no longer agree
			m.again()
			return
		}
		m.linked[i] = match.Match{Step: match.ByLink, Item: item}
	}
}

// undecide forgets what was decided about a line for this preview alone.
func (m *made) undecide(line int) {
	m.input.Decisions = maps.Clone(m.input.Decisions)
	delete(m.input.Decisions, line)
}

// decideHere notes what holds for this preview alone. Of the rows that reach one item at most one is taken.
func (m *made) decideHere(row int, kind DecisionKind) {
	decisions := plan.Decisions{}
	maps.Copy(decisions, m.input.Decisions)
	line := m.input.List.Rows[row].Line
	switch kind {
	case DecideSkip:
		decisions[line] = plan.Skip
	case DecideCreate:
		decisions[line] = plan.MakeNew
	case DecideTake:
		matches := m.matches().Matches
		for i := range matches {
			own, other := m.input.List.Rows[row], m.input.List.Rows[i]
			rival := matches[i].Item == matches[row].Item
			if matches[row].Item == "" { // rows that would make an item of one name
				rival = rival && match.Fold(other.Name) == match.Fold(own.Name)
			}
			if rival && decisions[other.Line] == plan.Win {
				delete(decisions, other.Line)
			}
		}
		decisions[line] = plan.Win
	}
	m.input.Decisions = decisions
}

// correct puts text in the place of the row's cell that was not understood.
func (m *made) correct(ctx context.Context, row int, text string) error {
	list := m.input.List
	field, was, ok := list.Correctable(&list.Rows[row])
	if !ok {
		return fault.New(fault.CorrectionInvalid, fault.Facts{"value": text}).WithNames(text)
	}
	own := list.Rows[row].Identity()
	c := pricelist.Correction{Name: own.Name, Code: own.Code, Field: field, Was: was, Is: text}
	if err := c.Valid(); err != nil {
		return fault.Wrap(err, fault.CorrectionInvalid, fault.Facts{"value": text}).WithNames(text)
	}
	others := slices.DeleteFunc(slices.Clone(list.Corrections), func(o pricelist.Correction) bool {
		return o.Name == c.Name && o.Code == c.Code && o.Field == c.Field && o.Was == c.Was
	})
	next, err := list.Correct(ctx, append(others, c))
	if err != nil {
		return err
	}
	m.input.List = *next
	m.again()
	return nil
}

// again matches every row anew.
func (m *made) again() {
	m.linked = nil
	m.input.Match = match.Find(m.input.List, m.input.Catalog, m.links, m.options)
}

// matches returns how every row was matched, with what was decided since.
func (m *made) matches() match.Result {
	if len(m.linked) == 0 {
		return m.input.Match
	}
	found := slices.Clone(m.input.Match.Matches)
	for i, one := range m.linked {
		found[i] = one
	}
	return match.Result{Matches: found}
}

// preview makes the plan and returns it in the place of another one's.
func (m *made) preview(was Preview) Preview {
	input := m.input
	input.Match = m.matches()
	next := Preview{Op: was.Op, ID: was.ID, Plan: plan.Make(input), List: &m.input.List, made: m}
	return next
}

// tellDecision writes into the log what a decision did.
func (a *App) tellDecision(ctx context.Context, was, now Preview, d RowDecision, back bool, started time.Time) {
	var before, after plan.Verdict
	rows := 0
	for i := range now.Plan.Changes {
		b, c := &was.Plan.Changes[i], &now.Plan.Changes[i]
		if b.Line == d.Line {
			before, after = b.Verdict, c.Verdict
		}
		if b.Verdict != c.Verdict || b.Message != c.Message || b.Item != c.Item {
			rows++
		}
	}
	a.log.Event(ctx, logging.RowDecided, slog.String("plan", string(now.ID)), slog.Int("line", d.Line), slog.String("what", string(d.Kind)),
		slog.Bool("back", back), slog.String("was", string(before)), slog.String("now", string(after)), slog.Int("rows", rows), ms(started))
}
