package settings_test

import (
	"slices"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/settings"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/currency"
	"pgregory.net/rapid"
)

func setting(t *testing.T, name string) settings.Setting {
	t.Helper()
	s, ok := settings.Lookup(name)
	if !ok {
		t.Fatalf("no setting %s", name)
	}
	return s
}

func TestTextsComeIntoTheSettingsOneForm(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"client_id", " 9f0c-1 \n", "9f0c-1"},
		{"client_secret", "s3cr+et/=\n", "s3cr+et/="},
		{"callback_port", "018765", "18765"},
		{"callback_port", "1024", "1024"},
		{"callback_port", "65535", "65535"},
		{"api_url", "https://api.getjobber.com/", "https://api.getjobber.com"},
		{"api_url", "https://api.getjobber.com:8443", "https://api.getjobber.com:8443"},
		{"api_url", "http://localhost:4000", "http://localhost:4000"},
		{"api_url", "http://127.8.0.1", "http://127.8.0.1"},
		{"api_url", "http://[::1]:4000", "http://[::1]:4000"},
		{"api_version", "2025-04-16", "2025-04-16"},
		{"api_version", "2024-06-10", "2024-06-10"},
		{"csv_max_bytes", "52428800", "52428800"},
		{"csv_max_bytes", "50MB", "52428800"},
		{"csv_max_bytes", "50 mb", "52428800"},
		{"csv_max_bytes", "512KB", "524288"},
		{"csv_max_bytes", "1 GB", "1073741824"},
		{"csv_max_bytes", "1", "1"},
		{"csv_max_rows", "100000", "100000"},
		{"csv_max_rows", "1", "1"},
		{"change_percent", "12.5%", "12.5"},
		{"plan_percent", "100", "100"},
		{"currency", "gbp", "GBP"},
		{"theme", "Dark", "dark"},
		{"practice", "yes", "on"},
		{"practice", "0", "off"},
		{"log_level", "DEBUG", "debug"},
		{"log", "stderr", "stderr"},
		{"log_budget", "1 MB", "1048576"},
		{"log_budget", "1GB", "1073741824"},
		{"log_days", "1", "1"},
		{"log_days", "3650", "3650"},
		{"log_names", "Yes", "on"},
		{"log_names", "off", "off"},
		{"previews_per_minute", "600", "600"},
		{"syncs_per_minute", "1", "1"},
		{"connects_per_minute", "010", "10"},
	} {
		got, err := setting(t, test.name).Parse(test.text)
		if err != nil || got != test.want {
			t.Errorf("%s %q: got %q and %v, want %q", test.name, test.text, got, err, test.want)
		}
	}
}

