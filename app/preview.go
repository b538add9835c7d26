package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// Reading is a price list that was read.
type Reading struct {
	Op       string
	List     *pricelist.List
	Supplier *Known // whose list it is, nil where it is no known supplier's
	Stranger bool   // it was to be read as a stranger's
}

// SupplierName is the known supplier's name, "" where it is none's.
func (r Reading) SupplierName() string {
	if r.Supplier == nil {
		return ""
	}
	return r.Supplier.Name
}

// readList reads the price list at path within the limits, with progress.
func (a *App) readList(ctx context.Context, path string, layout pricelist.Layout, corrections []pricelist.Correction) (*pricelist.List, error) {
	if err := a.allowed(settings.Read); err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	ctx = logging.WithNames(ctx, name)
	limits := a.settings()
	file, err := openFile(path, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	started := time.Now()
	list, err := pricelist.Read(ctx, file, pricelist.Options{
		Name: name, MaxBytes: limits.MaxBytes, MaxRows: limits.MaxRows, Layout: layout, Corrections: corrections,
		Progress: func(rows int) { a.progress(Progress{Operation: "read", Ref: ref(ctx), Done: rows, Left: -1}) },
	})
	if err != nil {
		return list, err
	}
	against, _ := list.AgainstMark()
	a.log.Event(ctx, logging.PriceListOpened,
		slog.String("sha256", list.SHA256), slog.Int64("bytes", list.Bytes), slog.Int("rows", len(list.Rows)),
		slog.String("encoding", list.Layout.Encoding), slog.String("delimiter", list.Layout.Delimiter),
		slog.String("decimal", list.Layout.Decimal), slog.String("decimal_asked", layout.Decimal), slog.Int("against_mark", against), slog.Any("sheet", logging.Name(list.Layout.Sheet)),
		slog.Int("header_line", list.Layout.HeaderLine), columnFacts(list.Layout.Columns),
		slog.Int("questions", len(list.Questions)), ms(started))
	return list, nil
}

// columnFacts says which column holds what, by its number.
func columnFacts(c pricelist.Columns) slog.Attr {
	var facts []slog.Attr
	for _, one := range []struct {
		name   string
		column pricelist.Column
	}{{"name", c.Name}, {"code", c.Code}, {"price", c.Price}, {"cost", c.Cost}} {
		if one.column.Index > 0 {
			facts = append(facts, slog.Int(one.name, one.column.Index))
		}
	}
	return slog.GroupAttrs("columns", facts...)
}

// openFile opens a price list, or says in words what stands in its place.
func openFile(path, name string) (*os.File, error) {
	facts := fault.Facts{"file": name}
	file, err := os.Open(path)
	var told *fs.PathError
	if errors.As(err, &told) {
		told.Path = name // the folders that it lies in are nobody's business
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.FileMissing, facts)
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.Wrap(err, fault.FileForbidden, facts)
	case err != nil && lockedByOther(err):
		return nil, fault.Wrap(err, fault.FileInUse, facts)
	case err != nil:
		return nil, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		_ = file.Close()
		return nil, fault.New(fault.FileIsFolder, facts)
	}
	if err != nil {
		_ = file.Close()
		return nil, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	return file, nil
}

// PreviewOptions say what a plan is made from.
type PreviewOptions struct {
	List     *pricelist.List
	Rules    plan.Rules
	Suggest  bool   // look for similar names for rows that match no item
	Supplier string // whose links are used beside the account's own; "" for nobody's
	Known    bool   // with the catalog as it was read last: for a preview that differs from one just made by little
}

// Preview is a plan as it was saved.
type Preview struct {
	Op   string
	ID   store.PlanID
	Plan plan.Plan
	List *pricelist.List // what it was made from; for a saved plan only its facts, without rows
}

// Preview reads the account's catalog, matches the list and makes the plan. Nothing is written to Jobber.
func (a *App) Preview(ctx context.Context, options PreviewOptions) (Preview, error) {
	preview := Preview{List: options.List}
	err := a.operate(ctx, "preview", reads, func(ctx context.Context) error {
		preview.Op = ref(ctx)
		if len(options.List.Questions) > 0 {
			return fault.New(fault.QuestionOpen, fault.Facts{
				"file": options.List.File, "question": options.List.Questions[0].Message, "option": "of the column or decimal mark"})
		}
		side, err := a.connected(ctx, settings.Preview)
		if err != nil {
			return err
		}
		if err := a.allow(ctx, side, previews); err != nil {
			return err
		}
		ctx = side.named(ctx)
		started := time.Now()
		items, err := a.catalog(ctx, side, options.Known)
		if err != nil {
			return err
		}
		links, err := side.links(ctx, options.Supplier)
		if err != nil {
			return err
		}
		answers, err := side.store.Answers(ctx, items.Account.ID)
		if err != nil {
			return err
		}
		input := plan.Input{
			List: *options.List, Catalog: items, Match: match.Find(*options.List, items, links, match.Options{Suggest: options.Suggest}),
			Rules: options.Rules, Guardrails: a.guardrails(), Answers: answers,
		}
		preview.Plan = plan.Make(input)
		if preview.ID, err = side.store.SavePlan(ctx, preview.Plan, preview.Op); err != nil {
			return err
		}
		if err := a.record(ctx, side, input, links, preview); err != nil {
			return err
		}
		a.log.Event(ctx, logging.Preview, planFacts(preview, started)...)
		return nil
	})
	return preview, err
}

// links returns what was decided for no supplier in particular, and over it what was decided for the named one.
func (c *company) links(ctx context.Context, supplier string) (match.Links, error) {
	links, err := c.store.Links(ctx, c.account().ID, "")
	if err != nil || supplier == "" {
		return links, err
	}
	own, err := c.store.Links(ctx, c.account().ID, supplier)
	maps.Copy(links, own)
	return links, err
}

func planFacts(p Preview, started time.Time) []slog.Attr {
	facts := []slog.Attr{
		slog.String("plan", string(p.ID)), slog.String("kind", string(p.Plan.Kind)),
		slog.String("fingerprint", p.Plan.Fingerprint), slog.Int("rows", len(p.Plan.Changes)),
		slog.String("sha256", p.Plan.Source.SHA256), slog.Int("holds", len(p.Plan.Holds)), slog.Int("catalog", p.Plan.CatalogSize), ms(started),
	}
	compared, slipped := 0, 0
	for i := range p.Plan.Changes {
		if c := &p.Plan.Changes[i]; c.Item != "" && (c.List.Price.Known() || c.List.Cost.Known()) {
			compared++
			if plan.Slipped(c.Before, c.After) {
				slipped++
			}
		}
	}
	facts = append(facts, slog.Int("compared", compared), slog.Int("slipped", slipped))
	counts, each := p.Plan.Counts(), make([]slog.Attr, 0, len(plan.Verdicts()))
	for _, verdict := range plan.Verdicts() {
		each = append(each, slog.Int(string(verdict), counts[verdict]))
	}
	return append(facts, slog.GroupAttrs("counts", each...))
}

// catalog returns the account's items: as they were read last where that will do, else as they are now.
func (a *App) catalog(ctx context.Context, side *company, known bool) (catalog.Catalog, error) {
	if known {
		if items, ok, err := side.store.Catalog(ctx, side.account().ID); err != nil || ok {
			return items, err
		}
	}
	return a.readCatalog(ctx, side)
}

// Correct puts what a person wrote in the place of cells of a list that was read, and returns the list anew.
func (a *App) Correct(ctx context.Context, list *pricelist.List, corrections []pricelist.Correction) (*pricelist.List, error) {
	var next *pricelist.List
	err := a.operate(ctx, "correct", reads, func(ctx context.Context) (err error) {
		for _, c := range corrections {
			if err := c.Valid(); err != nil {
				return fault.Wrap(err, fault.CorrectionInvalid, fault.Facts{"value": c.Is}).WithNames(c.Is)
			}
		}
		next, err = list.Correct(ctx, corrections)
		return err
	})
	return next, err
}

// readCatalog reads every item of the account with progress, and keeps the mirror.
func (a *App) readCatalog(ctx context.Context, side *company) (catalog.Catalog, error) {
	expected := side.mirrored(ctx)
	started := time.Now()
	before, _ := tallyOf(ctx).Count()
	items, err := side.client.Catalog(ctx, func(read int) {
		a.progress(Progress{Operation: "catalog", Ref: ref(ctx), Done: read, Total: max(read, expected), Left: -1})
	})
	if err != nil {
		return items, err
	}
	after, _ := tallyOf(ctx).Count()
	a.log.Event(ctx, logging.CatalogRead, slog.Int("items", len(items.Items)), slog.Int("requests", after-before), ms(started))
	return items, side.store.SaveCatalog(ctx, items)
}

// Plan returns a saved plan by its id.
func (a *App) Plan(ctx context.Context, id store.PlanID) (Preview, error) {
	var preview Preview
	err := a.operate(ctx, "look at a preview", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		saved, err := side.store.Plan(ctx, id)
		if err != nil {
			return err
		}
		p := saved.Plan
		preview = Preview{Op: saved.Ref, ID: id, Plan: p, List: &pricelist.List{
			File: p.Source.File, SHA256: p.Source.SHA256, Layout: p.Source.Layout, Headers: p.Source.Headers,
		}}
		return nil
	})
	return preview, err
}

