package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/plan"
	"pricesync/app/supplier"
)

// signIn goes every way through the browser.
func (l *leaks) signIn(a *app.App, drive func(string, error)) {
	_, err := l.connect(a, "deny")
	drive("Connect that is denied", err)
	tokenTrouble := []sandbox.Effect{
		sandbox.Flat(401, "The client secret "+leakSecret+" of "+leakEmail+" is wrong: invalid_client"), sandbox.Failure(502, sandbox.ApplyNone), sandbox.CutText(sandbox.ApplyAll),
		{Answer: sandbox.Answer{Kind: sandbox.AnswerRaw, Status: 200, Header: map[string]string{"Content-Type": "text/plain; from=/home/" + leakUser + "/lists"}, Body: "client_secret=" + leakSecret}},
	}
	for i, effect := range tokenTrouble {
		l.server.Inject(sandbox.Fault{On: sandbox.On{Path: sandbox.TokenPath}, Do: effect})
		_, err = l.connect(a, "allow")
		drive(fmt.Sprintf("Connect with trouble %d", i), err)
		l.server.ClearFaults()
	}
	// A page that calls the callback itself, with secrets of its own.
	junk := make(chan error, 1)
	connected, err := a.Connect(l.t.Context(), app.ConnectOptions{Show: func(address string) {
		go func() {
			asked, err := url.Parse(address)
			if err == nil {
				back := asked.Query().Get("redirect_uri")
				for _, query := range []string{"?code=" + leakProxy + "&state=wrong", "?error=access_denied&error_description=" + leakSecret + "&state=" + leakProxy} {
					if answer, err := http.Get(back + query); err == nil {
						body, _ := io.ReadAll(answer.Body)
						_ = answer.Body.Close()
						l.shown.put("the callback's page", string(body))
					}
				}
				err = press(address, "allow")
			}
			junk <- err
		}()
	}})
	if pressed := <-junk; pressed != nil {
		l.t.Error(pressed)
	}
	drive("Connect", err)
	if err != nil || connected.Account.ID == "" {
		l.t.Fatalf("the sign-in ended as %v", err)
	}
	l.show("Connected", connected)
}

// show adds a value as a face gets it.
func (l *leaks) show(what string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		l.t.Fatal(err)
	}
	l.shown.put("what is shown of "+what, string(text))
}

// raw answers 200 with that JSON.
func raw(body string) sandbox.Effect {
	return sandbox.Effect{Answer: sandbox.Answer{Kind: sandbox.AnswerRaw, Status: 200, Header: map[string]string{"Content-Type": "application/json"}, Body: body}}
}

// effects are the ways in which Jobber can fail, each quoting what it should not.
func (l *leaks) effects() map[string]sandbox.Effect {
	echo := l.spy.echo()
	return map[string]sandbox.Effect{
		"Jobber echoes in a flat object":         sandbox.Flat(400, echo),
		"Jobber echoes with its own status":      sandbox.Flat(418, echo),
		"Jobber echoes in an error":              raw(fmt.Sprintf(`{"data":null,"errors":[{"message":%q}]}`, echo)),
		"Jobber echoes beside a code":            raw(fmt.Sprintf(`{"errors":[{"message":%q,"extensions":{"code":"undefinedField","problems":[{"explanation":%q}]}}]}`, echo, echo)),
		"Jobber echoes before the cut":           sandbox.Flat(400, strings.Repeat("x", 260)+echo),
		"Jobber does not know the version":       sandbox.Flat(404, "GraphQL API version '"+echo+"' does not exist"),
		"Jobber answers with a page":             {Answer: sandbox.Answer{Kind: sandbox.AnswerRaw, Status: 502, Header: map[string]string{"Content-Type": "text/html"}, Body: "<html>" + echo}},
		"Jobber sends elsewhere":                 sandbox.Redirected("https://elsewhere.example/?token=" + url.QueryEscape(echo)),
		"Jobber can't be reached":                sandbox.Reset(sandbox.ApplyNone),
		"Jobber says the token is bad":           sandbox.BadToken(),
		"Jobber says the app is disconnected":    sandbox.Disconnected(),
		"Jobber says the account is inactive":    sandbox.Inactive(),
		"Jobber is in maintenance":               sandbox.Unavailable(),
		"Jobber hides the products":              sandbox.Hidden(),
		"Jobber forbids":                         sandbox.Flat(403, echo),
		"Jobber is not there":                    sandbox.Flat(404, echo),
		"Jobber answers with nothing":            sandbox.Empty(sandbox.ApplyNone),
		"Jobber answers with half":               sandbox.CutText(sandbox.ApplyAll),
		"Jobber fails":                           sandbox.Failure(500, sandbox.ApplyNone),
		"Jobber wants a sign-in at a proxy":      sandbox.Flat(407, echo),
		"Jobber warns of the version with words": raw(fmt.Sprintf(`{"data":{"products":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}},"extensions":{"versioning":{"version":"2025-04-16","warning":%q}}}`, echo)),
	}
}

