package plan_test

import (
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
)

func TestEveryStepSaysWhyARowIsWhatItIs(t *testing.T) {
	two := []plan.Candidate{{Item: "a"}, {Item: "b"}}
	for _, test := range []struct {
		step       match.Step
		item       catalog.ItemID
		candidates []plan.Candidate
		want       string
	}{
		{"", "", nil, ""},
		{match.ByLink, "i", nil, "You decided before that this line is this item."},
		{match.ByLink, "", nil, "You decided that this line is never matched."},
		{match.ByField, "i", nil, "The field of the item that holds the supplier's code has this line's code."},
		{match.ByName, "i", nil, "The item has exactly this name."},
		{match.ByNameFolded, "i", nil, "The item has this name, when case, spacing and punctuation are ignored."},
		{match.ByCode, "i", nil, "The item has exactly this code as its name."},
		{match.ByCodeFolded, "i", nil, "The item has this code as its name, when case, spacing and punctuation are ignored."},
		{match.ByCodeInText, "i", nil, "This line's code stands in the item's name or description, and in no other's."},
		{match.ByField, "", two, "These items have this line's code in the field that holds the supplier's code."},
		{match.ByName, "", two, "These items have exactly this name."},
		{match.ByNameFolded, "", two, "These items have this name, when case, spacing and punctuation are ignored."},
		{match.ByCode, "", two, "These items have exactly this code as their name."},
		{match.ByCodeFolded, "", two, "These items have this code as their name, when case, spacing and punctuation are ignored."},
		{match.ByCodeInText, "", two, "This line's code stands in the name or the description of these items."},
	} {
		c := plan.Change{MatchedBy: test.step, Item: test.item, Candidates: test.candidates}
		if got := c.Why(); got != test.want {
			t.Errorf("%q with %d candidates: %q, want %q", test.step, len(test.candidates), got, test.want)
		}
	}
}
