package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

const create = `mutation Create($input: ProductsAndServicesInput!) { productsAndServicesCreate(input: $input) { ` +
	`productOrService { id name category defaultUnitCost internalUnitCost taxable visible } userErrors { message path } } }`

// byValue compares amounts as values.
var byValue = cmp.Options{cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) }), cmp.Comparer(func(a, b money.Maybe) bool { return a.Equal(b) })}

func TestAnEditChangesWhatItNamesAndNothingElse(t *testing.T) {
	hidden := false
	tests := []struct {
		name, input string
		change      func(*catalog.Item)
	}{
		{"nothing", `{}`, func(*catalog.Item) {}},
		{"the price", `{"defaultUnitCost":12.5}`, func(i *catalog.Item) { i.Price = cents(1250) }},
		{"the price to four decimals", `{"defaultUnitCost":12.3456}`, func(i *catalog.Item) { i.Price = decimal(t, "12.3456") }},
		{"the price as JavaScript writes it", `{"defaultUnitCost":926.6400000000001}`, func(i *catalog.Item) { i.Price = decimal(t, "926.6400000000001") }},
		{"the price with an exponent", `{"defaultUnitCost":1.2e1}`, func(i *catalog.Item) { i.Price = cents(1200) }},
		{"the cost", `{"internalUnitCost":8.45}`, func(i *catalog.Item) { i.Cost = some(845) }},
		{"the cost to none", `{"internalUnitCost":null}`, func(i *catalog.Item) { i.Cost = money.Maybe{} }},
		{"the markup", `{"markup":42.01}`, func(i *catalog.Item) { i.Markup = some(4201) }},
		{"visibility", `{"visible":false}`, func(i *catalog.Item) { i.Visible = hidden }},
		{"the name, description and kind", `{"name":"Tube","description":"3 m","category":"SERVICE","taxable":false}`, func(i *catalog.Item) {
			i.Name, i.Description, i.Category, i.Taxable = "Tube", "3 m", catalog.Service, false
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes()})
			want := tubes().Items[0]
			before := want
			test.change(&want)
			if got := p.query(edit, editing(tubeID, test.input)); strings.Contains(got.body, `"message"`) {
				t.Fatal(got.body)
			}
			got, ok := p.server.Item(tubeID)
			if diff := cmp.Diff(want, got, byValue); !ok || diff != "" {
				t.Errorf("item (-want +got):\n%s", diff)
			}
			writes := []sandbox.Write{{Request: 1, By: sandbox.ByClient, Item: tubeID, Before: before, After: want}}
			if diff := cmp.Diff(writes, p.server.Writes(), byValue, cmpopts.IgnoreFields(sandbox.Write{}, "At")); diff != "" {
				t.Errorf("writes (-want +got):\n%s", diff)
			}
		})
	}
}

func decimal(t *testing.T, text string) money.Amount {
	t.Helper()
	exact, err := money.Decimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return exact
}

