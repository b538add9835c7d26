package logging_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"pricesync/app/logging"

	"github.com/google/go-cmp/cmp"
)

func TestEveryEventConstantIsInTheTable(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "events.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	declared, listed := map[string]int{}, map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Event" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			declared[text]++
		}
		return true
	})
	for _, doc := range logging.Events() {
		listed[string(doc.Event)]++
	}
	if len(declared) < 20 {
		t.Fatalf("found only %d events", len(declared))
	}
	if diff := cmp.Diff(declared, listed); diff != "" {
		t.Errorf("constants and table differ (-constants +table):\n%s", diff)
	}
}
