package keychain

import (
	"context"
	"fmt"
	"sync"
)

// Session keeps secrets in memory until the program ends, for computers without a usable keychain: "connected for this
// session only". It writes nothing anywhere. The zero Session is empty and ready.
type Session struct {
	mu     sync.Mutex
	values map[Name]Value
}

// Get returns an entry's value, or ErrNone.
func (s *Session) Get(_ context.Context, name Name) (Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok := s.values[name]
	if !ok {
		return Value{}, fmt.Errorf("read %s: %w", name, ErrNone)
	}
	return value, nil
}

// Set keeps a value until the program ends.
func (s *Session) Set(_ context.Context, name Name, value Value) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.values == nil {
		s.values = map[Name]Value{}
	}
	s.values[name] = value
	return nil
}

// Delete removes an entry; one that is not there is no error.
func (s *Session) Delete(_ context.Context, name Name) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.values, name)
	return nil
}
