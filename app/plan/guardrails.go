package plan

import (
	"fmt"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// orDefault fills limits of zero with the defaults.
func (g Guardrails) orDefault() Guardrails {
	usual := DefaultGuardrails()
	if g.ChangePercent.IsZero() {
		g.ChangePercent = usual.ChangePercent
	}
	if g.PlanPercent.IsZero() {
		g.PlanPercent = usual.PlanPercent
	}
	return g
}

// row returns why a changing row is held: at most one hold of each code. The narrower reason stands for the wider
// one: an amount of zero, or one that a slipped decimal mark explains, is no large change besides.
func (g Guardrails) row(c Change) []Hold {
	price := move{field: "price", changed: c.After.Price != c.Before.Price}
	price.from, price.has = c.Before.Price.Get()
	price.to, _ = c.After.Price.Get()
	cost := move{field: "cost", changed: c.After.Cost != c.Before.Cost}
	cost.from, cost.has = c.Before.Cost.Get()
	cost.to, _ = c.After.Cost.Get()

	found := holds{off: g.Off}
	found.flags(c.Flags)
	gone := price.changed && price.to.Sign() <= 0
	if gone {
		found.add(ZeroPrice, fmt.Sprintf("The new price would be %s.", price.to))
	}
	for _, m := range []move{price, cost} {
		if !m.changed || !m.has || m.field == "price" && gone {
			continue // a first amount is no change in percent
		}
		if factor := m.slip(); factor != "" {
			found.add(SlippedDecimal, fmt.Sprintf("%s goes from %s to %s, about %s: the decimal mark may have slipped.", title(m.field), m.from, m.to, factor))
		} else if m.beyond(g.ChangePercent) {
			found.add(LargeChange, fmt.Sprintf("%s %s %s%%; your limit is %s%%.", title(m.field), m.verb(), percent(m.from, m.to, g.ChangePercent), g.ChangePercent.Plain()))
		}
	}
	switch below := c.After.Price.Known() && c.After.Cost.Known() && price.to.Cmp(cost.to) < 0; {
	case gone:
	case below:
		found.add(BelowCost, fmt.Sprintf("The %s %s is below the %s %s.", price.called(), price.to, cost.called(), cost.to))
	case price.changed || cost.changed:
		found.margin(g.TargetMargin, c.After)
	}
	return found.list
}

// holds collects one hold of each code, with a sentence for each field that has it. Codes that are off are passed over.
type holds struct {
	list []Hold
	off  []HoldCode
}

func (h *holds) add(code HoldCode, message string) {
	if slices.Contains(h.off, code) && code.Switchable() {
		return
	}
	for i := range h.list {
		if h.list[i].Code == code {
			h.list[i].Message += " " + message
			return
		}
	}
	h.list = append(h.list, Hold{code, message})
}

// flags adds what the list itself says against its amounts.
func (h *holds) flags(flags []string) {
	if slices.Contains(flags, string(pricelist.OtherMeasure)) {
		h.add(OtherMeasure, "The list says that this amount is for several pieces, or in pence or cents.")
	}
	if slices.Contains(flags, string(pricelist.OtherCurrency)) {
		h.add(OtherCurrency, "The list has this amount in another currency than most of its lines.")
	}
}

// margin adds a hold where the price leaves less of itself than the target.
func (h *holds) margin(target money.Maybe, after catalog.Prices) {
	percent, wanted := target.Get()
	price, priced := after.Price.Get()
	cost, known := after.Cost.Get()
	if !wanted || !priced || !known || price.Sign() <= 0 {
		return
	}
	profit := price.Sub(cost).Mul(money.FromInt(100))
	if profit.Cmp(price.Mul(percent)) >= 0 {
		return
	}
	for decimals := 1; ; decimals++ {
		if size := profit.Div(price, decimals); decimals == 6 || size != percent {
			h.add(BelowMargin, fmt.Sprintf("The margin would be %s%%; your target is %s%%.", size.Fixed(decimals), percent.Plain()))
			return
		}
	}
}

// move is one field of a row on its way from Jobber's amount to the plan's.
type move struct {
	field    string
	from, to money.Amount
	has      bool // Jobber has an amount
	changed  bool
}

func (m move) called() string {
	if m.changed {
		return "new " + m.field
	}
	return m.field
}

func (m move) verb() string {
	if m.to.Cmp(m.from) < 0 {
		return "falls"
	}
	return "rises"
}

// beyond says whether the change is more than that many percent of a present amount other than zero.
func (m move) beyond(limit money.Amount) bool {
	change := m.to.Sub(m.from).Abs()
	return !m.from.IsZero() && change.Mul(money.FromInt(100)).Cmp(m.from.Abs().Mul(limit)) > 0
}

// slip says in words which power of ten the amount moved by, or "". It allows 15 percent around the power: suppliers
// change prices along with the slip, seldom by more, and a change by 8 or by 12 has other causes.
func (m move) slip() string {
	if m.from.Sign() <= 0 || m.to.Sign() <= 0 || !m.doubled() {
		return ""
	}
	for _, power := range []struct {
		by         int64
		more, less string
	}{{10, "10 times as much", "a tenth of it"}, {100, "100 times as much", "a hundredth of it"}} {
		if near(m.to, m.from, power.by) {
			return power.more
		}
		if near(m.from, m.to, power.by) {
			return power.less
		}
	}
	return ""
}

// doubled says whether one amount is more than twice the other: the cheap question before the exact ones.
func (m move) doubled() bool {
	return m.to.Cmp(m.from.Add(m.from)) > 0 || m.from.Cmp(m.to.Add(m.to)) > 0
}

// Slipped says whether price or cost moves by about a power of ten from 10 to 1,000, up or down: what a decimal mark that
// was read wrongly does. Absent amounts have not moved.
func Slipped(before, after catalog.Prices) bool {
	for _, pair := range [][2]money.Maybe{{before.Price, after.Price}, {before.Cost, after.Cost}} {
		from, had := pair[0].Get()
		to, has := pair[1].Get()
		if had && has && (move{from: from, to: to}.slipped()) {
			return true
		}
	}
	return false
}

// slipped is slip for three digits as well: where thousands are parted, a misread mark moves an amount by a thousand.
func (m move) slipped() bool {
	return m.slip() != "" || m.from.Sign() > 0 && m.to.Sign() > 0 && (near(m.to, m.from, 1000) || near(m.from, m.to, 1000))
}

// near says whether big is small × by, give or take 15 percent.
func near(big, small money.Amount, by int64) bool {
	hundredfold := big.Mul(money.FromInt(100))
	return hundredfold.Cmp(small.Mul(money.FromInt(by*85))) >= 0 && hundredfold.Cmp(small.Mul(money.FromInt(by*115))) <= 0
}
