package app

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/settings"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

// PreviewOptions say what a plan is made from.
type PreviewOptions struct {
	List        *pricelist.List
	Rules       plan.Rules // what is asked for this list: OnlyIncrease and Markup. The rest is the supplier's and the account's
	Suggest     bool       // look for similar names for rows that match no item
	Supplier    string     // whose links and rules are used beside the account's own; "" for nobody's
	Create      plan.Creation
	HideMissing bool           // tick what the supplier's list no longer has for hiding
	Decisions   plan.Decisions // about rows of this list alone
	Known       bool           // with the catalog as it was read last: for a preview that differs from one just made by little
}

// Preview is a plan as it was saved.
type Preview struct {
	Op   string
	ID   store.PlanID
	Plan plan.Plan
	List *pricelist.List // what it was made from; for a saved plan only its facts, without rows

	// Notes are sentences on how rows were matched; a saved plan has none.
	Notes []string

	made *made // all that it was made from; nil for one that undoes a run, or that was saved
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
		if note := a.codeFieldNote(side, items, options.Known); note != "" {
			preview.Notes = append(preview.Notes, note)
		}
		links, err := side.links(ctx, options.Supplier)
		if err != nil {
			return err
		}
		answers, err := side.store.Answers(ctx, items.Account.ID)
		if err != nil {
			return err
		}
		rules, err := a.joined(ctx, side, options.Rules, options.Supplier)
		if err != nil {
			return err
		}
		looking := match.Options{Suggest: options.Suggest || options.Create.On}
		input := plan.Input{
			List: *options.List, Catalog: items, Match: match.Find(*options.List, items, links, looking),
			Rules: rules, Guardrails: a.guardrails(), Answers: answers, Decisions: options.Decisions,
			Create: options.Create, HideMissing: options.HideMissing, Supplier: options.Supplier, Links: links, Currency: a.settings().Currency,
		}
		if err := side.complete(ctx, &input); err != nil {
			return err
		}
		preview.Plan = plan.Make(input)
		if preview.ID, err = side.store.SavePlan(ctx, preview.Plan, preview.Op); err != nil {
			return err
		}
		preview.made = &made{input: input, links: links, options: looking, supplier: options.Supplier, kept: true}
		if err := side.meet(ctx, preview.Plan); err != nil {
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

// codeFieldNote says why no row can be matched by the custom field that the user named; "" where rows can, or none is named.
func (a *App) codeFieldNote(side *company, items catalog.Catalog, known bool) string {
	label := a.settings().CodeField
	switch {
	case label == "" || slices.ContainsFunc(items.Items, func(item catalog.Item) bool { return item.Code != "" }):
		return ""
	case !known && !side.client.ReadsCodes():
		return fmt.Sprintf("Jobber does not show custom fields such as “%s” to Price Sync, so no line was matched by it; all other ways were tried.", label)
	}
	return fmt.Sprintf("No item in Jobber has a text in the custom field “%s”, so no line was matched by it; all other ways were tried.", label)
}

// recentPlans is how many of the last plans are compared with a new one.
const recentPlans = 3

// complete adds what the account remembers to what a plan is made from.
func (c *company) complete(ctx context.Context, in *plan.Input) (err error) {
	account := c.account().ID
	if in.Locks, err = c.locks(ctx); err != nil {
		return err
	}
	if in.RecentSizes, err = c.store.RecentSizes(ctx, account, recentPlans); err != nil || in.Supplier == "" {
		return err
	}
	profiles, err := c.store.Profiles(ctx, account)
	if err != nil {
		return err
	}
	for _, profile := range profiles {
		if profile.Name == in.Supplier {
			in.Usual = profile.Layout
		}
	}
	in.Assortment, err = c.store.Assortment(ctx, account, in.Supplier)
	return err
}

// meet remembers which items a supplier's list reached, so that a later one can tell what it no longer has.
func (c *company) meet(ctx context.Context, p plan.Plan) error {
	if p.Supplier == "" {
		return nil
	}
	seen := map[catalog.ItemID]bool{}
	for i := range p.Changes {
		if id := p.Changes[i].Item; id != "" {
			seen[id] = true
		}
	}
	return c.store.AddAssortment(ctx, c.account().ID, p.Supplier, slices.Sorted(maps.Keys(seen)))
}

// links returns what was decided for no supplier in particular, and over it what was decided for the named one.
func (c *company) links(ctx context.Context, of string) (match.Links, error) {
	general, err := c.store.Links(ctx, c.account().ID, "")
	if err != nil || of == "" {
		return supplier.Known(general), err
	}
	own, err := c.store.Links(ctx, c.account().ID, of)
	links := supplier.Known(general)
	maps.Copy(links, supplier.Known(own))
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

// readCatalog reads every item of the account with progress, and keeps the mirror.
func (a *App) readCatalog(ctx context.Context, side *company) (catalog.Catalog, error) {
	expected := side.mirrored(ctx)
	started := time.Now()
	side.client.SetCodeField(a.settings().CodeField)
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
