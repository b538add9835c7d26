package oauth

import (
	"context"
	"errors"
	"sync"
	"time"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// Options are what a Source works with.
type Options struct {
	Config  Config
	Store   TokenStore
	Marker  Marker                       // nil remembers nothing, for tokens that don't survive the program
	Lock    Lock                         // nil locks nothing, for tokens that no other process can have
	Clock   Clock                        // the zero Clock is this computer's
	Observe func(context.Context, Event) // may be nil; called without locks held, with the context of who asked for a token first
}

// Source hands out access tokens and renews them: five minutes early, and once when Jobber does not take one. It keeps
// these promises, which Jobber's rotation makes necessary, since a refresh token dies with its first use:
//
//   - one refresh at a time, in this process and, by the Lock, on this computer;
//   - a refresh token is sent at most once, unless it provably never left or Jobber said that it did not take it;
//   - a new access token is used only after its refresh token was stored and read back;
//   - a refresh that was begun ends: no caller's context cuts it off, and Settle waits for it;
//   - when the connection is over, that is said and remembered, and nothing is sent until there is a new one.
//
// A Source is safe for concurrent use. Its errors are fault.Errors or the caller's context's.
type Source struct {
	endpoint *endpoint
	options  Options
	turn     chan struct{} // whoever may change the pair has put something in

	mu     sync.Mutex
	held   pair
	flight *flight
}

// flight is a renewal on its way, which everybody who needs it waits for.
type flight struct {
	stale  string // the access token that Jobber did not take; "" for an early renewal
	done   chan struct{}
	access string
	err    error
}

// NewSource returns a Source that has not looked at its store yet.
func NewSource(options Options) *Source {
	if options.Clock.Elapsed == nil || options.Clock.Wall == nil {
		options.Clock = SystemClock()
	}
	if options.Marker == nil {
		options.Marker = noMarker{}
	}
	if options.Lock == nil {
		options.Lock = noLock{}
	}
	if options.Observe == nil {
		options.Observe = func(context.Context, Event) {}
	}
	return &Source{
		endpoint: newEndpoint(options.Config, options.Clock),
		options:  options,
		turn:     make(chan struct{}, 1),
	}
}

// Token returns an access token that is good for some minutes.
func (s *Source) Token(ctx context.Context) (string, error) { return s.token(ctx, "") }

// Refresh returns another access token than stale, which Jobber did not take: one that is there already, or a new one.
func (s *Source) Refresh(ctx context.Context, stale string) (string, error) {
	return s.token(ctx, stale)
}

func (s *Source) token(ctx context.Context, stale string) (string, error) {
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		s.mu.Lock()
		joined := s.flight
		if access, ok := s.held.fresh(s.now(), redact.Secret(stale)); ok {
			s.mu.Unlock()
			return access, nil
		}
		if joined == nil {
			joined = s.launch(ctx, stale)
		}
		s.mu.Unlock()
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-joined.done:
		}
		// A flight that set off without knowing that this token is stale may come back with it.
		if stale == "" || joined.stale == stale || joined.err != nil || joined.access != stale {
			return joined.access, joined.err
		}
	}
}

// launch starts a renewal that outlives its caller. s.mu is held.
func (s *Source) launch(ctx context.Context, stale string) *flight {
	f := &flight{stale: stale, done: make(chan struct{}), err: fault.New(fault.Internal, nil)}
	s.flight = f
	ctx = context.WithoutCancel(ctx)
	go func() {
		defer func() {
			s.mu.Lock()
			s.flight = nil
			s.mu.Unlock()
			close(f.done)
		}()
		defer fault.Catch(&f.err)
		f.access, f.err = s.renew(ctx, stale)
	}()
	return f
}

