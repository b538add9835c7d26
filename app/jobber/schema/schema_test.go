package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"pricesync/app/jobber/schema"
)

func load(t *testing.T) *ast.Schema {
	t.Helper()
	loaded, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL})
	if err != nil {
		t.Fatalf("the excerpt is not a schema: %v", err)
	}
	return loaded
}

func documents() map[string]string {
	all := map[string]string{
		"account":             schema.Account,
		"disconnect":          schema.Disconnect,
		"products":            schema.Products(schema.ItemFields()),
		"products with codes": schema.Products(append(schema.ItemFields(), schema.CustomTexts)),
		"product or services": schema.ProductOrServices(schema.ItemFields()),
		"products by ids":     schema.ProductsByIDs(schema.ItemFields()),
		"create":              schema.Create(schema.ItemFields()),
	}
	for _, n := range []int{1, 2, 10, schema.MaxPage} {
		all[fmt.Sprintf("edit of %d", n)] = schema.Edit(n, schema.EditFields())
		all[fmt.Sprintf("items by %d aliases", n)] = schema.ProductsByAlias(n, schema.ItemFields())
	}
	return all
}

func TestEveryDocumentIsValid(t *testing.T) {
	loaded := load(t)
	for name, text := range documents() {
		t.Run(name, func(t *testing.T) {
			document, errs := gqlparser.LoadQueryWithRules(loaded, text, rules.NewDefaultRules())
			if errs != nil {
				t.Fatalf("%v\n%s", errs, text)
			}
			if len(document.Operations) != 1 || document.Operations[0].Name == "" {
				t.Errorf("want exactly one operation with a name:\n%s", text)
			}
			if strings.Contains(text, "totalCount") {
				t.Errorf("selects totalCount, which Jobber asks not to do:\n%s", text)
			}
		})
	}
}

func TestEveryEditHasItsOwnAliasAndVariables(t *testing.T) {
	loaded := load(t)
	for _, n := range []int{1, 2, 25} {
		document, errs := gqlparser.LoadQueryWithRules(loaded, schema.Edit(n, schema.EditFields()), rules.NewDefaultRules())
		if errs != nil {
			t.Fatal(errs)
		}
		operation := document.Operations[0]
		if len(operation.SelectionSet) != n || len(operation.VariableDefinitions) != 2*n {
			t.Fatalf("n=%d: %d fields and %d variables", n, len(operation.SelectionSet), len(operation.VariableDefinitions))
		}
		for i, selection := range operation.SelectionSet {
			field := selection.(*ast.Field)
			if want := schema.Key("productsAndServicesEdit", n, i); field.Alias != want {
				t.Errorf("n=%d: alias %q, want %q", n, field.Alias, want)
			}
			id, input := schema.EditVariables(n, i)
			got := [2]string{field.Arguments[0].Value.Raw, field.Arguments[1].Value.Raw}
			if got != [2]string{id, input} {
				t.Errorf("n=%d, edit %d: variables %v, want %s and %s", n, i, got, id, input)
			}
		}
	}
}

func TestExcerptMarksWhatIsDeprecated(t *testing.T) {
	query := load(t).Query
	for _, name := range []string{"productOrServices", "productOrService", "productsSearch"} {
		field := query.Fields.ForName(name)
		if field == nil || field.Directives.ForName("deprecated") == nil {
			t.Errorf("%s is missing or not deprecated", name)
		}
	}
}
