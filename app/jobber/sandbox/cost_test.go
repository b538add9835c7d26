package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/jobber/sandbox"
	"pricesync/app/jobber/schema"
)

// The costs are those of recorded answers, on the types of this schema: every instance of a field is one point, and a
// connection's nodes are weighed with what first or last says.
func TestCosts(t *testing.T) {
	const nine = "id name description category defaultUnitCost internalUnitCost markup taxable visible"
	tests := []struct {
		name              string
		items             int
		query             string
		variables         map[string]any
		requested, actual int
	}{
		{"every field is one point", 1, `{ account { id name } }`, nil, 3, 3},
		{"an object's fields add to its own point", 1, `{ product(id: "` + tubeID + `") { id name quantityRange { minQuantity maxQuantity } } }`, nil, 6, 4},
		{"a page is first times the fields of a node, and the page's own", 4, `{ products(first: 100) { nodes { ` + nine + ` } pageInfo { hasNextPage endCursor } } }`, nil, 905, 41},
		{"a page without a size is weighed with 100", 4, `{ products { nodes { id } } }`, nil, 102, 6},
		{"edges count each node too", 23, `{ products(first: 40) { edges { node { ` + nine + ` } } } }`, nil, 402, 232},
		{"a cursor is a field of the edge", 2, `{ products(first: 10) { edges { cursor node { id } } } }`, nil, 32, 8},
		{"last weighs like first", 4, `{ products(last: 2) { nodes { id } } }`, nil, 4, 4},
		{"the size may come from a variable", 4, `query Q($n: Int) { products(first: $n) { nodes { id } } }`, map[string]any{"n": 7}, 9, 6},
		{"an empty list's fields are not charged", 0, `{ products(first: 10) { nodes { id name } pageInfo { hasNextPage endCursor } } }`, nil, 25, 5},
		{"aliases are charged each", 2, `{ a: account { id } b: account { id } }`, nil, 4, 4},
		{"a field asked for twice under one key is charged once", 2, `{ account { id } account { id name } }`, nil, 3, 3},
		{"a fragment's fields are charged where they stand", 2, `query Q { account { ...A } } fragment A on Account { id name }`, nil, 3, 3},
		{"skipped fields are free", 2, `query Q($yes: Boolean!) { account { id name @skip(if: $yes) createdAt @include(if: $yes) } }`, map[string]any{"yes": true}, 3, 3},
		{"filter and sort are free", 4, `{ products(first: 4, filter: {sort: {key: NAME, direction: ASCENDING}}) { nodes { id } } }`, nil, 6, 6},
		{"a union is weighed by its dearest member", 1, `{ product(id: "` + tubeID + `") { customFields { ... on CustomFieldText { id label valueText } ... on CustomFieldArea { id } } } }`, nil, 5, 2},
		{"an edit without trouble leaves the errors' fields uncharged", 1, edit, editing(tubeID, `{"defaultUnitCost": 12}`), 10, 8},
		{"an edit with an error is not charged for the item", 1, edit, editing(tubeID, `{"defaultUnitCost": -1}`), 10, 5},
		{"an invalid literal costs nothing", 1, `{ product(id: "2lk") { id } }`, nil, 0, 0},
		{"the client's own page", 4, schema.Products(schema.ItemFields()), map[string]any{"first": 100}, 905, 41},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			catalog := sandbox.Generated(test.items)
			if test.items > 0 {
				catalog.Items[0].ID = tubeID
			}
			p := connect(t, sandbox.Config{Catalog: catalog})
			got := p.query(test.query, test.variables).cost(t)
			want := cost{Requested: test.requested, Actual: test.actual}
			want.Status.Max, want.Status.Available, want.Status.Rate = 10000, got.Status.Available, 500
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if available := 10000 - test.actual; got.Status.Available < available {
				t.Errorf("available %d, want at least %d", got.Status.Available, available)
			}
		})
	}
}

func TestABatchOfEditsCostsTheirSum(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: sandbox.Generated(20)})
	variables := map[string]any{}
	for i, item := range p.server.Items() {
		id, input := schema.EditVariables(20, i)
		variables[id], variables[input] = item.ID, json.RawMessage(`{"defaultUnitCost": 1.25}`)
	}
	got := p.query(schema.Edit(20, schema.EditFields()), variables).cost(t)
	// One edit: the field, the item, its fields, userErrors, message and path; without errors the last two are free.
	fields := len(schema.EditFields())
	if got.Requested != 20*(fields+5) || got.Actual != 20*(fields+3) {
		t.Errorf("requested %d, actual %d", got.Requested, got.Actual)
	}
	if most := p.server.MaxWritesPerItem(); most != 1 {
		t.Errorf("an item was written %d times", most)
	}
}

func TestWhatExceedsTheBucketIsRefusedAndNotCharged(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: sandbox.Generated(3)})
	var query strings.Builder
	query.WriteString("{")
	for i := range 13 {
		fmt.Fprintf(&query, " p%d: products(first: 100) { nodes { id name category markup taxable visible description internalUnitCost } }", i)
	}
	query.WriteString(" }")
	wantBody(t, p.query(query.String(), nil), 200, throttled+tail("10426", "0", "10000"))
}

func TestCostReportsThatAreOutOfOrder(t *testing.T) {
	tests := []struct {
		name   string
		report sandbox.CostReport
		want   string
	}{
		{"missing", sandbox.CostMissing, `"extensions":{"versioning":{"version":"2025-04-16"}}}`},
		{"negative", sandbox.CostNegative, `"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":-9999,"restoreRate":500}}`},
		{"of wrong types", sandbox.CostWrongTypes, `"cost":{"requestedQueryCost":"2","actualQueryCost":"2","throttleStatus":null}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Switches: sandbox.Switches{CostReport: test.report}})
			if got := p.query(`{ account { name } }`, nil); !strings.Contains(got.body, test.want) {
				t.Errorf("got %s, want %s", got.body, test.want)
			}
		})
	}
}

func TestTheCostRuleMayChange(t *testing.T) {
	p := connect(t, sandbox.Config{Switches: sandbox.Switches{CostFactor: 2}})
	got := p.query(`{ account { name } }`, nil).cost(t)
	if got.Requested != 4 || got.Actual != 4 || got.Status.Available != 9996 {
		t.Errorf("got %+v", got)
	}
}
