package sandbox_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

const name = `{ account { name } }`

// twelve is an edit that sets the tube's price from 11.50 to 12.
func (p *peer) twelve() *http.Request {
	return p.request(edit, editing(tubeID, `{"defaultUnitCost":12}`))
}

// tubePrice is what the tube costs now, whatever was answered.
func (p *peer) tubePrice() string {
	item, _ := p.server.Item(tubeID)
	return item.Price.String()
}

func TestFaultsThatAnswer(t *testing.T) {
	const (
		html    = "text/html; charset=UTF-8"
		flat    = "application/json; charset=utf-8"
		gateway = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n"
		done    = `{"data":{"productsAndServicesEdit":{"productOrService":{"id":"` + tubeID + `","name":"COP15-3M","defaultUnitCost":12.0,"internalUnitCost":8.0,"markup":null},"userErrors":[]}},`
	)
	tests := []struct {
		name   string
		do     sandbox.Effect
		status int
		kind   string
		body   string
		price  string
	}{
		{"throttled", sandbox.Throttled(), 200, flat, throttled + tail("10", "0", "10000"), "11.50"},
		{"too many requests", sandbox.TooManyRequests(""), 429, "text/plain", "Retry later\n", "11.50"},
		{"a bad gateway before", sandbox.Failure(502, sandbox.ApplyNone), 502, html, gateway, "11.50"},
		{"a bad gateway after", sandbox.Failure(502, sandbox.ApplyAll), 502, html, gateway, "12.00"},
		{"maintenance", sandbox.Unavailable(), 503, flat, `{"message":"Service temporarily unavailable"}`, "11.50"},
		{"disconnected", sandbox.Disconnected(), 401, flat, `{"message":"User has disconnected this app from their account. Please delete this token"}`, "11.50"},
		{"a bad token", sandbox.BadToken(), 401, flat, `{"message":"Token not recognized"}`, "11.50"},
		{"an inactive account", sandbox.Inactive(), 403, flat, `{"error":{"message":"This account is not active"}}`, "11.50"},
		{"a version that went away", sandbox.UnknownVersion("2025-04-16"), 404, flat, `{"message":"GraphQL API version '2025-04-16' does not exist"}`, "11.50"},
		{"nothing at all", sandbox.Empty(sandbox.ApplyAll), 200, flat, "", "12.00"},
		{"half of the text", sandbox.CutText(sandbox.ApplyAll), 200, flat, (done + tail("10", "8", "9992"))[:len(done+tail("10", "8", "9992"))/2], "12.00"},
		{"deep JSON", sandbox.DeepBody(3, sandbox.ApplyNone), 200, flat, `{"data":[[[]]]}`, "11.50"},
		{"hidden", sandbox.Hidden(), 200, flat, `{"data":null,"errors":[{"message":"The field productsAndServicesEdit on an object of type Mutation was hidden due to permissions","locations":[{"line":1,"column":108}],"path":["productsAndServicesEdit"]}],` + tail("10", "0", "10000"), "11.50"},
		{"an error beside the data", sandbox.Partial(), 200, flat, strings.TrimSuffix(done, ",") + `,"errors":[{"message":"Internal server error","path":["productsAndServicesEdit"]}],` + tail("10", "8", "9992"), "12.00"},
		{"delivered twice", sandbox.Twice(), 200, flat, done + tail("10", "8", "9984"), "12.00"},
		{"a lone edit half done", sandbox.Half(), 200, flat, `{"data":{"productsAndServicesEdit":null},"errors":[{"message":"Internal server error","locations":[{"line":1,"column":108}],"path":["productsAndServicesEdit"]}],` + tail("10", "0", "10000"), "11.50"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := connect(t, sandbox.Config{Catalog: tubes()})
				p.server.Inject(sandbox.Fault{Do: test.do})
				got := p.do(p.twelve())
				wantBody(t, got, test.status, test.body)
				if kind := got.header.Get("Content-Type"); kind != test.kind {
					t.Errorf("Content-Type %q", kind)
				}
				if price := p.tubePrice(); price != test.price {
					t.Errorf("the price is %s, want %s", price, test.price)
				}
				if again := p.query(name, nil); again.status != 200 {
					t.Errorf("the fault stayed: %d %s", again.status, again.body)
				}
			})
		})
	}
}

