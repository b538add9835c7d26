package plan_test

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// rulesGen draws rules of every kind that Check lets pass.
func rulesGen() *rapid.Generator[plan.Rules] {
	return rapid.Custom(func(t *rapid.T) plan.Rules {
		r := plan.Rules{OnlyIncrease: rapid.Bool().Draw(t, "only increases")}
		if rapid.Bool().Draw(t, "with markup") {
			r.Markup = some(fmt.Sprintf("%d.%02d", rapid.IntRange(0, 300).Draw(t, "percent"), rapid.IntRange(0, 99).Draw(t, "hundredths")))
		}
		field := rapid.SampledFrom([]plan.Field{plan.Both, plan.PriceOnly, plan.CostOnly})
		if rapid.Bool().Draw(t, "with tax") {
			r.Tax = plan.Tax{
				Mode: rapid.SampledFrom([]plan.TaxMode{plan.TakeTaxOff, plan.AddTax}).Draw(t, "tax"), Field: field.Draw(t, "tax on"),
				Percent: some(rapid.SampledFrom([]string{"20", "8.875", "19", "5.5"}).Draw(t, "tax percent")).Or(money.Amount{}),
			}
		}
		if rapid.Bool().Draw(t, "with units") {
			r.Units = plan.Units{
				Mode: rapid.SampledFrom([]plan.UnitMode{plan.UnitsFixed, plan.UnitsByText, plan.UnitsCents}).Draw(t, "units"), Field: field.Draw(t, "units of"),
				Per: rapid.SampledFrom([]int{2, 3, 5, 12, 100, 1000}).Draw(t, "per"), Known: []plan.UnitOf{{Text: "Box", Pieces: 25}},
			}
		}
		r.List = rapid.SliceOfN(ruleGen(), 0, 4).Draw(t, "rules")
		if found := r.Check(); len(found) > 0 {
			t.Fatalf("the generator draws rules that can't be used: %v", found)
		}
		return r
	})
}

func ruleGen() *rapid.Generator[plan.Rule] {
	return rapid.Custom(func(t *rapid.T) plan.Rule {
		percent := func(what string, most int) money.Maybe {
			return some(decimal(int64(rapid.IntRange(0, most*100).Draw(t, what)), 2))
		}
		r := plan.Rule{Action: plan.Action{Kind: rapid.SampledFrom(plan.Actions()).Draw(t, "action")}, WriteMarkup: rapid.Bool().Draw(t, "write the markup")}
		w := &r.When
		switch rapid.IntRange(0, 6).Draw(t, "when") {
		case 0:
			w.Category = catalog.Product
		case 1:
			w.Name = rapid.SampledFrom([]string{"*e*", "?ee", "ELBOW"}).Draw(t, "pattern")
		case 2:
			w.Code = rapid.SampledFrom([]string{"*", "a*", "?22"}).Draw(t, "code pattern")
		case 3:
			w.CostFrom, w.CostTo = some("2"), some("20.5")
		case 4:
			w.MarginTo = percent("margin to", 60)
		case 5:
			w.MarginFrom = percent("margin from", 60)
		}
		switch r.Action.Kind {
		case plan.ByMarkup, plan.ByMargin:
			if rapid.Bool().Draw(t, "tiers") {
				r.Action.Tiers = []plan.Tier{{some("1"), percent("tier", 90).Or(money.Amount{})}, {some("12.50"), percent("tier", 90).Or(money.Amount{})}, {Percent: percent("tier", 90).Or(money.Amount{})}}
			} else {
				r.Action.Percent = percent("percent", 95)
			}
		case plan.ByPercent:
			r.Action.Percent = some(rapid.SampledFrom([]string{"-12.5", "3", "33.3333"}).Draw(t, "change"))
		case plan.ByAmount:
			r.Action.Amount = some(rapid.SampledFrom([]string{"-0.5", "2.25", "100"}).Draw(t, "change"))
		}
		if r.Action.Kind != plan.KeepPrice {
			r.Rounding = rapid.SampledFrom(append(plan.Roundings(), "")).Draw(t, "rounding")
			if rapid.Bool().Draw(t, "with least profit") {
				r.LeastProfit = money.Some(money.FromCents(rapid.Int64Range(0, 500).Draw(t, "least profit")))
			}
		}
		return r
	})
}

