package plan

import (
	"pricesync/app/money"
)

// words says what a rounding does.
func (r Rounding) words() string {
	switch r {
	case ToFiveCents:
		return "to the nearest 0.05"
	case ToWhole:
		return "to the nearest whole amount"
	case UpToWhole:
		return "up to a whole amount"
	case UpTo99:
		return "up to .99"
	case UpTo95:
		return "up to .95"
	}
	return "to the cent"
}

// raising says how a least amount is brought to the rounding's next one.
func (r Rounding) raising() string {
	switch r {
	case ToFiveCents:
		return "up to the next 0.05"
	case ToWhole:
		return UpToWhole.words()
	case UpToWhole, UpTo99, UpTo95:
		return r.words()
	}
	return "up to the next cent"
}

// grid returns how far apart the amounts of a rounding are, and where the first one above zero stands.
func (r Rounding) grid() (step, first money.Amount) {
	switch r {
	case ToFiveCents:
		return money.FromCents(5), money.FromCents(5)
	case ToWhole, UpToWhole:
		return money.FromInt(1), money.FromInt(1)
	case UpTo99:
		return money.FromInt(1), money.FromCents(99)
	case UpTo95:
		return money.FromInt(1), money.FromCents(95)
	}
	return money.FromCents(1), money.FromCents(1)
}

// round rounds a computed amount. What is zero in cents, or below, is no price to be made a better one: it stays in cents,
// so that it is seen for what it is.
func (w *work) round(e money.Exact, how Rounding) money.Amount {
	cents := w.checked(e.Round(2))
	if cents.Sign() <= 0 {
		return cents
	}
	switch how {
	case ToFiveCents, ToWhole:
		step, _ := how.grid()
		return w.checked(e.Over(step).Round(0)).Mul(step)
	case UpToWhole, UpTo99, UpTo95:
		return w.upTo(cents, how)
	}
	return cents
}

// raise returns the least amount of a rounding that is not below e.
func (w *work) raise(e money.Exact, how Rounding) money.Amount {
	cents := w.checked(e.Round(2))
	if e.Cmp(cents) > 0 {
		cents = cents.Add(money.FromCents(1))
	}
	return w.upTo(cents, how)
}

// upTo returns the least amount of a rounding's grid that is not below an amount in cents.
func (w *work) upTo(cents money.Amount, how Rounding) money.Amount {
	step, first := how.grid()
	if cents.Cmp(first) <= 0 {
		return first
	}
	over := cents.Sub(first)
	steps := over.Div(step, 0)
	if steps.Mul(step).Cmp(over) < 0 {
		steps = steps.Add(money.FromInt(1))
	}
	return w.checked(money.Exactly(steps).Times(step).Plus(first).Round(2))
}

// checked notes an amount that is too large to be used, and returns zero for it.
func (w *work) checked(a money.Amount, err error) money.Amount {
	if err != nil || a.Abs().Cmp(money.FromInt(most)) >= 0 {
		w.beyond = true
		return money.Amount{}
	}
	return a
}

// show writes an amount of a calculation with at least two decimals and at most four; what has more ends in "…".
func show(e money.Exact) string {
	a, err := e.Round(4)
	if err != nil || a.Abs().Cmp(money.FromInt(most)) >= 0 {
		return "an amount too large to write"
	}
	if e.Cmp(a) == 0 {
		return a.String()
	}
	part := money.FromInt(1).Div(money.FromInt(10_000), 4)
	switch {
	case e.Sign() > 0 && e.Cmp(a) < 0:
		a = a.Sub(part)
	case e.Sign() < 0 && e.Cmp(a) > 0:
		a = a.Add(part)
	}
	return a.Fixed(4) + "…"
}

// signed writes what is added: "+ 40%", "− 0.50".
func signed(by money.Amount, unit string) string {
	text := by.Abs().Plain()
	if unit == "" {
		text = by.Abs().String()
	}
	if by.Sign() < 0 {
		return "− " + text + unit
	}
	return "+ " + text + unit
}

// finer says whether an amount has more than two decimals.
func finer(m money.Maybe) bool {
	a, ok := m.Get()
	return ok && a.Decimals() > 2
}
