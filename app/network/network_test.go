package network_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/fault"
	"pricesync/app/network"
)

// wire counts the bytes that a server's side of its connections saw.
type wire struct {
	net.Listener
	mu             sync.Mutex
	in, out        int64
	open, accepted int
	idle           sync.Cond
}

func (w *wire) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open++
	w.accepted++
	return &metered{conn, w, sync.Once{}}, nil
}

type metered struct {
	net.Conn
	wire *wire
	once sync.Once
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.Conn.Read(p)
	m.wire.mu.Lock()
	defer m.wire.mu.Unlock()
	m.wire.in += int64(n)
	return n, err
}

func (m *metered) Write(p []byte) (int, error) {
	n, err := m.Conn.Write(p)
	m.wire.mu.Lock()
	defer m.wire.mu.Unlock()
	m.wire.out += int64(n)
	return n, err
}

func (m *metered) Close() error {
	m.once.Do(func() {
		m.wire.mu.Lock()
		defer m.wire.mu.Unlock()
		m.wire.open--
		m.wire.idle.Broadcast()
	})
	return m.Conn.Close()
}

// settled waits until every connection has ended, and returns what crossed.
func (w *wire) settled() (in, out int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.open > 0 {
		w.idle.Wait()
	}
	return w.in, w.out
}

func serve(t *testing.T, handler http.Handler, secure bool) (*httptest.Server, *wire) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	w := &wire{Listener: server.Listener}
	w.idle.L = &w.mu
	server.Listener = w
	server.EnableHTTP2 = secure
	if secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, w
}

func echo(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }

func ask(t *testing.T, over http.RoundTripper, request *http.Request) error {
	t.Helper()
	response, err := over.RoundTrip(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	return errors.Join(err, response.Body.Close())
}

func posted(t *testing.T, to, body string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func host(t *testing.T, address string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Host
}

var timeless = cmpopts.IgnoreFields(network.Contact{}, "First", "Last")

func TestEveryByteOnTheWireIsCounted(t *testing.T) {
	server, wire := serve(t, http.HandlerFunc(echo), false)
	door := network.Open()
	began := time.Now()
	reading, writing := door.Through(network.Reading), door.Through(network.Writing)
	for _, one := range []struct {
		over http.RoundTripper
		body string
	}{{reading, "a"}, {reading, strings.Repeat("b", 100_000)}, {writing, "c"}} {
		if err := ask(t, one.over, posted(t, server.URL, one.body)); err != nil {
			t.Fatal(err)
		}
	}
	door.Close()
	in, out := wire.settled()
	var sent, received int64
	contacts := door.Contacts()
	for _, c := range contacts {
		sent += c.Sent
		received += c.Received
		if c.First.Before(began) || c.Last.Before(c.First) || c.Last.After(time.Now()) {
			t.Errorf("%s: from %s to %s", c.Why, c.First, c.Last)
		}
	}
	if sent != in || received != out {
		t.Errorf("counted %d sent and %d received, the server saw %d and %d", sent, received, in, out)
	}
	want := []network.Contact{
		{Host: host(t, server.URL), Why: "Writing prices and costs", Requests: 1},
		{Host: host(t, server.URL), Why: "Reading products and services", Requests: 2},
	}
	if diff := cmp.Diff(want, contacts, timeless, cmpopts.IgnoreFields(network.Contact{}, "Sent", "Received")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if contacts[1].Sent < 100_000 || contacts[0].Sent > 1_000 {
		t.Errorf("the bytes stand with another purpose: %+v", contacts)
	}
}

func TestARequestsContextNamesItsPurposeWhereItMay(t *testing.T) {
	server, _ := serve(t, http.HandlerFunc(echo), false)
	door := network.Open()
	defer door.Close()
	for _, over := range []http.RoundTripper{door.ByContext(network.Reading), door.Through(network.Renewal), door.Within("this computer", network.Practice)} {
		request := posted(t, server.URL, "")
		request = request.WithContext(network.For(request.Context(), network.SelfCheck))
		if err := ask(t, over, request); err != nil {
			t.Fatal(err)
		}
	}
	got := door.Contacts()
	want := []network.Contact{
		{Host: "this computer", Why: "Practice company on this computer", Requests: 1},
		{Host: host(t, server.URL), Why: "Renewing the connection", Requests: 1},
		{Host: host(t, server.URL), Why: "Self-check", Requests: 1},
	}
	if diff := cmp.Diff(want, got, timeless, cmpopts.IgnoreFields(network.Contact{}, "Sent", "Received")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEveryRequestAnewHasAConnectionOfItsOwn(t *testing.T) {
	server, wire := serve(t, http.HandlerFunc(echo), false)
	door := network.Open()
	for range 3 {
		if err := ask(t, door.Anew(network.SelfCheck), posted(t, server.URL, "x")); err != nil {
			t.Fatal(err)
		}
	}
	in, out := wire.settled()
	if got := door.Contacts(); wire.accepted != 3 || len(got) != 1 || got[0].Requests != 3 || got[0].Sent != in || got[0].Received != out {
		t.Errorf("%d connections, %d and %d bytes at the server, counted %+v", wire.accepted, in, out, got)
	}
}

func TestWhatGetsNoWholeAnswerHasFailed(t *testing.T) {
	silent, _ := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), false)
	half, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, "half of it")
		panic(http.ErrAbortHandler)
	}), false)
	refusing, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }), false)
	for _, test := range []struct {
		name, address string
		failed        int
	}{{"no answer", silent.URL, 1}, {"half an answer", half.URL, 1}, {"a refusal is an answer", refusing.URL, 0}} {
		t.Run(test.name, func(t *testing.T) {
			door := network.Open()
			defer door.Close()
			err := ask(t, door.Anew(network.Reading), posted(t, test.address, "x"))
			if got := door.Contacts(); len(got) != 1 || got[0].Requests != 1 || got[0].Failed != test.failed || (err != nil) != (test.failed > 0) {
				t.Errorf("%v: %+v", err, got)
			}
		})
	}
}

