package jobber

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"pricesync/app/fault"
)

// How long things may take. A read that gets no answer is sent twice, a connection that does not come about is tried
// three times; either is told within 60 s.
const (
	ReadTimeout       = 25 * time.Second // for one request that only reads, from sending to the last byte
	EditTimeout       = 25 * time.Second // for one edit or creation; then it is lost
	DisconnectTimeout = 10 * time.Second // for the request that ends the connection
	StopGrace         = 5 * time.Second  // how long an edit that is under way is waited for after the caller gave up
)

// maxBody is the longest answer that is read. A page of a hundred items is well below one megabyte.
const maxBody = 8 << 20

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
	case fault.Is(err, fault.ProxySignIn):
		return proxySignIn
	case isTold(err, fault.JobberUntrusted, fault.CertificateOther, fault.CertificateExpired, fault.EncryptionOutdated),
		errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &hostname),
		errors.As(err, &invalid), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return untrusted
	case !connected && errors.As(err, &operation) && strings.HasSuffix(operation.Op, " error"): // an alert of TLS, remote or local
		return untrusted
	case isTold(err, fault.NameUnknown, fault.ProxyUnreachable), errors.As(err, &name), errors.As(err, &operation) && (operation.Op == "dial" || operation.Op == "proxyconnect"):
		return unreachable
	case !connected:
		return unreachable
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return timedOut
	}
	return cut
}

// isTold says whether whoever carried the request has said what a person should hear, by one of the codes.
func isTold(err error, codes ...fault.Code) bool {
	return slices.ContainsFunc(codes, func(code fault.Code) bool { return fault.Is(err, code) })
}
