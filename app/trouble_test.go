package app_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// trouble stages what goes wrong on Jobber's side or on the way to it:
//
//	jobber expire | revoke            access tokens end as if their time had run out | refresh tokens end
//	jobber remove NAME                somebody deletes the item
//	jobber other-account              later sign-ins reach another account
//	jobber read-scope | write-scope   products can't be read | changed by the app
//	jobber ending                     the API version is about to end
//	jobber limit OPERATION N          its next N answers are 429
//	jobber hang OPERATION SKIP        from the request after SKIP on nothing is answered, whatever is carried out
//	jobber slow OPERATION SKIP        likewise, each takes a fifth of a second
//	jobber hang-refresh               a refresh of the token is carried out and never answered
//	jobber await OPERATION N          wait until it saw N requests of the operation
//	jobber clear                      what was to befall requests does not any more
//	jobber portal                     every answer is a page that wants a sign-in
//	jobber fail OPERATION KIND        as fault, for ever
//	jobber behind-proxy ISSUER FILE   Jobber is reached through a proxy that opens secure connections; FILE is its authority
//	jobber behind-locked-proxy        the proxy wants a sign-in
//	jobber occupy                     another program listens on the callback port
func (s *standIn) trouble(ts *testscript.TestScript, args []string) bool {
	switch args[0] {
	case "expire":
		s.server.ExpireAccess()
	case "revoke":
		s.server.RevokeRefresh()
	case "remove":
		_, err := s.server.Change(sandbox.Change{Patch: catalog.Patch{Item: s.item(ts, args[1]).ID}, Remove: true})
		ts.Check(err)
	case "other-account":
		s.server.SetAccount(catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvMTIz", Name: "Bright Electrics"})
	case "read-scope":
		s.server.Switch(func(to *sandbox.Switches) { to.ProductsScope = "read_products" })
	case "write-scope":
		s.server.Switch(func(to *sandbox.Switches) { to.ProductsWriting = "write_products" })
	case "ending":
		s.server.Switch(func(to *sandbox.Switches) {
			to.Ending = map[string]time.Time{"2025-04-16": time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)}
		})
	case "limit":
		s.server.Inject(sandbox.Fault{On: on(args[1]), Times: number(ts, args[2]), Do: sandbox.TooManyRequests("1")})
	case "hang":
		s.server.Inject(sandbox.Fault{On: on(args[1]), Skip: number(ts, args[2]), Times: sandbox.Always, Do: sandbox.Silence(sandbox.ApplyAll)})
	case "slow":
		s.server.Inject(sandbox.Fault{On: on(args[1]), Skip: number(ts, args[2]), Times: sandbox.Always, Do: sandbox.Slow(200 * time.Millisecond)})
	case "hang-refresh":
		s.server.Inject(sandbox.Fault{On: sandbox.On{Path: sandbox.TokenPath, Grant: "refresh_token"}, Do: sandbox.Silence(sandbox.ApplyAll)})
	case "await":
		s.await(ts, args[1], number(ts, args[2]))
	case "clear":
		s.server.ClearFaults()
	case "portal":
		s.server.Inject(sandbox.Fault{Times: sandbox.Always, Do: sandbox.Redirected("http://portal.hotel.example/sign-in")})
	case "fail":
		s.server.Inject(sandbox.Fault{On: on(args[1]), Times: sandbox.Always, Do: s.effect(ts, args[2])})
	case "behind-proxy":
		s.behindProxy(ts, args[1], args[2])
	case "behind-locked-proxy":
		proxy := startProxy(ts, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Proxy-Authenticate", `Basic realm="office"`)
			w.WriteHeader(http.StatusProxyAuthRequired)
		})
		throughProxy(ts, proxy)
	case "occupy":
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", ts.Getenv("PRICESYNC_CALLBACK_PORT")))
		ts.Check(err)
		ts.Defer(func() { _ = listener.Close() })
	default:
		return false
	}
	return true
}

func on(operation string) sandbox.On {
	switch operation {
	case "any":
		return sandbox.On{}
	case "edit":
		return sandbox.On{Field: "productsAndServicesEdit"}
	}
	return sandbox.On{Operation: operation}
}

