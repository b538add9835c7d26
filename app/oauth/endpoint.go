package oauth

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"

	"pricesync/app/redact"
)

const (
	askPatience = 30 * time.Second // for one question to the token endpoint
	maxAnswer   = 1 << 20          // bytes of an answer that are read
)

// Config is the company's Jobber app and how to reach Jobber.
type Config struct {
	API          string // the address of Jobber's service without a path, https://api.getjobber.com
	ClientID     string
	ClientSecret redact.Secret
	Port         int               // of the callback, registered in Jobber's Developer Center
	Transport    http.RoundTripper // carries every question; needed
	UserAgent    string            // "" for the library's

	// Hide is told every secret as soon as there is one, so that no log and no report can show it; nil tells nobody.
	Hide func(...redact.Secret)
}

// CallbackURL is the address that must be registered in Jobber's Developer Center, to the letter.
func (c Config) CallbackURL() string { return callbackURL(c.Port) }

func (c Config) oauth2() *oauth2.Config {
	base := strings.TrimRight(c.API, "/")
	return &oauth2.Config{
		ClientID:     c.ClientID,
		ClientSecret: c.ClientSecret.Reveal(),
		RedirectURL:  c.CallbackURL(),
		Endpoint: oauth2.Endpoint{
			AuthURL:  base + "/api/oauth/authorize",
			TokenURL: base + "/api/oauth/token",
			// Left to find out by itself, the library sends a refused refresh token a second time.
			AuthStyle: oauth2.AuthStyleInParams,
		},
	}
}

// endpoint asks Jobber for tokens. The library builds the questions; the answers are read here, since their failure
// shapes are not the standard's and its decoder drops expires_at and the Date.
type endpoint struct {
	config    Config
	transport http.RoundTripper
	clock     Clock
}

// grant is a good answer.
type grant struct {
	access, refresh redact.Secret // refresh is "" where the answer has none
	life            time.Duration
	warning         string
}

func newEndpoint(config Config, clock Clock) *endpoint {
	if config.Transport == nil {
		panic("oauth: an endpoint without a way to the service")
	}
	if config.Hide == nil {
		config.Hide = func(...redact.Secret) {}
	}
	return &endpoint{config: config, transport: config.Transport, clock: clock}
}

// exchange asks for the first pair.
func (e *endpoint) exchange(ctx context.Context, code, verifier string) (grant, *refusal) {
	return e.ask(ctx, []string{code, verifier}, func(ctx context.Context) error {
		_, err := e.config.oauth2().Exchange(ctx, code, oauth2.VerifierOption(verifier))
		return err
	})
}

// refresh asks for the next pair. It sends the token once and never again by itself.
func (e *endpoint) refresh(ctx context.Context, token redact.Secret) (grant, *refusal) {
	return e.ask(ctx, []string{token.Reveal()}, func(ctx context.Context) error {
		_, err := e.config.oauth2().TokenSource(ctx, &oauth2.Token{RefreshToken: token.Reveal()}).Token()
		return err
	})
}

func (e *endpoint) ask(ctx context.Context, secrets []string, ask func(context.Context) error) (grant, *refusal) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	seen := &exchangeSeen{next: e.transport, agent: e.config.UserAgent}
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { seen.wanted.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { seen.connected.Store(true) },
	})
	err := ask(context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Transport: seen,
		// A redirect would send the secrets on to another address.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}))
	for _, secret := range secrets {
		e.config.Hide(redact.Secret(secret))
	}
	scrub := scrubber(append(secrets, e.config.ClientSecret.Reveal()))
	switch {
	case seen.status == 0 || seen.cut != nil:
		if seen.cut != nil {
			err = seen.cut
		}
		return grant{}, unanswered(err, seen.neverLeft())
	case seen.status < 200 || seen.status > 299:
		return grant{}, refused(seen.status, seen.body, scrub)
	}
	var fields map[string]any
	if err := json.Unmarshal(seen.body, &fields); err != nil {
		return grant{}, unreadable(seen.status, seen.header.Get("Content-Type"), err)
	}
	access, _ := fields["access_token"].(string)
	if access == "" {
		return grant{}, refusedInside(seen.status, seen.body, scrub)
	}
	refresh, _ := fields["refresh_token"].(string)
	e.config.Hide(redact.Secret(access), redact.Secret(refresh))
	warning, _ := fields["warning"].(string)
	return grant{
		access: redact.Secret(access), refresh: redact.Secret(refresh),
		life:    lifeOf(access, fields, seen.header, e.clock.Wall()),
		warning: shorten(scrub(warning)),
	}, nil
}

// exchangeSeen watches one question and its answer pass.
type exchangeSeen struct {
	next              http.RoundTripper
	agent             string
	wanted, connected atomic.Bool
	status            int // 0: no answer came
	header            http.Header
	body              []byte
	cut               error // the answer began and did not end
}

// RoundTrip implements http.RoundTripper. It asks for a connection of its own: one kept from before may be dead already,
// and then nobody could tell whether the token left.
func (s *exchangeSeen) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Close = true
	req.Header.Set("Accept", "application/json")
	if s.agent != "" {
		req.Header.Set("User-Agent", s.agent)
	}
	resp, err := s.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	s.status, s.header = resp.StatusCode, resp.Header
	s.body, s.cut = io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	resp.Body = io.NopCloser(bytes.NewReader(s.body))
	return resp, nil
}

// neverLeft says whether nothing of the question can have reached Jobber: a connection was wanted and none came about.
func (s *exchangeSeen) neverLeft() bool { return s.wanted.Load() && !s.connected.Load() }
