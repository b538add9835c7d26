package oauth_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/fault"
	"pricesync/app/oauth"
	"pricesync/app/redact"
)

// freePort returns a port that is free on both loopback addresses right now.
func freePort(t *testing.T) int {
	t.Helper()
	for range 20 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := listener.Addr().(*net.TCPAddr).Port
		_ = listener.Close()
		if other, err := net.Listen("tcp", fmt.Sprintf("[::1]:%d", port)); err == nil {
			_ = other.Close()
			return port
		} else if !errors.As(err, new(*net.OpError)) || !strings.Contains(err.Error(), "in use") {
			return port // no IPv6 here
		}
	}
	t.Fatal("no free port")
	return 0
}

func config(api string, port int) oauth.Config {
	return oauth.Config{API: api, ClientID: clientID, ClientSecret: redact.Secret(clientSecret), Port: port, Transport: &http.Transport{}}
}

// visit fetches an address as a browser would, without following redirects, and returns the answer with its text.
func visit(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, Proxy: nil}}
	resp, err := client.Get(address)
	if err != nil {
		t.Errorf("visit: %v", err)
		return &http.Response{Header: http.Header{}}, ""
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("visit: %v", err)
	}
	return resp, string(text)
}

func TestASignInGoesThroughTheBrowserAndGivesTokens(t *testing.T) {
	server := newJobber(t)
	api := httptest.NewServer(server)
	defer api.Close()
	port := freePort(t)
	redirect := fmt.Sprintf("http://localhost:%d/oauth/callback", port)

	var asked url.Values
	var resp *http.Response
	var text, code string
	visited := make(chan struct{})
	flow := oauth.NewFlow(config(api.URL, port), func(address string) error {
		defer close(visited)
		u, err := url.Parse(address)
		if err != nil {
			return err
		}
		asked = u.Query()
		code = server.code(asked.Get("code_challenge"))
		resp, text = visit(t, redirect+"?"+url.Values{"code": {code}, "state": {asked.Get("state")}}.Encode())
		return nil
	})
	attempt, err := flow.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(attempt.URL(), api.URL+"/api/oauth/authorize?") {
		t.Errorf("authorize address %s", attempt.URL())
	}
	tokens, err := attempt.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	<-visited
	want := url.Values{
		"response_type": {"code"}, "client_id": {clientID}, "redirect_uri": {redirect}, "code_challenge_method": {"S256"},
		"state": asked["state"], "code_challenge": asked["code_challenge"],
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked of the authorize page (-want +got):\n%s", diff)
	}
	if len(asked.Get("state")) < 20 {
		t.Errorf("the state %q can be guessed", asked.Get("state"))
	}
	if tokens.Refresh.Reveal() != server.current || tokens.Life <= 59*time.Minute || tokens.Life > time.Hour {
		t.Errorf("got refresh token %s with a life of %s, want %s of an hour", tokens.Refresh.Reveal(), tokens.Life, server.current)
	}
	if resp.StatusCode != http.StatusOK || !strings.Contains(text, "Jobber let Price Sync in") || !strings.Contains(text, "You can close this tab.") {
		t.Errorf("the browser's page is %d: %s", resp.StatusCode, text)
	}
	for _, secret := range []string{code, asked.Get("state"), tokens.Access.Reveal(), tokens.Refresh.Reveal(), clientSecret} {
		if strings.Contains(text, secret) {
			t.Errorf("the page shows a secret")
		}
	}
	checkPageHeaders(t, resp.Header)
	if err := <-attempt.Browser(); err != nil {
		t.Errorf("browser: %v", err)
	}
	nothingListens(t, port)
}

func checkPageHeaders(t *testing.T, header http.Header) {
	t.Helper()
	got := map[string]string{}
	for _, name := range []string{"Content-Type", "Cache-Control", "Referrer-Policy", "X-Content-Type-Options"} {
		got[name] = header.Get(name)
	}
	want := map[string]string{
		"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	policy := header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
		t.Errorf("content security policy %q", policy)
	}
}

func nothingListens(t *testing.T, port int) {
	t.Helper()
	for _, host := range []string{"127.0.0.1", "::1"} {
		if conn, err := net.Dial("tcp", net.JoinHostPort(host, fmt.Sprint(port))); err == nil {
			_ = conn.Close()
			t.Errorf("%s still listens", host)
		}
	}
}

