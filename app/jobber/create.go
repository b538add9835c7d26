package jobber

import (
	"context"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber/schema"
)

// Create asks for one new item; a stored answer holds it whole. Creating twice makes two items, so a creation whose
// answer was lost (EditLost) is never sent again from here: FindByName, which gives it time to show, says what became
// of it. An error means that the world has stopped, and that the item was not sent.
func (c *Client) Create(ctx context.Context, item catalog.New) (catalog.Edited, error) {
	fields := c.fields(schema.ItemFields())
	q := call{
		name: "ProductsAndServicesCreate", document: schema.Create(fields), write: true, what: changeWhat,
		variables: map[string]any{"input": createInput(item)}, cost: len(fields) + 5,
	}
	a, f := c.do(ctx, q)
	switch {
	case f == nil:
	case f.shape == refused && c.drop(ctx, q, f):
		return c.Create(ctx, item)
	case f.shape == refused && f.variable():
		return catalog.Edited{State: catalog.EditRejected, Message: f.errors[0].problems()}, nil
	case f.shape == failed, f.shape == absent, f.shape == hidden && !f.hides("Mutation"):
		a.errors = f.errors
	case !f.lost():
		return catalog.Edited{State: catalog.EditNotSent}, c.fault(q, f)
	}
	result := a.edited("productsAndServicesCreate", 1, 0)
	if result.State == catalog.EditLost {
		c.mu.Lock()
		c.made[item.Name] = time.Now()
		c.mu.Unlock()
		reason := string(failed)
		if f != nil {
			reason = string(f.shape)
		}
		c.observe(ctx, Event{Kind: EventLost, Operation: q.name, Reason: reason, Available: -1})
	}
	return result, nil
}
