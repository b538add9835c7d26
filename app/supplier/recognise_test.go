package supplier_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// twice has the price in the second of two columns called so.
func twice() supplier.Profile {
	return supplier.Learn("Twice", pricelist.List{Headers: []string{"Part No", "Description", "Price", "Price"}, Layout: pricelist.Layout{Columns: pricelist.Columns{
		Name: pricelist.Column{Header: "Description", Index: 2}, Price: pricelist.Column{Header: "Price", Index: 4},
	}}}, plan.Rules{}, nil)
}

func TestASupplierIsRecognisedByTheShapeOfItsList(t *testing.T) {
	taps := supplier.Learn("Taps & Co", pricelist.List{Headers: []string{"SKU", "Item", "Net"}}, plan.Rules{}, nil)
	twin := supplier.Learn("Twin Pipes", pricelist.List{Headers: []string{"Part No", "Description", "Trade Price"}}, plan.Rules{}, nil)
	type found struct {
		Name                 string
		Exact, Usable        bool
		Added, Missing, Lost []string
	}
	for _, test := range []struct {
		name    string
		known   []supplier.Profile
		headers []string
		want    []found
	}{
		{"the same headings, moved", []supplier.Profile{taps, pipeline()}, []string{"TRADE PRICE", "Part No", "Description"}, []found{{"Pipeline Supplies", true, true, nil, nil, nil}}},
		{"a column more", []supplier.Profile{taps, pipeline()}, []string{"Part No", "Description", "Pack", "Trade Price"}, []found{{"Pipeline Supplies", false, true, []string{"Pack"}, nil, nil}}},
		{
			"a column that is read has another name", []supplier.Profile{pipeline()}, []string{"Part No", "Description", "Trade Price 2027"},
			nil, // two of four headings: too few to say
		},
		{
			"a column that is read is gone", []supplier.Profile{pipeline()}, []string{"Part No", "Description"},
			[]found{{"Pipeline Supplies", false, false, nil, []string{"Trade Price"}, []string{"Trade Price"}}},
		},
		{"another supplier's list", []supplier.Profile{taps, pipeline()}, []string{"Name", "Price"}, nil},
		{"two suppliers with the same headings", []supplier.Profile{pipeline(), twin}, []string{"Part No", "Description", "Trade Price"}, []found{
			{"Pipeline Supplies", true, true, nil, nil, nil}, {"Twin Pipes", true, true, nil, nil, nil},
		}},
		{"two headings alike that stand as they did", []supplier.Profile{twice()}, []string{"Part No", "Description", "PRICE", "Price", ""}, []found{{"Twice", true, true, nil, nil, nil}}},
		{"two headings alike that moved", []supplier.Profile{twice()}, []string{"Price", "Part No", "Description", "Price"}, []found{{"Twice", true, false, nil, nil, []string{"Price"}}}},
		{"two headings alike and a column more", []supplier.Profile{twice()}, []string{"Part No", "Pack", "Description", "Price", "Price"}, []found{{"Twice", false, false, []string{"Pack"}, nil, []string{"Price"}}}},
		{"no headings", []supplier.Profile{pipeline()}, nil, nil},
		{"nobody known", nil, []string{"Part No", "Description"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []found
			for _, r := range supplier.Recognise(test.known, test.headers) {
				got = append(got, found{r.Profile.Name, r.Exact(), r.Usable(), r.Added, r.Missing, r.Lost})
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestASupplierAnswersWhatItsLastListDecided(t *testing.T) {
	profile := pipeline() // decimal comma, sheet Spring
	unsure := read(t, "Part No;Description;Trade Price\nCU15;Copper tube;1.234\n", profile.NextLayout())
	if len(unsure.Questions) != 1 {
		t.Fatalf("questions: %v", unsure.Questions)
	}
	layout, answered := profile.Answer(profile.NextLayout(), *unsure)
	if !answered || layout.Decimal != "," {
		t.Errorf("answered %v with %q", answered, layout.Decimal)
	}
	list := read(t, "Part No;Description;Trade Price\nCU15;Copper tube;1.234\n", layout)
	if got := list.Rows[0].Cost.String(); len(list.Questions) != 0 || got != "1234.00" {
		t.Errorf("read %s with questions %v", got, list.Questions)
	}
	if _, again := profile.Answer(layout, *unsure); again {
		t.Error("what is decided is answered again")
	}
	sure := read(t, "Part No,Description,Trade Price\nCU15,Copper tube,12.34\n", profile.NextLayout())
	if _, answered := profile.Answer(profile.NextLayout(), *sure); answered {
		t.Error("a list that says it itself is overruled")
	}
	asked := pricelist.List{Questions: []pricelist.Question{{Code: "which_sheet"}}, Sheets: []pricelist.Sheet{{Name: "Autumn"}, {Name: "Spring"}}}
	if layout, answered := profile.Answer(pricelist.Layout{}, asked); !answered || layout.Sheet != "Spring" {
		t.Errorf("the sheet: %v %q", answered, layout.Sheet)
	}
	asked.Sheets = asked.Sheets[:1]
	if _, answered := profile.Answer(pricelist.Layout{}, asked); answered {
		t.Error("a sheet is chosen that is not there")
	}
}

func TestASupplierTravelsAsAFile(t *testing.T) {
	profile := pipeline()
	profile.Rules = plan.Rules{Markup: money.Some(money.FromCents(1250)), OnlyIncrease: true}
	text, err := supplier.Encode(profile, "acc-1")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, account string
		links         []supplier.Link
	}{
		{"into the same account with its links", "acc-1", profile.Links},
		{"into another account without them", "acc-2", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := profile
			want.Links = test.links
			want.Layout.HeaderLine, want.Layout.HeaderLines = 0, 0 // recognised anew in each list
			got, err := supplier.Decode(text, test.account)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
	old := []byte(`{"price_sync_supplier":1,"name":"Pipes","account":"acc-1","links":{"code:a2":"i2","code:a1":"i1"}}`)
	before, err := supplier.Decode(old, "acc-1")
	if diff := cmp.Diff([]supplier.Link{{Key: "code:a1", Item: "i1"}, {Key: "code:a2", Item: "i2"}}, before.Links); err != nil || diff != "" {
		t.Errorf("a file from before decisions were kept whole: %v (-want +got):\n%s", err, diff)
	}
	for _, wrong := range []string{"", "{}", `{"price_sync_supplier":1,"name":"x","decided":[{"key":"","item":"i"}]}`,
		`{"price_sync_supplier":1,"name":"x","decided":[{"key":"code:a","item":"i","how":"guessed"}]}`, `{"price_sync_supplier":3,"name":"x"}`, `{"price_sync_supplier":1,"name":""}`, `{"price_sync_supplier":1,"name":"x","layout":{"decimal":";"}}`, `{"price_sync_supplier":1,"name":"x","rules":{"markup":"much"}}`,
		`{"price_sync_supplier":2,"name":"x","rules":{"list":[{"action":{"kind":"margin","percent":"100"}}]}}`} {
		if _, err := supplier.Decode([]byte(wrong), ""); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}

func TestASuppliersRulesTravelInAFileThatSaysSo(t *testing.T) {
	profile := pipeline()
	simple, err := supplier.Encode(profile, "")
	if err != nil || !strings.Contains(string(simple), `"price_sync_supplier": 1,`) {
		t.Errorf("a file that an older program can read says otherwise: %v\n%s", err, simple)
	}
	some := func(cents int64) money.Maybe { return money.Some(money.FromCents(cents)) }
	profile.Rules = plan.Rules{
		Tax:   plan.Tax{Mode: plan.TakeTaxOff, Percent: money.FromInt(20), Field: plan.PriceOnly},
		Units: plan.Units{Mode: plan.UnitsByText, Known: []plan.UnitOf{{Text: "Box", Pieces: 25}}},
		List: []plan.Rule{
			{Name: "Copper", When: plan.When{Name: "*copper*", CostFrom: some(100), MarginTo: some(2050)}, Rounding: plan.UpTo99, LeastProfit: some(200), WriteMarkup: true,
				Action: plan.Action{Kind: plan.ByMarkup, Tiers: []plan.Tier{{UpTo: some(1000), Percent: money.FromInt(60)}, {Percent: money.FromInt(40)}}}},
			{Action: plan.Action{Kind: plan.ByAmount, Amount: some(-25)}},
		},
	}
	text, err := supplier.Encode(profile, "")
	if err != nil || !strings.Contains(string(text), `"price_sync_supplier": 2,`) {
		t.Errorf("a file with rules that an older program would leave out says nothing of it: %v\n%s", err, text)
	}
	got, err := supplier.Decode(text, "")
	if diff := cmp.Diff(profile.Rules, got.Rules, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); err != nil || diff != "" {
		t.Errorf("%v (-sent +received):\n%s", err, diff)
	}
}
