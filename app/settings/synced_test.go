package settings_test

import (
	"os"
	"path/filepath"
	"testing"

	"pricesync/app/settings"
)

func TestFoldersOfCloudServicesAreKnownByTheirNames(t *testing.T) {
	for path, want := range map[string]string{
		"/Users/kim/OneDrive/Price Sync":                           "OneDrive",
		"/Users/kim/OneDrive - ACME Plumbing/Price Sync":           "OneDrive",
		"/Users/kim/Dropbox (ACME)/x":                              "Dropbox",
		"/home/kim/Dropbox":                                        "Dropbox",
		"/Volumes/GoogleDrive/My Drive/x":                          "Google Drive",
		"/Users/kim/Google Drive/x":                                "Google Drive",
		"/Users/kim/Library/Mobile Documents/com~apple~CloudDocs":  "iCloud Drive",
		"/Users/kim/Library/CloudStorage/Box-Box/Price Sync":       "a cloud service",
		"/Users/kim/Library/CloudStorage/OneDrive-ACME/Price Sync": "OneDrive",
		"/home/kim/Nextcloud/x":                                    "Nextcloud",
		"/home/kim/.local/share/pricesync":                         "",
		"/home/onedriver/pricesync":                                "",
		"/srv/dropboxes/pricesync":                                 "",
		"/home/kim/my drives/x":                                    "",
	} {
		if got := settings.SyncedBy(filepath.FromSlash(path), lookup(nil)); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestOneDriveNamesItsFoldersInTheEnvironment(t *testing.T) {
	base := t.TempDir()
	environment := lookup(map[string]string{"OneDriveCommercial": filepath.Join(base, "Arbeit")})
	for path, want := range map[string]string{"Arbeit": "OneDrive", "arbeit/Price Sync": "OneDrive", "Arbeit2": "", ".": ""} {
		if got := settings.SyncedBy(filepath.Join(base, path), environment); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestFoldersOfCloudServicesAreKnownByTheirMarksAndThroughLinks(t *testing.T) {
	base := t.TempDir()
	shared := filepath.Join(base, "Shared", "deep", "down")
	if err := os.MkdirAll(shared, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := settings.Inspect(shared).Synced; got != "" {
		t.Errorf("without a mark it is kept by %q", got)
	}
	if err := os.Mkdir(filepath.Join(base, "Shared", ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := settings.Inspect(filepath.Join(shared, "not", "there", "yet")).Synced; got != "Syncthing" {
		t.Errorf("it is kept by %q", got)
	}
	link := filepath.Join(base, "link")
	if err := os.Symlink(shared, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if got := settings.Inspect(filepath.Join(link, "profile")).Synced; got != "Syncthing" {
		t.Errorf("through a link it is kept by %q", got)
	}
}
