// Package plan computes what a sync would change and why, row by row, before anything is written.
//
// The amounts of one row come about in this order, exactly until something is rounded:
//
//  1. Tax is taken off the list's price, cost or both, or added to it.
//  2. Units bring an amount for several pieces, or in pence, to one piece. That answers the question which the flag
//     other_measure asks, so that the row is not held for it, unless the row's own unit or words name another number.
//  3. The first rule of the list that fits does its action; where none fits, the markup for every other row does, or the list's own
//     amounts are taken. Markup is over cost: price = cost × (1 + markup/100). Margin is over price: price = cost ÷ (1 − margin/100).
//  4. The price is rounded. The cost is rounded to cents.
//  5. A price below the cost that Jobber will hold plus the least profit is raised to that, and to the rounding's next amount
//     from there on.
//  6. Where only increases are taken, what would fall stays.
//  7. What Jobber last stored otherwise than it was sent stays as Jobber has it.
//  8. Where the rule writes Jobber's markup, that is made to agree with price and cost to the cent, and the three are sent
//     together. Elsewhere the field is neither looked at nor written.
//
// A rule that looks at the present margin also keeps the rows that stand where it puts them, and is asked again of what
// came out: so the plan of a plan's result is empty.
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

// The holds. Accepting "all" accepts every hold but those that must be named: see MustName.
const (
	ZeroPrice       HoldCode = "zero_price" // the new price would be zero, below zero, or a new item would have none
	BelowCost       HoldCode = "below_cost"
	BelowMargin     HoldCode = "below_margin" // below the target margin, where one is set
	LargeChange     HoldCode = "large_change"
	SlippedDecimal  HoldCode = "slipped_decimal"
	OtherMeasure    HoldCode = "other_measure"
	OtherCurrency   HoldCode = "other_currency"    // of a row, or of the plan as a whole
	TaxDoubt        HoldCode = "tax_doubt"         // on the plan as a whole: its amounts may be with tax where Jobber's are without, or the other way
	NearName        HoldCode = "near_name"         // a new item, or a missing one, that may be another under a similar name
	PartialList     HoldCode = "partial_list"      // a missing item of a list that may be only a part
	LargePlan       HoldCode = "large_plan"        // on the plan as a whole
	LargerThanUsual HoldCode = "larger_than_usual" // on the plan as a whole
	MovedSince      HoldCode = "moved_since"       // an undo's row that Jobber has changed since the run
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
	Supplier    string // whose list it is; "" for nobody's
	Rules       Rules
	Guardrails  Guardrails
	Decisions   []Decided // about rows of this list alone, by line
	Create      Creation
	HideMissing bool // whether Default ticks Missing
	CatalogSize int
	Changes     []Change // one for each row of the list
	Missing     []Change // the supplier's items that the list no longer has; their lines are -1, -2, …
	Holds       []Hold   // on the plan as a whole
	Fingerprint string   // SHA-256 over everything above, lower-case hex: proves the content
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
	Create      *catalog.New   // of a row that makes a new item: verdict Create, or Held
	Visible     *bool          // set where the plan changes the item's visibility: a missing item is hidden, an undo of a creation hides it
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
	TargetMargin  money.Maybe  // percent of the price; absent: no row is held for its margin
	Off           []HoldCode   // what is not looked for, see Switchable
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

	Create      Creation         // whether rows without an item become new items
	Locks       Locks            // what no plan may touch
	Supplier    string           // whose list it is; "" for nobody's
	Assortment  []catalog.ItemID // the supplier's items, as its links and earlier lists reached them
	Links       match.Links      // those that Match was found with
	HideMissing bool             // whether hiding the missing items is ticked at first
	RecentSizes []int            // how many rows each of the account's last plans wrote, newest first
	Currency    string           // the account's, ISO 4217; "" where it is not known
	Usual       pricelist.Layout // how the supplier's last list was read; zero where there was none
}

// Creation says whether rows without an item become new items, and as what. Where it is off, only those do for which that
// was decided: see MakeNew.
type Creation struct {
	On       bool
	Category catalog.Category // "" is a product
	Taxable  bool
}

// Locks are what no plan may touch, by item.
type Locks map[catalog.ItemID]Lock

// Lock keeps an item as it is: one amount alone, or with Both the whole item, and whether it is offered.
type Lock struct {
	Field Field
	Why   string // in the words of who locked it; "" where nothing was said
}

// Answer is what an item was last sent and what Jobber made of it, field by field. Absent amounts were not sent.
type Answer struct {
	Sent, Stored catalog.Prices
}

// Rows returns how many rows the plan has with its missing items: as many as a Selection has places.
func (p Plan) Rows() int { return len(p.Changes) + len(p.Missing) }

// At returns the row at a Selection's place: the list's rows come first, then the missing items.
func (p Plan) At(i int) *Change {
	if i < len(p.Changes) {
		return &p.Changes[i]
	}
	return &p.Missing[i-len(p.Changes)]
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
