package sandbox_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// signIn goes through the authorize page and returns the code.
func (p *peer) signIn(more ...string) string {
	p.t.Helper()
	location, err := url.Parse(p.press(p.get(sandbox.AuthorizePath, asking(p, more...)), "allow").header.Get("Location"))
	if err != nil {
		p.t.Fatal(err)
	}
	return location.Query().Get("code")
}

func (p *peer) credentials(more ...string) url.Values {
	form := url.Values{"client_id": {p.server.ClientID()}, "client_secret": {p.server.ClientSecret()}, "redirect_uri": {testCallback}}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func (p *peer) exchange(code string, more ...string) answer {
	p.t.Helper()
	return p.post(sandbox.TokenPath, p.credentials(append([]string{"grant_type", "authorization_code", "code", code}, more...)...))
}

func (p *peer) refresh(token string) answer {
	p.t.Helper()
	return p.post(sandbox.TokenPath, p.credentials("grant_type", "refresh_token", "refresh_token", token))
}

// pair is the token endpoint's answer.
type pair struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	At      string `json:"expires_at"`
	In      int    `json:"expires_in"`
	Warning string `json:"warning"`
}

func (a answer) pair(t *testing.T) pair {
	t.Helper()
	var tokens pair
	if err := json.Unmarshal([]byte(a.body), &tokens); err != nil || a.status != 200 {
		t.Fatalf("%d %s: %v", a.status, a.body, err)
	}
	return tokens
}

const (
	jwtShape  = `eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9\.[\w-]+\.[\w-]+`
	badToken  = `{"message":"The provided refresh token is not valid."}`
	badCode   = `{"message":"The provided authorization code is not valid."}`
	badClient = `{"message":"The client credentials are not valid."}`
)

func TestACodeGivesTokensOnce(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		code := p.signIn()
		got := p.exchange(code)
		if !regexp.MustCompile(`^\{"access_token":"` + jwtShape + `","refresh_token":"[0-9a-f]{32}"\}$`).MatchString(got.body) {
			t.Fatalf("%d %s", got.status, got.body)
		}
		p.token = got.pair(t).Access
		if answer := p.query(`{ account { name } }`, nil); answer.status != 200 {
			t.Errorf("the new token: %d %s", answer.status, answer.body)
		}
		wantBody(t, p.exchange(code), 400, badCode)
	})
}

func TestACodeIsRefused(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		wantBody(t, p.exchange("never given"), 400, badCode)
		wantBody(t, p.exchange(p.signIn(), "redirect_uri", "http://localhost:1/oauth/callback"), 400, badCode)
		wantBody(t, p.exchange(p.signIn(), "client_secret", "wrong"), 401, badClient)
		wantBody(t, p.exchange(p.signIn(), "client_id", "wrong"), 401, badClient)
		wantBody(t, p.exchange(p.signIn(), "grant_type", "password"), 400, `{"message":"The grant type is not supported."}`)
	})
}

func TestACodeIsGoodForTenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, app(sandbox.Switches{}))
		early, late := p.signIn(), p.signIn()
		time.Sleep(10*time.Minute - time.Second)
		p.exchange(early).pair(t)
		time.Sleep(time.Second)
		wantBody(t, p.exchange(late), 400, badCode)
	})
}

