package sandbox

import (
	"slices"
	"time"

	"pricesync/app/catalog"
)

// The paths of the service, as On.Path names them.
const (
	AuthorizePath = "/api/oauth/authorize"
	TokenPath     = "/api/oauth/token"
	GraphQLPath   = "/api/graphql"
)

// Always is Fault.Times for a fault that stays.
const Always = -1

// Fault is something that goes wrong with the next request that fits, or with the Nth.
type Fault struct {
	On    On
	Skip  int // requests that fit and pass unharmed first: Skip 2 harms the third
	Times int // requests that are harmed then; 0 means one, Always never ends
	Do    Effect
}

// On says which requests a fault waits for. Every field that is set must fit.
type On struct {
	Path      string         // "" means GraphQLPath
	Operation string         // the operation's name in the document
	Field     string         // one of its root fields, such as "productsAndServicesEdit"
	Mutation  bool           // mutations only
	Item      catalog.ItemID // a variable or argument names this item
	Grant     string         // at TokenPath: the grant_type
}

// Effect is what befalls a request: what happens before it, how much of it is carried out, and what is answered. The
// zero value carries nothing out and answers with what that gives; the constructors below build the useful ones.
type Effect struct {
	Foreign []Change      // what somebody else changes in the account just before
	Wait    time.Duration // before the request is looked at
	Apply   Apply
	Answer  Answer
}

// Apply says how much of a request is carried out.
type Apply string

// How much is carried out.
const (
	ApplyNone  Apply = ""
	ApplyAll   Apply = "all"
	ApplyHalf  Apply = "half"  // the first half of a mutation's root fields, rounded down
	ApplyTwice Apply = "twice" // the network delivered the request twice; the second answer counts
)

// AnswerKind names what comes back.
type AnswerKind string

// The kinds of answers.
const (
	AnswerOwn       AnswerKind = ""          // what the service has to say about what was carried out
	AnswerRaw       AnswerKind = "raw"       // Status, Header and Body as they stand
	AnswerThrottled AnswerKind = "throttled" // the bucket's refusal, whatever the bucket holds
	AnswerReset     AnswerKind = "reset"     // the connection is reset
	AnswerRefused   AnswerKind = "refused"   // no connection (in process only; over a socket it is reset)
	AnswerSilence   AnswerKind = "silence"   // nothing, until the client gives up
	AnswerCutText   AnswerKind = "cut_text"  // a whole response that holds the first half of the JSON
	AnswerShortBody AnswerKind = "short_body"
	AnswerPartial   AnswerKind = "partial" // the true data with an error beside it
	AnswerHidden    AnswerKind = "hidden"  // the root field was hidden due to permissions, data null
	AnswerDrip      AnswerKind = "drip"    // half of the body, a wait, the other half
)

// Answer is what comes back.
type Answer struct {
	Kind   AnswerKind
	Status int
	Header map[string]string
	Body   string
	Drip   time.Duration
}

// Change is what somebody else does to the catalog. Absent fields stay; an item that is not there is passed over.
type Change struct {
	Patch  catalog.Patch
	Name   string // the new name; "" keeps it
	Remove bool
	Add    *catalog.Item // an item that comes in; the other fields are not looked at then
}

// Throttled refuses for the cost bucket's sake: HTTP 200 with the code THROTTLED.
func Throttled() Effect { return Effect{Answer: Answer{Kind: AnswerThrottled}} }

// TooManyRequests refuses for the request limit's sake: 429 in plain text, with Retry-After unless it is "".
func TooManyRequests(retryAfter string) Effect {
	header := map[string]string{"Content-Type": "text/plain"}
	if retryAfter != "" {
		header["Retry-After"] = retryAfter
	}
	return Effect{Answer: Answer{Kind: AnswerRaw, Status: 429, Header: header, Body: retryLater}}
}

// Failure answers with an HTML page of that status, as an edge server does for 500, 502, 503 and 504, after carrying
// out as much as apply says. Status 200 is the captive portal's page.
func Failure(status int, apply Apply) Effect {
	return Effect{Apply: apply, Answer: Answer{Kind: AnswerRaw, Status: status,
		Header: map[string]string{"Content-Type": "text/html; charset=UTF-8"}, Body: htmlFailure(status)}}
}

// Redirected sends the client elsewhere, as a captive portal does.
func Redirected(location string) Effect {
	return Effect{Answer: Answer{Kind: AnswerRaw, Status: 302,
		Header: map[string]string{"Location": location, "Content-Type": "text/html; charset=UTF-8"}, Body: htmlFailure(302)}}
}

// Flat answers with Jobber's flat object {"message": …} and that status, and carries nothing out.
func Flat(status int, message string) Effect {
	return Effect{Answer: Answer{Kind: AnswerRaw, Status: status, Header: jsonHeader(), Body: flat(message)}}
}

// Unavailable is Jobber in maintenance.
func Unavailable() Effect { return Flat(503, unavailableText) }

