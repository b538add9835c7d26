package fault_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
)

func TestAnErrorShowsItsSentencesAndKeepsItsCauseForTheLog(t *testing.T) {
	cause := errors.New("dial tcp: lookup api.getjobber.com: no such host")
	err := fault.Wrap(cause, fault.FileTooLarge, fault.Facts{"file": "HeatCo.csv", "size": "61 MB", "limit": "50 MB"})
	type shown struct{ Code, Message, Hint, Ref, Log string }
	got := shown{string(err.Code), err.Message, err.Hint, err.Ref, err.Error()}
	want := shown{
		"file_too_large", "“HeatCo.csv” is 61 MB; the limit is 50 MB.",
		"Delete what is not needed from the list, split it, or raise the limit in Settings.", "",
		"file_too_large: “HeatCo.csv” is 61 MB; the limit is 50 MB.: dial tcp: lookup api.getjobber.com: no such host",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause can't be found in the error")
	}
}

func TestFromFindsWhatAPersonMayRead(t *testing.T) {
	inner := fault.New(fault.FileEmpty, fault.Facts{"file": "a.csv"})
	for _, test := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"an error of the table is itself", inner, fault.FileEmpty},
		{"wrapped, it is still found", fmt.Errorf("preview: %w", inner), fault.FileEmpty},
		{"a cancelled context is the user's choice", fmt.Errorf("read: %w", context.Canceled), fault.Cancelled},
		{"a fault around a cancelled context keeps its code", fault.Wrap(context.Canceled, fault.SignInCancelled, nil), fault.SignInCancelled},
		{"anything else is internal", io.ErrUnexpectedEOF, fault.Internal},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := fault.From(test.err)
			if got.Code != test.want {
				t.Errorf("code %s, want %s", got.Code, test.want)
			}
			if !fault.Is(got, test.want) || !errors.Is(got, test.err) && got != inner {
				t.Errorf("%v is not recognised as %s around its cause", got, test.want)
			}
		})
	}
	if got := fault.From(nil); got != nil {
		t.Errorf("From(nil) is %v", got)
	}
	if fault.Is(io.EOF, fault.Internal) {
		t.Error("a foreign error passes for one of the table")
	}
}

func TestACodeOutsideTheTableIsInternal(t *testing.T) {
	err := fault.New("no_such_code", nil)
	want := `internal: Something went wrong inside Price Sync; nothing was lost.: no table entry for code "no_such_code"`
	if got := err.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAReferenceGoesOnACopy(t *testing.T) {
	err := fault.New(fault.NotConnected, nil)
	with := err.WithRef("7K3F-2Q")
	if err.Ref != "" || with.Ref != "7K3F-2Q" || with.Code != err.Code {
		t.Errorf("original %q, copy %q", err.Ref, with.Ref)
	}
	if entry := with.Entry(); entry.Exit != fault.ExitJobber {
		t.Errorf("exit code %d, want %d", entry.Exit, fault.ExitJobber)
	}
}

func TestAFactThatLooksLikeAPlaceIsNotFilledAgain(t *testing.T) {
	err := fault.New(fault.FileEmpty, fault.Facts{"file": "{file}{size}"})
	if want := "“{file}{size}” is empty."; err.Message != want {
		t.Errorf("got %q, want %q", err.Message, want)
	}
}

func TestEntriesNameTheirFacts(t *testing.T) {
	entry, _ := fault.Lookup(fault.SheetUnknown)
	if diff := cmp.Diff([]string{"file", "sheet", "sheets"}, entry.Facts()); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	entry, _ = fault.Lookup(fault.Internal)
	if diff := cmp.Diff([]string{}, entry.Facts()); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestSpansAreSaidAsPeopleSayThem(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "less than a second", time.Second: "1 second", 59 * time.Second: "59 seconds", 7*time.Minute + 50*time.Second: "7 minutes", time.Hour: "1 hour", 49 * time.Hour: "2 days",
	} {
		if got := fault.Span(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestAPanicIsCaughtAsInternalWithItsStackForTheLog(t *testing.T) {
	err := func() (err error) {
		defer fault.Catch(&err)
		return fmt.Errorf("never %d", []int{}[len(t.Name())])
	}()
	var broken *fault.Panic
	if !errors.As(err, &broken) || !strings.Contains(string(broken.Stack), "TestAPanicIsCaught") || !strings.Contains(broken.Error(), "out of range") {
		t.Errorf("the cause is %v", err)
	}
	if told := fault.From(err); told.Code != fault.Internal || strings.Contains(told.Message+told.Hint, "out of range") {
		t.Errorf("the user reads %q, %q", told.Message, told.Hint)
	}
	var inner runtime.Error
	if !errors.As(err, &inner) {
		t.Error("the panic's own error is lost")
	}
	kept := func() (err error) {
		defer fault.Catch(&err)
		return io.EOF
	}()
	if !errors.Is(kept, io.EOF) {
		t.Errorf("without a panic the error became %v", kept)
	}
}

func TestAnErrorKnowsTheNamesThatStandInIt(t *testing.T) {
	inner := fault.New(fault.SheetUnknown, fault.Facts{"file": "HeatCo.xlsx", "sheet": "Trade", "sheets": "Cover, Prices"})
	paused := fault.Wrap(errors.Join(io.EOF, fmt.Errorf("read: %w", inner)), fault.RunPaused, fault.Facts{"why": "w.", "hint": "h."}).WithNames("ACME Plumbing")
	want := []string{"ACME Plumbing", "HeatCo.xlsx", "Trade", "Cover, Prices"}
	if diff := cmp.Diff(want, fault.Names(fmt.Errorf("sync: %w", paused))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if got := fault.Names(fault.New(fault.Internal, nil)); len(got) != 0 {
		t.Errorf("names %v of an error without any", got)
	}
}
