package oauth_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync"
	"testing"
	"time"

	"pricesync/app/oauth"
	"pricesync/app/redact"
)

const (
	clientID     = "3ef22a50-6a5c-4ef4-9e2c-1f7d6a0c8b11"
	clientSecret = "7c1f0a9d2b8e4c6fa1b2c3d4e5f60718293a4b5c"
)

// jobber is Jobber's authorization server with rotation as for apps made since 2024: a refresh token is good once. It
// fails the test when any is presented twice.
type jobber struct {
	t     interface{ Errorf(string, ...any) }
	clock func() time.Time
	life  time.Duration

	mu        sync.Mutex
	current   string // the one refresh token that is good
	issued    int
	presented map[string]int
	granted   map[string]time.Time                           // when the access tokens that are good end
	challenge map[string]string                              // by authorization code
	override  func(w http.ResponseWriter, grant []byte) bool // true: it has answered
}

func newJobber(t *testing.T) *jobber {
	return &jobber{t: t, clock: time.Now, life: time.Hour, presented: map[string]int{}, granted: map[string]time.Time{}, challenge: map[string]string{}}
}

// first is a pair as a sign-in gives it.
func (j *jobber) first() oauth.Tokens {
	j.mu.Lock()
	defer j.mu.Unlock()
	access, refresh := j.mint()
	return oauth.Tokens{Access: access, Refresh: refresh, Expires: j.clock().Add(j.life), Life: j.life}
}

// mint makes the next pair. j.mu is held.
func (j *jobber) mint() (access, refresh redact.Secret) {
	j.issued++
	j.current = fmt.Sprintf("%032x", j.issued)
	end := j.clock().Add(j.life)
	text := jwt(map[string]any{"sub": 1077988, "exp": end.Unix(), "jti": j.issued})
	j.granted[text] = end
	return redact.Secret(text), redact.Secret(j.current)
}

