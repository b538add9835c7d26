package app_test

import (
	"archive/zip"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/diagnostics"
	"pricesync/app/logging"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
)

const (
	yearRuns  = 1000
	yearRows  = 60 // of each run
	yearLog   = 19_400_000
	yearLines = 5 * time.Second // between two lines, so that a file lasts about a day
)

// BenchmarkReport lets the built program, which BENCH_TEST_PROGRAM names, save a diagnostics report over a year of
// history, and reports what that takes of time and memory.
func BenchmarkReport(b *testing.B) {
	program := os.Getenv("BENCH_TEST_PROGRAM")
	if program == "" {
		b.Skip("BENCH_TEST_PROGRAM is not set: `go run ./build bench` builds the program and sets it")
	}
	home := b.TempDir()
	folders, err := settings.FindFolders(runtime.GOOS, func(name string) (string, bool) { return home, name == "PRICESYNC_HOME" })
	if err != nil {
		b.Fatal(err)
	}
	rememberYear(b, folders.Database)
	logYear(b, folders.Logs)
	if size := onDisk(b, folders.Logs); size < 19_000_000 {
		b.Fatalf("the log has %d bytes", size)
	}
	slowest, most := time.Duration(0), int64(0)
	for b.Loop() {
		out := filepath.Join(b.TempDir(), "report.zip")
		command := exec.Command(program, "diagnostics", "--out", out)
		command.Env = append(os.Environ(), "PRICESYNC_HOME="+home, "PRICESYNC_LOG=", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
		started := time.Now()
		if printed, err := command.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, printed)
		}
		slowest = max(slowest, time.Since(started))
		if peak, known := peakMemory(command.ProcessState); known {
			most = max(most, peak)
		}
		wholeReport(b, out)
	}
	b.ReportMetric(slowest.Seconds(), "s")
	b.ReportMetric(float64(onDisk(b, folders.Logs))/1e6, "log-MB")
	if most > 0 {
		b.ReportMetric(float64(most)/1e6, "MB")
	}
}

// wholeReport makes sure that the report is one: it can be read and tells of runs.
func wholeReport(b *testing.B, path string) {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	report, err := diagnostics.Read(file, info.Size())
	if err != nil || len(report.Runs) < 20 || report.Runs[0].Counts[string(apply.Applied)] == 0 {
		b.Fatalf("the report has %d runs: %v", len(report.Runs), err)
	}
	if _, err := zip.NewReader(file, info.Size()); err != nil {
		b.Fatal(err)
	}
}

