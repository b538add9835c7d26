// Package network is the program's one door to the network: it makes every connection that leaves, and counts it.
//
// What is counted: a request is one question with its answer; bytes are those that crossed the connection's socket, so
// the ones that open it, secure it and head each message are in them. A connection's bytes go to the request that took
// it last. Where a proxy stands between, the bytes stand with the host they were for, and the proxy has a line of its
// own without bytes. Names are looked up by the computer itself, and that is not counted.
package network

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Purpose says in a few words for people what a request is for.
type Purpose string

// The purposes.
const (
	Account   Purpose = "Asking which account is connected"
	Reading   Purpose = "Reading products and services"
	Writing   Purpose = "Writing prices and costs"
	Ending    Purpose = "Ending the connection"
	SignIn    Purpose = "Signing in"
	Renewal   Purpose = "Renewing the connection"
	SelfCheck Purpose = "Self-check"
	Practice  Purpose = "Practice company on this computer"
	Browser   Purpose = "Sign-in page opened in your browser"
	Page      Purpose = "Page opened in your browser"
	Proxy     Purpose = "Proxy on the way"
)

// Contact is one host that was contacted for one purpose, all times together.
type Contact struct {
	Host     string // with its port where it is unusual
	Why      string
	Requests int   // Failed included
	Failed   int   // got no answer, or not all of it
	Sent     int64 // bytes
	Received int64 // bytes
	First    time.Time
	Last     time.Time
}

// Door is the program's way out. It is safe for concurrent use.
type Door struct {
	now    func() time.Time
	proxy  proxies
	kept   *http.Transport // keeps connections for the next request
	single *http.Transport // a new connection for each request

	mu    sync.Mutex
	lines map[line]*Contact // what was counted since it was last taken
}

type line struct {
	host string
	why  Purpose
}

// Open returns a door by the proxy settings of now.
func Open() *Door {
	d := &Door{now: time.Now, proxy: systemProxies(), lines: map[line]*Contact{}}
	d.kept, d.single = d.transport(), d.transport()
	d.single.DisableKeepAlives = true
	return d
}

// Close lets go of connections that nobody uses.
func (d *Door) Close() { d.kept.CloseIdleConnections() }

// ByContext returns a way out whose requests' contexts name their purposes; otherwise stands for one that does not.
func (d *Door) ByContext(otherwise Purpose) http.RoundTripper {
	return &way{door: d, why: otherwise, over: d.kept, byContext: true}
}

// Through returns a way out whose requests are for that purpose.
func (d *Door) Through(why Purpose) http.RoundTripper {
	return &way{door: d, why: why, over: d.kept}
}

// Within is Through for a service inside this program, whose address is another one with each start: it is counted
// under that name.
func (d *Door) Within(name string, why Purpose) http.RoundTripper {
	return &way{door: d, why: why, over: d.kept, name: name}
}

// Anew is Through with a new connection for every request, as a check of the way needs it.
func (d *Door) Anew(why Purpose) http.RoundTripper {
	return &way{door: d, why: why, over: d.single}
}

// Opened counts a page that was opened in the system's browser, which this program does not read.
func (d *Door) Opened(host string, why Purpose) { d.begin(line{host, why}) }

type purposeKey struct{}

// For returns a context whose requests are for that purpose; see Door.ByContext.
func For(ctx context.Context, why Purpose) context.Context {
	return context.WithValue(ctx, purposeKey{}, why)
}

// PurposeOf returns what a context's requests are for; "" where it does not say.
func PurposeOf(ctx context.Context) Purpose {
	why, _ := ctx.Value(purposeKey{}).(Purpose)
	return why
}

// Contacts returns what was counted since it was last taken, the latest first.
func (d *Door) Contacts() []Contact {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sorted()
}

// Take returns what was counted and begins to count anew.
func (d *Door) Take() []Contact {
	d.mu.Lock()
	defer d.mu.Unlock()
	taken := d.sorted()
	for at := range d.lines { // kept, since open connections go on counting there
		*d.lines[at] = Contact{Host: at.host, Why: string(at.why)}
	}
	return taken
}

// Return takes back what could not be kept elsewhere.
func (d *Door) Return(contacts []Contact) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range contacts {
		into := d.line(line{c.Host, Purpose(c.Why)})
		*into = Sum(*into, c)
	}
}

// Sum returns two counts of one line together.
func Sum(a, b Contact) Contact {
	a.Requests += b.Requests
	a.Failed += b.Failed
	a.Sent += b.Sent
	a.Received += b.Received
	if a.First.IsZero() || !b.First.IsZero() && b.First.Before(a.First) {
		a.First = b.First
	}
	if b.Last.After(a.Last) {
		a.Last = b.Last
	}
	return a
}

// Latest sorts contacts, the latest first.
func Latest(contacts []Contact) {
	slices.SortFunc(contacts, func(a, b Contact) int {
		if order := b.Last.Compare(a.Last); order != 0 {
			return order
		}
		return strings.Compare(a.Host+" "+a.Why, b.Host+" "+b.Why)
	})
}

func (d *Door) sorted() []Contact {
	all := make([]Contact, 0, len(d.lines))
	for _, c := range d.lines {
		if c.Requests > 0 || c.Sent > 0 || c.Received > 0 {
			all = append(all, *c)
		}
	}
	Latest(all)
	return all
}

// line returns the count of a line. The caller holds mu.
func (d *Door) line(at line) *Contact {
	if d.lines[at] == nil {
		d.lines[at] = &Contact{Host: at.host, Why: string(at.why)}
	}
	return d.lines[at]
}

func (d *Door) begin(at line) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, now := d.line(at), d.now()
	c.Requests++
	if c.First.IsZero() {
		c.First = now
	}
	c.Last = now
}

func (d *Door) fail(at line) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.line(at).Failed++
}

func (d *Door) crossed(at line, sent, received int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.line(at)
	c.Sent += int64(sent)
	c.Received += int64(received)
	if now := d.now(); c.First.IsZero() { // bytes of a connection that is kept, after its count was taken
		c.First, c.Last = now, now
	}
}
