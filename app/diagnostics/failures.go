package diagnostics

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pricesync/app/fault"
)

// ofFailures gives the last failure of each operation that has not gone well since, the latest first.
func ofFailures(e evidence) []Finding {
	var found []Finding
	for _, l := range openErrors(e.lines, e.made.Add(-recent)) {
		if code, is := strings.CutPrefix(l.Operation, singleCheck); is && e.passes(code) {
			continue
		}
		found = append(found, e.ofFailure(l))
	}
	return found
}

// passes says whether a check was made just now and found nothing wrong.
func (e evidence) passes(check string) bool {
	return slices.ContainsFunc(e.checks, func(now Check) bool { return now.Code == check && now.Status == OK })
}

func (e evidence) ofFailure(l line) Finding {
	op := operation(l.Operation)
	f := Finding{
		Code: l.Code, Severity: "error", From: "error", Operation: op.Name, Tried: op.Words, At: new(l.At), Account: e.account(l),
		Message: l.Sentence, Hint: l.Hint, Cause: beneath(l.Code, l.Sentence, l.Cause), Refs: refs(l.Op), Prices: "No price was changed: " + op.Words + " changes none.",
	}
	if l.Because != "" { // a run that had to stop, and why
		f.Code = l.Because
	}
	if l.Operation == "ask" {
		if command := e.commandOf(l); command != "" {
			f.Tried = "the command “" + command + "”"
		}
		f.Prices = "No price was changed: nothing was begun yet that writes to Jobber."
	}
	if !op.Writes {
		return f
	}
	f.Prices = "No price was changed: it ended before the first row was sent."
	if id := e.runOf(l.Op); id != "" {
		f.Run, f.Prices = id, "What it wrote before is not known from this report; the run in History tells."
		if run, known := e.run(id); known {
			f.Rows, f.Prices, f.Account, f.Tried = run.Counts, fate(run.Counts), run.Account, f.Tried+run.whose()
		}
	}
	return f
}

// commandOf returns the command of the program that failed before an operation began, where the log shows that program
// alone from its start to the failure; "" otherwise.
func (e evidence) commandOf(l line) string {
	type told struct {
		Seq     int
		Command string
	}
	var last told
	l.facts(&last)
	at := slices.IndexFunc(e.lines, func(other line) bool { return bytes.Equal(other.raw, l.raw) })
	for i := at - 1; i >= 0; i-- {
		var before told
		if e.lines[i].facts(&before); last.Seq == 0 || before.Seq != last.Seq-1 {
			return ""
		}
		if e.lines[i].Event == "app_start" {
			return before.Command
		}
		last = before
	}
	return ""
}

// openFailure is a failure that has not gone well since.
type openFailure struct {
	line
	settledBy []string
}

// openErrors returns the last failure of each operation that has not gone well since, the latest first. One that only
// says that it failed does not take the place of one that says why. How the program started, and that a report can be
// saved, the report itself shows.
func openErrors(lines []line, since time.Time) []line {
	open := map[string]openFailure{}
	for _, l := range lines {
		switch {
		case l.At.Before(since), l.failed() && (l.Operation == "start" || l.Operation == "report"):
		case l.failed() && l.Code != fault.Cancelled && l.Code != fault.Usage: // a command that was mistyped says so itself
			if before, is := open[l.Operation]; !is || vague(before.Code) || !vague(l.Code) {
				open[l.Operation] = openFailure{l, operation(l.Operation).SettledBy}
			}
		case l.Level == "info" && len(open) > 0:
			maps.DeleteFunc(open, func(_ string, f openFailure) bool { return f.settled(l) })
		}
	}
	found := make([]line, 0, len(open))
	for _, f := range open {
		found = append(found, f.line)
	}
	slices.SortFunc(found, func(a, b line) int { return b.At.Compare(a.At) })
	return found
}

// settled says whether an event shows that what failed before works now.
func (f openFailure) settled(event line) bool {
	if event.Event == "connected" && aboutConnection(f.line) {
		return true
	}
	if event.Event == "sync_end" && event.status() == "stopped" {
		return false
	}
	if code, is := strings.CutPrefix(f.Operation, singleCheck); is && event.Event == "self_check" {
		return event.Op != f.Op && event.deep() && !slices.Contains(event.failedChecks(), code)
	}
	return slices.Contains(f.settledBy, event.Event)
}

// aboutConnection says whether a new connection mends it. Whether a permission was given shows only when it is used.
func aboutConnection(failure line) bool {
	code := failure.Code
	if failure.Because != "" {
		code = failure.Because
	}
	return slices.Contains([]fault.Code{
		fault.NotConnected, fault.ReconnectNeeded, fault.SignInDenied, fault.SignInTimeout, fault.SignInCancelled, fault.SignInRefused, fault.ClientRefused,
		fault.KeychainMissing, fault.KeychainSilent, fault.KeychainRefused, fault.CallbackPortInUse,
	}, code)
}

