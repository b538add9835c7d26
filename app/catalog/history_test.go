package catalog_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

func day(n int) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

// prices are in cents; a cost below zero is none.
func prices(price, cost int64) catalog.Prices {
	p := catalog.Prices{Price: money.Some(money.FromCents(price))}
	if cost >= 0 {
		p.Cost = money.Some(money.FromCents(cost))
	}
	return p
}

func history(pairs ...[2]int64) catalog.History {
	var h catalog.History
	for i, pair := range pairs {
		h = h.Add(catalog.Point{At: day(i * 100), Prices: prices(pair[0], pair[1])})
	}
	return h
}

func TestWhetherTheCostRoseWhileThePriceStayed(t *testing.T) {
	for name, c := range map[string]struct {
		history catalog.History
		want    bool
	}{
		"nothing is known":         {nil, false},
		"it was only met":          {history([2]int64{1000, 600}), false},
		"the cost rose":            {history([2]int64{1000, 600}, [2]int64{1000, 650}), true},
		"the cost fell":            {history([2]int64{1000, 600}, [2]int64{1000, 550}), false},
		"both rose at once":        {history([2]int64{1000, 600}, [2]int64{1100, 650}), false},
		"the price followed later": {history([2]int64{1000, 600}, [2]int64{1000, 650}, [2]int64{1080, 650}), false},
		"the cost rose again after the price had followed": {history([2]int64{1000, 600}, [2]int64{1100, 650}, [2]int64{1100, 660}), true},
		"it rose in steps":                                   {history([2]int64{1000, 600}, [2]int64{1000, 650}, [2]int64{1000, 700}), true},
		"it rose and fell back to what it was":               {history([2]int64{1000, 600}, [2]int64{1000, 650}, [2]int64{1000, 600}), false},
		"it rose and fell by half":                           {history([2]int64{1000, 600}, [2]int64{1000, 700}, [2]int64{1000, 650}), true},
		"a first cost is no rise":                            {history([2]int64{1000, -1}, [2]int64{1000, 650}), false},
		"a cost that was taken away is no rise":              {history([2]int64{1000, 600}, [2]int64{1000, -1}), false},
		"the price moved away and back, the cost stayed up":  {history([2]int64{1000, 600}, [2]int64{1000, 700}, [2]int64{1100, 700}, [2]int64{1000, 700}), false},
		"the cost rose, then the price fell with it staying": {history([2]int64{1000, 600}, [2]int64{1000, 700}, [2]int64{900, 700}), false},
	} {
		if got := c.history.CostRose(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWhenItChangedLastAndForHowLongItHasNot(t *testing.T) {
	year := day(0).AddDate(1, 0, 0)
	for name, c := range map[string]struct {
		history   catalog.History
		changed   time.Time
		unchanged bool
	}{
		"nothing is known":                  {nil, time.Time{}, false},
		"met long ago, and never otherwise": {catalog.History{{At: day(-1)}}, time.Time{}, true},
		"met lately":                        {catalog.History{{At: year}}, time.Time{}, false},
		"changed long ago":                  {catalog.History{{At: day(-400)}, {At: day(-1), Prices: prices(1, 1)}}, day(-1), true},
		"changed lately":                    {catalog.History{{At: day(-400)}, {At: year, Prices: prices(1, 1)}}, year, false},
	} {
		if got := c.history.Changed(); !got.Equal(c.changed) {
			t.Errorf("%s: changed %s", name, got)
		}
		if got := c.history.Unchanged(day(0)); got != c.unchanged {
			t.Errorf("%s: unchanged %v", name, got)
		}
	}
}

func TestWhatSaysNothingNewIsLeftOut(t *testing.T) {
	h := history([2]int64{1000, 600}, [2]int64{1000, 600}, [2]int64{1100, 600}, [2]int64{1100, 600})
	want := catalog.History{{At: day(0), Prices: prices(1000, 600)}, {At: day(200), Prices: prices(1100, 600)}}
	if diff := cmp.Diff(want, h); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAWindowBeginsWithWhatWasInForce(t *testing.T) {
	h := history([2]int64{1, 1}, [2]int64{2, 1}, [2]int64{3, 1})
	for _, c := range []struct {
		from time.Time
		want catalog.History
	}{{day(-5), h}, {day(0), h}, {day(99), h}, {day(100), h[1:]}, {day(150), h[1:]}, {day(900), h[2:]}} {
		if diff := cmp.Diff(c.want, h.Since(c.from)); diff != "" {
			t.Errorf("from %s (-want +got):\n%s", c.from, diff)
		}
	}
	if got := catalog.History(nil).Since(day(0)); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestAHistoryHoldsEveryChangeOnceAndEndsWithThePresent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h catalog.History
		var last catalog.Prices
		changes := 0
		for i := range rapid.IntRange(1, 12).Draw(t, "points") {
			next := prices(rapid.Int64Range(1, 3).Draw(t, "price"), rapid.Int64Range(-1, 2).Draw(t, "cost"))
			if i > 0 && next != last {
				changes++
			}
			h, last = h.Add(catalog.Point{At: day(i), Prices: next}), next
		}
		if len(h) != changes+1 || h[len(h)-1].Prices != last {
			t.Fatalf("%d points of %d changes, the last %v", len(h), changes, h[len(h)-1])
		}
		if h.Changed().IsZero() != (changes == 0) {
			t.Fatalf("changed %s after %d changes", h.Changed(), changes)
		}
		if h.CostRose() && h[len(h)-1].Prices.Cost == h[0].Prices.Cost && changes == 1 {
			t.Fatalf("the cost rose, says %v", h)
		}
	})
}
