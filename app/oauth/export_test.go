package oauth

import (
	"net"
	"net/http"
	"time"
)

// ListenWith makes a Flow listen on what a test gives it, so that a test's clock can pass while it waits.
func (f *Flow) ListenWith(listen func(port int) ([]net.Listener, error)) { f.listen = listen }

// SetTransport makes a Flow ask Jobber through it.
func (f *Flow) SetTransport(transport http.RoundTripper) { f.endpoint.transport = transport }

// State is what the callback must bring back.
func (a *Attempt) State() string { return a.state }

// Handler is what answers the browser.
func (a *Attempt) Handler() http.Handler { return a.handler() }

// LifeOf and ExpOf let tests reach the reading of a token's end.
func LifeOf(access string, fields map[string]any, header http.Header, now time.Time) time.Duration {
	return lifeOf(access, fields, header, now)
}

func ExpOf(token string) (time.Time, bool) { return expOf(token) }

// Pause is how long a failed early renewal is left alone.
const Pause = pause
