package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/diagnostics"
	"pricesync/app/logging"
	"pricesync/app/oauth"
)

// TestTheReportsTableHoldsEveryOperationOfTheLog ties the names under which operations fail in the log to the table by
// which the report judges whether they have gone well since.
func TestTheReportsTableHoldsEveryOperationOfTheLog(t *testing.T) {
	named := map[string]bool{string(oauth.TokenRefreshFailed): true, string(oauth.TokenUnsettled): true} // heard from the token source
	for _, folder := range []string{".", "cli", "desktop"} {
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, path := range paths {
			if !strings.HasSuffix(path, "_test.go") {
				for _, name := range operationNames(t, path) {
					named[name] = true
				}
			}
		}
	}
	listed := map[string]bool{}
	for _, o := range diagnostics.Operations() {
		listed[o.Name] = true
	}
	if len(named) < 15 {
		t.Fatalf("found only %d names", len(named))
	}
	if diff := cmp.Diff(named, listed); diff != "" {
		t.Errorf("the code's operations and the table in diagnostics/operations.go differ (-code +table):\n%s", diff)
	}
}

func TestTheReportsTableKnowsOnlyEventsThatAreLogged(t *testing.T) {
	var known []string
	for _, doc := range logging.Events() {
		known = append(known, string(doc.Event))
	}
	for _, o := range diagnostics.Operations() {
		for _, event := range o.SettledBy {
			if !slices.Contains(known, event) {
				t.Errorf("%s is settled by the event %q, which is never logged", o.Name, event)
			}
		}
		if len(o.SettledBy) == 0 && o.Name != "start" {
			t.Errorf("a failure of %s is never past", o.Name)
		}
	}
}

// operationNames returns the names that a file gives to operations: in operate(ctx, "name", …), Tell(ctx, "name", …) and
// slog.String("operation", "name").
func operationNames(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return true
		}
		called, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch called.Sel.Name {
		case "operate", "Tell":
		case "String":
			if literal(call.Args[0]) != "operation" {
				return true
			}
		default:
			return true
		}
		if name := literal(call.Args[1]); name != "" {
			names = append(names, name)
		}
		return true
	})
	return names
}

// literal returns the text of a string that is written out, else "".
func literal(expr ast.Expr) string {
	lit, ok := expr.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}
