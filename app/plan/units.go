package plan

import "strings"

// foldUnit returns a unit's text without case and spacing.
func foldUnit(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}
