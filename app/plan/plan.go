// Package plan computes what a sync would change and why, row by row, before anything is written.
package plan

import (
	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// Verdict is what a plan says about one row.
type Verdict string

// The verdicts.
const (
	Update     Verdict = "update"
	Create     Verdict = "create"
	Unchanged  Verdict = "unchanged"
	Held       Verdict = "held"
	Unmatched  Verdict = "unmatched"
	Ambiguous  Verdict = "ambiguous"
	Invalid    Verdict = "invalid"
	Duplicate  Verdict = "duplicate"
	NotProduct Verdict = "not_a_product"
)

// Verdicts lists every verdict in the order in which screens count them.
func Verdicts() []Verdict {
	return []Verdict{Update, Create, Held, Ambiguous, Unmatched, Duplicate, Invalid, Unchanged, NotProduct}
}

// HoldCode names a guardrail.
type HoldCode string

// The holds. Accepting "all" accepts every hold but SlippedDecimal, OtherMeasure, OtherCurrency and ZeroPrice, which must be named.
const (
	ZeroPrice      HoldCode = "zero_price"
	BelowCost      HoldCode = "below_cost"
	LargeChange    HoldCode = "large_change"
	SlippedDecimal HoldCode = "slipped_decimal"
	OtherMeasure   HoldCode = "other_measure"
	OtherCurrency  HoldCode = "other_currency"
	LargePlan      HoldCode = "large_plan"  // on the plan as a whole
	MovedSince     HoldCode = "moved_since" // an undo's row that Jobber has changed since the run
)

// Hold is a guardrail's reason why a row, or the whole plan, waits for a person's tick.
type Hold struct {
	Code    HoldCode
	Message string
}

// Kind says what a plan was made from.
type Kind string

// The kinds of plans.
const (
	FromPriceList Kind = "sync"
	FromRun       Kind = "undo"
)

// Plan is the preview: every row with its verdict, before and after. It is data; what it shows is what a sync applies.
type Plan struct {
	Kind        Kind
	UndoOf      string // the run that this plan undoes; "" for a price list
	Account     catalog.Account
	Source      Source
	Rules       Rules
	Guardrails  Guardrails
	Decisions   []Decided // about rows of this list alone, by line
	CatalogSize int
	Changes     []Change
	Holds       []Hold // on the plan as a whole
	Fingerprint string // SHA-256 over everything above, lower-case hex: proves the content
}

// Source is the price list that a plan was made from.
type Source struct {
	File    string
	SHA256  string
	Layout  pricelist.Layout
	Headers []string
	// Corrections are what a person wrote in the place of cells that were not understood.
	Corrections []pricelist.Correction
}

// Change is one row of the plan.
type Change struct {
	Line        int
	Name        string // the row's own texts
	Code        string
	Verdict     Verdict
	Reason      string   // stable code: see the reasons
	Message     string   // the sentence the user reads
	Holds       []Hold   // of a held row, at most one of each code
	Flags       []string // what a person should see: the row's own flags, and Rounded
	Rule        string   // which rule decided, in words; "" where none did
	Item        catalog.ItemID
	ItemName    string
	MatchedBy   match.Step
	Candidates  []Candidate // of an ambiguous row
	Suggestions []match.Suggestion
	List        catalog.Prices // what the file says
	Before      catalog.Prices // Jobber's
	After       catalog.Prices // the plan's: equal to Before where a field stays
	Create      *catalog.New   // of a row with verdict Create
	Visible     *bool          // set where the plan changes the item's visibility (undo of a creation hides it)
}

// Candidate is one of several items that a row could be.
type Candidate struct {
	Item   catalog.ItemID
	Name   string
	Before catalog.Prices
}

// Guardrails are the limits beyond which a row is held. A limit of zero is the default one.
type Guardrails struct {
	ChangePercent money.Amount // a change beyond ± this many percent
	PlanPercent   money.Amount // a plan over more than this share of the catalog
}

// DefaultGuardrails holds what is held until the user changes it: ±25 % a row, 30 % of the catalog.
func DefaultGuardrails() Guardrails {
	return Guardrails{ChangePercent: money.FromInt(25), PlanPercent: money.FromInt(30)}
}

// Input is all that a plan depends on.
type Input struct {
	List       pricelist.List
	Catalog    catalog.Catalog
	Match      match.Result
	Rules      Rules
	Guardrails Guardrails
	Answers    map[catalog.ItemID]Answer // of the items that Jobber last stored otherwise than they were sent
	Decisions  Decisions
}

// Answer is what an item was last sent and what Jobber made of it, field by field. Absent amounts were not sent.
type Answer struct {
	Sent, Stored catalog.Prices
}

// Writes says whether the row would be written once it is ticked.
func (c Change) Writes() bool { return c.Verdict == Update || c.Verdict == Create || c.Verdict == Held }

// Counts returns how many rows have each verdict; verdicts without rows are present with 0.
func (p Plan) Counts() map[Verdict]int {
	counts := make(map[Verdict]int, 9)
	for _, v := range Verdicts() {
		counts[v] = 0
	}
	for _, c := range p.Changes {
		counts[c.Verdict]++
	}
	return counts
}
