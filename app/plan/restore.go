package plan

import (
	"fmt"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// RestoreInput is all that an undo depends on.
type RestoreInput struct {
	Run         string // the run to undo
	Account     catalog.Account
	Source      Source // the price list of that run, for the record
	Rules       Rules  // of that run, for the record
	Rows        []RestoreRow
	Items       []catalog.Item // as Jobber holds them now; an item that is absent is gone
	CatalogSize int
	Locks       Locks // an undo writes no more of a locked item than any other plan
}

// RestoreRow is what a run did to one row.
type RestoreRow struct {
	Line       int
	Name, Code string // the price list's own texts
	Item       catalog.ItemID
	ItemName   string
	Recorded   catalog.Prices // what Jobber held before the run wrote
	Stored     catalog.Prices // what Jobber answered when the run wrote
	Created    bool           // the run made the item
	Hidden     bool           // the run hid the item
}

// Restore computes the plan that undoes a run: one change for each row, putting back what Jobber held before. It asks
// for nothing where Jobber holds that already, and holds a row that has moved since the run. Guardrails do not apply:
// what is restored stood in Jobber before. Locks do: what was locked since stays as it is.
func Restore(in RestoreInput) Plan {
	now := make(map[catalog.ItemID]catalog.Item, len(in.Items))
	for _, item := range in.Items {
		now[item.ID] = item
	}
	p := Plan{
		Kind:        FromRun,
		UndoOf:      in.Run,
		Account:     in.Account,
		Source:      in.Source,
		Rules:       in.Rules,
		Guardrails:  DefaultGuardrails(),
		CatalogSize: in.CatalogSize,
		Changes:     make([]Change, len(in.Rows)),
	}
	for i, row := range in.Rows {
		item, ok := now[row.Item]
		p.Changes[i] = restore(row, item, ok, in.Locks)
	}
	return p.Sealed()
}

func restore(row RestoreRow, item catalog.Item, ok bool, locks Locks) Change {
	c := Change{Line: row.Line, Name: row.Name, Code: row.Code, Item: row.Item, ItemName: row.ItemName, List: row.Recorded}
	if !ok {
		c.Verdict, c.Reason, c.Message = Invalid, Vanished, "This item is no longer in Jobber, so nothing can be restored."
		return c
	}
	managed := row.Recorded.Markup.Known() || row.Stored.Markup.Known() // the run wrote the markup too
	c.ItemName, c.Before, c.After = item.Name, item.Managed(managed), item.Managed(managed)
	lock, locked := locks[row.Item]
	if row.Created || row.Hidden {
		c.List = catalog.Prices{}
		offer(&c, item, row.Hidden)
		if locked && c.Visible != nil && lock.Field == Both {
			c.stay(Locked, fmt.Sprintf("This item is locked%s, so whether it is offered stays as it is.", lock.because()))
			c.Visible = nil
		}
		return c
	}
	var touched []restoredField
	c.After.Price = restoreField("price", row.Recorded.Price, row.Stored.Price, c.Before.Price, &touched)
	c.After.Cost = restoreField("cost", row.Recorded.Cost, row.Stored.Cost, c.Before.Cost, &touched)
	if managed {
		c.After.Markup = restoreField("markup", row.Recorded.Markup, row.Stored.Markup, c.Before.Markup, &touched)
	}
	c.Rule = "Restores what Jobber held before the run"
	var moved, kept []string
	for _, f := range touched {
		switch {
		case f.recorded.Known() && f.moved():
			moved = append(moved, f.movedSentence())
		case !f.recorded.Known() && f.now.Known() && f.name == "markup" && !locked:
			// so that nothing that is computed from it is another price
			if agreeing := derived(c.After.Price, c.After.Cost, f.now); agreeing.Known() {
				c.After.Markup = agreeing
			}
			kept = append(kept, fmt.Sprintf("Jobber had no markup before, and it can't be taken away again: it is set to %s, which agrees with price and cost.", f.text(c.After.Markup)))
		case !f.recorded.Known() && f.now.Known() && f.name != "markup":
			kept = append(kept, fmt.Sprintf("Jobber had no %s before; the %s %s stays, since it can't be taken away again.", f.name, f.name, f.text(f.now)))
		}
	}
	stays := ""
	if locked {
		c.Before.Markup, c.After.Markup = money.Maybe{}, money.Maybe{}
		wanted := c.After
		c.After = lock.kept(c.Before, wanted)
		stays = lock.sentence(c.Before, wanted)
	}
	if stays != "" {
		kept = append(kept, stays)
	}
	switch {
	case c.After == c.Before && stays != "":
		c.stay(Locked, strings.Join(kept, " "))
	case c.After == c.Before && len(kept) == 0:
		c.Verdict, c.Reason, c.Message, c.Rule = Unchanged, Restored, "Jobber already holds what it held before the run.", ""
	case c.After == c.Before:
		c.Verdict, c.Reason, c.Message, c.Rule = Unchanged, Restored, strings.Join(kept, " "), ""
	case len(moved) > 0:
		c.Holds = []Hold{{MovedSince, strings.Join(moved, " ")}}
		c.Verdict, c.Reason, c.Message = Held, string(MovedSince), holdSentences(c.Holds)
	default:
		c.Verdict, c.Reason, c.Message = Update, Restores, strings.Join(append([]string{changeSentence(c.Before, c.After)}, kept...), " ")
	}
	return c
}

// offer plans the undo of a creation, or of hiding (shown): the item is hidden, or offered again.
func offer(c *Change, item catalog.Item, shown bool) {
	switch {
	case item.Visible == shown && shown:
		c.Verdict, c.Reason, c.Message = Unchanged, Restored, "The run hid this item, and it is offered again already."
		return
	case item.Visible == shown:
		c.Verdict, c.Reason, c.Message = Unchanged, Restored, "The run created this item, and it is hidden already."
		return
	case shown:
		c.Visible, c.Verdict, c.Reason = &shown, Update, ShowsAgain
		c.Message = "The run hid this item. It is offered again on quotes, jobs and invoices."
		return
	}
	c.Visible, c.Verdict, c.Reason = &shown, Update, Hides
	c.Message = "The run created this item. It is hidden rather than deleted, since Jobber can't delete items: it is no longer suggested on quotes, jobs and invoices."
}

// restoredField is one field that a run changed.
type restoredField struct {
	name                  string
	recorded, stored, now money.Maybe
}

// restoreField returns what the undo puts into one field. A field that the run left as it was stays as it is now.
// Jobber offers no way back to no amount at all, so a first cost stays.
func restoreField(name string, recorded, stored, now money.Maybe, touched *[]restoredField) money.Maybe {
	if recorded == stored {
		return now
	}
	*touched = append(*touched, restoredField{name, recorded, stored, now})
	if !recorded.Known() {
		return now
	}
	return recorded
}

// moved says whether someone else changed the field after the run, to something else than it was before.
func (f restoredField) moved() bool { return f.now != f.stored && f.now != f.recorded }

func (f restoredField) movedSentence() string {
	return fmt.Sprintf("The %s was changed in Jobber after the run: it is %s now, the run stored %s, and before it was %s.",
		f.name, f.text(f.now), f.text(f.stored), f.text(f.recorded))
}

func (f restoredField) text(m money.Maybe) string {
	a, ok := m.Get()
	switch {
	case !ok:
		return "empty"
	case f.name == "markup":
		return a.Plain() + "%"
	}
	return a.String()
}
