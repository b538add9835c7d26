package oauth

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// consequence is what a refusal means for the token that was sent.
type consequence int

const (
	unsent   consequence = iota + 1 // it provably never left
	declined                        // Jobber answered and did not take it; it may be sent again
	dead                            // Jobber does not know it any more
	doubted                         // Jobber refused without saying why: perhaps dead, perhaps something else
	stranger                        // Jobber does not know the client ID and secret
	lost                            // nobody knows: it must not be sent again
)

// refusal is a question that got no tokens.
type refusal struct {
	consequence consequence
	fault       *fault.Error
}

// unanswered sorts a question without a whole answer.
func unanswered(err error, neverLeft bool) *refusal {
	r := &refusal{consequence: lost, fault: unreachable(err)}
	if neverLeft {
		r.consequence = unsent
	}
	return r
}

// unreachable says why nothing answered: as whoever carried the question says, else by the error's type.
func unreachable(err error) *fault.Error {
	var told *fault.Error
	var verification *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var timeout net.Error
	switch {
	case err == nil:
		return fault.New(fault.JobberUnreachable, nil)
	case errors.As(err, &told):
		return told
	case errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &host), errors.As(err, &invalid):
		return fault.Wrap(err, fault.JobberUntrusted, fault.Facts{"why": "its certificate is not trusted on this computer"})
	case strings.Contains(err.Error(), "Proxy Authentication Required"): // the library has no type for it
		return fault.Wrap(err, fault.ProxySignIn, nil)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fault.Wrap(err, fault.JobberTimeout, nil)
	}
	return fault.Wrap(err, fault.JobberUnreachable, nil)
}

// unreadable is an answer of success that is not JSON: whatever sent it, Jobber may have taken the token.
func unreadable(status int, contentType string, err error) *refusal {
	err = fmt.Errorf("token endpoint answered %d as %q: %w", status, shorten(contentType), err)
	return &refusal{consequence: lost, fault: fault.Wrap(err, fault.JobberUnreadable, nil)}
}

// refusedInside is an answer of success without an access token in it.
func refusedInside(status int, body []byte, scrub func(string) string) *refusal {
	if said := sayings(body); len(said) > 0 {
		return refused(http.StatusBadRequest, body, scrub)
	}
	return unreadable(status, "application/json", errors.New("no access token in it"))
}

// Jobber's words. The wrapper around them is not documented, so every text of an answer is looked at.
var (
	aboutClient = regexp.MustCompile(`(?i)invalid_client|unauthorized_client|client[ _-]?(authentication|id|secret)|(unknown|invalid) client`)
	aboutToken  = regexp.MustCompile(`(?i)refresh[ _-]?token (is |has )?(not valid|invalid|unknown|expired|been revoked|revoked)|(invalid|unknown|expired|revoked)[ _-]refresh[ _-]?token|invalid_grant`)
	aboutCode   = regexp.MustCompile(`(?i)invalid_grant|\bcode\b|redirect|grant|verifier`)
	aboutPause  = regexp.MustCompile(`(?i)temporarily unavailable|maintenance`)
)

// refused sorts an answer that is a refusal. Its fault is what a sign-in says; a refresh says reconnect_needed where the
// consequence is dead or doubted.
func refused(status int, body []byte, scrub func(string) string) *refusal {
	said := strings.Join(sayings(body), "; ")
	cause := fmt.Errorf("token endpoint answered %d: %s", status, shorten(scrub(said)))
	wrap := func(c consequence, code fault.Code) *refusal {
		return &refusal{c, fault.Wrap(cause, code, fault.Facts{"status": strconv.Itoa(status)})}
	}
	switch {
	case status == http.StatusProxyAuthRequired:
		return wrap(declined, fault.ProxySignIn)
	case status == http.StatusTooManyRequests:
		return wrap(declined, fault.JobberBusy)
	case aboutPause.MatchString(said):
		return wrap(declined, fault.JobberMaintenance)
	case status == http.StatusGatewayTimeout: // something in between gave up waiting; Jobber may have answered later
		return wrap(lost, fault.JobberTimeout)
	case status >= 500:
		return wrap(declined, fault.JobberUnavailable)
	case aboutClient.MatchString(said):
		return wrap(stranger, fault.ClientRefused)
	case aboutToken.MatchString(said):
		return wrap(dead, fault.SignInRefused)
	case status == http.StatusUnauthorized && !aboutCode.MatchString(said):
		return wrap(doubted, fault.ClientRefused)
	case status == http.StatusBadRequest, status == http.StatusUnauthorized:
		return wrap(doubted, fault.SignInRefused)
	case status == http.StatusForbidden:
		return wrap(declined, fault.JobberForbidden)
	case status == http.StatusNotFound:
		return wrap(declined, fault.JobberNotFound)
	case status < 400:
		return wrap(declined, fault.JobberUnreadable)
	}
	return wrap(declined, fault.JobberRefused)
}

// sayings returns the texts by which an answer explains itself, wherever they stand: {"error":"…"}, {"message":"…"},
// {"error":{"message":"…"}}, {"errors":[{"message":"…"}]}, a bare string, a line of plain text. A page says nothing.
func sayings(body []byte) []string {
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		text := strings.TrimSpace(string(body))
		if text == "" || strings.HasPrefix(text, "<") || strings.ContainsAny(text, "\n{}") {
			return nil
		}
		return []string{text}
	}
	var said []string
	var walk func(value any, depth int)
	walk = func(value any, depth int) {
		if depth > 5 || len(said) >= 20 {
			return
		}
		switch v := value.(type) {
		case string:
			said = append(said, v)
		case []any:
			for _, one := range v {
				walk(one, depth+1)
			}
		case map[string]any:
			for _, key := range []string{"error", "error_description", "message", "errors", "detail", "title"} {
				walk(v[key], depth+1)
			}
		}
	}
	walk(answer, 0)
	return said
}

// scrubber takes known secrets out of text that a log will see.
func scrubber(secrets []string) func(string) string {
	var pairs []string
	for _, secret := range secrets {
		if secret != "" {
			pairs = append(pairs, secret, redact.Shown)
		}
	}
	return strings.NewReplacer(pairs...).Replace
}

func shorten(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