// ruled plans one row for one item, beside enough others.
func ruled(rules plan.Rules, row pricelist.Row, it catalog.Item) plan.Change {
	row.Line, row.Kind, row.Name = 2, pricelist.Priced, "Elbow"
	it.ID, it.Name = "i", "Elbow"
	return made(rules, []pricelist.Row{row}, it).Changes[0]
}

// TestRuleArithmeticIsExact compares the price of one rule with the same in rational numbers.
func TestRuleArithmeticIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := rulesGen().Draw(t, "rules")
		rule := ruleGen().Draw(t, "rule")
		rule.When = plan.When{}
		rules.List = []plan.Rule{rule}
		row := pricelist.Row{Price: amountGen().Draw(t, "price"), Cost: amountGen().Draw(t, "cost"), Unit: rapid.SampledFrom([]string{"", "per 100", "Box"}).Draw(t, "unit")}
		if !row.Price.Known() && !row.Cost.Known() {
			return
		}
		it := catalog.Item{Price: amountGen().Draw(t, "now").Or(money.Amount{}), Cost: amountGen().Draw(t, "cost now")}
		got := ruled(rules, row, it)
		price, cost := inRationals(rules, row, it)
		for _, field := range []struct {
			name      string
			got, want money.Maybe
		}{{"price", got.After.Price, price}, {"cost", got.After.Cost, cost}} {
			if field.got != field.want {
				t.Fatalf("the %s of %+v for %+v is %s, want %s: %s", field.name, row, it, field.got, field.want, got.Rule)
			}
		}
	})
}

// inRationals does what the first rule says in rational numbers.
func inRationals(rules plan.Rules, row pricelist.Row, it catalog.Item) (price, cost money.Maybe) {
	rule := rules.List[0]
	of := func(m money.Maybe) *big.Rat {
		a, ok := m.Get()
		if !ok {
			return nil
		}
		r, _ := new(big.Rat).SetString(a.Plain())
		return r
	}
	one, hundred := big.NewRat(1, 1), big.NewRat(100, 1)
	share := func(percent *big.Rat) *big.Rat { return new(big.Rat).Quo(percent, hundred) }
	take := func(m money.Maybe, field plan.Field) *big.Rat {
		x := of(m)
		if x == nil {
			return nil
		}
		if rules.Tax.Mode != "" && (rules.Tax.Field == plan.Both || rules.Tax.Field == field) {
			factor := new(big.Rat).Add(one, share(of(money.Some(rules.Tax.Percent))))
			if rules.Tax.Mode == plan.TakeTaxOff {
				factor.Inv(factor)
			}
			x.Mul(x, factor)
		}
		if rules.Units.Mode != "" && (rules.Units.Field == plan.Both || rules.Units.Field == field) {
			pieces := int64(1)
			switch {
			case rules.Units.Mode == plan.UnitsFixed:
				pieces = int64(rules.Units.Per)
			case rules.Units.Mode == plan.UnitsCents, row.Unit == "per 100":
				pieces = 100
			case row.Unit == "Box":
				pieces = 25
			}
			x.Quo(x, big.NewRat(pieces, 1))
		}
		return x
	}
	listed, paid := take(row.Price, plan.PriceOnly), take(row.Cost, plan.CostOnly)
	now, nowCost := of(money.Some(it.Price)), of(it.Cost)
	settle := func(want *big.Rat, before money.Maybe) money.Maybe {
		if want == nil {
			return before
		}
		cents := nearest(want, big.NewRat(1, 100))
		if before.Known() && cents.Cmp(nearest(of(before), big.NewRat(1, 100))) == 0 {
			return before
		}
		if before.Known() && rules.OnlyIncrease && want.Cmp(of(before)) < 0 {
			return before
		}
		return some(want.FloatString(4))
	}
	if paid != nil {
		cost = settle(nearest(paid, big.NewRat(1, 100)), it.Cost)
	} else {
		cost = it.Cost
	}
	percent := of(rule.Action.Percent)
	if rule.Action.Tiers != nil && paid != nil {
		for _, tier := range slices.Backward(rule.Action.Tiers) {
			if end := of(tier.UpTo); end == nil || paid.Cmp(end) <= 0 {
				percent = of(money.Some(tier.Percent))
			}
		}
	}
	var want *big.Rat
	switch kind := rule.Action.Kind; {
	case kind == plan.FromList, (kind == plan.ByMarkup || kind == plan.ByMargin) && paid == nil:
		want = listed
	case kind == plan.ByMarkup:
		want = new(big.Rat).Mul(paid, new(big.Rat).Add(one, share(percent)))
	case kind == plan.ByMargin:
		want = new(big.Rat).Quo(paid, new(big.Rat).Sub(one, share(percent)))
	case kind == plan.KeepMarkup && paid != nil && nowCost != nil && nowCost.Sign() > 0 && nearest(paid, big.NewRat(1, 100)).Cmp(nearest(nowCost, big.NewRat(1, 100))) != 0:
		want = new(big.Rat).Mul(paid, new(big.Rat).Quo(now, nowCost))
	case kind == plan.ByPercent && listed != nil:
		want = new(big.Rat).Mul(listed, new(big.Rat).Add(one, share(percent)))
	case kind == plan.ByAmount && listed != nil:
		want = new(big.Rat).Add(listed, of(rule.Action.Amount))
	}
	if want != nil {
		want = asRounded(want, rule.Rounding)
	}
	if least := of(rule.LeastProfit); least != nil && cost.Known() {
		floor := new(big.Rat).Add(of(cost), least)
		if have := want; have == nil && now.Cmp(floor) < 0 || have != nil && have.Cmp(floor) < 0 {
			want = raised(floor, rule.Rounding)
		}
	}
	return settle(want, money.Some(it.Price)), cost
}

