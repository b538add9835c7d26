package app_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// stage is a Jobber over HTTP and the profile of a program that can sign in to it.
type stage struct {
	t      *testing.T
	home   string
	server *sandbox.Server
	config sandbox.Config
}

// newStage serves a company, through what stands over it, and sets the environment that reaches it.
func newStage(t *testing.T, company catalog.Catalog, change func(*sandbox.Config), over ...func(http.Handler) http.Handler) *stage {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, home: filepath.Join(t.TempDir(), "profile"), config: sandbox.Config{
		Catalog: company, ClientID: "stage-client", ClientSecret: "stage-secret-5f1c9b7e",
		RedirectURI: fmt.Sprintf("http://localhost:%d/oauth/callback", port),
	}}
	if change != nil {
		change(&s.config)
	}
	if s.server, err = sandbox.New(s.config); err != nil {
		t.Fatal(err)
	}
	var handler http.Handler = s.server
	for _, wrap := range over {
		handler = wrap(handler)
	}
	served := httptest.NewServer(handler)
	t.Cleanup(served.Close)
	for name, value := range map[string]string{
		"PRICESYNC_HOME": s.home, "PRICESYNC_LOG_LEVEL": "debug", "PRICESYNC_CALLBACK_PORT": strconv.Itoa(port),
		"JOBBER_API_URL": served.URL, "JOBBER_CLIENT_ID": s.config.ClientID, "JOBBER_CLIENT_SECRET": s.config.ClientSecret,
	} {
		t.Setenv(name, value)
	}
	return s
}

// open starts the program.
func (s *stage) open(practice bool) *app.App {
	s.t.Helper()
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: practice})
	a.Start(s.t.Context())
	if failure := a.Status(s.t.Context()).Failure; failure != nil {
		s.t.Fatal(failure)
	}
	return a
}

// connect signs in, as a person who presses the button.
func (s *stage) connect(a *app.App, decision string) (app.Connected, error) {
	pressed := make(chan error, 1)
	connected, err := a.Connect(s.t.Context(), app.ConnectOptions{Show: func(url string) {
		go func() { pressed <- press(url, decision) }()
	}})
	select {
	case pressErr := <-pressed:
		if pressErr != nil && err == nil {
			s.t.Error(pressErr)
		}
	case <-time.After(20 * time.Second):
		s.t.Error("the browser got no page")
	}
	return connected, err
}

// file puts a file beside the profile.
func (s *stage) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(filepath.Dir(s.home), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// preview reads a price list and makes its preview.
func (s *stage) preview(a *app.App, name, content string) app.Preview {
	s.t.Helper()
	read, err := a.Read(s.t.Context(), s.file(name, content), app.ReadOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	preview, err := a.Preview(s.t.Context(), app.PreviewOptions{List: read.List})
	if err != nil {
		s.t.Fatal(err)
	}
	return preview
}

// sync writes what the preview's own choice ticks.
func (s *stage) sync(a *app.App, preview app.Preview) (app.RunRecord, error) {
	return a.Sync(s.t.Context(), preview.ID, app.Selection{Ticked: preview.Plan.Default()})
}

// lines returns every line of the profile's log, oldest first.
func (s *stage) lines() []map[string]any { return logLines(s.t, filepath.Join(s.home, "logs")) }

// dearer is a price list of the first n items of the company, each a little dearer by each step.
func dearer(company catalog.Catalog, n, step int) string {
	var text strings.Builder
	text.WriteString("Name,Price\n")
	for _, item := range company.Items[:n] {
		cents := item.Price.Float() + 0.01*float64(step)
		fmt.Fprintf(&text, "%q,%.2f\n", item.Name, cents)
	}
	return text.String()
}