// UndoPlan makes the plan that takes a run back, or only the given lines of it. Run "last" is the newest one that can
// be undone.
func (a *App) UndoPlan(ctx context.Context, id apply.RunID, lines []int) (Preview, error) {
	var preview Preview
	err := a.operate(ctx, "undo preview", reads, func(ctx context.Context) error {
		preview.Op = ref(ctx)
		side, err := a.connected(ctx, settings.Sync)
		if err != nil {
			return err
		}
		ctx = side.named(ctx)
		if id == "last" {
			if id, err = side.lastUndoable(ctx); err != nil {
				return err
			}
		}
		run, rows, err := side.store.Run(ctx, id)
		if err != nil {
			return err
		}
		if err := a.sameAccount(side, run.Account); err != nil {
			return err
		}
		input, err := restoreInput(run, rows, lines)
		if err != nil {
			return err
		}
		if err := a.allow(ctx, side, previews); err != nil {
			return err
		}
		started := time.Now()
		ids := make([]catalog.ItemID, 0, len(input.Rows))
		for _, row := range input.Rows {
			ids = append(ids, row.Item)
		}
		if input.Items, err = side.client.Items(ctx, ids); err != nil {
			return err
		}
		input.CatalogSize = side.mirrored(ctx)
		preview.Plan = plan.Restore(input)
		preview.List = &pricelist.List{File: run.File, SHA256: run.SHA256}
		if preview.ID, err = side.store.SavePlan(ctx, preview.Plan, preview.Op); err != nil {
			return err
		}
		a.log.Event(ctx, logging.Preview, planFacts(preview, started)...)
		return nil
	})
	return preview, err
}