// nearest rounds half up to a multiple of the step.
func nearest(x, step *big.Rat) *big.Rat {
	steps := new(big.Rat).Add(new(big.Rat).Quo(new(big.Rat).Abs(x), step), big.NewRat(1, 2))
	whole := new(big.Rat).SetInt(new(big.Int).Quo(steps.Num(), steps.Denom()))
	if x.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole.Mul(whole, step)
}

func asRounded(x *big.Rat, how plan.Rounding) *big.Rat {
	cents := nearest(x, big.NewRat(1, 100))
	switch {
	case cents.Sign() <= 0:
		return cents
	case how == plan.ToFiveCents:
		return nearest(x, big.NewRat(5, 100))
	case how == plan.ToWhole:
		return nearest(x, big.NewRat(1, 1))
	case how == plan.UpToWhole || how == plan.UpTo99 || how == plan.UpTo95:
		return raised(cents, how)
	}
	return cents
}

// raised counts up from the first amount of a rounding until it is not below x.
func raised(x *big.Rat, how plan.Rounding) *big.Rat {
	step, at := big.NewRat(1, 100), big.NewRat(1, 100)
	switch how {
	case plan.ToFiveCents:
		step, at = big.NewRat(5, 100), big.NewRat(5, 100)
	case plan.ToWhole, plan.UpToWhole:
		step, at = big.NewRat(1, 1), big.NewRat(1, 1)
	case plan.UpTo99:
		step, at = big.NewRat(1, 1), big.NewRat(99, 100)
	case plan.UpTo95:
		step, at = big.NewRat(1, 1), big.NewRat(95, 100)
	}
	if gap := new(big.Rat).Quo(new(big.Rat).Sub(x, at), step); gap.Sign() > 0 {
		steps := new(big.Int).Quo(gap.Num(), gap.Denom())
		at = new(big.Rat).Add(at, new(big.Rat).Mul(step, new(big.Rat).SetInt(steps)))
	}
	for at.Cmp(x) < 0 {
		at = new(big.Rat).Add(at, step)
	}
	return at
}

func TestAManagedMarkupAgreesToTheCentAndFitsAFloat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.Int64Range(1, 100_000_000_000).Draw(t, "price in cents")
		cost := rapid.Int64Range(1, 100_000_000_000).Draw(t, "cost in cents")
		rules := plan.Rules{List: []plan.Rule{{Action: plan.Action{Kind: plan.FromList}, WriteMarkup: true}}}
		c := ruled(rules, pricelist.Row{Price: money.Some(money.FromCents(price)), Cost: money.Some(money.FromCents(cost))}, catalog.Item{})
		if !c.After.Agrees() {
			t.Fatalf("cost %s with markup %s%% is not the price %s", c.After.Cost, c.After.Markup, c.After.Price)
		}
		markup, _ := c.After.Markup.Get()
		float, err := strconv.ParseFloat(markup.Plain(), 64)
		if err != nil {
			t.Fatal(err)
		}
		if back := some(strconv.FormatFloat(float, 'f', -1, 64)); back != c.After.Markup {
			t.Fatalf("a Float makes %s of the markup %s", back, markup.Plain())
		}
	})
}