func TestFaultsAnswerOverASocketToo(t *testing.T) {
	eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
		p.server.Inject(sandbox.Fault{Do: sandbox.TooManyRequests("7")}, sandbox.Fault{Do: sandbox.HugeBody(1<<20, sandbox.ApplyAll)},
			sandbox.Fault{Do: sandbox.Redirected("http://portal.invalid/login")}, sandbox.Fault{Do: sandbox.Failure(200, sandbox.ApplyNone)})
		if got := p.query(name, nil); got.status != 429 || got.header.Get("Retry-After") != "7" {
			t.Errorf("%d %v", got.status, got.header)
		}
		if got := p.query(name, nil); got.status != 200 || len(got.body) < 1<<20 || !json.Valid([]byte(got.body)) {
			t.Errorf("%d, %d bytes", got.status, len(got.body))
		}
		if got := p.query(name, nil); got.status != 302 || got.header.Get("Location") != "http://portal.invalid/login" {
			t.Errorf("%d %v", got.status, got.header)
		}
		if got := p.query(name, nil); got.status != 200 || !strings.HasPrefix(got.body, "<!DOCTYPE html>") {
			t.Errorf("%d %s", got.status, got.body)
		}
	})
}

func TestABatchHalfApplied(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: sandbox.Generated(5)})
	query, variables := batch(p, `{"defaultUnitCost":1}`)
	p.server.Inject(sandbox.Fault{Do: sandbox.Half()})
	got := p.query(query, variables)
	if !strings.HasPrefix(got.body, `{"data":{"a0":{"userErrors":[]},"a1":{"userErrors":[]},"a2":null,"a3":null,"a4":null},"errors":[{"message":"Internal server error",`) {
		t.Error(got.body)
	}
	if diff := cmp.Diff(2, len(p.server.Writes())); diff != "" {
		t.Error(diff)
	}
	p.server.Inject(sandbox.Fault{Do: sandbox.Reset(sandbox.ApplyHalf)})
	if _, err := p.try(p.request(query, variables)); !errors.Is(err, syscall.ECONNRESET) {
		t.Error(err)
	}
	if diff := cmp.Diff(4, len(p.server.Writes())); diff != "" {
		t.Error(diff)
	}
}

// batch edits every item of the catalog by aliases a0, a1 ….
func batch(p *peer, input string) (string, map[string]any) {
	var head, body strings.Builder
	variables := map[string]any{}
	for i, item := range p.server.Items() {
		n := string(rune('0' + i))
		head.WriteString(" $id" + n + ": EncodedId! $input" + n + ": ProductsAndServicesEditInput!")
		body.WriteString(" a" + n + ": productsAndServicesEdit(productOrServiceId: $id" + n + ", input: $input" + n + ") { userErrors { message } }")
		variables["id"+n], variables["input"+n] = item.ID, json.RawMessage(input)
	}
	return "mutation Batch(" + head.String() + ") {" + body.String() + " }", variables
}

func TestSomebodyElseEditsJustBefore(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	hidden := false
	p.server.Inject(sandbox.Fault{On: sandbox.On{Field: "products"}, Do: sandbox.Foreign(
		sandbox.Change{Patch: catalog.Patch{Item: tubeID, Price: some(1300), Cost: some(900), Markup: some(4444), Visible: &hidden}, Name: "Tube"},
		sandbox.Change{Patch: catalog.Patch{Item: serviceID}, Remove: true},
		sandbox.Change{Add: &catalog.Item{Name: "New", Price: cents(100)}})})
	got := p.query(`{ products(first: 5) { nodes { name defaultUnitCost internalUnitCost markup visible } } }`, nil)
	if want := `{"data":{"products":{"nodes":[{"name":"Tube","defaultUnitCost":13.0,"internalUnitCost":9.0,"markup":44.44,"visible":false},{"name":"New","defaultUnitCost":1.0,`; !strings.HasPrefix(got.body, want) {
		t.Errorf("\ngot  %s\nwant %s", got.body, want)
	}
	for _, write := range p.server.Writes() {
		if write.By != sandbox.BySomeone {
			t.Errorf("written by %s", write.By)
		}
	}
	if most := p.server.MaxWritesPerItem(); most != 0 {
		t.Errorf("clients wrote an item %d times", most)
	}
	if _, err := p.server.Change(sandbox.Change{Patch: catalog.Patch{Item: serviceID}}); !errors.Is(err, sandbox.ErrNoItem) {
		t.Errorf("a change of an item that went away: %v", err)
	}
}

