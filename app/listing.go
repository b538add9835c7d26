package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

// Listing is the catalog as it was read last, with what is known of its items' past.
type Listing struct {
	ReadAt time.Time // zero before the first reading
	At     time.Time // when it was judged
	Target money.Maybe
	Items  []Listed // by name, as people order names
}

// Listed is one item of a listing.
type Listed struct {
	catalog.Item
	Margin  money.Maybe // over the price, in percent with one decimal; see plan.Margin
	Markup  money.Maybe // over the cost, in percent with one decimal; see plan.Markup
	History catalog.History
	Marks   []Mark
	Linked  []Linked // the suppliers' rows that lead to it
}

// Mark is a reason to look at an item.
type Mark string

// The marks. Half a cost that rose, an item known for less than a year, a margin that can't be computed: none has one.
const (
	CostRose    Mark = "cost_rose"    // its cost rose since its price changed last
	BelowTarget Mark = "below_target" // its margin is below the account's target
	LongSame    Mark = "long_same"    // neither price nor cost changed for a year, as far as is known
	NotOffered  Mark = "not_offered"  // Jobber does not suggest it on quotes, jobs and invoices
)

// Marks lists every mark in the order in which screens offer them.
func Marks() []Mark { return []Mark{CostRose, BelowTarget, LongSame, NotOffered} }

// Linked is a supplier's row that a person decided to be an item.
type Linked struct {
	Supplier string // "" for no supplier in particular
	Row      string // its code, or its name where it has none, as it is remembered
}

// Counts says how many items have each mark.
func (l Listing) Counts() map[Mark]int {
	counts := map[Mark]int{}
	for _, mark := range Marks() {
		counts[mark] = 0
	}
	for i := range l.Items {
		for _, mark := range l.Items[i].Marks {
			counts[mark]++
		}
	}
	return counts
}

// Listing returns the catalog as it was read last; without an item before the first reading.
func (a *App) Listing(ctx context.Context) (Listing, error) {
	var listing Listing
	err := a.operate(ctx, "look at the items", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		listing, err = a.listing(ctx, side)
		return err
	})
	return listing, err
}

// ReadItems reads the account's catalog from Jobber and returns it. Nothing is written to Jobber.
func (a *App) ReadItems(ctx context.Context) (Listing, error) {
	var listing Listing
	err := a.operate(ctx, "read the items", reads, func(ctx context.Context) error {
		side, err := a.connected(ctx, settings.Preview)
		if err != nil {
			return err
		}
		if err := a.allow(ctx, side, previews); err != nil {
			return err
		}
		ctx = side.named(ctx)
		if _, err := a.readCatalog(ctx, side); err != nil {
			return err
		}
		listing, err = a.listing(ctx, side)
		return err
	})
	return listing, err
}

func (a *App) listing(ctx context.Context, side *company) (Listing, error) {
	listing := Listing{At: time.Now().UTC(), Target: a.guardrails().TargetMargin}
	items, read, err := side.store.Catalog(ctx, side.account().ID)
	if err != nil || !read {
		return listing, err
	}
	histories, err := side.store.Histories(ctx, items.Account.ID)
	if err != nil {
		return listing, err
	}
	linked, err := side.linked(ctx)
	if err != nil {
		return listing, err
	}
	listing.ReadAt, listing.Items = items.ReadAt, make([]Listed, 0, len(items.Items))
	for _, item := range items.Items {
		listing.Items = append(listing.Items, listing.listed(item, histories[item.ID], linked[item.ID]))
	}
	slices.SortFunc(listing.Items, func(a, b Listed) int {
		return cmp.Or(byName(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	return listing, nil
}

// byName compares names as people order them: without regard to case, and by the value of the numbers in them, so that
// 15mm comes before 110mm.
func byName(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		m, n := leadingDigits(x), leadingDigits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return cmp.Compare(x[0], y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
		if by := cmp.Or(cmp.Compare(len(p), len(q)), strings.Compare(p, q)); by != 0 {
			return by
		}
		x, y = x[m:], y[n:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

func leadingDigits(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

func (l Listing) listed(item catalog.Item, history catalog.History, linked []Linked) Listed {
	one := Listed{Item: item, Margin: plan.Margin(item.Prices()), Markup: plan.Markup(item.Prices()), History: history, Linked: linked}
	marks := map[Mark]bool{
		CostRose: history.CostRose(), BelowTarget: l.below(item), LongSame: history.Unchanged(l.At.AddDate(-1, 0, 0)), NotOffered: !item.Visible,
	}
	for _, mark := range Marks() {
		if marks[mark] {
			one.Marks = append(one.Marks, mark)
		}
	}
	return one
}

// below says whether the item leaves less than the target margin, exactly and without rounding. A price of zero with a
// cost leaves less than any.
func (l Listing) below(item catalog.Item) bool {
	target, set := l.Target.Get()
	cost, known := item.Cost.Get()
	if !set || !known || item.Price.IsZero() && cost.IsZero() {
		return false
	}
	return item.Price.Sub(cost).Mul(money.FromInt(100)).Cmp(item.Price.Mul(target)) < 0
}

// linked returns the suppliers' rows that lead to each item of the account.
func (c *company) linked(ctx context.Context) (map[catalog.ItemID][]Linked, error) {
	profiles, err := c.store.Profiles(ctx, c.account().ID)
	if err != nil {
		return nil, err
	}
	nobodys, err := c.store.Links(ctx, c.account().ID, "")
	if err != nil {
		return nil, err
	}
	found := map[catalog.ItemID][]Linked{}
	add := func(name string, links []supplier.Link) {
		for _, l := range links {
			_, row, _ := strings.Cut(l.Key, ":")
			found[l.Item] = append(found[l.Item], Linked{name, cmp.Or(l.Code, l.Name, row)})
		}
	}
	for _, p := range profiles {
		add(p.Name, p.Links)
	}
	add("", nobodys)
	return found, nil
}

// ItemCard is one item with all that is known of it.
type ItemCard struct {
	Listed
	At   time.Time
	Runs map[apply.RunID]store.Run // those that the history names
}

// Item returns one item of the catalog as it was read last; fault.ItemUnknown where it is not there.
func (a *App) Item(ctx context.Context, id catalog.ItemID) (ItemCard, error) {
	var card ItemCard
	err := a.operate(ctx, "look at an item", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		items, _, err := side.store.Catalog(ctx, side.account().ID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(items.Items, func(item catalog.Item) bool { return item.ID == id })
		if at < 0 {
			return fault.New(fault.ItemUnknown, fault.Facts{"item": string(id)})
		}
		history, err := side.store.History(ctx, items.Account.ID, id)
		if err != nil {
			return err
		}
		linked, err := side.linked(ctx)
		if err != nil {
			return err
		}
		listing := Listing{At: time.Now().UTC(), Target: a.guardrails().TargetMargin}
		card = ItemCard{Listed: listing.listed(items.Items[at], history, linked[id]), At: listing.At, Runs: map[apply.RunID]store.Run{}}
		runs, err := side.store.Runs(ctx, 0)
		for _, run := range runs {
			if slices.ContainsFunc(history, func(p catalog.Point) bool { return p.Run == string(run.ID) }) {
				card.Runs[run.ID] = run
			}
		}
		return err
	})
	return card, err
}