// started returns an attempt that waits, its callback's address, and the server it will ask.
func started(t *testing.T) (*oauth.Attempt, string, *jobber) {
	t.Helper()
	server := newJobber(t)
	api := httptest.NewServer(server)
	t.Cleanup(api.Close)
	port := freePort(t)
	attempt, err := oauth.NewFlow(config(api.URL, port), nil).Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { attempt.Cancel(); _, _ = attempt.Wait(context.Background()) })
	return attempt, fmt.Sprintf("http://localhost:%d/oauth/callback", port), server
}

// bring is a callback's query as Jobber sends it.
func bring(t *testing.T, attempt *oauth.Attempt, server *jobber) string {
	t.Helper()
	u, err := url.Parse(attempt.URL())
	if err != nil {
		t.Fatal(err)
	}
	return "?" + url.Values{"code": {server.code(u.Query().Get("code_challenge"))}, "state": {attempt.State()}}.Encode()
}

func TestOnlyTheRightCallbackEndsASignIn(t *testing.T) {
	attempt, callback, server := started(t)
	for _, test := range []struct {
		name, method, query, host, path string
		want                            int
	}{
		{name: "no state", query: "?code=x", want: 400},
		{name: "an empty state", query: "?code=x&state=", want: 400},
		{name: "a wrong state", query: "?code=x&state=AAAAAAAAAAAAAAAAAAAAAAAAAA", want: 400},
		{name: "two states, one of them right", query: "?code=x&state=x&state=" + attempt.State(), want: 400},
		{name: "a denial with a wrong state", query: "?error=access_denied&state=x", want: 400},
		{name: "a denial without a state", query: "?error=access_denied", want: 400},
		{name: "a query that is empty but there", query: "?", want: 400},
		{name: "a query that can't be read", query: "?state=%zz", want: 400},
		{name: "only a bare word", query: "?x", want: 400},
		{name: "another path", path: "/favicon.ico", want: 404},
		{name: "the path with a slash", path: "/oauth/callback/", want: 404},
		{name: "the path in other letters", path: "/oauth/Callback", want: 404},
		{name: "the path written otherwise", path: "/oauth%2Fcallback", want: 404},
		{name: "the root", path: "/", want: 404},
		{name: "a POST with the right state", method: "POST", query: "?code=x&state=" + attempt.State(), want: 405},
		{name: "a HEAD of the bare path", method: "HEAD", want: 405},
		{name: "a page of another site that points here", host: "evil.example", query: "?code=x&state=" + attempt.State(), want: 421},
		{name: "another site's denial", host: "evil.example", want: 421},
		{name: "another port's name", host: "localhost:1", want: 421},
		{name: "no port in the name", host: "localhost", want: 421},
	} {
		t.Run(test.name, func(t *testing.T) {
			address := callback + test.query
			if test.path != "" {
				address = strings.Replace(callback, "/oauth/callback", test.path, 1)
			}
			req, err := http.NewRequest(test.method, address, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Host, req.Close = test.host, true
			resp, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode != test.want {
				t.Errorf("answered %d, want %d", resp.StatusCode, test.want)
			}
			if test.method != "HEAD" && !strings.Contains(string(text), "This is not the answer that Price Sync waits for") {
				t.Errorf("page: %s", text)
			}
			checkPageHeaders(t, resp.Header)
		})
	}
	visit(t, callback+bring(t, attempt, server))
	if _, err := attempt.Wait(t.Context()); err != nil {
		t.Errorf("the right one did not win: %v", err)
	}
}

func TestTheCallbackIsHeardByEveryLoopbackNameAndNowhereElse(t *testing.T) {
	attempt, callback, server := started(t)
	port := mustParse(t, callback).Port()
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
		conn, err := net.Dial("tcp", host+":"+port)
		if err != nil {
			if host == "[::1]" && strings.Contains(err.Error(), "cannot assign") {
				continue // no IPv6 here
			}
			t.Errorf("%s: %v", host, err)
			continue
		}
		_ = conn.Close()
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range addresses {
		network, ok := address.(*net.IPNet)
		if !ok || network.IP.IsLoopback() || network.IP.IsLinkLocalUnicast() {
			continue
		}
		if conn, err := net.Dial("tcp", net.JoinHostPort(network.IP.String(), port)); err == nil {
			_ = conn.Close()
			t.Errorf("it listens on %s, too", network.IP)
		}
	}
	visit(t, strings.Replace(callback, "localhost", "127.0.0.1", 1)+bring(t, attempt, server))
	if _, err := attempt.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestTenThousandStrayRequestsDoNotEndASignIn(t *testing.T) {
	attempt, callback, server := started(t)
	random := rand.New(rand.NewPCG(1, 2))
	handler := attempt.Handler()
	for range 10_000 {
		request := stray(random, mustParse(t, callback).Host, attempt.State())
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code < 400 {
			t.Fatalf("%s %s with host %s was answered %d", request.Method, request.URL, request.Host, recorder.Code)
		}
	}
	for range 50 { // some stay unfinished while the right one comes
		conn, err := net.Dial("tcp", mustParse(t, callback).Host)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		if _, err := io.WriteString(conn, "GET /oauth/callback?state=guess HTTP/1.1\r\nHost: localhost\r\n"); err != nil {
			t.Fatal(err)
		}
	}
	resp, _ := visit(t, callback+bring(t, attempt, server))
	if _, err := attempt.Wait(t.Context()); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("the right one was answered %d: %v", resp.StatusCode, err)
	}
}

// stray makes a request that is not this attempt's callback in at least one way.
func stray(random *rand.Rand, host, state string) *http.Request {
	pick := func(options ...string) string { return options[random.IntN(len(options))] }
	for {
		method := pick("GET", "GET", "GET", "POST", "HEAD", "OPTIONS", "PUT")
		path := pick("/oauth/callback", "/oauth/callback", "/", "/oauth", "/oauth/callback/x", "/%6fauth/callback")
		query := pick("", "?", "?code=1", "?state="+state[:len(state)-1], "?state="+state+"x&code=1", "?code=1&state="+strings.ToLower(state),
			"?error=access_denied", "?code=1&state=", fmt.Sprintf("?state=%x", random.Uint64()), "?%00", "?state[]="+state)
		name := pick(host, host, host, "evil.example", "localhost", "")
		request := httptest.NewRequest(method, "http://x"+path+query, nil)
		request.Host = name
		bare := request.Method == "GET" && request.URL.Path == "/oauth/callback" && query == "" && name == host
		if !bare {
			return request
		}
	}
}

func TestWhatThePersonDecidesInTheBrowserIsTold(t *testing.T) {
	for _, test := range []struct {
		name, query string
		want        fault.Code
		page        string
	}{
		{"the bare address, by which Jobber says Deny", "", fault.SignInDenied, "Jobber was not allowed to share your products with Price Sync"},
		{"the standard's way to say it", "?error=access_denied&state=STATE", fault.SignInDenied, "choose Allow"},
		{"the state alone", "?state=STATE", fault.SignInDenied, "choose Allow"},
		{"another error", "?error=server_error&error_description=x&state=STATE", fault.SignInRefused, "Jobber did not accept the sign-in"},
		{"a code that Jobber does not know", "?code=unknown&state=STATE", fault.SignInRefused, "Jobber did not accept the sign-in"},
	} {
		t.Run(test.name, func(t *testing.T) {
			attempt, callback, _ := started(t)
			resp, text := visit(t, callback+strings.Replace(test.query, "STATE", attempt.State(), 1))
			tokens, err := attempt.Wait(t.Context())
			if !fault.Is(err, test.want) || tokens != (oauth.Tokens{}) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if resp.StatusCode != http.StatusOK || !strings.Contains(text, test.page) || !strings.Contains(text, "You are not connected") {
				t.Errorf("page %d: %s", resp.StatusCode, text)
			}
			nothingListens(t, mustPort(t, callback))
		})
	}
}

func TestTheSameCallbackTwiceGetsTheSamePage(t *testing.T) {
	attempt, callback, server := started(t)
	query := bring(t, attempt, server)
	pages := make(chan string, 2)
	var visits sync.WaitGroup
	for range 2 {
		visits.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			resp, err := client.Get(callback + query)
			if err != nil {
				pages <- "refused" // it came after the listener was closed
				return
			}
			defer func() { _ = resp.Body.Close() }()
			text, _ := io.ReadAll(resp.Body)
			pages <- string(text)
		})
	}
	if _, err := attempt.Wait(t.Context()); err != nil {
		t.Errorf("the second one spoiled it: %v", err)
	}
	visits.Wait()
	close(pages)
	good := 0
	for text := range pages {
		if strings.Contains(text, "Jobber let Price Sync in") {
			good++
		} else if text != "refused" {
			t.Errorf("page: %s", text)
		}
	}
	if good == 0 {
		t.Error("nobody got the page")
	}
}

