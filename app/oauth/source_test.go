package oauth_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/fault"
	"pricesync/app/oauth"
	"pricesync/app/redact"
)

// rig is a Source and what stands around it.
type rig struct {
	server *jobber
	wire   *wire
	store  *memory
	marks  *marks
	lock   lock
	clock  oauth.Clock
	mu     sync.Mutex
	events []oauth.EventName
}

// newRig returns a rig whose store has a fresh pair of an hour.
func newRig(t *testing.T) *rig {
	server := newJobber(t)
	r := &rig{server: server, wire: &wire{handler: server}, store: &memory{}, marks: &marks{}, lock: make(lock, 1), clock: oauth.SystemClock()}
	r.store.tokens = server.first()
	r.store.tokens.Generation = 1
	return r
}

// source is a process's own Source over what all processes share.
func (r *rig) source() *oauth.Source {
	config := config("http://jobber.example", 1)
	config.Transport = r.wire
	return oauth.NewSource(oauth.Options{
		Config: config, Store: r.store, Marker: r.marks, Lock: r.lock, Clock: r.clock,
		Observe: func(_ context.Context, e oauth.Event) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.events = append(r.events, e.Name)
		},
	})
}

func (r *rig) seen() []oauth.EventName {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.events)
}

func (r *rig) stored() oauth.Tokens {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	return r.store.tokens
}

func token(t *testing.T, s *oauth.Source) string {
	t.Helper()
	access, err := s.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return access
}

// pass lets a bubble's time pass.
func pass(d time.Duration) { <-time.After(d) }

// refuses checks that no token is to be had, and the sentence that says why.
func refuses(t *testing.T, s *oauth.Source, code fault.Code, sentence string) {
	t.Helper()
	access, err := s.Token(t.Context())
	if access != "" || !fault.Is(err, code) {
		t.Fatalf("got %q, %v, want %s", access, err, code)
	}
	if got := fault.From(err).Message; sentence != "" && got != sentence {
		t.Errorf("says %q, want %q", got, sentence)
	}
}

func TestAFreshTokenIsUsedAsItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		first := r.stored().Access.Reveal()
		for range 100 {
			if token(t, s) != first {
				t.Fatal("another token than the stored one")
			}
		}
		pass(55*time.Minute - time.Second)
		if token(t, s) != first || r.server.requests() != 0 {
			t.Error("renewed more than five minutes before its end")
		}
		pass(2 * time.Second)
		if token(t, s) == first || r.server.requests() != 1 {
			t.Error("not renewed five minutes before its end")
		}
		if got := r.stored(); got.Generation != 2 || got.Refresh.Reveal() != r.server.current || got.Access.Reveal() != token(t, s) {
			t.Errorf("stored generation %d", got.Generation)
		}
		if diff := cmp.Diff([]oauth.EventName{oauth.TokenRefreshed}, r.seen()); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
		if _, pending, _ := r.marks.PendingRefresh(t.Context()); pending {
			t.Error("the marker stayed")
		}
	})
}

func TestSixtyFourCallsThatFindTheTokenExpiredMakeOneRefresh(t *testing.T) {
	server := newJobber(t)
	api := httptest.NewServer(server)
	defer api.Close()
	store, marker, shared := &memory{}, &marks{}, make(lock, 1)
	store.tokens = server.first()
	store.tokens.Expires = time.Now().Add(-time.Minute)
	old := store.tokens.Access.Reveal()
	var processes []*oauth.Source
	for range 2 {
		processes = append(processes, oauth.NewSource(oauth.Options{Config: config(api.URL, 1), Store: store, Marker: marker, Lock: shared}))
	}
	var calls sync.WaitGroup
	tokens := make(chan string, 128)
	for i := range 64 {
		for _, process := range processes {
			calls.Go(func() {
				ask := process.Token
				if i%2 == 1 {
					ask = func(ctx context.Context) (string, error) { return process.Refresh(ctx, old) }
				}
				access, err := ask(t.Context())
				if err != nil {
					t.Error(err)
				}
				tokens <- access
			})
		}
	}
	calls.Wait()
	close(tokens)
	want := store.tokens.Access.Reveal()
	for access := range tokens {
		if access != want || access == old {
			t.Errorf("a call got %q, want the new token", access)
		}
	}
	if n := server.requests(); n != 1 {
		t.Errorf("%d refreshes, want 1", n)
	}
}