func TestTextsThatCannotBeAreRefusedWithTheReason(t *testing.T) {
	const port, limitRows, limitBytes = fault.PortInvalid, fault.LimitInvalid, fault.LimitInvalid
	for _, test := range []struct {
		name, text string
		code       fault.Code
		message    string
	}{
		{"client_id", "your-client-id", fault.PlaceholderClientID, "The client ID “your-client-id” looks like an example text, not like the one from Jobber."},
		{"client_id", "a b", fault.SettingInvalid, "The setting client_id can't be “a b”: it has spaces in it."},
		{"client_secret", "changeme", fault.PlaceholderSecret, "The client secret looks like an example text, not like the one from Jobber."},
		{"client_secret", "top secret", fault.SettingInvalid, "The setting client_secret can't be this text: it has spaces in it."},
		{"client_secret", "“5f1c9b7e”", fault.SettingInvalid, "The setting client_secret can't be this text: it has quotation marks around it."},
		{"client_id", `"9f0c-1"`, fault.SettingInvalid, "The setting client_id can't be “\"9f0c-1\"”: it has quotation marks around it."},
		{"client_id", "${JOBBER_CLIENT_ID}", fault.PlaceholderClientID, "The client ID “${JOBBER_CLIENT_ID}” looks like an example text, not like the one from Jobber."},
		{"client_secret", strings.Repeat("s0", 1001), fault.SettingInvalid, "The setting client_secret can't be this text: it is longer than any client secret."},
		{"callback_port", "abc", port, "The callback port “abc” can't be used: it is not a whole number."},
		{"callback_port", "80.5", port, "The callback port “80.5” can't be used: it is not a whole number."},
		{"callback_port", "80", port, "The callback port “80” can't be used: numbers below 1024 belong to the system."},
		{"callback_port", "-1", port, "The callback port “-1” can't be used: numbers below 1024 belong to the system."},
		{"callback_port", "65536", port, "The callback port “65536” can't be used: it is above 65535."},
		{"api_url", "api.getjobber.com", fault.APIURLInvalid, "The address of Jobber's service can't be used: it is not an address such as https://api.getjobber.com."},
		{"api_url", "http://api.getjobber.com", fault.APIURLInvalid, "The address of Jobber's service can't be used: http is not secure and only allowed to this computer itself."},
		{"api_url", "http://localhost.evil.example", fault.APIURLInvalid, "The address of Jobber's service can't be used: http is not secure and only allowed to this computer itself."},
		{"api_url", "ftp://api.getjobber.com", fault.APIURLInvalid, "The address of Jobber's service can't be used: it starts with “ftp:” and not with “https:”."},
		{"api_url", "https://", fault.APIURLInvalid, "The address of Jobber's service can't be used: it names no computer."},
		{"api_url", "https://joe:pw@api.getjobber.com", fault.APIURLInvalid, "The address of Jobber's service can't be used: it has a user name in it."},
		{"api_url", "https://api.getjobber.com/api", fault.APIURLInvalid, "The address of Jobber's service can't be used: it has a path; only https and the computer's name belong there."},
		{"api_url", "https://api.getjobber.com?x=1", fault.APIURLInvalid, "The address of Jobber's service can't be used: it has something behind the computer's name."},
		{"api_url", "https://api.getjobber.com#x", fault.APIURLInvalid, "The address of Jobber's service can't be used: it has something behind the computer's name."},
		{"api_url", "https://api.getjobber.com:", fault.APIURLInvalid, "The address of Jobber's service can't be used: its port is missing."},
		{"api_url", "https://api.getjobber.com:99999", fault.APIURLInvalid, "The address of Jobber's service can't be used: its port is not one from 1 to 65535."},
		{"api_url", "http://[::1", fault.APIURLInvalid, "The address of Jobber's service can't be used: it is not an address such as https://api.getjobber.com."},
		{"api_version", "latest", fault.APIVersionInvalid, "The API version “latest” can't be used: it is not a date such as 2025-04-16."},
		{"api_version", "2025-13-01", fault.APIVersionInvalid, "The API version “2025-13-01” can't be used: it is not a date such as 2025-04-16."},
		{"api_version", "2024-04-17", fault.APIVersionInvalid, "The API version “2024-04-17” can't be used: it is older than 2024-06-10, the first that Price Sync works with."},
		{"api_version", "2101-01-01", fault.APIVersionInvalid, "The API version “2101-01-01” can't be used: it is not a date such as 2025-04-16."},
		{"csv_max_rows", "0", limitRows, "The limit csv_max_rows can't be “0”: it is below 1."},
		{"csv_max_rows", "-5", limitRows, "The limit csv_max_rows can't be “-5”: it is below 1."},
		{"csv_max_rows", "1e5", limitRows, "The limit csv_max_rows can't be “1e5”: it is not a whole number."},
		{"csv_max_rows", "1000001", limitRows, "The limit csv_max_rows can't be “1000001”: it is above 1000000."},
		{"csv_max_rows", "99999999999999999999", limitRows, "The limit csv_max_rows can't be “99999999999999999999”: it is above 1000000."},
		{"csv_max_bytes", "2 GB", limitBytes, "The limit csv_max_bytes can't be “2 GB”: it is above 1073741824."},
		{"csv_max_bytes", "MB", limitBytes, "The limit csv_max_bytes can't be “MB”: it is not a whole number."},
		{"csv_max_bytes", "9999999999999GB", limitBytes, "The limit csv_max_bytes can't be “9999999999999GB”: it is above 1073741824."},
		{"csv_max_bytes", "-9223372036854775808 GB", limitBytes, "The limit csv_max_bytes can't be “-9223372036854775808 GB”: it is below 1."},
		{"log_budget", "1023 KB", limitBytes, "The limit log_budget can't be “1023 KB”: it is below 1048576."},
		{"log_budget", "2 GB", limitBytes, "The limit log_budget can't be “2 GB”: it is above 1073741824."},
		{"log_budget", "much", limitBytes, "The limit log_budget can't be “much”: it is not a whole number."},
		{"log_days", "0", limitRows, "The limit log_days can't be “0”: it is below 1."},
		{"log_days", "3651", limitRows, "The limit log_days can't be “3651”: it is above 3650."},
		{"log_names", "some", fault.SettingInvalid, "The setting log_names can't be “some”: it is none of off, on."},
		{"previews_per_minute", "0", limitRows, "The limit previews_per_minute can't be “0”: it is below 1."},
		{"syncs_per_minute", "601", limitRows, "The limit syncs_per_minute can't be “601”: it is above 600."},
		{"connects_per_minute", "ten", limitRows, "The limit connects_per_minute can't be “ten”: it is not a whole number."},
		{"change_percent", "lots", fault.SettingInvalid, "The setting change_percent can't be “lots”: it is not a number."},
		{"change_percent", "0", fault.SettingInvalid, "The setting change_percent can't be “0”: it is not above 0."},
		{"plan_percent", "101", fault.SettingInvalid, "The setting plan_percent can't be “101”: it is above 100."},
		{"currency", "XXX", fault.SettingInvalid, "The setting currency can't be “XXX”: it is not the code of a currency such as GBP."},
		{"theme", "pink", fault.SettingInvalid, "The setting theme can't be “pink”: it is none of system, light, dark."},
		{"practice", "maybe", fault.SettingInvalid, "The setting practice can't be “maybe”: it is none of off, on."},
		{"log_level", "a\nb" + strings.Repeat("c", 80), fault.SettingInvalid, "The setting log_level can't be “a?b" + strings.Repeat("c", 54) + "…”: it is none of debug, info, warn, error."},
		{"home", "a\x00b", fault.SettingInvalid, "The setting home can't be “a?b”: it is not the name of a folder."},
	} {
		_, err := setting(t, test.name).Parse(test.text)
		told := fault.From(err)
		if told == nil || told.Code != test.code || told.Message != test.message {
			t.Errorf("%s %q\ngot  %v\nwant %s: %s", test.name, test.text, err, test.code, test.message)
		}
	}
}

