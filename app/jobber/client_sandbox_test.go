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
	server, err := sandbox.New(sandbox.Config{Catalog: sandbox.Generated(n), Switches: switches})
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

func TestFiveThousandItemsTakeFiftyOnePages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 5000, sandbox.Switches{Latency: 50 * time.Millisecond})
		begun := time.Now()
		if _, err := c.Catalog(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		// The bucket gives 10,000 points at once and 500 a second; fifty pages of 905 points are the least.
		bound := time.Duration(float64(50*905-10_000) / 500 * float64(time.Second))
		took := time.Since(begun)
		t.Logf("%d pages, bound %v, took %v, ratio %.3f", c.asked("Products"), bound, took, took.Seconds()/bound.Seconds())
		if c.asked("Products") > 51 || took > bound*105/100 || c.refusedForLimits() != 0 {
			t.Errorf("%d pages in %v with %d refusals", c.asked("Products"), took, c.refusedForLimits())
		}
	})
}

func TestEditsRunAtTheLimitsAndAreNeverThrottled(t *testing.T) {
	for _, test := range []struct {
		name     string
		edits    int
		switches sandbox.Switches
		batch    int
		bound    time.Duration // by the limits alone
	}{
		{"a thousand edits", 1000, sandbox.Switches{}, 1, 0},
		{"a thousand edits of a slow service", 1000, sandbox.Switches{Latency: 400 * time.Millisecond}, 1, 60 * time.Second},
		{"five thousand edits", 5000, sandbox.Switches{}, 1, 600 * time.Second},
		{"five thousand edits in a window that slides", 5000, sandbox.Switches{SlidingWindow: true}, 1, 600 * time.Second},
		{"five thousand edits, twenty at once", 5000, sandbox.Switches{}, 20, 0},
		{"edits that cost five times as much", 1000, sandbox.Switches{CostFactor: 5}, 1, 0},
		{"a service that says nothing of its limits", 1000, sandbox.Switches{CostReport: sandbox.CostMissing}, 1, 0},
		{"a service that reports nonsense", 1000, sandbox.Switches{CostReport: sandbox.CostNegative}, 1, 0},
		{"a service that reports words", 1000, sandbox.Switches{CostReport: sandbox.CostWrongTypes}, 1, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if test.switches.Latency == 0 {
					test.switches.Latency = 100 * time.Millisecond
				}
				c := newCompany(t, test.edits, test.switches, func(config *jobber.Config) { config.Batch = test.batch })
				patches := c.dearer(test.edits)
				begun := time.Now()
				for start := 0; start < len(patches); start += 100 {
					block := patches[start : start+100]
					ids := make([]catalog.ItemID, len(block))
					for i, p := range block {
						ids[i] = p.Item
					}
					if items, err := c.Client.Items(t.Context(), ids); err != nil || len(items) != len(ids) {
						t.Fatalf("%d items, %v", len(items), err)
					}
					read := time.Now()
					edited, err := c.Edit(t.Context(), block)
					if err != nil || states(edited)[catalog.EditStored] != len(block) {
						t.Fatalf("%v, %v", states(edited), err)
					}
					if took := time.Since(read); took > 10*time.Second && test.switches.CostFactor == 0 {
						t.Errorf("a block was read %v before its last write", took)
					}
				}
				took := time.Since(begun)
				t.Logf("%d requests in %v", c.asked(""), took)
				c.arrived(t, patches)
				if c.refusedForLimits() != 0 || c.Stats().Throttled != 0 {
					t.Errorf("%d answers refused for the limits", c.refusedForLimits())
				}
				if test.bound > 0 && took > test.bound*105/100 {
					t.Errorf("took %v, the limits allow %v", took, test.bound)
				}
			})
		})
	}
}

func TestAnotherProgramMaySharetheLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 3000, sandbox.Switches{Latency: 100 * time.Millisecond, OtherPoints: 250})
		for range 4 {
			if _, err := c.Catalog(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		patches := c.dearer(2000)
		if edited, err := c.Edit(t.Context(), patches); err != nil || states(edited)[catalog.EditStored] != len(patches) {
			t.Fatalf("%v, %v", states(edited), err)
		}
		c.arrived(t, patches)
		if refused := c.refusedForLimits(); refused*1000 > c.asked("") {
			t.Errorf("%d of %d answers refused for the limits", refused, c.asked(""))
		}
	})
}

