package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// startsSpan is within what time starts are counted.
const startsSpan = time.Minute

// CountStart counts one more start of what, by this process or another, unless there were most of them within the last
// minute: then nothing is counted, and wait says how long until there is room, at least a millisecond and at most a
// minute. A wait of zero means that it was counted. What lies in the future, because the clock was set back since, does
// not count.
func (s *Store) CountStart(ctx context.Context, what string, most int) (wait time.Duration, err error) {
	if most < 1 {
		return 0, fmt.Errorf("count a start: a limit of %d", most)
	}
	err = s.write(ctx, "count a start", func(tx *sql.Tx) error {
		now := s.now()
		if _, err := tx.ExecContext(ctx, `DELETE FROM starts WHERE at <= ? OR at > ?`, millis(now.Add(-startsSpan)), millis(now)); err != nil {
			return err
		}
		var oldest, count int64
		// With room for one more once the oldest of the newest `most` is out of the minute.
		err := tx.QueryRowContext(ctx, `SELECT count(*), coalesce(min(at), 0) FROM (SELECT at FROM starts WHERE what = ? ORDER BY at DESC LIMIT ?)`,
			what, most).Scan(&count, &oldest)
		if err != nil {
			return err
		}
		if count >= int64(most) {
			wait = max(fromMillis(oldest).Add(startsSpan).Sub(now), time.Millisecond)
			return nil
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO starts (what, at) VALUES (?, ?)`, what, millis(now))
		return err
	})
	return wait, err
}
