// Package oauth keeps Price Sync signed in to Jobber: the sign-in in the browser, and the pair of tokens that it gives.
package oauth

import (
	"context"
	"time"

	"pricesync/app/redact"
)

// Tokens is what Jobber gives for a sign-in, and anew for each refresh. The zero Tokens is "not connected".
type Tokens struct {
	Access     redact.Secret // a JWT of about an hour; "" where only the refresh token was kept
	Refresh    redact.Secret // good for one refresh, which gives the next
	Generation int64         // one more with each pair that is stored
	Expires    time.Time     // when Access ends, by this computer's clock as it was when Access came; zero: unknown
	Life       time.Duration // how long Access was good for when it came
}

// TokenStore keeps one pair where only this user can read it. It is safe for concurrent use.
type TokenStore interface {
	// Load returns the pair, or the zero Tokens when there is none.
	Load(context.Context) (Tokens, error)
	// Save replaces the pair. Nil means that Load would give it back, now and after a restart, or that the store has
	// told people that the connection lasts for this session only.
	Save(context.Context, Tokens) error
	// Forget removes the pair; none is no error.
	Forget(context.Context) error
}

// Marker remembers, across a crash, that a refresh was begun and of which generation. It holds nothing secret. A marker
// of the stored generation means that its refresh token was perhaps sent and must not be sent again.
type Marker interface {
	BeginRefresh(ctx context.Context, generation int64) error
	EndRefresh(context.Context) error
	PendingRefresh(context.Context) (generation int64, pending bool, err error)
}

// Lock keeps the refreshes of two processes apart. Lock waits until it has it or the context ends.
type Lock interface {
	Lock(context.Context) (release func(), err error)
}

// Clock tells how time passes. Elapsed counts from some fixed point and no change of the computer's clock moves it;
// Wall is the computer's clock.
type Clock struct {
	Elapsed func() time.Duration
	Wall    func() time.Time
}

// SystemClock is this computer's.
func SystemClock() Clock {
	start := time.Now()
	return Clock{Elapsed: func() time.Duration { return time.Since(start) }, Wall: time.Now}
}

// Event is what a Source tells the log: no secret is in it.
type Event struct {
	Name    EventName
	Warning string        // Jobber's own words, for TokenWarning
	Life    time.Duration // of the new access token, for TokenRefreshed
	Err     error         // the cause, for the others
}

// EventName is a word of the log.
type EventName string

// The events.
const (
	TokenRefreshed     EventName = "token_refreshed"
	TokenWarning       EventName = "token_warning"        // Jobber answered and warned
	TokenRefreshFailed EventName = "token_refresh_failed" // the caller may have gone on with the old access token
	TokenUnsettled     EventName = "token_unsettled"      // the marker or the store could not be tidied up; harmless
)
