package diagnostics

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	textWidth = 100 // columns of a terminal
	textRows  = 10  // of one run or preview
	textRuns  = 20
)

// Text is summary.txt, and what a terminal shows: what report.html says on top, then the syncs, previews and errors.
func (r Report) Text() string {
	var t sheet
	t.line("", "%s %s (%s), diagnostics report", r.Program.Name, r.Program.Version, r.Program.Commit)
	t.line("", "made %s, reference %s", when(r.Made), r.Op)
	t.line("", "")
	t.line("", "%s", r.Summary())
	if len(r.Findings) > 0 {
		t.heading("What is wrong")
		for i, f := range r.Findings {
			t.line(fmt.Sprintf("%d. ", i+1), "%s (%s)", f.Code, f.Severity)
			for _, answer := range r.answers(f) {
				t.line(fmt.Sprintf("   %-10s ", answer.name), "%s", answer.text)
			}
		}
	}
	t.facts(r)
	t.runs(r)
	t.previews(r)
	if len(r.Errors) > 0 {
		t.errors(r)
	}
	t.checks(r)
	if len(r.Troubles) > 0 {
		t.heading("What could not be gathered")
		for _, trouble := range r.Troubles {
			t.line("  ", "Not gathered: %s", trouble)
		}
	}
	if len(r.LeftOut) > 0 {
		t.heading("Left out by the user")
		t.line("  ", "%s", list(r.LeftOut))
	}
	return t.String()
}

// sheet is text that is being written, folded at textWidth.
type sheet struct{ strings.Builder }

func (s *sheet) heading(text string) {
	s.WriteString("\n" + text + "\n" + strings.Repeat("-", len(text)) + "\n")
}

// line writes a text behind lead; where it is folded, the next lines stand below its first letter.
func (s *sheet) line(lead, format string, args ...any) {
	text := strings.TrimSpace(fmt.Sprintf(format, args...))
	if text == "" {
		if format == "" {
			s.WriteString("\n")
		}
		return
	}
	s.WriteString(lead)
	column := utf8.RuneCountInString(lead)
	indent := strings.Repeat(" ", column)
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+length > textWidth:
			s.WriteString("\n" + indent)
			column = len(indent)
		default:
			s.WriteString(" ")
			column++
		}
		s.WriteString(plainText(word))
		column += length
	}
	s.WriteString("\n")
}

// plainText keeps what a terminal would take for a command out of it.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, text)
}

func (s *sheet) facts(r Report) {
	s.heading("Where")
	var parts []string
	for _, fact := range r.System {
		if slices.Contains([]string{"system", "os", "arch", "web view"}, fact.Name) && fact.Value != "" {
			parts = append(parts, fact.Value)
		}
	}
	s.line("  computer    ", "%s", list(parts))
	s.line("  time zone   ", "%s", r.fact("time zone"))
	s.line("  connection  ", "%s", r.Connection.sentence())
	if r.Network != nil {
		var hosts []string
		for _, contact := range r.Network {
			if !slices.Contains(hosts, contact.Host) {
				hosts = append(hosts, contact.Host)
			}
		}
		s.line("  contacted   ", "%s", list(hosts))
	}
}

// fact returns a fact of the computer by its name; "" where it is not known.
func (r Report) fact(name string) string {
	for _, fact := range r.System {
		if fact.Name == name {
			return fact.Value
		}
	}
	return ""
}

func (s *sheet) runs(r Report) {
	if len(r.Runs) == 0 {
		return
	}
	s.heading("Last syncs")
	for _, run := range r.Runs[:min(len(r.Runs), textRuns)] {
		s.line("  ", "%s  %s %s: %s, %s", when(run.Started), run.Kind, run.Run, run.status(), counted(run.Counts))
		s.line("    ", "%s", run.of())
		told := 0
		for i, group := range groupRows(run.Rows) {
			if i < textRows {
				told += len(group)
				s.line("      ", "%s", group.text())
			}
		}
		shown := run.saying()
		if more := shown - told; more > 0 {
			s.line("      ", "and %s more in report.html", rows(more))
		}
		switch more := run.troubled() - shown; {
		case more > 0 && run.Status == "under way":
			s.line("      ", "of %s nothing was known yet when the report was made", rows(more))
		case more > 0 && run.MoreRows > 0:
			s.line("      ", "and %s more in %s", rows(more), run.Detail)
		}
	}
	if more := len(r.Runs) - textRuns; more > 0 {
		s.line("  ", "and %d more in report.json", more)
	}
}

func (s *sheet) previews(r Report) {
	if len(r.Previews) == 0 {
		return
	}
	s.heading("Previews that were not synced")
	for _, p := range r.Previews {
		s.line("  ", "%s  %s of %s: %s", when(p.Made), p.Plan, rows(p.Rows), counted(p.Counts))
		s.line("    ", "%s", p.of())
		for _, hold := range p.Holds {
			s.line("      ", "the whole preview is held: %s", hold)
		}
		if len(p.RowHolds) > 0 {
			s.line("      ", "rows held: %s", counted(p.RowHolds))
		}
	}
}

