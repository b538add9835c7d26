package jobber

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// wireItem is a ProductOrService as the service sends it. What was not asked for, or is null, is nil.
type wireItem struct {
	ID          catalog.ItemID   `json:"id"`
	Name        string           `json:"name"`
	Description *string          `json:"description"`
	Category    catalog.Category `json:"category"`
	Price       *json.Number     `json:"defaultUnitCost"`
	Cost        *json.Number     `json:"internalUnitCost"`
	Markup      *json.Number     `json:"markup"`
	Taxable     *bool            `json:"taxable"`
	Visible     *bool            `json:"visible"`
	Custom      []struct {
		Label string `json:"label"`
		Text  string `json:"valueText"`
	} `json:"customFields"` // of other kinds than text, both are ""
}

// coded is item with the text of the custom field of that label, ignoring case and outer space. Several of the label
// are put in lines.
func (w wireItem) coded(label string) (catalog.Item, error) {
	item, err := w.item()
	if label == "" {
		return item, err
	}
	var texts []string
	for _, field := range w.Custom {
		if strings.EqualFold(strings.TrimSpace(field.Label), strings.TrimSpace(label)) && field.Text != "" {
			texts = append(texts, field.Text)
		}
	}
	item.Code = strings.Join(texts, "\n")
	return item, err
}

func (c *Client) label() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.codeField
}

// item reads an item. One without an id or a price is not one.
func (w wireItem) item() (catalog.Item, error) {
	item := catalog.Item{ID: w.ID, Name: w.Name, Category: w.Category, Visible: w.Visible == nil || *w.Visible}
	if w.ID == "" || w.Price == nil {
		return item, errors.New("an item without id or price")
	}
	if w.Description != nil {
		item.Description = *w.Description
	}
	if w.Taxable != nil {
		item.Taxable = *w.Taxable
	}
	var err error
	if item.Price, err = amount(*w.Price); err != nil {
		return item, fmt.Errorf("price of an item: %w", err)
	}
	if item.Cost, err = maybe(w.Cost); err != nil {
		return item, fmt.Errorf("cost of an item: %w", err)
	}
	if item.Markup, err = maybe(w.Markup); err != nil {
		return item, fmt.Errorf("markup of an item: %w", err)
	}
	return item, nil
}

// amount reads a JSON number exactly. Only what no money has is rounded: digits beyond the tenth decimal, which a
// service that calculates in binary may send.
func amount(n json.Number) (money.Amount, error) {
	a, err := money.Decimal(n.String())
	if !errors.Is(err, money.ErrRange) {
		return a, err
	}
	d, broken := decimal.NewFromString(n.String())
	if broken != nil || d.Exponent() > 0 || d.Exponent() < -400 {
		return a, err
	}
	return money.Decimal(d.Round(10).String())
}

func maybe(n *json.Number) (money.Maybe, error) {
	if n == nil {
		return money.Maybe{}, nil
	}
	a, err := amount(*n)
	return money.Some(a), err
}

// number writes an amount as a JSON number.
func number(a money.Amount) json.Number { return json.Number(a.Plain()) }

// editInput is a patch as ProductsAndServicesEditInput: what the patch leaves out is left out.
func editInput(p catalog.Patch) map[string]any {
	input := make(map[string]any)
	for name, value := range map[string]money.Maybe{"defaultUnitCost": p.Price, "internalUnitCost": p.Cost, "markup": p.Markup} {
		if a, known := value.Get(); known {
			input[name] = number(a)
		}
	}
	if p.Visible != nil {
		input["visible"] = *p.Visible
	}
	return input
}

// createInput is a new item as ProductsAndServicesInput.
func createInput(n catalog.New) map[string]any {
	input := map[string]any{"name": n.Name, "defaultUnitCost": number(n.Price), "taxable": n.Taxable}
	if n.Description != "" {
		input["description"] = n.Description
	}
	if n.Category != "" {
		input["category"] = n.Category
	}
	if cost, known := n.Cost.Get(); known {
		input["internalUnitCost"] = number(cost)
	}
	if markup, known := n.Markup.Get(); known {
		input["markup"] = number(markup)
	}
	return input
}

// payload is what a mutation answers.
type payload struct {
	Item       *wireItem `json:"productOrService"`
	UserErrors []struct {
		Message string `json:"message"`
	} `json:"userErrors"`
}

// readPayload reads a mutation's payload. One that is absent or null is an error.
func readPayload(raw json.RawMessage) (payload, error) {
	var p payload
	if null(raw) {
		return p, errors.New("no payload in the answer")
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		return p, fmt.Errorf("read the payload: %w", err)
	}
	return p, nil
}

// complaint is the service's own reason for a refusal, scrubbed.
func (p payload) complaint(scrub func(string) string) string {
	var texts []string
	for _, e := range p.UserErrors {
		if e.Message != "" {
			texts = append(texts, e.Message)
		}
	}
	if len(texts) == 0 {
		return "no reason given"
	}
	return scrub(strings.Join(texts, "; "))
}
