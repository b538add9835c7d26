package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"pricesync/app/catalog"
)

// defaultKeep is how many requests and writes the ledger holds unless Config says otherwise.
const defaultKeep = 100_000

// Request is one request as the service saw it. It never holds a token or a secret.
type Request struct {
	Number    int // 1-based, over the server's life or since Reset
	At        time.Time
	Method    string
	Path      string
	Grant     string   // at TokenPath: the grant_type
	Operation string   // the operation's name in the document
	Fields    []string // its root fields, without aliases
	Query     string
	Variables json.RawMessage
	Version   string // the version header
	Token     string // the first eight hex digits of the access token's SHA-256, to tell tokens apart; "" without one
	Status    int    // 0 where no answer was given
	Requested int    // points
	Actual    int
	Available int // points in the bucket after it
	Throttled bool
	Fault     bool // it was harmed by a fault
	Applied   int  // writes that it made
}

// Writer says who wrote.
type Writer string

// The writers.
const (
	ByClient  Writer = "client"  // a request to the API
	BySomeone Writer = "someone" // somebody else in the account
)

// Write is one change of one item.
type Write struct {
	At      time.Time
	Request int // the request's number; 0 for somebody else's
	By      Writer
	Item    catalog.ItemID
	Before  catalog.Item // zero for a creation
	After   catalog.Item // zero for a removal
	Created bool
}

// ledger is the record of what was asked and what was done.
type ledger struct {
	keep     int
	number   int
	requests []*Request
	writes   []Write
	perItem  map[catalog.ItemID]int // writes by clients
	texts    map[string]string      // one copy of each document, however often it is sent
}

// Requests returns the requests so far, oldest first; the latest Config.Keep of them.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := make([]Request, len(s.ledger.requests))
	for i, request := range s.ledger.requests {
		requests[i] = *request
	}
	return requests
}

// Writes returns the changes of items so far, oldest first; the latest Config.Keep of them.
func (s *Server) Writes() []Write {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ledger.writes)
}

// WritesPerItem returns how often clients wrote each item that they wrote at all.
func (s *Server) WritesPerItem() map[catalog.ItemID]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.ledger.perItem)
}

// MaxWritesPerItem returns how often clients wrote the item that they wrote most often.
func (s *Server) MaxWritesPerItem() int {
	most := 0
	for _, n := range s.WritesPerItem() {
		most = max(most, n)
	}
	return most
}

// Reset empties the ledger. Items, tokens, limits, switches and faults stay.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ledger = newLedger(s.ledger.keep)
}

func newLedger(keep int) ledger {
	return ledger{keep: keep, perItem: map[catalog.ItemID]int{}, texts: map[string]string{}}
}

// open begins the record of a request; the caller fills it as the answer becomes known.
func (l *ledger) open(c *call, at time.Time) *Request {
	l.number++
	request := &Request{Number: l.number, At: at, Method: c.request.Method, Path: c.path, Operation: c.operation(),
		Fields: c.rootFields(), Query: l.text(c.envelope.Query), Variables: c.envelope.Variables,
		Version: c.request.Header.Get(versionHeader), Grant: c.form.Get("grant_type")}
	if token := c.bearer(); token != "" {
		request.Token = hash(token)[:8]
	}
	l.requests = append(l.requests, request)
	if len(l.requests) > 2*l.keep {
		l.requests = slices.Clone(l.requests[len(l.requests)-l.keep:])
	}
	return request
}

func (l *ledger) text(query string) string {
	if known, ok := l.texts[query]; ok {
		return known
	}
	if len(l.texts) >= maxDocuments {
		clear(l.texts)
	}
	l.texts[query] = query
	return query
}

func (l *ledger) write(w Write) {
	if w.By == ByClient {
		l.perItem[w.Item]++
	}
	l.writes = append(l.writes, w)
	if len(l.writes) > 2*l.keep {
		l.writes = slices.Clone(l.writes[len(l.writes)-l.keep:])
	}
}
