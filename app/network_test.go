package app_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
)

// observed is a stand-in for Jobber that counts what reaches it: requests by what they are for, and the bytes of every
// connection that the program opened. The browser's connections, which go to the authorize page, are none of them.
type observed struct {
	*sandbox.Server
	address string

	mu       sync.Mutex
	requests map[string]int
	links    []*link
	open     int
	idle     sync.Cond
}

// link is one connection to the stand-in.
type link struct {
	net.Conn
	at      *observed
	once    sync.Once
	in, out int64
	browser bool
}

func (l *link) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	l.at.mu.Lock()
	defer l.at.mu.Unlock()
	l.in += int64(n)
	return n, err
}

func (l *link) Write(p []byte) (int, error) {
	n, err := l.Conn.Write(p)
	l.at.mu.Lock()
	defer l.at.mu.Unlock()
	l.out += int64(n)
	return n, err
}

func (l *link) Close() error {
	l.once.Do(func() {
		l.at.mu.Lock()
		defer l.at.mu.Unlock()
		l.at.open--
		l.at.idle.Broadcast()
	})
	return l.Conn.Close()
}

type watchedListener struct {
	net.Listener
	at *observed
}

func (w watchedListener) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l := &link{Conn: conn, at: w.at}
	w.at.mu.Lock()
	defer w.at.mu.Unlock()
	w.at.links = append(w.at.links, l)
	w.at.open++
	return l, nil
}

type linkKey struct{}

// observe serves a Jobber and sets the environment of the program to it.
func observe(t *testing.T) *observed {
	t.Helper()
	port := free(t)
	config := sandbox.Config{
		Catalog: sandbox.PracticeCompany(), ClientID: "ledger-client", ClientSecret: "ledger-secret-0b61c7aa",
		RedirectURI: fmt.Sprintf("http://localhost:%d/oauth/callback", port),
	}
	server, err := sandbox.New(config)
	if err != nil {
		t.Fatal(err)
	}
	o := &observed{Server: server, requests: map[string]int{}}
	o.idle.L = &o.mu
	served := httptest.NewUnstartedServer(o)
	served.Listener = watchedListener{served.Listener, o}
	served.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, linkKey{}, c) }
	served.Start()
	t.Cleanup(served.Close)
	o.address = served.URL
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	t.Setenv("JOBBER_API_URL", served.URL)
	t.Setenv("JOBBER_CLIENT_ID", config.ClientID)
	t.Setenv("JOBBER_CLIENT_SECRET", config.ClientSecret)
	t.Setenv("PRICESYNC_CALLBACK_PORT", strconv.Itoa(port))
	t.Setenv("DECISION", "allow")
	return o
}

func free(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}

// ServeHTTP sorts the request by what it says it wants, not by what the program says of it.
func (o *observed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	if strings.HasPrefix(r.URL.Path, "/api/oauth/authorize") {
		r.Context().Value(linkKey{}).(*link).browser = true
	}
	o.mu.Unlock()
	o.Server.ServeHTTP(w, r)
}

// seen returns how many requests of each kind the stand-in recorded, and the bytes of the program's connections once all
// have ended.
func (o *observed) seen() (kinds map[string]int, in, out int64) {
	o.mu.Lock()
	for o.open > 0 {
		o.idle.Wait()
	}
	for _, l := range o.links {
		if !l.browser {
			in += l.in
			out += l.out
		}
	}
	o.mu.Unlock()
	kinds = map[string]int{}
	for _, r := range o.Requests() {
		switch {
		case strings.HasPrefix(r.Path, "/api/oauth/authorize"):
		case r.Grant == "authorization_code":
			kinds["Signing in"]++
		case r.Grant == "refresh_token":
			kinds["Renewing the connection"]++
		default:
			kinds[r.Operation]++
		}
	}
	return kinds, in, out
}

func opened(t *testing.T) *app.App {
	t.Helper()
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true})
	a.Start(t.Context())
	if failure := a.Status(t.Context()).Failure; failure != nil {
		a.Close()
		t.Fatal(failure)
	}
	return a
}

// work does the whole job against Jobber: connect, preview, sync, undo, and the thorough self-check.
func work(t *testing.T, a *app.App) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := a.Connect(t.Context(), app.ConnectOptions{Browser: true})
	must(err)
	read, err := a.Read(t.Context(), ledgerList(t), app.ReadOptions{})
	must(err)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List})
	must(err)
	chosen := app.Selection{Ticked: preview.Plan.Default()}
	record, err := a.Sync(t.Context(), preview.ID, chosen)
	must(err)
	undo, err := a.UndoPlan(t.Context(), record.Run.ID, nil)
	must(err)
	_, err = a.Sync(t.Context(), undo.ID, app.Selection{Ticked: undo.Plan.Default()})
	must(err)
}

