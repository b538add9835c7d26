package app

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/network"
	"pricesync/app/settings"
)

// visitTimeout is how long the one look at the way to Jobber may take.
const visitTimeout = 28 * time.Second

// way is the way to Jobber, or to the practice company inside this program.
func (a *App) way() *diagnostics.Way {
	w := &diagnostics.Way{Address: a.settings().APIURL, LookUp: network.LookUp, Now: time.Now}
	over := a.ledger.door.Anew(network.SelfCheck)
	if a.trial() {
		w.Address = ""
		over = a.ledger.door.Within(practiceHost, network.SelfCheck)
		if side := a.side(); side != nil {
			w.Address = side.host.url
		}
	}
	w.Client = &http.Client{Transport: over, Timeout: visitTimeout}
	if proxy, err := a.ledger.door.ProxyFor(w.Address); err == nil {
		w.Proxy = proxy.Host
	}
	return w
}

func (a *App) askProxy(context.Context) diagnostics.Answer {
	if a.trial() {
		return diagnostics.Skip("The practice company needs none.")
	}
	proxy, err := a.ledger.door.ProxyFor(a.settings().APIURL)
	switch {
	case err != nil:
		return diagnostics.Answer{
			Status: diagnostics.Failed, Message: "The proxy's address (" + proxy.Origin + ") can't be read, so Jobber can't be reached.",
			Hint: "Set it to an address such as http://proxy.example:8080, or remove it.", Cause: err,
		}
	case proxy.Host != "":
		return diagnostics.Fine("Jobber is reached through the proxy " + proxy.Host + ", " + proxy.Origin + ".")
	case proxy.Origin != "":
		return diagnostics.Fine("A proxy is " + proxy.Origin + ", and not used for Jobber's address.")
	case proxy.Script != "":
		return diagnostics.Answer{
			Status:  diagnostics.Warning,
			Message: "This computer chooses its proxy by a script, which Price Sync can't run; it tries to reach Jobber directly.",
			Hint:    "If Jobber can't be reached, set HTTPS_PROXY to your company's proxy.",
		}
	}
	return diagnostics.Fine("None is set; Jobber is reached directly.")
}

// askToken looks at the sign-in without asking Jobber: it renews nothing.
func (a *App) askToken(ctx context.Context) diagnostics.Answer {
	side, err := a.usable()
	switch {
	case a.trial():
		return diagnostics.Skip("The practice company needs none.")
	case err != nil:
		return diagnostics.Skip("The database, which keeps part of it, can't be used.")
	case a.keys.trouble() == fault.KeychainSilent && a.keys.tokens.SessionOnly() == nil:
		return diagnostics.Skip("The keychain does not answer.")
	}
	condition, err := side.source.Condition(ctx)
	switch {
	case err != nil:
		return diagnostics.Skip("The check was stopped.")
	case fault.Is(condition.Err, fault.NotConnected):
		return diagnostics.Skip("Price Sync is not connected to Jobber.")
	case condition.Err != nil:
		return diagnostics.Fail(condition.Err)
	}
	message := fmt.Sprintf("It is there and can be renewed (number %d of its line); ", condition.Generation)
	if left := time.Until(condition.GoodUntil); left > 0 {
		message += "it is good for " + fault.Span(left.Round(time.Second)) + " before that."
	} else {
		message += "that happens with the next request."
	}
	if a.keys.tokens.SessionOnly() != nil {
		message += " It lasts only until you close Price Sync."
	}
	return diagnostics.Fine(message)
}

func (a *App) askAccount(ctx context.Context) diagnostics.Answer {
	if _, err := a.usable(); err != nil {
		return diagnostics.Skip("The database can't be used.")
	}
	side, err := a.connected(ctx, settings.Sync)
	if fault.Is(err, fault.NotConnected) {
		return diagnostics.Warn(err)
	}
	if err != nil {
		return diagnostics.Fail(err)
	}
	account, err := side.client.Account(network.For(ctx, network.SelfCheck))
	if err != nil {
		return diagnostics.Fail(err)
	}
	if known := side.account(); known.ID != "" && known.ID != account.ID {
		return diagnostics.Warn(fault.New(fault.WrongAccount, fault.Facts{"expected": known.Name, "actual": account.Name}))
	}
	return diagnostics.Fine("Connected to " + account.Name + ".")
}

// reading is the one read of products that several checks look at.
type reading struct {
	once  sync.Once
	side  *company // nil where there is no connection
	err   error
	stats jobber.Stats
}

// asking returns a check of what a read of products came to.
func asking(a *App, r *reading, judge func(*App, *reading) diagnostics.Answer) func(context.Context) diagnostics.Answer {
	return func(ctx context.Context) diagnostics.Answer {
		r.once.Do(func() {
			side, err := a.connected(ctx, settings.Sync)
			if err != nil {
				return
			}
			r.side, r.err = side, side.client.Readable(network.For(ctx, network.SelfCheck))
			r.stats = side.client.Stats()
		})
		if r.side == nil {
			return diagnostics.Skip("There is no connection.")
		}
		return judge(a, r)
	}
}

func askProducts(_ *App, r *reading) diagnostics.Answer {
	if r.err != nil {
		return diagnostics.Fail(r.err)
	}
	return diagnostics.Fine("They can be read.")
}

func askBucket(_ *App, r *reading) diagnostics.Answer {
	bucket := r.stats.Bucket
	switch {
	case r.err != nil && !fault.Is(r.err, fault.JobberBusy):
		return diagnostics.Skip("Products and services can't be read.")
	case bucket.Max <= 0:
		return diagnostics.Skip("Jobber did not say how much is left.")
	}
	message := fmt.Sprintf("%.0f of %.0f points are left; %.0f come back each second.", bucket.Available, bucket.Max, bucket.Restore)
	if bucket.Available < bucket.Max/10 {
		return diagnostics.Answer{
			Status: diagnostics.Warning, Message: message + " A sync waits for more.",
			Hint: "Other programs connected to Jobber share the same limit; let them finish first.",
		}
	}
	return diagnostics.Fine(message)
}

// warned says in one sentence what Jobber warns of: when it stops serving a version.
func warned(version, warning string) string {
	if found := regexp.MustCompile(`(?i)scheduled to stop on ([A-Z][a-z]+ \d{1,2}, \d{4})`).FindStringSubmatch(warning); found != nil {
		return version + " is offered until " + found[1] + " only."
	}
	return version + " may end at any time."
}

func askVersion(a *App, r *reading) diagnostics.Answer {
	asked := a.settings().APIVersion
	if r.side.practice {
		asked = jobber.DefaultVersion
	}
	served, warning := r.stats.Version, r.stats.Warning
	switch {
	case fault.Is(r.err, fault.VersionUnknown):
		return diagnostics.Fail(r.err)
	case served == "":
		return diagnostics.Skip("Jobber did not say which version it serves.")
	case served != asked:
		answer := diagnostics.Warn(fault.New(fault.VersionUnknown, fault.Facts{"version": asked}))
		answer.Message += " It serves " + served + " in its place."
		return answer
	case warning != "":
		return diagnostics.Warn(fault.New(fault.VersionWarned, fault.Facts{"why": warned(served, warning)}))
	}
	return diagnostics.Fine("Jobber serves " + served + ", as it was asked to.")
}
