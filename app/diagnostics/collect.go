package diagnostics

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"time"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// The names of the parts that every report has; Sources.More adds others.
const (
	PartFindings = "findings"
	PartChecks   = "checks"
	PartSystem   = "system"
	PartSettings = "settings"
	PartRuns     = "runs"
	PartErrors   = "errors"
	PartDatabase = "database"
	PartLog      = "log"
)

// Sources are the functions from which a report is gathered. One that is nil is left out; one that fails, panics or takes
// too long is told in the report instead of what it would have given.
type Sources struct {
	Program  Program
	System   func(context.Context) ([]Fact, error)
	Findings func(context.Context) ([]Finding, error)
	Checks   func(context.Context) ([]Check, error)
	Settings func(context.Context) ([]Setting, error)
	Runs     func(context.Context) ([]PastRun, error)
	Database func(context.Context) ([]Fact, error)
	Log      func(context.Context) ([]byte, error) // JSON lines, oldest first
	More     []Part
}

// Part is a further file of the report.
type Part struct {
	Name    string // its name in the zip, such as "layouts.json"
	Title   string
	Collect func(context.Context) ([]byte, error)
}

// Collector gathers a report.
type Collector struct {
	Sources
	Op      string           // the operation under which the report is made
	Scrub   *redact.Scrubber // nil knows the patterns alone
	Names   bool             // the person wants item and file names in the report; else they become tokens
	Now     func() time.Time // time.Now
	Timeout time.Duration    // for each source; 20 seconds
}

// Listed is a part as a person sees it before saving.
type Listed struct {
	Name    string
	Title   string
	Bytes   int
	Preview string // its text, cut at 20,000 characters
}

const (
	mostPreview     = 20_000
	usualCollecting = 20 * time.Second // the self-check waits that long for a keychain that does not answer
)

// Bundle is a gathered report, scrubbed, ready to be looked at and written.
type Bundle struct {
	Report Report
	Log    []byte // nil where it was left out
	More   []Extra

	scrub *redact.Scrubber
	parts []Listed
}

// Extra is a further file, scrubbed.
type Extra struct {
	Name string
	Text []byte
}

// Collect gathers everything but the parts named in without. It never fails: what can't be gathered is told in the
// bundle's Report.Troubles.
func (c Collector) Collect(ctx context.Context, without ...string) *Bundle {
	c = c.withDefaults()
	b := &Bundle{scrub: c.Scrub}
	r := &b.Report
	*r = Report{Schema: Schema, Made: c.Now().UTC(), Op: c.Op, Program: c.Program, LeftOut: append([]string{}, without...)}
	with := func(name string) bool { return !slices.Contains(without, name) }
	log := c.gatherAll(ctx, b, with)

	counts := redact.Counts{}
	if !c.Names {
		log = hideNames(r, log, rand.Text())
	}
	log = c.Scrub.Count(log, counts)
	lines := parseLog(log)
	if with(PartFindings) {
		r.Findings = rank(r, lines)
	}
	if with(PartErrors) {
		r.Errors, r.Timeline = groupErrors(lines), timeline(lines)
	}
	if with(PartLog) {
		b.Log = log
	}
	for i := range b.More {
		b.More[i].Text = c.Scrub.Count(b.More[i].Text, counts)
	}
	r.fill()
	b.scrubReport(counts)
	b.list(c, with)
	return b
}

func (c Collector) withDefaults() Collector {
	if c.Scrub == nil {
		c.Scrub = redact.NewScrubber()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Timeout <= 0 {
		c.Timeout = usualCollecting
	}
	return c
}

// fill replaces lists that are nil by empty ones.
func (r *Report) fill() {
	fillOne(&r.System)
	fillOne(&r.Findings)
	fillOne(&r.Checks)
	fillOne(&r.Settings)
	fillOne(&r.Runs)
	fillOne(&r.Errors)
	fillOne(&r.Timeline)
	fillOne(&r.Database)
	for i := range r.Findings {
		fillOne(&r.Findings[i].Refs)
		if r.Findings[i].Rows == nil {
			r.Findings[i].Rows = map[string]int{}
		}
	}
	for i := range r.Runs {
		fillOne(&r.Runs[i].Rows)
		if r.Runs[i].Counts == nil {
			r.Runs[i].Counts = map[string]int{}
		}
	}
}

func fillOne[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// scrubReport takes out of the whole report what may not be shown: out of every text by itself, whatever field it is in,
// and out of the JSON that they make together.
func (b *Bundle) scrubReport(counts redact.Counts) {
	var loose any
	err := json.Unmarshal(encode(b.Report), &loose)
	var clean Report
	if err == nil {
		err = json.Unmarshal(b.scrub.Count(encode(b.scrubValue(loose, counts)), counts), &clean)
	}
	if err != nil { // what came out is no report any more: better none of it than one with secrets
		clean = Report{Schema: Schema, Made: b.Report.Made, Op: b.Report.Op}
		clean.Troubles = []string{"report: it could not be scrubbed and was left out"}
		clean.fill()
	}
	clean.Redactions = counts
	b.Report = clean
}

// scrubValue scrubs every text within decoded JSON, the names of fields too.
func (b *Bundle) scrubValue(value any, counts redact.Counts) any {
	switch v := value.(type) {
	case string:
		return string(b.scrub.Count([]byte(v), counts))
	case []any:
		for i := range v {
			v[i] = b.scrubValue(v[i], counts)
		}
	case map[string]any:
		clean := make(map[string]any, len(v))
		for name, inner := range v {
			clean[string(b.scrub.Count([]byte(name), counts))] = b.scrubValue(inner, counts)
		}
		return clean
	}
	return value
}

func encode(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		panic("a report has no JSON form: " + err.Error()) // plain values alone
	}
	return out.Bytes()
}

// list makes the list of the parts, in the order in which the report shows them.
func (b *Bundle) list(c Collector, with func(string) bool) {
	add := func(name, title string, text []byte) {
		if with(name) {
			b.parts = append(b.parts, Listed{name, title, len(text), preview(text)})
		}
	}
	r := b.Report
	add(PartFindings, "What is wrong", encode(r.Findings))
	add(PartChecks, "Checks of this computer", encode(r.Checks))
	add(PartSystem, "Program and computer", encode(struct {
		Program Program `json:"program"`
		System  []Fact  `json:"system"`
	}{r.Program, r.System}))
	add(PartSettings, "Settings", encode(r.Settings))
	add(PartRuns, "Last syncs", encode(r.Runs))
	add(PartErrors, "Errors and events", encode(struct {
		Errors   []ErrorGroup `json:"errors"`
		Timeline []Moment     `json:"timeline"`
	}{r.Errors, r.Timeline}))
	add(PartDatabase, "Database", encode(r.Database))
	add(PartLog, "Log", b.Log)
	for _, part := range c.More {
		at := slices.IndexFunc(b.More, func(e Extra) bool { return e.Name == part.Name })
		if at >= 0 {
			add(part.Name, part.Title, b.More[at].Text)
		}
	}
}

func preview(text []byte) string {
	runes := []rune(string(text[:min(len(text), 4*mostPreview)]))
	return string(runes[:min(len(runes), mostPreview)])
}

// Parts lists what the bundle holds.
func (b *Bundle) Parts() []Listed { return append([]Listed{}, b.parts...) }

// Exit is how `pricesync doctor` ends with these checks.
func Exit(checks []Check) int {
	if Worst(checks) == Failed {
		return fault.ExitUnexpected
	}
	return 0
}
