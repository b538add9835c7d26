package diagnostics_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

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

func TestTheWayToJobberIsToldInWords(t *testing.T) {
	known, pool := authority(t, "Plain Root", time.Hour)
	zscaler, zscalerPool := authority(t, "Zscaler Intermediate Root", time.Hour)
	expired, expiredPool := authority(t, "Old Root", -time.Hour)
	trusting := func(pool *x509.CertPool) func(*http.Transport) {
		return func(tr *http.Transport) { tr.TLSClientConfig = &tls.Config{RootCAs: pool} }
	}
	through := func(proxy string) func(*http.Transport) {
		return func(tr *http.Transport) {
			tr.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(proxy) }
		}
	}
	closed := httptest.NewServer(status(200))
	closed.Close()
	refusing := serve(t, status(http.StatusProxyAuthRequired))
	welcoming := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) })

	for _, test := range []struct {
		name    string
		address string
		change  func(*http.Transport)
		status  diagnostics.Status
		code    fault.Code
		message string // how it begins
	}{
		{"any answer will do", serve(t, status(404)), nil, diagnostics.OK, "", "It answered in "},
		{"a redirect within the service", serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }), nil, diagnostics.OK, "", "It answered in "},
		{"a network that wants a sign-in first", serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://hotel.example/welcome", http.StatusFound)
		}), nil,
			diagnostics.Failed, fault.JobberUnreadable, "Jobber, or something between here and Jobber, sent an answer"},
		{"trouble at the service", serve(t, status(503)), nil, diagnostics.Failed, fault.JobberUnavailable, "Jobber's service has trouble at the moment (status 503)."},
		{"nobody there", closed.URL, nil, diagnostics.Failed, fault.JobberUnreachable, "Jobber can't be reached from this computer."},
		{"a name that does not exist", "http://no-such-host.invalid", nil, diagnostics.Failed, fault.JobberUnreachable, "Jobber can't be reached from this computer."},
		{"a proxy that wants a sign-in", "http://api.invalid", through(refusing), diagnostics.Failed, fault.ProxySignIn, "Your company's proxy wants a sign-in"},
		{"a proxy that wants a sign-in before a secure connection", "https://api.invalid", through(refusing), diagnostics.Failed, fault.ProxySignIn, "Your company's proxy wants a sign-in"},
		{"a proxy that lets us through", "http://api.invalid", through(welcoming), diagnostics.OK, "", "It answered in "},
		{"a certificate that the computer trusts", serveTLS(t, known), trusting(pool), diagnostics.OK, "", "It answered in "},
		{"a certificate that it does not trust", serveTLS(t, known), trusting(x509.NewCertPool()), diagnostics.Failed, fault.JobberUntrusted, "The connection to Jobber is not secure"},
		{"a certificate that has run out", serveTLS(t, expired), trusting(expiredPool), diagnostics.Failed, fault.JobberUntrusted, "The connection to Jobber is not secure"},
		{"no secure connection where one should be", strings.Replace(serve(t, status(200)), "http:", "https:", 1), nil, diagnostics.Failed, fault.JobberUntrusted, "The connection to Jobber is not secure"},
		{"a proxy that opens secure connections", serveTLS(t, zscaler), trusting(zscalerPool), diagnostics.Warning, fault.ConnectionRead,
			"“Inspecting Inc. Zscaler Intermediate Root” opens and inspects the secure connection to Jobber on this computer."},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ask(t, diagnostics.Reachable(test.address, client(t, test.change)))
			if got.Status != test.status || got.Fault != test.code || !strings.HasPrefix(got.Message, test.message) {
				t.Errorf("got %s %s: %s", got.Status, got.Fault, got.Message)
			}
			if through := strings.Contains(got.Message, "through the proxy 127.0.0.1:"); through != (test.name == "a proxy that lets us through") {
				t.Errorf("of the proxy it says: %s", got.Message)
			}
		})
	}
}

func TestAnUntrustedCertificatesIssuerIsNamed(t *testing.T) {
	certificate, _ := authority(t, "Corp Proxy CA", time.Hour)
	probe := diagnostics.Reachable(serveTLS(t, certificate), client(t, func(tr *http.Transport) { tr.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()} }))
	want := "The connection to Jobber is not secure: its certificate is not trusted on this computer. Nothing was sent. The certificate was issued by “Inspecting Inc. Corp Proxy CA”."
	if got := ask(t, probe); got.Message != want || got.Fault != fault.JobberUntrusted {
		t.Errorf("%s: %s", got.Fault, got.Message)
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
			got := ask(t, diagnostics.Clock(test.address, client(t, nil), func() time.Time { return now }))
			if got.Status != test.status || got.Message != test.message {
				t.Errorf("got %s: %s", got.Status, got.Message)
			}
		})
	}
}
