package sandbox

import "time"

// The limits of one app in one account, as documented.
const (
	bucketPoints  = 10_000 // maximumAvailable
	bucketRestore = 500    // points a second
	windowLength  = 300 * time.Second
	windowLimit   = 2_500 // requests in a window
)

// retryLater is the whole body of a refusal by the request limit.
const retryLater = "Retry later\n"

// fine is how finely points are counted: a billionth, so that a nanosecond restores a whole number of them.
const fine = int64(time.Second)

// bucket is the cost limit: it holds 10,000 points and gets 500 a second, unless the switches say otherwise.
type bucket struct {
	missing int64 // below the maximum, in billionths of a point
	at      time.Time
}

// holds returns how many points the bucket holds, and how many come back each second.
func (s Switches) holds() (points, restore int) {
	if s.Points > 0 {
		return s.Points, s.Points
	}
	return bucketPoints, bucketRestore
}

// level brings the bucket up to now and returns the whole points in it. Another program may take some every second.
func (b *bucket) level(now time.Time, s Switches) int {
	points, restore := s.holds()
	if elapsed := now.Sub(b.at); elapsed > 0 {
		b.at = now
		// Longer than this both ways of the sum are at their end; it also keeps the product within 64 bits.
		elapsed = min(elapsed, time.Hour)
		b.missing -= elapsed.Nanoseconds() * int64(restore-s.OtherPoints)
		b.missing = min(max(b.missing, 0), int64(points)*fine)
	}
	return int((int64(points)*fine - b.missing) / fine)
}

// take takes points out. The bucket cannot go below zero.
func (b *bucket) take(points int, s Switches) {
	all, _ := s.holds()
	b.missing = min(b.missing+int64(points)*fine, int64(all)*fine)
}

// window is the request limit: 2,500 in 300 s.
type window struct {
	start time.Time   // of the fixed window
	count int         // in the fixed window
	times []time.Time // of the requests in the sliding window, oldest first
}

// admit counts a request. Where it is one too many it says how long until the next is let in.
func (w *window) admit(now time.Time, s Switches) (time.Duration, bool) {
	limit := windowLimit - s.OtherRequests*int(windowLength/time.Second)
	if s.SlidingWindow {
		for len(w.times) > 0 && now.Sub(w.times[0]) >= windowLength {
			w.times = w.times[1:]
		}
		if len(w.times) >= limit {
			if len(w.times) == 0 {
				return windowLength, false
			}
			return w.times[0].Add(windowLength).Sub(now), false
		}
		w.times = append(w.times, now)
		return 0, true
	}
	if start := now.Truncate(windowLength); !start.Equal(w.start) {
		w.start, w.count = start, 0
	}
	w.count++
	if w.count > limit {
		return w.start.Add(windowLength).Sub(now), false
	}
	return 0, true
}

// ClearLimits fills the bucket and begins the window anew, so that a test of something else can go on at once.
func (s *Server) ClearLimits() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bucket, s.window = bucket{}, window{}
}
