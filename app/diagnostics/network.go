package diagnostics

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"pricesync/app/fault"
)

const (
	mostClockOff   = 5 * time.Minute
	leastValid     = 7 * 24 * time.Hour // of a certificate, before a warning
	visitPatience  = 30 * time.Second
	lookUpPatience = 15 * time.Second
)

// Way is the way to the service, looked at by one look-up of its name and one request without a body or a secret. Its
// client's errors are a fault.Error where the way itself is what is wrong. Redirects are not followed.
type Way struct {
	Address string // of the service
	Client  *http.Client
	LookUp  func(ctx context.Context, name string) ([]net.IP, error)
	Proxy   string // by which the service is reached, "" for none
	Now     func() time.Time

	once sync.Once
	seen visited
	err  error
}

// Probes are the checks of the way: name, encryption, answer, clock.
func (w *Way) Probes() []Probe {
	return []Probe{
		{Code: "dns", Title: "Name of Jobber's service", Deep: true, Timeout: lookUpPatience, Ask: w.askName},
		{Code: "tls", Title: "Secure connection", Deep: true, Timeout: visitPatience, Ask: w.askEncryption},
		{Code: "jobber", Title: "Jobber can be reached", Deep: true, Timeout: visitPatience, Ask: w.askAnswer},
		{Code: "clock", Title: "Clock", Deep: true, Timeout: visitPatience, Ask: w.askClock},
	}
}

func (w *Way) askName(ctx context.Context) Answer {
	host, secure := w.host()
	switch {
	case w.Proxy != "":
		return Skip("The proxy looks it up.")
	case net.ParseIP(host) != nil:
		return Skip("The service's address is a number and needs no name.")
	case host == "":
		return Skip("The service's address can't be read.")
	}
	began := time.Now()
	found, err := w.LookUp(ctx, host)
	if err != nil || len(found) == 0 {
		if ctx.Err() != nil || isTimeout(err) {
			return Fail(fault.Wrap(err, fault.JobberTimeout, nil))
		}
		return Fail(fault.Wrap(err, fault.NameUnknown, fault.Facts{"name": host}))
	}
	names := make([]string, 0, len(found))
	newOnly, inside := true, true
	for _, ip := range found {
		names = append(names, ip.String())
		newOnly = newOnly && ip.To4() == nil
		inside = inside && (ip.IsPrivate() || ip.IsLoopback() || ip.IsUnspecified())
	}
	message := fmt.Sprintf("%s is %s, found in %d ms", host, strings.Join(names, ", "), time.Since(began).Milliseconds())
	if newOnly {
		message += "; there are only addresses of the newer kind (IPv6)"
	}
	if inside && secure && host != "localhost" {
		return Answer{
			Status: Warning, Message: message + ". That is inside your own network, not Jobber's.",
			Hint: "Ask your IT department whether a filter answers in Jobber's place.",
		}
	}
	return Fine(message + ".")
}

func (w *Way) askEncryption(ctx context.Context) Answer {
	host, secure := w.host()
	if !secure {
		return Skip("The service is on this computer and needs none.")
	}
	seen, err := w.visit(ctx)
	switch {
	case err != nil && aboutTrust(err):
		return Fail(unreachable(err))
	case err != nil:
		return Skip("Jobber could not be reached.")
	case seen.secured == nil || len(seen.secured.PeerCertificates) == 0:
		return Skip("The connection does not say how it is secured.")
	}
	leaf := seen.secured.PeerCertificates[0]
	message := fmt.Sprintf("%s, with a certificate of %s that is good until %s", tls.VersionName(seen.secured.Version), issuerName(leaf), day(leaf.NotAfter))
	if who := installedAuthority(*seen.secured, host, w.Now()); who != "" {
		answer := Warn(fault.New(fault.ConnectionRead, fault.Facts{"who": "“" + who + "”"}))
		answer.Message += " Its certificate comes from no public authority, but from one that was installed on this computer (" + message + ")."
		return answer
	}
	if left := leaf.NotAfter.Sub(w.Now()); left < leastValid {
		return Answer{Status: Warning, Message: message + ".", Hint: "If it is not renewed by then, Price Sync can't reach Jobber any more; tell support."}
	}
	return Fine(message + ".")
}

