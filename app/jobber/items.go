package jobber

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber/schema"
)

// mostAliases is how many items are asked for at once from a service that has no ids filter.
const mostAliases = 25

// Items reads the items afresh, in blocks of up to 100; an id that no longer exists is absent from the answer, and
// the order is that of the ids.
//
// It is a settled read: an item that this client has edited, or whose edit was lost, within the last 30 s (DefaultSettle) is read
// again until the edit shows or that time is over, because a replica of the service's may lag. So after EditLost one
// call of Items tells what became of the edit.
//
// Before it reads a block it makes sure that as many edits can follow at once without waiting for the request limit, so that
// what was read is still fresh when they are sent.
func (c *Client) Items(ctx context.Context, ids []catalog.ItemID) ([]catalog.Item, error) {
	q := call{what: readWhat}
	items, f := c.read(ctx, ids, 1)
	for wait := 250 * time.Millisecond; f == nil; wait *= 2 {
		late, left := c.late(ids, items)
		if len(late) == 0 {
			break
		}
		if err := c.pause(ctx, EventWait, "ProductsByIDs", min(wait, left), ReasonSettle); err != nil {
			f = &failure{shape: cancelled, cause: err}
			break
		}
		var again []catalog.Item
		if again, f = c.read(ctx, late, 0); f == nil {
			items = replace(ids, items, late, again)
		}
	}
	if f != nil {
		return nil, c.fault(q, f)
	}
	return items, nil
}

// read reads the items once, in blocks. editsEach is how many requests are to follow each item that is read.
func (c *Client) read(ctx context.Context, ids []catalog.ItemID, editsEach int) ([]catalog.Item, *failure) {
	found := make(map[catalog.ItemID]catalog.Item, len(ids))
	for start := 0; start < len(ids); {
		c.mu.Lock()
		size, batch := min(c.page, len(ids)-start), c.batch
		c.mu.Unlock()
		block := ids[start : start+size]
		items, f := c.readBlock(ctx, block, editsEach*(size+batch-1)/batch)
		if f != nil && f.shape == tooDear && c.shrink(call{}, f, size) {
			continue
		}
		if f != nil {
			return nil, f
		}
		for _, item := range items {
			found[item.ID] = item
		}
		start += size
	}
	return inOrder(ids, found), nil
}

// readBlock reads at most a page of items, by the ids filter as long as the service heeds it. Items that are missing
// are asked for once more, so that a service that answers fewer than it was asked for makes none of them vanish.
func (c *Client) readBlock(ctx context.Context, ids []catalog.ItemID, ahead int) ([]catalog.Item, *failure) {
	c.mu.Lock()
	aliases := c.noIDs
	c.mu.Unlock()
	if aliases {
		return c.readAliases(ctx, ids, ahead)
	}
	items, heeded, f := c.readByIDs(ctx, ids, ahead)
	if f != nil && (f.shape != refused || len(f.errors) == 0) {
		return nil, f
	}
	if f != nil || !heeded {
		aliased, second := c.readAliases(ctx, ids, ahead)
		if second != nil {
			return nil, second
		}
		c.mu.Lock()
		c.noIDs = true
		c.mu.Unlock()
		c.observe(ctx, Event{Kind: EventFallback, Operation: "ProductsByIDs", Reason: "ids", Available: -1})
		return aliased, nil
	}
	if missing := without(ids, items); len(missing) > 0 && len(items) > 0 {
		rest, heeded, f := c.readByIDs(ctx, missing, 0)
		if f != nil {
			return nil, f
		}
		if heeded {
			items = append(items, rest...)
		}
	}
	return items, nil
}

