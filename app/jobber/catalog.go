package jobber

import (
	"context"
	"errors"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber/schema"
)

// mostSteps bounds the steps back within one reading of the catalog, so that an account in which items are removed
// faster than they are read still comes to an end.
const mostSteps = 40

// leastOverlapped is the shortest page that is worth an overlap of one.
const leastOverlapped = 10

// Catalog reads every item of the account once, hidden ones too, in pages of up to 100, and tells progress how many
// it has after each page (nil is allowed).
//
// Jobber pages by offset, so items that are added or removed meanwhile shift the rest. Each page is therefore asked
// for from the last item of the one before: when it does not begin with that item, the reading steps back until a page
// begins with a known one, and items that slipped in front of the reading are looked up at the end. Nothing that was
// there all the time is lost, and nothing doubled.
func (c *Client) Catalog(ctx context.Context, progress func(items int)) (catalog.Catalog, error) {
	account, err := c.Account(ctx)
	if err != nil {
		return catalog.Catalog{}, err
	}
	items, err := c.list(ctx, progress)
	if err != nil {
		return catalog.Catalog{}, err
	}
	return catalog.Catalog{Account: account, Items: items, ReadAt: time.Now().UTC()}, nil
}

// FindByName reads afresh every item, hidden ones too, whose name is exactly that, letter for letter. A creation of
// that name whose answer was lost is given time to show.
func (c *Client) FindByName(ctx context.Context, name string) ([]catalog.Item, error) {
	c.mu.Lock()
	lost, waiting := c.made[name]
	delete(c.made, name)
	c.mu.Unlock()
	for wait := 2 * time.Second; ; wait *= 2 {
		all, err := c.list(ctx, nil)
		if err != nil {
			return nil, err
		}
		var named []catalog.Item
		for _, item := range all {
			if item.Name == name {
				named = append(named, item)
			}
		}
		left := c.config.Settle - time.Since(lost)
		if len(named) > 0 || !waiting || left <= 0 {
			return named, nil
		}
		if err := c.pause(ctx, EventWait, "Products", min(wait, left), ReasonSettle); err != nil {
			return nil, c.fault(call{}, &failure{shape: cancelled, cause: err})
		}
	}
}

// listing is a reading of the catalog in progress.
type listing struct {
	client *Client
	items  []catalog.Item
	known  map[catalog.ItemID]seen
	offset int  // how many items of the service's list lie before the place that was reached
	opaque bool // the service's cursors are no offsets: no stepping back
	front  int  // something slipped in before this offset while it was read; 0 when nothing did
	steps  int
}

// seen says where an item was met: its index in the listing, and its 1-based place in the service's list.
type seen struct {
	index, place int
}

// list reads the whole list.
func (c *Client) list(ctx context.Context, progress func(items int)) ([]catalog.Item, error) {
	l := listing{client: c, known: make(map[catalog.ItemID]seen)}
	after, own, overlap := "", "", 0 // own is the service's cursor of the place reached
	for {
		p, f := c.nextPage(ctx, after, c.catalogFields())
		if f != nil && overlap > 0 && (f.shape == refused || f.shape == failed) {
			l.opaque, after, overlap = true, own, 0
			continue
		}
		if f != nil {
			return nil, c.fault(call{what: readWhat}, f)
		}
		next, behind, err := l.take(ctx, p, after, overlap)
		if err != nil {
			return nil, c.fault(call{}, unreadableAnswer(err))
		}
		if progress != nil {
			progress(len(l.items))
		}
		if next == "" && behind == 0 {
			break
		}
		after, own, overlap = next, p.end, behind
	}
	if l.front > 0 {
		if err := l.sweep(ctx); err != nil {
			return nil, err
		}
	}
	return l.items, nil
}

// take adds a page that was asked for behind the cursor after, which lies overlap items before the place reached. It
// returns the next cursor and that one's overlap; "" and 0 at the end.
func (l *listing) take(ctx context.Context, p page, after string, overlap int) (next string, behind int, err error) {
	moved := 0 // how far the page has moved since its beginning was read before
	if overlap > 0 {
		if len(p.nodes) == 0 || l.known[p.nodes[0].ID].place == 0 {
			l.shifted(ctx)
			if l.steps++; l.steps <= mostSteps && overlap < l.offset {
				behind = min(4*overlap, l.offset)
				return cursor(l.offset - behind), behind, nil
			}
		} else if moved = l.offset - overlap + 1 - l.known[p.nodes[0].ID].place; moved > 0 {
			l.shifted(ctx)
			l.front = max(l.front, l.offset-overlap)
		}
	}
	l.offset -= overlap
	before := len(l.items)
	for _, node := range p.nodes {
		item, err := node.coded(l.client.label())
		if err != nil {
			return "", 0, err
		}
		l.offset++
		at, again := l.known[item.ID]
		if again {
			l.items[at.index] = item
			if at.place+moved != l.offset { // it went from before the reading to behind it: another may have come instead
				l.front = max(l.front, l.offset)
			}
		} else {
			at.index = len(l.items)
			l.items = append(l.items, item)
		}
		at.place = l.offset
		l.known[item.ID] = at
	}
	if !p.more {
		return "", 0, nil
	}
	if at, ok := place(p.end); !ok || at != l.offset {
		l.opaque = true
	}
	switch {
	case p.end == "" || p.end == after || l.opaque && overlap == 0 && len(l.items) == before:
		return "", 0, errors.New("a page that leads nowhere")
	case l.opaque || len(p.nodes) < leastOverlapped:
		return p.end, 0, nil
	}
	return cursor(l.offset - 1), 1, nil
}

func (l *listing) shifted(ctx context.Context) {
	l.client.observe(ctx, Event{Kind: EventShift, Operation: "Products", Available: -1})
}

// sweep looks up what slipped in before the place that was reached: it reads the ids alone, which is cheap, and then
// the items that are not known yet.
func (l *listing) sweep(ctx context.Context) error {
	var missed []catalog.ItemID
	for after, count := "", 0; count < l.front; {
		p, f := l.client.nextPage(ctx, after, []schema.Field{schema.ID})
		if f != nil {
			return l.client.fault(call{what: readWhat}, f)
		}
		for _, node := range p.nodes {
			if l.known[node.ID].place == 0 {
				l.known[node.ID] = seen{place: l.front}
				missed = append(missed, node.ID)
			}
		}
		count += len(p.nodes)
		if !p.more || p.end == "" || p.end == after {
			break
		}
		after = p.end
	}
	items, f := l.client.read(ctx, missed, 0)
	if f != nil {
		return l.client.fault(call{what: readWhat}, f)
	}
	l.items = append(l.items, items...)
	return nil
}
