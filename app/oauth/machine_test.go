package oauth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pricesync/app/fault"
	"pricesync/app/oauth"
)

// machine is two processes of one user over the same keychain, database and Jobber, with everything going wrong that
// can. After each step these hold: no refresh token is presented twice (the server checks), a token that is handed out
// was stored before, and where the stored pair is good, a call succeeds as soon as the trouble is over.
type machine struct {
	server    *jobber
	wire      *wire
	store     *memory
	marks     *marks
	lock      lock
	processes [2]*oauth.Source

	real, elapsed time.Time     // the world's time, and what the steady clock has counted
	offset        time.Duration // of the computer's clock
	kept          []string      // every access token that was ever stored
	network       string
}

func newMachine(t *rapid.T) *machine {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	m := &machine{
		server: &jobber{t: t, life: time.Hour, presented: map[string]int{}, granted: map[string]time.Time{}, challenge: map[string]string{}},
		store:  &memory{}, marks: &marks{}, lock: make(lock, 1), real: start, elapsed: start, network: "fine",
	}
	m.server.clock = func() time.Time { return m.real }
	m.store.onSave = func(tokens oauth.Tokens) { m.kept = append(m.kept, tokens.Access.Reveal()) }
	m.wire = &wire{
		handler: m.server,
		before: func() error {
			if m.network == "down" {
				return errors.New("dial tcp: network is unreachable")
			}
			return nil
		},
		after: func() error {
			if m.network == "cuts" {
				return errCut
			}
			return nil
		},
	}
	m.server.override = func(w http.ResponseWriter, grant []byte) bool {
		if grant != nil || m.network != "busy" {
			return false
		}
		delete(m.server.presented, m.server.current) // refused without being taken: it may come again
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	for i := range m.processes {
		m.start(i)
	}
	return m
}

func (m *machine) start(i int) {
	config := config("http://jobber.example", 1)
	config.Transport = m.wire
	start := m.elapsed
	m.processes[i] = oauth.NewSource(oauth.Options{
		Config: config, Store: m.store, Marker: m.marks, Lock: m.lock,
		Clock: oauth.Clock{
			Elapsed: func() time.Duration { return m.elapsed.Sub(start) },
			Wall:    func() time.Time { return m.real.Add(m.offset) },
		},
	})
}

func (m *machine) pass(d time.Duration) { m.real, m.elapsed = m.real.Add(d), m.elapsed.Add(d) }

// connect is a person who signs in.
func (m *machine) connect(t *rapid.T, i int) {
	tokens := m.server.first()
	tokens.Expires = m.real.Add(m.offset).Add(tokens.Life)
	if err := m.processes[i].Use(context.Background(), tokens); err != nil && m.store.fails == nil {
		t.Fatalf("connect: %v", err)
	}
}

// call is a request to the API, asked anew with another token while Jobber does not take the one it got: at most twice,
// since the first other one may be a newer one of the other process that Jobber does not take either.
func (m *machine) call(t *rapid.T, i int, ctx context.Context) error {
	access, err := m.processes[i].Token(ctx)
	for range 3 {
		if err != nil {
			return err
		}
		if !slices.Contains(m.kept, access) {
			t.Fatalf("a token was handed out that was never stored")
		}
		if m.server.takes(access) {
			return nil
		}
		stale := access
		if access, err = m.processes[i].Refresh(ctx, stale); access == stale {
			t.Fatalf("got the token back that was not taken")
		}
	}
	return fault.New(fault.ReconnectNeeded, fault.Facts{"why": ""})
}

// healthy says whether the stored pair is the one that Jobber knows and no refresh of it was begun.
func (m *machine) healthy() bool {
	return m.store.tokens.Refresh != "" && m.store.tokens.Refresh.Reveal() == m.server.current &&
		!(m.marks.pending && m.marks.generation == m.store.tokens.Generation)
}

func (m *machine) calm() bool { return m.network == "fine" && m.store.fails == nil }

// check calls and judges the end.
func (m *machine) check(t *rapid.T, i int) {
	healthy, calm := m.healthy(), m.calm()
	err := m.call(t, i, context.Background())
	calm = calm && m.calm()
	if err == nil {
		return
	}
	var told *fault.Error
	if !errors.As(err, &told) || told.Code == fault.Internal {
		t.Fatalf("an error that nobody can read: %v", err)
	}
	over := told.Code == fault.ReconnectNeeded || told.Code == fault.NotConnected
	switch {
	case calm && healthy:
		t.Fatalf("the connection is good and a call failed: %v", err)
	case calm && !over:
		t.Fatalf("nothing is wrong any more but the connection is over, and it says %v", err)
	}
}

func TestWhateverHappensTheConnectionWorksOrSaysThatItIsOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t)
		m.connect(t, 0)
		process := rapid.IntRange(0, 1)
		t.Repeat(map[string]func(*rapid.T){
			"call": func(t *rapid.T) { m.check(t, process.Draw(t, "process")) },
			"time passes": func(t *rapid.T) {
				m.pass(time.Duration(rapid.IntRange(1, 5400).Draw(t, "seconds")) * time.Second)
			},
			"the computer sleeps": func(t *rapid.T) {
				m.real = m.real.Add(time.Duration(rapid.IntRange(1, 12).Draw(t, "hours")) * time.Hour)
			},
			"the clock is set": func(t *rapid.T) {
				m.offset = time.Duration(rapid.IntRange(-24, 24).Draw(t, "hours")) * time.Hour
			},
			"Jobber does not take the token": func(t *rapid.T) {
				clear(m.server.granted)
				m.check(t, process.Draw(t, "process"))
			},
			"a person disconnects in Jobber": func(t *rapid.T) { m.server.disconnect() },
			"a person disconnects here": func(t *rapid.T) {
				i := process.Draw(t, "process")
				if err := m.processes[i].Forget(context.Background()); err != nil && m.store.fails == nil {
					t.Fatal(err)
				}
			},
			"a person connects":    func(t *rapid.T) { m.connect(t, process.Draw(t, "process")) },
			"the program restarts": func(t *rapid.T) { m.start(process.Draw(t, "process")) },
			"the network changes": func(t *rapid.T) {
				m.network = rapid.SampledFrom([]string{"fine", "fine", "down", "cuts", "busy"}).Draw(t, "network")
			},
			"the keychain changes": func(t *rapid.T) {
				m.store.fails = rapid.SampledFrom([]error{nil, nil, fault.New(fault.KeychainSilent, nil)}).Draw(t, "keychain")
			},
			"the keychain fails at the worst moment": func(t *rapid.T) {
				calm := m.wire.after
				m.wire.after = func() error { m.store.fails = fault.New(fault.KeychainSilent, nil); return calm() }
				m.check(t, process.Draw(t, "process"))
				m.wire.after = calm
			},
			"a caller gives up": func(t *rapid.T) {
				i := process.Draw(t, "process")
				ctx, cancel := context.WithCancel(context.Background())
				calm := m.wire.after
				m.wire.after = func() error { cancel(); return calm() }
				_ = m.call(t, i, ctx)
				cancel()
				if err := m.processes[i].Settle(context.Background()); err != nil && m.store.fails == nil {
					t.Fatal(err)
				}
				m.wire.after = calm
			},
			"the program dies": func(t *rapid.T) {
				i := process.Draw(t, "process")
				point := at(rapid.SampledFrom([]string{"after mark", "before save", "after save", "before unmark"}).Draw(t, "point"))
				m.store.atPoint, m.marks.atPoint = point, point
				m.pass(time.Hour)
				_ = m.call(t, i, context.Background())
				m.store.atPoint, m.marks.atPoint = nil, nil
				m.start(i)
			},
		})
		// In the end, with all trouble over, a person can always connect again.
		m.network, m.store.fails = "fine", nil
		m.connect(t, 0)
		for i := range m.processes {
			if err := m.call(t, i, context.Background()); err != nil {
				t.Fatalf("process %d after a new connection: %v", i, err)
			}
		}
	})
}
