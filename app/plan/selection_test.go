package plan_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// heldPlan has a row that writes, one for each way of being held, one with two holds, and one that stays.
func heldPlan() plan.Plan {
	return exactly(plan.Rules{}, []pricelist.Row{
		priced(2, "Writes", "11", ""),
		priced(3, "Zero", "0", ""),
		priced(4, "Below", "11", "11.50"),
		priced(5, "Large", "20", ""),
		priced(6, "Slipped", "100", ""),
		priced(7, "Below and large", "5", "6"),
		priced(8, "Stays", "10", ""),
		priced(9, "Nowhere", "10", ""),
	},
		item("a", "Writes", "10", ""), item("b", "Zero", "10", ""), item("c", "Below", "10", "10"), item("d", "Large", "10", ""),
		item("e", "Slipped", "10", ""), item("f", "Below and large", "10", "6"), item("g", "Stays", "10", ""))
}

func TestHoldsAreAcceptedByTheirCodes(t *testing.T) {
	for _, test := range []struct {
		name    string
		codes   []string
		lines   []int
		waiting []plan.HoldCode
	}{
		{"nothing accepted", nil, []int{2}, []plan.HoldCode{plan.LargePlan}},
		{"the whole plan", []string{"large_plan"}, []int{2}, nil},
		{"one code", []string{"large_change"}, []int{2, 5}, []plan.HoldCode{plan.LargePlan}},
		{"a row with two holds needs both", []string{"large_change", " below_cost "}, []int{2, 4, 5, 7}, []plan.HoldCode{plan.LargePlan}},
		{"all is not zero prices and slipped marks", []string{"all"}, []int{2, 4, 5, 7}, nil},
		{"all and those by name", []string{"zero_price", "all", "slipped_decimal"}, []int{2, 3, 4, 5, 6, 7}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := heldPlan()
			ticked, holds, err := plan.AcceptHolds(p, test.codes)
			if err != nil {
				t.Fatal(err)
			}
			var lines []int
			for _, c := range p.Pick(ticked) {
				lines = append(lines, c.Line)
			}
			var waiting []plan.HoldCode
			for _, hold := range holds {
				waiting = append(waiting, hold.Code)
			}
			if diff := cmp.Diff(test.lines, lines); diff != "" {
				t.Errorf("picked lines (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.waiting, waiting); diff != "" {
				t.Errorf("holds on the whole (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnUnknownHoldIsRefused(t *testing.T) {
	_, _, err := plan.AcceptHolds(heldPlan(), []string{"large_change", "big"})
	if !fault.Is(err, fault.HoldUnknown) {
		t.Fatalf("got %v", err)
	}
	got := fault.From(err)
	if got.Message != "There is no hold named big." || got.Hint != "Use one of: all, zero_price, below_cost, below_margin, large_change, slipped_decimal, other_measure, other_currency, tax_doubt, near_name, partial_list, large_plan, larger_than_usual, moved_since." {
		t.Errorf("message %q, hint %q", got.Message, got.Hint)
	}
}

func TestNoUntickedHeldOrSettledRowIsEverPicked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plan.Make(inputGen().Draw(t, "input"))
		for _, c := range p.Pick(p.Default()) {
			if c.Verdict != plan.Update || len(c.Holds) > 0 {
				t.Fatalf("by default line %d is written: %s", c.Line, c.Verdict)
			}
		}
		ticked := plan.Selection(rapid.SliceOfN(rapid.Bool(), 0, len(p.Changes)+2).Draw(t, "ticks"))
		for _, c := range p.Pick(ticked) {
			at := c.Line - 2
			if at >= len(ticked) || !ticked[at] || !c.Writes() || c.Before == c.After {
				t.Fatalf("line %d is written: %+v", c.Line, c)
			}
		}
		codes := rapid.SliceOf(rapid.SampledFrom([]string{"all", "zero_price", "below_cost", "large_change", "slipped_decimal"})).Draw(t, "codes")
		accepted, _, err := plan.AcceptHolds(p, codes)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range p.Pick(accepted) {
			for _, hold := range c.Holds {
				named := false
				for _, code := range codes {
					named = named || code == string(hold.Code) || code == "all" && hold.Code != plan.ZeroPrice && hold.Code != plan.SlippedDecimal
				}
				if !named {
					t.Fatalf("line %d is written although nobody accepted %s", c.Line, hold.Code)
				}
			}
		}
	})
}

func TestASummaryAddsUpWhatIsTicked(t *testing.T) {
	p := made(plan.Rules{}, []pricelist.Row{
		priced(2, "Rises", "11", "6"),   // +10 %, margin 50 -> 45.5
		priced(3, "Falls", "8", ""),     // -20 %, margin 50 -> 37.5
		priced(4, "Cost only", "", "6"), // cost +20 %, margin 50 -> 40
		priced(5, "No cost", "10.10", ""),
		priced(6, "Held", "20", ""),
		priced(7, "Stays", "10", ""),
	}, item("a", "Rises", "10", "5"), item("b", "Falls", "10", "5"), item("c", "Cost only", "10", "5"),
		item("d", "No cost", "10", ""), item("e", "Held", "10", "5"), item("f", "Stays", "10", ""))
	figures := p.Figures()
	ticked := p.Default()
	want := plan.Summary{
		Ticked: 4, Tickable: 5, HeldWaiting: 1, Increases: 3, Decreases: 1, PriceSum: some("-0.90").Or(money.Amount{}),
		Largest: some("-20"), LargestName: "Falls", MarginBefore: some("50"), MarginAfter: some("41.0"),
	}
	if diff := cmp.Diff(want, p.Summarise(ticked, figures), cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
		t.Errorf("by default (-want +got):\n%s", diff)
	}
	ticked[1], ticked[4] = false, true
	want = plan.Summary{
		Ticked: 4, Tickable: 5, HeldTicked: 1, Increases: 4, PriceSum: some("11.10").Or(money.Amount{}),
		Largest: some("100"), LargestName: "Held", MarginBefore: some("50"), MarginAfter: some("53.5"),
	}
	if diff := cmp.Diff(want, p.Summarise(ticked, figures), cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
		t.Errorf("after ticking (-want +got):\n%s", diff)
	}
	if increases, decreases := p.Directions(); increases != 3 || decreases != 1 {
		t.Errorf("the updates: %d up, %d down", increases, decreases)
	}
	if diff := cmp.Diff(plan.Summary{Tickable: 5, HeldWaiting: 1}, p.Summarise(nil, figures), cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
		t.Errorf("nothing ticked (-want +got):\n%s", diff)
	}
}

func TestMarginIsOverPriceAndMarkupOverCost(t *testing.T) {
	for _, test := range []struct{ price, cost, margin, markup string }{
		{"12.90", "7.02", "45.6", "83.8"},
		{"4.32", "4.72", "-9.3", "-8.5"},
		{"10", "0", "100", ""},
		{"0", "5", "", "-100"},
		{"10", "", "", ""},
		{"", "10", "", ""},
	} {
		p := prices(test.price, test.cost)
		if got := plan.Margin(p); got != some(test.margin) {
			t.Errorf("margin of %s over cost %s: %s", test.price, test.cost, got)
		}
		if got := plan.Markup(p); got != some(test.markup) {
			t.Errorf("markup of %s over cost %s: %s", test.price, test.cost, got)
		}
	}
}

func TestFiguresJudgeByPriceOrElseByCost(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after catalog.Prices
		want          plan.Figures
		direction     int
	}{
		{"price", prices("12.65", "6.89"), prices("12.90", "7.02"), plan.Figures{Change: some("0.25"), Percent: some("2.0"), MarginBefore: some("45.5"), MarginAfter: some("45.6")}, 1},
		{"cost", prices("10", "6"), prices("10", "5"), plan.Figures{Change: some("-1"), Percent: some("-16.7"), MarginBefore: some("40"), MarginAfter: some("50")}, -1},
		{"a first cost", prices("10", ""), prices("10", "5"), plan.Figures{MarginAfter: some("50")}, 1},
		{"from zero", prices("0", ""), prices("5", ""), plan.Figures{Change: some("5")}, 1},
		{"nothing", prices("10", "6"), prices("10", "6"), plan.Figures{Change: some("0"), Percent: some("0"), MarginBefore: some("40"), MarginAfter: some("40")}, 0},
		{"no amounts", catalog.Prices{}, catalog.Prices{}, plan.Figures{}, 0},
	} {
		c := plan.Change{Before: test.before, After: test.after}
		if diff := cmp.Diff(test.want, c.Figures(), cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if got := c.Direction(); got != test.direction {
			t.Errorf("%s: direction %d", test.name, got)
		}
	}
}

func TestAnyChangeToAPlanBreaksItsFingerprint(t *testing.T) {
	hidden := false
	p := heldPlan()
	p.Changes = append(p.Changes[:5:5], plan.Change{
		Line: 10, Name: "n", Code: "c", Verdict: plan.Create, Reason: "r", Message: "m", Flags: []string{"f"}, Rule: "x",
		Candidates: []plan.Candidate{{Item: "i"}}, Suggestions: []match.Suggestion{{Item: "s", Name: "n", Score: 50}},
		Create: &catalog.New{Name: "new"}, Visible: &hidden,
	})
	p.Source.Headers = []string{"h"}
	if p.Valid() {
		t.Fatal("a plan with another row is still valid")
	}
	p.Fingerprint = p.Sealed().Fingerprint
	if !p.Valid() {
		t.Fatal("a sealed plan is not valid")
	}
	tried := 0
	mutate(reflect.ValueOf(&p).Elem(), "Plan", func(path string) {
		if path == "Plan.Fingerprint" {
			return
		}
		tried++
		if p.Valid() {
			t.Errorf("the fingerprint does not see %s", path)
		}
	})
	if tried < 100 || !p.Valid() {
		t.Errorf("tried %d fields, and left the plan valid: %v", tried, p.Valid())
	}
}

// mutate changes every settable value below v, one at a time, and puts it back.
func mutate(v reflect.Value, path string, changed func(path string)) {
	try := func(next reflect.Value) {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		v.Set(next)
		changed(path)
		v.Set(old)
	}
	switch v.Interface().(type) {
	case money.Amount:
		try(reflect.ValueOf(money.FromCents(123457)))
		return
	case money.Maybe:
		try(reflect.ValueOf(some("7654.32")))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			mutate(v.Field(i), path+"."+v.Type().Field(i).Name, changed)
		}
	case reflect.Slice:
		grown := reflect.MakeSlice(v.Type(), v.Len()+1, v.Len()+1)
		reflect.Copy(grown, v)
		try(grown)
		for i := range v.Len() {
			mutate(v.Index(i), path+"[]", changed)
		}
	case reflect.Pointer:
		if v.IsNil() {
			try(reflect.New(v.Type().Elem()))
			return
		}
		try(reflect.Zero(v.Type()))
		mutate(v.Elem(), path, changed)
	case reflect.String:
		try(reflect.ValueOf(v.String() + "x").Convert(v.Type()))
	case reflect.Int:
		try(reflect.ValueOf(int(v.Int()) + 1).Convert(v.Type()))
	case reflect.Bool:
		try(reflect.ValueOf(!v.Bool()).Convert(v.Type()))
	default:
		panic("no way to change a " + v.Kind().String() + " at " + path)
	}
}

func TestTheFingerprintOfALongPlanSeesEveryRow(t *testing.T) {
	p := exactly(plan.Rules{}, repeated("Elbow", 2_000), item("i", "Elbow", "1", ""))
	for _, row := range []int{0, 999, 1_999} {
		changed := p
		changed.Changes = append([]plan.Change(nil), p.Changes...)
		changed.Changes[row].After.Price = some("9")
		if changed.Valid() {
			t.Errorf("row %d is not seen", row)
		}
	}
}
