package jobber_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

// minted is a token source that signs in anew where a real one refreshes.
type minted struct {
	server *sandbox.Server

	mu        sync.Mutex
	token     string
	refreshes int
}

func (m *minted) Token(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.token, nil
}

func (m *minted) Refresh(_ context.Context, stale string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if stale != m.token {
		return m.token, nil
	}
	tokens, err := m.server.MintToken()
	m.token = tokens.Access
	m.refreshes++
	return m.token, err
}

// company is a simulated account of n items and a client of it.
type company struct {
	*sandbox.Server
	*jobber.Client
	diary  *diary
	tokens *minted
}

func newCompany(t testing.TB, n int, switches sandbox.Switches, change ...func(*jobber.Config)) company {
	t.Helper()
	return companyOf(t, sandbox.Config{Catalog: sandbox.Generated(n), Switches: switches}, change...)
}

func companyOf(t testing.TB, of sandbox.Config, change ...func(*jobber.Config)) company {
	t.Helper()
	server, err := sandbox.New(of)
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := server.MintToken()
	if err != nil {
		t.Fatal(err)
	}
	c := company{Server: server, diary: &diary{}, tokens: &minted{server: server, token: tokens.Access}}
	config := jobber.Config{
		BaseURL: "https://jobber.test", HTTP: server.Transport(), Tokens: c.tokens, Observe: c.diary.note,
		Jitter: func() float64 { return .5 },
	}
	for _, f := range change {
		f(&config)
	}
	c.Client = jobber.New(config)
	return c
}

// asked counts the requests that the service saw with that operation; of any with "".
func (c company) asked(operation string) int {
	n := 0
	for _, request := range c.Requests() {
		if request.Path == sandbox.GraphQLPath && (operation == "" || request.Operation == operation) {
			n++
		}
	}
	return n
}

// refusedForLimits counts the answers that refused a request for the limits.
func (c company) refusedForLimits() int {
	n := 0
	for _, request := range c.Requests() {
		if request.Throttled || request.Status == 429 {
			n++
		}
	}
	return n
}

func (c company) same(t testing.TB, got []catalog.Item) {
	t.Helper()
	sameItems(t, c.Server.Items(), got)
}

func sameItems(t testing.TB, want, got []catalog.Item) {
	t.Helper()
	byID := cmpopts.SortSlices(func(a, b catalog.Item) bool { return a.ID < b.ID })
	if diff := cmp.Diff(want, got, byID, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b money.Amount) bool { return a == b }),
		cmp.Comparer(func(a, b money.Maybe) bool { return a == b })); diff != "" {
		t.Errorf("items (-in the account, +read): %.2000s", diff)
	}
}

// dearer returns a patch for each of the first n items that adds a cent to price and cost.
func (c company) dearer(n int) []catalog.Patch {
	var patches []catalog.Patch
	for _, item := range c.Server.Items()[:n] {
		cent := money.FromCents(1)
		patches = append(patches, catalog.Patch{
			Item: item.ID, Price: money.Some(item.Price.Add(cent)), Cost: money.Some(item.Cost.Or(money.Amount{}).Add(cent)),
		})
	}
	return patches
}

// arrived says that the account is as the patches ask, and that nothing was written twice.
func (c company) arrived(t testing.TB, patches []catalog.Patch) {
	t.Helper()
	for _, p := range patches {
		item, _ := c.Server.Item(p.Item)
		if want := (catalog.Prices{Price: p.Price, Cost: p.Cost}); item.Prices() != want {
			t.Fatalf("%s is %v, want %v", item.Name, item.Prices(), want)
		}
	}
	if most := c.MaxWritesPerItem(); most > 1 {
		t.Errorf("an item was written %d times", most)
	}
}

func states(edited []catalog.Edited) map[catalog.EditState]int {
	counts := make(map[catalog.EditState]int)
	for _, e := range edited {
		counts[e.State]++
	}
	return counts
}

func TestCatalogIsReadOnceInPages(t *testing.T) {
	for _, n := range []int{0, 1, 9, 99, 100, 101, 199, 200, 5000} {
		t.Run(fmt.Sprint(n, " items"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, n, sandbox.Switches{})
				var told []int
				got, err := c.Catalog(t.Context(), func(items int) { told = append(told, items) })
				if err != nil {
					t.Fatal(err)
				}
				c.same(t, got.Items)
				if got.Account.Name != "ACME Plumbing" || got.ReadAt.IsZero() || got.ReadAt.Location() != time.UTC {
					t.Errorf("read %v at %v", got.Account, got.ReadAt)
				}
				if pages := c.asked("Products"); pages > max(1, n/99+1) || pages != len(told) || told[len(told)-1] != n {
					t.Errorf("%d pages, told %v", pages, told)
				}
				if c.refusedForLimits() != 0 {
					t.Errorf("%d answers refused for the limits", c.refusedForLimits())
				}
			})
		})
	}
}

