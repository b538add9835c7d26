package diagnostics_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

func serve(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL
}

func client(t *testing.T, change func(*http.Transport)) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	if change != nil {
		change(transport)
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// authority makes a certificate authority of a name and a certificate that it issued for 127.0.0.1, valid for so long.
func authority(t *testing.T, name string, valid time.Duration) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	rootKey, leafKey := key(), key()
	begin := time.Now().Add(-48 * time.Hour)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name, Organization: []string{"Inspecting Inc."}}, NotBefore: begin, NotAfter: begin.Add(1000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "api"}, NotBefore: begin, NotAfter: begin.Add(48*time.Hour + valid), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, root, &leafKey.PublicKey, rootKey)
	if err != nil {
		t.Fatal(err)
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, &rootKey.PublicKey, rootKey)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(rootDER)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: leafKey}, pool
}

func serveTLS(t *testing.T, certificate tls.Certificate) string {
	t.Helper()
	server := httptest.NewUnstartedServer(status(http.StatusNotFound))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

// probe returns the check of that code from the way to an address.
func probe(t *testing.T, code string, way *diagnostics.Way) diagnostics.Probe {
	t.Helper()
	for _, p := range way.Probes() {
		if p.Code == code {
			return p
		}
	}
	t.Fatalf("the way has no check %q", code)
	return diagnostics.Probe{}
}

func way(t *testing.T, address string, change func(*http.Transport)) *diagnostics.Way {
	t.Helper()
	return &diagnostics.Way{
		Address: address, Client: client(t, change), Now: time.Now,
		LookUp: func(context.Context, string) ([]net.IP, error) { return nil, errors.New("not asked for") },
	}
}

func TestTheServicesAnswerIsToldInWords(t *testing.T) {
	closed := httptest.NewServer(status(200))
	closed.Close()
	for _, test := range []struct {
		name    string
		address string
		proxy   string
		status  diagnostics.Status
		code    fault.Code
		message string // how it begins
	}{
		{"any answer will do", serve(t, status(404)), "", diagnostics.OK, "", "It answered in "},
		{"a redirect within the service", serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }), "", diagnostics.OK, "", "It answered in "},
		{"a network that wants a sign-in first", serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://hotel.example/welcome", http.StatusFound)
		}), "", diagnostics.Failed, fault.NetworkSignIn, "This network sent Price Sync to “hotel.example” instead of Jobber"},
		{"a redirect to nowhere", serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://%zz")
			w.WriteHeader(http.StatusFound)
		}), "", diagnostics.Failed, fault.JobberUnreachable, "Jobber can't be reached"},
		{"trouble at the service", serve(t, status(503)), "", diagnostics.Failed, fault.JobberUnavailable, "Jobber's service has trouble at the moment (status 503)."},
		{"nobody there", closed.URL, "", diagnostics.Failed, fault.JobberUnreachable, "Jobber can't be reached from this computer."},
		{"a proxy's own refusal", serve(t, status(http.StatusProxyAuthRequired)), "", diagnostics.Failed, fault.ProxySignIn, "Your company's proxy wants a sign-in"},
		{"a proxy that lets us through", serve(t, status(200)), "proxy.example:8080", diagnostics.OK, "", "It answered in "},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := way(t, test.address, nil)
			w.Proxy = test.proxy
			got := ask(t, probe(t, "jobber", w))
			if got.Status != test.status || got.Fault != test.code || !strings.HasPrefix(got.Message, test.message) {
				t.Errorf("got %s %s: %s", got.Status, got.Fault, got.Message)
			}
			if through := strings.Contains(got.Message, "through the proxy proxy.example:8080"); through != (test.proxy != "") {
				t.Errorf("of the proxy it says: %s", got.Message)
			}
		})
	}
}

func TestOneRequestServesEveryCheckOfTheWay(t *testing.T) {
	var asked atomic.Int64
	w := way(t, serve(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) }), nil)
	for _, c := range diagnostics.Run(t.Context(), w.Probes(), true) {
		if c.Status == diagnostics.Failed {
			t.Errorf("%s: %s", c.Code, c.Message)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("the service was asked %d times", asked.Load())
	}
	for _, c := range diagnostics.Run(t.Context(), w.Probes(), false) {
		if c.Status != diagnostics.Skipped {
			t.Errorf("the quick form looked at %s", c.Code)
		}
	}
}

