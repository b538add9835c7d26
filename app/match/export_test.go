package match

import (
	"fmt"
	"slices"
)

// Sizes writes down the numbers that are read in a name, for tests.
func Sizes(name string) string {
	var values []int64
	for _, s := range newParser().parse(name).sizes {
		values = append(values, s.plain)
	}
	slices.Sort(values)
	return fmt.Sprint(values)
}
