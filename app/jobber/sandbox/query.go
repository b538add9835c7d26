package sandbox

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/jobber/schema"
	"pricesync/app/money"
)

// accountCreated is when every account of the sandbox was opened.
const accountCreated = "2019-03-04T09:00:00Z"

// queryRoot answers the fields of Query.
type queryRoot struct{}

func (queryRoot) typeName() string { return "Query" }

func (queryRoot) field(e *executor, name string, args map[string]any) (any, *graphError) {
	s := e.server
	switch name {
	case "account":
		account := e.owner.accountOf()
		return plain{"Account", map[string]any{"id": string(account.ID), "name": account.Name, "phone": nil,
			"createdAt": accountCreated, "industry": "PLUMBING"}}, nil
	case "product", "productOrService":
		id, _ := args["id"].(string)
		if it, ok := s.byID[catalog.ItemID(id)]; ok {
			if seen, ok := s.seen(it); ok {
				return itemNode{seen}, nil
			}
		}
		return nil, &graphError{Message: "Product or service not found"}
	case "products":
		return e.page(e.products(args), args)
	case "productOrServices":
		return e.page(e.listed(s.sorted(s.switches.Unsorted), func(*values) bool { return true }), args)
	case "productsSearch":
		return e.page(e.products(map[string]any{"searchTerm": args["searchTerm"]}), args)
	case "__schema":
		return schemaNode(e), nil
	case "__type":
		name, _ := args["name"].(string)
		return typeNode(e, name), nil
	}
	return nil, nil
}

// products lists what the filter and the search term leave, in the order asked for.
func (e *executor) products(args map[string]any) []*values {
	switches := e.server.switches
	filter, _ := args["filter"].(map[string]any)
	items := e.server.sorted(switches.Unsorted)
	if sort, ok := filter["sort"].(map[string]any); ok {
		order := OrderName
		if sort["key"] == "CATEGORY" {
			order = orderCategory
		}
		items = e.server.sorted(order)
		if sort["direction"] == "DESCENDING" {
			items = slices.Clone(items)
			slices.Reverse(items)
		}
	}
	term, _ := args["searchTerm"].(string)
	term = strings.ToLower(term)
	categories := list(filter["category"])
	wanted, byIDs := map[string]bool{}, false
	if ids, ok := filter["ids"]; ok && ids != nil {
		byIDs = true
		for _, id := range list(ids) {
			if text, ok := id.(string); ok {
				wanted[text] = true
			}
		}
	}
	return e.listed(items, func(v *values) bool {
		return (!byIDs || wanted[string(v.ID)]) &&
			(len(categories) == 0 || slices.ContainsFunc(categories, func(c any) bool {
				text, _ := c.(string)
				return strings.EqualFold(text, string(v.Category))
			})) &&
			(term == "" || strings.Contains(strings.ToLower(v.Name), term)) &&
			(v.Visible || !switches.ProductsHideHidden)
	})
}

// listed returns the items that pass, as a read sees them.
func (e *executor) listed(items []*item, pass func(*values) bool) []*values {
	found := make([]*values, 0, len(items))
	for _, it := range items {
		if seen, ok := e.server.seen(it); ok && pass(seen) {
			found = append(found, seen)
		}
	}
	return found
}

// list takes a single value for a list of one, as GraphQL does.
func list(value any) []any {
	if value == nil {
		return nil
	}
	if many, ok := value.([]any); ok {
		return many
	}
	return []any{value}
}

// page cuts one page out of the list. Cursors are offsets, so the list may shift between two pages.
func (e *executor) page(all []*values, args map[string]any) (any, *graphError) {
	start, end := 0, len(all)
	if after, ok := args["after"].(string); ok && after != "" {
		offset, problem := decodeCursor(after)
		if problem != nil {
			return nil, problem
		}
		start = min(max(offset, 0), end)
	}
	if before, ok := args["before"].(string); ok && before != "" {
		offset, problem := decodeCursor(before)
		if problem != nil {
			return nil, problem
		}
		end = max(min(end, offset-1), start)
	}
	if first, ok := integer(args["first"]); ok {
		end = min(end, start+min(max(first, 0), schema.MaxPage))
	}
	if last, ok := integer(args["last"]); ok {
		start = max(start, end-min(max(last, 0), schema.MaxPage))
	}
	end = min(end, start+schema.MaxPage)
	return connection{all[start:end], start, len(all)}, nil
}