func TestATokenThatJobberDoesNotTakeIsRenewedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		next, err := s.Refresh(t.Context(), stale)
		if err != nil || next == stale {
			t.Fatalf("got %q, %v", next, err)
		}
		for range 10 { // the other calls that were on their way with it
			if again, err := s.Refresh(t.Context(), stale); err != nil || again != next {
				t.Fatalf("got %q, %v", again, err)
			}
		}
		if n := r.server.requests(); n != 1 {
			t.Errorf("%d refreshes, want 1", n)
		}
	})
}

func TestANewerPairOfAnotherProcessIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		window, terminal := r.source(), r.source()
		stale := token(t, window)
		newer, err := terminal.Refresh(t.Context(), stale)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := window.Refresh(t.Context(), stale); err != nil || got != newer {
			t.Errorf("got %q, %v, want the terminal's", got, err)
		}
		if n := r.server.requests(); n != 1 {
			t.Errorf("%d refreshes, want 1", n)
		}
	})
}

func TestTheNewPairIsStoredBeforeItIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		saving := make(chan struct{})
		r.store.onSave = func(oauth.Tokens) { <-saving }
		got := make(chan string)
		go func() {
			access, _ := s.Refresh(t.Context(), stale)
			got <- access
		}()
		synctest.Wait()
		select {
		case <-got:
			t.Error("the new token was handed out while the store was still busy")
		default:
		}
		close(saving)
		if access := <-got; access != r.stored().Access.Reveal() {
			t.Errorf("got %q", access)
		}
	})
}

func TestAPairThatTheStoreDoesNotTakeIsNeitherUsedNorLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		refused := fault.New(fault.KeychainRefused, nil)
		// The load before the refresh works, the save after it does not.
		r.wire.after = func() error {
			r.store.mu.Lock()
			defer r.store.mu.Unlock()
			r.store.fails = refused
			return nil
		}
		for range 3 {
			if _, err := s.Refresh(t.Context(), stale); !fault.Is(err, fault.KeychainRefused) {
				t.Fatalf("got %v", err)
			}
		}
		if err := s.Settle(t.Context()); !fault.Is(err, fault.KeychainRefused) {
			t.Errorf("settle: %v", err)
		}
		r.store.mu.Lock()
		r.store.fails = nil
		r.store.mu.Unlock()
		access, err := s.Refresh(t.Context(), stale)
		if err != nil || access != r.stored().Access.Reveal() || r.stored().Refresh.Reveal() != r.server.current {
			t.Errorf("once it takes it again: %v", err)
		}
		if n := r.server.requests(); n != 1 {
			t.Errorf("%d refreshes, want 1", n)
		}
	})
}

func TestSettleStoresWhatTheStoreDidNotTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		r.wire.after = func() error { r.store.fails = errors.New("locked"); return nil }
		if _, err := s.Refresh(t.Context(), stale); !fault.Is(err, fault.KeychainRefused) {
			t.Fatalf("got %v", err)
		}
		r.store.fails = nil
		if err := s.Settle(t.Context()); err != nil || r.stored().Refresh.Reveal() != r.server.current {
			t.Errorf("settle: %v", err)
		}
	})
}

func TestACancelledCallerDoesNotCutARefreshOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		answered := make(chan struct{})
		r.wire.after = func() error { <-answered; return nil }
		failed := make(chan error)
		go func() {
			_, err := s.Refresh(ctx, stale)
			failed <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("the caller got %v", err)
		}
		settled := make(chan error)
		go func() { settled <- s.Settle(t.Context()) }()
		synctest.Wait()
		select {
		case err := <-settled:
			t.Errorf("the program would have ended in the middle of a refresh: %v", err)
		default:
		}
		close(answered)
		if err := <-settled; err != nil {
			t.Errorf("settle: %v", err)
		}
		if r.stored().Refresh.Reveal() != r.server.current || r.stored().Generation != 2 {
			t.Error("the pair was not stored")
		}
	})
}

