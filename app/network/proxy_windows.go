package network

import "golang.org/x/sys/windows/registry"

// chosenProxies reads what the user or the company chose in Windows' network settings.
func chosenProxies() proxies {
	const path = `Software\Microsoft\Windows\CurrentVersion\Internet Settings`
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.QUERY_VALUE)
	if err != nil {
		return manual("", "", "")
	}
	defer func() { _ = key.Close() }()
	text := func(name string) string {
		value, _, err := key.GetStringValue(name)
		if err != nil {
			return ""
		}
		return value
	}
	if on, _, err := key.GetIntegerValue("ProxyEnable"); err != nil || on == 0 {
		return manual("", "", text("AutoConfigURL"))
	}
	return manual(text("ProxyServer"), text("ProxyOverride"), text("AutoConfigURL"))
}