func TestAnEarlierRunMayHaveUsedTheWindowUp(t *testing.T) {
	for name, switches := range map[string]sandbox.Switches{
		"and the service says nothing":              {},
		"and the service names the wait":            {RetryAfter: true},
		"and the window slides":                     {SlidingWindow: true},
		"and another program goes on using a third": {OtherRequests: 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				switches.Latency = 100 * time.Millisecond
				c := newCompany(t, 3000, switches)
				patches := c.dearer(3000)
				if edited, err := c.Edit(t.Context(), patches[:1500]); err != nil || states(edited)[catalog.EditStored] != 1500 {
					t.Fatalf("%v, %v", states(edited), err)
				}
				later := jobber.New(jobber.Config{BaseURL: "https://jobber.test", HTTP: c.Transport(), Tokens: c.tokens, Observe: c.diary.note})
				for start := 1500; start < 3000; start += 100 {
					edited, err := later.Edit(t.Context(), patches[start:start+100])
					if err != nil || states(edited)[catalog.EditStored] != 100 {
						t.Fatalf("%v, %v", states(edited), err)
					}
				}
				c.arrived(t, patches)
				t.Logf("%d refused, at the end of %d requests", c.refusedForLimits(), c.asked(""))
				if refused := c.refusedForLimits(); refused > 60 {
					t.Errorf("%d requests were refused", refused)
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

func TestEveryLostEditIsSettledByOneRead(t *testing.T) {
	for _, test := range []struct {
		name    string
		effect  sandbox.Effect
		applied bool
	}{
		{"reset after it was carried out", sandbox.Reset(sandbox.ApplyAll), true},
		{"reset before", sandbox.Reset(sandbox.ApplyNone), false},
		{"silence after it was carried out", sandbox.Silence(sandbox.ApplyAll), true},
		{"silence before", sandbox.Silence(sandbox.ApplyNone), false},
		{"502 after it was carried out", sandbox.Failure(502, sandbox.ApplyAll), true},
		{"503 before", sandbox.Failure(503, sandbox.ApplyNone), false},
		{"half of the JSON", sandbox.CutText(sandbox.ApplyAll), true},
		{"a body that breaks off", sandbox.ShortBody(sandbox.ApplyAll), true},
		{"an empty body", sandbox.Empty(sandbox.ApplyAll), true},
		{"a huge body", sandbox.HugeBody(9<<20, sandbox.ApplyAll), true},
		{"a deep body", sandbox.DeepBody(100_000, sandbox.ApplyAll), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 10, sandbox.Switches{StaleReads: 5 * time.Second})
				patches := c.dearer(3)
				c.Inject(sandbox.Fault{On: sandbox.On{Item: patches[1].Item, Mutation: true}, Do: test.effect})
				edited, err := c.Edit(t.Context(), patches)
				if err != nil {
					t.Fatal(err)
				}
				want := map[catalog.EditState]int{catalog.EditStored: 2, catalog.EditLost: 1}
				if diff := cmp.Diff(want, states(edited)); diff != "" || edited[1].State != catalog.EditLost {
					t.Fatalf("%s", diff)
				}
				begun := time.Now()
				items, err := c.Client.Items(t.Context(), []catalog.ItemID{patches[0].Item, patches[1].Item, patches[2].Item})
				if err != nil || len(items) != 3 {
					t.Fatalf("%d items, %v", len(items), err)
				}
				sameItems(t, c.Server.Items()[:3], items)
				if arrived := items[1].Prices().Price == patches[1].Price; arrived != test.applied {
					t.Errorf("the read says that the edit arrived: %v", arrived)
				}
				if took := time.Since(begun); took > jobber.DefaultSettle {
					t.Errorf("settled only after %v", took)
				}
				if c.MaxWritesPerItem() > 1 {
					t.Error("a lost edit was sent again")
				}
			})
		})
	}
}

func TestAnOutageStopsTheWorldInsteadOfLosingRowAfterRow(t *testing.T) {
	for name, effect := range map[string]sandbox.Effect{
		"5xx":     sandbox.Failure(503, sandbox.ApplyNone),
		"silence": sandbox.Silence(sandbox.ApplyNone),
		"resets":  sandbox.Reset(sandbox.ApplyNone),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 300, sandbox.Switches{Latency: 100 * time.Millisecond})
				c.Inject(sandbox.Fault{Skip: 100, Times: sandbox.Always, Do: effect})
				begun := time.Now()
				edited, err := c.Edit(t.Context(), c.dearer(300))
				if fault.From(err).Entry().Exit != fault.ExitJobber {
					t.Fatalf("ended as %v", err)
				}
				if counts := states(edited); counts[catalog.EditStored] != 100 || counts[catalog.EditLost] > 20 {
					t.Errorf("%v", counts)
				}
				if took := time.Since(begun); took > 90*time.Second {
					t.Errorf("told only after %v", took)
				}
			})
		})
	}
}

