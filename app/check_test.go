package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app"
	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/store"
)

// codes of every check, in the order in which they are shown.
const everyCheck = "folder disk log settings database database_write database_check keychain token unfinished_runs callback_port proxy " +
	"web_view fonts display dns tls jobber clock connection products bucket api_version"

// begin starts the program as the environment has it, also where it can't work.
func begin(t *testing.T, config app.Config) *app.App {
	t.Helper()
	config.Version, config.Commit = "0.0.0-test", "test"
	a := app.New(config)
	a.Start(t.Context())
	t.Cleanup(a.Close)
	return a
}

func check(t *testing.T, a *app.App, deep bool) map[string]diagnostics.Check {
	t.Helper()
	result, err := a.SelfCheck(t.Context(), deep)
	if err != nil {
		t.Fatal(err)
	}
	checks := map[string]diagnostics.Check{}
	codes := make([]string, 0, len(result.Checks))
	for _, c := range result.Checks {
		checks[c.Code] = c
		codes = append(codes, c.Code)
		if c.Title == "" || c.Message == "" || (c.Status == diagnostics.Failed || c.Status == diagnostics.Warning) && c.Hint == "" {
			t.Errorf("%s says too little: %+v", c.Code, c)
		}
	}
	if got := strings.Join(codes, " "); got != everyCheck {
		t.Errorf("the list is\n%s, want\n%s", got, everyCheck)
	}
	return checks
}

func statuses(checks map[string]diagnostics.Check, of diagnostics.Status) string {
	var codes []string
	for _, code := range strings.Fields(everyCheck) {
		if checks[code].Status == of {
			codes = append(codes, code)
		}
	}
	return strings.Join(codes, " ")
}

