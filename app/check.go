package app

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"pricesync/app/apply"
	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/settings"
)

// leastFreeSpace is below what a self-check warns.
const leastFreeSpace = 200 << 20

// How long a check may take where the usual time is not enough, and how long a write that lasts should take at most.
const (
	databasePatience = 30 * time.Second
	jobberPatience   = time.Minute
	slowWrite        = time.Second
)

// Checked is a self-check.
type Checked struct {
	Op     string
	Status diagnostics.Status
	Checks []diagnostics.Check
}

// SelfCheck checks this computer; deep also asks Jobber.
func (a *App) SelfCheck(ctx context.Context, deep bool) (Checked, error) {
	var done Checked
	err := a.operate(ctx, "check", looks, func(ctx context.Context) error {
		done.Op = ref(ctx)
		started := time.Now()
		done.Checks = diagnostics.Run(ctx, a.probes(), deep)
		done.Status = diagnostics.Worst(done.Checks)
		failed, problems := []string{}, []diagnostics.Check{}
		for _, c := range done.Checks {
			if c.Status == diagnostics.Failed {
				failed = append(failed, c.Code)
				a.log.Failure(ctx, c.Cause, slog.String("operation", "check "+c.Code))
			}
			if c.Status == diagnostics.Failed || c.Status == diagnostics.Warning {
				problems = append(problems, c)
			}
		}
		a.log.Event(ctx, logging.SelfCheck, slog.String("status", string(done.Status)), slog.Bool("deep", deep), slog.Any("failed", failed),
			slog.Any("problems", problems), ms(started))
		return nil
	})
	return done, err
}

// probes are the checks of this computer, in the order in which they are shown. The list is always the same: what there
// is nothing to check for is skipped.
func (a *App) probes() []diagnostics.Probe {
	all := []diagnostics.Probe{
		diagnostics.FolderWritable("folder", "Price Sync's folder", a.folders.Home),
		diagnostics.FreeSpace(a.folders.Home, leastFreeSpace, settings.Free, settings.Size),
		diagnostics.LogWritable(a.folders.Logs, a.log.Dropped),
		{Code: "settings", Title: "Settings", Ask: a.askSettings},
		{Code: "database", Title: "Database opens", Ask: a.askDatabase},
		{Code: "database_write", Title: "Database is written", Ask: a.askDatabaseWrite},
		{Code: "database_check", Title: "Database is whole", Timeout: databasePatience, Ask: a.askDatabaseWhole},
		{Code: "keychain", Title: "Keychain", Timeout: 15 * time.Second, Ask: a.askKeychain},
		{Code: "token", Title: "Sign-in", Timeout: 15 * time.Second, Ask: a.askToken},
		{Code: "unfinished_runs", Title: "Unfinished runs", Ask: a.askUnfinished},
		{Code: "callback_port", Title: "Callback port", Ask: a.askPort},
		{Code: "proxy", Title: "Proxy", Ask: a.askProxy},
		{Code: "web_view", Title: "Web view", Ask: a.askWebView},
		{Code: "fonts", Title: "Fonts", Ask: a.askFonts},
		{Code: "display", Title: "Display", Ask: a.askDisplay},
	}
	all = append(all, a.way().Probes()...)
	reading := &reading{}
	return append(all,
		diagnostics.Probe{Code: "connection", Title: "Connection to Jobber", Deep: true, Timeout: jobberPatience, Ask: a.askAccount},
		diagnostics.Probe{Code: "products", Title: "Products and services", Deep: true, Timeout: jobberPatience, Ask: asking(a, reading, askProducts)},
		diagnostics.Probe{Code: "bucket", Title: "Jobber's limits", Deep: true, Timeout: jobberPatience, Ask: asking(a, reading, askBucket)},
		diagnostics.Probe{Code: "api_version", Title: "Version of Jobber's service", Deep: true, Timeout: jobberPatience, Ask: asking(a, reading, askVersion)},
	)
}

// trial says whether the practice company is the side at work, also where it could not be opened.
func (a *App) trial() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.onTrial
}

