package apply_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/plan"
)

func TestAMarkupIsWrittenOnlyWhereThePlanManagesIt(t *testing.T) {
	for _, test := range []struct {
		name, now, before, after string // "price/cost/markup"
		script                   []fate
		want                     told
		sent                     []string
	}{
		{
			name: "a markup that nobody manages is neither looked at nor written", now: "10/5/100", before: "10/5", after: "12/6",
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/6.00", Store: "12.00/6.00", Attempt: 1},
			sent: []string{"price 12.00 cost 6.00"},
		},
		{
			name: "price, cost and markup go together", now: "10/5/100", before: "10/5/100", after: "12/6/100",
			want: told{Outcome: apply.Applied, Before: "10.00/5.00/100", Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1},
			sent: []string{"price 12.00 cost 6.00 markup 100.00"},
		},
		{
			name: "price and cost go along where only the markup changes", now: "12/6/35", before: "12/6/35", after: "12/6/100",
			want: told{Outcome: apply.Applied, Before: "12.00/6.00/35", Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1},
			sent: []string{"price 12.00 cost 6.00 markup 100.00"},
		},
		{
			name: "an item that has no markup gets one", now: "12/6", before: "12/6", after: "12/6/100",
			want: told{Outcome: apply.Applied, Before: "12.00/6.00", Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1},
			sent: []string{"price 12.00 cost 6.00 markup 100.00"},
		},
		{
			name: "a managed markup that moved is left alone", now: "10/5/40", before: "10/5/35", after: "12/6/100",
			want: told{Outcome: apply.ChangedElsewhere, Before: "10.00/5.00/40",
				Message: "The markup in Jobber is now 40%; the preview showed 35% and would set 100%. It was left alone."},
		},
		{
			name: "Jobber has all three already", now: "12/6/100", before: "10/5/35", after: "12/6/100",
			want: told{Outcome: apply.Skipped, Before: "12.00/6.00/100", Message: "Jobber already has this price, cost and markup."},
		},
		{
			name: "a markup stored otherwise that makes another price is told", now: "10/5", before: "10/5", after: "4.01/3/33.67", script: []fate{roughened},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "4.01/3.00/33.67", Store: "4.01/3.00/34", Attempt: 1, Differs: true,
				Message: "Jobber stored 34% as the markup; 33.67% was sent."},
			sent: []string{"price 4.01 cost 3.00 markup 33.67"},
		},
		{
			name: "a markup stored with fewer decimals agrees to the cent", now: "10/5", before: "10/5", after: "0.40/0.30/33.33", script: []fate{roughened},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "0.40/0.30/33.33", Store: "0.40/0.30/33", Attempt: 1},
			sent: []string{"price 0.40 cost 0.30 markup 33.33"},
		},
		{
			name: "the answer is lost and all three arrived", now: "10/5/35", before: "10/5/35", after: "12/6/100", script: []fate{lostAfter},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00/35", Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1,
				Message: "Jobber's answer was lost; reading the item again confirmed it."},
			sent: []string{"price 12.00 cost 6.00 markup 100.00"},
		},
		{
			name: "the answer is lost and the item is a third one", now: "10/5/35", before: "10/5/35", after: "12/6/100", script: []fate{lostOther},
			want: told{Outcome: apply.ChangedElsewhere, Before: "10.00/5.00/35", Sent: "12.00/6.00/100", Store: "77.00/5.00/35", Attempt: 1,
				Message: "Jobber's answer was lost. The price in Jobber is now 77.00; it was 10.00 and 12.00 was sent. The cost in Jobber is now 5.00; it was 5.00 and 6.00 was sent. The markup in Jobber is now 35%; it was 35% and 100% was sent. It was left alone."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			now := pair(t, test.now)
			held := item(t, "a", now.Price.String(), now.Cost.String())
			held.Markup = now.Markup
			j := newJobber([]catalog.Item{held}...)
			j.script["a"] = test.script
			rows := []plan.Change{change(t, 7, "a", pair(t, test.before), pair(t, test.after))}
			log := newJournal(rows)
			if _, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, tell(log.all()[0])); diff != "" {
				t.Errorf("row (-want +got):\n%s", diff)
			}
			var sent []string
			for _, p := range j.writes["a"] {
				sent = append(sent, describe(p))
			}
			if diff := cmp.Diff(test.sent, sent); diff != "" {
				t.Errorf("stored patches (-want +got):\n%s", diff)
			}
		})
	}
}

func TestANewItemGetsTheMarkupThatItsRuleWrites(t *testing.T) {
	c := creation(t, 4, "New tap", "12", "6")
	c.Create.Markup = amount(t, "100")
	rows := []plan.Change{c}
	for _, test := range []struct {
		name   string
		script []fate
		want   told
	}{
		{"it is stored as sent", nil, told{Outcome: apply.Applied, Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1}},
		{"the answer is lost", []fate{lostAfter}, told{Outcome: apply.Applied, Sent: "12.00/6.00/100", Store: "12.00/6.00/100", Attempt: 1,
			Message: "Jobber's answer was lost; reading the item again confirmed it."}},
	} {
		j := newJobber()
		j.script["New tap"] = test.script
		log := newJournal(rows)
		if _, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, tell(log.all()[0])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
