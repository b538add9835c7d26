package sandbox_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

func TestThePracticeCompanyIsBelievable(t *testing.T) {
	practice := sandbox.PracticeCompany()
	if practice.Account.Name != "Practice Plumbing & Heating" {
		t.Errorf("the account is %q", practice.Account.Name)
	}
	count := map[string]int{}
	names := map[string]int{}
	for _, item := range practice.Items {
		names[item.Name]++
		count[string(item.Category)]++
		if !item.Visible {
			count["hidden"]++
		}
		if !item.Taxable {
			count["untaxed"]++
		}
		cost, known := item.Cost.Get()
		if !known {
			count["without cost"]++
		} else if item.Price.Cmp(cost) <= 0 {
			t.Errorf("%s costs %s and sells for %s", item.Name, cost, item.Price)
		}
		if markup, ok := item.Markup.Get(); ok {
			count["marked"]++
			if !cost.Markup(markup).SameCents(item.Price) {
				t.Errorf("%s: %s and %s %% are not %s", item.Name, cost, markup, item.Price)
			}
		}
		if item.Name != strings.Join(strings.Fields(item.Name), " ") {
			t.Errorf("%q has stray spaces", item.Name)
		}
	}
	for what, least := range map[string]int{"PRODUCT": 260, "SERVICE": 40, "hidden": 4, "without cost": 10, "untaxed": 2, "marked": 50} {
		if count[what] < least {
			t.Errorf("%d %s, want at least %d", count[what], what, least)
		}
	}
	var twice []string
	for name, n := range names {
		if n > 1 {
			twice = append(twice, name)
		}
	}
	if diff := cmp.Diff([]string{"15mm Isolating Valve"}, twice); diff != "" {
		t.Errorf("names of two items: %s", diff)
	}
	if diff := cmp.Diff(practice, sandbox.PracticeCompany(), byValue); diff != "" {
		t.Errorf("two calls differ: %s", diff)
	}
}

// fold is how names are compared when case and spacing do not count.
func fold(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), " ") }

// The list has to show every verdict. What plan and match will say is judged here by the plainest rules.
func TestThePracticePriceListShowsEveryVerdict(t *testing.T) {
	file, content := sandbox.PracticePriceList()
	if file != "Pipeline Supplies Spring.csv" {
		t.Errorf("the file is %q", file)
	}
	reader := csv.NewReader(strings.NewReader(string(content)))
	reader.Comma, reader.FieldsPerRecord = ';', -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := slices.IndexFunc(records, func(cells []string) bool { return cells[0] == "Part_Num" })
	if diff := cmp.Diff([]string{"Part_Num", "Description", "Unit", "Trade_Cost", "Price"}, records[header]); diff != "" {
		t.Error(diff)
	}
	items, exact := map[string][]catalog.Item{}, map[string]bool{}
	for _, item := range sandbox.PracticeCompany().Items {
		items[fold(item.Name)] = append(items[fold(item.Name)], item)
		exact[item.Name] = true
	}
	count, rows := map[string]int{}, map[string]int{}
	for _, cells := range records[header+1:] {
		verdict := practiceVerdict(t, items, cells)
		count[verdict]++
		if verdict == "rise" || verdict == "fall" || verdict == "unchanged" {
			rows[fold(cells[1])]++
			if !exact[cells[1]] {
				count["by folded name"]++
			}
		}
	}
	for _, n := range rows {
		if n > 1 {
			count["duplicate"]++
		}
	}
	want := map[string]int{"heading": 4, "total": 1, "invalid": 1, "unmatched": 1, "ambiguous": 1, "slipped": 1, "large": 1, "below cost": 1,
		"unchanged": 3, "fall": 4, "rise": 45, "duplicate": 1, "by folded name": 4}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func practiceVerdict(t *testing.T, items map[string][]catalog.Item, cells []string) string {
	t.Helper()
	switch {
	case cells[1] == "":
		return "heading"
	case cells[1] == "Total":
		return "total"
	}
	price, err := money.Decimal(cells[4])
	if err != nil {
		return "invalid"
	}
	cost := decimal(t, cells[3])
	found := items[fold(cells[1])]
	switch len(found) {
	case 0:
		return "unmatched"
	case 1:
	default:
		return "ambiguous"
	}
	change, _ := price.PercentOf(found[0].Price, 1)
	switch limit := money.FromInt(25); {
	case change.Cmp(money.FromInt(800)) > 0:
		return "slipped"
	case change.Abs().Cmp(limit) > 0:
		return "large"
	case price.Cmp(cost) < 0:
		return "below cost"
	case change.IsZero():
		return "unchanged"
	case change.Sign() < 0:
		return "fall"
	}
	if change.Cmp(money.FromInt(10)) > 0 {
		t.Errorf("%s rises by %s %%, which is no small rise", cells[1], change)
	}
	return "rise"
}

func TestGeneratedCatalogs(t *testing.T) {
	made := sandbox.Generated(5000)
	names, ids := map[string]bool{}, map[catalog.ItemID]bool{}
	for _, item := range made.Items {
		names[item.Name], ids[item.ID] = true, true
		if cost, ok := item.Cost.Get(); ok && item.Price.Cmp(cost) <= 0 {
			t.Fatalf("%s costs %s and sells for %s", item.Name, cost, item.Price)
		}
	}
	if len(made.Items) != 5000 || len(names) != 5000 || len(ids) != 5000 {
		t.Errorf("%d items, %d names, %d ids", len(made.Items), len(names), len(ids))
	}
}
