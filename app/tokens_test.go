package app_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/keychain"
	"pricesync/app/oauth"
	"pricesync/app/redact"
)

// moody is a keychain that refuses some acts on some entries.
type moody struct {
	keychain.Session
	fails map[string]error // by act and entry, such as "set refresh token"; "*" is everything
	acts  []string
}

func (m *moody) mood(act string, name keychain.Name) error {
	m.acts = append(m.acts, act+" "+string(name))
	if err, ok := m.fails["*"]; ok {
		return err
	}
	return m.fails[act+" "+string(name)]
}

func (m *moody) Get(ctx context.Context, name keychain.Name) (keychain.Value, error) {
	if err := m.mood("get", name); err != nil {
		return keychain.Value{}, err
	}
	return m.Session.Get(ctx, name)
}

func (m *moody) Set(ctx context.Context, name keychain.Name, value keychain.Value) error {
	if err := m.mood("set", name); err != nil {
		return err
	}
	return m.Session.Set(ctx, name, value)
}

func (m *moody) Delete(ctx context.Context, name keychain.Name) error {
	if err := m.mood("delete", name); err != nil {
		return err
	}
	return m.Session.Delete(ctx, name)
}

func pairOf(generation int64) oauth.Tokens {
	return oauth.Tokens{
		Access: redact.Secret(fmt.Sprintf("access-%d", generation)), Refresh: redact.Secret(fmt.Sprintf("refresh-%d", generation)),
		Generation: generation, Expires: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Life: time.Hour,
	}
}

func TestAPairComesBackFromTheKeychainAfterARestart(t *testing.T) {
	ctx, kept := t.Context(), &moody{}
	first := app.NewKeychainTokens(kept, nil)
	if tokens, err := first.Load(ctx); err != nil || tokens != (oauth.Tokens{}) {
		t.Fatalf("an empty keychain: %v", err)
	}
	for generation := range int64(3) {
		if err := first.Save(ctx, pairOf(generation)); err != nil {
			t.Fatal(err)
		}
		tokens, err := app.NewKeychainTokens(kept, nil).Load(ctx)
		if err != nil || tokens != pairOf(generation) {
			t.Errorf("generation %d: got generation %d, %v", generation, tokens.Generation, err)
		}
	}
	if err := first.SessionOnly(); err != nil {
		t.Errorf("session only: %v", err)
	}
	if err := first.Forget(ctx); err != nil {
		t.Fatal(err)
	}
	if tokens, err := app.NewKeychainTokens(kept, nil).Load(ctx); err != nil || tokens != (oauth.Tokens{}) {
		t.Errorf("after forgetting: %v", err)
	}
}

func TestTheRefreshTokenIsKeptBeforeTheAccessToken(t *testing.T) {
	kept := &moody{}
	if err := app.NewKeychainTokens(kept, nil).Save(t.Context(), pairOf(1)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"set refresh token", "set access token"}, kept.acts); diff != "" {
		t.Errorf("acts (-want +got):\n%s", diff)
	}
}

func TestAnAccessTokenThatIsNotKeptCostsOnlyARefresh(t *testing.T) {
	tooLarge := fault.Wrap(keychain.ErrTooLarge, fault.KeychainRefused, nil)
	for _, test := range []struct {
		name string
		make func(*moody)
	}{
		{"it was too large", func(m *moody) { m.fails = map[string]error{"set access token": tooLarge} }},
		{"it can't be read", func(m *moody) {
			m.fails = map[string]error{"get access token": fmt.Errorf("read: %w", keychain.ErrGarbled)}
		}},
		{"its entry is of the pair before", func(m *moody) {
			_ = m.Session.Set(context.Background(), keychain.AccessToken, keychain.Value{Secret: `{"token":"old"}`, Generation: 6})
			m.fails = map[string]error{"set access token": tooLarge}
		}},
		{"its entry is something else", func(m *moody) {
			_ = m.Session.Set(context.Background(), keychain.AccessToken, keychain.Value{Secret: "{", Generation: 7})
			m.fails = map[string]error{"set access token": tooLarge}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept := &moody{}
			test.make(kept)
			tokens := app.NewKeychainTokens(kept, nil)
			if err := tokens.Save(t.Context(), pairOf(7)); err != nil {
				t.Fatal(err)
			}
			got, err := tokens.Load(t.Context())
			if err != nil || got != (oauth.Tokens{Refresh: "refresh-7", Generation: 7}) {
				t.Errorf("got access token %q of generation %d, %v", got.Access.Reveal(), got.Generation, err)
			}
			if err := tokens.SessionOnly(); err != nil {
				t.Errorf("session only: %v", err)
			}
		})
	}
}