func TestAnAnswerThatGetsLostEndsInOneClearReconnect(t *testing.T) {
	const sentence = "The connection to Jobber has ended: Jobber's answer was lost while renewing the connection. Nothing already done is lost."
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		old := token(t, s)
		r.wire.after = func() error { return errCut }
		pass(56 * time.Minute)
		for range 20 {
			if token(t, s) != old {
				t.Fatal("the old access token is still good and was not used")
			}
			pass(10 * time.Second)
		}
		pass(time.Minute)
		for range 3 {
			refuses(t, s, fault.ReconnectNeeded, sentence)
		}
		// After a restart the token is not sent either.
		refuses(t, r.source(), fault.ReconnectNeeded, closedSentence)
		if n := r.server.requests(); n != 1 {
			t.Errorf("the refresh token was sent %d times", n)
		}
		if err := s.Use(t.Context(), r.server.first()); err != nil {
			t.Fatal(err)
		}
		if token(t, s) != r.stored().Access.Reveal() || r.stored().Generation != 2 {
			t.Error("a new connection does not work")
		}
	})
}

const closedSentence = "The connection to Jobber has ended: the app was closed while renewing the connection. Nothing already done is lost."

func TestAQuestionThatNeverLeftIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		old := token(t, s)
		dials := 0
		r.wire.before = func() error { dials++; return errors.New("dial tcp: no route to host") }
		pass(56 * time.Minute)
		for range 100 {
			if token(t, s) != old {
				t.Fatal("the old access token is still good and was not used")
			}
		}
		if dials != 1 {
			t.Errorf("%d tries within a moment, want 1", dials)
		}
		pass(5 * time.Minute)
		refuses(t, s, fault.JobberUnreachable, "Jobber can't be reached from this computer. Nothing already done is lost.")
		r.wire.before = nil
		if token(t, s) == old {
			t.Error("not renewed when the network came back")
		}
	})
}

func TestADeadRefreshTokenEndsTheConnectionWithoutALoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		r.server.disconnect()
		for range 5 {
			if _, err := s.Refresh(t.Context(), stale); !fault.Is(err, fault.ReconnectNeeded) {
				t.Fatalf("got %v", err)
			}
			refuses(t, s, fault.ReconnectNeeded, "The connection to Jobber has ended. Nothing already done is lost.")
		}
		if err := s.Connected(t.Context()); !fault.Is(err, fault.ReconnectNeeded) {
			t.Errorf("connected: %v", err)
		}
		refuses(t, r.source(), fault.NotConnected, "Price Sync is not connected to Jobber.")
		if n := r.server.requests(); n != 1 {
			t.Errorf("%d refreshes, want 1", n)
		}
		// Another process connects anew: this one takes it up by itself.
		if err := r.source().Use(t.Context(), r.server.first()); err != nil {
			t.Fatal(err)
		}
		if err := s.Connected(t.Context()); err != nil {
			t.Errorf("connected: %v", err)
		}
		if token(t, s) != r.stored().Access.Reveal() {
			t.Error("the new connection was not taken up")
		}
	})
}

