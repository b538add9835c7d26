package oauth

import (
	"context"
	"errors"
	"time"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// pair is what a Source holds in memory: tokens, and how they stand.
type pair struct {
	Tokens
	known   bool          // the store was asked, so no tokens means not connected
	unsaved bool          // Jobber gave it and the store has not taken it yet
	ended   *fault.Error  // why the refresh token is of no use; nil while it is
	due     moment        // when to renew
	end     moment        // when Jobber will not take the access token any more
	pause   time.Duration // by Elapsed: until then no renewal is tried while the access token lives
}

// moment is a point on both clocks. The computer's own may be set, and the steady one may stand still while the
// computer sleeps: what either says is over is over. Being wrong costs one early refresh, never a wrong one.
type moment struct {
	elapsed time.Duration
	wall    time.Time
}

func (m moment) plus(d time.Duration) moment { return moment{m.elapsed + d, m.wall.Add(d)} }

func (m moment) before(other moment) bool {
	return m.elapsed < other.elapsed && m.wall.Before(other.wall)
}

func (s *Source) now() moment {
	return moment{s.options.Clock.Elapsed(), s.options.Clock.Wall().Round(0)}
}

// timed says when tokens that were just given or loaded are due. A token without a known end is due at once.
func (s *Source) timed(tokens Tokens) pair {
	now := s.now()
	left := min(tokens.Expires.Sub(now.wall), longestLife)
	if tokens.Expires.IsZero() || tokens.Access == "" {
		left = 0
	}
	if tokens.Life > 0 {
		left = min(left, tokens.Life) // the computer's clock was set back meanwhile
	}
	early := earlier(max(tokens.Life, left))
	return pair{Tokens: tokens, known: true, due: now.plus(left - early), end: now.plus(left)}
}

// fresh returns the access token when it need not be renewed yet, or not again right now.
func (p pair) fresh(now moment, stale redact.Secret) (string, bool) {
	if !p.alive(now, stale) {
		return "", false
	}
	return p.Access.Reveal(), p.ended == nil && now.before(p.due) || now.elapsed < p.pause
}

// alive says whether Jobber will still take the access token, as far as is known.
func (p pair) alive(now moment, stale redact.Secret) bool {
	return p.Access != "" && p.Access != stale && !p.unsaved && now.before(p.end)
}

// merge brings what the store has together with what is held. The store wins: another process may have renewed the
// pair, connected or disconnected. What is known of the same pair is kept.
func (s *Source) merge(held pair, stored Tokens) pair {
	switch {
	case stored.Refresh == "" && held.ended != nil:
		return held // this process knows better than "not connected"
	case held.known && stored.Refresh == held.Refresh && (stored.Access == held.Access || stored.Access == ""):
		held.Generation = stored.Generation
		return held
	}
	return s.timed(stored)
}

// save stores the held pair, whose refresh token must be safe before its access token is used.
func (s *Source) save(ctx context.Context, held pair) error {
	if err := s.options.Store.Save(ctx, held.Tokens); err != nil {
		return storeFault(err)
	}
	held.unsaved = false
	s.replace(held)
	s.unmark(ctx)
	s.options.Observe(ctx, Event{Name: TokenRefreshed, Life: held.Life})
	return nil
}

// spent says whether a refresh of that generation was begun and never ended: then its token was perhaps sent.
func (s *Source) spent(ctx context.Context, generation int64) (bool, error) {
	begun, pending, err := s.options.Marker.PendingRefresh(ctx)
	if err != nil {
		return false, databaseFault(err)
	}
	return pending && begun == generation, nil
}

// storeFault gives an error of the token store the words for a person, where it has none.
func storeFault(err error) error { return worded(err, fault.KeychainRefused) }

// databaseFault does so for an error of the marker.
func databaseFault(err error) error { return worded(err, fault.DatabaseFailed) }

func worded(err error, code fault.Code) error {
	var has *fault.Error
	if errors.As(err, &has) || errors.Is(err, context.Canceled) {
		return err
	}
	return fault.Wrap(err, code, nil)
}
