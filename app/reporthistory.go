package app

import (
	"context"
	"strconv"
	"strings"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/diagnostics"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/store"
)

// reportRuns returns the newest runs without their rows.
func (a *App) reportRuns(ctx context.Context) ([]diagnostics.PastRun, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	runs, err := side.store.Runs(ctx, reportedRuns)
	past := make([]diagnostics.PastRun, 0, len(runs))
	for _, run := range runs {
		past = append(past, pastRun(run))
		if one := &past[len(past)-1]; one.Status == "" && a.busy() {
			one.Status = "under way"
		}
	}
	return past, err
}

func pastRun(run store.Run) diagnostics.PastRun {
	one := diagnostics.PastRun{
		Run: string(run.ID), Kind: string(run.Kind), UndoOf: string(run.UndoOf), Plan: string(run.Plan), Op: run.Ref, By: by(run.User),
		Started: run.Started, Status: string(run.Status), Account: string(run.Account.ID), AccountName: run.Account.Name, File: run.File, SHA256: run.SHA256,
		Rules: rulesInWords(run.Rules), Counts: map[string]int{}, Requests: run.Requests, Throttled: run.Throttled, Total: run.Rows,
	}
	if !run.Ended.IsZero() {
		one.Ended = &run.Ended
	}
	for _, hold := range run.Accepted {
		one.Accepted = append(one.Accepted, string(hold))
	}
	for outcome, n := range run.Counts {
		one.Counts[string(outcome)] = n
	}
	return one
}

// by says who began a run, without a name.
func by(user string) string {
	if user == userName() {
		return "this user"
	}
	return "another user"
}

// reportRows hands every row of a run to take.
func (a *App) reportRows(ctx context.Context, run string, take func(diagnostics.RunRow) error) error {
	side, err := a.usable()
	if err != nil {
		return err
	}
	return side.store.EachRow(ctx, apply.RunID(run), func(row apply.Row) error {
		one := diagnostics.RunRow{
			Line: row.Line, Item: row.ItemName, ItemID: string(row.Item), Name: row.Name, Code: row.Code, Outcome: string(row.Outcome), Message: row.Message,
			Before: amountsOf(row.Before), Sent: amountsOf(row.Sent), Stored: amountsOf(row.Stored),
			Change:  diagnostics.Amounts{Price: percent(row.Before.Price, row.Sent.Price), Cost: percent(row.Before.Cost, row.Sent.Cost)},
			Slipped: plan.Slipped(row.Before, row.Sent), Differs: row.Differs, Created: row.Created, Attempts: row.Attempt,
		}
		if !row.At.IsZero() {
			one.At = &row.At
		}
		return take(one)
	})
}

func amountsOf(p catalog.Prices) diagnostics.Amounts {
	return diagnostics.Amounts{Price: p.Price.String(), Cost: p.Cost.String()}
}

// percent says by how much an amount changes, such as "+4.0%"; "" where that can't be said.
func percent(from, to money.Maybe) string {
	before, known := from.Get()
	after, asked := to.Get()
	if !known || !asked {
		return ""
	}
	change, ok := after.PercentOf(before, 1)
	switch {
	case !ok:
		return ""
	case change.Sign() > 0:
		return "+" + change.Fixed(1) + "%"
	}
	return change.Fixed(1) + "%"
}

// reportPreviews returns the newest previews that were not synced.
func (a *App) reportPreviews(ctx context.Context) ([]diagnostics.PastPreview, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	shown, err := side.store.ShownPlans(ctx, reportedPreviews, reportedRows, countedRows)
	past := make([]diagnostics.PastPreview, 0, len(shown))
	for _, one := range shown {
		past = append(past, pastPreview(one))
	}
	return past, err
}

