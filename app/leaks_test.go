package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/redact"
)

// What is planted. Tokens, codes and verifiers come as they are made.
const (
	leakSecret = `cs-leak+4f/9A=b&c-7731`
	leakProxy  = `proxy-pass-88213-xyz`
	leakEmail  = `jane.doe@acme-plumbing.example`
	leakUser   = `janedoe1973`
)

// spy hears what passes between the program and its Jobber, and remembers every secret in it.
type spy struct {
	canaries
	last map[string]string // the newest of each kind
}

func (s *spy) learn(what, value string) {
	if value == "" {
		return
	}
	s.add(what, value)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]string{}
	}
	s.last[what] = value
}

// echo is a text that quotes everything that is secret right now, as a careless service might.
func (s *spy) echo() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("Token %s (refresh %s, code %s) of %s with %s is not good, see https://x.example/?client_secret=%s&access_token=%s and /home/%s/lists {\"token\":\"%s\"}",
		s.last["an access token"], s.last["a refresh token"], s.last["an authorization code"], leakEmail, leakSecret, url.QueryEscape(leakSecret), s.last["an access token"], leakUser, s.last["a refresh token"])
}

// tap keeps what is written through it.
type tap struct {
	http.ResponseWriter
	body bytes.Buffer
}

func (t *tap) Write(p []byte) (int, error) { t.body.Write(p); return t.ResponseWriter.Write(p) }
func (t *tap) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (s *spy) over(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case sandbox.GraphQLPath:
			s.learn("an access token", strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
			next.ServeHTTP(w, r)
			return
		case sandbox.TokenPath:
			body, err := io.ReadAll(r.Body)
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			form, err := url.ParseQuery(string(body))
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			s.learn("an authorization code", form.Get("code"))
			s.learn("a verifier", form.Get("code_verifier"))
			s.learn("a refresh token", form.Get("refresh_token"))
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		t := &tap{ResponseWriter: w}
		next.ServeHTTP(t, r)
		if to, err := url.Parse(w.Header().Get("Location")); err == nil {
			s.learn("an authorization code", to.Query().Get("code"))
		}
		var tokens struct {
			Access  string `json:"access_token"`
			Refresh string `json:"refresh_token"`
		}
		if json.Unmarshal(t.body.Bytes(), &tokens) == nil {
			s.learn("an access token", tokens.Access)
			s.learn("a refresh token", tokens.Refresh)
		}
	})
}

// leaks is the stage of the test: a Jobber that is listened to, and all that was shown.
type leaks struct {
	*stage
	spy   *spy
	shown haystack
	codes map[fault.Code]bool
}

