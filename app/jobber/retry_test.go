package jobber_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
)

var (
	errDial  = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errName  = &net.DNSError{Err: "no such host", Name: "jobber.test", IsNotFound: true}
	errReset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	errTrust = x509.UnknownAuthorityError{}
)

const throttledBody = `{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{` +
	`"requestedQueryCost":905,"actualQueryCost":0,"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":155,"restoreRate":500}}}}`

// shapes walks the failures of jobber-api's section 4 and those of the network. Waits are without jitter, so half of
// what the table says, except where the service itself names the time.
func shapes() []shapeCase {
	return []shapeCase{
		{name: "no connection comes about", answer: breaks(errDial),
			read: end{fault.JobberUnreachable, 3, secs(.5, 1)}, edit: end{fault.JobberUnreachable, 3, secs(.5, 1)}},
		{name: "the name is not known", answer: breaks(errName),
			read: end{fault.JobberUnreachable, 3, secs(.5, 1)}, edit: end{fault.JobberUnreachable, 3, secs(.5, 1)}},
		{name: "the certificate is not trusted", answer: breaks(errTrust),
			read: end{fault.JobberUntrusted, 1, nil}, edit: end{fault.JobberUntrusted, 1, nil}},
		{name: "the connection breaks", answer: breaks(errReset), lost: true,
			read: end{fault.JobberUnreachable, 3, secs(.5, 1)}, edit: end{requests: 1}},
		{name: "no answer comes", answer: silent(), lost: true,
			read: end{fault.JobberTimeout, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "the answer breaks off", answer: halfBody(), lost: true,
			read: end{fault.JobberUnreachable, 3, secs(.5, 1)}, edit: end{requests: 1}},
		{name: "407 from a proxy", answer: reply(407, "proxy"),
			read: end{fault.ProxySignIn, 1, nil}, edit: end{fault.ProxySignIn, 1, nil}},
		{name: "429 in plain text", answer: reply(429, "Retry later\n"),
			read: end{fault.JobberBusy, 3, secs(15, 30)}, edit: end{fault.JobberBusy, 3, secs(15, 30)}},
		{name: "429 that names the wait", answer: reply(429, "Retry later\n", "Retry-After: 7"),
			read: end{fault.JobberBusy, 9, secs(7, 7, 7, 7, 7, 7, 7, 7)}, edit: end{fault.JobberBusy, 9, secs(7, 7, 7, 7, 7, 7, 7, 7)}},
		{name: "429 that names a long wait", answer: reply(429, "", "Retry-After: 40"),
			read: end{fault.JobberBusy, 3, secs(40, 40)}, edit: end{fault.JobberBusy, 3, secs(40, 40)}},
		{name: "429 that names a wait of an hour", answer: reply(429, "", "Retry-After: 3600"),
			read: end{fault.JobberBusy, 1, nil}, edit: end{fault.JobberBusy, 1, nil}},
		{name: "500 with a flat message", answer: reply(500, `{"message":"Internal error"}`), lost: true,
			read: end{fault.JobberUnavailable, 3, secs(.5, 1)}, edit: end{requests: 1}},
		{name: "502 in HTML", answer: reply(502, "<html>Bad gateway</html>"), lost: true,
			read: end{fault.JobberUnavailable, 3, secs(.5, 1)}, edit: end{requests: 1}},
		{name: "503 that names the wait", answer: reply(503, "", "Retry-After: 5"), lost: true,
			read: end{fault.JobberUnavailable, 3, secs(5, 5)}, edit: end{requests: 1}},
		{name: "maintenance, whatever its status", answer: reply(503, `{"message":"Service temporarily unavailable"}`),
			read: end{fault.JobberMaintenance, 3, secs(1, 2)}, edit: end{fault.JobberMaintenance, 3, secs(1, 2)}},
		{name: "maintenance with status 200", answer: ok(`{"message":"Service temporarily unavailable"}`),
			read: end{fault.JobberMaintenance, 3, secs(1, 2)}, edit: end{fault.JobberMaintenance, 3, secs(1, 2)}},
		{name: "a token that stays unknown after one refresh", answer: reply(401, `{"message":"Token not recognized"}`),
			read: end{fault.ReconnectNeeded, 2, nil}, edit: end{fault.ReconnectNeeded, 2, nil}},
		{name: "a token that stays unknown, with status 200", answer: ok(`{"message":"Token not recognized"}`),
			read: end{fault.ReconnectNeeded, 2, nil}, edit: end{fault.ReconnectNeeded, 2, nil}},
		{name: "a field hidden from who is not signed in", answer: ok(`{"data":null,"errors":[{"message":"The field account on an object of type Query was hidden because you are unauthenticated","path":["account"],"extensions":{"code":"UNAUTHENTICATED"}}]}`),
			read: end{fault.ReconnectNeeded, 2, nil}, edit: end{fault.ReconnectNeeded, 2, nil}},
		{name: "a disconnected app", answer: reply(401, `{"message":"User has disconnected this app from their account. Please delete this token"}`),
			read: end{fault.ReconnectNeeded, 1, nil}, edit: end{fault.ReconnectNeeded, 1, nil}},
		{name: "an inactive account", answer: reply(403, `{"error":{"message":"This account is not active"}}`),
			read: end{fault.AccountInactive, 1, nil}, edit: end{fault.AccountInactive, 1, nil}},
		{name: "a version that is gone", answer: reply(404, `{"message":"GraphQL API version '2025-04-16' does not exist"}`),
			read: end{fault.VersionUnknown, 1, nil}, edit: end{fault.VersionUnknown, 1, nil}},
		{name: "403 from whoever", answer: reply(403, "<html>Forbidden</html>"),
			read: end{fault.JobberForbidden, 1, nil}, edit: end{fault.JobberForbidden, 1, nil}},
		{name: "404 from whoever", answer: reply(404, "not here"),
			read: end{fault.JobberNotFound, 1, nil}, edit: end{fault.JobberNotFound, 1, nil}},
		{name: "an unknown flat message", answer: ok(`{"message":"Computer says no"}`),
			read: end{fault.JobberRefused, 1, nil}, edit: end{fault.JobberRefused, 1, nil}},
		{name: "a query that can't be parsed", answer: reply(400, `{"message":"Invalid query"}`),
			read: end{fault.JobberRefused, 1, nil}, edit: end{fault.JobberRefused, 1, nil}},
		{name: "a redirect, as of a hotel's sign-in", answer: reply(302, "", "Location: https://hotel.test/"), lost: true,
			read: end{fault.NetworkSignIn, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "HTML with status 200", answer: ok("<html>Welcome to our Wi-Fi</html>"), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "half of the JSON", answer: ok(`{"data":{"account":{"id":"a"`), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "an answer of ten megabytes", answer: ok(`{"data":"` + strings.Repeat("x", 10<<20) + `"}`), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "an answer nested a million deep", answer: ok(`{"data":` + strings.Repeat("[", 1<<20)), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "JSON that is no answer", answer: ok(`[1,2,3]`), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "an empty object", answer: ok(`{}`), lost: true,
			read: end{fault.JobberUnreadable, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "the root field hidden due to permissions", answer: hiddenRoot(),
			read: end{fault.PermissionMissing, 1, nil}, edit: end{fault.PermissionMissing, 1, nil}},
		{name: "a field that does not exist", answer: ok(`{"errors":[{"message":"Field 'id' doesn't exist on type 'Account'","extensions":{"code":"undefinedField","typeName":"Account","fieldName":"id"}}]}`),
			read: end{fault.JobberRefused, 1, nil}, edit: end{fault.JobberRefused, 1, nil}},
		{name: "an error that says neither yes nor no", answer: ok(`{"data":null,"errors":[{"message":"Something went wrong"}]}`), lost: true,
			read: end{fault.JobberRefused, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "errors of an unknown form", answer: ok(`{"data":null,"errors":"boom"}`), lost: true,
			read: end{fault.JobberRefused, 2, secs(.5)}, edit: end{requests: 1}},
		{name: "THROTTLED without end", answer: ok(throttledBody),
			read: end{fault.JobberBusy, 9, nil}, edit: end{fault.JobberBusy, 9, nil}},
		{name: "Throttled by its text alone", answer: ok(`{"errors":[{"message":"Throttled"}]}`),
			read: end{fault.JobberBusy, 8, nil}, edit: end{fault.JobberBusy, 8, nil}},
		{name: "dearer than the bucket can ever hold", answer: ok(`{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":10001,"actualQueryCost":0,"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":10000,"restoreRate":500}}}}`),
			read: end{fault.JobberRefused, 1, nil}, edit: end{fault.JobberRefused, 1, nil}},
	}
}

type shapeCase struct {
	name   string
	answer step
	lost   bool // an edit may have been carried out
	read   end
	edit   end // with lost: no code, and one request
}

// end is how a call ends: its fault, how many requests were seen, and the waits between them (nil: not looked at).
type end struct {
	code     fault.Code
	requests int
	waits    []time.Duration
}

func secs(seconds ...float64) []time.Duration {
	waits := make([]time.Duration, len(seconds))
	for i, s := range seconds {
		waits[i] = time.Duration(s * float64(time.Second))
	}
	return waits
}

func TestEveryShapeOfFailureFollowsItsRule(t *testing.T) {
	for _, shape := range shapes() {
		t.Run(shape.name+", while reading", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w, _, d := client(shape.answer)
				begun := time.Now()
				_, err := c.Account(t.Context())
				check(t, err, shape.read, w, d)
				if took := time.Since(begun); took > time.Minute && shape.read.code != fault.JobberBusy {
					t.Errorf("told only after %v", took)
				}
			})
		})
		t.Run(shape.name+", while editing", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w, _, d := client(shape.answer)
				edited, err := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "i1", "12.50")})
				check(t, err, shape.edit, w, d)
				want := catalog.EditNotSent
				if shape.lost {
					want = catalog.EditLost
				}
				if len(edited) != 1 || edited[0].State != want {
					t.Errorf("got %+v, want one edit in state %s", edited, want)
				}
			})
		})
	}
}

