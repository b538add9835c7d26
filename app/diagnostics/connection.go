package diagnostics

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Connection is how the program stands to Jobber. It never holds a token.
type Connection struct {
	// State is "practice", "connected", "not_connected", "ended" (Jobber does not take the connection any more) or
	// "unknown" (the keychain or the database can't tell); "" where it was not gathered.
	State string `json:"state"`
	// Why is the sentence for a state that is not "connected"; "" otherwise.
	Why string `json:"why"`
	// Account is Jobber's id of the account that was connected last.
	Account string `json:"account"`
	// AccountName is its name, or a token.
	AccountName string `json:"account_name"`
	// SessionOnly says that no keychain holds the connection, so that it lasts until the program ends.
	SessionOnly bool `json:"session_only"`
	// Generation counts the renewals since the sign-in on this computer.
	Generation int64 `json:"generation"`
	// Renewed is when the access came, null where that is not known; its age is the time from then to when the report was made.
	Renewed *time.Time `json:"renewed"`
	// GoodUntil is when the access ends by this computer's clock; null where that is not known.
	GoodUntil *time.Time `json:"good_until"`
	// Pending says that a renewal was begun and its end was never recorded.
	Pending bool `json:"pending"`
	// Permissions are what Jobber grants, as far as the access says.
	Permissions []string `json:"permissions"`
	// LastRenewal is the newest renewal that the log tells of; null where there is none.
	LastRenewal *Renewal `json:"last_renewal"`
}

// Renewal is how one renewal of the connection ended.
type Renewal struct {
	// At is when.
	At time.Time `json:"at"`
	// Op is the operation that needed it; "" outside any.
	Op string `json:"op"`
	// OK says whether it went well.
	OK bool `json:"ok"`
	// Code is the error's where it did not.
	Code string `json:"code"`
	// Message says what came of it.
	Message string `json:"message"`
}

// Limits is what is known of Jobber's limits.
type Limits struct {
	// Now is what this program saw of them since it started.
	Now []Fact `json:"now"`
	// Requests counts the answers that the log tells of, which it does at level debug.
	Requests int `json:"requests"`
	// Throttled counts the refusals for the limits that the log tells of.
	Throttled int `json:"throttled"`
	// Waits counts the waits that the log tells of.
	Waits int `json:"waits"`
	// WaitedMs is how long they were together, in milliseconds.
	WaitedMs int64 `json:"waited_ms"`
	// Samples are the newest 200 of all these, the oldest first.
	Samples []Sample `json:"samples"`
}

// Sample is one answer, refusal or wait.
type Sample struct {
	// At is when.
	At time.Time `json:"at"`
	// Op is the operation; "" outside any.
	Op string `json:"op"`
	// Event is "request", "retry" or "wait".
	Event string `json:"event"`
	// Request is the name of what was asked.
	Request string `json:"request"`
	// Status is the HTTP status; 0 where there was no answer, and for waits.
	Status int `json:"status"`
	// Cost is how many points Jobber charged; 0 where it did not say.
	Cost int `json:"cost"`
	// Available is how many points were left; -1 where Jobber did not say.
	Available int `json:"available"`
	// Why says why it was refused or waited for.
	Why string `json:"why"`
	// WaitMs is how long the wait was, in milliseconds.
	WaitMs int64 `json:"wait_ms"`
	// Ms is how long the answer took, in milliseconds.
	Ms int64 `json:"ms"`
}

const mostSamples = 200

// limitsOf adds to limits what the log tells.
func limitsOf(limits Limits, lines []line) Limits {
	for _, l := range lines {
		if l.Event != "request" && l.Event != "retry" && l.Event != "wait" {
			continue
		}
		told := struct {
			Request, Reason, Why, Kind string
			Status, Cost               int
			Available                  *int
			WaitMs                     int64 `json:"wait_ms"`
			Ms                         int64
		}{}
		if json.Unmarshal(l.raw, &told) != nil {
			continue
		}
		s := Sample{
			At: l.At, Op: l.Op, Event: l.Event, Request: told.Request, Status: told.Status, Cost: told.Cost, Available: -1,
			Why: told.Why + told.Reason, WaitMs: told.WaitMs, Ms: told.Ms,
		}
		if told.Available != nil {
			s.Available = *told.Available
		}
		switch {
		case l.Event == "request":
			limits.Requests++
		case told.Kind == "throttled":
			limits.Throttled++
		default:
			limits.Waits++
			limits.WaitedMs += told.WaitMs
		}
		limits.Samples = append(limits.Samples, s)
	}
	limits.Samples = slices.Clone(limits.Samples[max(0, len(limits.Samples)-mostSamples):])
	return limits
}

// lastRenewal finds the newest renewal of the connection in the log.
func lastRenewal(lines []line) *Renewal {
	for _, l := range slices.Backward(lines) {
		switch {
		case l.Event == "token_refreshed":
			return &Renewal{At: l.At, Op: l.Op, OK: true, Message: "The connection was renewed."}
		case l.failed() && (strings.HasPrefix(l.Operation, "token") || l.Code == "reconnect_needed"):
			return &Renewal{At: l.At, Op: l.Op, Code: string(l.Code), Message: l.Sentence}
		}
	}
	return nil
}
