// Package schema holds the part of Jobber's GraphQL schema that Price Sync speaks, as the documents that the client sends.
package schema

import (
	_ "embed"
	"fmt"
	"strings"
)

// SDL is the schema excerpt in GraphQL's schema definition language.
//
//go:embed schema.graphql
var SDL string

// MaxPage is the most nodes that Jobber puts on one page, and the most ids that one filter may name.
const MaxPage = 100

// Account asks for the connected account. It takes no variables and is allowed whatever the app's scopes are.
const Account = `query Account { account { id name } }`

// Disconnect ends the app's connection to the account. It takes no variables.
const Disconnect = `mutation Disconnect { appDisconnect { app { name author } userErrors { message path } } }`

// A Field is one field of ProductOrService.
type Field string

// The fields of an item that Price Sync reads.
const (
	ID          Field = "id"
	Name        Field = "name"
	Description Field = "description"
	Category    Field = "category"
	Price       Field = "defaultUnitCost"
	Cost        Field = "internalUnitCost"
	Markup      Field = "markup"
	Taxable     Field = "taxable"
	Visible     Field = "visible"
)

// CustomTexts are the custom fields of an item as far as they hold text. The other members of the union have had
// several names, so none of them is asked for. Versions before 2024-09-12 do not have it.
const CustomTexts Field = "customFields { ... on CustomFieldText { label valueText } }"

// ItemFields returns every field that Price Sync reads of an item.
func ItemFields() []Field {
	return []Field{ID, Name, Description, Category, Price, Cost, Markup, Taxable, Visible}
}

// EditFields returns the id and the fields that an edit can change: enough to verify an edit, and no dearer.
func EditFields() []Field { return []Field{ID, Price, Cost, Markup, Visible} }

// Products asks for one page of the catalog, hidden items too, in the order of their names. Variables: first, after.
func Products(fields []Field) string {
	return `query Products($first: Int, $after: String) { products(filter: {sort: {key: NAME, direction: ASCENDING}}, ` +
		`first: $first, after: $after) { nodes { ` + join(fields) + ` } pageInfo { hasNextPage endCursor } } }`
}

// ProductOrServices asks for the same page by the older query, which has no order to choose. Variables: first, after.
func ProductOrServices(fields []Field) string {
	return `query ProductOrServices($first: Int, $after: String) { productOrServices(first: $first, after: $after) ` +
		`{ nodes { ` + join(fields) + ` } pageInfo { hasNextPage endCursor } } }`
}

// ProductsByIDs asks for up to MaxPage items by their ids. Variables: ids, first (as many as there are ids).
func ProductsByIDs(fields []Field) string {
	return `query ProductsByIDs($ids: [EncodedId!], $first: Int) { products(filter: {ids: $ids}, first: $first) ` +
		`{ nodes { ` + join(fields) + ` } } }`
}

// ProductsByAlias asks for n items, each by its own product field: the way for a service that has no ids filter.
// Variables: IDVariable(0) …; the answer's keys are Key("product", n, 0) ….
func ProductsByAlias(n int, fields []Field) string {
	var head, body strings.Builder
	for i := range n {
		id := IDVariable(i)
		fmt.Fprintf(&head, "%s$%s: EncodedId!", separator(i), id)
		fmt.Fprintf(&body, " %sproduct(id: $%s) { %s }", alias(n, i), id, join(fields))
	}
	return `query Product(` + head.String() + `) {` + body.String() + ` }`
}

// IDVariable returns the name of the variable of the product at index i of ProductsByAlias.
func IDVariable(i int) string { return fmt.Sprint("id", i) }

// Edit asks for n edits, done in order. Variables of a single edit: productOrServiceId, input; of several:
// productOrServiceId0, input0 …. The answer's keys are Key("productsAndServicesEdit", n, 0) ….
func Edit(n int, fields []Field) string {
	var head, body strings.Builder
	for i := range n {
		id, input := EditVariables(n, i)
		fmt.Fprintf(&head, "%s$%s: EncodedId!, $%s: ProductsAndServicesEditInput!", separator(i), id, input)
		fmt.Fprintf(&body, " %sproductsAndServicesEdit(productOrServiceId: $%s, input: $%s) %s", alias(n, i), id, input, payload(fields))
	}
	return `mutation ProductsAndServicesEdit(` + head.String() + `) {` + body.String() + ` }`
}

// EditVariables returns the names of the variables of the edit at index i of n.
func EditVariables(n, i int) (id, input string) {
	id, input = "productOrServiceId", "input"
	if n > 1 {
		id, input = fmt.Sprint(id, i), fmt.Sprint(input, i)
	}
	return id, input
}

// Create asks for one new item. Variables: input.
func Create(fields []Field) string {
	return `mutation ProductsAndServicesCreate($input: ProductsAndServicesInput!) ` +
		`{ productsAndServicesCreate(input: $input) ` + payload(fields) + ` }`
}

// Key returns the answer's key of the field at index i of n: its own name when it stands alone, an alias otherwise.
func Key(field string, n, i int) string {
	if n == 1 {
		return field
	}
	return fmt.Sprint("a", i)
}

func alias(n, i int) string {
	if n == 1 {
		return ""
	}
	return Key("", n, i) + ": "
}

func payload(fields []Field) string {
	return `{ productOrService { ` + join(fields) + ` } userErrors { message path } }`
}

func separator(i int) string {
	if i == 0 {
		return ""
	}
	return ", "
}

func join(fields []Field) string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = string(field)
	}
	return strings.Join(names, " ")
}