func TestRulesWithAmountsOfAnySizeDoNotPanic(t *testing.T) {
	extreme := rapid.SampledFrom([]string{"", "0", "0.0001", "0.000000000000001", "0.005", "1", "999999999999.99", "999999999999999999", "99999999999999.9999"})
	rapid.Check(t, func(t *rapid.T) {
		rules := rulesGen().Draw(t, "rules")
		if rapid.Bool().Draw(t, "unchecked") {
			rules.Markup = some(extreme.Draw(t, "markup"))
			rules.Tax.Percent = some(extreme.Draw(t, "tax")).Or(money.FromInt(-100))
			for i := range rules.List {
				rules.List[i].Action.Percent, rules.List[i].Action.Amount = some(extreme.Draw(t, "percent")), some(extreme.Draw(t, "amount"))
				rules.List[i].Action.Tiers, rules.List[i].LeastProfit = nil, some(extreme.Draw(t, "least profit"))
			}
		}
		small := rapid.SampledFrom([]string{"", "0", "0.01", "7.02", "12345.67", "999999999.99"})
		row := pricelist.Row{Price: some(extreme.Draw(t, "price")), Cost: some(extreme.Draw(t, "cost")), Unit: "per 100"}
		c := ruled(rules, row, catalog.Item{Price: some(small.Draw(t, "now")).Or(money.Amount{}), Cost: some(small.Draw(t, "cost now"))})
		if c.Verdict == plan.Invalid {
			return
		}
		for _, m := range []money.Maybe{c.After.Price, c.After.Cost} {
			if a, ok := m.Get(); ok && a.Abs().Cmp(money.FromInt(1_000_000_000_000)) >= 0 {
				t.Fatalf("%s would be written: %s", a, c.Rule)
			}
		}
	})
}

func TestPatternsFitWholeTextsWithoutCase(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		fits          bool
	}{
		{"elbow", "Elbow", true}, {"elbow", "Elbow 15mm", false}, {"elbow*", "ELBOW 15mm", true}, {"*15mm*", "Elbow 15mm bend", true},
		{"COP??-*", "cop15-3m", true}, {"COP??-*", "cop5-3m", false}, {"*", "anything", true}, {"*", "", false}, {"ü*", "Über", true},
		{"*a*b*c", "aXbXbc", true}, {"*a*b*c", "aXbXb", false}, {"?", "ä", true}, {"  elbow  ", "elbow", true},
	} {
		rules := plan.Rules{List: []plan.Rule{{When: plan.When{Code: test.pattern}, Action: plan.Action{Kind: plan.ByMarkup, Percent: some("50")}}}}
		c := ruled(rules, pricelist.Row{Code: test.text, Cost: some("10")}, catalog.Item{Price: some("1").Or(money.Amount{})})
		if fits := strings.HasPrefix(c.Rule, "Rule 1"); fits != test.fits {
			t.Errorf("%q fits %q: %v, want %v (%s)", test.pattern, test.text, fits, test.fits, c.Rule)
		}
	}
}

func TestAUnitSaysForHowManyPiecesItIs(t *testing.T) {
	for text, want := range map[string]int{
		"": 1, "each": 1, "EA": 1, "per 100": 100, "Per 1,000": 1000, "/100": 100, "100": 100, "100 pcs": 100, "pack of 5": 5, "Pk 10": 10, "PK10": 10,
		"box of 25": 25, "25/box": 1, "100m": 1, "3m": 1, "per 100m": 100, "dozen": 12, "per hundred": 100, "Pair": 2, "pro 100 Stk": 100,
		"2.5 kg": 1, "per 2.5m": 1, "box": 1, "C": 1, "99999999999999999999": 1, "0": 1, "per 0": 1, "Pack of 5 x 3m": 5, "-5": 5,
	} {
		if got := plan.Pieces(text); got != want {
			t.Errorf("%q is for %d pieces, want %d", text, got, want)
		}
	}
}

