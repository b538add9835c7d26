package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// TestAManagedMarkupAgreesHoweverJobberReckons syncs by a rule that writes Jobber's markup, to services that compute the
// price or the markup themselves or keep few decimals, previews the list again, and takes everything back.
func TestAManagedMarkupAgreesHoweverJobberReckons(t *testing.T) {
	for _, switches := range []sandbox.Switches{
		{Recompute: sandbox.RecomputeNever}, {Recompute: sandbox.RecomputePrice}, {Recompute: sandbox.RecomputeForced},
		{Recompute: sandbox.RecomputeMarkup}, {Recompute: sandbox.RecomputeForced, Decimals: 2}, {Recompute: sandbox.RecomputeMarkup, Decimals: 2},
	} {
		t.Run(fmt.Sprintf("recompute %q, %d decimals", switches.Recompute, switches.Decimals), func(t *testing.T) {
			company := catalog.Catalog{Account: catalog.Account{ID: sandbox.Generated(0).Account.ID, Name: "ACME Plumbing"}}
			var list strings.Builder
			list.WriteString("Name,Cost\n")
			for i := range 12 {
				cost := money.FromCents(int64(700 + i*1234))
				item := catalog.Item{ID: sandbox.ItemID(int64(9000 + i)), Name: fmt.Sprintf("Item %d", i), Category: catalog.Product, Price: cost.Markup(money.FromInt(50)).Cents(),
					Cost: money.Some(cost), Visible: true}
				if i%2 == 0 {
					item.Markup = money.Some(money.FromInt(50))
				}
				company.Items = append(company.Items, item)
				fmt.Fprintf(&list, "Item %d,%s\n", i, cost.Add(money.FromCents(int64(17+i))))
			}
			s := newStage(t, company, func(c *sandbox.Config) { c.Switches = switches })
			a := s.open(false)
			defer a.Close()
			if _, err := s.connect(a, "allow"); err != nil {
				t.Fatal(err)
			}
			rules := plan.Rules{List: []plan.Rule{{
				Name: "Shelf", Action: plan.Action{Kind: plan.ByMarkup, Percent: money.Some(money.FromInt(55))}, Rounding: plan.UpTo99, WriteMarkup: true,
			}}}
			if err := a.SaveRules(t.Context(), "", rules); err != nil {
				t.Fatal(err)
			}
			preview := s.preview(a, "list.csv", list.String())
			every := make(plan.Selection, len(preview.Plan.Changes))
			for i := range every {
				every[i] = true
			}
			record, err := a.Sync(t.Context(), preview.ID, app.Selection{Ticked: every, Accepted: plan.HoldCodes()})
			if err != nil {
				t.Fatal(err)
			}
			rough := switches.Decimals == 2 || switches.Recompute == sandbox.RecomputeMarkup // two decimals of a markup can't tell every cent
			for _, row := range record.Rows {
				agrees := row.Stored.Agrees() && row.Stored.Price.SameCents(row.Sent.Price)
				if row.Outcome != apply.Applied || !row.Sent.Agrees() || row.Differs == agrees || row.Differs && !rough {
					t.Errorf("%s: %s %q sent %v stored %v", row.Name, row.Outcome, row.Message, row.Sent, row.Stored)
				}
			}
			again := s.preview(a, "list.csv", list.String())
			for _, c := range again.Plan.Changes {
				if c.Verdict != plan.Unchanged {
					t.Errorf("%s would be written again: %s %s", c.Name, c.Verdict, c.Message)
				}
			}
			undo, err := a.UndoPlan(t.Context(), record.Run.ID, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := a.Sync(t.Context(), undo.ID, app.Selection{Ticked: undo.Plan.Default(), Accepted: plan.HoldCodes()}); err != nil {
				t.Fatal(err)
			}
			for i, item := range s.server.Items() {
				before := company.Items[i]
				if !before.Markup.Known() {
					before.Markup = item.Markup // what was none can't be taken away again
				}
				if diff := cmp.Diff(before.Managed(true), item.Managed(true), cmp.AllowUnexported(money.Maybe{})); diff != "" || !rough && !item.Managed(true).Agrees() {
					t.Errorf("%s is not as it was (-before +after the undo):\n%s", item.Name, diff)
				}
			}
		})
	}
}

// TestTheReadmesRulesCanBeUsed reads the rules that the README shows as `pricesync rules set` does.
func TestTheReadmesRulesCanBeUsed(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(readme), "```json\n")
	example, _, ended := strings.Cut(rest, "```")
	if !found || !ended {
		t.Fatal("the README shows no rules")
	}
	path := filepath.Join(t.TempDir(), "rules.json")
	if err := os.WriteFile(path, []byte(example), 0o600); err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Config{Version: "0.0.0-test", Practice: true})
	rules, err := a.ReadRules(path)
	if err != nil || len(rules.List) != 2 || !rules.List[0].WriteMarkup {
		t.Errorf("%+v, %v", rules, err)
	}
}
