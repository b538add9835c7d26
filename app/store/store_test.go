package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/store"
	"pricesync/app/supplier"
)

// opened returns a fresh store in a file whose name needs escaping.
func opened(t *testing.T) (*store.Store, string) {
	t.Helper()
	name := "a#b%3f c&d=ü.db"
	if runtime.GOOS != "windows" {
		name = "what?mode=ro" + name
	}
	path := filepath.Join(t.TempDir(), name)
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

func TestAFileHasOneNameForSQLite(t *testing.T) {
	for _, test := range []struct {
		path    string
		windows bool
		want    string
	}{
		{"/home/kim/memory.db", false, "file:/home/kim/memory.db?"},
		{"/home/kim/50% off?#1.db", false, "file:/home/kim/50%25%20off%3F%231.db?"},
		{`/home/back\slash.db`, false, "file:/home/back%5Cslash.db?"},
		{`C:\Users\Kim Ü\memory.db`, true, "file:/C:/Users/Kim%20%C3%9C/memory.db?"},
		{`\\server\share\memory.db`, true, "file:////server/share/memory.db?"},
	} {
		if got := store.FileURI(test.path, test.windows); got != test.want {
			t.Errorf("%s: got %s, want %s", test.path, got, test.want)
		}
	}
}

func TestAFreshDatabaseIsWholeAndDurable(t *testing.T) {
	s, path := opened(t)
	h, err := s.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if h.Verdict != "ok" || h.Schema != 8 || h.JournalMode != "wal" || h.Synchronous != "full" || h.Bytes == 0 || h.SQLite == "" {
		t.Errorf("health = %+v", h)
	}
	if filepath.Base(path) != filepath.Base(h.File) {
		t.Errorf("it is in %s", h.File)
	}
}

func TestACheckCountsWhatIsThere(t *testing.T) {
	s, _ := opened(t)
	ctx := context.Background()
	run := begun(t, s, samplePlan())
	saved(t, s, samplePlan())
	if err := s.SaveCatalog(ctx, sampleCatalog()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveLinks(ctx, "acc-1", "Pipes Ltd", []supplier.Link{{Key: "0017", Item: "i1"}, {Key: "0018", Item: "i2"}}); err != nil {
		t.Fatal(err)
	}
	h, err := s.Check(ctx)
	if err != nil || h.Plans != 2 || h.Runs != 1 || h.OpenRuns != 1 || h.Rows != 3 || h.Items != 3 || h.Links != 2 || h.DamagedRows != 0 {
		t.Errorf("health = %+v, %v", h, err)
	}
	finish(t, s, run, apply.Summary{Status: apply.Done, Ended: noon()})
	if h, err = s.Check(ctx); err != nil || h.OpenRuns != 0 {
		t.Errorf("health = %+v, %v", h, err)
	}
}

func TestTheClockIsTheCallers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	s, err := store.Open(context.Background(), path, store.Options{Now: func() time.Time {
		return noon().Add(999 * time.Microsecond).In(time.FixedZone("Zurich", 3600))
	}})
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := s.Run(context.Background(), begun(t, s, samplePlan()))
	if err != nil || found.Started != noon() {
		t.Errorf("it started %s, %v", found.Started, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "memory.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Runs(context.Background(), 0); !fault.Is(err, fault.DatabaseFailed) {
		t.Errorf("reading: %v", err)
	}
	if _, err := s.SavePlan(context.Background(), samplePlan(), ""); !fault.Is(err, fault.DatabaseFailed) {
		t.Errorf("writing: %v", err)
	}
}

func TestADatabaseThatAnotherProgramHoldsIsToldAsInUse(t *testing.T) {
	t.Parallel() // it waits out SQLite's busy timeout
	s, path := opened(t)
	db, err := sql.Open("sqlite", store.FileURI(path, runtime.GOOS == "windows"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() // nothing is written
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := s.SavePlan(ctx, samplePlan(), ""); !fault.Is(err, fault.ProfileInUse) {
		t.Errorf("writing: %v", err)
	}
	if _, err := s.Runs(ctx, 0); err != nil {
		t.Errorf("reading: %v", err)
	}
}
