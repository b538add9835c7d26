package desktop_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/desktop"
	"pricesync/app/fault"
)

// practising returns the bridge of a window that works on the practice company.
func practising(t *testing.T) *desktop.Bridge {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), nil)
	bridge.Startup(t.Context(), glass{})
	t.Cleanup(func() { bridge.Shutdown(t.Context()) })
	return bridge
}

func TestWhatIsClickedTwiceIsDoneOnceOrRefusedInOneSentence(t *testing.T) {
	bridge := practising(t)
	for range 2 {
		status, err := bridge.SetPractice(true)
		if err != nil || !status.Practice {
			t.Fatalf("practice is %v: %v", status.Practice, err)
		}
		if status, err = bridge.Connect(); err != nil || !status.Connected {
			t.Fatalf("connected is %v: %v", status.Connected, err)
		}
		bridge.CancelConnect()
	}
	file, err := bridge.PracticePriceList()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := bridge.OpenPriceList(file.Handle); err != nil {
			t.Fatal(err)
		}
	}
	plan, err := bridge.Preview(file.Handle, desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]int, 500) // more than the list has, and some that are none
	for i := range lines {
		lines[i] = i
	}
	var selections []desktop.SelectionView
	for _, on := range []bool{false, false, true, true} {
		selection, err := bridge.Tick(plan.Plan, append(lines, lines...), on) // each line twice in one call too
		if err != nil {
			t.Fatal(err)
		}
		selections = append(selections, selection)
	}
	if diff := cmp.Diff(selections[0], selections[1]); diff != "" || selections[0].Ticked != 0 {
		t.Errorf("unticking twice leaves %d ticked (-once +twice):\n%s", selections[1].Ticked, diff)
	}
	if diff := cmp.Diff(selections[2], selections[3]); diff != "" || selections[2].Ticked == 0 {
		t.Errorf("ticking twice leaves %d ticked (-once +twice):\n%s", selections[3].Ticked, diff)
	}
	for range 2 {
		if _, err := bridge.AcceptHolds(plan.Plan, []string{"large_plan", "large_plan"}); err != nil {
			t.Fatal(err)
		}
	}
	run, err := bridge.Sync(plan.Plan, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.Sync(plan.Plan, 0); !fault.Is(err, fault.StalePlan) {
		t.Errorf("syncing it once more gave %v", err)
	}
	if _, err := bridge.Resume(run.Run.Run); !fault.Is(err, fault.RunFinished) {
		t.Errorf("resuming it gave %v", err)
	}
	for range 2 {
		if _, err := bridge.Disconnect(); err != nil {
			t.Errorf("disconnecting the practice company gave %v", err)
		}
	}
	if runs, err := bridge.Runs(); err != nil || len(runs) != 1 {
		t.Errorf("the history has %d runs: %v", len(runs), err)
	}
	bridge.Cancel() // nothing is under way: nothing happens
	bridge.Pause()
	bridge.Continue()
}