// Disconnected is the answer to a token whose app was disconnected; the token itself stays good.
func Disconnected() Effect { return Flat(401, disconnectedText) }

// BadToken is the answer to a token that is not known; the token itself stays good.
func BadToken() Effect { return Flat(401, badTokenText) }

// Inactive is the answer for an account that is not active.
func Inactive() Effect {
	return Effect{Answer: Answer{Kind: AnswerRaw, Status: 403, Header: jsonHeader(), Body: inactiveBody}}
}

// UnknownVersion is the answer to a version that was removed.
func UnknownVersion(version string) Effect { return Flat(404, versionText(version)) }

// Slow waits before it carries the request out and answers truly.
func Slow(wait time.Duration) Effect { return Effect{Wait: wait, Apply: ApplyAll} }

// SlowBody answers truly, with a wait in the middle of the body.
func SlowBody(wait time.Duration) Effect {
	return Effect{Apply: ApplyAll, Answer: Answer{Kind: AnswerDrip, Drip: wait}}
}

// Reset cuts the connection without an answer after carrying out as much as apply says.
func Reset(apply Apply) Effect { return Effect{Apply: apply, Answer: Answer{Kind: AnswerReset}} }

// Refused is a service that cannot be reached: nothing of the request left.
func Refused() Effect { return Effect{Answer: Answer{Kind: AnswerRefused}} }

// Silence never answers: the client's own timeout ends it.
func Silence(apply Apply) Effect { return Effect{Apply: apply, Answer: Answer{Kind: AnswerSilence}} }

// CutText answers with the first half of the JSON in a whole response.
func CutText(apply Apply) Effect { return Effect{Apply: apply, Answer: Answer{Kind: AnswerCutText}} }

// ShortBody breaks off in the middle of the body that its Content-Length promises.
func ShortBody(apply Apply) Effect {
	return Effect{Apply: apply, Answer: Answer{Kind: AnswerShortBody}}
}

// Empty answers 200 with no body at all.
func Empty(apply Apply) Effect {
	return Effect{Apply: apply, Answer: Answer{Kind: AnswerRaw, Status: 200, Header: jsonHeader()}}
}

// HugeBody answers with valid JSON of about that many bytes.
func HugeBody(bytes int, apply Apply) Effect {
	return Effect{Apply: apply, Answer: Answer{Kind: AnswerRaw, Status: 200, Header: jsonHeader(), Body: hugeJSON(bytes)}}
}

// DeepBody answers with JSON nested that deep.
func DeepBody(depth int, apply Apply) Effect {
	return Effect{Apply: apply, Answer: Answer{Kind: AnswerRaw, Status: 200, Header: jsonHeader(), Body: deepJSON(depth)}}
}

// Half carries out the first half of a mutation's root fields; the others are null with an error each.
func Half() Effect { return Effect{Apply: ApplyHalf} }

// Partial carries the request out and puts an error beside the data.
func Partial() Effect { return Effect{Apply: ApplyAll, Answer: Answer{Kind: AnswerPartial}} }

// Hidden answers that the root field was hidden due to permissions.
func Hidden() Effect { return Effect{Answer: Answer{Kind: AnswerHidden}} }

// Twice delivers the request twice.
func Twice() Effect { return Effect{Apply: ApplyTwice} }

// Foreign changes the account just before the request, which is then carried out as usual.
func Foreign(changes ...Change) Effect { return Effect{Foreign: changes, Apply: ApplyAll} }

// Inject adds faults. They are looked through in the order in which they were added; at most one befalls a request.
func (s *Server) Inject(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, fault := range faults {
		fault.Times = or(fault.Times, 1)
		s.faults = append(s.faults, &fault)
	}
}

// Pending returns the faults that have not befallen as many requests as they were to, those with Times Always included.
func (s *Server) Pending() []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	pending := make([]Fault, len(s.faults))
	for i, fault := range s.faults {
		pending[i] = *fault
	}
	return pending
}

// ClearFaults forgets every fault that is pending.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// effect returns what befalls the call: a pending fault's effect, or the usual way.
func (s *Server) effect(c *call) (Effect, bool) {
	for i, fault := range s.faults {
		if !fault.On.fits(c) {
			continue
		}
		if fault.Skip > 0 {
			fault.Skip--
			continue
		}
		if fault.Times != Always {
			if fault.Times--; fault.Times == 0 {
				s.faults = slices.Delete(s.faults, i, i+1)
			}
		}
		return fault.Do, true
	}
	return Effect{Apply: ApplyAll}, false
}

func (o On) fits(c *call) bool {
	path := o.Path
	if path == "" {
		path = GraphQLPath
	}
	return path == c.path &&
		(o.Operation == "" || o.Operation == c.operation()) &&
		(o.Field == "" || slices.Contains(c.rootFields(), o.Field)) &&
		(!o.Mutation || c.mutation()) &&
		(o.Item == "" || c.names(o.Item)) &&
		(o.Grant == "" || o.Grant == c.form.Get("grant_type"))
}
