package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

func TestWhatJobberStoresOtherwiseIsNotSentForEver(t *testing.T) {
	list := pricelist.List{Rows: []pricelist.Row{priced(2, "Elbow", "12.10", "6.05")}}
	for _, test := range []struct {
		name    string
		now     catalog.Prices // what Jobber holds
		answer  plan.Answer
		verdict plan.Verdict
		reason  string
		message string
		after   catalog.Prices
	}{
		{
			"it still holds what it stored for the same amount", prices("12.10", "6.10"),
			plan.Answer{Sent: prices("12.10", "6.05"), Stored: prices("12.10", "6.10")},
			plan.Unchanged, plan.StoredAs, "Jobber stored 6.10 as the cost when it was sent 6.05, so sending that again would change nothing.",
			prices("12.10", "6.10"),
		}, {
			"so for both fields", prices("12.00", "6.10"),
			plan.Answer{Sent: prices("12.10", "6.05"), Stored: prices("12.00", "6.10")},
			plan.Unchanged, plan.StoredAs, "Jobber stored 12.00 as the price when it was sent 12.10 and 6.10 as the cost when it was sent 6.05, " +
				"so sending that again would change nothing.",
			prices("12.00", "6.10"),
		}, {
			"the other field is written all the same", prices("12.00", "6.10"),
			plan.Answer{Sent: prices("", "6.05"), Stored: prices("", "6.10")},
			plan.Update, plan.Increase, "Price rises from 12.00 to 12.10 (0.8%).", prices("12.10", "6.10"),
		}, {
			"somebody changed it since", prices("12.10", "6.00"),
			plan.Answer{Sent: prices("12.10", "6.05"), Stored: prices("12.10", "6.10")},
			plan.Update, plan.Increase, "Cost rises from 6.00 to 6.05 (0.8%); the price stays at 12.10, so the margin falls from 50.4% to 50.0%.", prices("12.10", "6.05"),
		}, {
			"the list has another amount now", prices("12.10", "6.20"),
			plan.Answer{Sent: prices("12.10", "6.15"), Stored: prices("12.10", "6.20")},
			plan.Update, plan.Decrease, "Cost falls from 6.20 to 6.05 (2.4%); the price stays at 12.10.", prices("12.10", "6.05"),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			elbow := item("e", "Elbow", test.now.Price.String(), test.now.Cost.String())
			cat := catalog.Catalog{Items: append(tenItems(), elbow)}
			got := plan.Make(plan.Input{
				List: list, Catalog: cat, Match: match.Find(list, cat, nil, match.Options{}),
				Answers: map[catalog.ItemID]plan.Answer{"e": test.answer},
			}).Changes[0]
			want := plan.Change{
				Line: 2, Name: "Elbow", Verdict: test.verdict, Reason: test.reason, Message: test.message, Item: "e", ItemName: "Elbow",
				MatchedBy: match.ByName, List: prices("12.10", "6.05"), Before: test.now, After: test.after,
			}
			want.Flags = got.Flags // what they say is told elsewhere
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
