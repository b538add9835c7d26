package diagnostics_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// hard are names as they stand in real lists: umlauts, quotation marks, HTML, formulas, spaces.
func hard() []string {
	return []string{
		"Kupferrohr „weich“ 15 mm", "Rohrschelle Größe ½\"", `Elbow "long" 90°`, `<b onclick="x">Valve & Co</b>`, "=SUM(A1)*Pump", "Mischbatterie\tÄÖÜ",
		`Back\slash fitting`, "O'Brien's tap", "Straße", "ΑΒΓ Ventil", "水道 valve", "100% brass nipple",
	}
}

// everywhere is a collector in which names and amounts stand wherever they can.
func everywhere(t *testing.T, hard []string) diagnostics.Collector {
	t.Helper()
	file, sheet, supplier, account := `Preisliste "Größe" <Mai>.xlsx`, "Sheet & Größe", "Müller & Söhne", "Bäderwelt O'Neil"
	var rows []diagnostics.RunRow
	var log strings.Builder
	write := func(fields map[string]any) {
		fields["time"], fields["op"] = "2026-11-22T09:59:00.000Z", "AAAA-22"
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(text)
		log.WriteString("\n")
	}
	for i, name := range hard {
		amounts := diagnostics.Amounts{Price: "12.34", Cost: "7.89"}
		rows = append(rows, diagnostics.RunRow{
			Line: i, Item: name, Name: "  " + name, Code: fmt.Sprintf("KR-%d/Ü", i), Outcome: "rejected", Before: amounts, Sent: amounts, Stored: amounts,
			Message: fmt.Sprintf("Jobber refused this row: “%s” can't cost 12.34, code KR-%d/Ü.", name, i),
		})
		write(map[string]any{"level": "warn", "event": "retry", "message": name + " costs £1,234 or 56 € or 12.34", "why": strconv.Quote(name) + " " + html.EscapeString(name) + " " + url.QueryEscape(name)})
	}
	told := fault.New(fault.FileEmpty, fault.Facts{"file": file})
	write(map[string]any{"level": "info", "event": "error", "operation": "read", "code": "file_empty", "sentence": told.Message, "hint": told.Hint, "cause": "open " + file + ": no such file"})
	told = fault.New(fault.SheetUnknown, fault.Facts{"file": file, "sheet": "Ümlaut tab", "sheets": sheet + ", Other tab"})
	write(map[string]any{"level": "info", "event": "error", "operation": "read", "code": "sheet_unknown", "sentence": told.Message, "hint": told.Hint})
	told = fault.New(fault.WrongAccount, fault.Facts{"expected": account, "actual": "Other Plumbing Firm"})
	write(map[string]any{"level": "warn", "event": "error", "operation": "sync", "code": "wrong_account", "sentence": told.Message, "hint": told.Hint})
	write(map[string]any{"level": "info", "event": "price_list_opened", "sheet": sheet, "sha256": "ab12"})
	log.WriteString("torn: " + file + " at 12.34\n")
	c := collector()
	c.Sources.Log = given([]byte(log.String()))
	c.Sources.Runs = given([]diagnostics.PastRun{{Run: "r-1", File: file, AccountName: account, Rows: rows, Counts: map[string]int{"rejected": len(rows)}}})
	c.Sources.Connection = given(diagnostics.Connection{State: "connected", AccountName: account})
	c.Sources.Checks = given([]diagnostics.Check{{Code: "connection", Title: "Connection", Status: diagnostics.OK, Message: "Connected to " + account + "."}})
	c.Sources.Layouts = given([]diagnostics.Layout{{Supplier: supplier, Headings: []string{supplier + " price"}, Layout: []diagnostics.Fact{{Name: "sheet", Value: sheet}}}})
	c.Sources.Names = given([]diagnostics.Name{{Kind: "item", Text: "Catalog only item"}})
	c.Sources.System = func(context.Context) ([]diagnostics.Fact, error) {
		return nil, fmt.Errorf("asked for Catalog only item of %s", supplier)
	}
	c.More = []diagnostics.Part{{Name: "goroutines.txt", Title: "Goroutines", Collect: given([]byte("at " + account))}}
	return c
}

func TestNoNameAndNoAmountStandsInAnyPart(t *testing.T) {
	files := export(t, everywhere(t, hard()))
	forbidden := append(hard(), `Preisliste "Größe" <Mai>`, "Preisliste", "Sheet & Größe", "Müller", "Söhne", "Bäderwelt", "Other Plumbing", "Ümlaut tab", "Catalog only", "/Ü",
		"12.34", "7.89", "1,234", "56 €")
	for name, text := range files {
		for _, secret := range forbidden {
			for _, spelled := range []string{secret, html.EscapeString(secret), url.QueryEscape(secret), strings.Trim(strconv.Quote(secret), `"`), inJSON(t, secret)} {
				if strings.Contains(text, spelled) {
					at := strings.Index(text, spelled)
					t.Errorf("%s holds %q: …%s…", name, spelled, text[max(0, at-60):min(len(text), at+60)])
				}
			}
		}
	}
	r := report(t, files)
	row := r.Runs[0].Rows[0]
	if !regexp.MustCompile(`^Jobber refused this row: “item-[0-9a-f]{8}” can't cost #, code code-[0-9a-f]{8}\.$`).MatchString(row.Message) {
		t.Errorf("message %q", row.Message)
	}
	if r.Connection.AccountName != r.Runs[0].AccountName || r.Checks[0].Message != "Connected to "+r.Connection.AccountName+"." {
		t.Errorf("the account is %q, %q and %q", r.Connection.AccountName, r.Runs[0].AccountName, r.Checks[0].Message)
	}
	if want := "open " + r.Runs[0].File + ": no such file"; !slices.ContainsFunc(r.Errors, func(e diagnostics.ErrorGroup) bool { return e.Cause == want }) {
		t.Errorf("no cause is %q: %+v", want, r.Errors)
	}
}

