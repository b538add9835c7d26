package plan

import (
	"fmt"
	"maps"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
)

// Decision is what a person decided about one row of this preview alone. What holds for every later list is a link.
type Decision string

// The decisions.
const (
	Skip Decision = "skip" // the row is left out this time
	Win  Decision = "win"  // of the rows that reach one item, this is the one that is meant

	MakeNew Decision = "create" // the row has no item, and becomes a new one
)

// Decisions are what was decided, by the row's line. A line that the list does not have is no trouble.
type Decisions map[int]Decision

// Decided is what was decided about one row.
type Decided struct {
	Line int
	What Decision
}

// Ordered returns the decisions by line.
func (d Decisions) Ordered() []Decided {
	var all []Decided
	for _, line := range slices.Sorted(maps.Keys(d)) {
		all = append(all, Decided{line, d[line]})
	}
	return all
}

// The reasons of rows that a decision settled.
const (
	LeftOut    = "left_out"    // unchanged: skipped
	OtherTaken = "other_taken" // unchanged: another row of the list was taken for the item
)

// decided says what was decided about a row of the list.
func (m *maker) decided(i int) Decision {
	if len(m.in.Decisions) == 0 {
		return ""
	}
	return m.in.Decisions[m.in.List.Rows[i].Line]
}

// winning returns the one row that a person took of those that reach an item; false where none or several were.
func (m *maker) winning(rows []int) (int, bool) {
	won := -1
	for _, i := range rows {
		if m.decided(i) != Win {
			continue
		}
		if won >= 0 {
			return 0, false
		}
		won = i
	}
	return won, won >= 0
}

// leaveOut says of a row that a person left it out, and which item it is where that is known.
func (m *maker) leaveOut(c *Change, i int) {
	found := m.matched(i)
	if item, ok := m.item(found.Item); ok {
		c.Item, c.ItemName, c.MatchedBy, c.Before = item.ID, item.Name, found.Step, item.Prices()
	}
	c.stay(LeftOut, leftOutSentence)
}

// stay makes a row one that nothing is sent for.
func (c *Change) stay(reason, message string) {
	c.Verdict, c.Reason, c.Message, c.After = Unchanged, reason, message, c.Before
	c.Rule, c.Holds, c.Flags = "", nil, slices.DeleteFunc(c.Flags, func(flag string) bool { return flag == Rounded })
}

const leftOutSentence = "You left this line out of this preview, so nothing is sent for it."

func otherTakenSentence(line int, item string) string {
	return fmt.Sprintf("You took line %d for “%s”, so nothing is sent for this one.", line, item)
}

// Waits says whether the row waits for a person: nothing is sent for it as it stands, though it has an amount that could be, or
// should have one.
func (c Change) Waits() bool {
	switch c.Verdict {
	case Held, Ambiguous, Duplicate, Invalid:
		return true
	case Unmatched:
		return c.MatchedBy != match.ByLink // it was decided to be no item
	}
	return false
}

// Rivals returns the rows that reach the row's item and wait with it for a person to take one, by their place in the plan, and the
// one of them that would win. There are none for a row that is no duplicate.
func (p Plan) Rivals(row int) (rows []int, winner int) {
	if c := p.Changes[row]; c.Verdict != Duplicate || c.Item == "" {
		return nil, row
	}
	return p.reaching(p.Changes[row].Item)
}

func (p Plan) reaching(item catalog.ItemID) (rows []int, winner int) {
	for i := range p.Changes {
		if c := &p.Changes[i]; c.Verdict == Duplicate && c.Item == item {
			rows = append(rows, i)
		}
	}
	winner = rows[0]
	for _, i := range rows {
		a, b := &p.Changes[i], &p.Changes[winner]
		if outranks(a.MatchedBy, a.Line, b.MatchedBy, b.Line) {
			winner = i
		}
	}
	return rows, winner
}
