package apply_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

var (
	errWorld = errors.New("the world stopped")
	errDisk  = errors.New("the disk is full")
)

// crash is what the program dies of between two calls.
type crash struct{}

// world is one random story: items, an ordered plan, the service's faults, and what people do in Jobber meanwhile.
type world struct {
	jobber    *jobber
	rows      []plan.Change
	log       *journal
	outside   map[catalog.ItemID]catalog.Item // items that the order does not name, as they were
	byPeople  map[catalog.ItemID]bool         // items that people changed after the preview
	ambiguous map[string]bool                 // names of creations beside which people made an item
}

func newWorld(t *rapid.T) *world {
	w := &world{outside: map[catalog.ItemID]catalog.Item{}, byPeople: map[catalog.ItemID]bool{}, ambiguous: map[string]bool{}}
	w.jobber = newJobber()
	cents := func(label string) money.Amount { return money.FromCents(rapid.Int64Range(0, 400).Draw(t, label)) }
	fates := rapid.SliceOfN(rapid.SampledFrom([]fate{stored, stored, rejected, lostBefore, lostAfter, otherItem}), 0, 3)
	size := rapid.SampledFrom([]int{0, 1, 3, 25, 120, 230}).Draw(t, "rows")
	for i := range size + 3 {
		id := catalog.ItemID(fmt.Sprintf("i%03d", i))
		it := catalog.Item{ID: id, Name: "Item " + string(id), Price: cents("price"), Visible: true}
		if rapid.Bool().Draw(t, "has cost") {
			it.Cost = money.Some(cents("cost"))
		}
		if i >= size {
			w.jobber.items[id], w.outside[id] = it, it
			continue
		}
		c := plan.Change{Line: 2 * (i + 1), Name: it.Name, Verdict: plan.Update, Item: id, ItemName: it.Name, Before: it.Prices(), After: it.Prices()}
		switch rapid.SampledFrom([]string{"price", "cost", "both", "hide", "create"}).Draw(t, "kind") {
		case "price":
			c.After.Price = money.Some(cents("new price"))
		case "cost":
			c.After.Cost = money.Some(cents("new cost"))
		case "both":
			c.After = catalog.Prices{Price: money.Some(cents("new price")), Cost: money.Some(cents("new cost"))}
		case "hide":
			hidden := false
			c.Visible = &hidden
		case "create":
			c = plan.Change{Line: c.Line, Name: it.Name, Verdict: plan.Create, Create: &catalog.New{Name: it.Name, Price: it.Price, Cost: it.Cost}}
			w.jobber.script[catalog.ItemID(it.Name)] = fates.Draw(t, "fates")
			w.rows = append(w.rows, c)
			continue
		}
		w.jobber.items[id] = it
		w.jobber.script[id] = fates.Draw(t, "fates")
		w.rows = append(w.rows, c)
	}
	w.log = newJournal(w.rows)
	return w
}

// people change, hide and delete items in Jobber, and make some, while the program is not looking.
func (w *world) people(t *rapid.T) {
	for range rapid.IntRange(0, 4).Draw(t, "people's changes") {
		if len(w.rows) == 0 {
			return
		}
		c := w.rows[rapid.IntRange(0, len(w.rows)-1).Draw(t, "row")]
		if c.Create != nil {
			if rapid.Bool().Draw(t, "name taken") {
				id := catalog.ItemID(fmt.Sprintf("people-%d", len(w.jobber.items)))
				w.jobber.items[id] = catalog.Item{ID: id, Name: c.Create.Name, Price: money.FromInt(50)}
				w.ambiguous[c.Create.Name] = true
			}
			continue
		}
		w.byPeople[c.Item] = true
		it, ok := w.jobber.items[c.Item]
		switch rapid.SampledFrom([]string{"price", "cost", "delete"}).Draw(t, "people do") {
		case "price":
			it.Price = money.FromCents(rapid.Int64Range(0, 400).Draw(t, "people's price"))
		case "cost":
			it.Cost = money.Some(money.FromCents(rapid.Int64Range(0, 400).Draw(t, "people's cost")))
		case "delete":
			ok = false
			delete(w.jobber.items, c.Item)
		}
		if ok {
			w.jobber.items[c.Item] = it
		}
	}
}

// part runs the order, or what is left of it, with at most one thing that stops it. It says whether the run came to
// its own end.
func (w *world) part(t *rapid.T, last bool) (apply.Summary, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stops := []string{"crash", "cancel", "world", "disk", "nothing"}
	stop := "nothing"
	if !last {
		stop = rapid.SampledFrom(stops).Draw(t, "stop")
	}
	after := rapid.IntRange(0, 12).Draw(t, "calls before the stop")
	count := func(where string) error {
		if after--; after >= 0 {
			return nil
		}
		switch {
		case stop == "crash":
			panic(crash{})
		case stop == "cancel":
			cancel()
		case stop == "world" && where == "jobber":
			return errWorld
		case stop == "disk" && where == "journal":
			return errDisk
		}
		return nil
	}
	w.jobber.step = func(string) error { return count("jobber") }
	w.log.step = func(string) error { return count("journal") }
	order := apply.Order{Run: theRun, Rows: w.rows, Done: w.log.all()}
	return runUntilCrash(ctx, order, w)
}

