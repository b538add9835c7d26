package keychain_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"

	"pricesync/app/fault"
	"pricesync/app/keychain"
	"pricesync/app/redact"
)

// ring is a keychain in memory that can be told how to misbehave.
type ring struct {
	mu      sync.Mutex
	entries map[string]string
	lies    bool          // Set says nil and stores nothing
	cuts    bool          // Set stores the first half only
	panics  bool          // as the library does when the bus sends an unexpected type
	silence chan struct{} // calls wait here when it is not nil
	calls   int
}

func newRing() *ring { return &ring{entries: map[string]string{}} }

func (r *ring) enter() {
	r.mu.Lock()
	r.calls++
	silence := r.silence
	r.mu.Unlock()
	if silence != nil {
		<-silence
	}
	r.mu.Lock()
	if r.panics {
		r.mu.Unlock()
		panic("interface conversion: interface {} is nil, not []dbus.ObjectPath")
	}
}

func (r *ring) Get(service, user string) (string, error) {
	r.enter()
	defer r.mu.Unlock()
	if text, ok := r.entries[service+"/"+user]; ok {
		return text, nil
	}
	return "", keyring.ErrNotFound
}

func (r *ring) Set(service, user, secret string) error {
	r.enter()
	defer r.mu.Unlock()
	switch {
	case r.lies:
	case r.cuts:
		r.entries[service+"/"+user] = secret[:len(secret)/2]
	default:
		r.entries[service+"/"+user] = secret
	}
	return nil
}

func (r *ring) Delete(service, user string) error {
	r.enter()
	defer r.mu.Unlock()
	if _, ok := r.entries[service+"/"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.entries, service+"/"+user)
	return nil
}

// same compares two values with their secrets in the open.
func same(t *testing.T, want, got keychain.Value) {
	t.Helper()
	if want.Secret.Reveal() != got.Secret.Reveal() || want.Generation != got.Generation {
		t.Errorf("got generation %d with %d bytes, want generation %d with %d bytes",
			got.Generation, len(got.Secret.Reveal()), want.Generation, len(want.Secret.Reveal()))
	}
}

func TestAnEntryComesBackAsItWasStored(t *testing.T) {
	ctx := t.Context()
	for name, store := range map[string]interface {
		Get(context.Context, keychain.Name) (keychain.Value, error)
		Set(context.Context, keychain.Name, keychain.Value) error
		Delete(context.Context, keychain.Name) error
	}{
		"in a keychain":         keychain.OpenRing(newRing(), ""),
		"for this session only": &keychain.Session{},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := store.Get(ctx, keychain.RefreshToken); !errors.Is(err, keychain.ErrNone) {
				t.Fatalf("an empty store said %v", err)
			}
			for _, value := range []keychain.Value{
				{Secret: "5dd9bed1bd99b837cd3acaf2f59fb8fa", Generation: 7},
				{Secret: "", Generation: 8},
				{Secret: "with | bars | and spaces ", Generation: -1},
				{Secret: "ümläut €", Generation: 1 << 60},
			} {
				if err := store.Set(ctx, keychain.RefreshToken, value); err != nil {
					t.Fatal(err)
				}
				got, err := store.Get(ctx, keychain.RefreshToken)
				if err != nil {
					t.Fatal(err)
				}
				same(t, value, got)
			}
			for range 2 {
				if err := store.Delete(ctx, keychain.RefreshToken); err != nil {
					t.Fatalf("delete: %v", err)
				}
			}
			if _, err := store.Get(ctx, keychain.RefreshToken); !errors.Is(err, keychain.ErrNone) {
				t.Fatalf("after delete: %v", err)
			}
		})
	}
}

