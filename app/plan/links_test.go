package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

func TestWhatWasDecidedAboutARowIsSaid(t *testing.T) {
	coded := priced(2, "Elbow", "12.10", "6.05")
	coded.Code = "A1"
	elbow := item("e", "Elbow", "12.00", "6.00")
	const gone = " The item that you had decided on for this line is no longer in Jobber."
	rises := "Price rises from 12.00 to 12.10 (0.8%); cost rises from 6.00 to 6.05 (0.8%)."
	before, after := prices("12.00", "6.00"), prices("12.10", "6.05")
	for _, test := range []struct {
		name  string
		links match.Links
		row   pricelist.Row
		want  plan.Change
	}{
		{"it is this item", match.Links{"code:a1": "e"}, coded, plan.Change{
			Verdict: plan.Update, Reason: plan.Increase, Message: rises, Item: "e", ItemName: "Elbow", MatchedBy: match.ByLink, Before: before, After: after,
		}},
		{"it is none", match.Links{"code:a1": ""}, coded, plan.Change{
			Verdict: plan.Unmatched, Reason: plan.NeverMatch, Message: "You decided that this line is never matched, so it is left alone.", MatchedBy: match.ByLink,
		}},
		{"its item is gone, and another step finds one", match.Links{"code:a1": "z"}, coded, plan.Change{
			Verdict: plan.Update, Reason: plan.Increase, Message: rises + gone, Flags: []string{plan.LinkBroken},
			Item: "e", ItemName: "Elbow", MatchedBy: match.ByName, Before: before, After: after,
		}},
		{"its item is gone, and no step finds one", match.Links{"name:tee": "z"}, priced(2, "Tee", "12.10", "6.05"), plan.Change{
			Verdict: plan.Unmatched, Reason: plan.NoItem, Message: "No item in Jobber has this name." + gone, Flags: []string{plan.LinkBroken},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			list := pricelist.List{Rows: []pricelist.Row{test.row}}
			cat := catalog.Catalog{Items: append(tenItems(), elbow)}
			made := plan.Make(plan.Input{List: list, Catalog: cat, Match: match.Find(list, cat, test.links, match.Options{})})
			test.want.Line, test.want.Name, test.want.Code = 2, test.row.Name, test.row.Code
			test.want.List = prices("12.10", "6.05")
			if diff := cmp.Diff(test.want, made.Changes[0]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !made.Valid() {
				t.Error("the fingerprint does not fit")
			}
		})
	}
}