// troubledSync runs a sync in which single rows are refused in words that quote secrets, and which is cancelled.
func (l *leaks) troubledSync(a *app.App, preview app.Preview, drive func(string, error)) app.RunRecord {
	echo := l.spy.echo()
	edit := sandbox.On{Field: "productsAndServicesEdit"}
	l.server.Inject(
		sandbox.Fault{On: edit, Do: raw(fmt.Sprintf(`{"data":{"productsAndServicesEdit":{"productOrService":null,"userErrors":[{"message":%q,"path":["input"]}]}}}`, echo))},
		sandbox.Fault{On: edit, Do: raw(fmt.Sprintf(`{"data":{"productsAndServicesEdit":null},"errors":[{"message":%q,"path":["productsAndServicesEdit"]}]}`, echo+" not found"))},
		sandbox.Fault{On: edit, Do: raw(fmt.Sprintf(`{"data":null,"errors":[{"message":%q,"extensions":{"problems":[{"path":["defaultUnitCost"],"explanation":%q}]}}]}`, "Variable $input of type X was provided invalid value "+echo, echo))},
		sandbox.Fault{On: edit, Do: sandbox.BadToken()},
		sandbox.Fault{On: edit, Do: sandbox.Reset(sandbox.ApplyAll)},
	)
	a.OnProgress(func(p app.Progress) {
		l.show("progress", p)
		if p.Operation == "sync" && p.Done >= 10 {
			a.Cancel()
		}
	})
	record, err := l.sync(a, preview)
	drive("Sync", err)
	a.OnProgress(nil)
	l.server.ClearFaults()
	if record.Run.ID == "" {
		l.t.Fatalf("no run: %v", err)
	}
	l.show("the run", record)
	refused := 0
	for _, row := range record.Rows {
		if row.Outcome == "rejected" {
			refused++
		}
		if bad := unshown().FindString(row.Message); bad != "" {
			l.t.Errorf("%q stands in what is said of a row: %s", bad, row.Message)
		}
	}
	if refused < 2 {
		l.t.Errorf("only %d rows were refused with words", refused)
	}
	return record
}

// look shows everything that there is to see.
func (l *leaks) look(a *app.App, record app.RunRecord, drive func(string, error)) {
	ctx := l.t.Context()
	checked, err := a.SelfCheck(ctx, true)
	drive("SelfCheck", err)
	l.show("the check", checked)
	contacts, err := a.Network(ctx)
	drive("Network", err)
	l.show("the network page", contacts)
	runs, err := a.Runs(ctx)
	drive("Runs", err)
	l.show("the history", runs)
	run, err := a.Run(ctx, record.Run.ID)
	drive("Run", err)
	l.show("a run", run)
	changes, err := a.ItemHistory(ctx, record.Rows[0].Item)
	drive("ItemHistory", err)
	l.show("an item", changes)
	items, err := a.Items(ctx, "", 5)
	drive("Items", err)
	l.show("items", items)
	listing, err := a.ReadItems(ctx)
	drive("ReadItems", err)
	l.show("the items", listing)
	listing, err = a.Listing(ctx)
	drive("Listing", err)
	l.show("the items", listing)
	card, err := a.Item(ctx, record.Rows[0].Item)
	drive("Item", err)
	l.show("an item", card)
	previews, err := a.Previews(ctx)
	drive("Previews", err)
	l.show("previews", previews)
	l.show("settings", a.Settings())
	l.show("status", a.Status(ctx))
	drive("Free", a.Free())
	list := listed(l.t, a, oneRow)
	drive("SaveSupplier", a.SaveSupplier(ctx, "HeatCo", list, plan.Rules{}))
	l.link(a, items, drive)
	drive("EditSupplier", a.EditSupplier(ctx, "HeatCo", supplier.Edit{Decimal: "."}))
	drive("SaveRules", a.SaveRules(ctx, "HeatCo", plan.Rules{List: []plan.Rule{{Name: "Valves", Action: plan.Action{Kind: plan.KeepMarkup}}}}))
	drive("SaveRules that make no sense", a.Told(ctx, a.SaveRules(ctx, "", plan.Rules{List: []plan.Rule{{}}})))
	drive("ExportRules", a.ExportRules(ctx, "HeatCo", l.out("rules.json")))
	l.saved("rules.json")
	_, err = a.ReadRules(l.out("rules.json"))
	drive("ReadRules", err)
	_, err = a.ReadRules(l.out("run.csv"))
	drive("ReadRules of something else", a.Told(ctx, err))
	rules, err := a.Rules(ctx, "HeatCo")
	drive("Rules", err)
	l.show("the rules", rules)
	tried, err := a.TryRules(ctx, "HeatCo", rules, list, plan.Plan{}, "")
	drive("TryRules", err)
	l.show("what rules would do", tried)
	drive("RenameSupplier", a.RenameSupplier(ctx, "HeatCo", "HeatCo Ltd"))
	drive("ExportSupplier", a.ExportSupplier(ctx, "HeatCo Ltd", l.out("heatco.json")))
	l.saved("heatco.json")
	_, err = a.ImportSupplier(ctx, l.out("heatco.json"), true)
	drive("ImportSupplier", err)
	_, err = a.ImportSupplier(ctx, l.out("run.csv"), true)
	drive("ImportSupplier of something else", err)
	suppliers, err := a.Suppliers(ctx)
	drive("Suppliers", err)
	l.show("suppliers", suppliers)
	_, err = a.Supplier(ctx, "nobody")
	drive("Supplier that is none", a.Told(ctx, err))
	drive("RemoveSupplier", a.RemoveSupplier(ctx, "HeatCo Ltd"))
}

