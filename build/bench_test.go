package main

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const printed = `goos: linux
goarch: amd64
pkg: pricesync/app/pricelist
cpu: AMD EPYC
BenchmarkCSV/Read/50000-2         	      34	  31005225 ns/op	 159.74 MB/s	27645184 B/op	    7211 allocs/op
BenchmarkCSV/encoding-csv/50000-2 	      80	  13421292 ns/op	 369.03 MB/s	15877000 B/op	  100043 allocs/op
BenchmarkMemory 	       1	         2.755 live/size
BenchmarkFind/suggest=false-16    	     100	      1e3 ns/op
BenchmarkLogging-2   	       1	4327073416 ns/op	         0.9988 info-cpu	         0.9700 info-cpu-low	         1.020 info-cpu-high
BenchmarkReport: 12 ns/op is not a benchmark's line
Benchmark 	 broken 	 1 ns/op
--- BENCH: BenchmarkLogging-2
PASS
ok  	pricesync/app	4.416s
`

func TestTheFiguresOfABenchmarkAreReadOffItsLines(t *testing.T) {
	want := readings{
		{"CSV/Read/50000", "ns/op"}: 31005225, {"CSV/Read/50000", "MB/s"}: 159.74, {"CSV/Read/50000", "B/op"}: 27645184, {"CSV/Read/50000", "allocs/op"}: 7211,
		{"CSV/encoding-csv/50000", "ns/op"}: 13421292, {"CSV/encoding-csv/50000", "MB/s"}: 369.03, {"CSV/encoding-csv/50000", "B/op"}: 15877000,
		{"CSV/encoding-csv/50000", "allocs/op"}: 100043,
		{"Memory", "live/size"}:                 2.755, {"Find/suggest=false", "ns/op"}: 1000,
		{"Logging", "ns/op"}: 4327073416, {"Logging", "info-cpu"}: 0.9988, {"Logging", "info-cpu-low"}: 0.97, {"Logging", "info-cpu-high"}: 1.02,
	}
	if diff := cmp.Diff(want, parseBench(printed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if found := parseBench(""); len(found) != 0 {
		t.Errorf("from nothing come %v", found)
	}
}

func TestAFigureIsTheMiddleOfItsRunsAndJudgedByItsBound(t *testing.T) {
	slow, fast := reading{"Slow", "ns/op"}, reading{"Fast", "ns/op"}
	run := func(over, under float64) readings { return readings{slow: over, fast: under} }
	for _, test := range []struct {
		name                string
		figure              figure
		runs                []readings
		measured, low, high float64
		says                string
	}{
		{"a ratio within its bound", figure{over: slow, under: fast, bound: 3}, []readings{run(40, 10), run(20, 10), run(10, 10)}, 2, 1, 4, "ok"},
		{"a ratio at its bound", figure{over: slow, under: fast, bound: 2}, []readings{run(20, 10)}, 2, 2, 2, "ok"},
		{"a ratio beyond its bound", figure{over: slow, under: fast, bound: 2}, []readings{run(21, 10)}, 2.1, 2.1, 2.1, "BROKEN"},
		{"numbers of different runs make no ratio", figure{over: slow, under: fast, bound: 2}, []readings{{slow: 1}, {fast: 1}}, 0, 0, 0, "MISSING"},
		{"nothing is divided by nothing", figure{over: slow, under: fast, bound: 2}, []readings{run(1, 0)}, 0, 0, 0, "MISSING"},
		{"a number by itself", figure{over: slow, bound: 5}, []readings{run(4, 0), run(6, 0), run(5, 0)}, 5, 4, 6, "ok"},
		{"a number that is only reported", figure{over: slow}, []readings{run(900, 1)}, 900, 900, 900, "-"},
		{"no number at all", figure{over: slow}, []readings{run(math.NaN(), 1)}, math.NaN(), math.NaN(), math.NaN(), "BROKEN"},
		{"a spread that the benchmark knows", figure{over: slow, low: fast, high: reading{"High", "ns/op"}, bound: 5}, []readings{{slow: 4, fast: 3, {"High", "ns/op"}: 7}}, 4, 3, 7, "ok"},
		{"a figure that was not printed", figure{over: slow, bound: 5}, []readings{{}}, 0, 0, 0, "MISSING"},
		{"a figure that this system does not tell", figure{over: slow, bound: 5, mayLack: true}, nil, 0, 0, 0, "not known here"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := test.figure.judge(test.runs)
			want := []float64{test.measured, test.low, test.high}
			same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
			if !slices.EqualFunc([]float64{got.measured, got.low, got.high}, want, same) || got.says() != test.says {
				t.Errorf("measured %v from %v to %v: %s; want %v: %s", got.measured, got.low, got.high, got.says(), want, test.says)
			}
			failed := verdict([]result{got}) != nil
			if failed != (test.says == "BROKEN" || test.says == "MISSING") {
				t.Errorf("%s fails: %v", test.says, failed)
			}
		})
	}
}

func TestTheTableTellsEachFigureWithItsBoundAndWhatItIsComparedWith(t *testing.T) {
	var out bytes.Buffer
	printResults(&out, []result{
		{figure: figure{what: "open a list", against: "encoding/csv", unit: "×", bound: 6}, measured: 2.2814, low: 2, high: 3.5},
		{figure: figure{what: "memory", against: "a year", unit: " MB", bound: 100}, measured: 155.4, low: 155, high: 156},
		{figure: figure{what: "nothing", against: "nobody", unit: "×", bound: 1}, missing: true},
	})
	want := `WHAT         MEASURED  FROM – TO      BOUND   VERDICT  COMPARED WITH
open a list  2.281×    2.000 – 3.500  6.000×  ok       encoding/csv
memory       155 MB    155 – 156      100 MB  BROKEN   a year
nothing      -         -              1.000×  MISSING  nobody
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	err := verdict([]result{{figure: figure{what: "memory", bound: 1}, measured: 2}, {figure: figure{what: "speed", bound: 2}, measured: 1}})
	if err == nil || !strings.Contains(err.Error(), "memory (broken)") || strings.Contains(err.Error(), "speed") {
		t.Errorf("the verdict is %v", err)
	}
}

func TestEveryFigureBelongsToASuiteThatRuns(t *testing.T) {
	names := map[string]int{}
	for _, s := range suites() {
		names[s.name] = 0
	}
	for _, f := range figures() {
		if _, ok := names[f.suite]; !ok {
			t.Errorf("%s belongs to %q, which is no suite", f.what, f.suite)
		}
		names[f.suite]++
	}
	for name, n := range names {
		if n == 0 {
			t.Errorf("nothing is told of the suite %s", name)
		}
	}
}
