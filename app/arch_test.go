package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

const module = "pricesync/app"

// law is one line of the import law: what a package under app/ may import of ours.
type law struct {
	imports string // besides leaves, which any package may import
	tests   string // what its tests may import beyond that, the values and the sandbox
	nature  nature
}

// nature says how a package stands to the world.
type nature string

const (
	leaf  nature = "leaf"  // imports none of ours, and any package may import it
	pure  nature = "pure"  // values in, values out: no clock, no disk, no network
	world nature = "world" // touches the world; never imports another that does
	joint nature = "joint" // brings the others together
	plain nature = "plain"
)

// laws is the import law. A change here is a change of the design: its commit says why.
func laws() map[string]law {
	const values = "catalog pricelist match plan supplier compare replay"
	const records = values + " apply store settings diagnostics" // whose values package app returns to the faces
	return map[string]law{
		"money":  {nature: leaf},
		"fault":  {nature: leaf},
		"redact": {nature: leaf},

		"catalog":   {nature: pure},
		"pricelist": {nature: pure},
		"match":     {imports: "catalog pricelist", nature: pure},
		"plan":      {imports: "match catalog pricelist", nature: pure},
		"supplier":  {imports: "catalog pricelist match plan", nature: pure},
		"replay":    {imports: "plan match catalog pricelist", nature: pure},
		"compare":   {imports: "catalog pricelist match", nature: pure},

		"apply":          {imports: "plan catalog", tests: "jobber store", nature: plain},
		"jobber":         {imports: "jobber/schema catalog", nature: world},
		"jobber/schema":  {nature: plain},
		"jobber/sandbox": {imports: "jobber/schema catalog", tests: "jobber", nature: world},
		"oauth":          {tests: "keychain store", nature: world},
		"keychain":       {tests: "oauth", nature: world},
		"store":          {imports: "supplier apply plan match catalog pricelist", tests: "oauth", nature: world},
		"settings":       {nature: world},
		"network":        {nature: world},
		"logging":        {nature: world},
		"diagnostics":    {nature: world},

		".":       {imports: values + " apply jobber jobber/schema jobber/sandbox oauth keychain store settings network logging diagnostics", tests: "cli", nature: joint},
		"desktop": {imports: ". " + records, nature: joint},
		"cli":     {imports: ". " + records, nature: joint},
	}
}

// only names libraries that one package alone may know.
func only() map[string]string {
	return map[string]string{
		"github.com/wailsapp/wails/v2":   "desktop",
		"github.com/spf13/cobra":         "cli",
		"github.com/shopspring/decimal":  "money jobber", // jobber: JSON numbers with more digits than an amount has
		"modernc.org/sqlite":             "store",
		"github.com/pressly/goose/v3":    "store",
		"github.com/zalando/go-keyring":  "keychain",
		"golang.org/x/oauth2":            "oauth",
		"github.com/xuri/excelize/v2":    "pricelist .",
		"github.com/vektah/gqlparser/v2": "jobber/schema jobber/sandbox",
		"github.com/pkg/browser":         ".",
		"golang.org/x/net":               "network",
	}
}

// impure lists what a pure package may not import, and clocks what it may not call of package time.
func impure() []string {
	return []string{"os", "net", "database", "log", "syscall", "math/rand", "crypto/rand", "github.com/wailsapp"}
}

func clocks() []string {
	return []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}
}

func TestEveryImportUnderAppFollowsTheLaw(t *testing.T) {
	files := 0
	for dir, sources := range tree(t) {
		for name, text := range sources {
			files++
			for _, wrong := range breaches(t, dir, name, text) {
				t.Error(wrong)
			}
		}
	}
	if files < 10 {
		t.Fatalf("looked at %d files only: the walk does not reach the packages", files)
	}
}

func TestEveryPackageSaysInOneSentenceWhatItIs(t *testing.T) {
	for dir, sources := range tree(t) {
		for _, wrong := range undocumented(t, dir, sources) {
			t.Error(wrong)
		}
	}
}

