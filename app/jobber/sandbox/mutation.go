package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

const takenText = "A product or service already exists with that name"

// mutationRoot carries out the fields of Mutation.
type mutationRoot struct{}

func (mutationRoot) typeName() string { return "Mutation" }

func (mutationRoot) field(e *executor, name string, args map[string]any) (any, *graphError) {
	s := e.server
	input, _ := args["input"].(map[string]any)
	switch name {
	case "appDisconnect":
		s.disconnect()
		e.record.Applied++
		return plain{"AppDisconnectPayload", map[string]any{"userErrors": []any{},
			"app": plain{"Application", map[string]any{"name": "Price Sync", "author": "Price Sync"}}}}, nil
	case "productsAndServicesCreate":
		c := changing{server: s, values: values{Item: catalog.Item{Category: catalog.Product, Taxable: true, Visible: true}}}
		c.take(input)
		if len(c.errors) > 0 {
			return c.payload("ProductsAndServicesCreatePayload", nil), nil
		}
		c.ID = s.newID()
		e.record.Applied++
		return c.payload("ProductsAndServicesCreatePayload", s.add(c.values, ByClient, e.record.Number)), nil
	case "productsAndServicesEdit":
		id, _ := args["productOrServiceId"].(string)
		it, ok := s.byID[catalog.ItemID(id)]
		if !ok && s.switches.UnknownItem == UnknownItemError {
			return nil, &graphError{Message: "Product or service not found"}
		}
		c := changing{server: s}
		if !ok {
			c.refuse("Product or service not found", "productOrServiceId")
			return c.payload("ProductsAndServicesEditPayload", nil), nil
		}
		c.values, c.of = it.values, it
		c.Custom = slices.Clone(it.Custom)
		c.take(input)
		if len(c.errors) > 0 {
			return c.payload("ProductsAndServicesEditPayload", nil), nil
		}
		s.write(it, c.values, ByClient, e.record.Number)
		e.record.Applied++
		return c.payload("ProductsAndServicesEditPayload", it), nil
	}
	return nil, nil
}

// changing is an item on its way to new values.
type changing struct {
	server *Server
	of     *item // nil for a creation
	values
	errors []any
}

func (c *changing) refuse(message string, path ...string) {
	steps := make([]any, 0, len(path))
	if !c.server.switches.EmptyPathInErrors {
		for _, step := range path {
			steps = append(steps, step)
		}
	}
	c.errors = append(c.errors, plain{"MutationErrors", map[string]any{"message": message, "path": steps}})
}

func (c *changing) payload(kind string, it *item) plain {
	fields := map[string]any{"productOrService": nil, "userErrors": c.errors}
	if it != nil {
		fields["productOrService"] = itemNode{&it.values}
	}
	if c.errors == nil {
		fields["userErrors"] = []any{}
	}
	return plain{kind, fields}
}

// take applies the input: what it leaves out stays as it is.
func (c *changing) take(input map[string]any) {
	c.takeName(input)
	if text, ok := input["description"]; ok {
		c.Description, _ = text.(string)
	}
	if category, ok := input["category"].(string); ok {
		c.Category = catalog.Category(category)
	}
	if taxable, ok := input["taxable"].(bool); ok {
		c.Taxable = taxable
	}
	if visible, ok := input["visible"].(bool); ok {
		c.Visible = visible
	}
	c.takeAmounts(input)
	c.takeExtra(input)
}

func (c *changing) takeName(input map[string]any) {
	given, ok := input["name"]
	if !ok {
		return
	}
	name, _ := given.(string)
	most := or(c.server.switches.MaxName, 255)
	switch {
	case strings.TrimSpace(name) == "":
		c.refuse("Name can't be blank", "input", "name")
	case utf8.RuneCountInString(name) > most:
		c.refuse(fmt.Sprintf("Name is too long (maximum is %d characters)", most), "input", "name")
	case c.taken(name, input):
		c.refuse(takenText, "input", "name")
	}
	c.Name = name
}

