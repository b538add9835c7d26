package diagnostics_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
)

// told makes log lines of events, a second apart, up to a minute before the report.
func told(events ...map[string]any) string {
	var out strings.Builder
	for i, fields := range events {
		line := map[string]any{"level": "info", "msg": "m", "seq": i + 1, "time": ten().Add(time.Duration(i-len(events)-60) * time.Second).Format(time.RFC3339)}
		for name, value := range fields {
			line[name] = value
		}
		text, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		out.Write(text)
		out.WriteByte('\n')
	}
	return out.String()
}

func failed(operation string, code fault.Code, op string) map[string]any {
	entry, ok := fault.Lookup(code)
	if !ok {
		panic("no code " + code)
	}
	return map[string]any{
		"event": "error", "level": string(entry.Level), "operation": operation, "code": string(code), "op": op, "sentence": entry.Message, "hint": entry.Hint,
		"cause": string(code) + ": " + entry.Message,
	}
}

func because(line map[string]any, code fault.Code) map[string]any {
	line["because"] = string(code)
	return line
}

func previewed(sha256 string, slipped, compared int, counts map[string]int) map[string]any {
	rows := 0
	for _, n := range counts {
		rows += n
	}
	return map[string]any{
		"event": "preview", "op": "PPPP-22", "account": "A1", "kind": "sync", "sha256": sha256, "rows": rows, "catalog": 300, "slipped": slipped, "compared": compared, "counts": counts,
	}
}

func ended(run, status string, counts map[string]int) map[string]any {
	return map[string]any{"event": "sync_end", "op": "SSSS-22", "account": "A1", "run": run, "status": status, "counts": counts}
}

// checked is the end of a self-check that found these checks failed.
func checked(op string, deep bool, failed ...string) map[string]any {
	return map[string]any{"event": "self_check", "op": op, "account": "A1", "deep": deep, "failed": failed}
}

func begun(run, op string) map[string]any {
	return map[string]any{"event": "sync_start", "op": op, "account": "A1", "run": run}
}

// run makes a run of a price list that was begun hours before the report.
func run(id, status string, hours int, change func(*diagnostics.PastRun)) diagnostics.PastRun {
	r := diagnostics.PastRun{
		Run: id, Kind: "sync", Op: "OP-" + id, Status: status, Account: "A1", File: "list.csv", By: "this user", Started: ten().Add(-time.Duration(hours) * time.Hour),
		Counts: map[string]int{"applied": 10}, Total: 10, Requests: 100,
	}
	if change != nil {
		change(&r)
	}
	return r
}

