package plan_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

func TestAPlanHoldsEveryRowAndSaysWhatItIs(t *testing.T) {
	list := pricelist.List{
		File: "list.csv", SHA256: "ab", Layout: pricelist.Layout{Decimal: "."}, Headers: []string{"Name", "Code", "Price"},
		Rows: []pricelist.Row{
			{Line: 2, Kind: pricelist.Priced, Name: "ELBOW", Code: "E1", Price: some("12.905"), Cost: some("7.02"), Flags: []pricelist.Flag{pricelist.TextCut}},
			{Line: 4, Kind: pricelist.NotProduct, Name: "Total", Price: some("99"), Problem: &pricelist.Problem{Code: "total", Message: "This line is a total."}},
		},
	}
	cat := catalog.Catalog{
		Account: catalog.Account{ID: "acc", Name: "ACME"},
		Items:   append(tenItems(), item("e", "Elbow", "12.65", "6.89")),
	}
	got := plan.Make(plan.Input{
		List: list, Catalog: cat, Match: match.Find(list, cat, nil, match.Options{}),
		Rules: plan.Rules{OnlyIncrease: true}, Guardrails: plan.Guardrails{},
	})
	want := plan.Plan{
		Kind:        plan.FromPriceList,
		Account:     cat.Account,
		Source:      plan.Source{File: "list.csv", SHA256: "ab", Layout: list.Layout, Headers: list.Headers},
		Rules:       plan.Rules{OnlyIncrease: true},
		Guardrails:  plan.DefaultGuardrails(),
		CatalogSize: 11,
		Changes: []plan.Change{{
			Line: 2, Name: "ELBOW", Code: "E1", Verdict: plan.Update, Reason: plan.Increase,
			Message: "Price rises from 12.65 to 12.91 (2.1%); cost rises from 6.89 to 7.02 (1.9%).",
			Flags:   []string{"text_cut", plan.Rounded}, Item: "e", ItemName: "Elbow", MatchedBy: match.ByNameFolded,
			List: prices("12.905", "7.02"), Before: prices("12.65", "6.89"), After: prices("12.91", "7.02"),
		}, {
			Line: 4, Name: "Total", Verdict: plan.NotProduct, Reason: "total", Message: "This line is a total.", List: prices("99", ""),
		}},
		Fingerprint: got.Fingerprint,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Make (-want +got):\n%s", diff)
	}
	if !got.Valid() {
		t.Error("a plan just made is not valid")
	}
}

