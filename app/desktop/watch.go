package desktop

import (
	"bufio"
	"context"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// A window's process starts its own program once more as its watcher, and tells it line by line how far it has come. A
// web view that can't start often takes the whole process with it, so that what is to be said about it has to be said by
// another.

// watcherName is the argument that makes the program a watcher.
const watcherName = "watch-window"

// The lines that a window's process writes to its watcher.
const (
	lineShown  = "shown"   // the window is there; its page is to come
	lineReady  = "ready"   // the page has called
	lineClosed = "closed"  // the program ends in order
	lineFailed = "failed " // the window can't be opened; the cause follows
)

// patience is how long a page may take from the moment its window is there. The first start of a web view after an
// update, under a virus scanner, takes up to twenty seconds on a slow computer.
const patience = 30 * time.Second

// exitAnswered is the watcher's exit code when the person has answered its message: the window's process shall end.
const exitAnswered = 3

// notStarted is why a window can't be opened at all.
const notStarted = "this computer's web view, which draws it, did not start"

// trouble is why a window, or the page in it, is not there.
type trouble struct {
	why     string // within a sentence
	cause   string // for the log
	waiting bool   // the window's process runs on, and the page may still come
}

// Watches says whether the arguments make this process the watcher of a window.
func Watches(args []string) bool { return watched && len(args) == 1 && args[0] == watcherName }

// Watch waits until the page of a window is there, and tells the person when it can't be. It returns the exit code.
func Watch(version, commit string) int {
	o := offer{
		version: version, commit: commit, ask: ask, folders: reportFolders(), out: os.Stderr,
		withdraw: func() { os.Exit(0) }, // a message goes with the process that shows it
	}
	if watch(lines(os.Stdin), patience, o.make) {
		return exitAnswered
	}
	return 0
}

// watch follows what a window's process tells. When the window or its page can't be there it has offer tell the person;
// offer's context ends when the page comes after all. It returns whether the person has answered.
func watch(told <-chan string, patience time.Duration, offer func(ctx context.Context, t trouble) bool) bool {
	t, wrong := await(told, patience)
	if !wrong {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		for {
			select {
			case line, more := <-told:
				if line == lineReady || line == lineClosed {
					cancel()
				}
				if !more || ctx.Err() != nil {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	answered := offer(ctx, t)
	cancel()
	<-listening
	return answered
}

// await returns once the page is there or the program ended in order, and with true once neither can be expected.
func await(told <-chan string, patience time.Duration) (trouble, bool) {
	var late <-chan time.Time
	for {
		select {
		case line, more := <-told:
			cause, failed := strings.CutPrefix(line, lineFailed)
			switch {
			case line == lineReady, line == lineClosed:
				return trouble{}, false
			case failed:
				return trouble{why: notStarted, cause: cause}, true
			case !more:
				return trouble{why: "this computer's web view, which draws it, ended the program", cause: "the window's process ended before its page was there"}, true
			case line == lineShown && late == nil:
				timer := time.NewTimer(patience)
				defer timer.Stop()
				late = timer.C
			}
		case <-late:
			return trouble{
				why:   "nothing appeared in it within " + strconv.Itoa(int(patience/time.Second)) + " seconds",
				cause: "the page did not call within " + patience.String(), waiting: true,
			}, true
		}
	}
}

// lines hands on the lines of a stream, and ends with it.
func lines(from io.Reader) <-chan string {
	told := make(chan string)
	go func() {
		defer close(told)
		scanner := bufio.NewScanner(from)
		for scanner.Scan() {
			told <- scanner.Text()
		}
	}()
	return told
}