func newLeaks(t *testing.T) *leaks {
	t.Helper()
	l := &leaks{spy: &spy{}, shown: haystack{}, codes: map[fault.Code]bool{}}
	company := sandbox.Generated(200)
	company.Account.Name = "ACME Plumbing"
	l.stage = newStage(t, company, func(c *sandbox.Config) {
		c.ClientSecret = leakSecret
		c.Switches.Rotation = sandbox.RotationLegacy
	}, l.spy.over)
	l.spy.add("the client secret", leakSecret)
	l.spy.add("the proxy's password", leakProxy)
	l.spy.add("an e-mail address", leakEmail)
	l.spy.add("the home folder's name", leakUser)
	home := filepath.Join(filepath.Dir(l.home), "home", leakUser)
	l.home = filepath.Join(home, "profile")
	if err := os.MkdirAll(l.home, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	t.Setenv("PRICESYNC_HOME", l.home)
	t.Setenv("HTTPS_PROXY", "http://"+leakUser+":"+leakProxy+"@proxy.acme.example:3128")
	return l
}

// hear takes what a person would read of an error.
func (l *leaks) hear(what string, err error) {
	if err == nil {
		return
	}
	told := fault.From(err)
	l.codes[told.Code] = true
	l.shown.put("what is read after "+what, strings.Join([]string{string(told.Code), told.Message, told.Hint, told.Ref}, "\n"))
	if told.Ref == "" {
		l.t.Errorf("%s: %s has no reference", what, told.Code)
	}
	for _, bad := range unshown().FindAllString(told.Message+" "+told.Hint, -1) {
		l.t.Errorf("after %s %q stands in %s %s", what, bad, told.Message, told.Hint)
	}
}

// unshown matches what no person has any use for: stack traces, places of the machine that built the program, SQL, raw
// JSON, addresses with parameters.
func unshown() *regexp.Regexp {
	return regexp.MustCompile(`goroutine |\.go:\d|/go/pkg/|pricesync/app/|(?i:select .* from |insert into |pragma )|\{"|"\}|://\S*\?\S*=|0x[0-9a-f]{4,}`)
}

// file puts a price list into the user's home folder.
func (l *leaks) file(name, content string) string {
	l.t.Helper()
	path := filepath.Join(filepath.Dir(l.home), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		l.t.Fatal(err)
	}
	return path
}

// out is a place for a file that is saved, outside the profile.
func (l *leaks) out(name string) string { return filepath.Join(filepath.Dir(l.home), "out-"+name) }

// saved adds what a saved file holds.
func (l *leaks) saved(name string) {
	if strings.HasSuffix(name, ".zip") {
		l.shown.archive(l.t, l.out(name), "the saved "+name)
		return
	}
	text, err := os.ReadFile(l.out(name))
	if err != nil {
		l.t.Fatal(err)
	}
	l.shown.put("the saved "+name, string(text))
}

func TestNoSecretLeaksWhateverIsDoneAndWhateverFails(t *testing.T) {
	if testing.Short() {
		t.Skip("drives the whole program")
	}
	l := newLeaks(t)
	l.driveApp()
	l.driveBinary()
	l.crash()
	again := l.open(false) // takes what the crashes left into the log
	l.report(again, "after")
	again.Close()

	l.shown.folder(t, l.home)
	for where, text := range l.shown {
		if strings.Contains(where, "crash.txt") && !strings.Contains(where, "name") && strings.TrimSpace(text) != "" {
			t.Errorf("%s still holds %.100q", where, text)
		}
	}
	// A person's own folders may stand on their own screen, and nowhere else.
	own, others := haystack{}, haystack{}
	for where, text := range l.shown {
		if strings.HasPrefix(where, "the output of") || strings.HasPrefix(where, "what is read after") || where == "what is shown of settings" {
			own[where] = text
		} else {
			others[where] = text
		}
	}
	found := append(l.spy.search(others), l.spy.without("the home folder's name").search(own)...)
	if len(found) > 0 {
		t.Errorf("%d leaks in %d places:\n%s", len(found), len(l.shown), strings.Join(found[:min(len(found), 25)], "\n"))
	}
	kinds := map[string]int{}
	for _, value := range l.spy.all() {
		kinds[l.spy.values[value]]++
	}
	for _, what := range []string{"an access token", "a refresh token", "an authorization code", "a verifier", "the client secret"} {
		if kinds[what] == 0 {
			t.Errorf("%s was never seen on the wire: the test looks for nothing", what)
		}
	}
	if len(l.codes) < 20 || len(l.shown) < 150 {
		t.Errorf("only %d kinds of trouble came about (%v), and %d places were searched", len(l.codes), slices.Sorted(maps.Keys(l.codes)), len(l.shown))
	}
	l.control()
}

// control proves that this very search finds a secret in each kind of place.
func (l *leaks) control() {
	token := l.spy.last["an access token"]
	for name, text := range map[string]string{
		filepath.Join("logs", "app-20990101T000000Z-001.jsonl"): `{"msg":"Bearer ` + token + `"}`,
		"settings.json.bak": `{"secret":` + fmt.Sprintf("%q", leakSecret) + `}`,
	} {
		if err := os.WriteFile(filepath.Join(l.home, name), []byte(text), 0o600); err != nil {
			l.t.Fatal(err)
		}
	}
	h := haystack{}
	h.folder(l.t, l.home)
	found := strings.Join(l.spy.search(h), "\n")
	for _, want := range []string{"an access token plain stands in logs/app-2099", "the client secret plain stands in settings.json.bak"} {
		if !strings.Contains(filepath.ToSlash(found), want) {
			l.t.Errorf("the control line is not found: %s in\n%s", want, found)
		}
	}
}

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
	_, err = a.Correct(ctx, read.List, []pricelist.Correction{{Name: "x", Field: pricelist.FieldPrice, Was: "1", Is: "no amount"}})
	drive("Correct", err)
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
	items, err := a.Items(ctx, "a", 5)
	drive("Items", err)
	l.show("items", items)
	previews, err := a.Previews(ctx)
	drive("Previews", err)
	l.show("previews", previews)
	l.show("settings", a.Settings())
	l.show("status", a.Status(ctx))
	drive("Free", a.Free())
	list := listed(l.t, a, oneRow)
	drive("SaveSupplier", a.SaveSupplier(ctx, "HeatCo", list, plan.Rules{}))
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

var jsonWebToken = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)

