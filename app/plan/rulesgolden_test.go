package plan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// ruleStories works one row by every action, rounding, tax and unit, and then by what is special.
func ruleStories() []string {
	actions := map[plan.ActionKind]plan.Action{
		plan.FromList: {}, plan.KeepMarkup: {}, plan.KeepPrice: {},
		plan.ByMarkup:  {Tiers: []plan.Tier{{UpTo: some("5"), Percent: money.FromInt(60)}, {UpTo: some("20"), Percent: money.FromInt(40)}, {Percent: money.FromInt(25)}}},
		plan.ByMargin:  {Percent: some("35")},
		plan.ByPercent: {Percent: some("-2.5")},
		plan.ByAmount:  {Amount: some("0.75")},
	}
	taxes := []plan.Tax{{}, {Mode: plan.TakeTaxOff, Percent: money.FromInt(20)}, {Mode: plan.AddTax, Percent: some("8.875").Or(money.Amount{}), Field: plan.CostOnly}}
	units := []plan.Units{{}, {Mode: plan.UnitsFixed, Per: 100}, {Mode: plan.UnitsByText}, {Mode: plan.UnitsCents, Field: plan.PriceOnly}}
	row := pricelist.Row{Price: some("1665"), Cost: some("994"), Unit: "pack of 5"}
	it := catalog.Item{Price: some("16.15").Or(money.Amount{}), Cost: some("9.64"), Markup: some("67")}
	var told []string
	for _, kind := range plan.Actions() {
		for _, rounding := range plan.Roundings() {
			if kind == plan.KeepPrice && rounding != plan.ToCents {
				continue
			}
			for _, tax := range taxes {
				for _, unit := range units {
					action := actions[kind]
					action.Kind = kind
					rules := plan.Rules{Tax: tax, Units: unit, List: []plan.Rule{{Name: "Copper", Action: action, Rounding: rounding}}}
					if found := rules.Check(); len(found) > 0 {
						panic(fmt.Sprint(found))
					}
					c := ruled(rules, row, it)
					told = append(told, fmt.Sprintf("# %s, %s, tax %q, units %q\n%s -> %s\n%s\n", kind, rounding, tax.Mode, unit.Mode, both(c.Before), both(c.After), c.Rule))
				}
			}
		}
	}
	special := func(name string, rules plan.Rules, row pricelist.Row, it catalog.Item) {
		it.Visible = true
		c := ruled(rules, row, it)
		told = append(told, fmt.Sprintf("# %s\n%s/%s %s -> %s flags %q\n%s\n%s\n", name, c.Verdict, c.Reason, both(c.Before), both(c.After), c.Flags, c.Message, c.Rule))
	}
	one := func(rule plan.Rule) plan.Rules { return plan.Rules{List: []plan.Rule{rule}} }
	by := func(kind plan.ActionKind, percent string) plan.Action {
		return plan.Action{Kind: kind, Percent: some(percent)}
	}
	each := pricelist.Row{Price: some("16.65"), Cost: some("9.94")}
	costless, priceless := pricelist.Row{Price: some("16.65")}, pricelist.Row{Cost: some("9.94")}
	flagged := pricelist.Row{Price: some("1665"), Cost: some("994"), Flags: []pricelist.Flag{pricelist.OtherMeasure}}
	per100 := plan.Units{Mode: plan.UnitsFixed, Per: 100}

	special("no rule has a name", one(plan.Rule{Action: by(plan.ByMarkup, "40")}), each, it)
	special("no rule fits", one(plan.Rule{When: plan.When{Name: "pipe"}, Action: by(plan.ByMarkup, "40")}), each, it)
	special("no rule fits, and there is a markup", plan.Rules{Markup: some("50"), List: []plan.Rule{{When: plan.When{Name: "pipe"}, Action: by(plan.ByMarkup, "40")}}}, each, it)
	special("no rule, and tax and units", plan.Rules{Tax: taxes[1], Units: per100}, flagged, it)
	special("a heading for a hundred that no rule answers", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}}), flagged, it)
	special("a heading for a hundred that a rule answers", plan.Rules{Units: per100, List: []plan.Rule{{Action: plan.Action{Kind: plan.FromList}}}}, flagged, it)
	special("markup without a cost", one(plan.Rule{Action: by(plan.ByMarkup, "40")}), costless, it)
	special("margin without a cost", one(plan.Rule{Action: by(plan.ByMargin, "40")}), costless, it)
	special("keeping the markup without a cost", one(plan.Rule{Action: plan.Action{Kind: plan.KeepMarkup}}), costless, it)
	special("keeping the markup of the same cost", one(plan.Rule{Action: plan.Action{Kind: plan.KeepMarkup}}), pricelist.Row{Price: some("16.65"), Cost: some("9.64")}, it)
	special("keeping a markup that there is not", one(plan.Rule{Action: plan.Action{Kind: plan.KeepMarkup}}), each, catalog.Item{Price: it.Price})
	special("the list without a price", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}}), priceless, it)
	special("a percentage without a price", one(plan.Rule{Action: by(plan.ByPercent, "5")}), priceless, it)
	special("a least profit", one(plan.Rule{Action: by(plan.ByMarkup, "10"), LeastProfit: some("3"), Rounding: plan.UpTo99}), each, it)
	special("a least profit that rounding to the nearest would break", one(plan.Rule{Action: by(plan.ByMarkup, "10"), LeastProfit: some("3.07"), Rounding: plan.ToFiveCents}), each, it)
	special("a least profit over a price that stays", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}, LeastProfit: some("7")}), priceless, it)
	special("only increases", plan.Rules{OnlyIncrease: true, List: []plan.Rule{{Action: by(plan.ByMarkup, "40")}}}, each, it)
	special("the markup is written", one(plan.Rule{Action: by(plan.ByMarkup, "40"), WriteMarkup: true}), each, it)
	special("the markup alone is made to agree", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}, WriteMarkup: true}), pricelist.Row{Price: some("16.15"), Cost: some("9.64")}, it)
	special("a markup where Jobber has none", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}, WriteMarkup: true}), each, catalog.Item{Price: it.Price, Cost: it.Cost})
	special("a markup that agrees already", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}, WriteMarkup: true}), pricelist.Row{Price: some("16.15"), Cost: some("9.64")},
		catalog.Item{Price: it.Price, Cost: it.Cost, Markup: some("67.5311")})
	special("a markup without a cost", one(plan.Rule{Action: plan.Action{Kind: plan.FromList}, WriteMarkup: true}), costless, catalog.Item{Price: it.Price})
	special("a cost of zero", one(plan.Rule{Action: by(plan.ByMarkup, "40"), WriteMarkup: true, Rounding: plan.UpTo99}), pricelist.Row{Cost: some("0")}, it)
	special("an amount too large", one(plan.Rule{Action: by(plan.ByMarkup, "100000")}), pricelist.Row{Cost: some("9999999999")}, it)
	special("the margin that follows fits another rule", plan.Rules{List: []plan.Rule{
		{Name: "Thin", When: plan.When{MarginTo: some("20")}, Action: by(plan.ByMargin, "30")}, {Name: "Rest", Action: by(plan.ByMarkup, "10")},
	}}, each, it)
	return told
}

func TestEveryRuleSaysHowItDecided(t *testing.T) {
	told := ruleStories()
	got := strings.Join(told, "\n")
	golden := filepath.Join("testdata", "rules.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("what the user reads (-golden +got):\n%s", diff)
	}
	for _, text := range told {
		for _, bad := range []string{"!", "%!", "  ", ";;", "= =", "nil", " ;"} {
			if strings.Contains(text, bad) {
				t.Errorf("%q stands in %s", bad, text)
			}
		}
	}
}