// await waits for requests without letting go of the lock that the script holds: the server has its own.
func (s *standIn) await(ts *testscript.TestScript, operation string, n int) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		seen := 0
		for _, r := range s.server.Requests() {
			if r.Operation == operation || operation == "refresh" && r.Path == sandbox.TokenPath ||
				operation == "edit" && len(r.Fields) > 0 && r.Fields[0] == "productsAndServicesEdit" {
				seen++
			}
		}
		if seen >= n {
			return
		}
	}
	ts.Fatalf("waited in vain for %d requests of %s", n, operation)
}

// jobberHost is the name under which a script reaches the stand-in through a proxy, which needs no name service.
const jobberHost = "api.getjobber.com"

// behindProxy lets the program reach the stand-in through a proxy that opens secure connections with certificates of
// its own authority.
func (s *standIn) behindProxy(ts *testscript.TestScript, issuer, authority string) {
	ca, err := newForger(issuer)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(authority), ca.pem, 0o600))
	certificate, err := ca.issue(jobberHost)
	ts.Check(err)
	inside := &http.Server{Handler: s.server, ReadHeaderTimeout: time.Minute}
	opened := &openedConnections{arriving: make(chan net.Conn), closed: make(chan struct{})}
	go func() { _ = inside.Serve(opened) }() // it ends when the script closes it
	ts.Defer(func() { _ = inside.Close() })
	proxy := startProxy(ts, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Host != jobberHost+":443" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		plain, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		if _, err := io.WriteString(plain, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
			_ = plain.Close()
			return
		}
		opened.add(tls.Server(plain, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}))
	})
	throughProxy(ts, proxy)
}

// startProxy serves a proxy on loopback until the script ends, and returns its address.
func startProxy(ts *testscript.TestScript, handle http.HandlerFunc) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	proxy := &http.Server{Handler: handle, ReadHeaderTimeout: time.Minute}
	go func() { _ = proxy.Serve(listener) }() // it ends when the script closes it
	ts.Defer(func() { _ = proxy.Close() })
	return "http://" + listener.Addr().String()
}

func throughProxy(ts *testscript.TestScript, proxy string) {
	ts.Setenv("HTTPS_PROXY", proxy)
	ts.Setenv("JOBBER_API_URL", "https://"+jobberHost)
}

// openedConnections is a listener of connections that a proxy has opened.
type openedConnections struct {
	arriving chan net.Conn
	closed   chan struct{}
	once     sync.Once
}

func (o *openedConnections) add(c net.Conn) {
	select {
	case o.arriving <- c:
	case <-o.closed:
		_ = c.Close()
	}
}

func (o *openedConnections) Accept() (net.Conn, error) {
	select {
	case c := <-o.arriving:
		return c, nil
	case <-o.closed:
		return nil, net.ErrClosed
	}
}

func (o *openedConnections) Close() error {
	o.once.Do(func() { close(o.closed) })
	return nil
}

func (o *openedConnections) Addr() net.Addr { return &net.TCPAddr{} }

// forger is a certificate authority of nobody but one script.
type forger struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

func newForger(name string) (forger, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return forger{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return forger{}, err
	}
	certificate, err := x509.ParseCertificate(raw)
	return forger{certificate, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})}, err
}

func (a forger) issue(host string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	return tls.Certificate{Certificate: [][]byte{raw, a.certificate.Raw}, PrivateKey: key}, err
}

// damageCommand overwrites the middle of a file, as a failing disk does.
func damageCommand(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	ts.Check(err)
	for at := int64(4096); at < info.Size(); at += 8192 {
		_, err := file.WriteAt([]byte(strings.Repeat("\xde\xad", 200)), at)
		ts.Check(err)
	}
	ts.Check(file.Close())
}

// fillCommand writes until the disk of a folder takes no byte more.
func fillCommand(ts *testscript.TestScript, _ bool, args []string) {
	ballast, err := os.OpenFile(filepath.Join(ts.MkAbs(args[0]), "ballast"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	for size := 1 << 16; size > 0; {
		if _, err := ballast.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	if err := ballast.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		ts.Logf("close the ballast: %v", err)
	}
}
