package diagnostics

import (
	"crypto/tls"
	"time"
)

// InstalledAuthority lets tests ask about authorities whose keys nobody has here.
func InstalledAuthority(state tls.ConnectionState, host string, now time.Time) string {
	return installedAuthority(state, host, now)
}

// SetBounds lets a test reach the bounds of rows with few of them.
func (c *Collector) SetBounds(applied, shown, full, kept int) {
	c.bounds = rowBounds{applied, shown, full, kept}
}
