package network

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	"pricesync/app/fault"
)

// How long each step to a service may take. The whole of a request is its sender's to limit.
const (
	dialTimeout      = 10 * time.Second
	handshakeTimeout = 10 * time.Second
	answerTimeout    = 30 * time.Second // from the last byte sent to the answer's head
	mostIdle         = 8                // connections to one host that are kept
	idleTimeout      = 90 * time.Second
)

// A connection that says nothing for pingAfter is asked whether it is still there, so that one that died while the
// computer slept is not used again.
const (
	pingAfter   = 10 * time.Second
	pingTimeout = 5 * time.Second
)

// transport returns what carries requests: through the proxy of the settings, with TLS 1.2 or newer, HTTP/2 where it is
// offered, and a limit on every step.
func (d *Door) transport() *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy: d.through,
		DialContext: func(ctx context.Context, kind, address string) (net.Conn, error) {
			connection, err := dialer.DialContext(ctx, kind, address)
			if err != nil {
				return nil, err
			}
			counted := &counted{Conn: connection, door: d}
			if at, ok := ctx.Value(lineKey{}).(line); ok {
				counted.at.Store(&at)
			}
			return counted, nil
		},
		ForceAttemptHTTP2:     true,
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout},
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   handshakeTimeout,
		ResponseHeaderTimeout: answerTimeout,
		MaxIdleConnsPerHost:   mostIdle,
		IdleConnTimeout:       idleTimeout,
		OnProxyConnectResponse: func(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
			if answer.StatusCode == http.StatusProxyAuthRequired {
				return fault.Wrap(errors.New("407 from "+proxy.Host), fault.ProxySignIn, nil)
			}
			return nil
		},
	}
}

// through chooses the proxy of a request and counts it.
func (d *Door) through(request *http.Request) (*url.URL, error) {
	proxy, err := d.proxy.of(request.URL)
	if proxy != nil {
		d.begin(line{shown(proxy), Proxy})
	}
	return proxy, err
}

type lineKey struct{}

// way is a round tripper for one purpose.
type way struct {
	door      *Door
	why       Purpose
	over      *http.Transport
	byContext bool
	name      string // what the host is counted as; "" for its own
}

// RoundTrip implements http.RoundTripper. Its errors are those of the transport, or a fault.Error around one where the
// way itself tells what a person should hear.
func (w *way) RoundTrip(request *http.Request) (*http.Response, error) {
	at := line{shown(request.URL), w.why}
	if w.name != "" {
		at.host = w.name
	}
	if why := PurposeOf(request.Context()); why != "" && w.byContext {
		at.why = why
	}
	w.door.begin(at)
	ctx := context.WithValue(request.Context(), lineKey{}, at)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(got httptrace.GotConnInfo) {
		if connection := below(got.Conn); connection != nil {
			connection.at.Store(&at)
		}
	}})
	response, err := w.over.RoundTrip(request.WithContext(ctx))
	if err != nil {
		w.door.fail(at)
		return nil, w.door.explain(err, request.URL)
	}
	response.Body = &watched{ReadCloser: response.Body, fail: func() { w.door.fail(at) }}
	return response, nil
}

// shown returns an address' host, with its port where it is unusual.
func shown(address *url.URL) string {
	usual := map[string]string{"http": "80", "https": "443"}
	if address.Port() == usual[address.Scheme] {
		return address.Hostname()
	}
	return address.Host
}

// counted is a connection whose bytes are counted.
type counted struct {
	net.Conn
	door *Door
	at   atomic.Pointer[line]
}

// Read counts what came.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.count(0, n)
	return n, err
}

// Write counts what left: beforehand, so that it is counted when the answer comes, and less what did not.
func (c *counted) Write(p []byte) (int, error) {
	c.count(len(p), 0)
	n, err := c.Conn.Write(p)
	c.count(n-len(p), 0)
	return n, err
}

func (c *counted) count(sent, received int) {
	if at := c.at.Load(); at != nil && sent+received != 0 {
		c.door.crossed(*at, sent, received)
	}
}

// below returns the counted connection under whatever secures it.
func below(connection net.Conn) *counted {
	for {
		switch c := connection.(type) {
		case *counted:
			return c
		case interface{ NetConn() net.Conn }:
			connection = c.NetConn()
		default:
			return nil
		}
	}
}

// watched is an answer's body that tells once when it breaks off.
type watched struct {
	io.ReadCloser
	fail func()
	told atomic.Bool
}

// Read tells of an error that is not the end.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && w.told.CompareAndSwap(false, true) {
		w.fail()
	}
	return n, err
}

// LookUp asks the computer for the addresses of a name.
func LookUp(ctx context.Context, name string) ([]net.IP, error) {
	return net.DefaultResolver.LookupIP(ctx, "ip", name)
}
