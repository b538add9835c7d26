package desktop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"pricesync/app"
	"pricesync/app/fault"
)

// message is what the system itself shows, without the web view.
type message struct {
	title, text, more string
	yes, no           string // the buttons; no is "" where there is nothing to choose
}

// askTitle stands over every message.
const askTitle = "Price Sync can't open its window"

// offer tells the person that the window can't open, and saves a diagnostics report where they want one.
type offer struct {
	version, commit string
	ask             func(message) (yes bool, err error) // an error where the system can show nothing
	withdraw        func()                              // takes the message away again
	folders         []string                            // where the report may be saved, the best first
	out             io.Writer                           // for where the system can show nothing
}

// make tells the person. It returns false when the page came while the message stood.
func (o offer) make(page context.Context, t trouble) (answered bool) {
	ctx := context.WithoutCancel(page)
	program := app.New(app.Config{Version: o.version, Commit: o.commit})
	program.Start(ctx)
	defer program.Close()
	told := program.WindowFailed(ctx, webviewFailed(t))
	more := told.Hint + "\n\nYou can save a diagnostics report now and send it to support. It holds no password and no connection."
	if t.waiting {
		more += " If the window opens after all, this message goes away by itself."
	}
	stands := context.AfterFunc(page, o.withdraw)
	save, err := o.ask(message{askTitle, told.Message, more + "\n\nReference " + told.Ref, "Save a report", "Quit"})
	if !stands() {
		return false
	}
	switch {
	case err != nil:
		o.print(ctx, program, told)
	case save:
		o.show(o.save(ctx, program, told))
	}
	return true
}

// webviewFailed is the error that a person reads when the window can't open.
func webviewFailed(t trouble) *fault.Error {
	return fault.Wrap(errors.New(t.cause), fault.WebviewFailed, fault.Facts{"why": t.why, "repair": repair(runtime.GOOS)})
}

// repair says how the system's web view is brought back.
func repair(goos string) string {
	switch goos {
	case "windows":
		return "Repair or install the “Microsoft Edge WebView2 Runtime” (Windows Settings, Apps), then start Price Sync again."
	case "darwin":
		return "Install the newest macOS update and restart this computer, then start Price Sync again."
	}
	return "Install the web view again (the package libwebkit2gtk-4.1-0, elsewhere webkit2gtk4.1 or webkit2gtk-4.1), then start Price Sync again."
}

// print is for where no message can be shown: what happened, and where the report is.
func (o offer) print(ctx context.Context, program *app.App, told *fault.Error) {
	text, more := o.save(ctx, program, told)
	fmt.Fprintf(o.out, "%s\n%s\nReference %s\n%s %s\n", told.Message, told.Hint, told.Ref, text, more)
}

// save saves the report to the first folder that takes it, and returns what to say about it.
func (o offer) save(ctx context.Context, program *app.App, told *fault.Error) (text, more string) {
	var failure error
	for _, folder := range o.folders {
		path := free(filepath.Join(folder, app.ReportName()))
		if failure = program.ExportDiagnostics(ctx, path, app.ReportChoice{}); failure == nil {
			return "The diagnostics report is saved:", path + "\n\nSend it to support with the reference " + told.Ref + "."
		}
	}
	if failure == nil {
		failure = fault.New(fault.OutputUnwritable, fault.Facts{"folder": "Documents"})
	}
	last := fault.From(failure)
	return last.Message, last.Hint
}

// show shows what became of the report.
func (o offer) show(text, more string) {
	_, _ = o.ask(message{title: askTitle, text: text, more: more, yes: "Quit"}) // there is nothing to choose
}

// free returns the path, or the first with a number behind its name that is not taken.
func free(path string) string {
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		ending := filepath.Ext(path)
		stem, _, _ := strings.Cut(strings.TrimSuffix(path, ending), " ("+strconv.Itoa(n-1)+")")
		path = stem + " (" + strconv.Itoa(n) + ")" + ending
	}
	return path
}