// errors tells what the log says of failures; those among the findings only by their number.
func (s *sheet) errors(r Report) {
	s.heading("Errors in the log")
	others := false
	for _, e := range r.Errors {
		s.line("  ", "%s, %s, last %s, %s", e.Code, times(e.Count), when(e.Last), list(e.Refs))
		if number := r.findingOf(e); number > 0 {
			s.line("    ", "told above under number %d", number)
			continue
		}
		others = true
		s.line("    ", "%s", e.Message)
		if cause := e.Beneath(); cause != "" {
			s.line("    ", "cause: %s", cause)
		}
	}
	if others && len(r.Findings) > 0 {
		s.line("  ", "Those with a sentence of their own here went well since, came of what is told above, or are over a week old.")
	} else if others {
		s.line("  ", "What was tried went well since, or it is over a week ago: nothing of it is open.")
	}
}

// findingOf returns the number of the finding, from 1, that tells of an error; 0 where none does.
func (r Report) findingOf(e ErrorGroup) int {
	return 1 + slices.IndexFunc(r.Findings, func(f Finding) bool {
		return f.Code == e.Code || f.From == "error" && len(e.Refs) > 0 && slices.Contains(f.Refs, e.Refs[0])
	})
}

// Beneath says of the cause what the sentence does not say yet.
func (e ErrorGroup) Beneath() string { return beneath(e.Code, e.Message, e.Cause) }

func (s *sheet) checks(r Report) {
	if len(r.Checks) == 0 {
		return
	}
	s.heading("Checks of this computer")
	fine, skipped := 0, 0
	for _, c := range r.Checks {
		switch c.Status {
		case OK:
			fine++
			continue
		case Skipped:
			skipped++
			continue
		}
		s.line(fmt.Sprintf("  %-8s ", c.Status), "%s: %s %s", c.Title, c.Message, c.Hint)
	}
	s.line(fmt.Sprintf("  %-8s ", OK), "%d of %d, %d skipped", fine, len(r.Checks), skipped)
}

// sentence says how the program stands to Jobber.
func (c Connection) sentence() string {
	text := words(c.State)
	if c.AccountName != "" || c.Account != "" {
		text += ", " + account(c.AccountName, c.Account)
	}
	if c.Why != "" {
		text += ": " + c.Why
	}
	if c.GoodUntil != nil {
		text += "; access until " + when(*c.GoodUntil)
	}
	return text
}

// status says in words how a run ended.
func (r PastRun) status() string {
	switch r.Status {
	case "":
		return "cut off"
	case "stopped":
		return "stopped, can be resumed"
	case "partial":
		return "finished, not every row applied"
	}
	return r.Status
}

// of says what a run was about.
func (r PastRun) of() string {
	parts := []string{account(r.AccountName, r.Account)}
	if r.By != "" {
		parts = append(parts, "by "+r.By)
	}
	if r.File != "" {
		parts = append(parts, r.File)
	}
	if r.UndoOf != "" {
		parts = append(parts, "takes back "+r.UndoOf)
	}
	parts = append(parts, r.Rules...)
	if len(r.Accepted) > 0 {
		parts = append(parts, "accepted "+list(r.Accepted))
	}
	if r.Requests > 0 {
		parts = append(parts, fmt.Sprintf("%d requests", r.Requests))
	}
	if r.Throttled > 0 {
		parts = append(parts, fmt.Sprintf("%s refused for Jobber's limits", times(r.Throttled)))
	}
	return list(append(parts, "reference "+r.Op))
}

// troubled counts the rows that were not applied.
func (r PastRun) troubled() int {
	troubled := 0
	for outcome, n := range r.Counts {
		if outcome != "applied" {
			troubled += n
		}
	}
	for _, row := range r.Rows {
		if row.Outcome == "applied" && !row.plain() {
			troubled++
		}
	}
	return troubled
}

// saying counts the rows in the report of which something needs saying.
func (r PastRun) saying() int {
	n := 0
	for _, row := range r.Rows {
		if !row.plain() {
			n++
		}
	}
	return n
}

// of says what a preview was about.
func (p PastPreview) of() string {
	parts := []string{account(p.AccountName, p.Account)}
	if p.File != "" {
		parts = append(parts, p.File)
	}
	parts = append(parts, p.Rules...)
	for _, fact := range p.Layout {
		if slices.Contains([]string{"decimal", "delimiter", "encoding"}, fact.Name) && fact.Value != "" {
			parts = append(parts, fact.Name+" "+strconv.Quote(fact.Value))
		}
	}
	return list(append(parts, "reference "+p.Op))
}

// changes says by how much a row changes; "" where that is not known.
func (a Amounts) changes() string {
	var parts []string
	if a.Price != "" {
		parts = append(parts, "price "+a.Price)
	}
	if a.Cost != "" {
		parts = append(parts, "cost "+a.Cost)
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + list(parts) + ")"
}

// account names an account, by its name where that is known; a token says what it is by itself.
func account(name, id string) string {
	if strings.HasPrefix(name, "account-") {
		return name
	}
	return "account " + said(name, id)
}

// said returns the first text that says something.
func said(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return "unknown"
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return strconv.Itoa(n) + " rows"
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

func words(code string) string { return strings.ReplaceAll(code, "_", " ") }

func counted(counts map[string]int) string { return countedWith(counts, nil) }

// countedWith says how many there are of each kind, with what is known of that kind in brackets.
func countedWith(counts map[string]int, known map[string]string) string {
	if counts == nil {
		return "not counted"
	}
	var parts []string
	for _, name := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	}) {
		if counts[name] > 0 {
			part := strconv.Itoa(counts[name]) + " " + words(name)
			if known[name] != "" {
				part += " (" + known[name] + ")"
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "no rows"
	}
	return strings.Join(parts, ", ")
}

func when(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

func list(texts []string) string { return strings.Join(texts, ", ") }
