package jobber_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber"
	"pricesync/app/money"
)

// httpResponse is what a step answers.
type httpResponse = http.Response

// wire is a service in process that answers each request by the next step of its script, and by the last one for ever.
type wire struct {
	script []step

	mu       sync.Mutex
	requests []sent
}

// step answers one request.
type step func(request sent, ctx context.Context) (*httpResponse, error)

// sent is a request as the service saw it.
type sent struct {
	Header        http.Header
	Query         string                     `json:"query"`
	OperationName string                     `json:"operationName"`
	Variables     map[string]json.RawMessage `json:"variables"`
	At            time.Time                  `json:"-"`
}

func (w *wire) RoundTrip(request *http.Request) (*httpResponse, error) {
	s := sent{Header: request.Header, At: time.Now()}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, err
	}
	w.mu.Lock()
	answer := w.script[min(len(w.requests), len(w.script)-1)]
	w.requests = append(w.requests, s)
	w.mu.Unlock()
	return answer(s, request.Context())
}

func (w *wire) seen() []sent {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]sent(nil), w.requests...)
}

// reply answers with a status, a body and headers given as "Name: value".
func reply(status int, body string, headers ...string) step {
	return func(sent, context.Context) (*httpResponse, error) {
		response := &httpResponse{StatusCode: status, Header: make(http.Header), Body: io.NopCloser(strings.NewReader(body))}
		for _, header := range headers {
			name, value, _ := strings.Cut(header, ": ")
			response.Header.Set(name, value)
		}
		return response, nil
	}
}

// ok answers 200.
func ok(body string) step { return reply(http.StatusOK, body) }

// breaks answers with an error of the network.
func breaks(err error) step {
	return func(sent, context.Context) (*httpResponse, error) { return nil, err }
}

// silent never answers.
func silent() step {
	return func(_ sent, ctx context.Context) (*httpResponse, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
}

// keys hands out tokens "t0", "t1", … and counts refreshes.
type keys struct {
	mu        sync.Mutex
	refreshes int
	err       error // of Token
	dead      error // of Refresh
}

func (k *keys) Token(context.Context) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return fmt.Sprint("t", k.refreshes), k.err
}

func (k *keys) Refresh(_ context.Context, stale string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.dead != nil {
		return "", k.dead
	}
	if stale == fmt.Sprint("t", k.refreshes) {
		k.refreshes++
	}
	return fmt.Sprint("t", k.refreshes), nil
}

// diary collects events.
type diary struct {
	mu     sync.Mutex
	events []jobber.Event
}

func (d *diary) note(_ context.Context, event jobber.Event) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events = append(d.events, event)
}

func (d *diary) all(kinds ...jobber.EventKind) []jobber.Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	var found []jobber.Event
	for _, event := range d.events {
		for _, kind := range kinds {
			if event.Kind == kind {
				found = append(found, event)
			}
		}
	}
	return found
}

// client returns a client of the script without any jitter, and what it talks to.
func client(script ...step) (*jobber.Client, *wire, *keys, *diary) {
	w, k, d := &wire{script: script}, &keys{}, &diary{}
	return jobber.New(jobber.Config{
		BaseURL: "https://jobber.test", HTTP: w, Tokens: k, Observe: d.note, Program: "1.2.3",
		Jitter: func() float64 { return 0 },
	}), w, k, d
}

// amount reads a decimal that the test knows to be one.
func amount(t testing.TB, text string) money.Amount {
	t.Helper()
	a, err := money.Decimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// setPrice is a patch that sets a price.
func setPrice(t testing.TB, id catalog.ItemID, price string) catalog.Patch {
	t.Helper()
	return catalog.Patch{Item: id, Price: money.Some(amount(t, price))}
}

// node is an item as the service writes it.
func node(id, price, cost string) string {
	return fmt.Sprintf(`{"id":%q,"name":"Item %s","description":null,"category":"PRODUCT","defaultUnitCost":%s,`+
		`"internalUnitCost":%s,"markup":null,"taxable":true,"visible":true}`, id, id, price, cost)
}

// stored answers an edit of one item.
func stored(id, price, cost string) step {
	return ok(fmt.Sprintf(`{"data":{"productsAndServicesEdit":{"productOrService":%s,"userErrors":[]}},%s}`,
		node(id, price, cost), extensions(10, 8, 9_992)))
}

// items answers a list.
func items(nodes ...string) step {
	return ok(fmt.Sprintf(`{"data":{"products":{"nodes":[%s]}},%s}`, strings.Join(nodes, ","), extensions(905, 905, 9_095)))
}

// extensions is the service's report of cost and version.
func extensions(requested, actual, available int) string {
	return fmt.Sprintf(`"extensions":{"cost":{"requestedQueryCost":%d,"actualQueryCost":%d,"throttleStatus":`+
		`{"maximumAvailable":10000,"currentlyAvailable":%d,"restoreRate":500}},"versioning":{"version":"2025-04-16"}}`,
		requested, actual, available)
}

// account answers the account query.
func account() step {
	return ok(`{"data":{"account":{"id":"QWNtZQ==","name":"ACME Plumbing"}},` + extensions(3, 3, 9_997) + `}`)
}
