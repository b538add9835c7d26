package diagnostics_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/redact"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

func ten() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }

func given[T any](value T) func(context.Context) (T, error) {
	return func(context.Context) (T, error) { return value, nil }
}

// collector gathers a report of a computer on which all is well but what a test changes.
func collector() diagnostics.Collector {
	ended := ten().Add(-time.Hour + 42*time.Second)
	return diagnostics.Collector{
		Op: "7K3F-2Q", Now: ten, Scrub: redact.NewScrubber("rt_5dd9bed1bd99"),
		Sources: diagnostics.Sources{
			Program:  diagnostics.Program{Name: "Price Sync", Version: "1.0.0", Commit: "a81f3c2", Go: "go1.26.8"},
			System:   given([]diagnostics.Fact{{Name: "os", Value: "windows"}}),
			Findings: given([]diagnostics.Finding(nil)),
			Checks:   given([]diagnostics.Check{{Code: "database", Title: "Database", Status: diagnostics.OK, Message: "It is whole.", Ms: 12}}),
			Settings: given([]diagnostics.Setting{{Name: "callback_port", Value: "18765", Origin: "default"}, {Name: "client_secret", Value: "set", Origin: "settings"}}),
			Runs: given([]diagnostics.PastRun{{
				Run: "r-7", Kind: "sync", Plan: "p-9", Op: "9MNP-3R", Started: ten().Add(-time.Hour), Ended: &ended, Status: "done", Account: "Z2lkOi8v", File: "HeatCo July.csv",
				SHA256: strings.Repeat("ab", 32), Counts: map[string]int{"applied": 41, "skipped": 1}, Requests: 55,
				Rows: []diagnostics.RunRow{{
					Line: 12, Item: "Ball valve 22 mm", Name: "BALL VALVE 22 mm", Code: "BV-2200", Outcome: "skipped", Message: "Jobber refused 12.50 for “Ball valve 22 mm”.",
					Before: diagnostics.Amounts{Price: "11.90"}, Sent: diagnostics.Amounts{Price: "12.50"}, Change: diagnostics.Amounts{Price: "+5.0%"}, Attempts: 1,
				}},
			}}),
			Connection: given(diagnostics.Connection{State: "connected", Account: "Z2lkOi8v", AccountName: "ACME Plumbing", Generation: 3, Permissions: []string{"read_products"}}),
			Limits:     given([]diagnostics.Fact{{Name: "points left", Value: "9,870 of 10,000"}}),
			Previews: given([]diagnostics.PastPreview{{
				Plan: "p-8", Kind: "sync", Op: "5HJK-7T", Made: ten().Add(-2 * time.Hour), Account: "Z2lkOi8v", AccountName: "ACME Plumbing", File: "HeatCo July.csv", SHA256: strings.Repeat("cd", 32),
				Layout: []diagnostics.Fact{{Name: "decimal", Value: ","}, {Name: "sheet", Value: "HeatCo Preise"}}, CatalogSize: 331, Rows: 3,
				Counts: map[string]int{"held": 2, "update": 1}, RowHolds: map[string]int{"slipped_decimal": 2}, Holds: []string{"large_plan: This would change 120 of the 331 items."},
				Attention: []diagnostics.PreviewRow{{
					Line: 4, Name: "Ball valve 22 mm", Item: "Ball valve 22 mm", Verdict: "held", Reason: "guardrail", Holds: []string{"slipped_decimal"},
					Message: "The price goes from 12.50 to 1250.00, about 100 times as much: the decimal mark may have slipped.",
				}},
			}}),
			Layouts: given([]diagnostics.Layout{{
				Supplier: "HeatCo", Headings: []string{"Part No", "HeatCo price"}, Layout: []diagnostics.Fact{{Name: "delimiter", Value: ";"}}, Links: 2,
			}}),
			Network: given([]diagnostics.Contact{{
				Host: "api.getjobber.com", Why: "products and prices", Requests: 55, Sent: 20_480, Received: 1 << 20, First: ten().Add(-time.Hour), Last: ten(),
			}}),
			Database: given([]diagnostics.Fact{{Name: "quick_check", Value: "ok"}}),
			Log:      given([]byte(logOf("log_opened info", "preview info 9MNP-2Q", "sync_start info 9MNP-3R", "sync_end info 9MNP-3R"))),
		},
	}
}

