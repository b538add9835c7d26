package money

import "math/bits"

// What nearly all amounts need: arithmetic in whole numbers that says when it does not reach.

// reach is what no coefficient reaches.
const reach = 1_000_000_000_000_000_000

// tens returns 10 to the power of n, for n up to 18.
func tens(n uint8) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// small says whether a coefficient has at most 18 digits.
func small(n int64) bool { return n > -reach && n < reach }

// times returns x × y, and false where the product has more than 18 digits.
func times(x, y int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(x), magnitude(y))
	if high != 0 || low >= reach {
		return 0, false
	}
	if (x < 0) != (y < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

// aligned returns the coefficients of both at the larger scale, and false where one would have more than 18 digits there.
func aligned(a, b Amount) (x, y int64, scale uint8, ok bool) {
	x, y, scale, ok = a.coef, b.coef, a.scale, true
	switch {
	case a.scale < b.scale:
		scale = b.scale
		x, ok = times(x, tens(b.scale-a.scale))
	case b.scale < a.scale:
		y, ok = times(y, tens(a.scale-b.scale))
	}
	return x, y, scale, ok && small(x) && small(y)
}

// quotient returns x ÷ y rounded half away from zero. y is above zero and has at most 18 digits.
func quotient(x, y int64) int64 {
	whole, rest := x/y, x%y
	if rest < 0 {
		rest = -rest
	}
	if rest >= y-rest {
		if x < 0 {
			return whole - 1
		}
		return whole + 1
	}
	return whole
}
