package desktop_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pricesync/app/desktop"
)

// The page's source is read as it is, so that the two ends agree on where the nonce stands.
func TestEveryLoadOfThePageGetsItsOwnNonce(t *testing.T) {
	source, err := os.ReadFile("../../frontend/index.html")
	if err != nil {
		t.Fatal(err)
	}
	page := desktop.Secured(fstest.MapFS{"index.html": {Data: source}})(http.NotFoundHandler())
	seen := map[string]bool{}
	for _, path := range []string{"/", "/index.html", "/"} {
		answer := httptest.NewRecorder()
		page.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		found := regexp.MustCompile(`<meta name="csp-nonce" content="([^"]*)"`).FindStringSubmatch(answer.Body.String())
		if found == nil || found[1] == "" {
			t.Fatalf("%s has no nonce for the page:\n%s", path, answer.Body)
		}
		if policy := answer.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "style-src 'self' 'nonce-"+found[1]+"'") {
			t.Errorf("the policy does not allow the page's nonce %s: %s", found[1], policy)
		}
		if seen[found[1]] {
			t.Errorf("the nonce %s came twice", found[1])
		}
		seen[found[1]] = true
	}
}

func TestWhatIsNotThePageIsServedUnderThePolicy(t *testing.T) {
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("body")) })
	answer := httptest.NewRecorder()
	desktop.Secured(fstest.MapFS{})(next).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/assets/index.js", nil))
	if answer.Body.String() != "body" || !strings.Contains(answer.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("got %q under %q", answer.Body, answer.Header().Get("Content-Security-Policy"))
	}
}