// logOf makes log lines a second apart, written as "event level op code operation".
func logOf(events ...string) string {
	var out strings.Builder
	for i, event := range events {
		parts := append(strings.Fields(event), "", "", "", "")
		entry, _ := fault.Lookup(fault.Code(parts[3]))
		fields := map[string]any{
			"time": ten().Add(time.Duration(i-100) * time.Second).Format("2006-01-02T15:04:05.000Z"), "event": parts[0], "level": parts[1], "seq": i + 1, "op": parts[2], "msg": "m",
		}
		if parts[3] != "" {
			fields["code"], fields["operation"], fields["sentence"], fields["cause"] = parts[3], parts[4], entry.Message, parts[3]+": because"
		}
		text, err := json.Marshal(fields)
		if err != nil {
			panic(err)
		}
		out.Write(text)
		out.WriteByte('\n')
	}
	return out.String()
}

// unzip returns the files of a zip by name.
func unzip(t *testing.T, text []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

func export(t *testing.T, c diagnostics.Collector, without ...string) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Export(t.Context(), &out, without...); err != nil {
		t.Fatal(err)
	}
	return unzip(t, out.Bytes())
}

func report(t *testing.T, files map[string]string) diagnostics.Report {
	t.Helper()
	var r diagnostics.Report
	if err := json.Unmarshal([]byte(files["report.json"]), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAHealthyComputersReport(t *testing.T) {
	files := export(t, collector())
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	if diff := cmp.Diff([]string{"README.txt", "log.jsonl", "manifest.json", "report.html", "report.json", "summary.txt"}, names); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if r := report(t, files); len(r.Findings) != 0 || r.Summary() != "Nothing wrong was found." || r.Schema != 1 {
		t.Errorf("findings %+v", r.Findings)
	}
	token := regexp.MustCompile(`(file|item|name|code|account|supplier|sheet)-[0-9a-f]{8}`)
	for _, name := range []string{"report.json", "summary.txt", "report.html"} {
		got := token.ReplaceAllString(files[name], "$1-TOKEN")
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-golden +got):\n%s", name, diff)
		}
	}
}

func TestTheReportsPageNeedsNothingFromElsewhere(t *testing.T) {
	page := export(t, collector())["report.html"]
	for _, foreign := range []string{"http:", "https:", "//", "<script", "<link", "<img", "@import", "url("} {
		if strings.Contains(page, foreign) {
			t.Errorf("the page holds %s", foreign)
		}
	}
}

func TestWhatCannotBeGatheredIsToldInstead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		defer close(never)
		c := collector()
		c.Sources.Runs = func(context.Context) ([]diagnostics.PastRun, error) {
			return nil, fault.Wrap(errors.New("file is not a database (26)"), fault.DatabaseDamaged, nil)
		}
		c.Sources.Database = func(context.Context) ([]diagnostics.Fact, error) {
			<-never
			return nil, nil
		}
		c.Sources.System = func(context.Context) ([]diagnostics.Fact, error) { panic("no such system") }
		c.Sources.Log = func(context.Context) ([]byte, error) {
			return []byte(logOf("log_opened info")), errors.New("read log: one file is locked")
		}
		c.Sources.Checks, c.Sources.Settings = nil, nil
		r := report(t, export(t, c))
		want := []string{
			"system: panic: no such system",
			"runs: " + fault.Wrap(errors.New("file is not a database (26)"), fault.DatabaseDamaged, nil).Error(),
			"database: not gathered within 20s: context deadline exceeded", "log: read log: one file is locked",
		}
		if diff := cmp.Diff(want, r.Troubles); diff != "" {
			t.Errorf("troubles (-want +got):\n%s", diff)
		}
		if len(r.Timeline) != 1 || r.Checks == nil || r.Runs == nil {
			t.Errorf("timeline %v, checks %v, runs %v", r.Timeline, r.Checks, r.Runs)
		}
	})
}

