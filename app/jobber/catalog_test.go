package jobber_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

func TestItemsThatComeAndGoWhileReadingLoseAndDoubleNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		before := rapid.SliceOfN(rapid.IntRange(1, 3), 1, 2).Draw(r, "pages before which something changes")
		many := rapid.IntRange(1, 8).Draw(r, "changes at a time")
		kind := rapid.SampledFrom([]string{"add", "remove", "rename"}).Draw(r, "kind")
		seed := rapid.IntRange(0, 339).Draw(r, "seed")
		var trouble string
		synctest.Test(t, func(t *testing.T) {
			c := newCompany(t, 340, sandbox.Switches{})
			start := c.Server.Items()
			for _, page := range before {
				var changes []sandbox.Change
				for i := range many {
					one := start[(seed+page*97+i*61)%len(start)].ID
					name := fmt.Sprintf("Item %05db%d", (seed+page*131+i*173)%len(start), i)
					switch kind {
					case "add":
						changes = append(changes, sandbox.Change{Add: &catalog.Item{Name: name, Category: catalog.Product, Visible: true}})
					case "remove":
						changes = append(changes, sandbox.Change{Patch: catalog.Patch{Item: one}, Remove: true})
					default:
						changes = append(changes, sandbox.Change{Patch: catalog.Patch{Item: one}, Name: name})
					}
				}
				c.Inject(sandbox.Fault{On: sandbox.On{Field: "products"}, Skip: page, Do: sandbox.Foreign(changes...)})
			}
			trouble = readWhole(t, c, start)
		})
		if trouble != "" {
			r.Fatal(trouble)
		}
	})
}

// readWhole reads the catalog and says what is wrong with the reading: nothing that was there from start to end may be
// lost, and nothing may come twice.
func readWhole(t *testing.T, c company, start []catalog.Item) string {
	got, err := c.Catalog(t.Context(), nil)
	if err != nil {
		return err.Error()
	}
	read := make(map[catalog.ItemID]int)
	for _, item := range got.Items {
		if read[item.ID]++; read[item.ID] > 1 {
			return item.Name + " was doubled"
		}
	}
	for _, item := range start {
		if _, still := c.Server.Item(item.ID); still && read[item.ID] == 0 {
			return item.Name + " was lost"
		}
	}
	if pages := c.asked("Products"); pages > 25 {
		return fmt.Sprintf("%d pages for 340 items", pages)
	}
	return ""
}

// pages serves a list of n items by cursors of some other kind.
func pages(n int, cursorOf func(place int) string) step {
	return func(request sent, ctx context.Context) (*httpResponse, error) {
		if request.OperationName == "Account" {
			return account()(request, ctx)
		}
		var after string
		if raw, given := request.Variables["after"]; given {
			if err := json.Unmarshal(raw, &after); err != nil {
				return nil, err
			}
		}
		start := 0
		for place := range n + 1 {
			if place > 0 && cursorOf(place) == after {
				start = place
			}
		}
		if after != "" && start == 0 {
			return ok(`{"errors":[{"message":"Invalid cursor","path":["products"]}],"data":null}`)(request, ctx)
		}
		end := min(start+100, n)
		var nodes []string
		for place := start; place < end; place++ {
			nodes = append(nodes, node(fmt.Sprint("i", place), "1.5", "null"))
		}
		return ok(fmt.Sprintf(`{"data":{"products":{"nodes":[%s],"pageInfo":{"hasNextPage":%v,"endCursor":%q}}}}`,
			strings.Join(nodes, ","), end < n, cursorOf(end)))(request, ctx)
	}
}

func TestAnyKindOfCursorIsFollowed(t *testing.T) {
	for name, cursorOf := range map[string]func(int) string{
		"Jobber's":       func(place int) string { return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprint(place))) },
		"padded":         func(place int) string { return base64.StdEncoding.EncodeToString([]byte(fmt.Sprint(place))) },
		"counted from 0": func(place int) string { return base64.StdEncoding.EncodeToString([]byte(fmt.Sprint(place - 1))) },
		"an opaque text": func(place int) string { return fmt.Sprintf("after-%x", place*7919) },
		"the item's own": func(place int) string {
			return base64.StdEncoding.EncodeToString([]byte(fmt.Sprint("cursor:i", place)))
		},
		"a bare number":    func(place int) string { return fmt.Sprint(place) },
		"only of the page": func(place int) string { return fmt.Sprint("p", (place+99)/100) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w, _, _ := client(pages(430, cursorOf))
				got, err := c.Catalog(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				seen := make(map[catalog.ItemID]bool)
				for _, item := range got.Items {
					seen[item.ID] = true
				}
				if len(seen) != 430 || len(got.Items) != 430 || len(w.seen()) > 8 {
					t.Errorf("%d items, %d of them different, in %d requests", len(got.Items), len(seen), len(w.seen()))
				}
			})
		})
	}
}

