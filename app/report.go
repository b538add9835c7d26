package app

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// How much a report tells.
const (
	reportedRuns     = 20                 // newest first
	reportedPreviews = 20                 // newest first, of those that were not synced
	reportedRows     = 20                 // of each preview, those that need attention
	countedRows      = 200_000            // of all previews together: the rows of older ones are not counted
	reportedLog      = 2 << 20            // bytes of the log, its newest
	reportedAge      = 7 * 24 * time.Hour // of the log
	leastLog         = 256 << 10          // bytes of the log that go along however old they are
)

// ReportName is the file name that a report is offered under.
func ReportName() string { return "price-sync-diagnostics.zip" }

// ReportChoice is what the user wants in a diagnostics report.
type ReportChoice struct {
	Skip       []string // names of parts to leave out
	Names      bool     // item and file names and amounts as they are; else tokens stand for them
	KeepOthers bool     // a file in the place of the report that is none is left alone; else the user has said that it may be replaced

	Replay store.PlanID // the plan of which a copy goes along that support can run again; "" for none
}

// ReportParts returns what a diagnostics report would hold, for the user to read before saving.
func (a *App) ReportParts(ctx context.Context, choice ReportChoice) ([]diagnostics.Listed, error) {
	var parts []diagnostics.Listed
	err := a.operate(ctx, "report", looks, func(ctx context.Context) error {
		collector, err := a.collector(ctx, choice)
		if err != nil {
			return err
		}
		parts = collector.Collect(ctx, choice.Skip...).Parts()
		return nil
	})
	return parts, err
}

// ExportDiagnostics saves the report to path, replacing what is there. It works offline, and when neither database nor
// keychain nor the program's folder can be used: what can't be gathered is told inside.
func (a *App) ExportDiagnostics(ctx context.Context, path string, choice ReportChoice) error {
	return a.operate(ctx, "report", looks, func(ctx context.Context) error {
		started := time.Now()
		if err := a.place(path, choice); err != nil {
			return err
		}
		collector, err := a.collector(ctx, choice)
		if err != nil {
			return err
		}
		bundle := collector.Collect(ctx, choice.Skip...)
		size, err := replaceCounted(path, bundle.Write)
		if err != nil {
			return err
		}
		a.log.Event(ctx, logging.ReportSaved, slog.Int("bytes", size), slog.Int("parts", len(bundle.Parts())), slog.Any("left_out", choice.Skip), slog.Bool("names", choice.Names), ms(started))
		return nil
	})
}

// place returns why no report is to be saved to path: a folder is there, or, where such files are kept, one that is no report.
func (a *App) place(path string, choice ReportChoice) error {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case err != nil: // saving says what is wrong, or nothing is there
		return nil
	case info.IsDir():
		return fault.New(fault.OutputIsFolder, fault.Facts{"file": name, "name": ReportName()})
	case !choice.KeepOthers:
		return nil
	}
	if _, err := a.ReadReport(path); err != nil {
		return fault.Wrap(err, fault.OutputTaken, fault.Facts{"file": name})
	}
	return nil
}

// ReadReport returns what a saved report says, also one of an older version; fault.ReportUnreadable for anything else.
// It needs nothing of this computer but the file.
func (a *App) ReadReport(path string) (diagnostics.Report, error) {
	name := filepath.Base(path)
	facts := fault.Facts{"file": name}
	file, err := openFile(path, name)
	if fault.Is(err, fault.FileMissing) || fault.Is(err, fault.FileForbidden) {
		return diagnostics.Report{}, err
	}
	if err != nil {
		return diagnostics.Report{}, fault.Wrap(err, fault.ReportUnreadable, facts)
	}
	defer func() { _ = file.Close() }() // opened for reading
	info, err := file.Stat()
	if err != nil {
		return diagnostics.Report{}, fault.Wrap(err, fault.ReportUnreadable, facts)
	}
	report, err := diagnostics.Read(file, info.Size())
	if err != nil {
		return report, fault.Wrap(err, fault.ReportUnreadable, facts)
	}
	return report, nil
}

// collector says where the report's parts come from.
func (a *App) collector(ctx context.Context, choice ReportChoice) (diagnostics.Collector, error) {
	copied, err := a.replayPart(ctx, choice.Replay)
	if err != nil {
		return diagnostics.Collector{}, err
	}
	scrub := a.scrubber
	if who, err := user.Current(); err == nil {
		scrub.HideWord("user", who.Username)
	}
	if name, err := os.Hostname(); err == nil {
		scrub.HideWord("computer", name)
	}
	if home, err := os.UserHomeDir(); err == nil && filepath.Dir(home) != home { // also where it is not among the others
		scrub.HideWord("home", home)
	}
	scrub.HideWord("profile", a.folders.Home) // what lies above it may be called like a person or a customer
	return diagnostics.Collector{
		Op: ref(ctx), Scrub: scrub, Names: choice.Names,
		Sources: diagnostics.Sources{
			Program:  diagnostics.Program{Name: "Price Sync", Version: a.config.Version, Commit: a.config.Commit, Go: runtime.Version()},
			System:   a.reportSystem,
			Findings: a.reportFindings,
			Checks: func(ctx context.Context) ([]diagnostics.Check, error) {
				return diagnostics.Run(ctx, a.probes(), false), nil
			},
			Settings:   a.reportSettings,
			Connection: a.reportConnection,
			Limits:     a.reportLimits,
			Runs:       a.reportRuns,
			Rows:       a.reportRows,
			Previews:   a.reportPreviews,
			Database:   a.reportDatabase,
			Layouts:    a.reportLayouts,
			Network:    a.reportNetwork,
			Names:      a.reportNames,
			Log: func(context.Context) ([]byte, error) {
				text, err := logging.Tail(a.folders.Logs, reportedLog)
				return young(text, time.Now().Add(-reportedAge)), err
			},
			More: append([]diagnostics.Part{{Name: "goroutines.txt", Title: "What the program is doing right now", Collect: goroutines}}, copied...),
		},
	}, nil
}

func (a *App) reportFindings(context.Context) ([]diagnostics.Finding, error) {
	var all []diagnostics.Finding
	a.mu.Lock()
	failure, blind := a.failure, a.blind
	a.mu.Unlock()
	if blind != nil {
		found := ofStart(blind)
		found.Operation, found.Refs = windowOperation, []string{blind.Ref}
		all = append(all, found)
	}
	if failure != nil {
		all = append(all, ofStart(failure))
	}
	for _, f := range a.findings() {
		all = append(all, diagnostics.Finding{
			Code: f.Code, Severity: string(f.Severity), From: "settings", Field: f.Field, Message: f.Message, Hint: f.Hint,
		})
	}
	return all, nil
}

// ofStart is what kept the program, or its window, from starting, as a finding.
func ofStart(told *fault.Error) diagnostics.Finding {
	return diagnostics.Finding{Code: told.Code, Severity: string(settings.SeverityError), From: "start", Message: told.Message, Hint: told.Hint}
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

// young leaves out the lines of the log that are older than since, but keeps the newest ones however old they are.
func young(text []byte, since time.Time) []byte {
	for len(text) > leastLog {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		var told struct {
			Time time.Time `json:"time"`
		}
		if json.Unmarshal(line, &told) == nil && !told.Time.IsZero() && !told.Time.Before(since) {
			break
		}
		text = rest
	}
	return text
}

// goroutines tells what every part of the program is doing.
func goroutines(context.Context) ([]byte, error) {
	text := make([]byte, 1<<20)
	return text[:runtime.Stack(text, true)], nil
}