func TestExampleTextsAreRecognisedAndRealOnesAreNot(t *testing.T) {
	secret := setting(t, "client_secret")
	for _, text := range []string{
		"changeme", "CHANGE_ME", "change-me", "your-client-secret", "your_client_secret_here", "YOUR_JOBBER_CLIENT_SECRET", "yoursecret", "xxx", "XXXXXXXX",
		"xxxx-xxxx-xxxx", "<client-secret>", "<your-secret>", "{{secret}}", "${JOBBER_CLIENT_SECRET}", "%SECRET%", "[secret]", "...", "…", "***", "placeholder",
		"replace-me", "todo", "client-secret-here", "insert-secret", "undefined", "null", "secret", "client_secret", "password", "my-client-secret",
		"$JOBBER_CLIENT_SECRET", "$(cat secret)", "{secret}", "@SECRET@", "0000-0000", "aaaa", "123456", "abc123", "MySecretKey", "paste-your-secret-here",
	} {
		if _, err := secret.Parse(text); !fault.Is(err, fault.PlaceholderSecret) {
			t.Errorf("%q passes for a secret: %v", text, err)
		}
	}
	for _, text := range []string{"5dd9bed1bd99b837cd3acaf2f59fb8fa", "my" + strings.Repeat("0a", 15) + "keyhere00", "$4f/x", "test-secret", "sandbox-client-secret", "s", "xyz", "x1x1x1", "cs_live_XXX9", "a<b>c", "yourday"} {
		if got, err := secret.Parse(text); err != nil || got != text {
			t.Errorf("%q is refused: %v", text, err)
		}
	}
}

