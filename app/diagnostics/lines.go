package diagnostics

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pricesync/app/fault"
)

const (
	mostRefs    = 5
	mostMoments = 400
)

// line is one line of the log, as far as the report understands it.
type line struct {
	At        time.Time  `json:"time"`
	Level     string     `json:"level"`
	Event     string     `json:"event"`
	Op        string     `json:"op"`
	Account   string     `json:"account"`
	Code      fault.Code `json:"code"`
	Because   fault.Code `json:"because"` // of a run that had to stop: why
	Operation string     `json:"operation"`
	Sentence  string     `json:"sentence"`
	Hint      string     `json:"hint"`
	Cause     string     `json:"cause"`
	raw       []byte
}

// parseLog reads the lines that are JSON objects with a time; a torn one, as a crash leaves it, is skipped.
func parseLog(text []byte) []line {
	var lines []line
	for raw := range bytes.Lines(text) {
		l := line{raw: raw}
		if json.Unmarshal(raw, &l) == nil && !l.At.IsZero() {
			lines = append(lines, l)
		}
	}
	return lines
}

func (l line) failed() bool { return l.Event == "error" || l.Event == "panic" }

// facts reads the event's own fields into one of the shapes below; what does not fit stays zero.
func (l line) facts(into any) { _ = json.Unmarshal(l.raw, into) }

func (l line) run() string {
	var f struct{ Run string }
	l.facts(&f)
	return f.Run
}

func (l line) status() string {
	var f struct{ Status string }
	l.facts(&f)
	return f.Status
}

func (l line) stack() string {
	var f struct{ Stack string }
	l.facts(&f)
	return f.Stack
}

func (l line) counts() map[string]int {
	var f struct{ Counts map[string]int }
	l.facts(&f)
	return f.Counts
}

// groupErrors gathers what operations ended with by code, the latest first.
func groupErrors(lines []line) []ErrorGroup {
	groups := map[fault.Code]*ErrorGroup{}
	for _, l := range lines {
		if !l.failed() {
			continue
		}
		g := groups[l.Code]
		if g == nil {
			g = &ErrorGroup{Code: l.Code, First: l.At}
			groups[l.Code] = g
		}
		g.Count++
		g.Last, g.Level, g.Message, g.Cause = l.At, l.Level, l.Sentence, l.Cause
		if l.Op != "" {
			g.Refs = append([]string{l.Op}, g.Refs...)
			g.Refs = g.Refs[:min(len(g.Refs), mostRefs)]
		}
	}
	found := []ErrorGroup{}
	for _, code := range slices.Sorted(maps.Keys(groups)) {
		group := *groups[code]
		if group.Refs == nil {
			group.Refs = []string{}
		}
		found = append(found, group)
	}
	slices.SortStableFunc(found, func(a, b ErrorGroup) int { return b.Last.Compare(a.Last) })
	return found
}

// timeline tells the newest events in a line each, the oldest first.
func timeline(lines []line) []Moment {
	moments := []Moment{}
	for _, l := range slices.Backward(lines) {
		if l.Event != "" && l.Level != "debug" && len(moments) < mostMoments {
			moments = append(moments, Moment{At: l.At, Level: l.Level, Event: l.Event, Op: l.Op, Text: l.text()})
		}
	}
	slices.Reverse(moments)
	return moments
}

// text returns what the line says beyond its other columns: of a failure its operation and code, then the event's own
// fields as "name value".
func (l line) text() string {
	var fields map[string]any
	if json.Unmarshal(l.raw, &fields) != nil {
		return ""
	}
	var parts []string
	if l.Operation != "" {
		parts = append(parts, l.Operation)
	}
	if l.Code != "" {
		parts = append(parts, string(l.Code))
	}
	for _, told := range []string{"time", "level", "msg", "event", "seq", "op", "operation", "code", "sentence", "hint", "cause", "type", "stack"} {
		delete(fields, told)
	}
	return strings.Join(append(parts, say(fields)...), ", ")
}

// say writes fields as "name value", in the order of their names.
func say(fields map[string]any) []string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		switch value := fields[name].(type) {
		case string:
			if value != "" {
				parts = append(parts, name+" "+value)
			}
		case float64:
			parts = append(parts, name+" "+strconv.FormatFloat(value, 'f', -1, 64))
		case bool:
			parts = append(parts, name+" "+strconv.FormatBool(value))
		case map[string]any:
			parts = append(parts, name+" ("+strings.Join(say(value), ", ")+")")
		}
	}
	return parts
}
