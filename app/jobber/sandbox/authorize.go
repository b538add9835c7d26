package sandbox

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// codeLife is how long an authorization code is good for; Jobber's own is not documented.
const codeLife = 10 * time.Minute

// pages holds the authorize page and the page that says why something was refused.
//
//go:embed authorize.html
var pages string

// code is an authorization code that was given out and not used yet.
type code struct {
	redirectURI string
	challenge   string
	expires     time.Time
	used        bool
}

// pageView is what both pages are made of.
type pageView struct {
	Title   string
	Text    string // of the refusal
	Account string
	Fields  []pageField // what the form sends along; none on a refusal
}

type pageField struct{ Name, Value string }

// authorize shows the page that asks for consent (GET) and sends the browser back with the answer (POST).
func (s *Server) authorize(c *call) reply {
	form := c.form
	if c.request.Method != http.MethodGet && c.request.Method != http.MethodPost {
		return page(http.StatusNotFound, "Not found", "There is nothing at this address.")
	}
	if form.Get("client_id") != s.clientID {
		return page(http.StatusBadRequest, "This app is not known",
			"No app has this client id. Check the client id in the app's settings and in the Developer Center.")
	}
	redirect := form.Get("redirect_uri")
	if !s.registered(redirect) {
		return page(http.StatusBadRequest, "The callback address does not match",
			"The address that the app wants the browser to return to is not the one registered in the Developer Center. "+
				"Both must be the same, letter for letter.")
	}
	if kind := form.Get("response_type"); kind != "" && kind != "code" {
		return page(http.StatusBadRequest, "This way of signing in is not offered", "The response type must be code.")
	}
	if s.switches.PKCE == PKCERequired && form.Get("code_challenge") == "" {
		return page(http.StatusBadRequest, "The code challenge is missing", "This service asks for PKCE.")
	}
	if s.switches.NotAdmin {
		return page(http.StatusForbidden, "Only an admin can do this",
			"Ask an admin of your Jobber account to connect this app.")
	}
	decision := s.switches.Consent
	if decision == ConsentAsk && c.request.Method == http.MethodPost {
		decision = Consent(form.Get("decision"))
	}
	switch decision {
	case ConsentAllow:
		return s.allow(form, redirect)
	case ConsentDeny:
		return redirected(redirect, nil)
	}
	view := pageView{Title: "Connect Price Sync?", Account: s.account.Name}
	for _, name := range []string{"client_id", "redirect_uri", "response_type", "state", "code_challenge", "code_challenge_method"} {
		if form.Has(name) {
			view.Fields = append(view.Fields, pageField{name, form.Get(name)})
		}
	}
	return render(http.StatusOK, view)
}

func (s *Server) allow(form url.Values, redirect string) reply {
	text, err := s.hex(16)
	if err != nil {
		return failed(err)
	}
	now := s.now()
	for sum, given := range s.codes {
		if !now.Before(given.expires) {
			delete(s.codes, sum)
		}
	}
	s.codes[hash(text)] = code{redirectURI: redirect, challenge: form.Get("code_challenge"), expires: now.Add(codeLife)}
	answer := []pageField{{"code", text}}
	if form.Has("state") {
		answer = append(answer, pageField{"state", form.Get("state")})
	}
	return redirected(redirect, answer)
}

// registered says whether the browser may be sent to the address: the registered one, character for character.
func (s *Server) registered(redirect string) bool {
	if s.redirectURI == "" || redirect == "" {
		return false
	}
	if redirect == s.redirectURI {
		return true
	}
	if !s.switches.AnyPort {
		return false
	}
	asked, err := url.Parse(redirect)
	if err != nil {
		return false
	}
	known, err := url.Parse(s.redirectURI)
	if err != nil {
		return false
	}
	ip := net.ParseIP(asked.Hostname())
	loopback := asked.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	known.Host, asked.Host = known.Hostname(), asked.Hostname()
	return loopback && known.String() == asked.String()
}

// redirected sends the browser to the address with the answer as its query; without one, to the bare address.
func redirected(address string, answer []pageField) reply {
	for i, field := range answer {
		separator := "&"
		if i == 0 && !strings.Contains(address, "?") {
			separator = "?"
		}
		address += separator + field.Name + "=" + url.QueryEscape(field.Value)
	}
	return newReply(http.StatusFound, map[string]string{"Location": address, "Content-Type": "text/html; charset=utf-8"},
		[]byte("<!DOCTYPE html>\n<html lang=\"en\"><title>Back to the app</title><p>You are being sent back to the app.</p></html>\n"))
}

// page says why something was refused.
func page(status int, title, text string) reply {
	return render(status, pageView{Title: title, Text: text})
}

func render(status int, view pageView) reply {
	parsed, err := template.New("page").Parse(pages)
	if err != nil {
		return failed(err)
	}
	var text bytes.Buffer
	if err := parsed.Execute(&text, view); err != nil {
		return failed(err)
	}
	return newReply(status, map[string]string{
		"Content-Type": "text/html; charset=utf-8",
		// A form-action would keep the browser from following the redirect back to the app.
		"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
		"Referrer-Policy":         "no-referrer",
		"X-Content-Type-Options":  "nosniff",
	}, text.Bytes())
}

// readForm takes the parameters of the authorize page or the token endpoint from where they may stand: the query, a
// form body or a JSON body. The token endpoint judges afterwards whether it takes them from there.
func (c *call) readForm() {
	c.form = c.request.URL.Query()
	if c.request.Method != http.MethodPost {
		return
	}
	switch c.contentType() {
	case "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(c.body))
		if err != nil {
			c.readErr = err
			return
		}
		for name, value := range values {
			c.form[name] = value
		}
	case "application/json":
		var values map[string]any
		if c.readErr = json.Unmarshal(c.body, &values); c.readErr != nil {
			return
		}
		for name, value := range values {
			if text, ok := value.(string); ok {
				c.form.Set(name, text)
			}
		}
	}
}

func (c *call) contentType() string {
	kind, _, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return kind
}
