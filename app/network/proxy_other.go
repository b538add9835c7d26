//go:build !windows

package network

// chosenProxies returns none: away from Windows only the environment names proxies.
func chosenProxies() proxies { return manual("", "", "") }
