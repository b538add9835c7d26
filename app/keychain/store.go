// Package keychain keeps secrets in the operating system's keychain, and believes it only what it reads back.
package keychain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/zalando/go-keyring"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// Name is one entry of a profile. Each secret has its own, since Windows holds at most 2,560 bytes in one.
type Name string

// The entries.
const (
	AccessToken  Name = "access token"
	RefreshToken Name = "refresh token"
	ClientSecret Name = "client secret"
)

// How long a call may take. Every call of the library can block for ever: on a bus that never answers, on a prompt
// that nobody sees.
const (
	LookPatience   = time.Second
	ReadPatience   = 3 * time.Second
	WritePatience  = 5 * time.Second
	PromptPatience = 60 * time.Second // where a person sits in front and may be asked to unlock
)

// MaxBytes is the most that an entry may take, frame included; it is the same on every system, so that what works on
// one works on all.
const MaxBytes = 2000

var (
	// ErrNone says that the keychain answers and has no such entry.
	ErrNone = errors.New("no such entry in the keychain")
	// ErrGarbled says that the entry is not what was stored: cut off, damaged, or of another version.
	ErrGarbled = errors.New("the keychain's entry is damaged")
	// ErrTooLarge says that a secret is over MaxBytes; it stands inside a fault.KeychainRefused.
	ErrTooLarge = errors.New("the secret is too large for a keychain entry")
)

// Value is what an entry holds. Generation tells which of two entries belong together: a pair of tokens has one.
type Value struct {
	Secret     redact.Secret
	Generation int64
}

// ring is the keychain as the library offers it: blocking, without contexts.
type ring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// Store is one profile's part of the keychain. It is safe for concurrent use. All its errors but ErrNone and ErrGarbled
// are fault.Errors (keychain_missing, keychain_locked, keychain_silent, keychain_refused), or a context's Canceled.
type Store struct {
	ring        ring
	service     string
	read, write time.Duration
	reads       gate
	writes      gate
}

// Open returns the part of the keychain that belongs to a profile; "" is the default profile. It touches nothing yet.
func Open(profile string) *Store {
	service := "Price Sync"
	if profile != "" {
		service += " (" + profile + ")"
	}
	return open(system{}, service)
}

func open(ring ring, service string) *Store {
	return &Store{
		ring: ring, service: service,
		read: ReadPatience, write: WritePatience,
		reads: make(gate, 4), writes: make(gate, 1),
	}
}

// Patient returns the same store with calls that wait for as long as a person needs to answer a prompt. A Probe by it
// before a sign-in unlocks the keychain for the quick calls that follow.
func (s *Store) Patient() *Store {
	patient := *s
	patient.read, patient.write = PromptPatience, PromptPatience
	return &patient
}

// Get returns an entry's value, ErrNone when there is none, ErrGarbled when it is not what was stored.
func (s *Store) Get(ctx context.Context, name Name) (Value, error) {
	framed, err := call(ctx, s.reads, s.read, func() (string, error) { return s.ring.Get(s.service, string(name)) })
	if err != nil {
		return Value{}, explain(err, fmt.Sprintf("read %s", name))
	}
	value, err := unframe(framed)
	if err != nil {
		return Value{}, fmt.Errorf("read %s: %w", name, err)
	}
	return value, nil
}

// Set stores a value and reads it back; nil means that the keychain gave back what it was given. After an error the
// entry may hold the old value or the new one.
func (s *Store) Set(ctx context.Context, name Name, value Value) error {
	framed := frame(value)
	if len(framed) > MaxBytes {
		err := fmt.Errorf("%d bytes, at most %d: %w", len(framed), MaxBytes, ErrTooLarge)
		return explain(err, fmt.Sprintf("write %s", name))
	}
	_, err := call(ctx, s.writes, s.write, func() (struct{}, error) { return struct{}{}, s.keep(string(name), framed) })
	return explain(err, fmt.Sprintf("write %s", name))
}

// Delete removes an entry; one that is not there is no error.
func (s *Store) Delete(ctx context.Context, name Name) error {
	_, err := call(ctx, s.writes, s.write, func() (struct{}, error) { return struct{}{}, s.drop(string(name)) })
	return explain(err, fmt.Sprintf("delete %s", name))
}

// Look asks whether the keychain is there and unlocked, and never makes the system ask the person for a password. Where the
// system can't be asked that, it says nil.
func (s *Store) Look(ctx context.Context) error {
	at, ok := s.ring.(interface{ look(context.Context) error })
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, LookPatience, errSilent)
	defer cancel()
	_, err := call(ctx, s.reads, LookPatience, func() (struct{}, error) { return struct{}{}, at.look(ctx) })
	return explain(err, "look")
}

// Probe writes, reads and deletes an entry of its own: nil means that secrets can be kept here.
func (s *Store) Probe(ctx context.Context) error {
	name := fmt.Sprintf("self-check %d", os.Getpid())
	_, err := call(ctx, s.writes, s.write, func() (struct{}, error) {
		return struct{}{}, errors.Join(s.keep(name, frame(Value{Secret: "self-check"})), s.drop(name))
	})
	return explain(err, "self-check")
}

func (s *Store) keep(user, framed string) error {
	if err := s.ring.Set(s.service, user, framed); err != nil {
		return err
	}
	kept, err := s.ring.Get(s.service, user)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return errNotKept
	case err != nil:
		return fmt.Errorf("read back: %w", err)
	case kept != framed:
		return errNotKept
	}
	return nil
}

func (s *Store) drop(user string) error {
	if err := s.ring.Delete(s.service, user); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return err
	}
	return nil
}

// errNotKept is a Set that said nil and stored nothing, as after a prompt that was dismissed.
var errNotKept = errors.New("the keychain said yes but kept something else, or nothing")

// errLocked says that the keychain is there and wants its password first.
var errLocked = errors.New("the keychain is locked")

// explain gives an error of the library the words that a person reads.
func explain(err error, act string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return fmt.Errorf("%s: %w", act, ErrNone)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("%s: %w", act, err)
	}
	return fault.Wrap(fmt.Errorf("%s: %w", act, err), meaning(err), nil)
}

// meaning sorts the library's errors; what only this system says is in refusal.
func meaning(err error) fault.Code {
	switch {
	case errors.Is(err, errLocked):
		return fault.KeychainLocked
	case errors.Is(err, errSilent), errors.Is(err, context.DeadlineExceeded):
		return fault.KeychainSilent
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return fault.KeychainMissing
	case errors.Is(err, errNotKept), errors.Is(err, ErrTooLarge), errors.Is(err, keyring.ErrSetDataTooBig):
		return fault.KeychainRefused
	}
	return refusal(err)
}
