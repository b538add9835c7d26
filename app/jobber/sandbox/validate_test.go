package sandbox_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/jobber/sandbox"
	"pricesync/app/jobber/schema"
)

func TestDocumentsThatTheSchemaRefuses(t *testing.T) {
	tests := []struct {
		name, query string
		errors      string
	}{
		{"a field that does not exist", "query Items {\n  products { nodes { id code } }\n}",
			`[{"message":"Field 'code' doesn't exist on type 'ProductOrService'","locations":[{"line":2,"column":25}],"path":["query Items","products","nodes","code"],"extensions":{"code":"undefinedField","typeName":"ProductOrService","fieldName":"code"}}]`},
		{"a field that does not exist, by an alias in an unnamed query", "{ all: products { nodes { sku: code } } }",
			`[{"message":"Field 'code' doesn't exist on type 'ProductOrService'","locations":[{"line":1,"column":27}],"path":["query","all","nodes","sku"],"extensions":{"code":"undefinedField","typeName":"ProductOrService","fieldName":"code"}}]`},
		{"a field that does not exist, in a fragment", "query Q { account { ...A } } fragment A on Account { id price }",
			`[{"message":"Field 'price' doesn't exist on type 'Account'","locations":[{"line":1,"column":57}],"path":["fragment A","price"],"extensions":{"code":"undefinedField","typeName":"Account","fieldName":"price"}}]`},
		{"a field that does not exist, in an inline fragment", `{ products(first: 1) { nodes { customFields { ... on CustomFieldText { value } } } } }`,
			`[{"message":"Field 'value' doesn't exist on type 'CustomFieldText'","locations":[{"line":1,"column":72}],"path":["query","products","nodes","customFields","... on CustomFieldText","value"],"extensions":{"code":"undefinedField","typeName":"CustomFieldText","fieldName":"value"}}]`},
		{"a mutation of the older web tool", `mutation { appDisconnect { success } }`,
			`[{"message":"Field 'success' doesn't exist on type 'AppDisconnectPayload'","locations":[{"line":1,"column":28}],"path":["mutation","appDisconnect","success"],"extensions":{"code":"undefinedField","typeName":"AppDisconnectPayload","fieldName":"success"}}]`},
		{"an argument that does not exist", `{ products(showInactive: true) { nodes { id } } }`,
			`[{"message":"Field 'products' doesn't accept argument 'showInactive'","locations":[{"line":1,"column":12}],"path":["query","products","showInactive"],"extensions":{"code":"argumentNotAccepted","name":"products","typeName":"Field","argumentName":"showInactive"}}]`},
		{"an argument that is missing", `{ product { id } }`,
			`[{"message":"Field 'product' is missing required arguments: id","locations":[{"line":1,"column":3}],"path":["query","product"],"extensions":{"code":"missingRequiredArguments","className":"Field","name":"product","arguments":"id"}}]`},
		{"an id that is none", "query {\n  product(id: \"2lk\") { id }\n}",
			`[{"message":"'2lk' is not a valid EncodedId","locations":[{"line":2,"column":11}],"path":["query","product","id"],"extensions":{"code":"argumentLiteralsIncompatible","typeName":"CoercionError"}}]`},
		{"a literal of another type", `{ products(first: "ten") { nodes { id } } }`,
			`[{"message":"Argument 'first' on Field 'products' has an invalid value (\"ten\"). Expected type 'Int'.","locations":[{"line":1,"column":12}],"path":["query","products","first"],"extensions":{"code":"argumentLiteralsIncompatible","typeName":"Field","argumentName":"first"}}]`},
		{"an enum value that does not exist", `{ products(filter: {sort: {key: PRICE, direction: ASCENDING}}) { nodes { id } } }`,
			`[{"message":"Argument 'key' on InputObject 'ProductsAndServicesSortInput' has an invalid value (PRICE). Expected type 'ProductsAndServicesSortKey!'.","locations":[{"line":1,"column":28}],"path":["query","products","filter","sort","key"],"extensions":{"code":"argumentLiteralsIncompatible","typeName":"InputObject","argumentName":"key"}}]`},
		{"an input field that is missing", `mutation { productsAndServicesCreate(input: {defaultUnitCost: 1}) { userErrors { message } } }`,
			`[{"message":"Argument 'name' on InputObject 'ProductsAndServicesInput' is required. Expected type String!","locations":[{"line":1,"column":38}],"path":["mutation","productsAndServicesCreate","input","name"],"extensions":{"code":"missingRequiredInputObjectAttribute","argumentName":"name","argumentType":"String!","inputObjectType":"ProductsAndServicesInput"}}]`},
		{"an input field that does not exist", `mutation { productsAndServicesEdit(productOrServiceId: "` + tubeID + `", input: {unitPrice: 1}) { userErrors { message } } }`,
			`[{"message":"InputObject 'ProductsAndServicesEditInput' doesn't accept argument 'unitPrice'","locations":[{"line":1,"column":120}],"path":["mutation","productsAndServicesEdit","input","unitPrice"],"extensions":{"code":"argumentNotAccepted","name":"ProductsAndServicesEditInput","typeName":"InputObject","argumentName":"unitPrice"}}]`},
		{"an amount as text", `mutation { productsAndServicesEdit(productOrServiceId: "` + tubeID + `", input: {defaultUnitCost: "12.50"}) { userErrors { message } } }`,
			`[{"message":"Argument 'defaultUnitCost' on InputObject 'ProductsAndServicesEditInput' has an invalid value (\"12.50\"). Expected type 'Float'.","locations":[{"line":1,"column":120}],"path":["mutation","productsAndServicesEdit","input","defaultUnitCost"],"extensions":{"code":"argumentLiteralsIncompatible","typeName":"InputObject","argumentName":"defaultUnitCost"}}]`},
		{"no selection on an object", `{ account }`,
			`[{"message":"Field must have selections (field 'account' returns Account but has no selections. Did you mean 'account { ... }'?)","locations":[{"line":1,"column":3}],"path":["query","account"],"extensions":{"code":"selectionMismatch","nodeName":"field 'account'","typeName":"Account"}}]`},
		{"a selection on a scalar", `{ account { name { first last } } }`,
			`[{"message":"Selections can't be made on scalars (field 'name' returns String but has selections [\"first\", \"last\"])","locations":[{"line":1,"column":13}],"path":["query","account","name"],"extensions":{"code":"selectionMismatch","nodeName":"field 'name'","typeName":"String"}}]`},
		{"a variable that is not declared", `query Q { product(id: $id) { id } }`,
			`[{"message":"Variable $id is used by Q but not declared","locations":[{"line":1,"column":23}],"path":["query Q","product","id"],"extensions":{"code":"variableNotDefined","variableName":"id"}}]`},
		{"a variable that is not used", `query Q($id: EncodedId!) { account { id } }`,
			`[{"message":"Variable $id is declared by Q but not used","locations":[{"line":1,"column":9}],"path":["query Q"],"extensions":{"code":"variableNotUsed","variableName":"id"}}]`},
		{"a variable of another type", `query Q($id: String!) { product(id: $id) { id } }`,
			`[{"message":"Type mismatch on variable $id and argument id (String! / EncodedId!)","locations":[{"line":1,"column":37}],"path":["query Q","product","id"],"extensions":{"code":"variableMismatch","variableName":"id","typeName":"String!","argumentName":"id","errorMessage":"Type mismatch"}}]`},
		{"a variable that may be null", `query Q($id: EncodedId) { product(id: $id) { id } }`,
			`[{"message":"Nullability mismatch on variable $id and argument id (EncodedId / EncodedId!)","locations":[{"line":1,"column":39}],"path":["query Q","product","id"],"extensions":{"code":"variableMismatch","variableName":"id","typeName":"EncodedId","argumentName":"id","errorMessage":"Nullability mismatch"}}]`},
		{"a list for one value", `query Q($id: [EncodedId!]!) { product(id: $id) { id } }`,
			`[{"message":"List dimension mismatch on variable $id and argument id ([EncodedId!]! / EncodedId!)","locations":[{"line":1,"column":43}],"path":["query Q","product","id"],"extensions":{"code":"variableMismatch","variableName":"id","typeName":"[EncodedId!]!","argumentName":"id","errorMessage":"List dimension mismatch"}}]`},
		{"a type that does not exist", `mutation M($input: ProductsAndServiceInput!) { productsAndServicesCreate(input: $input) { userErrors { message } } }`,
			"[{\"message\":\"ProductsAndServiceInput isn't a defined input type (on $input) (Did you mean `ProductsAndServicesInput`?)\",\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"mutation M\"],\"extensions\":{\"code\":\"variableRequiresValidType\",\"typeName\":\"ProductsAndServiceInput\",\"variableName\":\"input\"}}]"},
		{"a fragment on nothing", `{ account { ... on Company { id } } }`,
			`[{"message":"No such type Company, so it can't be a fragment condition","locations":[{"line":1,"column":17}],"extensions":{"code":"undefinedType","typeName":"Company"}}]`},
		{"two things at once", `{ account { nick } products { rows { id } } }`,
			`[{"message":"Field 'nick' doesn't exist on type 'Account'","locations":[{"line":1,"column":13}],"path":["query","account","nick"],"extensions":{"code":"undefinedField","typeName":"Account","fieldName":"nick"}},` +
				`{"message":"Field 'rows' doesn't exist on type 'ProductOrServiceConnection'","locations":[{"line":1,"column":31}],"path":["query","products","rows"],"extensions":{"code":"undefinedField","typeName":"ProductOrServiceConnection","fieldName":"rows"}}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes()})
			want := `{"errors":` + test.errors + `,` + tail("0", "0", "10000")
			for range 2 { // the second answer is from memory
				wantBody(t, p.query(test.query, map[string]any{"id": tubeID}), 200, want)
			}
		})
	}
}

func TestTheFilterByIDsMayBeMissing(t *testing.T) {
	query := schema.ProductsByIDs([]schema.Field{schema.ID})
	variables := map[string]any{"ids": []string{tubeID}, "first": 1}
	p := connect(t, sandbox.Config{Catalog: tubes()})
	p.data(query, variables)
	p.server.Switch(func(s *sandbox.Switches) { s.NoIDsFilter = true })
	if got := p.query(query, variables); !strings.HasPrefix(got.body, `{"errors":[{"message":"InputObject 'ProductsFilterInput' doesn't accept argument 'ids'",`) {
		t.Error(got.body)
	}
	p.data(schema.ProductsByAlias(2, []schema.Field{schema.ID}), map[string]any{"id0": tubeID, "id1": serviceID})
}

func TestVariablesThatTheSchemaRefuses(t *testing.T) {
	const product = `query GetProduct($id: EncodedId!) { product(id: $id) { id } }`
	tests := []struct {
		name, query string
		variables   map[string]any
		message     string
		extensions  string
	}{
		{"an id that is none", product, map[string]any{"id": "1"}, "Variable $id of type EncodedId! was provided invalid value",
			`{"value":"1","problems":[{"path":[],"explanation":"'1' is not a valid EncodedId","message":"'1' is not a valid EncodedId"}]}`},
		{"an id that is missing", product, nil, "Variable $id of type EncodedId! was provided invalid value",
			`{"value":null,"problems":[{"path":[],"explanation":"Expected value to not be null"}]}`},
		{"an amount as text", edit, editing(tubeID, `{"defaultUnitCost":"12.50"}`), "Variable $input of type ProductsAndServicesEditInput! was provided invalid value for defaultUnitCost (Could not coerce value \"12.50\" to Float)",
			`{"value":{"defaultUnitCost":"12.50"},"problems":[{"path":["defaultUnitCost"],"explanation":"Could not coerce value \"12.50\" to Float"}]}`},
		{"a field that does not exist", edit, editing(tubeID, `{"unitPrice":1}`), "Variable $input of type ProductsAndServicesEditInput! was provided invalid value for unitPrice (Field is not defined on ProductsAndServicesEditInput)",
			`{"value":{"unitPrice":1},"problems":[{"path":["unitPrice"],"explanation":"Field is not defined on ProductsAndServicesEditInput"}]}`},
		{"a field that is missing", create, map[string]any{"input": map[string]any{"defaultUnitCost": 1}}, "Variable $input of type ProductsAndServicesInput! was provided invalid value for name (Expected value to not be null)",
			`{"value":{"defaultUnitCost":1},"problems":[{"path":["name"],"explanation":"Expected value to not be null"}]}`},
		{"an enum value that does not exist", edit, editing(tubeID, `{"category":"PACKAGE"}`), "Variable $input of type ProductsAndServicesEditInput! was provided invalid value for category (Expected \"PACKAGE\" to be one of: PRODUCT, SERVICE)",
			`{"value":{"category":"PACKAGE"},"problems":[{"path":["category"],"explanation":"Expected \"PACKAGE\" to be one of: PRODUCT, SERVICE"}]}`},
		{"an input that is no object", edit, map[string]any{"productOrServiceId": tubeID, "input": 5}, "Variable $input of type ProductsAndServicesEditInput! was provided invalid value",
			`{"value":5,"problems":[{"path":[],"explanation":"Expected 5 to be a key-value object."}]}`},
		{"one of a list", schema.ProductsByIDs([]schema.Field{schema.ID}), map[string]any{"ids": []any{tubeID, "x"}}, "Variable $ids of type [EncodedId!] was provided invalid value for 1 ('x' is not a valid EncodedId)",
			`{"value":["` + tubeID + `","x"],"problems":[{"path":[1],"explanation":"'x' is not a valid EncodedId","message":"'x' is not a valid EncodedId"}]}`},
		{"a fraction for a whole number", `query Q($n: Int) { products(first: $n) { nodes { id } } }`, map[string]any{"n": 1.5}, "Variable $n of type Int was provided invalid value",
			`{"value":1.5,"problems":[{"path":[],"explanation":"Could not coerce value 1.5 to Int"}]}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes()})
			got := p.query(test.query, test.variables)
			if diff := cmp.Diff(test.message, firstError(t, got).Message); diff != "" {
				t.Errorf("message: %s", diff)
			}
			if diff := cmp.Diff(test.extensions, string(firstError(t, got).Extensions)); diff != "" {
				t.Errorf("extensions: %s", diff)
			}
			if !strings.HasSuffix(got.body, tail("0", "0", "10000")) {
				t.Error(got.body)
			}
		})
	}
}

func TestTheColumnOfABadVariableIsItsDeclaration(t *testing.T) {
	p := connect(t, sandbox.Config{})
	got := p.query(`query GetPropertie($id: EncodedId!) { product(id: $id) { id } }`, map[string]any{"id": "1"})
	if want := `"locations":[{"line":1,"column":20}],"extensions":{"value":"1",`; !strings.Contains(got.body, want) {
		t.Errorf("got %s, want %s", got.body, want)
	}
}

func TestWhichOperationIsMeant(t *testing.T) {
	const two = `query A { account { id } } query B { account { name } }`
	tests := []struct {
		name, body string
		want       string
	}{
		{"the one that is named", `{"query":"` + two + `","operationName":"B"}`, `{"data":{"account":{"name":"ACME Plumbing"}},`},
		{"none is named", `{"query":"` + two + `"}`, `{"errors":[{"message":"An operation name is required"}],`},
		{"another is named", `{"query":"` + two + `","operationName":"C"}`, `{"errors":[{"message":"No operation named \"C\""}],`},
		{"variables may be null", `{"query":"{ account { name } }","variables":null}`, `{"data":{"account":{"name":"ACME Plumbing"}},`},
		{"variables that are no object", `{"query":"{ account { name } }","variables":[1]}`, `{"errors":[{"message":"Variables are invalid JSON"}],`},
		{"a body that is no JSON", `{"query":`, `{"message":"Invalid query"}`},
		{"no body", ``, `{"message":"Invalid query"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes()})
			if got := p.raw(test.body); !strings.HasPrefix(got.body, test.want) {
				t.Errorf("got %s, want %s", got.body, test.want)
			}
		})
	}
}

func TestDocumentsThatGrowWithoutBoundsEnd(t *testing.T) {
	p := connect(t, sandbox.Config{})
	var doubling strings.Builder
	doubling.WriteString("query Q { account { ...F0 } } ")
	for i := range 40 {
		fmt.Fprintf(&doubling, "fragment F%d on Account { ...F%d ...F%d } ", i, i+1, i+1)
	}
	doubling.WriteString("fragment F40 on Account { name }")
	if got := p.query(doubling.String(), nil); !strings.HasPrefix(got.body, `{"data":{"account":{"name":"Sandbox"}},`) {
		t.Error(got.body)
	}
	deep := `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`
	if got := firstError(t, p.query(deep, nil)); got.Message != "Maximum introspection depth exceeded" {
		t.Error(got.Message)
	}
	if got := firstError(t, p.query(`query { account { ...A } } fragment A on Account { ...A }`, nil)); !strings.HasPrefix(got.Message, "Cannot spread fragment") {
		t.Error(got.Message)
	}
}

func FuzzTheServerSurvivesAnyBody(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"query":"{ account { name } }"}`, `{"query":"query Q($a: [Int]) { products(first: $a) { nodes { id } } }","variables":{"a":[1]}}`,
		`{"query":"fragment F on Account { ...F } query { account { ...F } }"}`, `{"query":"{ __schema { types { fields { type { name } } } } }"}`,
		`{"query":"mutation { productsAndServicesEdit(productOrServiceId: \"x\", input: {quantityRange: {minQuantity: 1}}) { productOrService { id } } }"}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		p := connect(t, sandbox.Config{Catalog: tubes()})
		if got := p.raw(body); got.status == 0 || got.status >= 500 {
			t.Errorf("%d %s", got.status, got.body)
		}
	})
}
