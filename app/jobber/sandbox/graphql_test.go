package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pricesync/app/jobber/sandbox"
)

func TestTheAnswerToAQuery(t *testing.T) {
	const query = `query Items { products(first: 2) { nodes { id name description category defaultUnitCost internalUnitCost markup taxable visible } pageInfo { hasNextPage endCursor } } }`
	eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
		got := p.query(query, nil)
		wantBody(t, got, 200, `{"data":{"products":{"nodes":[`+
			`{"id":"`+tubeID+`","name":"COP15-3M","description":null,"category":"PRODUCT","defaultUnitCost":11.5,"internalUnitCost":8.0,"markup":null,"taxable":true,"visible":true},`+
			`{"id":"`+serviceID+`","name":"Boiler Service","description":"Every year","category":"SERVICE","defaultUnitCost":95.0,"internalUnitCost":null,"markup":null,"taxable":false,"visible":true}],`+
			`"pageInfo":{"hasNextPage":false,"endCursor":"Mg"}}},`+tail("23", "23", "9977"))
		if kind := got.header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
			t.Errorf("Content-Type %q", kind)
		}
		if _, err := http.ParseTime(got.header.Get("Date")); err != nil {
			t.Errorf("Date: %v", err)
		}
		if id := got.header.Get("X-Request-Id"); len(id) != 36 {
			t.Errorf("X-Request-Id %q", id)
		}
	})
}

func TestTheAnswerToAnEdit(t *testing.T) {
	eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
		got := p.query(edit, editing(tubeID, `{"defaultUnitCost":12,"internalUnitCost":8.45,"markup":42.01}`))
		wantBody(t, got, 200, `{"data":{"productsAndServicesEdit":{"productOrService":{"id":"`+tubeID+
			`","name":"COP15-3M","defaultUnitCost":12.0,"internalUnitCost":8.45,"markup":42.01},"userErrors":[]}},`+tail("10", "8", "9992"))
	})
}

func TestTheAnswerToAnAccount(t *testing.T) {
	eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
		wantBody(t, p.query(`query Account { account { id name } }`, nil), 200,
			`{"data":{"account":{"id":"Z2lkOi8vSm9iYmVyL0FjY291bnQvMjQ4NjkzNA==","name":"ACME Plumbing"}},`+tail("3", "3", "9997"))
	})
}

