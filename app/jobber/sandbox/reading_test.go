package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// names returns the names of the nodes of the one connection in the data.
func names(t *testing.T, data map[string]any) []string {
	t.Helper()
	found := []string{}
	for _, field := range data {
		for _, node := range field.(map[string]any)["nodes"].([]any) {
			found = append(found, node.(map[string]any)["name"].(string))
		}
	}
	return found
}

// fruit is a small catalog whose orders differ.
func fruit() catalog.Catalog {
	kinds := map[string]catalog.Category{"Pear": catalog.Service}
	var made catalog.Catalog
	for _, name := range []string{"pear tree", "Apple", "Pear", "banana", "Cherry"} {
		item := catalog.Item{Name: name, Category: kinds[name], Price: cents(100), Visible: name != "banana"}
		made.Items = append(made.Items, item)
	}
	return made
}

func TestEveryFieldOfAnItem(t *testing.T) {
	given := tubes()
	p := connect(t, sandbox.Config{Catalog: given, CustomFields: map[catalog.ItemID][]sandbox.CustomField{
		tubeID: {{ID: "Z2lkOi8vSm9iYmVyL0N1c3RvbUZpZWxkLzE=", Label: "Supplier code", Text: "COP15"}}}})
	p.query(edit, editing(tubeID, `{"durationMinutes":30,"onlineBookingsEnabled":true,"bookableType":"SCHEDULE","quantityRange":{"minQuantity":1,"quantityEnabled":true}}`))
	got := p.query(`query Q($id: EncodedId!) { product(id: $id) { __typename durationMinutes bookableType onlineBookingsEnabled onlineBookingSortOrder
		quantityRange { minQuantity maxQuantity quantityEnabled } lastJobLineItem { id }
		customFields { __typename ... on CustomFieldText { id label valueText } ... on CustomFieldNumeric { valueNumeric } } } }`, map[string]any{"id": tubeID})
	const want = `{"data":{"product":{"__typename":"ProductOrService","durationMinutes":30,"bookableType":"SCHEDULE","onlineBookingsEnabled":true,"onlineBookingSortOrder":null,` +
		`"quantityRange":{"minQuantity":1,"maxQuantity":null,"quantityEnabled":true},"lastJobLineItem":null,` +
		`"customFields":[{"__typename":"CustomFieldText","id":"Z2lkOi8vSm9iYmVyL0N1c3RvbUZpZWxkLzE=","label":"Supplier code","valueText":"COP15"}]}},`
	if !strings.HasPrefix(got.body, want) {
		t.Errorf("got  %s\nwant %s", got.body, want)
	}
}

func TestAnItemThatIsNotThere(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	wantBody(t, p.query(`query Q($id: EncodedId!) { product(id: $id) { id } }`, map[string]any{"id": unknownID}), 200,
		`{"data":null,"errors":[{"message":"Product or service not found","locations":[{"line":1,"column":28}],"path":["product"]}],`+tail("2", "1", "9999"))
}

func TestHowAmountsAreWritten(t *testing.T) {
	tests := []struct {
		name   string
		floats sandbox.Floats
		want   []string
	}{
		{"as Ruby does", sandbox.FloatsRuby, []string{"12.0", "14.5", "0.0", "0.125"}},
		{"short", sandbox.FloatsShort, []string{"12", "14.5", "0", "0.125"}},
		{"with noise", sandbox.FloatsNoisy, []string{"12.000000000000002", "14.500000000000002"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes(), Switches: sandbox.Switches{Floats: test.floats}})
			for i, sent := range []string{"12", "14.5", "0", "0.125"}[:len(test.want)] {
				got := p.query(edit, editing(tubeID, `{"defaultUnitCost":`+sent+`}`))
				if !strings.Contains(got.body, `"defaultUnitCost":`+test.want[i]+`,`) {
					t.Errorf("%s: %s", sent, got.body)
				}
			}
		})
	}
}

func TestReadsMayLagBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Catalog: tubes(), Switches: sandbox.Switches{StaleReads: 5 * time.Second}})
		price := func() string {
			var body struct {
				Data struct {
					Product struct{ DefaultUnitCost json.Number }
				}
			}
			got := p.query(`query Q($id: EncodedId!) { product(id: $id) { defaultUnitCost } }`, map[string]any{"id": tubeID})
			if err := json.Unmarshal([]byte(got.body), &body); err != nil {
				t.Fatal(err)
			}
			return body.Data.Product.DefaultUnitCost.String()
		}
		if got := p.query(edit, editing(tubeID, `{"defaultUnitCost":12}`)); !strings.Contains(got.body, `"defaultUnitCost":12.0`) {
			t.Errorf("the edit's own answer is fresh: %s", got.body)
		}
		time.Sleep(time.Second)
		p.query(edit, editing(tubeID, `{"defaultUnitCost":13}`))
		for _, step := range []struct {
			wait time.Duration
			want string
		}{{0, "11.5"}, {3 * time.Second, "11.5"}, {time.Second, "12.0"}, {time.Second, "13.0"}} {
			time.Sleep(step.wait)
			if got := price(); got != step.want {
				t.Errorf("after %s: %s, want %s", step.wait, got, step.want)
			}
		}
		if _, err := p.server.Change(sandbox.Change{Add: &catalog.Item{Name: "New", Price: cents(1)}}); err != nil {
			t.Fatal(err)
		}
		if got := names(t, p.data(`{ products { nodes { name } } }`, nil)); len(got) != 2 {
			t.Errorf("a new item is seen at once: %v", got)
		}
		time.Sleep(5 * time.Second)
		if got := names(t, p.data(`{ products { nodes { name } } }`, nil)); len(got) != 3 {
			t.Errorf("a new item is never seen: %v", got)
		}
	})
}