func TestNoErrorRepeatsASecret(t *testing.T) {
	secret := setting(t, "client_secret")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z0-9]{12,20} [a-z0-9]{12,20}`).Draw(t, "text")
		_, err := secret.Parse(text)
		if err == nil || strings.Contains(err.Error(), text[:12]) {
			t.Fatalf("%v", err)
		}
	})
}

func TestParsingTwiceIsParsingOnce(t *testing.T) {
	for _, s := range settings.Registry() {
		t.Run(s.Name, func(t *testing.T) {
			texts := []string{"1", "20", "2000", "25.5", "50 MB", "on", "GBP", "dark", "debug", "stderr", "https://a.example/", "http://127.0.0.1:1", "2025-04-16", "/tmp/x/", "abc", "large_plan, near_name"}
			texts = append(texts, s.Choices...)
			if s.Default != "" {
				texts = append(texts, s.Default)
				if got, err := s.Parse(s.Default); err != nil || got != s.Default {
					t.Errorf("its default %q becomes %q, %v", s.Default, got, err)
				}
			}
			accepted := 0
			for _, text := range texts {
				once, err := s.Parse(text)
				if err != nil {
					continue
				}
				accepted++
				if twice, err := s.Parse(once); err != nil || twice != once {
					t.Errorf("%q becomes %q and then %q, %v", text, once, twice, err)
				}
			}
			if accepted == 0 {
				t.Error("it takes none of the texts")
			}
		})
	}
}

func TestTheRegistryKnowsEveryVariableOfTheProgram(t *testing.T) {
	variables := map[string]bool{}
	names := map[string]bool{}
	for _, s := range settings.Registry() {
		if names[s.Name] || s.Name == "" || s.Means == "" || !strings.HasSuffix(s.Means, ".") {
			t.Errorf("%s is there twice, or not explained", s.Name)
		}
		names[s.Name] = true
		if s.Variable != "" {
			variables[s.Variable] = true
		}
		if (s.Kind == settings.KindChoice) != (len(s.Choices) > 0) {
			t.Errorf("%s is of kind %s and has %d choices", s.Name, s.Kind, len(s.Choices))
		}
		if s.Fixed && s.Variable == "" {
			t.Errorf("%s can't be set at all", s.Name)
		}
	}
	want := map[string]bool{
		"JOBBER_CLIENT_ID": true, "JOBBER_CLIENT_SECRET": true, "JOBBER_API_URL": true, "JOBBER_API_VERSION": true, "PRICESYNC_LOG": true, "PRICESYNC_HOME": true,
		"PRICESYNC_CALLBACK_PORT": true, "PRICESYNC_LOG_LEVEL": true, "CSV_MAX_BYTES": true, "CSV_MAX_ROWS": true,
	}
	if diff := cmp.Diff(want, variables); diff != "" {
		t.Errorf("variables (-want +got):\n%s", diff)
	}
	if got := settings.Names(); slices.Contains(got, "home") || !slices.Contains(got, "client_secret") {
		t.Errorf("names to set: %v", got)
	}
	if _, ok := settings.Lookup("Callback-Port"); !ok {
		t.Error("a name in capitals and with a dash is not found")
	}
	if _, ok := settings.Lookup("nothing"); ok {
		t.Error("a name that is none is found")
	}
}

func TestCurrenciesAreThoseOfTheStandard(t *testing.T) {
	all := settings.Currencies()
	if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) || len(all) < 150 {
		t.Errorf("%d currencies, not sorted or some twice", len(all))
	}
	unknown := []string{}
	for _, code := range all {
		if _, err := currency.ParseISO(code); err != nil {
			unknown = append(unknown, code)
		}
	}
	newer := []string{"MRU", "SLE", "VED", "VES", "XCG", "ZWG"} // younger than the library's table
	for _, code := range unknown {
		if !slices.Contains(newer, code) {
			t.Errorf("%s is no currency", code)
		}
	}
	for _, code := range []string{"USD", "CAD", "GBP", "AUD", "NZD", "EUR", "ZAR"} {
		if !slices.Contains(all, code) {
			t.Errorf("%s is missing", code)
		}
	}
}
