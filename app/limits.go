package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"pricesync/app/fault"
	"pricesync/app/settings"
)

// start is a kind of operation of which only so many begin within a minute, so that a click that repeats itself or a
// script gone wrong can't use up what Jobber allows the whole account.
type start string

// The starts. The making of an undo's preview is a preview; an undo and a resumption are syncs.
const (
	previews start = "previews"
	syncs    start = "syncs"
	signIns  start = "sign-ins"
)

// limit returns how many may begin within a minute, and the setting that says so.
func (s start) limit(current settings.Settings) (most int, name string) {
	switch s {
	case previews:
		return current.PreviewsPerMinute, settings.Previews
	case syncs:
		return current.SyncsPerMinute, settings.Syncs
	}
	return current.ConnectsPerMinute, settings.Connects
}

// allow counts one more start on the company, or refuses it with how long to wait. Other processes' starts count, and
// the practice company counts by itself: each company's are in its own database. What was refused is not counted.
func (a *App) allow(ctx context.Context, side *company, what start) error {
	most, name := what.limit(a.settings())
	wait, err := side.store.CountStart(ctx, string(what), most)
	if err != nil || wait == 0 {
		return err
	}
	return fault.New(fault.TooOften, fault.Facts{"what": what.counted(most), "wait": seconds(wait), "name": name})
}

// counted says how many, as in "60 previews".
func (s start) counted(n int) string {
	if n == 1 {
		return "1 " + string(s)[:len(s)-1]
	}
	return fmt.Sprint(n, " ", s)
}

// seconds writes a wait in whole seconds, rounded up.
func seconds(wait time.Duration) string {
	n := int((wait + time.Second - 1) / time.Second)
	if n == 1 {
		return "1 second"
	}
	return strconv.Itoa(n) + " seconds"
}

// allowConnect refuses a sign-in that can't succeed, before the browser opens.
func (a *App) allowConnect(ctx context.Context, side *company) error {
	if err := a.allowed(settings.Connect); err != nil {
		return err
	}
	current := a.settings()
	switch {
	case current.ClientID == "":
		return fault.New(fault.ClientIDMissing, nil)
	case !current.SecretSet:
		return fault.New(fault.ClientSecretMissing, nil)
	}
	return a.allow(ctx, side, signIns)
}
