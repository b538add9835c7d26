package sandbox

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pricesync/app/catalog"
)

// defaultAccount is the number of the account where none is given.
const defaultAccount = 2486934

// firstItem is the number below that of the first item that is given an id.
const firstItem = 7140000

// CustomField is a text field that the company added to an item.
type CustomField struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Text  string `json:"text"`
}

// extra is what an item has beyond what Price Sync reads.
type extra struct {
	DurationMinutes *int64        `json:"duration_minutes,omitempty"`
	BookableType    *string       `json:"bookable_type,omitempty"`
	OnlineBookings  bool          `json:"online_bookings,omitempty"`
	Quantity        *quantity     `json:"quantity,omitempty"`
	Custom          []CustomField `json:"custom,omitempty"`
}

type quantity struct {
	Min     *int64 `json:"min,omitempty"`
	Max     *int64 `json:"max,omitempty"`
	Enabled *bool  `json:"enabled,omitempty"`
}

// values is one item as it stood at one time.
type values struct {
	catalog.Item
	extra
}

// item is one item with what it was before, as far as stale reads need it.
type item struct {
	values
	created time.Time // zero for an item of the start
	past    []past    // oldest first
}

// past is what an item was until a time.
type past struct {
	values
	until time.Time
}

// keptPast is how many former values of an item stale reads can reach back.
const keptPast = 64

// ItemID returns the id that Jobber gives to the item with that number: base64 of a global id.
func ItemID(number int64) catalog.ItemID {
	return catalog.ItemID(encodedID("ProductOrService", number))
}

func encodedID(kind string, number int64) string {
	return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "gid://Jobber/%s/%d", kind, number))
}

// decodedID reads the number out of an id of that kind; of any kind where kind is "".
func decodedID(id, kind string) (int64, bool) {
	raw, err := base64.StdEncoding.DecodeString(id)
	if err != nil {
		return 0, false
	}
	rest, ok := strings.CutPrefix(string(raw), "gid://Jobber/")
	found, digits, cut := strings.Cut(rest, "/")
	number, err := strconv.ParseInt(digits, 10, 64)
	if !ok || !cut || err != nil || kind != "" && kind != found {
		return 0, false
	}
	return number, true
}

// reseed puts the start's catalog in place. The server's lock is held, or nobody else knows the server yet.
func (s *Server) reseed() error {
	s.account = s.start.Account
	s.nextID = firstItem
	taken := map[catalog.ItemID]bool{}
	for _, given := range s.start.Items {
		if given.ID == "" {
			continue
		}
		if taken[given.ID] {
			return fmt.Errorf("the catalog has the id %q twice", given.ID)
		}
		taken[given.ID] = true
		if number, ok := decodedID(string(given.ID), "ProductOrService"); ok {
			s.nextID = max(s.nextID, number)
		}
	}
	items := make([]*item, len(s.start.Items))
	for i, given := range s.start.Items {
		if given.ID == "" {
			given.ID = s.newID()
		}
		if given.Category == "" {
			given.Category = catalog.Product
		}
		items[i] = &item{values: values{Item: given, extra: extra{Custom: slices.Clone(s.fields[given.ID])}}}
	}
	s.setItems(items)
	return nil
}

func (s *Server) newID() catalog.ItemID {
	s.nextID++
	return ItemID(s.nextID)
}

func (s *Server) setItems(items []*item) {
	s.items = items
	s.byID = make(map[catalog.ItemID]*item, len(items))
	for _, it := range items {
		s.byID[it.ID] = it
	}
	s.orders = map[Order][]*item{}
}

// Items returns the catalog as it stands now, oldest first.
func (s *Server) Items() []catalog.Item {
	s.mu.Lock()
	defer s.mu.Unlock()
	items := make([]catalog.Item, len(s.items))
	for i, it := range s.items {
		items[i] = it.Item
	}
	return items
}