func TestPartsCanBeReadAndLeftOut(t *testing.T) {
	c := collector()
	c.More = []diagnostics.Part{
		{Name: "layouts.json", Title: "Layouts", Collect: given([]byte(`{"by":"jane@acme.com"}`))},
		{Name: "../up\\out:1.txt", Title: "Odd name", Collect: given([]byte("x"))},
	}
	listed := map[string]string{}
	for _, part := range c.Collect(t.Context()).Parts() {
		listed[part.Name] = part.Title
		if part.Bytes == 0 || part.Preview == "" || len(part.Preview) > part.Bytes {
			t.Errorf("%s: %d bytes, preview %q", part.Name, part.Bytes, part.Preview)
		}
		if part.Name == "layouts.json" && part.Preview != `{"by":"[email]"}` {
			t.Errorf("preview %s", part.Preview)
		}
	}
	want := map[string]string{
		"findings": "What is wrong", "checks": "Checks of this computer", "system": "Program and computer", "settings": "Settings", "runs": "Last syncs", "errors": "Errors and events",
		"connection": "Connection to Jobber", "limits": "Jobber's limits", "previews": "Previews that were not synced", "layouts": "Suppliers' layouts", "network": "Network contacts",
		"database": "Database", "log": "Log", "layouts.json": "Layouts", "../up\\out:1.txt": "Odd name",
	}
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if files := export(t, c); files["layouts.json"] != `{"by":"[email]"}` || files["up_out_1.txt"] != "x" {
		t.Errorf("files %v", files)
	}
	for name := range want {
		t.Run("without "+strings.Trim(name, "./"), func(t *testing.T) {
			files := export(t, c, name)
			r := report(t, files)
			if !slices.Equal(r.LeftOut, []string{name}) || !strings.Contains(files["README.txt"], name+": left out by the user") {
				t.Errorf("left out %v; README:\n%s", r.LeftOut, files["README.txt"])
			}
			gone := map[string]bool{
				"checks": len(r.Checks) == 0, "system": len(r.System) == 0, "settings": len(r.Settings) == 0, "runs": len(r.Runs) == 0,
				"connection": r.Connection.State == "", "limits": len(r.Limits.Now) == 0, "previews": len(r.Previews) == 0, "layouts": len(r.Layouts) == 0,
				"network": len(r.Network) == 0, "errors": len(r.Timeline) == 0, "database": len(r.Database) == 0, "log": files["log.jsonl"] == "", "layouts.json": files["layouts.json"] == "",
				"../up\\out:1.txt": files["up_out_1.txt"] == "", "findings": name == "findings",
			}
			for part, empty := range gone {
				if empty != (part == name) {
					t.Errorf("%s is there: %v", part, !empty)
				}
			}
		})
	}
}

func TestALongPreviewIsCutBetweenCharacters(t *testing.T) {
	c := collector()
	c.More = []diagnostics.Part{{Name: "long.txt", Title: "Long", Collect: given([]byte(strings.Repeat("é", 50_000)))}}
	parts := c.Collect(t.Context()).Parts()
	last := parts[len(parts)-1]
	if last.Bytes != 100_000 || last.Preview != strings.Repeat("é", 20_000) {
		t.Errorf("%d bytes, preview of %d", last.Bytes, len(last.Preview))
	}
}

