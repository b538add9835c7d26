package diagnostics_test

import (
	"context"
	"strings"
	"testing"

	"pricesync/app/diagnostics"
)

// summaryOf returns summary.txt of a report with one run of those rows, which are the run's own counts too.
func summaryOf(t *testing.T, status string, ran ...diagnostics.RunRow) string {
	t.Helper()
	c := collector()
	counts := map[string]int{}
	for _, row := range ran {
		counts[row.Outcome]++
	}
	c.Sources.Runs = given([]diagnostics.PastRun{{Run: "r-1", Kind: "sync", Op: "AAAA-22", Status: status, Started: ten(), Counts: counts}})
	c.Sources.Rows = func(_ context.Context, _ string, take func(diagnostics.RunRow) error) error {
		for _, row := range ran {
			if err := take(row); err != nil {
				return err
			}
		}
		return nil
	}
	return strings.Join(strings.Fields(export(t, c)["summary.txt"]), " ")
}

func row(line int, outcome, message string) diagnostics.RunRow {
	return diagnostics.RunRow{Line: line, Item: "Copper tube", Outcome: outcome, Message: message}
}

func TestTheSummarySaysOnceWhatManyRowsHaveInCommon(t *testing.T) {
	const lost = "Jobber did not answer before the run stopped. Resume the run to find out."
	for _, test := range []struct {
		name   string
		status string
		rows   []diagnostics.RunRow
		want   []string
		not    []string
	}{
		{"rows with the same reason stand together by their lines", "partial",
			[]diagnostics.RunRow{row(2, "rejected", "Too long."), row(3, "rejected", "Too long."), row(4, "rejected", "Too long."), row(7, "rejected", "Too long."), row(9, "rejected", "Gone.")},
			[]string{"lines 2–4, 7, 4 rows rejected: Too long.", "line 9 item-", "rejected: Gone.", "5 rejected (lines 2–4, 7, 9)", "why lines 2–4, 7: Too long. line 9: Gone."}, []string{"line 2 item-"}},
		{"two rows stand by themselves", "partial", []diagnostics.RunRow{row(2, "rejected", "Too long."), row(3, "rejected", "Too long.")}, []string{"line 2 item-", "line 3 item-"}, []string{"2 rows rejected"}},
		{"a row that was not sent says why", "stopped", []diagnostics.RunRow{row(2, "not_sent", "")}, []string{"not sent: The run stopped before its turn, so the old price stands."}, nil},
		{"a row without an answer in a run that was cut off says what to do", "", []diagnostics.RunRow{row(2, "unknown", lost)}, []string{lost}, nil},
		{"in a run that goes on nothing has stopped", "under way", []diagnostics.RunRow{row(2, "unknown", lost), row(3, "not_sent", "")},
			[]string{"Nothing wrong was found.", "Jobber's answer had not come when the report was made.", "Its turn had not come when the report was made."}, []string{"stopped", "Resume"}},
		{"many apart are cut short", "partial",
			[]diagnostics.RunRow{row(1, "rejected", "A."), row(3, "rejected", "A."), row(5, "rejected", "A."), row(7, "rejected", "A."), row(9, "rejected", "A."), row(11, "rejected", "A."), row(12, "rejected", "A.")},
			[]string{"lines 1, 3, 5, 7, 9 and 2 more, 7 rows rejected: A."}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			summary := summaryOf(t, test.status, test.rows...)
			for _, want := range test.want {
				if !strings.Contains(summary, want) {
					t.Errorf("want %q in\n%s", want, summary)
				}
			}
			for _, not := range test.not {
				if strings.Contains(summary, not) {
					t.Errorf("want no %q in\n%s", not, summary)
				}
			}
		})
	}
}
