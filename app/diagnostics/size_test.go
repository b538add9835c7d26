package diagnostics_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pricesync/app/diagnostics"
)

// yearOfHistory is a collector over a thousand runs and a log of so many syncs, about 700 bytes each.
func yearOfHistory(syncs int) diagnostics.Collector {
	c := collector()
	c.Sources.Log = given([]byte(strings.Repeat(logOf(
		"preview info AAAA-22", "sync_start info BBBB-22", "error warn BBBB-22 jobber_busy sync", "wait info BBBB-22", "sync_end info BBBB-22",
	), syncs)))
	one, _ := c.Sources.Runs(context.Background())
	var runs []diagnostics.PastRun
	for range 1000 {
		runs = append(runs, one...)
	}
	c.Sources.Runs = given(runs)
	return c
}

func TestAYearOfHistoryMakesABearableReport(t *testing.T) {
	var out bytes.Buffer
	if err := yearOfHistory(2000).Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 5<<20 {
		t.Errorf("%d bytes", out.Len())
	}
	r, err := diagnostics.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || len(r.Runs) != 1000 || r.Errors[0].Count != 2000 || len(r.Errors[0].Refs) != 5 || len(r.Timeline) != 400 {
		t.Errorf("%d runs, %d errors, %d moments, %v", len(r.Runs), r.Errors[0].Count, len(r.Timeline), err)
	}
}

func BenchmarkAYearOfHistory(b *testing.B) {
	c := yearOfHistory(20_000)
	for b.Loop() {
		if err := c.Export(b.Context(), &bytes.Buffer{}); err != nil {
			b.Fatal(err)
		}
	}
}
