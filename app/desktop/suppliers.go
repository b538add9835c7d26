package desktop

import (
	"strconv"

	"pricesync/app"
	"pricesync/app/compare"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// Suppliers returns every supplier that is remembered, by name.
func (b *Bridge) Suppliers() ([]SupplierView, error) {
	all, err := b.app.Suppliers(b.context())
	views := make([]SupplierView, 0, len(all))
	for _, p := range all {
		views = append(views, supplierView(p))
	}
	return views, err
}

// SaveSupplier remembers how a file was read, and the rules, under a supplier's name.
func (b *Bridge) SaveSupplier(handle, name string, rules RulesView) ([]SupplierView, error) {
	b.mu.Lock()
	read := b.lists[handle]
	b.mu.Unlock()
	if read.List == nil {
		return []SupplierView{}, fault.New(fault.HandleUnknown, nil)
	}
	chosen, err := rules.rules()
	if err != nil {
		return []SupplierView{}, err
	}
	if err := b.app.SaveSupplier(b.context(), name, read.List, chosen); err != nil {
		return []SupplierView{}, err
	}
	return b.Suppliers()
}

// RenameSupplier gives a supplier another name.
func (b *Bridge) RenameSupplier(name, next string) ([]SupplierView, error) {
	if err := b.app.RenameSupplier(b.context(), name, next); err != nil {
		return []SupplierView{}, err
	}
	return b.Suppliers()
}

// EditSupplier changes how a supplier's next list is read.
func (b *Bridge) EditSupplier(name string, edit SupplierEditView) ([]SupplierView, error) {
	rules, err := edit.Rules.rules()
	if err != nil {
		return []SupplierView{}, err
	}
	column := func(place string) pricelist.Column {
		if place == "none" {
			return pricelist.None()
		}
		n, _ := strconv.Atoi(place) // what is no number leaves the column as it is
		return pricelist.Column{Index: max(n, 0)}
	}
	if edit.Decimal != "" && edit.Decimal != "." && edit.Decimal != "," {
		return []SupplierView{}, fault.New(fault.SettingInvalid, fault.Facts{"name": "decimal mark", "value": "this", "why": "it is neither a point nor a comma"})
	}
	change := supplier.Edit{Decimal: edit.Decimal, Rules: &rules, Columns: pricelist.Columns{
		Name: column(edit.NameFrom), Code: column(edit.CodeFrom), Price: column(edit.PriceFrom), Cost: column(edit.CostFrom),
	}}
	if err := b.app.EditSupplier(b.context(), name, change); err != nil {
		return []SupplierView{}, err
	}
	return b.Suppliers()
}

// RemoveSupplier forgets a supplier and its links.
func (b *Bridge) RemoveSupplier(name string) ([]SupplierView, error) {
	if err := b.app.RemoveSupplier(b.context(), name); err != nil {
		return []SupplierView{}, err
	}
	return b.Suppliers()
}

// ExportSupplier saves a supplier through the native dialog, for another computer.
func (b *Bridge) ExportSupplier(name string) (SavedView, error) {
	return b.save(name+".json", "supplier", func(path string) error { return b.app.ExportSupplier(b.context(), name, path) })
}

// ImportSupplier reads a supplier from a file that the native dialog chose; over replaces one of that name. It returns all
// suppliers.
func (b *Bridge) ImportSupplier(over bool) ([]SupplierView, error) {
	ctx, w := b.door()
	if w == nil {
		return []SupplierView{}, fault.New(fault.NoWindow, nil)
	}
	path, err := w.OpenFile(ctx, "supplier")
	if err != nil {
		return []SupplierView{}, err
	}
	if path != "" {
		if _, err := b.app.ImportSupplier(b.context(), path, over); err != nil {
			return []SupplierView{}, err
		}
	}
	return b.Suppliers()
}

// Compare says what changed from one chosen file to another, each read as its own supplier's list.
func (b *Bridge) Compare(old, next string) (ComparedView, error) {
	empty := ComparedView{Counts: map[string]int{}, Columns: comparedColumns(), Rows: [][]string{}}
	before, err := b.files.path(old)
	if err != nil {
		return empty, err
	}
	after, err := b.files.path(next)
	if err != nil {
		return empty, err
	}
	done, err := b.app.Compare(b.context(), before, after, app.ReadOptions{})
	b.told.flush()
	if err != nil {
		return empty, err
	}
	view := empty
	view.Old, view.New = done.Old.File, done.New.File
	for _, list := range []*pricelist.List{done.Old, done.New} {
		if len(list.Questions) > 0 {
			return view, fault.New(fault.QuestionOpen, fault.Facts{"file": list.File, "question": list.Questions[0].Message, "option": "of the column or decimal mark"})
		}
	}
	view.OldUnread, view.NewUnread = done.Comparison.OldUnread, done.Comparison.NewUnread
	counts := done.Comparison.Counts()
	for _, change := range compare.Changes() {
		view.Counts[string(change)] = counts[change]
	}
	for _, row := range done.Comparison.Rows {
		view.Rows = append(view.Rows, comparedRow(row))
	}
	return view, nil
}

// comparedColumns names the texts of a compared row, in their order. Lines are "" where a list does not have the row.
func comparedColumns() []string {
	return []string{
		"change", "name", "code", "oldName", "oldCode", "oldLine", "newLine", "by",
		"oldPrice", "newPrice", "oldCost", "newCost", "pricePercent", "costPercent", "message",
	}
}

func comparedRow(r compare.Row) []string {
	line := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	text := func(m money.Maybe) string { return m.String() }
	return []string{
		string(r.Change), r.Name, r.Code, r.OldName, r.OldCode, line(r.OldLine), line(r.NewLine), string(r.By),
		text(r.Old.Price), text(r.New.Price), text(r.Old.Cost), text(r.New.Cost), text(r.PricePercent), text(r.CostPercent), r.Message,
	}
}

func supplierView(p supplier.Profile) SupplierView {
	from := func(c pricelist.Column) string {
		switch {
		case c.Header != "":
			return c.Header
		case c.Index > 0:
			return strconv.Itoa(c.Index)
		}
		return ""
	}
	columns := p.Layout.Columns
	return SupplierView{
		Name: p.Name, Headers: append([]string{}, p.Headers...), NameFrom: from(columns.Name), CodeFrom: from(columns.Code),
		PriceFrom: from(columns.Price), CostFrom: from(columns.Cost), Decimal: p.Layout.Decimal, Sheet: p.Layout.Sheet,
		Rules: rulesView(p.Rules), Links: len(p.Links),
	}
}