func TestWhatAnEditIsRefusedFor(t *testing.T) {
	tests := []struct {
		name      string
		switches  sandbox.Switches
		id, input string
		want      string
	}{
		{"a negative price", sandbox.Switches{}, tubeID, `{"defaultUnitCost":-0.01}`, `[{"message":"Default unit cost must be greater than or equal to 0","path":["input","defaultUnitCost"]}]`},
		{"a negative cost", sandbox.Switches{}, tubeID, `{"internalUnitCost":-1}`, `[{"message":"Internal unit cost must be greater than or equal to 0","path":["input","internalUnitCost"]}]`},
		{"no price", sandbox.Switches{}, tubeID, `{"defaultUnitCost":null}`, `[{"message":"Default unit cost can't be blank","path":["input","defaultUnitCost"]}]`},
		{"a price beyond measure", sandbox.Switches{}, tubeID, `{"defaultUnitCost":1e300}`, `[{"message":"Default unit cost is too large","path":["input","defaultUnitCost"]}]`},
		{"an empty name", sandbox.Switches{}, tubeID, `{"name":" "}`, `[{"message":"Name can't be blank","path":["input","name"]}]`},
		{"a long name", sandbox.Switches{MaxName: 5}, tubeID, `{"name":"längere"}`, `[{"message":"Name is too long (maximum is 5 characters)","path":["input","name"]}]`},
		{"a name that is taken", sandbox.Switches{}, tubeID, `{"name":"Boiler Service"}`, `[{"message":"A product or service already exists with that name","path":["input","name"]}]`},
		{"an unknown item", sandbox.Switches{}, unknownID, `{"defaultUnitCost":1}`, `[{"message":"Product or service not found","path":["productOrServiceId"]}]`},
		{"two things at once", sandbox.Switches{}, tubeID, `{"defaultUnitCost":-1,"internalUnitCost":-1}`,
			`[{"message":"Default unit cost must be greater than or equal to 0","path":["input","defaultUnitCost"]},{"message":"Internal unit cost must be greater than or equal to 0","path":["input","internalUnitCost"]}]`},
		{"without a path", sandbox.Switches{EmptyPathInErrors: true}, unknownID, `{}`, `[{"message":"Product or service not found","path":[]}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes(), Switches: test.switches})
			got := p.query(edit, editing(test.id, test.input))
			if want := `{"data":{"productsAndServicesEdit":{"productOrService":null,"userErrors":` + test.want + `}},`; !strings.HasPrefix(got.body, want) {
				t.Errorf("\ngot  %s\nwant %s", got.body, want)
			}
			if writes := p.server.Writes(); len(writes) > 0 {
				t.Errorf("it was written all the same: %v", writes)
			}
		})
	}
}

func TestAnUnknownItemMayBeAnErrorOfItsOwn(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes(), Switches: sandbox.Switches{UnknownItem: sandbox.UnknownItemError}})
	if got := p.query(edit, editing(unknownID, `{}`)); !strings.HasPrefix(got.body, `{"data":null,"errors":[{"message":"Product or service not found","locations":[{"line":1,"column":108}],"path":["productsAndServicesEdit"]}],`) {
		t.Error(got.body)
	}
}

func TestNegativePricesMayBeStored(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes(), Switches: sandbox.Switches{NegativePrices: true}})
	p.query(edit, editing(tubeID, `{"defaultUnitCost":-5}`))
	if item, _ := p.server.Item(tubeID); !item.Price.Equal(cents(-500)) {
		t.Errorf("stored %s", item.Price)
	}
}

func TestWhatTheServiceStoresOtherwise(t *testing.T) {
	tests := []struct {
		name                string
		switches            sandbox.Switches
		input               string
		price, cost, markup string
	}{
		{"all decimals", sandbox.Switches{}, `{"defaultUnitCost":12.3456}`, "12.3456", "8.00", "50.00"},
		{"cents", sandbox.Switches{Decimals: sandbox.DecimalsCents}, `{"defaultUnitCost":12.345,"internalUnitCost":8.004}`, "12.35", "8.00", "50.00"},
		{"whole units", sandbox.Switches{Decimals: sandbox.DecimalsWhole}, `{"defaultUnitCost":12.5}`, "13.00", "8.00", "50.00"},
		{"the price stays by itself", sandbox.Switches{}, `{"internalUnitCost":10}`, "11.50", "10.00", "50.00"},
		{"the price follows the cost", sandbox.Switches{Recompute: sandbox.RecomputePrice}, `{"internalUnitCost":10.01}`, "15.02", "10.01", "50.00"},
		{"the price follows the markup", sandbox.Switches{Recompute: sandbox.RecomputePrice}, `{"markup":25}`, "10.00", "8.00", "25.00"},
		{"a price that is sent along stays", sandbox.Switches{Recompute: sandbox.RecomputePrice}, `{"internalUnitCost":10,"defaultUnitCost":12}`, "12.00", "10.00", "50.00"},
		{"even a price that is sent is recomputed", sandbox.Switches{Recompute: sandbox.RecomputeForced}, `{"internalUnitCost":10,"defaultUnitCost":12}`, "15.00", "10.00", "50.00"},
		{"a price alone is not recomputed", sandbox.Switches{Recompute: sandbox.RecomputeForced}, `{"defaultUnitCost":12.5}`, "12.50", "8.00", "50.00"},
		{"the markup follows", sandbox.Switches{Recompute: sandbox.RecomputeMarkup}, `{"defaultUnitCost":12,"internalUnitCost":9}`, "12.00", "9.00", "33.33"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			given := tubes()
			given.Items[0].Markup = some(5000)
			p := connect(t, sandbox.Config{Catalog: given, Switches: test.switches})
			p.query(edit, editing(tubeID, test.input))
			got, _ := p.server.Item(tubeID)
			if diff := cmp.Diff([]string{test.price, test.cost, test.markup}, []string{got.Price.String(), got.Cost.String(), got.Markup.String()}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACreation(t *testing.T) {
	eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
		got := p.query(create, map[string]any{"input": json.RawMessage(`{"name":"COP22-3M","defaultUnitCost":20.3,"internalUnitCost":12.11}`)})
		id := sandbox.ItemID(7140574)
		wantBody(t, got, 200, `{"data":{"productsAndServicesCreate":{"productOrService":{"id":"`+string(id)+`","name":"COP22-3M","category":"PRODUCT",`+
			`"defaultUnitCost":20.3,"internalUnitCost":12.11,"taxable":true,"visible":true},"userErrors":[]}},`+tail("12", "10", "9990"))
		again := p.query(create, map[string]any{"input": json.RawMessage(`{"name":"COP22-3M","defaultUnitCost":1}`)})
		if want := `{"data":{"productsAndServicesCreate":{"productOrService":null,"userErrors":[{"message":"A product or service already exists with that name","path":["input","name"]}]}},`; !strings.HasPrefix(again.body, want) {
			t.Errorf("\ngot  %s\nwant %s", again.body, want)
		}
		want := []sandbox.Write{{Request: 1, By: sandbox.ByClient, Item: id, Created: true,
			After: catalog.Item{ID: id, Name: "COP22-3M", Category: catalog.Product, Price: cents(2030), Cost: some(1211), Taxable: true, Visible: true}}}
		if diff := cmp.Diff(want, p.server.Writes(), byValue, cmpopts.IgnoreFields(sandbox.Write{}, "At")); diff != "" {
			t.Errorf("writes (-want +got):\n%s", diff)
		}
	})
}

func TestWhichNamesAreTaken(t *testing.T) {
	tests := []struct {
		name     string
		switches sandbox.Switches
		input    string
		taken    bool
	}{
		{"the same name", sandbox.Switches{}, `{"name":"COP15-3M","defaultUnitCost":1}`, true},
		{"another case", sandbox.Switches{}, `{"name":"cop15-3m","defaultUnitCost":1}`, false},
		{"another case where case does not count", sandbox.Switches{NamesIgnoreCase: true}, `{"name":"cop15-3m","defaultUnitCost":1}`, true},
		{"the same name of another kind", sandbox.Switches{}, `{"name":"COP15-3M","defaultUnitCost":1,"category":"SERVICE"}`, true},
		{"the same name of another kind where kinds count", sandbox.Switches{SameNameByKind: true}, `{"name":"COP15-3M","defaultUnitCost":1,"category":"SERVICE"}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes(), Switches: test.switches})
			got := p.query(create, map[string]any{"input": json.RawMessage(test.input)})
			if taken := strings.Contains(got.body, "already exists"); taken != test.taken {
				t.Errorf("%s", got.body)
			}
		})
	}
}

func TestAnOldDuplicateCanStillBeEdited(t *testing.T) {
	given := tubes()
	given.Items[1].Name = given.Items[0].Name
	p := connect(t, sandbox.Config{Catalog: given})
	p.query(edit, editing(tubeID, `{"name":"COP15-3M","defaultUnitCost":1}`))
	if item, _ := p.server.Item(tubeID); !item.Price.Equal(cents(100)) {
		t.Errorf("stored %s", item.Price)
	}
}

func TestCustomFieldsAreEdited(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes(), CustomFields: map[catalog.ItemID][]sandbox.CustomField{tubeID: {{ID: unknownID, Label: "Code", Text: "old"}}}})
	p.query(edit, editing(tubeID, `{"customFields":[{"customFieldId":"`+unknownID+`","valueText":"new"}]}`))
	got := p.query(`query Q($id: EncodedId!) { product(id: $id) { customFields { ... on CustomFieldText { valueText } } } }`, map[string]any{"id": tubeID})
	if !strings.HasPrefix(got.body, `{"data":{"product":{"customFields":[{"valueText":"new"}]}},`) {
		t.Error(got.body)
	}
}