func TestAListThatLeadsNowhereIsNoCatalog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w, _, _ := client(account(), ok(`{"data":{"products":{"nodes":[`+node("a", "1", "null")+
			`],"pageInfo":{"hasNextPage":true,"endCursor":"same"}}}}`))
		if _, err := c.Catalog(t.Context(), nil); !fault.Is(err, fault.JobberUnreadable) || len(w.seen()) > 10 {
			t.Errorf("%v after %d requests", err, len(w.seen()))
		}
	})
}

func TestPagesShrinkWhereTheBucketIsSmall(t *testing.T) {
	small := func(request sent, ctx context.Context) (*httpResponse, error) {
		var first int
		if err := json.Unmarshal(request.Variables["first"], &first); request.OperationName == "Account" || err != nil {
			return account()(request, ctx)
		}
		status := `"throttleStatus":{"maximumAvailable":500,"currentlyAvailable":500,"restoreRate":50}`
		if cost := first*9 + 5; cost > 500 {
			return ok(fmt.Sprintf(`{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],`+
				`"extensions":{"cost":{"requestedQueryCost":%d,"actualQueryCost":0,%s}}}`, cost, status))(request, ctx)
		}
		return ok(`{"data":{"products":{"nodes":[`+node("a", "1", "null")+`],"pageInfo":{"hasNextPage":false,"endCursor":"MQ"}}},`+
			`"extensions":{"cost":{"requestedQueryCost":500,"actualQueryCost":14,`+status+`}}}`)(request, ctx)
	}
	synctest.Test(t, func(t *testing.T) {
		c, w, _, _ := client(small)
		got, err := c.Catalog(t.Context(), nil)
		if err != nil || len(got.Items) != 1 {
			t.Fatalf("%v, %v", got.Items, err)
		}
		if n := len(w.seen()); n != 3 {
			t.Errorf("%d requests, want the account, a page that is too dear, and one that fits", n)
		}
	})
}

func TestAmountsAreReadExactlyHoweverTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12.00", "12.0": "12.00", "14.5": "14.50", "1.2e1": "12.00", "1.25E-1": "0.125", "0": "0.00", "-3.5": "-3.50",
		"12.000000000000002": "12.000000000000002", "0.30000000000000004": "0.30", `"7.25"`: "7.25", "123456789012.34": "123456789012.34",
		"8.449999999999999289": "8.45",
	} {
		t.Run(text, func(t *testing.T) {
			c, _, _, _ := client(items(node("a", text, text)))
			got, err := c.Items(t.Context(), []catalog.ItemID{"a"})
			if err != nil || len(got) != 1 {
				t.Fatalf("%v, %v", got, err)
			}
			if got[0].Price.String() != want || got[0].Cost.String() != want {
				t.Errorf("read as %s and %s, want %s", got[0].Price, got[0].Cost, want)
			}
		})
	}
	for _, text := range []string{"null", "1e300", `"abc"`, "true", "[1]"} {
		t.Run(text+" is no price", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _, _, _ := client(items(node("a", text, "null")))
				if got, err := c.Items(t.Context(), []catalog.ItemID{"a"}); !fault.Is(err, fault.JobberUnreadable) {
					t.Errorf("%v, %v", got, err)
				}
			})
		})
	}
}

func TestAFilterThatIsNotHeededIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		byAlias := ok(`{"data":{"product":` + node("wanted", "3", "null") + `}}`)
		c, w, _, d := client(items(node("other", "1", "null"), node("wanted", "2", "null")), byAlias)
		for range 2 {
			got, err := c.Items(t.Context(), []catalog.ItemID{"wanted"})
			if err != nil || len(got) != 1 || got[0].Price != money.FromInt(3) {
				t.Fatalf("%v, %v", got, err)
			}
		}
		if n := len(w.seen()); n != 3 || len(d.all(jobber.EventFallback)) != 1 {
			t.Errorf("%d requests, and %d times told", n, len(d.all(jobber.EventFallback)))
		}
	})
}
