package app

import (
	"context"
	"os"
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// Status is what every screen needs to know.
type Status struct {
	Op          string
	Version     string
	Commit      string
	Practice    bool
	Connected   bool
	Connecting  bool // waiting for the browser
	Account     catalog.Account
	SessionOnly bool
	Currency    string // ISO 4217, "" until the user told it
	Locale      string // BCP 47, "" where the system does not say
	Theme       string
	CallbackURL string
	CanConnect  bool
	Running     string       // the operation under way in words, "" when idle
	Failure     *fault.Error // the program started and can't work
	Findings    []settings.Finding
	Unfinished  []store.Run
}

// Status returns how things stand, without asking Jobber.
func (a *App) Status(ctx context.Context) Status {
	current := a.settings()
	findings := a.findings()
	_, blocked := settings.Blocking(findings, settings.Connect)
	s := Status{
		Op: a.NewOp(), Version: a.config.Version, Commit: a.config.Commit, Connecting: a.signIn.waiting(),
		Currency: current.Currency, Theme: string(current.Theme), CallbackURL: current.CallbackURL(),
		CanConnect: current.HasClient() && !blocked, Findings: findings, Locale: locale(),
	}
	if op := a.ops.running(); op.name != "" {
		s.Running = inWords(op.name)
	}
	a.mu.Lock()
	s.Failure, s.Practice = a.failure, a.onTrial
	a.mu.Unlock()
	side := a.side()
	if side == nil {
		return s
	}
	if side.practice {
		s.Connected, s.Account = true, side.account()
		if s.Currency == "" {
			s.Currency = "GBP"
		}
	} else {
		s.SessionOnly = a.keys.tokens.SessionOnly() != nil
		trouble := a.keys.trouble() // asking it again would take its time each time, or ask the person for a password
		silent := (trouble == fault.KeychainSilent || trouble == fault.KeychainLocked) && !s.SessionOnly
		if s.Connected = !silent && side.source.Connected(ctx) == nil; s.Connected {
			s.Account = side.account()
		}
	}
	if !a.Writing() {
		if unfinished, err := side.store.Unfinished(ctx); err == nil {
			s.Unfinished = a.left(unfinished)
		}
	}
	return s
}

// left takes out of the open runs the one that another process is carrying out right now.
func (a *App) left(open []store.Run) []store.Run {
	cutOff := func(r store.Run) bool { return r.Status == "" }
	if slices.ContainsFunc(open, cutOff) && a.busy() {
		return slices.DeleteFunc(open, cutOff)
	}
	return open
}

// locale returns the user's language and region for numbers and dates, as the environment names it.
func locale() string {
	for _, variable := range []string{"LC_ALL", "LC_MONETARY", "LANG"} {
		name, _, _ := strings.Cut(os.Getenv(variable), ".")
		if name == "" {
			continue
		}
		if name == "C" || name == "POSIX" {
			return ""
		}
		return strings.ReplaceAll(name, "_", "-")
	}
	return ""
}
