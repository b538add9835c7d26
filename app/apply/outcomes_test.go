package apply_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// told is what a row's record says, in one line of a table.
type told struct {
	Outcome             apply.Outcome
	Message             string
	Before, Sent, Store string // "price/cost"
	Differs             bool
	Attempt             int
}

func tell(r apply.Row) told {
	pair := func(p catalog.Prices) string {
		if p == (catalog.Prices{}) {
			return ""
		}
		text := p.Price.String() + "/" + p.Cost.String()
		if percent, ok := p.Markup.Get(); ok {
			text += "/" + percent.Plain()
		}
		return text
	}
	return told{r.Outcome, r.Message, pair(r.Before), pair(r.Sent), pair(r.Stored), r.Differs, r.Attempt}
}

func TestEveryRowEndsInOneOutcomeWithItsSentence(t *testing.T) {
	hide, show := false, true
	type test struct {
		name    string
		now     []catalog.Item // what Jobber holds when the run begins
		change  func(*plan.Change)
		before  string // the preview's "price/cost"
		after   string
		script  []fate
		want    told
		patches []string // what was stored of what was sent
		status  apply.Status
	}
	one := func(price, cost string) []catalog.Item { return []catalog.Item{item(t, "a", price, cost)} }
	for _, test := range []test{
		{
			name: "a new price is sent alone", now: one("10", "5"), before: "10/5", after: "12/5",
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 1},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "a new cost carries along the price exactly as Jobber stores it", now: one("10.005", "5"), before: "10.01/5", after: "10.01/6",
			want:    told{Outcome: apply.Applied, Before: "10.005/5.00", Sent: "/6.00", Store: "10.005/6.00", Attempt: 1},
			patches: []string{"price 10.005 cost 6.00"}, status: apply.Done,
		},
		{
			name: "both are sent together", now: one("10", "5"), before: "10/5", after: "12/6",
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/6.00", Store: "12.00/6.00", Attempt: 1},
			patches: []string{"price 12.00 cost 6.00"}, status: apply.Done,
		},
		{
			name: "a cost where there was none", now: one("10", ""), before: "10/", after: "10/6",
			want:    told{Outcome: apply.Applied, Before: "10.00/", Sent: "/6.00", Store: "10.00/6.00", Attempt: 1},
			patches: []string{"price 10.00 cost 6.00"}, status: apply.Done,
		},
		{
			name: "an after without a cost asks for none", now: one("10", "5"), before: "10/5", after: "12/",
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 1},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "a price that moved is left alone", now: one("11", "5"), before: "10/5", after: "12/5",
			want: told{Outcome: apply.ChangedElsewhere, Before: "11.00/5.00",
				Message: "The price in Jobber is now 11.00; the preview showed 10.00 and would set 12.00. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "a cost that moved is left alone although only the price was to change", now: one("10", ""), before: "10/5", after: "12/5",
			want: told{Outcome: apply.ChangedElsewhere, Before: "10.00/",
				Message: "The cost in Jobber is now empty; the preview showed 5.00 and would leave it. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "both moved", now: one("11", "7"), before: "10/5", after: "12/6",
			want: told{Outcome: apply.ChangedElsewhere, Before: "11.00/7.00",
				Message: "The price in Jobber is now 11.00; the preview showed 10.00 and would set 12.00. The cost in Jobber is now 7.00; the preview showed 5.00 and would set 6.00. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "a difference below a cent is none", now: one("10.004", "5"), before: "10/5", after: "12/5",
			want:    told{Outcome: apply.Applied, Before: "10.004/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 1},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "Jobber has the price already", now: one("12", "5"), before: "10/5", after: "12/5",
			want: told{Outcome: apply.Skipped, Before: "12.00/5.00", Message: "Jobber already has this price."}, status: apply.Done,
		},
		{
			name: "Jobber has the cost already", now: one("10", "6"), before: "10/5", after: "10/6",
			want: told{Outcome: apply.Skipped, Before: "10.00/6.00", Message: "Jobber already has this cost."}, status: apply.Done,
		},
		{
			name: "Jobber has both already", now: one("12", "6"), before: "10/5", after: "12/6",
			want: told{Outcome: apply.Skipped, Before: "12.00/6.00", Message: "Jobber already has this price and cost."}, status: apply.Done,
		},
		{
			name: "Jobber has one of two already, so it moved", now: one("12", "5"), before: "10/5", after: "12/6",
			want: told{Outcome: apply.ChangedElsewhere, Before: "12.00/5.00",
				Message: "The price in Jobber is now 12.00; the preview showed 10.00 and would set 12.00. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "nothing is asked", now: one("10", "5"), before: "10/5", after: "10.001/5",
			want: told{Outcome: apply.Skipped, Before: "10.00/5.00", Message: "There is nothing to change."}, status: apply.Done,
		},
		{
			name: "the item is gone", before: "10/5", after: "12/5",
			want: told{Outcome: apply.Rejected, Message: "This item is no longer in Jobber."}, status: apply.Partial,
		},
		{
			name: "Jobber refuses the row", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{rejected},
			want: told{Outcome: apply.Rejected, Before: "10.00/5.00", Sent: "12.00/", Attempt: 1,
				Message: "Jobber refused this row: Price is too high."},
			status: apply.Partial,
		},
		{
			name: "Jobber stores another price than was sent", now: one("10", "5"), before: "10/5", after: "12/6", script: []fate{recomputed, recomputed},
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/6.00", Store: "12.00/6.00", Attempt: 1},
			patches: []string{"price 12.00 cost 6.00"}, status: apply.Done,
		},
		{
			name: "Jobber recomputes the price that was sent", now: one("10", "5"), before: "10/5", after: "13/6", script: []fate{recomputed},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "13.00/6.00", Store: "12.00/6.00", Attempt: 1, Differs: true,
				Message: "Jobber stored 12.00 as the price; 13.00 was sent."},
			patches: []string{"price 13.00 cost 6.00"}, status: apply.Done,
		},
		{
			name: "Jobber moves a price that was not asked", now: one("10", "5"), before: "10/5", after: "10/6", script: []fate{recomputed},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "/6.00", Store: "12.00/6.00", Attempt: 1, Differs: true,
				Message: "Jobber also changed the price, from 10.00 to 12.00, which was not asked."},
			patches: []string{"price 10.00 cost 6.00"}, status: apply.Done,
		},
		{
			name: "the answer is lost and the price arrived", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{lostAfter},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 1,
				Message: "Jobber's answer was lost; reading the item again confirmed it."},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "an answer about another item is as good as lost", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{otherItem},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 1,
				Message: "Jobber's answer was lost; reading the item again confirmed it."},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "the answer is lost and nothing arrived, so it is sent once more", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{lostBefore},
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 2},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "two answers are lost and nothing arrived", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{lostBefore, lostBefore},
			want: told{Outcome: apply.Rejected, Before: "10.00/5.00", Sent: "12.00/", Attempt: 2,
				Message: "Jobber did not answer twice, and the item still has its old values. Sync this row again."},
			status: apply.Partial,
		},
		{
			name: "the second answer is lost and the price arrived", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{lostBefore, lostAfter},
			want: told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "12.00/", Store: "12.00/5.00", Attempt: 2,
				Message: "Jobber's answer was lost; reading the item again confirmed it."},
			patches: []string{"price 12.00"}, status: apply.Done,
		},
		{
			name: "the answer is lost and the price is a third one", now: one("10", "5"), before: "10/5", after: "12/5", script: []fate{lostOther},
			want: told{Outcome: apply.ChangedElsewhere, Before: "10.00/5.00", Sent: "12.00/", Store: "77.00/5.00", Attempt: 1,
				Message: "Jobber's answer was lost. The price in Jobber is now 77.00; it was 10.00 and 12.00 was sent. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "an item is hidden, and its amounts are not sent", now: one("10", "5"), before: "10/5", after: "10/5", change: func(c *plan.Change) { c.Visible = &hide },
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Store: "10.00/5.00", Attempt: 1},
			patches: []string{"visible false"}, status: apply.Done,
		},
		{
			name: "an item that is offered already", now: one("10", "5"), before: "10/5", after: "10/5", change: func(c *plan.Change) { c.Visible = &show },
			want: told{Outcome: apply.Skipped, Before: "10.00/5.00", Message: "Jobber already offers this item."}, status: apply.Done,
		},
		{
			name: "an item whose price moved is not hidden", now: one("11", "5"), before: "10/5", after: "10/5", change: func(c *plan.Change) { c.Visible = &hide },
			want: told{Outcome: apply.ChangedElsewhere, Before: "11.00/5.00",
				Message: "The price in Jobber is now 11.00; the preview showed 10.00 and would leave it. It was left alone."},
			status: apply.Partial,
		},
		{
			name: "a held row that was accepted is sent", now: one("10", "5"), before: "10/5", after: "0/5", change: func(c *plan.Change) { c.Verdict = plan.Held },
			want:    told{Outcome: apply.Applied, Before: "10.00/5.00", Sent: "0.00/", Store: "0.00/5.00", Attempt: 1},
			patches: []string{"price 0.00"}, status: apply.Done,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			j := newJobber(test.now...)
			j.script["a"] = test.script
			c := change(t, 7, "a", pair(t, test.before), pair(t, test.after))
			if test.change != nil {
				test.change(&c)
			}
			rows := []plan.Change{c}
			log := newJournal(rows)
			summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := log.all()[0]
			if diff := cmp.Diff(test.want, tell(got)); diff != "" {
				t.Errorf("row (-want +got):\n%s", diff)
			}
			if got.Line != 7 || got.Item != "a" || got.ItemName != "Item a" || got.Name != "Row a" || got.Code != "C-a" || got.At.IsZero() {
				t.Errorf("the row's own texts are %+v", got)
			}
			var sent []string
			for _, p := range j.writes["a"] {
				sent = append(sent, describe(p))
			}
			if diff := cmp.Diff(test.patches, sent); diff != "" {
				t.Errorf("stored patches (-want +got):\n%s", diff)
			}
			if want := (apply.Summary{Status: test.status, Counts: counts(test.want.Outcome, 1)}); !cmp.Equal(want, summary, cmpopts.IgnoreFields(apply.Summary{}, "Started", "Ended")) {
				t.Errorf("summary = %+v", summary)
			}
			if diff := cmp.Diff([]apply.Summary{summary}, log.ended); diff != "" {
				t.Errorf("recorded end (-returned +recorded):\n%s", diff)
			}
		})
	}
}

