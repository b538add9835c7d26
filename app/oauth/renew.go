package oauth

import (
	"context"
	"time"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// Why a connection is over, as it stands in the sentence of reconnect_needed.
const (
	whyClosed = ": the app was closed while renewing the connection"
	whyLost   = ": Jobber's answer was lost while renewing the connection"
)

// pause is how long an early renewal that failed is left alone while the access token still lives.
const pause = 30 * time.Second

// renew returns an access token other than stale. It is the only way to a refresh, and runs once at a time.
func (s *Source) renew(ctx context.Context, stale string) (string, error) {
	leave, err := s.take(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	held := s.copy()
	if !held.known { // the usual start: a pair of an earlier session, with an access token that still lives
		stored, err := s.options.Store.Load(ctx)
		if err != nil {
			return "", storeFault(err)
		}
		held = s.timed(stored)
	}
	if stale != "" && held.Access.Reveal() == stale { // Jobber's word counts, whatever the clocks say
		held.end = moment{}
	}
	s.replace(held)
	if access, ok := held.fresh(s.now(), redact.Secret(stale)); ok {
		return access, nil
	}
	access, err := s.renewLocked(ctx, stale)
	if err == nil {
		return access, nil
	}
	if held := s.copy(); held.alive(s.now(), redact.Secret(stale)) {
		s.options.Observe(ctx, Event{Name: TokenRefreshFailed, Err: err})
		held.pause = s.options.Clock.Elapsed() + pause
		s.replace(held)
		return held.Access.Reveal(), nil
	}
	return "", err
}

// renewLocked does so as the only process that may.
func (s *Source) renewLocked(ctx context.Context, stale string) (string, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	held := s.copy()
	stored, err := s.options.Store.Load(ctx)
	switch {
	case held.unsaved && (err != nil || stored.Generation < held.Generation):
		if err := s.save(ctx, held); err != nil {
			return "", err
		}
	case err != nil:
		return "", storeFault(err)
	default:
		held.unsaved = false
		s.replace(s.merge(held, stored))
	}
	held = s.copy()
	if access, ok := held.fresh(s.now(), redact.Secret(stale)); ok {
		return access, nil
	}
	switch {
	case held.ended != nil:
		return "", held.ended
	case held.Refresh == "":
		return "", fault.New(fault.NotConnected, nil)
	}
	return s.spend(ctx, held)
}

// spend sends the refresh token and settles what came of it. Where the token must not be sent again, after a restart
// neither, the marker stays until it is forgotten.
func (s *Source) spend(ctx context.Context, held pair) (string, error) {
	spent, err := s.spent(ctx, held.Generation)
	if err != nil {
		return "", err
	}
	if spent {
		return "", s.over(held, reconnect(nil, whyClosed))
	}
	if err := s.options.Marker.BeginRefresh(ctx, held.Generation); err != nil {
		return "", databaseFault(err)
	}
	answer, no := s.endpoint.refresh(ctx, held.Refresh)
	switch {
	case no == nil:
		return s.rotate(ctx, held, answer)
	case no.consequence == lost:
		return "", s.over(held, reconnect(no.fault, whyLost))
	case no.consequence == dead, no.consequence == doubted:
		return s.bury(ctx, held, no)
	}
	s.unmark(ctx)
	if no.consequence == stranger {
		return "", s.over(held, no.fault)
	}
	return "", no.fault
}

// bury settles a refresh token that Jobber does not take. The lock keeps programs of this kind apart; what else may have
// stored a newer pair is looked for once more. A token of which Jobber says that it is not valid is forgotten; a refusal
// that may have another reason leaves it for the next start.
func (s *Source) bury(ctx context.Context, held pair, no *refusal) (string, error) {
	stored, err := s.options.Store.Load(ctx)
	if err == nil && stored.Refresh != "" && stored.Refresh != held.Refresh {
		s.unmark(ctx)
		newer := s.timed(stored)
		s.replace(newer)
		if newer.alive(s.now(), held.Access) {
			return newer.Access.Reveal(), nil
		}
		return s.spend(ctx, newer)
	}
	if err == nil && no.consequence == dead {
		err = s.options.Store.Forget(ctx)
	}
	if err == nil || no.consequence == doubted {
		s.unmark(ctx)
	} else {
		s.options.Observe(ctx, Event{Name: TokenUnsettled, Err: err})
	}
	return "", s.over(held, reconnect(no.fault, ""))
}

// rotate takes over the answer: stored first, used then.
func (s *Source) rotate(ctx context.Context, held pair, answer grant) (string, error) {
	if answer.refresh == "" {
		answer.refresh = held.Refresh
	}
	next := s.timed(Tokens{
		Access: answer.access, Refresh: answer.refresh, Generation: held.Generation + 1,
		Expires: s.options.Clock.Wall().Round(0).Add(answer.life), Life: answer.life,
	})
	next.unsaved = true
	s.replace(next)
	if answer.warning != "" {
		s.options.Observe(ctx, Event{Name: TokenWarning, Warning: answer.warning})
	}
	if err := s.save(ctx, next); err != nil {
		return "", err
	}
	return answer.access.Reveal(), nil
}

// over ends the connection in memory, until there is a new one.
func (s *Source) over(held pair, ended *fault.Error) error {
	held.ended = ended
	s.replace(held)
	return ended
}

func reconnect(cause error, why string) *fault.Error {
	return fault.Wrap(cause, fault.ReconnectNeeded, fault.Facts{"why": why})
}

// unmark ends the mark of a refresh. Where it can't, the mark does no harm: it names a generation that is past, or one
// whose refresh fails the next time, too.
func (s *Source) unmark(ctx context.Context) {
	if err := s.options.Marker.EndRefresh(ctx); err != nil {
		s.options.Observe(ctx, Event{Name: TokenUnsettled, Err: err})
	}
}