func TestAliasedEditsStandAlone(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	got := p.query(`mutation { a: productsAndServicesEdit(productOrServiceId: "`+tubeID+`", input: {defaultUnitCost: 1}) { userErrors { message } }
		b: productsAndServicesEdit(productOrServiceId: "`+unknownID+`", input: {defaultUnitCost: 2}) { userErrors { message } }
		c: productsAndServicesEdit(productOrServiceId: "`+serviceID+`", input: {defaultUnitCost: 3}) { userErrors { message } } }`, nil)
	if want := `{"data":{"a":{"userErrors":[]},"b":{"userErrors":[{"message":"Product or service not found"}]},"c":{"userErrors":[]}},`; !strings.HasPrefix(got.body, want) {
		t.Errorf("\ngot  %s\nwant %s", got.body, want)
	}
	if diff := cmp.Diff(map[catalog.ItemID]int{tubeID: 1, serviceID: 1}, p.server.WritesPerItem()); diff != "" {
		t.Error(diff)
	}
}

func TestAliasesMayBeRefused(t *testing.T) {
	query := `mutation { a: productsAndServicesEdit(productOrServiceId: "` + tubeID + `", input: {}) { userErrors { message } } b: productsAndServicesEdit(productOrServiceId: "` + serviceID + `", input: {}) { userErrors { message } } }`
	p := connect(t, sandbox.Config{Catalog: tubes(), Switches: sandbox.Switches{MaxEdits: 1}})
	wantBody(t, p.query(query, nil), 200, `{"errors":[{"message":"Too many mutations in one request: 2, and at most 1 are allowed"}],`+tail("0", "0", "10000"))
	p.server.Switch(func(s *sandbox.Switches) { s.MaxEdits = 2 })
	if got := p.query(query, nil); !strings.HasPrefix(got.body, `{"data":`) {
		t.Error(got.body)
	}
}

func TestOneWrongAliasKillsTheWholeBatch(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	p.query(`mutation { a: productsAndServicesEdit(productOrServiceId: "`+tubeID+`", input: {defaultUnitCost: 1}) { userErrors { message } }
		b: productsAndServicesEdit(productOrServiceId: "`+serviceID+`", input: {price: 2}) { userErrors { message } } }`, nil)
	if writes := p.server.Writes(); len(writes) > 0 {
		t.Errorf("written: %v", writes)
	}
}

func TestAmountsAreStoredExactly(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	rapid.Check(t, func(r *rapid.T) {
		units := rapid.Int64Range(0, 99_999_999_9999).Draw(r, "ten-thousandths")
		text := fmt.Sprintf("%d.%04d", units/10000, units%10000)
		p.query(edit, editing(tubeID, `{"defaultUnitCost":`+text+`}`))
		want, err := money.Decimal(text)
		if err != nil {
			r.Fatal(err)
		}
		if item, _ := p.server.Item(tubeID); !item.Price.Equal(want) {
			r.Errorf("sent %s, stored %s", text, item.Price)
		}
		p.server.ClearLimits()
	})
}
