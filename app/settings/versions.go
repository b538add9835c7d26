package settings

import (
	"slices"
	"time"

	"pricesync/app/fault"
)

// firstVersion is the oldest version of Jobber's service whose items have the fields that the program asks for.
const firstVersion = "2024-06-10"

// versions lists the versions that are known to be served, the oldest first: those of Jobber's changelog, and newer ones
// that it does not list. A version is the day on which it was published.
func versions() []string {
	return []string{
		firstVersion, "2024-08-30", "2024-09-12", "2024-09-23", "2024-11-07", "2024-11-12", "2024-12-05", "2025-01-20", DefaultAPIVersion,
		"2026-02-17", "2026-03-10", "2026-04-16", "2026-04-22", "2026-05-12", "2026-06-16", "2026-07-27",
	}
}

func parseVersion(_ Setting, text string) (string, error) {
	day, err := time.Parse(time.DateOnly, text)
	switch {
	case err != nil || day.Year() < 2015 || day.Year() > 2100:
		return "", versionInvalid(text, "it is not a date such as "+DefaultAPIVersion)
	case text < firstVersion:
		return "", versionInvalid(text, "it is older than "+firstVersion+", the first that Price Sync works with")
	}
	return text, nil
}

func versionInvalid(text, why string) *fault.Error {
	return fault.New(fault.APIVersionInvalid, fault.Facts{"value": shown(text), "why": why})
}

// version looks at a version that has the right form: one that can't exist yet is wrong, one that nobody has heard of may
// be. A clock that is far behind makes no known version wrong.
func version(s Settings, f Facts) []Finding {
	v := s.Value(APIVersion)
	if v.Wrong != nil || slices.Contains(versions(), v.Text) {
		return nil
	}
	day, err := time.Parse(time.DateOnly, v.Text)
	tomorrow := f.Now.Add(24 * time.Hour) // somewhere it is that day already
	if err == nil && !f.Now.IsZero() && day.After(tomorrow) && v.Text > versions()[len(versions())-1] {
		v.Wrong = versionInvalid(v.Text, "it lies in the future")
		return wrong(v)
	}
	return []Finding{about(v, fault.New(fault.APIVersionUnknown, fault.Facts{"value": shown(v.Text), "version": DefaultAPIVersion}))}
}