func TestAChangedGuardrailHoldsByItsOwnLimit(t *testing.T) {
	list := pricelist.List{Rows: []pricelist.Row{priced(2, "Item 0", "10.60", ""), priced(3, "Item 1", "10.50", "")}}
	cat := catalog.Catalog{Items: tenItems()}
	p := plan.Make(plan.Input{
		List: list, Catalog: cat, Match: match.Find(list, cat, nil, match.Options{}),
		Guardrails: plan.Guardrails{ChangePercent: money.FromInt(5), PlanPercent: money.FromInt(10)},
	})
	got := []any{p.Changes[0].Verdict, p.Changes[0].Message, p.Changes[1].Verdict, p.Holds}
	want := []any{plan.Held, "Price rises 6.0%; your limit is 5%.", plan.Update,
		[]plan.Hold{{Code: plan.LargePlan, Message: "This would change 2 of the 10 items in Jobber (20%); your limit for one plan is 10%."}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAMatchThatTheCatalogDoesNotKnowIsNone(t *testing.T) {
	list := pricelist.List{Rows: []pricelist.Row{priced(2, "Elbow", "1", ""), priced(3, "Tee", "1", "")}}
	p := plan.Make(plan.Input{List: list, Match: match.Result{Matches: []match.Match{{Step: match.ByLink, Item: "gone"}}}})
	for _, c := range p.Changes {
		if c.Verdict != plan.Unmatched {
			t.Errorf("line %d is %s", c.Line, c.Verdict)
		}
	}
}

func TestCountsHaveEveryVerdict(t *testing.T) {
	p := made(plan.Rules{}, []pricelist.Row{priced(2, "Elbow", "12.90", ""), priced(3, "Tee", "1", "")}, item("i", "Elbow", "12.65", ""))
	want := map[plan.Verdict]int{plan.Update: 1, plan.Unmatched: 1, plan.Create: 0, plan.Held: 0, plan.Ambiguous: 0,
		plan.Duplicate: 0, plan.Invalid: 0, plan.Unchanged: 0, plan.NotProduct: 0}
	if diff := cmp.Diff(want, p.Counts()); diff != "" {
		t.Errorf("Counts (-want +got):\n%s", diff)
	}
}

// amountGen draws amounts of up to four decimals, often close to each other.
func amountGen() *rapid.Generator[money.Maybe] {
	return rapid.Custom(func(t *rapid.T) money.Maybe {
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			return money.Maybe{}
		case 1:
			return money.Some(money.FromCents(rapid.Int64Range(0, 1_000_000).Draw(t, "cents")))
		}
		return some(fmt.Sprintf("%d.%04d", rapid.IntRange(0, 40).Draw(t, "whole"), rapid.IntRange(0, 9999).Draw(t, "parts")))
	})
}

// inputGen draws a list and a catalog whose names meet, miss and collide.
func inputGen() *rapid.Generator[plan.Input] {
	return rapid.Custom(func(t *rapid.T) plan.Input {
		names := []string{"Elbow", "ELBOW", "elbow", "Tee", "TEE", "Cap", "Union", "Plug", "Cross", "Nipple"}
		in := plan.Input{Rules: rulesGen().Draw(t, "rules")}
		for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
			in.List.Rows = append(in.List.Rows, pricelist.Row{
				Line: i + 2, Kind: rapid.SampledFrom([]pricelist.Kind{pricelist.Priced, pricelist.Priced, pricelist.Priced, pricelist.Invalid}).Draw(t, "kind"),
				Name: rapid.SampledFrom(names).Draw(t, "name"), Price: amountGen().Draw(t, "price"), Cost: amountGen().Draw(t, "cost"),
				Code: rapid.SampledFrom([]string{"", "A1", "B22"}).Draw(t, "code"), Unit: rapid.SampledFrom([]string{"", "ea", "per 100", "box"}).Draw(t, "unit"),
			})
		}
		for i := range rapid.IntRange(0, 8).Draw(t, "items") {
			in.Catalog.Items = append(in.Catalog.Items, catalog.Item{
				ID: catalog.ItemID(fmt.Sprint("i", i)), Name: rapid.SampledFrom(names).Draw(t, "item"),
				Price: amountGen().Draw(t, "now").Or(money.Amount{}), Cost: amountGen().Draw(t, "cost now"), Markup: amountGen().Draw(t, "markup now"),
				Category: rapid.SampledFrom([]catalog.Category{catalog.Product, catalog.Service}).Draw(t, "category"),
			})
		}
		in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
		return in
	})
}

func TestThePlanOfAPlansResultChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		p := plan.Make(in)
		everything := make(plan.Selection, len(p.Changes))
		for i := range everything {
			everything[i] = true
		}
		for _, c := range p.Pick(everything) {
			for i := range in.Catalog.Items {
				if item := &in.Catalog.Items[i]; item.ID == c.Item {
					item.Price, item.Cost = c.After.Price.Or(item.Price), c.After.Cost
					if c.After.Markup.Known() {
						item.Markup = c.After.Markup
					}
				}
			}
		}
		again := plan.Make(in)
		for i, c := range again.Changes {
			if c.Writes() {
				t.Fatalf("line %d would be written again: first %+v, then %+v", c.Line, p.Changes[i], c)
			}
		}
	})
}

func TestAPlanDependsOnNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		want := map[int]plan.Change{}
		for _, c := range plan.Make(in).Changes {
			want[c.Line] = c
		}
		in.List.Rows = rapid.Permutation(in.List.Rows).Draw(t, "rows")
		in.Catalog.Items = rapid.Permutation(in.Catalog.Items).Draw(t, "items")
		in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
		for _, c := range plan.Make(in).Changes {
			if diff := cmp.Diff(want[c.Line], c); diff != "" {
				t.Fatalf("line %d (-first +turned):\n%s", c.Line, diff)
			}
		}
	})
}

func TestMarkupIsExactArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.Int64Range(0, 99_999_999).Draw(t, "cost in ten-thousandths")
		percent := rapid.Int64Range(-9999, 99_999).Draw(t, "markup in hundredths of a percent")
		rules := plan.Rules{Markup: some(decimal(percent, 2))}
		p := made(rules, []pricelist.Row{priced(2, "Elbow", "", decimal(cost, 4))}, item("i", "Elbow", "0.001", ""))

		// cost × (1 + markup/100), rounded half up to cents, in rational numbers
		exact := new(big.Rat).Mul(big.NewRat(cost, 10_000), new(big.Rat).Add(big.NewRat(1, 1), big.NewRat(percent, 10_000)))
		cents := new(big.Rat).Add(new(big.Rat).Mul(exact, big.NewRat(100, 1)), big.NewRat(1, 2))
		floor := new(big.Int).Div(cents.Num(), cents.Denom())
		want := money.FromCents(floor.Int64())
		if want.IsZero() {
			want = some("0.001").Or(want) // the same in cents stays as Jobber has it
		}
		if got, _ := p.Changes[0].After.Price.Get(); got != want {
			t.Fatalf("%s plus %s%% is %s, want %s", decimal(cost, 4), decimal(percent, 2), got, want)
		}
	})
}

func TestTheLimitIsExactArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.Int64Range(1, 100_000).Draw(t, "before in cents")
		after := rapid.Int64Range(1, 100_000).Draw(t, "after in cents")
		p := made(plan.Rules{}, []pricelist.Row{priced(2, "Elbow", decimal(after, 2), "")}, item("i", "Elbow", decimal(before, 2), ""))
		change := new(big.Rat).Sub(big.NewRat(after, before), big.NewRat(1, 1))
		beyond := change.Abs(change).Cmp(big.NewRat(25, 100)) > 0
		if held := p.Changes[0].Verdict == plan.Held; held != beyond {
			t.Fatalf("from %d to %d cents: held %v, want %v: %s", before, after, held, beyond, p.Changes[0].Message)
		}
	})
}

func decimal(n int64, decimals int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%0*d", decimals+1, n)
	return sign + text[:len(text)-decimals] + "." + text[len(text)-decimals:]
}

// BenchmarkMake makes the plan of 50,000 rows that each have their item, and for comparison writes its rows as JSON.
func BenchmarkMake(b *testing.B) {
	var in plan.Input
	for i := range 50_000 {
		name := fmt.Sprintf("Item %d", i)
		in.List.Rows = append(in.List.Rows, priced(i+2, name, fmt.Sprintf("%d.%02d", 10+i%90, i%100), fmt.Sprintf("%d.%02d", 5+i%45, i%100)))
		in.Catalog.Items = append(in.Catalog.Items, item(fmt.Sprint("i", i), name, fmt.Sprintf("%d.%02d", 10+i%90, (i+7)%100), fmt.Sprintf("%d.10", 5+i%45)))
	}
	in.Match = match.Find(in.List, in.Catalog, nil, match.Options{})
	b.Run("Make", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			plan.Make(in)
		}
	})
	b.Run("Rules", func(b *testing.B) {
		b.ReportAllocs()
		ruled := in
		ruled.Rules = plan.Rules{Tax: plan.Tax{Mode: plan.TakeTaxOff, Percent: money.FromInt(20)}, List: []plan.Rule{
			{When: plan.When{Name: "*copper*"}, Action: plan.Action{Kind: plan.KeepPrice}},
			{When: plan.When{CostTo: some("5")}, Action: plan.Action{Kind: plan.KeepMarkup}, Rounding: plan.UpTo95},
			{When: plan.When{MarginTo: some("20")}, Action: plan.Action{Kind: plan.ByMargin, Percent: some("35")}, Rounding: plan.UpTo99},
			{Action: plan.Action{Kind: plan.ByMarkup, Percent: some("40")}, LeastProfit: some("2"), WriteMarkup: true},
		}}
		for b.Loop() {
			plan.Make(ruled)
		}
	})
	made := plan.Make(in).Changes
	b.Run("JSON", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(made); err != nil {
				b.Fatal(err)
			}
		}
	})
}
