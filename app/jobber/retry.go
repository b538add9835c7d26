package jobber

import (
	"time"

	"pricesync/app/fault"
)

// A shape is one way in which a request fails. Each has one rule.
type shape string

// The shapes, in the order in which an answer is examined.
const (
	cancelled    shape = "cancelled"       // the caller gave up before anything was sent, or while reading
	tokenless    shape = "no_token"        // the token source has none; its own error says why
	unreachable  shape = "unreachable"     // no name, no route, refused: no connection came about
	untrusted    shape = "untrusted"       // the certificate is not trusted, or the answer is not TLS
	proxySignIn  shape = "proxy_sign_in"   // 407, from a proxy on the way
	cut          shape = "cut"             // the connection broke after bytes may have left
	timedOut     shape = "timeout"         // no whole answer in time
	rateLimited  shape = "rate_limit"      // 429
	throttled    shape = "throttled"       // errors[] with code THROTTLED
	tooDear      shape = "too_dear"        // costs more than the full bucket holds
	unauthorised shape = "unauthorised"    // 401, "Token not recognized", UNAUTHENTICATED
	disconnected shape = "disconnected"    // "User has disconnected this app …"
	maintenance  shape = "maintenance"     // "Service temporarily unavailable"
	inactive     shape = "inactive"        // "This account is not active"
	versionGone  shape = "version_unknown" // 404, "GraphQL API version '…' does not exist"
	hidden       shape = "hidden"          // "… was hidden due to permissions"
	refused      shape = "refused"         // the request is not valid for the service; nothing of it was carried out
	absent       shape = "absent"          // errors[] that say that an item is not there
	forbidden    shape = "forbidden"       // 403
	notFound     shape = "not_found"       // 404
	unavailable  shape = "unavailable"     // 5xx
	unreadable   shape = "unreadable"      // HTML, a redirect, half an answer, or one of another form
	failed       shape = "failed"          // errors[] that say neither that it was refused nor that it was done
)

// A rule says what follows from a shape.
type rule struct {
	shape  shape
	code   fault.Code
	unsent bool          // the service cannot have carried the request out, so that even an edit may be sent again
	tries  int           // how often one request is sent at most; an edit only once unless unsent
	wait   time.Duration // before the second try; doubled for each further one, jittered
}

// maxThrottled is how long one request is held back by THROTTLED answers, and by a 429 that names the wait, before the
// call gives up. Such an answer counts no try, because the wait that it asks for is exact.
const maxThrottled = 60 * time.Second

// maxWait is the longest wait that a 429 may ask for (Retry-After) and get; maxPatience is that of any other answer.
const (
	maxWait     = 5 * time.Minute
	maxPatience = 20 * time.Second
)

// maxTrying is how long one call may have been busy sending and waiting to send again when its last try begins. Waits
// for the limits do not count. With the longest try it stays within the 60 s in which trouble is told.
const maxTrying = 35 * time.Second

// rules is the retry rule of the program as one table. What is not sent again ends the call: for an edit whose shape is
// not unsent as EditLost, for everything else as a stopped world with the rule's code. Two shapes have waits of their
// own: THROTTLED (see maxThrottled), and a 429 while many requests of our own are in the window, which is waited out
// beyond its tries, up to the length of the window.
func rules() []rule {
	return []rule{
		{shape: cancelled, code: fault.Cancelled, unsent: true, tries: 1},
		{shape: tokenless, code: fault.NotConnected, unsent: true, tries: 1},
		{shape: unreachable, code: fault.JobberUnreachable, unsent: true, tries: 3, wait: time.Second},
		{shape: untrusted, code: fault.JobberUntrusted, unsent: true, tries: 1},
		{shape: proxySignIn, code: fault.ProxySignIn, unsent: true, tries: 1},
		{shape: cut, code: fault.JobberUnreachable, tries: 3, wait: time.Second},
		{shape: timedOut, code: fault.JobberTimeout, tries: 2, wait: time.Second},
		{shape: rateLimited, code: fault.JobberBusy, unsent: true, tries: 3, wait: 15 * time.Second},
		{shape: throttled, code: fault.JobberBusy, unsent: true, tries: 1, wait: time.Second},
		{shape: tooDear, code: fault.JobberRefused, unsent: true, tries: 1},
		{shape: unauthorised, code: fault.ReconnectNeeded, unsent: true, tries: 1}, // after one refresh of the token
		{shape: disconnected, code: fault.ReconnectNeeded, unsent: true, tries: 1},
		{shape: maintenance, code: fault.JobberMaintenance, unsent: true, tries: 3, wait: 2 * time.Second},
		{shape: inactive, code: fault.AccountInactive, unsent: true, tries: 1},
		{shape: versionGone, code: fault.VersionUnknown, unsent: true, tries: 1},
		{shape: hidden, code: fault.PermissionMissing, unsent: true, tries: 1},
		{shape: refused, code: fault.JobberRefused, unsent: true, tries: 1},
		{shape: absent, code: fault.ItemVanished, unsent: true, tries: 1},
		{shape: forbidden, code: fault.JobberForbidden, unsent: true, tries: 1},
		{shape: notFound, code: fault.JobberNotFound, unsent: true, tries: 1},
		{shape: unavailable, code: fault.JobberUnavailable, tries: 3, wait: time.Second},
		{shape: unreadable, code: fault.JobberUnreadable, tries: 2, wait: time.Second},
		{shape: failed, code: fault.JobberRefused, tries: 2, wait: time.Second},
	}
}

// rule returns the shape's line of the table.
func (s shape) rule() rule {
	for _, r := range rules() {
		if r.shape == s {
			return r
		}
	}
	panic("jobber: no rule for shape " + string(s))
}

// backoff returns the wait before the next try, once a request has been sent the given number of times: the rule's
// wait, doubled for each further try, and shortened by up to half so that clients do not fall into step.
func (r rule) backoff(sent int, jitter float64) time.Duration {
	wait := min(r.wait<<(sent-1), maxWait)
	return wait/2 + time.Duration(jitter*float64(wait/2))
}

// lengthen makes a wait that must not be undercut longer by up to a tenth.
func lengthen(wait time.Duration, jitter float64) time.Duration {
	return wait + time.Duration(jitter*float64(wait)/10)
}
