package app_test

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/plan"
	"pricesync/app/redact"
)

// notDriven are the methods of App that take nothing in and give nothing out that could hold a secret.
func notDriven() []string {
	return []string{
		"Home", "NewOp", "LastOp", "Writing", "Expect", "Cancel", "Pause", "Continue", "DropLog", "OnProgress", "OnChange", "Start", "Close", "Examine", "FirstWindow",
		"CancelConnect", "Status", "Settings", "RecentFiles",
	}
}

func (l *leaks) driveApp() {
	t, ctx := l.t, l.t.Context()
	a := l.open(false)
	a.Examine(ctx)
	driven := map[string]bool{}
	drive := func(what string, err error) {
		t.Helper()
		name, _, _ := strings.Cut(what, " ")
		driven[name] = true
		l.hear(what, err)
	}
	must := func(what string, err error) {
		t.Helper()
		drive(what, err)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}

	must("SaveSetting of the limit", a.SaveSetting(ctx, "connects_per_minute", "600"))
	l.signIn(a, drive)
	must("SaveCredentials", a.SaveCredentials(ctx, l.config.ClientID, redact.Secret(leakSecret)))
	must("SaveSetting", a.SaveSetting(ctx, "theme", "dark"))
	drive("SaveSetting of the secret in the wrong place", a.SaveSetting(ctx, "callback_port", leakSecret))
	drive("SaveSetting of the secret as an address", a.SaveSetting(ctx, "api_url", "https://"+leakUser+":"+leakProxy+"@api.example/?client_secret="+leakSecret))
	drive("SaveSetting that is none", a.SaveSetting(ctx, "none", "x"))
	must("SetCurrency", a.SetCurrency(ctx, "NZD"))

	list := l.file("list.csv", dearer(l.config.Catalog, 20, 1))
	read, err := a.Read(ctx, list, app.ReadOptions{})
	must("Read", err)
	preview, err := a.Preview(ctx, app.PreviewOptions{List: read.List, Suggest: true})
	must("Preview", err)
	_, err = a.Compare(ctx, list, l.file("next.csv", dearer(l.config.Catalog, 20, 2)), app.ReadOptions{})
	must("Compare", err)
	for _, name := range []string{"missing.csv", "."} {
		_, err = a.Read(ctx, filepath.Join(filepath.Dir(list), name), app.ReadOptions{})
		drive("Read of what is no file", err)
	}
	must("Lock", a.Lock(ctx, app.LockRequest{Item: l.config.Catalog.Items[0].ID, Field: plan.PriceOnly, Why: "agreed with Hill Farm"}))
	drive("Lock of what is no item", a.Lock(ctx, app.LockRequest{Name: "No such item"}))
	locks, err := a.Locks(ctx)
	must("Locks", err)
	l.show("the locks", locks)
	_, _, err = a.LockOf(ctx, l.config.Catalog.Items[0].ID)
	must("LockOf", err)
	must("Unlock", a.Unlock(ctx, l.config.Catalog.Items[0].ID, ""))
	drive("Unlock of what is not locked", a.Unlock(ctx, "", "No such item"))
	limits := a.Guardrails()
	drive("Guardrails", nil)
	must("SaveGuardrails", a.SaveGuardrails(ctx, limits))
	limits.TargetMargin = leakSecret
	drive("SaveGuardrails with the secret", a.SaveGuardrails(ctx, limits))
	line := read.List.Rows[0].Line
	_, _, err = a.Decide(ctx, preview, app.RowDecision{Line: line, Kind: app.DecideCell, Text: "no amount"})
	drive("Decide what a cell says that was understood", err)
	_, _, err = a.Decide(ctx, preview, app.RowDecision{Line: line, Kind: app.DecideItem, Item: "none"})
	drive("Decide on an item that is none", err)
	left, step, err := a.Decide(ctx, preview, app.RowDecision{Line: line, Kind: app.DecideSkip})
	must("Decide", err)
	back, err := a.TakeBack(ctx, left, step)
	must("TakeBack", err)
	must("KeepPreview", a.KeepPreview(ctx, back))
	_, err = a.KeepPasted(ctx, "Name\tPrice\n15mm Copper Tube 3m\t16.65\n")
	must("KeepPasted", err)
	_, err = a.Plan(ctx, preview.ID)
	must("Plan", err)
	_, err = a.Plan(ctx, "p-none")
	drive("Plan that is none", err)

	record := l.troubledSync(a, preview, drive)
	_, err = a.Resume(ctx, record.Run.ID)
	drive("Resume", err)
	undo, err := a.UndoPlan(ctx, record.Run.ID, nil)
	drive("UndoPlan", err)
	if err == nil {
		_, err = l.sync(a, undo)
		drive("Sync of an undo", err)
	}
	for _, name := range []string{"run.csv", "run.xlsx"} {
		must("ExportRun", a.ExportRun(ctx, string(record.Run.ID), l.out(name)))
	}
	must("ExportPlan", a.ExportPlan(ctx, string(preview.ID), false, l.out("plan.csv")))
	drive("Export into nowhere", a.Export(ctx, string(record.Run.ID), filepath.Join(filepath.Dir(list), "none", "x.csv")))
	l.saved("run.csv")
	l.saved("plan.csv")
	l.look(a, record, drive)

	for what, effect := range l.effects() {
		l.server.Inject(sandbox.Fault{Times: 3, Do: effect})
		_, err = a.Preview(ctx, app.PreviewOptions{List: read.List})
		drive("Preview while "+what, err)
		l.server.ClearFaults()
		if fault.Is(err, fault.ReconnectNeeded) {
			_, err := l.connect(a, "allow")
			must("Connect again", err)
		}
	}
	l.break_(a, read.List.File, drive)
	l.report(a, "now")
	told, err := a.ReadReport(l.out("report-now-false.zip"))
	drive("ReadReport", err)
	l.show("a report", told)
	_, err = a.ReadReport(l.out("run.csv"))
	drive("ReadReport of something else", a.Told(ctx, err))
	drive("ExportDiagnostics in the place of something else", a.ExportDiagnostics(ctx, l.out("run.csv"), app.ReportChoice{KeepOthers: true}))
	_, err = a.Disconnect(ctx)
	drive("Disconnect", err)
	_, err = a.Preview(ctx, app.PreviewOptions{List: read.List})
	drive("Preview without a connection", err)
	a.WindowReady(ctx, time.Second)
	drive("WindowReady", nil)
	drive("WindowFailed", a.WindowFailed(ctx, errors.New("the web view said "+l.spy.echo())))
	l.report(a, "without a window")
	a.Close()
	l.practice(drive)
	l.every(driven)
}

// every says whether each method of App was driven, so that a new one can't be forgotten here.
func (l *leaks) every(driven map[string]bool) {
	methods := reflect.TypeFor[*app.App]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if !driven[name] && !slices.Contains(notDriven(), name) {
			l.t.Errorf("App.%s was not driven", name)
		}
	}
}
