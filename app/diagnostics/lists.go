package diagnostics

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

const (
	fewRows  = 3 // rows of one fate that stand together in one line of text
	mostSpan = 5 // spans of lines in a sentence
)

// rowGroup is the rows of a run that met with the same fate, by line.
type rowGroup []RunRow

// groupRows puts together the rows that need saying and of which the same is said, by the line of the first. Fewer than
// fewRows of a kind stay apart, each with its item.
func groupRows(rows []RunRow) []rowGroup {
	type fate struct{ outcome, message string }
	kinds := map[fate]rowGroup{}
	for _, row := range rows {
		if !row.plain() {
			kind := fate{row.Outcome, row.Message}
			kinds[kind] = append(kinds[kind], row)
		}
	}
	var groups []rowGroup
	for _, group := range kinds {
		if len(group) >= fewRows {
			groups = append(groups, group)
			continue
		}
		for _, row := range group {
			groups = append(groups, rowGroup{row})
		}
	}
	slices.SortFunc(groups, func(a, b rowGroup) int {
		return cmp.Or(cmp.Compare(a[0].Line, b[0].Line), strings.Compare(a[0].Outcome, b[0].Outcome), strings.Compare(a[0].Message, b[0].Message))
	})
	return groups
}

// text says which rows these are, and what became of them.
func (g rowGroup) text() string {
	first := g[0]
	parts := []string{"line " + strconv.Itoa(first.Line), said(first.Item, first.Name, first.Code)}
	if len(g) > 1 {
		var lines []int
		for _, row := range g {
			lines = append(lines, row.Line)
		}
		parts = []string{spans(lines) + ",", rows(len(g))}
	}
	change := first.Change.changes()
	if slices.ContainsFunc(g, func(row RunRow) bool { return row.Change.changes() != change }) {
		change = ""
	}
	fate := words(first.Outcome)
	if first.Message != "" {
		fate += ": " + first.Message
	}
	text := strings.Join(append(parts, change), " ")
	return strings.TrimSpace(text) + " " + fate
}

// spans names lines of a price list, such as "lines 2–9, 12".
func spans(lines []int) string {
	lines = slices.Compact(slices.Sorted(slices.Values(lines)))
	var parts []string
	left := 0
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		switch {
		case len(parts) == mostSpan:
			left += j - i + 1
		case i == j:
			parts = append(parts, strconv.Itoa(lines[i]))
		case j == i+1:
			parts = append(parts, strconv.Itoa(lines[i]), strconv.Itoa(lines[j]))
		default:
			parts = append(parts, strconv.Itoa(lines[i])+"–"+strconv.Itoa(lines[j]))
		}
		i = j + 1
	}
	text := "lines " + list(parts)
	if len(lines) == 1 {
		text = "line " + list(parts)
	}
	if left > 0 {
		text += " and " + strconv.Itoa(left) + " more"
	}
	return text
}

// linesBy gives the lines of the price list by what became of them, of a finding's run or preview; only where the report
// has all of a kind.
func (r Report) linesBy(f Finding) map[string]string {
	lines := map[string][]int{}
	for _, run := range r.Runs {
		if f.Run != "" && run.Run == f.Run {
			for _, row := range run.Rows {
				lines[row.Outcome] = append(lines[row.Outcome], row.Line)
			}
		}
	}
	for _, p := range r.Previews {
		if f.From == "preview" && slices.Contains(f.Refs, p.Op) {
			for _, row := range p.Attention {
				lines[row.Verdict] = append(lines[row.Verdict], row.Line)
			}
		}
	}
	named := map[string]string{}
	for kind, numbers := range lines {
		if len(numbers) == f.Rows[kind] {
			named[kind] = spans(numbers)
		}
	}
	return named
}