// rememberYear fills a database with a year of runs, as syncs leave them behind.
func rememberYear(b *testing.B, path string) {
	b.Helper()
	ctx := context.Background()
	now := time.Now().AddDate(-1, 0, 0)
	step := time.Since(now) / (yearRuns + 1)
	s, err := store.Open(ctx, path, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	for run := range yearRuns {
		now = now.Add(step)
		p := yearPlan(run)
		plan, err := s.SavePlan(ctx, p, opOf(run))
		must(err)
		id, err := s.BeginRun(ctx, store.RunStart{Plan: plan, Ref: opOf(run), User: "office", Rows: p.Changes})
		must(err)
		rows := make([]apply.Row, 0, len(p.Changes))
		counts := map[apply.Outcome]int{}
		for _, outcome := range apply.Outcomes() {
			counts[outcome] = 0
		}
		for i, change := range p.Changes {
			row := apply.Blank(change)
			row.Outcome, row.Sent, row.Stored, row.Attempt, row.At = apply.Applied, change.After, change.After, 1, now
			if (run+i)%97 == 0 {
				row.Outcome, row.Stored, row.Message = apply.Rejected, catalog.Prices{}, "Jobber refused this row: the name is taken."
			}
			counts[row.Outcome]++
			rows = append(rows, row)
		}
		must(s.Settle(ctx, id, rows))
		must(s.Finish(ctx, id, apply.Summary{
			Status: apply.Partial, Counts: counts, Started: now, Ended: now.Add(time.Minute), Requests: yearRows + 5,
		}))
	}
	must(s.Close())
}

func opOf(run int) string {
	return string(logging.NewOp(func() uint64 { return uint64(run) * 7_919 }))
}

func yearPlan(run int) plan.Plan {
	p := plan.Plan{
		Kind: plan.FromPriceList, Account: catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvMTIz", Name: "ACME Plumbing"},
		Source:     plan.Source{File: fmt.Sprintf("Northgate Supplies week %d.csv", run%52), SHA256: fmt.Sprintf("%064x", run)},
		Guardrails: plan.DefaultGuardrails(), CatalogSize: 5000,
	}
	for i := range yearRows {
		was := catalog.Prices{Price: money.Some(money.FromCents(int64(1000 + run + i))), Cost: money.Some(money.FromCents(int64(600 + run + i)))}
		next := catalog.Prices{Price: money.Some(money.FromCents(int64(1010 + run + i))), Cost: was.Cost}
		name := fmt.Sprintf("Copper tube %d mm x 3 m", i)
		p.Changes = append(p.Changes, plan.Change{
			Line: i + 2, Name: name, Code: fmt.Sprintf("NG-%06d", i), Verdict: plan.Update, Message: "The price rises.",
			Item: catalog.ItemID(fmt.Sprintf("Z2lkOi8vSm9iYmVyL1Byb2R1Y3QvMTIz%d", i)), ItemName: name, MatchedBy: "name", List: next, Before: was, After: next,
		})
	}
	return p.Sealed()
}

// logYear writes as much log as is ever kept, up to now.
func logYear(b *testing.B, folder string) {
	b.Helper()
	now := time.Now().Add(-80 * time.Hour)
	end := time.Now().Add(-time.Minute)
	log, err := logging.Open(logging.Config{
		Dir: folder, Level: slog.LevelDebug, Version: "0.0.0-bench", Commit: "bench", Now: func() time.Time { return now },
	})
	if err != nil {
		b.Fatal(err)
	}
	for run := 0; onDisk(b, folder) < yearLog; run++ {
		ctx := logging.WithAccount(logging.WithOp(context.Background(), logging.OpID(opOf(run))), "Z2lkOi8vSm9iYmVyL0FjY291bnQvMTIz")
		log.Event(ctx, logging.SyncStart, slog.String("run", fmt.Sprintf("r-%d", run)), slog.Int("rows", yearRows))
		for i := range 4 * yearRows {
			if now = now.Add(yearLines); now.After(end) {
				b.Fatalf("the log reached now with %d bytes", onDisk(b, folder))
			}
			log.Event(ctx, logging.Request, slog.String("request", "EditItem"), slog.Int("status", 200), slog.String("reason", ""),
				slog.String("request_id", fmt.Sprintf("%08x-0a1b-4c3d-a1b2-0a1b2c3d4e5f", run*yearRows+i)), slog.Int("cost", 55),
				slog.Int("available", 9945-i), slog.Int("bytes", 612), slog.String("host", "api.getjobber.com"), slog.Int64("ms", 112))
		}
		if run%5 == 0 {
			log.Failure(ctx, fmt.Errorf("edit line %d: connection reset by peer", run), slog.String("operation", "sync"))
		}
		log.Event(ctx, logging.SyncEnd, slog.String("run", fmt.Sprintf("r-%d", run)), slog.String("status", "partial"), slog.Int("requests", yearRows))
	}
	if err := log.Close(); err != nil {
		b.Fatal(err)
	}
	if log.Dropped() > 0 {
		b.Fatalf("%d lines of the log were dropped", log.Dropped())
	}
}

// onDisk returns how many bytes the files of a folder have.
func onDisk(b *testing.B, folder string) int64 {
	b.Helper()
	total := int64(0)
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}
