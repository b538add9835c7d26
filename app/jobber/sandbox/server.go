// Package sandbox simulates Jobber's public API over HTTP, as far as Price Sync speaks it.
//
// It is the practice company that ships with the program, and every test's other end. A Server is an http.Handler: put
// it behind a listener on loopback, or reach it in process by Transport. What Jobber's documentation leaves open is a
// switch (Switches); what can go wrong with one request is a fault (Inject); what was asked and written is in the
// ledger (Requests, Writes).
package sandbox

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"pricesync/app/catalog"
)

// Config says which company a Server plays and how. The zero value is an empty company that anybody can test against.
type Config struct {
	Catalog      catalog.Catalog                  // the account and its items; an item without an id gets one
	CustomFields map[catalog.ItemID][]CustomField // text fields of items, by the ids given in Catalog
	ClientID     string                           // of the one registered app; "" makes one up, see Server.ClientID
	ClientSecret string                           // "" makes one up, see Server.ClientSecret
	RedirectURI  string                           // the app's registered callback address; see also SetRedirectURI
	Switches     Switches
	Keeper       Keeper           // where the state is kept; nil keeps it in memory alone. A kept state goes before Catalog
	Now          func() time.Time // nil means time.Now
	Random       io.Reader        // nil means crypto/rand
	Keep         int              // requests and writes that the ledger holds; 0 means 100,000
}

// Server is the simulated service. Its methods may be called at any time from any goroutine.
type Server struct {
	clientID     string
	clientSecret string
	keeper       Keeper
	now          func() time.Time
	random       io.Reader
	start        catalog.Catalog // what Restore goes back to
	fields       map[catalog.ItemID][]CustomField

	mu          sync.Mutex
	switches    Switches
	redirectURI string
	account     catalog.Account
	items       []*item
	byID        map[catalog.ItemID]*item
	nextID      int64
	orders      map[Order][]*item // listings sorted once, until an item moves
	codes       map[string]code
	grants      map[string]*grant
	access      map[string]access
	refresh     map[string]refresh
	bucket      bucket
	window      window
	faults      []*Fault
	ledger      ledger
	documents   map[documentKey]*document
	schemas     map[bool]*ast.Schema
}

// New returns a server that plays the company. It fails where the Keeper does, with ErrState where what was kept is
// unreadable, and where the catalog is impossible (an id twice).
func New(config Config) (*Server, error) {
	s := &Server{
		clientID: config.ClientID, clientSecret: config.ClientSecret, redirectURI: config.RedirectURI,
		keeper: config.Keeper, now: config.Now, random: config.Random, start: config.Catalog,
		fields: config.CustomFields, switches: config.Switches, ledger: newLedger(or(config.Keep, defaultKeep)),
		codes: map[string]code{}, grants: map[string]*grant{}, access: map[string]access{}, refresh: map[string]refresh{},
		documents: map[documentKey]*document{}, schemas: map[bool]*ast.Schema{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.random == nil {
		s.random = rand.Reader
	}
	for _, secret := range []*string{&s.clientID, &s.clientSecret} {
		if *secret == "" {
			made, err := s.hex(16)
			if err != nil {
				return nil, err
			}
			*secret = made
		}
	}
	if s.start.Account.ID == "" {
		s.start.Account.ID = catalog.AccountID(encodedID("Account", defaultAccount))
	}
	if s.start.Account.Name == "" {
		s.start.Account.Name = "Sandbox"
	}
	if err := s.reseed(); err != nil {
		return nil, err
	}
	kept, err := s.load()
	if err != nil {
		return nil, err
	}
	if !kept {
		err = s.save()
	}
	return s, err
}

// ClientID returns the id of the one registered app.
func (s *Server) ClientID() string { return s.clientID }

// ClientSecret returns the secret of the one registered app.
func (s *Server) ClientSecret() string { return s.clientSecret }

// SetRedirectURI registers the app's callback address in place of the former one.
func (s *Server) SetRedirectURI(uri string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.redirectURI = uri
}

// SetAccount makes later sign-ins reach another account. Tokens given out before stay with theirs. Both see the same
// items.
func (s *Server) SetAccount(account catalog.Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.account = account
}

// Switch changes the switches; they hold from the next request on.
func (s *Server) Switch(change func(*Switches)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.switches)
}

// Restore puts the catalog back to what Config gave and forgets all tokens.
func (s *Server) Restore() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.codes)
	clear(s.grants)
	clear(s.access)
	clear(s.refresh)
	if err := s.reseed(); err != nil {
		return err
	}
	return s.save()
}

