package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// missing returns the supplier's items that Jobber offers and the list no longer has, by name. Each would be hidden once
// it is ticked. Where the list reaches fewer than half of what is known of the supplier it may be a part, and each is
// held; so is one that a row without an item comes near, since it may be the same under a new name.
func (m *maker) missing(changes []Change) []Change {
	if m.in.Supplier == "" || len(m.in.Assortment) == 0 {
		return nil
	}
	there := m.there(changes)
	known, reached := 0, 0
	var gone []catalog.Item
	counted := map[catalog.ItemID]bool{}
	for _, id := range m.in.Assortment {
		item, ok := m.item(id)
		if !ok || !item.Visible || counted[id] {
			continue
		}
		counted[id] = true
		known++
		if there[id] {
			reached++
		} else {
			gone = append(gone, item)
		}
	}
	slices.SortFunc(gone, func(a, b catalog.Item) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	part := ""
	switch {
	case reached == 0 && known > 0:
		part = fmt.Sprintf("This list has none of the items known of “%s”, so it may be a part of theirs.", m.in.Supplier)
	case 2*reached < known:
		part = fmt.Sprintf("This list has only %d of the %d items known of “%s”, so it may be a part of theirs.", reached, known, m.in.Supplier)
	}
	near := nearRows(changes)
	rows := make([]Change, 0, len(gone))
	for i, item := range gone {
		rows = append(rows, m.hide(-1-i, item, part, near[item.ID]))
	}
	return rows
}

// hide is the row of one missing item.
func (m *maker) hide(line int, item catalog.Item, part string, near *Change) Change {
	c := Change{Line: line, Item: item.ID, ItemName: item.Name, Before: item.Prices(), After: item.Prices()}
	if lock, ok := m.in.Locks[item.ID]; ok && lock.Field == Both {
		c.Verdict, c.Reason = Unchanged, Locked
		c.Message = fmt.Sprintf("This list no longer has the item. It is locked%s, so it can't be hidden.", lock.because())
		return c
	}
	hidden := false
	c.Visible = &hidden
	found := holds{off: m.in.Guardrails.Off}
	if part != "" {
		found.add(PartialList, part)
	}
	if near != nil {
		found.add(NearName, fmt.Sprintf("Line %d, “%s”, comes near it: it may be the same item under another name.", near.Line, near.Name))
	}
	c.Holds = found.list
	c.Message = "This list no longer has the item. Once it is ticked it is hidden, so that it is no longer suggested on quotes, jobs and invoices; nothing is deleted."
	c.Verdict, c.Reason = Update, NotInList
	if len(c.Holds) > 0 {
		c.Verdict, c.Reason = Held, string(c.Holds[0].Code)
		c.Message += " " + holdSentences(c.Holds)
	}
	return c
}

// there returns the items that the list has, whatever becomes of their rows: those that a row reaches or may be, and
// those that a row without a usable amount names.
func (m *maker) there(changes []Change) map[catalog.ItemID]bool {
	there := map[catalog.ItemID]bool{}
	for i := range changes {
		if id := m.matched(i).Item; id != "" {
			there[id] = true
		}
		for _, id := range m.matched(i).Candidates {
			there[id] = true
		}
	}
	broken := pricelist.List{}
	for _, row := range m.in.List.Rows {
		if row.Kind == pricelist.Invalid && (row.Name != "" || row.Code != "") {
			row.Kind = pricelist.Priced
			broken.Rows = append(broken.Rows, row)
		}
	}
	if len(broken.Rows) == 0 {
		return there
	}
	for _, found := range match.Find(broken, m.in.Catalog, m.in.Links, match.Options{}).Matches {
		if found.Item != "" {
			there[found.Item] = true
		}
		for _, id := range found.Candidates {
			there[id] = true
		}
	}
	return there
}

// nearRows returns, by item, the row without an item whose name comes nearest to it, if it comes near at all.
func nearRows(changes []Change) map[catalog.ItemID]*Change {
	near, best := map[catalog.ItemID]*Change{}, map[catalog.ItemID]int{}
	for i := range changes {
		c := &changes[i]
		if c.Item != "" {
			continue
		}
		for _, s := range c.Suggestions {
			if s.Score >= nearScore && s.Score > best[s.Item] {
				near[s.Item], best[s.Item] = c, s.Score
			}
		}
	}
	return near
}
