package apply_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// fate is what the service does to one patch or creation.
type fate string

const (
	stored     fate = ""            // store it and answer
	rejected   fate = "rejected"    // refuse it with reason
	lostBefore fate = "lost before" // no answer, and nothing stored
	lostAfter  fate = "lost after"  // no answer, but stored
	lostOther  fate = "lost other"  // no answer, and somebody stores 77 meanwhile
	notSent    fate = "not sent"
	otherItem  fate = "other item" // an answer that speaks of another item, but stored
	recomputed fate = "recomputed" // the service makes the price cost × 2
	roughened  fate = "roughened"  // the service keeps a markup without decimals
)

const reason = "Price is too high"

// jobber is a service in memory that does what its script says.
type jobber struct {
	items   map[catalog.ItemID]catalog.Item
	script  map[catalog.ItemID][]fate // by item, one fate for each sending; creations stand under their name
	writes  map[catalog.ItemID][]catalog.Patch
	created []catalog.New
	calls   []string // one line for each call
	step    func(call string) error
}

func newJobber(items ...catalog.Item) *jobber {
	j := &jobber{items: map[catalog.ItemID]catalog.Item{}, script: map[catalog.ItemID][]fate{}, writes: map[catalog.ItemID][]catalog.Patch{}}
	for _, item := range items {
		j.items[item.ID] = item
	}
	return j
}