func TestTheAccessTokenCarriesTheRecordedClaims(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := app(sandbox.Switches{Scopes: "read_clients read_users", TokenLife: 90 * time.Second})
		config.Catalog.Account.ID = catalog.AccountID(base64.StdEncoding.EncodeToString([]byte("gid://Jobber/Account/430114")))
		p := connect(t, config)
		parts := strings.Split(p.exchange(p.signIn()).pair(t).Access, ".")
		mac := hmac.New(sha256.New, []byte(config.ClientSecret))
		mac.Write([]byte(parts[0] + "." + parts[1]))
		if want := base64.RawURLEncoding.EncodeToString(mac.Sum(nil)); parts[2] != want {
			t.Errorf("signature %s, want %s", parts[2], want)
		}
		body, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil {
			t.Fatal(err)
		}
		// The first token of this second is the one that connect minted, so this one ends a second later.
		want := `{"sub":1077988,"iss":"https://api.getjobber.com","client_id":"3ef22a50-0000-4000-8000-000000000001","scope":"read_clients read_users",` +
			`"app_id":"3ef22a50-0000-4000-8000-000000000001","user_id":1077988,"account_id":430114,"exp":946684891}`
		if diff := cmp.Diff(want, string(body)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAnAccessTokenEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := connect(t, app(sandbox.Switches{TokenLife: time.Minute}))
		time.Sleep(time.Minute - time.Second)
		if got := p.query(`{ account { name } }`, nil); got.status != 200 {
			t.Errorf("a second before its end: %d %s", got.status, got.body)
		}
		time.Sleep(time.Second)
		wantBody(t, p.query(`{ account { name } }`, nil), 401, `{"message":"Token not recognized"}`)
	})
}

func TestHowTheTokenEndpointRefuses(t *testing.T) {
	tests := []struct {
		name     string
		switches sandbox.Switches
		status   int
		kind     string
		body     string
	}{
		{"flat", sandbox.Switches{}, 401, "application/json; charset=utf-8", badToken},
		{"as OAuth has it", sandbox.Switches{TokenErrors: sandbox.TokenErrorsOAuth, Statuses: sandbox.Statuses{BadRefresh: 400}}, 400, "application/json; charset=utf-8",
			`{"error":"invalid_grant","error_description":"The provided refresh token is not valid."}`},
		{"as text", sandbox.Switches{TokenErrors: sandbox.TokenErrorsText}, 401, "text/plain; charset=utf-8", `Error: The provided refresh token is not valid.`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := connect(t, app(test.switches))
			answer := got.refresh("never given")
			wantBody(t, answer, test.status, test.body)
			if kind := answer.header.Get("Content-Type"); kind != test.kind {
				t.Errorf("Content-Type %q", kind)
			}
		})
	}
}

func TestTheTokenEndpointTakesJSONAndQueryToo(t *testing.T) {
	send := func(p *peer, path, kind, body string) answer {
		r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.base+path, strings.NewReader(body))
		if err != nil {
			p.t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		return p.do(r)
	}
	asJSON := func(p *peer) answer {
		fields := map[string]string{}
		for name, values := range p.credentials("grant_type", "authorization_code", "code", p.signIn()) {
			fields[name] = values[0]
		}
		body, err := json.Marshal(fields)
		if err != nil {
			p.t.Fatal(err)
		}
		return send(p, sandbox.TokenPath, "application/json", string(body))
	}
	asQuery := func(p *peer) answer {
		return send(p, sandbox.TokenPath+"?"+p.credentials("grant_type", "authorization_code", "code", p.signIn()).Encode(), "", "")
	}
	p := connect(t, app(sandbox.Switches{}))
	asJSON(p).pair(t)
	asQuery(p).pair(t)
	wantBody(t, send(p, sandbox.TokenPath, "application/json", "{"), 400, `{"message":"The request is not valid."}`)
	p.server.Switch(func(s *sandbox.Switches) { s.FormOnly = true })
	wantBody(t, asJSON(p), 400, `{"message":"The request is not valid."}`)
	wantBody(t, asQuery(p), 400, `{"message":"The request is not valid."}`)
	p.exchange(p.signIn()).pair(t)
}

