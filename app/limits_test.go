package app

import (
	"testing"
	"time"

	"pricesync/app/fault"
)

// It looks inside since sixty previews a minute are more than Jobber's own limits let a test make.
func TestMoreThanTheMostInAMinuteIsRefusedWithTheWait(t *testing.T) {
	var l limits
	start := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for i := range mostPreviews {
		if err := l.allow("previews", mostPreviews, start.Add(time.Duration(i)*100*time.Millisecond)); err != nil {
			t.Fatalf("preview %d: %v", i+1, err)
		}
	}
	err := l.allow("previews", mostPreviews, start.Add(20*time.Second))
	if !fault.Is(err, fault.TooOften) {
		t.Fatalf("one more gave %v", err)
	}
	told := fault.From(err)
	if told.Message != "Price Sync starts at most 60 previews a minute." || told.Hint != "Try again in 41 seconds." {
		t.Errorf("it says %q, %q", told.Message, told.Hint)
	}
	if err := l.allow("syncs", mostSyncs, start.Add(20*time.Second)); err != nil {
		t.Errorf("a sync is counted with the previews: %v", err)
	}
	if err := l.allow("previews", mostPreviews, start.Add(time.Minute)); err != nil {
		t.Errorf("after the minute: %v", err)
	}
}