func TestTheListOfChecksIsWholeInEveryState(t *testing.T) {
	keyless := os.Getenv(sessionVariable) != "1"
	for _, test := range []struct {
		name           string
		prepare        func(t *testing.T, jobber *observed)
		config         app.Config
		connect, deep  bool
		failed, warned string
		skipped        string
	}{
		{
			name: "connected", config: app.Config{Terminal: true}, connect: true, deep: true,
			skipped: "web_view fonts display dns tls",
		},
		{
			name: "connected, quickly", config: app.Config{Terminal: true}, connect: true,
			skipped: "web_view fonts display dns tls jobber clock connection products bucket api_version",
		},
		{
			name: "not connected", config: app.Config{Terminal: true}, deep: true, warned: "connection",
			skipped: "token web_view fonts display dns tls products bucket api_version",
		},
		{
			name: "the practice company", config: app.Config{Terminal: true, Practice: true}, deep: true,
			skipped: "keychain token callback_port proxy web_view fonts display dns tls",
		},
		{
			name: "a damaged database", config: app.Config{Terminal: true}, deep: true, failed: "database",
			prepare: func(t *testing.T, _ *observed) {
				write(t, filepath.Join(os.Getenv("PRICESYNC_HOME"), "pricesync.db"), strings.Repeat("no database ", 1000))
			},
			skipped: "database_write database_check token unfinished_runs web_view fonts display dns tls connection products bucket api_version",
		},
		{
			name: "a home that can't be written", config: app.Config{Terminal: true}, deep: true, failed: "folder settings database", warned: "log",
			prepare: func(t *testing.T, _ *observed) {
				file := filepath.Join(t.TempDir(), "file")
				write(t, file, "in the way")
				t.Setenv("PRICESYNC_HOME", filepath.Join(file, "home"))
			},
			skipped: "database_write database_check token unfinished_runs web_view fonts display dns tls connection products bucket api_version",
		},
		{
			name: "no Jobber", config: app.Config{Terminal: true}, deep: true, failed: "jobber", warned: "connection",
			prepare: func(t *testing.T, _ *observed) { t.Setenv("JOBBER_API_URL", "http://127.0.0.1:9") },
			skipped: "token web_view fonts display dns tls clock products bucket api_version",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if keyless {
				t.Skip("no keychain here")
			}
			jobber := observe(t)
			if test.prepare != nil {
				test.prepare(t, jobber)
			}
			a := begin(t, test.config)
			if test.connect {
				if _, err := a.Connect(t.Context(), app.ConnectOptions{Browser: true}); err != nil {
					t.Fatal(err)
				}
			}
			got := check(t, a, test.deep)
			for status, want := range map[diagnostics.Status]string{diagnostics.Failed: test.failed, diagnostics.Warning: test.warned, diagnostics.Skipped: test.skipped} {
				if diff := cmp.Diff(want, statuses(got, status)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", status, diff)
					for _, code := range strings.Fields(statuses(got, status)) {
						t.Logf("%s: %s", code, got[code].Message)
					}
				}
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestVersionAndLimitsAreToldAsJobberServesThem(t *testing.T) {
	const asked = "2025-04-16"
	for _, test := range []struct {
		name    string
		change  func(*sandbox.Switches)
		code    string
		status  diagnostics.Status
		fault   fault.Code
		message string
	}{
		{"all as it was asked for", func(*sandbox.Switches) {}, "api_version", diagnostics.OK, "", "Jobber serves 2025-04-16, as it was asked to."},
		{"a version that ends", func(s *sandbox.Switches) {
			s.Ending = map[string]time.Time{asked: time.Date(2027, 3, 5, 0, 0, 0, 0, time.UTC)}
		}, "api_version", diagnostics.Warning, fault.VersionWarned, "Jobber warns about the API version that Price Sync uses: 2025-04-16 is offered until March 5, 2027 only."},
		{"a version that has ended", func(s *sandbox.Switches) { s.Unsupported = []string{asked} }, "api_version", diagnostics.Warning, fault.VersionWarned,
			"Jobber warns about the API version that Price Sync uses: 2025-04-16 may end at any time."},
		{"a version that was removed", func(s *sandbox.Switches) { s.Removed = []string{asked} }, "api_version", diagnostics.Warning, fault.VersionUnknown,
			"Jobber no longer offers the API version 2025-04-16. It serves "},
		{"a bucket that is nearly empty", func(s *sandbox.Switches) { s.Points, s.OtherPoints = 1000, 1000 }, "bucket", diagnostics.Warning, "", " of 1000 points are left; 1000 come back each second. A sync waits for more."},
		{"a bucket with enough in it", func(*sandbox.Switches) {}, "bucket", diagnostics.OK, "", " of 10000 points are left; 500 come back each second."},
	} {
		t.Run(test.name, func(t *testing.T) {
			jobber := observe(t)
			jobber.Switch(test.change)
			a := begin(t, app.Config{Terminal: true})
			if _, err := a.Connect(t.Context(), app.ConnectOptions{Browser: true}); err != nil {
				t.Fatal(err)
			}
			got := check(t, a, true)[test.code]
			if got.Status != test.status || got.Fault != test.fault || !strings.Contains(got.Message, test.message) {
				t.Errorf("%s %s: %s", got.Status, got.Fault, got.Message)
			}
		})
	}
}

func TestTheSignInIsLookedAtWithoutAskingJobber(t *testing.T) {
	jobber := observe(t)
	a := begin(t, app.Config{Terminal: true})
	if got := check(t, a, false)["token"]; got.Status != diagnostics.Skipped || got.Message != "Price Sync is not connected to Jobber." {
		t.Errorf("not connected: %+v", got)
	}
	if _, err := a.Connect(t.Context(), app.ConnectOptions{Browser: true}); err != nil {
		t.Fatal(err)
	}
	requests := len(jobber.Requests())
	want := "It is there and can be renewed (number 1 of its line); it is good for "
	if got := check(t, a, false)["token"]; got.Status != diagnostics.OK || !strings.HasPrefix(got.Message, want) {
		t.Errorf("connected: %+v", got)
	}
	if n := len(jobber.Requests()); n != requests {
		t.Errorf("Jobber saw %d requests before and %d after", requests, n)
	}
	a.Close()

	// Another process was cut off in the middle of a renewal: its token may be spent.
	database, err := store.Open(t.Context(), filepath.Join(os.Getenv("PRICESYNC_HOME"), "pricesync.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := database.BeginRefresh(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if err := database.Close(); err != nil {
		t.Fatal(err)
	}
	if os.Getenv(sessionVariable) != "1" {
		return // without a keychain nothing outlives the process
	}
	a = begin(t, app.Config{Terminal: true})
	if got := check(t, a, false)["token"]; got.Status != diagnostics.Failed || got.Fault != fault.ReconnectNeeded {
		t.Errorf("cut off: %+v", got)
	}
}

func TestThePageTellsWhatOnlyItKnows(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := begin(t, app.Config{Practice: true})
	for _, code := range []string{"web_view", "fonts", "display"} {
		if got := check(t, a, false)[code]; got.Status != diagnostics.Skipped || got.Message != "The page has not told yet." {
			t.Errorf("%s: %+v", code, got)
		}
	}
	for _, test := range []struct {
		screen                  app.Screen
		webView, fonts, display string
		statuses                [3]diagnostics.Status
	}{
		{app.Screen{Engine: "WebKitGTK 2.48.1", Scale: 1.25, Width: 1280, Height: 800, FontsLoaded: true}, "WebKitGTK 2.48.1.", "The program's own letters are shown.",
			"The display is scaled to 125 %; the window has room for 1280 × 800 points.", [3]diagnostics.Status{diagnostics.OK, diagnostics.OK, diagnostics.OK}},
		{app.Screen{Engine: "Edge 140", Scale: 2, Width: 700, Height: 500}, "Edge 140.", "The page could not load the program's own letters, so columns of prices may not line up.",
			"The display is scaled to 200 %; the window has room for 700 × 500 points, which is little: parts of a preview lie outside of it.",
			[3]diagnostics.Status{diagnostics.OK, diagnostics.Warning, diagnostics.Warning}},
	} {
		a.TellScreen(test.screen)
		got := check(t, a, false)
		want := []diagnostics.Check{
			{Code: "web_view", Status: test.statuses[0], Message: test.webView}, {Code: "fonts", Status: test.statuses[1], Message: test.fonts},
			{Code: "display", Status: test.statuses[2], Message: test.display},
		}
		for _, w := range want {
			if c := got[w.Code]; c.Status != w.Status || c.Message != w.Message {
				t.Errorf("%s: %s: %s", c.Code, c.Status, c.Message)
			}
		}
	}
}
