package app

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"pricesync/app/apply"
	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/network"
	"pricesync/app/settings"
)

// leastFreeSpace is below what a self-check warns.
const leastFreeSpace = 200 << 20

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

// probes are the checks of this computer, in the order in which they are shown.
func (a *App) probes() []diagnostics.Probe {
	current := a.settings()
	side := a.side()
	onTrial := side != nil && side.practice
	all := []diagnostics.Probe{
		diagnostics.FolderWritable("folder", "Price Sync's folder", a.folders.Home),
		diagnostics.FreeSpace(a.folders.Home, leastFreeSpace, settings.Free, settings.Size),
		diagnostics.LogWritable(a.folders.Logs, a.log.Dropped),
		{Code: "settings", Title: "Settings", Ask: a.askSettings},
		{Code: "database", Title: "Database", Ask: a.askDatabase},
		{Code: "keychain", Title: "Keychain", Timeout: 15 * time.Second, Ask: a.askKeychain},
		{Code: "unfinished_runs", Title: "Unfinished runs", Ask: a.askUnfinished},
	}
	if !onTrial && !a.signIn.waiting() {
		all = append(all, diagnostics.PortFree(current.CallbackPort))
	}
	address := current.APIURL
	if onTrial {
		address = side.host.url
	}
	client := &http.Client{Transport: a.ledger.door.Anew(network.SelfCheck), Timeout: 30 * time.Second}
	return append(all,
		diagnostics.Reachable(address, client),
		diagnostics.Clock(address, client, time.Now),
		diagnostics.Probe{Code: "connection", Title: "Connection to Jobber", Deep: true, Timeout: time.Minute, Ask: a.askAccount},
		diagnostics.Probe{Code: "products", Title: "Products and services", Deep: true, Timeout: time.Minute, Ask: a.askProducts},
	)
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
	health, err := side.store.Check(ctx)
	switch {
	case err != nil:
		return diagnostics.Fail(err)
	case health.Verdict != "ok" || health.DamagedRows > 0:
		return diagnostics.Fail(fault.Wrap(fmt.Errorf("quick_check: %s; damaged rows: %d", health.Verdict, health.DamagedRows), fault.DatabaseDamaged, nil))
	}
	return diagnostics.Fine(fmt.Sprintf("It opens, writes and is whole (%s, %d runs).", settings.Size(health.Bytes), health.Runs))
}

func (a *App) askKeychain(ctx context.Context) diagnostics.Answer {
	if side := a.side(); side != nil && side.practice {
		return diagnostics.Skip("The practice company needs none.")
	}
	if err := a.keys.probe(ctx); err != nil {
		return diagnostics.Warn(err)
	}
	return diagnostics.Fine("It keeps what it is given.")
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

func (a *App) askAccount(ctx context.Context) diagnostics.Answer {
	side, err := a.connected(ctx, settings.Sync)
	if fault.Is(err, fault.NotConnected) {
		return diagnostics.Warn(err)
	}
	if err != nil {
		return diagnostics.Fail(err)
	}
	account, err := side.client.Account(ctx)
	if err != nil {
		return diagnostics.Fail(err)
	}
	return diagnostics.Fine("Connected to " + account.Name + ".")
}

func (a *App) askProducts(ctx context.Context) diagnostics.Answer {
	side, err := a.connected(ctx, settings.Sync)
	if err != nil {
		return diagnostics.Skip("There is no connection.")
	}
	if err := side.client.Readable(ctx); err != nil {
		return diagnostics.Fail(err)
	}
	stats := side.client.Stats()
	message := fmt.Sprintf("They can be read (API version %s, %.0f of %.0f points left).", stats.Version, stats.Bucket.Available, stats.Bucket.Max)
	if stats.Warning != "" {
		return diagnostics.Answer{Status: diagnostics.Warning, Message: message + " " + stats.Warning, Hint: "Install the newest Price Sync."}
	}
	return diagnostics.Fine(message)
}