func check(t *testing.T, err error, want end, w *wire, d *diary) {
	t.Helper()
	if got := code(err); got != want.code {
		t.Errorf("ended as %q (%v), want %q", got, err, want.code)
	}
	if err != nil && strings.Contains(err.Error(), "t0") {
		t.Errorf("the token stands in the error: %v", err)
	}
	requests := w.seen()
	if len(requests) != want.requests {
		t.Errorf("%d requests were seen, want %d", len(requests), want.requests)
	}
	if want.waits == nil {
		return
	}
	var waits []time.Duration
	for _, event := range d.all(jobber.EventWait, jobber.EventRetry) {
		waits = append(waits, event.Wait)
	}
	if diff := cmp.Diff(want.waits, waits); diff != "" {
		t.Errorf("waits: %s", diff)
	}
}

func code(err error) fault.Code {
	if err == nil {
		return ""
	}
	return fault.From(err).Code
}

// hiddenRoot answers that the document's root field was hidden.
func hiddenRoot() step {
	return func(request sent, ctx context.Context) (response *httpResponse, err error) {
		text := `{"data":null,"errors":[{"message":"The field account on an object of type Query was hidden due to permissions","path":["account"]}]}`
		if strings.HasPrefix(request.Query, "mutation") {
			text = strings.NewReplacer("account", "productsAndServicesEdit", "Query", "Mutation").Replace(text)
		}
		return ok(text)(request, ctx)
	}
}

