package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// reading names one number that a benchmark prints.
type reading struct {
	bench string // without "Benchmark" and the number of processors
	unit  string
}

// readings are the numbers of one run.
type readings map[reading]float64

// figure is one line of the table: a number, or the ratio of two of the same run, with what it may be at the most.
type figure struct {
	suite     string
	what      string
	against   string // what it is compared with
	over      reading
	under     reading // zero where over is a number by itself
	low, high reading // the spread, where the benchmark itself knows it
	unit      string  // of the number; "×" for a ratio
	bound     float64 // the most it may be; 0 only reports it
	mayLack   bool    // some systems don't tell it
}

func figures() []figure {
	ratio := func(suite, what, against, over, under string, bound float64) figure {
		return figure{suite: suite, what: what, against: against, over: reading{over, "ns/op"}, under: reading{under, "ns/op"}, unit: "×", bound: bound}
	}
	cost := func(what, against, over, under string, bound float64) figure {
		return figure{suite: "pricelist", what: what, against: against, over: reading{over, "cpu-ns/op"}, under: reading{under, "cpu-ns/op"}, unit: "×", bound: bound}
	}
	logged := func(what, unit string, bound float64) figure {
		return figure{suite: "logging", what: what, against: "the same sync without a log, in turns", over: reading{"Logging", unit}, unit: "×", bound: bound}
	}
	spread := func(f figure) figure {
		f.low, f.high = reading{f.over.bench, f.over.unit + "-low"}, reading{f.over.bench, f.over.unit + "-high"}
		return f
	}
	report := func(what, unit string, bound float64) figure {
		return figure{suite: "report", what: what, against: "1,000 runs with rows and 20 MB of log", over: reading{"Report", unit}, unit: " " + unit, bound: bound}
	}
	memory := report("the report over a year, most memory", "MB", 100)
	memory.mayLack = true
	grid := func(what, bench, unit string, bound float64) figure {
		return figure{suite: "grid", what: what, against: "a preview of 50,076 rows in a browser", over: reading{bench, unit}, unit: " " + strings.TrimSuffix(strings.TrimPrefix(unit, "blank-"), "/op"), bound: bound}
	}
	return []figure{
		cost("open 100,000 rows of CSV", "encoding/csv reading the same bytes", "CSV/Read/100000", "CSV/encoding-csv/100000", 3),
		cost("open ten times the rows of CSV", "opening 10,000 rows", "CSV/Read/100000", "CSV/Read/10000", 12),
		{suite: "pricelist", what: "memory of a list that is kept", against: "its file's size", over: reading{"Memory", "live/size"}, unit: "×", bound: 4},
		cost("open a workbook of 50,000 rows", "excelize streaming the same bytes", "Workbook/Read/50000", "Workbook/excelize/50000", 1.3),
		cost("open a workbook of ten times the rows", "opening one of 5,000 rows", "Workbook/Read/50000", "Workbook/Read/5000", 12),
		ratio("match", "match 50,000 rows with 50,000 items", "a table of the names and a look for each row", "Find/suggest=false", "Find/map", 30),
		ratio("match", "the same with suggestions for 2,000 rows", "matching without suggestions", "Find/suggest=true", "Find/suggest=false", 25),
		ratio("plan", "plan 50,000 rows", "writing the plan's rows as JSON", "Make/Make", "Make/JSON", 9),
		{suite: "plan", what: "match and plan 50,000 rows, 2,000 with suggestions, processor time", against: "50,000 items, on all processors", over: reading{"Whole/50000", "cpu-s/op"}, unit: " s", bound: 1},
		{suite: "plan", what: "the same, time", against: "what else runs here stretches it", over: reading{"Whole/50000", "s/op"}, unit: " s"},
		{suite: "plan", what: "match and plan ten times the rows and items, processor time", against: "5,000 of each", over: reading{"Whole/50000", "cpu-s/op"}, under: reading{"Whole/5000", "cpu-s/op"}, unit: "×", bound: 16},
		ratio("preview", "hand 50,000 rows to the page, 5,000 at once", "writing the same texts as JSON", "PreviewRows/pages", "PreviewRows/JSON", 5),
		grid("filter the grid by a tile, the page's own work", "Grid/filter", "cpu-ms/op", 100),
		grid("filter the grid by a search, the page's own work", "Grid/search", "cpu-ms/op", 100),
		grid("sort the grid, the page's own work", "Grid/sort", "cpu-ms/op", 100),
		grid("filter the grid by a tile, to the second frame", "Grid/filter", "ms/op", 0),
		grid("sort the grid, to the second frame", "Grid/sort", "ms/op", 0),
		grid("blank lines of a thousand, scrolled by the wheel", "Grid/scroll", "blank-per-mille", 1),
		grid("blank lines of a thousand, while the thumb is dragged", "Grid/drag", "blank-per-mille", 0),
		report("the report over a year, time", "s", 5),
		memory,
		spread(logged("sync with the log, processor time", "info-cpu", 1.03)),
		logged("sync with the log, time", "info-wall", 0),
		spread(logged("sync with the log at debug, processor time", "debug-cpu", 1.5)),
		logged("sync with the log at debug, at Jobber's pace", "debug-paced", 1.03),
	}
}

