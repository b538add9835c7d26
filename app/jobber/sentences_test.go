package jobber_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
)

const (
	ended   = "The connection to Jobber has ended"
	again   = " Nothing already done is lost. Connect to Jobber again."
	support = "Jobber refused this request. No price was changed. Save a diagnostics report under Help and send it to support with the reference."
	odd     = "Jobber, or something between here and Jobber, sent an answer that Price Sync can't read. Nothing already done is lost. Check whether this network wants a sign-in in the browser first, then try again."
	later   = " Nothing already done is lost. Try again in a few minutes; status.getjobber.com shows how Jobber is doing."
	perhaps = "Jobber, or your company's network, does not allow this (status 403). Ask a Jobber administrator to connect, and your IT department whether getjobber.com is blocked."
)

// spoken are the failures of Jobber and of what stands before it, as they come over the wire, each with what a person
// reads of it.
func spoken() []struct {
	name   string
	status int
	kind   string // the content type; "" is JSON
	body   string
	want   string
} {
	return []struct {
		name   string
		status int
		kind   string
		body   string
		want   string
	}{
		{"a token that is not known", 401, "", `{"message":"Token not recognized"}`, ended + ": Jobber no longer accepts it." + again},
		{"a token that is not known, with status 200", 200, "", `{"message":"Token not recognized"}`, ended + ": Jobber no longer accepts it." + again},
		{"401 without a word", 401, "text/plain", ``, ended + ": Jobber no longer accepts it." + again},
		{"a field hidden from who is not signed in", 200, "", `{"errors":[{"message":"The field account on an object of type Query was hidden because you are unauthenticated","locations":[{"line":1,"column":17}],"path":["account"],"extensions":{"code":"UNAUTHENTICATED"}}],"data":null}`, ended + ": Jobber no longer accepts it." + again},
		{"an app that was disconnected", 401, "", `{"message":"User has disconnected this app from their account. Please delete this token"}`, ended + ": Price Sync was disconnected in Jobber." + again},
		{"an app that was disconnected, with status 200", 200, "", `{"message":"User has disconnected this app from their account. Please delete this token"}`, ended + ": Price Sync was disconnected in Jobber." + again},
		{"maintenance", 503, "", `{"message":"Service temporarily unavailable"}`, "Jobber's service is temporarily unavailable." + later},
		{"maintenance with status 200", 200, "", `{"message":"Service temporarily unavailable"}`, "Jobber's service is temporarily unavailable." + later},
		{"an account that is not active", 403, "", `{"error":{"message":"This account is not active"}}`, "This Jobber account is not active. Ask whoever manages your Jobber subscription, then connect again."},
		{"an account that is not active, with status 200", 200, "", `{"error":{"message":"This account is not active"}}`, "This Jobber account is not active. Ask whoever manages your Jobber subscription, then connect again."},
		{"a version that is gone", 404, "", `{"message":"GraphQL API version '2025-04-16' does not exist"}`, "Jobber no longer offers the API version 2025-04-16. Install the newest Price Sync. If JOBBER_API_VERSION is set on this computer, remove it."},
		{"a query that can't be parsed", 400, "", `{"message":"Invalid query"}`, support},
		{"an unknown flat message", 200, "", `{"message":"Computer says no"}`, support},
		{"the limit of requests, with a wait of an hour", 429, "text/plain", "Retry later\n", "Jobber is limiting how fast programs may work, and the wait is too long. Nothing already done is lost. Wait five minutes and go on. Other programs connected to Jobber share the same limit."},
		{"dearer than the bucket can ever hold", 200, "", `{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED","documentation":"https://developer.getjobber.com/docs?a=1&b=2"}}],"extensions":{"cost":{"requestedQueryCost":10001,"actualQueryCost":0,"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":10000,"restoreRate":500}}}}`, support},
		{"403 in HTML", 403, "text/html", `<html><a href="https://waf.example/?id=1&token=2">Forbidden</a></html>`, perhaps},
		{"404 in HTML", 404, "text/html", `<html>Not found</html>`, "Jobber's service was not found at its address (status 404). Check JOBBER_API_URL, or remove it."},
		{"407 from a proxy", 407, "text/html", `<html>Sign in</html>`, "Your company's proxy wants a sign-in before it lets Price Sync reach Jobber. Ask your IT department to let Price Sync through to getjobber.com."},
		{"500 in JSON", 500, "", `{"message":"PG::ConnectionBad: SELECT * FROM products"}`, "Jobber's service has trouble at the moment (status 500)." + later},
		{"502 in HTML", 502, "text/html", `<html><h1>502 Bad Gateway</h1></html>`, "Jobber's service has trouble at the moment (status 502)." + later},
		{"503 without a word", 503, "text/plain", ``, "Jobber's service has trouble at the moment (status 503)." + later},
		{"a page where JSON should be", 200, "text/html", `<html>Welcome to our Wi-Fi</html>`, odd},
		{"half of the JSON", 200, "", `{"data":{"account":{"id":"a"`, odd},
		{"JSON that is no answer", 200, "", `["a"]`, odd},
		{"an empty object", 200, "", `{}`, odd},
		{"an answer without the account", 200, "", `{"data":{"account":null}}`, odd},
		{"a missing permission", 200, "", `{"data":null,"errors":[{"message":"The field account on an object of type Query was hidden due to permissions","locations":[{"line":2,"column":3}],"path":["account"]}]}`, "Your Jobber app may not read products and services. In Jobber's Developer Center, tick read and write for Products & Services on your app, then connect again."},
		{"an object hidden due to permissions", 200, "", `{"data":null,"errors":[{"message":"An object of type Account was hidden due to permissions","path":["account"]}]}`, "Your Jobber app may not read products and services. In Jobber's Developer Center, tick read and write for Products & Services on your app, then connect again."},
		{"a variable of the wrong kind", 200, "", `{"errors":[{"message":"Variable $id of type EncodedId! was provided invalid value","locations":[{"line":1,"column":19}],"extensions":{"value":"1","problems":[{"path":[],"explanation":"'1' is not a valid EncodedId"}]}}]}`, support},
		{"a literal of the wrong kind", 200, "", `{"errors":[{"message":"'2lk' is not a valid EncodedId","locations":[{"line":2,"column":17}],"path":["query","property","id"],"extensions":{"code":"argumentLiteralsIncompatible","typeName":"CoercionError"}}]}`, support},
		{"an argument that is missing", 200, "", `{"errors":[{"message":"Argument 'name' on InputObject 'ProductsAndServicesInput' is required. Expected type String!"}]}`, support},
		{"a field that does not exist", 200, "", `{"errors":[{"message":"Field 'code' doesn't exist on type 'Account'","path":["query Account","account","code"],"extensions":{"code":"undefinedField","typeName":"Account","fieldName":"code"}}]}`, support},
		{"an error that says neither yes nor no", 200, "", `{"data":null,"errors":[{"message":"Something went wrong"}]}`, support},
		{"errors of an unknown form", 200, "", `{"data":null,"errors":"boom"}`, support},
	}
}