// ofCrashes gives that the program ended by itself, unless a sync has gone well since.
func ofCrashes(e evidence) []Finding {
	for _, l := range slices.Backward(e.lines) {
		switch {
		case l.At.Before(e.made.Add(-recent)), l.Event == "sync_end" && l.status() == "done":
			return nil
		case l.Event == "crashed":
			told := fault.New(fault.Crashed, nil)
			stack, _, _ := strings.Cut(l.stack(), "\n")
			return []Finding{{
				Code: told.Code, Severity: "warning", From: "log", At: new(l.At), Account: e.account(l), Message: told.Message, Hint: told.Hint, Cause: stack,
				Prices: "A sync that was under way then is among the unfinished ones; every row of it is accounted for.", Refs: refs(l.Op),
			}}
		}
	}
	return nil
}

// account returns the account of a line: its own, that of another line of its operation, or the one connected then.
func (e evidence) account(l line) string {
	if l.Account != "" {
		return l.Account
	}
	if account := e.accounts[l.Op]; account != "" {
		return account
	}
	return e.lastAccount(l.At)
}

// lastAccount returns the account that the log named last before a time, or that of the newest run begun before it.
func (e evidence) lastAccount(before time.Time) string {
	for _, l := range slices.Backward(e.lines) {
		if l.Account != "" && !l.At.After(before) {
			return l.Account
		}
	}
	for _, run := range e.runs {
		if !run.Started.After(before) {
			return run.Account
		}
	}
	return ""
}

// runOf returns the run that an operation began or went on with, "" where none was.
func (e evidence) runOf(op string) string { return e.begun[op] }

// run returns a run by its id: from the history, or from what the log says of its end where the history can't be read.
func (e evidence) run(id string) (PastRun, bool) {
	for _, run := range e.runs {
		if run.Run == id {
			return run, true
		}
	}
	for _, l := range slices.Backward(e.lines) {
		if l.Event == "sync_end" && l.run() == id {
			return PastRun{Run: id, Account: l.Account, Counts: l.counts()}, true
		}
	}
	return PastRun{}, false
}

// lastSync says what the log knows of the last sync, where the history can't be read; else "".
func (e evidence) lastSync() string {
	if len(e.runs) > 0 {
		return ""
	}
	for _, l := range slices.Backward(e.lines) {
		switch l.Event {
		case "sync_end":
			return " The last sync that the log knows, " + l.run() + " on " + when(l.At) + ": " + fate(l.counts())
		case "sync_start", "resume_start", "undo_start":
			return " A sync, " + l.run() + ", was begun on " + when(l.At) + ", and its end is not in the log: which of its rows arrived only Jobber can tell."
		}
	}
	return ""
}

// fate says what became of a run's rows in Jobber.
func fate(counts map[string]int) string {
	var parts []string
	add := func(outcome, one, many string) {
		switch n := counts[outcome]; {
		case n == 1:
			parts = append(parts, "1 row "+one)
		case n > 1:
			parts = append(parts, strconv.Itoa(n)+" rows "+many)
		}
	}
	add("applied", "has its new price in Jobber", "have their new prices in Jobber")
	add("unknown", "was sent and is not confirmed yet: going on with the run looks it up in Jobber first", "were sent and are not confirmed yet: going on with the run looks them up in Jobber first")
	add("not_sent", "was not sent and has its old price", "were not sent and have their old prices")
	add("rejected", "was refused by Jobber and keeps its old price", "were refused by Jobber and keep their old prices")
	add("changed_elsewhere", "was left as somebody else had set it", "were left as somebody else had set them")
	add("skipped", "had its new price already", "had their new prices already")
	if len(parts) == 0 {
		return "No price was changed."
	}
	if counts["applied"] == 0 && counts["unknown"] == 0 {
		return "No price was changed. " + strings.Join(parts, "; ") + "."
	}
	return strings.Join(parts, "; ") + "."
}

// beneath returns what a failure's cause says beyond the sentence that the user read: the causes below the codes and
// sentences that stand in front, or "" where there is nothing.
func beneath(code fault.Code, sentence, cause string) string {
	cause = strings.TrimPrefix(strings.TrimPrefix(cause, string(code)+": "+sentence), ": ")
	cause = strings.TrimRight(strings.TrimPrefix(cause, "run stopped: "), ": ")
	for {
		code, rest, is := strings.Cut(cause, ": ")
		if _, known := fault.Lookup(fault.Code(code)); !is || !known {
			return cause
		}
		_, below, more := strings.Cut(rest, ".: ")
		if !more {
			return rest
		}
		cause = below
	}
}

func refs(op string) []string {
	if op == "" {
		return []string{}
	}
	return []string{op}
}
