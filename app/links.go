package app

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/match"
	"pricesync/app/supplier"
)

// Remembered is a remembered decision as it stands now.
type Remembered struct {
	Supplier string // "" where it was made for no supplier in particular
	supplier.Link
	Now    string // what Jobber called the item when it was read last; "" for a broken one, and before that
	Broken bool   // the item was not in Jobber when it was read last, so the decision counts for nothing
}

// LinkSearch says which decisions are wanted. The zero value wants all of them.
type LinkSearch struct {
	Suppliers []string // of these alone; "" is what was decided for no supplier in particular
	Text      string   // every word of it stands in the code, in one of the names or in the supplier's name
	Broken    bool     // only those whose item is gone
}

// Links returns remembered decisions of the account, by supplier and then by the row's name.
func (a *App) Links(ctx context.Context, search LinkSearch) ([]Remembered, error) {
	found := []Remembered{}
	err := a.operate(ctx, "look at links", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		wanted := make([]string, 0, len(search.Suppliers))
		for _, name := range search.Suppliers {
			known, err := a.linkedSupplier(ctx, name)
			if err != nil {
				return err
			}
			wanted = append(wanted, known)
		}
		items, err := side.itemNames(ctx)
		if err != nil {
			return err
		}
		all, err := side.store.AllLinks(ctx, side.account().ID)
		if err != nil {
			return err
		}
		for name, links := range all {
			if len(wanted) > 0 && !slices.Contains(wanted, name) {
				continue
			}
			for _, l := range links {
				if one := items.linked(name, l); one.fits(search) {
					found = append(found, one)
				}
			}
		}
		slices.SortStableFunc(found, func(a, b Remembered) int { return strings.Compare(a.Supplier, b.Supplier) })
		return nil
	})
	return found, err
}

func (l Remembered) fits(search LinkSearch) bool {
	if search.Broken && !l.Broken {
		return false
	}
	text := strings.ToLower(strings.Join([]string{l.Supplier, l.Code, l.Name, l.ItemName, l.Now}, "\n"))
	if l.Code == "" && l.Name == "" {
		text += l.Key
	}
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(search.Text)), func(word string) bool { return !strings.Contains(text, word) })
}

// itemNames are what Jobber called its items when it was read last; nil before that.
type itemNames map[catalog.ItemID]string

func (c *company) itemNames(ctx context.Context) (itemNames, error) {
	mirror, read, err := c.store.Catalog(ctx, c.account().ID)
	if err != nil || !read {
		return nil, err
	}
	names := make(itemNames, len(mirror.Items))
	for _, item := range mirror.Items {
		names[item.ID] = item.Name
	}
	return names, nil
}

// linked says how a decision stands among the items.
func (n itemNames) linked(name string, l supplier.Link) Remembered {
	one := Remembered{Supplier: name, Link: l}
	if l.Never() || n == nil {
		return one
	}
	now, there := n[l.Item]
	one.Now, one.Broken = now, !there
	return one
}

// Decision is what is to be remembered about a supplier's row.
type Decision struct {
	Supplier   string // "" for no supplier in particular
	Code, Name string // the row's; one of them at least
	Item       catalog.ItemID
	ItemName   string // names the item where Item is ""
	Never      bool   // the row is no item of Jobber's
	How        supplier.How
}

// SaveLinks remembers decisions about rows, all of them or, with an error, none. The next list's rows with the same
// code (without one, with the same name) are these items without being asked. It returns the decisions as they stand,
// and those that stood in their place.
func (a *App) SaveLinks(ctx context.Context, decisions ...Decision) (saved, before []Remembered, err error) {
	err = a.changeLinks(ctx, "saved", func(ctx context.Context, side *company) (int, error) {
		mirror, _, err := side.store.Catalog(ctx, side.account().ID)
		if err != nil {
			return 0, err
		}
		links, items := map[string][]supplier.Link{}, newFinder(mirror.Items)
		for _, d := range decisions {
			name, err := a.linkedSupplier(ctx, d.Supplier)
			if err != nil {
				return 0, err
			}
			link, err := items.link(d)
			if err != nil {
				return 0, err
			}
			links[name] = append(links[name], link)
		}
		saved, before, err = side.keepLinks(ctx, links)
		return len(saved), err
	})
	return saved, before, err
}