// halfBody answers 200 and breaks off in the middle.
func halfBody() step {
	return func(request sent, ctx context.Context) (*httpResponse, error) {
		response, err := ok("")(request, ctx)
		response.Body = brokenBody{strings.NewReader(`{"data":{"acc`)}
		return response, err
	}
}

type brokenBody struct{ *strings.Reader }

func (b brokenBody) Read(p []byte) (int, error) {
	if b.Len() == 0 {
		return 0, errReset
	}
	return b.Reader.Read(p)
}

func (brokenBody) Close() error { return nil }

func TestSentencesSayWhatHappenedAndWhatToDo(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer step
		want   string
	}{
		{"no connection", breaks(errDial), "Jobber can't be reached from this computer. Nothing already done is lost. Check the internet connection and try again."},
		{"disconnected", reply(401, `{"message":"User has disconnected this app from their account. Please delete this token"}`),
			"The connection to Jobber has ended: Price Sync was disconnected in Jobber. Nothing already done is lost. Connect to Jobber again."},
		{"refused token", reply(401, "no"), "The connection to Jobber has ended: Jobber no longer accepts it. Nothing already done is lost. Connect to Jobber again."},
		{"trouble", reply(502, "<html>"), "Jobber's service has trouble at the moment (status 502). Nothing already done is lost. Try again in a few minutes; status.getjobber.com shows how Jobber is doing."},
		{"version", reply(404, `{"message":"GraphQL API version '2025-04-16' does not exist"}`),
			"Jobber no longer offers the API version 2025-04-16. Install the newest Price Sync. If JOBBER_API_VERSION is set on this computer, remove it."},
		{"permission", hiddenRoot(), "Your Jobber app may not read products and services. In Jobber's Developer Center, tick read and write for Products & Services on your app, then connect again."},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _, _, _ := client(test.answer)
				_, err := c.Account(t.Context())
				if f := fault.From(err); f.Message+" "+f.Hint != test.want {
					t.Errorf("the user reads\n%s\nwant\n%s", f.Message+" "+f.Hint, test.want)
				}
			})
		})
	}
}

