package diagnostics_test

import (
	"fmt"
	"strings"
	"testing"

	"pricesync/app/diagnostics"

	"github.com/google/go-cmp/cmp"
)

// logLines makes a log of lines of these fields, a second apart.
func logLines(lines ...string) []byte {
	var out strings.Builder
	for i, fields := range lines {
		fmt.Fprintf(&out, `{"time":"2026-11-22T09:%02d:%02d.000Z","op":"AAAA-22",%s}`+"\n", i/60, i%60, fields)
	}
	return []byte(out.String())
}

func TestTheLimitsAreWhatTheLogTellsOfThem(t *testing.T) {
	c := collector()
	c.Sources.Log = given(logLines(
		`"level":"debug","event":"request","request":"Products","status":200,"cost":42,"available":9958,"ms":120`,
		`"level":"debug","event":"request","request":"Products","status":200,"reason":"throttled","available":-1`,
		`"level":"warn","event":"retry","request":"Products","kind":"throttled","why":"throttled"`,
		`"level":"info","event":"wait","request":"Products","why":"points_limit","wait_ms":1500`,
		`"level":"warn","event":"retry","request":"Edit","kind":"retry","why":"status_5xx","wait_ms":500`,
		`"level":"info","event":"preview"`,
	))
	l := report(t, export(t, c)).Limits
	got := fmt.Sprintf("%d answers, %d refused, %d waits of %d ms", l.Requests, l.Throttled, l.Waits, l.WaitedMs)
	if got != "2 answers, 1 refused, 2 waits of 2000 ms" || len(l.Samples) != 5 || l.Now[0].Name != "points left" {
		t.Errorf("%s, %+v", got, l)
	}
	first, wait := l.Samples[0], l.Samples[3]
	first.At, wait.At = ten(), ten()
	want := []diagnostics.Sample{
		{At: ten(), Op: "AAAA-22", Event: "request", Request: "Products", Status: 200, Cost: 42, Available: 9958, Ms: 120},
		{At: ten(), Op: "AAAA-22", Event: "wait", Request: "Products", Available: -1, Why: "points_limit", WaitMs: 1500},
	}
	if diff := cmp.Diff(want, []diagnostics.Sample{first, wait}); diff != "" {
		t.Errorf("samples (-want +got):\n%s", diff)
	}
	var many []string
	for i := range 500 {
		many = append(many, fmt.Sprintf(`"level":"debug","event":"request","request":"no %d"`, i))
	}
	c.Sources.Log = given(logLines(many...))
	if l := report(t, export(t, c)).Limits; l.Requests != 500 || len(l.Samples) != 200 || l.Samples[199].Request != "no 499" {
		t.Errorf("%d answers, %d samples, the last %+v", l.Requests, len(l.Samples), l.Samples[len(l.Samples)-1])
	}
}

func TestTheLastRenewalIsTheNewestThatTheLogTellsOf(t *testing.T) {
	const renewed = `"level":"info","event":"token_refreshed","life_s":3600`
	const failed = `"level":"warn","event":"error","operation":"token_refresh_failed","code":"jobber_unreachable","sentence":"Jobber can't be reached."`
	const ended = `"level":"warn","event":"error","operation":"sync","code":"reconnect_needed","sentence":"The connection has ended."`
	const other = `"level":"warn","event":"error","operation":"sync","code":"jobber_busy","sentence":"Busy."`
	for name, test := range map[string]struct {
		log  []byte
		want string
	}{
		"none":                         {logLines(other), ""},
		"one that went well":           {logLines(failed, renewed, other), "true : The connection was renewed."},
		"one that failed":              {logLines(renewed, failed), "false jobber_unreachable: Jobber can't be reached."},
		"one that was refused at last": {logLines(renewed, ended, other), "false reconnect_needed: The connection has ended."},
	} {
		t.Run(name, func(t *testing.T) {
			c := collector()
			c.Sources.Log = given(test.log)
			got := ""
			if r := report(t, export(t, c)).Connection.LastRenewal; r != nil {
				got = fmt.Sprintf("%v %s: %s", r.OK, r.Code, r.Message)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
