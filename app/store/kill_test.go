package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// childPath makes the test binary a program that journals a run into the database of that path until it is killed or
// can't go on. It prints a line for every row whose outcome is durable, and "ended CODE" when it can't go on.
const childPath = "STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		limitFileSize(os.Getenv(childLimit))
		if err := fault.From(journalAll(path)); err != nil {
			fmt.Println("ended", err.Code)
		}
		return
	}
	os.Exit(m.Run())
}

const childRows = 600

func journalAll(path string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	p := plan.Plan{Kind: plan.FromPriceList}
	for i := range childRows {
		p.Changes = append(p.Changes, plan.Change{Line: i + 1, Verdict: plan.Update, Item: catalog.ItemID(fmt.Sprint("i", i)), After: prices("12", "")})
	}
	id, err := s.SavePlan(ctx, p, "")
	if err != nil {
		return err
	}
	run, err := s.BeginRun(ctx, store.RunStart{Plan: id, Rows: p.Changes})
	if err != nil {
		return err
	}
	fmt.Println("run", run)
	for _, c := range p.Changes {
		row := apply.Blank(c)
		row.Outcome, row.Attempt = apply.Intended, 1
		if err := s.Intend(ctx, run, []apply.Row{row}); err != nil {
			return err
		}
		row.Outcome, row.Stored, row.Message = apply.Applied, prices("12", ""), strings.Repeat("x", 2000)
		if err := s.Settle(ctx, run, []apply.Row{row}); err != nil {
			return err
		}
		fmt.Println(c.Line)
	}
	return s.Close()
}

// child runs the program on that database until enough rows are acknowledged, then kills it; 0 lets it end by itself.
// It returns the run, the last row that was acknowledged, and how the program ended.
func child(t *testing.T, path string, enough int, environment ...string) (run apply.RunID, last int, ended string) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(append(os.Environ(), childPath+"="+path), environment...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "run":
			run = apply.RunID(rest)
		case "ended":
			ended = rest
		default:
			if last, err = strconv.Atoi(word); err != nil {
				t.Fatalf("the program says %q", lines.Text())
			}
		}
		if enough > 0 && last == enough {
			if err := command.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			enough = 0 // what it printed before it died still counts
		}
	}
	command.Wait() // it was killed
	return run, last, ended
}

// checkAcknowledged holds the journal of a run that was cut off against what was acknowledged: those rows are applied,
// at most the next one is in doubt or applied, and nothing is known of the others.
func checkAcknowledged(t *testing.T, s *store.Store, run apply.RunID, last int) {
	t.Helper()
	found, rows, err := s.Run(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	if !found.Open() || len(rows) != childRows {
		t.Errorf("run %s: %+v", run, found)
	}
	for i, row := range rows {
		switch {
		case i < last && row.Outcome != apply.Applied:
			t.Errorf("line %d of %d was acknowledged and is %s", row.Line, last, row.Outcome)
		case i > last && row.Outcome != apply.NotSent:
			t.Errorf("line %d was not begun after %d and is %s", row.Line, last, row.Outcome)
		}
	}
}

func TestNoRowThatWasAcknowledgedIsLostWhenTheProgramIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	acknowledged := 0
	for range 20 {
		run, last, _ := child(t, path, 1+rand.IntN(60))
		s, err := store.Open(context.Background(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkAcknowledged(t, s, run, last)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		acknowledged += last
	}
	t.Logf("20 kills, %d rows acknowledged", acknowledged)
}
