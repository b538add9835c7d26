package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/match"
)

// group is the rows of one list that reach one item. None of them is written but the one that a person took.
type group struct {
	rows     []int // by their place in the list
	sentence string
	won      bool // a person took one of them
	taken    int  // its line
}

// findGroups returns the groups of two and more.
func (m *maker) findGroups() map[catalog.ItemID]*group {
	alone := make(map[catalog.ItemID]int, len(m.in.List.Rows))
	groups := map[catalog.ItemID]*group{}
	for i, row := range m.in.List.Rows {
		id := m.matched(i).Item
		if _, ok := m.item(id); !ok || !usable(row) || m.decided(i) == Skip {
			continue
		}
		if g := groups[id]; g != nil {
			g.rows = append(g.rows, i)
		} else if first, ok := alone[id]; ok {
			groups[id] = &group{rows: []int{first, i}}
		} else {
			alone[id] = i
		}
	}
	for id, g := range groups {
		item, _ := m.item(id)
		if won, ok := m.winning(g.rows); ok {
			g.won, g.taken = true, m.in.List.Rows[won].Line
			g.sentence = otherTakenSentence(g.taken, item.Name)
			continue
		}
		g.sentence = m.groupSentence(g.rows, item.Name)
	}
	return groups
}

// winner returns the row that would win among rows that reach one item: the one that was matched more closely, and
// among those the later line, since lists are mended by adding to them.
func (m *maker) winner(rows []int) (row int, closer bool) {
	row = rows[0]
	for _, i := range rows[1:] {
		step, best := m.matched(i).Step, m.matched(row).Step
		closer = closer || step != best
		if outranks(step, m.in.List.Rows[i].Line, best, m.in.List.Rows[row].Line) {
			row = i
		}
	}
	return row, closer
}

// outranks says which of two rows that reach one item would win.
func outranks(step match.Step, line int, other match.Step, otherLine int) bool {
	a, b := slices.Index(match.Steps(), step), slices.Index(match.Steps(), other)
	return a < b || a == b && line >= otherLine
}

func (m *maker) groupSentence(rows []int, item string) string {
	lines := make([]int, len(rows))
	same := true
	for at, i := range rows {
		row, first := m.in.List.Rows[i], m.in.List.Rows[rows[0]]
		lines[at] = row.Line
		same = same && row.Price == first.Price && row.Cost == first.Cost
	}
	slices.Sort(lines)
	winner, closer := m.winner(rows)
	both, neither, why, amounts := "both", "neither", "the later one", ""
	if len(rows) > 2 {
		both, neither = "all", "none"
	}
	if closer {
		why = "the closer match"
	}
	if same {
		amounts = " with the same amounts"
	}
	return fmt.Sprintf("Lines %s %s reach “%s”%s. Line %d would win as %s, but %s is written: keep only one of them in the list.",
		enumerate(lines), both, item, amounts, m.in.List.Rows[winner].Line, why, neither)
}

// enumerate writes line numbers for a sentence: "4 and 9", "4, 9 and 12", at most five of them by number.
func enumerate(lines []int) string {
	const most = 5
	texts := make([]string, 0, most+1)
	for i, line := range lines {
		if i == most && len(lines) > most+1 {
			texts = append(texts, strconv.Itoa(len(lines)-most)+" more")
			break
		}
		texts = append(texts, strconv.Itoa(line))
	}
	last := len(texts) - 1
	if last == 0 {
		return texts[0]
	}
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}
