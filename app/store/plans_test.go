package store_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// samplePlan has a row of each kind, and two rows that write.
func samplePlan() plan.Plan {
	hidden := false
	ten, twelve := prices("10", "5"), prices("12.345", "")
	return plan.Plan{
		Kind: plan.FromPriceList, Account: catalog.Account{ID: "acc-1", Name: "ACME Plumbing"},
		Source:      plan.Source{File: "März.csv", SHA256: "ab12", Headers: []string{"Name", "Price"}},
		Rules:       plan.Rules{OnlyIncrease: true, Markup: money.Some(money.FromInt(30))},
		Guardrails:  plan.DefaultGuardrails(),
		CatalogSize: 300,
		Changes: []plan.Change{
			{Line: 2, Name: "Elbow 15mm", Code: "0017", Verdict: plan.Update, Item: "i1", ItemName: "Elbow 15mm", List: twelve, Before: ten, After: twelve},
			{Line: 3, Name: "Tap", Verdict: plan.Create, Create: &catalog.New{Name: "Tap", Price: money.FromInt(3)}},
			{Line: 4, Name: "Tee", Verdict: plan.Unmatched, Message: "No item has this name."},
			{Line: 5, Name: "Old", Verdict: plan.Update, Item: "i2", ItemName: "Old", Before: ten, After: ten, Visible: &hidden},
		},
	}.Sealed()
}

// writing returns the plan's rows that write.
func writing(p plan.Plan) []plan.Change {
	var rows []plan.Change
	for _, c := range p.Changes {
		if c.Writes() {
			rows = append(rows, c)
		}
	}
	return rows
}

func prices(price, cost string) catalog.Prices {
	return catalog.Prices{Price: decimal(price), Cost: decimal(cost)}
}

func decimal(text string) money.Maybe {
	m, err := money.MaybeDecimal(text)
	if err != nil {
		panic(err)
	}
	return m
}

func saved(t *testing.T, s *store.Store, p plan.Plan) store.PlanID {
	t.Helper()
	id, err := s.SavePlan(context.Background(), p, "7K3F-2Q")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAPlanComesBackExactlyAsItWasSaved(t *testing.T) {
	s, path := opened(t)
	want := samplePlan()
	id := saved(t, s, want)
	for name, s := range map[string]*store.Store{"at once": s, "by another process": reopened(t, path)} {
		got, err := s.Plan(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Plan); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !got.Plan.Valid() {
			t.Errorf("%s the fingerprint does not fit", name)
		}
		if got.ID != id || got.Ref != "7K3F-2Q" || got.State != store.Shown || time.Since(got.Created).Abs() > time.Minute {
			t.Errorf("%s: %s, %s, %s, %s", name, got.ID, got.Ref, got.State, got.Created)
		}
	}
}

func TestAnyPlanComesBackExactlyAsItWasSaved(t *testing.T) {
	s, _ := opened(t)
	plans := rapid.MakeCustom[plan.Plan](rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[money.Amount](): anyAmount().AsAny(),
		reflect.TypeFor[money.Maybe]():  anyMaybe().AsAny(),
	}})
	rapid.Check(t, func(t *rapid.T) {
		want := plans.Draw(t, "plan").Sealed()
		id, err := s.SavePlan(context.Background(), want, "")
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Plan(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Plan); diff != "" || !got.Plan.Valid() {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func anyAmount() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		whole := rapid.Int64Range(-1e12, 1e12).Draw(t, "whole")
		a, err := money.Decimal(fmt.Sprintf("%d.%0*d", whole, rapid.IntRange(1, 5).Draw(t, "decimals"), rapid.IntRange(0, 9).Draw(t, "fraction")))
		if err != nil {
			t.Fatal(err)
		}
		return a
	})
}

func anyMaybe() *rapid.Generator[money.Maybe] {
	return rapid.Custom(func(t *rapid.T) money.Maybe {
		if rapid.Bool().Draw(t, "absent") {
			return money.Maybe{}
		}
		return money.Some(anyAmount().Draw(t, "amount"))
	})
}

func TestAPlanThatIsNotThereIsUnknown(t *testing.T) {
	s, _ := opened(t)
	_, err := s.Plan(context.Background(), "p-nought")
	if !fault.Is(err, fault.PlanUnknown) || fault.From(err).Message != "There is no preview p-nought." {
		t.Errorf("error = %v", err)
	}
	if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: "p-nought"}); !fault.Is(err, fault.PlanUnknown) {
		t.Errorf("error = %v", err)
	}
}

func TestPlansThatWereNeverSyncedGiveWay(t *testing.T) {
	s, _ := opened(t)
	synced := saved(t, s, samplePlan())
	if _, err := s.BeginRun(context.Background(), store.RunStart{Plan: synced, Rows: writing(samplePlan())}); err != nil {
		t.Fatal(err)
	}
	oldest := saved(t, s, samplePlan())
	var newest store.PlanID
	for range 50 {
		newest = saved(t, s, samplePlan())
	}
	if _, err := s.Plan(context.Background(), oldest); !fault.Is(err, fault.PlanUnknown) {
		t.Errorf("the oldest plan: %v", err)
	}
	for _, kept := range []store.PlanID{synced, newest} {
		if _, err := s.Plan(context.Background(), kept); err != nil {
			t.Errorf("plan %s: %v", kept, err)
		}
	}
}

func TestIdsAreShortAndHardToMistake(t *testing.T) {
	s, _ := opened(t)
	seen := map[store.PlanID]bool{}
	for range 50 {
		id := saved(t, s, plan.Plan{})
		if len(id) != 8 || seen[id] {
			t.Errorf("id %q", id)
		}
		for _, letter := range id[2:] {
			switch letter {
			case '0', '1', 'i', 'l', 'o':
				t.Errorf("id %q has %q", id, letter)
			}
		}
		seen[id] = true
	}
}
