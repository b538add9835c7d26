package replay_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/replay"
)

// TestAPreviewByRulesTellsNothingInItsCopy copies previews that were made by price rules: what is handed out gives the same
// verdicts and has neither a rule's name nor the words of its patterns, and most previews can be handed out.
func TestAPreviewByRulesTellsNothingInItsCopy(t *testing.T) {
	some := func(cents int64) money.Maybe { return money.Some(money.FromCents(cents)) }
	copies, refused := 0, 0
	why := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		g := generate(t)
		list, err := answered([]byte(g.text), "HeatCo July.csv")
		if err != nil || len(g.company.Items) == 0 {
			return
		}
		word, _, _ := strings.Cut(g.company.Items[0].Name, " ")
		g.rules.List = []plan.Rule{
			{
				Name: "Bertram's copper", When: plan.When{Name: "*" + word + "*"}, LeastProfit: some(100),
				Action: plan.Action{Kind: plan.ByMarkup, Tiers: []plan.Tier{{UpTo: some(1000), Percent: money.FromInt(60)}, {Percent: money.FromInt(45)}}},
			},
			{When: plan.When{CostFrom: some(500), CostTo: some(2000)}, Action: plan.Action{Kind: plan.KeepMarkup}, WriteMarkup: rapid.Bool().Draw(t, "write")},
			{When: plan.When{MarginTo: some(2000)}, Action: plan.Action{Kind: plan.ByMargin, Percent: some(3000)}},
			{Action: plan.Action{Kind: plan.ByPercent, Percent: some(250)}, Rounding: rapid.SampledFrom([]plan.Rounding{plan.ToCents, plan.ToFiveCents, plan.UpTo99}).Draw(t, "rounding")},
		}
		b := previewed(t, list, g.company, g.rules)
		var copied replay.Bundle
		for _, factor := range []int64{7, 3, 2, 11, 5} {
			if copied, err = replay.Scrub(context.Background(), b, replay.Secret{Salt: fmt.Sprint("s", factor), Factor: factor}); err == nil {
				break
			}
		}
		if copies++; err != nil {
			if refused++; !errors.Is(err, replay.ErrUnfaithful) {
				t.Fatal(err)
			}
			_, reason, _ := strings.Cut(err.Error(), "another ")
			why[reason]++
			return
		}
		text := replay.Encode(copied)
		again, err := replay.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(said(b), said(again)); diff != "" {
			t.Fatalf("the copy says something else (-preview +copy):\n%s\n%s", diff, g.text)
		}
		if strings.Contains(string(text), "Bertram") {
			t.Fatal("the copy has a rule's name")
		}
	})
	t.Logf("%d copies, %d refused: %v", copies, refused, why)
	if copies >= 60 && refused*5 > copies {
		t.Errorf("%d of %d previews could not be copied: %v", refused, copies, why)
	}
}
