package diagnostics

import (
	"cmp"
	"slices"
	"time"

	"pricesync/app/fault"
)

const recent = 7 * 24 * time.Hour

// rank puts together everything that is wrong, the likeliest cause first: what settings and computer say now, failed
// checks, operations that failed and have not gone well since, then what is only worth a look. A code stands once.
func rank(r *Report, lines []line) []Finding {
	found := append([]Finding{}, r.Findings...)
	for _, c := range r.Checks {
		if c.Status == Failed || c.Status == Warning {
			found = append(found, ofCheck(c))
		}
	}
	for _, l := range openErrors(lines, r.Made.Add(-recent)) {
		at := l.At
		found = append(found, Finding{
			Code: l.Code, Severity: "error", From: "error", Message: l.Sentence, Hint: l.Hint, Refs: refs(l.Op), At: &at,
		})
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(weight(a), weight(b)) })
	return merge(found)
}

func ofCheck(c Check) Finding {
	severity := "error"
	if c.Status == Warning {
		severity = "warning"
	}
	code := c.Fault
	if code == "" {
		code = fault.Code(c.Code)
	}
	return Finding{Code: code, Severity: severity, From: "check", Field: c.Code, Message: c.Message, Hint: c.Hint, Refs: []string{}}
}

// weight orders findings: errors before warnings, and within them what says why before what only says that.
func weight(f Finding) int {
	w := map[string]int{"settings": 0, "check": 1, "error": 2, "run": 3}[f.From]
	if f.Severity == "warning" {
		w += 10
	}
	if f.Code == fault.Internal || f.Code == fault.CheckTimeout || f.Code == fault.NotConnected {
		w += 5
	}
	return w
}

// merge keeps the first finding of each code and gives it the references of the others.
func merge(found []Finding) []Finding {
	merged := []Finding{}
	for _, f := range found {
		if f.Refs == nil {
			f.Refs = []string{}
		}
		at := slices.IndexFunc(merged, func(m Finding) bool { return m.Code == f.Code })
		if at < 0 {
			merged = append(merged, f)
			continue
		}
		for _, ref := range f.Refs {
			if !slices.Contains(merged[at].Refs, ref) && len(merged[at].Refs) < mostRefs {
				merged[at].Refs = append(merged[at].Refs, ref)
			}
		}
	}
	return merged
}

func refs(op string) []string {
	if op == "" {
		return []string{}
	}
	return []string{op}
}
