package redact_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/redact"
)

const token = "5dd9bed1bd99b837cd3acaf2f59fb8fa"

// held has a secret where programs usually have one: in a field, behind a pointer, in a list, in a map.
type held struct {
	Plain   redact.Secret
	Pointer *redact.Secret
	List    []redact.Secret
	Map     map[string]redact.Secret
}

func holder() held {
	secret := redact.Secret(token)
	return held{secret, &secret, []redact.Secret{secret}, map[string]redact.Secret{"token": secret}}
}

func TestASecretIsNeverPrinted(t *testing.T) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%10s", "%T %[1]v"} {
		text := fmt.Sprintf(verb, redact.Secret(token)) + fmt.Sprintf(verb, holder())
		if strings.Contains(text, token) || strings.Contains(text, fmt.Sprintf("%x", token)) || strings.Contains(text, fmt.Sprintf("%X", token)) {
			t.Errorf("%s prints it: %s", verb, text)
		}
		if !strings.Contains(text, redact.Shown) {
			t.Errorf("%s does not say %s: %s", verb, redact.Shown, text)
		}
	}
	if text := fmt.Errorf("refused %w with %v", errors.New("cause"), redact.Secret(token)).Error(); text != "refused cause with [redacted]" {
		t.Errorf("in an error: %s", text)
	}
}

func TestASecretIsNeverEncoded(t *testing.T) {
	got, err := json.Marshal(holder())
	if err != nil {
		t.Fatal(err)
	}
	want := `{"Plain":"[redacted]","Pointer":"[redacted]","List":["[redacted]"],"Map":{"token":"[redacted]"}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("as JSON (-want +got):\n%s", diff)
	}
}

func TestASecretIsNeverLogged(t *testing.T) {
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"JSON lines": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		"text lines": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			var lines bytes.Buffer
			log := slog.New(handler(&lines)).With("with", redact.Secret(token))
			log.Info("token refreshed", "secret", redact.Secret(token), "held", holder(), slog.Group("group", "any", any(redact.Secret(token))))
			if strings.Contains(lines.String(), token) {
				t.Errorf("it is in the log: %s", lines.String())
			}
			if n := strings.Count(lines.String(), redact.Shown); n < 3 {
				t.Errorf("%d of at least 3 places say %s: %s", n, redact.Shown, lines.String())
			}
		})
	}
}

func TestOnlyRevealGivesASecretOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if got := redact.Secret(text).Reveal(); got != text {
			t.Fatalf("revealed %q, want %q", got, text)
		}
		if got := fmt.Sprint(redact.Secret(text)); got != redact.Shown {
			t.Fatalf("printed %q", got)
		}
	})
}