func (w *Way) askAnswer(ctx context.Context) Answer {
	seen, err := w.visit(ctx)
	switch {
	case err != nil:
		answer := Fail(unreachable(err))
		if w.Proxy != "" && answer.Fault == fault.ProxySignIn {
			answer.Message += " The proxy is " + w.Proxy + "."
		}
		return answer
	case seen.status == http.StatusProxyAuthRequired:
		return Fail(fault.New(fault.ProxySignIn, nil))
	case seen.elsewhere(w.Address) != "":
		return Fail(fault.New(fault.NetworkSignIn, fault.Facts{"name": seen.elsewhere(w.Address)}))
	case seen.status >= 500:
		return Fail(fault.New(fault.JobberUnavailable, fault.Facts{"status": strconv.Itoa(seen.status)}))
	}
	through := ""
	if w.Proxy != "" {
		through = " through the proxy " + w.Proxy
	}
	return Fine("It answered in " + strconv.FormatInt(seen.took.Milliseconds(), 10) + " ms" + through + ".")
}

func (w *Way) askClock(ctx context.Context) Answer {
	seen, err := w.visit(ctx)
	if err != nil {
		return Skip("Jobber could not be asked for the time.")
	}
	date, err := http.ParseTime(seen.date)
	if err != nil {
		return Skip("Jobber did not say what time it is.")
	}
	ahead := seen.began.Add(seen.took / 2).Sub(date)
	if ahead.Abs() > mostClockOff {
		direction := "ahead of"
		if ahead < 0 {
			direction = "behind"
		}
		return Warn(fault.New(fault.ClockOff, fault.Facts{"offset": fault.Span(ahead.Abs().Round(time.Second)), "direction": direction}))
	}
	return Fine("It agrees with Jobber's.")
}

// host returns the service's name or number, and whether its address asks for a secure connection.
func (w *Way) host() (host string, secure bool) {
	to, err := url.Parse(w.Address)
	if err != nil {
		return "", false
	}
	return to.Hostname(), to.Scheme == "https"
}

// visited is what one request saw.
type visited struct {
	status   int
	location string
	date     string
	began    time.Time
	took     time.Duration
	secured  *tls.ConnectionState // nil where it was not secured
}

// visit makes the one request; every probe gets its end.
func (w *Way) visit(ctx context.Context) (visited, error) {
	w.once.Do(func() { w.seen, w.err = visit(ctx, w.Address, w.Client, w.Now) })
	return w.seen, w.err
}

func visit(ctx context.Context, address string, client *http.Client, now func() time.Time) (visited, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return visited{}, fmt.Errorf("make request: %w", err)
	}
	staying := http.Client{
		Transport: client.Transport, Timeout: client.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	began, wall := time.Now(), now()
	response, err := staying.Do(request)
	if err != nil {
		return visited{}, fmt.Errorf("visit: %w", err)
	}
	took := time.Since(began)
	_, err = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return visited{}, fmt.Errorf("read answer: %w", err)
	}
	return visited{
		status: response.StatusCode, location: response.Header.Get("Location"), date: response.Header.Get("Date"),
		began: wall, took: took, secured: response.TLS,
	}, nil
}

// elsewhere returns the host to which the answer sends us where that is another one, as networks do that want a sign-in
// first; "" where it does not.
func (v visited) elsewhere(address string) string {
	asked, err := url.Parse(address)
	if err != nil || v.status < 300 || v.status > 399 {
		return ""
	}
	to, err := asked.Parse(v.location)
	switch {
	case err != nil:
		return "another address"
	case domain(to.Hostname()) == domain(asked.Hostname()):
		return ""
	}
	return to.Hostname()
}

// domain returns the last two parts of a host's name, or an address as it is.
func domain(host string) string {
	if net.ParseIP(host) != nil {
		return host
	}
	parts := strings.Split(host, ".")
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

// aboutTrust says whether the connection came about and was not secure.
func aboutTrust(err error) bool {
	switch fault.From(unreachable(err)).Code {
	case fault.JobberUntrusted, fault.CertificateExpired, fault.CertificateOther, fault.EncryptionOutdated:
		return true
	}
	return false
}

// unreachable says in a person's words why a request got no answer: the client's own, where it has some.
func unreachable(err error) error {
	var told *fault.Error
	switch {
	case errors.As(err, &told):
		return err
	case isTimeout(err):
		return fault.Wrap(err, fault.JobberTimeout, nil)
	}
	return fault.Wrap(err, fault.JobberUnreachable, nil)
}

func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded)
}

func day(t time.Time) string { return t.UTC().Format("2 January 2006") }
