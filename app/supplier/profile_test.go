package supplier_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

func pipeline() supplier.Profile {
	list := pricelist.List{
		Headers: []string{"Part No", "Description", "", "Trade Price"},
		Layout: pricelist.Layout{
			Encoding: "windows-1252", Delimiter: ";", Sheet: "Spring", HeaderLine: 4, HeaderLines: 1, Decimal: ",",
			Columns: pricelist.Columns{
				Name: pricelist.Column{Header: "Description", Index: 2}, Code: pricelist.Column{Header: "Part No", Index: 1},
				Cost: pricelist.Column{Header: "Trade Price", Index: 4}, Price: pricelist.None(), Unit: pricelist.Column{Index: 3},
			},
		},
	}
	return supplier.Learn("Pipeline Supplies", list, plan.Rules{Markup: money.Some(money.FromInt(35))}, []supplier.Link{{Key: "code:a1", Code: "A1", Name: "Elbow", Item: "i", ItemName: "15mm Elbow", How: supplier.Picked, Decided: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)}})
}

func TestAProfileFitsListsOfItsShape(t *testing.T) {
	for _, test := range []struct {
		name    string
		headers []string
		fits    bool
	}{
		{"the same", []string{"Part No", "Description", "", "Trade Price"}, true},
		{"columns moved", []string{"Trade Price", "Part No", "Description"}, true},
		{"another case and spacing", []string{"PART  NO", " description", "trade price", ""}, true},
		{"a column more", []string{"Part No", "Description", "Trade Price", "RRP"}, false},
		{"a column less", []string{"Part No", "Trade Price"}, false},
		{"a column twice", []string{"Part No", "Description", "Trade Price", "Trade Price"}, false},
		{"no header", nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := pipeline().Fits(test.headers); got != test.fits {
				t.Errorf("Fits(%q) = %v", test.headers, got)
			}
		})
	}
}

func TestAProfileWithoutHeadersFitsNothing(t *testing.T) {
	for _, headers := range [][]string{nil, {""}, {"Name"}} {
		if (supplier.Profile{Headers: []string{"", " "}}).Fits(headers) {
			t.Errorf("fits %q", headers)
		}
	}
}

func TestMovedColumnsAreFoundByTheirHeaders(t *testing.T) {
	want := pricelist.Layout{Columns: pipeline().Layout.Columns} // header and place: the reader goes by the header where the place has another
	profile := pipeline()
	if diff := cmp.Diff(want, profile.NextLayout()); diff != "" {
		t.Errorf("NextLayout (-want +got):\n%s", diff)
	}
	list := read(t, "Trade Price;Description;Part No\n4,20;Copper tube;CU15\n", profile.NextLayout())
	got := list.Rows[0]
	if got.Code != "CU15" || got.Cost.String() != "4.20" || got.Price.Known() {
		t.Errorf("read code %q, price %s, cost %s", got.Code, got.Price, got.Cost)
	}
}

func read(t *testing.T, text string, layout pricelist.Layout) *pricelist.List {
	t.Helper()
	list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "list.csv", Layout: layout})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheOrderOfColumnsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		headers := rapid.SliceOfN(rapid.StringMatching(`[A-Za-z ]{0,6}`), 1, 8).Draw(t, "headers")
		profile := supplier.Profile{Headers: headers}
		moved := rapid.Permutation(headers).Draw(t, "moved")
		if profile.Fits(headers) != profile.Fits(moved) {
			t.Fatalf("fits %q %v, but %q %v", headers, profile.Fits(headers), moved, profile.Fits(moved))
		}
	})
}
