package diagnostics_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// untimed compares checks without the time that they took and without what only the log hears.
func untimed() cmp.Option { return cmpopts.IgnoreFields(diagnostics.Check{}, "Took", "Ms", "Cause") }

func answering(answer diagnostics.Answer) func(context.Context) diagnostics.Answer {
	return func(context.Context) diagnostics.Answer { return answer }
}

func TestEveryProbeIsAnsweredInItsPlaceWhateverItDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{})
		defer close(never)
		probes := []diagnostics.Probe{
			{Code: "slow", Title: "Slow", Ask: func(ctx context.Context) diagnostics.Answer {
				time.Sleep(3 * time.Second)
				return diagnostics.Fine("Slow but fine.")
			}},
			{Code: "fine", Title: "Fine", Ask: answering(diagnostics.Fine("All is well."))},
			{Code: "bad", Title: "Bad", Ask: answering(diagnostics.Fail(fault.New(fault.DatabaseDamaged, nil)))},
			{Code: "odd", Title: "Odd", Ask: answering(diagnostics.Warn(fault.New(fault.KeychainSilent, nil)))},
			{Code: "foreign", Title: "Foreign", Ask: answering(diagnostics.Fail(errors.New("sql: no rows")))},
			{Code: "panics", Title: "Panics", Ask: func(context.Context) diagnostics.Answer { panic("s3cr3t") }},
			{Code: "hangs", Title: "Hangs", Timeout: 2 * time.Second, Ask: func(context.Context) diagnostics.Answer {
				<-never
				return diagnostics.Fine("too late")
			}},
			{Code: "deep", Title: "Deep", Deep: true, Ask: answering(diagnostics.Fine("Reached."))},
		}
		internal := "Something went wrong inside Price Sync; nothing was lost."
		report := "Try again. If it happens again, save a diagnostics report under Help and send it to support with the reference."
		damaged := fault.New(fault.DatabaseDamaged, nil)
		want := []diagnostics.Check{
			{Code: "slow", Title: "Slow", Status: diagnostics.OK, Message: "Slow but fine."},
			{Code: "fine", Title: "Fine", Status: diagnostics.OK, Message: "All is well."},
			{Code: "bad", Title: "Bad", Status: diagnostics.Failed, Fault: fault.DatabaseDamaged, Message: damaged.Message, Hint: damaged.Hint},
			{Code: "odd", Title: "Odd", Status: diagnostics.Warning, Fault: fault.KeychainSilent, Message: "This computer's keychain does not answer.", Hint: "Unlock it and try again. Until then the connection lasts only until you close Price Sync."},
			{Code: "foreign", Title: "Foreign", Status: diagnostics.Failed, Fault: fault.Internal, Message: internal, Hint: report},
			{Code: "panics", Title: "Panics", Status: diagnostics.Failed, Fault: fault.Internal, Message: internal, Hint: report},
			{Code: "hangs", Title: "Hangs", Status: diagnostics.Failed, Fault: fault.CheckTimeout, Message: "This check did not finish within 2 seconds.", Hint: "Try again; if it happens again, save a diagnostics report under Help."},
			{Code: "deep", Title: "Deep", Status: diagnostics.Skipped, Message: "Only looked at in the thorough check."},
		}
		began := time.Now()
		got := diagnostics.Run(t.Context(), probes, false)
		if diff := cmp.Diff(want, got, untimed()); diff != "" {
			t.Errorf("checks (-want +got):\n%s", diff)
		}
		if took := time.Since(began); took != 3*time.Second || got[0].Took != 3*time.Second || got[0].Ms != 3000 || got[6].Took != 2*time.Second {
			t.Errorf("all took %v, slow %v, hangs %v", took, got[0].Took, got[6].Took)
		}
		if deep := diagnostics.Run(t.Context(), probes[7:], true); deep[0].Status != diagnostics.OK {
			t.Errorf("deep: %+v", deep)
		}
	})
}

func TestAStoppedCheckIsSkipped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := diagnostics.Run(ctx, []diagnostics.Probe{{Code: "a", Title: "A", Ask: func(ctx context.Context) diagnostics.Answer {
		<-ctx.Done()
		return diagnostics.Skip("The check was stopped.")
	}}}, false)
	if diff := cmp.Diff([]diagnostics.Check{{Code: "a", Title: "A", Status: diagnostics.Skipped, Message: "The check was stopped."}}, got, untimed()); diff != "" {
		t.Errorf("checks (-want +got):\n%s", diff)
	}
}

