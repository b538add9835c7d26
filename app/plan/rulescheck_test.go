package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

func TestRulesThatMakeNoSenseAreRefusedBySentences(t *testing.T) {
	by := func(kind plan.ActionKind, percent string) plan.Action {
		return plan.Action{Kind: kind, Percent: some(percent)}
	}
	list := plan.Action{Kind: plan.FromList}
	one := func(rule plan.Rule) plan.Rules { return plan.Rules{List: []plan.Rule{rule}} }
	tiers := func(tiers ...plan.Tier) plan.Rules {
		return one(plan.Rule{Action: plan.Action{Kind: plan.ByMarkup, Tiers: tiers}})
	}
	to := func(end, percent string) plan.Tier {
		return plan.Tier{UpTo: some(end), Percent: some(percent).Or(money.Amount{})}
	}
	long := strings.Repeat("x", 101)
	for _, test := range []struct {
		name  string
		rules plan.Rules
		want  []string // "rule field: sentence"
	}{
		{"nothing", plan.Rules{}, nil},
		{"all that is possible", plan.Rules{
			OnlyIncrease: true, Markup: some("35"), Tax: plan.Tax{Mode: plan.AddTax, Percent: some("8.875").Or(money.Amount{}), Field: plan.CostOnly},
			Units: plan.Units{Mode: plan.UnitsByText, Known: []plan.UnitOf{{Text: "Box", Pieces: 25}, {Text: "ea", Pieces: 1}}, Field: plan.PriceOnly},
			List: []plan.Rule{
				{Name: "A", When: plan.When{Category: catalog.Service, Name: "*", Code: "?", CostFrom: some("0"), CostTo: some("0"), MarginFrom: some("-50"), MarginTo: some("100")}, Action: by(plan.ByMargin, "99.9999")},
				{Name: "B", Action: by(plan.ByMarkup, "0"), Rounding: plan.ToCents, LeastProfit: some("0")},
				{Action: plan.Action{Kind: plan.KeepPrice}, WriteMarkup: true},
			},
		}, nil},
		{"a margin of all", one(plan.Rule{Action: by(plan.ByMargin, "100")}), []string{"1 action.percent: Margin is over the price, so it has to be below 100%: at 100% the price would have no end."}},
		{"a margin below zero", one(plan.Rule{Action: by(plan.ByMargin, "-1")}), []string{"1 action.percent: The margin of -1% is not between 0% and 100%."}},
		{"a markup below zero", one(plan.Rule{Action: by(plan.ByMarkup, "-0.5")}), []string{"1 action.percent: The markup of -0.5% is not between 0% and 100,000%."}},
		{"a markup of many decimals", one(plan.Rule{Action: by(plan.ByMarkup, "33.33333")}), []string{"1 action.percent: The markup of 33.33333% has more than four decimals."}},
		{"no percentage", one(plan.Rule{Action: by(plan.ByMarkup, "")}), []string{"1 action.percent: The markup needs a percentage."}},
		{"no action", one(plan.Rule{}), []string{"1 action.kind: It is not said what the rule does."}},
		{"an unknown action", one(plan.Rule{Action: by("double", "1")}), []string{"1 action.kind: “double” is nothing that a rule can do."}},
		{"a change by nothing", one(plan.Rule{Action: by(plan.ByPercent, "0")}), []string{"1 action.percent: It is not said by how many percent the list's price is changed."}},
		{"a change that leaves nothing", one(plan.Rule{Action: by(plan.ByPercent, "-100")}), []string{"1 action.percent: The change of -100% is not between -99% and 100,000%."}},
		{"no amount", one(plan.Rule{Action: plan.Action{Kind: plan.ByAmount}}), []string{"1 action.amount: It is not said by which amount the list's price is changed."}},
		{"an amount too large", one(plan.Rule{Action: plan.Action{Kind: plan.ByAmount, Amount: some("1000001")}}), []string{"1 action.amount: The amount has at most four decimals and is from -1,000,000 to 1,000,000."}},
		{"empty tiers", one(plan.Rule{Action: plan.Action{Kind: plan.ByMargin, Tiers: []plan.Tier{}}}), []string{"1 action.tiers: There are no tiers, so no cost would have a percentage."}},
		{"tiers that end", tiers(to("5", "60"), to("20", "40")), []string{"1 action.tiers.2.up_to: The last tier ends at a cost of 20.00, so a higher cost would have no percentage; leave its end empty."}},
		{"tiers out of order", tiers(to("20", "60"), to("5", "40"), to("", "20")), []string{"1 action.tiers.2.up_to: Tier 2 ends at 5.00, which is not above the end of the one before it."}},
		{"a tier behind an endless one", tiers(to("", "60"), to("", "20")), []string{"1 action.tiers.1.up_to: Tier 1 has no end, so the tiers after it would never be used."}},
		{"more tiers than anyone needs", tiers(make([]plan.Tier, 51)...), []string{"1 action.tiers: There are 51 tiers; 50 are the most."}},
		{"a cost range that nothing fits", one(plan.Rule{Action: list, When: plan.When{CostFrom: some("10"), CostTo: some("9.99")}}), []string{"1 when.cost_to: The cost goes from 10 to 9.99, which no item fits."}},
		{"a cost below zero", one(plan.Rule{Action: list, When: plan.When{CostFrom: some("-1")}}), []string{"1 when.cost_from: No cost is below 0."}},
		{"a margin range that nothing fits", one(plan.Rule{Action: list, When: plan.When{MarginFrom: some("30"), MarginTo: some("20")}}), []string{"1 when.margin_to: The margin goes from 30% to 20%, which no item fits."}},
		{"a margin above all", one(plan.Rule{Action: list, When: plan.When{MarginFrom: some("101")}}), []string{"1 when.margin_from: Margin is over the price, so no margin is above 100%."}},
		{"an unknown category", one(plan.Rule{Action: list, When: plan.When{Category: "PACKAGE"}}), []string{"1 when.category: Jobber has products and services, and no “PACKAGE”."}},
		{"texts without end", one(plan.Rule{Name: long, Action: list, When: plan.When{Name: long, Code: long}}), []string{
			"1 name: A rule's name has at most 100 letters.", "1 when.name: A pattern has at most 100 letters.", "1 when.code: A pattern has at most 100 letters."}},
		{"an unknown rounding", one(plan.Rule{Action: list, Rounding: "down"}), []string{"1 rounding: “down” is no rounding."}},
		{"a least profit below zero", one(plan.Rule{Action: list, LeastProfit: some("-1")}), []string{"1 least_profit: The least profit can't be below 0."}},
		{"a least profit of parts of a cent", one(plan.Rule{Action: list, LeastProfit: some("1.005")}), []string{"1 least_profit: The least profit is an amount in whole cents, up to 1,000,000."}},
		{"what a price that stays can't have", one(plan.Rule{Action: plan.Action{Kind: plan.KeepPrice}, Rounding: plan.UpTo99, LeastProfit: some("1")}), []string{
			"1 rounding: This rule leaves the price as it is, so there is nothing to round.", "1 least_profit: This rule leaves the price as it is, so it can't hold a least profit."}},
		{"two rules of one name", plan.Rules{List: []plan.Rule{{Name: "Copper", Action: list}, {Name: " copper", Action: list}}}, []string{"2 name: Rule 1 is called “ copper” as well; give each its own name."}},
		{"an endless list", plan.Rules{List: make([]plan.Rule, 201)}, []string{"0 list: There are 201 rules; 200 are the most."}},
		{"tax of nothing", plan.Rules{Tax: plan.Tax{Mode: plan.TakeTaxOff}}, []string{"0 tax.percent: The tax needs a percentage above 0."}},
		{"tax above all", plan.Rules{Tax: plan.Tax{Mode: plan.AddTax, Percent: money.FromInt(101), Field: "profit"}}, []string{
			"0 tax.field: It holds for the price, the cost or both, not for “profit”.", "0 tax.percent: The tax of 101% is not between 0% and 100%."}},
		{"an unknown tax", plan.Rules{Tax: plan.Tax{Mode: "halve", Percent: money.FromInt(20)}}, []string{"0 tax.mode: Tax is either taken off or added, not “halve”."}},
		{"one piece of several", plan.Rules{Units: plan.Units{Mode: plan.UnitsFixed, Per: 1}}, []string{"0 units.per: Amounts for several pieces need a number of pieces from 2 to 1,000,000."}},
		{"units that say nothing", plan.Rules{Units: plan.Units{Mode: "weight", Known: []plan.UnitOf{{}, {Text: "box", Pieces: 0}, {Text: "BOX ", Pieces: 3}, {Text: long, Pieces: 2}}}}, []string{
			"0 units.mode: “weight” is no way to know the pieces of an amount.", "0 units.known.1.text: A unit needs its text, as the list writes it.",
			"0 units.known.2.pieces: The unit “box” needs a number of pieces from 1 to 1,000,000.", "0 units.known.3.text: The unit “BOX ” is there twice.", "0 units.known.4.text: A unit's text has at most 100 letters."}},
		{"a markup without end", plan.Rules{Markup: some("100001")}, []string{"0 markup: The markup of 100001% is not between 0% and 100,000%."}},
	} {
		var got []string
		for _, f := range test.rules.Check() {
			got = append(got, fmt.Sprintf("%d %s: %s", f.Rule, f.Field, f.Message))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRoundingIsRightToTheLastCentBothWays(t *testing.T) {
	for _, test := range []struct {
		how  plan.Rounding
		cost string // marked up by nothing
		want string
	}{
		{plan.ToCents, "12.3449", "12.34"}, {plan.ToCents, "12.345", "12.35"},
		{plan.ToFiveCents, "12.0249", "12.00"}, {plan.ToFiveCents, "12.025", "12.05"}, {plan.ToFiveCents, "12.0749", "12.05"}, {plan.ToFiveCents, "12.075", "12.10"},
		{plan.ToWhole, "12.4999", "12.00"}, {plan.ToWhole, "12.5", "13.00"},
		{plan.UpToWhole, "12", "12.00"}, {plan.UpToWhole, "12.0049", "12.00"}, {plan.UpToWhole, "12.005", "13.00"}, {plan.UpToWhole, "0.01", "1.00"},
		{plan.UpTo99, "12.99", "12.99"}, {plan.UpTo99, "12.9949", "12.99"}, {plan.UpTo99, "12.995", "13.99"}, {plan.UpTo99, "13", "13.99"}, {plan.UpTo99, "0.01", "0.99"},
		{plan.UpTo95, "12.95", "12.95"}, {plan.UpTo95, "12.96", "13.95"}, {plan.UpTo95, "12.9449", "12.95"}, {plan.UpTo95, "0.9", "0.95"},
		{plan.UpTo99, "0.0049", "0.00"}, {plan.UpToWhole, "0", "0.00"}, // no price is made out of none
		{plan.UpTo99, "999999999998.5", "999999999998.99"},
	} {
		rules := plan.Rules{List: []plan.Rule{{Action: plan.Action{Kind: plan.ByMarkup, Percent: some("0")}, Rounding: test.how}}}
		c := ruled(rules, pricelist.Row{Cost: some(test.cost)}, catalog.Item{Price: some("77").Or(money.Amount{})})
		if got := c.After.Price.String(); got != test.want {
			t.Errorf("%s %s is %s, want %s: %s", test.cost, test.how, got, test.want, c.Rule)
		}
	}
}
