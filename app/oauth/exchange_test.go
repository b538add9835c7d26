package oauth_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/fault"
	"pricesync/app/oauth"
)

// signIn goes through a sign-in against an address and returns its tokens, the browser's page and how it ended.
func signIn(t *testing.T, api string) (oauth.Tokens, string, error) {
	t.Helper()
	port := freePort(t)
	attempt, err := oauth.NewFlow(config(api, port), nil).Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, text := visit(t, fmt.Sprintf("http://localhost:%d/oauth/callback?code=%s&state=%s", port, authorizationCode, attempt.State()))
	tokens, err := attempt.Wait(t.Context())
	return tokens, text, err
}

const authorizationCode = "AUTHORIZATION-CODE-1"

func TestWhatJobberAnswersToTheCodeIsTold(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   fault.Code
	}{
		{"an unknown client, in the standard's words", 401, `{"error":"invalid_client"}`, fault.ClientRefused},
		{"an unknown client, in a sentence", 400, `{"message":"Client authentication failed due to unknown client"}`, fault.ClientRefused},
		{"an unknown client, nested", 422, `{"errors":[{"message":"client_secret does not match"}]}`, fault.ClientRefused},
		{"a 401 without words", 401, ``, fault.ClientRefused},
		{"a code that is too old", 400, `{"error":"invalid_grant","error_description":"The authorization code has expired"}`, fault.SignInRefused},
		{"a code that is refused with 401", 401, `{"message":"The authorization code is not valid"}`, fault.SignInRefused},
		{"another callback address", 400, `{"error":"redirect_uri mismatch"}`, fault.SignInRefused},
		{"a 400 of nothing known", 400, `[[[[[[[["deep"]]]]]]]]`, fault.SignInRefused},
		{"success with an error in it", 200, `{"error":"invalid_client"}`, fault.ClientRefused},
		{"success without tokens", 200, `{"token":"x"}`, fault.JobberUnreadable},
		{"success without a refresh token", 200, `{"access_token":"x"}`, fault.JobberUnreadable},
		{"a page", 200, `<html><title>Sign in to the Wi-Fi</title></html>`, fault.JobberUnreadable},
		{"half an answer", 200, `{"access_token":"abc","refr`, fault.JobberUnreadable},
		{"an answer beyond all bounds", 200, `{"access_token":"` + strings.Repeat("x", 2<<20) + `","refresh_token":"y"}`, fault.JobberUnreadable},
		{"a redirect", 307, ``, fault.JobberUnreadable},
		{"forbidden", 403, `<html>`, fault.JobberForbidden},
		{"not found", 404, `{"message":"x"}`, fault.JobberNotFound},
		{"too fast", 429, "Retry later\n", fault.JobberBusy},
		{"trouble", 500, ``, fault.JobberUnavailable},
		{"maintenance", 503, `{"message":"Service temporarily unavailable"}`, fault.JobberMaintenance},
	} {
		t.Run(test.name, func(t *testing.T) {
			var lured []string
			other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				lured = append(lured, string(body))
			}))
			defer other.Close()
			asked := 0
			api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked++
				w.Header().Set("Location", other.URL)
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}))
			defer api.Close()
			tokens, page, err := signIn(t, api.URL)
			if !fault.Is(err, test.want) || tokens != (oauth.Tokens{}) {
				t.Fatalf("got %v, want %s", err, test.want)
			}
			if !strings.Contains(page, "You are not connected") {
				t.Errorf("page: %s", page)
			}
			if asked != 1 || len(lured) != 0 {
				t.Errorf("asked %d times, and elsewhere with %q", asked, lured)
			}
		})
	}
}

func TestNoSecretStandsInAnError(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, `{"message":"refused: code %s, secret %s, verifier %s"}`, r.PostFormValue("code"), r.PostFormValue("client_secret"), r.PostFormValue("code_verifier"))
	}))
	defer api.Close()
	_, page, err := signIn(t, api.URL)
	want := "token endpoint answered 400: refused: code [redacted], secret [redacted], verifier [redacted]"
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v, want …%s", err, want)
	}
	if strings.Contains(page, "refused: code") {
		t.Errorf("the page shows the raw answer: %s", page)
	}
}

