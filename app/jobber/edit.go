package jobber

import (
	"context"
	"errors"
	"sync"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber/schema"
)

// How many edits in a row may be lost. From the first number on the service is asked for something harmless before the
// next edit; at the second the world has stopped.
const (
	lostBeforeProbe = 3
	lostBeforeStop  = 12
)

// Edit asks for every patch and answers each, in order, also beside an error; it sends exactly the amounts that a
// patch holds. Several are under way at once, but never two of the same item.
//
// A stored answer holds the item's ID and what an edit can change: Price, Cost, Markup and Visible; the other fields
// are empty. A patch whose answer was lost is EditLost, and is never sent again from here: call Items, which waits
// until the edit shows or is known not to have happened. Where the service said something that is neither success nor
// refusal, it stands in Message.
//
// Once ctx is cancelled no further request leaves; those under way are waited for up to StopGrace. An error means that
// the world has stopped: the patches that did not leave are EditNotSent.
func (c *Client) Edit(ctx context.Context, patches []catalog.Patch) ([]catalog.Edited, error) {
	e := edits{client: c, patches: patches, probing: make(chan struct{}, 1), results: make([]catalog.Edited, len(patches))}
	for i := range e.results {
		e.results[i].State = catalog.EditNotSent
	}
	workers := maxInFlight
	if repeats(patches) {
		workers = 1
	}
	var group sync.WaitGroup
	for range min(workers, len(patches)) {
		group.Go(func() { e.work(ctx) })
	}
	group.Wait()
	return e.results, e.err
}

// edits are the patches of one call of Edit on their way.
type edits struct {
	client  *Client
	patches []catalog.Patch
	probing chan struct{} // full while the service is asked whether it is there at all

	mu      sync.Mutex
	results []catalog.Edited
	next    int // index of the next patch to be taken
	lost    int // lost in a row
	probed  int // of these, how many when the service was last seen to be there
	err     error
}

func (e *edits) work(ctx context.Context) {
	var from, to int
	var broken error
	defer func() { e.broke(from, to, broken) }()
	defer fault.Catch(&broken)
	for {
		from, to = e.take(ctx)
		if from == to || !e.alive(ctx) {
			return
		}
		results, f := e.client.editBatch(ctx, e.patches[from:to])
		e.settle(from, results, f)
	}
}

// broke takes in a panic, after which nobody knows whether the batch left.
func (e *edits) broke(from, to int, err error) {
	if err == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := from; i < to; i++ {
		e.results[i] = catalog.Edited{State: catalog.EditLost}
	}
	e.err = err
}

// take gives out the next batch; an empty one when there is none, or the world has stopped.
func (e *edits) take(ctx context.Context) (from, to int) {
	e.client.mu.Lock()
	batch := e.client.batch
	e.client.mu.Unlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil && e.err == nil && e.next < len(e.patches) {
		e.err = e.client.fault(call{}, &failure{shape: cancelled, cause: err})
	}
	if e.err != nil {
		return 0, 0
	}
	from, to = e.next, min(e.next+batch, len(e.patches))
	e.next = to
	return from, to
}

// alive says whether to go on after edits were lost: it asks for the account, with the tries that a read has.
func (e *edits) alive(ctx context.Context) bool {
	e.probing <- struct{}{}
	defer func() { <-e.probing }()
	e.mu.Lock()
	lost, needless, stopped := e.lost, e.lost < lostBeforeProbe || e.lost == e.probed, e.err != nil
	e.mu.Unlock()
	if stopped || needless {
		return !stopped
	}
	_, err := e.client.Account(ctx)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err == nil {
		e.err = err
	}
	e.probed = lost
	return e.err == nil
}

// settle takes in what became of a batch.
func (e *edits) settle(from int, results []catalog.Edited, f *failure) {
	e.mu.Lock()
	defer e.mu.Unlock()
	copy(e.results[from:], results)
	for _, result := range results {
		switch result.State {
		case catalog.EditStored, catalog.EditRejected:
			e.lost, e.probed = 0, 0
		case catalog.EditLost:
			e.lost++
		}
	}
	if f == nil || e.err != nil {
		return
	}
	if !f.lost() || e.lost >= lostBeforeStop {
		e.err = e.client.fault(call{what: changeWhat}, f)
	}
}

// repeats says whether two patches are of the same item, so that their order matters.
func repeats(patches []catalog.Patch) bool {
	seen := make(map[catalog.ItemID]bool, len(patches))
	for _, p := range patches {
		if seen[p.Item] {
			return true
		}
		seen[p.Item] = true
	}
	return false
}

