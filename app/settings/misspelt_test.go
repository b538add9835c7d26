package settings_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/settings"
)

func TestNamesThatLookLikeOursAreFoundWithWhatWasMeant(t *testing.T) {
	for name, meant := range map[string]string{
		"JOBBER_CLIENT_SECERT":  "JOBBER_CLIENT_SECRET",
		"JOBBER_CLIENT_SECRETS": "JOBBER_CLIENT_SECRET",
		"JOBBERCLIENTSECRET":    "JOBBER_CLIENT_SECRET",
		"JOBBER_SECRET":         "JOBBER_CLIENT_SECRET",
		"JOBER_CLIENT_ID":       "JOBBER_CLIENT_ID",
		"JOBBER_CLIENTID":       "JOBBER_CLIENT_ID",
		"JOBBER_ID":             "JOBBER_CLIENT_ID",
		"jobber_client_id":      "JOBBER_CLIENT_ID",
		"JOBBER-CLIENT-ID":      "JOBBER_CLIENT_ID",
		"JOBBER_APIURL":         "JOBBER_API_URL",
		"JOBBER_URL":            "JOBBER_API_URL",
		"JOBBER_API_VERISON":    "JOBBER_API_VERSION",
		"JOBBER_VERSION":        "JOBBER_API_VERSION",
		"PRICESYNC_LOGLEVEL":    "PRICESYNC_LOG_LEVEL",
		"PRICE_SYNC_LOG_LEVEL":  "PRICESYNC_LOG_LEVEL",
		"PRICESYNC_LOGS":        "PRICESYNC_LOG",
		"PRICESYNC_PORT":        "PRICESYNC_CALLBACK_PORT",
		"PRICESYNC_HOMES":       "PRICESYNC_HOME",
		"CSV_MAXROWS":           "CSV_MAX_ROWS",
		"CSV_MAX_ROW":           "CSV_MAX_ROWS",
		"PRICESYNC_TIMEOUT":     "",
		"Pricesync_Theme":       "",
	} {
		got := settings.Misspellings([]string{name + "=not-shown"}, settings.Env{})
		if diff := cmp.Diff([]settings.Misspelling{{Name: name, Meant: meant}}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNamesOfOthersAndOursAreNoMisspellings(t *testing.T) {
	environ := []string{
		"PATH=/bin", "HOME=/home/kim", "CSV_MAX_COLS=3", "JOBBER_TOKEN=x", "JOBBER_API_KEY=x", "CLIENT_ID=x", "CLIENT_SECRET=x", "API_URL=x", "LOG_LEVEL=debug",
		"=C:=C:\\", "", "PORT=1", "JOBBER=1",
	}
	ours := map[string]string{}
	for _, s := range settings.Registry() {
		if s.Variable != "" {
			environ = append(environ, s.Variable+"=x")
			ours[s.Variable] = "x"
		}
	}
	if got := settings.Misspellings(environ, env(ours)); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestWindowsTakesANameInAnyLetters(t *testing.T) {
	e := env(map[string]string{"PRICESYNC_HOME": `C:\Price Sync`}) // what the system answers to our spelling
	if got := settings.Misspellings([]string{`Pricesync_Home=C:\Price Sync`}, e); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestOneSlipInALongNameIsAlwaysFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ours := rapid.SampledFrom([]string{"JOBBER_CLIENT_SECRET", "JOBBER_CLIENT_ID", "PRICESYNC_CALLBACK_PORT", "PRICESYNC_LOG_LEVEL"}).Draw(t, "ours")
		at := rapid.IntRange(0, len(ours)-2).Draw(t, "at")
		slips := map[string]string{
			"left out": ours[:at] + ours[at+1:], "twice": ours[:at+1] + ours[at:], "another": ours[:at] + "Q" + ours[at+1:], "swapped": ours[:at] + ours[at+1:at+2] + ours[at:at+1] + ours[at+2:],
		}
		slip := rapid.SampledFrom([]string{"left out", "twice", "another", "swapped"}).Draw(t, "slip")
		if slips[slip] == ours {
			return
		}
		got := settings.Misspellings([]string{slips[slip] + "=x"}, settings.Env{})
		if len(got) != 1 || got[0].Meant != ours {
			t.Fatalf("%s: %+v, want %s", slips[slip], got, ours)
		}
	})
}