// begin records a call and lets the test interfere.
func (j *jobber) begin(ctx context.Context, call string) error {
	j.calls = append(j.calls, call)
	if j.step != nil {
		if err := j.step(call); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (j *jobber) Items(ctx context.Context, ids []catalog.ItemID) ([]catalog.Item, error) {
	if err := j.begin(ctx, fmt.Sprintf("items %d", len(ids))); err != nil {
		return nil, err
	}
	var found []catalog.Item
	for _, id := range ids {
		if item, ok := j.items[id]; ok {
			found = append(found, item)
		}
	}
	slices.Reverse(found) // the order of an answer means nothing
	return found, nil
}

func (j *jobber) Edit(ctx context.Context, patches []catalog.Patch) ([]catalog.Edited, error) {
	err := j.begin(ctx, fmt.Sprintf("edit %d", len(patches)))
	answers := make([]catalog.Edited, len(patches))
	for i, p := range patches {
		if err != nil {
			answers[i].State = catalog.EditNotSent
			continue
		}
		answers[i] = j.edit(p)
	}
	return answers, err
}

func (j *jobber) edit(p catalog.Patch) catalog.Edited {
	does := j.next(p.Item)
	item, ok := j.items[p.Item]
	switch {
	case does == notSent:
		return catalog.Edited{State: catalog.EditNotSent}
	case does == lostBefore:
		return catalog.Edited{State: catalog.EditLost}
	case does == lostOther:
		item.Price = money.FromInt(77)
		j.items[p.Item] = item
		return catalog.Edited{State: catalog.EditLost}
	case does == rejected || !ok:
		return catalog.Edited{State: catalog.EditRejected, Message: reason}
	}
	j.writes[p.Item] = append(j.writes[p.Item], p)
	item.Price = p.Price.Or(item.Price)
	if p.Cost.Known() {
		item.Cost = p.Cost
	}
	if percent, ok := p.Markup.Get(); ok {
		if item.Markup = p.Markup; does == roughened {
			item.Markup = money.Some(percent.Round(0))
		}
	}
	if p.Visible != nil {
		item.Visible = *p.Visible
	}
	if does == recomputed {
		item.Price = item.Cost.Or(item.Price).Mul(money.FromInt(2))
	}
	j.items[p.Item] = item
	switch does {
	case lostAfter:
		return catalog.Edited{State: catalog.EditLost}
	case otherItem:
		return catalog.Edited{State: catalog.EditStored, Item: catalog.Item{ID: "another"}}
	}
	return catalog.Edited{State: catalog.EditStored, Item: item}
}

func (j *jobber) Create(ctx context.Context, n catalog.New) (catalog.Edited, error) {
	if err := j.begin(ctx, "create "+n.Name); err != nil {
		return catalog.Edited{State: catalog.EditNotSent}, err
	}
	does := j.next(catalog.ItemID(n.Name))
	switch does {
	case notSent:
		return catalog.Edited{State: catalog.EditNotSent}, nil
	case lostBefore:
		return catalog.Edited{State: catalog.EditLost}, nil
	case rejected:
		return catalog.Edited{State: catalog.EditRejected, Message: "A product or service already exists with that name"}, nil
	}
	j.created = append(j.created, n)
	item := catalog.Item{ID: catalog.ItemID(fmt.Sprintf("new-%d", len(j.created))), Name: n.Name, Price: n.Price, Cost: n.Cost, Markup: n.Markup, Visible: true}
	if does == recomputed || does == lostOther {
		item.Price = money.FromInt(77)
	}
	j.items[item.ID] = item
	if does == lostAfter || does == lostOther {
		return catalog.Edited{State: catalog.EditLost}, nil
	}
	return catalog.Edited{State: catalog.EditStored, Item: item}, nil
}

func (j *jobber) FindByName(ctx context.Context, name string) ([]catalog.Item, error) {
	if err := j.begin(ctx, "find "+name); err != nil {
		return nil, err
	}
	var found []catalog.Item
	for _, id := range slices.Sorted(maps.Keys(j.items)) {
		if j.items[id].Name == name {
			found = append(found, j.items[id])
		}
	}
	return found, nil
}

func (j *jobber) next(id catalog.ItemID) fate {
	if len(j.script[id]) == 0 {
		return stored
	}
	does := j.script[id][0]
	j.script[id] = j.script[id][1:]
	return does
}

// theRun is the one run that a journal in memory holds.
const theRun apply.RunID = "r-1"

// journal is a Journal in memory.
type journal struct {
	rows  map[int]apply.Row
	ended []apply.Summary
	calls []string
	step  func(call string) error // called before each call's effect, with "after " before its name when it is done
}

// newJournal holds what a store holds when a run begins.
func newJournal(rows []plan.Change) *journal {
	j := &journal{rows: map[int]apply.Row{}}
	for _, c := range rows {
		j.rows[c.Line] = apply.Blank(c)
	}
	return j
}

func (j *journal) Intend(_ context.Context, run apply.RunID, rows []apply.Row) error {
	return j.put("intend", run, rows)
}

func (j *journal) Settle(_ context.Context, run apply.RunID, rows []apply.Row) error {
	return j.put("settle", run, rows)
}

func (j *journal) put(call string, run apply.RunID, rows []apply.Row) error {
	j.calls = append(j.calls, fmt.Sprintf("%s %d", call, len(rows)))
	if j.step != nil {
		if err := j.step(call); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if _, ok := j.rows[row.Line]; !ok || run != theRun {
			return errors.New("no such line")
		}
	}
	for _, row := range rows {
		row.At = row.At.Truncate(time.Millisecond)
		j.rows[row.Line] = row
	}
	if j.step != nil {
		return j.step("after " + call)
	}
	return nil
}

func (j *journal) Finish(_ context.Context, run apply.RunID, s apply.Summary) error {
	j.calls = append(j.calls, "finish")
	if run != theRun {
		return errors.New("no such run")
	}
	if j.step != nil {
		if err := j.step("finish"); err != nil {
			return err
		}
	}
	j.ended = append(j.ended, s)
	return nil
}

func (j *journal) all() []apply.Row {
	rows := make([]apply.Row, 0, len(j.rows))
	for _, line := range slices.Sorted(maps.Keys(j.rows)) {
		rows = append(rows, j.rows[line])
	}
	return rows
}

func amount(t *testing.T, text string) money.Maybe {
	t.Helper()
	m, err := money.MaybeDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func prices(t *testing.T, price, cost string) catalog.Prices {
	t.Helper()
	return catalog.Prices{Price: amount(t, price), Cost: amount(t, cost)}
}

func item(t *testing.T, id, price, cost string) catalog.Item {
	t.Helper()
	return catalog.Item{ID: catalog.ItemID(id), Name: "Item " + id, Price: amount(t, price).Or(money.Amount{}), Cost: amount(t, cost), Visible: true}
}

// change plans an update of the item on that line; amounts are "price/cost before" and after.
func change(t *testing.T, line int, id string, before, after catalog.Prices) plan.Change {
	t.Helper()
	return plan.Change{Line: line, Name: "Row " + id, Code: "C-" + id, Verdict: plan.Update, Item: catalog.ItemID(id),
		ItemName: "Item " + id, List: after, Before: before, After: after}
}

func creation(t *testing.T, line int, name, price, cost string) plan.Change {
	t.Helper()
	return plan.Change{Line: line, Name: name, Verdict: plan.Create, Create: &catalog.New{Name: name, Category: catalog.Product,
		Price: amount(t, price).Or(money.Amount{}), Cost: amount(t, cost)}}
}