// ServeHTTP answers one request: a fault may befall it before, during or after it is carried out.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := s.read(r)
	s.mu.Lock()
	effect, harmed := s.effect(c)
	latency := time.Duration(0)
	if c.path == GraphQLPath {
		latency = s.switches.Latency
	}
	record := s.ledger.open(c, s.now())
	record.Fault = harmed
	s.mu.Unlock()

	ctx := r.Context()
	if !sleep(ctx, effect.Wait+latency/2) {
		return
	}
	s.mu.Lock()
	for _, change := range effect.Foreign {
		s.change(change)
	}
	answer := reply{}
	if effect.Apply != ApplyNone || needsReply(effect.Answer.Kind) {
		answer = s.perform(c, effect, record)
	}
	answer = s.distort(c, effect.Answer, answer)
	if effect.Answer.Kind != AnswerReset && effect.Answer.Kind != AnswerRefused && effect.Answer.Kind != AnswerSilence {
		record.Status = answer.status
	}
	now := s.now()
	requestID, err := s.uuid()
	s.mu.Unlock()
	if err != nil {
		answer = failed(err)
	}
	if !sleep(ctx, latency-latency/2) {
		return
	}
	answer.header.Set("Date", now.UTC().Format(http.TimeFormat))
	answer.header.Set("X-Request-Id", requestID)
	answer.header.Set("Cache-Control", "no-store")
	deliver(ctx, w, answer, effect.Answer)
}

// call is one request, read.
type call struct {
	request  *http.Request
	path     string
	body     []byte
	tooLarge bool
	form     url.Values // of the authorize page and the token endpoint
	envelope envelope   // of a GraphQL request
	document *document  // nil where the query does not parse
	readErr  error
}

// perform carries the request out as far as the effect says.
func (s *Server) perform(c *call, effect Effect, record *Request) reply {
	limit := -1
	switch {
	case effect.Apply == ApplyHalf:
		limit = len(c.rootFields()) / 2
	case effect.Apply == ApplyTwice:
		s.route(c, limit, effect, record)
	}
	return s.route(c, limit, effect, record)
}

func (s *Server) route(c *call, limit int, effect Effect, record *Request) reply {
	switch c.path {
	case AuthorizePath:
		return s.authorize(c)
	case TokenPath:
		return s.token(c)
	case GraphQLPath:
		return s.graphql(c, limit, effect, record)
	}
	return page(http.StatusNotFound, "Not found", "There is nothing at this address.")
}

// read takes the request in, whole, before anything is decided.
func (s *Server) read(r *http.Request) *call {
	s.mu.Lock()
	limit := int64(or(s.switches.MaxBody, 10<<20))
	s.mu.Unlock()
	c := &call{request: r, path: r.URL.Path, form: url.Values{}}
	if r.Body != nil {
		c.body, c.readErr = io.ReadAll(io.LimitReader(r.Body, limit+1))
	}
	if int64(len(c.body)) > limit {
		c.tooLarge = true
		return c
	}
	switch c.path {
	case AuthorizePath, TokenPath:
		c.readForm()
	case GraphQLPath:
		c.readEnvelope()
		s.mu.Lock()
		c.document = s.parse(c.envelope.Query)
		s.mu.Unlock()
	}
	return c
}

// sleep waits for d; false when the client gave up first.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// hex returns n random bytes in lower-case hex.
func (s *Server) hex(n int) (string, error) {
	raw := make([]byte, n)
	if _, err := io.ReadFull(s.random, raw); err != nil {
		return "", fmt.Errorf("read random bytes: %w", err)
	}
	return hex.EncodeToString(raw), nil
}

func (s *Server) uuid() (string, error) {
	text, err := s.hex(16)
	if err != nil {
		return "", err
	}
	return text[:8] + "-" + text[8:12] + "-4" + text[13:16] + "-a" + text[17:20] + "-" + text[20:], nil
}