func TestOneRefreshMendsAnExpiredToken(t *testing.T) {
	for name, refusal := range map[string]step{
		"with status 401":    reply(401, `{"message":"Token not recognized"}`),
		"with status 200":    ok(`{"message":"Token not recognized"}`),
		"as a hidden field":  ok(`{"data":null,"errors":[{"message":"…","extensions":{"code":"UNAUTHENTICATED"}}]}`),
		"with an empty body": reply(401, ""),
	} {
		t.Run(name, func(t *testing.T) {
			c, w, k, _ := client(refusal, stored("i1", "12.5", "8"))
			edited, err := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "i1", "12.50")})
			if err != nil || edited[0].State != catalog.EditStored {
				t.Fatalf("%+v, %v", edited, err)
			}
			var tokens []string
			for _, request := range w.seen() {
				tokens = append(tokens, request.Header.Get("Authorization"))
			}
			if diff := cmp.Diff([]string{"Bearer t0", "Bearer t1"}, tokens); diff != "" || k.refreshes != 1 {
				t.Errorf("%d refreshes, tokens %s", k.refreshes, diff)
			}
		})
	}
}

func TestTheTokenSourcesOwnErrorIsShownAsItIs(t *testing.T) {
	mine := fault.New(fault.NotConnected, nil)
	c, w, k, _ := client(account())
	k.err = mine
	if _, err := c.Account(t.Context()); !errors.Is(err, mine) || len(w.seen()) != 0 {
		t.Errorf("%v after %d requests", err, len(w.seen()))
	}
	c, w, k, _ = client(reply(401, ""))
	k.dead = mine
	if _, err := c.Account(t.Context()); !errors.Is(err, mine) || len(w.seen()) != 1 {
		t.Errorf("%v after %d requests", err, len(w.seen()))
	}
}

func TestCancellingStopsAWaitAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w, _, _ := client(reply(429, "", "Retry-After: 60"))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		begun := time.Now()
		edited, err := c.Edit(ctx, []catalog.Patch{setPrice(t, "i1", "1")})
		if took := time.Since(begun); !fault.Is(err, fault.Cancelled) || took != 5*time.Second || len(w.seen()) != 1 {
			t.Errorf("%v after %v and %d requests", err, took, len(w.seen()))
		}
		if edited[0].State != catalog.EditNotSent {
			t.Errorf("state %s", edited[0].State)
		}
	})
}

func TestAPanicWhileEditingEndsTheCallAndNotTheProgram(t *testing.T) {
	c, _, _, _ := client(func(sent, context.Context) (*httpResponse, error) { panic("broken") })
	edited, err := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "i1", "1"), setPrice(t, "i1", "2")})
	var broken *fault.Panic
	if !fault.Is(err, fault.Internal) || !errors.As(err, &broken) || len(broken.Stack) == 0 {
		t.Errorf("ended as %v", err)
	}
	if edited[0].State != catalog.EditLost || edited[1].State != catalog.EditNotSent {
		t.Errorf("states %s and %s: nobody knows whether the first one left", edited[0].State, edited[1].State)
	}
}
