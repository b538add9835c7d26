package plan

import (
	"slices"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/money"
)

// Selection says which rows are ticked, by their place in the plan: see Plan.At.
type Selection []bool

// Everything is the hold code that stands for all but those that must be named.
const Everything = "all"

// HoldCodes lists every hold code.
func HoldCodes() []HoldCode {
	return []HoldCode{
		ZeroPrice, BelowCost, BelowMargin, LargeChange, SlippedDecimal, OtherMeasure, OtherCurrency, TaxDoubt, NearName, PartialList,
		LargePlan, LargerThanUsual, MovedSince,
	}
}

// MustName says whether accepting Everything leaves the hold in place, so that it has to be named: what it holds is
// more often a mistake than meant.
func (c HoldCode) MustName() bool {
	switch c {
	case ZeroPrice, SlippedDecimal, OtherMeasure, OtherCurrency, TaxDoubt, PartialList:
		return true
	}
	return false
}

// Switchable says whether an account may do without the hold. Those that stop a broken list, a list that is only a part,
// and an undo over somebody's work can't be switched off.
func (c HoldCode) Switchable() bool {
	switch c {
	case ZeroPrice, SlippedDecimal, PartialList, MovedSince:
		return false
	}
	return true
}

// Means says in one sentence what the hold is about.
func (c HoldCode) Means() string {
	return map[HoldCode]string{
		ZeroPrice:       "The new price would be zero, or a new item would have none.",
		BelowCost:       "The price would be below the cost.",
		BelowMargin:     "The price would leave less than the target margin.",
		LargeChange:     "The price or cost changes by more than the limit.",
		SlippedDecimal:  "The price or cost moves by 10 or 100 times, as it does when a decimal mark slips.",
		OtherMeasure:    "The amount is for several pieces, or in pence or cents.",
		OtherCurrency:   "The amount is in another currency.",
		TaxDoubt:        "The list's amounts may be with tax where those in Jobber are without, or the other way round.",
		NearName:        "A new item's name comes near one that is in Jobber already, or the other way round.",
		PartialList:     "The list has so few of the supplier's items that it may be only a part.",
		LargePlan:       "The sync would change a large part of the catalog.",
		LargerThanUsual: "The sync would change more rows than the last three together.",
		MovedSince:      "Somebody changed the item in Jobber after the run that is undone.",
	}[c]
}

// Default ticks every row that writes and is not held; missing items only where the plan is to hide them.
func (p Plan) Default() Selection {
	ticked := make(Selection, p.Rows())
	for i := range ticked {
		v := p.At(i).Verdict
		ticked[i] = (v == Update || v == Create) && (i < len(p.Changes) || p.HideMissing)
	}
	return ticked
}

// Pick returns the ticked rows that write, in the plan's order. A held row is written because it is ticked; rows of
// every other verdict stay, ticked or not.
func (p Plan) Pick(ticked Selection) []Change {
	var picked []Change
	for i := range min(len(ticked), p.Rows()) {
		if c := p.At(i); ticked[i] && c.Writes() {
			picked = append(picked, *c)
		}
	}
	return picked
}

// AcceptHolds is Default with the held rows ticked whose every hold is among the codes, and with the holds on the
// plan as a whole that no code accepts: while there are any, nothing may be written. Codes are HoldCodes or
// Everything. An unknown code is fault.HoldUnknown.
func AcceptHolds(p Plan, codes []string) (Selection, []Hold, error) {
	accepted, err := parseHolds(codes)
	if err != nil {
		return nil, nil, err
	}
	waits := func(hold Hold) bool { return !accepted[hold.Code] }
	ticked := p.Default()
	for i := range ticked {
		if i >= len(p.Changes) && !p.HideMissing {
			break
		}
		if c := p.At(i); c.Verdict == Held && len(c.Holds) > 0 && !slices.ContainsFunc(c.Holds, waits) {
			ticked[i] = true
		}
	}
	var waiting []Hold
	for _, hold := range p.Holds {
		if waits(hold) {
			waiting = append(waiting, hold)
		}
	}
	return ticked, waiting, nil
}

func parseHolds(codes []string) (map[HoldCode]bool, error) {
	accepted := map[HoldCode]bool{}
	for _, text := range codes {
		text = strings.TrimSpace(text)
		switch code := HoldCode(text); {
		case text == Everything:
			for _, code := range HoldCodes() {
				accepted[code] = accepted[code] || !code.MustName()
			}
		case slices.Contains(HoldCodes(), code):
			accepted[code] = true
		default:
			known := []string{Everything}
			for _, code := range HoldCodes() {
				known = append(known, string(code))
			}
			return nil, fault.New(fault.HoldUnknown, fault.Facts{"hold": text, "holds": strings.Join(known, ", ")})
		}
	}
	return accepted, nil
}

// Summary is what the ticked rows of a plan come to.
type Summary struct {
	Ticked      int
	Tickable    int // rows that write once they are ticked
	HeldTicked  int
	HeldWaiting int
	Increases   int // of the ticked rows, by price, or by cost where the price stays
	Decreases   int
	Creating    int          // of the ticked rows, those that make a new item
	Hiding      int          // of the ticked rows, those that hide an item
	PriceSum    money.Amount // of after - before of the prices of the ticked rows
	Largest     money.Maybe  // the largest change among them in percent, signed, with one decimal
	LargestName string       // of its item
	// The plain averages of the margins of the ticked rows that have one before and after, in percent with one decimal.
	MarginBefore, MarginAfter money.Maybe
}

// Figures returns the figures of every row, by its place in the plan. They are what Summarise needs again and again
// while a person ticks, so compute them once.
func (p Plan) Figures() []Figures {
	all := make([]Figures, p.Rows())
	for i := range all {
		all[i] = p.At(i).Figures()
	}
	return all
}

// Summarise adds up the ticked rows. The figures are the plan's own.
func (p Plan) Summarise(ticked Selection, figures []Figures) Summary {
	var s Summary
	var before, after money.Amount
	margins := 0
	for i := range p.Rows() {
		c := p.At(i)
		if !c.Writes() {
			continue
		}
		s.Tickable++
		on := i < len(ticked) && ticked[i]
		if c.Verdict == Held {
			if on {
				s.HeldTicked++
			} else {
				s.HeldWaiting++
			}
		}
		if !on {
			continue
		}
		s.Ticked++
		if c.Create != nil {
			s.Creating++
			continue
		}
		if c.Visible != nil && !*c.Visible {
			s.Hiding++
		}
		switch c.Direction() {
		case 1:
			s.Increases++
		case -1:
			s.Decreases++
		}
		f := figures[i]
		if change, ok := f.Change.Get(); ok && c.Before.Price != c.After.Price {
			s.PriceSum = s.PriceSum.Add(change)
		}
		s.widen(f.Percent, c.ItemName)
		if f.MarginBefore.Known() && f.MarginAfter.Known() {
			before, after = before.Add(f.MarginBefore.Or(before)), after.Add(f.MarginAfter.Or(after))
			margins++
		}
	}
	if margins > 0 {
		count := money.FromInt(int64(margins))
		s.MarginBefore, s.MarginAfter = money.Some(before.Div(count, 1)), money.Some(after.Div(count, 1))
	}
	return s
}

// widen keeps the largest change; of two equal ones the first.
func (s *Summary) widen(percent money.Maybe, name string) {
	size, ok := percent.Get()
	if largest, has := s.Largest.Get(); ok && !size.IsZero() && (!has || size.Abs().Cmp(largest.Abs()) > 0) {
		s.Largest, s.LargestName = percent, name
	}
}
