package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
)

// What is planted. Tokens, codes and verifiers come as they are made.
const (
	leakSecret = `cs-leak+4f/9A=b&c-7731`
	leakProxy  = `proxy-pass-88213-xyz`
	leakEmail  = `jane.doe@acme-plumbing.example`
	leakUser   = `janedoe1973`
)

// spy hears what passes between the program and its Jobber, and remembers every secret in it.
type spy struct {
	canaries
	last map[string]string // the newest of each kind
}

func (s *spy) learn(what, value string) {
	if value == "" {
		return
	}
	s.add(what, value)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]string{}
	}
	s.last[what] = value
}

// echo is a text that quotes everything that is secret right now, as a careless service might.
func (s *spy) echo() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("Token %s (refresh %s, code %s) of %s with %s is not good, see https://x.example/?client_secret=%s&access_token=%s and /home/%s/lists {\"token\":\"%s\"}",
		s.last["an access token"], s.last["a refresh token"], s.last["an authorization code"], leakEmail, leakSecret, url.QueryEscape(leakSecret), s.last["an access token"], leakUser, s.last["a refresh token"])
}

// tap keeps what is written through it.
type tap struct {
	http.ResponseWriter
	body bytes.Buffer
}

func (t *tap) Write(p []byte) (int, error) { t.body.Write(p); return t.ResponseWriter.Write(p) }
func (t *tap) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (s *spy) over(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case sandbox.GraphQLPath:
			s.learn("an access token", strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
			next.ServeHTTP(w, r)
			return
		case sandbox.TokenPath:
			body, err := io.ReadAll(r.Body)
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			form, err := url.ParseQuery(string(body))
			if err != nil {
				panic(http.ErrAbortHandler)
			}
			s.learn("an authorization code", form.Get("code"))
			s.learn("a verifier", form.Get("code_verifier"))
			s.learn("a refresh token", form.Get("refresh_token"))
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		t := &tap{ResponseWriter: w}
		next.ServeHTTP(t, r)
		if to, err := url.Parse(w.Header().Get("Location")); err == nil {
			s.learn("an authorization code", to.Query().Get("code"))
		}
		var tokens struct {
			Access  string `json:"access_token"`
			Refresh string `json:"refresh_token"`
		}
		if json.Unmarshal(t.body.Bytes(), &tokens) == nil {
			s.learn("an access token", tokens.Access)
			s.learn("a refresh token", tokens.Refresh)
		}
	})
}

// leaks is the stage of the test: a Jobber that is listened to, and all that was shown.
type leaks struct {
	*stage
	spy   *spy
	shown haystack
	codes map[fault.Code]bool
}

