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
	Code      fault.Code `json:"code"`
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

// openErrors returns the last failure of each operation that has not gone well since, the latest first. A person's own
// slip, such as an empty file, is settled by any later success.
func openErrors(lines []line, since time.Time) []line {
	open := map[string]line{}
	for _, l := range lines {
		switch {
		case l.At.Before(since):
		case l.failed() && l.Code != fault.Cancelled:
			open[l.Operation] = l
		case l.Level == "info":
			for _, operation := range settles(l.Event) {
				delete(open, operation)
			}
		}
	}
	found := slices.Collect(maps.Values(open))
	slices.SortFunc(found, func(a, b line) int { return b.At.Compare(a.At) })
	return found
}

// settles says which operations went well when an event is told.
func settles(event string) []string {
	switch event {
	case "connected":
		return []string{"connect", "catalog", "preview", "sync", "resume", "undo preview", "start"}
	case "catalog_read":
		return []string{"catalog"}
	case "price_list_opened":
		return []string{"read"}
	case "preview":
		return []string{"catalog", "read", "preview", "undo preview"}
	case "sync_end":
		return []string{"catalog", "read", "preview", "sync", "resume", "undo preview"}
	case "self_check":
		return []string{"check"}
	case "practice_reset":
		return []string{"reset of the practice company"}
	case "disconnected":
		return []string{"disconnect"}
	case "setting_changed":
		return []string{"settings"}
	case "exported":
		return []string{"export"}
	case "report_saved":
		return []string{"report"}
	}
	return nil
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
