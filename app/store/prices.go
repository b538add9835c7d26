package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
)

// Histories returns how the price and cost of each of the account's items went, by item.
func (s *Store) Histories(ctx context.Context, account catalog.AccountID) (map[catalog.ItemID]catalog.History, error) {
	known := pasts{}
	err := s.read(ctx, "load what is known of the items", func(tx *sql.Tx) error {
		if err := known.readings(ctx, tx, `WHERE account = ?`, account); err != nil {
			return err
		}
		return known.runs(ctx, tx, account, "")
	})
	return known.histories(), err
}

// History returns how the price and cost of one item of the account went.
func (s *Store) History(ctx context.Context, account catalog.AccountID, item catalog.ItemID) (catalog.History, error) {
	known := pasts{}
	err := s.read(ctx, "load the item's history", func(tx *sql.Tx) error {
		if err := known.readings(ctx, tx, `WHERE account = ? AND item = ?`, account, item); err != nil {
			return err
		}
		return known.runs(ctx, tx, account, item)
	})
	return known.histories()[item], err
}

// pasts collects what is known of each item's amounts, in any order.
type pasts map[catalog.ItemID][]past

// past is one thing known: what a reading found, or what a run found and left.
type past struct {
	catalog.Point
	before catalog.Prices // of a run
}

func (p pasts) readings(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	var a amounts
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var item catalog.ItemID
		var at int64
		var price, cost text
		err := rows.Scan(&item, &at, &price, &cost)
		found := catalog.Prices{Price: a.maybe(price), Cost: a.maybe(cost)}
		p[item] = append(p[item], past{Point: catalog.Point{At: fromMillis(at), Prices: found}})
		return err
	}, `SELECT item, at, price, cost FROM item_prices `+which, args...)
	return cmp.Or(err, a.err)
}

// runs takes in what runs wrote to the account's items, or to one of them. Rows whose record is damaged say nothing.
func (p pasts) runs(ctx context.Context, tx *sql.Tx, account catalog.AccountID, item catalog.ItemID) error {
	type run struct {
		seq int64
		id  apply.RunID
	}
	var all []run
	which, args := `SELECT seq, id FROM runs WHERE account = ?`, []any{account}
	if item != "" {
		which, args = which+` AND seq IN (SELECT run FROM run_rows WHERE item = ? AND outcome = 'applied')`, append(args, item)
	}
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var one run
		err := rows.Scan(&one.seq, &one.id)
		all = append(all, one)
		return err
	}, which, args...)
	for _, one := range all {
		if err != nil {
			return err
		}
		which, args := ``, []any{one.seq}
		if item != "" {
			which, args = ` AND item = ?`, append(args, item)
		}
		err = each(ctx, tx, func(rows *sql.Rows) error {
			row, err := scanRow(rows, one.id)
			if err == nil && row.Outcome == apply.Applied {
				stored := catalog.Prices{Price: money.Some(row.Stored.Price.Or(row.Before.Price.Or(money.Amount{}))), Cost: row.Stored.Cost}
				p[row.Item] = append(p[row.Item], past{catalog.Point{At: row.At, Prices: stored, Run: string(one.id)}, catalog.Prices{Price: row.Before.Price, Cost: row.Before.Cost}})
			}
			return err
		}, `SELECT line, `+rowColumns+` FROM run_rows WHERE run = ? AND outcome = 'applied'`+which, args...)
	}
	return err
}

func (p pasts) histories() map[catalog.ItemID]catalog.History {
	found := make(map[catalog.ItemID]catalog.History, len(p))
	for item, all := range p {
		slices.SortStableFunc(all, func(a, b past) int { return a.At.Compare(b.At) })
		var history catalog.History
		for _, one := range all {
			if one.Run != "" && one.before.Price.Known() { // else the run created it
				history = history.Add(catalog.Point{At: one.At, Prices: one.before})
			}
			history = history.Add(one.Point)
		}
		found[item] = history
	}
	return found
}

// mirroredPrices are the amounts that the mirror holds of an item, as they are stored.
type mirroredPrices struct{ price, cost string }

func loadMirrored(ctx context.Context, tx *sql.Tx, account catalog.AccountID) (map[catalog.ItemID]mirroredPrices, error) {
	found := map[catalog.ItemID]mirroredPrices{}
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var item catalog.ItemID
		var now mirroredPrices
		err := rows.Scan(&item, &now.price, &now.cost)
		found[item] = now
		return err
	}, `SELECT id, price, cost FROM items WHERE catalog = (SELECT seq FROM catalogs WHERE account = ?)`, account)
	return found, err
}

// keepPrices remembers what a reading found of the items that the mirror did not have, or had otherwise.
func keepPrices(ctx context.Context, tx *sql.Tx, c catalog.Catalog, before map[catalog.ItemID]mirroredPrices) error {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO item_prices (account, item, at, price, cost) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (account, item, at) DO UPDATE SET price = excluded.price, cost = excluded.cost`)
	if err != nil {
		return err
	}
	now := make(map[catalog.ItemID]mirroredPrices, len(c.Items)) // of an item that occurs twice, as it came last
	for _, item := range c.Items {
		now[item.ID] = mirroredPrices{item.Price.String(), item.Cost.String()}
	}
	for item, prices := range now {
		if was, had := before[item]; had && was == prices {
			continue
		}
		if _, err := insert.ExecContext(ctx, c.Account.ID, item, millis(c.ReadAt), prices.price, prices.cost); err != nil {
			return err
		}
	}
	return nil
}
