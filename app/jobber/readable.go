package jobber

import (
	"context"

	"pricesync/app/jobber/schema"
)

// Readable asks for the first page of the catalog: nil means that products and services can be read.
func (c *Client) Readable(ctx context.Context) error {
	if _, f := c.nextPage(ctx, "", c.fields(schema.ItemFields())); f != nil {
		return c.fault(call{what: readWhat}, f)
	}
	return nil
}