func TestFlatAnswersBeforeGraphQL(t *testing.T) {
	const query = `{ account { name } }`
	tests := []struct {
		name    string
		config  sandbox.Config
		change  func(*http.Request)
		prepare func(*peer)
		status  int
		body    string
	}{
		{name: "an unknown token is not recognised",
			change: func(r *http.Request) { r.Header.Set("Authorization", "Bearer x.y.z") },
			status: 401, body: `{"message":"Token not recognized"}`},
		{name: "a token whose time is over is not recognised",
			prepare: func(p *peer) { p.server.ExpireAccess() },
			status:  401, body: `{"message":"Token not recognized"}`},
		{name: "the status of a bad token is a switch",
			config:  sandbox.Config{Switches: sandbox.Switches{Statuses: sandbox.Statuses{BadToken: 200}}},
			prepare: func(p *peer) { p.server.ExpireAccess() },
			status:  200, body: `{"message":"Token not recognized"}`},
		{name: "a disconnected app is told so",
			prepare: func(p *peer) {
				if err := p.server.Disconnect(); err != nil {
					p.t.Fatal(err)
				}
			},
			status: 401, body: `{"message":"User has disconnected this app from their account. Please delete this token"}`},
		{name: "maintenance",
			config: sandbox.Config{Switches: sandbox.Switches{Unavailable: true}},
			status: 503, body: `{"message":"Service temporarily unavailable"}`},
		{name: "an inactive account",
			config: sandbox.Config{Switches: sandbox.Switches{Inactive: true}},
			status: 403, body: `{"error":{"message":"This account is not active"}}`},
		{name: "an unknown version",
			change: func(r *http.Request) { r.Header.Set("X-JOBBER-GRAPHQL-VERSION", "2020-01-01") },
			status: 404, body: `{"message":"GraphQL API version '2020-01-01' does not exist"}`},
		{name: "a missing version",
			change: func(r *http.Request) { r.Header.Del("X-JOBBER-GRAPHQL-VERSION") },
			status: 404, body: `{"message":"GraphQL API version '' does not exist"}`},
		{name: "a form instead of JSON",
			change: func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") },
			status: 415, body: `{"message":"Content-Type must be application/json"}`},
		{name: "another method",
			change: func(r *http.Request) { r.Method = http.MethodGet },
			status: 404, body: `{"message":"Not Found"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			eachWay(t, test.config, func(t *testing.T, p *peer) {
				if test.prepare != nil {
					test.prepare(p)
				}
				r := p.request(query, nil)
				if test.change != nil {
					test.change(r)
				}
				wantBody(t, p.do(r), test.status, test.body)
			})
		})
	}
}

func TestAQueryThatIsNotGraphQLIsRefusedFlat(t *testing.T) {
	p := connect(t, sandbox.Config{})
	for _, query := range []string{"", "this is not a query", "{ account { name }", "fragment F on Account { name }"} {
		wantBody(t, p.query(query, nil), 400, `{"message":"Invalid query"}`)
	}
}

func TestARequestBeyondTheLimitIsTooLarge(t *testing.T) {
	p := connect(t, sandbox.Config{Switches: sandbox.Switches{MaxBody: 200}})
	if got := p.query(`{ account { name } }`, nil); got.status != 200 {
		t.Errorf("a small request got %d: %s", got.status, got.body)
	}
	if got := p.query(`{ account { name } } #`+strings.Repeat("x", 200), nil); got.status != 413 || !strings.HasPrefix(got.body, "<!DOCTYPE html>") {
		t.Errorf("a large request got %d: %s", got.status, got.body)
	}
}

func TestWithoutATokenNoFieldIsSeen(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	r := p.request("query {\n  products { nodes { id } }\n}", nil)
	r.Header.Del("Authorization")
	wantBody(t, p.do(r), 200, `{"data":null,"errors":[{"message":"The field products on an object of type Query was hidden because you are unauthenticated",`+
		`"locations":[{"line":2,"column":3}],"path":["products"],"extensions":{"code":"UNAUTHENTICATED"}}],`+tail("102", "0", "10000"))
}

func TestVersions(t *testing.T) {
	stop := time.Date(2023, 5, 13, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name     string
		switches sandbox.Switches
		asked    string
		want     string
	}{
		{"a version of the changelog answers as asked", sandbox.Switches{}, "2024-06-10", `{"version":"2024-06-10"}`},
		{"a newer version that apps send answers too", sandbox.Switches{}, "2026-04-16", `{"version":"2026-04-16"}`},
		{"a version near its end carries the date", sandbox.Switches{Ending: map[string]time.Time{"2022-09-15": stop}}, "2022-09-15",
			`{"version":"2022-09-15","warning":"Support for API version 2022-09-15 is scheduled to stop on May 13, 2023. Upgrade to the latest version 2025-04-16 before that date. For more information: https://developer.getjobber.com/docs/using_jobbers_api/api_versioning"}`},
		{"a version out of support says so", sandbox.Switches{Unsupported: []string{"2022-09-15"}}, "2022-09-15",
			`{"version":"2022-09-15","warning":"API Version 2022-09-15 is no longer supported, and will be removed at any time without warning. Upgrade to the latest API version 2025-04-16 to ensure your app continues to function. For more information: https://developer.getjobber.com/docs/using_jobbers_api/api_versioning"}`},
		{"a removed version is raised to the oldest supported one", sandbox.Switches{Removed: []string{"2022-05-23", "2022-09-15"}, Unsupported: []string{"2022-12-07"}}, "2022-09-15",
			`{"version":"2023-03-29"}`},
		{"a missing version may be accepted", sandbox.Switches{MissingVersion: sandbox.MissingVersionAccepted}, "", `{"version":"2022-05-23"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, sandbox.Config{Switches: test.switches})
			r := p.request(`{ account { name } }`, nil)
			r.Header.Set("X-JOBBER-GRAPHQL-VERSION", test.asked)
			if got := p.do(r); !strings.HasSuffix(got.body, `"versioning":`+test.want+`}}`) {
				t.Errorf("got %s, want versioning %s", got.body, test.want)
			}
		})
	}
}
