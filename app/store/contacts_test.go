package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/store"
)

func TestContactsOfOneHostAndPurposeAddUpOverProcesses(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	first, path := opened(t)
	reading := store.Contact{Host: "api.getjobber.com", Why: "Reading", Requests: 3, Failed: 1, Sent: 900, Received: 12_000, First: at, Last: at.Add(time.Minute)}
	browser := store.Contact{Host: "api.getjobber.com", Why: "Opened", Requests: 1, First: at.Add(-time.Hour), Last: at.Add(-time.Hour)}
	for _, contacts := range [][]store.Contact{{reading, browser}, nil} {
		if err := first.AddContacts(context.Background(), contacts); err != nil {
			t.Fatal(err)
		}
	}
	second, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	earlier := store.Contact{Host: "api.getjobber.com", Why: "Reading", Requests: 2, Sent: 100, Received: 1, First: at.Add(-time.Hour), Last: at}
	if err := second.AddContacts(context.Background(), []store.Contact{earlier}); err != nil {
		t.Fatal(err)
	}
	got, err := first.Contacts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Contact{
		{Host: "api.getjobber.com", Why: "Reading", Requests: 5, Failed: 1, Sent: 1000, Received: 12_001, First: at.Add(-time.Hour), Last: at.Add(time.Minute)},
		browser,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