func TestAConversionThatTheRowContradictsIsStillHeld(t *testing.T) {
	it := catalog.Item{Price: some("16").Or(money.Amount{}), Cost: some("9"), Visible: true}
	flags := []pricelist.Flag{pricelist.OtherMeasure}
	for _, test := range []struct {
		name        string
		units       plan.Units
		unit, price string // the row's own texts
		after       string
		held        bool
	}{
		{"nobody says", plan.Units{}, "per 100", "17", "17.00", true},
		{"the list's heading, and the rules say the same", plan.Units{Mode: plan.UnitsFixed, Per: 100}, "", "1700", "17.00", false},
		{"the row says the same", plan.Units{Mode: plan.UnitsFixed, Per: 100}, "per 100", "1700", "17.00", false},
		{"the row says another number", plan.Units{Mode: plan.UnitsFixed, Per: 100}, "pack of 5", "1700", "17.00", true},
		{"the cell says another number", plan.Units{Mode: plan.UnitsFixed, Per: 100}, "", "£1700 per pack of 5", "17.00", true},
		{"the row's unit decides", plan.Units{Mode: plan.UnitsByText}, "pack of 5", "85", "17.00", false},
		{"the cell's own words decide", plan.Units{Mode: plan.UnitsByText}, "ea", "1700.00 / 100", "17.00", false},
		{"a box is what the rules say", plan.Units{Mode: plan.UnitsByText, Known: []plan.UnitOf{{Text: "Box", Pieces: 10}}}, "BOX", "170", "17.00", false},
		{"nothing in the row says how many", plan.Units{Mode: plan.UnitsByText}, "box", "17", "17.00", true},
		{"pence", plan.Units{Mode: plan.UnitsCents}, "", "1700", "17.00", false},
		{"pence per hundred is more than the rules know", plan.Units{Mode: plan.UnitsCents}, "per 100", "1700", "17.00", true},
	} {
		amount := strings.TrimPrefix(strings.Fields(test.price)[0], "£")
		c := ruled(plan.Rules{Units: test.units}, pricelist.Row{Price: some(amount), PriceText: test.price, Unit: test.unit, Flags: flags}, it)
		if got := c.After.Price.String(); got != test.after || (c.Verdict == plan.Held) != test.held {
			t.Errorf("%s: %s, %s %v (%s), want %s and held %v", test.name, got, c.Verdict, c.Holds, c.Rule, test.after, test.held)
		}
	}
}

func TestRulesSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := rulesGen().Draw(t, "rules")
		back, found := rules.Text().Read()
		if diff := cmp.Diff(rules, back, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" || len(found) > 0 {
			t.Fatalf("(-rules +back):\n%s\n%v", diff, found)
		}
	})
}

func TestTheFirstRuleThatFitsDecides(t *testing.T) {
	in := plan.Input{Rules: plan.Rules{Markup: some("10"), List: []plan.Rule{
		{Name: "Copper", When: plan.When{Name: "*copper*", CostTo: some("10")}, Action: plan.Action{Kind: plan.ByMarkup, Percent: some("40")}},
		{Name: "Thin", When: plan.When{MarginTo: some("20")}, Action: plan.Action{Kind: plan.ByMargin, Percent: some("50")}},
		{Name: "Services", When: plan.When{Category: catalog.Service}, Action: plan.Action{Kind: plan.KeepPrice}},
	}}}
	for i, of := range []struct {
		name, cost string
		item       catalog.Item
	}{
		{"Copper tube", "10", item("a", "Copper tube", "30", "9")},
		{"Copper coil", "10.01", item("b", "Copper coil", "30", "9")},
		{"Valve", "20", item("c", "Valve", "25", "20")},
		{"Visit", "20", item("d", "Visit", "80", "19")},
		{"Washer", "1", item("e", "Washer", "2", "1")},
	} {
		if of.name == "Visit" {
			of.item.Category = catalog.Service
		}
		in.List.Rows = append(in.List.Rows, priced(i+2, of.name, "", of.cost))
		in.Catalog.Items = append(in.Catalog.Items, of.item)
	}
	in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
	var got []string
	for _, c := range plan.Make(in).Changes {
		got = append(got, c.Name+": "+c.Rule)
	}
	want := []string{
		"Copper tube: Rule “Copper”: markup 40% over cost: 10.00 + 40% = 14.00",
		"Copper coil: Rule “Thin”: the margin would be 9.1%, so this rule decides; margin 50% over price: 10.01 ÷ 0.50 = 20.02",
		"Valve: Rule “Thin”: margin 50% over price: 20.00 ÷ 0.50 = 40.00",
		"Visit: Rule “Services”: sets the cost only, the price stays at 80.00",
		"Washer: Rule “Thin”: margin 50% over price: 1.00 ÷ 0.50 = 2.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
