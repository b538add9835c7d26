package match_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/match"
)

// marks writes the parts of a name with what differs in brackets.
func marks(parts []match.Part) string {
	var b strings.Builder
	for _, part := range parts {
		if part.Differs {
			b.WriteString("[" + part.Text + "]")
		} else {
			b.WriteString(part.Text)
		}
	}
	return b.String()
}

func TestTheDifferingWordsAreMarked(t *testing.T) {
	for _, test := range []struct{ row, item, wantRow, wantItem string }{
		{"15mm Copper Elbow", "15mm Copper Elbow", "15mm Copper Elbow", "15mm Copper Elbow"},
		{"22mm Copper Elbow", "15mm Copper Elbow", "[22mm] Copper Elbow", "[15mm] Copper Elbow"},
		{"ELBOW COPPER 22 mm", "15 mm copper elbow, long", "ELBOW COPPER [22 mm]", "[15 mm] copper elbow, [long]"},
		{"Copper elbow 15 mm", "15mm Copper Tee", "Copper [elbow] 15 mm", "15mm Copper [Tee]"},
		{"STR CPLG BRS 15 MM", "15mm Brass Straight Coupler", "STR CPLG BRS 15 MM", "15mm Brass Straight Coupler"},
		{"Valve 1 1/2\" brass", "Valve 1 1/4 inch brass", "Valve [1 1/2\"] brass", "Valve [1 1/4 inch] brass"},
		{"Valve ½\" brass", "Brass valve 1/2\"", "Valve ½\" brass", "Brass valve 1/2\""},
		{"Tube copper 3000 mm", "Copper tube 3m", "Tube copper 3000 mm", "Copper tube 3m"},
		{"Elbow Pegler brass brass", "Elbow Yorkshire brass", "Elbow [Pegler] brass [brass]", "Elbow [Yorkshire] brass"},
		{"Screws 5x60 (100)", "Screws 5 x 60 (200)", "Screws 5x60 ([100])", "Screws 5 x 60 ([200])"},
		{"Cap for the end", "Cap", "Cap for the [end]", "Cap"},
		{"", "Cap", "", "[Cap]"},
		{"15mm End Feed Elbow bent", "15mm End Feed Elbow", "15mm End Feed Elbow [bent]", "15mm End Feed Elbow"},
		{"Push Fit Tee, grey", "Tee push-fit white", "Push Fit Tee, [grey]", "Tee push-fit [white]"},
		{"28mm Copper Tee", "28mm End Feed Tee", "28mm [Copper] Tee", "28mm [End Feed] Tee"},
		{"Non Return Valve 22mm", "15mm non return valve", "Non Return Valve [22mm]", "[15mm] non return valve"},
	} {
		row, item := match.Differences(test.row, test.item)
		if marks(row) != test.wantRow || marks(item) != test.wantItem {
			t.Errorf("%q and %q: %s | %s, want %s | %s", test.row, test.item, marks(row), marks(item), test.wantRow, test.wantItem)
		}
	}
}

func TestThePartsOfANameMakeItUp(t *testing.T) {
	text := rapid.OneOf(nameGen(), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "one"), text.Draw(t, "other")
		row, item := match.Differences(a, b)
		again, swapped := match.Differences(b, a)
		if marks(row) != marks(swapped) || marks(item) != marks(again) {
			t.Fatalf("%q and %q: %s | %s, the other way %s | %s", a, b, marks(row), marks(item), marks(swapped), marks(again))
		}
		for name, parts := range map[string][]match.Part{a: row, b: item} {
			whole := ""
			for i, part := range parts {
				whole += part.Text
				if part.Text == "" || i > 0 && part.Differs == parts[i-1].Differs {
					t.Fatalf("%q is cut into %v", name, parts)
				}
			}
			if a != b && whole != name {
				t.Fatalf("%q became %q", name, whole)
			}
		}
	})
}
