package store

import (
	"context"
	"database/sql"
	"time"
)

// Contact is one host that was contacted for one purpose, all times together.
type Contact struct {
	Host     string
	Why      string
	Requests int // Failed included
	Failed   int
	Sent     int64 // bytes
	Received int64 // bytes
	First    time.Time
	Last     time.Time
}

// AddContacts adds counts to what is remembered of the same hosts and purposes. Nothing to add writes nothing.
func (s *Store) AddContacts(ctx context.Context, contacts []Contact) error {
	if len(contacts) == 0 {
		return nil
	}
	return s.write(ctx, "save the contacts", func(tx *sql.Tx) error {
		for _, c := range contacts {
			_, err := tx.ExecContext(ctx, `INSERT INTO contacts (host, why, requests, failed, sent, received, first, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (host, why) DO UPDATE SET requests = requests + excluded.requests, failed = failed + excluded.failed,
				sent = sent + excluded.sent, received = received + excluded.received, first = min(first, excluded.first), last = max(last, excluded.last)`,
				c.Host, c.Why, c.Requests, c.Failed, c.Sent, c.Received, millis(c.First), millis(c.Last))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Contacts returns every contact that is remembered, the latest first.
func (s *Store) Contacts(ctx context.Context) ([]Contact, error) {
	contacts := []Contact{}
	err := s.read(ctx, "load the contacts", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var c Contact
			var first, last int64
			err := rows.Scan(&c.Host, &c.Why, &c.Requests, &c.Failed, &c.Sent, &c.Received, &first, &last)
			c.First, c.Last = fromMillis(first), fromMillis(last)
			contacts = append(contacts, c)
			return err
		}, `SELECT host, why, requests, failed, sent, received, first, last FROM contacts ORDER BY last DESC, host, why`)
	})
	return contacts, err
}
