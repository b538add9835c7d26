package network

import (
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// proxies says by which proxy an address is reached.
type proxies struct {
	find   func(*url.URL) (*url.URL, error)
	origin string // where the setting comes from, in words; "" where there is none
	script string // the address of a script that chooses the proxy, which this program can't run; "" where there is none
}

func (p proxies) of(to *url.URL) (*url.URL, error) { return p.find(to) }

// systemProxies reads the environment, and where it names no proxy what else this system has.
func systemProxies() proxies {
	if config := httpproxy.FromEnvironment(); config.HTTPProxy != "" || config.HTTPSProxy != "" {
		return proxies{find: config.ProxyFunc(), origin: "set by " + variable()}
	}
	return chosenProxies()
}

// variable returns the variable of the environment that names the proxy for secure connections, or else for others.
func variable() string {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"} {
		if os.Getenv(name) != "" {
			return name
		}
	}
	return "the environment"
}

// manual makes proxies of a system's settings in their Windows form: server is "host:port" for everything, or a list
// such as "http=host:port;https=host:port"; override lists what is reached directly, such as "*.corp;<local>", and so
// does the environment's NO_PROXY.
func manual(server, override, script string) proxies {
	config := httpproxy.Config{NoProxy: httpproxy.FromEnvironment().NoProxy}
	for _, part := range strings.FieldsFunc(server, func(r rune) bool { return r == ';' || r == ' ' }) {
		kind, address, named := strings.Cut(part, "=")
		switch {
		case !named:
			config.HTTPProxy, config.HTTPSProxy = part, part
		case kind == "http":
			config.HTTPProxy = address
		case kind == "https":
			config.HTTPSProxy = address
		}
	}
	direct := strings.FieldsFunc(strings.ToLower(override), func(r rune) bool { return r == ';' || r == ' ' })
	find := config.ProxyFunc()
	p := proxies{script: script, find: func(to *url.URL) (*url.URL, error) {
		host := strings.ToLower(to.Hostname())
		for _, pattern := range direct {
			if fits, err := path.Match(pattern, host); err == nil && fits || pattern == "<local>" && !strings.Contains(host, ".") {
				return nil, nil
			}
		}
		return find(to)
	}}
	if config.HTTPProxy != "" || config.HTTPSProxy != "" {
		p.origin = "set in this computer's network settings"
	}
	return p
}

// ProxyFor is how an address is reached.
type ProxyFor struct {
	Host   string // of the proxy with its port; "" for none
	Origin string // where it is set, in words
	Script string // the address of a script that should choose the proxy and is not run
}

// ProxyFor says by which proxy an address is reached, by the settings as the door follows them. An error is one of the
// settings.
func (d *Door) ProxyFor(address string) (ProxyFor, error) {
	to, err := url.Parse(address)
	if err != nil {
		return ProxyFor{}, err
	}
	found := ProxyFor{Origin: d.proxy.origin, Script: d.proxy.script}
	proxy, err := d.proxy.of(to)
	if err != nil {
		return found, err
	}
	if proxy != nil {
		found.Host = proxy.Host
	}
	return found, nil
}

func day(t time.Time) string { return t.UTC().Format("2 January 2006") }
