package app

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/redact"
	"pricesync/app/settings"
)

// Setting is one effective value, as it may be shown.
type Setting struct {
	Name     string
	Value    string // "set" or "" for a secret
	Origin   settings.Origin
	Kind     settings.Kind
	Choices  []string
	Variable string // the environment variable that may set it, "" where none
	Means    string
	Default  string
	Wrong    string // why the value can't be used, "" where it can
	Fixed    bool   // only the environment sets it
}

// Settings returns every setting with where its value comes from.
func (a *App) Settings() []Setting {
	values := a.settings().Values
	all := make([]Setting, 0, len(values))
	for _, v := range values {
		s := v.Setting
		one := Setting{
			Name: s.Name, Value: v.Text, Origin: v.Origin, Kind: s.Kind, Choices: append([]string{}, s.Choices...), Variable: s.Variable,
			Means: s.Means, Default: s.Default, Fixed: s.Fixed,
		}
		if v.Wrong != nil {
			one.Wrong = fault.From(v.Wrong).Message
		}
		all = append(all, one)
	}
	return all
}

// SaveSetting keeps one setting, by its name in Settings. An empty value takes the choice back.
func (a *App) SaveSetting(ctx context.Context, name, value string) error {
	return a.operate(ctx, "settings", reads, func(ctx context.Context) error { return a.choose(ctx, name, value) })
}

// SetCurrency keeps the account's currency, which Jobber's API does not tell.
func (a *App) SetCurrency(ctx context.Context, code string) error {
	return a.SaveSetting(ctx, settings.CurrencyName, code)
}

// choose keeps one setting and works with it from now on.
func (a *App) choose(ctx context.Context, name, value string) error {
	setting, ok := settings.Lookup(name)
	if !ok {
		return fault.New(fault.SettingInvalid, fault.Facts{
			"name": name, "value": "set", "why": "it is not one of " + strings.Join(settings.Names(), ", ")})
	}
	if setting.Kind == settings.KindSecret {
		if err := a.chooseSecret(ctx, setting, value); err != nil {
			return err
		}
	} else {
		account := a.accountID()
		if err := a.remember(func(c settings.Choices) (settings.Choices, error) { return c.With(setting, value, account) }); err != nil {
			return err
		}
	}
	a.apply(ctx)
	if setting.Name == settings.CallbackPort {
		a.lookAgain()
	}
	a.log.Event(ctx, logging.SettingChanged, slog.String("name", setting.Name), slog.String("value", a.settings().Value(setting.Name).Text))
	return nil
}

func (a *App) chooseSecret(ctx context.Context, setting settings.Setting, value string) error {
	if value != "" {
		parsed, err := setting.Parse(value)
		if err != nil {
			return err
		}
		value = parsed
		if value == a.settings().ClientID {
			return fault.New(fault.PlaceholderSecret, nil)
		}
	}
	if err := a.keys.keepClientSecret(ctx, redact.Secret(value)); err != nil {
		return err
	}
	if trouble := a.keys.trouble(); trouble != "" && a.config.Terminal {
		return fault.New(trouble, nil) // good until the program ends, which is now
	}
	return nil
}

// remember changes the choices and writes the settings file. It holds mu, so change must not ask a for anything.
func (a *App) remember(change func(settings.Choices) (settings.Choices, error)) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	changed, err := change(a.choices)
	if err != nil {
		return err
	}
	if err := settings.Save(a.folders.Settings, changed); err != nil {
		return err
	}
	a.choices = changed
	return nil
}

func (a *App) accountID() string {
	if side := a.side(); side != nil {
		return string(side.account().ID)
	}
	return ""
}

