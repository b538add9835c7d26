package money

// Maybe is an amount that may be absent, such as an item's cost. The zero value is absent; == compares values.
type Maybe struct {
	// The amount's own fields, so that the flag fits into their padding: price lists hold two of these for every row.
	coef  int64
	scale uint8
	known bool
}

// Some returns a present amount.
func Some(a Amount) Maybe { return Maybe{a.coef, a.scale, true} }

// Get returns the amount and whether it is present.
func (m Maybe) Get() (Amount, bool) { return Amount{m.coef, m.scale}, m.known }

// Known says whether the amount is present.
func (m Maybe) Known() bool { return m.known }

// Or returns the amount, or fallback when it is absent.
func (m Maybe) Or(fallback Amount) Amount {
	if m.known {
		return Amount{m.coef, m.scale}
	}
	return fallback
}

// Equal says whether both are absent or both the same value.
func (m Maybe) Equal(other Maybe) bool { return m == other }

// SameCents says whether both are absent, or both present and equal in hundredths.
func (m Maybe) SameCents(other Maybe) bool {
	return m.known == other.known && m.Or(Amount{}).SameCents(other.Or(Amount{}))
}

// String returns the machine form, or "" when absent.
func (m Maybe) String() string {
	if !m.known {
		return ""
	}
	return Amount{m.coef, m.scale}.String()
}

// MaybeDecimal is Decimal that takes "" for absent: the inverse of Maybe.String.
func MaybeDecimal(text string) (Maybe, error) {
	if text == "" {
		return Maybe{}, nil
	}
	a, err := Decimal(text)
	if err != nil {
		return Maybe{}, err
	}
	return Some(a), nil
}
