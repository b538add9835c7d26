package sandbox_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/jobber/sandbox"
)

// page asks for one full page of items: 905 points requested, 905 charged when it is full.
const page = `query Q($after: String) { products(first: 100, after: $after) { nodes { id name description category defaultUnitCost internalUnitCost markup taxable visible } pageInfo { hasNextPage endCursor } } }`

// throttled is the beginning of every refusal by the bucket.
const throttled = `{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED","documentation":"https://developer.getjobber.com/docs/using_jobbers_api/api_rate_limits"}}],`

func TestTheBucketEmptiesAndFillsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Catalog: sandbox.Generated(100)})
		for i := 1; i <= 11; i++ {
			got := p.query(page, nil)
			if available := got.cost(t).Status.Available; available != 10000-905*i {
				t.Fatalf("after page %d there are %d points", i, available)
			}
		}
		refused := p.query(page, nil)
		wantBody(t, refused, 200, throttled+tail("905", "0", "45"))

		time.Sleep(1718 * time.Millisecond) // 860 points are missing: 1.72 s
		if got := p.query(page, nil); !strings.Contains(got.body, "THROTTLED") {
			t.Errorf("a moment too early: %s", got.body)
		}
		time.Sleep(2 * time.Millisecond)
		if got := p.query(page, nil).cost(t); got.Actual != 905 || got.Status.Available != 0 {
			t.Errorf("when the points are there: %+v", got)
		}
		time.Sleep(30 * time.Minute)
		if got := p.query(`{ account { id } }`, nil).cost(t); got.Status.Available != 9998 {
			t.Errorf("after half an hour: %+v", got)
		}
	})
}

func TestADearQueryCanNeverRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Catalog: sandbox.Generated(1)})
		for range 3 {
			got := p.query(`{ products(first: 9999) { nodes { id } } }`, nil)
			wantBody(t, got, 200, throttled+tail("10001", "0", "10000"))
			time.Sleep(time.Minute)
		}
	})
}

func TestAnotherProgramTakesFromTheBucket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Catalog: sandbox.Generated(100), Switches: sandbox.Switches{OtherPoints: 400}})
		p.query(page, nil)
		time.Sleep(2 * time.Second)
		if got := p.query(`{ account { id } }`, nil).cost(t); got.Status.Available != 10000-905+200-2 {
			t.Errorf("got %+v", got)
		}
		p.server.Switch(func(s *sandbox.Switches) { s.OtherPoints = 1500 })
		time.Sleep(time.Minute)
		if got := p.query(page, nil); !strings.Contains(got.body, "THROTTLED") {
			t.Errorf("an emptied bucket let a page through: %s", got.body)
		}
	})
}

func TestTheRequestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{})
		// The bubble's clock starts at a multiple of 300 s.
		for i := range 2500 {
			if got := p.query(`{ account { id } }`, nil); got.status != 200 {
				t.Fatalf("request %d: %d", i+1, got.status)
			}
			time.Sleep(10 * time.Millisecond)
		}
		refused := p.query(`{ account { id } }`, nil)
		wantBody(t, refused, 429, "Retry later\n")
		if kind := refused.header.Get("Content-Type"); kind != "text/plain" {
			t.Errorf("Content-Type %q", kind)
		}
		if wait, ok := refused.header["Retry-After"]; ok {
			t.Errorf("Retry-After %q", wait)
		}
		p.server.Switch(func(s *sandbox.Switches) { s.RetryAfter = true })
		if wait := p.query(`{ account { id } }`, nil).header.Get("Retry-After"); wait != "275" {
			t.Errorf("Retry-After %q", wait)
		}
		time.Sleep(275 * time.Second)
		if got := p.query(`{ account { id } }`, nil); got.status != 200 {
			t.Errorf("in the next window: %d", got.status)
		}
	})
}

func TestTheRequestLimitOfASlidingWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Switches: sandbox.Switches{SlidingWindow: true, RetryAfter: true, OtherRequests: 8}})
		time.Sleep(299 * time.Second)
		for i := range 100 { // 2,500 less eight a second of another program
			if got := p.query(`{ account { id } }`, nil); got.status != 200 {
				t.Fatalf("request %d: %d", i+1, got.status)
			}
		}
		time.Sleep(2 * time.Second) // a fixed window would have begun anew
		refused := p.query(`{ account { id } }`, nil)
		wantBody(t, refused, 429, "Retry later\n")
		if wait := refused.header.Get("Retry-After"); wait != "298" {
			t.Errorf("Retry-After %q", wait)
		}
		time.Sleep(298 * time.Second)
		if got := p.query(`{ account { id } }`, nil); got.status != 200 {
			t.Errorf("when the first ones are past: %d", got.status)
		}
	})
}

func TestLatencyTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Switches: sandbox.Switches{Latency: 50 * time.Millisecond}})
		begin := time.Now()
		p.query(`{ account { id } }`, nil)
		if took := time.Since(begin); took != 50*time.Millisecond {
			t.Errorf("took %s", took)
		}
	})
}

func TestABucketOfAnotherSizeIsFilledAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, sandbox.Config{Catalog: sandbox.Generated(100), Switches: sandbox.Switches{Points: 1_000_000}})
		for range 100 {
			p.query(page, nil)
		}
		got := p.query(page, nil)
		if c := got.cost(t); c.Status.Available != 1_000_000-101*905 || !strings.Contains(got.body, `"maximumAvailable":1000000,"currentlyAvailable":908595,"restoreRate":1000000`) {
			t.Errorf("after 101 pages: %+v", c)
		}
		time.Sleep(time.Second)
		if c := p.query(`{ account { id } }`, nil).cost(t); c.Status.Available != 1_000_000-2 {
			t.Errorf("a second later: %+v", c)
		}
	})
}
