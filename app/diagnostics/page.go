package diagnostics

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"
)

//go:embed report.html
var page string

// HTML writes report.html: one page that needs nothing from elsewhere, neither a network nor a script.
func (r Report) HTML(w io.Writer) error {
	form, err := template.New("report").Funcs(template.FuncMap{
		"when": when, "list": list, "join": strings.Join, "counted": counted, "rows": rows, "times": times, "words": words, "said": said,
		"moment": moment, "took": took, "size": size, "tone": tone, "place": place,
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("read the report's page: %w", err)
	}
	if err := form.Execute(w, pageView{r}); err != nil {
		return fmt.Errorf("fill the report's page: %w", err)
	}
	return nil
}

// pageView is the report with what only its page asks for.
type pageView struct{ Report }

// Verdict is the worst of what was found: "error", "warning" or "ok".
func (p pageView) Verdict() string {
	worst := "ok"
	for _, f := range p.Findings {
		if f.Severity == "error" {
			return "error"
		}
		worst = "warning"
	}
	return worst
}

// Cause is the likeliest cause; nil where nothing was found.
func (p pageView) Cause() *Finding {
	if len(p.Findings) == 0 {
		return nil
	}
	return &p.Findings[0]
}

// Others are the findings behind the likeliest cause.
func (p pageView) Others() []Finding {
	if len(p.Findings) < 2 {
		return nil
	}
	return p.Findings[1:]
}

// Wrong and Fine are the checks by how they went.
func (p pageView) Wrong() []Check {
	return slices.DeleteFunc(slices.Clone(p.Checks), func(c Check) bool { return c.Status == OK || c.Status == Skipped })
}

// Fine are the checks that went well or were skipped.
func (p pageView) Fine() []Check {
	return slices.DeleteFunc(slices.Clone(p.Checks), func(c Check) bool { return c.Status != OK && c.Status != Skipped })
}

// Chosen are the settings that are not the defaults, or can't be used.
func (p pageView) Chosen() []Setting {
	return slices.DeleteFunc(slices.Clone(p.Settings), func(s Setting) bool { return s.Origin == "default" && s.Wrong == "" })
}

// Usual are the settings at their defaults.
func (p pageView) Usual() []Setting {
	return slices.DeleteFunc(slices.Clone(p.Settings), func(s Setting) bool { return s.Origin != "default" || s.Wrong != "" })
}

// Fact returns a fact of the computer by its name; "" where it is not known.
func (p pageView) Fact(name string) string { return p.fact(name) }

// LastRun is the newest sync; nil where there is none.
func (p pageView) LastRun() *PastRun {
	if len(p.Runs) == 0 {
		return nil
	}
	return &p.Runs[0]
}

// Latest are the timeline's newest events, and Earlier those before.
func (p pageView) Latest() []Moment { return p.Timeline[max(0, len(p.Timeline)-latest):] }

// Earlier are the events before the Latest.
func (p pageView) Earlier() []Moment { return p.Timeline[:max(0, len(p.Timeline)-latest)] }

const latest = 40

// Stands says in words how the program stands to Jobber.
func (c Connection) Stands() string { return c.sentence() }

// AnswersTo are what support asks first and has an answer, but what happened and what to do.
func (p pageView) AnswersTo(f Finding) []Fact {
	labels := map[string]string{
		"tried": "What was tried", "when": "When", "account": "Account", "run": "Run", "rows": "Rows", "prices": "Prices in Jobber", "why": "Why",
		"usually": "Usual causes", "references": "References",
	}
	var facts []Fact
	for _, answer := range p.answers(f) {
		if label := labels[answer.name]; label != "" && answer.text != "" {
			facts = append(facts, Fact{label, answer.text})
		}
	}
	return facts
}

// Headline and Details are what happened: its first sentence, and the others.
func (f Finding) Headline() string { head, _ := f.headline(); return head }

// Details are the sentences behind the Headline.
func (f Finding) Details() string { _, rest := f.headline(); return rest }

// ShownAtOnce says that a run's rows are what the first finding is about, and few enough to stand open.
func (p pageView) ShownAtOnce(r PastRun) bool {
	const most = 60 // rows
	cause := p.Cause()
	return cause != nil && cause.Run == r.Run && len(r.Rows) <= most
}

// FindingOf returns the number of the finding that tells of an error, from 1; 0 where none does.
func (p pageView) FindingOf(e ErrorGroup) int { return p.findingOf(e) }

// StatusWords says how the run ended, and About what it was about.
func (r PastRun) StatusWords() string { return r.status() }

// About says what the run was about.
func (r PastRun) About() string { return r.of() }

// Troubled counts the rows that were not simply applied.
func (r PastRun) Troubled() int { return r.troubled() }

// About says what the preview was about.
func (p PastPreview) About() string { return p.of() }

// place says where a finding was seen.
func place(from string) string {
	switch from {
	case "settings":
		return "the settings"
	case "check":
		return "the self-check"
	case "run":
		return "a sync"
	case "preview":
		return "a preview"
	case "start":
		return "the start of the program"
	}
	return "the log"
}

// moment writes a time that may not be known.
func moment(t *time.Time) string {
	if t == nil {
		return ""
	}
	return when(*t)
}

// took says how long a run took.
func took(r PastRun) string {
	if r.Ended == nil {
		return ""
	}
	return r.Ended.Sub(r.Started).Round(time.Second).String()
}

// tone is the colour's name for a status, outcome, verdict or level.
func tone(word any) string {
	switch fmt.Sprint(word) {
	case "ok", "done", "applied", "connected":
		return "ok"
	case "failed", "error", "rejected", "unknown", "ended":
		return "bad"
	case "warning", "warn", "partial", "stopped", "", "changed_elsewhere", "not_sent", "held", "ambiguous", "unmatched", "duplicate", "invalid", "not_connected":
		return "mind"
	}
	return "plain"
}

// size writes bytes for people.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%.1f KB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", bytes)
}
