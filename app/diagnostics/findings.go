package diagnostics

import (
	"cmp"
	"slices"
	"time"

	"pricesync/app/fault"
)

// recent is how long something that went wrong and was not tried again counts.
const recent = 7 * 24 * time.Hour

// evidence is what findings are drawn from. Names and amounts were taken out of it already where the user wants that.
type evidence struct {
	made   time.Time
	stated []Finding // what settings, computer and start say now
	checks []Check
	runs   []PastRun // newest first
	lines  []line    // oldest first

	begun    map[string]string // the run that an operation began or went on with
	accounts map[string]string // the account of an operation
}

func newEvidence(r *Report, lines []line) evidence {
	e := evidence{
		made: r.Made, stated: stated(r.Findings), checks: r.Checks, runs: r.Runs, lines: lines, begun: map[string]string{}, accounts: map[string]string{},
	}
	for _, run := range r.Runs {
		e.begun[run.Op] = run.Run
	}
	for _, l := range lines {
		if l.Op == "" {
			continue
		}
		if l.Account != "" {
			e.accounts[l.Op] = l.Account
		}
		if l.Event == "sync_start" || l.Event == "undo_start" || l.Event == "resume_start" {
			e.begun[l.Op] = l.run()
		}
	}
	delete(e.begun, "")
	return e
}

// rank puts together everything that is wrong, the likeliest cause first. What has gone well since is not wrong.
func rank(r *Report, lines []line) []Finding {
	e := newEvidence(r, lines)
	var found []Finding
	for _, analyse := range []func(evidence) []Finding{
		ofStart, ofSettings, ofChecks, ofLastSelfCheck, ofFailures, ofCrashes, ofClock, ofVersion,
		ofUnfinished, ofSlippedRuns, ofSlippedPreviews, ofMisreadLists, ofRefusedRows, ofMovedRows, ofLimits, ofStrangeLists,
	} {
		found = append(found, analyse(e)...)
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Or(cmp.Compare(weight(a), weight(b)), newer(a, b)) })
	found = merge(found)
	for i := range found {
		found[i].Usual = usual(found[i].Code)
	}
	full := slices.IndexFunc(found, func(f Finding) bool { return f.Code == fault.DiskFull })
	low := slices.IndexFunc(found, func(f Finding) bool { return f.Code == fault.DiskLow })
	if full >= 0 && low >= 0 {
		found[full].Cause = cmp.Or(found[full].Cause, found[low].Message)
		found = slices.DeleteFunc(found, func(f Finding) bool { return f.Code == fault.DiskLow })
	}
	if gone := slices.ContainsFunc(found, func(f Finding) bool { return f.Code == fault.VersionUnknown }); gone { // what was warned of has come
		found = slices.DeleteFunc(found, func(f Finding) bool { return f.Code == fault.VersionWarned })
	}
	return behindTheirCauses(found)
}

// stated returns what settings, computer and start say now. A disk on which so little is left that nothing is written any
// more is full.
func stated(found []Finding) []Finding {
	found = slices.Clone(found)
	for i := range found {
		if f := &found[i]; f.Code == fault.DiskLow && f.Severity == "error" {
			f.Code = fault.DiskFull
		}
	}
	return found
}

// ofStart gives why the program, or its window, can't work at all, with what the log knows of it.
func ofStart(e evidence) []Finding {
	var found []Finding
	for _, f := range e.stated {
		if f.From != "start" {
			continue
		}
		f.Prices = "Nothing is written to Jobber as long as this lasts." + e.lastSync()
		if f.Operation == "window" {
			f.Prices = "No price was changed: opening the window writes nothing to Jobber, and a sync needs no window."
		}
		f.Operation = cmp.Or(f.Operation, "start")
		f.Tried = operation(f.Operation).Words
		for _, l := range slices.Backward(e.lines) {
			if l.failed() && l.Operation == f.Operation && (l.Code == f.Code || f.Code == fault.DiskFull) {
				f.Cause, f.At = beneath(l.Code, l.Sentence, l.Cause), new(l.At)
				break
			}
		}
		f.Account = e.lastAccount(e.made)
		found = append(found, f)
	}
	return found
}

// ofSettings gives what settings and environment say now.
func ofSettings(e evidence) []Finding {
	var found []Finding
	for _, f := range e.stated {
		if f.From == "start" {
			continue
		}
		f.Prices = "No price is touched by this."
		found = append(found, f)
	}
	return found
}

