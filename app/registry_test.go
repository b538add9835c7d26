package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/logging"
	"pricesync/app/settings"
)

// value is what a setting takes, how that is shown, and what it does not take.
type value struct{ good, shown, bad string }

// values has one for every setting, by its name.
func values() map[string]value {
	return map[string]value{
		"client_id":           {"9f0c-1", "9f0c-1", "<client-id>"},
		"client_secret":       {"5f1c9b7e-2d64", "set", "changeme"},
		"callback_port":       {"23456", "23456", "80"},
		"api_url":             {"http://127.0.0.1:9/", "http://127.0.0.1:9", "http://api.getjobber.com"},
		"api_version":         {"2025-01-20", "2025-01-20", "newest"},
		"currency":            {"nzd", "NZD", "XXX"},
		"change_percent":      {"12.5 %", "12.5", "0"},
		"plan_percent":        {"50", "50", "101"},
		"target_margin":       {"35 %", "35", "100.5"},
		"holds_off":           {"large_plan, BELOW_COST", "below_cost,large_plan", "zero_price"},
		"code_field":          {" Supplier  code ", "Supplier code", "a=b"},
		"csv_max_bytes":       {"2 MB", "2097152", "2 GB"},
		"csv_max_rows":        {"500", "500", "0"},
		"theme":               {"Dark", "dark", "pink"},
		"practice":            {"no", "off", "maybe"},
		"previews_per_minute": {"7", "7", "601"},
		"syncs_per_minute":    {"8", "8", "0"},
		"connects_per_minute": {"9", "9", "-1"},
		"log_level":           {"DEBUG", "debug", "loud"},
		"log_budget":          {"3 MB", "3145728", "3 KB"},
		"log_days":            {"90", "90", "0"},
		"log_names":           {"yes", "on", "some"},
		"log":                 {"stderr", "stderr", "stdout"},
		"home":                {"", "", ""}, // every test sets it: PRICESYNC_HOME
	}
}

func shownValue(t *testing.T, a *app.App, name string) app.Setting {
	t.Helper()
	for _, s := range a.Settings() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no setting %s", name)
	return app.Setting{}
}

func TestEverySettingIsInForceAtOnceAndABadValueLeavesItAsItWas(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true})
	a.Start(t.Context())
	defer a.Close()
	for _, setting := range settings.Registry() {
		v, ok := values()[setting.Name]
		if !ok {
			t.Errorf("%s has no good and bad value here", setting.Name)
			continue
		}
		if setting.Fixed {
			if err := a.SaveSetting(t.Context(), setting.Name, v.good); v.good != "" && !fault.Is(err, fault.SettingInvalid) {
				t.Errorf("%s, which only the environment sets, gave %v", setting.Name, err)
			}
			continue
		}
		if setting.Kind == settings.KindSecret && os.Getenv(sessionVariable) == "" {
			continue // without a keychain the secret is good until the program ends, and that is said as an error
		}
		if err := a.SaveSetting(t.Context(), setting.Name, v.good); err != nil {
			t.Errorf("%s %q: %v", setting.Name, v.good, err)
		}
		now := shownValue(t, a, setting.Name)
		if now.Value != v.shown || now.Origin != settings.FromSettings || now.Wrong != "" || now.Means == "" || now.Default != setting.Default {
			t.Errorf("%s %q: it is shown as %+v", setting.Name, v.good, now)
		}
		err := a.SaveSetting(t.Context(), setting.Name, v.bad)
		if told := fault.From(err); told == nil || told.Entry().Exit != fault.ExitUsage || told.Hint == "" {
			t.Errorf("%s %q: it gave %v", setting.Name, v.bad, err)
		}
		if again := shownValue(t, a, setting.Name); again.Value != v.shown {
			t.Errorf("%s: after a bad value it is %q", setting.Name, again.Value)
		}
		if err := a.SaveSetting(t.Context(), setting.Name, ""); err != nil {
			t.Errorf("%s taken back: %v", setting.Name, err)
		}
		if back := shownValue(t, a, setting.Name); back.Value != setting.Default || back.Origin != settings.FromDefault {
			t.Errorf("%s taken back is %q from %s", setting.Name, back.Value, back.Origin)
		}
	}
}

