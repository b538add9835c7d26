package pricelist

import "strconv"

// tiersBelow says whether a record holds nothing but rising quantities below a heading that is a word for a quantity and
// reaches over them: the amounts below hold from those quantities on.
func tiersBelow(over, under []string) bool {
	before, found := 0, 0
	for c, text := range under {
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		headed := c < len(over) && over[c] != ""
		if err != nil || n <= before || headed != (found == 0) || headed && !lotHeading(over[c]) {
			return false
		}
		before = n
		found++
	}
	return found > 1
}
