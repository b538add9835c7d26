package settings_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/settings"

	"github.com/google/go-cmp/cmp"
)

func TestTheProfileIsInTheSystemsApplicationFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths are joined with the separator of the system that runs the test")
	}
	for _, test := range []struct {
		name, goos string
		env        map[string]string
		home       string
	}{
		{"Windows", "windows", map[string]string{"LOCALAPPDATA": "/c/Users/jane/AppData/Local"}, "/c/Users/jane/AppData/Local/Price Sync"},
		{"Windows without the variable", "windows", map[string]string{"USERPROFILE": "/c/Users/jane"}, "/c/Users/jane/AppData/Local/Price Sync"},
		{"macOS", "darwin", map[string]string{"HOME": "/Users/jane"}, "/Users/jane/Library/Application Support/Price Sync"},
		{"Linux", "linux", map[string]string{"HOME": "/home/jane"}, "/home/jane/.local/share/pricesync"},
		{"Linux with a data folder of its own", "linux", map[string]string{"HOME": "/home/jane", "XDG_DATA_HOME": "/data/jane"}, "/data/jane/pricesync"},
		{"a relative data folder is not one", "linux", map[string]string{"HOME": "/home/jane", "XDG_DATA_HOME": "data"}, "/home/jane/.local/share/pricesync"},
		{"the variable wins", "linux", map[string]string{"HOME": "/home/jane", "PRICESYNC_HOME": "/srv/price-sync/"}, "/srv/price-sync"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := settings.FindFolders(test.goos, lookup(test.env))
			if err != nil {
				t.Fatal(err)
			}
			want := settings.Folders{
				Home: test.home, Logs: test.home + "/logs", Settings: test.home + "/settings.json", Database: test.home + "/pricesync.db",
				Lock: test.home + "/pricesync.lock", Practice: test.home + "/practice", Profile: "default",
			}
			if test.env["PRICESYNC_HOME"] != "" {
				want.Profile = got.Profile
				if len(got.Profile) != 12 || got.Profile == "default" {
					t.Errorf("profile %q", got.Profile)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("folders (-want +got):\n%s", diff)
			}
			if got.PracticeState() != test.home+"/practice/company.json" || got.PracticeDatabase() != test.home+"/practice/pricesync.db" {
				t.Errorf("practice in %s and %s", got.PracticeState(), got.PracticeDatabase())
			}
		})
	}
}

func TestProfilesDifferByFolderAlone(t *testing.T) {
	profile := func(home string) string {
		folders, err := settings.FindFolders(runtime.GOOS, lookup(map[string]string{"PRICESYNC_HOME": home}))
		if err != nil {
			t.Fatal(err)
		}
		return folders.Profile
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if profile("a") != profile(filepath.Join(wd, "a")) || profile("a") != profile("./b/../a/") {
		t.Error("one folder has two profiles")
	}
	if profile("a") == profile("b") {
		t.Error("two folders share a profile")
	}
}

func TestWithoutAHomeFolderThereIsASentence(t *testing.T) {
	for _, goos := range []string{"linux", "darwin", "windows"} {
		_, err := settings.FindFolders(goos, lookup(nil))
		if !fault.Is(err, fault.FolderUnwritable) {
			t.Errorf("%s: %v", goos, err)
		}
	}
}

func TestInspectMakesTheFolderAndTriesIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b")
	got := settings.Inspect(path)
	if got.Err != nil || !got.Known || got.Free <= 0 || got.Network || got.Path != path {
		t.Errorf("found %+v", got)
	}
	entries, err := os.ReadDir(path)
	if err != nil || len(entries) != 0 {
		t.Errorf("left behind %v, %v", entries, err)
	}
}

func TestInspectSaysWhatIsInTheWay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(file, "below")} {
		if got := settings.Inspect(path); got.Err == nil {
			t.Errorf("%s can be written to: %+v", path, got)
		}
	}
}

func TestSizesAreWrittenAsPeopleReadThem(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 1023: "1023 bytes", 1024: "1 KB", 1536: "1.5 KB", 10_500: "10 KB", 52_428_800: "50 MB", 64_000_000: "61 MB", 1 << 30: "1 GB", 1<<30 + 1<<29: "1.5 GB", 182 << 30: "182 GB",
	} {
		if got := settings.Size(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
