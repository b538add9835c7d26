// Package apply carries a plan out against a target and records every step to a journal, so that a run can be stopped,
// resumed after a crash, and undone.
package apply

import (
	"context"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/plan"
)

// Target is the service that a plan is applied to. Its errors mean a stopped world (not connected, retry budget spent,
// cancelled): what befell a single item is data in the answer. Retry, pacing and waiting for a settled read are the
// target's own affair. Run calls one method at a time.
type Target interface {
	// Items reads the items afresh; an id that no longer exists is absent from the answer. Any number of ids.
	Items(ctx context.Context, ids []catalog.ItemID) ([]catalog.Item, error)
	// Edit asks for every patch and answers each, in order, also beside an error. Once ctx is cancelled no further
	// request leaves, and the patches that did not leave are answered EditNotSent.
	Edit(ctx context.Context, patches []catalog.Patch) ([]catalog.Edited, error)
	// Create asks for one new item. Creating is not idempotent: a creation in state EditLost is settled by FindByName
	// before another try.
	Create(ctx context.Context, item catalog.New) (catalog.Edited, error)
	// FindByName reads afresh every item, hidden ones too, whose name is exactly that, letter for letter. It is asked
	// only about creations whose answer was lost, so it may read the whole catalog.
	FindByName(ctx context.Context, name string) ([]catalog.Item, error)
}

// Journal is where a run is recorded. Each call is durable when it returns nil, and ignores cancellation of ctx.
type Journal interface {
	// Intend records that these rows are about to be sent, before a byte leaves.
	Intend(ctx context.Context, run RunID, rows []Row) error
	// Settle records the outcomes of rows.
	Settle(ctx context.Context, run RunID, rows []Row) error
	// Finish records how the run ended.
	Finish(ctx context.Context, run RunID, summary Summary) error
}

// RunID names a run; the store gives it.
type RunID string

// Outcome is what happened to one row of a run.
type Outcome string

// The outcomes. Intended is only ever seen in the journal of a run that was cut off.
const (
	Applied          Outcome = "applied"           // verified: Jobber answered with the stored item
	Rejected         Outcome = "rejected"          // Jobber refused this row
	ChangedElsewhere Outcome = "changed_elsewhere" // Jobber's value is not the plan's before; left alone
	Skipped          Outcome = "skipped"           // nothing to do: Jobber has the planned value already
	NotSent          Outcome = "not_sent"          // the run ended before it
	Unknown          Outcome = "unknown"           // sent, and not yet read back
	Intended         Outcome = "intended"
)

// Outcomes lists the outcomes that a finished run may hold, in the order in which screens count them.
func Outcomes() []Outcome {
	return []Outcome{Applied, Rejected, ChangedElsewhere, Skipped, NotSent, Unknown}
}

// Row is the record of one planned row in a run.
type Row struct {
	Line     int
	Item     catalog.ItemID
	ItemName string
	Name     string // the price list's own texts
	Code     string
	Outcome  Outcome
	Message  string         // the sentence the user reads; "" where nothing needs saying
	Before   catalog.Prices // what Jobber held when the row was re-read before the write
	Sent     catalog.Prices // what the plan asked for; absent fields were not asked. A cost edit carries the price along unasked
	Stored   catalog.Prices // what Jobber answered
	Differs  bool           // applied, and Jobber stored something else than was sent
	Created  bool           // the row made a new item
	Visible  *bool          // what visibility was sent, where it was
	Attempt  int            // how often the row was sent
	At       time.Time      // when the outcome was known, in UTC
}

// Status says how a run ended.
type Status string

// The statuses. A run without one was cut off.
const (
	Done    Status = "done"    // every row that was to be written was applied, or needed nothing
	Partial Status = "partial" // finished, but a row was rejected, changed elsewhere or unknown
	Stopped Status = "stopped" // ended before the last row; resumable
)

// Summary is how a run ended, in numbers. Counts are of the whole run; the times, Requests and Throttled are of the
// part that this call of Run carried out.
type Summary struct {
	Status    Status
	Counts    map[Outcome]int // every outcome is present
	Started   time.Time
	Ended     time.Time
	Requests  int // requests sent to Jobber
	Throttled int // answers in which Jobber refused for its limits
}

// Order is what Run is to carry out: the plan's rows whose lines were ticked, in the plan's order. A line and an item
// occur at most once in it.
type Order struct {
	Run   RunID
	Plan  plan.Plan     // where the rows come from; Run itself does not look at it
	Rows  []plan.Change // the ticked rows of the plan that write; held ones among them were accepted
	Locks plan.Locks    // what was locked since the plan was made: rows that would write it are skipped
	Done  []Row         // what an earlier part of the same run has settled or left open; empty at the first start
	Pause Pauser        // asked before every batch; nil never pauses
	Meter Meter         // where Requests and Throttled of the Summary come from; nil leaves them zero
}

// Pauser holds a run up between two batches. Gate is one.
type Pauser interface {
	// Wait returns nil when the run may go on, at once while it is not paused, and ctx's error once ctx is done.
	Wait(ctx context.Context) error
}

// Meter counts what has been asked of the service since it was made; Run takes the difference over its own time.
type Meter interface {
	Count() (requests, throttled int)
}

// Progress is told after each step of a run.
type Progress struct {
	Total  int
	Counts map[Outcome]int // rows settled so far; every outcome is present
	Last   []Row           // the rows settled since the last report
}
