package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/jobber/sandbox"
)

func TestTheLedgerHoldsEveryRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, app(sandbox.Switches{}))
		start := time.Now().UTC()
		p.query(`query Account { account { name } }`, nil)
		time.Sleep(time.Second)
		p.query(edit, editing(tubeID, `{"defaultUnitCost":12}`))
		p.server.Inject(sandbox.Fault{Do: sandbox.Throttled()}, sandbox.Fault{Do: sandbox.Reset(sandbox.ApplyAll)})
		p.query(edit, editing(tubeID, `{"defaultUnitCost":13}`))
		if _, err := p.try(p.request(edit, editing(tubeID, `{"defaultUnitCost":14}`))); err == nil {
			t.Error("no error")
		}
		p.refresh("never given")
		edits := []string{"productsAndServicesEdit"}
		variables := func(price string) json.RawMessage {
			return json.RawMessage(`{"input":{"defaultUnitCost":` + price + `},"productOrServiceId":"` + tubeID + `"}`)
		}
		want := []sandbox.Request{
			{Number: 1, At: start, Method: "POST", Path: sandbox.GraphQLPath, Operation: "Account", Fields: []string{"account"}, Query: `query Account { account { name } }`,
				Variables: json.RawMessage("null"), Version: testVersion, Status: 200, Requested: 2, Actual: 2, Available: 9998},
			{Number: 2, At: start.Add(time.Second), Method: "POST", Path: sandbox.GraphQLPath, Operation: "ProductsAndServicesEdit", Fields: edits, Query: edit,
				Variables: variables("12"), Version: testVersion, Status: 200, Requested: 10, Actual: 8, Available: 9992, Applied: 1},
			{Number: 3, At: start.Add(time.Second), Method: "POST", Path: sandbox.GraphQLPath, Operation: "ProductsAndServicesEdit", Fields: edits, Query: edit,
				Variables: variables("13"), Version: testVersion, Status: 200, Requested: 10, Available: 9992, Throttled: true, Fault: true},
			{Number: 4, At: start.Add(time.Second), Method: "POST", Path: sandbox.GraphQLPath, Operation: "ProductsAndServicesEdit", Fields: edits, Query: edit,
				Variables: variables("14"), Version: testVersion, Status: 0, Requested: 10, Actual: 8, Available: 9984, Fault: true, Applied: 1},
			{Number: 5, At: start.Add(time.Second), Method: "POST", Path: sandbox.TokenPath, Grant: "refresh_token", Status: 401},
		}
		got := p.server.Requests()
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(sandbox.Request{}, "Token")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if len(got[0].Token) != 8 || got[1].Token != got[0].Token || got[4].Token != "" {
			t.Errorf("tokens %q %q %q", got[0].Token, got[1].Token, got[4].Token)
		}
		if most := p.server.MaxWritesPerItem(); most != 2 {
			t.Errorf("the tube was written %d times", most)
		}
		whole := fmt.Sprintf("%+v", got)
		for _, secret := range []string{p.token, "never given", p.server.ClientSecret()} {
			if strings.Contains(whole, secret) {
				t.Errorf("the ledger holds the secret %q", secret)
			}
		}

		p.server.Reset()
		if len(p.server.Requests())+len(p.server.Writes())+p.server.MaxWritesPerItem() != 0 {
			t.Error("the ledger is not empty")
		}
		p.query(name, nil)
		if got := p.server.Requests(); len(got) != 1 || got[0].Number != 1 {
			t.Errorf("after Reset: %+v", got)
		}
	})
}

func TestTheLedgerForgetsTheOldest(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes(), Keep: 10})
	for range 100 {
		p.do(p.twelve())
	}
	requests := p.server.Requests()
	if n := len(requests); n < 10 || n > 20 || requests[n-1].Number != 100 {
		t.Errorf("%d requests, the last is number %d", n, requests[n-1].Number)
	}
	if n := len(p.server.Writes()); n < 10 || n > 20 {
		t.Errorf("%d writes", n)
	}
	if most := p.server.MaxWritesPerItem(); most != 100 {
		t.Errorf("the tube was written %d times", most)
	}
}