// taken says whether another item has the name already. An item may keep a name that an old duplicate has too.
func (c *changing) taken(name string, input map[string]any) bool {
	if c.of != nil && c.of.Name == name {
		return false
	}
	switches := c.server.switches
	category := c.Category
	if asked, ok := input["category"].(string); ok {
		category = catalog.Category(asked)
	}
	return slices.ContainsFunc(c.server.items, func(other *item) bool {
		if other == c.of || switches.SameNameByKind && other.Category != category {
			return false
		}
		return other.Name == name || switches.NamesIgnoreCase && strings.EqualFold(other.Name, name)
	})
}

func (c *changing) takeAmounts(input map[string]any) {
	price, priceGiven := c.amount(input, "defaultUnitCost", "Default unit cost")
	if exact, ok := price.Get(); ok {
		c.Price = exact
	} else if priceGiven && input["defaultUnitCost"] == nil {
		c.refuse("Default unit cost can't be blank", "input", "defaultUnitCost")
	}
	cost, costGiven := c.amount(input, "internalUnitCost", "Internal unit cost")
	if costGiven {
		c.Cost = cost
	}
	markup, markupGiven := c.amount(input, "markup", "Markup")
	if markupGiven {
		c.Markup = markup
	}
	if len(c.errors) == 0 {
		c.recompute(priceGiven, costGiven, markupGiven)
	}
}

// amount reads one amount of the input, rounded as it is stored; the second value says whether it was given at all.
func (c *changing) amount(input map[string]any, name, title string) (money.Maybe, bool) {
	given, ok := input[name]
	if !ok || given == nil {
		return money.Maybe{}, ok
	}
	exact, ok := amount(given)
	if !ok {
		c.refuse(title+" is too large", "input", name)
		return money.Maybe{}, true
	}
	if exact.Sign() < 0 && name != "markup" && !c.server.switches.NegativePrices {
		c.refuse(title+" must be greater than or equal to 0", "input", name)
	}
	return money.Some(c.server.stored(exact)), true
}

// stored rounds an amount to the decimals that the service keeps.
func (s *Server) stored(exact money.Amount) money.Amount {
	switch decimals := s.switches.Decimals; {
	case decimals == DecimalsWhole:
		return exact.Round(0)
	case decimals > 0:
		return exact.Round(int(decimals))
	}
	return exact
}

// recompute sets the amount that the service calculates by itself, where a switch says that it does.
func (c *changing) recompute(price, cost, markup bool) {
	base, known := c.Cost.Get()
	if !known {
		return
	}
	percent, marked := c.Markup.Get()
	switch c.server.switches.Recompute {
	case RecomputePrice, RecomputeForced:
		if marked && (cost || markup) && (!price || c.server.switches.Recompute == RecomputeForced) {
			c.Price = c.server.stored(base.Markup(percent).Cents())
		}
	case RecomputeMarkup:
		if change, ok := c.Price.PercentOf(base, 2); ok && (price || cost) {
			c.Markup = money.Some(change)
		}
	}
}

func (c *changing) takeExtra(input map[string]any) {
	if minutes, ok := integer(input["durationMinutes"]); ok {
		n := int64(minutes)
		c.DurationMinutes = &n
	}
	if kind, ok := input["bookableType"].(string); ok {
		c.BookableType = &kind
	}
	if online, ok := input["onlineBookingsEnabled"].(bool); ok {
		c.OnlineBookings = online
	}
	if given, ok := input["quantityRange"].(map[string]any); ok {
		c.Quantity = &quantity{}
		for name, into := range map[string]**int64{"minQuantity": &c.Quantity.Min, "maxQuantity": &c.Quantity.Max} {
			if number, ok := integer(given[name]); ok {
				n := int64(number)
				*into = &n
			}
		}
		if enabled, ok := given["quantityEnabled"].(bool); ok {
			c.Quantity.Enabled = &enabled
		}
	}
	for _, element := range list(input["customFields"]) {
		given, _ := element.(map[string]any)
		text, ok := given["valueText"].(string)
		if !ok {
			continue
		}
		for i, f := range c.Custom {
			if f.ID == given["customFieldId"] || f.ID == given["customFieldConfigurationId"] {
				c.Custom[i].Text = text
			}
		}
	}
}