func TestASecondSignInWaitsForTheFirst(t *testing.T) {
	port := freePort(t)
	flow := oauth.NewFlow(config("http://127.0.0.1:9", port), nil)
	first, err := flow.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := flow.Start(t.Context()); !fault.Is(err, fault.SignInRunning) {
		t.Errorf("second: %v", err)
	}
	if _, err := oauth.NewFlow(config("http://127.0.0.1:9", port), nil).Start(t.Context()); !fault.Is(err, fault.CallbackPortInUse) {
		t.Errorf("by another copy of the program: %v", err)
	}
	first.Cancel()
	if _, err := first.Wait(t.Context()); !fault.Is(err, fault.SignInCancelled) {
		t.Errorf("cancelled: %v", err)
	}
	again, err := flow.Start(t.Context())
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	if again.State() == first.State() || again.URL() == first.URL() {
		t.Error("both attempts have the same state")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := again.Wait(ctx); !fault.Is(err, fault.SignInCancelled) {
		t.Errorf("given up by its caller: %v", err)
	}
	nothingListens(t, port)
}

func TestAPortInUseIsNamed(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "::1"} {
		t.Run(host, func(t *testing.T) {
			port := freePort(t)
			taken, err := net.Listen("tcp", net.JoinHostPort(host, fmt.Sprint(port)))
			if err != nil {
				t.Skipf("%s is not there: %v", host, err)
			}
			defer func() { _ = taken.Close() }()
			opened := false
			_, err = oauth.NewFlow(config("http://127.0.0.1:9", port), func(string) error { opened = true; return nil }).Start(t.Context())
			if !fault.Is(err, fault.CallbackPortInUse) {
				t.Fatalf("got %v", err)
			}
			want := fmt.Sprintf("Another program is using port %d on this computer, which the sign-in needs.", port)
			if got := fault.From(err).Message; got != want {
				t.Errorf("says %q, want %q", got, want)
			}
			if opened {
				t.Error("the browser was opened all the same")
			}
		})
	}
}

