package store

import (
	"context"
	"database/sql"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// otherwise are the items of which some run found that Jobber stores otherwise than it was sent.
const otherwise = `SELECT item FROM run_rows WHERE outcome = 'applied' AND differs = 1`

// Answers returns what the account's items were last sent and what Jobber stored for it, where the two are not the same in cents.
func (s *Store) Answers(ctx context.Context, account catalog.AccountID) (map[catalog.ItemID]plan.Answer, error) {
	answers := map[catalog.ItemID]plan.Answer{}
	err := s.read(ctx, "load what Jobber stored", func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var seq int64
			var run apply.RunID
			if err := rows.Scan(&seq, &run); err != nil {
				return err
			}
			return each(ctx, tx, func(rows *sql.Rows) error {
				row, err := scanRow(rows, run)
				if err == nil && row.Outcome == apply.Applied {
					answers[row.Item] = answered(answers[row.Item], row)
				}
				return err
			}, `SELECT line, `+rowColumns+` FROM run_rows WHERE run = ? AND outcome = 'applied' AND item IN (`+otherwise+`)`, seq)
		}, `SELECT DISTINCT runs.seq, runs.id FROM run_rows JOIN runs ON runs.seq = run_rows.run
			WHERE run_rows.outcome = 'applied' AND runs.account = ? AND run_rows.item IN (`+otherwise+`) ORDER BY runs.seq`, account)
	})
	for item, a := range answers {
		if same(a.Sent.Price, a.Stored.Price) && same(a.Sent.Cost, a.Stored.Cost) && (!a.Sent.Markup.Known() || a.Sent.SameMarkup(a.Stored)) {
			delete(answers, item)
		}
	}
	return answers, err
}

// answered puts a later row's answer over an earlier one, for the fields that were sent in it.
func answered(a plan.Answer, row apply.Row) plan.Answer {
	if row.Sent.Price.Known() {
		a.Sent.Price, a.Stored.Price = row.Sent.Price, row.Stored.Price
	}
	if row.Sent.Cost.Known() {
		a.Sent.Cost, a.Stored.Cost = row.Sent.Cost, row.Stored.Cost
	}
	if row.Sent.Markup.Known() {
		a.Sent.Markup, a.Stored.Markup = row.Sent.Markup, row.Stored.Markup
	}
	return a
}

func same(sent, stored money.Maybe) bool { return !sent.Known() || sent.SameCents(stored) }
