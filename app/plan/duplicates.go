package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/match"
)

// group is the rows of one list that reach one item. None of them is written.
type group struct {
	rows     []int // by their place in the list
	sentence string
}

// findGroups returns the groups of two and more.
func (m *maker) findGroups() map[catalog.ItemID]*group {
	alone := make(map[catalog.ItemID]int, len(m.in.List.Rows))
	groups := map[catalog.ItemID]*group{}
	for i, row := range m.in.List.Rows {
		id := m.matched(i).Item
		if _, ok := m.item(id); !ok || !usable(row) {
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
		g.sentence = m.groupSentence(g.rows, item.Name)
	}
	return groups
}

// winner returns the row that would win among rows that reach one item: the one that was matched more closely, and
// among those the later line, since lists are mended by adding to them.
func (m *maker) winner(rows []int) (row int, closer bool) {
	closest, farthest := len(match.Steps()), -1
	for _, i := range rows {
		rank := slices.Index(match.Steps(), m.matched(i).Step)
		closest, farthest = min(closest, rank), max(farthest, rank)
		switch {
		case i == rows[0], rank < slices.Index(match.Steps(), m.matched(row).Step):
			row = i
		case rank == slices.Index(match.Steps(), m.matched(row).Step) && m.in.List.Rows[i].Line >= m.in.List.Rows[row].Line:
			row = i
		}
	}
	return row, closest != farthest
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