func TestEveryCreationEndsInOneOutcomeWithItsSentence(t *testing.T) {
	const confirmed = "Jobber's answer was lost; reading the item again confirmed it."
	for _, test := range []struct {
		name    string
		now     []catalog.Item
		cost    string
		script  []fate
		want    told
		item    catalog.ItemID
		created int
	}{
		{name: "the item is created", cost: "5", item: "new-1", created: 1,
			want: told{Outcome: apply.Applied, Sent: "12.00/5.00", Store: "12.00/5.00", Attempt: 1}},
		{name: "without a cost", item: "new-1", created: 1,
			want: told{Outcome: apply.Applied, Sent: "12.00/", Store: "12.00/", Attempt: 1}},
		{name: "Jobber refuses it", cost: "5", script: []fate{rejected},
			want: told{Outcome: apply.Rejected, Sent: "12.00/5.00", Attempt: 1,
				Message: "An item with this name has come into Jobber since the preview, so none was created. Make a new preview: this line will match it."}},
		{name: "Jobber stores another price", cost: "5", script: []fate{recomputed}, item: "new-1", created: 1,
			want: told{Outcome: apply.Applied, Sent: "12.00/5.00", Store: "77.00/5.00", Attempt: 1, Differs: true,
				Message: "Jobber stored 77.00 as the price; 12.00 was sent."}},
		{name: "the answer is lost and the item is there", cost: "5", script: []fate{lostAfter}, item: "new-1", created: 1,
			want: told{Outcome: apply.Applied, Sent: "12.00/5.00", Store: "12.00/5.00", Attempt: 1, Message: confirmed}},
		{name: "the answer is lost and no item is there, so it is sent once more", cost: "5", script: []fate{lostBefore}, item: "new-1", created: 1,
			want: told{Outcome: apply.Applied, Sent: "12.00/5.00", Store: "12.00/5.00", Attempt: 2}},
		{name: "two answers are lost and no item is there", cost: "5", script: []fate{lostBefore, lostBefore},
			want: told{Outcome: apply.Rejected, Sent: "12.00/5.00", Attempt: 2,
				Message: "Jobber did not answer twice, and the item was not created. Sync this row again."}},
		{name: "the answer is lost and another item has the name", cost: "5", script: []fate{lostOther}, created: 1,
			want: told{Outcome: apply.ChangedElsewhere, Sent: "12.00/5.00", Attempt: 1,
				Message: "Jobber's answer was lost. An item with this name is in Jobber now with a price of 77.00 and a cost of 5.00; a price of 12.00 and a cost of 5.00 was sent. Look at it in Jobber."}},
		{name: "the answer is lost and two such items have the name", cost: "5", script: []fate{lostAfter}, created: 1,
			now: []catalog.Item{{ID: "x", Name: "New tap", Price: money.FromInt(12), Cost: money.Some(money.FromInt(5))}},
			want: told{Outcome: apply.ChangedElsewhere, Sent: "12.00/5.00", Attempt: 1,
				Message: "Jobber's answer was lost. 2 items have this name in Jobber now; one with a price of 12.00 and a cost of 5.00 was to be created. Look at them in Jobber."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			j := newJobber(test.now...)
			j.script["New tap"] = test.script
			rows := []plan.Change{creation(t, 3, "New tap", "12", test.cost)}
			log := newJournal(rows)
			if _, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, nil); err != nil {
				t.Fatal(err)
			}
			got := log.all()[0]
			if diff := cmp.Diff(test.want, tell(got)); diff != "" {
				t.Errorf("row (-want +got):\n%s", diff)
			}
			if got.Item != test.item || !got.Created || got.ItemName != "New tap" || len(j.created) != test.created {
				t.Errorf("item %q, created %v, name %q; %d items were created", got.Item, got.Created, got.ItemName, len(j.created))
			}
		})
	}
}

func pair(t *testing.T, text string) catalog.Prices {
	t.Helper()
	price, cost, _ := strings.Cut(text, "/")
	cost, markup, _ := strings.Cut(cost, "/")
	p := prices(t, price, cost)
	p.Markup = amount(t, markup)
	return p
}

func describe(p catalog.Patch) string {
	var parts []string
	for _, field := range []struct {
		name  string
		value money.Maybe
	}{{"price", p.Price}, {"cost", p.Cost}, {"markup", p.Markup}} {
		if field.value.Known() {
			parts = append(parts, field.name+" "+field.value.String())
		}
	}
	if p.Visible != nil {
		parts = append(parts, fmt.Sprintf("visible %v", *p.Visible))
	}
	return strings.Join(parts, " ")
}

func counts(outcome apply.Outcome, n int) map[apply.Outcome]int {
	all := map[apply.Outcome]int{}
	for _, o := range apply.Outcomes() {
		all[o] = 0
	}
	all[outcome] = n
	return all
}
