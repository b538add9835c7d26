package jobber

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// answer is a decoded GraphQL answer. A read has its data whole; a write may have errors beside the data.
type answer struct {
	scrub     func(string) string        // see Config.Scrub
	data      map[string]json.RawMessage // by the key in the document
	errors    []graphError
	cost      *costReport
	oddLimits bool // the report of cost and limits made no sense, at least in part
	version   string
	warning   string
}

func (a answer) bucket() *Bucket {
	if a.cost == nil {
		return nil
	}
	return a.cost.bucket
}

// costReport is extensions.cost as far as it makes sense.
type costReport struct {
	requested float64 // 0 when it does not say
	actual    float64 // -1 when it does not say
	bucket    *Bucket
}

// envelope is every form of answer at once: GraphQL's own, and the two flat ones.
type envelope struct {
	Data       json.RawMessage `json:"data"`
	Errors     json.RawMessage `json:"errors"`
	Message    json.RawMessage `json:"message"`
	Error      json.RawMessage `json:"error"`
	Extensions json.RawMessage `json:"extensions"`
}

// decode reads the reply by the four shapes of Jobber's failures: flat objects, real statuses, errors[] and (left to
// the caller, beside data) userErrors[].
func (r reply) decode() (answer, *failure) {
	var e envelope
	isJSON := len(r.body) <= maxBody && json.Unmarshal(r.body, &e) == nil
	if text := e.flat(); isJSON && text != "" {
		if s := flatShape(text); s != "" {
			return answer{scrub: r.scrub}, r.failure(s, text)
		}
	}
	a := answer{scrub: r.scrub}
	if isJSON && (len(e.Errors) > 0 || len(e.Data) > 0) {
		a.extend(e.Extensions)
		a.warning = r.scrub(a.warning)
		a.errors = graphErrors(e.Errors)
		for i := range a.errors {
			a.errors[i].scrub(r.scrub)
		}
	}
	if s := statusShape(r.status); s != "" {
		if s == refused && len(a.errors) > 0 {
			return a, r.judge(a)
		}
		return a, r.failure(s, e.flat())
	}
	switch {
	case len(r.body) > maxBody:
		return a, r.failure(unreadable, fmt.Sprintf("longer than %d bytes", maxBody))
	case !isJSON:
		return a, r.failure(unreadable, "not JSON")
	case e.flat() != "":
		return a, r.failure(refused, e.flat())
	case len(a.errors) == 0 && null(e.Data):
		return a, r.failure(unreadable, "neither data nor errors")
	}
	if !null(e.Data) && json.Unmarshal(e.Data, &a.data) != nil {
		return a, r.failure(unreadable, "data is no object")
	}
	if len(a.errors) > 0 {
		return a, r.judge(a)
	}
	return a, nil
}

// failure makes a failure of the reply. text is the service's own; it is kept short, since it goes into the log.
func (r reply) failure(s shape, text string) *failure {
	if text = r.scrub(text); len(text) > 300 {
		text = strings.ToValidUTF8(text[:300], "") + "…"
	}
	return &failure{
		shape: s, status: r.status, retryAfter: r.retryAfter, elsewhere: r.elsewhere,
		cause: fmt.Errorf("status %d, %d bytes, request %q: %s", r.status, len(r.body), r.requestID, text),
	}
}

// judge makes a failure of errors[], or nil where data stands beside them and only its reader can tell.
func (r reply) judge(a answer) *failure {
	s := a.errors[0].shape()
	for _, e := range a.errors {
		if e.shape() == throttled {
			s = throttled
		}
	}
	if s == failed || s == hidden || s == absent {
		for _, raw := range a.data {
			if !null(raw) {
				return nil
			}
		}
	}
	texts := make([]string, len(a.errors))
	for i, e := range a.errors {
		texts[i] = e.Message
	}
	f := r.failure(s, strings.Join(texts, "; "))
	f.errors = a.errors
	if a.cost != nil {
		f.requested, f.bucket = a.cost.requested, a.cost.bucket
		if s == throttled && f.bucket != nil && f.requested > f.bucket.Max {
			f.shape = tooDear
		}
	}
	return f
}

// flat returns the text of {"message": …} or {"error": {"message": …}}, where the answer is of that form.
func (e envelope) flat() string {
	if len(e.Data) > 0 || len(e.Errors) > 0 {
		return ""
	}
	var text string
	if json.Unmarshal(e.Message, &text) == nil && text != "" {
		return text
	}
	var nested struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(e.Error, &nested) == nil {
		return nested.Message
	}
	if json.Unmarshal(e.Error, &text) == nil {
		return text
	}
	return ""
}

// flatShape knows the texts that Jobber documents, whatever status they come with; "" for any other.
func flatShape(text string) shape {
	text = strings.ToLower(text)
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case has("token not recognized"), has("invalid token"):
		return unauthorised
	case has("disconnected this app"):
		return disconnected
	case has("temporarily unavailable"):
		return maintenance
	case has("account is not active"):
		return inactive
	case has("api version") && has("does not exist"):
		return versionGone
	case has("invalid query"):
		return refused
	}
	return ""
}

// statusShape is what an HTTP status says by itself; "" for 200, which says nothing.
func statusShape(status int) shape {
	switch {
	case status == http.StatusOK:
		return ""
	case status == http.StatusUnauthorized:
		return unauthorised
	case status == http.StatusForbidden:
		return forbidden
	case status == http.StatusNotFound:
		return notFound
	case status == http.StatusProxyAuthRequired:
		return proxySignIn
	case status == http.StatusRequestTimeout:
		return timedOut
	case status == http.StatusTooManyRequests:
		return rateLimited
	case status >= 500:
		return unavailable
	case status >= 400:
		return refused
	}
	return unreadable
}

// extend reads the extensions, each part for itself: one that makes no sense is left out.
func (a *answer) extend(raw json.RawMessage) {
	var extensions struct {
		Cost       json.RawMessage `json:"cost"`
		Versioning struct {
			Version string `json:"version"`
			Warning string `json:"warning"`
		} `json:"versioning"`
	}
	if err := json.Unmarshal(raw, &extensions); err != nil && len(extensions.Cost) == 0 {
		return
	}
	a.version, a.warning = extensions.Versioning.Version, extensions.Versioning.Warning
	if null(extensions.Cost) {
		return
	}
	var report struct {
		Requested json.RawMessage `json:"requestedQueryCost"`
		Actual    json.RawMessage `json:"actualQueryCost"`
		Status    struct {
			Max       json.RawMessage `json:"maximumAvailable"`
			Available json.RawMessage `json:"currentlyAvailable"`
			Restore   json.RawMessage `json:"restoreRate"`
		} `json:"throttleStatus"`
	}
	odd := json.Unmarshal(extensions.Cost, &report) != nil
	number := func(raw json.RawMessage, least, otherwise float64) float64 {
		var n float64
		if json.Unmarshal(raw, &n) != nil || null(raw) || n < least {
			odd = true
			return otherwise
		}
		return n
	}
	a.cost = &costReport{requested: number(report.Requested, 0, 0), actual: number(report.Actual, 0, -1)}
	b := Bucket{Max: number(report.Status.Max, 1, -1), Available: number(report.Status.Available, 0, -1), Restore: number(report.Status.Restore, 1, -1)}
	if b.Max > 0 && b.Available >= 0 && b.Restore > 0 && b.Available <= b.Max {
		a.cost.bucket = &b
	}
	a.oddLimits = odd || a.cost.bucket == nil
}

func null(raw json.RawMessage) bool {
	raw = bytes.TrimSpace(raw)
	return len(raw) == 0 || string(raw) == "null"
}