func TestTheWorstCheckDecides(t *testing.T) {
	all := func(statuses ...diagnostics.Status) []diagnostics.Check {
		var checks []diagnostics.Check
		for _, s := range statuses {
			checks = append(checks, diagnostics.Check{Status: s})
		}
		return checks
	}
	for _, test := range []struct {
		checks []diagnostics.Check
		want   diagnostics.Status
		exit   int
	}{
		{nil, diagnostics.OK, 0},
		{all(diagnostics.OK, diagnostics.Skipped), diagnostics.OK, 0},
		{all(diagnostics.Warning, diagnostics.OK), diagnostics.Warning, 0},
		{all(diagnostics.Warning, diagnostics.Failed, diagnostics.OK), diagnostics.Failed, 1},
	} {
		if got := diagnostics.Worst(test.checks); got != test.want || diagnostics.Exit(test.checks) != test.exit {
			t.Errorf("%v: %s with exit code %d", test.checks, got, diagnostics.Exit(test.checks))
		}
	}
}

func ask(t *testing.T, p diagnostics.Probe) diagnostics.Check {
	t.Helper()
	return diagnostics.Run(t.Context(), []diagnostics.Probe{p}, true)[0]
}

func TestFoldersAndLogAreTriedForReal(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	none, some := func() int64 { return 0 }, func() int64 { return 7 }
	for _, test := range []struct {
		name  string
		probe diagnostics.Probe
		want  diagnostics.Check
	}{
		{"a folder that can be written", diagnostics.FolderWritable("folder", "Folder", filepath.Join(dir, "new")),
			diagnostics.Check{Code: "folder", Title: "Folder", Status: diagnostics.OK, Message: "Price Sync can write there."}},
		{"a file where the folder should be", diagnostics.FolderWritable("folder", "Folder", file),
			diagnostics.Check{Code: "folder", Title: "Folder", Status: diagnostics.Failed, Fault: fault.FolderUnwritable, Message: "Price Sync can't write to its folder " + file + ".", Hint: "Give your user the right to write there, or set PRICESYNC_HOME to another folder."}},
		{"a log that is written", diagnostics.LogWritable(filepath.Join(dir, "logs"), none),
			diagnostics.Check{Code: "log", Title: "Log", Status: diagnostics.OK, Message: "The log is written."}},
		{"a log that lost lines", diagnostics.LogWritable(filepath.Join(dir, "logs"), some),
			diagnostics.Check{Code: "log", Title: "Log", Status: diagnostics.Warning, Fault: fault.LogUnwritable, Message: "The log can't be written, so a diagnostics report would tell less. Prices are not affected.", Hint: "Give your user the right to write to " + filepath.Join(dir, "logs") + "."}},
		{"enough space", diagnostics.FreeSpace(dir, 100, free(200, nil), shown),
			diagnostics.Check{Code: "disk", Title: "Disk space", Status: diagnostics.OK, Message: "200 things are free."}},
		{"too little space", diagnostics.FreeSpace("/p", 300, free(200, nil), shown),
			diagnostics.Check{Code: "disk", Title: "Disk space", Status: diagnostics.Warning, Fault: fault.DiskLow, Message: "Only 200 things is free where Price Sync keeps its records; a sync stops when nothing is left.", Hint: "Free some space on the disk of /p."}},
		{"a system that does not tell its space", diagnostics.FreeSpace(dir, 100, free(0, errors.ErrUnsupported), shown),
			diagnostics.Check{Code: "disk", Title: "Disk space", Status: diagnostics.Skipped, Message: "This system does not say how much space is free."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, ask(t, test.probe), untimed()); diff != "" {
				t.Errorf("check (-want +got):\n%s", diff)
			}
		})
	}
	for _, sub := range []string{"new", "logs"} {
		if left, err := os.ReadDir(filepath.Join(dir, sub)); err != nil || len(left) != 0 {
			t.Errorf("left behind in %s: %v, %v", sub, left, err)
		}
	}
}

func free(n int64, err error) func(string) (int64, error) {
	return func(string) (int64, error) { return n, err }
}

func shown(n int64) string { return map[int64]string{200: "200 things"}[n] }

func TestATakenPortIsNoticedOnEitherLoopbackAddress(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "::1"} {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Logf("this computer has no %s", host)
			continue
		}
		address, ok := listener.Addr().(*net.TCPAddr)
		if !ok {
			t.Fatal("no TCP address")
		}
		taken := ask(t, diagnostics.PortFree(address.Port))
		if taken.Status != diagnostics.Failed || taken.Fault != fault.CallbackPortInUse || !strings.HasPrefix(taken.Message, "Another program is using port ") {
			t.Errorf("%s taken: %+v", host, taken)
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		if after := ask(t, diagnostics.PortFree(address.Port)); after.Status != diagnostics.OK {
			t.Errorf("%s free again: %+v", host, after)
		}
	}
}