func TestWhichRequestAFaultBefalls(t *testing.T) {
	tests := []struct {
		name  string
		fault sandbox.Fault
		want  string // one letter for each request: . unharmed, x harmed
	}{
		{"the next one", sandbox.Fault{}, "x....."},
		{"the third one", sandbox.Fault{Skip: 2}, "..x..."},
		{"two of them", sandbox.Fault{Times: 2}, "xx...."},
		{"all of them", sandbox.Fault{Times: sandbox.Always}, "xxxxxx"},
		{"the next mutation", sandbox.Fault{On: sandbox.On{Mutation: true}}, ".x...."},
		{"the second edit", sandbox.Fault{On: sandbox.On{Field: "productsAndServicesEdit"}, Skip: 1}, "....x."},
		{"one operation by name", sandbox.Fault{On: sandbox.On{Operation: "Items"}, Times: sandbox.Always}, "..x..x"},
		{"one item", sandbox.Fault{On: sandbox.On{Item: serviceID}, Times: sandbox.Always}, "....x."},
		{"nothing that is asked", sandbox.Fault{On: sandbox.On{Field: "appDisconnect"}}, "......"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Catalog: tubes()})
			test.fault.Do = sandbox.Failure(502, sandbox.ApplyNone)
			p.server.Inject(test.fault)
			const items = `query Items { products(first: 1) { nodes { id } } }`
			got := ""
			for _, r := range []*http.Request{p.request(name, nil), p.twelve(), p.request(items, nil), p.request(name, nil),
				p.request(edit, editing(serviceID, `{}`)), p.request(items, nil)} {
				if p.do(r).status == 200 {
					got += "."
				} else {
					got += "x"
				}
			}
			if got != test.want {
				t.Errorf("harmed %s, want %s", got, test.want)
			}
			pending := len(p.server.Pending())
			if left := test.fault.Times == sandbox.Always || !strings.Contains(test.want, "x"); left != (pending == 1) {
				t.Errorf("%d faults are pending", pending)
			}
			p.server.ClearFaults()
			if got := p.query(name, nil); got.status != 200 || len(p.server.Pending()) != 0 {
				t.Error("a fault is left")
			}
		})
	}
}

func TestFaultsOfTheTokenEndpoint(t *testing.T) {
	p := connect(t, app(sandbox.Switches{}))
	first := p.exchange(p.signIn()).pair(t)
	renewing := sandbox.On{Path: sandbox.TokenPath, Grant: "refresh_token"}

	p.server.Inject(sandbox.Fault{On: renewing, Do: sandbox.Failure(503, sandbox.ApplyNone)})
	if got := p.refresh(first.Refresh); got.status != 503 {
		t.Errorf("%d %s", got.status, got.body)
	}
	second := p.refresh(first.Refresh).pair(t)

	p.server.Inject(sandbox.Fault{On: renewing, Do: sandbox.Reset(sandbox.ApplyAll)})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.base+sandbox.TokenPath,
		strings.NewReader(p.credentials("grant_type", "refresh_token", "refresh_token", second.Refresh).Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if _, err := p.try(r); !errors.Is(err, syscall.ECONNRESET) {
		t.Error(err)
	}
	wantBody(t, p.refresh(second.Refresh), 401, badToken) // the answer was lost, the rotation was not
	if got := p.query(name, nil); got.status != 200 {
		t.Errorf("a fault of the token endpoint befell a query: %d", got.status)
	}
}
