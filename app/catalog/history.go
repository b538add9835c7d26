package catalog

import "time"

// Point is what an item's price and cost were from a time on.
type Point struct {
	At     time.Time // when it became known, in UTC
	Prices Prices
	Run    string // the run that wrote it; "" where a reading of the catalog found it
}

// History is what is known of one item's price and cost, oldest first. Neighbours differ. The first point is how the
// item was met; nothing is known of the time before.
type History []Point

// Add puts what became known later at the end. What says nothing new is left out.
func (h History) Add(p Point) History {
	if len(h) > 0 && h[len(h)-1].Prices == p.Prices {
		return h
	}
	return append(h, p)
}

// Changed returns when price or cost changed last; the zero time where no change is known.
func (h History) Changed() time.Time {
	if len(h) < 2 {
		return time.Time{}
	}
	return h[len(h)-1].At
}

// Unchanged says whether neither price nor cost changed since then, as far as is known: an item that is known for a
// shorter time is not.
func (h History) Unchanged(since time.Time) bool {
	return len(h) > 0 && h[len(h)-1].At.Before(since)
}

// CostRose says whether the cost rose since the price changed last, so that the price has yet to follow. The cost may
// have risen in several steps, or risen and partly fallen; what counts is that it is higher now.
func (h History) CostRose() bool {
	if len(h) == 0 {
		return false
	}
	now := h[len(h)-1].Prices
	from := len(h) - 1
	for from > 0 && h[from-1].Prices.Price == now.Price {
		from--
	}
	then, had := h[from].Prices.Cost.Get()
	cost, has := now.Cost.Get()
	return had && has && cost.Cmp(then) > 0
}

// Since returns what held from that time on: the point in force then, if any, and all later ones.
func (h History) Since(from time.Time) History {
	first := 0
	for first+1 < len(h) && !h[first+1].At.After(from) {
		first++
	}
	return h[first:]
}