func TestTheLawItselfKeepsToTheDesign(t *testing.T) {
	table := laws()
	for dir, line := range table {
		for _, imported := range strings.Fields(line.imports) {
			target, ok := table[imported]
			switch {
			case !ok:
				t.Errorf("%s may import %s, which the table does not know", dir, imported)
			case line.nature == world && target.nature == world:
				t.Errorf("%s and %s both touch the world, so neither may import the other", dir, imported)
			case line.nature == pure && target.nature != pure:
				t.Errorf("%s is pure and may not import %s, which is %s", dir, imported, target.nature)
			case imported == "." && line.nature != joint:
				t.Errorf("%s may not import package app", dir)
			}
		}
		if line.nature == leaf && line.imports != "" {
			t.Errorf("%s is a leaf and imports none of ours", dir)
		}
	}
	if cycle := findCycle(table); cycle != "" {
		t.Errorf("the table allows a circle: %s", cycle)
	}
}

func TestTheLawNoticesWhatItForbids(t *testing.T) {
	for _, test := range []struct {
		name, dir, file, source, want string
	}{
		{"a value package that reads files", "plan", "plan.go", `import "os"`, "plan/plan.go: a pure package may not import os"},
		{"a value package below a forbidden folder", "match", "match.go", `import "math/rand/v2"`, "match/match.go: a pure package may not import math/rand/v2"},
		{"a clock read in a value package", "catalog", "catalog.go", "import \"time\"\nvar _ = time.Now", "catalog/catalog.go: a pure package may not use time.Now"},
		{"a clock read under another name", "catalog", "catalog.go", "import clock \"time\"\nvar _ = clock.Since", "catalog/catalog.go: a pure package may not use time.Since"},
		{"a secret's form in the log", "redact", "secret.go", `import "log/slog"`, ""},
		{"escaping text as in an address", "redact", "spellings.go", `import "net/url"`, ""},
		{"a value package that logs", "plan", "plan.go", `import "log/slog"`, "plan/plan.go: a pure package may not import log/slog"},
		{"a clock type is a value", "catalog", "catalog.go", "import \"time\"\nvar _ time.Time", ""},
		{"a leaf that knows us", "money", "amount.go", `import "pricesync/app/catalog"`, "money/amount.go: money may not import catalog"},
		{"two packages of the world", "jobber", "client.go", `import "pricesync/app/store"`, "jobber/client.go: jobber may not import store"},
		{"Wails outside the window", ".", "app.go", `import "github.com/wailsapp/wails/v2/pkg/runtime"`, "app.go: only desktop may import github.com/wailsapp/wails/v2"},
		{"cobra outside the command line", "desktop", "bridge.go", `import "github.com/spf13/cobra"`, "desktop/bridge.go: only cli may import github.com/spf13/cobra"},
		{"the faces never meet", "cli", "cli.go", `import "pricesync/app/desktop"`, "cli/cli.go: cli may not import desktop"},
		{"a leaf may be imported anywhere", "jobber", "client.go", `import "pricesync/app/fault"`, ""},
		{"a test may use the sandbox", "jobber", "client_test.go", `import "pricesync/app/jobber/sandbox"`, ""},
		{"a test may not break the law at will", "plan", "plan_test.go", `import "pricesync/app/store"`, "plan/plan_test.go: plan may not import store"},
		{"a package that the table does not know", "util", "util.go", ``, "util/util.go: package util is not in the table"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			got := breaches(t, test.dir, test.file, "package x\n"+test.source)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("breaches (-want +got):\n%s", diff)
			}
		})
	}
	for source, want := range map[string]string{
		"package x":                   "x: no file has a package comment",
		"// Package y is.\npackage x": `x: the package comment starts with "Package y is."`,
		"// Package x reads a file and then sends it.\npackage x": "x: its sentence needs \"and then\", so it is two packages",
		"// Package x is one thing.\npackage x":                   "",
	} {
		got := strings.Join(undocumented(t, "x", map[string]string{"x.go": source}), "\n")
		if got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}

