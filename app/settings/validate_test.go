package settings_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pricesync/app/fault"
	"pricesync/app/settings"

	"github.com/google/go-cmp/cmp"
)

// given is what a row of the table below starts from: a computer and a configuration on which all is well.
type given struct {
	choices settings.Choices
	env     map[string]string
	stored  bool
	facts   settings.Facts
}

func allWell(t *testing.T) given {
	t.Helper()
	place := settings.Place{Path: "/profile", Known: true, Free: 100 << 30}
	logs := settings.Place{Path: "/profile/logs", Known: true, Free: 100 << 30}
	return given{choose(t, "", "client_id", "9f0c"), map[string]string{}, true, settings.Facts{Now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Home: place, Logs: logs, ClockAhead: 3 * time.Minute}}
}

func (g given) findings() []settings.Finding {
	e := env(g.env)
	return settings.Validate(settings.Merge(g.choices, e, "", g.stored), e, g.facts)
}

func TestWhereAllIsWellNothingIsFound(t *testing.T) {
	if diff := cmp.Diff([]settings.Finding{}, allWell(t).findings()); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestAFreshComputerHasNothingWrong(t *testing.T) {
	if got := settings.Validate(settings.Merge(settings.Choices{}, settings.Env{}, "", false), settings.Env{}, settings.Facts{}); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestEveryFindingSaysWhatIsWrongWhatToDoAndWhatItBreaks(t *testing.T) {
	type finding = settings.Finding
	const (
		bad  = settings.SeverityError
		look = settings.SeverityWarning
	)
	connect, lists, preview, everything := []settings.Area{settings.Connect}, []settings.Area{settings.Read, settings.Preview}, []settings.Area{settings.Preview}, []settings.Area{settings.Everything}
	jobber := []settings.Area{settings.Connect, settings.Preview, settings.Sync}
	enterSecret := "Enter it in Settings under Connection, or set JOBBER_CLIENT_SECRET together with JOBBER_CLIENT_ID."
	enterID := "Enter it in Settings under Connection, or set JOBBER_CLIENT_ID together with JOBBER_CLIENT_SECRET."
	another := "Choose another value, or remove it to use the default."
	for _, test := range []struct {
		name string
		make func(*given)
		want finding
	}{
		{"a client id without a secret", func(g *given) { g.stored = false },
			finding{fault.ClientSecretMissing, bad, "client_secret", "", "", "The client secret of your Jobber app is missing, so Price Sync can't sign in.", enterSecret, connect}},
		{"a secret without a client id", func(g *given) { g.choices = settings.Choices{} },
			finding{fault.ClientIDMissing, bad, "client_id", "", "", "The client ID of your Jobber app is missing, so Price Sync can't sign in.", enterID, connect}},
		{"only the id in the environment", func(g *given) { g.env["JOBBER_CLIENT_ID"] = "id-of-env" },
			finding{fault.ClientSecretMissing, bad, "client_secret", "JOBBER_CLIENT_SECRET", "", "The client secret of your Jobber app is missing, so Price Sync can't sign in.", enterSecret, connect}},
		{"only the secret in the environment", func(g *given) { g.env["JOBBER_CLIENT_SECRET"] = "s3cr3t" },
			finding{fault.ClientIDMissing, bad, "client_id", "JOBBER_CLIENT_ID", "", "The client ID of your Jobber app is missing, so Price Sync can't sign in.", enterID, connect}},
		{"an example secret", func(g *given) {
			g.env["JOBBER_CLIENT_ID"], g.env["JOBBER_CLIENT_SECRET"] = "id-of-env", "your-client-secret"
		}, finding{fault.PlaceholderSecret, bad, "client_secret", "JOBBER_CLIENT_SECRET", "", "The client secret looks like an example text, not like the one from Jobber.", "Copy the client secret from your app's page in Jobber's Developer Center.", connect}},
		{"an example client id", func(g *given) {
			g.env["JOBBER_CLIENT_ID"], g.env["JOBBER_CLIENT_SECRET"] = "<client-id>", "s3cr3t"
		}, finding{fault.PlaceholderClientID, bad, "client_id", "JOBBER_CLIENT_ID", "“<client-id>”", "The client ID “<client-id>” looks like an example text, not like the one from Jobber.", "Copy the client ID from your app's page in Jobber's Developer Center.", connect}},
		{"an address that is not secure", func(g *given) { g.env["JOBBER_API_URL"] = "http://api.getjobber.com" },
			finding{fault.APIURLInvalid, bad, "api_url", "JOBBER_API_URL", "“http://api.getjobber.com”", "The address of Jobber's service can't be used: http is not secure and only allowed to this computer itself.",
				"Remove JOBBER_API_URL, or set it to an https address without a path (http only on this computer).", jobber}},
		{"an address with a password in it", func(g *given) { g.env["JOBBER_API_URL"] = "https://joe:pw@x.example" },
			finding{fault.APIURLInvalid, bad, "api_url", "JOBBER_API_URL", "“https://[redacted]@x.example”", "The address of Jobber's service can't be used: it has a user name in it.",
				"Remove JOBBER_API_URL, or set it to an https address without a path (http only on this computer).", jobber}},
		{"a version that is none", func(g *given) { g.env["JOBBER_API_VERSION"] = "newest" },
			finding{fault.APIVersionInvalid, bad, "api_version", "JOBBER_API_VERSION", "“newest”", "The API version “newest” can't be used: it is not a date such as 2025-04-16.", "Remove JOBBER_API_VERSION, or set it to a version date that Jobber lists.", jobber}},
		{"a version of the future", func(g *given) { g.choices.Values["api_version"] = "2031-01-01" },
			finding{fault.APIVersionInvalid, bad, "api_version", "", "“2031-01-01”", "The API version “2031-01-01” can't be used: it lies in the future.", "Remove JOBBER_API_VERSION, or set it to a version date that Jobber lists.", jobber}},
		{"a version that nobody has heard of", func(g *given) { g.env["JOBBER_API_VERSION"] = "2025-05-05" },
			finding{fault.APIVersionUnknown, look, "api_version", "JOBBER_API_VERSION", "“2025-05-05”", "Price Sync does not know the API version “2025-05-05”, so Jobber may not offer it.", "Remove JOBBER_API_VERSION to use 2025-04-16, or check the date.", nil}},
		{"an address that is not Jobber's", func(g *given) { g.env["JOBBER_API_URL"] = "https://api.getjobber.com.example" },
			finding{fault.APIURLForeign, look, "api_url", "JOBBER_API_URL", "“https://api.getjobber.com.example”", "Price Sync sends your prices to “https://api.getjobber.com.example”, which is not one of Jobber's own addresses.",
				"Remove JOBBER_API_URL, unless your IT department set it on purpose.", nil}},
		{"a secret that is the client id", func(g *given) { g.facts.SecretIsID = true },
			finding{fault.PlaceholderSecret, bad, "client_secret", "", "", "The client secret looks like an example text, not like the one from Jobber.", "Copy the client secret from your app's page in Jobber's Developer Center.", connect}},
		{"a misspelt variable", func(g *given) {
			g.facts.Misspelt = []settings.Misspelling{{Name: "JOBBER_CLIENT_SECERT", Meant: "JOBBER_CLIENT_SECRET"}}
		}, finding{fault.VariableMisspelt, look, "client_secret", "JOBBER_CLIENT_SECERT", "", "The environment variable “JOBBER_CLIENT_SECERT” changes nothing, because Price Sync knows no such name.",
			"Rename it to JOBBER_CLIENT_SECRET if that was meant, or remove it.", nil}},
		{"a variable of ours that is none", func(g *given) { g.facts.Misspelt = []settings.Misspelling{{Name: "PRICESYNC_TIMEOUT"}} },
			finding{fault.VariableUnknown, look, "", "PRICESYNC_TIMEOUT", "", "The environment variable “PRICESYNC_TIMEOUT” changes nothing, because Price Sync knows no such name.",
				"Compare it with the names that `pricesync settings` lists, or remove it.", nil}},
		{"a port out of range", func(g *given) { g.env["PRICESYNC_CALLBACK_PORT"] = "80" },
			finding{fault.PortInvalid, bad, "callback_port", "PRICESYNC_CALLBACK_PORT", "“80”", "The callback port “80” can't be used: numbers below 1024 belong to the system.",
				"Choose a port from 1024 to 65535 in Settings or PRICESYNC_CALLBACK_PORT, and register the new callback address in Jobber's Developer Center.", connect}},
		{"a port that is taken", func(g *given) { g.facts.PortTaken = true },
			finding{fault.CallbackPortInUse, bad, "callback_port", "", "18765", "Another program is using port 18765 on this computer, which the sign-in needs.",
				"Close that program, or choose another port in Settings and register the new callback address in Jobber's Developer Center.", connect}},
		{"a limit of no rows", func(g *given) { g.env["CSV_MAX_ROWS"] = "0" },
			finding{fault.LimitInvalid, bad, "csv_max_rows", "CSV_MAX_ROWS", "“0”", "The limit CSV_MAX_ROWS can't be “0”: it is below 1.", "Set CSV_MAX_ROWS to a whole number from 1 to 1000000, or remove it.", lists}},
		{"an absurd limit of bytes in the file", func(g *given) { g.choices.Values["csv_max_bytes"] = "5 TB" },
			finding{fault.LimitInvalid, bad, "csv_max_bytes", "", "“5 TB”", "The limit csv_max_bytes can't be “5 TB”: it is not a whole number.", "Set csv_max_bytes to a whole number from 1 to 1073741824, or remove it.", lists}},
		{"a guardrail that is none", func(g *given) {
			g.choices.Accounts = map[string]map[string]string{"": {"change_percent": "much"}}
		}, finding{fault.SettingInvalid, bad, "change_percent", "", "“much”", "The setting change_percent can't be “much”: it is not a number.", another, preview}},
		{"a level that is none", func(g *given) { g.env["PRICESYNC_LOG_LEVEL"] = "loud" },
			finding{fault.SettingInvalid, look, "log_level", "PRICESYNC_LOG_LEVEL", "“loud”", "The setting PRICESYNC_LOG_LEVEL can't be “loud”: it is none of debug, info, warn, error.", another, nil}},
		{"a log that goes nowhere known", func(g *given) { g.env["PRICESYNC_LOG"] = "stdout" },
			finding{fault.SettingInvalid, look, "log", "PRICESYNC_LOG", "“stdout”", "The setting PRICESYNC_LOG can't be “stdout”: it is none of file, stderr.", another, nil}},
		{"a theme that is none", func(g *given) { g.choices.Values["theme"] = "pink" },
			finding{fault.SettingInvalid, look, "theme", "", "“pink”", "The setting theme can't be “pink”: it is none of system, light, dark.", another, nil}},
		{"a settings file that could not be read", func(g *given) { g.facts.SettingsFile = fault.New(fault.SettingsUnreadable, nil) },
			finding{fault.SettingsUnreadable, look, "", "", "", "The settings file can't be read, so the defaults are in use. The old file was kept beside it.", "Open Settings and enter your choices again.", nil}},
		{"a folder that can't be written", func(g *given) { g.facts.Home.Err = errors.New("permission denied") },
			finding{fault.FolderUnwritable, bad, "home", "", "", "Price Sync can't write to its folder /profile.", "Give your user the right to write there, or set PRICESYNC_HOME to another folder.", everything}},
		{"a folder on a network drive", func(g *given) { g.facts.Home.Network = true },
			finding{fault.FolderShared, look, "home", "", "", "Price Sync's folder /profile is on a network drive, where its database can be damaged.", "Set PRICESYNC_HOME to a folder on this computer.", nil}},
		{"a folder that a cloud service keeps", func(g *given) { g.facts.Home.Synced = "OneDrive" },
			finding{fault.FolderSynced, look, "home", "", "", "Price Sync's folder /profile is kept in step by OneDrive, which can damage its database.", "Set PRICESYNC_HOME to a folder that stays on this computer alone.", nil}},
		{"a log budget that is absurd", func(g *given) { g.choices.Values["log_budget"] = "9 TB" },
			finding{fault.LimitInvalid, look, "log_budget", "", "“9 TB”", "The limit log_budget can't be “9 TB”: it is not a whole number.", "Set log_budget to a whole number from 1048576 to 1073741824, or remove it.", nil}},
		{"a limit of the program itself below one", func(g *given) { g.choices.Values["syncs_per_minute"] = "0" },
			finding{fault.LimitInvalid, look, "syncs_per_minute", "", "“0”", "The limit syncs_per_minute can't be “0”: it is below 1.", "Set syncs_per_minute to a whole number from 1 to 600, or remove it.", nil}},
		{"a disk that is nearly full", func(g *given) { g.facts.Home.Free = 150 << 20 },
			finding{fault.DiskLow, look, "home", "", "", "Only 150 MB is free where Price Sync keeps its records; a sync stops when nothing is left.", "Free some space on the disk of /profile.", nil}},
		{"a disk that is full", func(g *given) { g.facts.Home.Free = 4096 },
			finding{fault.DiskLow, bad, "home", "", "", "Only 4 KB is free where Price Sync keeps its records; a sync stops when nothing is left.", "Free some space on the disk of /profile.", everything}},
		{"a log that can't be written", func(g *given) { g.facts.Logs.Err = errors.New("permission denied") },
			finding{fault.LogUnwritable, look, "log", "", "", "The log can't be written, so a diagnostics report would tell less. Prices are not affected.", "Give your user the right to write to /profile/logs.", nil}},
		{"no keychain", func(g *given) { g.facts.Keychain = fault.KeychainMissing },
			finding{fault.KeychainMissing, look, "client_secret", "", "", "This computer offers no keychain, so the connection lasts only until you close Price Sync.",
				"Start or install the system's keychain (on Linux: gnome-keyring) to stay connected.", nil}},
		{"a locked keychain, of which nobody knows whether it holds the secret", func(g *given) { g.facts.Keychain, g.stored = fault.KeychainLocked, false },
			finding{fault.KeychainLocked, look, "client_secret", "", "", "This computer's keychain is locked, so Price Sync can't read the connection kept in it.",
				"Unlock it, or connect to Jobber: you are asked for its password then.", nil}},
		{"a keychain that does not answer", func(g *given) { g.facts.Keychain = fault.KeychainSilent },
			finding{fault.KeychainSilent, look, "client_secret", "", "", "This computer's keychain does not answer.", "Unlock it and try again. Until then the connection lasts only until you close Price Sync.", nil}},
		{"a clock that is behind", func(g *given) { g.facts.ClockAhead = -26 * time.Hour },
			finding{fault.ClockOff, look, "", "", "", "This computer's clock is 1 day behind Jobber's.", "Set the computer's time, best to automatic.", nil}},
		{"a clock that is ahead", func(g *given) { g.facts.ClockAhead = 7*time.Minute + 30*time.Second },
			finding{fault.ClockOff, look, "", "", "", "This computer's clock is 7 minutes ahead of Jobber's.", "Set the computer's time, best to automatic.", nil}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := allWell(t)
			test.make(&g)
			if diff := cmp.Diff([]finding{test.want}, g.findings()); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheWorstStandsFirst(t *testing.T) {
	g := allWell(t)
	g.env["PRICESYNC_LOG_LEVEL"], g.env["CSV_MAX_ROWS"] = "loud", "0"
	g.facts.Keychain = fault.KeychainMissing
	g.facts.Home.Err = errors.New("permission denied")
	g.stored = false
	var got []fault.Code
	for _, f := range g.findings() {
		got = append(got, f.Code)
	}
	want := []fault.Code{fault.FolderUnwritable, fault.LimitInvalid, fault.ClientSecretMissing, fault.SettingInvalid, fault.KeychainMissing}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestPracticeNeedsNeitherAccountNorKeychain(t *testing.T) {
	g := allWell(t)
	g.stored = false
	g.env["JOBBER_API_URL"], g.env["PRICESYNC_CALLBACK_PORT"], g.env["CSV_MAX_ROWS"] = "nonsense", "1", "0"
	g.facts.Keychain, g.facts.PortTaken, g.facts.ClockAhead = fault.KeychainMissing, true, time.Hour
	g.choices.Values["practice"] = "on"
	found := g.findings()
	if len(found) != 1 || found[0].Code != fault.LimitInvalid {
		t.Errorf("found %+v", found)
	}
}

func TestErrorsDisableExactlyWhatTheyBreak(t *testing.T) {
	g := allWell(t)
	g.env["CSV_MAX_ROWS"] = "0"
	found := g.findings()
	if _, blocked := settings.Blocking(found, settings.Connect); blocked {
		t.Error("a limit keeps from connecting")
	}
	if _, blocked := settings.Blocking(found, settings.Sync); blocked {
		t.Error("a limit of price lists keeps a preview that was made from being synced")
	}
	f, blocked := settings.Blocking(found, settings.Read)
	if !blocked {
		t.Fatal("a limit that is none does not keep from reading")
	}
	err := f.Fault()
	if err.Code != fault.LimitInvalid || err.Message != f.Message || err.Hint != f.Hint || err.Entry().Exit != fault.ExitUsage {
		t.Errorf("the refusal says %+v", err)
	}
	g = allWell(t)
	g.facts.Home.Err = errors.New("no")
	for _, area := range []settings.Area{settings.Connect, settings.Read, settings.Preview, settings.Sync, settings.Everything} {
		if _, blocked := settings.Blocking(g.findings(), area); !blocked {
			t.Errorf("without a folder, %s still goes", area)
		}
	}
	g = allWell(t)
	g.facts.Keychain = fault.KeychainMissing
	if _, blocked := settings.Blocking(g.findings(), settings.Connect); blocked {
		t.Error("a warning blocks")
	}
}

func TestNoFindingShowsASecret(t *testing.T) {
	for _, secret := range []string{"changeme", "s3cr3t with spaces", strings.Repeat("s3cr3t", 400)} {
		g := allWell(t)
		g.env["JOBBER_CLIENT_ID"], g.env["JOBBER_CLIENT_SECRET"] = "id", secret
		found := g.findings()
		if len(found) == 0 || slices.ContainsFunc(found, func(f settings.Finding) bool {
			return strings.Contains(f.Message+f.Hint+f.Value, secret[:6])
		}) {
			t.Errorf("findings %+v", found)
		}
	}
}

func TestAClockThatIsFarBehindMakesNoKnownVersionWrong(t *testing.T) {
	for _, version := range []string{"2025-04-16", "2026-07-27"} {
		g := allWell(t)
		g.env["JOBBER_API_VERSION"] = version
		g.facts.Now = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
		if found := g.findings(); len(found) != 0 {
			t.Errorf("%s: found %+v", version, found)
		}
	}
}

func TestAVersionOfTodayMayBeServedSomewhere(t *testing.T) {
	for version, want := range map[string]fault.Code{
		"2026-11-23": fault.APIVersionUnknown, "2026-11-24": fault.APIVersionUnknown, "2026-11-25": fault.APIVersionInvalid,
	} {
		g := allWell(t)
		g.env["JOBBER_API_VERSION"] = version
		if found := g.findings(); len(found) != 1 || found[0].Code != want {
			t.Errorf("%s: found %+v, want %s", version, found, want)
		}
	}
}
