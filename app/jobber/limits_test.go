package jobber_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber"
	"pricesync/app/jobber/sandbox"
)

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
		{"more edits than a window that slides holds", 3000, sandbox.Switches{SlidingWindow: true}, 1, 300 * time.Second},
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

func TestAnotherProgramMayShareTheLimits(t *testing.T) {
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
		"and the service names the wait":            {RetryAfter: true, SlidingWindow: true},
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

func TestAPassingRefusalCostsItsWaitAndNoMore(t *testing.T) {
	for _, test := range []struct {
		name, retryAfter string
		times            int
		bound            time.Duration
	}{
		{"one", "", 1, 20 * time.Second},
		{"a burst of them, one for each request under way", "", 8, 20 * time.Second},
		{"one that names its wait", "1", 1, 5 * time.Second},
		{"two for each request under way, which name their wait", "1", 16, 12 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCompany(t, 400, sandbox.Switches{Latency: 50 * time.Millisecond})
				patches := c.dearer(400)
				if edited, err := c.Edit(t.Context(), patches[:150]); err != nil || states(edited)[catalog.EditStored] != 150 {
					t.Fatalf("%v, %v", states(edited), err)
				}
				c.Inject(sandbox.Fault{
					On: sandbox.On{Field: "productsAndServicesEdit"}, Times: test.times, Do: sandbox.TooManyRequests(test.retryAfter),
				})
				begun := time.Now()
				edited, err := c.Edit(t.Context(), patches[150:])
				if took := time.Since(begun); err != nil || states(edited)[catalog.EditStored] != 250 || took > test.bound {
					t.Errorf("%v, %v after %v", states(edited), err, took)
				}
				c.arrived(t, patches)
			})
		})
	}
}

func TestWaitsForTheLimitsAreToldBeforeTheyBegin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 2600, sandbox.Switches{Latency: 50 * time.Millisecond})
		if _, err := c.Edit(t.Context(), c.dearer(2600)); err != nil {
			t.Fatal(err)
		}
		told := make(map[string]time.Duration)
		for _, event := range c.diary.all(jobber.EventWait) {
			told[event.Reason] += event.Wait
		}
		if told[jobber.ReasonRequests] < 200*time.Second || told[jobber.ReasonRequests] > 300*time.Second {
			t.Errorf("waits that were told: %v", told)
		}
	})
}

func TestSeveralCallersShareTheLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, 800, sandbox.Switches{Latency: 100 * time.Millisecond})
		patches := c.dearer(800)
		var group sync.WaitGroup
		for part := range 4 {
			block := patches[part*200 : part*200+200]
			group.Go(func() {
				if _, err := c.Edit(t.Context(), block); err != nil {
					t.Error(err)
				}
			})
			group.Go(func() {
				if _, err := c.Catalog(t.Context(), nil); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		c.arrived(t, patches)
		if c.refusedForLimits() != 0 {
			t.Errorf("%d answers refused for the limits", c.refusedForLimits())
		}
	})
}