// apply works out the effective settings and lets the parts that depend on them know. The keychain is asked for the
// client secret only where the real account is worked on and the environment does not name one.
func (a *App) apply(ctx context.Context) {
	stored := false
	a.mu.Lock()
	onTrial, choices := a.onTrial, a.choices
	a.mu.Unlock()
	if !onTrial && a.env.Get("JOBBER_CLIENT_SECRET") == "" && a.env.Get("JOBBER_CLIENT_ID") == "" {
		stored = a.keys.clientSecret(ctx) != ""
	}
	a.scrubber.Hide(a.env["JOBBER_CLIENT_SECRET"])
	if stored {
		a.scrubber.Hide(a.keys.clientSecret(ctx))
	}
	next := settings.Merge(choices, a.env, a.accountID(), stored)
	secret := next.ClientSecret
	if secret == "" && stored {
		secret = a.keys.clientSecret(ctx)
	}
	next.Practice = onTrial
	a.mu.Lock()
	a.current = next
	a.facts.SecretIsID = secret != "" && secret.Reveal() == next.ClientID
	real := a.real
	a.mu.Unlock()
	if a.log != nil {
		a.log.SetLevel(next.LogLevel)
		a.log.SetBudget(next.LogBudget, next.LogDays)
		a.log.SetNames(next.LogNames)
	}
	if real != nil && real.address != a.address() {
		reached := a.reach(real) // asks for the settings, so not while mu is held
		a.mu.Lock()
		a.real = reached
		a.mu.Unlock()
	}
}

// learnSecrets lets the scrubber know what an earlier program may have had in mind.
func (a *App) learnSecrets(ctx context.Context) {
	a.scrubber.Hide(a.keys.clientSecret(ctx))
	_, _ = hidingTokens{a.keys.tokens, a.scrubber}.Load(ctx) // a keychain that can't be read told that program nothing either
}

// openLog opens the log where the settings say. Without a log the program goes on; the findings say so.
func (a *App) openLog(ctx context.Context) {
	current := a.settings()
	config := logging.Config{
		Dir: a.folders.Logs, Level: current.LogLevel, Budget: current.LogBudget, Days: current.LogDays, Names: current.LogNames,
		Version: a.config.Version, Commit: a.config.Commit, Scrub: a.scrubber.Bytes,
	}
	if current.LogToStderr {
		config.Out = a.config.LogTo
	}
	log, err := logging.Open(config)
	if err != nil {
		a.mu.Lock()
		a.facts.Logs = settings.Place{Path: a.folders.Logs, Err: err}
		a.mu.Unlock()
	}
	a.log = log
	if err := log.CatchCrashes(ctx, func() { a.learnSecrets(ctx) }); err != nil {
		log.Failure(ctx, err, slog.String("operation", "catch crashes"))
	}
	home := "default"
	if a.env.Get("PRICESYNC_HOME") != "" {
		home = "own"
	}
	log.Event(ctx, logging.AppStart, slog.String("command", cmp.Or(a.config.Command, "window")), slog.Bool("practice", a.config.Practice), slog.String("home", home))
}

// RecentFile is a price list that was read before.
type RecentFile struct {
	Path string
	At   time.Time
}

// Folder returns the name of the folder that the file is in.
func (f RecentFile) Folder() string { return filepath.Base(filepath.Dir(f.Path)) }

// RecentFiles returns the price lists that were read before and are still there, newest first.
func (a *App) RecentFiles() []RecentFile {
	a.mu.Lock()
	recent := slices.Clone(a.choices.Recent)
	a.mu.Unlock()
	files := make([]RecentFile, 0, len(recent))
	for _, r := range recent {
		path := fromHome(r.Path)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			files = append(files, RecentFile{path, r.Opened})
		}
	}
	return files
}

// rememberFile keeps a price list among the recent ones. The practice company's and the command line's are not kept.
func (a *App) rememberFile(path string) error {
	full, err := filepath.Abs(path)
	if err != nil || a.config.Terminal || strings.HasPrefix(full, a.folders.Practice) {
		return nil
	}
	return a.remember(func(c settings.Choices) (settings.Choices, error) {
		return c.WithoutRecent(full).WithRecent(homely(full), time.Now()), nil
	})
}