func TestItemsAreReadAfresh(t *testing.T) {
	for name, switches := range map[string]sandbox.Switches{
		"by the ids filter":          {},
		"singly where there is none": {NoIDsFilter: true},
		"whatever digits floats get": {Floats: sandbox.FloatsNoisy},
		"also as whole numbers":      {Floats: sandbox.FloatsShort},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 250, switches)
				all := c.Server.Items()
				var ids []catalog.ItemID
				for _, item := range all {
					ids = append(ids, item.ID)
				}
				for _, gone := range []int{0, 30, 31, 140, 249} {
					if _, err := c.Change(sandbox.Change{Patch: catalog.Patch{Item: ids[gone]}, Remove: true}); err != nil {
						t.Fatal(err)
					}
				}
				got, err := c.Client.Items(t.Context(), ids)
				if err != nil {
					t.Fatal(err)
				}
				for i := range got {
					got[i].Price = got[i].Price.Cents()
					if cost, known := got[i].Cost.Get(); known {
						got[i].Cost = money.Some(cost.Cents())
					}
				}
				if diff := cmp.Diff(c.Server.Items(), got, cmp.Comparer(func(a, b money.Amount) bool { return a == b }),
					cmp.Comparer(func(a, b money.Maybe) bool { return a == b })); diff != "" {
					t.Error(diff)
				}
				if aliases := c.asked("Product") > 0; aliases != switches.NoIDsFilter {
					t.Errorf("%d requests with aliases", c.asked("Product"))
				}
			})
		})
	}
}

func TestFieldsThatAreNotShownAreDoneWithout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 150, sandbox.Switches{HiddenFields: []string{"ProductOrService.markup"}})
		got, err := c.Catalog(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.same(t, got.Items)
		if edited, err := c.Edit(t.Context(), c.dearer(3)); err != nil || states(edited)[catalog.EditStored] != 3 {
			t.Errorf("%v, %v", edited, err)
		}
	})
}

func TestMissingPermissionsAreNamed(t *testing.T) {
	for field, want := range map[string]string{
		"Query.products":                   "Your Jobber app may not read products and services.",
		"ProductOrService.defaultUnitCost": "Your Jobber app may not read products and services.",
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newCompany(t, 10, sandbox.Switches{HiddenFields: []string{field, "Query.productOrServices"}})
			_, err := c.Catalog(t.Context(), nil)
			if f := fault.From(err); f.Code != fault.PermissionMissing || f.Message != want {
				t.Errorf("%s: %v", field, err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 10, sandbox.Switches{HiddenFields: []string{"Mutation.productsAndServicesEdit"}})
		edited, err := c.Edit(t.Context(), c.dearer(2))
		if f := fault.From(err); f.Message != "Your Jobber app may not change products and services." {
			t.Errorf("%v", err)
		}
		if states(edited)[catalog.EditNotSent] != 2 {
			t.Errorf("%v", states(edited))
		}
	})
}

func TestTheOlderQueryStandsIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 250, sandbox.Switches{HiddenFields: []string{"Query.products"}})
		got, err := c.Catalog(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.same(t, got.Items)
	})
}

func TestAReadSurvivesWhatPasses(t *testing.T) {
	for name, effect := range map[string]sandbox.Effect{
		"a reset": sandbox.Reset(sandbox.ApplyAll), "a 502": sandbox.Failure(502, sandbox.ApplyNone), "silence": sandbox.Silence(sandbox.ApplyNone),
		"half an answer": sandbox.CutText(sandbox.ApplyAll), "THROTTLED": sandbox.Throttled(), "a 429": sandbox.TooManyRequests("3"),
		"no connection": sandbox.Refused(), "maintenance": sandbox.Unavailable(), "a bad token": sandbox.BadToken(), "a slow body": sandbox.SlowBody(20 * time.Second),
		"an answer in part": sandbox.Partial(),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 450, sandbox.Switches{})
				c.Inject(sandbox.Fault{On: sandbox.On{Field: "products"}, Skip: 2, Do: effect})
				got, err := c.Catalog(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				c.same(t, got.Items)
				if len(c.Pending()) != 0 {
					t.Error("the fault befell no request")
				}
			})
		})
	}
}

func TestACreationIsFoundByItsName(t *testing.T) {
	for name, effect := range map[string]sandbox.Effect{
		"after its answer":                sandbox.Slow(0),
		"after a reset":                   sandbox.Reset(sandbox.ApplyAll),
		"after a reset that came before":  sandbox.Reset(sandbox.ApplyNone),
		"after silence, from a late copy": sandbox.Silence(sandbox.ApplyAll),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 120, sandbox.Switches{StaleReads: 4 * time.Second})
				c.Inject(sandbox.Fault{On: sandbox.On{Mutation: true}, Do: effect})
				item := catalog.New{Name: "Ball valve ¾″", Category: catalog.Product, Price: money.FromCents(1250), Cost: money.Some(money.FromCents(800)), Taxable: true}
				edited, err := c.Create(t.Context(), item)
				if err != nil {
					t.Fatal(err)
				}
				found, err := c.FindByName(t.Context(), item.Name)
				if err != nil {
					t.Fatal(err)
				}
				made := c.Server.Items()[120:]
				switch edited.State {
				case catalog.EditStored:
					sameItems(t, made, []catalog.Item{edited.Item})
				case catalog.EditLost:
					sameItems(t, made, found)
				default:
					t.Errorf("state %s", edited.State)
				}
			})
		})
	}
}

func TestANameThatIsTakenIsRejectedInJobbersWords(t *testing.T) {
	c := newCompany(t, 5, sandbox.Switches{})
	edited, err := c.Create(t.Context(), catalog.New{Name: "Item 00001", Price: money.FromCents(1)})
	want := catalog.Edited{State: catalog.EditRejected, Message: "A product or service already exists with that name"}
	if err != nil || edited.State != want.State || edited.Message != want.Message {
		t.Errorf("%+v, %v", edited, err)
	}
}

func TestReadableSaysWhetherItemsCanBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 5, sandbox.Switches{})
		if err := c.Readable(t.Context()); err != nil {
			t.Error(err)
		}
		c.Switch(func(s *sandbox.Switches) { s.HiddenTypes = []string{"ProductOrService"} })
		if err := c.Readable(t.Context()); !fault.Is(err, fault.PermissionMissing) {
			t.Error(err)
		}
	})
}