func TestAnAnswerThatIsNoGrantIsNamedAndRemembered(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   fault.Code
		again  bool // the token may be sent again
	}{
		{"the documented refusal in another wrapper", 401, `{"error":{"message":"The provided refresh token is not valid."}}`, fault.ReconnectNeeded, false},
		{"the standard's refusal", 400, `{"error":"invalid_grant","error_description":"x"}`, fault.ReconnectNeeded, false},
		{"a bare string", 401, `"Error: The provided refresh token is not valid."`, fault.ReconnectNeeded, false},
		{"a line of plain text", 401, "Error: The provided refresh token is not valid.\n", fault.ReconnectNeeded, false},
		{"a list of errors", 401, `{"errors":[{"message":"The provided refresh token is not valid."}]}`, fault.ReconnectNeeded, false},
		{"a refusal without words", 401, ``, fault.ReconnectNeeded, false},
		{"a refusal as a page", 400, `<html>Bad Request</html>`, fault.ReconnectNeeded, false},
		{"a refusal of nothing known", 400, `{"x":[1,null,{"y":true}]}`, fault.ReconnectNeeded, false},
		{"success with an error in it", 200, `{"error":"invalid_grant"}`, fault.ReconnectNeeded, false},
		{"an unknown client", 401, `{"error":"invalid_client","error_description":"Client authentication failed"}`, fault.ClientRefused, false},
		{"a page instead of an answer", 200, `<html>Wi-Fi sign-in</html>`, fault.ReconnectNeeded, false},
		{"half an answer", 200, `{"access_token":"e`, fault.ReconnectNeeded, false},
		{"an answer without tokens", 200, `{}`, fault.ReconnectNeeded, false},
		{"an answer that is a list", 200, `[]`, fault.ReconnectNeeded, false},
		{"a gateway that gave up waiting", 504, ``, fault.ReconnectNeeded, false},
		{"the request limit", 429, "Retry later\n", fault.JobberBusy, true},
		{"trouble at Jobber", 500, `<html>We're sorry</html>`, fault.JobberUnavailable, true},
		{"trouble at its edge", 502, `<html>Bad gateway</html>`, fault.JobberUnavailable, true},
		{"maintenance", 503, `{"message":"Service temporarily unavailable"}`, fault.JobberMaintenance, true},
		{"a redirect", 302, ``, fault.JobberUnreadable, true},
		{"forbidden", 403, ``, fault.JobberForbidden, true},
		{"not found", 404, ``, fault.JobberNotFound, true},
		{"the proxy", 407, ``, fault.ProxySignIn, true},
		{"anything else", 418, ``, fault.JobberRefused, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				s := r.source()
				stale := token(t, s)
				sent := r.stored().Refresh.Reveal()
				r.server.answer(func(w http.ResponseWriter, grant []byte) bool {
					if grant == nil {
						w.Header().Set("Location", "http://evil.example/")
						w.WriteHeader(test.status)
						_, _ = w.Write([]byte(test.body))
					}
					return grant == nil
				})
				for range 3 {
					if test.again {
						r.server.allow(sent)
					}
					if _, err := s.Refresh(t.Context(), stale); !fault.Is(err, test.want) {
						t.Fatalf("got %v, want %s", err, test.want)
					}
				}
				r.server.answer(nil)
				if test.again {
					r.server.allow(sent)
					if _, err := s.Refresh(t.Context(), stale); err != nil {
						t.Errorf("afterwards: %v", err)
					}
				} else if n := r.server.requests(); n != 1 {
					t.Errorf("%d refreshes, want 1", n)
				}
			})
		})
	}
}

func TestARefreshTokenThatIsDeadByJobbersWordIsForgotten(t *testing.T) {
	for _, test := range []struct {
		name, body string
		forgotten  bool
	}{
		{"as JSON", `{"message":"Error: The provided refresh token is not valid."}`, true},
		{"as a line of text", "Error: The provided refresh token is not valid.", true},
		{"in other words", `{"error":"invalid_refresh_token"}`, true},
		{"a page that may come from anywhere", "<html>The provided refresh token is not valid.</html>", false},
		{"a refusal without a reason", `{"message":"Unauthorized"}`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				s := r.source()
				stale := token(t, s)
				r.server.answer(func(w http.ResponseWriter, grant []byte) bool {
					http.Error(w, test.body, http.StatusUnauthorized)
					return true
				})
				if _, err := s.Refresh(t.Context(), stale); !fault.Is(err, fault.ReconnectNeeded) {
					t.Fatalf("got %v", err)
				}
				if gone := r.stored().Refresh == ""; gone != test.forgotten {
					t.Errorf("forgotten: %v, want %v", gone, test.forgotten)
				}
			})
		})
	}
}

