package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/network"
)

func TestTheSystemsProxySettingsAreFollowed(t *testing.T) {
	const script = "http://wpad.example/proxy.pac"
	const inSystem = "set in this computer's network settings"
	for _, test := range []struct {
		name, server, override, script, address string
		want                                    network.ProxyFor
	}{
		{"none", "", "", "", "https://api.getjobber.com", network.ProxyFor{}},
		{"one for everything", "proxy.example:8080", "", "", "https://api.getjobber.com", network.ProxyFor{Host: "proxy.example:8080", Origin: inSystem}},
		{"one for each kind", "http=web.example:80;https=secure.example:8443;ftp=old.example:21", "", "", "https://api.getjobber.com", network.ProxyFor{Host: "secure.example:8443", Origin: inSystem}},
		{"only one for what is not secured", "http=web.example:80", "", "", "https://api.getjobber.com", network.ProxyFor{Origin: inSystem}},
		{"the service is reached directly", "proxy.example:8080", "*.getjobber.com;<local>", "", "https://api.getjobber.com", network.ProxyFor{Origin: inSystem}},
		{"by a pattern in its middle", "proxy.example:8080", "api.*.com", "", "https://API.getjobber.com", network.ProxyFor{Origin: inSystem}},
		{"others are reached directly", "proxy.example:8080", "*.corp;10.*", "", "https://api.getjobber.com", network.ProxyFor{Host: "proxy.example:8080", Origin: inSystem}},
		{"a name without a dot is near", "proxy.example:8080", "<local>", "", "https://jobber", network.ProxyFor{Origin: inSystem}},
		{"this computer is never behind a proxy", "proxy.example:8080", "", "", "http://127.0.0.1:8080", network.ProxyFor{Origin: inSystem}},
		{"a script is told and not run", "", "", script, "https://api.getjobber.com", network.ProxyFor{Script: script}},
		{"with a name and password, which are not told", "http://someone:secret@proxy.example:8080", "", "", "https://api.getjobber.com", network.ProxyFor{Host: "proxy.example:8080", Origin: inSystem}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := network.Manual(test.server, test.override, test.script).ProxyFor(test.address)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheEnvironmentGoesBeforeTheSystem(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "")
	t.Setenv("NO_PROXY", "getjobber.com")
	if got, err := network.Manual("proxy.example:8080", "", "").ProxyFor("https://api.getjobber.com"); got.Host != "" || err != nil {
		t.Errorf("NO_PROXY is not followed: %+v, %v", got, err)
	}
	t.Setenv("HTTPS_PROXY", "proxy.example:3128")
	t.Setenv("NO_PROXY", "inside.example")
	door := network.Open()
	for address, want := range map[string]network.ProxyFor{
		"https://api.getjobber.com":  {Host: "proxy.example:3128", Origin: "set by HTTPS_PROXY"},
		"https://api.inside.example": {Origin: "set by HTTPS_PROXY"},
	} {
		got, err := door.ProxyFor(address)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", address, err, diff)
		}
	}
}
