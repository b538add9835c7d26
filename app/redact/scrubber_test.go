package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"sync"
	"testing"

	"pricesync/app/redact"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// spellings returns a secret as other programs would write it, each within text that no pattern would notice.
func spellings(secret string) map[string]string {
	plain, err := json.Marshal(secret)
	if err != nil {
		panic(err)
	}
	nested, err := json.Marshal(string(plain))
	if err != nil {
		panic(err)
	}
	return map[string]string{
		"plain":          "<<" + secret + ">>",
		"query":          "a " + url.QueryEscape(secret) + " z",
		"path":           "a/" + url.PathEscape(secret) + "/z",
		"json":           string(plain),
		"json in json":   string(nested),
		"html":           "<td>" + html.EscapeString(secret) + "</td>",
		"hex":            hex.EncodeToString([]byte(secret)),
		"HEX":            fmt.Sprintf("%X", secret),
		"go quotes":      fmt.Sprintf("%q", secret),
		"base64":         base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 offset1": base64.StdEncoding.EncodeToString([]byte("x" + secret + "yz")),
		"base64 offset2": base64.URLEncoding.EncodeToString([]byte("xy" + secret + "z")),
		"base64 offset3": base64.RawURLEncoding.EncodeToString([]byte("xyz" + secret)),
	}
}

func canaries() []redact.Secret {
	return []redact.Secret{
		"cs-4f/9A+b=c&d", "rt_5dd9bed1bd99", `quote"back\slash`, "ünïcode-sécret", "plainwordsecret",
	}
}

func TestEverySpellingOfAKnownSecretIsTakenOut(t *testing.T) {
	scrubber := redact.NewScrubber(canaries()...)
	for _, secret := range canaries() {
		for name, text := range spellings(secret.Reveal()) {
			got := scrubber.Text("before " + text + " after")
			for spelling, found := range spellings(secret.Reveal()) {
				core := strings.Trim(found, `<>/"az `)
				if spelling != "html" && len(core) > 12 && strings.Contains(got, core) {
					t.Errorf("%s of %q is still there as %s: %s", name, secret.Reveal(), spelling, got)
				}
			}
			if !strings.Contains(got, redact.Shown) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") {
				t.Errorf("%s of %q became %s", name, secret.Reveal(), got)
			}
		}
	}
}

func TestASecretIsFoundAnywhereInBase64(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[a-zA-Z0-9+/=_-]{12,60}`).Draw(t, "secret")
		front := rapid.StringMatching(`[ -~]{0,9}`).Draw(t, "front")
		back := rapid.StringMatching(`[ -~]{0,9}`).Draw(t, "back")
		scrubber := redact.NewScrubber(redact.Secret(secret))
		for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
			encoded := encoding.EncodeToString([]byte(front + secret + back))
			got := scrubber.Text(encoded)
			if !strings.Contains(got, redact.Shown) || len(got) > len(encoded)-len(secret)+len(redact.Shown)+4 {
				t.Fatalf("%q within %q+%q: %s became %s", secret, front, back, encoded, got)
			}
		}
	})
}

func TestKnownWordsAreTakenWholeAndInAnyCase(t *testing.T) {
	var scrubber redact.Scrubber
	scrubber.HideWord("user", "Jane")
	scrubber.HideWord("computer", "FRONTDESK-7")
	scrubber.HideWord("user", "al")
	for text, want := range map[string]string{
		"user jane on frontdesk-7.local": "user [user] on [computer].local",
		"JANE_backup":                    "[user]_backup",
		"Janette also works":             "Janette also works",
		`D:\Data\Jane\a.csv`:             `D:\Data\[user]\a.csv`,
		"also al":                        "also al",
	} {
		got := scrubber.Text(text)
		if got != want || scrubber.Text(got) != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func TestCountsNameTheRulesAndNeverWhatWasFound(t *testing.T) {
	scrubber := redact.NewScrubber("cs-4f/9A+b=c&d")
	counts := redact.Counts{}
	got := scrubber.Count([]byte("cs-4f/9A+b=c&d and cs-4f/9A+b=c&d by jane@acme.com in /home/jane"), counts)
	if want := "[redacted] and [redacted] by [email] in /home/[user]"; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if diff := cmp.Diff(redact.Counts{"known": 2, "email": 1, "user": 1}, counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestTheZeroScrubberKnowsThePatterns(t *testing.T) {
	var scrubber redact.Scrubber
	if got := scrubber.Text("by jane@acme.com"); got != "by [email]" {
		t.Errorf("got %s", got)
	}
	clean := []byte("nothing here")
	if got := scrubber.Bytes(clean); &got[0] != &clean[0] {
		t.Error("bytes without a find were copied")
	}
}

func TestShortValuesAreNotLookedFor(t *testing.T) {
	scrubber := redact.NewScrubber("", "a", "price", "redact")
	if got := scrubber.Text("a price list is redacted"); got != "a price list is redacted" {
		t.Errorf("got %s", got)
	}
}

func TestSecretsMayBecomeKnownWhileOthersScrub(t *testing.T) {
	var scrubber redact.Scrubber
	var workers sync.WaitGroup
	for n := range 4 {
		workers.Go(func() {
			for i := range 50 {
				secret := fmt.Sprintf("secret-%d-%d", n, i)
				scrubber.Hide(redact.Secret(secret))
				if got := scrubber.Text("x " + secret + " y"); got != "x [redacted] y" {
					t.Errorf("got %s", got)
				}
			}
		})
	}
	workers.Wait()
}

func FuzzNoKnownSecretSurvives(f *testing.F) {
	f.Add("rt-5dd9bed1", "front ", " back")
	f.Add("eyJabcdefgh", "token=", "&x")
	f.Add("jane@acme.com/x", "C:\\Users\\", "\"")
	f.Fuzz(func(t *testing.T, secret, front, back string) {
		if len(secret) < 6 || strings.ContainsAny(secret, "[]") || strings.Contains(redact.Shown, secret) {
			t.Skip()
		}
		scrubber := redact.NewScrubber(redact.Secret(secret))
		once := scrubber.Text(front + secret + back)
		if strings.Contains(once, secret) {
			t.Errorf("%q is still in %q", secret, once)
		}
		if twice := scrubber.Text(once); twice != once {
			t.Errorf("once %q\ntwice %q", once, twice)
		}
	})
}

func TestAScrubberWithoutWordsStillKnowsTheSecrets(t *testing.T) {
	s := redact.NewScrubber("cs-4f9A2b77")
	s.HideWord("user", "root")
	bare := s.WithoutWords()
	s.Hide("learnt-later")
	if got := bare.Text(":root { } cs-4f9A2b77 jane@acme.com learnt-later"); got != ":root { } [redacted] [email] learnt-later" {
		t.Errorf("got %q", got)
	}
	if got := s.Text(":root learnt-later"); got != ":[user] [redacted]" {
		t.Errorf("the other one gives %q", got)
	}
}
