package app

import (
	"context"
	"errors"
	"sync"

	"pricesync/app/fault"
	"pricesync/app/keychain"
	"pricesync/app/redact"
)

// secrets are the profile's: the tokens and the client secret, in the keychain, or in memory for this session only
// where there is none. The practice company never comes here.
type secrets struct {
	kept   *keychain.Store
	tokens *KeychainTokens

	mu     sync.Mutex
	looked bool // the client secret was looked for
	secret redact.Secret
	silent fault.Code // why the keychain can't be used, as last heard; "" while it works
}

func newSecrets(kept *keychain.Store, observe func(context.Context, error)) *secrets {
	return &secrets{kept: kept, tokens: NewKeychainTokens(kept, observe)}
}

// clientSecret returns the secret that was kept, "" where there is none. It asks the keychain once.
func (s *secrets) clientSecret(ctx context.Context) redact.Secret {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.looked {
		return s.secret
	}
	switch err := s.kept.Look(ctx); {
	case fault.Is(err, fault.KeychainLocked):
		s.hear(err)
		return "" // asked again once it is unlocked
	case fault.Is(err, fault.KeychainSilent) && ctx.Err() == nil:
		s.hear(err)
		s.looked = true
		return ""
	}
	value, err := s.kept.Get(ctx, keychain.ClientSecret)
	if err != nil && ctx.Err() != nil {
		return ""
	}
	s.hear(err)
	s.looked, s.secret = true, value.Secret
	return s.secret
}

// keepClientSecret keeps the secret in the keychain; "" removes it. Where the keychain can't be used the secret is
// good until the program ends, and the findings say so.
func (s *secrets) keepClientSecret(ctx context.Context, secret redact.Secret) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if secret == "" {
		err = s.kept.Delete(ctx, keychain.ClientSecret)
	} else {
		err = s.kept.Patient().Set(ctx, keychain.ClientSecret, keychain.Value{Secret: secret, Generation: 1})
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.hear(err)
	s.looked, s.secret = true, secret
	return nil
}

// unlock lets a person answer the keychain's prompt, and says whether it can be used.
func (s *secrets) unlock(ctx context.Context) bool {
	err := s.kept.Patient().Probe(ctx)
	if err != nil {
		if locked := s.kept.Look(ctx); locked != nil {
			err = locked // the prompt was dismissed, or could not be shown
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hear(err)
	return err == nil
}

// look asks the keychain whether it is there and unlocked. Nobody is asked for a password.
func (s *secrets) look(ctx context.Context) {
	err := s.kept.Look(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hear(err)
}

// probe asks the keychain whether it works. A locked one is not asked further, so that nobody is prompted.
func (s *secrets) probe(ctx context.Context) error {
	err := s.kept.Look(ctx)
	if err == nil {
		err = s.kept.Probe(ctx)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hear(err)
	return err
}

// hear keeps what the keychain's answer says of it. The caller holds mu.
func (s *secrets) hear(err error) {
	switch {
	case err == nil, errors.Is(err, keychain.ErrNone), errors.Is(err, keychain.ErrGarbled):
		s.silent = ""
	case fault.Is(err, fault.KeychainMissing), fault.Is(err, fault.KeychainLocked), fault.Is(err, fault.KeychainSilent), fault.Is(err, fault.KeychainRefused):
		s.silent = fault.From(err).Code
	}
}

// trouble returns why the keychain can't be used, as last heard.
func (s *secrets) trouble() fault.Code {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent
}