// unshown are the things that no person has any use for.
var unshown = regexp.MustCompile(`goroutine |\.go:\d|/usr/|/home/|[A-Z]:\\|(?i:select .* from|insert into|pragma )|[{}\[\]<>]|://|\?\w+=|0x[0-9a-f]+`)

func TestEveryFailureOnTheWireIsToldInASentence(t *testing.T) {
	for _, test := range spoken() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				kind := test.kind
				if kind == "" {
					kind = "application/json"
				}
				w.Header().Set("Content-Type", kind)
				w.Header().Set("X-Request-Id", "5f1c-77")
				if test.status == http.StatusTooManyRequests {
					w.Header().Set("Retry-After", "3600")
				}
				w.WriteHeader(test.status)
				_, _ = fmt.Fprint(w, test.body)
			}))
			defer served.Close()
			_, err := over(served.URL).Account(t.Context())
			told := fault.From(err)
			if told == nil {
				t.Fatal("nothing is told")
			}
			got := told.Message + " " + told.Hint
			if got != test.want {
				t.Errorf("the user reads\n%s\nwant\n%s", got, test.want)
			}
			if bad := unshown.FindString(got); bad != "" {
				t.Errorf("%q stands in %s", bad, got)
			}
			if test.status != 200 && !strings.Contains(err.Error(), `request "5f1c-77"`) {
				t.Errorf("the log does not have the service's own id of the request: %v", err)
			}
		})
	}
}

func TestWhatBreaksOnTheWireIsToldInASentence(t *testing.T) {
	unreachable := "Jobber can't be reached from this computer. Nothing already done is lost. Check the internet connection and try again."
	for _, test := range []struct {
		name string
		do   func(w http.ResponseWriter)
		want string
	}{
		{"the connection is cut before an answer", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, unreachable},
		{"the answer is cut in its middle", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "500")
			_, _ = fmt.Fprint(w, `{"data":{"account"`)
		}, unreachable},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { test.do(w) }))
			defer served.Close()
			_, err := over(served.URL).Account(t.Context())
			if told := fault.From(err); told == nil || told.Message+" "+told.Hint != test.want {
				t.Errorf("the user reads %+v, want %s", told, test.want)
			}
		})
	}
	t.Run("nothing listens", func(t *testing.T) {
		t.Parallel()
		served := httptest.NewServer(http.NotFoundHandler())
		served.Close()
		_, err := over(served.URL).Account(t.Context())
		if told := fault.From(err); told == nil || told.Message+" "+told.Hint != unreachable {
			t.Errorf("the user reads %+v", told)
		}
	})
}

func TestARefusalOfOneRowIsItsOwnAndScrubbed(t *testing.T) {
	for name, body := range map[string]string{
		"in userErrors":               `{"data":{"productsAndServicesEdit":{"productOrService":null,"userErrors":[{"message":"Name of t0 is taken","path":["input","name"]}]}}}`,
		"as a variable":               `{"data":null,"errors":[{"message":"Variable $input of type X was provided invalid value","extensions":{"problems":[{"path":[],"explanation":"Name of t0 is taken"}]}}]}`,
		"as an item that is not here": `{"data":{"productsAndServicesEdit":null},"errors":[{"message":"Name of t0 is taken: not found","path":["productsAndServicesEdit"]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked.Add(1)
				w.Header().Set("Content-Type", "application/json")
				_, _ = fmt.Fprint(w, body)
			}))
			defer served.Close()
			edited, err := over(served.URL).Edit(t.Context(), []catalog.Patch{setPrice(t, "i1", "12.50")})
			if err != nil || len(edited) != 1 || edited[0].State != catalog.EditRejected || asked.Load() != 1 {
				t.Fatalf("%+v, %v, after %d requests", edited, err, asked.Load())
			}
			if !strings.HasPrefix(edited[0].Message, "Name of [hidden] is taken") {
				t.Errorf("the reason is %q", edited[0].Message)
			}
		})
	}
}

// over is a client that speaks over a real connection and waits as little as its rules allow.
func over(address string) *jobber.Client {
	return jobber.New(jobber.Config{
		BaseURL: address, HTTP: &http.Transport{ResponseHeaderTimeout: 10 * time.Second}, Tokens: &keys{},
		Jitter: func() float64 { return 0 }, Scrub: func(text string) string { return strings.ReplaceAll(text, "t0", "[hidden]") },
	})
}
