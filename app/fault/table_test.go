package fault_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
)

// samples has a believable value for every fact that an entry may take.
func samples() fault.Facts {
	return fault.Facts{
		"item": "“Elbow 15mm”", "count": "2", "field": "name", "category": "bundle",
		"supplier": "Pipes & Co", "suppliers": "“Pipes & Co”", "columns": "“Net”",
		"actual": "ACME Plumbing", "address": "https://api.getjobber.com", "column": "“Trade”", "direction": "behind", "expected": "Bright Electrics",
		"file": "HeatCo July.csv", "folder": "Documents", "free": "12 MB", "from": "2 May 2026", "to": "3 July 2026", "headings": "Part, Description, Trade",
		"hint": "Check the internet connection.", "hold": "zero_price", "holds": "zero_price, below_cost", "kind": "picture",
		"least": "1", "limit": "50 MB", "meant": "CSV_MAX_ROWS", "minutes": "5", "most": "1000000", "name": "CSV_MAX_ROWS", "offset": "7 minutes",
		"option": "--decimal", "plan": "p-12", "port": "18765", "question": "is 1,234 a thousand or one and a bit?", "run": "r-7",
		"running": "a sync", "seconds": "10", "sheet": "Prices", "sheets": "Cover, Prices", "size": "61 MB", "status": "502",
		"value": "“abc”", "wait": "40 seconds", "version": "2019-01-01", "what": "a price or a cost", "who": "The program “NetGuard”",
		"why": "it is not a whole number", "rows": "31", "compared": "40", "total": "40", "left": "12", "matched": "1", "items": "333", "mark": ".", "other": ",",
		"repair": "Install the web view again.", "throttled": "9", "requests": "70",
	}
}

// sentences holds the facts that bring whole sentences where an entry needs one.
func sentences() map[fault.Code]fault.Facts {
	return map[fault.Code]fault.Facts{
		fault.PlanHeld:        {"why": "More than 30 % of the catalog would change."},
		fault.RowsRefused:     {"why": "Price is too high."},
		fault.VersionWarned:   {"why": "Support for API version 2025-04-16 is scheduled to stop on March 1, 2027."},
		fault.RunPaused:       {"why": "Jobber can't be reached."},
		fault.ReconnectNeeded: {"why": " because the app was disconnected in Jobber"},
	}
}

func facts(entry fault.Entry) fault.Facts {
	given := fault.Facts{}
	for _, name := range entry.Facts() {
		if value, ok := samples()[name]; ok {
			given[name] = value
		}
		if value, ok := sentences()[entry.Code][name]; ok {
			given[name] = value
		}
	}
	return given
}

func TestEveryCodeHasExactlyOneEntry(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "table.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]int{}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			value, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			if kind, ok := value.Type.(*ast.Ident); !ok || kind.Name != "Code" {
				continue
			}
			text, err := strconv.Unquote(value.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			declared[text]++
		}
	}
	listed := map[string]int{}
	for _, entry := range fault.Table() {
		listed[string(entry.Code)]++
	}
	if len(declared) < 80 {
		t.Fatalf("found only %d codes: the constants were not understood", len(declared))
	}
	if diff := cmp.Diff(declared, listed); diff != "" {
		t.Errorf("codes and table differ (-constants +table):\n%s", diff)
	}
	for code, times := range listed {
		if times != 1 {
			t.Errorf("%s stands in the table %d times", code, times)
		}
	}
}

func TestEverySentenceReadsWell(t *testing.T) {
	code := regexp.MustCompile(`^[a-z][a-z_]*[a-z]$`)
	unshown := regexp.MustCompile(`goroutine |\.go:\d|/usr/|/home/|[A-Z]:\\|(?i:select .* from|insert into|pragma )|[{}\[\]<>]|\?\w+=|0x[0-9a-f]+`)
	jargon := regexp.MustCompile(`(?i)\b(json|http status|sql|sqlite|graphql|oauth|exception|null|nil|undefined|stack|socket|payload|regex|parse|parser|bytes|token|throttl\w*|endpoint|backend|mutation|query|x509|tls|dns|eof|enoent|invalid argument|please|sorry|oops|unfortunately|illegal|fatal|abort\w*)\b`)
	for _, entry := range fault.Table() {
		t.Run(string(entry.Code), func(t *testing.T) {
			if !code.MatchString(string(entry.Code)) {
				t.Errorf("the code is not lower-case words joined by _")
			}
			filled := fault.New(entry.Code, facts(entry))
			for what, text := range map[string]string{"message": filled.Message, "hint": filled.Hint} {
				switch {
				case strings.ContainsAny(text, "{}"):
					t.Errorf("the %s has an open place: %q", what, text)
				case text != strings.TrimSpace(text) || strings.Contains(text, "  "):
					t.Errorf("the %s has stray spaces: %q", what, text)
				case !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?"):
					t.Errorf("the %s does not end as a sentence: %q", what, text)
				case strings.Contains(text, "!") || strings.Contains(text, ".."):
					t.Errorf("the %s shouts or trails off: %q", what, text)
				case unshown.MatchString(text):
					t.Errorf("the %s shows what no person has use for (%q): %q", what, unshown.FindString(text), text)
				case jargon.MatchString(text):
					t.Errorf("the %s speaks jargon (%q): %q", what, jargon.FindString(text), text)
				case len(text) > 240:
					t.Errorf("the %s is too long to be read: %q", what, text)
				}
				if first := text[:1]; first == strings.ToLower(first) && strings.ToUpper(first) != first {
					t.Errorf("the %s starts in lower case: %q", what, text)
				}
			}
			if filled.Message == filled.Hint {
				t.Error("the hint repeats the message")
			}
		})
	}
}

func TestEveryEntryEndsTheProgramAsTheDesignSays(t *testing.T) {
	exits := map[int]bool{
		fault.ExitUnexpected: true, fault.ExitUsage: true, fault.ExitJobber: true, fault.ExitInput: true,
		fault.ExitPartial: true, fault.ExitStopped: true, fault.ExitBusy: true,
	}
	levels := map[fault.Level]bool{fault.Info: true, fault.Warning: true, fault.Failure: true}
	for _, entry := range fault.Table() {
		if !exits[entry.Exit] {
			t.Errorf("%s ends with exit code %d, which means nothing", entry.Code, entry.Exit)
		}
		if !levels[entry.Level] {
			t.Errorf("%s is logged at %q, which is no level", entry.Code, entry.Level)
		}
	}
	for code, want := range map[fault.Code]int{
		fault.Internal: 1, fault.ClientSecretMissing: 2, fault.APIURLInvalid: 2, fault.NotConnected: 3,
		fault.JobberUnreachable: 3, fault.FileEmpty: 4, fault.StalePlan: 4, fault.QuestionOpen: 4,
		fault.RunPaused: 6, fault.DiskFull: 6, fault.OperationRunning: 7, fault.ProfileInUse: 7,
	} {
		entry, ok := fault.Lookup(code)
		if !ok || entry.Exit != want {
			t.Errorf("%s: exit code %d, want %d", code, entry.Exit, want)
		}
	}
}

func TestEveryFactHasASampleAndEverySampleIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, entry := range fault.Table() {
		for _, name := range entry.Facts() {
			used[name] = true
			if _, ok := samples()[name]; !ok {
				t.Errorf("%s takes the fact %q, which has no sample", entry.Code, name)
			}
		}
	}
	for name := range samples() {
		if !used[name] {
			t.Errorf("no entry takes the fact %q", name)
		}
	}
}