func TestWhatTheEvidenceSays(t *testing.T) {
	counts := func(pairs ...any) func(*diagnostics.PastRun) {
		return func(r *diagnostics.PastRun) {
			r.Counts, r.Total = map[string]int{}, 0
			for i := 0; i < len(pairs); i += 2 {
				r.Counts[pairs[i].(string)] = pairs[i+1].(int)
				r.Total += pairs[i+1].(int)
			}
		}
	}
	throttled := func(throttled, requests int) func(*diagnostics.PastRun) {
		return func(r *diagnostics.PastRun) { r.Throttled, r.Requests = throttled, requests }
	}
	slipped := func(slipped, applied int) func(*diagnostics.PastRun) {
		return func(r *diagnostics.PastRun) { r.Slipped, r.Counts = slipped, map[string]int{"applied": applied} }
	}
	undo := func(of string) func(*diagnostics.PastRun) {
		return func(r *diagnostics.PastRun) { r.Kind, r.UndoOf, r.File = "undo", of, "" }
	}
	const week = 24 * 8
	for _, test := range []struct {
		name string
		runs []diagnostics.PastRun
		log  []map[string]any
		want []string // code, severity and run of each finding
	}{
		{name: "nothing happened"},
		{name: "a check that failed", log: []map[string]any{failed("check callback_port", fault.CallbackPortInUse, "CCCC-22"), checked("CCCC-22", false, "callback_port")}, want: []string{"callback_port_in_use error "}},
		{name: "a check that has gone well since", log: []map[string]any{
			failed("check callback_port", fault.CallbackPortInUse, "CCCC-22"), checked("CCCC-22", false, "callback_port"), checked("CCCC-33", true),
		}},
		{name: "a check of Jobber that only the quick form followed", log: []map[string]any{
			failed("check jobber", fault.JobberUnreachable, "CCCC-22"), checked("CCCC-22", true, "jobber"), checked("CCCC-33", false),
		}, want: []string{"jobber_unreachable error "}},
		{name: "a check of Jobber before a sync that went well", log: []map[string]any{
			failed("check jobber", fault.JobberUnreachable, "CCCC-22"), checked("CCCC-22", true, "jobber"), ended("r-1", "done", map[string]int{"applied": 1}),
		}},
		{name: "a run that ended well", runs: []diagnostics.PastRun{run("r-1", "done", 1, nil)}},

		{name: "a run that was cut off", runs: []diagnostics.PastRun{run("r-1", "", 1, counts("applied", 4, "unknown", 2, "not_sent", 4))}, want: []string{"run_cut_off error r-1"}},
		{name: "a run cut off weeks ago is still open", runs: []diagnostics.PastRun{run("r-1", "", 3*week, nil)}, want: []string{"run_cut_off error r-1"}},
		{name: "a run that is under way", runs: []diagnostics.PastRun{run("r-1", "under way", 1, nil)}},
		{name: "a run that the user stopped", runs: []diagnostics.PastRun{run("r-1", "stopped", 1, counts("applied", 1, "not_sent", 1))}, want: []string{"run_left error r-1"}},
		{
			name: "a run that had to stop is named by why it had to", runs: []diagnostics.PastRun{run("r-1", "stopped", 1, counts("not_sent", 1))},
			log:  []map[string]any{begun("r-1", "SSSS-22"), ended("r-1", "stopped", nil), because(failed("sync", fault.RunPaused, "SSSS-22"), fault.JobberUnavailable)},
			want: []string{"jobber_unavailable error r-1"},
		},
		{
			name: "after the connection was renewed the run is still to be gone on with", runs: []diagnostics.PastRun{run("r-1", "stopped", 1, counts("not_sent", 1))},
			log: []map[string]any{
				begun("r-1", "SSSS-22"), ended("r-1", "stopped", nil), because(failed("sync", fault.RunPaused, "SSSS-22"), fault.ReconnectNeeded), {"event": "connected"}},
			want: []string{"run_left error r-1"},
		},
		{
			name: "a permission shows only when it is used", runs: []diagnostics.PastRun{run("r-1", "stopped", 1, counts("not_sent", 1))},
			log: []map[string]any{
				begun("r-1", "SSSS-22"), ended("r-1", "stopped", nil), because(failed("sync", fault.RunPaused, "SSSS-22"), fault.PermissionMissing), {"event": "connected"}},
			want: []string{"permission_missing error r-1"},
		},

		{name: "a run that Jobber slowed down", runs: []diagnostics.PastRun{run("r-1", "done", 1, throttled(6, 100))}, want: []string{"run_throttled warning r-1"}},
		{name: "a refused request now and then is no trouble", runs: []diagnostics.PastRun{run("r-1", "done", 1, throttled(4, 100))}},
		{name: "two refused requests are no trouble", runs: []diagnostics.PastRun{run("r-1", "done", 1, throttled(2, 6))}},
		{name: "a later run that was not slowed down", runs: []diagnostics.PastRun{run("r-2", "done", 1, nil), run("r-1", "done", 2, throttled(60, 100))}},

		{name: "amounts a power of ten away were synced", runs: []diagnostics.PastRun{run("r-1", "done", 1, slipped(6, 10))}, want: []string{"decimal_synced error r-1"}},
		{name: "the odd item that costs ten times as much", runs: []diagnostics.PastRun{run("r-1", "done", 1, slipped(1, 2))}},
		{name: "a few among many", runs: []diagnostics.PastRun{run("r-1", "done", 1, slipped(6, 100))}},
		{name: "they were taken back", runs: []diagnostics.PastRun{run("r-2", "done", 1, undo("r-1")), run("r-1", "done", 2, slipped(10, 10))}},
		{name: "taking them back was not finished", runs: []diagnostics.PastRun{run("r-2", "stopped", 1, undo("r-1")), run("r-1", "done", 2, slipped(10, 10))},
			want: []string{"run_left error r-2", "decimal_synced error r-1"}},
		{name: "the same list was synced again", runs: []diagnostics.PastRun{run("r-2", "done", 1, nil), run("r-1", "done", 2, slipped(10, 10))}},

		{name: "rows that Jobber refused", runs: []diagnostics.PastRun{run("r-1", "partial", 1, counts("applied", 1, "rejected", 2))}, want: []string{"rows_refused error r-1"}},
		{name: "rows that somebody else changed", runs: []diagnostics.PastRun{run("r-1", "partial", 1, counts("applied", 1, "changed_elsewhere", 2))}, want: []string{"rows_moved warning r-1"}},
		{name: "both", runs: []diagnostics.PastRun{run("r-1", "partial", 1, counts("rejected", 1, "changed_elsewhere", 2))}, want: []string{"rows_refused error r-1", "rows_moved warning r-1"}},
		{name: "longer ago than anybody asks", runs: []diagnostics.PastRun{run("r-1", "partial", week, counts("rejected", 1))}},

		{name: "a preview a power of ten away", log: []map[string]any{previewed("s1", 3, 4, map[string]int{"held": 3, "update": 1})}, want: []string{"decimal_slipped error "}},
		{name: "previewed again with the right mark", log: []map[string]any{
			previewed("s1", 3, 4, map[string]int{"held": 3, "update": 1}), previewed("s1", 0, 4, map[string]int{"update": 4})}},
		{name: "another list was fine, this one is not", log: []map[string]any{
			previewed("s1", 3, 4, map[string]int{"held": 3, "update": 1}), previewed("s2", 0, 4, map[string]int{"update": 4})}, want: []string{"decimal_slipped error "}},
		{name: "a sync went well since", log: []map[string]any{
			previewed("s1", 3, 4, map[string]int{"held": 3, "update": 1}), ended("r-1", "done", nil)}},
		{name: "a sync that was stopped settles nothing", log: []map[string]any{
			previewed("s1", 3, 4, map[string]int{"held": 3, "update": 1}), ended("r-1", "stopped", nil)}, want: []string{"decimal_slipped error "}},
		{name: "an undo is no preview of a list", log: []map[string]any{{"event": "preview", "kind": "undo", "slipped": 9, "compared": 9}}},
		{name: "a list of which nothing is found", log: []map[string]any{previewed("s1", 0, 0, map[string]int{"unmatched": 20})}, want: []string{"nothing_matched warning "}},
		{name: "a supplier's whole list, of which the company sells little", log: []map[string]any{previewed("s1", 0, 40, map[string]int{"unmatched": 5000, "update": 40})}},
		{name: "a short list", log: []map[string]any{previewed("s1", 0, 0, map[string]int{"unmatched": 4})}},
		{name: "half of a list was read with the wrong mark", log: []map[string]any{{"event": "price_list_opened", "op": "RRRR-22", "sha256": "s1", "rows": 10, "decimal": ",", "against_mark": 5}},
			want: []string{"decimal_mark error "}},
		{name: "one cell of many is written otherwise", log: []map[string]any{{"event": "price_list_opened", "sha256": "s1", "rows": 100, "decimal": ",", "against_mark": 1}}},

		{name: "a vague failure does not hide the reason", log: []map[string]any{failed("preview", fault.ReconnectNeeded, "AAAA-22"), failed("preview", fault.NotConnected, "BBBB-22")},
			want: []string{"reconnect_needed error "}},
		{name: "a reason takes the place of a vague failure", log: []map[string]any{failed("preview", fault.NotConnected, "AAAA-22"), failed("preview", fault.JobberUnreachable, "BBBB-22")},
			want: []string{"jobber_unreachable error "}},
		{name: "a sign-in that was given up, though the old connection works", log: []map[string]any{failed("connect", fault.SignInCancelled, "AAAA-22"), {"event": "catalog_read"}}},
		{name: "a report that could not be saved where it was to go first", log: []map[string]any{failed("report", fault.OutputUnwritable, "AAAA-22")}},
		{name: "a damaged database of an earlier start, which opens now", log: []map[string]any{failed("start", fault.DatabaseDamaged, "AAAA-22")}},
		{name: "renewing failed once and then worked", log: []map[string]any{failed("token_refresh_failed", fault.JobberTimeout, "AAAA-22"), {"event": "token_refreshed"}}},
		{name: "the program ended by itself", log: []map[string]any{{"event": "crashed", "level": "error", "stack": "fatal error: all goroutines are asleep\ngoroutine 1"}}, want: []string{"crashed warning "}},
		{name: "it did, and a sync went well since", log: []map[string]any{{"event": "crashed", "level": "error"}, ended("r-1", "done", nil)}},

		{name: "Jobber warns about the version", log: []map[string]any{{"event": "app_start"}, {"event": "remark", "kind": "version_warning", "message": "Ends soon."}, {"event": "catalog_read"}}, want: []string{"version_warned warning "}},
		{name: "a newer program was not warned", log: []map[string]any{
			{"event": "app_start"}, {"event": "remark", "kind": "version_warning", "message": "Ends soon."}, {"event": "catalog_read"}, {"event": "app_start"}, {"event": "catalog_read"}}},
		{name: "a program that did not ask Jobber says nothing of the version", log: []map[string]any{
			{"event": "app_start"}, {"event": "remark", "kind": "version_warning", "message": "Ends soon."}, {"event": "catalog_read"}, {"event": "app_start"}}, want: []string{"version_warned warning "}},
		{name: "the clock is off", log: []map[string]any{{"event": "app_start"}, {"event": "finding", "level": "warn", "code": "clock_off", "sentence": "It is off.", "hint": "Set it."}, {"event": "connected"}},
			want: []string{"clock_off warning "}},
		{name: "the clock was put right", log: []map[string]any{
			{"event": "app_start"}, {"event": "finding", "level": "warn", "code": "clock_off"}, {"event": "connected"}, {"event": "app_start"}, {"event": "catalog_read"}}},
		{name: "the last thorough self-check", log: []map[string]any{
			{"event": "self_check", "deep": true, "op": "CCCC-22", "problems": []map[string]any{{"code": "jobber", "status": "failed", "fault": "proxy_sign_in", "message": "A proxy.", "hint": "Ask."}}}},
			want: []string{"proxy_sign_in error "}},
		{name: "Jobber was reached since", log: []map[string]any{
			{"event": "self_check", "deep": true, "problems": []map[string]any{{"code": "jobber", "status": "failed", "fault": "proxy_sign_in", "message": "A proxy."}}}, {"event": "catalog_read"}}},
		{name: "who reads along does so still", log: []map[string]any{
			{"event": "self_check", "deep": true, "problems": []map[string]any{{"code": "jobber", "status": "warning", "fault": "connection_inspected", "message": "Somebody."}}}, {"event": "catalog_read"}},
			want: []string{"connection_inspected warning "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := collector()
			c.Sources.Runs, c.Sources.Log, c.Sources.Checks = given(test.runs), given([]byte(told(test.log...))), nil
			c.Names = true
			r := report(t, export(t, c))
			var got []string
			for _, f := range r.Findings {
				got = append(got, fmt.Sprintf("%s %s %s", f.Code, f.Severity, f.Run))
				if f.Message == "" || f.Prices == "" || strings.ContainsAny(f.Message+f.Prices, "{}") && !strings.Contains(f.From, "error") {
					t.Errorf("%s says %q, %q", f.Code, f.Message, f.Prices)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestACheckThatPassesNowOutweighsItsFailureBefore(t *testing.T) {
	for status, want := range map[diagnostics.Status]int{diagnostics.OK: 0, diagnostics.Skipped: 1, diagnostics.Failed: 1} {
		c := collector()
		c.Sources.Checks = given([]diagnostics.Check{{Code: "callback_port", Title: "Callback port", Status: status, Fault: fault.CallbackPortInUse}})
		c.Sources.Log = given([]byte(told(failed("check callback_port", fault.CallbackPortInUse, "CCCC-22"))))
		r := report(t, export(t, c))
		if len(r.Findings) != want {
			t.Errorf("with the check %s now: %+v", status, r.Findings)
		}
		for _, f := range r.Findings {
			if f.Tried != "checking this computer" && f.Tried != "checking this computer (Callback port)" {
				t.Errorf("with the check %s now it was tried: %q", status, f.Tried)
			}
		}
	}
}

func TestAFindingSaysWhatBecameOfTheRows(t *testing.T) {
	for _, test := range []struct {
		counts map[string]int
		want   string
	}{
		{nil, "No price was changed."},
		{map[string]int{"not_sent": 3}, "No price was changed. 3 rows were not sent and have their old prices."},
		{map[string]int{"applied": 1, "not_sent": 1}, "1 row has its new price in Jobber; 1 row was not sent and has its old price."},
		{map[string]int{"applied": 5, "unknown": 2, "rejected": 1, "changed_elsewhere": 2, "skipped": 1},
			"5 rows have their new prices in Jobber; 2 rows were sent and are not confirmed yet: going on with the run looks them up in Jobber first; " +
				"1 row was refused by Jobber and keeps its old price; 2 rows were left as somebody else had set them; 1 row had its new price already."},
	} {
		c := collector()
		c.Sources.Checks, c.Sources.Log = nil, given([]byte(nil))
		c.Sources.Runs = given([]diagnostics.PastRun{run("r-1", "", 1, func(r *diagnostics.PastRun) { r.Counts = test.counts })})
		if got := report(t, export(t, c)).Findings[0].Prices; got != test.want {
			t.Errorf("%v: %q\nwant %q", test.counts, got, test.want)
		}
	}
}

func TestAFailureIsToldWithItsRunAccountAndCause(t *testing.T) {
	c := collector()
	c.Sources.Checks = nil
	c.Sources.Runs = given([]diagnostics.PastRun{run("r-1", "stopped", 1, func(r *diagnostics.PastRun) {
		r.File, r.By, r.Counts = "", "this user", map[string]int{"applied": 2, "not_sent": 1}
	})})
	line := because(failed("resume", fault.RunPaused, "RRRR-22"), fault.DiskFull)
	line["cause"] = "run_paused: " + line["sentence"].(string) + ": run stopped: disk_full: The disk is full.: record outcomes: database or disk is full (13)"
	c.Sources.Log = given([]byte(told(map[string]any{"event": "resume_start", "op": "RRRR-22", "account": "A1", "run": "r-1"}, ended("r-1", "stopped", nil), line)))
	f := report(t, export(t, c)).Findings[0]
	at := ten().Add(-61 * time.Second)
	want := diagnostics.Finding{
		Code: fault.DiskFull, Severity: "error", From: "error", Operation: "resume", Tried: "resuming a sync, begun by this user", At: &at, Account: "A1", Run: "r-1",
		Rows: map[string]int{"applied": 2, "not_sent": 1}, Message: line["sentence"].(string), Hint: line["hint"].(string), Cause: "record outcomes: database or disk is full (13)",
		Prices: "2 rows have their new prices in Jobber; 1 row was not sent and has its old price.", Refs: []string{"RRRR-22"}, Usual: f.Usual,
	}
	if diff := cmp.Diff(want, f); diff != "" || f.Usual == "" {
		t.Errorf("finding (-want +got):\n%s", diff)
	}
}

func TestWhereTheHistoryCannotBeReadTheLogTellsHowARunEnded(t *testing.T) {
	c := collector()
	c.Sources.Checks, c.Sources.Runs = nil, nil
	c.Sources.Findings = given([]diagnostics.Finding{{Code: fault.DatabaseDamaged, Severity: "error", From: "start", Message: "Damaged.", Hint: "Send it."}})
	c.Sources.Log = given([]byte(told(
		begun("r-1", "SSSS-22"), ended("r-1", "stopped", map[string]int{"applied": 7}), because(failed("sync", fault.RunPaused, "SSSS-22"), fault.DatabaseFailed),
		failed("start", fault.DatabaseDamaged, "TTTT-22"),
	)))
	findings := report(t, export(t, c)).Findings
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%s %s %s", f.Code, f.Account, f.Prices))
	}
	want := []string{
		"database_damaged A1 Nothing is written to Jobber as long as this lasts. The last sync that the log knows, r-1 on 2026-11-22 09:58:57 UTC: 7 rows have their new prices in Jobber.",
		"database_failed A1 7 rows have their new prices in Jobber.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestWhatAnotherFindingExplainsStandsBehindIt(t *testing.T) {
	check := func(code string, status diagnostics.Status, what fault.Code) diagnostics.Check {
		return diagnostics.Check{Code: code, Status: status, Fault: what, Message: "It is so."}
	}
	stated := func(code fault.Code, severity string) diagnostics.Finding {
		return diagnostics.Finding{Code: code, Severity: severity, From: "settings", Message: "It is so.", Hint: "Do so."}
	}
	for _, test := range []struct {
		name     string
		findings []diagnostics.Finding
		checks   []diagnostics.Check
		log      []map[string]any
		want     []fault.Code
	}{
		{"a full disk keeps the folder and the log from being written", nil,
			[]diagnostics.Check{check("folder", diagnostics.Failed, fault.FolderUnwritable), check("log", diagnostics.Warning, fault.LogUnwritable)},
			[]map[string]any{failed("sync", fault.DiskFull, "AAAA-22")}, []fault.Code{fault.DiskFull, fault.FolderUnwritable, fault.LogUnwritable}},
		{"so little space that nothing is written is a full disk", []diagnostics.Finding{stated(fault.DiskLow, "error")}, []diagnostics.Check{check("disk", diagnostics.Warning, fault.DiskLow)}, nil, []fault.Code{fault.DiskFull}},
		{"little space is no full disk", []diagnostics.Finding{stated(fault.DiskLow, "warning")}, nil, nil, []fault.Code{fault.DiskLow}},
		{"without a keychain nothing stays connected", []diagnostics.Finding{stated(fault.KeychainMissing, "warning")}, nil, []map[string]any{failed("preview", fault.NotConnected, "AAAA-22")},
			[]fault.Code{fault.KeychainMissing, fault.NotConnected}},
		{"a wrong clock makes a certificate untrusted", []diagnostics.Finding{stated(fault.ClockOff, "warning")}, nil, []map[string]any{failed("preview", fault.JobberUntrusted, "AAAA-22")},
			[]fault.Code{fault.ClockOff, fault.JobberUntrusted}},
		{"the check of the settings only repeats", nil, []diagnostics.Check{check("settings", diagnostics.Warning, fault.KeychainSilent), check("keychain", diagnostics.Warning, fault.KeychainSilent)}, nil, []fault.Code{fault.KeychainSilent}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := collector()
			c.Sources.Findings, c.Sources.Checks, c.Sources.Log = given(test.findings), given(test.checks), given([]byte(told(test.log...)))
			var got []fault.Code
			for _, f := range report(t, export(t, c)).Findings {
				got = append(got, f.Code)
				if f.Code == fault.KeychainSilent && f.Field != "keychain" {
					t.Errorf("it is told by the check %s", f.Field)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("findings %v, want %v", got, test.want)
			}
		})
	}
}
