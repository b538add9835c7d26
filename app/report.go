package app

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/user"
	"runtime"
	"slices"
	"strconv"
	"time"

	"pricesync/app/apply"
	"pricesync/app/diagnostics"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/settings"
	"pricesync/app/store"
)

const (
	reportedRuns = 20      // newest first
	reportedLog  = 2 << 20 // bytes of its end
)

// ReportName is the file name that a report is offered under.
func ReportName() string { return "price-sync-diagnostics.zip" }

// ReportChoice is what the user wants in a diagnostics report.
type ReportChoice struct {
	Skip  []string // names of parts to leave out
	Names bool     // item and file names and amounts as they are; else tokens stand for them

	Replay store.PlanID // the plan of which a copy goes along that support can run again; "" for none
}

// ReportParts returns what a diagnostics report would hold, for the user to read before saving.
func (a *App) ReportParts(ctx context.Context, choice ReportChoice) ([]diagnostics.Listed, error) {
	var parts []diagnostics.Listed
	err := a.operate(ctx, "report", looks, func(ctx context.Context) error {
		parts = a.collector(ctx, choice).Collect(ctx, choice.Skip...).Parts()
		return nil
	})
	return parts, err
}

// ExportDiagnostics saves the report to path. It works offline, and when the database
// or the keychain can't be used: what can't be collected is told inside.
func (a *App) ExportDiagnostics(ctx context.Context, path string, choice ReportChoice) error {
	return a.operate(ctx, "report", looks, func(ctx context.Context) error {
		started := time.Now()
		bundle := a.collector(ctx, choice).Collect(ctx, choice.Skip...)
		size, err := replaceCounted(path, bundle.Write)
		if err != nil {
			return err
		}
		a.log.Event(ctx, logging.ReportSaved, slog.Int("bytes", size), slog.Int("parts", len(bundle.Parts())), slog.Any("left_out", choice.Skip), slog.Bool("names", choice.Names), ms(started))
		return nil
	})
}

// collector says where the report's parts come from.
func (a *App) collector(ctx context.Context, choice ReportChoice) diagnostics.Collector {
	scrub := a.scrubber
	if who, err := user.Current(); err == nil {
		scrub.HideWord("user", who.Username)
	}
	if name, err := os.Hostname(); err == nil {
		scrub.HideWord("computer", name)
	}
	return diagnostics.Collector{
		Op: ref(ctx), Scrub: scrub, Names: choice.Names,
		Sources: diagnostics.Sources{
			Program:  diagnostics.Program{Name: "Price Sync", Version: a.config.Version, Commit: a.config.Commit, Go: runtime.Version()},
			System:   a.systemFacts,
			Findings: a.reportFindings,
			Checks: func(ctx context.Context) ([]diagnostics.Check, error) {
				return diagnostics.Run(ctx, a.probes(), false), nil
			},
			Settings: a.reportSettings,
			Runs:     a.reportRuns,
			Database: a.databaseFacts,
			More:     []diagnostics.Part{a.networkPart()},
			Log:      func(context.Context) ([]byte, error) { return logging.Tail(a.folders.Logs, reportedLog) },
		},
	}
}

func (a *App) systemFacts(context.Context) ([]diagnostics.Fact, error) {
	_, offset := time.Now().Zone()
	return []diagnostics.Fact{
		{Name: "os", Value: runtime.GOOS}, {Name: "arch", Value: runtime.GOARCH}, {Name: "cores", Value: strconv.Itoa(runtime.NumCPU())},
		{Name: "time zone offset", Value: (time.Duration(offset) * time.Second).String()}, {Name: "locale", Value: locale()},
		{Name: "practice", Value: strconv.FormatBool(a.side() != nil && a.side().practice)},
		{Name: "log lines dropped", Value: strconv.FormatInt(a.log.Dropped(), 10)},
	}, nil
}

