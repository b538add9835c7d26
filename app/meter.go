package app

import (
	"time"

	"pricesync/app/apply"
)

// paceMeter estimates how long a run still takes from what it has done so far.
type paceMeter struct {
	total   int
	started time.Time
	first   int // rows settled when the run was taken up again
	counted bool
}

func newPaceMeter(total int, started time.Time) *paceMeter {
	return &paceMeter{total: total, started: started}
}

func (m *paceMeter) report(operation, ref string, p apply.Progress, paused bool) Progress {
	done := 0
	for _, n := range p.Counts {
		done += n
	}
	if !m.counted {
		m.first, m.counted = done-len(p.Last), true
	}
	left := time.Duration(-1)
	// The first rows are too few to judge the pace by.
	if since := time.Since(m.started); done-m.first >= max(5, m.total/20) {
		left = since / time.Duration(done-m.first) * time.Duration(m.total-done)
	}
	return Progress{
		Operation: operation, Ref: ref, Done: done, Total: m.total, Counts: p.Counts, Recent: p.Last, Left: left, Paused: paused,
	}
}

// Expect estimates how long a sync of that many rows takes, by Jobber's documented limits: 10,000 points refilled at
// 500 a second, of which a row takes 11.02 with its share of one re-read, and 2,500 requests in 300 s.
func (a *App) Expect(rows int) time.Duration {
	const (
		points, bucket, restore = 11.02, 10_000, 500
		requests, window        = 2_490, 300 * time.Second
		answer, inFlight        = 200 * time.Millisecond, 8
	)
	byAnswers := time.Duration(rows) * answer / inFlight
	byPoints := time.Duration(max(0, float64(rows)*points-bucket) / restore * float64(time.Second))
	byRequests := time.Duration((rows+rows/100)/requests) * window
	return max(byAnswers, byPoints, byRequests)
}