func TestWhatPermissionsHide(t *testing.T) {
	tests := []struct {
		name     string
		switches sandbox.Switches
		query    string
		want     string
	}{
		{"a field of the query", sandbox.Switches{HiddenFields: []string{"Query.products"}}, "query Q {\n  products { nodes { id } }\n}",
			`{"data":null,"errors":[{"message":"The field products on an object of type Query was hidden due to permissions","locations":[{"line":2,"column":3}],"path":["products"]}],`},
		{"a field that may be null leaves the rest", sandbox.Switches{HiddenFields: []string{"Query.account"}}, `{ account { id } products(first: 1) { nodes { name } } }`,
			`{"data":{"account":null,"products":{"nodes":[{"name":"COP15-3M"}]}},"errors":[{"message":"The field account on an object of type Query was hidden due to permissions","locations":[{"line":1,"column":3}],"path":["account"]}],`},
		{"a field of an item", sandbox.Switches{HiddenFields: []string{"ProductOrService.internalUnitCost"}}, `{ products(first: 1) { nodes { name internalUnitCost } } }`,
			`{"data":{"products":{"nodes":[{"name":"COP15-3M","internalUnitCost":null}]}},"errors":[{"message":"The field internalUnitCost on an object of type ProductOrService was hidden due to permissions","locations":[{"line":1,"column":37}],"path":["products","nodes",0,"internalUnitCost"]}],`},
		{"every item", sandbox.Switches{HiddenTypes: []string{"ProductOrService"}}, `{ account { name } products(first: 1) { nodes { name } } }`,
			`{"data":null,"errors":[{"message":"An object of type ProductOrService was hidden due to permissions","locations":[{"line":1,"column":41}],"path":["products","nodes",0]}],`},
		{"products without their scope", sandbox.Switches{Scopes: "read_clients", ProductsScope: "read_products"}, `{ products(first: 1) { nodes { name } } }`,
			`{"data":null,"errors":[{"message":"The field products on an object of type Query was hidden due to permissions","locations":[{"line":1,"column":3}],"path":["products"]}],`},
		{"nothing with their scope", sandbox.Switches{Scopes: "read_clients read_products", ProductsScope: "read_products"}, `{ products(first: 1) { nodes { name } } }`,
			`{"data":{"products":{"nodes":[{"name":"COP15-3M"}]}},`},
		{"the account is seen with every scope", sandbox.Switches{Scopes: "read_clients", ProductsScope: "read_products"}, `{ account { name } }`,
			`{"data":{"account":{"name":"ACME Plumbing"}},`},
		{"edits without their scope", sandbox.Switches{ProductsWriting: "write_products"}, `mutation { productsAndServicesEdit(productOrServiceId: "` + tubeID + `", input: {defaultUnitCost: 1}) { productOrService { id } } }`,
			`{"data":null,"errors":[{"message":"The field productsAndServicesEdit on an object of type Mutation was hidden due to permissions","locations":[{"line":1,"column":12}],"path":["productsAndServicesEdit"]}],`},
		{"the item of an edit's answer", sandbox.Switches{HiddenTypes: []string{"ProductOrService"}}, `mutation { productsAndServicesEdit(productOrServiceId: "` + tubeID + `", input: {defaultUnitCost: 1}) { productOrService { id } userErrors { message } } }`,
			`{"data":{"productsAndServicesEdit":{"productOrService":null,"userErrors":[]}},"errors":[{"message":"An object of type ProductOrService was hidden due to permissions",`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes(), Switches: test.switches})
			if got := p.query(test.query, nil); got.status != 200 || !strings.HasPrefix(got.body, test.want) {
				t.Errorf("%d\ngot  %s\nwant %s", got.status, got.body, test.want)
			}
		})
	}
}

func TestIntrospection(t *testing.T) {
	p := connect(t, sandbox.Config{})
	got := p.query(`{ __schema { queryType { name } mutationType { name } } __type(name: "ProductOrServiceEdge") { kind name fields { name type { kind ofType { name kind } } } } }`, nil)
	const want = `{"data":{"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"}},"__type":{"kind":"OBJECT","name":"ProductOrServiceEdge","fields":[` +
		`{"name":"cursor","type":{"kind":"NON_NULL","ofType":{"name":"String","kind":"SCALAR"}}},{"name":"node","type":{"kind":"NON_NULL","ofType":{"name":"ProductOrService","kind":"OBJECT"}}}]}},`
	if !strings.HasPrefix(got.body, want) {
		t.Errorf("got  %s\nwant %s", got.body, want)
	}
	data := p.data(`{ __schema { types { name fields(includeDeprecated: true) { name isDeprecated args { name type { name } defaultValue } } inputFields { name } enumValues { name } possibleTypes { name } interfaces { name } } directives { name locations args { name } } } }`, nil)
	r := p.request(`{ __schema { queryType { name } } }`, nil)
	r.Header.Del("Authorization")
	if got := p.do(r); !strings.HasPrefix(got.body, `{"data":{"__schema":{"queryType":{"name":"Query"}}},`) {
		t.Errorf("without a token: %s", got.body)
	}
	if types := data["__schema"].(map[string]any)["types"].([]any); len(types) < 30 {
		t.Errorf("%d types", len(types))
	}
}
