package sandbox_test

import (
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/jobber/schema"
)

// The sandbox must not be what a benchmark of the client measures: these say how long it takes by itself.
func BenchmarkRequests(b *testing.B) {
	server, err := sandbox.New(sandbox.Config{Catalog: sandbox.Generated(10_000), Keep: 100})
	if err != nil {
		b.Fatal(err)
	}
	tokens, err := server.MintToken()
	if err != nil {
		b.Fatal(err)
	}
	items := server.Items()
	ids := make([]catalog.ItemID, schema.MaxPage)
	for i := range ids {
		ids[i] = items[i*97].ID
	}
	for _, bench := range []struct {
		name      string
		query     string
		variables map[string]any
	}{
		{"edit", schema.Edit(1, schema.EditFields()), map[string]any{"productOrServiceId": items[7].ID, "input": map[string]any{"defaultUnitCost": 12.5}}},
		{"page", schema.Products(schema.ItemFields()), map[string]any{"first": schema.MaxPage, "after": "NTAwMA"}},
		{"block by ids", schema.ProductsByIDs(schema.EditFields()), map[string]any{"ids": ids, "first": schema.MaxPage}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			p := &peer{b, server, nil, "", tokens.Access}
			p.client, p.base = inProcess(b, server)
			for b.Loop() {
				server.ClearLimits()
				if got := p.query(bench.query, bench.variables); got.status != 200 {
					b.Fatal(got.body)
				}
			}
		})
	}
}
