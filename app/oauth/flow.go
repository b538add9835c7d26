package oauth

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"pricesync/app/fault"
)

// SignInPatience is how long a sign-in waits for the person in the browser.
const SignInPatience = 5 * time.Minute

const callbackPath = "/oauth/callback"

func callbackURL(port int) string { return "http://localhost:" + strconv.Itoa(port) + callbackPath }

// Flow signs in to Jobber by the authorization-code flow, one attempt at a time. It is safe for concurrent use.
type Flow struct {
	config   Config
	endpoint *endpoint
	clock    Clock
	open     func(url string) error
	listen   func(port int) ([]net.Listener, error)

	mu      sync.Mutex
	running bool
}

// NewFlow returns a Flow. open shows an address in the system's browser; nil opens none, for people who copy the link.
func NewFlow(config Config, open func(url string) error) *Flow {
	clock := SystemClock()
	return &Flow{config: config, endpoint: newEndpoint(config, clock), clock: clock, open: open, listen: listenLoopback}
}

// Start listens on the callback's port, then opens the browser, and returns at once. The attempt ends by itself after
// SignInPatience or with ctx. Errors: client_id_missing, client_secret_missing, sign_in_running, callback_port_in_use.
func (f *Flow) Start(ctx context.Context) (*Attempt, error) {
	switch {
	case strings.TrimSpace(f.config.ClientID) == "":
		return nil, fault.New(fault.ClientIDMissing, nil)
	case strings.TrimSpace(f.config.ClientSecret.Reveal()) == "":
		return nil, fault.New(fault.ClientSecretMissing, nil)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.running {
		return nil, fault.New(fault.SignInRunning, nil)
	}
	listeners, err := f.listen(f.config.Port)
	if err != nil {
		return nil, fault.Wrap(err, fault.CallbackPortInUse, fault.Facts{"port": strconv.Itoa(f.config.Port)})
	}
	f.running = true
	a := &Attempt{
		flow:     f,
		state:    rand.Text(),
		verifier: oauth2.GenerateVerifier(),
		heard:    make(chan callback, 1),
		settled:  make(chan struct{}),
		done:     make(chan struct{}),
		browser:  make(chan error, 1),
	}
	a.url = f.config.oauth2().AuthCodeURL(a.state, oauth2.S256ChallengeOption(a.verifier))
	ctx, a.stop = context.WithCancel(ctx)
	go a.run(ctx, listeners)
	go a.show()
	return a, nil
}

// Attempt is one sign-in on its way.
type Attempt struct {
	flow            *Flow
	url             string
	state, verifier string
	stop            context.CancelFunc
	heard           chan callback // what the browser brought; the first one counts
	settled         chan struct{} // closed when err says how the browser's page should end
	done            chan struct{} // closed when nothing listens any more
	browser         chan error
	tokens          Tokens
	err             error
}

// URL is the address of Jobber's page, for a person to open or copy. It holds no secret but is good for this attempt only.
func (a *Attempt) URL() string { return a.url }

// Browser gives what opening the browser came to, once it is known; with an error a person must use the link. On some
// systems it is known only when the browser is closed.
func (a *Attempt) Browser() <-chan error { return a.browser }

// Cancel ends the attempt; Wait then says sign_in_cancelled.
func (a *Attempt) Cancel() { a.stop() }

// Wait returns the tokens, which nobody has stored yet (see Source.Use). When ctx ends it cancels the attempt. Errors:
// sign_in_denied, sign_in_timeout, sign_in_cancelled, sign_in_refused, client_refused, and those of reaching Jobber.
func (a *Attempt) Wait(ctx context.Context) (Tokens, error) {
	select {
	case <-a.done:
	case <-ctx.Done():
		a.stop()
		<-a.done
	}
	return a.tokens, a.err
}

// run waits for the browser and ends the attempt, whatever comes.
func (a *Attempt) run(ctx context.Context, listeners []net.Listener) {
	var serving sync.WaitGroup
	server := &http.Server{
		Handler:           a.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      askPatience + 10*time.Second, // the page comes when Jobber has answered
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          quietLog(),
	}
	server.SetKeepAlivesEnabled(false)
	for _, listener := range listeners {
		serving.Go(func() { _ = server.Serve(listener) })
	}

	a.tokens, a.err = a.await(ctx)
	close(a.settled)

	// The browser gets its page, and nothing listens afterwards.
	leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(leaving); err != nil {
		_ = server.Close()
	}
	serving.Wait()
	a.stop()
	a.flow.mu.Lock()
	a.flow.running = false
	a.flow.mu.Unlock()
	close(a.done)
}

func (a *Attempt) await(ctx context.Context) (tokens Tokens, err error) {
	defer fault.Catch(&err)
	patience := time.NewTimer(SignInPatience)
	defer patience.Stop()
	select {
	case heard := <-a.heard:
		if heard.fault != nil {
			return Tokens{}, heard.fault
		}
		return a.exchange(ctx, heard.code)
	case <-patience.C:
		minutes := strconv.Itoa(int(SignInPatience.Minutes()))
		return Tokens{}, fault.New(fault.SignInTimeout, fault.Facts{"minutes": minutes})
	case <-ctx.Done():
		return Tokens{}, fault.Wrap(context.Cause(ctx), fault.SignInCancelled, nil)
	}
}

func (a *Attempt) exchange(ctx context.Context, code string) (Tokens, error) {
	granted, no := a.flow.endpoint.exchange(ctx, code, a.verifier)
	switch {
	case no != nil && ctx.Err() != nil:
		return Tokens{}, fault.Wrap(no.fault, fault.SignInCancelled, nil)
	case no != nil:
		return Tokens{}, no.fault
	case granted.refresh == "":
		return Tokens{}, fault.Wrap(errNoRefresh, fault.JobberUnreadable, nil)
	}
	expires := a.flow.clock.Wall().Round(0).Add(granted.life)
	return Tokens{Access: granted.access, Refresh: granted.refresh, Expires: expires, Life: granted.life}, nil
}

// show opens the browser. Nobody waits for it, since some systems return only when the browser is closed.
func (a *Attempt) show() {
	defer close(a.browser)
	if a.flow.open == nil {
		return
	}
	var err error
	func() {
		defer fault.Catch(&err)
		err = a.flow.open(a.url)
	}()
	a.browser <- err
}