func ledgerList(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("Name,Price\n15mm Copper Tube 3m,16.65\n22mm Copper Tube 3m,28.20\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheNetworkPageHasEveryRequestAndByteThatJobberSaw(t *testing.T) {
	jobber := observe(t)
	a := opened(t)
	work(t, a)
	jobber.ExpireAccess() // the next request renews the connection
	if _, err := a.SelfCheck(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	checking := 0
	for _, c := range contacts(t, a) {
		if c.Why == "Self-check" {
			checking = c.Requests
		}
	}
	if _, err := a.Disconnect(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.Close()
	kinds, in, out := jobber.seen()

	a = opened(t) // another process: what it shows was kept in the database
	defer a.Close()
	shown := map[string]int{}
	var sent, received int64
	failed := 0
	address, err := url.Parse(jobber.address)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range contacts(t, a) {
		if c.Host != address.Host {
			t.Errorf("it contacted %s to: %s", c.Host, c.Why)
		}
		shown[c.Why] += c.Requests
		sent += c.Sent
		received += c.Received
		failed += c.Failed
	}
	total, all := 0, 0
	for _, n := range kinds {
		total += n
	}
	for why, n := range shown {
		if why != "Sign-in page opened in your browser" {
			all += n
		}
	}
	if total != all || checking == 0 || failed != 0 {
		t.Errorf("Jobber saw %d requests %v, the page shows %d %v, %d of them failed", total, kinds, all, shown, failed)
	}
	if sent != in || received != out {
		t.Errorf("Jobber saw %d bytes in and %d out, the page shows %d sent and %d received", in, out, sent, received)
	}
	edits := kinds["ProductsAndServicesEdit"]
	want := map[string]int{"Writing prices and costs": edits, "Signing in": 1, "Renewing the connection": 1, "Ending the connection": 1, "Sign-in page opened in your browser": 1}
	got := map[string]int{}
	for why := range want {
		got[why] = shown[why]
	}
	if diff := cmp.Diff(want, got); diff != "" || edits == 0 {
		t.Errorf("by purpose (-Jobber +page):\n%s", diff)
	}
}

func TestTheQuickSelfCheckContactsNobody(t *testing.T) {
	jobber := observe(t)
	a := opened(t)
	work(t, a)
	before := contacts(t, a)
	requests := len(jobber.Requests())
	if _, err := a.SelfCheck(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, contacts(t, a)); diff != "" {
		t.Errorf("the page changed (-before +after):\n%s", diff)
	}
	if _, err := a.ReportParts(t.Context(), app.ReportChoice{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, contacts(t, a)); diff != "" {
		t.Errorf("a report changed the page (-before +after):\n%s", diff)
	}
	if n := len(jobber.Requests()); n != requests {
		t.Errorf("Jobber saw %d requests before and %d after", requests, n)
	}
	a.Close()
}

func TestWithoutADatabaseThePageShowsThisSession(t *testing.T) {
	jobber := observe(t)
	a := opened(t)
	a.Close()
	damaged := filepath.Join(os.Getenv("PRICESYNC_HOME"), "pricesync.db")
	if err := os.WriteFile(damaged, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	a = app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true})
	a.Start(t.Context())
	defer a.Close()
	if a.Status(t.Context()).Failure == nil {
		t.Fatal("the program started on a damaged database")
	}
	if none, err := a.Network(t.Context()); !fault.Is(err, fault.DatabaseDamaged) || len(none) != 0 {
		t.Errorf("with nothing to show it said %v and %v, as if nobody had been contacted", none, err)
	}
	if _, err := a.SelfCheck(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	got := contacts(t, a)
	if len(got) != 1 || got[0].Why != "Self-check" || got[0].Requests == 0 || !strings.Contains(jobber.address, got[0].Host) {
		t.Errorf("%+v", got)
	}
}

func TestThePracticeCompanyStaysOnThisComputer(t *testing.T) {
	a := practice(t)
	_, list := practiceList(t, a)
	if _, err := a.Preview(t.Context(), app.PreviewOptions{List: list}); err != nil {
		t.Fatal(err)
	}
	for _, c := range contacts(t, a) {
		if c.Host != "this computer" || c.Why != "Practice company on this computer" {
			t.Errorf("it contacted %s to: %s", c.Host, c.Why)
		}
	}
	if len(contacts(t, a)) != 1 {
		t.Error("the practice company was not contacted")
	}
}

func contacts(t *testing.T, a *app.App) []app.Contact {
	t.Helper()
	all, err := a.Network(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}