func TestTheNameIsLookedUp(t *testing.T) {
	public, inside, newer := net.ParseIP("203.0.113.7"), net.ParseIP("10.0.0.1"), net.ParseIP("2001:db8::7")
	for _, test := range []struct {
		name, address, proxy string
		found                []net.IP
		err                  error
		status               diagnostics.Status
		code                 fault.Code
		message              string
	}{
		{"two addresses", "https://api.test", "", []net.IP{public, newer}, nil, diagnostics.OK, "", "api.test is 203.0.113.7, 2001:db8::7, found in 0 ms."},
		{"only the newer kind", "https://api.test", "", []net.IP{newer}, nil, diagnostics.OK, "", "api.test is 2001:db8::7, found in 0 ms; there are only addresses of the newer kind (IPv6)."},
		{"a filter that answers itself", "https://api.test", "", []net.IP{inside}, nil, diagnostics.Warning, "", "api.test is 10.0.0.1, found in 0 ms. That is inside your own network, not Jobber's."},
		{"no such name", "https://api.test", "", nil, &net.DNSError{IsNotFound: true}, diagnostics.Failed, fault.NameUnknown, "The name api.test can't be found from this computer, so Jobber can't be reached. Nothing already done is lost."},
		{"nobody to ask in time", "https://api.test", "", nil, &net.DNSError{IsTimeout: true}, diagnostics.Failed, fault.JobberTimeout, "Jobber did not answer in time. Nothing already done is lost."},
		{"a number", "http://127.0.0.1:80", "", nil, nil, diagnostics.Skipped, "", "The service's address is a number and needs no name."},
		{"a proxy", "https://api.test", "proxy.example:8080", nil, nil, diagnostics.Skipped, "", "The proxy looks it up."},
		{"no address", "%zz", "", nil, nil, diagnostics.Skipped, "", "The service's address can't be read."},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // no time passes
				w := &diagnostics.Way{Address: test.address, Proxy: test.proxy, Now: time.Now, LookUp: func(_ context.Context, name string) ([]net.IP, error) {
					if name != "api.test" {
						t.Errorf("it looked for %s", name)
					}
					return test.found, test.err
				}}
				got := ask(t, probe(t, "dns", w))
				if got.Status != test.status || got.Fault != test.code || got.Message != test.message {
					t.Errorf("got %s %s: %s", got.Status, got.Fault, got.Message)
				}
			})
		})
	}
}

func TestAnAuthorityThatOnlyThisComputerTrustsIsNamed(t *testing.T) {
	known, pool := authority(t, "Plain Root", 1000*time.Hour)
	ending, endingPool := authority(t, "Ending Root", time.Hour)
	for _, test := range []struct {
		certificate tls.Certificate
		pool        *x509.CertPool
		who         string
	}{{known, pool, "“Inspecting Inc. Plain Root”"}, {ending, endingPool, "“Inspecting Inc. Ending Root”"}} {
		w := way(t, serveTLS(t, test.certificate), func(tr *http.Transport) { tr.TLSClientConfig = &tls.Config{RootCAs: test.pool} })
		got := ask(t, probe(t, "tls", w))
		if got.Status != diagnostics.Warning || got.Fault != fault.ConnectionRead || !strings.HasPrefix(got.Message, test.who+" opens and inspects the secure connection to Jobber on this computer.") {
			t.Errorf("%s %s: %s", got.Status, got.Fault, got.Message)
		}
	}
}

func TestAPublicAuthorityIsNoInterception(t *testing.T) {
	n := 0
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			t.Fatal(err)
		}
		if root.Constraint != nil {
			continue
		}
		n++
		state := tls.ConnectionState{PeerCertificates: []*x509.Certificate{certificate}, VerifiedChains: [][]*x509.Certificate{{certificate}}}
		if who := diagnostics.InstalledAuthority(state, "", certificate.NotBefore.Add(time.Hour)); who != "" {
			t.Errorf("%s is taken for one that was installed", who)
		}
		if n == 20 {
			break
		}
	}
	if n < 20 {
		t.Errorf("there are only %d public authorities", n)
	}
}

func TestTheClockIsComparedWithTheAnswersDate(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	dated := func(date string) string {
		return serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Date"] = []string{date}
			w.WriteHeader(401)
		})
	}
	for _, test := range []struct {
		name, address string
		status        diagnostics.Status
		message       string
	}{
		{"the same time", dated(now.Format(http.TimeFormat)), diagnostics.OK, "It agrees with Jobber's."},
		{"four minutes off", dated(now.Add(4 * time.Minute).Format(http.TimeFormat)), diagnostics.OK, "It agrees with Jobber's."},
		{"an hour behind", dated(now.Add(time.Hour).Format(http.TimeFormat)), diagnostics.Warning, "This computer's clock is 1 hour behind Jobber's."},
		{"a day ahead", dated(now.Add(-24 * time.Hour).Format(http.TimeFormat)), diagnostics.Warning, "This computer's clock is 1 day ahead of Jobber's."},
		{"an answer without a date", dated("soon"), diagnostics.Skipped, "Jobber did not say what time it is."},
		{"no answer", "http://no-such-host.invalid", diagnostics.Skipped, "Jobber could not be asked for the time."},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := way(t, test.address, nil)
			w.Now = func() time.Time { return now }
			got := ask(t, probe(t, "clock", w))
			if got.Status != test.status || got.Message != test.message {
				t.Errorf("got %s: %s", got.Status, got.Message)
			}
		})
	}
}