// break_ lets parts of the program panic with secrets in their mouths.
func (l *leaks) break_(a *app.App, file string, drive func(string, error)) {
	ctx := l.t.Context()
	echo := l.spy.echo()
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "catalog" {
			panic(fmt.Errorf("broken: %s", echo))
		}
	})
	_, err := a.Preview(ctx, app.PreviewOptions{List: listed(l.t, a, oneRow)})
	if !fault.Is(err, fault.Internal) {
		l.t.Errorf("a panic became %v", err)
	}
	drive("Preview that panics", err)
	a.OnProgress(nil)
	a.OnChange(func() { panic("broken: " + echo) })
	drive("SaveSetting that panics", a.SaveSetting(ctx, "theme", "light"))
	a.OnChange(nil)
	drive("Told", a.Told(ctx, fmt.Errorf("read %s: %w", file, errors.New(echo))))
	drive("PageBroke", a.PageBroke(ctx, echo, "at "+echo))
	a.TellWindow(echo)
	drive("TellWindow", nil)
	a.TellScreen(app.Screen{Engine: "WebKit 2.50", Scale: 1, Width: 1280, Height: 800})
	drive("TellScreen", nil)
	// Without a program that opens pages this fails, and so asks nobody.
	path := os.Getenv("PATH")
	if err := os.Setenv("PATH", ""); err != nil {
		l.t.Fatal(err)
	}
	drive("OpenPage", a.Told(ctx, a.OpenPage("https://developer.getjobber.com/apps")))
	if err := os.Setenv("PATH", path); err != nil {
		l.t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	_, err = a.Preview(cancelled, app.PreviewOptions{List: listed(l.t, a, oneRow)})
	drive("Preview that was cancelled", err)
}

// report saves reports of both kinds and shows their parts.
func (l *leaks) report(a *app.App, when string) {
	for _, names := range []bool{false, true} {
		name := fmt.Sprintf("report-%s-%t.zip", when, names)
		l.hear("ExportDiagnostics", a.ExportDiagnostics(l.t.Context(), l.out(name), app.ReportChoice{Names: names}))
		l.saved(name)
		parts, err := a.ReportParts(l.t.Context(), app.ReportChoice{Names: names})
		l.hear("ReportParts", err)
		l.show("the report's parts", parts)
	}
}

// practice drives what only the practice company has.
func (l *leaks) practice(drive func(string, error)) {
	ctx := l.t.Context()
	a := l.open(false)
	defer a.Close()
	drive("SetPractice", a.SetPractice(ctx, true))
	drive("SavePracticePriceList", a.SavePracticePriceList(l.out("practice.csv")))
	_, err := a.PracticePriceList()
	drive("PracticePriceList", err)
	drive("ResetPractice", a.ResetPractice(ctx))
	drive("SetPractice off", a.SetPractice(ctx, false))
	for _, name := range []string{"ReportParts", "ExportDiagnostics", "Export", "ExportPlan", "ExportRun"} {
		drive(name, nil) // driven in methods of their own
	}
}

// link drives what is remembered about rows.
func (l *leaks) link(a *app.App, items []catalog.Item, drive func(string, error)) {
	ctx := l.t.Context()
	saved, _, err := a.SaveLinks(ctx, app.Decision{Supplier: "HeatCo", Code: "A1", Name: "Elbow", Item: items[0].ID}, app.Decision{Code: "A2", Never: true})
	drive("SaveLinks", err)
	_, _, err = a.SaveLinks(ctx, app.Decision{Supplier: "HeatCo", Code: l.spy.echo(), ItemName: l.spy.echo()})
	drive("SaveLinks with an item that is none", err)
	found, err := a.Links(ctx, app.LinkSearch{})
	drive("Links", err)
	l.show("links", found)
	gone, err := a.RemoveLinks(ctx, "HeatCo", saved[0].Key)
	drive("RemoveLinks", err)
	drive("RestoreLinks", a.RestoreLinks(ctx, gone...))
	drive("ExportLinks", a.ExportLinks(ctx, app.LinkSearch{}, l.out("links.csv")))
	l.saved("links.csv")
	_, err = a.ImportLinks(ctx, l.out("links.csv"), "")
	drive("ImportLinks", err)
	_, err = a.ImportLinks(ctx, l.file("odd.csv", "What,Ever\n1,2\n"), "")
	drive("ImportLinks of something else", err)
}
