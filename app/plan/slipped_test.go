package plan_test

import (
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

func TestAnAmountThatMovedByAPowerOfTenHasSlipped(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		cost                bool
		want                bool
	}{
		{"ten times as much", "12.50", "125.00", false, true},
		{"a hundredth, and four percent dearer", "12.50", "0.13", false, true},
		{"a thousand times as much", "16.65", "16650", false, true},
		{"a thousandth of it, in the cost", "9500", "9.50", true, true},
		{"twice as much", "12.50", "25.00", false, false},
		{"eight times as much", "12.50", "100.00", false, false},
		{"the same", "12.50", "12.50", false, false},
		{"no amount before", "", "125.00", false, false},
		{"no amount afterwards", "12.50", "", false, false},
		{"zero", "0", "10", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			prices := func(text string) catalog.Prices {
				if text == "" {
					return catalog.Prices{}
				}
				amount, err := money.Decimal(text)
				if err != nil {
					t.Fatal(err)
				}
				if test.cost {
					return catalog.Prices{Cost: money.Some(amount)}
				}
				return catalog.Prices{Price: money.Some(amount)}
			}
			if got := plan.Slipped(prices(test.before), prices(test.after)); got != test.want {
				t.Errorf("slipped: %v, want %v", got, test.want)
			}
		})
	}
}
