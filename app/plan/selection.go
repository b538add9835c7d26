package plan

import (
	"slices"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/money"
)

// Selection says which rows are ticked, by their place in the plan.
type Selection []bool

// Everything is the hold code that stands for all but SlippedDecimal and ZeroPrice.
const Everything = "all"

// HoldCodes lists every hold code.
func HoldCodes() []HoldCode {
	return []HoldCode{ZeroPrice, BelowCost, LargeChange, SlippedDecimal, OtherMeasure, OtherCurrency, LargePlan, MovedSince}
}

// Default ticks every row that writes and is not held.
func (p Plan) Default() Selection {
	ticked := make(Selection, len(p.Changes))
	for i := range p.Changes {
		v := p.Changes[i].Verdict
		ticked[i] = v == Update || v == Create
	}
	return ticked
}

// Pick returns the ticked rows that write, in the plan's order. A held row is written because it is ticked; rows of
// every other verdict stay, ticked or not.
func (p Plan) Pick(ticked Selection) []Change {
	var picked []Change
	for i, c := range p.Changes {
		if i < len(ticked) && ticked[i] && c.Writes() {
			picked = append(picked, c)
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
	for i := range p.Changes {
		if c := &p.Changes[i]; c.Verdict == Held && len(c.Holds) > 0 && !slices.ContainsFunc(c.Holds, waits) {
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
				accepted[code] = accepted[code] || code != SlippedDecimal && code != OtherMeasure && code != OtherCurrency && code != ZeroPrice
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
	PriceSum    money.Amount // of after - before of the prices of the ticked rows
	Largest     money.Maybe  // the largest change among them in percent, signed, with one decimal
	LargestName string       // of its item
	// The plain averages of the margins of the ticked rows that have one before and after, in percent with one decimal.
	MarginBefore, MarginAfter money.Maybe
}

// Figures returns the figures of every row, by its place in the plan. They are what Summarise needs again and again
// while a person ticks, so compute them once.
func (p Plan) Figures() []Figures {
	all := make([]Figures, len(p.Changes))
	for i := range p.Changes {
		all[i] = p.Changes[i].Figures()
	}
	return all
}

// Summarise adds up the ticked rows. The figures are the plan's own.
func (p Plan) Summarise(ticked Selection, figures []Figures) Summary {
	var s Summary
	var before, after money.Amount
	margins := 0
	for i := range p.Changes {
		c := &p.Changes[i]
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