// tree reads every Go file below app/, by folder ("." for app itself) and file name.
func tree(t *testing.T) map[string]map[string]string {
	t.Helper()
	found := map[string]map[string]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if entry.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if found[dir] == nil {
			found[dir] = map[string]string{}
		}
		found[dir][path.Base(name)] = string(text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// breaches returns one sentence for each way in which a file breaks the law.
func breaches(t *testing.T, dir, name, text string) []string {
	t.Helper()
	line, ok := laws()[dir]
	where := path.Join(dir, name)
	if !ok {
		return []string{fmt.Sprintf("%s: package %s is not in the table", where, dir)}
	}
	test := strings.HasSuffix(name, "_test.go")
	file, err := parser.ParseFile(token.NewFileSet(), where, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if ours, ok := strings.CutPrefix(imported, module); ok && (ours == "" || ours[0] == '/') {
			target := strings.TrimPrefix(ours, "/")
			if target == "" {
				target = "."
			}
			if !allowed(dir, line, target, test) {
				wrong = append(wrong, fmt.Sprintf("%s: %s may not import %s", where, dir, target))
			}
			continue
		}
		for library, owners := range only() {
			if within(imported, library) && !slices.Contains(strings.Fields(owners), dir) && !test {
				wrong = append(wrong, fmt.Sprintf("%s: only %s may import %s", where, owners, library))
			}
		}
		if !isPure(dir, line) || test {
			continue
		}
		if slices.ContainsFunc(impure(), func(root string) bool { return within(imported, root) }) && !isForm(dir, imported) {
			wrong = append(wrong, fmt.Sprintf("%s: a pure package may not import %s", where, imported))
		}
		if imported == "time" {
			for _, used := range selected(file, spec, "time") {
				if slices.Contains(clocks(), used) {
					wrong = append(wrong, fmt.Sprintf("%s: a pure package may not use time.%s", where, used))
				}
			}
		}
	}
	return wrong
}

// isPure says whether a package is held to values in, values out. Of the leaves, fault carries causes from the world.
func isPure(dir string, line law) bool {
	return line.nature == pure || dir == "money" || dir == "redact"
}

// isForm says whether an import below a forbidden one only gives forms: redact.Secret names slog.Value and logs
// nothing, and net/url escapes text and reaches no network.
func isForm(dir, imported string) bool {
	return dir == "redact" && imported == "log/slog" || imported == "net/url"
}

func allowed(dir string, line law, target string, test bool) bool {
	known, ok := laws()[target]
	if !ok {
		return false
	}
	if known.nature == leaf && line.nature != leaf || slices.Contains(strings.Fields(line.imports), target) {
		return true
	}
	return test && (target == dir || target == "jobber/sandbox" || known.nature == pure || known.nature == leaf ||
		slices.Contains(strings.Fields(line.tests), target))
}

func within(imported, root string) bool {
	return imported == root || strings.HasPrefix(imported, root+"/")
}

// selected returns the names that a file takes from an import, whatever it calls the import.
func selected(file *ast.File, spec *ast.ImportSpec, name string) []string {
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name == "." {
		return clocks()
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == name {
				used[sel.Sel.Name] = true
			}
		}
		return true
	})
	return slices.Sorted(maps.Keys(used))
}

// undocumented returns what is wrong with the doc comment of a package.
func undocumented(t *testing.T, dir string, sources map[string]string) []string {
	t.Helper()
	doc, pkg := "", ""
	for name, text := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path.Join(dir, name), text, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		pkg = file.Name.Name
		if file.Doc == nil {
			continue
		}
		if doc != "" {
			return []string{dir + ": two files have a package comment"}
		}
		doc = file.Doc.Text()
	}
	if pkg == "" {
		return nil
	}
	if doc == "" {
		return []string{dir + ": no file has a package comment"}
	}
	sentence := firstSentence(doc)
	if !strings.HasPrefix(sentence, "Package "+pkg+" ") {
		return []string{fmt.Sprintf("%s: the package comment starts with %q", dir, sentence)}
	}
	if strings.Contains(strings.ToLower(sentence), "and then") {
		return []string{dir + ": its sentence needs \"and then\", so it is two packages"}
	}
	return nil
}

// firstSentence ends at the first full stop before a space or a capital's new line.
func firstSentence(doc string) string {
	doc = strings.Join(strings.FieldsFunc(doc, unicode.IsSpace), " ")
	if end := strings.Index(doc, ". "); end >= 0 {
		return doc[:end+1]
	}
	return doc
}

// findCycle returns a circle of allowed imports, or "".
func findCycle(table map[string]law) string {
	state := map[string]int{}
	var visit func(dir string, way []string) string
	visit = func(dir string, way []string) string {
		way = append(slices.Clone(way), dir)
		if state[dir] == 1 {
			return strings.Join(way, " -> ")
		}
		if state[dir] == 2 {
			return ""
		}
		state[dir] = 1
		for _, next := range strings.Fields(table[dir].imports) {
			if cycle := visit(next, way); cycle != "" {
				return cycle
			}
		}
		state[dir] = 2
		return ""
	}
	for _, dir := range slices.Sorted(maps.Keys(table)) {
		if cycle := visit(dir, nil); cycle != "" {
			return cycle
		}
	}
	return ""
}
