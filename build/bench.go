package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// suite is one package's benchmarks, run so many times in a row with the others in between.
type suite struct {
	name    string // the package under app/, or what the benchmarks of app itself are about
	folder  string
	pattern string // of go test -bench
	time    string // of go test -benchtime
	rounds  int
	script  string // instead of benchmarks of Go: what node runs in frontend, which prints its figures like go test -bench
}

func suites() []suite {
	return []suite{
		{"pricelist", "app/pricelist", "BenchmarkMemory|BenchmarkWorkbook|BenchmarkCSV", "300ms", 3, ""},
		{"match", "app/match", "^BenchmarkFind$", "300ms", 3, ""},
		{"plan", "app/plan", "^BenchmarkMake$|^BenchmarkWhole$", "300ms", 3, ""},
		{"preview", "app/desktop", "^BenchmarkPreviewRows$", "300ms", 3, ""},
		{"report", "app", "^BenchmarkReport$", "3x", 1, ""},
		{"logging", "app", "^BenchmarkLogging$", "1x", 1, ""},
		{"grid", "frontend", "", "", 1, "test/grid-bench.mjs"},
	}
}

// benchFolder is where the test binaries and the program that is measured lie.
var benchFolder = filepath.Join("build", "out", "bench")

// bench measures speed and memory as ratios of things that run here and now, prints them with their bounds, and fails
// when a bound is broken. With words it runs only the suites that are named.
func bench(ctx context.Context, args []string) error {
	var chosen []suite
	for _, s := range suites() {
		if len(args) == 0 || strings.Contains(" "+strings.Join(args, " ")+" ", " "+s.name+" ") {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("there is no benchmark named %s", strings.Join(args, " "))
	}
	program, err := benchBuilt(ctx, chosen)
	if err != nil {
		return err
	}
	started := time.Now()
	var rounds []readings
	for round := range 3 {
		for _, s := range chosen {
			if round >= s.rounds {
				continue
			}
			fmt.Printf("   %s, round %d of %d\n", s.name, round+1, s.rounds)
			found, err := s.run(ctx, program)
			if err != nil {
				return err
			}
			rounds = append(rounds, found)
		}
	}
	var results []result
	for _, f := range figures() {
		for _, s := range chosen {
			if s.name == f.suite {
				results = append(results, f.judge(rounds))
			}
		}
	}
	say("%s, %s, %d processors, %s", runtime.GOOS, runtime.Version(), runtime.NumCPU(), time.Since(started).Round(time.Second))
	printResults(os.Stdout, results)
	return verdict(results)
}

// benchBuilt builds the tests of the suites, and the program, which it returns.
func benchBuilt(ctx context.Context, chosen []suite) (program string, err error) {
	say("building what is measured")
	if err := os.MkdirAll(benchFolder, 0o755); err != nil {
		return "", err
	}
	for _, s := range chosen {
		if s.script != "" {
			if err := install(ctx, testNeeds()); err != nil {
				return "", err
			}
			continue
		}
		if err := cmd("go", "test", "-c", "-o", s.binary(), "./"+s.folder).run(ctx); err != nil {
			return "", err
		}
	}
	program, err = filepath.Abs(filepath.Join(benchFolder, filepath.Base(programPath())))
	if err != nil {
		return "", err
	}
	return program, cmd("go", "build", "-trimpath", "-ldflags", stamp(ctx), "-o", program, ".").with("CGO_ENABLED=0").run(ctx)
}

func (s suite) binary() string {
	return filepath.Join(benchFolder, strings.ReplaceAll(s.folder, "/", "-")+".test.exe")
}

// run runs the suite once.
func (s suite) run(ctx context.Context, program string) (readings, error) {
	if s.script != "" {
		out, err := cmd("node", s.script).in(s.folder).output(ctx)
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		return s.read(out)
	}
	binary, err := filepath.Abs(s.binary())
	if err != nil {
		return nil, err
	}
	out, err := cmd(binary, "-test.run=^$", "-test.bench="+s.pattern, "-test.benchtime="+s.time, "-test.benchmem", "-test.timeout=10m").
		in(s.folder).with("BENCH_TEST_PROGRAM=" + program).output(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return s.read(out)
}

func (s suite) read(out string) (readings, error) {
	found := parseBench(out)
	if len(found) == 0 {
		return nil, fmt.Errorf("the benchmarks of %s printed no figure:\n%s", s.name, out)
	}
	return found, nil
}