func TestPKCE(t *testing.T) {
	sum := sha256.Sum256([]byte("the verifier"))
	challenge := base64.RawURLEncoding.EncodeToString(sum[:])
	tests := []struct {
		name     string
		pkce     sandbox.PKCE
		asked    []string
		verifier string
		status   int
	}{
		{"ignored, a wrong verifier passes", sandbox.PKCEIgnored, []string{"code_challenge", challenge, "code_challenge_method", "S256"}, "wrong", 200},
		{"checked, the right verifier passes", sandbox.PKCEChecked, []string{"code_challenge", challenge, "code_challenge_method", "S256"}, "the verifier", 200},
		{"checked, a wrong verifier is refused", sandbox.PKCEChecked, []string{"code_challenge", challenge, "code_challenge_method", "S256"}, "wrong", 400},
		{"checked, without a challenge nothing is asked", sandbox.PKCEChecked, nil, "", 200},
		{"required, the right verifier passes", sandbox.PKCERequired, []string{"code_challenge", challenge, "code_challenge_method", "S256"}, "the verifier", 200},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := connect(t, app(sandbox.Switches{PKCE: test.pkce}))
			if got := p.exchange(p.signIn(test.asked...), "code_verifier", test.verifier); got.status != test.status {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func TestDisconnectEndsEveryToken(t *testing.T) {
	eachWay(t, app(sandbox.Switches{}), func(t *testing.T, p *peer) {
		tokens := p.exchange(p.signIn()).pair(t)
		got := p.query(`mutation Disconnect { appDisconnect { app { name author } userErrors { message } } }`, nil)
		wantBody(t, got, 200, `{"data":{"appDisconnect":{"app":{"name":"Price Sync","author":"Price Sync"},"userErrors":[]}},`+tail("6", "5", "9995"))
		const gone = `{"message":"User has disconnected this app from their account. Please delete this token"}`
		wantBody(t, p.query(`{ account { name } }`, nil), 401, gone)
		p.token = tokens.Access
		wantBody(t, p.query(`{ account { name } }`, nil), 401, gone)
		wantBody(t, p.refresh(tokens.Refresh), 401, badToken)
		p.token = p.exchange(p.signIn()).pair(t).Access
		if answer := p.query(`{ account { name } }`, nil); answer.status != 200 {
			t.Errorf("connected anew: %d %s", answer.status, answer.body)
		}
	})
}

func TestAnotherAccountSignsIn(t *testing.T) {
	p := connect(t, app(sandbox.Switches{}))
	p.server.SetAccount(catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvMg==", Name: "Other Plumbing"})
	old := p.token
	p.token = p.exchange(p.signIn()).pair(t).Access
	for token, name := range map[string]string{old: "ACME Plumbing", p.token: "Other Plumbing"} {
		p.token = token
		if got := p.query(`{ account { name } }`, nil); !strings.Contains(got.body, `"name":"`+name+`"`) {
			t.Errorf("%s, want %s", got.body, name)
		}
	}
}

func TestTokensEndAsAsked(t *testing.T) {
	p := connect(t, app(sandbox.Switches{ExpiresIn: true, ReconnectKills: true, TokenLife: 30 * time.Minute}))
	first := p.exchange(p.signIn()).pair(t)
	if first.In != 1800 {
		t.Errorf("expires_in %d", first.In)
	}
	second := p.exchange(p.signIn()).pair(t)
	wantBody(t, p.refresh(first.Refresh), 401, badToken)
	p.token = second.Access
	p.server.RevokeRefresh()
	wantBody(t, p.refresh(second.Refresh), 401, badToken)
	if got := p.query(`{ account { name } }`, nil); got.status != 200 {
		t.Errorf("the access token went too: %d", got.status)
	}
	p.server.ExpireAccess()
	wantBody(t, p.query(`{ account { name } }`, nil), 401, `{"message":"Token not recognized"}`)
}

func TestMadeUpAppsDiffer(t *testing.T) {
	a, b := serve(t, sandbox.Config{}), serve(t, sandbox.Config{})
	if a.ClientID() == "" || a.ClientID() == b.ClientID() || a.ClientSecret() == b.ClientSecret() {
		t.Errorf("%q %q", a.ClientID(), b.ClientID())
	}
}
