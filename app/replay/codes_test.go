package replay_test

import (
	"context"
	"slices"
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

func TestACopyKeepsWhatCodesLedTo(t *testing.T) {
	text := "Code,Name,Price\nQX-10442,Quokka tube,12.50\nWB-20771,Wombat bend,13.50\nZZ-30991,Zebra cap,9.10\nKK-51234,Kestrel tee,4.40\nLL-61234,Gift,1.00\n"
	list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Name: "Quokka.csv"})
	if err != nil {
		t.Fatal(err)
	}
	secret := "Ask Mr Jones, 01632 960001"
	company := catalog.Catalog{Account: catalog.Account{ID: "a", Name: "Wombat Ltd"}, Items: []catalog.Item{
		{ID: "tube", Name: "Copper tube", Code: "AA-1, QX-10442", Description: secret, Price: money.FromCents(1200), Visible: true},
		{ID: "bend", Name: "Elbow", Description: secret + ". Order no WB-20771.", Price: money.FromCents(1300), Visible: true},
		{ID: "cap one", Name: "Cap, ZZ-30991", Price: money.FromCents(900), Visible: true},
		{ID: "cap two", Name: "Cap", Description: "as ZZ-30991", Price: money.FromCents(900), Visible: true},
		{ID: "other", Name: "Fountain", Price: money.FromCents(900), Visible: true},
	}}
	links := match.Links{"code:kk-51234": "gone", "code:ll-61234": ""}
	in := plan.Input{List: *list, Catalog: company, Match: match.Find(*list, company, links, match.Options{}), Guardrails: plan.DefaultGuardrails()}
	bundle, ok := replay.Record(in, links, plan.Make(in), "1.0", "7K3F-2Q")
	if !ok {
		t.Fatal("the list has no cells")
	}
	copied, err := replay.Scrub(context.Background(), bundle, replay.Secret{Salt: "salt", Factor: 3})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]replay.Bundle{"the preview": bundle, "its copy": copied} {
		encoded := replay.Encode(b)
		if strings.Contains(string(encoded), "Jones") {
			t.Errorf("%s tells a description: %s", name, encoded)
		}
		again, err := replay.Decode(encoded)
		if err != nil {
			t.Fatal(err)
		}
		made, err := again.Run(t.Context())
		if found := again.Differences(made); err != nil || len(found) > 0 {
			t.Errorf("%s gives otherwise: %v %v", name, found, err)
		}
		var steps []match.Step
		for _, line := range again.Lines {
			steps = append(steps, line.MatchedBy)
		}
		if diff := cmp.Diff([]match.Step{match.ByField, match.ByCodeInText, match.ByCodeInText, "", match.ByLink}, steps); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !slices.Contains(again.Lines[3].Flags, plan.LinkBroken) || again.Lines[4].Reason != plan.NeverMatch {
			t.Errorf("%s: decisions: %+v", name, again.Lines[3:])
		}
	}
}
