package jobber_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
)

func TestAccountSaysWhoIsConnected(t *testing.T) {
	c, w, _, _ := client(account())
	got, err := c.Account(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (catalog.Account{ID: "QWNtZQ==", Name: "ACME Plumbing"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	headers := w.seen()[0].Header
	for name, want := range map[string]string{
		"Authorization":            "Bearer t0",
		"Content-Type":             "application/json",
		"X-Jobber-Graphql-Version": "2025-04-16",
		"User-Agent":               "PriceSync/1.2.3",
	} {
		if got := headers.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestStatsAndClockTellWhatAnswersReport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		date := time.Now().Add(7 * time.Minute).UTC().Format(http.TimeFormat)
		c, _, _, d := client(reply(200, `{"data":{"account":{"id":"a","name":"A"}},"extensions":{"cost":{"requestedQueryCost":3,`+
			`"actualQueryCost":3,"throttleStatus":{"maximumAvailable":10000,"currentlyAvailable":9000,"restoreRate":500}},`+
			`"versioning":{"version":"2025-01-20","warning":"Support for API version 2025-01-20 is scheduled to stop"}}}`,
			"Date: "+date, "X-Request-Id: req-1"))
		if _, err := c.Account(t.Context()); err != nil {
			t.Fatal(err)
		}
		want := jobber.Stats{
			Requests: 1, Bytes: 303, Bucket: jobber.Bucket{Max: 10000, Available: 9000, Restore: 500}, Version: "2025-01-20",
			Warning: "Support for API version 2025-01-20 is scheduled to stop", RequestID: "req-1",
		}
		if diff := cmp.Diff(want, c.Stats()); diff != "" {
			t.Error(diff)
		}
		if ahead, known := c.Clock(); !known || (ahead-7*time.Minute).Abs() > time.Second {
			t.Errorf("the service's clock is ahead by %v (%v), want 7m", ahead, known)
		}
		warnings := d.all(jobber.EventVersion)
		if len(warnings) != 1 || warnings[0].Message != want.Warning {
			t.Errorf("version warnings: %+v", warnings)
		}
	})
}

func TestDisconnectEndsTheConnection(t *testing.T) {
	t.Run("and is done when Jobber says so", func(t *testing.T) {
		c, w, _, _ := client(ok(`{"data":{"appDisconnect":{"app":{"name":"x","author":"y"},"userErrors":[]}}}`))
		if err := c.Disconnect(t.Context()); err != nil || w.seen()[0].OperationName != "Disconnect" {
			t.Errorf("%v after %v", err, w.seen())
		}
	})
	t.Run("and is done when it had ended before", func(t *testing.T) {
		c, _, _, _ := client(reply(401, `{"message":"User has disconnected this app from their account. Please delete this token"}`))
		if err := c.Disconnect(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("and says when Jobber refuses", func(t *testing.T) {
		c, _, _, _ := client(ok(`{"data":{"appDisconnect":{"app":null,"userErrors":[{"message":"no"}]}}}`))
		if err := c.Disconnect(t.Context()); !fault.Is(err, fault.JobberRefused) {
			t.Error(err)
		}
	})
}
