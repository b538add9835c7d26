// Package diagnostics checks this computer and writes the report that support reads.
//
// A Probe asks one thing; Run asks many and gives Checks. A Collector gathers what the report holds from functions of
// its Sources, each of which may fail without the report failing, and makes a Bundle: parts that a person may read and
// leave out, and the zip. Everything in it went through the scrubber, and the finished zip is searched once more.
package diagnostics

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"pricesync/app/fault"
)

// Status is what a check found.
type Status string

// The statuses, the best first.
const (
	OK      Status = "ok"
	Skipped Status = "skipped"
	Warning Status = "warning"
	Failed  Status = "failed"
)

// Check is the answer to one probe.
type Check struct {
	Code    string        `json:"code"`            // of the check
	Title   string        `json:"title"`           // what is checked, in a few words
	Status  Status        `json:"status"`          // "ok", "warning", "failed" or "skipped"
	Fault   fault.Code    `json:"fault,omitempty"` // what is wrong, where the table knows it
	Message string        `json:"message"`         // what was found
	Hint    string        `json:"hint"`            // what to do, "" where nothing is
	Ms      int64         `json:"ms"`              // how long it took, in milliseconds
	Took    time.Duration `json:"-"`
	Cause   error         `json:"-"` // of what is wrong, for the log
}

// Answer is what a probe says.
type Answer struct {
	Status  Status
	Fault   fault.Code
	Message string
	Hint    string
	Cause   error // for the log
}

// Probe asks one thing of the computer or of Jobber.
type Probe struct {
	Code    string // names the check, such as "database"
	Title   string
	Deep    bool          // it needs the network, so the quick form leaves it out
	Timeout time.Duration // how long it may take; ten seconds where it says nothing
	Ask     func(context.Context) Answer
}

const usualTimeout = 10 * time.Second

// Fine answers that all is well.
func Fine(message string) Answer { return Answer{Status: OK, Message: message} }

// Skip answers that there was nothing to check.
func Skip(message string) Answer { return Answer{Status: Skipped, Message: message} }

// Fail answers with what a person should hear about err.
func Fail(err error) Answer { return trouble(Failed, err) }

// Warn is Fail for what does not keep the program from working.
func Warn(err error) Answer { return trouble(Warning, err) }

func trouble(status Status, err error) Answer {
	told := fault.From(err)
	return Answer{Status: status, Fault: told.Code, Message: told.Message, Hint: told.Hint, Cause: err}
}

// Run asks every probe at the same time, the deep ones only when deep is set, and returns their answers in the probes'
// order. A probe that panics, or does not answer in time, is a failed check.
func Run(ctx context.Context, probes []Probe, deep bool) []Check {
	checks := make([]Check, len(probes))
	var asking sync.WaitGroup
	for i, p := range probes {
		asking.Go(func() { checks[i] = p.run(ctx, deep) })
	}
	asking.Wait()
	return checks
}

// Worst returns the status of all checks together: OK, Warning or Failed.
func Worst(checks []Check) Status {
	worst := OK
	for _, c := range checks {
		switch {
		case c.Status == Failed:
			return Failed
		case c.Status == Warning:
			worst = Warning
		}
	}
	return worst
}

func (p Probe) run(ctx context.Context, deep bool) Check {
	began := time.Now()
	answer := Skip("Only looked at in the thorough check.")
	if deep || !p.Deep {
		answer = p.ask(ctx)
	}
	took := time.Since(began)
	return Check{
		Code: p.Code, Title: p.Title, Status: answer.Status, Fault: answer.Fault,
		Message: answer.Message, Hint: answer.Hint, Ms: took.Milliseconds(), Took: took, Cause: answer.Cause,
	}
}

// ask gives the probe its time. A probe that ignores its context, as a keychain that never answers makes it, is left
// behind: its goroutine ends when the call does, and nobody listens any more.
func (p Probe) ask(ctx context.Context) Answer {
	timeout := p.Timeout
	if timeout <= 0 {
		timeout = usualTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	answers := make(chan Answer, 1)
	go func() {
		defer func() {
			if broken := recover(); broken != nil {
				answers <- Fail(fmt.Errorf("panic in check %s: %v", p.Code, broken))
			}
		}()
		answers <- p.Ask(ctx)
	}()
	select {
	case answer := <-answers:
		return answer
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.Canceled) {
			return Skip("The check was stopped.")
		}
		seconds := strconv.Itoa(int(timeout.Seconds()))
		return Fail(fault.Wrap(ctx.Err(), fault.CheckTimeout, fault.Facts{"seconds": seconds}))
	}
}
