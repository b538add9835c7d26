package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/settings"
)

func whether(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// reportSystem tells what is known of computer, window and process.
func (a *App) reportSystem(context.Context) ([]diagnostics.Fact, error) {
	a.mu.Lock()
	screen, began, failure := a.screen, a.begun, a.failure
	a.mu.Unlock()
	facts := append(diagnostics.System(os.Getenv), diagnostics.Fact{Name: "locale", Value: said(locale(), "not told")})
	add := func(name, value string) { facts = append(facts, diagnostics.Fact{Name: name, Value: value}) }
	face := "window"
	if a.config.Terminal {
		face = "terminal"
	}
	add("face", face)
	add("web view", screen.Engine)
	if screen.Width > 0 {
		add("window size", fmt.Sprintf("%d × %d at %g", screen.Width, screen.Height, screen.Scale))
		add("own fonts", whether(screen.FontsLoaded))
	}
	add("running for", lasted(began))
	add("started", whether(failure == nil))
	add("practice", whether(a.side() != nil && a.side().practice))
	add("running", a.ops.running().name)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	add("memory of the program", settings.Size(int64(memory.Sys)))
	add("goroutines", strconv.Itoa(runtime.NumGoroutine()))
	add("log lines dropped", strconv.FormatInt(a.log.Dropped(), 10))
	known := []diagnostics.Fact{}
	for _, fact := range facts {
		if fact.Value != "" {
			known = append(known, fact)
		}
	}
	return known, nil
}

func said(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// reportConnection tells how the program stands to Jobber, without asking it. A keychain that did not answer before is not
// asked again.
func (a *App) reportConnection(ctx context.Context) (diagnostics.Connection, error) {
	side, err := a.usable()
	if err != nil {
		return diagnostics.Connection{State: "unknown", Why: fault.From(err).Message}, nil
	}
	account := side.account()
	c := diagnostics.Connection{Account: string(account.ID), AccountName: account.Name}
	if side.practice {
		c.State = "practice"
		return c, nil
	}
	c.SessionOnly = a.keys.tokens.SessionOnly() != nil
	if a.keys.trouble() == fault.KeychainSilent && !c.SessionOnly {
		c.State, c.Why = "unknown", fault.New(fault.KeychainSilent, nil).Message
		return c, nil
	}
	condition, err := side.source.Condition(ctx)
	if err != nil {
		return c, err
	}
	c.Generation, c.Pending, c.Permissions = condition.Generation, condition.Pending, condition.Permissions
	if !condition.GoodUntil.IsZero() {
		until := condition.GoodUntil.UTC()
		c.GoodUntil = &until
	}
	if !condition.Renewed.IsZero() {
		renewed := condition.Renewed.UTC()
		c.Renewed = &renewed
	}
	switch {
	case condition.Err == nil:
		c.State = "connected"
	case fault.Is(condition.Err, fault.NotConnected):
		c.State, c.Why = "not_connected", fault.From(condition.Err).Message
	case fault.Is(condition.Err, fault.ReconnectNeeded), fault.Is(condition.Err, fault.ClientRefused):
		c.State, c.Why = "ended", fault.From(condition.Err).Message
	default:
		c.State, c.Why = "unknown", fault.From(condition.Err).Message
	}
	return c, nil
}

// reportLimits tells what the client saw of Jobber's limits since the program started.
func (a *App) reportLimits(context.Context) ([]diagnostics.Fact, error) {
	side := a.side()
	if side == nil || side.client == nil {
		return nil, nil
	}
	stats := side.client.Stats()
	facts := []diagnostics.Fact{
		{Name: "requests", Value: strconv.Itoa(stats.Requests)}, {Name: "refused for limits", Value: strconv.Itoa(stats.Throttled)},
		{Name: "waited", Value: stats.Waited.String()}, {Name: "received", Value: settings.Size(stats.Bytes)},
	}
	if stats.Bucket.Max > 0 {
		facts = append(facts, diagnostics.Fact{
			Name:  "points left",
			Value: fmt.Sprintf("%.0f of %.0f, %.0f come back each second", stats.Bucket.Available, stats.Bucket.Max, stats.Bucket.Restore),
		})
	}
	for _, fact := range []diagnostics.Fact{
		{Name: "API version served", Value: stats.Version}, {Name: "about the version", Value: stats.Warning}, {Name: "last request id", Value: stats.RequestID},
	} {
		if fact.Value != "" {
			facts = append(facts, fact)
		}
	}
	if ahead, known := side.client.Clock(); known {
		facts = append(facts, diagnostics.Fact{Name: "Jobber's clock is ahead by", Value: ahead.String()})
	}
	return facts, nil
}

// reportDatabase asks the database about itself, and the folder about its files. No file of the database is ever opened
// here: closing it again would drop the locks that SQLite holds on it.
func (a *App) reportDatabase(ctx context.Context) ([]diagnostics.Fact, error) {
	var facts []diagnostics.Fact
	path := a.folders.Database
	side := a.side()
	if side != nil && side.practice {
		path = a.folders.PracticeDatabase()
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		switch {
		case err == nil:
			facts = append(facts, diagnostics.Fact{Name: "file pricesync.db" + suffix, Value: settings.Size(info.Size()) + ", changed " + info.ModTime().UTC().Format("2006-01-02 15:04:05 UTC")})
		case errors.Is(err, fs.ErrNotExist):
			facts = append(facts, diagnostics.Fact{Name: "file pricesync.db" + suffix, Value: "not there"})
		default:
			facts = append(facts, diagnostics.Fact{Name: "file pricesync.db" + suffix, Value: err.Error()})
		}
	}
	side, err := a.usable()
	if err != nil {
		return facts, err
	}
	h, err := side.store.Check(ctx)
	count := func(name string, n int) diagnostics.Fact { return diagnostics.Fact{Name: name, Value: strconv.Itoa(n)} }
	return append(facts,
		diagnostics.Fact{Name: "quick_check", Value: said(h.Verdict, "not asked")}, count("schema", h.Schema), diagnostics.Fact{Name: "sqlite", Value: h.SQLite},
		diagnostics.Fact{Name: "journal mode", Value: h.JournalMode}, diagnostics.Fact{Name: "synchronous", Value: h.Synchronous},
		diagnostics.Fact{Name: "size", Value: settings.Size(h.Bytes)}, diagnostics.Fact{Name: "free inside", Value: settings.Size(h.FreeBytes)},
		count("plans", h.Plans), count("runs", h.Runs), count("open runs", h.OpenRuns), count("rows", h.Rows), count("damaged rows", h.DamagedRows),
		count("items", h.Items), count("links", h.Links), diagnostics.Fact{Name: "durable write", Value: fmt.Sprintf("%d ms", h.Written.Milliseconds())},
	), err
}

// reportNetwork tells which hosts the program has contacted.
func (a *App) reportNetwork(ctx context.Context) ([]diagnostics.Contact, error) {
	contacts, err := a.Network(ctx)
	told := make([]diagnostics.Contact, 0, len(contacts))
	for _, c := range contacts {
		told = append(told, diagnostics.Contact{
			Host: c.Host, Why: c.Why, Requests: c.Requests, Failed: c.Failed, Sent: c.Sent, Received: c.Received, First: c.First.UTC(), Last: c.Last.UTC(),
		})
	}
	return told, err
}
