package store_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/store"
)

func TestOnADiskThatBecomesFullTheLastOutcomesAndTheEndAreStillRecorded(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("a small disk needs the right to mount one: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	path := filepath.Join(folder, "memory.db")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var p plan.Plan
	p.Kind = plan.FromPriceList
	for _, item := range []catalog.ItemID{"a", "b"} {
		p.Changes = append(p.Changes, plan.Change{Line: len(p.Changes) + 1, Verdict: plan.Update, Item: item, After: prices("12", "")})
	}
	id, err := s.SavePlan(t.Context(), p, "")
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.BeginRun(t.Context(), store.RunStart{Plan: id, Rows: p.Changes})
	if err != nil {
		t.Fatal(err)
	}
	first, second := apply.Blank(p.Changes[0]), apply.Blank(p.Changes[1])
	first.Outcome, second.Outcome = apply.Intended, apply.Intended
	if err := s.Intend(t.Context(), run, []apply.Row{first}); err != nil {
		t.Fatal(err)
	}
	fillDisk(t, filepath.Join(folder, "ballast"))
	first.Outcome = apply.Applied
	for range 200 { // until the write-ahead log has to grow
		if err := s.Settle(t.Context(), run, []apply.Row{first}); err != nil {
			t.Fatalf("the outcome is lost: %v", err)
		}
	}
	if err := s.Intend(t.Context(), run, []apply.Row{second}); !fault.Is(err, fault.DiskFull) {
		t.Errorf("another row would be sent: %v", err)
	}
	if err := s.Finish(context.Background(), run, apply.Summary{Status: apply.Stopped}); err != nil {
		t.Errorf("the end is not recorded: %v", err)
	}
	got, rows, err := s.Run(t.Context(), run)
	if err != nil || got.Status != apply.Stopped || rows[0].Outcome != apply.Applied || rows[1].Outcome != apply.NotSent {
		t.Errorf("run %v with rows %v: %v", got.Status, rows, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}

	// With room again the reserve is there again, and the run can be gone on with.
	if err := os.Remove(filepath.Join(folder, "ballast")); err != nil {
		t.Fatal(err)
	}
	again := reopened(t, path)
	if _, err := os.Stat(path + ".reserve"); err != nil {
		t.Errorf("no reserve: %v", err)
	}
	if err := again.Intend(t.Context(), run, []apply.Row{second}); err != nil {
		t.Errorf("the run can't be gone on with: %v", err)
	}
}

// fillDisk writes until the disk takes no byte more.
func fillDisk(t *testing.T, path string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for size := 1 << 16; size > 0; {
		if _, err := file.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	if err := file.Close(); err != nil {
		t.Log(err)
	}
}
