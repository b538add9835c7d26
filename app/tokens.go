package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"pricesync/app/fault"
	"pricesync/app/keychain"
	"pricesync/app/oauth"
	"pricesync/app/redact"
)

// Secrets is where secrets are kept.
type Secrets interface {
	Get(context.Context, keychain.Name) (keychain.Value, error)
	Set(context.Context, keychain.Name, keychain.Value) error
	Delete(context.Context, keychain.Name) error
}

var (
	_ Secrets          = (*keychain.Store)(nil)
	_ Secrets          = (*keychain.Session)(nil)
	_ oauth.TokenStore = (*KeychainTokens)(nil)
)

// KeychainTokens keeps the pair of tokens in the keychain: the refresh token, which must be there, and the access token,
// which saves a refresh at the next start, each an entry of its own. Where the keychain can't be used it keeps the pair
// in memory, for this session only, and says so; nothing is written to a file.
type KeychainTokens struct {
	kept    Secrets
	session keychain.Session
	observe func(context.Context, error)

	mu          sync.Mutex
	sessionOnly error
}

// NewKeychainTokens returns the token store over a keychain. observe, if not nil, hears of faults that stop nothing: a
// pair that is kept for this session only, an access token that is not kept.
func NewKeychainTokens(kept Secrets, observe func(context.Context, error)) *KeychainTokens {
	if observe == nil {
		observe = func(context.Context, error) {}
	}
	return &KeychainTokens{kept: kept, observe: observe}
}

// SessionOnly returns why a connection lasts only until the program ends (keychain_missing, keychain_silent or
// keychain_refused), or nil when it is kept, as far as is known.
func (k *KeychainTokens) SessionOnly() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sessionOnly
}

// Load returns the newer of the pairs in the keychain and in memory. A computer without a keychain has none of the
// first; a keychain that does not answer is an error, since it may have one.
func (k *KeychainTokens) Load(ctx context.Context) (oauth.Tokens, error) {
	inMemory, _ := loadPair(ctx, &k.session) // a Session's only error is that there is none
	kept, err := loadPair(ctx, k.kept)
	switch {
	case inMemory.Refresh != "" && (err != nil || inMemory.Generation >= kept.Generation):
		return inMemory, nil
	case err == nil:
		k.lasts(nil)
		return kept, nil
	case fault.Is(err, fault.KeychainMissing):
		k.lasts(err)
		return oauth.Tokens{}, nil
	case errors.Is(err, keychain.ErrGarbled):
		why := fault.Facts{"why": ": its entry in this computer's keychain is damaged"}
		return oauth.Tokens{}, fault.Wrap(err, fault.ReconnectNeeded, why)
	}
	return oauth.Tokens{}, err
}

// Save keeps the pair in the keychain, or in memory when the keychain does not take it: see SessionOnly.
func (k *KeychainTokens) Save(ctx context.Context, tokens oauth.Tokens) error {
	refresh := keychain.Value{Secret: tokens.Refresh, Generation: tokens.Generation}
	access, err := packAccess(tokens)
	if err != nil {
		return err
	}
	err = k.kept.Set(ctx, keychain.RefreshToken, refresh)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case err != nil:
		k.lasts(err)
		k.observe(ctx, err)
		if fault.Is(err, fault.KeychainRefused) { // what it still has is the pair before, whose refresh token is spent
			_ = k.kept.Delete(ctx, keychain.RefreshToken)
		}
		return errors.Join(
			k.session.Set(ctx, keychain.RefreshToken, refresh),
			k.session.Set(ctx, keychain.AccessToken, access))
	}
	k.lasts(nil)
	if err := k.kept.Set(ctx, keychain.AccessToken, access); err != nil {
		k.observe(ctx, err) // the next start renews it
	}
	return forgetPair(ctx, &k.session)
}

// Forget removes the pair from the keychain and from memory.
func (k *KeychainTokens) Forget(ctx context.Context) error {
	err := errors.Join(forgetPair(ctx, &k.session), forgetPair(ctx, k.kept))
	if fault.Is(err, fault.KeychainMissing) {
		return nil // there is nothing where nothing can be
	}
	if err == nil {
		k.lasts(nil)
	}
	return err
}

func (k *KeychainTokens) lasts(sessionOnly error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sessionOnly = sessionOnly
}

// loadPair returns the pair, or no tokens where there is none. An access token that is not there, can't be read, or belongs
// to another refresh token is left out.
func loadPair(ctx context.Context, from Secrets) (oauth.Tokens, error) {
	refresh, err := from.Get(ctx, keychain.RefreshToken)
	if errors.Is(err, keychain.ErrNone) {
		return oauth.Tokens{}, nil
	}
	if err != nil {
		return oauth.Tokens{}, err
	}
	tokens := oauth.Tokens{Refresh: refresh.Secret, Generation: refresh.Generation}
	access, err := from.Get(ctx, keychain.AccessToken)
	if err != nil || access.Generation != refresh.Generation {
		return tokens, nil
	}
	unpackAccess(access.Secret, &tokens)
	return tokens, nil
}

func forgetPair(ctx context.Context, from Secrets) error {
	return errors.Join(from.Delete(ctx, keychain.RefreshToken), from.Delete(ctx, keychain.AccessToken))
}

// keptAccess is the access token's entry.
type keptAccess struct {
	Expires time.Time `json:"expires"`
	Life    int64     `json:"life"` // seconds
	Token   string    `json:"token"`
}

func packAccess(t oauth.Tokens) (keychain.Value, error) {
	text, err := json.Marshal(keptAccess{t.Expires.UTC(), int64(t.Life / time.Second), t.Access.Reveal()})
	if err != nil {
		return keychain.Value{}, fmt.Errorf("pack the access token: %w", err)
	}
	return keychain.Value{Secret: redact.Secret(text), Generation: t.Generation}, nil
}

func unpackAccess(entry redact.Secret, into *oauth.Tokens) {
	var kept keptAccess
	if err := json.Unmarshal([]byte(entry.Reveal()), &kept); err != nil {
		return // as if it were not there
	}
	into.Access, into.Expires = redact.Secret(kept.Token), kept.Expires
	into.Life = time.Duration(kept.Life) * time.Second
}
