package match_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

func items(names ...string) catalog.Catalog {
	var cat catalog.Catalog
	for i, name := range names {
		cat.Items = append(cat.Items, catalog.Item{ID: catalog.ItemID(string(rune('a' + i))), Name: name})
	}
	return cat
}

func rows(rows ...pricelist.Row) pricelist.List {
	for i := range rows {
		if rows[i].Kind == "" {
			rows[i].Kind = pricelist.Priced
		}
		rows[i].Line = i + 2
	}
	return pricelist.List{Rows: rows}
}

// remembered returns links of "code name item" each.
func remembered(decisions ...string) match.Links {
	links := match.Links{}
	for _, d := range decisions {
		parts := strings.Fields(d)
		row := pricelist.Row{Code: parts[0], Name: parts[1]}
		links.Remember(match.Key(row), row.Name, catalog.ItemID(parts[2]))
	}
	return links
}

func TestARowClimbsTheLadder(t *testing.T) {
	type ids = []catalog.ItemID
	for _, test := range []struct {
		name  string
		items []string
		row   pricelist.Row
		links match.Links
		want  match.Match
	}{
		{"the name letter for letter", []string{"15mm Elbow", "15mm Tee"}, pricelist.Row{Name: "15mm Tee"}, nil,
			match.Match{Step: match.ByName, Item: "b"}},
		{"case does not matter", []string{"15mm Elbow"}, pricelist.Row{Name: "15MM ELBOW"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"spacing does not matter", []string{"15 mm  Elbow "}, pricelist.Row{Name: "15mm Elbow"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"a no-break space is a space", []string{"Ball Valve"}, pricelist.Row{Name: "Ball\u00a0Valve"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"letters of another Unicode form are the same", []string{"Caf\u00e9 lamp"}, pricelist.Row{Name: "CAFE\u0301 Lamp"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"full-width letters and sharp s", []string{"Straße １５"}, pricelist.Row{Name: "STRASSE 15"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"the dotless i is an i in capitals", []string{"CIVATALI PRİZ"}, pricelist.Row{Name: "civatalı priz"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"a soft hyphen is not seen, so it does not matter", []string{"Copper tube"}, pricelist.Row{Name: "Cop\u00adper Tube"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"one and a half is not eleven halves", []string{"Elbow 11/2"}, pricelist.Row{Name: "Elbow 1½"}, nil,
			match.Match{}},
		{"one and a half is written in two ways", []string{"Elbow 1 1/2"}, pricelist.Row{Name: "elbow 1½"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"a space between digits matters", []string{"Cable 2 5mm"}, pricelist.Row{Name: "Cable 25mm"}, nil,
			match.Match{}},
		{"punctuation does not matter", []string{"Elbow, 15mm"}, pricelist.Row{Name: "Elbow (15mm)"}, nil,
			match.Match{Step: match.ByNameFolded, Item: "a"}},
		{"but within a number it does", []string{"Elbow 1/2", "Elbow 1.2"}, pricelist.Row{Name: "Elbow 12"}, nil,
			match.Match{}},
		{"two items that differ in punctuation alone are ambiguous for a third writing", []string{"Elbow, brass", "Elbow-brass"}, pricelist.Row{Name: "Elbow brass"}, nil,
			match.Match{Step: match.ByNameFolded, Candidates: ids{"a", "b"}}},
		{"letter for letter wins over another with the same letters in another case", []string{"elbow", "Elbow"}, pricelist.Row{Name: "Elbow"}, nil,
			match.Match{Step: match.ByName, Item: "b"}},
		{"two items of one name are ambiguous", []string{"Elbow", "Tee", "Elbow"}, pricelist.Row{Name: "Elbow"}, nil,
			match.Match{Step: match.ByName, Candidates: ids{"a", "c"}}},
		{"two items that differ in case alone are ambiguous for a third writing", []string{"elbow", "Elbow"}, pricelist.Row{Name: "ELBOW"}, nil,
			match.Match{Step: match.ByNameFolded, Candidates: ids{"b", "a"}}},
		{"a row with only a code looks for it among the names", []string{"COP15-3M", "COP22-3M"}, pricelist.Row{Code: "COP22-3M"}, nil,
			match.Match{Step: match.ByCode, Item: "b"}},
		{"a code too ignores case and spacing", []string{"COP 15-3M"}, pricelist.Row{Code: "cop15-3m"}, nil,
			match.Match{Step: match.ByCodeFolded, Item: "a"}},
		{"two items of one code are ambiguous", []string{"A1", "A1"}, pricelist.Row{Code: "A1"}, nil,
			match.Match{Step: match.ByCode, Candidates: ids{"a", "b"}}},
		{"beside a name, the code is not tried as a name", []string{"A1"}, pricelist.Row{Name: "Elbow", Code: "A1"}, nil,
			match.Match{}},
		{"a remembered link comes first", []string{"Elbow", "Tee"}, pricelist.Row{Name: "Elbow", Code: "A1"}, match.Links{"code:a1": "b"},
			match.Match{Step: match.ByLink, Item: "b"}},
		{"a remembered link to an item that is gone is passed over", []string{"Elbow"}, pricelist.Row{Name: "Elbow", Code: "A1"}, match.Links{"code:a1": "z"},
			match.Match{Step: match.ByName, Item: "a", Broken: "z"}},
		{"so it is where nothing else is reached", []string{"Elbow"}, pricelist.Row{Name: "Tee", Code: "A1"}, match.Links{"code:a1": "z"},
			match.Match{Broken: "z"}},
		{"a row that was decided to be none reaches nothing", []string{"Elbow"}, pricelist.Row{Name: "Elbow", Code: "A1"}, match.Links{"code:a1": ""},
			match.Match{Step: match.ByLink}},
		{"what was decided about a name holds for a row with a code", []string{"Elbow", "Tee"}, pricelist.Row{Name: "ELBOW", Code: "A1"}, match.Links{"name:elbow": "b"},
			match.Match{Step: match.ByLink, Item: "b"}},
		{"what was decided about a code goes before it", []string{"Elbow", "Tee"}, pricelist.Row{Name: "Elbow", Code: "A1"}, match.Links{"name:elbow": "b", "code:a1": "a"},
			match.Match{Step: match.ByLink, Item: "a"}},
		{"what was decided about a code holds for its name in a list without codes", []string{"Elbow", "Tee"}, pricelist.Row{Name: "Bend"}, remembered("A1 Bend b"),
			match.Match{Step: match.ByLink, Item: "b"}},
		{"but not for another code", []string{"Elbow", "Tee"}, pricelist.Row{Name: "Bend", Code: "A2"}, remembered("A1 Bend b"),
			match.Match{}},
		{"nor where two codes of the name were decided otherwise", []string{"Elbow", "Tee"}, pricelist.Row{Name: "Bend"}, remembered("A1 Bend b", "A2 Bend a", "A3 Bend b"),
			match.Match{}},
		{"a name of nothing but space meets nothing", []string{" ", "\u200b"}, pricelist.Row{Name: "\u00ad"}, nil,
			match.Match{}},
		{"a row that is no product reaches nothing", []string{"Total"}, pricelist.Row{Name: "Total", Kind: pricelist.NotProduct}, nil,
			match.Match{}},
		{"an unreadable row reaches nothing", []string{"Elbow"}, pricelist.Row{Name: "Elbow", Kind: pricelist.Invalid}, nil,
			match.Match{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := match.Find(rows(test.row), items(test.items...), test.links, match.Options{})
			want := match.Result{Matches: []match.Match{test.want}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Find (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnItemThatThePagesRepeatIsOneItem(t *testing.T) {
	cat := catalog.Catalog{Items: []catalog.Item{{ID: "a", Name: "Elbow"}, {ID: "b", Name: "Tee"}, {ID: "a", Name: "Elbow"}}}
	got := match.Find(rows(pricelist.Row{Name: "Elbow"}), cat, nil, match.Options{})
	want := match.Result{Matches: []match.Match{{Step: match.ByName, Item: "a"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

func TestARowIsRememberedByItsCodeOrElseByItsName(t *testing.T) {
	for want, row := range map[string]pricelist.Row{
		"code:cop15-3m":   {Code: " COP15-3M", Name: "15mm Copper Tube"},
		"name:15mmcopper": {Name: "15mm  Copper"},
		"":                {},
	} {
		if got := match.Key(row); got != want {
			t.Errorf("Key(%+v) = %q, want %q", row, got, want)
		}
	}
}

// nameGen draws names from few parts, so that equal and nearly equal ones are common.
func nameGen() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{
			"15mm", "22 mm", "Elbow", "ELBOW", "tee", "Copper", "tube", "1/2\"", "½", "3m", "3 m", "90°", "  ", "\u00a0", "é", "e\u0301", "A1", "AB1234", "-", ",", "(",
		}), 1, 4).Draw(t, "parts")
		return strings.Join(parts, rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "space"))
	})
}

func listGen() *rapid.Generator[[]pricelist.Row] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) pricelist.Row {
		row := pricelist.Row{Kind: pricelist.Priced}
		if rapid.Bool().Draw(t, "named") {
			row.Name = nameGen().Draw(t, "name")
		}
		if row.Name == "" || rapid.Bool().Draw(t, "coded") {
			row.Code = nameGen().Draw(t, "code")
		}
		return row
	}), 1, 12)
}

func catalogGen() *rapid.Generator[[]catalog.Item] {
	return rapid.Custom(func(t *rapid.T) []catalog.Item {
		var found []catalog.Item
		for i, name := range rapid.SliceOfN(nameGen(), 0, 20).Draw(t, "names") {
			found = append(found, catalog.Item{ID: catalog.ItemID(string(rune('A' + i))), Name: name})
		}
		return found
	})
}

func TestMatchingDependsOnNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, cat := listGen().Draw(t, "rows"), catalogGen().Draw(t, "items")
		o := match.Options{Suggest: true}
		want := match.Find(pricelist.List{Rows: list}, catalog.Catalog{Items: cat}, nil, o)

		order := rapid.Permutation(indexes(len(list))).Draw(t, "order of rows")
		turned := make([]pricelist.Row, len(list))
		for to, from := range order {
			turned[to] = list[from]
		}
		shuffled := rapid.Permutation(cat).Draw(t, "order of items")
		got := match.Find(pricelist.List{Rows: turned}, catalog.Catalog{Items: shuffled}, nil, o)
		for to, from := range order {
			if diff := cmp.Diff(want.Matches[from], got.Matches[to]); diff != "" {
				t.Fatalf("row %+v (-first +turned):\n%s", list[from], diff)
			}
		}
	})
}

func TestAMatchIsExactlyWhatItsStepSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, cat := listGen().Draw(t, "rows"), catalogGen().Draw(t, "items")
		result := match.Find(pricelist.List{Rows: list}, catalog.Catalog{Items: cat}, nil, match.Options{})
		for i, m := range result.Matches {
			text := list[i].Name
			steps := [2]match.Step{match.ByName, match.ByNameFolded}
			if text == "" {
				text, steps = list[i].Code, [2]match.Step{match.ByCode, match.ByCodeFolded}
			}
			var want match.Match
			if same := named(cat, text, func(name string) string { return name }); len(same) > 0 {
				want = reached(steps[0], same)
			} else if same := named(cat, text, match.Bare); len(same) > 0 {
				want = reached(steps[1], same)
			} else if m.Step == match.ByCodeInText {
				for _, item := range cat {
					if (item.ID == m.Item || slices.Contains(m.Candidates, item.ID)) && !strings.Contains(match.Fold(item.Name), match.Fold(list[i].Code)) {
						t.Fatalf("row %+v was matched to %q by its code", list[i], item.Name)
					}
				}
				continue
			}
			if diff := cmp.Diff(want, m); diff != "" {
				t.Fatalf("row %+v (-want +got):\n%s", list[i], diff)
			}
		}
	})
}

// named is the ladder's rule said slowly: the ids of all items whose key is the text's, by name and id.
func named(cat []catalog.Item, text string, key func(string) string) []catalog.ItemID {
	var same []catalog.Item
	for _, item := range cat {
		if key(text) != "" && key(item.Name) == key(text) {
			same = append(same, item)
		}
	}
	slices.SortFunc(same, func(a, b catalog.Item) int {
		return strings.Compare(a.Name+"\x00"+string(a.ID), b.Name+"\x00"+string(b.ID))
	})
	var ids []catalog.ItemID
	for _, item := range same {
		ids = append(ids, item.ID)
	}
	return ids
}

func reached(step match.Step, ids []catalog.ItemID) match.Match {
	if len(ids) == 1 {
		return match.Match{Step: step, Item: ids[0]}
	}
	return match.Match{Step: step, Candidates: ids}
}

func TestFoldingTwiceChangesNothingMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(nameGen(), rapid.String()).Draw(t, "text")
		once := match.Fold(text)
		if twice := match.Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, and folded again %q", text, once, twice)
		}
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
