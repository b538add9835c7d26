package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
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
		files, constants := parsed(t, folder)
		for _, file := range files {
			for _, name := range operationNames(file, constants) {
				named[name] = true
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

// parsed returns the files of a package but its tests, and what its constants of text are.
func parsed(t *testing.T, folder string) (files []*ast.File, constants map[string]string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in %s: %v", folder, err)
	}
	constants = map[string]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == 1 && len(spec.Values) == 1 {
				if text := literal(spec.Values[0], nil); text != "" {
					constants[spec.Names[0].Name] = text
				}
			}
			return true
		})
	}
	return files, constants
}

// operationNames returns the names that a file gives to operations: in operate(ctx, "name", …) and
// slog.String("operation", "name").
func operationNames(file *ast.File, constants map[string]string) []string {
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return true
		}
		called, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || called.Sel.Name != "operate" && (called.Sel.Name != "String" || literal(call.Args[0], nil) != "operation") {
			return true
		}
		if name := literal(call.Args[1], constants); name != "" {
			names = append(names, name)
		}
		return true
	})
	return names
}

// literal returns the text of a string that is written out, or of a constant that is known, else "".
func literal(expr ast.Expr, constants map[string]string) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return constants[e.Name]
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	}
	return ""
}
