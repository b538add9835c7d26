package diagnostics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Summary says in one sentence what the report found.
func (r Report) Summary() string {
	if len(r.Findings) == 0 {
		return "Nothing wrong was found."
	}
	first := r.Findings[0]
	return string(first.Code) + ": " + first.Message
}

// Text is summary.txt: the report in short, for a terminal. The likeliest cause stands in its first lines.
func (r Report) Text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s (%s)\nmade %s, reference %s\n\n%s\n", r.Program.Name, r.Program.Version, r.Program.Commit, when(r.Made), r.Op, r.Summary())
	for i, f := range r.Findings {
		fmt.Fprintf(&out, "\n%d. %s (%s)\n", i+1, f.Code, f.Severity)
		for _, part := range f.answers() {
			if part.text != "" {
				fmt.Fprintf(&out, "   %-10s %s\n", part.name, part.text)
			}
		}
	}
	out.WriteString("\nChecks\n")
	for _, c := range r.Checks {
		fmt.Fprintf(&out, "%-7s %s (%d ms): %s\n", c.Status, c.Code, c.Ms, c.Message)
	}
	out.WriteString("\nLast syncs\n")
	for _, run := range r.Runs {
		status := run.Status
		if status == "" {
			status = "cut off"
		}
		fmt.Fprintf(&out, "%s %s %s %s, %s, reference %s\n", when(run.Started), run.Kind, run.Run, status, counted(run.Counts), run.Op)
	}
	for _, trouble := range r.Troubles {
		out.WriteString("\nNot gathered: " + trouble + "\n")
	}
	return out.String()
}

// part is one answer that a finding gives to the person who reads it.
type part struct{ name, text string }

// answers are what support asks first, in that order.
func (f Finding) answers() []part {
	at := ""
	if f.At != nil {
		at = when(*f.At)
	}
	rows := ""
	if len(f.Rows) > 0 {
		rows = counted(f.Rows)
	}
	return []part{
		{"happened", f.Message}, {"tried", f.Tried}, {"when", at}, {"account", f.Account}, {"run", f.Run}, {"rows", rows}, {"prices", f.Prices},
		{"to do", f.Hint}, {"why", f.Cause}, {"references", list(f.Refs)},
	}
}

// counted writes counts as "3 applied, 1 rejected", in the order of their names.
func counted(counts map[string]int) string {
	var parts []string
	for name, n := range counts {
		if n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+name)
		}
	}
	slices.Sort(parts)
	if len(parts) == 0 {
		return "no rows"
	}
	return strings.Join(parts, ", ")
}
