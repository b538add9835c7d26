package match_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// pair is a line of the labelled table.
type pair struct {
	line           int
	same           bool
	differs        string // in what, where it is another item
	supplier, item string
}

// tables are the labelled tables; each is a catalog of its own.
func tables() []string { return []string{"names.tsv", "trades.tsv", "yards.tsv"} }

func labelled(t *testing.T, table string) []pair {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", table))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		label, differs, _ := strings.Cut(cells[0], ":")
		if len(cells) != 3 || label != "same" && (label != "other" || differs == "") {
			t.Fatalf("line %d is not label, supplier's name, item's name: %q", i+1, line)
		}
		pairs = append(pairs, pair{i + 1, label == "same", differs, cells[1], cells[2]})
	}
	return pairs
}

// TestTheLabelledNames measures the ladder and the suggestions on each whole table at once: its items are one catalog,
// in which every row must find its own.
func TestTheLabelledNames(t *testing.T) {
	all, others := 0, 0
	for _, table := range tables() {
		t.Run(table, func(t *testing.T) {
			pairs := labelled(t, table)
			for _, p := range pairs {
				if all++; !p.same {
					others++
				}
			}
			measure(t, pairs)
		})
	}
	if all < 300 || others*3 < all {
		t.Errorf("%d pairs, %d of them of different things: the tables want 300 and a third", all, others)
	}
}

// TestOneNameInSeveralWritingsIsMatchedByItself measures the ladder alone: every line is a catalog of its own, beside all
// the items of the other tables.
func TestOneNameInSeveralWritingsIsMatchedByItself(t *testing.T) {
	var beside []catalog.Item
	for _, table := range tables() {
		for _, p := range labelled(t, table) {
			beside = append(beside, catalog.Item{ID: catalog.ItemID(table + p.item), Name: p.item})
		}
	}
	taken, rightly, same := 0, 0, 0
	for _, p := range labelled(t, "writings.tsv") {
		cat := catalog.Catalog{Items: append(slices.Clip(beside), catalog.Item{ID: "it", Name: p.item})}
		m := match.Find(rows(pricelist.Row{Name: p.supplier}), cat, nil, match.Options{}).Matches[0]
		if p.same {
			same++
		}
		if m.Item != "" || len(m.Candidates) > 0 {
			taken++
		}
		if p.same && m.Item == "it" {
			rightly++
		}
		if p.same != (m.Item == "it") {
			t.Errorf("line %d: %q beside %q is matched to %q", p.line, p.supplier, p.item, m.Item)
		}
	}
	t.Logf("matched by themselves: %d of %d that are the same, precision %.1f %%", rightly, same, percent(rightly, taken))
	if rightly != taken || rightly != same {
		t.Error("what is written otherwise must be matched, and nothing else")
	}
}

