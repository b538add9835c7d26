package desktop

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"

	"pricesync/app"
	"pricesync/app/fault"
)

// guard is a window's side of its watcher. A nil guard watches over nothing.
type guard struct {
	watcher *exec.Cmd
	ended   chan struct{} // closed once the watcher has ended
	release func()        // lets another window be the first; held as long as the guard, or the lock is collected as garbage

	mu    sync.Mutex
	lines io.WriteCloser
}

// guarded starts a watcher over the window that is about to be opened. There is none for a second copy of the program,
// which hands its file over and ends, and where no process can be started: then the window has to do without.
func guarded(program *app.App) *guard {
	if !watched {
		return nil
	}
	first, release := program.FirstWindow()
	if !first {
		return nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	g := &guard{watcher: exec.Command(self, watcherName), ended: make(chan struct{}), release: release}
	g.watcher.Stderr = os.Stderr
	if g.lines, err = g.watcher.StdinPipe(); err != nil {
		return nil
	}
	if err := g.watcher.Start(); err != nil {
		return nil
	}
	go func() {
		defer close(g.ended)
		_ = g.watcher.Wait() // its exit code says what there is to say
		if g.watcher.ProcessState.ExitCode() == exitAnswered {
			program.Close()
			os.Exit(fault.ExitUnexpected)
		}
	}()
	return g
}

// say tells the watcher how far the window has come. A watcher that has ended needs to know nothing.
func (g *guard) say(line string) (heard bool) {
	if g == nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	_, err := fmt.Fprintln(g.lines, line)
	return err == nil
}

// end tells the watcher how the window ended, waits until it has told the person, and returns the exit code.
func (g *guard) end(err error) int {
	if g != nil {
		defer g.release()
	}
	if err == nil {
		g.say(lineClosed)
		return 0
	}
	if fault.Is(err, fault.NoDisplay) { // nor could a message be shown
		g.say(lineClosed)
		return tell(err)
	}
	cause := strings.Join(strings.Fields(err.Error()), " ")
	if !g.say(lineFailed + cause) {
		return tell(webviewFailed(trouble{why: notStarted, cause: cause}))
	}
	<-g.ended
	return fault.ExitUnexpected
}
