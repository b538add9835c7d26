package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// ReadOptions say how a price list is to be read.
type ReadOptions struct {
	Layout     pricelist.Layout // what is decided
	Supplier   string           // whose list it is; "" recognises it
	NoSupplier bool             // read it as a stranger's
	// Corrections stand in the place of the cells that they name, where those still say what they said.
	Corrections []pricelist.Correction
}

// Known is the supplier whose list was read.
type Known struct {
	Name    string
	Rules   plan.Rules
	Changes []string // what changed in the layout since the last list, a sentence each
}

// Read opens the price list at path. Where its headings are a known supplier's, it is read as that supplier's last list
// was; what is decided in options goes first.
func (a *App) Read(ctx context.Context, path string, options ReadOptions) (Reading, error) {
	var read Reading
	err := a.operate(ctx, "read", reads, func(ctx context.Context) (err error) {
		read.Op = ref(ctx)
		if err = a.readAsSupplier(ctx, path, options, &read); err != nil {
			return err
		}
		return a.rememberFile(path)
	})
	return read, err
}

// readAsSupplier reads the list, and once more where a supplier's profile says more than the list alone.
func (a *App) readAsSupplier(ctx context.Context, path string, options ReadOptions, read *Reading) error {
	list, failed := a.readList(ctx, path, options.Layout, options.Corrections)
	read.List, read.Stranger = list, options.NoSupplier
	unsure := fault.Is(failed, fault.NoColumns) || fault.Is(failed, fault.NoRows) || fault.Is(failed, fault.ColumnUnknown)
	if options.NoSupplier || list == nil || failed != nil && !unsure {
		return failed
	}
	found, err := a.recognise(ctx, list, options)
	if err != nil {
		return errors.Join(failed, err)
	}
	if found.question != nil && failed == nil && len(list.Questions) == 0 {
		list.Questions, list.Rows = []pricelist.Question{*found.question}, nil
	}
	if found.profile == nil {
		return failed
	}
	layout := decided(options.Layout, found.profile.NextLayout())
	if layout != options.Layout {
		if list, failed = a.readList(ctx, path, layout, options.Corrections); failed != nil {
			return failed
		}
	}
	for {
		answered, more := found.profile.Answer(layout, *list)
		if !more {
			break
		}
		layout = answered
		if list, failed = a.readList(ctx, path, layout, options.Corrections); failed != nil {
			return failed
		}
	}
	read.List, read.Supplier = list, &Known{Name: found.profile.Name, Rules: found.profile.Rules, Changes: found.changes}
	return nil
}

// decided returns the user's columns, and the profile's where the user decided none.
func decided(user, profile pricelist.Layout) pricelist.Layout {
	for _, pair := range []struct{ to, from *pricelist.Column }{
		{&user.Columns.Name, &profile.Columns.Name}, {&user.Columns.Code, &profile.Columns.Code}, {&user.Columns.Price, &profile.Columns.Price},
		{&user.Columns.Cost, &profile.Columns.Cost}, {&user.Columns.Description, &profile.Columns.Description}, {&user.Columns.Unit, &profile.Columns.Unit},
	} {
		if *pair.to == (pricelist.Column{}) {
			*pair.to = *pair.from
		}
	}
	return user
}

// recognised is what the known suppliers say to a list.
type recognised struct {
	profile  *supplier.Profile // nil where none can be used
	changes  []string
	question *pricelist.Question // why none can be used although one or more look like it
}