// driveBinary runs every command, well and badly, as a script would.
func (l *leaks) driveBinary() {
	list := l.file("list.csv", dearer(l.config.Catalog, 20, 5))
	commands := [][]string{
		{"connect", "--json"}, {"status"}, {"status", "--json"}, {"version"}, {"settings"}, {"settings", "--json"}, {"preview", list}, {"preview", list, "--json", "--suggest"},
		{"sync", list, "--yes", "--json"}, {"sync", list, "--yes"}, {"history"}, {"history", "--json"}, {"history", "last", "--json"}, {"history", "r-none"},
		{"undo", "last", "--yes"}, {"resume", "r-none", "--json"}, {"export", "r-none", "--out", l.out("x.csv")}, {"doctor"}, {"doctor", "--deep", "--json"}, {"network"}, {"network", "--json"},
		{"compare", list, list}, {"profiles"}, {"profiles", "--json"}, {"diagnostics", "--out", l.out("cli.zip")}, {"diagnostics", "--names", "--out", l.out("cli-names.zip")},
		{"practice", "price-list", "--out", l.out("p.csv")}, {"status", "--practice"}, {"practice", "reset"}, {"preview", "none.csv"}, {"preview"}, {"no-such-command"}, {"sync", "--plan", "p-none", "--yes"},
		{"settings", "set", "callback_port"}, {"settings", "set", "theme"}, {"disconnect", "--json"}, {"disconnect"}, {"preview", list, "--json"}, {"--help"}, {"help", "sync"},
	}
	few := [][]string{{"connect", "--json"}, {"preview", list, "--json"}, {"sync", list, "--yes"}, {"doctor", "--deep"}, {"settings", "set", "callback_port"}, {"no-such-command"}, {"disconnect"}}
	for where, called := range map[string][][]string{"": commands, "stderr": few} {
		for _, args := range called {
			out := l.run(where, args)
			l.shown.put("the output of "+args[0]+" with the log to "+where, out)
			if token := jsonWebToken.FindString(out); token != "" {
				l.t.Errorf("a token stands in the output of %v", args)
			}
		}
	}
	for _, args := range [][]string{{"report", l.out("cli.zip")}, {"report", l.out("cli.zip"), "--json"}, {"report", list}} {
		l.shown.put("the output of report", l.run("", args))
	}
	l.saved("cli.zip")
	l.saved("cli-names.zip")
}

func (l *leaks) run(log string, args []string) string {
	within, cancel := context.WithTimeout(l.t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(within, "pricesync", args...)
	command.Env = append(os.Environ(), "PRICESYNC_LOG="+log, "DECISION=allow")
	command.Dir = filepath.Dir(l.home)
	command.Stdin = strings.NewReader(leakSecret + "\n")
	out, err := command.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		l.t.Fatalf("%v: %v", args, err)
	}
	if bytes.Contains(out, []byte("goroutine ")) || bytes.Contains(out, []byte(".go:")) {
		l.t.Errorf("%v shows a stack trace or a place in the code:\n%s", args, out)
	}
	return string(out)
}

// crash ends the program in the two ways that nothing recovers from.
func (l *leaks) crash() {
	connected := l.run("", []string{"connect", "--json"})
	l.shown.put("the output of connect before the crash", connected)
	if os.Getenv(sessionVariable) == "1" && !strings.Contains(connected, `"connected":true`) {
		l.t.Errorf("before the crash the program could not connect: %s", connected)
	}
	for _, how := range []string{"fatal", "panic"} {
		words := fmt.Sprintf("%s, %s, %s of %s in /home/%s", l.spy.last["an access token"], l.spy.last["a refresh token"], leakSecret, leakEmail, leakUser)
		command := exec.Command("pricesync-crashing", how, words)
		out, err := command.CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte("goroutine ")) {
			l.t.Fatalf("it did not crash: %v, %s", err, out)
		}
		left, err := os.ReadFile(filepath.Join(l.home, "logs", "crash.txt"))
		if err != nil || !bytes.Contains(left, []byte("goroutine ")) {
			l.t.Fatalf("the crash left %q, %v", left, err)
		}
		if how == "fatal" {
			l.shown.put("what the runtime said", string(left)+string(out))
		}
	}
}
