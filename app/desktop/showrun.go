package desktop

import (
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
)

func statusView(s app.Status) StatusView {
	view := StatusView{
		Version: s.Version, Commit: s.Commit, Practice: s.Practice, Connected: s.Connected, Connecting: s.Connecting,
		Account: s.Account.Name, AccountID: string(s.Account.ID), SessionOnly: s.SessionOnly, Currency: s.Currency, Locale: s.Locale,
		Theme: s.Theme, CallbackURL: s.CallbackURL, CanConnect: s.CanConnect, Running: s.Running,
		Findings: make([]FindingView, 0, len(s.Findings)), Unfinished: make([]UnfinishedRunView, 0, len(s.Unfinished)),
	}
	if s.Failure != nil {
		failure := viewError(s.Failure)
		view.Failure = &failure
	}
	for _, f := range s.Findings {
		view.Findings = append(view.Findings, findingView(f))
	}
	for _, run := range s.Unfinished {
		view.Unfinished = append(view.Unfinished, UnfinishedRunView{
			Run: string(run.ID), Started: moment(run.Started), File: run.File, Account: run.Account.Name,
			Done: settled(run), Total: run.Rows,
		})
	}
	return view
}

func findingView(f settings.Finding) FindingView {
	view := FindingView{
		Code: string(f.Code), Severity: string(f.Severity), Field: f.Field, Message: f.Message, Hint: f.Hint, Variable: f.Variable,
		Breaks: make([]string, 0, len(f.Breaks)),
	}
	for _, area := range f.Breaks {
		view.Breaks = append(view.Breaks, string(area))
	}
	return view
}

// settled counts the rows of a run whose fate is known.
func settled(run store.Run) int {
	return run.Rows - run.Counts[apply.NotSent] - run.Counts[apply.Unknown]
}

func runView(run store.Run) RunView {
	view := RunView{
		Run: string(run.ID), Kind: string(run.Kind), UndoOf: string(run.UndoOf), Plan: string(run.Plan), Ref: run.Ref,
		Started: moment(run.Started), Ended: moment(run.Ended), Status: string(run.Status), Account: run.Account.Name, User: run.User,
		File: run.File, SHA256: run.SHA256, Rules: rulesView(run.Rules), Counts: outcomeCounts(run.Counts), Total: run.Rows,
		Requests: run.Requests, Throttled: run.Throttled, Resumable: run.Open(), Trial: run.Trial, Left: run.Left,
	}
	if !run.Ended.IsZero() {
		view.Seconds = int(run.Ended.Sub(run.Started).Round(time.Second) / time.Second)
	}
	if run.Status != "" && run.Counts[apply.Unknown] == 0 {
		view.Undoable = run.Counts[apply.Applied]
	}
	return view
}

func runDetail(record app.RunRecord) RunDetailView {
	view := emptyRun()
	if record.Run.ID == "" {
		return view
	}
	view.Run = runView(record.Run)
	for _, r := range record.Rows {
		view.Rows = append(view.Rows, RunRowView{
			Line: r.Line, Item: string(r.Item), ItemName: r.ItemName, Name: r.Name, Code: r.Code,
			Outcome: string(r.Outcome), Message: r.Message,
			BeforePrice: r.Before.Price.String(), BeforeCost: r.Before.Cost.String(),
			SentPrice: r.Sent.Price.String(), SentCost: r.Sent.Cost.String(),
			StoredPrice: r.Stored.Price.String(), StoredCost: r.Stored.Cost.String(), Differs: r.Differs, Created: r.Created, Visible: offered(r.Visible),
		})
	}
	return view
}

// offered says what a run did to an item's visibility.
func offered(visible *bool) string {
	switch {
	case visible == nil:
		return ""
	case *visible:
		return "shown"
	}
	return "hidden"
}

func planView(preview app.Preview, selection SelectionView) PlanView {
	p := preview.Plan
	view := emptyPlan()
	view.Plan, view.Kind, view.UndoOf, view.Fingerprint = string(preview.ID), string(p.Kind), p.UndoOf, p.Fingerprint
	view.Account, view.File, view.Rows = p.Account.Name, p.Source.File, len(p.Changes)
	for verdict, n := range p.Counts() {
		view.Counts[string(verdict)] = n
	}
	view.Counts["increase"], view.Counts["decrease"] = p.Directions()
	view.Holds, view.Rules, view.Selection = holdViews(p.Holds), rulesView(p.Rules), selection
	limit := p.Guardrails.ChangePercent
	if limit.IsZero() {
		limit = plan.DefaultGuardrails().ChangePercent
	}
	view.ChangeLimit = limit.Plain()
	view.Notes = append(view.Notes, preview.Notes...)
	view.Supplier, view.Create, view.Missing = p.Supplier, createView(p.Create), len(p.Missing)
	return view
}

func settingView(s app.Setting) SettingView {
	return SettingView{
		Name: s.Name, Value: s.Value, Origin: string(s.Origin), Secret: s.Kind == "secret", Kind: string(s.Kind),
		Choices: s.Choices, Variable: s.Variable, Default: s.Default, Means: s.Means, Wrong: s.Wrong, Fixed: s.Fixed,
	}
}
