package app_test

import (
	"archive/zip"
	"encoding/json"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pricesync/app"
	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

// saved saves a report and returns its files.
func saved(t *testing.T, a *app.App, choice app.ReportChoice) (diagnostics.Report, map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.zip")
	if err := a.ExportDiagnostics(t.Context(), path, choice); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	files := map[string]string{}
	for _, file := range archive.File {
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		files[file.Name] = string(text)
	}
	report, err := a.ReadReport(path)
	if err != nil {
		t.Fatal(err)
	}
	return report, files
}

// strange are names that a list may hold.
func strange() []string {
	return []string{`Größenverstellbare Rohrschelle "ü"`, `<img src=x onerror=alert(1)>`, `Sonnenkollektor 5' & Zubehör`, "=HYPERLINK(\"http://x\")", "Łódź-Ventil ½″"}
}

// workbook writes a workbook of the strange names with a sheet and a file of such names.
func workbook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	const sheet = "Frühjahr & Co"
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	rows := [][]any{{"Artikel", "Code", "Price"}, {"15mm Copper Tube 3m", "CT-15-Ö", 16.65}}
	for i, name := range strange() {
		rows = append(rows, []any{name, "Ü-4711-" + string(rune('A'+i)), 98.76})
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow(sheet, cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), `Müller's "Preise" & mehr.xlsx`)
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAReportOfAWorkbookWithStrangeNamesHidesThemAllOrShowsThemAll(t *testing.T) {
	a := practice(t)
	path := workbook(t)
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := app.Choose(preview.Plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Sync(t.Context(), preview.ID, chosen); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read(t.Context(), filepath.Join(filepath.Dir(path), `Bestellung "ÄÖÜ".csv`), app.ReadOptions{}); !fault.Is(err, fault.FileMissing) {
		t.Fatal(err)
	}
	hidden, files := saved(t, a, app.ReportChoice{})
	secrets := append(strange(), "Müller", "mehr.xlsx", "Frühjahr", "Bestellung", "CT-15-Ö", "Ü-4711", "98.76", "16.65", "Practice Plumbing")
	for name, text := range files {
		for _, secret := range secrets {
			quoted, err := json.Marshal(secret)
			if err != nil {
				t.Fatal(err)
			}
			for _, spelled := range []string{secret, html.EscapeString(secret), strings.Trim(string(quoted), `"`)} {
				if at := strings.Index(text, spelled); at >= 0 {
					t.Errorf("%s holds %q: …%s…", name, spelled, text[max(0, at-80):min(len(text), at+80)])
				}
			}
		}
	}
	if len(hidden.Runs) != 1 || hidden.Runs[0].Counts["applied"] != 1 || hidden.Runs[0].Rows[0].Change.Price != "+3.1%" || hidden.Previews[0].Counts["unmatched"] != len(strange()) {
		t.Errorf("runs %+v, previews %+v", hidden.Runs, hidden.Previews)
	}
	shown, files := saved(t, a, app.ReportChoice{Names: true})
	if shown.Runs[0].File != `Müller's "Preise" & mehr.xlsx` || shown.Runs[0].Rows[0].Sent.Price != "16.65" || shown.Runs[0].AccountName != "Practice Plumbing & Heating" {
		t.Errorf("%+v", shown.Runs)
	}
	for _, name := range strange() {
		if !slices.ContainsFunc(shown.Previews[0].Attention, func(row diagnostics.PreviewRow) bool { return row.Name == name }) {
			t.Errorf("no preview row is called %q", name)
		}
	}
	if strings.Contains(files["report.html"], "<img") {
		t.Error("a name is markup on the page")
	}
}

func TestEveryPartCanBeReadAndLeftOutBeforeSaving(t *testing.T) {
	a := practice(t)
	parts, err := a.ReportParts(t.Context(), app.ReportChoice{})
	if err != nil {
		t.Fatal(err)
	}
	var skip []string
	for _, part := range parts {
		if part.Title == "" || part.Bytes == 0 || part.Preview == "" {
			t.Errorf("%+v", part)
		}
		skip = append(skip, part.Name)
	}
	if len(skip) < 14 {
		t.Errorf("only the parts %v", skip)
	}
	none, err := a.ReportParts(t.Context(), app.ReportChoice{Skip: skip})
	if err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
	report, files := saved(t, a, app.ReportChoice{Skip: skip})
	if !slices.Equal(report.LeftOut, skip) || report.Connection.State != "" || len(report.Checks)+len(report.System)+len(report.Runs)+len(report.Timeline)+len(report.Network) > 0 {
		t.Errorf("%+v", report)
	}
	if len(files) != 5 {
		t.Errorf("%d files", len(files))
	}
}

func TestOldLinesOfTheLogStayAtHomeWhereThereAreYoungOnes(t *testing.T) {
	a := practice(t)
	folder := filepath.Join(a.Home(), "logs")
	line := func(age time.Duration, event string) string {
		return `{"time":"` + time.Now().Add(-age).UTC().Format("2006-01-02T15:04:05.000Z") + `","level":"info","msg":"m","event":"` + event + `","pad":"` + strings.Repeat("x", 900) + `"}` + "\n"
	}
	text := strings.Repeat(line(20*24*time.Hour, "ancient"), 500) + strings.Repeat(line(time.Hour, "young"), 500)
	if err := os.WriteFile(filepath.Join(folder, "app-20200101T000000Z-001.jsonl"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, files := saved(t, a, app.ReportChoice{})
	if log := files["log.jsonl"]; strings.Contains(log, "ancient") || strings.Count(log, `"young"`) != 500 {
		t.Errorf("%d old lines, %d young ones", strings.Count(log, "ancient"), strings.Count(log, `"young"`))
	}
	if err := os.WriteFile(filepath.Join(folder, "app-20200101T000000Z-001.jsonl"), []byte(strings.Repeat(line(20*24*time.Hour, "ancient"), 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, files = saved(t, a, app.ReportChoice{})
	if n := strings.Count(files["log.jsonl"], "ancient"); n < 200 || n > 300 {
		t.Errorf("%d old lines go along where there are no others", n)
	}
}

func TestNoReportSaysWhereTheProfileIs(t *testing.T) {
	home := filepath.Join(t.TempDir(), "Müller & Söhne 🏠", "prices")
	t.Setenv("PRICESYNC_HOME", home)
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true, Practice: true})
	a.Start(t.Context())
	defer a.Close()
	report, files := saved(t, a, app.ReportChoice{Names: true})
	for name, text := range files {
		if strings.Contains(text, "Söhne") {
			t.Errorf("%s tells of the folder", name)
		}
	}
	for _, s := range report.Settings {
		if s.Name == "home" && (s.Value != "[profile]" || s.Origin != "environment") {
			t.Errorf("%+v", s)
		}
	}
}
