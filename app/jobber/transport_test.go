package jobber_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
)

const accountBody = `{"data":{"account":{"id":"QWNtZQ==","name":"ACME Plumbing"}}}`

func answers(body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	})
}

// overSockets is a plain way over real sockets.
func overSockets() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{}, ForceAttemptHTTP2: true}
}

// reach asks the server at address for the account, over a real socket.
func reach(t *testing.T, address string, transport http.RoundTripper) (catalog.Account, error) {
	t.Helper()
	c := jobber.New(jobber.Config{BaseURL: address, HTTP: transport, Tokens: &keys{}, Jitter: func() float64 { return 0 }})
	return c.Account(t.Context())
}

func tlsServer(t *testing.T, config *tls.Config) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(answers(accountBody))
	server.TLS = config
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func TestACertificateThatIsNotTrustedIsNamed(t *testing.T) {
	server := tlsServer(t, nil)
	if _, err := reach(t, server.URL, overSockets()); !fault.Is(err, fault.JobberUntrusted) {
		t.Error(err)
	}
}

func TestATrustedServerIsReachedByHTTP2(t *testing.T) {
	server := tlsServer(t, nil)
	transport := overSockets()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	var protocol string
	server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocol = r.Proto
		answers(accountBody).ServeHTTP(w, r)
	})
	if _, err := reach(t, server.URL, transport); err != nil || protocol != "HTTP/2.0" {
		t.Errorf("%v over %s", err, protocol)
	}
}

func TestTLSThatIsTooOldIsRefused(t *testing.T) {
	server := tlsServer(t, &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10})
	if _, err := reach(t, server.URL, overSockets()); !fault.Is(err, fault.JobberUntrusted) {
		t.Error(err)
	}
}

func TestAServerWithoutTLSIsNotTrusted(t *testing.T) {
	server := httptest.NewServer(answers(accountBody))
	defer server.Close()
	if _, err := reach(t, strings.Replace(server.URL, "http:", "https:", 1), overSockets()); !fault.Is(err, fault.JobberUntrusted) {
		t.Error(err)
	}
}

func TestNobodyListeningIsUnreachableAndAnEditWasNotSent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	c := jobber.New(jobber.Config{BaseURL: address, HTTP: overSockets(), Tokens: &keys{}, Jitter: func() float64 { return 0 }})
	edited, err := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "a", "1")})
	if !fault.Is(err, fault.JobberUnreachable) || edited[0].State != catalog.EditNotSent {
		t.Errorf("%v, %v", edited, err)
	}
}

func TestAProxyThatWantsASignInIsNamed(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Proxy-Authenticate", "Basic")
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer proxy.Close()
	address, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, service := range []string{"https://jobber.invalid", "http://jobber.invalid"} {
		transport := overSockets()
		transport.Proxy = http.ProxyURL(address)
		transport.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
			if answer.StatusCode == http.StatusProxyAuthRequired {
				return fault.New(fault.ProxySignIn, nil) // as the program's door says it
			}
			return nil
		}
		if _, err := reach(t, service, transport); !fault.Is(err, fault.ProxySignIn) {
			t.Errorf("%s: %v", service, err)
		}
	}
}

func TestARedirectIsNotFollowedWithTheToken(t *testing.T) {
	var visited bool
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visited = true }))
	defer elsewhere.Close()
	server := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	if _, err := reach(t, server.URL, overSockets()); !fault.Is(err, fault.JobberUnreadable) || visited {
		t.Errorf("%v, visited %v", err, visited)
	}
}

func TestANetworkThatWantsASignInFirstIsNamed(t *testing.T) {
	for location, want := range map[string]fault.Code{
		"http://portal.hotel.example/sign-in": fault.NetworkSignIn,
		"/another/path":                       fault.JobberUnreadable,
	} {
		server := httptest.NewServer(http.RedirectHandler(location, http.StatusFound))
		_, err := reach(t, server.URL, overSockets())
		if told := fault.From(err); told.Code != want || want == fault.NetworkSignIn && !strings.Contains(told.Message, "sent Price Sync to “portal.hotel.example” instead of Jobber") {
			t.Errorf("%s: %v", location, err)
		}
		server.Close()
	}
}

func TestAConnectionThatIsResetLeavesAnEditInDoubt(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		if tcp, ok := connection.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = connection.Close()
	}))
	defer server.Close()
	c := jobber.New(jobber.Config{BaseURL: server.URL, HTTP: overSockets(), Tokens: &keys{}})
	edited, err := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "a", "1")})
	if err != nil || edited[0].State != catalog.EditLost {
		t.Errorf("%v, %v", edited, err)
	}
}
