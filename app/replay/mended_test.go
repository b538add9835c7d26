package replay_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/replay"
)

func TestACopyKeepsThatALineWasPutRight(t *testing.T) {
	text := "Code,Name,Price,Note\n"
	for i := range 14 {
		text += fmt.Sprintf("QX-%d,Quokka %s %d mm,1%d.50,\n", 100+i, strings.Repeat("very ", i%6), i, i%10)
	}
	list, err := pricelist.Read(t.Context(), strings.NewReader(text+"QX-200,,Zebrawood 8 mm,19.50,\n"), pricelist.Options{Name: "Quokka.csv"})
	if err != nil {
		t.Fatal(err)
	}
	company := catalog.Catalog{Account: catalog.Account{ID: "a", Name: "Wombat Ltd"}, Items: []catalog.Item{{ID: "i1", Name: "Zebrawood 8 mm", Price: money.FromCents(1200)}}}
	in := plan.Input{List: *list, Catalog: company, Match: match.Find(*list, company, nil, match.Options{}), Guardrails: plan.DefaultGuardrails()}
	bundle, ok := replay.Record(in, nil, plan.Make(in), "1.0", "7K3F-2Q")
	if !ok {
		t.Fatal("the list has no cells")
	}
	copied, err := replay.Scrub(context.Background(), bundle, replay.Secret{Salt: "salt", Factor: 3})
	if err != nil {
		t.Fatal(err)
	}
	again, err := replay.Decode(replay.Encode(copied))
	if err != nil {
		t.Fatal(err)
	}
	if last := again.Table.Records[len(again.Table.Records)-1]; !last.Mended || last.Wide != 5 {
		t.Errorf("the copy's last line: %+v", last)
	}
	made, err := again.Run(t.Context())
	if found := again.Differences(made); err != nil || len(found) > 0 {
		t.Errorf("the copy gives otherwise: %v %v", found, err)
	}
}
