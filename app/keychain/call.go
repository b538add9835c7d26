package keychain

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// errSilent says that a call did not return in time.
var errSilent = errors.New("the keychain does not answer")

// gate lets a few calls in at once. A call that was given up keeps its place until the keychain returns from it: so a
// silent keychain costs a few goroutines and no more, and a write that comes to life late can't overwrite a newer one.
type gate chan struct{}

// call does act within the time limit, or gives it up with errSilent. It is the one place where a goroutine is started
// that nobody waits for: the library can't be interrupted.
func call[T any](ctx context.Context, g gate, limit time.Duration, act func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errSilent)
	defer cancel()
	select {
	case g <- struct{}{}:
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
	results := make(chan result, 1)
	go func() {
		defer func() { <-g }()
		var r result
		// The library asserts the types of what the bus sends; a strange answer must not end the program.
		defer func() {
			if p := recover(); p != nil {
				r.err = fmt.Errorf("the keychain library failed: %v", p)
			}
			results <- r
		}()
		r.value, r.err = act()
	}()
	select {
	case r := <-results:
		return r.value, r.err
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
}