func newLeaks(t *testing.T) *leaks {
	t.Helper()
	l := &leaks{spy: &spy{}, shown: haystack{}, codes: map[fault.Code]bool{}}
	company := sandbox.Generated(200)
	company.Account.Name = "ACME Plumbing"
	l.stage = newStage(t, company, func(c *sandbox.Config) {
		c.ClientSecret = leakSecret
		c.Switches.Rotation = sandbox.RotationLegacy
	}, l.spy.over)
	l.spy.add("the client secret", leakSecret)
	l.spy.add("the proxy's password", leakProxy)
	l.spy.add("an e-mail address", leakEmail)
	l.spy.add("the home folder's name", leakUser)
	home := filepath.Join(filepath.Dir(l.home), "home", leakUser)
	l.home = filepath.Join(home, "profile")
	if err := os.MkdirAll(l.home, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	t.Setenv("PRICESYNC_HOME", l.home)
	t.Setenv("HTTPS_PROXY", "http://"+leakUser+":"+leakProxy+"@proxy.acme.example:3128")
	return l
}

// hear takes what a person would read of an error.
func (l *leaks) hear(what string, err error) {
	if err == nil {
		return
	}
	told := fault.From(err)
	l.codes[told.Code] = true
	l.shown.put("what is read after "+what, strings.Join([]string{string(told.Code), told.Message, told.Hint, told.Ref}, "\n"))
	if told.Ref == "" {
		l.t.Errorf("%s: %s has no reference", what, told.Code)
	}
	for _, bad := range unshown().FindAllString(told.Message+" "+told.Hint, -1) {
		l.t.Errorf("after %s %q stands in %s %s", what, bad, told.Message, told.Hint)
	}
}

// unshown matches what no person has any use for: stack traces, places of the machine that built the program, SQL, raw
// JSON, addresses with parameters.
func unshown() *regexp.Regexp {
	return regexp.MustCompile(`goroutine |\.go:\d|/go/pkg/|pricesync/app/|(?i:select .* from |insert into |pragma )|\{"|"\}|://\S*\?\S*=|0x[0-9a-f]{4,}`)
}

// file puts a price list into the user's home folder.
func (l *leaks) file(name, content string) string {
	l.t.Helper()
	path := filepath.Join(filepath.Dir(l.home), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		l.t.Fatal(err)
	}
	return path
}

// out is a place for a file that is saved, outside the profile.
func (l *leaks) out(name string) string { return filepath.Join(filepath.Dir(l.home), "out-"+name) }

// saved adds what a saved file holds.
func (l *leaks) saved(name string) {
	if strings.HasSuffix(name, ".zip") {
		l.shown.archive(l.t, l.out(name), "the saved "+name)
		return
	}
	text, err := os.ReadFile(l.out(name))
	if err != nil {
		l.t.Fatal(err)
	}
	l.shown.put("the saved "+name, string(text))
}

func TestNoSecretLeaksWhateverIsDoneAndWhateverFails(t *testing.T) {
	if testing.Short() {
		t.Skip("drives the whole program")
	}
	l := newLeaks(t)
	l.driveApp()
	l.driveBinary()
	l.crash()
	again := l.open(false) // takes what the crashes left into the log
	l.report(again, "after")
	again.Close()

	l.shown.folder(t, l.home)
	for where, text := range l.shown {
		if strings.Contains(where, "crash.txt") && !strings.Contains(where, "name") && strings.TrimSpace(text) != "" {
			t.Errorf("%s still holds %.100q", where, text)
		}
	}
	// A person's own folders may stand on their own screen, and nowhere else.
	own, others := haystack{}, haystack{}
	for where, text := range l.shown {
		if strings.HasPrefix(where, "the output of") || strings.HasPrefix(where, "what is read after") || where == "what is shown of settings" {
			own[where] = text
		} else {
			others[where] = text
		}
	}
	found := append(l.spy.search(others), l.spy.without("the home folder's name").search(own)...)
	if len(found) > 0 {
		t.Errorf("%d leaks in %d places:\n%s", len(found), len(l.shown), strings.Join(found[:min(len(found), 25)], "\n"))
	}
	kinds := map[string]int{}
	for _, value := range l.spy.all() {
		kinds[l.spy.values[value]]++
	}
	for _, what := range []string{"an access token", "a refresh token", "an authorization code", "a verifier", "the client secret"} {
		if kinds[what] == 0 {
			t.Errorf("%s was never seen on the wire: the test looks for nothing", what)
		}
	}
	if len(l.codes) < 20 || len(l.shown) < 150 {
		t.Errorf("only %d kinds of trouble came about (%v), and %d places were searched", len(l.codes), slices.Sorted(maps.Keys(l.codes)), len(l.shown))
	}
	l.control()
}

// control proves that this very search finds a secret in each kind of place.
func (l *leaks) control() {
	token := l.spy.last["an access token"]
	for name, text := range map[string]string{
		filepath.Join("logs", "app-20990101T000000Z-001.jsonl"): `{"msg":"Bearer ` + token + `"}`,
		"settings.json.bak": `{"secret":` + fmt.Sprintf("%q", leakSecret) + `}`,
	} {
		if err := os.WriteFile(filepath.Join(l.home, name), []byte(text), 0o600); err != nil {
			l.t.Fatal(err)
		}
	}
	h := haystack{}
	h.folder(l.t, l.home)
	found := strings.Join(l.spy.search(h), "\n")
	for _, want := range []string{"an access token plain stands in logs/app-2099", "the client secret plain stands in settings.json.bak"} {
		if !strings.Contains(filepath.ToSlash(found), want) {
			l.t.Errorf("the control line is not found: %s in\n%s", want, found)
		}
	}
}
