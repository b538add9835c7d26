package desktop_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/desktop"
)

const tubes = "Name;Price;Cost\n" +
	"10mm Copper Tube 2m;9,55;5,22\n" +
	"15mm Copper Tube 2m;12,65;7,01\n" +
	"22mm Copper Tube 2m;13,95;8,55\n" +
	"22mm Isolating Valve;2,10;1,02\n"

// whys returns what the plan's rows say about the rules, by their line.
func whys(t *testing.T, bridge *desktop.Bridge, p desktop.PlanView) []string {
	t.Helper()
	page, err := bridge.PreviewRows(p.Plan, 0, p.Rows)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, row := range page.Rows {
		all = append(all, row[slices.Index(p.Columns, "rule")])
	}
	return all
}

func copperRule(kind, percent string) desktop.RuleView {
	return desktop.RuleView{
		Name: "Copper", When: desktop.WhenView{Name: "*copper*"}, Rounding: "ending_99",
		Action: desktop.RuleActionView{Kind: kind, Percent: percent, Tiers: []desktop.TierView{}},
	}
}

func TestASuppliersRulesStandBeforeTheAccounts(t *testing.T) {
	bridge, _, _, first := opened(t, tubes)
	handle := bridge.Status().OpenedWith
	if handle != nil {
		t.Fatal("the file waits still")
	}
	files, err := bridge.RecentFiles()
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	file := files[0].Handle
	if _, err := bridge.OpenPriceList(file); err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.SaveSupplier(file, "Tubes & Co", desktop.RulesView{}); err != nil {
		t.Fatal(err)
	}
	if got := whys(t, bridge, first); strings.Join(got, "") != "" {
		t.Fatalf("a plan without rules says %q", got)
	}
	account := desktop.PriceRulesView{List: []desktop.RuleView{{Action: desktop.RuleActionView{Kind: "markup", Percent: "100"}}}}
	own := desktop.PriceRulesView{List: []desktop.RuleView{copperRule("margin", "50")}}
	for supplier, rules := range map[string]desktop.PriceRulesView{"": account, "Tubes & Co": own} {
		saved, err := bridge.SaveRules(supplier, rules)
		if err != nil || !saved.Saved {
			t.Fatal(saved, err)
		}
		back, err := bridge.Rules(supplier)
		if diff := cmp.Diff(saved.Rules, back); diff != "" || err != nil {
			t.Errorf("what was saved comes back otherwise (-saved +back):\n%s%v", diff, err)
		}
	}
	if _, err := bridge.OpenPriceList(file); err != nil {
		t.Fatal(err)
	}
	next, err := bridge.Preview(file, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Rule “Copper”: margin 50% over price: 5.22 ÷ 0.50 = 10.44; up to .99 = 10.99, instead of the list's 9.55",
		"Rule “Copper”: margin 50% over price: 7.01 ÷ 0.50 = 14.02; up to .99 = 14.99, instead of the list's 12.65",
		"Rule “Copper”: margin 50% over price: 8.55 ÷ 0.50 = 17.10; up to .99 = 17.99, instead of the list's 13.95",
		"Rule 2: markup 100% over cost: 1.02 + 100% = 2.04, instead of the list's 2.10",
	}
	if diff := cmp.Diff(want, whys(t, bridge, next)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRulesAreTriedOnRealRowsBeforeTheyAreSaved(t *testing.T) {
	bridge, _, _, shown := opened(t, tubes)
	rules := desktop.PriceRulesView{List: []desktop.RuleView{copperRule("markup", "40"), {Action: desktop.RuleActionView{Kind: "list"}, Name: "Rest", When: desktop.WhenView{Category: "SERVICE"}}}}
	tried, err := bridge.TryRules("", rules, shown.Plan)
	if err != nil {
		t.Fatal(err)
	}
	var steps [][]string
	var places []int
	for _, e := range tried.Examples {
		steps, places = append(steps, e.Steps), append(places, e.Rule)
	}
	if diff := cmp.Diff([][]string{
		{"markup 40% over cost: 5.22 + 40% = 7.308", "up to .99 = 7.99, instead of the list's 9.55"},
		{"markup 40% over cost: 7.01 + 40% = 9.814", "up to .99 = 9.99, instead of the list's 12.65"},
		{},
	}, steps); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{[]int{1, 1, 0}, []int{3, 0}, 1}, []any{places, tried.Decided, tried.Others}); diff != "" {
		t.Errorf("who decides (-want +got):\n%s", diff)
	}
	if got := tried.Examples[0]; got.Line != 2 || got.After.Price != "7.99" || got.After.Cost != "5.22" || got.Before.Price == "" || got.List.Price != "9.55" {
		t.Errorf("the first example: %+v", got)
	}
	if back, err := bridge.Rules(""); err != nil || len(back.List) != 0 {
		t.Errorf("trying saved them: %+v, %v", back, err)
	}
}

func TestRulesThatMakeNoSenseAreSaidByField(t *testing.T) {
	bridge, _, _, shown := opened(t, tubes)
	bad := desktop.PriceRulesView{
		Tax:   desktop.TaxView{Mode: "take_off"},
		Units: desktop.UnitsView{Mode: "fixed", Per: 1},
		List: []desktop.RuleView{
			copperRule("margin", "100"),
			{Action: desktop.RuleActionView{Kind: "markup", Tiered: true}, When: desktop.WhenView{CostFrom: "10", CostTo: "5"}},
			{Action: desktop.RuleActionView{Kind: "cost_only"}, Rounding: "up"},
		},
	}
	want := []desktop.RuleFindingView{
		{Field: "tax.percent", Message: "The tax needs a percentage above 0."},
		{Field: "units.per", Message: "Amounts for several pieces need a number of pieces from 2 to 1,000,000."},
		{Rule: 1, Field: "action.percent", Message: "Margin is over the price, so it has to be below 100%: at 100% the price would have no end."},
		{Rule: 2, Field: "when.cost_to", Message: "The cost goes from 10 to 5, which no item fits."},
		{Rule: 2, Field: "action.tiers", Message: "There are no tiers, so no cost would have a percentage."},
		{Rule: 3, Field: "rounding", Message: "This rule leaves the price as it is, so there is nothing to round."},
	}
	saved, err := bridge.SaveRules("", bad)
	if diff := cmp.Diff(want, saved.Findings); diff != "" || saved.Saved || err != nil {
		t.Errorf("SaveRules (-want +got):\n%s%v %v", diff, saved.Saved, err)
	}
	tried, err := bridge.TryRules("", bad, shown.Plan)
	if diff := cmp.Diff(want, tried.Findings); diff != "" || len(tried.Examples) > 0 || err != nil {
		t.Errorf("TryRules (-want +got):\n%s%v", diff, err)
	}
	typed := desktop.PriceRulesView{List: []desktop.RuleView{copperRule("markup", "40 percent")}}
	saved, err = bridge.SaveRules("", typed)
	if diff := cmp.Diff([]desktop.RuleFindingView{{Rule: 1, Field: "action.percent", Message: "“40 percent” is not a number such as 12.5."}}, saved.Findings); diff != "" || err != nil {
		t.Errorf("an unreadable number (-want +got):\n%s%v", diff, err)
	}
}

func TestTheDrawerShowsJobbersMarkupWhereARuleWritesIt(t *testing.T) {
	bridge, _, _, shown := opened(t, tubes)
	if row, err := bridge.PreviewRow(shown.Plan, 2); err != nil || row.MarkupAfter != "" || row.MarkupBefore != "" {
		t.Fatalf("without such a rule the row says %q and %q: %v", row.MarkupBefore, row.MarkupAfter, err)
	}
	rule := copperRule("markup", "100")
	rule.WriteMarkup, rule.Rounding = true, ""
	if saved, err := bridge.SaveRules("", desktop.PriceRulesView{List: []desktop.RuleView{rule}}); err != nil || !saved.Saved {
		t.Fatal(saved, err)
	}
	files, err := bridge.RecentFiles()
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	next, err := bridge.Preview(files[0].Handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	var markups []string
	for line := 2; line <= 5; line++ {
		row, err := bridge.PreviewRow(next.Plan, line)
		if err != nil {
			t.Fatal(err)
		}
		markups = append(markups, row.MarkupAfter)
	}
	if diff := cmp.Diff([]string{"100", "100", "100", ""}, markups); diff != "" {
		t.Errorf("markups to be sent (-want +got):\n%s", diff)
	}
}