func TestWhatWasTakenIsNotCountedAgainAndMayComeBack(t *testing.T) {
	server, _ := serve(t, http.HandlerFunc(echo), false)
	door := network.Open()
	over := door.Through(network.Reading)
	if err := ask(t, over, posted(t, server.URL, "one")); err != nil {
		t.Fatal(err)
	}
	taken := door.Take()
	if len(taken) != 1 || len(door.Contacts()) != 0 {
		t.Fatalf("taken %+v, left %+v", taken, door.Contacts())
	}
	if err := ask(t, over, posted(t, server.URL, "two")); err != nil {
		t.Fatal(err)
	}
	door.Close()
	second := door.Contacts()[0]
	door.Return(taken)
	got := door.Contacts()
	if len(got) != 1 || got[0].Requests != 2 || got[0].Sent != taken[0].Sent+second.Sent || !got[0].First.Equal(taken[0].First) {
		t.Errorf("%+v", got)
	}
}

func TestRequestsAtTheSameTimeAreAllCounted(t *testing.T) {
	server, wire := serve(t, http.HandlerFunc(echo), false)
	door := network.Open()
	over := door.Through(network.Writing)
	var asking sync.WaitGroup
	kept := network.Contact{}
	for range 50 {
		asking.Go(func() {
			if err := ask(t, over, posted(t, server.URL, "body")); err != nil {
				t.Error(err)
			}
		})
	}
	for range 20 {
		for _, c := range door.Take() {
			kept = network.Sum(kept, c)
		}
	}
	asking.Wait()
	door.Close()
	in, out := wire.settled()
	for _, c := range door.Take() {
		kept = network.Sum(kept, c)
	}
	if kept.Requests != 50 || kept.Sent != in || kept.Received != out {
		t.Errorf("%+v, the server saw %d and %d bytes", kept, in, out)
	}
}

// relay is a proxy that connects whatever it is asked for to one place, and counts.
func relay(t *testing.T, to string) (address string, connects func() int) {
	t.Helper()
	var mu sync.Mutex
	n := 0
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	t.Cleanup(func() { _ = listener.Close(); serving.Wait() })
	serving.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer func() { _ = client.Close() }()
				reader := bufio.NewReader(client)
				request, err := http.ReadRequest(reader)
				if err != nil || request.Method != http.MethodConnect {
					return
				}
				mu.Lock()
				n++
				mu.Unlock()
				server, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
				serving.Go(func() { _, _ = io.Copy(server, reader); _ = server.Close() })
				_, _ = io.Copy(client, server)
			})
		}
	})
	return "http://" + listener.Addr().String(), func() int { mu.Lock(); defer mu.Unlock(); return n }
}

func TestAProxyStandsOnALineOfItsOwn(t *testing.T) {
	server, _ := serve(t, http.HandlerFunc(echo), true)
	proxy, connects := relay(t, server.Listener.Addr().String())
	t.Setenv("HTTPS_PROXY", proxy)
	t.Setenv("NO_PROXY", "")
	door := network.Open()
	err := ask(t, door.Anew(network.Reading), posted(t, "https://jobber.test", "x"))
	if !fault.Is(err, fault.JobberUntrusted) && !fault.Is(err, fault.CertificateOther) { // the way is there; its end is not trusted
		t.Fatal(err)
	}
	got := door.Contacts()
	want := []network.Contact{
		{Host: "jobber.test", Why: "Reading products and services", Requests: 1, Failed: 1},
		{Host: host(t, proxy), Why: "Proxy on the way", Requests: 1},
	}
	byWhy := cmpopts.SortSlices(func(a, b network.Contact) bool { return a.Why > b.Why })
	if diff := cmp.Diff(want, got, timeless, byWhy, cmpopts.IgnoreFields(network.Contact{}, "Sent", "Received")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if connects() != 1 {
		t.Errorf("the proxy was asked %d times", connects())
	}
	for _, c := range got {
		if (c.Sent > 0) != (c.Host == "jobber.test") {
			t.Errorf("%s has %d bytes", c.Host, c.Sent)
		}
	}
}
