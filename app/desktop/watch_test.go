package desktop_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/desktop"
)

// step is a line that a window's process tells its watcher, so long after the one before; "" ends the process.
type step struct {
	after time.Duration
	line  string
}

// told plays a window's process to a watcher and returns what the person was told and when, counted from the start, and
// whether the window is to end. The person answers after so long, unless the message is taken away before.
func told(t *testing.T, steps []step, answersAfter time.Duration) (messages []string, end bool) {
	t.Helper()
	started := time.Now()
	lines := make(chan string)
	gone := make(chan struct{})
	go func() {
		defer close(lines)
		for _, s := range steps {
			time.Sleep(s.after)
			if s.line == "" {
				return
			}
			select {
			case lines <- s.line:
			case <-gone:
				return
			}
		}
		<-gone
	}()
	end = desktop.Follow(lines, 30*time.Second, func(page context.Context, why, cause string, waiting bool) bool {
		message := time.Since(started).String() + ": " + why + " (" + cause + ")"
		if waiting {
			message += ", and waits"
		}
		messages = append(messages, message)
		select {
		case <-page.Done():
			messages = append(messages, time.Since(started).String()+": taken away")
			return false
		case <-time.After(answersAfter):
			return true
		}
	})
	close(gone)
	synctest.Wait()
	return messages, end
}

func TestTheWatcherTellsThePersonOnlyWhenThePageCanNotBeThere(t *testing.T) {
	const (
		late = "nothing appeared in it within 30 seconds (the page did not call within 30s), and waits"
		dead = "this computer's web view, which draws it, ended the program (the window's process ended before its page was there)"
	)
	for _, test := range []struct {
		name     string
		steps    []step
		messages []string
		end      bool
	}{
		{"a page that is there at once", []step{{time.Second, "shown"}, {time.Second, "ready"}}, nil, false},
		{"a page that is there in the last moment", []step{{0, "shown"}, {30*time.Second - 1, "ready"}}, nil, false},
		{"a window that is closed before its page is there", []step{{0, "shown"}, {time.Second, "closed"}}, nil, false},
		{"a page that never comes", []step{{5 * time.Second, "shown"}}, []string{"35s: " + late}, true},
		{"a page that comes while the message stands", []step{{0, "shown"}, {40 * time.Second, "ready"}}, []string{"30s: " + late, "40s: taken away"}, false},
		{"a window that is closed while the message stands", []step{{0, "shown"}, {31 * time.Second, "closed"}}, []string{"30s: " + late, "31s: taken away"}, false},
		{"a process that ends while the message stands", []step{{0, "shown"}, {31 * time.Second, ""}}, []string{"30s: " + late}, true},
		{"a process that ends before its window is there", []step{{2 * time.Second, ""}}, []string{"2s: " + dead}, true},
		{"a process that ends before its page is there", []step{{time.Second, "shown"}, {2 * time.Second, ""}}, []string{"3s: " + dead}, true},
		{"a window that can't be opened", []step{{time.Second, "failed no GTK"}}, []string{"1s: this computer's web view, which draws it, did not start (no GTK)"}, true},
		{"a runtime that is installed first takes its time", []step{{10 * time.Minute, "shown"}, {20 * time.Second, "ready"}}, nil, false},
		{"a window that is shown twice is not given more time", []step{{0, "shown"}, {20 * time.Second, "shown"}}, []string{"30s: " + late}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				messages, end := told(t, test.steps, time.Minute)
				if diff := cmp.Diff(test.messages, messages); diff != "" || end != test.end {
					t.Errorf("ends the window: %v, want %v (-want +got):\n%s", end, test.end, diff)
				}
			})
		})
	}
}
