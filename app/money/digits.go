package money

// A binary float holds 15 significant digits of a decimal amount, as spreadsheets show them; sums of floats may spoil
// the last of these. Noise shows from the 16th digit on.
const (
	surelyMeant = 14
	floatDigits = 15
	mostDigits  = 48
)

// digits is a positive decimal: 0.d1d2d3… × 10^point, with neither leading nor trailing zeros.
type digits struct {
	d     [mostDigits]byte // '0' to '9'
	n     int
	point int
}

// read takes the digits of both parts, skipping the marks between groups. Digits beyond the capacity are not looked
// at: they are decimals that are rounded away.
func read(whole, fraction string, exponent int) (digits, error) {
	var d digits
	for i := range len(whole) {
		if c := whole[i]; c >= '0' && c <= '9' && (c != '0' || d.n > 0) {
			if d.n == mostDigits {
				return d, ErrRange
			}
			d.d[d.n] = c
			d.n++
		}
	}
	d.point = d.n
	for i := range len(fraction) {
		switch c := fraction[i]; {
		case c == '0' && d.n == 0:
			d.point--
		case d.n < mostDigits:
			d.d[d.n] = c
			d.n++
		}
	}
	d.point += exponent
	d.trim()
	return d, nil
}

// trim cuts trailing zeros.
func (d *digits) trim() {
	for d.n > 0 && d.d[d.n-1] == '0' {
		d.n--
	}
}

// round keeps the first keep digits, rounding half up.
func (d *digits) round(keep int) {
	if keep >= d.n {
		return
	}
	up := keep >= 0 && d.d[keep] >= '5'
	d.n = max(keep, 0)
	for i := d.n - 1; up && i >= 0; i-- {
		if up = d.d[i] == '9'; up {
			d.d[i] = '0'
		} else {
			d.d[i]++
		}
	}
	if up { // 9.99 became 10.0, or 0.5 became 1
		d.d[0] = '1'
		d.n = 1
		d.point++
	}
	d.trim()
}

// amount rounds to keep decimals and says whether that dropped digits that someone meant.
func (d digits) amount(keep int) (Amount, bool, error) {
	if d.n > floatDigits && d.n-d.point > keep {
		clean := d
		if clean.round(surelyMeant); clean.n-clean.point <= keep {
			d = clean
		} else {
			d.round(floatDigits)
		}
	}
	dropped := d.n-d.point > keep
	if dropped {
		d.round(d.point + keep)
	}
	if d.n == 0 {
		return Amount{}, dropped, nil
	}
	if d.point > maxWhole {
		return Amount{}, false, ErrRange
	}
	coef := int64(0)
	for _, c := range d.d[:d.n] {
		coef = coef*10 + int64(c-'0')
	}
	scale := d.n - d.point
	for ; scale < 0; scale++ {
		coef *= 10
	}
	return Amount{coef, uint8(scale)}, dropped, nil
}
