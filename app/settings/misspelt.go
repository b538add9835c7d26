package settings

import (
	"cmp"
	"slices"
	"strings"
)

// Misspelling is an environment variable that looks like one of ours and is none.
type Misspelling struct {
	Name  string
	Meant string // the variable that was probably meant, "" where none is near
}

// Misspellings finds, among the NAME=value texts of an environment such as os.Environ, the names that a person may have
// meant for ours: written a little otherwise, in other letters, shortened, or beginning with the program's name. What e
// took from the environment is no misspelling. The values are not looked at.
func Misspellings(environ []string, e Env) []Misspelling {
	var found []Misspelling
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		meant := meantBy(name)
		ours := slices.ContainsFunc(variables(), func(v string) bool {
			return v == name || (strings.EqualFold(v, name) && e.Get(v) != "") // Windows takes any letters
		})
		if name == "" || ours || (meant == "" && !strings.HasPrefix(fold(name), fold("PRICESYNC_"))) {
			continue
		}
		found = append(found, Misspelling{name, meant})
	}
	slices.SortFunc(found, func(a, b Misspelling) int { return cmp.Compare(a.Name, b.Name) })
	return found
}

// variables lists the names of our environment variables.
func variables() []string {
	var names []string
	for _, s := range Registry() {
		if s.Variable != "" {
			names = append(names, s.Variable)
		}
	}
	return names
}

// meantBy returns the variable of ours that is nearest to the name, "" where none is near.
func meantBy(name string) string {
	best, meant := 3, ""
	for _, ours := range variables() {
		most := 1
		if len(fold(ours)) >= 14 {
			most = 2
		}
		if d := distance(fold(name), fold(ours)); d <= most && d < best {
			best, meant = d, ours
		}
	}
	if meant != "" {
		return meant
	}
	for _, ours := range variables() {
		if shortened(name, ours) {
			return ours
		}
	}
	return ""
}

// fold takes away what people write otherwise without a second thought.
func fold(name string) string {
	return strings.NewReplacer("_", "", "-", "", ".", "").Replace(strings.ToUpper(name))
}

// shortened says whether the name is one of ours without some word in its middle, such as JOBBER_SECRET.
func shortened(name, ours string) bool {
	words, all := strings.Split(strings.ToUpper(name), "_"), strings.Split(ours, "_")
	if len(words) < 2 || len(words) >= len(all) || !slices.Contains([]string{"JOBBER", "PRICESYNC"}, words[0]) ||
		words[0] != all[0] || words[len(words)-1] != all[len(all)-1] {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(all, w) })
}

// distance is how many letters have to be changed, added, left out or swapped with their neighbour to make b of a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