func TestEveryVariableCountsOverTheSettingsAndABadOneIsAFinding(t *testing.T) {
	for _, setting := range settings.Registry() {
		v := values()[setting.Name]
		if setting.Variable == "" || setting.Name == settings.Home {
			continue
		}
		t.Run(setting.Variable, func(t *testing.T) {
			t.Setenv("PRICESYNC_HOME", t.TempDir())
			start := func(value string) *app.App {
				t.Setenv(setting.Variable, value)
				a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Terminal: true, LogTo: &strings.Builder{}})
				a.Start(t.Context())
				t.Cleanup(a.Close)
				return a
			}
			good := shownValue(t, start(v.good), setting.Name)
			if good.Value != v.shown || good.Origin != settings.FromEnvironment || good.Wrong != "" {
				t.Errorf("%q is shown as %+v", v.good, good)
			}
			a := start(v.bad)
			if bad := shownValue(t, a, setting.Name); bad.Origin != settings.FromEnvironment || bad.Wrong == "" {
				t.Errorf("%q is shown as %+v", v.bad, bad)
			}
			found := slices.ContainsFunc(a.Status(t.Context()).Findings, func(f settings.Finding) bool {
				return f.Field == setting.Name && f.Variable == setting.Variable && f.Hint != "" && (setting.Kind != settings.KindSecret || f.Value == "")
			})
			if !found {
				t.Errorf("%q is no finding: %+v", v.bad, a.Status(t.Context()).Findings)
			}
		})
	}
}

func TestTheLogFollowsItsSettingsWithoutARestart(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	preview := func() {
		if _, err := a.Preview(t.Context(), app.PreviewOptions{List: list}); err != nil {
			t.Fatal(err)
		}
	}
	requests := func() int {
		tail, err := logging.Tail(filepath.Join(a.Home(), "logs"), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Count(string(tail), `"event":"request"`)
	}
	preview()
	if n := requests(); n != 0 {
		t.Fatalf("at level info the log has %d requests", n)
	}
	choose(t, a, "log_level", "debug")
	preview()
	detailed := requests()
	if detailed == 0 {
		t.Error("at level debug the log has no request")
	}
	choose(t, a, "log_level", "info")
	preview()
	if n := requests(); n != detailed {
		t.Errorf("back at level info the log got %d more requests", n-detailed)
	}
	full := filepath.Join(a.Home(), "logs", "app-20260101T000000Z-001.jsonl")
	if err := os.WriteFile(full, make([]byte, 5<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	choose(t, a, "log_budget", "2 MB")
	if _, err := os.Stat(full); !os.IsNotExist(err) {
		t.Errorf("with a budget of 2 MB an old file of 5 MB is still there: %v", err)
	}
}

func TestNoSecretIsTheDefaultAnywhere(t *testing.T) {
	for _, s := range settings.Registry() {
		if s.Kind == settings.KindSecret && s.Default != "" {
			t.Errorf("%s has a default", s.Name)
		}
	}
	const mark = "[\"'`]"
	given := regexp.MustCompile(`(?i)(\bclient_?secret` + mark + `?\s*(:=|[:=])\s*(redact\.Secret\()?|\bsetenv\("JOBBER_CLIENT_SECRET",\s*)` + mark + `([^"'` + "`" + `\s]{6,})` + mark)
	for sample, want := range map[string]bool{
		`ClientSecret: "5f1c9b7e2d64"`: true, `clientSecret = redact.Secret("5f1c9b7e")`: true, `t.Setenv("JOBBER_CLIENT_SECRET", "5f1c9b7e")`: true,
		`ClientSecret: redact.Secret(text)`: false, `ClientSecret = "client_secret"`: true, `JOBBER_CLIENT_SECRET=`: false,
	} {
		if given.MatchString(sample) != want {
			t.Errorf("the pattern is wrong about %s", sample)
		}
	}
	names := []string{"client_secret", "clientSecret", "client secret", "JOBBER_CLIENT_SECRET", "client_secret_missing"} // of settings, codes and entries: no values
	files := 0
	err := filepath.WalkDir("..", func(path string, entry os.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains([]string{"node_modules", ".git", "dist", "bin", "out", "testdata", "wailsjs"}, name):
			return filepath.SkipDir
		case entry.IsDir(), strings.HasSuffix(name, "_test.go"), strings.Contains(name, ".test."), strings.Contains(name, "fake"),
			!slices.Contains([]string{".go", ".ts", ".tsx", ".json", ".yml", ".yaml", ".html", ".nsi", ".md"}, filepath.Ext(name)):
			return nil
		}
		files++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range given.FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(names, m[4]) {
				t.Errorf("%s gives a client secret: %s", path, m[0])
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Fatalf("looked at %d files: %v", files, err)
	}
}

func TestSettingsAndClientHaveTheSameDefaults(t *testing.T) {
	if settings.DefaultAPIVersion != jobber.DefaultVersion || settings.DefaultAPIURL != jobber.DefaultURL {
		t.Errorf("the settings say %s at %s, the client %s at %s", settings.DefaultAPIVersion, settings.DefaultAPIURL, jobber.DefaultVersion, jobber.DefaultURL)
	}
}
