package apply_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/fault"
)

func TestARunWaitsBetweenBatchesWhileItIsPaused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j, rows, log := stock(t, 130)
		var gate apply.Gate
		at(&j.step, "edit", 1, func() error { gate.Pause(); return nil })
		ended := make(chan apply.Summary)
		go func() {
			summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows, Pause: &gate}, j, log, nil)
			if err != nil {
				t.Error(err)
			}
			ended <- summary
		}()
		synctest.Wait()
		if want := []string{"items 100", "edit 20"}; !cmp.Equal(want, j.calls) || !gate.Paused() {
			t.Errorf("calls while paused: %v", j.calls)
		}
		<-time.After(time.Minute)
		moved := j.items["i050"]
		moved.Price = amount(t, "99").Or(moved.Price)
		j.items["i050"] = moved
		gate.Resume()
		summary := <-ended
		if summary.Counts[apply.Applied] != 129 || summary.Counts[apply.ChangedElsewhere] != 1 {
			t.Errorf("after the pause: %+v", summary)
		}
		if len(j.writes["i050"]) != 0 {
			t.Error("a price that moved during the pause was overwritten")
		}
	})
}

func TestARunCanBeCancelledWhileItIsPaused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j, rows, log := stock(t, 5)
		var gate apply.Gate
		gate.Pause()
		gate.Pause()
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() {
			_, err := apply.Run(ctx, apply.Order{Run: theRun, Rows: rows, Pause: &gate}, j, log, nil)
			ended <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-ended; !fault.Is(err, fault.RunStopped) {
			t.Errorf("error = %v", err)
		}
		if len(j.calls) != 0 {
			t.Errorf("calls: %v", j.calls)
		}
	})
}

func TestAnOpenGateLetsThroughUntilTheContextEnds(t *testing.T) {
	var gate apply.Gate
	gate.Resume()
	ctx, cancel := context.WithCancel(context.Background())
	if err := gate.Wait(ctx); err != nil || gate.Paused() {
		t.Errorf("an open gate: %v", err)
	}
	cancel()
	if err := gate.Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

func TestWhatASlowServiceIsSentWasReadSecondsBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j, rows, log := stock(t, 200)
		var read time.Time
		var oldest time.Duration
		largest := 0
		j.step = func(call string) error {
			var n int
			if _, err := fmt.Sscanf(call, "items %d", &n); err == nil {
				read = time.Now()
				return nil
			}
			if _, err := fmt.Sscanf(call, "edit %d", &n); err != nil {
				t.Errorf("call %q: %v", call, err)
			}
			largest = max(largest, n)
			oldest = max(oldest, time.Since(read))
			<-time.After(time.Duration(n) * 120 * time.Millisecond) // 8.3 rows a second
			return nil
		}
		summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil)
		if err != nil || summary.Counts[apply.Applied] != 200 {
			t.Fatalf("summary %+v, %v", summary, err)
		}
		if oldest > 5*time.Second || largest != 20 {
			t.Errorf("a write relied on a read %s old; the largest batch had %d rows", oldest, largest)
		}
		if took := summary.Ended.Sub(summary.Started); took != 24*time.Second {
			t.Errorf("the run says that it took %s", took)
		}
	})
}

func TestRequestsAreCountedFromTheBeginningOfTheRun(t *testing.T) {
	j, rows, log := stock(t, 30)
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows, Meter: meter{j}}, j, log, nil)
	if err != nil || summary.Requests != 3 || summary.Throttled != 6 {
		t.Errorf("summary %+v, %v", summary, err)
	}
}

// meter counts 100 requests that were there before the run, and calls each of them throttled twice.
type meter struct{ j *jobber }

func (m meter) Count() (requests, throttled int) { return 100 + len(m.j.calls), 200 + 2*len(m.j.calls) }
