package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"pricesync/app/store"
)

// opened returns a fresh store in a folder whose name needs escaping.
func opened(t *testing.T) (*store.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a#b%3f c?.db")
	return reopened(t, path), path
}

func reopened(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// noon is a time without a part finer than a millisecond.
func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 5e6, time.UTC) }

func TestAFreshDatabaseIsWholeAndHasTheNewestSchema(t *testing.T) {
	s, _ := opened(t)
	h, err := s.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if h.Verdict != "ok" || h.Schema != 1 || h.JournalMode != "wal" || h.Bytes == 0 {
		t.Errorf("health = %+v", h)
	}
}
