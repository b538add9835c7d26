package app

import (
	"context"
	"slices"
	"strconv"
	"time"

	"pricesync/app/fault"
	"pricesync/app/oauth"
	"pricesync/app/settings"
)

// What is looked at when, so that a start is quick and nobody is asked for a password unawares:
//
//	every start        settings file, environment, folders, whether the keychain is locked (over the bus, no prompt)
//	the window's start the callback port; a locked keychain asks the person to unlock it
//	status             the callback port, the keychain without a prompt; Jobber's clock only where it was off the last time
//	any answer         Jobber's Date header; a clock that is off is remembered for the next start
//	before a refusal   disk and port once more, since somebody may have mended them; in the window every few seconds while
//	                   they disable something, so that the button comes back by itself
//	self-check         everything, and the keychain by writing to it

// clockSetting is the account setting under which a clock that is off is remembered: milliseconds by which Jobber's is
// ahead.
const clockSetting = "clock"

// lookEvery is how often the window looks whether what disables something was mended.
const lookEvery = 3 * time.Second

// clockPatience is how long a look at Jobber's clock may take.
const clockPatience = 3 * time.Second

// findings returns everything that is wrong with settings, environment and computer, as far as was looked at.
func (a *App) findings() []settings.Finding {
	a.mu.Lock()
	current, facts, real := a.current, a.facts, a.real
	facts.PortTaken = a.takenPort != 0 && a.takenPort == current.CallbackPort
	a.mu.Unlock()
	facts.Now, facts.Misspelt, facts.Keychain = time.Now(), a.misspelt, a.keys.trouble()
	if real != nil {
		facts.ClockAhead = -real.clock()
	}
	return settings.Validate(current, a.env, facts)
}

// allowed refuses what a finding disables, in the finding's words. What may have been mended since it was found is looked
// at again before.
func (a *App) allowed(area settings.Area) error {
	if _, blocked := settings.Blocking(a.findings(), area); !blocked {
		return nil
	}
	a.lookAgain()
	if finding, blocked := settings.Blocking(a.findings(), area); blocked {
		return finding.Fault()
	}
	return nil
}

// lookAgain looks at the folder and, for the real account, at the callback port.
func (a *App) lookAgain() {
	home, port, taken := settings.Inspect(a.folders.Home), a.settings().CallbackPort, 0
	a.mu.Lock()
	onTrial := a.onTrial
	a.mu.Unlock()
	if !onTrial && !a.signIn.waiting() && oauth.PortTaken(port) {
		taken = port
	}
	a.mu.Lock()
	a.facts.Home, a.takenPort = home, taken
	a.mu.Unlock()
}

// Examine looks at what the findings need of the computer. In the window it lets a person unlock the keychain; on the
// command line nobody is asked anything.
func (a *App) Examine(ctx context.Context) {
	if a.folders.Home == "" {
		return
	}
	a.lookAgain()
	side := a.side()
	if side != nil && !side.practice {
		if a.config.Terminal {
			a.keys.look(ctx)
		} else if locked := a.keys.trouble() == fault.KeychainLocked; a.keys.unlock(ctx) && locked {
			a.apply(ctx)
			side = a.side()
		}
		side.askClock(ctx)
	}
	a.logFindings(ctx)
	a.changed()
}

// watch looks again at what disables something until ctx ends, and tells when it was mended.
func (a *App) watch(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		was := a.mendable()
		if len(was) == 0 {
			continue
		}
		if a.lookAgain(); !slices.Equal(was, a.mendable()) {
			a.logFindings(ctx)
			a.changed()
		}
	}
}

// mendable returns the errors that a person can mend outside the program: a port that is taken, a disk without room.
func (a *App) mendable() []fault.Code {
	var codes []fault.Code
	for _, f := range a.findings() {
		if f.Severity == settings.SeverityError && (f.Code == fault.CallbackPortInUse || f.Code == fault.DiskLow || f.Code == fault.FolderUnwritable) {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// logFindings writes the findings that the log does not have yet.
func (a *App) logFindings(ctx context.Context) {
	for _, f := range a.findings() {
		key := string(f.Code) + " " + f.Field + " " + f.Variable + " " + f.Value
		a.mu.Lock()
		known := a.logged[key]
		if a.logged == nil {
			a.logged = map[string]bool{}
		}
		a.logged[key] = true
		a.mu.Unlock()
		if !known {
			a.tellFinding(ctx, f)
		}
	}
}

// openKeychain lets the person unlock a keychain that is locked, and says whether it is open then.
func (a *App) openKeychain(ctx context.Context) bool {
	if a.keys.look(ctx); a.keys.trouble() != fault.KeychainLocked {
		return true
	}
	if !a.keys.unlock(ctx) {
		return false
	}
	a.apply(ctx) // with the secret that it holds
	return true
}

// clock returns how far Jobber's clock is ahead of this computer's, by the last answer, or by that of an earlier start
// where it was off then; 0 where nobody knows.
func (c *company) clock() time.Duration {
	if c.client != nil {
		if ahead, known := c.client.Clock(); known {
			return ahead
		}
	}
	return c.ahead
}

// askClock asks Jobber for the time where the clock was off the last time, since it may have been set.
func (c *company) askClock(ctx context.Context) {
	if _, known := c.client.Clock(); known || c.ahead.Abs() <= settings.ClockTolerance {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, clockPatience)
	defer cancel()
	_ = c.client.AskTime(ctx) // offline: what is remembered stands
}

// recallClock takes what an earlier start found.
func (c *company) recallClock(ctx context.Context) error {
	text, ok, err := c.store.AccountSetting(ctx, "", clockSetting)
	if err != nil || !ok {
		return err
	}
	if ms, err := strconv.ParseInt(text, 10, 64); err == nil {
		c.ahead = time.Duration(ms) * time.Millisecond
	}
	return nil
}

// keepClock remembers a clock that is off, and that it is right again.
func (c *company) keepClock(ctx context.Context) error {
	ahead, known := c.client.Clock()
	off := ahead.Abs() > settings.ClockTolerance
	if !known || (!off && c.ahead == 0) {
		return nil
	}
	if !off {
		ahead = 0
	}
	return c.store.SetAccountSetting(ctx, "", clockSetting, strconv.FormatInt(ahead.Milliseconds(), 10))
}