// Use takes over the pair of a sign-in: it is stored, and whatever ended the connection before is forgotten.
func (s *Source) Use(ctx context.Context, tokens Tokens) error {
	release, err := s.own(ctx)
	if err != nil {
		return err
	}
	defer release()
	ctx = context.WithoutCancel(ctx)
	stored, _ := s.options.Store.Load(ctx) // what can't be read is replaced all the same
	begun, _, err := s.options.Marker.PendingRefresh(ctx)
	if err != nil {
		return databaseFault(err)
	}
	tokens.Generation = max(stored.Generation, begun) + 1
	if err := s.options.Store.Save(ctx, tokens); err != nil {
		return storeFault(err)
	}
	s.unmark(ctx)
	s.replace(s.timed(tokens))
	return nil
}

// Forget removes the pair here and from the store. The pair here is gone even when an error is returned.
func (s *Source) Forget(ctx context.Context) error {
	release, err := s.own(ctx)
	if err != nil && ctx.Err() != nil {
		return err
	}
	if err == nil { // a lock that can't be had must not keep a person connected
		defer release()
	}
	ctx = context.WithoutCancel(ctx)
	s.replace(pair{known: true})
	if err := s.options.Store.Forget(ctx); err != nil {
		return storeFault(err)
	}
	s.unmark(ctx)
	return nil
}

// Connected returns nil where there is a connection as far as is known here, without asking Jobber: otherwise
// not_connected, reconnect_needed with the reason, or why the store can't tell.
func (s *Source) Connected(ctx context.Context) error {
	held := s.copy()
	if !held.known || held.ended != nil {
		stored, err := s.options.Store.Load(ctx)
		if err != nil {
			return storeFault(err)
		}
		held = s.merge(held, stored)
	}
	switch {
	case held.ended != nil:
		return held.ended
	case held.Refresh == "":
		return fault.New(fault.NotConnected, nil)
	case held.unsaved:
		return nil
	}
	spent, err := s.spent(ctx, held.Generation)
	if err != nil || !spent {
		return err
	}
	// Another process may be in the middle of it: look again when nobody is.
	release, err := s.own(ctx)
	if err != nil {
		return err
	}
	defer release()
	stored, err := s.options.Store.Load(ctx)
	if err != nil {
		return storeFault(err)
	}
	if spent, err = s.spent(ctx, stored.Generation); err != nil || !spent {
		return err
	}
	return reconnect(nil, whyClosed)
}

// Settle waits for a renewal on its way, at most as long as the context allows, and tries once more to store a pair that
// the store did not take. The program calls it before it ends.
func (s *Source) Settle(ctx context.Context) error {
	s.mu.Lock()
	flying := s.flight
	s.mu.Unlock()
	if flying != nil {
		select {
		case <-flying.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	release, err := s.take(ctx)
	if err != nil {
		return err
	}
	defer release()
	if held := s.copy(); held.unsaved {
		return s.save(context.WithoutCancel(ctx), held)
	}
	return nil
}

// own takes the turn in this process and the lock among processes.
func (s *Source) own(ctx context.Context) (release func(), err error) {
	leave, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		leave()
		return nil, err
	}
	return func() { unlock(); leave() }, nil
}

func (s *Source) take(ctx context.Context) (leave func(), err error) {
	select {
	case s.turn <- struct{}{}:
		return func() { <-s.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// lock waits for as long as another process may need for its refresh.
func (s *Source) lock(ctx context.Context) (func(), error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience+5*time.Second)
	defer cancel()
	unlock, err := s.options.Lock.Lock(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fault.Wrap(err, fault.ProfileInUse, nil)
	}
	return unlock, err
}

func (s *Source) copy() pair {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held
}

func (s *Source) replace(with pair) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = with
}

type noMarker struct{}

func (noMarker) BeginRefresh(context.Context, int64) error           { return nil }
func (noMarker) EndRefresh(context.Context) error                    { return nil }
func (noMarker) PendingRefresh(context.Context) (int64, bool, error) { return 0, false, nil }

type noLock struct{}

func (noLock) Lock(context.Context) (func(), error) { return func() {}, nil }