func TestNamesAndAmountsStandInTheReportOnlyWhenAskedFor(t *testing.T) {
	c := collector()
	c.Sources.Log = given([]byte(logOf("log_opened info") + `{"time":"2026-11-22T09:59:00.000Z","level":"info","event":"error","op":"AAAA-22","operation":"read","code":"file_empty","sentence":"“HeatCo July.csv” is empty.","cause":"open HeatCo July.csv"}` + "\n"))
	hidden := export(t, c)
	for name, text := range hidden {
		for _, secret := range []string{"HeatCo", "Ball valve", "BALL VALVE", "BV-2200", "ACME", "12.50", "11.90", "1250.00"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
	}
	r := report(t, hidden)
	if row := r.Runs[0].Rows[0]; row.Message != "Jobber refused # for “"+row.Item+"”." || !strings.HasPrefix(row.Item, "item-") {
		t.Errorf("row %+v", row)
	}
	if r.Errors[0].Cause != "open "+r.Runs[0].File {
		t.Errorf("cause %q, file %q", r.Errors[0].Cause, r.Runs[0].File)
	}
	if again := report(t, export(t, c)); again.Runs[0].File == r.Runs[0].File {
		t.Error("the tokens of two reports are the same")
	}
	c.Names = true
	if shown := report(t, export(t, c)).Runs[0]; shown.File != "HeatCo July.csv" || shown.Rows[0].Message != "Jobber refused 12.50 for “Ball valve 22 mm”." {
		t.Errorf("run %+v", shown)
	}
}

func TestTheFirstFindingNamesTheCause(t *testing.T) {
	settingsError := diagnostics.Finding{Code: fault.ClientSecretMissing, Severity: "error", From: "settings", Field: "client_secret", Message: "Missing.", Hint: "Enter it."}
	settingsWarning := diagnostics.Finding{Code: fault.KeychainMissing, Severity: "warning", From: "settings", Message: "None.", Hint: "Install it."}
	for _, test := range []struct {
		name     string
		findings []diagnostics.Finding
		checks   []diagnostics.Check
		log      []string
		want     []string
	}{
		{"a sign-in that was denied", nil, nil, []string{"error info AAAA-22 sign_in_denied connect"}, []string{"sign_in_denied error [AAAA-22]"}},
		{"denied, and then allowed", nil, nil, []string{"error info AAAA-22 sign_in_denied connect", "connected info BBBB-22"}, nil},
		{"a file that was empty, and then one that was not", nil, nil, []string{"error info AAAA-22 file_empty read", "price_list_opened info BBBB-22"}, nil},
		{"a user who stopped something", nil, nil, []string{"error info AAAA-22 cancelled sync"}, nil},
		{"the last failure of an operation counts", nil, nil, []string{"error warn AAAA-22 jobber_unreachable sync", "error warn BBBB-22 permission_missing sync"}, []string{"permission_missing error [BBBB-22]"}},
		{"what settings say comes before what came of it", []diagnostics.Finding{settingsWarning, settingsError}, nil, []string{"error warn AAAA-22 client_secret_missing connect", "error warn BBBB-22 not_connected sync"},
			[]string{"client_secret_missing error [AAAA-22]", "not_connected error [BBBB-22]", "keychain_missing warning []"}},
		{"a failed check comes before a general failure", nil, []diagnostics.Check{
			{Code: "database", Status: diagnostics.Failed, Fault: fault.DatabaseDamaged, Message: "Damaged."}, {Code: "folder", Status: diagnostics.OK},
			{Code: "unfinished_runs", Status: diagnostics.Warning, Message: "One run."},
		}, []string{"panic error AAAA-22 internal preview"}, []string{"database_damaged error []", "internal error [AAAA-22]", "unfinished_runs warning []"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := collector()
			c.Sources.Findings, c.Sources.Checks = given(test.findings), given(test.checks)
			c.Sources.Log = given([]byte(logOf(test.log...)))
			files := export(t, c)
			var got []string
			for _, f := range report(t, files).Findings {
				got = append(got, fmt.Sprintf("%s %s %v", f.Code, f.Severity, f.Refs))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if len(got) > 0 {
				head := strings.Join(strings.SplitN(files["summary.txt"], "\n", 6)[:5], "\n")
				if code, _, _ := strings.Cut(got[0], " "); !strings.Contains(head, code) {
					t.Errorf("the summary begins with\n%s", head)
				}
			}
		})
	}
}

func TestErrorsAreGroupedByCodeNewestFirst(t *testing.T) {
	c := collector()
	c.Sources.Log = given([]byte("a line that is no JSON\n" + logOf(
		"error warn AAAA-22 jobber_busy sync", "error info BBBB-22 file_empty read", "error warn CCCC-22 jobber_busy sync", "request debug", "wait info CCCC-22",
	) + "{torn"))
	r := report(t, export(t, c))
	var got []string
	for _, e := range r.Errors {
		got = append(got, fmt.Sprintf("%s %d %s %v %s..%s", e.Code, e.Count, e.Level, e.Refs, e.First.Format("05"), e.Last.Format("05")))
	}
	want := []string{"jobber_busy 2 warn [CCCC-22 AAAA-22] 20..22", "file_empty 1 info [BBBB-22] 21..21"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	var moments []string
	for _, m := range r.Timeline {
		moments = append(moments, m.Event+" "+m.Op+" "+m.Text)
	}
	want = []string{"error AAAA-22 sync, jobber_busy", "error BBBB-22 read, file_empty", "error CCCC-22 sync, jobber_busy", "wait CCCC-22 "}
	if diff := cmp.Diff(want, moments); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
}