func TestEachSecretAndEachProfileHasItsOwnEntry(t *testing.T) {
	ring := newRing()
	for _, profile := range []string{"", "test company"} {
		store := keychain.OpenRing(ring, profile)
		for _, name := range []keychain.Name{keychain.AccessToken, keychain.RefreshToken, keychain.ClientSecret} {
			if err := store.Set(t.Context(), name, keychain.Value{Secret: redact.Secret(profile + string(name)), Generation: 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := map[string]string{
		"Price Sync/access token":                 "v1|1|" + sum("1|access token") + "|access token",
		"Price Sync/refresh token":                "v1|1|" + sum("1|refresh token") + "|refresh token",
		"Price Sync/client secret":                "v1|1|" + sum("1|client secret") + "|client secret",
		"Price Sync (test company)/access token":  "v1|1|" + sum("1|test companyaccess token") + "|test companyaccess token",
		"Price Sync (test company)/refresh token": "v1|1|" + sum("1|test companyrefresh token") + "|test companyrefresh token",
		"Price Sync (test company)/client secret": "v1|1|" + sum("1|test companyclient secret") + "|test companyclient secret",
	}
	if diff := cmp.Diff(want, ring.entries); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

func TestAKeychainThatSaysYesIsNotBelieved(t *testing.T) {
	for _, test := range []struct {
		name string
		ring *ring
		act  func(context.Context, *keychain.Store) error
		want fault.Code
	}{
		{"it stores nothing, as after a dismissed prompt", &ring{entries: map[string]string{}, lies: true}, set("secret"), fault.KeychainRefused},
		{"it stores half", &ring{entries: map[string]string{}, cuts: true}, set("secret"), fault.KeychainRefused},
		{"it fails inside", &ring{entries: map[string]string{}, panics: true}, set("secret"), fault.KeychainRefused},
		{"2,561 bytes", newRing(), set(strings.Repeat("x", 2561)), fault.KeychainRefused},
		{"one byte too many with the frame", newRing(), set(strings.Repeat("x", keychain.MaxBytes-len("v1|1|00000000|")+1)), fault.KeychainRefused},
		{"the self-check notices that it stores nothing", &ring{entries: map[string]string{}, lies: true}, probe, fault.KeychainRefused},
		{"the self-check notices that it stores half", &ring{entries: map[string]string{}, cuts: true}, probe, fault.KeychainRefused},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.act(t.Context(), keychain.OpenRing(test.ring, ""))
			if !fault.Is(err, test.want) {
				t.Fatalf("got %v, want %s", err, test.want)
			}
			if strings.Contains(err.Error(), "secret|") || strings.Contains(err.Error(), "xxx") {
				t.Errorf("the error shows the secret: %v", err)
			}
		})
	}
}

func TestASecretThatIsTooLargeIsNamedAsSuch(t *testing.T) {
	ring := newRing()
	err := set(strings.Repeat("x", 2561))(t.Context(), keychain.OpenRing(ring, ""))
	if !errors.Is(err, keychain.ErrTooLarge) || ring.calls != 0 {
		t.Errorf("got %v after %d calls", err, ring.calls)
	}
	if err := set(strings.Repeat("x", keychain.MaxBytes-len("v1|1|00000000|")))(t.Context(), keychain.OpenRing(ring, "")); err != nil {
		t.Errorf("the largest that fits: %v", err)
	}
}

func TestTheSelfCheckLeavesNothingBehind(t *testing.T) {
	ring := newRing()
	store := keychain.OpenRing(ring, "")
	if err := set("mine")(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	before := maps.Clone(ring.entries)
	if err := store.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, ring.entries); diff != "" {
		t.Errorf("entries (-before +after):\n%s", diff)
	}
}

func TestADamagedEntryIsNoticed(t *testing.T) {
	good := keychain.Frame(keychain.Value{Secret: "5dd9bed1bd99b837cd3acaf2f59fb8fa", Generation: 12})
	for _, test := range []struct{ name, text string }{
		{"empty", ""},
		{"of a program without a frame", "5dd9bed1bd99b837cd3acaf2f59fb8fa"},
		{"of a later version", "v2" + good[2:]},
		{"the first half", good[:len(good)/2]},
		{"the last character is missing", good[:len(good)-1]},
		{"one character changed", strings.Replace(good, "5dd9", "5dd8", 1)},
		{"another generation", strings.Replace(good, "v1|12|", "v1|13|", 1)},
		{"a generation that is no number", "v1|x|" + sum("x|s") + "|s"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ring := newRing()
			ring.entries["Price Sync/refresh token"] = test.text
			value, err := keychain.OpenRing(ring, "").Get(t.Context(), keychain.RefreshToken)
			if !errors.Is(err, keychain.ErrGarbled) {
				t.Fatalf("got %v, want ErrGarbled", err)
			}
			same(t, keychain.Value{}, value)
		})
	}
}

func TestASilentKeychainIsGivenUpInTime(t *testing.T) {
	for _, test := range []struct {
		name string
		act  func(context.Context, *keychain.Store) error
		want time.Duration
	}{
		{"a read", get, keychain.ReadPatience},
		{"a write", set("secret"), keychain.WritePatience},
		{"a delete", forget, keychain.WritePatience},
		{"the self-check", probe, keychain.WritePatience},
		{"a read where a prompt may show", func(ctx context.Context, s *keychain.Store) error { return get(ctx, s.Patient()) }, keychain.PromptPatience},
		{"a write where a prompt may show", func(ctx context.Context, s *keychain.Store) error { return set("secret")(ctx, s.Patient()) }, keychain.PromptPatience},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ring := newRing()
				ring.silence = make(chan struct{})
				began := time.Now()
				err := test.act(t.Context(), keychain.OpenRing(ring, ""))
				if !fault.Is(err, fault.KeychainSilent) {
					t.Errorf("got %v, want %s", err, fault.KeychainSilent)
				}
				if took := time.Since(began); took != test.want {
					t.Errorf("given up after %s, want %s", took, test.want)
				}
				close(ring.silence)
				synctest.Wait()
			})
		})
	}
}

