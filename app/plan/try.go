package plan

import "slices"

// Trial is what rules would do to the rows of a list.
type Trial struct {
	Decided  []int // how many rows each rule of the list decides, by its place
	Others   int   // how many rows with an item none of them decides
	Examples []Example
}

// Example is one row that was worked out.
type Example struct {
	Change Change
	Place  int // of the rule that decided, from 1; 0 for none
	Steps  []string
}

// Try makes the plan of the input and returns how many rows each rule decides, with at most that many examples of each
// rule and of the rows that none decides: by the rules' order, rows that change first.
func Try(in Input, most int) Trial {
	m := newMaker(in)
	t := Trial{Decided: make([]int, len(in.Rules.List))}
	at := make([][]Example, len(in.Rules.List)+1)
	var last *outcome
	m.told = func(o outcome) { last = &o }
	for i := range in.List.Rows {
		last = nil
		c := m.change(i)
		if last == nil {
			continue
		}
		example := Example{c, last.place, last.steps}
		if last.place > 0 {
			t.Decided[last.place-1]++
		} else {
			t.Others++
		}
		examples := at[last.place]
		if stays := slices.IndexFunc(examples, func(e Example) bool { return e.Change.After == e.Change.Before }); len(examples) < most {
			examples = append(examples, example)
		} else if stays >= 0 && c.After != c.Before {
			examples = append(slices.Delete(examples, stays, stays+1), example)
		}
		at[last.place] = examples
	}
	for _, examples := range append(at[1:], at[0]) {
		slices.SortFunc(examples, func(a, b Example) int { return a.Change.Line - b.Change.Line })
		t.Examples = append(t.Examples, examples...)
	}
	return t
}
