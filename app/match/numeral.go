package match

// numeral is a number as a name has it, in millionths.
type numeral struct {
	value    int64
	fraction bool // written with a fraction, as inches are
}

// digits reads a whole number of at most seven digits, in millionths.
func digits(text string) (int64, bool) {
	if text == "" || len(text) > 7 {
		return 0, false
	}
	n := int64(0)
	for i := range len(text) {
		n = n*10 + int64(text[i]-'0')
	}
	return n * million, true
}

// readNumber reads the number at a place: "15", "2.5", "2,5", "1,200", "3/4", "1 1/2", "1-1/2", "1.1/2", "11/2" for
// one and a half. It returns the place behind it, or at itself where the digits are too many for a size.
func readNumber(text string, at int) (numeral, int) {
	end := digitsEnd(text, at)
	whole, ok := digits(text[at:end])
	if !ok {
		return numeral{}, at
	}
	if part, after := readFraction(text, at); after > at {
		return numeral{part, true}, after
	}
	if end < len(text) && (text[end] == ' ' || text[end] == '-' || text[end] == '.') && whole > 0 && whole <= 12*million {
		if part, after := readFraction(text, end+1); after > end+1 && part < million {
			return numeral{whole + part, true}, after
		}
	}
	if end < len(text) && (text[end] == '.' || text[end] == ',') {
		tail := digitsEnd(text, end+1)
		switch places := tail - end - 1; {
		case places == 3 && text[end] == ',': // thousands
			if n, ok := digits(text[at:end] + text[end+1:tail]); ok {
				return numeral{n, false}, tail
			}
		case places > 0 && places <= 6:
			part, _ := digits(text[end+1 : tail])
			for range places {
				part /= 10
			}
			return numeral{whole + part, false}, tail
		}
	}
	return numeral{whole, false}, end
}

// readFraction reads a fraction of an inch: its lower number is a power of two, or 3. What looks like more than one is
// a whole number without its space: "11/2" is one and a half. Other pairs, such as "60/100" or "12/2", are no fraction.
func readFraction(text string, at int) (int64, int) {
	upper := digitsEnd(text, at)
	if upper == at || upper-at > 2 || upper >= len(text) || text[upper] != '/' {
		return 0, at
	}
	end := digitsEnd(text, upper+1)
	n, okUpper := digits(text[at:upper])
	d, okLower := digits(text[upper+1 : end])
	if !okUpper || !okLower || n == 0 {
		return 0, at
	}
	n, d = n/million, d/million
	switch d {
	case 2, 3, 4, 8, 16, 32, 64:
	default:
		return 0, at
	}
	whole := int64(0)
	if n >= d {
		if whole, n = n/10, n%10; whole == 0 || n == 0 || n >= d || n%2 == 0 && d%2 == 0 {
			return 0, at
		}
	}
	return whole*million + n*million/d, end
}

func digitsEnd(text string, at int) int {
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	return at
}