func TestASilentKeychainHoldsFewCallsAndRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newRing()
		ring.silence = make(chan struct{})
		store := keychain.OpenRing(ring, "")
		for range 50 {
			if err := get(t.Context(), store); !fault.Is(err, fault.KeychainSilent) {
				t.Fatalf("read: %v", err)
			}
		}
		old := set("old")(t.Context(), store)
		late := set("newer")(t.Context(), store)
		if !fault.Is(old, fault.KeychainSilent) || !fault.Is(late, fault.KeychainSilent) {
			t.Fatalf("writes: %v, %v", old, late)
		}
		synctest.Wait()
		ring.mu.Lock()
		if ring.calls != 5 {
			t.Errorf("%d calls wait in the keychain, want 4 reads and 1 write", ring.calls)
		}
		ring.mu.Unlock()
		close(ring.silence)
		synctest.Wait()
		if err := set("newest")(t.Context(), store); err != nil {
			t.Fatalf("after it answers again: %v", err)
		}
		got, err := store.Get(t.Context(), keychain.RefreshToken)
		if err != nil {
			t.Fatal(err)
		}
		same(t, keychain.Value{Secret: "newest", Generation: 1}, got)
	})
}

func TestACancelledCallEndsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newRing()
		ring.silence = make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		began := time.Now()
		if err := get(ctx, keychain.OpenRing(ring, "")); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("ended after %s", took)
		}
		close(ring.silence)
		synctest.Wait()
	})
}

func set(secret string) func(context.Context, *keychain.Store) error {
	return func(ctx context.Context, s *keychain.Store) error {
		return s.Set(ctx, keychain.RefreshToken, keychain.Value{Secret: redact.Secret(secret), Generation: 1})
	}
}

func get(ctx context.Context, s *keychain.Store) error {
	_, err := s.Get(ctx, keychain.RefreshToken)
	return err
}

func forget(ctx context.Context, s *keychain.Store) error {
	return s.Delete(ctx, keychain.RefreshToken)
}

func probe(ctx context.Context, s *keychain.Store) error { return s.Probe(ctx) }
