package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
)

func TestRecentFilesAreKeptWithoutTheNameOfTheUsersFolder(t *testing.T) {
	folder := t.TempDir()
	home := filepath.Join(folder, "home", "janedoe1973")
	elsewhere := filepath.Join(folder, "lists")
	for _, dir := range []string{home, elsewhere} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	profile := filepath.Join(folder, "profile")
	t.Setenv("PRICESYNC_HOME", profile)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	a := app.New(app.Config{Version: "0.0.0-test"})
	a.Start(t.Context())
	defer a.Close()
	want := []string{filepath.Join(home, "own.csv"), filepath.Join(elsewhere, "shared.csv")}
	for _, path := range want {
		if err := os.WriteFile(path, []byte(oneRow), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Read(t.Context(), path, app.ReadOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	recent := a.RecentFiles()
	if len(recent) != 2 || recent[1].Path != want[0] || recent[0].Path != want[1] {
		t.Errorf("recent files %v, want %v, newest first", recent, want)
	}
	text, err := os.ReadFile(filepath.Join(profile, "settings.json"))
	if err != nil || strings.Contains(string(text), "janedoe1973") || !strings.Contains(string(text), "own.csv") {
		t.Errorf("the settings file says %s, %v", text, err)
	}
}
