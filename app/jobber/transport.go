package jobber

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// How long things may take. A read that gets no answer is sent twice, a connection that does not come about is tried
// three times; either is told within 60 s.
const (
	DialTimeout       = 10 * time.Second // for one connection
	HandshakeTimeout  = 10 * time.Second // for its TLS handshake
	ReadTimeout       = 25 * time.Second // for one request that only reads, from sending to the last byte
	EditTimeout       = 25 * time.Second // for one edit or creation; then it is lost
	DisconnectTimeout = 10 * time.Second // for the request that ends the connection
	StopGrace         = 5 * time.Second  // how long an edit that is under way is waited for after the caller gave up
)

// A connection that says nothing for pingAfter is asked whether it is still there, so that one that died while the
// computer slept is not used again.
const (
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// maxBody is the longest answer that is read. A page of a hundred items is well below one megabyte.
const maxBody = 8 << 20

// errProxySignIn reports that a proxy wants a sign-in before it opens a way to the service.
var errProxySignIn = errors.New("proxy authentication required")

// NewTransport returns the transport of a Client that is given none: the environment's proxy, TLS 1.2 or newer, HTTP/2
// where it is offered, and a limit on every step.
func NewTransport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: DialTimeout, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout},
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   HandshakeTimeout,
		ResponseHeaderTimeout: ReadTimeout,
		MaxIdleConnsPerHost:   maxInFlight,
		IdleConnTimeout:       90 * time.Second,
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
			if answer.StatusCode == http.StatusProxyAuthRequired {
				return errProxySignIn
			}
			return nil
		},
	}
}

// transportShape classifies an error of a round trip. connected says whether a connection was there to write to.
func transportShape(err error, connected bool) shape {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		record       tls.RecordHeaderError
		operation    *net.OpError
		name         *net.DNSError
		timeout      interface{ Timeout() bool }
	)
	switch {
	case errors.Is(err, errProxySignIn):
		return proxySignIn
	case errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &hostname),
		errors.As(err, &invalid), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return untrusted
	case !connected && errors.As(err, &operation) && strings.HasSuffix(operation.Op, " error"): // an alert of TLS, remote or local
		return untrusted
	case errors.As(err, &name), errors.As(err, &operation) && (operation.Op == "dial" || operation.Op == "proxyconnect"):
		return unreachable
	case !connected:
		return unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return timedOut
	}
	return cut
}
