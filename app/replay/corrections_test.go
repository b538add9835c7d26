package replay_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/replay"
)

func TestACopyHoldsWhatAPersonPutRight(t *testing.T) {
	read, err := pricelist.Read(t.Context(), strings.NewReader("Code;Name;Price;Cost\nKQ15;Zebrawood tube;12,6S;7,10\nEL15;Quokka elbow;2,40;1,10\n;;9,95;5,05\n"), pricelist.Options{Name: "Quokka.csv"})
	if err != nil {
		t.Fatal(err)
	}
	list, err := read.Correct(t.Context(), []pricelist.Correction{
		{Name: "Zebrawood tube", Code: "KQ15", Field: pricelist.FieldPrice, Was: "12,6S", Is: "12.65"},
		{Field: pricelist.FieldName, Is: "Platypus key"},
	})
	if err != nil || len(list.Corrections) != 2 {
		t.Fatalf("%d corrections: %v", len(list.Corrections), err)
	}
	company := catalog.Catalog{Account: catalog.Account{ID: "a", Name: "Wombat Ltd"}, Items: []catalog.Item{
		{ID: "i1", Name: "Zebrawood tube", Price: money.FromCents(1200), Cost: money.Some(money.FromCents(700))},
		{ID: "i2", Name: "Platypus key", Price: money.FromCents(995), Cost: money.Some(money.FromCents(505))},
	}}
	in := plan.Input{List: *list, Catalog: company, Match: match.Find(*list, company, nil, match.Options{}), Guardrails: plan.DefaultGuardrails()}
	bundle, ok := replay.Record(in, nil, plan.Make(in), "1.0", "7K3F-2Q")
	if !ok {
		t.Fatal("the list has no cells")
	}
	again, err := replay.Decode(replay.Encode(bundle))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bundle.Corrections, again.Corrections); diff != "" {
		t.Errorf("written and read (-want +got):\n%s", diff)
	}
	copied, err := replay.Scrub(context.Background(), bundle, replay.Secret{Salt: "salt", Factor: 3})
	if err != nil {
		t.Fatal(err)
	}
	made, err := copied.Run(t.Context())
	if found := copied.Differences(made); err != nil || len(found) > 0 {
		t.Errorf("the copy gives otherwise: %v %v", found, err)
	}
	if len(copied.Corrections) != 2 || copied.Corrections[0].Is != "37.95" {
		t.Errorf("corrections of the copy: %+v", copied.Corrections)
	}
	for _, word := range []string{"Zebrawood", "Platypus", "12.65", "12,6S"} {
		if strings.Contains(string(replay.Encode(copied)), word) {
			t.Errorf("%q stands in the copy", word)
		}
	}
}
