package diagnostics

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pricesync/app/fault"
)

// open says whether a run can be resumed and is not under way.
func (r PastRun) open() bool { return r.Status == "" || r.Status == "stopped" }

// ofRun begins a finding about a run.
func ofRun(run PastRun, told *fault.Error, severity string) Finding {
	op := operation("sync")
	if run.Kind == "undo" {
		op.Words = "an undo"
	}
	return Finding{
		Code: told.Code, Severity: severity, From: "run", Operation: op.Name, Tried: op.Words + run.whose(), At: new(run.Started), Account: run.Account, Run: run.Run,
		Rows: run.Counts, Message: told.Message, Hint: told.Hint, Prices: fate(run.Counts), Refs: refs(run.Op),
	}
}

// whose says of what a run was and who began it, behind what was tried.
func (r PastRun) whose() string {
	text := ""
	if r.File != "" {
		text = " of the price list " + r.File
	}
	if r.By != "" {
		text += ", begun by " + r.By
	}
	return text
}

// ofUnfinished gives the runs that ended before their last row, but for those whose end another finding explains.
func ofUnfinished(e evidence) []Finding {
	explained := map[string]bool{}
	for _, l := range openErrors(e.lines, e.made.Add(-recent)) {
		explained[e.runOf(l.Op)] = true
	}
	var found []Finding
	for _, run := range e.runs {
		if !run.open() || explained[run.Run] {
			continue
		}
		left := run.Counts["not_sent"] + run.Counts["unknown"]
		facts := fault.Facts{"left": strconv.Itoa(left), "rows": strconv.Itoa(run.total()), "run": run.Run}
		told := fault.New(fault.RunCutOff, facts)
		if run.Status == "stopped" {
			told = fault.New(fault.RunLeft, facts)
		}
		f := ofRun(run, told, "error")
		if last := e.lastOf(run); !last.At.IsZero() && run.Status == "" {
			f.Cause = "the log ends at " + when(last.At) + " without the end of the run: the program or the computer was stopped by force"
		}
		found = append(found, f)
	}
	return found
}

// lastOf returns the last line of the operations that worked on a run.
func (e evidence) lastOf(run PastRun) line {
	for _, l := range slices.Backward(e.lines) {
		if l.Op != "" && e.runOf(l.Op) == run.Run {
			return l
		}
	}
	return line{}
}

func (r PastRun) total() int {
	n := 0
	for _, count := range r.Counts {
		n += count
	}
	return max(n, r.Total)
}

// standing returns the recent syncs whose result still stands: not taken back, and not followed by a newer one of the
// same price list.
func (e evidence) standing() []PastRun {
	var found []PastRun
	undone, seen := map[string]bool{}, map[string]bool{}
	for _, run := range e.runs {
		file := cmp.Or(run.File, run.SHA256)
		if run.Kind == "undo" {
			undone[run.UndoOf] = run.Status == "done"
			continue
		}
		if !undone[run.Run] && !seen[file] && run.Started.After(e.made.Add(-recent)) {
			found = append(found, run)
		}
		seen[file] = true
	}
	return found
}

// ofSlippedRuns gives syncs that wrote amounts ten, a hundred or a thousand times too large or too small.
func ofSlippedRuns(e evidence) []Finding {
	var found []Finding
	for _, run := range e.standing() {
		if applied := run.Counts["applied"]; suspicious(run.Slipped, applied) {
			told := fault.New(fault.DecimalSynced, fault.Facts{"rows": strconv.Itoa(run.Slipped), "compared": strconv.Itoa(applied)})
			f := ofRun(run, told, "error")
			f.Prices = strconv.Itoa(run.Slipped) + " items have a wrong price or cost in Jobber until the run is undone."
			f.Cause = e.howRead(run.SHA256)
			found = append(found, f)
		}
	}
	return found
}

