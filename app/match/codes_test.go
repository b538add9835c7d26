package match_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

func TestACodeIsFoundAsAWholeWord(t *testing.T) {
	type ids = []catalog.ItemID
	cat := catalog.Catalog{Items: []catalog.Item{
		{ID: "tube", Name: "15mm Copper Tube 3m", Description: "EN 1057 half hard. Supplier code COP15-3M."},
		{ID: "elbow", Name: "Elbow 15mm [PGL-10442]"},
		{ID: "tee", Name: "Tee 22mm", Description: "Order no: 4471902; was WX-90-22 until 2025"},
		{ID: "valve", Name: "Ball valve 22mm", Description: "replaces WX-90-22, fits AB77001"},
		{ID: "pump", Name: "Pump AB77001 (CE)"},
		{ID: "gas", Name: "Refrigerant R410A 10kg", Description: "ISO9001, EN1057, IP65, 100PCS, 22X15MM"},
		{ID: "kit one", Name: "Kit one, XK-7001-B"},
		{ID: "kit two", Name: "Kit two", Description: "as XK-7001-B"},
	}}
	for _, test := range []struct {
		name string
		row  pricelist.Row
		want match.Match
	}{
		{"in the description", pricelist.Row{Code: "cop15-3m", Name: "Tube Cu 15 x 3000"}, match.Match{Step: match.ByCodeInText, Item: "tube"}},
		{"in the name", pricelist.Row{Code: "PGL-10442", Name: "Bend brass"}, match.Match{Step: match.ByCodeInText, Item: "elbow"}},
		{"of a row that has no name", pricelist.Row{Code: "PGL-10442"}, match.Match{Step: match.ByCodeInText, Item: "elbow"}},
		{"of digits alone, when they are many", pricelist.Row{Code: "4471902", Name: "Tee"}, match.Match{Step: match.ByCodeInText, Item: "tee"}},
		{"in two items: ambiguous", pricelist.Row{Code: "XK-7001-B", Name: "Kit"}, match.Match{Step: match.ByCodeInText, Candidates: ids{"kit one", "kit two"}}},
		{"not beside a name of another size", pricelist.Row{Code: "PGL-10442", Name: "Elbow 22mm"}, match.Match{}},
		{"nor of another kind", pricelist.Row{Code: "PGL-10442", Name: "Tee 15mm"}, match.Match{}},
		{"not as a part of a word", pricelist.Row{Code: "PGL-104", Name: "Bend"}, match.Match{}},
		{"nor where the text tells of another product", pricelist.Row{Code: "WX-90-22", Name: "Valve"}, match.Match{}},
		{"but where the item itself has it", pricelist.Row{Code: "AB77001", Name: "Pump"}, match.Match{Step: match.ByCodeInText, Item: "pump"}},
		{"not a refrigerant", pricelist.Row{Code: "R410A", Name: "Gauge"}, match.Match{}},
		{"not a norm", pricelist.Row{Code: "EN1057", Name: "Tube"}, match.Match{}},
		{"not another norm", pricelist.Row{Code: "ISO9001", Name: "Tube"}, match.Match{}},
		{"not a class of protection", pricelist.Row{Code: "IP65", Name: "Lamp"}, match.Match{}},
		{"not a count", pricelist.Row{Code: "100PCS", Name: "Clips"}, match.Match{}},
		{"not a size", pricelist.Row{Code: "22X15MM", Name: "Reducer"}, match.Match{}},
		{"not a word", pricelist.Row{Code: "Copper", Name: "Reducer"}, match.Match{}},
		{"not a short number", pricelist.Row{Code: "1057", Name: "Reducer"}, match.Match{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := match.Find(rows(test.row), cat, nil, match.Options{}).Matches[0]
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOnlyCodesThatCanBeNothingElseAreLookedForInTexts(t *testing.T) {
	for code, telling := range map[string]bool{
		"COP15-3M": true, "AB1234": true, "PGL-10442": true, "4471902": true, "1234567890123": true, "WX-90-22": true, "HC-1045": true, "A12-B34": true, "PEM0315W": true,
		"": false, "A1": false, "AB12": false, "12345": false, "100000": false, "2500000": false, "15MM": false, "22X15": false, "22X15MM": false, "M10X50": false, "1/2-INCH": false,
		"100PCS": false, "2700K": false, "12000BTU": false, "DN100": false, "CAT6A": false, "R410A": false, "R1234YF": false, "EN1057": false, "BS1387": false, "DIN2999": false,
		"H07V-K": false, "IP65": false, "GU10": false, "COPPER": false, "RAL9016": false, "TYPE22": false, "B1600": false, "15 MM ELBOW": false, "12.50": false, "2026-11-23": false,
		"NYM-J3X1.5": false, "1500W": false, "230VAC": false, "ISO9001": false,
	} {
		cat := catalog.Catalog{Items: []catalog.Item{{ID: "i", Name: "Thing", Description: "Known as " + code}}}
		got := match.Find(rows(pricelist.Row{Name: "Something", Code: code}), cat, nil, match.Options{}).Matches[0]
		if found := got.Item == "i"; found != telling {
			t.Errorf("%q was found: %v, want %v", code, found, telling)
		}
	}
}

func TestACodeIsFoundInTheFieldThatTheUserNamed(t *testing.T) {
	type ids = []catalog.ItemID
	cat := catalog.Catalog{Items: []catalog.Item{
		{ID: "elbow", Name: "Elbow", Code: "15"}, {ID: "tee", Name: "Tee", Code: "AX-1; ax 2 | AX3"}, {ID: "cap", Name: "Cap", Code: "AX 2"}, {ID: "bend", Name: "Bend"},
	}}
	for _, test := range []struct {
		name  string
		row   pricelist.Row
		links match.Links
		want  match.Match
	}{
		{"whatever it looks like", pricelist.Row{Code: "15", Name: "Knee"}, nil, match.Match{Step: match.ByField, Item: "elbow"}},
		{"among several", pricelist.Row{Code: "ax3"}, nil, match.Match{Step: match.ByField, Item: "tee"}},
		{"in two items: ambiguous", pricelist.Row{Code: "ax2"}, nil, match.Match{Step: match.ByField, Candidates: ids{"cap", "tee"}}},
		{"before the name", pricelist.Row{Code: "15", Name: "Bend"}, nil, match.Match{Step: match.ByField, Item: "elbow"}},
		{"after a remembered link", pricelist.Row{Code: "15", Name: "Bend"}, match.Links{"code:15": "cap"}, match.Match{Step: match.ByLink, Item: "cap"}},
		{"a row without a code goes by its name", pricelist.Row{Name: "Bend"}, nil, match.Match{Step: match.ByName, Item: "bend"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := match.Find(rows(test.row), cat, test.links, match.Options{}).Matches[0]
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
