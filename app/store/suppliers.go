package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

type profileBody struct {
	Headers []string         `json:"headers,omitzero"`
	Layout  pricelist.Layout `json:"layout"`
	Rules   plan.RulesText   `json:"rules"`
}

// SaveProfile remembers a supplier by its name, replacing what was remembered. The links are the account's alone; the
// rest holds for every account.
func (s *Store) SaveProfile(ctx context.Context, account catalog.AccountID, p supplier.Profile) error {
	body, err := json.Marshal(profileBody{p.Headers, p.Layout, p.Rules.Text()})
	if err != nil {
		return s.trouble("save the supplier profile", err)
	}
	return s.write(ctx, "save the supplier profile", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO suppliers (name, body, saved) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET body = excluded.body, saved = excluded.saved`, p.Name, string(body), millis(s.now())); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM links WHERE account = ? AND supplier = ?`, account, p.Name); err != nil {
			return err
		}
		return s.insertLinks(ctx, tx, account, p.Name, p.Links)
	})
}

// Profiles returns every supplier that is remembered, by name, with the account's links.
func (s *Store) Profiles(ctx context.Context, account catalog.AccountID) ([]supplier.Profile, error) {
	var profiles []supplier.Profile
	err := s.read(ctx, "load the supplier profiles", func(tx *sql.Tx) error {
		err := each(ctx, tx, func(rows *sql.Rows) error {
			var p supplier.Profile
			var body profileBody
			var text string
			if err := rows.Scan(&p.Name, &text); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(text), &body); err != nil {
				return damaged(fmt.Sprintf("supplier profile: %v", err))
			}
			var a amounts
			p.Headers, p.Layout, p.Rules = body.Headers, body.Layout, a.rules(body.Rules)
			profiles = append(profiles, p)
			return a.err
		}, `SELECT name, body FROM suppliers ORDER BY name`)
		for i := range profiles {
			if err == nil {
				profiles[i].Links, err = loadLinks(ctx, tx, account, profiles[i].Name)
			}
		}
		return err
	})
	return profiles, err
}

// RenameProfile gives a supplier another name, and its links and items of every account with it.
func (s *Store) RenameProfile(ctx context.Context, name, next string) error {
	return s.write(ctx, "rename the supplier profile", func(tx *sql.Tx) error {
		for _, change := range []string{"suppliers SET name = ? WHERE name = ?", "links SET supplier = ? WHERE supplier = ?",
			"assortments SET supplier = ? WHERE supplier = ?"} {
			if _, err := tx.ExecContext(ctx, "UPDATE "+change, next, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// RemoveProfile forgets a supplier with its links and items of every account. None of that name is no trouble.
func (s *Store) RemoveProfile(ctx context.Context, name string) error {
	return s.write(ctx, "forget the supplier profile", func(tx *sql.Tx) error {
		for _, table := range []string{"suppliers WHERE name = ?", "links WHERE supplier = ?", "assortments WHERE supplier = ?"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table, name); err != nil {
				return err
			}
		}
		return nil
	})
}
