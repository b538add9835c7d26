package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// tally counts tests over all steps of the gate.
type tally struct {
	passed, failed int
	skipped        []string // by name, with the reason
	absent         []string // tests over price lists that lie beside the project, where there are none
	broken         []string // steps that failed
}

func (t *tally) skip(name string) { t.skipped = append(t.skipped, name) }

// noSamples is what a test says that compares with price lists beside the project, which no set-up can bring.
const noSamples = "are not beside the project"

// close prints the counts and what was skipped, and fails when a step failed or, in CI, when anything was skipped that
// set-up could have brought.
func (t *tally) close() error {
	fmt.Println()
	for _, name := range t.skipped {
		fmt.Println("skipped:", name)
	}
	for _, name := range t.absent {
		fmt.Println("not compared:", name)
	}
	for _, b := range t.broken {
		fmt.Println("failed:", b)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", t.passed, t.failed, len(t.skipped)+len(t.absent))
	switch {
	case len(t.broken) > 0 || t.failed > 0:
		return errors.New("the gate failed")
	case len(t.skipped) > 0 && os.Getenv("CI") == "true":
		return errors.New("in CI nothing may be skipped")
	case t.passed == 0:
		return errors.New("no test ran")
	}
	return nil
}

// event is one line of `go test -json`.
type event struct {
	Action, Package, Test, Output string
}

// goTests runs go test, prints what failing tests printed, and counts.
func goTests(ctx context.Context, t *tally, env []string, args ...string) error {
	process := cmd("go", append([]string{"test", "-json"}, args...)...).with(env...).prepare(ctx)
	process.Stderr = os.Stderr
	out, err := process.StdoutPipe()
	if err != nil {
		return err
	}
	if err := process.Start(); err != nil {
		return err
	}
	t.events(out)
	if err := process.Wait(); err != nil {
		return fmt.Errorf("go test: %w", err)
	}
	return nil
}

func (t *tally) events(out io.Reader) {
	printed := map[string]*strings.Builder{}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text())
			continue
		}
		key := e.Package + " " + e.Test
		if printed[key] == nil {
			printed[key] = &strings.Builder{}
		}
		switch e.Action {
		case "output", "build-output":
			if e.Action == "build-output" {
				fmt.Print(e.Output)
			}
			printed[key].WriteString(e.Output)
			continue
		case "fail":
			fmt.Printf("--- failed: %s\n%s", key, printed[key])
			if e.Test != "" {
				t.failed++
			}
		case "pass":
			if e.Test != "" {
				t.passed++
			} else {
				fmt.Println("ok", e.Package)
			}
		case "skip":
			if e.Test != "" {
				t.leave(key, reason(printed[key].String()))
			}
		default:
			continue
		}
		delete(printed, key)
	}
}

// leave notes a test that did not run.
func (t *tally) leave(name, why string) {
	if strings.Contains(why, noSamples) {
		t.absent = append(t.absent, name+": "+why)
		return
	}
	t.skipped = append(t.skipped, name+": "+why)
}

// reason takes a skipped test's own words out of what it printed.
func reason(printed string) string {
	lines := slices.DeleteFunc(strings.Split(printed, "\n"), func(line string) bool {
		return strings.HasPrefix(line, "===") || strings.HasPrefix(strings.TrimSpace(line), "---") || strings.TrimSpace(line) == ""
	})
	if len(lines) == 0 {
		return "no reason given"
	}
	return strings.TrimSpace(lines[len(lines)-1])
}

// tee runs the command, shows what it prints and returns it.
func tee(ctx context.Context, c command) (string, error) {
	var kept bytes.Buffer
	process := c.prepare(ctx)
	process.Stdout, process.Stderr = io.MultiWriter(os.Stdout, &kept), os.Stderr
	if err := process.Run(); err != nil {
		return kept.String(), fmt.Errorf("%s: %w", c, err)
	}
	return kept.String(), nil
}

// vitest counts by the runner's closing line: "Tests  2 failed | 310 passed | 1 skipped (313)".
func (t *tally) vitest(out string) {
	line := regexp.MustCompile(`(?m)^\s*Tests\s.*$`).FindString(out)
	t.passed += number(line, `(\d+) passed`)
	t.failed += number(line, `(\d+) failed`)
	if n := number(line, `(\d+) skipped`); n > 0 {
		t.skipped = append(t.skipped, fmt.Sprintf("%d of the page's tests, named above", n))
	}
}

// nodeTest counts by the closing lines of node's runner: "# pass 12".
func (t *tally) nodeTest(out string) {
	t.passed += number(out, `(?m)^# pass (\d+)`)
	t.failed += number(out, `(?m)^# fail (\d+)`)
	for _, m := range regexp.MustCompile(`(?m)^\s*ok \d+ - (.*) # SKIP(.*)$`).FindAllStringSubmatch(out, -1) {
		t.skipped = append(t.skipped, m[1]+":"+m[2])
	}
}

func number(text, pattern string) int {
	m := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}
