package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/store"
)

func TestTheNewestPlansAreKeptWithWhatTheyWereMadeFrom(t *testing.T) {
	s, path := opened(t)
	var ids []store.PlanID
	for i := range store.KeptRecordings + 2 {
		id, err := s.SavePlan(t.Context(), samplePlan(), "7K3F-2Q")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SaveRecording(t.Context(), id, map[plan.Verdict]int{plan.Update: i}, fmt.Appendf(nil, "body %d", i)); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for i, id := range ids {
		body, kept, err := s.Recording(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if want := i >= 2; kept != want || want && string(body) != fmt.Sprintf("body %d", i) {
			t.Errorf("plan %d of %d: kept %v, %q", i+1, len(ids), kept, body)
		}
	}
	recorded, err := s.RecordedPlans(t.Context(), "acc-1")
	if err != nil {
		t.Fatal(err)
	}
	var listed []store.PlanID
	for _, one := range recorded {
		listed = append(listed, one.ID)
	}
	if diff := cmp.Diff([]store.PlanID{ids[6], ids[5], ids[4], ids[3], ids[2]}, listed); diff != "" {
		t.Errorf("the list is not the newest first (-want +got):\n%s", diff)
	}
	if got := recorded[0]; got.File != "März.csv" || got.Counts[plan.Update] != 6 || got.Created.IsZero() {
		t.Errorf("the newest is %+v", got)
	}
	if others, err := s.RecordedPlans(t.Context(), "acc-2"); err != nil || len(others) != 0 {
		t.Errorf("another account sees %v, %v", others, err)
	}

	rewrite(t, path, "UPDATE recordings SET body = x'00'")
	if _, _, err := s.Recording(t.Context(), ids[6]); !fault.Is(err, fault.DatabaseDamaged) {
		t.Errorf("a changed recording gave %v", err)
	}
}