func TestTroubleOnTheWayToJobberIsNamed(t *testing.T) {
	trusted := httptest.NewUnstartedServer(http.NotFoundHandler())
	trusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	trusted.StartTLS()
	defer trusted.Close()
	cutting := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer cutting.Close()
	half := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"access_token":"a","refresh_token":"b"`)
	}))
	defer half.Close()
	for _, test := range []struct {
		name, api string
		want      fault.Code
	}{
		{"nobody listens", "http://127.0.0.1:" + fmt.Sprint(freePort(t)), fault.JobberUnreachable},
		{"a certificate that nobody knows", trusted.URL, fault.JobberUntrusted},
		{"a cut connection", cutting.URL, fault.JobberUnreachable},
		{"an answer that ends in the middle", half.URL, fault.JobberUnreachable},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := signIn(t, test.api); !fault.Is(err, test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestARefreshTokenIsSentAgainOnlyIfItNeverLeft is over real connections, since the proof that nothing left is theirs.
func TestARefreshTokenIsSentAgainOnlyIfItNeverLeft(t *testing.T) {
	untrusted := httptest.NewUnstartedServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	defer untrusted.Close()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	defer proxy.Close()
	var bodies bytes.Buffer
	cutting := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(&bodies, r.Body)
		panic(http.ErrAbortHandler)
	}))
	defer cutting.Close()
	for _, test := range []struct {
		name      string
		api       string
		transport http.RoundTripper
		want      fault.Code
		left      bool
	}{
		{"nobody listens", "http://127.0.0.1:" + fmt.Sprint(freePort(t)), &http.Transport{}, fault.JobberUnreachable, false},
		{"an unknown name", "http://jobber.invalid", &http.Transport{}, fault.JobberUnreachable, false},
		{"a certificate that nobody knows", untrusted.URL, &http.Transport{}, fault.JobberUntrusted, false},
		{"a proxy that wants a sign-in", "https://jobber.invalid", &http.Transport{Proxy: http.ProxyURL(mustParse(t, proxy.URL))}, fault.ProxySignIn, false},
		{"a connection that is cut after the question", cutting.URL, &http.Transport{}, fault.ReconnectNeeded, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := newJobber(t)
			store, marker := &memory{}, &marks{}
			store.tokens = server.first()
			store.tokens.Expires = time.Now().Add(-time.Hour)
			config := config(test.api, 1)
			config.Transport = test.transport
			s := oauth.NewSource(oauth.Options{Config: config, Store: store, Marker: marker})
			if _, err := s.Token(t.Context()); !fault.Is(err, test.want) {
				t.Fatalf("got %v, want %s", err, test.want)
			}
			if _, pending, _ := marker.PendingRefresh(t.Context()); pending != test.left {
				t.Errorf("the marker says that the token may have left: %v, want %v", pending, test.left)
			}
		})
	}
	cutting.Close() // it has ended all its work
	if !strings.Contains(bodies.String(), "grant_type=refresh_token") || strings.Count(bodies.String(), "grant_type") != 1 {
		t.Errorf("the server that cuts was asked: %s", bodies.String())
	}
}

func TestAConnectionOfItsOwnIsUsedForEachQuestion(t *testing.T) {
	server := newJobber(t)
	var mu sync.Mutex
	connections := 0
	api := httptest.NewUnstartedServer(server)
	api.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		if state == http.StateNew {
			connections++
		}
	}
	api.Start()
	defer api.Close()
	store := &memory{}
	store.tokens = server.first()
	config := config(api.URL, 1)
	config.Transport = &http.Transport{} // one that would keep connections
	s := oauth.NewSource(oauth.Options{Config: config, Store: store})
	access := store.tokens.Access.Reveal()
	for range 3 {
		next, err := s.Refresh(t.Context(), access)
		if err != nil {
			t.Fatal(err)
		}
		access = next
	}
	mu.Lock()
	defer mu.Unlock()
	if connections != 3 {
		t.Errorf("%d connections for 3 questions", connections)
	}
}

// never is a Jobber that takes the question and stays silent.
type never struct{}

func (never) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestASilentJobberIsGivenUpAfterThirtySeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		config := config("http://jobber.example", 1)
		config.Transport = never{}
		s := oauth.NewSource(oauth.Options{Config: config, Store: r.store, Marker: r.marks, Lock: r.lock})
		pass(2 * time.Hour)
		began := time.Now()
		_, err := s.Token(t.Context())
		if !fault.Is(err, fault.ReconnectNeeded) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 30*time.Second {
			t.Errorf("given up after %s", took)
		}
	})
}

func TestTheServiceIsReachedByTLSWhereItsCertificateIsTrusted(t *testing.T) {
	server := newJobber(t)
	api := httptest.NewTLSServer(server)
	defer api.Close()
	store := &memory{}
	store.tokens = server.first()
	config := config(api.URL+"/", 1)
	config.UserAgent = "PriceSync/1.0"
	config.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: api.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}}
	s := oauth.NewSource(oauth.Options{Config: config, Store: store})
	if _, err := s.Refresh(t.Context(), store.tokens.Access.Reveal()); err != nil {
		t.Error(err)
	}
}
