package app_test

import (
	"testing"

	"pricesync/app"
)

func TestASettingIsKeptAndInForceAtOnce(t *testing.T) {
	home := t.TempDir()
	t.Setenv("PRICESYNC_HOME", home)
	open := func() *app.App {
		a := app.New(app.Config{Version: "0.0.0-test", Commit: "test"})
		a.Start(t.Context())
		return a
	}
	theme := func(a *app.App) string {
		for _, s := range a.Settings() {
			if s.Name == "theme" {
				return s.Value
			}
		}
		return "none"
	}
	a := open()
	if err := a.SaveSetting(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if got := theme(a); got != "dark" {
		t.Errorf("it is %q at once, want dark", got)
	}
	a.Close()
	again := open()
	defer again.Close()
	if got := theme(again); got != "dark" {
		t.Errorf("it is %q after a restart, want dark", got)
	}
}