func jwt(claims map[string]any) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"HS256"}`)) + "." +
		base64.RawURLEncoding.EncodeToString(payload) + "." + base64.RawURLEncoding.EncodeToString([]byte("signature"))
}

// code is what the authorize page gives for a challenge.
func (j *jobber) code(challenge string) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	code := fmt.Sprintf("code-%d", len(j.challenge)+1)
	j.challenge[code] = challenge
	return code
}

// takes says whether the API takes an access token now.
func (j *jobber) takes(access string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.clock().Before(j.granted[access])
}

// disconnect is a person who removes the app in Jobber: no token is good any more.
func (j *jobber) disconnect() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.current = ""
	clear(j.granted)
}

func (j *jobber) requests() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for _, times := range j.presented {
		n += times
	}
	return n
}

// answer replaces the next answers; grant is the good answer, and with it the rotation, that this hides.
func (j *jobber) answer(override func(w http.ResponseWriter, grant []byte) bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.override = override
}

func (j *jobber) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	w.Header().Set("Date", j.clock().UTC().Format(http.TimeFormat))
	if r.URL.Path != "/api/oauth/token" || r.Method != http.MethodPost || r.Header.Get("Authorization") != "" {
		j.t.Errorf("asked %s %s with Authorization %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}
	if r.URL.RawQuery != "" {
		j.t.Errorf("secrets in the address: %s", r.URL)
	}
	form := r.PostFormValue
	if form("client_id") != clientID || form("client_secret") != clientSecret {
		http.Error(w, `{"error":"invalid_client"}`, http.StatusUnauthorized)
		return
	}
	switch form("grant_type") {
	case "authorization_code":
		sum := sha256.Sum256([]byte(form("code_verifier")))
		if j.challenge[form("code")] != base64.RawURLEncoding.EncodeToString(sum[:]) {
			http.Error(w, `{"message":"The authorization code is not valid"}`, http.StatusUnauthorized)
			return
		}
		delete(j.challenge, form("code"))
		access, refresh := j.mint()
		j.reply(w, []byte(fmt.Sprintf(`{"access_token":%q,"refresh_token":%q}`, access.Reveal(), refresh.Reveal())))
	case "refresh_token":
		token := form("refresh_token")
		j.presented[token]++
		if j.presented[token] > 1 {
			j.t.Errorf("refresh token %s was presented %d times", token, j.presented[token])
		}
		if token != j.current {
			http.Error(w, `{"message":"Error: The provided refresh token is not valid."}`, http.StatusUnauthorized)
			return
		}
		if j.override != nil && j.override(w, nil) {
			return
		}
		access, refresh := j.mint()
		grant := []byte(fmt.Sprintf(`{"access_token":%q,"refresh_token":%q,"expires_at":%q}`, access.Reveal(), refresh.Reveal(),
			j.clock().Add(j.life).UTC().Format("2006-01-02 15:04:05 UTC")))
		if j.override == nil || !j.override(w, grant) {
			j.reply(w, grant)
		}
	default:
		j.t.Errorf("grant type %q", form("grant_type"))
	}
}

func (j *jobber) reply(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(body)
}

// allow lets a refresh token be presented once more, where the program may do so.
func (j *jobber) allow(token string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.presented, token)
}

// wire reaches a handler without a network, so that a test's clock can pass.
type wire struct {
	handler http.Handler
	before  func() error // an error: the connection does not come about
	after   func() error // an error: the answer is lost on the way
}

func (wi *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil {
		trace.GetConn(r.URL.Host)
		if wi.before != nil {
			if err := wi.before(); err != nil {
				return nil, err
			}
		}
		trace.GotConn(httptrace.GotConnInfo{})
	}
	recorder := httptest.NewRecorder()
	wi.handler.ServeHTTP(recorder, r)
	if wi.after != nil {
		if err := wi.after(); err != nil {
			return nil, err
		}
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return recorder.Result(), nil
}

// memory is a TokenStore that can fail, and tells what it did.
type memory struct {
	mu      sync.Mutex
	tokens  oauth.Tokens
	saves   int
	fails   error
	onSave  func(oauth.Tokens)
	atPoint func(point string)
}

func (m *memory) point(name string) {
	if m.atPoint != nil {
		m.atPoint(name)
	}
}

func (m *memory) Load(context.Context) (oauth.Tokens, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tokens, m.fails
}

func (m *memory) Save(_ context.Context, tokens oauth.Tokens) error {
	m.point("before save")
	m.mu.Lock()
	if m.fails != nil {
		defer m.mu.Unlock()
		return m.fails
	}
	m.saves++
	m.tokens = tokens
	onSave := m.onSave
	m.mu.Unlock()
	if onSave != nil {
		onSave(tokens)
	}
	m.point("after save")
	return nil
}

func (m *memory) Forget(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens = oauth.Tokens{}
	return m.fails
}

// marks is a Marker in memory.
type marks struct {
	mu         sync.Mutex
	generation int64
	pending    bool
	fails      error
	atPoint    func(point string)
}

func (m *marks) point(name string) {
	if m.atPoint != nil {
		m.atPoint(name)
	}
}

func (m *marks) BeginRefresh(_ context.Context, generation int64) error {
	m.mu.Lock()
	if m.fails != nil {
		defer m.mu.Unlock()
		return m.fails
	}
	m.generation, m.pending = generation, true
	m.mu.Unlock()
	m.point("after mark")
	return nil
}

func (m *marks) EndRefresh(context.Context) error {
	m.point("before unmark")
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pending = false
	return m.fails
}

func (m *marks) PendingRefresh(context.Context) (int64, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.generation, m.pending, m.fails
}

// lock is what two processes share.
type lock chan struct{}

func (l lock) Lock(ctx context.Context) (func(), error) {
	select {
	case l <- struct{}{}:
		return func() { <-l }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errCut = errors.New("read tcp 127.0.0.1: connection reset by peer")