func encodeCursor(position int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(position)))
}

func decodeCursor(cursor string) (int, *graphError) {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(cursor, "="))
	if err != nil {
		return 0, &graphError{Message: "Invalid cursor: " + strconv.Quote(cursor)}
	}
	offset, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0, nil // a text that is no number counts as the start, as it does in Ruby
	}
	return offset, nil
}

// connection is one page of items.
type connection struct {
	page  []*values
	start int // how many items stand before the page
	total int
}

func (connection) typeName() string { return "ProductOrServiceConnection" }

func (c connection) field(_ *executor, name string, _ map[string]any) (any, *graphError) {
	switch name {
	case "nodes", "edges":
		rows := make([]any, len(c.page))
		for i, v := range c.page {
			rows[i] = itemNode{v}
			if name == "edges" {
				rows[i] = plain{"ProductOrServiceEdge", map[string]any{"cursor": encodeCursor(c.start + i + 1), "node": itemNode{v}}}
			}
		}
		return rows, nil
	case "pageInfo":
		end := c.start + len(c.page)
		info := plain{"PageInfo", map[string]any{"hasNextPage": end < c.total, "hasPreviousPage": c.start > 0}}
		if len(c.page) > 0 {
			info.fields["startCursor"], info.fields["endCursor"] = encodeCursor(c.start+1), encodeCursor(end)
		}
		return info, nil
	case "totalCount":
		return c.total, nil
	}
	return nil, nil
}

// plain is an object whose fields are known beforehand; one that is not there is null.
type plain struct {
	kind   string
	fields map[string]any
}

func (r plain) typeName() string { return r.kind }

func (r plain) field(_ *executor, name string, _ map[string]any) (any, *graphError) {
	return r.fields[name], nil
}

// itemNode is one item.
type itemNode struct{ *values }

func (itemNode) typeName() string { return "ProductOrService" }

func (n itemNode) field(_ *executor, name string, _ map[string]any) (any, *graphError) {
	switch name {
	case "id":
		return string(n.ID), nil
	case "name":
		return n.Name, nil
	case "description":
		if n.Description != "" {
			return n.Description, nil
		}
	case "category":
		return string(n.Category), nil
	case "defaultUnitCost":
		return n.Price, nil
	case "internalUnitCost":
		return known(n.Cost), nil
	case "markup":
		return known(n.Markup), nil
	case "taxable":
		return n.Taxable, nil
	case "visible":
		return n.Visible, nil
	case "durationMinutes":
		return whole(n.DurationMinutes), nil
	case "bookableType":
		if n.BookableType != nil {
			return *n.BookableType, nil
		}
	case "onlineBookingsEnabled":
		return n.OnlineBookings, nil
	case "quantityRange":
		if q := n.Quantity; q != nil {
			fields := map[string]any{"minQuantity": whole(q.Min), "maxQuantity": whole(q.Max)}
			if q.Enabled != nil {
				fields["quantityEnabled"] = *q.Enabled
			}
			return plain{"QuantityRange", fields}, nil
		}
	case "customFields":
		fields := make([]any, len(n.Custom))
		for i, f := range n.Custom {
			fields[i] = plain{"CustomFieldText", map[string]any{"id": f.ID, "label": f.Label, "valueText": f.Text}}
		}
		return fields, nil
	}
	return nil, nil
}

// known returns the amount, nil where there is none: an absent amount must be null and not an empty value.
func known(m money.Maybe) any {
	if exact, ok := m.Get(); ok {
		return exact
	}
	return nil
}

func whole(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}
