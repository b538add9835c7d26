package diagnostics_test

import (
	"bytes"
	"testing"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

func TestAWindowThatCanNotOpenIsToldFirstUntilOneOpens(t *testing.T) {
	now := diagnostics.Finding{Code: fault.WebviewFailed, Severity: "error", From: "start", Operation: "window", Message: "No window.", Refs: []string{"AAAA-22"}}
	wrong := diagnostics.Finding{Code: fault.APIURLInvalid, Severity: "error", From: "settings", Message: "A wrong address."}
	const failed, fine = "error error AAAA-22 webview_failed window", "window_ready info BBBB-22"
	for _, test := range []struct {
		name   string
		stated []diagnostics.Finding
		log    []string
		first  fault.Code
		cause  string
	}{
		{"before all that settings say", []diagnostics.Finding{wrong, now}, []string{failed}, fault.WebviewFailed, "because"},
		{"in a report made later by the command line", nil, []string{failed}, fault.WebviewFailed, "because"},
		{"no more once a window shows its page", nil, []string{failed, fine}, "", ""},
		{"again after that", nil, []string{fine, failed}, fault.WebviewFailed, "because"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := collector()
			c.Sources.Findings, c.Sources.Log = given(test.stated), given([]byte(logOf(test.log...)))
			var out bytes.Buffer
			if err := c.Export(t.Context(), &out); err != nil {
				t.Fatal(err)
			}
			report, err := diagnostics.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
			if err != nil {
				t.Fatal(err)
			}
			var first diagnostics.Finding
			if len(report.Findings) > 0 {
				first = report.Findings[0]
			}
			if first.Code != test.first || first.Cause != test.cause {
				t.Errorf("it tells first %+v", first)
			}
			if first.Code != "" && (first.Tried != "opening the window" || len(first.Refs) != 1 || first.Prices == "") {
				t.Errorf("it tells first %+v", first)
			}
		})
	}
}
