package jobber_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

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
