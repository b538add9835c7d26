package jobber

import (
	"time"

	"pricesync/app/catalog"
)

// awaited is what an edit should have made of an item, and when it was asked for.
type awaited struct {
	prices  catalog.Prices // absent amounts were not asked for
	visible *bool
	at      time.Time
}

// expect remembers what an edit should make of an item. A later edit of the same item adds to it.
func (c *Client) expect(id catalog.ItemID, prices catalog.Prices, visible *bool) {
	if c.config.Settle < 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if len(c.fresh) >= 1024 {
		for id, a := range c.fresh {
			if now.Sub(a.at) >= c.config.Settle {
				delete(c.fresh, id)
			}
		}
	}
	a := c.fresh[id]
	if prices.Price.Known() {
		a.prices.Price = prices.Price
	}
	if prices.Cost.Known() {
		a.prices.Cost = prices.Cost
	}
	if visible != nil {
		a.visible = visible
	}
	a.at = now
	c.fresh[id] = a
}

// late returns the ids whose edit does not show in the items yet, and how long it makes sense to wait for the last of
// them. What shows, or is past waiting for, is forgotten.
func (c *Client) late(ids []catalog.ItemID, items []catalog.Item) (late []catalog.ItemID, left time.Duration) {
	found := make(map[catalog.ItemID]catalog.Item, len(items))
	for _, item := range items {
		found[item.ID] = item
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	for _, id := range ids {
		a, edited := c.fresh[id]
		if !edited {
			continue
		}
		rest := c.config.Settle - now.Sub(a.at)
		item, there := found[id]
		if rest <= 0 || !there || a.shows(item) {
			delete(c.fresh, id)
			continue
		}
		late = append(late, id)
		left = max(left, rest)
	}
	return late, left
}

// shows says whether the item is as the edit should have left it, in cents.
func (a awaited) shows(item catalog.Item) bool {
	if a.visible != nil && *a.visible != item.Visible {
		return false
	}
	if a.prices.Price.Known() && !a.prices.Price.SameCents(item.Prices().Price) {
		return false
	}
	return !a.prices.Cost.Known() || a.prices.Cost.SameCents(item.Cost)
}

// replace returns the items with those of late in the places of the earlier ones, in the order of ids.
func replace(ids []catalog.ItemID, items []catalog.Item, late []catalog.ItemID, again []catalog.Item) []catalog.Item {
	now := make(map[catalog.ItemID]catalog.Item, len(items))
	for _, item := range items {
		now[item.ID] = item
	}
	for _, id := range late {
		delete(now, id)
	}
	for _, item := range again {
		now[item.ID] = item
	}
	return inOrder(ids, now)
}

func inOrder(ids []catalog.ItemID, found map[catalog.ItemID]catalog.Item) []catalog.Item {
	items := make([]catalog.Item, 0, len(found))
	for _, id := range ids {
		if item, there := found[id]; there {
			items = append(items, item)
			delete(found, id)
		}
	}
	return items
}
