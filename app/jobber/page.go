package jobber

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/jobber/schema"
)

// page is one page of the list.
type page struct {
	nodes []wireItem
	more  bool
	end   string // cursor of the last item
}

// nextPage asks for the page behind a cursor, "" for the first. It falls back to the older query where the service does not
// know or not show products, and to smaller pages where one is dearer than the bucket is large.
func (c *Client) nextPage(ctx context.Context, after string, fields []schema.Field) (page, *failure) {
	for {
		c.mu.Lock()
		size, older := c.page, c.noProducts
		c.mu.Unlock()
		q := call{name: "Products", document: schema.Products(fields), what: readWhat, cost: size*weight(fields) + 5}
		key := "products"
		if older {
			q.name, q.document, key = "ProductOrServices", schema.ProductOrServices(fields), "productOrServices"
		}
		q.variables = map[string]any{"first": size}
		if after != "" {
			q.variables["after"] = after
		}
		a, f := c.do(ctx, q)
		if f == nil && len(a.errors) > 0 {
			f = partial(a)
		}
		switch {
		case f == nil:
			return readPage(a.data[key])
		case f.shape == tooDear && c.shrink(q, f, size):
		case c.drop(ctx, q, f):
			fields = c.fields(fields)
		case !older && after == "" && (f.shape == refused || f.shape == hidden):
			p, second := c.older(ctx, fields)
			if second != nil {
				return page{}, f
			}
			return p, nil
		default:
			return page{}, f
		}
	}
}

// older asks for the first page by the older query and stays with that one when it is answered.
func (c *Client) older(ctx context.Context, fields []schema.Field) (page, *failure) {
	c.mu.Lock()
	c.noProducts = true
	c.mu.Unlock()
	c.observe(ctx, Event{Kind: EventFallback, Operation: "Products", Reason: "products", Available: -1})
	p, f := c.nextPage(ctx, "", fields)
	if f != nil {
		c.mu.Lock()
		c.noProducts = false
		c.mu.Unlock()
	}
	return p, f
}

// shrink makes pages small enough for the bucket, once for a size that was too dear.
func (c *Client) shrink(q call, f *failure, size int) bool {
	if size == 1 {
		return false
	}
	fits := size / 2
	if f.requested > 0 {
		fits = min(fits, int(float64(size)*c.pace.size()/f.requested))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.page = max(1, min(c.page, fits))
	return true
}

// drop does without a field that the service does not have or not show, if the work can be done without it.
func (c *Client) drop(ctx context.Context, q call, f *failure) bool {
	if f.shape != refused && f.shape != hidden {
		return false
	}
	for _, e := range f.errors {
		if strings.Contains(strings.ToLower(e.Message), "customfield") && c.leaveCustom(ctx, q) {
			return true
		}
		typeName, name := e.hiddenField()
		switch field := schema.Field(name); field {
		case schema.Description, schema.Category, schema.Markup, schema.Taxable, schema.Visible:
			c.mu.Lock()
			again := typeName == "ProductOrService" && !c.dropped[field]
			c.dropped[field] = true
			c.mu.Unlock()
			if again {
				c.observe(ctx, Event{Kind: EventFallback, Operation: q.name, Reason: "field " + name, Available: -1})
				return true
			}
		}
	}
	return false
}

// leaveCustom does without custom fields from now on; false where that was so already.
func (c *Client) leaveCustom(ctx context.Context, q call) bool {
	c.mu.Lock()
	again := c.codeField != "" && !c.dropped[schema.CustomTexts]
	c.dropped[schema.CustomTexts] = true
	c.mu.Unlock()
	if again {
		c.observe(ctx, Event{Kind: EventFallback, Operation: q.name, Reason: "field customFields", Available: -1})
	}
	return again
}

// SetCodeField names the custom field of items that holds suppliers' codes, by its label; "" asks for none. Readings of
// the catalog fill Item.Code from it, where the service has custom fields.
func (c *Client) SetCodeField(label string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.codeField != label {
		c.codeField = label
		delete(c.dropped, schema.CustomTexts)
	}
}

// ReadsCodes says whether the named custom field is read: not where none is named, nor after the service showed that it
// has no custom fields or does not show them.
func (c *Client) ReadsCodes() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.codeField != "" && !c.dropped[schema.CustomTexts]
}

// catalogFields are the fields that a reading of the catalog asks for.
func (c *Client) catalogFields() []schema.Field {
	fields := c.fields(schema.ItemFields())
	if c.ReadsCodes() {
		fields = append(fields, schema.CustomTexts)
	}
	return fields
}

// weight is what an item with these fields costs: custom fields are weighed with their label and their text.
func weight(fields []schema.Field) int {
	if slices.Contains(fields, schema.CustomTexts) {
		return len(fields) + 2
	}
	return len(fields)
}

// fields returns those that have not been dropped.
func (c *Client) fields(fields []schema.Field) []schema.Field {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := make([]schema.Field, 0, len(fields))
	for _, field := range fields {
		if !c.dropped[field] {
			kept = append(kept, field)
		}
	}
	return kept
}

// partial is a read that was answered in part: nobody can tell what is missing, so it counts as none.
func partial(a answer) *failure {
	f := &failure{shape: failed, errors: a.errors, cause: fmt.Errorf("answered in part: %s", a.errors[0].Message)}
	if s := a.errors[0].shape(); s == hidden || s == absent {
		f.shape = s
	}
	return f
}

// readPage reads a connection.
func readPage(raw json.RawMessage) (page, *failure) {
	var connection struct {
		Nodes []wireItem `json:"nodes"`
		Page  struct {
			More bool   `json:"hasNextPage"`
			End  string `json:"endCursor"`
		} `json:"pageInfo"`
	}
	if null(raw) {
		return page{}, unreadableAnswer(errors.New("no list in the answer"))
	}
	if err := json.Unmarshal(raw, &connection); err != nil {
		return page{}, unreadableAnswer(fmt.Errorf("read the list: %w", err))
	}
	return page{nodes: connection.Nodes, more: connection.Page.More, end: connection.Page.End}, nil
}

// cursor is the service's cursor of the item at a 1-based offset; "" for 0.
func cursor(offset int) string {
	if offset == 0 {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(offset)))
}

// place is the offset that a cursor stands for, if it is one of ours.
func place(text string) (int, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, false
	}
	offset, err := strconv.Atoi(string(raw))
	return offset, err == nil && cursor(offset) == text
}
