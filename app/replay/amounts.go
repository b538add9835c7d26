package replay

import (
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// mostAmount is what no amount of a copy reaches: a price list with larger ones could not be read.
func mostAmount() money.Amount { return money.FromInt(1_000_000_000) }

// shift multiplies amounts.
type shift struct {
	factor money.Amount
	rules  plan.Rules
}

// amount multiplies the cents of an amount and leaves what is beyond them, so that it rounds to cents as before.
func (s shift) amount(a money.Amount) money.Amount {
	return a.Cents().Mul(s.factor).Add(a.Sub(a.Cents()))
}

func (s shift) maybe(m money.Maybe) money.Maybe {
	if a, ok := m.Get(); ok {
		return money.Some(s.amount(a))
	}
	return m
}

func (s shift) prices(p catalog.Prices) catalog.Prices {
	return catalog.Prices{Price: s.maybe(p.Price), Cost: s.maybe(p.Cost), Markup: p.Markup}
}

// row multiplies the amounts of a row. A price that is just the marked up cost, rounded, is so in the copy too.
func (s shift) row(p catalog.Prices) catalog.Prices {
	made := s.prices(p)
	percent, marked := s.rules.Markup.Get()
	cost, known := p.Cost.Get()
	if marked && known && p.Price.SameCents(money.Some(cost.Markup(percent).Cents())) {
		made.Price = money.Some(s.amount(cost).Markup(percent).Cents())
	}
	return made
}

// reaches says whether every amount of the bundle can be multiplied.
func (s shift) reaches(b Bundle, list *pricelist.List) bool {
	all := make([]money.Maybe, 0, 2*len(list.Rows)+2*len(b.Catalog.Items))
	for _, row := range list.Rows {
		all = append(all, row.Price, row.Cost)
	}
	for _, item := range b.Catalog.Items {
		all = append(all, money.Some(item.Price), item.Cost)
	}
	for _, answer := range b.Answers {
		all = append(all, answer.Sent.Price, answer.Sent.Cost, answer.Stored.Price, answer.Stored.Cost)
	}
	limit := mostAmount()
	for _, m := range all {
		if a := m.Or(money.Amount{}).Abs(); a.Cmp(limit) >= 0 || a.Cents().Mul(s.factor).Cmp(limit) >= 0 {
			return false
		}
	}
	return true
}

// text writes to in a cell that reads as want; where want is not known, what the first reading that there is is multiplied to.
func (s shift) text(text, decimal string, keep int, want, to money.Maybe) (string, bool) {
	change := s.amount
	if a, ok := to.Get(); ok {
		change = func(money.Amount) money.Amount { return a.Abs() }
	}
	for _, mark := range []string{decimal, ".", ","} {
		style := money.Style{Decimal: mark, Keep: keep}
		if mark == "" {
			continue
		}
		if parsed, err := money.Parse(text, style); err != nil || want.Known() && want != money.Some(parsed.Amount) {
			continue
		}
		if made, ok := money.Rewrite(text, style, change); ok {
			return made, true
		}
	}
	return "", false
}

func (s shift) answers(answers map[catalog.ItemID]plan.Answer, ids map[catalog.ItemID]catalog.ItemID) map[catalog.ItemID]plan.Answer {
	made := make(map[catalog.ItemID]plan.Answer, len(answers))
	for id, answer := range answers {
		if to, ok := ids[id]; ok {
			made[to] = plan.Answer{Sent: s.prices(answer.Sent), Stored: s.prices(answer.Stored)}
		}
	}
	return made
}