// restoreInput takes what a run applied as what an undo restores. A run with rows whose fate is unknown has to be
// resumed first.
func restoreInput(run store.Run, rows []apply.Row, lines []int) (plan.RestoreInput, error) {
	facts := fault.Facts{"run": string(run.ID)}
	if run.Status == "" || run.Counts[apply.Unknown] > 0 {
		return plan.RestoreInput{}, fault.New(fault.RunUnfinished, facts)
	}
	wanted := map[int]bool{}
	for _, line := range lines {
		wanted[line] = true
	}
	input := plan.RestoreInput{
		Run: string(run.ID), Account: run.Account, Rules: run.Rules, Source: plan.Source{File: run.File, SHA256: run.SHA256},
	}
	for _, row := range rows {
		if row.Outcome != apply.Applied || (len(wanted) > 0 && !wanted[row.Line]) {
			continue
		}
		input.Rows = append(input.Rows, plan.RestoreRow{
			Line: row.Line, Name: row.Name, Code: row.Code, Item: row.Item, ItemName: row.ItemName,
			Recorded: row.Before, Stored: row.Stored, Created: row.Created,
		})
	}
	if len(input.Rows) == 0 {
		return input, fault.New(fault.NothingToUndo, facts)
	}
	return input, nil
}

// lastUndoable returns the newest run that applied something and was not an undo itself.
func (c *company) lastUndoable(ctx context.Context) (apply.RunID, error) {
	runs, err := c.store.Runs(ctx, 0)
	if err != nil {
		return "", err
	}
	for _, run := range runs {
		if run.Kind == plan.FromPriceList && run.Counts[apply.Applied] > 0 {
			return run.ID, nil
		}
	}
	return "", fault.New(fault.RunUnknown, fault.Facts{"run": "last"})
}
