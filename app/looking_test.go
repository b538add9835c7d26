package app_test

import (
	"sync"
	"testing"

	"pricesync/app"
)

func TestACheckAndTheReportMayBeLookedAtAtOnce(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: true})
	a.Start(t.Context())
	defer a.Close()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := a.SelfCheck(t.Context(), false); err != nil {
				t.Errorf("the check: %v", err)
			}
		})
		all.Go(func() {
			if _, err := a.ReportParts(t.Context(), app.ReportChoice{}); err != nil {
				t.Errorf("the report: %v", err)
			}
		})
	}
	all.Wait()
}
