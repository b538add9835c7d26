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
	PartFindings   = "findings"
	PartChecks     = "checks"
	PartSystem     = "system"
	PartSettings   = "settings"
	PartConnection = "connection"
	PartLimits     = "limits"
	PartRuns       = "runs"
	PartPreviews   = "previews"
	PartErrors     = "errors"
	PartDatabase   = "database"
	PartLayouts    = "layouts"
	PartNetwork    = "network"
	PartLog        = "log"
)

// Sources are the functions from which a report is gathered. One that is nil is left out; one that fails, panics or takes
// too long is told in the report instead of what it would have given.
type Sources struct {
	Program    Program
	System     func(context.Context) ([]Fact, error)
	Findings   func(context.Context) ([]Finding, error)
	Checks     func(context.Context) ([]Check, error)
	Settings   func(context.Context) ([]Setting, error)
	Connection func(context.Context) (Connection, error)
	Limits     func(context.Context) ([]Fact, error) // what this program saw of them
	Runs       func(context.Context) ([]PastRun, error)
	Rows       rowSource // nil where Runs gives the rows
	Previews   func(context.Context) ([]PastPreview, error)
	Database   func(context.Context) ([]Fact, error)
	Layouts    func(context.Context) ([]Layout, error)
	Network    func(context.Context) ([]Contact, error)
	Log        func(context.Context) ([]byte, error) // JSON lines, oldest first
	Names      func(context.Context) ([]Name, error) // names to hide that runs, previews and layouts don't have
	More       []Part
}

// Part is a further file of the report.
type Part struct {
	Name     string // its name in the zip, such as "goroutines.txt"
	Title    string
	Nameless bool // it has no names of anything: none is looked for, so that none of its own words is taken for one
	Collect  func(context.Context) ([]byte, error)
}

// Collector gathers a report.
type Collector struct {
	Sources
	Op      string           // the operation under which the report is made
	Scrub   *redact.Scrubber // nil knows the patterns alone
	Names   bool             // the person wants names and amounts in the report; else they become tokens and "#"
	Now     func() time.Time // time.Now
	Timeout time.Duration    // for each source; 20 seconds

	bounds rowBounds
}

const usualCollecting = 20 * time.Second // the self-check waits that long for a keychain that does not answer

// Bundle is a gathered report, scrubbed, ready to be looked at and written.
type Bundle struct {
	Report Report
	Log    []byte // nil where it was left out
	More   []Extra

	scrub *redact.Scrubber
	rows  []*packed
	parts []Listed
}

// Extra is a further file, scrubbed.
type Extra struct {
	Name string
	Text []byte

	nameless bool
}

// Collect gathers everything but the parts named in without. It never fails: what can't be gathered is told in the
// bundle's Report.Troubles.
func (c Collector) Collect(ctx context.Context, without ...string) *Bundle {
	c = c.withDefaults()
	b := &Bundle{scrub: c.Scrub}
	r := &b.Report
	*r = Report{Schema: Schema, Made: c.Now().UTC(), Op: c.Op, Names: c.Names, Program: c.Program, LeftOut: append([]string{}, without...)}
	with := func(name string) bool { return !slices.Contains(without, name) }
	got := c.gatherAll(ctx, b, with)

	counts := redact.Counts{}
	keeper := rowKeeper{bounds: c.bounds, made: r.Made, clean: map[string]string{}, scrub: func(text []byte) []byte { return c.Scrub.Count(text, counts) }}
	log := got.log
	if c.Names {
		c.gatherRows(ctx, b, &keeper)
	} else {
		n := newNames(rand.Text())
		for _, name := range got.names {
			n.of(name.Kind, name.Text)
		}
		keeper.hide = n.hideRow
		n.hideNames(r)
		c.gatherRows(ctx, b, &keeper)
		log = n.hideLog(log)
		for i := range b.More {
			if !b.More[i].nameless {
				b.More[i].Text = []byte(n.words(string(b.More[i].Text)))
			}
		}
	}
	log = b.scrubLog(log, counts)
	lines := parseLog(log)
	if with(PartFindings) {
		r.Findings = rank(r, lines)
		r.nameAccounts()
	}
	if with(PartErrors) {
		r.Errors, r.Timeline = groupErrors(lines), timeline(lines)
	}
	if with(PartConnection) {
		r.Connection.LastRenewal = lastRenewal(lines)
	}
	if with(PartLimits) {
		r.Limits = limitsOf(r.Limits, lines)
	}
	if with(PartLog) {
		b.Log = log
	}
	bare := c.Scrub.WithoutWords()
	for i := range b.More {
		if scrub := c.Scrub; b.More[i].nameless {
			b.More[i].Text = bare.Count(b.More[i].Text, counts)
		} else {
			b.More[i].Text = scrub.Count(b.More[i].Text, counts)
		}
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
	if c.bounds == (rowBounds{}) {
		c.bounds = usualBounds()
	}
	return c
}

// fill replaces lists that are nil by empty ones.
func (r *Report) fill() {
	fillOne(&r.System)
	fillOne(&r.Findings)
	fillOne(&r.Checks)
	fillOne(&r.Settings)
	fillOne(&r.Connection.Permissions)
	fillOne(&r.Limits.Now)
	fillOne(&r.Limits.Samples)
	fillOne(&r.Runs)
	fillOne(&r.Previews)
	fillOne(&r.Errors)
	fillOne(&r.Timeline)
	fillOne(&r.Database)
	fillOne(&r.Layouts)
	fillOne(&r.Network)
	fillOne(&r.LeftOut)
	fillOne(&r.Troubles)
	for i := range r.Findings {
		fillOne(&r.Findings[i].Refs)
		if r.Findings[i].Rows == nil {
			r.Findings[i].Rows = map[string]int{}
		}
	}
	for i := range r.Runs {
		run := &r.Runs[i]
		fillOne(&run.Rows)
		fillOne(&run.Accepted)
		fillOne(&run.Rules)
		if run.Counts == nil {
			run.Counts = map[string]int{}
		}
	}
	for i := range r.Previews {
		p := &r.Previews[i]
		fillOne(&p.Layout)
		fillOne(&p.Rules)
		fillOne(&p.Holds)
		fillOne(&p.Attention)
		if p.RowHolds == nil {
			p.RowHolds = map[string]int{}
		}
		for j := range p.Attention {
			fillOne(&p.Attention[j].Holds)
		}
	}
	for i := range r.Layouts {
		fillOne(&r.Layouts[i].Headings)
		fillOne(&r.Layouts[i].Layout)
		fillOne(&r.Layouts[i].Rules)
	}
}

// nameAccounts gives findings the names of their accounts, as far as connection, runs and previews know them.
func (r *Report) nameAccounts() {
	known := map[string]string{}
	for _, p := range r.Previews {
		known[p.Account] = p.AccountName
	}
	for _, run := range r.Runs {
		known[run.Account] = run.AccountName
	}
	if r.Connection.AccountName != "" {
		known[r.Connection.Account] = r.Connection.AccountName
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Account != "" {
			f.AccountName = known[f.Account]
		}
	}
}

func fillOne[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

func encode(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(value); err != nil {
		panic("a report has no JSON form: " + err.Error()) // plain values alone
	}
	return out.Bytes()
}

// Exit is how `pricesync doctor` ends with these checks.
func Exit(checks []Check) int {
	if Worst(checks) == Failed {
		return fault.ExitUnexpected
	}
	return 0
}
