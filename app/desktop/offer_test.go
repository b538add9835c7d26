package desktop_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/desktop"
	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

// asked is what the system showed, and how the person answers the first of it.
type asked struct {
	shown  []desktop.Message
	answer bool
	err    error
	then   func() // happens while the message stands
}

func (a *asked) ask(m desktop.Message) (bool, error) {
	a.shown = append(a.shown, m)
	if a.then != nil {
		a.then()
	}
	return a.answer, a.err
}

func offered(t *testing.T, page context.Context, a *asked, waiting bool, folders ...string) (answered bool, printed string) {
	t.Helper()
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	var out bytes.Buffer
	answered = desktop.Offer(page, desktop.Offering{
		Ask: a.ask, Withdraw: func() {}, Folders: folders, Out: &out, Why: "nothing appeared in it within 30 seconds", Cause: "no call", Waiting: waiting,
	})
	return answered, out.String()
}

// firstFinding reads what a report tells first.
func firstFinding(t *testing.T, path string) diagnostics.Finding {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	report, err := diagnostics.Read(bytes.NewReader(text), int64(len(text)))
	if err != nil || len(report.Findings) == 0 {
		t.Fatalf("the report has %d findings: %v", len(report.Findings), err)
	}
	return report.Findings[0]
}

var reference = regexp.MustCompile(`Reference ([2-9B-Z]{4}-[2-9B-Z]{2})`)

func TestTheMessageOffersAReportThatTellsWhyTheWindowIsNotThere(t *testing.T) {
	a := &asked{answer: true}
	desk := t.TempDir()
	answered, printed := offered(t, t.Context(), a, true, filepath.Join(desk, "gone"), desk)
	if !answered || printed != "" || len(a.shown) != 2 {
		t.Fatalf("answered %v, printed %q, shown %+v", answered, printed, a.shown)
	}
	ref := reference.FindStringSubmatch(a.shown[0].More)
	if ref == nil {
		t.Fatalf("there is no reference in %q", a.shown[0].More)
	}
	path := filepath.Join(desk, "price-sync-diagnostics.zip")
	want := []desktop.Message{
		{
			Title: "Price Sync can't open its window",
			Text:  "Price Sync could not open its window: nothing appeared in it within 30 seconds. No price was changed and nothing is lost.",
			More: desktop.Repair(runtime.GOOS) + " The command line works without the window: run pricesync --help.\n\n" +
				"You can save a diagnostics report now and send it to support. It holds no password and no connection. " +
				"If the window opens after all, this message goes away by itself.\n\nReference " + ref[1],
			Yes: "Save a report", No: "Quit",
		},
		{Title: "Price Sync can't open its window", Text: "The diagnostics report is saved:", More: path + "\n\nSend it to support with the reference " + ref[1] + ".", Yes: "Quit"},
	}
	if diff := cmp.Diff(want, a.shown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	found := firstFinding(t, path)
	if found.Code != fault.WebviewFailed || found.Message != want[0].Text || found.Operation != "window" || len(found.Refs) != 1 || found.Refs[0] != ref[1] || !strings.Contains(found.Cause, "no call") {
		t.Errorf("the report tells first %+v", found)
	}
}

func TestAReportTakesNoOthersPlace(t *testing.T) {
	desk := t.TempDir()
	names := []string{"price-sync-diagnostics.zip", "price-sync-diagnostics (2).zip", "price-sync-diagnostics (3).zip"}
	for i, name := range names {
		if answered, _ := offered(t, t.Context(), &asked{answer: true}, false, desk); !answered {
			t.Fatal("it was not answered")
		}
		if found := firstFinding(t, filepath.Join(desk, name)); found.Code != fault.WebviewFailed {
			t.Errorf("report %d tells first %s", i+1, found.Code)
		}
	}
	if left, err := os.ReadDir(desk); err != nil || len(left) != len(names) {
		t.Errorf("there are %d files: %v", len(left), err)
	}
}

func TestWhoQuitsGetsNoReport(t *testing.T) {
	desk := t.TempDir()
	a := &asked{}
	answered, printed := offered(t, t.Context(), a, false, desk)
	if left, err := os.ReadDir(desk); err != nil || len(left) != 0 || !answered || printed != "" || len(a.shown) != 1 {
		t.Errorf("answered %v, printed %q, %d messages, %d files: %v", answered, printed, len(a.shown), len(left), err)
	}
	if strings.Contains(a.shown[0].More, "goes away") {
		t.Errorf("it promises what can't be: %q", a.shown[0].More)
	}
}

func TestAPageThatComesWhileTheMessageStandsIsNotDisturbed(t *testing.T) {
	desk := t.TempDir()
	page, come := context.WithCancel(t.Context())
	answered, printed := offered(t, page, &asked{answer: true, then: come}, true, desk)
	if left, err := os.ReadDir(desk); err != nil || len(left) != 0 || answered || printed != "" {
		t.Errorf("answered %v, printed %q, %d files: %v", answered, printed, len(left), err)
	}
}

func TestWhereNothingCanBeShownTheTerminalTellsWhereTheReportIs(t *testing.T) {
	desk := t.TempDir()
	answered, printed := offered(t, t.Context(), &asked{err: errors.New("no display")}, false, desk)
	path := filepath.Join(desk, "price-sync-diagnostics.zip")
	if !answered || !strings.HasPrefix(printed, "Price Sync could not open its window: ") || !strings.Contains(printed, "The diagnostics report is saved: "+path+"\n") || !reference.MatchString(printed) {
		t.Errorf("answered %v, printed %q", answered, printed)
	}
	if found := firstFinding(t, path); found.Code != fault.WebviewFailed {
		t.Errorf("the report tells first %s", found.Code)
	}
}

func TestAReportThatNoFolderTakesIsTold(t *testing.T) {
	a := &asked{answer: true}
	if answered, _ := offered(t, t.Context(), a, false, filepath.Join(t.TempDir(), "gone")); !answered || len(a.shown) != 2 {
		t.Fatalf("answered %v, shown %+v", answered, a.shown)
	}
	want := fault.New(fault.OutputUnwritable, fault.Facts{"folder": "gone"})
	if a.shown[1].Text != want.Message || a.shown[1].More != want.Hint {
		t.Errorf("it shows %+v", a.shown[1])
	}
}

func TestTheRepairIsTheSystemsOwn(t *testing.T) {
	for goos, word := range map[string]string{"windows": "WebView2", "darwin": "macOS update", "linux": "libwebkit2gtk-4.1-0"} {
		if got := desktop.Repair(goos); !strings.Contains(got, word) || !strings.HasSuffix(got, "then start Price Sync again.") {
			t.Errorf("%s: %q", goos, got)
		}
	}
}
