package redact

import (
	"fmt"
	"io"
	"log/slog"
)

// Shown stands wherever a Secret would have been shown.
const Shown = "[redacted]"

// Secret is text that may not be shown: a token, a client secret. Whatever prints, logs or encodes it gets Shown; only
// Reveal gives it out. Keep it in exported fields: printers can't call the methods of unexported ones.
type Secret string

// Reveal returns the text itself, for the keychain and the service it belongs to, never for a person or a log.
func (s Secret) Reveal() string { return string(s) }

// String returns Shown.
func (s Secret) String() string { return Shown }

// GoString returns Shown.
func (s Secret) GoString() string { return Shown }

// Format writes Shown, whatever the verb.
func (s Secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, Shown) }

// LogValue returns Shown.
func (s Secret) LogValue() slog.Value { return slog.StringValue(Shown) }

// MarshalJSON returns Shown as a JSON string.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + Shown + `"`), nil }

// MarshalText returns Shown.
func (s Secret) MarshalText() ([]byte, error) { return []byte(Shown), nil }
