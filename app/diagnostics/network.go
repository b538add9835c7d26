package diagnostics

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"time"

	"pricesync/app/fault"
)

const mostClockOff = 5 * time.Minute

// Reachable checks the way to a service by one request without a body or a secret: name, connection, certificate,
// proxy, answer. Any answer of the service will do. Redirects are not followed.
func Reachable(address string, client *http.Client) Probe {
	return Probe{Code: "jobber", Title: "Jobber can be reached", Deep: true, Timeout: 30 * time.Second, Ask: func(ctx context.Context) Answer {
		seen, err := visit(ctx, address, client)
		switch {
		case err != nil:
			answer := Fail(unreachable(err))
			if issuer := untrustedIssuer(err); issuer != "" {
				answer.Message += " The certificate was issued by “" + issuer + "”."
			}
			return answer
		case seen.status == http.StatusProxyAuthRequired:
			return Fail(fault.New(fault.ProxySignIn, nil))
		case seen.elsewhere(address):
			return Fail(fault.Wrap(fmt.Errorf("redirected to %s", seen.location), fault.JobberUnreadable, nil))
		case seen.status >= 500:
			return Fail(fault.New(fault.JobberUnavailable, fault.Facts{"status": strconv.Itoa(seen.status)}))
		case seen.inspector() != "":
			return Warn(fault.New(fault.ConnectionRead, fault.Facts{"who": "“" + seen.inspector() + "”"}))
		}
		return Fine("It answered in " + strconv.FormatInt(seen.took.Milliseconds(), 10) + " ms" + seen.through() + ".")
	}}
}

// Clock compares this computer's clock with the service's Date header.
func Clock(address string, client *http.Client, now func() time.Time) Probe {
	return Probe{Code: "clock", Title: "Clock", Deep: true, Timeout: 30 * time.Second, Ask: func(ctx context.Context) Answer {
		before := now()
		seen, err := visit(ctx, address, client)
		if err != nil {
			return Skip("Jobber could not be asked for the time.")
		}
		date, err := http.ParseTime(seen.date)
		if err != nil {
			return Skip("Jobber did not say what time it is.")
		}
		ahead := before.Add(seen.took / 2).Sub(date)
		if ahead.Abs() > mostClockOff {
			direction := "ahead of"
			if ahead < 0 {
				direction = "behind"
			}
			return Warn(fault.New(fault.ClockOff, fault.Facts{"offset": fault.Span(ahead.Abs().Round(time.Second)), "direction": direction}))
		}
		return Fine("It agrees with Jobber's.")
	}}
}

// visited is what one request saw.
type visited struct {
	status   int
	location string
	date     string
	took     time.Duration
	proxy    string
	issuers  []string // of the certificates that were presented, the server's first
}

func visit(ctx context.Context, address string, client *http.Client) (visited, error) {
	var seen visited
	trace := httptrace.ClientTrace{GetConn: func(hostPort string) { seen.proxy = hostPort }}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, &trace), http.MethodGet, address, http.NoBody)
	if err != nil {
		return visited{}, fmt.Errorf("make request: %w", err)
	}
	staying := *client
	staying.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	began := time.Now()
	response, err := staying.Do(request)
	if err != nil {
		return visited{}, fmt.Errorf("visit: %w", err)
	}
	seen.took = time.Since(began)
	_, err = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return visited{}, fmt.Errorf("read answer: %w", err)
	}
	seen.status, seen.location, seen.date = response.StatusCode, response.Header.Get("Location"), response.Header.Get("Date")
	if request.URL.Host == seen.proxy || request.URL.Port() == "" && strings.HasPrefix(seen.proxy, request.URL.Hostname()+":") {
		seen.proxy = ""
	}
	if response.TLS != nil {
		seen.issuers = issuers(response.TLS)
	}
	return seen, nil
}

func issuers(state *tls.ConnectionState) []string {
	var names []string
	for _, certificate := range state.PeerCertificates {
		names = append(names, issuerName(certificate))
	}
	return names
}

func issuerName(certificate *x509.Certificate) string {
	name := certificate.Issuer.CommonName
	if len(certificate.Issuer.Organization) > 0 && !strings.Contains(name, certificate.Issuer.Organization[0]) {
		name = strings.TrimSpace(certificate.Issuer.Organization[0] + " " + name)
	}
	return name
}

// elsewhere says whether the answer sends us to another host, as networks do that want a sign-in first.
func (v visited) elsewhere(address string) bool {
	asked, err := url.Parse(address)
	if err != nil || v.status < 300 || v.status > 399 {
		return false
	}
	to, err := asked.Parse(v.location)
	if err != nil {
		return true
	}
	return domain(to.Hostname()) != domain(asked.Hostname())
}

// domain returns the last two parts of a host's name, or an address as it is.
func domain(host string) string {
	if net.ParseIP(host) != nil {
		return host
	}
	parts := strings.Split(host, ".")
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

func (v visited) through() string {
	if v.proxy == "" {
		return ""
	}
	return " through the proxy " + v.proxy
}

// inspector returns the name of the program or appliance that stands between here and the service and opens secure
// connections, as the certificate's issuer tells, or "".
func (v visited) inspector() string {
	for _, issuer := range v.issuers {
		low := strings.ToLower(issuer)
		for _, name := range []string{
			"zscaler", "netskope", "fortinet", "fortigate", "blue coat", "bluecoat", "symantec web", "palo alto", "cisco umbrella", "forcepoint",
			"websense", "sophos", "mcafee web", "skyhigh", "check point", "checkpoint", "barracuda", "watchguard", "sonicwall", "untangle", "kaspersky",
			"eset ssl", "avast", "avg web", "bitdefender", "adguard", "fiddler", "charles proxy", "mitmproxy", "burp", "squid", "cato networks", "iboss", "lightspeed",
		} {
			if strings.Contains(low, name) {
				return issuer
			}
		}
	}
	return ""
}

// unreachable says in a person's words why a request got no answer.
func unreachable(err error) error {
	var wrongName x509.HostnameError
	var expired x509.CertificateInvalidError
	var notTLS tls.RecordHeaderError
	var verify *tls.CertificateVerificationError
	switch {
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &wrongName), errors.As(err, &expired), errors.As(err, &notTLS), errors.As(err, &verify):
		return fault.Wrap(err, fault.JobberUntrusted, fault.Facts{"why": "its certificate is not trusted on this computer"})
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return fault.Wrap(err, fault.ProxySignIn, nil)
	case isTimeout(err):
		return fault.Wrap(err, fault.JobberTimeout, nil)
	}
	return fault.Wrap(err, fault.JobberUnreachable, nil)
}

// untrustedIssuer returns who issued a certificate that the computer does not trust, often a proxy or virus scanner.
func untrustedIssuer(err error) string {
	var unknown x509.UnknownAuthorityError
	if errors.As(err, &unknown) && unknown.Cert != nil {
		return issuerName(unknown.Cert)
	}
	return ""
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded)
}
