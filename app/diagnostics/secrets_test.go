package diagnostics_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/redact"
)

// canaries are secrets in eight spellings each, as they could get into a report.
func canaries(t *testing.T) (secrets []redact.Secret, spelled []string) {
	t.Helper()
	secrets = []redact.Secret{"cs-4f/9A+b=c&d", "rt_5dd9bed1bd99b837", `at"quote\back`, "aüth-cöde-éé", "keychain-passphrase"}
	for _, secret := range secrets {
		value := secret.Reveal()
		quoted, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		spelled = append(spelled, value, url.QueryEscape(value), url.PathEscape(value), string(quoted[1:len(quoted)-1]), html.EscapeString(value),
			hex.EncodeToString([]byte(value)), base64.StdEncoding.EncodeToString([]byte(value)), base64.RawURLEncoding.EncodeToString([]byte("ab" + value))[3:])
	}
	return secrets, spelled
}

func TestNoCanaryIsInTheReportWhereverItWasPlanted(t *testing.T) {
	secrets, spelled := canaries(t)
	if len(spelled) != 40 {
		t.Fatalf("%d canaries", len(spelled))
	}
	personal := []string{"jane.doe@acme.example", `C:\Users\Jane Doe\lists`, "/home/jane/lists", "/Users/jane/lists", `\\fs01\home$\jane\lists`, "FRONTDESK-7"}
	all := append(append([]string{}, spelled...), personal...)
	everything := strings.Join(all, "\n")
	trouble := fault.Wrap(errors.New(everything), fault.Internal, nil)
	line, err := json.Marshal(map[string]any{"time": "2026-11-22T09:59:00.000Z", "level": "error", "event": "error", "op": "AAAA-22", "operation": "sync", "code": "internal", "sentence": everything, "cause": everything, "extra": all})
	if err != nil {
		t.Fatal(err)
	}
	c := collector()
	c.Names = true
	c.Scrub = redact.NewScrubber(secrets...)
	c.Scrub.HideWord("user", "jane")
	c.Scrub.HideWord("computer", "FRONTDESK-7")
	c.Sources = diagnostics.Sources{
		Program:  diagnostics.Program{Name: "Price Sync", Version: everything, Commit: everything, Go: everything},
		System:   given([]diagnostics.Fact{{Name: everything, Value: everything}}),
		Findings: given([]diagnostics.Finding{{Code: "x", Severity: "error", From: "settings", Field: everything, Message: everything, Hint: everything, Refs: all}}),
		Checks:   given([]diagnostics.Check{{Code: "c", Title: everything, Status: diagnostics.Failed, Message: everything, Hint: everything}}),
		Settings: given([]diagnostics.Setting{{Name: "s", Value: everything, Origin: "environment", Wrong: everything}}),
		Runs: given([]diagnostics.PastRun{{
			Run: "r-1", Account: everything, File: everything, Counts: map[string]int{everything: 1}, Rows: []diagnostics.RunRow{{Item: everything, Message: everything}},
		}}),
		Connection: given(diagnostics.Connection{State: everything, Why: everything, Account: everything, AccountName: everything, Permissions: all}),
		Limits:     given([]diagnostics.Fact{{Name: everything, Value: everything}}),
		Rows: func(_ context.Context, run string, take func(diagnostics.RunRow) error) error {
			return take(diagnostics.RunRow{Item: everything, Name: everything, Code: everything, Message: everything})
		},
		Previews: given([]diagnostics.PastPreview{{
			Plan: "p-1", AccountName: everything, File: everything, Layout: []diagnostics.Fact{{Name: "sheet", Value: everything}}, RowHolds: map[string]int{everything: 1}, Holds: all,
			Attention: []diagnostics.PreviewRow{{Name: everything, Message: everything, Holds: all}},
		}}),
		Layouts:  given([]diagnostics.Layout{{Supplier: everything, Headings: all}}),
		Network:  given([]diagnostics.Contact{{Host: everything, Why: everything}}),
		Database: func(context.Context) ([]diagnostics.Fact, error) { return nil, trouble },
		Log:      given([]byte(everything + "\n" + string(line) + "\n")),
		More: []diagnostics.Part{
			{Name: "more.txt", Title: "More", Collect: given([]byte(everything))},
			{Name: "rt_5dd9bed1bd99b837.txt", Title: "a name that is a secret", Collect: given([]byte("harmless"))},
			{Name: "fails.txt", Title: "Fails", Collect: func(context.Context) ([]byte, error) { panic(everything) }},
		},
	}
	bundle := c.Collect(t.Context(), everything)
	var out bytes.Buffer
	if err := bundle.Write(&out); err != nil {
		t.Fatal(err)
	}
	places := map[string]string{"the report itself": fmt.Sprintf("%+v", bundle.Report)}
	for _, part := range bundle.Parts() {
		places["the preview of "+part.Title] = part.Preview
	}
	for name, text := range unzip(t, out.Bytes()) {
		places["the name "+name], places[name] = name, text
	}
	if len(places) != 1+15+2*9 {
		t.Errorf("%d places", len(places))
	}
	for place, text := range places {
		for _, canary := range append(spelled, "jane.doe@", "Jane Doe", "/jane/", `\jane`, "fs01", "FRONTDESK") {
			if strings.Contains(strings.ToLower(text), strings.ToLower(canary)) {
				t.Errorf("%s holds %q", place, canary)
			}
		}
	}
	for _, rule := range []string{"known", "email", "user", "share", "computer"} {
		if bundle.Report.Redactions[rule] == 0 {
			t.Errorf("redactions %v do not count %s", bundle.Report.Redactions, rule)
		}
	}
}