func TestASignInNeedsTheClientIDAndSecret(t *testing.T) {
	for want, config := range map[fault.Code]oauth.Config{
		fault.ClientIDMissing:     {API: "https://api.getjobber.com", ClientSecret: "x", Port: 1, Transport: &http.Transport{}},
		fault.ClientSecretMissing: {API: "https://api.getjobber.com", ClientID: "x", ClientSecret: " ", Port: 1, Transport: &http.Transport{}},
	} {
		if _, err := oauth.NewFlow(config, nil).Start(t.Context()); !fault.Is(err, want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestWhereNoBrowserOpensTheLinkStillWorks(t *testing.T) {
	server := newJobber(t)
	api := httptest.NewServer(server)
	defer api.Close()
	port := freePort(t)
	broken := errors.New("exec: xdg-open: not found")
	attempt, err := oauth.NewFlow(config(api.URL, port), func(string) error { return broken }).Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := <-attempt.Browser(); !errors.Is(err, broken) {
		t.Errorf("browser: %v", err)
	}
	visit(t, fmt.Sprintf("http://localhost:%d/oauth/callback%s", port, bring(t, attempt, server)))
	if _, err := attempt.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

// silent is a listener that nobody ever calls; unlike a socket it lets a test's clock pass.
type silent chan struct{}

func (s silent) Accept() (net.Conn, error) { <-s; return nil, net.ErrClosed }
func (s silent) Close() error              { close(s); return nil }
func (s silent) Addr() net.Addr            { return &net.TCPAddr{} }

func TestASignInEndsAfterFiveMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		flow := oauth.NewFlow(config("http://127.0.0.1:9", 1), nil)
		flow.ListenWith(func(int) ([]net.Listener, error) { return []net.Listener{make(silent)}, nil })
		began := time.Now()
		attempt, err := flow.Start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = attempt.Wait(t.Context())
		if !fault.Is(err, fault.SignInTimeout) {
			t.Fatalf("got %v", err)
		}
		if took := time.Since(began); took != 5*time.Minute {
			t.Errorf("ended after %s", took)
		}
		want := "The sign-in was not finished within 5 minutes, so you are not connected."
		if got := fault.From(err).Message; got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	})
}

func TestTheProgramsEndEndsASignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		flow := oauth.NewFlow(config("http://127.0.0.1:9", 1), nil)
		flow.ListenWith(func(int) ([]net.Listener, error) { return []net.Listener{make(silent)}, nil })
		ctx, cancel := context.WithCancel(t.Context())
		attempt, err := flow.Start(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if _, err := attempt.Wait(t.Context()); !fault.Is(err, fault.SignInCancelled) {
			t.Errorf("got %v", err)
		}
	})
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func mustPort(t *testing.T, address string) int {
	t.Helper()
	var port int
	if _, err := fmt.Sscan(mustParse(t, address).Port(), &port); err != nil {
		t.Fatal(err)
	}
	return port
}