// ofChecks gives what the checks of this computer found just now. The check of the settings repeats what others tell in
// more detail, so it comes last.
func ofChecks(e evidence) []Finding {
	var found []Finding
	checks := slices.Clone(e.checks)
	last := func(c Check) int {
		if c.Code == "settings" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(checks, func(a, b Check) int { return last(a) - last(b) })
	for _, c := range checks {
		if c.Code == "unfinished_runs" && slices.ContainsFunc(e.runs, PastRun.open) {
			continue // ofUnfinished tells more of them
		}
		if c.Status == Failed || c.Status == Warning {
			found = append(found, e.ofCheck(c))
		}
	}
	return found
}

// ofCheck gives what a check found, with what the log knows of the same fault.
func (e evidence) ofCheck(c Check) Finding {
	severity := "error"
	if c.Status == Warning {
		severity = "warning"
	}
	code := c.Fault
	if code == "" {
		code = fault.Code(c.Code)
	}
	f := Finding{
		Code: code, Severity: severity, From: "check", Field: c.Code, Operation: "check", Tried: operation("check").Words + " (" + c.Title + ")",
		Message: c.Message, Hint: c.Hint, Prices: "No price was changed: a check writes nothing to Jobber.",
	}
	for _, l := range slices.Backward(e.lines) {
		if l.failed() && l.Code == code && l.Sentence == c.Message && l.At.After(e.made.Add(-recent)) {
			f.Cause, f.Refs = beneath(l.Code, l.Sentence, l.Cause), refs(l.Op)
			break
		}
	}
	return f
}

// weight orders findings: errors before warnings, and within them what says why before what only says that.
func weight(f Finding) int {
	w := map[string]int{"start": 0, "settings": 1, "check": 2}[f.From]
	if w == 0 && f.From != "start" {
		w = 3
	}
	if f.Severity == "warning" {
		w += 10
	}
	if vague(f.Code) {
		w += 5
	}
	return w
}

// vague says whether a code tells that something failed, and not why.
func vague(code fault.Code) bool {
	return slices.Contains([]fault.Code{
		fault.Internal, fault.CheckTimeout, fault.NotConnected, fault.OperationRunning, fault.TooOften, fault.Usage, fault.NeedsYes, fault.DatabaseFailed,
	}, code)
}

// newer puts what was seen later first; what holds now is later than everything.
func newer(a, b Finding) int {
	at := func(f Finding) time.Time {
		if f.At == nil {
			return time.Unix(1<<40, 0)
		}
		return *f.At
	}
	return at(b).Compare(at(a))
}

// merge keeps the first finding of each code and run, and gives it what only the others know.
func merge(found []Finding) []Finding {
	merged := []Finding{}
	for _, f := range found {
		if f.Refs == nil {
			f.Refs = []string{}
		}
		if f.Rows == nil {
			f.Rows = map[string]int{}
		}
		at := slices.IndexFunc(merged, func(m Finding) bool { return m.Code == f.Code && (m.Run == f.Run || m.Run == "" || f.Run == "") })
		if at < 0 {
			merged = append(merged, f)
			continue
		}
		m := &merged[at]
		for _, ref := range f.Refs {
			if !slices.Contains(m.Refs, ref) && len(m.Refs) < mostRefs {
				m.Refs = append(m.Refs, ref)
			}
		}
		if len(f.Rows) > 0 && len(m.Rows) == 0 || m.From == "check" && f.From == "error" { // the other one knows what was tried, and what became of prices
			m.Rows, m.Run, m.Prices, m.Operation, m.Tried, m.Message, m.Hint = f.Rows, f.Run, f.Prices, f.Operation, f.Tried, f.Message, f.Hint
		}
		m.Cause, m.Account = cmp.Or(m.Cause, f.Cause), cmp.Or(m.Account, f.Account)
		if m.At == nil {
			m.At = f.At
		}
	}
	return merged
}

// behindTheirCauses moves a finding that only a later one explains directly behind that one. Causes form no circle.
func behindTheirCauses(found []Finding) []Finding {
	for i := len(found) - 1; i >= 0; i-- {
		if slices.ContainsFunc(found[:i], func(cause Finding) bool { return slices.Contains(consequences(cause.Code), found[i].Code) }) {
			continue
		}
		for j := len(found) - 1; j > i; j-- {
			if slices.Contains(consequences(found[j].Code), found[i].Code) {
				moved := found[i]
				found = slices.Insert(slices.Delete(found, i, i+1), j, moved)
				break
			}
		}
	}
	return found
}

// consequences lists what often comes of a cause, and by itself would be taken for one.
func consequences(cause fault.Code) []fault.Code {
	switch cause {
	case fault.DiskFull:
		return []fault.Code{
			fault.DiskLow, fault.FolderUnwritable, fault.LogUnwritable, fault.DatabaseFailed, fault.SettingsUnreadable, fault.RunCutOff, fault.RunStopped,
			fault.OutputUnwritable, fault.Internal, fault.KeychainRefused, "unfinished_runs",
		}
	case fault.DiskLow:
		return []fault.Code{fault.LogUnwritable, fault.DatabaseFailed}
	case fault.FolderUnwritable:
		return []fault.Code{fault.LogUnwritable, fault.DatabaseFailed}
	case fault.DatabaseDamaged, fault.DatabaseNewer:
		return []fault.Code{fault.DatabaseFailed}
	case fault.ClientIDMissing, fault.ClientSecretMissing, fault.PlaceholderClientID, fault.PlaceholderSecret:
		return []fault.Code{fault.ClientRefused, fault.NotConnected, fault.SignInRefused}
	case fault.KeychainMissing, fault.KeychainSilent, fault.KeychainRefused:
		return []fault.Code{fault.NotConnected, fault.ReconnectNeeded}
	case fault.ClockOff:
		return []fault.Code{fault.JobberUntrusted, fault.ReconnectNeeded, fault.SignInRefused}
	case fault.ConnectionRead:
		return []fault.Code{fault.JobberUntrusted, fault.JobberUnreadable}
	case fault.SignInDenied, fault.SignInTimeout, fault.SignInCancelled, fault.SignInRefused, fault.ClientRefused, fault.ReconnectNeeded, fault.CallbackPortInUse:
		return []fault.Code{fault.NotConnected}
	case fault.DecimalMark, fault.DecimalSlipped:
		return []fault.Code{fault.NoRows, fault.PlanHeld, fault.RowsRefused, fault.RunUnfinished}
	case fault.ProfileInUse:
		return []fault.Code{fault.OperationRunning}
	}
	return nil
}
