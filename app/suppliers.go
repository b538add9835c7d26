package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// Suppliers returns every supplier that is remembered, by name, with the account's links. Before the first connection there are
// none of an account's links.
func (a *App) Suppliers(ctx context.Context) ([]supplier.Profile, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	return side.store.Profiles(ctx, side.account().ID)
}

// Supplier returns one supplier by its name, without regard to case.
func (a *App) Supplier(ctx context.Context, name string) (supplier.Profile, error) {
	profiles, err := a.Suppliers(ctx)
	if err != nil {
		return supplier.Profile{}, err
	}
	at := slices.IndexFunc(profiles, func(p supplier.Profile) bool { return strings.EqualFold(p.Name, strings.TrimSpace(name)) })
	if at < 0 {
		known := "none is saved yet"
		if len(profiles) > 0 {
			names := make([]string, 0, len(profiles))
			for _, p := range profiles {
				names = append(names, p.Name)
			}
			known = quoted(names)
		}
		return supplier.Profile{}, fault.New(fault.SupplierUnknown, fault.Facts{"supplier": name, "suppliers": known})
	}
	return profiles[at], nil
}

// SaveSupplier remembers how a list was read under a supplier's name, in place of what was remembered, but for its links. Of
// the rules OnlyIncrease and Markup are taken; the others are changed by SaveRules alone.
func (a *App) SaveSupplier(ctx context.Context, name string, list *pricelist.List, rules plan.Rules) error {
	return a.changeSupplier(ctx, "saved", func(ctx context.Context, side *company) error {
		kept, err := supplierName(name)
		if err != nil {
			return err
		}
		if old, err := a.Supplier(ctx, kept); err == nil {
			kept = old.Name // as it was written first
			rules = old.Rules.Asked(rules)
		}
		links, err := side.store.Links(ctx, side.account().ID, kept)
		if err != nil {
			return err
		}
		return side.store.SaveProfile(ctx, side.account().ID, supplier.Learn(kept, *list, rules, links))
	})
}

func supplierName(text string) (string, error) {
	name, err := supplier.Name(text)
	if err != nil {
		return "", fault.Wrap(err, fault.SupplierName, nil)
	}
	return name, nil
}

// RenameSupplier gives a supplier another name; its links go along.
func (a *App) RenameSupplier(ctx context.Context, name, next string) error {
	return a.changeSupplier(ctx, "renamed", func(ctx context.Context, side *company) error {
		old, err := a.Supplier(ctx, name)
		if err != nil {
			return err
		}
		kept, err := supplierName(next)
		if err != nil {
			return err
		}
		if other, err := a.Supplier(ctx, kept); err == nil && other.Name != old.Name {
			return fault.New(fault.SupplierExists, fault.Facts{"supplier": other.Name})
		}
		return side.store.RenameProfile(ctx, old.Name, kept)
	})
}

// EditSupplier changes how a supplier's next list is read: which of its columns feeds what, its decimal mark, its rules.
func (a *App) EditSupplier(ctx context.Context, name string, edit supplier.Edit) error {
	return a.changeSupplier(ctx, "edited", func(ctx context.Context, side *company) error {
		old, err := a.Supplier(ctx, name)
		if err != nil {
			return err
		}
		if edit.Rules != nil {
			next := old.Rules.Asked(*edit.Rules)
			edit.Rules = &next
		}
		next, err := old.Edited(edit)
		if err != nil {
			return fault.Wrap(err, fault.SupplierEdit, fault.Facts{"supplier": old.Name, "headings": quoted(slices.DeleteFunc(slices.Clone(old.Headers), func(h string) bool { return h == "" }))})
		}
		return side.store.SaveProfile(ctx, side.account().ID, next)
	})
}

// RemoveSupplier forgets a supplier and its links.
func (a *App) RemoveSupplier(ctx context.Context, name string) error {
	return a.changeSupplier(ctx, "removed", func(ctx context.Context, side *company) error {
		old, err := a.Supplier(ctx, name)
		if err != nil {
			return err
		}
		return side.store.RemoveProfile(ctx, old.Name)
	})
}

// ExportSupplier writes a supplier to a file that another computer can import.
func (a *App) ExportSupplier(ctx context.Context, name, path string) error {
	return a.operate(ctx, "export", looks, func(ctx context.Context) error {
		profile, err := a.Supplier(ctx, name)
		if err != nil {
			return err
		}
		text, err := supplier.Encode(profile, a.accountID())
		if err != nil {
			return err
		}
		if err := replace(path, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
			return err
		}
		a.log.Event(ctx, logging.Exported, slog.String("what", "supplier"), slog.String("format", "json"), slog.Int("bytes", len(text)))
		return nil
	})
}

// largestSupplier is how many bytes of a supplier's file are read.
const largestSupplier = 8 << 20

// ImportSupplier reads a supplier from a file and returns its name. One of that name is replaced only when over says so.
func (a *App) ImportSupplier(ctx context.Context, path string, over bool) (string, error) {
	var name string
	err := a.changeSupplier(ctx, "imported", func(ctx context.Context, side *company) error {
		facts := fault.Facts{"file": filepath.Base(path)}
		opened, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return fault.Wrap(err, fault.FileMissing, facts)
		}
		if err != nil {
			return fault.Wrap(err, fault.FileUnreadable, facts)
		}
		defer func() { _ = opened.Close() }()
		text, err := io.ReadAll(io.LimitReader(opened, largestSupplier+1))
		if err != nil {
			return fault.Wrap(err, fault.FileUnreadable, facts)
		}
		if len(text) > largestSupplier {
			return fault.Wrap(errors.New("larger than any supplier"), fault.SupplierUnreadable, facts)
		}
		profile, err := supplier.Decode(text, a.accountID())
		var senseless *supplier.RulesError
		if errors.As(err, &senseless) {
			return invalidRules(senseless.Rules, senseless.Found)
		}
		if err != nil {
			return fault.Wrap(err, fault.SupplierUnreadable, facts)
		}
		if old, err := a.Supplier(ctx, profile.Name); err == nil {
			if !over {
				return fault.New(fault.SupplierExists, fault.Facts{"supplier": old.Name})
			}
			profile.Name = old.Name
		}
		name = profile.Name
		return side.store.SaveProfile(ctx, side.account().ID, profile)
	})
	return name, err
}

// changeSupplier runs one change of what is remembered about suppliers.
func (a *App) changeSupplier(ctx context.Context, what string, change func(context.Context, *company) error) error {
	return a.operate(ctx, "supplier", reads, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		if err := change(ctx, side); err != nil {
			return err
		}
		a.log.Event(ctx, logging.SupplierChanged, slog.String("what", what))
		return nil
	})
}
