package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

const (
	latestVersion  = "2025-04-16" // the newest of the changelog, and the one that warnings name
	versioningPage = "https://developer.getjobber.com/docs/using_jobbers_api/api_versioning"
)

// versions lists what the header may say: the changelog's versions and the newer ones that apps are seen to send,
// oldest first.
func versions() []string {
	return []string{
		"2022-05-23", "2022-09-15", "2022-12-07", "2023-03-29", "2023-05-05", "2023-08-18", "2023-11-15", "2024-04-17",
		"2024-06-10", "2024-08-30", "2024-09-12", "2024-09-23", "2024-11-07", "2024-11-12", "2024-12-05", "2025-01-20",
		latestVersion, "2026-02-17", "2026-03-10", "2026-04-16", "2026-04-22", "2026-05-12", "2026-06-16", "2026-07-27",
	}
}

// versioning stands in extensions.versioning.
type versioning struct {
	Version string `json:"version"`
	Warning string `json:"warning,omitempty"`
}

// version judges the header: the version that answers, or the refusal.
func (s *Server) version(asked string) (versioning, *reply) {
	oldest := ""
	for _, known := range versions() {
		if !slices.Contains(s.switches.Removed, known) && !slices.Contains(s.switches.Unsupported, known) {
			oldest = known
			break
		}
	}
	if asked == "" && s.switches.MissingVersion == MissingVersionAccepted {
		return versioning{Version: oldest}, nil
	}
	if slices.Contains(s.switches.Removed, asked) {
		return versioning{Version: oldest}, nil
	}
	if !slices.Contains(versions(), asked) {
		refusal := flatReply(http.StatusNotFound, versionText(asked))
		return versioning{}, &refusal
	}
	answer := versioning{Version: asked}
	if slices.Contains(s.switches.Unsupported, asked) {
		answer.Warning = unsupportedWarning(asked)
	} else if end, ok := s.switches.Ending[asked]; ok {
		answer.Warning = endingWarning(asked, end)
	}
	return answer, nil
}

func endingWarning(version string, end time.Time) string {
	return fmt.Sprintf("Support for API version %s is scheduled to stop on %s. Upgrade to the latest version %s before that date. "+
		"For more information: %s", version, end.Format("January 2, 2006"), latestVersion, versioningPage)
}

func unsupportedWarning(version string) string {
	return fmt.Sprintf("API Version %s is no longer supported, and will be removed at any time without warning. Upgrade to the "+
		"latest API version %s to ensure your app continues to function. For more information: %s", version, latestVersion, versioningPage)
}
