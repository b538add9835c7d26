package sandbox_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/jobber/sandbox"
)

// app is the registered app of the sign-in tests.
func app(switches sandbox.Switches) sandbox.Config {
	return sandbox.Config{Catalog: tubes(), ClientID: "3ef22a50-0000-4000-8000-000000000001", ClientSecret: "not so secret",
		RedirectURI: testCallback, Switches: switches}
}

func (p *peer) get(path string, query url.Values) answer {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.base+path+"?"+query.Encode(), nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.do(r)
}

func (p *peer) post(path string, form url.Values) answer {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.do(r)
}

// asking is what an app puts into its authorize link.
func asking(p *peer, more ...string) url.Values {
	query := url.Values{"response_type": {"code"}, "client_id": {p.server.ClientID()}, "redirect_uri": {testCallback}, "state": {"a b&c"}}
	for i := 0; i < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	return query
}

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// press reads the authorize page's form and sends it with one of its buttons.
func (p *peer) press(page answer, decision string) answer {
	p.t.Helper()
	if !strings.Contains(page.body, `name="decision" value="`+decision+`"`) {
		p.t.Fatalf("no button for %s: %s", decision, page.body)
	}
	form := url.Values{"decision": {decision}}
	for _, field := range hiddenInput.FindAllStringSubmatch(page.body, -1) {
		form.Set(field[1], html.UnescapeString(field[2]))
	}
	return p.post(sandbox.AuthorizePath, form)
}

func TestAllowSendsTheBrowserBackWithACode(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		page := p.get(sandbox.AuthorizePath, asking(p))
		if page.status != 200 || !strings.Contains(page.body, "<strong>ACME Plumbing</strong>") {
			t.Fatalf("%d %s", page.status, page.body)
		}
		if strings.Contains(page.body, "<script") || strings.Contains(page.body, "javascript:") {
			t.Error("the page has a script")
		}
		back := p.press(page, "allow")
		location := back.header.Get("Location")
		if back.status != 302 || !regexp.MustCompile(`^http://localhost:17645/oauth/callback\?code=[0-9a-f]{32}&state=a\+b%26c$`).MatchString(location) {
			t.Errorf("%d %s", back.status, location)
		}
	})
}

func TestDenySendsTheBrowserToTheBareAddress(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		back := p.press(p.get(sandbox.AuthorizePath, asking(p)), "deny")
		if location := back.header.Get("Location"); back.status != 302 || location != testCallback {
			t.Errorf("%d %s", back.status, location)
		}
	})
}

func TestConsentCanBeGivenAtOnce(t *testing.T) {
	p := connect(t, app(sandbox.Switches{Consent: sandbox.ConsentAllow}))
	query := asking(p)
	query.Del("state")
	query.Del("response_type")
	if location := p.get(sandbox.AuthorizePath, query).header.Get("Location"); !regexp.MustCompile(`callback\?code=[0-9a-f]{32}$`).MatchString(location) {
		t.Errorf("without a state: %s", location)
	}
	p.server.Switch(func(s *sandbox.Switches) { s.Consent = sandbox.ConsentDeny })
	if location := p.get(sandbox.AuthorizePath, query).header.Get("Location"); location != testCallback {
		t.Errorf("denied: %s", location)
	}
}

func TestTheAuthorizePageRefuses(t *testing.T) {
	tests := []struct {
		name     string
		switches sandbox.Switches
		change   []string
		status   int
		says     string
	}{
		{"another client id", sandbox.Switches{}, []string{"client_id", "other"}, 400, "This app is not known"},
		{"another port", sandbox.Switches{}, []string{"redirect_uri", "http://localhost:17646/oauth/callback"}, 400, "The callback address does not match"},
		{"another way to write the host", sandbox.Switches{}, []string{"redirect_uri", "http://127.0.0.1:17645/oauth/callback"}, 400, "The callback address does not match"},
		{"a slash at the end", sandbox.Switches{}, []string{"redirect_uri", testCallback + "/"}, 400, "The callback address does not match"},
		{"no callback address", sandbox.Switches{}, []string{"redirect_uri", ""}, 400, "The callback address does not match"},
		{"another response type", sandbox.Switches{}, []string{"response_type", "token"}, 400, "This way of signing in is not offered"},
		{"a person who is no admin", sandbox.Switches{NotAdmin: true}, nil, 403, "Only an admin can do this"},
		{"a missing challenge where it is required", sandbox.Switches{PKCE: sandbox.PKCERequired}, nil, 400, "The code challenge is missing"},
		{"another host though any port will do", sandbox.Switches{AnyPort: true}, []string{"redirect_uri", "http://example.com:17645/oauth/callback"}, 400, "The callback address does not match"},
		{"another path though any port will do", sandbox.Switches{AnyPort: true}, []string{"redirect_uri", "http://localhost:1/other"}, 400, "The callback address does not match"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, app(test.switches))
			got := p.get(sandbox.AuthorizePath, asking(p, test.change...))
			if got.status != test.status || !strings.Contains(got.body, "<h1>"+test.says+"</h1>") || got.header.Get("Location") != "" {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func TestAnyPortOfLoopbackMayDo(t *testing.T) {
	p := connect(t, app(sandbox.Switches{AnyPort: true}))
	if got := p.get(sandbox.AuthorizePath, asking(p, "redirect_uri", "http://localhost:5000/oauth/callback")); got.status != 200 {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestAnotherCallbackAddressIsRegistered(t *testing.T) {
	p := connect(t, app(sandbox.Switches{}))
	p.server.SetRedirectURI("http://localhost:1/other")
	if got := p.get(sandbox.AuthorizePath, asking(p)); got.status != 400 {
		t.Errorf("the former address: %d", got.status)
	}
	if got := p.get(sandbox.AuthorizePath, asking(p, "redirect_uri", "http://localhost:1/other")); got.status != 200 {
		t.Errorf("the new address: %d", got.status)
	}
}

func TestTheAuthorizePageEscapesWhatItIsGiven(t *testing.T) {
	p := connect(t, app(sandbox.Switches{}))
	page := p.get(sandbox.AuthorizePath, asking(p, "state", `"><script>alert(1)</script>`))
	if strings.Contains(page.body, "<script") {
		t.Error("a script came through")
	}
	location, err := url.Parse(p.press(page, "allow").header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`"><script>alert(1)</script>`, location.Query().Get("state")); diff != "" {
		t.Error(diff)
	}
}

func TestThereIsNothingElse(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		for _, path := range []string{"/", "/api", "/api/oauth/revoke", sandbox.TokenPath} {
			if got := p.get(path, nil); got.status != 404 || !strings.Contains(got.body, "<h1>Not found</h1>") {
				t.Errorf("%s: %d %s", path, got.status, got.body)
			}
		}
	})
}