// editBatch sends the patches in one request. The failure is nil when each patch was answered.
func (c *Client) editBatch(ctx context.Context, patches []catalog.Patch) ([]catalog.Edited, *failure) {
	n := len(patches)
	fields := c.fields(schema.EditFields())
	q := call{
		name: "ProductsAndServicesEdit", document: schema.Edit(n, fields), write: true, what: changeWhat,
		variables: make(map[string]any, 2*n), cost: n * (len(fields) + 5),
	}
	for i, p := range patches {
		id, input := schema.EditVariables(n, i)
		q.variables[id], q.variables[input] = p.Item, editInput(p)
	}
	a, f := c.do(ctx, q)
	switch {
	case f != nil && f.shape == refused && c.drop(ctx, q, f):
		return c.editBatch(ctx, patches)
	case f != nil && n > 1 && (f.shape == refused || f.shape == tooDear):
		return c.editSingly(ctx, q, patches)
	case f != nil && f.shape == refused && f.variable():
		return []catalog.Edited{{State: catalog.EditRejected, Message: f.errors[0].problems()}}, nil
	case f != nil && f.shape == hidden && !f.hides("Mutation"):
		c.drop(ctx, q, f) // the edit itself was allowed: nobody knows whether it was carried out
		f.shape = failed
	case f != nil && f.shape != failed && f.shape != absent:
		return c.unanswered(ctx, q, patches, f), f
	}
	if f != nil {
		a.errors = f.errors
	}
	results := make([]catalog.Edited, n)
	for i, p := range patches {
		results[i] = a.edited(schema.Key("productsAndServicesEdit", n, i), n, i)
		switch result := &results[i]; {
		case result.State == catalog.EditStored && result.Item.ID != p.Item:
			*result = catalog.Edited{State: catalog.EditLost}
			fallthrough
		case result.State == catalog.EditLost:
			c.expect(p.Item, catalog.Prices{Price: p.Price, Cost: p.Cost}, p.Visible)
			c.observe(ctx, Event{Kind: EventLost, Operation: q.name, Reason: string(failed), Available: -1})
			if f == nil {
				f = &failure{shape: failed, cause: errors.New("an edit was neither carried out nor refused")}
			}
		case result.State == catalog.EditStored:
			c.expect(p.Item, result.Item.Prices(), p.Visible)
		}
	}
	if f != nil && !lostAny(results) {
		f = nil
	}
	return results, f
}

// editSingly sends the patches one by one, and all later ones too: the service does not take several at once.
func (c *Client) editSingly(ctx context.Context, q call, patches []catalog.Patch) ([]catalog.Edited, *failure) {
	c.mu.Lock()
	c.batch = 1
	c.mu.Unlock()
	c.observe(ctx, Event{Kind: EventFallback, Operation: q.name, Reason: "aliases", Available: -1})
	results := make([]catalog.Edited, len(patches))
	for i := range results {
		results[i].State = catalog.EditNotSent
	}
	var last *failure
	for i := range patches {
		one, f := c.editBatch(ctx, patches[i:i+1])
		results[i] = one[0]
		if f != nil {
			last = f
		}
		if f != nil && !f.lost() {
			break
		}
	}
	return results, last
}

// unanswered is what is known of patches whose request failed as a whole.
func (c *Client) unanswered(ctx context.Context, q call, patches []catalog.Patch, f *failure) []catalog.Edited {
	results := make([]catalog.Edited, len(patches))
	for i, p := range patches {
		results[i].State = catalog.EditNotSent
		if f.lost() {
			results[i].State = catalog.EditLost
			c.expect(p.Item, catalog.Prices{Price: p.Price, Cost: p.Cost}, p.Visible)
			c.observe(ctx, Event{Kind: EventLost, Operation: q.name, Reason: string(f.shape), Available: -1})
		}
	}
	return results
}

// edited reads what the answer says about the mutation at index i of n, whose key is key. It counts as stored only
// with the item and without userErrors, and as rejected only when the service says so.
func (a answer) edited(key string, n, i int) catalog.Edited {
	p, err := readPayload(a.data[key])
	if err != nil {
		id, input := schema.EditVariables(n, i)
		for _, e := range a.errors {
			if n > 1 && !e.names(key, id, input) {
				continue
			}
			if e.shape() == absent {
				return catalog.Edited{State: catalog.EditRejected, Message: e.Message}
			}
			return catalog.Edited{State: catalog.EditLost, Message: e.Message}
		}
		return catalog.Edited{State: catalog.EditLost}
	}
	if len(p.UserErrors) > 0 {
		return catalog.Edited{State: catalog.EditRejected, Message: p.complaint(a.scrub)}
	}
	if p.Item == nil {
		return catalog.Edited{State: catalog.EditLost}
	}
	item, err := p.Item.item()
	if err != nil {
		return catalog.Edited{State: catalog.EditLost}
	}
	return catalog.Edited{State: catalog.EditStored, Item: item}
}

func lostAny(results []catalog.Edited) bool {
	for _, result := range results {
		if result.State == catalog.EditLost {
			return true
		}
	}
	return false
}