func measure(t *testing.T, pairs []pair) {
	var cat catalog.Catalog
	seen := map[string]bool{}
	var list pricelist.List
	for _, p := range pairs {
		if !seen[p.item] {
			seen[p.item] = true
			cat.Items = append(cat.Items, catalog.Item{ID: catalog.ItemID(p.item), Name: p.item})
		}
		list.Rows = append(list.Rows, pricelist.Row{Line: p.line, Kind: pricelist.Priced, Name: p.supplier})
	}
	var matched, rightly, same, first, topThree, excluded, checked int
	for i, m := range match.Find(list, cat, nil, match.Options{Suggest: true}).Matches {
		p := pairs[i]
		at := -1
		for rank, s := range m.Suggestions {
			if s.Name == p.item {
				at = rank
			}
		}
		if m.Item != "" {
			matched++
			if string(m.Item) == p.item && p.same || match.Fold(string(m.Item)) == match.Fold(p.supplier) {
				rightly++
			} else {
				t.Errorf("line %d: %q was matched to %q", p.line, p.supplier, m.Item)
			}
		}
		if p.same {
			same++
			switch {
			case string(m.Item) == p.item || at == 0:
				first++
				topThree++
			case at > 0:
				topThree++
			default:
				t.Logf("line %d: %q does not find %q but %v", p.line, p.supplier, p.item, m.Suggestions)
			}
			continue
		}
		if p.differs == "brand" { // a person may want the other brand
			continue
		}
		checked++
		if at < 0 {
			excluded++
		} else {
			t.Logf("line %d: %q suggests %q, which differs in %s", p.line, p.supplier, p.item, p.differs)
		}
	}
	t.Logf("automatic matches: %d, precision %.1f %%", matched, percent(rightly, matched))
	t.Logf("suggestions: right item first in %.1f %%, among the best three in %.1f %% of %d", percent(first, same), percent(topThree, same), same)
	t.Logf("items that differ in what matters: kept out in %.1f %% of %d", percent(excluded, checked), checked)
	if rightly != matched {
		t.Error("automatic matches must be right without exception")
	}
	if percent(topThree, same) < 95 {
		t.Error("the right item must be among the best three in 95 %")
	}
	if percent(excluded, checked) < 95 {
		t.Error("an item that differs in size, angle, count, colour or kind must not be suggested, in 95 %")
	}
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

func TestLikenessIsMutual(t *testing.T) {
	var pairs []pair
	for _, table := range tables() {
		pairs = append(pairs, labelled(t, table)...)
	}
	alone := func(supplier, item string) int {
		list := pricelist.List{Rows: []pricelist.Row{{Kind: pricelist.Priced, Name: supplier}}}
		cat := catalog.Catalog{Items: []catalog.Item{{ID: "i", Name: item}}}
		for _, s := range match.Find(list, cat, nil, match.Options{Suggest: true}).Matches[0].Suggestions {
			return s.Score
		}
		return 0
	}
	for _, p := range pairs {
		if there, back := alone(p.supplier, p.item), alone(p.item, p.supplier); there != back {
			t.Errorf("line %d: %q is like %q by %d, and the other way by %d", p.line, p.supplier, p.item, there, back)
		}
	}
}

func TestWhatMattersMustAgree(t *testing.T) {
	for _, test := range []struct {
		row, item string
		similar   bool
	}{
		{"Elbow copper 15 mm", "15mm Copper Elbow", true},
		{"Elbow copper 22 mm", "15mm Copper Elbow", false},
		{"Copper elbow 15", "15mm Copper Elbow", true},
		{"Copper elbow 22", "15mm Copper Elbow", false},
		{"Copper tee 15mm", "15mm Copper Elbow", false},
		{"Tube copper 15mm 3 metres", "15mm Copper Tube 3m", true},
		{"Tube copper 15mm 3000mm", "15mm Copper Tube 3m", true},
		{"Tube copper 15mm 2m", "15mm Copper Tube 3m", false},
		{"Tube copper 15mm", "15mm Copper Tube 3m", true},
		{"Ball valve 1/2 inch brass", "1/2\" Brass Ball Valve", true},
		{"Ball valve ½\" brass", "1/2\" Brass Ball Valve", true},
		{"Ball valve 3/4\" brass", "1/2\" Brass Ball Valve", false},
		{"Ball valve 11/2\" brass", "1½\" Brass Ball Valve", true},
		{"Ball valve 1-1/2 brass", "1 1/2 in Brass Ball Valve", true},
		{"Ball valve 15mm brass", "1/2\" Brass Ball Valve", true}, // sold as each other's
		{"Ball valve 22mm brass", "1/2\" Brass Ball Valve", false},
		{"Elbow 45° 110mm soil", "110mm Soil Elbow 90°", false},
		{"Elbow 90 deg 110mm soil", "110mm Soil Elbow 90º", true},
		{"Elbow red 110mm soil", "110mm Soil Elbow grey", false},
		{"Screws 5x60 box of 100", "5 x 60mm Screws (200)", false},
		{"Screws 5x60 box of 200", "5 x 60mm Screws (200)", true},
		{"Cafe lamp brass", "Café Lamp, brass, large", true},
		{"KERB EDGING CAST 900MM", "Cast Kerb Edging 900mm", true},
		{"15 mm", "15mm Copper Elbow", false},
		{"Chandelier crystal", "15mm Copper Elbow", false},
		{"", "15mm Copper Elbow", false},
	} {
		list := rows(pricelist.Row{Name: test.row, Code: "-"})
		got := match.Find(list, items(test.item), nil, match.Options{Suggest: true}).Matches[0].Suggestions
		if similar := len(got) > 0; similar != test.similar {
			t.Errorf("%q for %q: %v, want similar %v", test.item, test.row, got, test.similar)
		}
	}
}

func TestTheBestThreeAreSuggestedBestFirst(t *testing.T) {
	cat := items("Brass Ball Valve", "Lever Brass Ball Valve 15mm", "Brass Ball Valve 15mm", "Brass Ball Valve 22mm", "Brass Gate Valve 15mm", "Ball Valve 15mm Red Brass Lever")
	got := match.Find(rows(pricelist.Row{Name: "BALL VLV BRS 15"}), cat, nil, match.Options{Suggest: true}).Matches[0]
	var names []string
	for i, s := range got.Suggestions {
		names = append(names, s.Name)
		if s.Score < 1 || s.Score > 99 || i > 0 && s.Score > got.Suggestions[i-1].Score {
			t.Errorf("scores are not falling from 99 on: %v", got.Suggestions)
		}
	}
	want := []string{"Brass Ball Valve 15mm", "Brass Ball Valve", "Lever Brass Ball Valve 15mm"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("suggestions (-want +got):\n%s", diff)
	}
	if got.Item != "" || got.Step != "" {
		t.Errorf("a suggestion became a match: %+v", got)
	}
	if again := match.Find(rows(pricelist.Row{Name: "BALL VLV BRS 15"}), cat, nil, match.Options{}).Matches[0]; again.Suggestions != nil {
		t.Errorf("suggestions without being asked for: %v", again.Suggestions)
	}
}

func FuzzAnyNameCanBeCompared(f *testing.F) {
	for _, text := range []string{"15mm x 1/2\" Elbow", "1½\" 90°", "T80Z 12k BTU (100)", "999999999999 mm", "type b curve", "x x x 5", "é\xff½½", "pack of 10 of 5", "1,234,567.89", "22x15x"} {
		f.Add(text, "15mm Elbow 3m")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		result := match.Find(rows(pricelist.Row{Name: a}), items(b, a+" "+b), nil, match.Options{Suggest: true})
		for _, s := range result.Matches[0].Suggestions {
			if s.Score < 1 || s.Score > 99 {
				t.Errorf("score %d", s.Score)
			}
		}
	})
}
