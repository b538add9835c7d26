package match

import (
	"cmp"
	"slices"
)

// Weights of what a name has beside words. A word weighs from 0.3, when every item has it, to 1, when one has it.
const (
	sizeWeight = 0.8
	packWeight = 0.3 // names often leave the count of a pack out
)

// share is how much of a name was found in another.
type share struct{ matched, total float64 }

// similarity compares two names, from 0 to 1. It is 0 where words or sizes that must agree do not. It is symmetric.
func similarity(a, b parts, weight func(word string) float64) float64 {
	sizesA, sizesB, ok := compareSizes(a.sizes, b.sizes)
	if !ok || opposed(a.words, b.words) {
		return 0
	}
	wordsA, wordsB := compareWords(a.words, b.words, weight)
	if wordsA.matched == 0 && !sameModel(a.sizes, b.sizes) {
		return 0 // sizes alone are no likeness
	}
	// The better covered name counts more: suppliers add words that the catalog does not have, and leave words out.
	better := (sizesA.matched + wordsA.matched) / (sizesA.total + wordsA.total)
	worse := (sizesB.matched + wordsB.matched) / (sizesB.total + wordsB.total)
	if better < worse {
		better, worse = worse, better
	}
	return 0.6*better + 0.4*worse
}

// sameModel says whether two names have a model's number in common that is long enough to tell, such as "R-410A".
func sameModel(a, b []size) bool {
	for _, s := range a {
		if len(s.unit) > 1 && s.unit[0] == '#' && s.plain >= 100*million && slices.Contains(b, s) {
			return true
		}
	}
	return false
}

// worth returns what a size weighs.
func worth(s size) float64 {
	if s.unit == "pack" || s.unit == "gang" { // "single" says it too
		return packWeight
	}
	return sizeWeight
}

// compareSizes pairs the sizes of two names, the best agreeing first. It is false where two that are left exclude
// each other. Sizes come in the order that parse gives them.
func compareSizes(a, b []size) (shareA, shareB share, ok bool) {
	for _, s := range a {
		shareA.total += worth(s)
	}
	for _, s := range b {
		shareB.total += worth(s)
	}
	var usedA, usedB uint64 // by place; names with more than 64 sizes do not exist
	for _, level := range [...]float64{1, 0.98, 0.9, 0.7, 0.6} {
		for i := range a {
			for j := range b {
				if usedA>>i&1 == 0 && usedB>>j&1 == 0 && agree(a[i], b[j]) == level {
					usedA, usedB = usedA|1<<i, usedB|1<<j
					shareA.matched += level * worth(a[i])
					shareB.matched += level * worth(b[j])
				}
			}
		}
	}
	for i := range a {
		for j := range b {
			if usedA>>i&1 == 0 && usedB>>j&1 == 0 && clash(a[i], b[j]) {
				return shareA, shareB, false
			}
		}
	}
	return shareA, shareB, true
}

// opposed says whether two names each have words of a family of contrasts, and none of it in common.
func opposed(a, b []string) bool {
	for _, word := range a {
		family := contrast(word)
		if family == "" {
			continue
		}
		there, common := false, false
		for _, other := range b {
			if contrast(other) == family {
				there = true
				common = common || word == other || slices.Contains(a, other) || kin(word, other)
			}
		}
		if there && !common {
			return true
		}
	}
	return false
}

// pairing is a word of each of two names, by place, that may mean the same.
type pairing struct {
	a, b  int
	alike float64
}

