package settings_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/redact"
	"pricesync/app/settings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func lookup(variables map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		text, ok := variables[name]
		return text, ok
	}
}

func env(variables map[string]string) settings.Env { return settings.ReadEnv(lookup(variables)) }

// choose makes choices out of name, text pairs for an account.
func choose(t *testing.T, account string, pairs ...string) settings.Choices {
	t.Helper()
	var c settings.Choices
	for i := 0; i < len(pairs); i += 2 {
		var err error
		if c, err = c.With(setting(t, pairs[i]), pairs[i+1], account); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// sameButValues compares settings without the table that shows them.
func sameButValues() cmp.Options {
	return cmp.Options{cmpopts.IgnoreFields(settings.Settings{}, "Values"), cmp.Comparer(money.Amount.Equal)}
}

func TestWithoutChoicesTheDefaultsWork(t *testing.T) {
	got := settings.Merge(settings.Choices{}, settings.Env{}, "", false)
	want := settings.Settings{
		APIURL: "https://api.getjobber.com", APIVersion: "2025-04-16", CallbackPort: 18765, MaxBytes: 50 << 20, MaxRows: 100_000,
		LogBudget: 20 << 20, LogDays: 30, PreviewsPerMinute: 60, SyncsPerMinute: 60, ConnectsPerMinute: 10,
		LogLevel: slog.LevelInfo, Theme: settings.ThemeSystem, ChangePercent: money.FromInt(25), PlanPercent: money.FromInt(30),
	}
	if diff := cmp.Diff(want, got, sameButValues()); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	if got.HasClient() || got.CallbackURL() != "http://localhost:18765/oauth/callback" {
		t.Errorf("client %v, callback %s", got.HasClient(), got.CallbackURL())
	}
	for _, v := range got.Values {
		if v.Origin != settings.FromDefault || v.Wrong != nil {
			t.Errorf("%s comes from %s and is wrong by %v", v.Setting.Name, v.Origin, v.Wrong)
		}
	}
}

func TestTheEnvironmentWinsOverTheSettings(t *testing.T) {
	c := choose(t, "acc-1", "callback_port", "20000", "api_url", "https://one.example", "csv_max_rows", "500", "theme", "dark", "currency", "CAD", "change_percent", "10", "practice", "on", "log_level", "warn",
		"log_budget", "5 MB", "log_days", "7", "log_names", "on", "previews_per_minute", "6", "syncs_per_minute", "7", "connects_per_minute", "8")
	got := settings.Merge(c, env(map[string]string{
		"PRICESYNC_CALLBACK_PORT": "30000", "CSV_MAX_ROWS": " 70 ", "CSV_MAX_BYTES": "1 MB", "PRICESYNC_LOG": "stderr", "PRICESYNC_LOG_LEVEL": "debug", "JOBBER_API_URL": "", "UNRELATED": "x",
	}), "acc-1", false)
	want := settings.Settings{
		APIURL: "https://one.example", APIVersion: "2025-04-16", CallbackPort: 30000, MaxBytes: 1 << 20, MaxRows: 70, LogLevel: slog.LevelDebug, LogToStderr: true,
		LogBudget: 5 << 20, LogDays: 7, LogNames: true, PreviewsPerMinute: 6, SyncsPerMinute: 7, ConnectsPerMinute: 8,
		Theme: settings.ThemeDark, Currency: "CAD", ChangePercent: money.FromInt(10), PlanPercent: money.FromInt(30), Practice: true,
	}
	if diff := cmp.Diff(want, got, sameButValues()); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	origins := map[string]string{}
	for _, v := range got.Values {
		origins[v.Setting.Name] = string(v.Origin) + " " + v.Text
	}
	wantOrigins := map[string]string{
		"client_id": "default ", "client_secret": "default ", "callback_port": "environment 30000", "api_url": "settings https://one.example", "api_version": "default 2025-04-16",
		"currency": "settings CAD", "change_percent": "settings 10", "plan_percent": "default 30", "target_margin": "default ", "holds_off": "default ", "code_field": "default ", "csv_max_bytes": "environment 1048576", "csv_max_rows": "environment 70",
		"theme": "settings dark", "practice": "settings on", "log_level": "environment debug", "log": "environment stderr",
		"log_budget": "settings 5242880", "log_days": "settings 7", "log_names": "settings on",
		"previews_per_minute": "settings 6", "syncs_per_minute": "settings 7", "connects_per_minute": "settings 8", "home": "default ",
	}
	if diff := cmp.Diff(wantOrigins, origins); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
}

func TestClientIDAndSecretBelongTogether(t *testing.T) {
	chosen := choose(t, "", "client_id", "id-of-settings")
	for _, test := range []struct {
		name      string
		choices   settings.Choices
		env       map[string]string
		stored    bool
		id        string
		secretSet bool
		fromEnv   string
	}{
		{"both from the settings", chosen, nil, true, "id-of-settings", true, ""},
		{"both from the environment", chosen, map[string]string{"JOBBER_CLIENT_ID": "id-of-env", "JOBBER_CLIENT_SECRET": "s-of-env"}, true, "id-of-env", true, "s-of-env"},
		{"an id of the environment has no part in the keychain's secret", chosen, map[string]string{"JOBBER_CLIENT_ID": "id-of-env"}, true, "id-of-env", false, ""},
		{"a secret of the environment has no part in the settings' id", chosen, map[string]string{"JOBBER_CLIENT_SECRET": "s-of-env"}, true, "", true, "s-of-env"},
		{"an id alone", chosen, nil, false, "id-of-settings", false, ""},
		{"an example secret is none", settings.Choices{}, map[string]string{"JOBBER_CLIENT_ID": "id-of-env", "JOBBER_CLIENT_SECRET": "changeme"}, true, "id-of-env", false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := settings.Merge(test.choices, env(test.env), "", test.stored)
			if got.ClientID != test.id || got.SecretSet != test.secretSet || got.ClientSecret.Reveal() != test.fromEnv {
				t.Errorf("id %q, secret set %v, of the environment %q", got.ClientID, got.SecretSet, got.ClientSecret.Reveal())
			}
			if got.HasClient() != (test.id != "" && test.secretSet) {
				t.Errorf("HasClient is %v", got.HasClient())
			}
		})
	}
}

func TestNothingPrintsTheEnvironmentsSecret(t *testing.T) {
	e := env(map[string]string{"JOBBER_CLIENT_ID": "id-of-env", "JOBBER_CLIENT_SECRET": "s3cr3t-of-env"})
	got := settings.Merge(settings.Choices{}, e, "", false)
	printed := fmt.Sprintf("%v %+v %#v %v %+v %#v", e, e, e, got, got, got)
	if strings.Contains(printed, "s3cr3t") {
		t.Errorf("printed: %s", printed)
	}
	if text := got.Value(settings.ClientSecret).Text; text != "set" {
		t.Errorf("the secret is shown as %q", text)
	}
}

func TestAValueThatCannotBeUsedGivesWayToTheDefaultAndStaysVisible(t *testing.T) {
	got := settings.Merge(settings.Choices{Values: map[string]string{"theme": "pink"}}, env(map[string]string{"CSV_MAX_ROWS": "none"}), "", false)
	if got.MaxRows != settings.DefaultMaxRows || got.Theme != settings.ThemeSystem {
		t.Errorf("rows %d, theme %s", got.MaxRows, got.Theme)
	}
	rows := got.Value("csv_max_rows")
	if rows.Text != "none" || rows.Origin != settings.FromEnvironment || !fault.Is(rows.Wrong, fault.LimitInvalid) || !strings.Contains(rows.Wrong.Error(), "CSV_MAX_ROWS") {
		t.Errorf("the limit stands as %q from %s: %v", rows.Text, rows.Origin, rows.Wrong)
	}
	if wrong := got.Value("theme").Wrong; !fault.Is(wrong, fault.SettingInvalid) {
		t.Errorf("the theme: %v", wrong)
	}
	if got.Value("no_such").Setting.Name != "" {
		t.Error("there is a value that is none")
	}
}

func TestChoicesPerAccountFallBackToThoseMadeBefore(t *testing.T) {
	c := choose(t, "", "currency", "USD", "change_percent", "40")
	c, err := c.With(setting(t, "currency"), "CAD", "acc-1")
	if err != nil {
		t.Fatal(err)
	}
	for account, want := range map[string]string{"": "USD 40", "acc-1": "CAD 40", "acc-2": "USD 40"} {
		got := settings.Merge(c, settings.Env{}, account, false)
		if text := got.Currency + " " + got.ChangePercent.Plain(); text != want {
			t.Errorf("account %q: %s, want %s", account, text, want)
		}
	}
}

func TestAChoiceIsTakenBackByEmptyText(t *testing.T) {
	before := choose(t, "", "theme", "dark", "csv_max_rows", "5")
	after, err := before.With(setting(t, "theme"), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(settings.Choices{Values: map[string]string{"csv_max_rows": "5"}}, after); diff != "" {
		t.Errorf("choices (-want +got):\n%s", diff)
	}
	if before.Values["theme"] != "dark" {
		t.Error("the choices before were changed too")
	}
}

func TestWhatDoesNotBelongAmongTheChoicesIsRefused(t *testing.T) {
	var c settings.Choices
	if _, err := c.With(setting(t, "client_secret"), "s3cr3t-text", ""); err == nil || strings.Contains(err.Error(), "s3cr3t") {
		t.Errorf("the secret: %v", err)
	}
	if _, err := c.With(setting(t, "home"), "/x", ""); !fault.Is(err, fault.SettingInvalid) || !strings.Contains(err.Error(), "PRICESYNC_HOME") {
		t.Errorf("the folder: %v", err)
	}
	if got, err := c.With(setting(t, "theme"), "pink", ""); !fault.Is(err, fault.SettingInvalid) || got.Values != nil {
		t.Errorf("a wrong theme: %v, %v", got, err)
	}
}

func TestRecentFilesAreKeptNewestFirst(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 5, time.UTC)
	var c settings.Choices
	for i := range 12 {
		c = c.WithRecent(fmt.Sprintf("/lists/%d.csv", i), at.Add(time.Duration(i)*time.Minute))
	}
	c = c.WithRecent("/lists/5.csv", at.Add(time.Hour)).WithoutRecent("/lists/11.csv")
	var got []string
	for _, r := range c.Recent {
		got = append(got, r.Path+" "+r.Opened.Format("15:04:05.999"))
	}
	want := []string{
		"/lists/5.csv 11:00:00", "/lists/10.csv 10:10:00", "/lists/9.csv 10:09:00", "/lists/8.csv 10:08:00", "/lists/7.csv 10:07:00",
		"/lists/6.csv 10:06:00", "/lists/4.csv 10:04:00", "/lists/3.csv 10:03:00", "/lists/2.csv 10:02:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("recent files (-want +got):\n%s", diff)
	}
}

func TestEnvKeepsOnlyOurVariablesTrimmed(t *testing.T) {
	got := env(map[string]string{"JOBBER_CLIENT_ID": " id \n", "PATH": "/bin", "CSV_MAX_ROWS": "  "})
	if diff := cmp.Diff(settings.Env{"JOBBER_CLIENT_ID": redact.Secret("id")}, got, cmp.Comparer(func(a, b redact.Secret) bool { return a == b })); diff != "" {
		t.Errorf("env (-want +got):\n%s", diff)
	}
}