func TestWithoutAUsableKeychainAConnectionLastsForThisSession(t *testing.T) {
	for _, code := range []fault.Code{fault.KeychainMissing, fault.KeychainSilent, fault.KeychainRefused} {
		t.Run(string(code), func(t *testing.T) {
			ctx := t.Context()
			trouble := fault.New(code, nil)
			kept := &moody{fails: map[string]error{"*": trouble}}
			var heard []error
			tokens := app.NewKeychainTokens(kept, func(_ context.Context, err error) { heard = append(heard, err) })
			if err := tokens.Save(ctx, pairOf(1)); err != nil {
				t.Fatal(err)
			}
			if got, err := tokens.Load(ctx); err != nil || got != pairOf(1) {
				t.Errorf("got generation %d, %v", got.Generation, err)
			}
			if err := tokens.SessionOnly(); !errors.Is(err, trouble) || len(heard) != 1 {
				t.Errorf("session only: %v, heard %v", err, heard)
			}
			// Once the keychain takes it again, the pair moves there.
			kept.fails = nil
			if err := tokens.Save(ctx, pairOf(2)); err != nil {
				t.Fatal(err)
			}
			if got, err := app.NewKeychainTokens(kept, nil).Load(ctx); err != nil || got != pairOf(2) {
				t.Errorf("after a restart: got generation %d, %v", got.Generation, err)
			}
			if err := tokens.SessionOnly(); err != nil {
				t.Errorf("session only: %v", err)
			}
		})
	}
}

func TestThePairInMemoryWinsOverAnOlderOneInTheKeychain(t *testing.T) {
	ctx, kept := t.Context(), &moody{}
	tokens := app.NewKeychainTokens(kept, nil)
	if err := tokens.Save(ctx, pairOf(5)); err != nil {
		t.Fatal(err)
	}
	kept.fails = map[string]error{"set refresh token": fault.New(fault.KeychainSilent, nil)}
	if err := tokens.Save(ctx, pairOf(6)); err != nil {
		t.Fatal(err)
	}
	if got, err := tokens.Load(ctx); err != nil || got != pairOf(6) {
		t.Errorf("got generation %d, %v", got.Generation, err)
	}
	// Another process connects anew, by a keychain that answers it.
	kept.fails = nil
	if err := app.NewKeychainTokens(kept, nil).Save(ctx, pairOf(7)); err != nil {
		t.Fatal(err)
	}
	if got, err := tokens.Load(ctx); err != nil || got != pairOf(7) {
		t.Errorf("got generation %d, %v", got.Generation, err)
	}
}

func TestAKeychainThatRefusedAPairLosesTheSpentOne(t *testing.T) {
	ctx, kept := t.Context(), &moody{}
	tokens := app.NewKeychainTokens(kept, nil)
	if err := tokens.Save(ctx, pairOf(5)); err != nil {
		t.Fatal(err)
	}
	kept.fails = map[string]error{"set refresh token": fault.New(fault.KeychainRefused, nil)}
	if err := tokens.Save(ctx, pairOf(6)); err != nil {
		t.Fatal(err)
	}
	if got, err := app.NewKeychainTokens(kept, nil).Load(ctx); err != nil || got != (oauth.Tokens{}) {
		t.Errorf("the next start would send a spent token: generation %d, %v", got.Generation, err)
	}
}

func TestWhatTheKeychainCanNotTellIsTold(t *testing.T) {
	for _, test := range []struct {
		name    string
		err     error
		want    fault.Code // "": not connected, without an error
		message string
	}{
		{"it does not answer", fault.New(fault.KeychainSilent, nil), fault.KeychainSilent, "This computer's keychain does not answer."},
		{"it refuses", fault.New(fault.KeychainRefused, nil), fault.KeychainRefused, "This computer's keychain did not keep what Price Sync gave it."},
		{"its entry is damaged", fmt.Errorf("read: %w", keychain.ErrGarbled), fault.ReconnectNeeded,
			"The connection to Jobber has ended: its entry in this computer's keychain is damaged. Nothing already done is lost."},
		{"there is none", fault.New(fault.KeychainMissing, nil), "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			tokens := app.NewKeychainTokens(&moody{fails: map[string]error{"*": test.err}}, nil)
			got, err := tokens.Load(t.Context())
			if got != (oauth.Tokens{}) || (err == nil) != (test.want == "") || test.want != "" && !fault.Is(err, test.want) {
				t.Fatalf("got %v", err)
			}
			if err != nil && fault.From(err).Message != test.message {
				t.Errorf("says %q, want %q", fault.From(err).Message, test.message)
			}
			if test.want == "" && tokens.SessionOnly() == nil {
				t.Error("it does not say that a connection would last for this session only")
			}
		})
	}
}

func TestForgettingIsToldWhenTheKeychainDoesNotForget(t *testing.T) {
	for code, want := range map[fault.Code]bool{fault.KeychainMissing: false, fault.KeychainSilent: true, fault.KeychainRefused: true} {
		kept := &moody{fails: map[string]error{"*": fault.New(code, nil)}}
		tokens := app.NewKeychainTokens(kept, nil)
		if err := tokens.Save(t.Context(), pairOf(1)); err != nil {
			t.Fatal(err)
		}
		if err := tokens.Forget(t.Context()); (err != nil) != want {
			t.Errorf("%s: got %v", code, err)
		}
		kept.fails = nil
		if got, err := tokens.Load(t.Context()); err != nil || got != (oauth.Tokens{}) {
			t.Errorf("%s: still connected in memory: %v", code, err)
		}
	}
}

func TestTokensAreNeverPrinted(t *testing.T) {
	text := fmt.Sprintf("%v %+v %#v", pairOf(1), pairOf(1), pairOf(1))
	if strings.Contains(text, "access-1") || strings.Contains(text, "refresh-1") {
		t.Errorf("printed: %s", text)
	}
}
