package fault_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
)

// TestEveryCallGivesTheFactsThatItsSentencesTake looks at every fault.New and fault.Wrap of the program whose code and
// facts are written out: a fact forgotten there would be an open place on the screen.
func TestEveryCallGivesTheFactsThatItsSentencesTake(t *testing.T) {
	names := constants(t)
	tree := os.DirFS("..")
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		for _, wrong := range wrongCalls(t, name, string(text), names) {
			t.Error(wrong)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheLookAtCallsNoticesWhatIsWrong(t *testing.T) {
	names := constants(t)
	for _, test := range []struct{ name, call, want string }{
		{"all facts given", `fault.New(fault.FileEmpty, fault.Facts{"file": f})`, ""},
		{"a fact forgotten", `fault.New(fault.FileTooLarge, fault.Facts{"file": f, "size": s})`, "x.go:3: file_too_large is given file, size and takes file, size, limit"},
		{"no facts at all", `fault.Wrap(err, fault.FileEmpty, nil)`, "x.go:3: file_empty is given nothing and takes file"},
		{"a fact that no sentence takes", `fault.Wrap(err, fault.NotConnected, fault.Facts{"why": w})`, "x.go:3: not_connected is given why and takes nothing"},
		{"facts made elsewhere are not looked at", `fault.Wrap(err, fault.FileEmpty, facts)`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Join(wrongCalls(t, "x.go", "package x\n\nvar _ = "+test.call, names), "\n")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// constants maps the names of the code constants to their entries.
func constants(t *testing.T) map[string]fault.Entry {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "table.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]fault.Entry{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		if entry, ok := fault.Lookup(fault.Code(text)); ok {
			names[spec.Names[0].Name] = entry
		}
		return true
	})
	return names
}

func wrongCalls(t *testing.T, name, text string, names map[string]fault.Entry) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		args := call.Args
		switch {
		case isFault(call.Fun, "New") && len(args) == 2:
		case isFault(call.Fun, "Wrap") && len(args) == 3:
			args = args[1:]
		default:
			return true
		}
		entry, ok := names[selected(args[0])]
		given, written := keys(args[1])
		if !ok || !written {
			return true
		}
		takes := entry.Facts()
		if !slices.Equal(slices.Sorted(slices.Values(given)), slices.Sorted(slices.Values(takes))) {
			where := set.Position(call.Pos())
			wrong = append(wrong, fmt.Sprintf("%s:%d: %s is given %s and takes %s", name, where.Line, entry.Code, list(given), list(takes)))
		}
		return true
	})
	return wrong
}

func isFault(fun ast.Expr, name string) bool { return selected(fun) == name }

// selected returns X of fault.X, or "".
func selected(expr ast.Expr) string {
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == "fault" {
			return sel.Sel.Name
		}
	}
	return ""
}

// keys returns the facts written out in nil or fault.Facts{…}, and whether they are written out.
func keys(expr ast.Expr) ([]string, bool) {
	if x, ok := expr.(*ast.Ident); ok {
		return nil, x.Name == "nil"
	}
	literal, ok := expr.(*ast.CompositeLit)
	if !ok || selected(literal.Type) != "Facts" {
		return nil, false
	}
	var given []string
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return nil, false
		}
		key, ok := pair.Key.(*ast.BasicLit)
		if !ok {
			return nil, false
		}
		text, err := strconv.Unquote(key.Value)
		if err != nil {
			return nil, false
		}
		given = append(given, text)
	}
	return given, true
}

func list(names []string) string {
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}