// readByIDs reads by the ids filter. heeded is false when an item came that was not asked for.
func (c *Client) readByIDs(ctx context.Context, ids []catalog.ItemID, ahead int) (items []catalog.Item, heeded bool, f *failure) {
	for {
		fields := c.fields(schema.ItemFields())
		q := call{
			name: "ProductsByIDs", document: schema.ProductsByIDs(fields), what: readWhat, ahead: ahead,
			variables: map[string]any{"ids": ids, "first": len(ids)}, cost: len(ids)*len(fields) + 2,
		}
		a, f := c.do(ctx, q)
		if f == nil && len(a.errors) > 0 {
			f = partial(a)
		}
		if f != nil && c.drop(ctx, q, f) {
			continue
		}
		if f != nil {
			return nil, false, f
		}
		p, f := readPage(a.data["products"])
		if f != nil {
			return nil, false, f
		}
		asked := make(map[catalog.ItemID]bool, len(ids))
		for _, id := range ids {
			asked[id] = true
		}
		for _, node := range p.nodes {
			item, err := node.item()
			if err != nil {
				return nil, false, unreadableAnswer(err)
			}
			if !asked[item.ID] {
				return nil, false, nil
			}
			items = append(items, item)
		}
		return items, true, nil
	}
}

// readAliases reads each item by a product field of its own. An item that is not there is an error of its field and,
// since the field cannot be null, of the whole answer: it is left out and the rest asked for again.
func (c *Client) readAliases(ctx context.Context, ids []catalog.ItemID, ahead int) ([]catalog.Item, *failure) {
	var items []catalog.Item
	for len(ids) > 0 {
		block := ids[:min(mostAliases, len(ids))]
		ids = ids[len(block):]
		for len(block) > 0 {
			fields := c.fields(schema.ItemFields())
			q := call{
				name: "Product", document: schema.ProductsByAlias(len(block), fields), what: readWhat, ahead: ahead,
				variables: make(map[string]any, len(block)), cost: len(block) * (len(fields) + 1),
			}
			for i, id := range block {
				q.variables[schema.IDVariable(i)] = id
			}
			a, f := c.do(ctx, q)
			if f == nil && len(a.errors) == 0 {
				some, f := readProducts(a, block)
				if f != nil {
					return nil, f
				}
				items = append(items, some...)
				break
			}
			if f == nil {
				f = partial(a)
			}
			if c.drop(ctx, q, f) {
				continue
			}
			rest := withoutAbsent(block, f)
			switch {
			case len(rest) < len(block):
				block = rest
			case f.shape == refused && len(block) > 1:
				ids = append(append([]catalog.ItemID{}, block[1:]...), ids...)
				block = block[:1]
			default:
				return nil, f
			}
		}
	}
	return items, nil
}

// withoutAbsent returns the ids of a block of which the service does not say that they are absent or no ids. It returns
// the whole block when the service says anything else besides.
func withoutAbsent(block []catalog.ItemID, f *failure) []catalog.ItemID {
	bad := make(map[int]bool)
	for _, e := range f.errors {
		if s := e.shape(); s != absent && s != refused {
			return block
		}
		for i := range block {
			if e.names(schema.Key("product", len(block), i), schema.IDVariable(i)) {
				bad[i] = true
			}
		}
	}
	var rest []catalog.ItemID
	for i, id := range block {
		if !bad[i] {
			rest = append(rest, id)
		}
	}
	return rest
}

func readProducts(a answer, block []catalog.ItemID) ([]catalog.Item, *failure) {
	var items []catalog.Item
	for i, id := range block {
		raw := a.data[schema.Key("product", len(block), i)]
		if null(raw) {
			continue
		}
		var w wireItem
		if err := json.Unmarshal(raw, &w); err != nil {
			return nil, unreadableAnswer(err)
		}
		item, err := w.item()
		if err != nil {
			return nil, unreadableAnswer(err)
		}
		if item.ID != id {
			return nil, unreadableAnswer(errors.New("an item that was not asked for"))
		}
		items = append(items, item)
	}
	return items, nil
}

func without(ids []catalog.ItemID, items []catalog.Item) []catalog.ItemID {
	there := make(map[catalog.ItemID]bool, len(items))
	for _, item := range items {
		there[item.ID] = true
	}
	var missing []catalog.ItemID
	for _, id := range ids {
		if !there[id] {
			missing = append(missing, id)
		}
	}
	return missing
}
