package app_test

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// authority issues certificates, as a company's proxy does.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	file        string // the certificate, for SSL_CERT_FILE
}

func newAuthority(t *testing.T, name string) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-48 * time.Hour),
		NotAfter: time.Now().Add(1000 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, root, root, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	if root, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return authority{root, key, file}
}

// issue makes a certificate for a name that is good until then.
func (a authority) issue(t *testing.T, name string, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: until.Add(-1000 * time.Hour), NotAfter: until, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, a.certificate, &key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der, a.certificate.Raw}, PrivateKey: key}
}

// secured serves something with a certificate and returns where.
func secured(t *testing.T, handler http.Handler, config *tls.Config) string {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.TLS = config
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// relayTo serves a proxy that connects whatever it is asked for to one place, and returns its address.
func relayTo(t *testing.T, to string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	t.Cleanup(func() { _ = listener.Close(); serving.Wait() })
	serving.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer func() { _ = client.Close() }()
				reader := bufio.NewReader(client)
				if request, err := http.ReadRequest(reader); err != nil || request.Method != http.MethodConnect {
					return
				}
				server, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
				serving.Go(func() { _, _ = io.Copy(server, reader); _ = server.Close() })
				_, _ = io.Copy(client, server)
			})
		}
	})
	return "http://" + listener.Addr().String()
}