func TestOddGrantsAreSurvived(t *testing.T) {
	for _, test := range []struct {
		name, body string
		refresh    string // "": the one that was sent
		warned     bool
	}{
		{"the legacy warning", `{"warning":"Unexpected Refresh Token Redemption: A newer refresh token exists","access_token":"JWT","refresh_token":"n"}`, "n", true},
		{"rotation off", `{"warning":"Refresh token rotation is off.","access_token":"JWT"}`, "", true},
		{"a warning that is no text", `{"warning":{"x":1},"access_token":"JWT","refresh_token":"n"}`, "n", false},
		{"a token that is no JWT", `{"access_token":"opaque","refresh_token":"n","expires_in":"soon"}`, "n", false},
		{"fields of unexpected types", `{"access_token":"a.b.c","refresh_token":"n","expires_at":[],"expires_in":{},"scope":1}`, "n", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				s := r.source()
				stale := token(t, s)
				sent := r.stored().Refresh
				r.server.answer(func(w http.ResponseWriter, grant []byte) bool {
					if grant != nil {
						good := jwt(map[string]any{"exp": time.Now().Add(time.Hour).Unix()})
						r.server.reply(w, []byte(strings.Replace(test.body, "JWT", good, 1)))
					}
					return grant != nil
				})
				access, err := s.Refresh(t.Context(), stale)
				if err != nil || access == stale {
					t.Fatalf("got %v", err)
				}
				want := redact.Secret(test.refresh)
				if want == "" {
					want = sent
				}
				if got := r.stored().Refresh; got != want {
					t.Errorf("stored %q, want %q", got.Reveal(), want.Reveal())
				}
				if slices.Contains(r.seen(), oauth.TokenWarning) != test.warned {
					t.Errorf("events %v", r.seen())
				}
			})
		})
	}
}

// crash ends the Source's work at a point as a killed program would, with nothing after it done.
func crash() { runtime.Goexit() }

func TestAProgramThatDiesWhileRenewingSaysSoOnItsNextStart(t *testing.T) {
	for _, test := range []struct {
		name  string
		point func(*rig)
		fine  bool // the pair was stored, so nothing is wrong
	}{
		{"before the question", func(r *rig) { r.marks.atPoint = at("after mark") }, false},
		{"after the answer", func(r *rig) { r.store.atPoint = at("before save") }, false},
		{"after the pair was stored", func(r *rig) { r.store.atPoint = at("after save") }, true},
		{"before the marker is taken back", func(r *rig) { r.marks.atPoint = at("before unmark") }, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				stale := r.stored().Access.Reveal()
				test.point(r)
				if _, err := r.source().Refresh(t.Context(), stale); err == nil {
					t.Fatal("it did not die")
				}
				r.marks.atPoint, r.store.atPoint = nil, nil
				next := r.source()
				if test.fine {
					if err := next.Connected(t.Context()); err != nil {
						t.Errorf("connected: %v", err)
					}
					if access, err := next.Refresh(t.Context(), stale); err != nil || access != r.stored().Access.Reveal() {
						t.Errorf("got %v", err)
					}
					return
				}
				if err := next.Connected(t.Context()); !fault.Is(err, fault.ReconnectNeeded) || fault.From(err).Message != closedSentence {
					t.Errorf("connected: %v", err)
				}
				if token(t, next) != stale {
					t.Error("the old access token still lives and is not used")
				}
				for range 3 {
					if _, err := next.Refresh(t.Context(), stale); !fault.Is(err, fault.ReconnectNeeded) || fault.From(err).Message != closedSentence {
						t.Fatalf("got %v", err)
					}
				}
				if err := next.Use(t.Context(), r.server.first()); err != nil {
					t.Fatal(err)
				}
				if err := next.Connected(t.Context()); err != nil || token(t, next) != r.stored().Access.Reveal() {
					t.Errorf("a new connection does not work: %v", err)
				}
			})
		})
	}
}

func at(point string) func(string) {
	return func(name string) {
		if name == point {
			crash()
		}
	}
}

func TestWithoutAMarkNothingIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		old := token(t, s)
		r.marks.fails = errors.New("disk full")
		pass(56 * time.Minute)
		if token(t, s) != old {
			t.Error("the old access token still lives")
		}
		pass(5 * time.Minute)
		refuses(t, s, fault.DatabaseFailed, "")
		r.marks.fails = nil
		if token(t, s) == old || r.server.requests() != 1 {
			t.Errorf("%d refreshes", r.server.requests())
		}
	})
}

func TestAnotherProcessThatHoldsTheLockForLongIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		token(t, s)
		pass(2 * time.Hour)
		release, err := r.lock.Lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		refuses(t, s, fault.ProfileInUse, "")
		release()
		token(t, s)
	})
}

func TestDisconnectingForgetsHereAndInTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		window, terminal := r.source(), r.source()
		token(t, window)
		stale := token(t, terminal)
		if err := window.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		refuses(t, window, fault.NotConnected, "Price Sync is not connected to Jobber.")
		if err := window.Connected(t.Context()); !fault.Is(err, fault.NotConnected) {
			t.Errorf("connected: %v", err)
		}
		if _, err := terminal.Refresh(t.Context(), stale); !fault.Is(err, fault.NotConnected) {
			t.Errorf("the other process: %v", err)
		}
		if r.stored() != (oauth.Tokens{}) || r.server.requests() != 0 {
			t.Error("something is left, or was asked")
		}
		r.store.fails = fault.New(fault.KeychainSilent, nil)
		if err := window.Forget(t.Context()); !fault.Is(err, fault.KeychainSilent) {
			t.Errorf("a store that does not forget: %v", err)
		}
	})
}

func TestAStoreThatCanNotBeReadIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.store.fails = fault.New(fault.KeychainSilent, nil)
		s := r.source()
		refuses(t, s, fault.KeychainSilent, "This computer's keychain does not answer.")
		if err := s.Connected(t.Context()); !fault.Is(err, fault.KeychainSilent) {
			t.Errorf("connected: %v", err)
		}
		r.store.fails = nil
		token(t, s)
	})
}

func TestAPairThatAppearsWhileTheOldOneIsRefusedIsUsed(t *testing.T) {
	for name, left := range map[string]time.Duration{"with an access token that lives": time.Hour, "with one that has ended": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				s := r.source()
				stale := token(t, s)
				// A program without the lock connects anew while the question is on its way.
				r.wire.before = func() error {
					r.wire.before = nil
					tokens := r.server.first()
					tokens.Generation, tokens.Expires = 9, time.Now().Add(left)
					return r.store.Save(t.Context(), tokens)
				}
				access, err := s.Refresh(t.Context(), stale)
				if err != nil || access != r.stored().Access.Reveal() || !r.server.takes(access) {
					t.Errorf("got %v", err)
				}
				if err := s.Connected(t.Context()); err != nil {
					t.Errorf("connected: %v", err)
				}
				want := 1 // the old one, refused
				if left < 0 {
					want = 2 // and the new one, whose access token has ended
				}
				if n := r.server.requests(); n != want {
					t.Errorf("%d refreshes, want %d", n, want)
				}
			})
		})
	}
}

func TestATokenThatIsBeingReplacedIsNotHandedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		stale := token(t, s)
		answer := make(chan struct{})
		r.wire.after = func() error { <-answer; return nil }
		got := make(chan string, 2)
		go func() {
			access, _ := s.Refresh(t.Context(), stale)
			got <- access
		}()
		synctest.Wait()
		go func() {
			access, _ := s.Token(t.Context())
			got <- access
		}()
		synctest.Wait()
		close(answer)
		for range 2 {
			if access := <-got; access == stale || access != r.stored().Access.Reveal() {
				t.Errorf("got the stale token or none: %q", access)
			}
		}
	})
}

func TestCallsThatWaitTogetherFailTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		s := r.source()
		token(t, s)
		pass(2 * time.Hour)
		dials, down := 0, make(chan struct{})
		r.wire.before = func() error { dials++; <-down; return errors.New("dial tcp: no route to host") }
		var calls sync.WaitGroup
		for range 64 {
			calls.Go(func() {
				if _, err := s.Token(t.Context()); !fault.Is(err, fault.JobberUnreachable) {
					t.Errorf("got %v", err)
				}
			})
		}
		synctest.Wait()
		close(down)
		calls.Wait()
		if dials != 1 {
			t.Errorf("%d tries, want 1", dials)
		}
	})
}

func TestANewConnectionIsNeverTakenForASpentOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		if err := r.marks.BeginRefresh(t.Context(), 5); err != nil {
			t.Fatal(err)
		}
		for _, generation := range []int64{2, 8} {
			r.store.tokens.Generation = generation
			s := r.source()
			r.marks.pending = true
			if err := s.Use(t.Context(), r.server.first()); err != nil {
				t.Fatal(err)
			}
			if got := r.stored().Generation; got <= 5 || got <= generation {
				t.Errorf("generation %d after %d, with a marker of 5", got, generation)
			}
			if err := s.Connected(t.Context()); err != nil {
				t.Errorf("connected: %v", err)
			}
		}
	})
}