func TestAPartInWhichTheFinishedZipStillHasASecretIsDropped(t *testing.T) {
	c := collector()
	c.Sources.Log = given([]byte(`{"time":"2026-11-22T09:59:00.000Z","level":"info","event":"wait","why":"learnt-too-late"}` + "\n"))
	c.Sources.System = given([]diagnostics.Fact{{Name: "os", Value: "windows"}})
	bundle := c.Collect(t.Context(), diagnostics.PartErrors)
	c.Scrub.Hide("learnt-too-late")
	var out bytes.Buffer
	if err := bundle.Write(&out); err != nil {
		t.Fatal(err)
	}
	files := unzip(t, out.Bytes())
	if _, there := files["log.jsonl"]; there || !strings.Contains(files["README.txt"], "log.jsonl: left out, because something in it looked like a secret") {
		t.Errorf("files %v\n%s", len(files), files["README.txt"])
	}
	if strings.Contains(files["manifest.json"], "log.jsonl") || files["report.json"] == "" {
		t.Errorf("manifest %s", files["manifest.json"])
	}
}

func TestTheManifestProvesTheFiles(t *testing.T) {
	files := export(t, collector())
	var manifest []struct {
		Name   string
		Bytes  int
		SHA256 string `json:"sha256"`
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest) != len(files)-2 {
		t.Errorf("%d entries for %d files", len(manifest), len(files))
	}
	for _, e := range manifest {
		if len(files[e.Name]) != e.Bytes || hash(files[e.Name]) != e.SHA256 {
			t.Errorf("%+v is not what the zip holds", e)
		}
	}
}

func TestAWriterThatFailsIsTold(t *testing.T) {
	if err := collector().Export(t.Context(), full{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("no space left on device")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestAUserCalledLikeAWordOfTheReportSpoilsNothing(t *testing.T) {
	for _, word := range []string{"root", "runs", "error", "table", "connected", "message", "applied", "Price"} {
		c := collector()
		c.Names = true
		c.Scrub.HideWord("user", word)
		c.Sources.Log = given([]byte(logOf("error warn AAAA-22 jobber_busy sync")))
		c.Sources.Settings = given([]diagnostics.Setting{{Name: "home", Value: "/srv/" + word + "/data", Origin: "environment"}})
		files := export(t, c)
		r := report(t, files)
		if len(files) != len(export(t, collector())) || len(r.Runs) != 1 || r.Connection.State != "connected" || len(r.Timeline) != 1 || r.Errors[0].Code != fault.JobberBusy {
			t.Errorf("%s: %d files, %+v", word, len(files), r)
		}
		if !strings.Contains(files["report.html"], ":root {") || !strings.Contains(files["report.html"], "<table>") || !strings.Contains(files["log.jsonl"], `"event":"error"`) {
			t.Errorf("%s: the page or the log is spoilt:\n%s", word, files["log.jsonl"])
		}
		if r.Settings[0].Value != "/srv/[user]/data" {
			t.Errorf("%s: %s", word, r.Settings[0].Value)
		}
	}
}