func TestAServiceThatRefusesEditsButIsThereStopsTheWorldToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 300, sandbox.Switches{})
		c.Inject(sandbox.Fault{On: sandbox.On{Mutation: true}, Times: sandbox.Always, Do: sandbox.Failure(500, sandbox.ApplyNone)})
		edited, err := c.Edit(t.Context(), c.dearer(300))
		if !fault.Is(err, fault.JobberUnavailable) || states(edited)[catalog.EditLost] > 20 {
			t.Errorf("%v, %v", states(edited), err)
		}
	})
}

func TestAShortHiccupCostsOnlyAReadOfWhatWasLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 300, sandbox.Switches{Latency: 100 * time.Millisecond})
		c.Inject(sandbox.Fault{Skip: 100, Times: 5, Do: sandbox.Reset(sandbox.ApplyAll)})
		patches := c.dearer(300)
		edited, err := c.Edit(t.Context(), patches)
		if err != nil {
			t.Fatal(err)
		}
		if counts := states(edited); counts[catalog.EditStored]+counts[catalog.EditLost] != 300 || counts[catalog.EditLost] > 5 {
			t.Errorf("%v", counts)
		}
		c.arrived(t, patches)
	})
}

func TestAnEditOfOneItemFailsAlone(t *testing.T) {
	for name, switches := range map[string]sandbox.Switches{
		"as a user error":   {},
		"as a graph error":  {UnknownItem: sandbox.UnknownItemError},
		"in a batch":        {EmptyPathInErrors: true},
		"without any words": {},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 5, switches, func(config *jobber.Config) {
					if name == "in a batch" {
						config.Batch = 5
					}
				})
				patches := c.dearer(5)
				patches[1].Item = sandbox.ItemID(99)
				negative := money.FromCents(-100)
				patches[3].Price = money.Some(negative)
				edited, err := c.Edit(t.Context(), patches)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, e := range edited {
					got = append(got, string(e.State)+" "+e.Message)
				}
				want := []string{"stored ", "rejected Product or service not found", "stored ",
					"rejected Default unit cost must be greater than or equal to 0", "stored "}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func TestAliasesAreLeftWhereTheServiceRefusesThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 100, sandbox.Switches{MaxEdits: 1}, func(config *jobber.Config) { config.Batch = 20 })
		patches := c.dearer(100)
		edited, err := c.Edit(t.Context(), patches)
		if err != nil || states(edited)[catalog.EditStored] != 100 {
			t.Fatalf("%v, %v", states(edited), err)
		}
		c.arrived(t, patches)
		if n := c.asked("ProductsAndServicesEdit"); n > 108 {
			t.Errorf("%d requests for 100 edits", n)
		}
	})
}

func TestHalfABatchIsToldRowByRow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 10, sandbox.Switches{}, func(config *jobber.Config) { config.Batch = 10 })
		c.Inject(sandbox.Fault{On: sandbox.On{Mutation: true}, Do: sandbox.Half()})
		patches := c.dearer(10)
		edited, err := c.Edit(t.Context(), patches)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range edited {
			item, _ := c.Server.Item(patches[i].Item)
			stored := item.Prices().Price == patches[i].Price
			if stored && e.State == catalog.EditRejected || !stored && e.State == catalog.EditStored {
				t.Errorf("edit %d is told as %s, and Jobber has it: %v", i, e.State, stored)
			}
		}
	})
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

func TestAnExpiredTokenIsRefreshedOnceAndNothingIsWrittenTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 400, sandbox.Switches{Latency: 100 * time.Millisecond})
		time.AfterFunc(2*time.Second, c.ExpireAccess)
		patches := c.dearer(400)
		edited, err := c.Edit(t.Context(), patches)
		if err != nil || states(edited)[catalog.EditStored] != 400 {
			t.Fatalf("%v, %v", states(edited), err)
		}
		c.arrived(t, patches)
		if c.tokens.refreshes != 1 {
			t.Errorf("%d refreshes", c.tokens.refreshes)
		}
	})
}

func TestCancellingLetsWhatIsUnderWayFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 400, sandbox.Switches{Latency: time.Second})
		ctx, cancel := context.WithCancel(t.Context())
		var stopped time.Time
		time.AfterFunc(2500*time.Millisecond, func() { stopped = time.Now(); cancel() })
		patches := c.dearer(400)
		edited, err := c.Edit(ctx, patches)
		if !fault.Is(err, fault.Cancelled) || time.Since(stopped) > time.Second {
			t.Errorf("%v, %v after the cancel", err, time.Since(stopped))
		}
		for i, e := range edited {
			item, _ := c.Server.Item(patches[i].Item)
			if stored := item.Prices().Price == patches[i].Price; stored != (e.State == catalog.EditStored) || e.State == catalog.EditLost {
				t.Errorf("edit %d is told as %s, and Jobber has it: %v", i, e.State, stored)
			}
		}
	})
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
