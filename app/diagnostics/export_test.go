package diagnostics

import (
	"crypto/tls"
	"time"
)

// InstalledAuthority lets tests ask about authorities whose keys nobody has here.
func InstalledAuthority(state tls.ConnectionState, host string, now time.Time) string {
	return installedAuthority(state, host, now)
}
