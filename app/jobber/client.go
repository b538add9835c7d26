// Package jobber speaks to Jobber's public API for products and services, and keeps retry, pacing and waiting to itself.
//
// What a caller sees is success, refusal of a single item, or an error that means a stopped world: not connected, not
// reachable, the budget of tries spent, cancelled. Such an error is a fault.Error that a person may read.
package jobber

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber/schema"
)

// DefaultURL is the address of Jobber's API.
const DefaultURL = "https://api.getjobber.com"

// DefaultVersion is the version of the API that the client was made for.
const DefaultVersion = "2025-04-16"

// DefaultSettle is how long a read is repeated until an edit shows in it: the longest that a replica is reckoned to lag.
const DefaultSettle = 30 * time.Second

// maxInFlight is how many edits are under way at once: enough to use the limits up at a tenth of a second each.
const maxInFlight = 8

// Tokens gives out the access token. Its errors are shown to people as they are.
type Tokens interface {
	// Token returns a token that is valid for now.
	Token(ctx context.Context) (string, error)
	// Refresh returns a newer token than stale, which the service did not accept. Calls at the same time, or with an
	// old token, cause no second refresh.
	Refresh(ctx context.Context, stale string) (string, error)
}

// Config says which service a Client speaks to, and how. HTTP and Tokens are needed; everything else has a default.
type Config struct {
	BaseURL string            // DefaultURL; without /api/graphql
	Version string            // DefaultVersion; sent as X-JOBBER-GRAPHQL-VERSION
	Program string            // our own version, for the User-Agent
	HTTP    http.RoundTripper // carries every request; needed
	Tokens  Tokens
	// Mark makes the context of each request, by the document's operation name and whether it writes; nil leaves it.
	Mark func(ctx context.Context, operation string, writes bool) context.Context
	// Observe is told of everything that happens, with the context of the call that it belongs to, by several goroutines at
	// once; it should be quick.
	Observe func(context.Context, Event)
	Scrub   func(string) string // takes out of the service's own words what may not be shown, such as an echoed token; nil takes nothing
	Jitter  func() float64      // from 0 to below 1; random
	Batch   int                 // edits in one request, as aliases; 1, because Jobber does not say whether it takes more
	Settle  time.Duration       // DefaultSettle; negative for none
}

// Client is the connection to one Jobber account. Its methods may be called by several goroutines at once; they share
// the limits.
type Client struct {
	config   Config
	endpoint string
	host     string
	http     *http.Client
	pace     *pace

	mu         sync.Mutex
	stats      Stats
	ahead      time.Duration // the service's clock before ours
	clockKnown bool
	factors    map[string]float64    // by operation: reported cost over the calculated one
	codeField  string                // the label of the custom field with suppliers' codes, "" for none
	dropped    map[schema.Field]bool // fields that the service does not have or does not show
	page       int                   // items asked for at once; less than schema.MaxPage where that was too dear
	batch      int                   // edits in one request
	noProducts bool                  // the service has only productOrServices
	noIDs      bool                  // the service has no ids filter, or does not heed it
	fresh      map[catalog.ItemID]awaited
	made       map[string]time.Time // names of creations whose answer was lost, and when
}

// New returns a client. It sends nothing yet.
func New(config Config) *Client {
	if config.BaseURL == "" {
		config.BaseURL = DefaultURL
	}
	if config.Version == "" {
		config.Version = DefaultVersion
	}
	if config.Program == "" {
		config.Program = "dev"
	}
	if config.HTTP == nil {
		panic("jobber: a client without a way to the service")
	}
	if config.Mark == nil {
		config.Mark = func(ctx context.Context, _ string, _ bool) context.Context { return ctx }
	}
	if config.Scrub == nil {
		config.Scrub = func(text string) string { return text }
	}
	if config.Jitter == nil {
		config.Jitter = rand.Float64
	}
	if config.Settle == 0 {
		config.Settle = DefaultSettle
	}
	c := &Client{
		config:   config,
		endpoint: strings.TrimRight(config.BaseURL, "/") + "/api/graphql",
		http: &http.Client{
			Transport:     config.HTTP,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		pace:    newPace(),
		factors: make(map[string]float64),
		dropped: make(map[schema.Field]bool),
		page:    schema.MaxPage,
		batch:   max(1, config.Batch),
		fresh:   make(map[catalog.ItemID]awaited),
		made:    make(map[string]time.Time),
	}
	if address, err := url.Parse(config.BaseURL); err == nil {
		c.host = address.Host
	}
	return c
}

// Account asks which account the connection reaches.
func (c *Client) Account(ctx context.Context) (catalog.Account, error) {
	q := call{name: "Account", document: schema.Account, cost: 3, what: readWhat}
	a, f := c.do(ctx, q)
	if f != nil {
		return catalog.Account{}, c.fault(q, f)
	}
	var account struct {
		ID   catalog.AccountID
		Name string
	}
	if err := json.Unmarshal(a.data["account"], &account); err != nil || account.ID == "" {
		return catalog.Account{}, c.fault(q, unreadableAnswer(errors.Join(errors.New("no account in the answer"), err)))
	}
	return catalog.Account{ID: account.ID, Name: account.Name}, nil
}

// Disconnect ends the app's connection to the account, so that all its tokens are dead. It is no error when the
// connection has ended already.
func (c *Client) Disconnect(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, DisconnectTimeout)
	defer cancel()
	q := call{name: "Disconnect", document: schema.Disconnect, cost: 7, write: true, what: "be disconnected"}
	a, f := c.do(ctx, q)
	if f != nil {
		if f.shape == disconnected || f.shape == unauthorised {
			return nil
		}
		return c.fault(q, f)
	}
	p, err := readPayload(a.data["appDisconnect"])
	if err != nil {
		return c.fault(q, unreadableAnswer(err))
	}
	if len(p.UserErrors) > 0 {
		return fault.Wrap(errors.New(p.complaint(c.config.Scrub)), fault.JobberRefused, nil)
	}
	return nil
}