func pastPreview(shown store.ShownPlan) diagnostics.PastPreview {
	p := shown.Plan
	one := diagnostics.PastPreview{
		Plan: string(shown.ID), Kind: string(p.Kind), Op: shown.Ref, Made: shown.Created, Account: string(p.Account.ID), AccountName: p.Account.Name,
		File: p.Source.File, SHA256: p.Source.SHA256, Layout: layoutFacts(p.Source.Layout), Rules: rulesInWords(p.Rules), CatalogSize: p.CatalogSize,
		Rows: shown.Rows, RowHolds: map[string]int{},
	}
	if shown.Counts != nil {
		one.Counts = map[string]int{}
	}
	for verdict, n := range shown.Counts {
		one.Counts[string(verdict)] = n
	}
	for code, n := range shown.RowHolds {
		one.RowHolds[string(code)] = n
	}
	for _, hold := range p.Holds {
		one.Holds = append(one.Holds, string(hold.Code)+": "+hold.Message)
	}
	for _, change := range p.Changes {
		row := diagnostics.PreviewRow{
			Line: change.Line, Name: change.Name, Code: change.Code, Item: change.ItemName, Verdict: string(change.Verdict), Reason: change.Reason,
			Message: change.Message,
		}
		for _, hold := range change.Holds {
			row.Holds = append(row.Holds, string(hold.Code))
			if !strings.Contains(row.Message, hold.Message) {
				row.Message = strings.TrimSpace(row.Message + " " + hold.Message)
			}
		}
		one.Attention = append(one.Attention, row)
	}
	return one
}

// layoutFacts tells a layout by the words that the price list's own log line uses.
func layoutFacts(layout pricelist.Layout) []diagnostics.Fact {
	facts := []diagnostics.Fact{
		{Name: "encoding", Value: layout.Encoding}, {Name: "delimiter", Value: strings.ReplaceAll(layout.Delimiter, "\t", "tab")}, {Name: "sheet", Value: layout.Sheet},
		{Name: "decimal", Value: layout.Decimal},
	}
	if layout.HeaderLine != 0 {
		facts = append(facts, diagnostics.Fact{Name: "header_line", Value: strconv.Itoa(layout.HeaderLine)})
	}
	c := layout.Columns
	for _, column := range []struct {
		name string
		is   pricelist.Column
	}{{"name", c.Name}, {"code", c.Code}, {"price", c.Price}, {"cost", c.Cost}, {"description", c.Description}, {"unit", c.Unit}} {
		facts = append(facts, diagnostics.Fact{Name: column.name, Value: columnInWords(column.is)})
	}
	known := []diagnostics.Fact{}
	for _, fact := range facts {
		if fact.Value != "" {
			known = append(known, fact)
		}
	}
	return known
}

func columnInWords(c pricelist.Column) string {
	switch {
	case c.Index < 0:
		return "none"
	case c.Header != "" && c.Index > 0:
		return "column " + strconv.Itoa(c.Index) + " “" + c.Header + "”"
	case c.Header != "":
		return "“" + c.Header + "”"
	case c.Index > 0:
		return "column " + strconv.Itoa(c.Index)
	}
	return ""
}

// reportLayouts returns how the lists of the suppliers that are remembered are laid out.
func (a *App) reportLayouts(ctx context.Context) ([]diagnostics.Layout, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	profiles, err := side.store.Profiles(ctx, side.account().ID)
	layouts := make([]diagnostics.Layout, 0, len(profiles))
	for _, p := range profiles {
		one := diagnostics.Layout{Supplier: p.Name, Headings: p.Headers, Layout: layoutFacts(p.Layout), Links: len(p.Links)}
		for _, rule := range rulesInWords(p.Rules) {
			one.Rules = append(one.Rules, diagnostics.Fact{Name: "rule", Value: rule})
		}
		layouts = append(layouts, one)
	}
	return layouts, err
}

// mostNames is how many items of the mirror are known by name when names are hidden; runs and previews have theirs anyway.
const mostNames = 20_000

// reportNames returns the names that may stand in the log, beside those of runs, previews and layouts.
func (a *App) reportNames(ctx context.Context) ([]diagnostics.Name, error) {
	var names []diagnostics.Name
	add := func(kind, text string) { names = append(names, diagnostics.Name{Kind: kind, Text: text}) }
	for _, file := range a.RecentFiles() {
		add("file", baseName(file.Path))
	}
	side, err := a.usable()
	if err != nil {
		return names, nil // every other part tells why
	}
	account := side.account()
	add("account", account.Name)
	runs, err := side.store.Runs(ctx, 10*reportedRuns)
	if err != nil {
		return names, err
	}
	for _, run := range runs {
		add("account", run.Account.Name)
		add("file", run.File)
	}
	items, _, err := side.store.Catalog(ctx, account.ID)
	for _, item := range items.Items[:min(len(items.Items), mostNames)] {
		add("item", item.Name)
	}
	return names, err
}

func baseName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// lasted writes how long something has lasted, for people.
func lasted(began time.Time) string { return time.Since(began).Round(time.Second).String() }
