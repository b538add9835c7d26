package desktop

import (
	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/store"
)

// links are the only pages that the program opens in the browser besides Jobber's sign-in.
func links() map[string]string {
	return map[string]string{
		"developer-center": "https://developer.getjobber.com/apps",
		"jobber":           "https://secure.getjobber.com",
		"jobber-products":  "https://secure.getjobber.com/work_items",
		"jobber-status":    "https://status.getjobber.com",
		"jobber-docs":      "https://developer.getjobber.com/docs",
	}
}

// OpenLink opens one of a fixed list of pages in the system's browser.
func (b *Bridge) OpenLink(name string) error {
	url, ok := links()[name]
	if !ok {
		return fault.New(fault.SettingInvalid, fault.Facts{"name": "link", "value": "this", "why": "it is not on the list of pages"})
	}
	return b.app.OpenPage(url)
}

// Items searches the catalog's mirror by name, best first, at most 200.
func (b *Bridge) Items(search string, limit int) ([]ItemView, error) {
	items, err := b.app.Items(b.context(), search, min(max(limit, 0), 10_000))
	views := make([]ItemView, 0, len(items))
	for _, item := range items {
		views = append(views, ItemView{Item: string(item.ID), Name: item.Name, Price: item.Price.String(), Cost: item.Cost.String()})
	}
	return views, err
}

// Settings returns every setting with where its value comes from.
func (b *Bridge) Settings() ([]SettingView, error) {
	all := b.app.Settings()
	views := make([]SettingView, 0, len(all))
	for _, s := range all {
		views = append(views, settingView(s))
	}
	return views, nil
}

// SaveSetting keeps one setting and returns all of them.
func (b *Bridge) SaveSetting(name, value string) ([]SettingView, error) {
	if err := b.app.SaveSetting(b.context(), name, value); err != nil {
		return []SettingView{}, err
	}
	return b.Settings()
}

// SelfCheck checks this computer; deep also asks Jobber.
func (b *Bridge) SelfCheck(deep bool) (ChecksView, error) {
	result, err := b.app.SelfCheck(b.context(), deep)
	view := ChecksView{Status: string(result.Status), Ref: result.Op, Checks: make([]CheckView, 0, len(result.Checks))}
	for _, c := range result.Checks {
		view.Checks = append(view.Checks, CheckView{
			Code: c.Code, Title: c.Title, Status: string(c.Status), Message: c.Message, Hint: c.Hint, Ms: int(c.Took.Milliseconds()),
		})
	}
	return view, err
}

// ReportParts returns what a diagnostics report would hold, for the user to read before saving.
func (b *Bridge) ReportParts(choice ReportChoiceView) ([]ReportPartView, error) {
	parts, err := b.app.ReportParts(b.context(), choice.value())
	views := make([]ReportPartView, 0, len(parts))
	for _, p := range parts {
		views = append(views, ReportPartView{Name: p.Name, Title: p.Title, Bytes: p.Bytes, Preview: p.Preview})
	}
	return views, err
}

// ExportDiagnostics saves the report through the native dialog.
func (b *Bridge) ExportDiagnostics(choice ReportChoiceView) (SavedView, error) {
	return b.save(app.ReportName(), "zip", func(path string) error { return b.app.ExportDiagnostics(b.context(), path, choice.value()) })
}

func (c ReportChoiceView) value() app.ReportChoice {
	return app.ReportChoice{Skip: c.Skip, Names: c.Names, Replay: store.PlanID(c.Replay)}
}

// Previews lists the newest previews of which a copy can be made for support, newest first.
func (b *Bridge) Previews() ([]PlanSummaryView, error) {
	previews, err := b.app.Previews(b.context())
	views := make([]PlanSummaryView, 0, len(previews))
	for _, p := range previews {
		view := PlanSummaryView{Plan: string(p.ID), File: p.File, At: moment(p.Created), Counts: map[string]int{}}
		for verdict, n := range p.Counts {
			view.Counts[string(verdict)] = n
		}
		views = append(views, view)
	}
	return views, err
}

// Network lists every host that the program has contacted, with why, when and how much.
func (b *Bridge) Network() ([]ContactView, error) {
	contacts, err := b.app.Network(b.context())
	views := make([]ContactView, 0, len(contacts))
	for _, c := range contacts {
		views = append(views, ContactView{
			Host: c.Host, Why: c.Why, Requests: c.Requests, Failed: c.Failed, Sent: c.Sent, Received: c.Received,
			First: moment(c.First), Last: moment(c.Last),
		})
	}
	return views, err
}

// TellScreen takes what only the page can know about the screen it is shown on, for the self-check.
func (b *Bridge) TellScreen(screen ScreenView) error {
	b.app.TellScreen(app.Screen{
		Engine: screen.Engine, Scale: screen.Scale, Width: screen.Width, Height: screen.Height, FontsLoaded: screen.FontsLoaded,
	})
	return nil
}

// PageBroke keeps in the log what the page came upon by itself, and returns what a person may read of it, with the
// reference under which the log has it.
func (b *Bridge) PageBroke(message, stack string) ErrorView {
	return viewError(b.app.PageBroke(b.context(), message, stack))
}

// HelpEntries returns the table of errors.
func (b *Bridge) HelpEntries() []HelpEntryView {
	table := fault.Table()
	views := make([]HelpEntryView, 0, len(table))
	for _, entry := range table {
		views = append(views, HelpEntryView{string(entry.Code), entry.Message, entry.Hint})
	}
	return views
}