// result is a figure as it was measured.
type result struct {
	figure
	measured, low, high float64
	missing             bool
}

// judge takes the middle of what the runs measured.
func (f figure) judge(runs []readings) result {
	var values []float64
	r := result{figure: f}
	for _, run := range runs {
		value, ok := run[f.over]
		if f.under != (reading{}) {
			base, known := run[f.under]
			value, ok = value/base, ok && known && base > 0
		}
		if ok {
			values = append(values, value)
		}
		if low, known := run[f.low]; known {
			r.low, r.high = low, run[f.high]
		}
	}
	if len(values) == 0 {
		r.missing = true
		return r
	}
	slices.Sort(values)
	r.measured = values[len(values)/2]
	if f.low == (reading{}) {
		r.low, r.high = values[0], values[len(values)-1]
	}
	return r
}

// says is the verdict in a word.
func (r result) says() string {
	switch {
	case r.missing && r.mayLack:
		return "not known here"
	case r.missing:
		return "MISSING"
	case math.IsNaN(r.measured) || r.bound > 0 && r.measured > r.bound:
		return "BROKEN"
	case r.bound == 0:
		return "-"
	}
	return "ok"
}

func printResults(out io.Writer, results []result) {
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "WHAT\tMEASURED\tFROM – TO\tBOUND\tVERDICT\tCOMPARED WITH")
	for _, r := range results {
		measured, spread, bound := "-", "-", "-"
		if !r.missing {
			measured = short(r.measured) + r.unit
			spread = short(r.low) + " – " + short(r.high)
		}
		if r.bound > 0 {
			bound = short(r.bound) + r.unit
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", r.what, measured, spread, bound, r.says(), r.against)
	}
	_ = table.Flush() // a terminal that is gone hears nothing anyway
}

// short writes a number with as many decimals as matter.
func short(value float64) string {
	switch {
	case value >= 100:
		return strconv.FormatFloat(value, 'f', 0, 64)
	case value >= 10:
		return strconv.FormatFloat(value, 'f', 1, 64)
	}
	return strconv.FormatFloat(value, 'f', 3, 64)
}

// verdict fails when a bound is broken, or a figure is not there.
func verdict(results []result) error {
	var broken []string
	for _, r := range results {
		if word := r.says(); word == "BROKEN" || word == "MISSING" {
			broken = append(broken, fmt.Sprintf("%s (%s)", r.what, strings.ToLower(word)))
		}
	}
	if len(broken) > 0 {
		return errors.New("beyond their bounds: " + strings.Join(broken, "; "))
	}
	return nil
}

var benchName = regexp.MustCompile(`^Benchmark(\S+?)(-\d+)?$`)

// parseBench reads what go test -bench prints: a name, how often it ran, and pairs of a number and its unit.
func parseBench(out string) readings {
	found := readings{}
	lines := bufio.NewScanner(strings.NewReader(out))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || len(fields)%2 != 0 {
			continue
		}
		name := benchName.FindStringSubmatch(fields[0])
		if name == nil {
			continue
		}
		if _, err := strconv.Atoi(fields[1]); err != nil {
			continue
		}
		for i := 2; i < len(fields); i += 2 {
			if value, err := strconv.ParseFloat(fields[i], 64); err == nil {
				found[reading{name[1], fields[i+1]}] = value
			}
		}
	}
	return found
}
