package sandbox_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

const (
	testVersion  = "2025-04-16"
	testCallback = "http://localhost:17645/oauth/callback"
)

// peer is a client of a sandbox, over a socket or in process.
type peer struct {
	t      testing.TB
	server *sandbox.Server
	client *http.Client
	base   string
	token  string
}

// ways are the two ways to a server; every shape has to be the same by both.
var ways = []struct {
	name string
	dial func(testing.TB, *sandbox.Server) (*http.Client, string)
}{
	{"over a socket", func(t testing.TB, s *sandbox.Server) (*http.Client, string) {
		listener := httptest.NewServer(s)
		t.Cleanup(listener.Close)
		return listener.Client(), listener.URL
	}},
	{"in process", inProcess},
}

func inProcess(_ testing.TB, s *sandbox.Server) (*http.Client, string) {
	return &http.Client{Transport: s.Transport()}, "http://sandbox.invalid"
}

// eachWay runs the test over a socket and in process.
func eachWay(t *testing.T, config sandbox.Config, test func(t *testing.T, p *peer)) {
	t.Helper()
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			s := serve(t, config)
			client, base := way.dial(t, s)
			test(t, connected(t, s, client, base))
		})
	}
}

// connect returns a client in process that has a token.
func connect(t testing.TB, config sandbox.Config) *peer {
	t.Helper()
	s := serve(t, config)
	client, base := inProcess(t, s)
	return connected(t, s, client, base)
}

func serve(t testing.TB, config sandbox.Config) *sandbox.Server {
	t.Helper()
	if config.RedirectURI == "" {
		config.RedirectURI = testCallback
	}
	s, err := sandbox.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func connected(t testing.TB, s *sandbox.Server, client *http.Client, base string) *peer {
	t.Helper()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	tokens, err := s.MintToken()
	if err != nil {
		t.Fatal(err)
	}
	return &peer{t, s, client, base, tokens.Access}
}

// answer is a response, read whole.
type answer struct {
	status int
	header http.Header
	body   string
}

// request makes a GraphQL request that a test can still change.
func (p *peer) request(query string, variables map[string]any) *http.Request {
	p.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.base+sandbox.GraphQLPath, bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("X-JOBBER-GRAPHQL-VERSION", testVersion)
	return r
}

func (p *peer) do(r *http.Request) answer {
	p.t.Helper()
	got, err := p.try(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return got
}

func (p *peer) try(r *http.Request) (answer, error) {
	response, err := p.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(response.Body)
	if closed := response.Body.Close(); err == nil {
		err = closed
	}
	return answer{response.StatusCode, response.Header, string(body)}, err
}

func (p *peer) query(query string, variables map[string]any) answer {
	p.t.Helper()
	return p.do(p.request(query, variables))
}

// raw sends a body as it stands.
func (p *peer) raw(body string) answer {
	p.t.Helper()
	r := p.request("", nil)
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	return p.do(r)
}

// graphError is one error of an answer, its extensions as they are written.
type graphError struct {
	Message    string
	Extensions json.RawMessage
}

func firstError(t *testing.T, a answer) graphError {
	t.Helper()
	var body struct{ Errors []graphError }
	if err := json.Unmarshal([]byte(a.body), &body); err != nil || len(body.Errors) == 0 {
		t.Fatalf("%s: %v", a.body, err)
	}
	return body.Errors[0]
}

// data sends a query that must succeed and returns its data.
func (p *peer) data(query string, variables map[string]any) map[string]any {
	p.t.Helper()
	got := p.query(query, variables)
	var body struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.Unmarshal([]byte(got.body), &body); err != nil || len(body.Errors) > 0 {
		p.t.Fatalf("%d %s (%v)", got.status, got.body, err)
	}
	return body.Data
}

// cost is what an answer says about its cost.
type cost struct {
	Requested int `json:"requestedQueryCost"`
	Actual    int `json:"actualQueryCost"`
	Status    struct {
		Max       int `json:"maximumAvailable"`
		Available int `json:"currentlyAvailable"`
		Rate      int `json:"restoreRate"`
	} `json:"throttleStatus"`
}

func (a answer) cost(t *testing.T) cost {
	t.Helper()
	var body struct{ Extensions struct{ Cost cost } }
	if err := json.Unmarshal([]byte(a.body), &body); err != nil {
		t.Fatalf("%s: %v", a.body, err)
	}
	return body.Extensions.Cost
}

// wantBody compares an answer byte by byte.
func wantBody(t *testing.T, got answer, status int, body string) {
	t.Helper()
	if got.status != status {
		t.Errorf("status %d, want %d: %s", got.status, status, got.body)
	}
	if diff := cmp.Diff(body, got.body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}

// tail is the extensions of an answer that cost so much, with the bucket as it stands then.
func tail(requested, actual, available string) string {
	return `"extensions":{"cost":{"requestedQueryCost":` + requested + `,"actualQueryCost":` + actual +
		`,"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":` + available +
		`,"restoreRate":500}},"versioning":{"version":"2025-04-16"}}}`
}

// tube is a catalog of one item and a second one.
func tubes() catalog.Catalog {
	return catalog.Catalog{
		Account: catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvMjQ4NjkzNA==", Name: "ACME Plumbing"},
		Items: []catalog.Item{
			{ID: tubeID, Name: "COP15-3M", Category: catalog.Product, Price: cents(1150), Cost: some(800), Taxable: true, Visible: true},
			{ID: serviceID, Name: "Boiler Service", Description: "Every year", Category: catalog.Service, Price: cents(9500), Visible: true},
		},
	}
}

const (
	tubeID    = "Z2lkOi8vSm9iYmVyL1Byb2R1Y3RPclNlcnZpY2UvNzE0MDU3Mg==" // gid://Jobber/ProductOrService/7140572
	serviceID = "Z2lkOi8vSm9iYmVyL1Byb2R1Y3RPclNlcnZpY2UvNzE0MDU3Mw=="
	unknownID = "Z2lkOi8vSm9iYmVyL1Byb2R1Y3RPclNlcnZpY2UvOTk5"
)

func cents(n int64) money.Amount { return money.FromCents(n) }

func some(n int64) money.Maybe { return money.Some(money.FromCents(n)) }

// edit is the mutation that the client sends for one item.
const edit = `mutation ProductsAndServicesEdit($productOrServiceId: EncodedId!, $input: ProductsAndServicesEditInput!) { ` +
	`productsAndServicesEdit(productOrServiceId: $productOrServiceId, input: $input) { ` +
	`productOrService { id name defaultUnitCost internalUnitCost markup } userErrors { message path } } }`

// editing returns the variables of an edit; the input is JSON.
func editing(id, input string) map[string]any {
	return map[string]any{"productOrServiceId": id, "input": json.RawMessage(input)}
}
