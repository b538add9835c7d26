package app_test

import (
	"fmt"
	"testing"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/match"
	"pricesync/app/money"
)

// TestRowsAreMatchedByTheFieldThatTheUserNamed tells of a company that keeps its suppliers' codes in a custom field.
func TestRowsAreMatchedByTheFieldThatTheUserNamed(t *testing.T) {
	company := catalog.Catalog{
		Account: catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvMQ==", Name: "ACME Plumbing"},
		Items: []catalog.Item{
			{ID: sandbox.ItemID(7_300_001), Name: "15mm Copper Tube 3m", Price: money.FromInt(16), Visible: true},
			{ID: sandbox.ItemID(7_300_002), Name: "Elbow", Price: money.FromInt(3), Visible: true},
		},
	}
	for i := range 10 { // so that no plan touches much of the catalog
		company.Items = append(company.Items, catalog.Item{ID: sandbox.ItemID(int64(7_300_010 + i)), Name: fmt.Sprint("Item ", i), Price: money.FromInt(1), Visible: true})
	}
	w := newStage(t, company, func(config *sandbox.Config) {
		config.CustomFields = map[catalog.ItemID][]sandbox.CustomField{company.Items[0].ID: {{ID: "f", Label: "Supplier code", Text: "17"}}}
	})
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	previewed := func() app.Preview {
		t.Helper()
		read, err := a.Read(t.Context(), w.file("list.csv", "Code,Name,Price\n17,Tube R250,16.50\n18,Elbow,3.10\n"), app.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		preview, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List})
		if err != nil {
			t.Fatal(err)
		}
		return preview
	}
	named := func(label string) {
		t.Helper()
		if err := a.SaveSetting(t.Context(), "code_field", label); err != nil {
			t.Fatal(err)
		}
	}
	steps := func(p app.Preview) [2]match.Step {
		return [2]match.Step{p.Plan.Changes[0].MatchedBy, p.Plan.Changes[1].MatchedBy}
	}
	if p := previewed(); steps(p) != [2]match.Step{"", match.ByName} || len(p.Notes) != 0 {
		t.Errorf("before a field is named: %v %v", steps(p), p.Notes)
	}
	named("supplier code")
	p := previewed()
	if steps(p) != [2]match.Step{match.ByField, match.ByName} || len(p.Notes) != 0 || p.Plan.Changes[0].Item != company.Items[0].ID {
		t.Errorf("with the field: %v %v", steps(p), p.Notes)
	}
	if record, err := w.sync(a, p); err != nil {
		t.Fatalf("%v %v", record, err)
	}
	if p := previewed(); steps(p) != [2]match.Step{match.ByField, match.ByName} {
		t.Errorf("after a sync: %v", steps(p))
	}
	named("Shelf")
	if p := previewed(); steps(p) != [2]match.Step{"", match.ByName} || len(p.Notes) != 1 ||
		p.Notes[0] != "No item in Jobber has a text in the custom field “Shelf”, so no line was matched by it; all other ways were tried." {
		t.Errorf("with a field that is empty: %v %q", steps(p), p.Notes)
	}
	named("Supplier code")
	w.server.Switch(func(s *sandbox.Switches) { s.HiddenFields = []string{"ProductOrService.customFields"} })
	if p := previewed(); steps(p) != [2]match.Step{"", match.ByName} || len(p.Notes) != 1 ||
		p.Notes[0] != "Jobber does not show custom fields such as “Supplier code” to Price Sync, so no line was matched by it; all other ways were tried." {
		t.Errorf("without custom fields: %v %q", steps(p), p.Notes)
	}
}