// recognise finds the supplier of a list: the named one, or the one whose headings it has. A list that looks like one
// supplier's and lacks a column that was read, or like several suppliers', is asked about: read as a stranger's, what was
// the cost may become the price.
func (a *App) recognise(ctx context.Context, list *pricelist.List, options ReadOptions) (recognised, error) {
	if options.Supplier != "" {
		profile, err := a.Supplier(ctx, options.Supplier)
		if err != nil {
			return recognised{}, err
		}
		r := profile.Beside(list.Headers).Without(options.Layout.Columns)
		if !r.Usable() {
			return recognised{}, fault.New(fault.SupplierColumns, fault.Facts{"file": list.File, "columns": quoted(r.Lost), "supplier": profile.Name})
		}
		return recognised{profile: &profile, changes: changes(r)}, nil
	}
	profiles, err := a.Suppliers(ctx)
	if err != nil {
		return recognised{}, err
	}
	found := supplier.Recognise(profiles, list.Headers)
	switch {
	case len(found) == 0:
		return recognised{}, nil
	case len(found) > 1:
		return recognised{question: whichSupplier(found, list)}, nil
	}
	r := found[0].Without(options.Layout.Columns)
	if !r.Usable() {
		return recognised{question: layoutChanged(r, list)}, nil
	}
	return recognised{profile: &r.Profile, changes: changes(r)}, nil
}

// The questions that only the known suppliers raise.
const (
	WhichSupplier = "which_supplier" // the choices' values are suppliers' names
	LayoutChanged = "layout_changed" // the choices' values are a supplier's name and NoSupplier
	NoSupplier    = "none"
)

func whichSupplier(found []supplier.Recognition, list *pricelist.List) *pricelist.Question {
	var names []string
	q := pricelist.Question{Code: WhichSupplier}
	for _, r := range found {
		names = append(names, r.Profile.Name)
		next := supplier.Placed(r.Profile.NextLayout(), list.Headers)
		q.Choices = append(q.Choices, pricelist.Choice{Value: r.Profile.Name, Label: r.Profile.Name, Detail: roles(next.Columns), Layout: next})
	}
	q.Message = fmt.Sprintf("The lists of %s have these headings. Whose list is this?", quoted(names))
	return &q
}

func layoutChanged(r supplier.Recognition, list *pricelist.List) *pricelist.Question {
	q := pricelist.Question{
		Code:    LayoutChanged,
		Message: fmt.Sprintf("This looks like a list of “%s”, but its column %s is gone. How is it to be read?", r.Profile.Name, quoted(r.Lost)),
	}
	if r.Moved() {
		q.Message = fmt.Sprintf("This looks like a list of “%s”, but its columns stand elsewhere and several are called %s. How is it to be read?", r.Profile.Name, quoted(r.Lost))
	}
	if rest := supplier.Placed(r.Rest(), list.Headers); rest.Columns.Price.Index > 0 || rest.Columns.Cost.Index > 0 {
		q.Choices = append(q.Choices, pricelist.Choice{
			Value: r.Profile.Name, Label: "As the last list, without " + quoted(r.Lost), Detail: roles(rest.Columns), Layout: rest,
		})
	}
	q.Choices = append(q.Choices, pricelist.Choice{
		Value: NoSupplier, Label: "As a list that is not known yet", Detail: roles(list.Layout.Columns), Layout: list.Layout,
	})
	return &q
}

// roles says which column feeds what.
func roles(c pricelist.Columns) string {
	var parts []string
	for _, role := range []struct {
		name   string
		column pricelist.Column
	}{{"price", c.Price}, {"cost", c.Cost}} {
		if role.column.Index > 0 {
			parts = append(parts, role.name+" from “"+role.column.Header+"”")
		}
	}
	return strings.Join(parts, ", ")
}

func changes(r supplier.Recognition) []string {
	var all []string
	if len(r.Added) > 0 {
		all = append(all, fmt.Sprintf("New since the last list of “%s”: the column %s.", r.Profile.Name, quoted(r.Added)))
	}
	if len(r.Missing) > 0 {
		all = append(all, fmt.Sprintf("Gone since the last list of “%s”: the column %s, which was not read.", r.Profile.Name, quoted(r.Missing)))
	}
	return all
}

func quoted(names []string) string { return "“" + strings.Join(names, "”, “") + "”" }