func (a *App) reportFindings(context.Context) ([]diagnostics.Finding, error) {
	var all []diagnostics.Finding
	a.mu.Lock()
	failure := a.failure
	a.mu.Unlock()
	if failure != nil {
		all = append(all, diagnostics.Finding{Code: failure.Code, Severity: string(settings.SeverityError), From: "start", Message: failure.Message, Hint: failure.Hint})
	}
	for _, f := range a.findings() {
		all = append(all, diagnostics.Finding{
			Code: f.Code, Severity: string(f.Severity), From: "settings", Field: f.Field, Message: f.Message, Hint: f.Hint,
		})
	}
	return all, nil
}

func (a *App) reportSettings(context.Context) ([]diagnostics.Setting, error) {
	values := a.settings().Values
	all := make([]diagnostics.Setting, 0, len(values))
	for _, v := range values {
		wrong := ""
		if v.Wrong != nil {
			wrong = v.Wrong.Error()
		}
		all = append(all, diagnostics.Setting{Name: v.Setting.Name, Value: v.Text, Origin: string(v.Origin), Wrong: wrong})
	}
	return all, nil
}

func (a *App) reportRuns(ctx context.Context) ([]diagnostics.PastRun, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	runs, err := side.store.Runs(ctx, reportedRuns)
	if err != nil {
		return nil, err
	}
	past := make([]diagnostics.PastRun, 0, len(runs))
	for _, run := range runs {
		_, rows, err := side.store.Run(ctx, run.ID)
		if err != nil {
			return past, err
		}
		counts := map[string]int{}
		for outcome, n := range run.Counts {
			counts[string(outcome)] = n
		}
		one := diagnostics.PastRun{
			Run: string(run.ID), Kind: string(run.Kind), UndoOf: string(run.UndoOf), Plan: string(run.Plan), Op: run.Ref,
			By: by(run.User), Started: run.Started, Status: string(run.Status), Account: string(run.Account.ID), File: run.File, SHA256: run.SHA256,
			Counts: counts, Requests: run.Requests, Throttled: run.Throttled, Total: run.Rows, Slipped: slipped(rows),
		}
		if !run.Ended.IsZero() {
			one.Ended = &run.Ended
		}
		for _, row := range slices.DeleteFunc(rows, func(r apply.Row) bool { return r.Outcome == apply.Applied && !r.Differs }) {
			one.Rows = append(one.Rows, diagnostics.RunRow{Line: row.Line, Item: row.ItemName, Outcome: string(row.Outcome), Message: row.Message})
		}
		past = append(past, one)
	}
	return past, nil
}

// by says who began a run, without a name.
func by(user string) string {
	if user == userName() {
		return "this user"
	}
	return "another user"
}

// slipped counts the rows that were applied and moved an amount by a power of ten.
func slipped(rows []apply.Row) int {
	n := 0
	for _, row := range rows {
		if row.Outcome == apply.Applied && plan.Slipped(row.Before, row.Sent) {
			n++
		}
	}
	return n
}

func (a *App) databaseFacts(ctx context.Context) ([]diagnostics.Fact, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	h, err := side.store.Check(ctx)
	if err != nil {
		return nil, err
	}
	count := func(name string, n int) diagnostics.Fact { return diagnostics.Fact{Name: name, Value: strconv.Itoa(n)} }
	return []diagnostics.Fact{
		{Name: "quick_check", Value: h.Verdict}, count("schema", h.Schema), {Name: "sqlite", Value: h.SQLite}, {Name: "journal mode", Value: h.JournalMode},
		{Name: "size", Value: settings.Size(h.Bytes)}, {Name: "free inside", Value: settings.Size(h.FreeBytes)}, count("plans", h.Plans),
		count("runs", h.Runs), count("open runs", h.OpenRuns), count("rows", h.Rows), count("damaged rows", h.DamagedRows),
		count("items", h.Items), count("links", h.Links), {Name: "durable write", Value: fmt.Sprintf("%d ms", h.Written.Milliseconds())},
	}, nil
}