// keepLinks saves decisions by supplier.
func (c *company) keepLinks(ctx context.Context, links map[string][]supplier.Link) (saved, before []Remembered, err error) {
	items, err := c.itemNames(ctx)
	if err != nil {
		return nil, nil, err
	}
	for name, those := range links {
		for i := range those {
			if those[i].Decided.IsZero() {
				those[i].Decided = time.Now().UTC().Truncate(time.Millisecond)
			}
		}
		old, err := c.store.SaveLinks(ctx, c.account().ID, name, those)
		if err != nil {
			return saved, before, err
		}
		for _, l := range those {
			saved = append(saved, items.linked(name, l))
		}
		for _, l := range old {
			before = append(before, items.linked(name, l))
		}
	}
	return saved, before, nil
}

// linkedSupplier returns a supplier's name as it is remembered; "" is nobody's.
func (a *App) linkedSupplier(ctx context.Context, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	known, err := a.Supplier(ctx, name)
	return known.Name, err
}

// finder finds the items that decisions mean among those that were read last.
type finder struct {
	byID   map[catalog.ItemID]catalog.Item
	byName map[string][]catalog.ItemID // by match.Fold
}

func newFinder(items []catalog.Item) finder {
	f := finder{make(map[catalog.ItemID]catalog.Item, len(items)), make(map[string][]catalog.ItemID, len(items))}
	for _, item := range items {
		if _, again := f.byID[item.ID]; !again {
			f.byName[match.Fold(item.Name)] = append(f.byName[match.Fold(item.Name)], item.ID)
		}
		f.byID[item.ID] = item
	}
	return f
}

func (f finder) find(d Decision) (catalog.Item, error) {
	id := d.Item
	if id == "" && d.ItemName != "" {
		switch named := f.byName[match.Fold(d.ItemName)]; len(named) {
		case 0:
		case 1:
			id = named[0]
		default:
			return catalog.Item{}, fault.New(fault.LinkItemTwice, nil)
		}
	}
	item, ok := f.byID[id]
	if !ok {
		return catalog.Item{}, fault.New(fault.LinkItemUnknown, nil)
	}
	return item, nil
}

// link turns a decision into what is remembered.
func (f finder) link(d Decision) (supplier.Link, error) {
	item := catalog.Item{}
	if !d.Never {
		var err error
		if item, err = f.find(d); err != nil {
			return supplier.Link{}, err
		}
	}
	how := d.How
	if !slices.Contains(supplier.Hows(), how) {
		how = supplier.Added
	}
	link := supplier.NewLink(strings.TrimSpace(d.Code), strings.TrimSpace(d.Name), item, how)
	if link.Key == "" {
		return link, fault.New(fault.LinkRowEmpty, nil)
	}
	return link, nil
}

// RemoveLinks takes decisions of one supplier back, by their keys, and returns them. Keys without one are no trouble.
func (a *App) RemoveLinks(ctx context.Context, of string, keys ...string) ([]Remembered, error) {
	gone := []Remembered{}
	err := a.changeLinks(ctx, "removed", func(ctx context.Context, side *company) (int, error) {
		name, err := a.linkedSupplier(ctx, of)
		if err != nil {
			return 0, err
		}
		items, err := side.itemNames(ctx)
		if err != nil {
			return 0, err
		}
		links, err := side.store.RemoveLinks(ctx, side.account().ID, name, keys)
		for _, l := range links {
			gone = append(gone, items.linked(name, l))
		}
		return len(links), err
	})
	return gone, err
}

// RestoreLinks puts decisions back as they were, whether or not their items still are in Jobber: what a removal or a
// later decision took away.
func (a *App) RestoreLinks(ctx context.Context, was ...Remembered) error {
	return a.changeLinks(ctx, "restored", func(ctx context.Context, side *company) (int, error) {
		links := map[string][]supplier.Link{}
		for _, l := range was {
			links[l.Supplier] = append(links[l.Supplier], l.Link)
		}
		saved, _, err := side.keepLinks(ctx, links)
		return len(saved), err
	})
}

// changeLinks runs one change of the remembered decisions; it returns how many were changed.
func (a *App) changeLinks(ctx context.Context, what string, change func(context.Context, *company) (int, error)) error {
	return a.operate(ctx, "links", reads, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		n, err := change(ctx, side)
		if err != nil {
			return err
		}
		a.log.Event(ctx, logging.LinksChanged, slog.String("what", what), slog.Int("links", n))
		return nil
	})
}
