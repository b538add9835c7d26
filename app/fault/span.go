package fault

import (
	"strconv"
	"time"
)

// Span writes a duration for a sentence, in its largest unit that fits, rounded down: "7 minutes", "1 day".
func Span(d time.Duration) string {
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"day", 24 * time.Hour}, {"hour", time.Hour}, {"minute", time.Minute}, {"second", time.Second}} {
		if n := int64(d / unit.size); n == 1 {
			return "1 " + unit.name
		} else if n > 1 {
			return strconv.FormatInt(n, 10) + " " + unit.name + "s"
		}
	}
	return "less than a second"
}
