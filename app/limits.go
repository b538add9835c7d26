package app

import (
	"fmt"
	"sync"
	"time"

	"pricesync/app/fault"
	"pricesync/app/settings"
)

// How often a person or a script gone wrong may start something within a minute.
const (
	mostPreviews = 60
	mostSyncs    = 60
	mostConnects = 10
)

// limits counts what was started within the last minute.
type limits struct {
	mu      sync.Mutex
	started map[string][]time.Time
}

// allow refuses what was started too often, and says how long to wait.
func (l *limits) allow(what string, most int, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	recent := l.started[what]
	for len(recent) > 0 && now.Sub(recent[0]) >= time.Minute {
		recent = recent[1:]
	}
	if l.started == nil {
		l.started = map[string][]time.Time{}
	}
	l.started[what] = recent
	if len(recent) >= most {
		wait := recent[0].Add(time.Minute).Sub(now).Round(time.Second) + time.Second
		return fault.New(fault.TooOften, fault.Facts{"what": what, "most": fmt.Sprint(most), "wait": fmt.Sprintf("%d seconds", int(wait.Seconds()))})
	}
	l.started[what] = append(recent, now)
	return nil
}

func (a *App) allowPreview() error { return a.limits.allow("previews", mostPreviews, time.Now()) }

func (a *App) allowSync() error { return a.limits.allow("syncs", mostSyncs, time.Now()) }

// allowConnect refuses a sign-in that can't succeed, before the browser opens.
func (a *App) allowConnect() error {
	findings := a.findings()
	if finding, blocked := settings.Blocking(findings, settings.Connect); blocked {
		return finding.Fault()
	}
	current := a.settings()
	switch {
	case current.ClientID == "":
		return fault.New(fault.ClientIDMissing, nil)
	case !current.SecretSet:
		return fault.New(fault.ClientSecretMissing, nil)
	}
	return a.limits.allow("sign-ins", mostConnects, time.Now())
}
