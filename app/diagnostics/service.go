package diagnostics

import (
	"slices"

	"pricesync/app/fault"
)

// ofLastSelfCheck gives what the last thorough self-check found wrong on the way to Jobber, unless Jobber was worked with
// since. The report's own checks don't go there.
func ofLastSelfCheck(e evidence) []Finding {
	for _, l := range slices.Backward(e.lines) {
		switch {
		case l.At.Before(e.made.Add(-recent)):
			return nil
		case slices.Contains([]string{"connected", "catalog_read", "sync_end"}, l.Event):
			return e.lasting(l)
		case l.Event == "self_check" && l.deep():
			return e.ofSelfCheck(l)
		}
	}
	return nil
}

// lasting gives what the last thorough self-check before a line found that does not keep Jobber from being reached, and
// does not pass by itself: who reads along.
func (e evidence) lasting(before line) []Finding {
	for _, l := range slices.Backward(e.lines) {
		if l.Event == "self_check" && l.deep() && l.At.Before(before.At) && l.At.After(e.made.Add(-recent)) {
			return slices.DeleteFunc(e.ofSelfCheck(l), func(f Finding) bool { return f.Code != fault.ConnectionRead })
		}
	}
	return nil
}

func (l line) deep() bool {
	var f struct{ Deep bool }
	l.facts(&f)
	return f.Deep
}

// failedChecks returns the codes of the checks that a self-check found failed.
func (l line) failedChecks() []string {
	var f struct{ Failed []string }
	l.facts(&f)
	return f.Failed
}

func (e evidence) ofSelfCheck(l line) []Finding {
	var told struct {
		Problems []Check `json:"problems"`
	}
	l.facts(&told)
	var found []Finding
	for _, c := range told.Problems {
		if c.Fault == "" { // of the moment, such as the points that were left
			continue
		}
		if slices.ContainsFunc(e.checks, func(now Check) bool { return now.Code == c.Code && now.Status != Skipped }) {
			continue
		}
		f := e.ofCheck(c)
		f.At, f.Refs, f.Account = new(l.At), refs(l.Op), e.account(l)
		found = append(found, f)
	}
	return found
}

// ofVersion gives Jobber's last warning about the API version, where it came in the last session that asked Jobber for
// anything.
func ofVersion(e evidence) []Finding {
	for _, l := range slices.Backward(e.lastSession()) {
		var f struct{ Kind, Message string }
		if l.Event != "remark" && l.Event != "retry" {
			continue
		}
		if l.facts(&f); f.Kind == "version_warning" {
			told := fault.New(fault.VersionWarned, fault.Facts{"why": f.Message})
			return []Finding{{
				Code: told.Code, Severity: "warning", From: "log", At: new(l.At), Account: e.account(l), Message: told.Message, Hint: told.Hint,
				Prices: "Prices sync as usual as long as Jobber answers.", Refs: refs(l.Op), Operation: e.during(l.Op).Name, Tried: e.during(l.Op).Words,
			}}
		}
	}
	return nil
}

// ofClock gives that this computer's clock is off, where the last session that asked Jobber for anything saw it.
func ofClock(e evidence) []Finding {
	for _, l := range slices.Backward(e.lastSession()) {
		if l.Event == "finding" && l.Code == fault.ClockOff {
			return []Finding{{
				Code: l.Code, Severity: "warning", From: "log", At: new(l.At), Account: e.account(l), Message: l.Sentence, Hint: l.Hint,
				Prices: "No price is touched by this.", Refs: refs(l.Op), Operation: e.during(l.Op).Name, Tried: e.during(l.Op).Words,
			}}
		}
	}
	return nil
}

// during returns the operation that an id stands for, by the events that only one kind of operation has; the zero
// Operation where none of them is in the log.
func (e evidence) during(op string) Operation {
	names := map[string]string{
		"connect_start": "connect", "connected": "connect", "preview": "preview", "sync_start": "sync", "undo_start": "sync", "resume_start": "resume",
		"self_check": "check",
	}
	for _, l := range e.lines {
		if name := names[l.Event]; name != "" && l.Op == op {
			return operation(name)
		}
	}
	return Operation{}
}

// lastSession returns the lines of the newest run of the program that got an answer from Jobber.
func (e evidence) lastSession() []line {
	end := len(e.lines)
	asked := false
	for i, l := range slices.Backward(e.lines) {
		switch l.Event {
		case "connected", "catalog_read", "sync_end":
			asked = true
		case "app_start":
			if asked {
				return e.lines[i:end]
			}
			end = i
		}
	}
	if asked {
		return e.lines[:end]
	}
	return nil
}
