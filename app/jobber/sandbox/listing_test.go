package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/jobber/schema"
)

func TestListings(t *testing.T) {
	tests := []struct {
		name     string
		switches sandbox.Switches
		arguments,
		field string
		want []string
	}{
		{"unsorted is the order of creation", sandbox.Switches{}, "", "products", []string{"pear tree", "Apple", "Pear", "banana", "Cherry"}},
		{"unsorted may be newest first", sandbox.Switches{Unsorted: sandbox.OrderNewest}, "", "products", []string{"Cherry", "banana", "Pear", "Apple", "pear tree"}},
		{"unsorted may be by name", sandbox.Switches{Unsorted: sandbox.OrderName}, "", "productOrServices", []string{"Apple", "banana", "Cherry", "Pear", "pear tree"}},
		{"by name", sandbox.Switches{}, "filter: {sort: {key: NAME, direction: ASCENDING}}", "products", []string{"Apple", "banana", "Cherry", "Pear", "pear tree"}},
		{"by name, backwards", sandbox.Switches{}, "filter: {sort: {key: NAME, direction: DESCENDING}}", "products", []string{"pear tree", "Pear", "Cherry", "banana", "Apple"}},
		{"by category", sandbox.Switches{}, "filter: {sort: {key: CATEGORY, direction: DESCENDING}}, first: 1", "products", []string{"Pear"}},
		{"one category", sandbox.Switches{}, "filter: {category: [Service]}", "products", []string{"Pear"}},
		{"one category without a list", sandbox.Switches{}, "filter: {category: Service}", "products", []string{"Pear"}},
		{"both categories", sandbox.Switches{}, "filter: {category: [Service, Product]}, first: 2", "products", []string{"pear tree", "Apple"}},
		{"by ids", sandbox.Switches{}, fmt.Sprintf("filter: {ids: [%q, %q]}", sandbox.ItemID(7140005), sandbox.ItemID(7140002)), "products", []string{"Apple", "Cherry"}},
		{"no ids, no items", sandbox.Switches{}, "filter: {ids: []}", "products", []string{}},
		{"by a part of the name", sandbox.Switches{}, `searchTerm: "PEAR"`, "products", []string{"pear tree", "Pear"}},
		{"by the older search", sandbox.Switches{}, `searchTerm: "an"`, "productsSearch", []string{"banana"}},
		{"hidden items may be left out", sandbox.Switches{ProductsHideHidden: true}, "", "products", []string{"pear tree", "Apple", "Pear", "Cherry"}},
		{"the older query has hidden items all the same", sandbox.Switches{ProductsHideHidden: true}, "", "productOrServices", []string{"pear tree", "Apple", "Pear", "banana", "Cherry"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: fruit(), Switches: test.switches})
			arguments := test.arguments
			if arguments != "" {
				arguments = "(" + arguments + ")"
			}
			if diff := cmp.Diff(test.want, names(t, p.data("{ "+test.field+arguments+" { nodes { name } } }", nil))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPages(t *testing.T) {
	info := func(start, end string, next, previous bool) string {
		text := func(s string) string {
			if s == "" {
				return "null"
			}
			return `"` + s + `"`
		}
		return fmt.Sprintf(`"pageInfo":{"startCursor":%s,"endCursor":%s,"hasNextPage":%t,"hasPreviousPage":%t}`, text(start), text(end), next, previous)
	}
	tests := []struct {
		name, arguments string
		want            []string
		info            string
	}{
		{"the first two", "first: 2", []string{"1", "2"}, info("MQ", "Mg", true, false)},
		{"after the second", `first: 2, after: "Mg"`, []string{"3", "4"}, info("Mw", "NA", true, true)},
		{"the rest", `first: 9, after: "NA"`, []string{"5"}, info("NQ", "NQ", false, true)},
		{"an empty cursor is the start", `first: 1, after: ""`, []string{"1"}, info("MQ", "MQ", true, false)},
		{"a padded cursor counts too", `first: 1, after: "Mg=="`, []string{"3"}, info("Mw", "Mw", true, true)},
		{"beyond the end", `first: 2, after: "OTk"`, []string{}, info("", "", false, true)},
		{"nothing asked for", `first: 0`, []string{}, info("", "", true, false)},
		{"less than nothing", `first: -1`, []string{}, info("", "", true, false)},
		{"the last two", `last: 2`, []string{"4", "5"}, info("NA", "NQ", false, true)},
		{"the last before a place", `last: 2, before: "NA"`, []string{"2", "3"}, info("Mg", "Mw", true, true)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var given catalog.Catalog
			for i := range 5 {
				given.Items = append(given.Items, catalog.Item{Name: fmt.Sprint(i + 1)})
			}
			p := connect(t, sandbox.Config{Catalog: given})
			query := "{ products(" + test.arguments + ") { nodes { name } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"
			if diff := cmp.Diff(test.want, names(t, p.data(query, nil))); diff != "" {
				t.Error(diff)
			}
			if got := p.query(query, nil); !strings.Contains(got.body, test.info) {
				t.Errorf("got %s, want %s", got.body, test.info)
			}
		})
	}
}

func TestAPageHoldsAHundred(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: sandbox.Generated(250)})
	for _, arguments := range []string{"", "(first: 100)", "(first: 800)", "(last: 800)"} {
		if got := len(names(t, p.data("{ products"+arguments+" { nodes { name } } }", nil))); got != 100 {
			t.Errorf("%s: %d nodes", arguments, got)
		}
	}
	if data := p.data("{ products(first: 1) { totalCount } }", nil); data["products"].(map[string]any)["totalCount"] != 250.0 {
		t.Errorf("totalCount: %v", data)
	}
}

func TestTheClientsPagesReadEveryItemOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(r, "items")
		size := rapid.IntRange(1, 12).Draw(r, "page")
		p := connect(t, sandbox.Config{Catalog: sandbox.Generated(n)})
		var read []string
		after := ""
		for {
			data := p.data(schema.Products([]schema.Field{schema.Name}), map[string]any{"first": size, "after": after})
			read = append(read, names(t, data)...)
			info := data["products"].(map[string]any)["pageInfo"].(map[string]any)
			if info["hasNextPage"] != true {
				break
			}
			after = info["endCursor"].(string)
		}
		var want []string
		for _, item := range p.server.Items() {
			want = append(want, item.Name)
		}
		if diff := cmp.Diff(want, read); diff != "" {
			r.Error(diff)
		}
	})
}

func TestAListShiftsWhileItIsPaged(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: sandbox.Generated(4)})
	first := names(t, p.data(`{ products(first: 2) { nodes { name } } }`, nil))
	if _, err := p.server.Change(sandbox.Change{Patch: catalog.Patch{Item: p.server.Items()[0].ID}, Remove: true}); err != nil {
		t.Fatal(err)
	}
	second := names(t, p.data(`{ products(first: 2, after: "Mg") { nodes { name } } }`, nil))
	if diff := cmp.Diff([]string{"Item 00001", "Item 00002", "Item 00004"}, slices.Concat(first, second)); diff != "" {
		t.Errorf("one item slips through: %s", diff)
	}
}