type checked struct {
	Status string `json:"status"`
	Checks []struct {
		Code    string `json:"code"`
		Status  string `json:"status"`
		Fault   string `json:"fault"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
		Ms      *int64 `json:"ms"`
	} `json:"checks"`
}

// doctor runs the thorough self-check in a process of its own, whose environment has those variables.
func doctor(t *testing.T, variables ...string) checked {
	t.Helper()
	command := exec.Command("pricesync", "doctor", "--deep", "--json")
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); !strings.HasPrefix(name, "JOBBER_") && !strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			command.Env = append(command.Env, variable)
		}
	}
	command.Env = append(command.Env, "PRICESYNC_HOME="+t.TempDir(), "JOBBER_CLIENT_ID=doctor-client", "JOBBER_CLIENT_SECRET=doctor-secret-91c7")
	command.Env = append(command.Env, variables...)
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	var ended *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	var result checked
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatalf("%v in %s%s", err, out.String(), said.String())
	}
	return result
}

func TestWhatIsWrongWithTheWayToJobberIsSaid(t *testing.T) {
	corporate := newAuthority(t, "Northwind Web Gateway")
	good, old := time.Now().Add(500*time.Hour), time.Now().Add(-3*24*time.Hour)
	found := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	by := func(name string, until time.Time) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{corporate.issue(t, name, until)}}
	}
	outdated := by("jobber.test", good)
	outdated.MinVersion, outdated.MaxVersion = tls.VersionTLS10, tls.VersionTLS10
	portal := httptest.NewServer(http.RedirectHandler("http://hotel.example/welcome", http.StatusFound))
	t.Cleanup(portal.Close)
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	t.Cleanup(refusing.Close)
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	closed := httptest.NewServer(found)
	closed.Close()
	const api = "JOBBER_API_URL=https://jobber.test"
	trust := "SSL_CERT_FILE=" + corporate.file
	through := func(config *tls.Config) string { return "HTTPS_PROXY=" + relayTo(t, secured(t, found, config)) }
	relay := through(by("jobber.test", good))
	_, relayAddress, _ := strings.Cut(relay, "//")

	type want struct{ check, status, fault, message, hint string }
	tests := []struct {
		name      string
		variables []string
		want      []want
	}{
		{"a network that wants a sign-in first", []string{"JOBBER_API_URL=" + portal.URL}, []want{
			{"jobber", "failed", "network_sign_in", "This network sent Price Sync to “hotel.example” instead of Jobber, as networks do that want a sign-in first. Nothing already done is lost.",
				"Open any web page in your browser, sign in to the network, and try again."},
			{"tls", "skipped", "", "The service is on this computer and needs none.", ""},
			{"dns", "skipped", "", "The service's address is a number and needs no name.", ""},
		}},
		{"a proxy that wants a sign-in", []string{api, "HTTPS_PROXY=" + refusing.URL}, []want{
			{"jobber", "failed", "proxy_sign_in", "Your company's proxy wants a sign-in before it lets Price Sync reach Jobber. The proxy is " + strings.TrimPrefix(refusing.URL, "http://") + ".",
				"Ask your IT department to let Price Sync through to getjobber.com."},
			{"dns", "skipped", "", "The proxy looks it up.", ""},
		}},
		{"a proxy that is not there", []string{api, "HTTPS_PROXY=" + closed.URL}, []want{
			{"jobber", "failed", "proxy_unreachable", "The proxy " + strings.TrimPrefix(closed.URL, "http://") + ", which this computer is set to use, can't be reached, so Jobber can't be either. Nothing already done is lost.",
				"Check the internet connection, and ask your IT department whether the proxy's address is still right."},
		}},
		{"an authority that nobody trusts", []string{api, relay}, []want{
			{"tls", "failed", "jobber_untrusted", "The connection to Jobber is not secure: its certificate, issued by “Northwind Web Gateway”, is not trusted on this computer. Nothing was sent.",
				"Ask your IT department whether a proxy or virus scanner inspects secure connections."},
			{"jobber", "failed", "jobber_untrusted", "The connection to Jobber is not secure: its certificate, issued by “Northwind Web Gateway”, is not trusted on this computer. Nothing was sent.",
				"Ask your IT department whether a proxy or virus scanner inspects secure connections."},
		}},
		{"an authority that only this computer trusts", []string{api, trust, relay}, []want{
			{"tls", "warning", "connection_inspected", "“Northwind Web Gateway” opens and inspects the secure connection to Jobber on this computer. Its certificate comes from no public authority, " +
				"but from one that was installed on this computer (TLS 1.3, with a certificate of Northwind Web Gateway that is good until " + good.UTC().Format("2 January 2006") + ").",
				"Nothing to do as long as it works; otherwise ask your IT department to leave getjobber.com out."},
			{"proxy", "ok", "", "Jobber is reached through the proxy " + relayAddress + ", set by HTTPS_PROXY.", ""},
			{"clock", "ok", "", "It agrees with Jobber's.", ""},
		}},
		{"a proxy that is not used for Jobber", []string{"JOBBER_API_URL=" + portal.URL, "HTTPS_PROXY=http://proxy.example:8080"}, []want{
			{"proxy", "ok", "", "A proxy is set by HTTPS_PROXY, and not used for Jobber's address.", ""},
		}},
		{"a certificate of somebody else", []string{api, trust, through(by("portal.hotel.example", good))}, []want{
			{"tls", "failed", "certificate_other", "What answered in Jobber's place calls itself “portal.hotel.example”, so the connection is not secure. Nothing was sent.",
				"Check whether this network wants a sign-in in the browser first, then try again."},
		}},
		{"a certificate that has run out", []string{api, trust, through(by("jobber.test", old))}, []want{
			{"tls", "failed", "certificate_expired", "The connection to Jobber is not secure: its certificate is good only from " + old.Add(-1000*time.Hour).UTC().Format("2 January 2006") + " to " +
				old.UTC().Format("2 January 2006") + ". Nothing was sent.",
				"Check this computer's date and time. If they are right, ask your IT department what inspects secure connections."},
		}},
		{"encryption of long ago", []string{api, trust, through(outdated)}, []want{
			{"tls", "failed", "encryption_outdated", "What answered in Jobber's place offers only outdated encryption, so the connection is not secure. Nothing was sent.",
				"Ask your IT department which proxy or firewall stands between this computer and the internet."},
		}},
		{"no encryption", []string{api, trust, "HTTPS_PROXY=" + relayTo(t, portal.Listener.Addr().String())}, []want{
			{"tls", "failed", "jobber_untrusted", "The connection to Jobber is not secure: what answered at jobber.test does not encrypt. Nothing was sent.",
				"Ask your IT department whether a proxy or virus scanner inspects secure connections."},
		}},
		{"a name that does not exist", []string{"JOBBER_API_URL=https://no-such-host.invalid"}, []want{
			{"dns", "failed", "name_unknown", "The name no-such-host.invalid can't be found from this computer, so Jobber can't be reached. Nothing already done is lost.",
				"Check the internet connection, and whether a VPN or a filter of your network is in the way."},
			{"jobber", "failed", "name_unknown", "The name no-such-host.invalid can't be found from this computer, so Jobber can't be reached. Nothing already done is lost.",
				"Check the internet connection, and whether a VPN or a filter of your network is in the way."},
			{"tls", "skipped", "", "Jobber could not be reached.", ""},
			{"clock", "skipped", "", "Jobber could not be asked for the time.", ""},
			{"proxy", "ok", "", "None is set; Jobber is reached directly.", ""},
		}},
		{"nobody there", []string{"JOBBER_API_URL=" + closed.URL}, []want{
			{"jobber", "failed", "jobber_unreachable", "Jobber can't be reached from this computer. Nothing already done is lost.", "Check the internet connection and try again."},
		}},
		{"somebody who never answers", []string{"JOBBER_API_URL=https://" + silent.Addr().String()}, []want{
			{"jobber", "failed", "jobber_timeout", "Jobber did not answer in time. Nothing already done is lost.", "Check the internet connection and try again in a minute."},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := doctor(t, test.variables...)
			for _, w := range test.want {
				has := want{}
				for _, c := range got.Checks {
					if c.Code == w.check {
						has = want{c.Code, c.Status, c.Fault, c.Message, c.Hint}
					}
				}
				if has != w {
					t.Errorf("got  %+v\nwant %+v", has, w)
				}
			}
		})
	}
}