func (a *App) askSettings(context.Context) diagnostics.Answer {
	found := a.findings()
	if len(found) == 0 {
		return diagnostics.Fine("Every setting can be used.")
	}
	answer := diagnostics.Answer{Status: diagnostics.Warning, Fault: found[0].Code, Message: found[0].Message, Hint: found[0].Hint}
	if found[0].Severity == settings.SeverityError {
		answer.Status = diagnostics.Failed
	}
	if len(found) > 1 {
		answer.Message = fmt.Sprintf("%s (and %d more)", answer.Message, len(found)-1)
	}
	return answer
}

func (a *App) askDatabase(ctx context.Context) diagnostics.Answer {
	side, err := a.usable()
	if err != nil {
		return diagnostics.Fail(err)
	}
	schema, err := side.store.Reads(ctx)
	if err != nil {
		return diagnostics.Fail(err)
	}
	return diagnostics.Fine(fmt.Sprintf("It opens (form %d).", schema))
}

func (a *App) askDatabaseWrite(ctx context.Context) diagnostics.Answer {
	side, err := a.usable()
	if err != nil {
		return diagnostics.Skip("It does not open.")
	}
	took, err := side.store.Writes(ctx)
	if err != nil {
		return diagnostics.Fail(err)
	}
	if took > slowWrite {
		return diagnostics.Answer{
			Status: diagnostics.Warning, Message: fmt.Sprintf("A write that lasts took %.1f s, so a sync will be slow.", took.Seconds()),
			Hint: "Look whether the disk is busy, nearly full, or on a network drive.",
		}
	}
	return diagnostics.Fine(fmt.Sprintf("A write that lasts took %d ms.", took.Milliseconds()))
}

func (a *App) askDatabaseWhole(ctx context.Context) diagnostics.Answer {
	side, err := a.usable()
	if err != nil {
		return diagnostics.Skip("It does not open.")
	}
	health, err := side.store.Check(ctx)
	switch {
	case err != nil:
		return diagnostics.Fail(err)
	case health.Verdict != "ok" || health.DamagedRows > 0:
		return diagnostics.Fail(fault.Wrap(fmt.Errorf("quick_check: %s; damaged rows: %d", health.Verdict, health.DamagedRows), fault.DatabaseDamaged, nil))
	}
	return diagnostics.Fine(fmt.Sprintf("Every page of it is whole (%s, %d runs).", settings.Size(health.Bytes), health.Runs))
}

func (a *App) askKeychain(ctx context.Context) diagnostics.Answer {
	if a.trial() {
		return diagnostics.Skip("The practice company needs none.")
	}
	if err := a.keys.probe(ctx); err != nil {
		return diagnostics.Warn(err)
	}
	return diagnostics.Fine("It kept, gave back and deleted an entry.")
}

func (a *App) askUnfinished(ctx context.Context) diagnostics.Answer {
	side, err := a.usable()
	if err != nil {
		return diagnostics.Skip("The history can't be read.")
	}
	runs, err := side.store.Unfinished(ctx)
	if err != nil {
		return diagnostics.Fail(err)
	}
	runs = a.left(runs)
	if len(runs) == 0 {
		return diagnostics.Fine("There is none.")
	}
	names := make([]string, 0, len(runs))
	for _, run := range runs {
		names = append(names, fmt.Sprintf("%s (%d of %d rows left)", run.ID, run.Counts[apply.NotSent]+run.Counts[apply.Unknown], run.Rows))
	}
	return diagnostics.Answer{Status: diagnostics.Warning, Message: "Not finished: " + strings.Join(names, ", ") + ".", Hint: "Resume it from History."}
}

func (a *App) askPort(ctx context.Context) diagnostics.Answer {
	switch {
	case a.trial():
		return diagnostics.Skip("The practice company needs none.")
	case a.signIn.waiting():
		return diagnostics.Skip("A sign-in is waiting on it right now.")
	}
	return diagnostics.PortFree(a.settings().CallbackPort).Ask(ctx)
}
