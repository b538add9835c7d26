package desktop

import (
	"sync"
	"time"
)

// announcerGap keeps progress at ten events a second at the most.
const announcerGap = 100 * time.Millisecond

// announcer passes progress on, keeps what comes too fast, and never loses the last one.
type announcer struct {
	send func(ProgressView)

	mu      sync.Mutex
	waiting *ProgressView
	timer   *time.Timer
	last    time.Time
}

func newAnnouncer(send func(ProgressView)) *announcer { return &announcer{send: send} }

func (a *announcer) say(p ProgressView) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.waiting != nil {
		p.Recent = append(a.waiting.Recent, p.Recent...)
	}
	a.waiting = &p
	if wait := announcerGap - time.Since(a.last); wait > 0 {
		if a.timer == nil {
			a.timer = time.AfterFunc(wait, a.flush)
		}
		return
	}
	a.sendWaiting()
}

// flush sends what waits at once. It is safe on a nil announcer: an operation may end before the window is there.
func (a *announcer) flush() {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sendWaiting()
}

func (a *announcer) sendWaiting() {
	if a.timer != nil {
		a.timer.Stop()
		a.timer = nil
	}
	if a.waiting == nil {
		return
	}
	p := *a.waiting
	a.waiting, a.last = nil, time.Now()
	a.send(p)
}