func runUntilCrash(ctx context.Context, order apply.Order, w *world) (summary apply.Summary, err error) {
	defer func() {
		if died := recover(); died != nil {
			if _, ours := died.(crash); !ours {
				panic(died)
			}
			summary, err = apply.Summary{Status: apply.Stopped}, errors.New("crashed")
		}
	}()
	return apply.Run(ctx, order, w.jobber, w.log, nil)
}

func TestAnyRunWithAnyFaultsEndsAsPlannedOrSaysOtherwise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		w.people(t)
		parts := rapid.IntRange(0, 5).Draw(t, "stops")
		for i := range parts + 1 {
			summary, err := w.part(t, i == parts)
			w.checkSummary(t, summary, err)
			w.checkWrites(t)
			if i < parts {
				w.people(t)
			} else if err != nil {
				t.Fatalf("the last part stopped: %v", err)
			}
		}
		w.checkEnd(t)
	})
}

// checkSummary holds what Run returned against what the journal has.
func (w *world) checkSummary(t *rapid.T, s apply.Summary, err error) {
	if (err == nil) == (s.Status == apply.Stopped) && !errors.Is(err, errDisk) {
		t.Fatalf("status %q with error %v", s.Status, err)
	}
	if s.Counts == nil || errors.Is(err, errDisk) {
		return // it crashed, or the journal can't know
	}
	found := map[apply.Outcome]int{}
	for _, row := range w.log.all() {
		if row.Outcome == apply.Intended {
			row.Outcome = apply.Unknown
		}
		found[row.Outcome]++
	}
	for outcome, n := range s.Counts {
		if found[outcome] != n {
			t.Fatalf("the summary counts %v, the journal %v", nonzero(s.Counts), found)
		}
	}
}

// checkWrites holds every patch that the service stored against the order: nothing outside it, nothing unasked, and
// no item twice with different values.
func (w *world) checkWrites(t *rapid.T) {
	planned := map[catalog.ItemID]plan.Change{}
	for _, c := range w.rows {
		if c.Create == nil {
			planned[c.Item] = c
		}
	}
	for id, patches := range w.jobber.writes {
		c, ok := planned[id]
		if !ok {
			t.Fatalf("%s was written and is not in the order", id)
		}
		for _, p := range patches {
			if describe(p) != describe(patches[0]) {
				t.Fatalf("%s was sent as %q and as %q", id, describe(patches[0]), describe(p))
			}
			if p.Price.Known() && !p.Price.SameCents(c.After.Price) || p.Cost.Known() && !p.Cost.SameCents(c.After.Cost) {
				t.Fatalf("%s was sent as %q, the plan is %v", id, describe(p), c.After)
			}
			if p.Cost.Known() && !p.Price.Known() {
				t.Fatalf("the cost of %s was sent without its price", id)
			}
		}
	}
	for id, was := range w.outside {
		if w.jobber.items[id] != was {
			t.Fatalf("%s is not in the order and became %v", id, w.jobber.items[id])
		}
	}
}

// checkEnd holds every row's outcome against the service.
func (w *world) checkEnd(t *rapid.T) {
	names := map[string]int{}
	for _, n := range w.jobber.created {
		names[n.Name]++
	}
	for i, row := range w.log.all() {
		c := w.rows[i]
		now, there := w.jobber.items[row.Item]
		if c.Create != nil {
			if names[c.Create.Name] > 1 {
				t.Fatalf("%q was created %d times", c.Create.Name, names[c.Create.Name])
			}
			if made := names[c.Create.Name] == 1; made != (row.Outcome == apply.Applied) && !w.ambiguous[c.Create.Name] {
				t.Fatalf("%q: created %v, told %s", c.Create.Name, made, row.Outcome)
			}
			continue
		}
		written := len(w.jobber.writes[c.Item]) > 0
		asPlanned := there && now.Prices().SameCents(c.After) && (c.Visible == nil || now.Visible == *c.Visible)
		switch row.Outcome {
		case apply.Applied:
			if !written && !w.byPeople[c.Item] { // a person may have set the planned value after the intent was recorded
				t.Fatalf("%s is told as applied and was never written", c.Item)
			}
			if !asPlanned && !w.byPeople[c.Item] {
				t.Fatalf("%s is told as applied and is %v, not %v", c.Item, now.Prices(), c.After)
			}
		case apply.Skipped:
			if written {
				t.Fatalf("%s is told as skipped and was written", c.Item)
			}
		case apply.ChangedElsewhere:
			if !w.byPeople[c.Item] {
				t.Fatalf("%s is told as changed elsewhere and nobody did: %s", c.Item, row.Message)
			}
		case apply.Rejected:
			if written && !w.byPeople[c.Item] {
				t.Fatalf("%s is told as rejected and was written", c.Item)
			}
		default:
			t.Fatalf("%s ended as %s", c.Item, row.Outcome)
		}
		if row.Outcome != apply.Applied && row.Message == "" {
			t.Fatalf("%s is %s without a sentence", c.Item, row.Outcome)
		}
	}
	if created := slices.Collect(maps.Keys(names)); len(created) > len(w.rows) {
		t.Fatalf("created: %v", created)
	}
}