// suspicious says whether so many of the compared amounts moved by a power of ten that the decimal mark is to blame, and
// not the odd item.
func suspicious(slipped, compared int) bool {
	return slipped >= 2 && slipped*2 >= compared || slipped >= 5 && slipped*5 >= compared
}

// ofRefusedRows gives syncs of which Jobber refused rows, with the reason it gave most.
func ofRefusedRows(e evidence) []Finding {
	var found []Finding
	for _, run := range e.standing() {
		n := run.Counts["rejected"]
		if n == 0 {
			continue
		}
		why := mostSaid(run.Rows, "rejected")
		f := ofRun(run, fault.New(fault.RowsRefused, fault.Facts{"rows": strconv.Itoa(n), "total": strconv.Itoa(run.total()), "why": why}), "error")
		f.Cause = reasons(run.Rows, "rejected")
		found = append(found, f)
	}
	return found
}

// ofMovedRows gives syncs that left rows alone because somebody had changed them in Jobber after the preview.
func ofMovedRows(e evidence) []Finding {
	var found []Finding
	for _, run := range e.standing() {
		if n := run.Counts["changed_elsewhere"]; n > 0 {
			f := ofRun(run, fault.New(fault.RowsMoved, fault.Facts{"rows": strconv.Itoa(n), "total": strconv.Itoa(run.total())}), "warning")
			f.Cause = reasons(run.Rows, "changed_elsewhere")
			found = append(found, f)
		}
	}
	return found
}

// ofLimits gives the newest sync where Jobber refused many of its requests for its limits.
func ofLimits(e evidence) []Finding {
	for _, run := range e.runs {
		if run.Requests == 0 {
			continue
		}
		if run.Started.Before(e.made.Add(-recent)) || run.Throttled < 3 || run.Throttled*20 < run.Requests {
			return nil
		}
		f := ofRun(run, fault.New(fault.RunThrottled, fault.Facts{"throttled": strconv.Itoa(run.Throttled), "requests": strconv.Itoa(run.Requests)}), "warning")
		f.Cause = e.waited(run)
		return []Finding{f}
	}
	return nil
}

// waited says how long a run waited for Jobber's limits, by the log.
func (e evidence) waited(run PastRun) string {
	total, waits := time.Duration(0), 0
	for _, l := range e.lines {
		var f struct {
			Why  string
			Wait int64 `json:"wait_ms"`
		}
		if l.Event != "wait" || e.runOf(l.Op) != run.Run {
			continue
		}
		if l.facts(&f); f.Wait > 0 {
			total, waits = total+time.Duration(f.Wait)*time.Millisecond, waits+1
		}
	}
	if waits == 0 {
		return ""
	}
	return "it waited " + times(waits) + " for Jobber's limits, " + fault.Span(total.Round(time.Second)) + " in all"
}

// mostSaid returns what rows of that outcome were told most often.
func mostSaid(rows []RunRow, outcome string) string {
	said := map[string]int{}
	for _, row := range rows {
		if row.Outcome == outcome && row.Message != "" {
			said[row.Message]++
		}
	}
	most := ""
	for _, message := range slices.Sorted(maps.Keys(said)) {
		if most == "" || said[message] > said[most] {
			most = message
		}
	}
	return cmp.Or(most, "it gave no reason.")
}

// reasons gives what rows of an outcome were told, each with its lines of the price list, what came first first.
func reasons(rows []RunRow, outcome string) string {
	const most = 3
	lines := map[string][]int{}
	var told []string
	for _, row := range rows {
		if row.Outcome != outcome {
			continue
		}
		if lines[row.Message] == nil {
			told = append(told, row.Message)
		}
		lines[row.Message] = append(lines[row.Message], row.Line)
	}
	var parts []string
	for _, message := range told[:min(most, len(told))] {
		parts = append(parts, strings.TrimSpace(spans(lines[message])+": "+message))
	}
	if more := len(told) - most; more > 0 {
		parts = append(parts, "and "+strconv.Itoa(more)+" reasons more")
	}
	return strings.Join(parts, " ")
}
