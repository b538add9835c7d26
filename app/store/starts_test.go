package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pricesync/app/store"
)

// twoProcesses returns two stores on one file, as two processes have it, under a clock that the test moves.
func twoProcesses(t *testing.T) (both [2]*store.Store, now *time.Time) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "memory.db")
	clock := noon()
	for i := range both {
		s, err := store.Open(t.Context(), path, store.Options{Now: func() time.Time { return clock }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		both[i] = s
	}
	return both, &clock
}

func TestStartsAreCountedOverProcessesAndARefusedOneIsNot(t *testing.T) {
	both, now := twoProcesses(t)
	begin := *now
	for _, step := range []struct {
		process int
		at      time.Duration
		what    string
		wait    time.Duration
	}{
		{0, 0, "previews", 0},
		{1, 10 * time.Second, "previews", 0},
		{0, 20 * time.Second, "previews", 0},
		{1, 25 * time.Second, "previews", 35 * time.Second},
		{0, 25 * time.Second, "syncs", 0}, // each kind by itself
		{0, 59999 * time.Millisecond, "previews", time.Millisecond},
		{0, 60 * time.Second, "previews", 0},                // the refused ones did not count
		{1, 60 * time.Second, "previews", 10 * time.Second}, // until the second start is a minute old
		{1, 10 * time.Minute, "previews", 0},
		{1, -2 * time.Hour, "previews", 0}, // the clock was set back: nothing is held against a start
	} {
		*now = begin.Add(step.at)
		wait, err := both[step.process].CountStart(t.Context(), step.what, 3)
		if err != nil || wait != step.wait {
			t.Errorf("%s by process %d after %s: wait %s, want %s; %v", step.what, step.process+1, step.at, wait, step.wait, err)
		}
	}
}

func TestALimitThatWasLoweredHoldsAtOnce(t *testing.T) {
	both, now := twoProcesses(t)
	for range 5 {
		if wait, err := both[0].CountStart(t.Context(), "previews", 5); wait != 0 || err != nil {
			t.Fatalf("wait %s: %v", wait, err)
		}
		*now = now.Add(time.Second)
	}
	// Of five within the last five seconds the newest two leave room when the older of them is a minute old.
	if wait, err := both[1].CountStart(t.Context(), "previews", 2); wait != 58*time.Second || err != nil {
		t.Errorf("wait %s: %v", wait, err)
	}
	if _, err := both[1].CountStart(t.Context(), "previews", 0); err == nil {
		t.Error("a limit of zero is none")
	}
}

func TestNoMinuteHasMoreStartsThanTheLimitAndTheWaitIsExact(t *testing.T) {
	both, now := twoProcesses(t)
	begin := *now
	rapid.Check(t, func(t *rapid.T) {
		begin = begin.Add(time.Hour) // nothing of the run before is left
		*now = begin
		most := rapid.IntRange(1, 4).Draw(t, "most")
		var counted []time.Time
		for range rapid.IntRange(1, 12).Draw(t, "attempts") {
			*now = now.Add(time.Duration(rapid.Int64Range(0, 40_000).Draw(t, "later")) * time.Millisecond)
			s := both[rapid.IntRange(0, 1).Draw(t, "process")]
			wait, err := s.CountStart(t.Context(), "syncs", most)
			if err != nil {
				t.Fatal(err)
			}
			recent := 0
			for _, at := range counted {
				if now.Sub(at) < time.Minute {
					recent++
				}
			}
			switch {
			case wait == 0 && recent >= most, wait != 0 && recent < most:
				t.Fatalf("with %d of %d within the minute the wait is %s", recent, most, wait)
			case wait == 0:
				counted = append(counted, *now)
			case wait != time.Minute-now.Sub(counted[len(counted)-most]):
				t.Fatalf("the wait is %s, the start that is in the way is %s old", wait, now.Sub(counted[len(counted)-most]))
			}
		}
	})
}

// afterTheContacts takes back what the migrations after the fourth made.
const afterTheContacts = "DROP TABLE item_prices; DROP TABLE locks; DROP TABLE assortments; " +
	"ALTER TABLE plans DROP COLUMN tried; ALTER TABLE items DROP COLUMN code; ALTER TABLE links DROP COLUMN code; ALTER TABLE links DROP COLUMN name; " +
	"ALTER TABLE links DROP COLUMN item_name; ALTER TABLE links DROP COLUMN how; " +
	"ALTER TABLE run_rows DROP COLUMN before_markup; ALTER TABLE run_rows DROP COLUMN sent_markup; ALTER TABLE run_rows DROP COLUMN stored_markup; "

func TestADatabaseFromBeforeStartsWereCountedIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	run := begun(t, s, samplePlan())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rewrite(t, path, "DROP TABLE starts; DROP TABLE contacts; DROP TABLE recordings; "+afterTheContacts+
		"DELETE FROM goose_db_version WHERE version_id > 1; PRAGMA user_version = 1")
	again := reopened(t, path)
	if wait, err := again.CountStart(t.Context(), "previews", 1); wait != 0 || err != nil {
		t.Errorf("wait %s: %v", wait, err)
	}
	if _, _, err := again.Run(t.Context(), run); err != nil {
		t.Errorf("the run of before: %v", err)
	}
}
