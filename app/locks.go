package app

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// longestWhy is how many letters the reason of a lock may have.
const longestWhy = 200

// Lock is a lock with the item's amounts as they were read last.
type Lock struct {
	store.Lock
	Now catalog.Prices // absent where the item is not in the catalog as it was read last
}

// LockRequest says what is to be locked: an item by its id, or by its name where that is the name of one item alone.
type LockRequest struct {
	Item  catalog.ItemID
	Name  string
	Field plan.Field
	Why   string
}

// Locks returns what no plan of the account may touch, by the item's name.
func (a *App) Locks(ctx context.Context) ([]Lock, error) {
	var locks []Lock
	err := a.operate(ctx, "look at the locks", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		locks, err = side.locked(ctx)
		return err
	})
	return locks, err
}

func (c *company) locked(ctx context.Context) ([]Lock, error) {
	kept, err := c.store.Locks(ctx, c.account().ID)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	items, _, err := c.store.Catalog(ctx, c.account().ID)
	if err != nil {
		return nil, err
	}
	now := make(map[catalog.ItemID]catalog.Prices, len(items.Items))
	for _, item := range items.Items {
		now[item.ID] = item.Prices()
	}
	locks := make([]Lock, 0, len(kept))
	for _, l := range kept {
		locks = append(locks, Lock{l, now[l.Item]})
	}
	return locks, nil
}

// LockOf returns the lock of an item, false where it has none. The item's amounts are left out.
func (a *App) LockOf(ctx context.Context, item catalog.ItemID) (Lock, bool, error) {
	var lock Lock
	found := false
	err := a.operate(ctx, "look at the locks", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil || item == "" {
			return err
		}
		kept, err := side.store.Locks(ctx, side.account().ID)
		for _, l := range kept {
			if l.Item == item {
				lock, found = Lock{Lock: l}, true
			}
		}
		return err
	})
	return lock, found, err
}

// locks returns the account's locks as a plan heeds them.
func (c *company) locks(ctx context.Context) (plan.Locks, error) {
	kept, err := c.store.Locks(ctx, c.account().ID)
	locks := make(plan.Locks, len(kept))
	for _, l := range kept {
		locks[l.Item] = plan.Lock{Field: l.Field, Why: l.Why}
	}
	return locks, err
}

// Lock keeps an item, or one amount of it, from every plan of the account. A lock of the other amount makes it a lock of
// the whole item. Nothing is asked of Jobber where the item is known from the last preview.
func (a *App) Lock(ctx context.Context, wanted LockRequest) error {
	return a.operate(ctx, "lock", reads, func(ctx context.Context) error {
		if !slices.Contains([]plan.Field{plan.Both, plan.PriceOnly, plan.CostOnly}, wanted.Field) {
			return fault.New(fault.LockField, fault.Facts{"field": string(wanted.Field)})
		}
		side, err := a.usable()
		if err != nil {
			return err
		}
		item, err := a.itemOf(ctx, side, wanted.Item, wanted.Name)
		if err != nil {
			return err
		}
		locks, err := side.locks(ctx)
		if err != nil {
			return err
		}
		field := wanted.Field
		if was, ok := locks[item.ID]; ok && was.Field != field {
			field = plan.Both
		}
		why := []rune(strings.Join(strings.Fields(wanted.Why), " "))
		lock := store.Lock{Item: item.ID, ItemName: item.Name, Field: field, Why: string(why[:min(len(why), longestWhy)]), User: userName()}
		if err := side.store.SetLock(ctx, side.account().ID, lock); err != nil {
			return err
		}
		a.log.Event(ctx, logging.LockChanged, slog.String("what", "locked"), slog.String("item", string(item.ID)), slog.String("field", string(field)))
		return nil
	})
}

// Unlock takes a lock away. What is no lock is fault.LockUnknown.
func (a *App) Unlock(ctx context.Context, item catalog.ItemID, name string) error {
	return a.operate(ctx, "lock", reads, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		kept, err := side.store.Locks(ctx, side.account().ID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(kept, func(l store.Lock) bool {
			return l.Item == item || item == "" && strings.EqualFold(l.ItemName, strings.TrimSpace(name))
		})
		if at < 0 {
			return fault.New(fault.LockUnknown, fault.Facts{"item": shownItem(item, name)})
		}
		if _, err := side.store.RemoveLock(ctx, side.account().ID, kept[at].Item); err != nil {
			return err
		}
		a.log.Event(ctx, logging.LockChanged, slog.String("what", "unlocked"), slog.String("item", string(kept[at].Item)), slog.String("field", string(kept[at].Field)))
		return nil
	})
}

// itemOf finds an item by id, or by its name without regard to case, in the catalog as it was read last, and where it is
// not there as it is now.
func (a *App) itemOf(ctx context.Context, side *company, id catalog.ItemID, name string) (catalog.Item, error) {
	name = strings.Join(strings.Fields(name), " ")
	if known, ok, err := side.store.Catalog(ctx, side.account().ID); err != nil {
		return catalog.Item{}, err
	} else if ok {
		if item, err := pickItem(known.Items, id, name); err == nil {
			return item, nil
		}
	}
	side, err := a.connected(ctx, settings.Preview)
	if err != nil {
		return catalog.Item{}, err
	}
	items, err := a.readCatalog(side.named(ctx), side)
	if err != nil {
		return catalog.Item{}, err
	}
	return pickItem(items.Items, id, name)
}

func pickItem(items []catalog.Item, id catalog.ItemID, name string) (catalog.Item, error) {
	var exact, folded []catalog.Item
	for _, item := range items {
		switch {
		case id != "":
			if item.ID == id {
				return item, nil
			}
		case name == "":
		case item.Name == name:
			exact = append(exact, item)
		case strings.EqualFold(strings.Join(strings.Fields(item.Name), " "), name):
			folded = append(folded, item)
		}
	}
	if len(exact) == 0 {
		exact = folded
	}
	facts := fault.Facts{"item": shownItem(id, name), "count": strconv.Itoa(len(exact))}
	switch len(exact) {
	case 0:
		return catalog.Item{}, fault.New(fault.ItemUnknown, facts)
	case 1:
		return exact[0], nil
	}
	return catalog.Item{}, fault.New(fault.ItemsOfOneName, facts)
}

func shownItem(id catalog.ItemID, name string) string {
	if id != "" {
		return string(id)
	}
	return "“" + name + "”"
}
