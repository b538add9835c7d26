package app_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/replay"
	"pricesync/app/store"
)

// practising returns the program at work on the practice company.
func practising(t *testing.T) *app.App {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "1.2.3", Practice: true, Terminal: true, LogTo: io.Discard})
	a.Start(t.Context())
	t.Cleanup(a.Close)
	return a
}

// previewOf makes a preview of a price list.
func previewOf(t *testing.T, a *app.App, name, text string) app.Preview {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List})
	if err != nil {
		t.Fatal(err)
	}
	return preview
}

const bankholm = `Bankholm Merchants;spring;;
Contact: orders@bankholm.example;;;
Description;Part No;Trade Price;Retail Price
22mm Copper Tube 3m;BK-70411;12,11;21,30
22mm  COPPER TUBE 2m;BK-70412;8,30;1.340,55
Grundy Whirlmaster;BK-70413;1.204,10;1.820,40
Call for price;BK-70414;POA;POA
Total;;1.224,51;3.182,25
`

func TestACopyOfAPreviewGoesAlongWithTheReportAndTellsNothing(t *testing.T) {
	a := practising(t)
	preview := previewOf(t, a, "Bankholm spring.csv", bankholm)
	choice := app.ReportChoice{Replay: preview.ID}
	parts, err := a.ReportParts(t.Context(), choice)
	if err != nil {
		t.Fatal(err)
	}
	looked := ""
	for _, part := range parts {
		if part.Name == "replay.json" {
			looked = part.Preview
			if part.Title != "A copy of one preview that support can run again" {
				t.Errorf("it is called %q", part.Title)
			}
		}
	}
	report := filepath.Join(t.TempDir(), "report.zip")
	if err := a.ExportDiagnostics(t.Context(), report, choice); err != nil {
		t.Fatal(err)
	}
	saved := entry(t, report, "replay.json")
	if looked == "" || !strings.HasPrefix(saved, looked) {
		t.Errorf("what was looked at is not what was saved:\n%.300s\n%.300s", looked, saved)
	}
	for _, real := range []string{
		"Bankholm", "bankholm", "orders", "Merchants", "spring", "Copper", "COPPER", "Grundy", "Whirlmaster", "70411", "1.340,55", "1340.55", "1.820,40",
		"1820.40", "1.204,10", "21,30", "12,11", "12.11", "Practice Plumbing", string(preview.Plan.Account.ID), string(preview.Plan.Changes[0].Item),
	} {
		if strings.Contains(saved, real) {
			t.Errorf("%q stands in the copy", real)
		}
	}
	if skipped := filepath.Join(t.TempDir(), "skipped.zip"); a.ExportDiagnostics(t.Context(), skipped, app.ReportChoice{Replay: preview.ID, Skip: []string{"replay.json"}}) != nil || entry(t, skipped, "replay.json") != "" {
		t.Error("a copy that was unticked is saved all the same")
	}

	made, err := app.Replay(t.Context(), report)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]replay.Difference(nil), made.Differences); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(preview.Plan.Counts(), made.Preview.Plan.Counts()); diff != "" {
		t.Errorf("the copy counts otherwise (-preview +copy):\n%s", diff)
	}
	for i, was := range preview.Plan.Changes {
		is := made.Preview.Plan.Changes[i]
		if was.Line != is.Line || was.Verdict != is.Verdict || was.Reason != is.Reason || was.MatchedBy != is.MatchedBy || len(was.Holds) != len(is.Holds) {
			t.Errorf("line %d was %s (%s, by %q) and is %s (%s, by %q)", was.Line, was.Verdict, was.Reason, was.MatchedBy, is.Verdict, is.Reason, is.MatchedBy)
		}
	}
}

func TestWithoutBeingAskedForNoCopyGoesAlong(t *testing.T) {
	a := practising(t)
	previewOf(t, a, "Bankholm spring.csv", bankholm)
	report := filepath.Join(t.TempDir(), "report.zip")
	if err := a.ExportDiagnostics(t.Context(), report, app.ReportChoice{Names: true}); err != nil {
		t.Fatal(err)
	}
	if text := entry(t, report, "replay.json"); text != "" {
		t.Errorf("there is one: %.100s", text)
	}
	if _, err := app.Replay(t.Context(), report); !fault.Is(err, fault.ReplayUnreadable) {
		t.Errorf("running it again gave %v", err)
	}
}

func TestTheNewestPreviewsCanBeCopiedAndOlderOnesSaySo(t *testing.T) {
	a := practising(t)
	var ids []store.PlanID
	for i := range store.KeptRecordings + 1 {
		ids = append(ids, previewOf(t, a, fmt.Sprintf("list %d.csv", i), bankholm).ID)
	}
	previews, err := a.Previews(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(previews) != store.KeptRecordings || previews[0].ID != ids[len(ids)-1] || previews[0].File != "list 5.csv" || previews[0].Counts["not_a_product"] != 1 {
		t.Errorf("the previews are %+v", previews)
	}
	_, err = a.ReportParts(t.Context(), app.ReportChoice{Replay: ids[0]})
	const want = "is not kept, so there is no copy of it for support."
	if !fault.Is(err, fault.ReplayMissing) || !strings.Contains(fault.From(err).Message, want) {
		t.Errorf("the oldest preview gave %v", err)
	}
}

// entry returns a file within a zip, "" where there is none.
func entry(t *testing.T, path, name string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.File {
		if file.Name != name {
			continue
		}
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	return ""
}
