package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

var jsonWebToken = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)

// driveBinary runs every command, well and badly, as a script would.
func (l *leaks) driveBinary() {
	list := l.file("list.csv", dearer(l.config.Catalog, 20, 5))
	commands := [][]string{
		{"connect", "--json"}, {"status"}, {"status", "--json"}, {"version"}, {"settings"}, {"settings", "--json"}, {"preview", list}, {"preview", list, "--json", "--suggest"},
		{"sync", list, "--yes", "--json"}, {"sync", list, "--yes"}, {"history"}, {"history", "--json"}, {"history", "last", "--json"}, {"history", "r-none"},
		{"undo", "last", "--yes"}, {"resume", "r-none", "--json"}, {"export", "r-none", "--out", l.out("x.csv")}, {"doctor"}, {"doctor", "--deep", "--json"}, {"network"}, {"network", "--json"},
		{"compare", list, list}, {"profiles"}, {"profiles", "--json"}, {"diagnostics", "--out", l.out("cli.zip")}, {"diagnostics", "--names", "--out", l.out("cli-names.zip")},
		{"practice", "price-list", "--out", l.out("p.csv")}, {"status", "--practice"}, {"practice", "reset"}, {"preview", "none.csv"}, {"preview"}, {"no-such-command"}, {"sync", "--plan", "p-none", "--yes"},
		{"settings", "set", "callback_port"}, {"settings", "set", "theme"}, {"disconnect", "--json"}, {"disconnect"}, {"preview", list, "--json"}, {"--help"}, {"help", "sync"},
	}
	few := [][]string{{"connect", "--json"}, {"preview", list, "--json"}, {"sync", list, "--yes"}, {"doctor", "--deep"}, {"settings", "set", "callback_port"}, {"no-such-command"}, {"disconnect"}}
	for where, called := range map[string][][]string{"": commands, "stderr": few} {
		for _, args := range called {
			out := l.run(where, args)
			l.shown.put("the output of "+args[0]+" with the log to "+where, out)
			if token := jsonWebToken.FindString(out); token != "" {
				l.t.Errorf("a token stands in the output of %v", args)
			}
		}
	}
	for _, args := range [][]string{{"report", l.out("cli.zip")}, {"report", l.out("cli.zip"), "--json"}, {"report", list}} {
		l.shown.put("the output of report", l.run("", args))
	}
	l.saved("cli.zip")
	l.saved("cli-names.zip")
}

func (l *leaks) run(log string, args []string) string {
	within, cancel := context.WithTimeout(l.t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(within, "pricesync", args...)
	command.Env = append(os.Environ(), "PRICESYNC_LOG="+log, "DECISION=allow")
	command.Dir = filepath.Dir(l.home)
	command.Stdin = strings.NewReader(leakSecret + "\n")
	out, err := command.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		l.t.Fatalf("%v: %v", args, err)
	}
	if bytes.Contains(out, []byte("goroutine ")) || bytes.Contains(out, []byte(".go:")) {
		l.t.Errorf("%v shows a stack trace or a place in the code:\n%s", args, out)
	}
	return string(out)
}

// crash ends the program in the two ways that nothing recovers from.
func (l *leaks) crash() {
	connected := l.run("", []string{"connect", "--json"})
	l.shown.put("the output of connect before the crash", connected)
	if os.Getenv(sessionVariable) == "1" && !strings.Contains(connected, `"connected":true`) {
		l.t.Errorf("before the crash the program could not connect: %s", connected)
	}
	for _, how := range []string{"fatal", "panic"} {
		words := fmt.Sprintf("%s, %s, %s of %s in /home/%s", l.spy.last["an access token"], l.spy.last["a refresh token"], leakSecret, leakEmail, leakUser)
		command := exec.Command("pricesync-crashing", how, words)
		out, err := command.CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte("goroutine ")) {
			l.t.Fatalf("it did not crash: %v, %s", err, out)
		}
		left, err := os.ReadFile(filepath.Join(l.home, "logs", "crash.txt"))
		if err != nil || !bytes.Contains(left, []byte("goroutine ")) {
			l.t.Fatalf("the crash left %q, %v", left, err)
		}
		if how == "fatal" {
			l.shown.put("what the runtime said", string(left)+string(out))
		}
	}
}