func inJSON(t *testing.T, text string) string {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(quoted[1 : len(quoted)-1])
}

func TestEveryNameAndAmountStandsThereWhenAskedFor(t *testing.T) {
	c := everywhere(t, hard())
	c.Names = true
	files := export(t, c)
	r := report(t, files)
	if !r.Names || r.Connection.AccountName != "Bäderwelt O'Neil" || r.Runs[0].File != `Preisliste "Größe" <Mai>.xlsx` || r.Layouts[0].Supplier != "Müller & Söhne" {
		t.Errorf("%+v, %+v, %+v", r.Connection, r.Runs[0].File, r.Layouts)
	}
	for i, name := range hard() {
		if row := r.Runs[0].Rows[i]; row.Item != name || row.Before.Price != "12.34" || !strings.Contains(row.Message, name) {
			t.Errorf("row %+v", row)
		}
		if !strings.Contains(files["report.html"], html.EscapeString(name)) && !strings.Contains(files["report.html"], strings.ReplaceAll(html.EscapeString(name), "+", "&#43;")) {
			t.Errorf("the page does not show %q", name)
		}
	}
	if strings.Contains(files["report.html"], "<b onclick") {
		t.Error("a name is markup on the page")
	}
}

func TestWhatSupportNeedsIsNoAmount(t *testing.T) {
	for text, want := range map[string]string{
		"Jobber stored 12.50 as the price; 12.499 was sent.":              "Jobber stored # as the price; # was sent.",
		"The price goes from 1,250.00 to 12.50 (-99%), about 100 times.":  "The price goes from # to # (-99%), about 100 times.",
		"price rises 12.5%; your limit is 25%":                            "price rises 12.5%; your limit is 25%",
		"£12 or 12 € or US$1200 or 1.234.567,89 or 1.234.567":             "£# or # € or US$# or # or #",
		"dial tcp 127.0.0.1:9: connect: refused after 3.5s, 1.25 seconds": "dial tcp 127.0.0.1:9: connect: refused after 3.5s, 1.25 seconds",
		"HTTP/1.1 502, TLS 1.2, go 1.26, v1.2, version 3.45.1":            "HTTP/1.1 502, TLS 1.2, go 1.26, v1.2, version 3.45.1",
		"at 2026-11-22 09:59:00.123, 1.5 MB, line 12, status 500":         "at 2026-11-22 09:59:00.123, 1.5 MB, line 12, status 500",
		"12’345.60 and 1 234 and 1\u00a0234,50":                           "# and 1 234 and #",
	} {
		c := collector()
		c.Sources.Runs = given([]diagnostics.PastRun{{Run: "r-1", Rows: []diagnostics.RunRow{{Outcome: "rejected", Message: text}}}})
		if got := report(t, export(t, c)).Runs[0].Rows[0].Message; got != want {
			t.Errorf("%q\n is %q\nwant %q", text, got, want)
		}
	}
}

func TestTheProgramsOwnWordsStayReadable(t *testing.T) {
	c := collector()
	c.Sources.Runs = given([]diagnostics.PastRun{{Run: "r-1", Rows: []diagnostics.RunRow{{Item: "Price", Outcome: "applied"}, {Item: "Ab", Outcome: "applied"}, {Item: "42", Outcome: "applied"}}}})
	c.Sources.Log = given([]byte(logOf("error warn AAAA-22 jobber_busy sync")))
	entry, _ := fault.Lookup(fault.JobberBusy)
	if r := report(t, export(t, c)); r.Errors[0].Message != entry.Message || !strings.HasPrefix(r.Runs[0].Rows[0].Item, "item-") {
		t.Errorf("%+v, %+v", r.Errors, r.Runs[0].Rows)
	}
}

func TestHidingKeepsEveryLineOfTheLogALine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringN(3, 20, -1).Draw(t, "name")
		around := rapid.SliceOfN(rapid.String(), 2, 2).Draw(t, "around")
		line, err := json.Marshal(map[string]any{"time": "2026-11-22T09:59:00.000Z", "level": "info", "event": "wait", "why": around[0] + " " + name + " " + around[1], "n": 12.5, "nested": map[string]any{"message": name}})
		if err != nil {
			t.Fatal(err)
		}
		c := diagnostics.Collector{Op: "AAAA-22", Now: ten, Sources: diagnostics.Sources{
			Log: given(append(line, '\n')), Names: given([]diagnostics.Name{{Kind: "item", Text: name}}),
		}}
		bundle := c.Collect(context.Background())
		var before, after map[string]any
		if err := json.Unmarshal(line, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(bundle.Log, &after); err != nil {
			t.Fatalf("%v: %s", err, bundle.Log)
		}
		for _, key := range []string{"time", "level", "event", "n"} {
			if diff := cmp.Diff(before[key], after[key]); diff != "" {
				t.Fatalf("%s: %s", key, diff)
			}
		}
	})
}
