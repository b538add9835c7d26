package keychain_test

import (
	"errors"
	"fmt"
	"hash/crc32"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/keychain"
	"pricesync/app/redact"
)

func sum(text string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(text))) }

func TestEveryValueSurvivesItsFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := keychain.Value{Secret: redact.Secret(rapid.String().Draw(t, "secret")), Generation: rapid.Int64().Draw(t, "generation")}
		got, err := keychain.Unframe(keychain.Frame(value))
		if err != nil || got != value {
			t.Fatalf("got generation %d, %q, %v", got.Generation, got.Secret.Reveal(), err)
		}
	})
}

func TestNoPartOfAFramePassesForTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		framed := keychain.Frame(keychain.Value{Secret: redact.Secret(rapid.StringN(1, 64, -1).Draw(t, "secret")), Generation: rapid.Int64Min(0).Draw(t, "generation")})
		cut := rapid.IntRange(0, len(framed)-1).Draw(t, "cut")
		if _, err := keychain.Unframe(framed[:cut]); !errors.Is(err, keychain.ErrGarbled) {
			t.Fatalf("the first %d of %d bytes: %v", cut, len(framed), err)
		}
	})
}

func FuzzUnframe(f *testing.F) {
	f.Add("")
	f.Add("v1|||")
	f.Add("v1|1|" + sum("1|x") + "|x")
	f.Add("v1|01|" + sum("01|x") + "|x")
	f.Fuzz(func(t *testing.T, text string) {
		value, err := keychain.Unframe(text)
		if err != nil {
			if !errors.Is(err, keychain.ErrGarbled) || value != (keychain.Value{}) {
				t.Fatalf("got a value beside %v", err)
			}
			return
		}
		again, err := keychain.Unframe(keychain.Frame(value))
		if err != nil || again != value {
			t.Fatalf("%q reads as a value that does not survive: %v", text, err)
		}
	})
}
