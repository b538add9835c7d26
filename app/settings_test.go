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

func TestTheCurrencyIsAskedOnceForAnAccount(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	open := func() *app.App {
		a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: true})
		a.Start(t.Context())
		return a
	}
	a := open()
	if err := a.SetCurrency(t.Context(), "NZD"); err != nil {
		t.Fatal(err)
	}
	a.Close()
	again := open()
	defer again.Close()
	if got := again.Status(t.Context()).Currency; got != "NZD" {
		t.Errorf("after a restart it is %q, want NZD", got)
	}
}

func TestCredentialsAndTheServicesAddressMayChangeWhileTheProgramRuns(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test"})
	a.Start(t.Context())
	defer a.Close()
	if err := a.SaveCredentials(t.Context(), "some-client", "some-secret-5f1c9b7e"); err != nil {
		t.Fatal(err)
	}
	if err := a.SaveSetting(t.Context(), "api_url", "http://127.0.0.1:9"); err != nil {
		t.Fatal(err)
	}
	if !a.Status(t.Context()).CanConnect {
		t.Error("with id and secret it can still not connect")
	}
}

func TestLookingForItemsBeforeTheFirstPreviewFindsNothingAndKeepsNothingBusy(t *testing.T) {
	home := t.TempDir()
	t.Setenv("PRICESYNC_HOME", home)
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: true})
	a.Start(t.Context())
	defer a.Close()
	items, err := a.Items(t.Context(), "copper", 10)
	if err != nil || len(items) != 0 {
		t.Fatalf("it found %v: %v", items, err)
	}
	path, err := a.PracticePriceList()
	if err != nil {
		t.Fatal(err)
	}
	read, err := a.Read(t.Context(), path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Preview(t.Context(), app.PreviewOptions{List: read.List}); err != nil {
		t.Fatal(err)
	}
	if items, err := a.Items(t.Context(), "copper tube 15mm", 10); err != nil || len(items) == 0 {
		t.Errorf("after a preview it found %v: %v", items, err)
	}
}
