//go:build !windows

package app

// installedWebView is known on Windows only: elsewhere the web view is part of the system, and the page names it.
func installedWebView() (version string, known bool) { return "", false }