// compareWords pairs the words of two names: equal ones first, then two words that the other name writes as one, then
// the most alike.
func compareWords(a, b []string, weight func(word string) float64) (shareA, shareB share) {
	var usedA, usedB uint64 // by place
	for i, word := range a {
		shareA.total += weight(word)
		for j, other := range b {
			if usedB>>j&1 == 0 && word == other {
				usedA, usedB = usedA|1<<i, usedB|1<<j
				shareA.matched += weight(word)
				shareB.matched += weight(other)
				break
			}
		}
	}
	for _, word := range b {
		shareB.total += weight(word)
	}
	if usedA == 1<<len(a)-1 || usedB == 1<<len(b)-1 {
		return shareA, shareB
	}
	joinWords(a, b, &usedA, &usedB, &shareA, &shareB, weight)
	joinWords(b, a, &usedB, &usedA, &shareB, &shareA, weight)

	var pairs []pairing
	for i, word := range a {
		for j, other := range b {
			if usedA>>i&1 == 0 && usedB>>j&1 == 0 {
				if alike := near(word, other); alike > 0 {
					pairs = append(pairs, pairing{i, j, alike})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pairing) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike),
			cmp.Compare(min(a[x.a], b[x.b]), min(a[y.a], b[y.b])), cmp.Compare(max(a[x.a], b[x.b]), max(a[y.a], b[y.b])),
			cmp.Compare(x.a+x.b, y.a+y.b))
	})
	for _, p := range pairs {
		if usedA>>p.a&1 == 0 && usedB>>p.b&1 == 0 {
			usedA, usedB = usedA|1<<p.a, usedB|1<<p.b
			shareA.matched += p.alike * weight(a[p.a])
			shareB.matched += p.alike * weight(b[p.b])
		}
	}
	return shareA, shareB
}

// joinWords pairs a word of one name with some that follow each other in the other: with two that it is made of, such
// as "tap ware" for "tapware", or with those that it has the initials of, such as "spd".
func joinWords(whole, split []string, usedWhole, usedSplit *uint64, shareWhole, shareSplit *share, weight func(string) float64) {
	for i, word := range whole {
		for j := 0; j+1 < len(split) && *usedWhole>>i&1 == 0; j++ {
			count := 0
			switch {
			case len(word) == len(split[j])+len(split[j+1]) && word[:len(split[j])] == split[j] && word[len(split[j]):] == split[j+1]:
				count = 2
			case initials(word, split[j:]):
				count = len(word)
			}
			if those := uint64(1)<<count - 1; count > 0 && *usedSplit>>j&those == 0 {
				*usedWhole |= 1 << i
				*usedSplit |= those << j
				shareWhole.matched += weight(word)
				for _, part := range split[j : j+count] {
					shareSplit.matched += weight(part)
				}
			}
		}
	}
}

// initials says whether the first letters of the words make the word, which has two to four.
func initials(word string, of []string) bool {
	if len(word) < 2 || len(word) > 4 || len(of) < len(word) {
		return false
	}
	for i := range len(word) {
		if of[i][0] != word[i] {
			return false
		}
	}
	return true
}

// near returns how likely two different words mean the same, from 0 to 1: by the table, as an abbreviation, or as a
// slip of the pen.
func near(a, b string) float64 {
	if known := alike(a, b); known > 0 {
		return known
	}
	if a[0] != b[0] || contrast(a) != "" && contrast(b) != "" {
		return 0
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(a) >= 3 && len(b) >= len(a)+1 && b[:len(a)] == a:
		return 0.85
	case len(a) >= 2 && len(b) >= len(a)+2 && shortens(a, b):
		return 0.7
	case len(a) >= 5 && len(b)-len(a) <= 1 && slips(a, b) == 1:
		return 0.8
	case len(a) >= 8 && len(b)-len(a) <= 2 && slips(a, b) == 2:
		return 0.7
	}
	return 0
}

// shortens says whether a could be b without its vowels or its end: its letters stand in b in the same order, and
// from the second on they are consonants.
func shortens(a, b string) bool {
	at := 0
	for i := range len(a) {
		switch a[i] {
		case 'a', 'e', 'i', 'o', 'u':
			if i > 0 {
				return false
			}
		}
		for at < len(b) && b[at] != a[i] {
			at++
		}
		if at == len(b) {
			return false
		}
		at++
	}
	return true
}

// slips counts the letters left out, put in, changed or swapped with their neighbour between two words, up to 3.
func slips(a, b string) int {
	const most = 64
	if len(a) > most || len(b) > most {
		return 3
	}
	var rows [3][most + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > 2 {
			return 3
		}
		before, above, row = above, row, before
	}
	return min(3, above[len(b)])
}
