package app_test

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

// TestIncidents stages what goes wrong at a user's, by really running the program, and reads the report that the user would send:
// it has to name the cause first. Beside the commands of TestScenarios a script has
//
//	report FILE.zip            take report.json and summary.txt out of it; the first lines of the summary name the first
//	                           finding, and every finding answers what support asks
//	finding N FIELD [WANT]     a field of finding N (0 is the first) is WANT; a WANT between slashes is a pattern, and
//	                           without a WANT it is empty
//	healthy                    the report has no finding
//	summary NAME               what a support person reads is NAME.golden beside the script
//	damage FILE                bytes in the middle of the file are overwritten
//	disk FOLDER                a small disk is put in place as FOLDER, where the condition smalldisk holds
//	fill FOLDER                the small disk is filled to its last byte
func TestIncidents(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "incidents"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUp,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"jobber":  jobberCommand,
			"json":    jsonCommand,
			"save":    saveCommand,
			"list":    listCommand,
			"await":   awaitCommand,
			"report":  reportCommand,
			"finding": findingCommand,
			"healthy": healthyCommand,
			"summary": summaryCommand,
			"damage":  damageCommand,
			"disk":    diskCommand,
			"fill":    fillCommand,
		},
	})
}

// reportKey is where a script keeps the report that was read last.
type reportKey struct{}

type reportRead struct {
	report  diagnostics.Report
	summary string
}

func lastReport(ts *testscript.TestScript) reportRead {
	read, ok := ts.Value(reportKey{}).(*reportRead)
	if !ok || read.summary == "" {
		ts.Fatalf("report comes first")
	}
	return *read
}

func reportCommand(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 1 {
		ts.Fatalf("usage: report FILE.zip")
	}
	archive, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer func() { ts.Check(archive.Close()) }()
	text := func(name string) []byte {
		file, err := archive.Open(name)
		ts.Check(err)
		defer func() { _ = file.Close() }() // opened for reading
		content, err := io.ReadAll(file)
		ts.Check(err)
		return content
	}
	read := ts.Value(reportKey{}).(*reportRead)
	*read = reportRead{summary: string(text("summary.txt"))}
	ts.Check(json.Unmarshal(text("report.json"), &read.report))
	ts.Logf("%s", read.summary)
	for i, f := range read.report.Findings {
		ts.Check(answered(i, f))
	}
	if len(read.report.Findings) == 0 {
		return
	}
	head := strings.Split(read.summary, "\n")
	if first := string(read.report.Findings[0].Code); !strings.Contains(strings.Join(head[:min(20, len(head))], "\n"), first) {
		ts.Fatalf("the first 20 lines of the summary don't name %s", first)
	}
}

// answered says what a finding leaves unanswered of what support asks.
func answered(i int, f diagnostics.Finding) error {
	for _, answer := range []struct{ question, text string }{
		{"what happened", f.Message}, {"what it means for the prices", f.Prices}, {"what to do", f.Hint},
	} {
		if answer.text == "" || strings.ContainsAny(answer.text, "{}") {
			return fmt.Errorf("finding %d (%s) does not say %s: %q", i, f.Code, answer.question, answer.text)
		}
	}
	if _, known := fault.Lookup(f.Code); !known {
		return fmt.Errorf("finding %d has the code %s, which no table explains", i, f.Code)
	}
	if f.Operation != "" && f.Tried == "" {
		return fmt.Errorf("finding %d (%s) does not say what was tried", i, f.Code)
	}
	if fromLog := f.From == "error" || f.From == "run" || f.From == "preview"; fromLog && (f.At == nil || len(f.Refs) == 0 || f.Tried == "") {
		return fmt.Errorf("finding %d (%s) does not say when it was, what was tried or where to look: %+v", i, f.Code, f)
	}
	return nil
}

func findingCommand(ts *testscript.TestScript, negated bool, args []string) {
	if len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: finding N FIELD [WANT]")
	}
	findings, err := json.Marshal(lastReport(ts).report.Findings)
	ts.Check(err)
	got, err := lookUp(string(findings), args[0]+"."+args[1])
	ts.Check(err)
	want := strings.Join(args[2:], "")
	fits := got == want
	if pattern, is := strings.CutPrefix(want, "/"); is {
		matched, err := regexp.MatchString(strings.TrimSuffix(pattern, "/"), got)
		ts.Check(err)
		fits = matched
	}
	if fits == negated {
		ts.Fatalf("%s of finding %s is %q, want %s%q", args[1], args[0], got, map[bool]string{true: "anything but "}[negated], want)
	}
}

func healthyCommand(ts *testscript.TestScript, negated bool, _ []string) {
	read := lastReport(ts)
	if healthy := len(read.report.Findings) == 0; healthy == negated {
		ts.Fatalf("the report has %d findings:\n%s", len(read.report.Findings), read.summary)
	}
	if negated != strings.Contains(read.summary, "\nNothing wrong was found.\n") {
		return
	}
	ts.Fatalf("the summary says otherwise than the findings:\n%s", read.summary)
}

// summaryCommand compares what a support person reads, without what differs from one run and one computer to the next.
func summaryCommand(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 1 {
		ts.Fatalf("usage: summary NAME")
	}
	got := steady(lastReport(ts).summary)
	golden := filepath.Join(ts.Getenv("INCIDENTS"), args[0]+".golden")
	if *update {
		ts.Check(os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	ts.Check(err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		ts.Fatalf("%s (-golden +got):\n%s", args[0], diff)
	}
}

// steady takes out of a summary the parts about the computer, and times, ids, ports and sizes.
func steady(summary string) string {
	var kept []string
	for i, section := range regexp.MustCompile(`(?m)^([A-Z][^\n]*)\n-{4,}\n`).FindAllStringSubmatchIndex(summary, -1) {
		if i == 0 {
			kept = append(kept, summary[:section[0]])
		}
		end := len(summary)
		if next := regexp.MustCompile(`\n\n[A-Z][^\n]*\n-{4,}\n`).FindStringIndex(summary[section[1]:]); next != nil {
			end = section[1] + next[0] + 2
		}
		switch summary[section[2]:section[3]] {
		case "What is wrong", "Last syncs", "Previews that were not synced":
			kept = append(kept, summary[section[0]:end])
		}
	}
	text := strings.TrimRight(strings.Join(kept, ""), "\n") + "\n"
	for _, replacement := range [][2]string{
		{`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`, "TIME"},
		{`\b[2-9B-Z]{4}-[2-9B-Z]{2}\b`, "REFERENCE"},
		{`\b(r|p)-[2-9a-z]{6}\b`, "$1-ID"},
		{`\b(file|item|name|account|code|supplier)-[0-9a-f]{8}\b`, "$1-TOKEN"},
		{`127\.0\.0\.1:\d+`, "127.0.0.1:PORT"},
		{`Tree \d+ page [^:]*: [^\n]*\n +code \d+`, "Tree N is damaged"},
		{`\d+ bytes, request "[0-9a-f-]{36}"`, `N bytes, request "ID"`},
		{`\b[0-9a-f]{8}\b`, "HASH"},
		{`\d+ requests`, "N requests"},
		{`it waited [a-z0-9 ]+ for Jobber's limits, [a-z0-9 ]+ in all`, "it waited N times for Jobber's limits, SECONDS in all"},
		{`refused \d+ of the N requests`, "refused N of the N requests"},
		{`\d+ times refused`, "N times refused"},
	} {
		text = regexp.MustCompile(replacement[0]).ReplaceAllString(text, replacement[1])
	}
	return text
}
