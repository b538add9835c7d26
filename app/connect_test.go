package app_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/settings"
)

// withJobber opens the program on a stand-in for Jobber, with a client ID and secret that it knows, and returns the port
// to which the sign-in comes back.
func withJobber(t *testing.T) (*app.App, *sandbox.Server, int) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	server, err := sandbox.New(sandbox.Config{
		Catalog: sandbox.PracticeCompany(), ClientID: "scenario-client", ClientSecret: "scenario-secret-5f1c9b7e",
		RedirectURI: fmt.Sprintf("http://localhost:%d/oauth/callback", port),
	})
	if err != nil {
		t.Fatal(err)
	}
	over := httptest.NewServer(server)
	t.Cleanup(over.Close)
	for name, text := range map[string]string{
		"PRICESYNC_HOME": t.TempDir(), "JOBBER_API_URL": over.URL, "JOBBER_CLIENT_ID": "scenario-client",
		"JOBBER_CLIENT_SECRET": "scenario-secret-5f1c9b7e", "PRICESYNC_CALLBACK_PORT": strconv.Itoa(port),
	} {
		t.Setenv(name, text)
	}
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true})
	a.Start(t.Context())
	t.Cleanup(a.Close)
	return a, server, port
}

// requests counts what Jobber was asked under that name.
func requests(server *sandbox.Server, operation string) int {
	n := 0
	for _, r := range server.Requests() {
		if r.Operation == operation || r.Grant == operation {
			n++
		}
	}
	return n
}

func TestASignInIsBegunOnceAndItsAnswerTakenOnce(t *testing.T) {
	a, server, port := withJobber(t)
	ended := make(chan error, 1)
	address := make(chan string, 1)
	go func() {
		_, err := a.Connect(t.Context(), app.ConnectOptions{Show: func(url string) { address <- url }})
		ended <- err
	}()
	authorize := <-address
	for range 2 {
		_, err := a.Connect(t.Context(), app.ConnectOptions{})
		if told := fault.From(err); told == nil || told.Code != fault.SignInRunning || told.Message != "A sign-in is already waiting in your browser." {
			t.Errorf("a second click gave %v", err)
		}
	}
	if finding, blocked := settings.Blocking(a.Status(t.Context()).Findings, settings.Connect); blocked {
		t.Errorf("its own listener is taken for another program: %+v", finding)
	}
	query := mustParse(t, authorize).Query()
	answer := fmt.Sprintf("http://localhost:%d/oauth/callback?%s", port, url.Values{"code": {"made-up"}, "state": {"made-up"}}.Encode())
	stray, err := http.Get(answer)
	if err != nil {
		t.Fatal(err)
	}
	if _ = stray.Body.Close(); stray.StatusCode != http.StatusBadRequest {
		t.Errorf("an answer that nobody asked for got %s", stray.Status)
	}
	if query.Get("state") == "" {
		t.Fatalf("the address has no state: %s", authorize)
	}
	if err := press(authorize, "allow"); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if n := requests(server, "authorization_code"); n != 1 {
		t.Errorf("the code was exchanged %d times", n)
	}
	if err := press(authorize, "allow"); err == nil {
		t.Error("the answer came once more, and something still listened")
	}
	if !a.Status(t.Context()).Connected {
		t.Error("it is not connected")
	}
	a.CancelConnect() // nothing waits: nothing happens
	for i := range 3 {
		gone, err := a.Disconnect(t.Context())
		if err != nil || gone.Was != (i == 0) {
			t.Errorf("disconnect %d: it was connected %v: %v", i+1, gone.Was, err)
		}
	}
	if n := requests(server, "Disconnect"); n != 1 {
		t.Errorf("Jobber heard of the disconnect %d times", n)
	}
}

func TestSignInsBeyondTheLimitOpenNoPage(t *testing.T) {
	a, server, _ := withJobber(t)
	choose(t, a, "connects_per_minute", "2")
	for range 2 {
		_, err := a.Connect(t.Context(), app.ConnectOptions{Show: func(string) { go a.CancelConnect() }})
		if !fault.Is(err, fault.SignInCancelled) {
			t.Fatal(err)
		}
	}
	_, err := a.Connect(t.Context(), app.ConnectOptions{Show: func(string) { t.Error("a page was shown") }})
	wantWait(t, err, `^Price Sync starts at most 2 sign-ins a minute; `, "connects_per_minute")
	if n := len(server.Requests()); n != 0 {
		t.Errorf("Jobber was asked %d times", n)
	}
}

func TestAPortThatWasTakenIsLookedAtOnceMoreBeforeASignInIsRefused(t *testing.T) {
	a, _, port := withJobber(t)
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	a.Examine(t.Context())
	if a.Status(t.Context()).CanConnect {
		t.Error("with the port taken it says that it can connect")
	}
	if _, err := a.Connect(t.Context(), app.ConnectOptions{}); !fault.Is(err, fault.CallbackPortInUse) {
		t.Errorf("it gave %v", err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = a.Connect(t.Context(), app.ConnectOptions{Show: func(string) { go a.CancelConnect() }})
	if !fault.Is(err, fault.SignInCancelled) {
		t.Errorf("with the port free again it gave %v", err)
	}
	if !a.Status(t.Context()).CanConnect {
		t.Error("with the port free again it says that it can't connect")
	}
}

func TestTheWindowTellsWhenAPortThatWasTakenIsFree(t *testing.T) {
	_, _, port := withJobber(t) // for its settings
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	window := app.New(app.Config{Version: "0.0.0-test", Commit: "test"})
	told := make(chan bool, 100)
	window.OnChange(func() {
		select {
		case told <- window.Status(t.Context()).CanConnect:
		default:
		}
	})
	window.Start(t.Context())
	defer window.Close()
	await := func(want bool) {
		deadline := time.After(30 * time.Second)
		for {
			select {
			case can := <-told:
				if can == want {
					return
				}
			case <-deadline:
				t.Fatalf("it was never told that it can connect: %v", want)
			}
		}
	}
	await(false)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	await(true)
}

func TestASecretThatIsTheClientIDIsRefused(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test"})
	a.Start(t.Context())
	defer a.Close()
	if err := a.SaveCredentials(t.Context(), "9f0c-5f1c", "9f0c-5f1c"); !fault.Is(err, fault.PlaceholderSecret) {
		t.Errorf("it gave %v", err)
	}
	if err := a.SaveCredentials(t.Context(), "9f0c-5f1c", "2d64-7e01"); err != nil {
		t.Fatal(err)
	}
	if err := a.SaveSetting(t.Context(), "client_id", "2d64-7e01"); err != nil {
		t.Fatal(err)
	}
	if finding, blocked := settings.Blocking(a.Status(t.Context()).Findings, settings.Connect); !blocked || finding.Code != fault.PlaceholderSecret {
		t.Errorf("an id that is the secret is no finding: %+v", finding)
	}
}

func mustParse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	return u
}
