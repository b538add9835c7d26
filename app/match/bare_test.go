package match_test

import (
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/match"
)

func TestPunctuationIsIgnoredButInNumbers(t *testing.T) {
	same := [][]string{
		{"15mm Elbow, brass", "15mm elbow brass", "15 MM ELBOW (BRASS)", "15mm-Elbow; brass.", "15mm Elbow – brass", "“15mm” Elbow: Brass"},
		{"Push-fit cap", "push fit cap", "PUSHFIT CAP", "Push_fit cap!"},
		{"Valve 1/2\"", "valve 1/2 \"", "VALVE, 1/2″", "Valve 1/2''", "Valve ½”"},
		{"R-410A gas", "R410A gas"},
		{"No. 5 screws", "no 5 screws"},
		{"Men's glove", "mens glove", "Men’s glove"},
		{"Tee 22 x 15", "tee 22x15", "TEE 22×15"},
		{"Reducer 22-15", "reducer 22 - 15", "reducer 22–15"},
		{"Café lamp (large)", "CAFE\u0301 LAMP - LARGE"},
		{"2-way valve", "2 way valve"},
	}
	for _, group := range same {
		for _, text := range group[1:] {
			if match.Bare(text) != match.Bare(group[0]) {
				t.Errorf("%q is %q, and %q is %q", text, match.Bare(text), group[0], match.Bare(group[0]))
			}
		}
	}
	for _, pair := range [][2]string{
		{"Valve 1/2\"", "Valve 12\""}, {"Valve 1/2", "Valve 1 2"}, {"Valve 1/2", "Valve 1-2"}, {"Valve 1/2\"", "Valve 1/2'"},
		{"Cable 1.5", "Cable 15"}, {"Cable 1.5", "Cable 1 5"}, {"Cable 1,5", "Cable 15"}, {"Cable 15, 22", "Cable 15,22"},
		{"Gas -20", "Gas 20"}, {"Gas .5", "Gas 5"}, {"Pipe P+", "Pipe P"}, {"Pipe +5", "Pipe 5"}, {"1885N-1*", "1885N-1"}, {"Tee 2x1", "Tee 21"}, {"Tee 2*1", "Tee 21"},
		{"Elbow 1½", "Elbow 11/2"}, {"Elbow 1 1/2", "Elbow 11/2"}, {"Elbow 1-1/2", "Elbow 11/2"}, {"Screws 5 (100)", "Screws 5100"}, {"Screws 5/100", "Screws 5100"},
		{"Post 6'", "Post 6\""}, {"Post 6'5", "Post 65"}, {"Box 4\" 10", "Box 4\"10x"}, {"Mix 1:5", "Mix 15"}, {"Fall 5%", "Fall 5"}, {"Seed 50#", "Seed 50"},
		{"Range 10~20", "Range 1020"}, {"Elbow 90°", "Elbow 90 5"}, {"15mm", "1 5mm"}, {"Bag 1.000", "Bag 1"},
	} {
		if match.Bare(pair[0]) == match.Bare(pair[1]) {
			t.Errorf("%q and %q are both %q", pair[0], pair[1], match.Bare(pair[0]))
		}
	}
}

// TestTheSameBareNameHasTheSameSizes ties the two readings of a name together: what the ladder takes for the same, the
// suggestions do not take for another size.
func TestTheSameBareNameHasTheSameSizes(t *testing.T) {
	part := rapid.SampledFrom([]string{"1", "2", "5", "10", "12", "15", "22", "1/2", "3/4", "½", "mm", "m", "\"", "'", "°", "x", "-", ".", ",", "/", "+", " ", " ", "(", ")", "a", "elbow", "tee"})
	name := rapid.Custom(func(t *rapid.T) string {
		text := ""
		for _, p := range rapid.SliceOfN(part, 1, 7).Draw(t, "parts") {
			text += p
		}
		return text
	})
	rapid.Check(t, func(t *rapid.T) {
		a := name.Draw(t, "a")
		// what punctuation may come and go: beside letters and at the ends
		b := rapid.SampledFrom([]string{a + ".", a + " ", " " + a, a + ",", "(" + a, a}).Draw(t, "b")
		if rapid.Bool().Draw(t, "another") {
			b = name.Draw(t, "b anew")
		}
		if match.Bare(a) != match.Bare(b) || match.Bare(a) == "" {
			return
		}
		if x, y := match.Sizes(a), match.Sizes(b); x != y {
			t.Fatalf("%q and %q are both %q, with the sizes %s and %s", a, b, match.Bare(a), x, y)
		}
	})
}