// Item returns one item as it stands now; false where there is none.
func (s *Server) Item(id catalog.ItemID) (catalog.Item, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	it, ok := s.byID[id]
	if !ok {
		return catalog.Item{}, false
	}
	return it.Item, true
}

// ErrNoItem reports an item that is not in the catalog.
var ErrNoItem = errors.New("there is no such item")

// Change does at once what somebody else does in the account. It returns the item's id, of use where one comes in.
func (s *Server) Change(change Change) (catalog.ItemID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, ok := s.change(change)
	if !ok {
		return "", fmt.Errorf("%w: %s", ErrNoItem, change.Patch.Item)
	}
	return id, s.save()
}

func (s *Server) change(change Change) (catalog.ItemID, bool) {
	if change.Add != nil {
		added := *change.Add
		if added.ID == "" {
			added.ID = s.newID()
		}
		s.add(values{Item: added}, BySomeone, 0)
		return added.ID, true
	}
	it, ok := s.byID[change.Patch.Item]
	if !ok {
		return "", false
	}
	if change.Remove {
		s.remove(it)
		return it.ID, true
	}
	next := it.values
	if price, ok := change.Patch.Price.Get(); ok {
		next.Price = price
	}
	if change.Patch.Cost.Known() {
		next.Cost = change.Patch.Cost
	}
	if change.Patch.Markup.Known() {
		next.Markup = change.Patch.Markup
	}
	if change.Patch.Visible != nil {
		next.Visible = *change.Patch.Visible
	}
	if change.Name != "" {
		next.Name = change.Name
	}
	s.write(it, next, BySomeone, 0)
	return it.ID, true
}

// add puts a new item at the end.
func (s *Server) add(v values, by Writer, request int) *item {
	now := s.now()
	it := &item{values: v, created: now}
	s.items = append(s.items, it)
	s.byID[v.ID] = it
	clear(s.orders)
	s.ledger.write(Write{At: now, Request: request, By: by, Item: v.ID, After: v.Item, Created: true})
	return it
}

func (s *Server) remove(it *item) {
	s.items = slices.DeleteFunc(s.items, func(other *item) bool { return other == it })
	delete(s.byID, it.ID)
	clear(s.orders)
	s.ledger.write(Write{At: s.now(), By: BySomeone, Item: it.ID, Before: it.Item})
}

// write puts new values in place of an item's and records it, also where they are the same.
func (s *Server) write(it *item, next values, by Writer, request int) {
	now := s.now()
	s.ledger.write(Write{At: now, Request: request, By: by, Item: it.ID, Before: it.Item, After: next.Item})
	if s.switches.StaleReads > 0 {
		it.past = append(it.past, past{it.values, now})
		if len(it.past) > keptPast {
			it.past = slices.Delete(it.past, 0, 1)
		}
	}
	if it.Name != next.Name || it.Category != next.Category {
		clear(s.orders)
	}
	it.values = next
}

// seen returns the item as a read sees it: as it was before the replica's lag. False where it was not there yet.
func (s *Server) seen(it *item) (*values, bool) {
	lag := s.switches.StaleReads
	if lag <= 0 {
		return &it.values, true
	}
	then := s.now().Add(-lag)
	if it.created.After(then) {
		return nil, false
	}
	for i, former := range it.past {
		if former.until.After(then) {
			return &it.past[i].values, true
		}
	}
	return &it.values, true
}

// sorted returns the items in the order, oldest first among equals.
func (s *Server) sorted(order Order) []*item {
	if order == OrderCreated {
		return s.items
	}
	if known, ok := s.orders[order]; ok {
		return known
	}
	items := slices.Clone(s.items)
	switch order {
	case OrderNewest:
		slices.Reverse(items)
	case OrderName:
		slices.SortStableFunc(items, func(a, b *item) int {
			return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		})
	case orderCategory:
		slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(a.Category, b.Category) })
	}
	s.orders[order] = items
	return items
}

// orderCategory is the order that a sort by CATEGORY asks for.
const orderCategory Order = "category"
