package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pricesync/app/jobber/sandbox"
)

// The tests here drive the built program in a real window under Xvfb, with a real Secret Service in a D-Bus session of
// its own. They wait for conditions: a window, a run in the history, a file. WINDOW_TEST_PROGRAM names the program.

const patience = 90 * time.Second

// desk is one display with one D-Bus session and keychain, and one profile of the program.
type desk struct {
	t       *testing.T
	program string
	home    string
	bin     string // first in PATH: a browser that writes down the address it is given
	env     []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	program := os.Getenv("WINDOW_TEST_PROGRAM")
	if program == "" {
		t.Skip("WINDOW_TEST_PROGRAM is not set: `go run ./build test` builds the program and sets it")
	}
	d := &desk{t: t, program: program, home: t.TempDir(), bin: t.TempDir()}
	d.env = append(os.Environ(),
		"PRICESYNC_HOME="+d.home, "PATH="+d.bin+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1", "GTK_USE_PORTAL=0", "XDG_RUNTIME_DIR="+t.TempDir(), "HOME="+t.TempDir(),
	)
	d.display()
	d.session()
	browser := "#!/bin/sh\nprintf '%s' \"$1\" > '" + filepath.Join(d.bin, "asked.tmp") + "'\nmv '" + filepath.Join(d.bin, "asked.tmp") + "' '" + filepath.Join(d.bin, "asked") + "'\n"
	if err := os.WriteFile(filepath.Join(d.bin, "xdg-open"), []byte(browser), 0o755); err != nil {
		t.Fatal(err)
	}
	return d
}

// display starts Xvfb on a display that it chooses itself. It must not start over whenever its last client leaves: a
// program that comes at that moment finds no display.
func (d *desk) display() {
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	xvfb := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
	xvfb.ExtraFiles = []*os.File{write}
	d.start(xvfb)
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		d.t.Fatalf("Xvfb did not name its display: %v", err)
	}
	_ = read.Close()
	d.env = append(d.env, "DISPLAY=:"+strings.TrimSpace(number))
}

// session starts a D-Bus session with an unlocked GNOME Keyring in it.
func (d *desk) session() {
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	bus := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=3")
	bus.ExtraFiles = []*os.File{write}
	bus.Env = d.env
	d.start(bus)
	_ = write.Close()
	address, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		d.t.Fatalf("the D-Bus session did not name its address: %v", err)
	}
	_ = read.Close()
	d.env = append(d.env, "DBUS_SESSION_BUS_ADDRESS="+strings.TrimSpace(address))
	keyring := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	keyring.Env = d.env
	keyring.Stdin = strings.NewReader("\n")
	d.start(keyring)
	d.until("the keychain answers", func() error {
		out, code := d.cli(nil, "doctor", "--json")
		var report struct {
			Checks []struct{ Code, Status, Message string }
		}
		if err := json.Unmarshal(out, &report); err != nil {
			return fmt.Errorf("exit %d: %w: %s", code, err, out)
		}
		for _, check := range report.Checks {
			if check.Code == "keychain" && check.Status != "ok" {
				return errors.New(check.Message)
			}
		}
		return nil
	})
}

// start runs a program until the test ends.
func (d *desk) start(command *exec.Cmd) {
	d.t.Helper()
	var printed bytes.Buffer
	command.Stdout, command.Stderr = &printed, &printed
	if err := command.Start(); err != nil {
		d.t.Fatalf("start %s: %v", command.Path, err)
	}
	d.t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		if d.t.Failed() {
			d.t.Logf("%s printed:\n%s", filepath.Base(command.Path), printed.String())
		}
	})
}

// until waits for a condition.
func (d *desk) until(what string, holds func() error) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		err := holds()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			d.picture("failed")
			d.t.Fatalf("waited in vain until %s: %v", what, err)
		case <-tick.C:
		}
	}
}

// cli runs a command of the program beside the window, in the same profile.
func (d *desk) cli(env []string, args ...string) (stdout []byte, code int) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, d.program, args...)
	command.Env = append(append([]string{}, d.env...), env...)
	out, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return out, exit.ExitCode()
	}
	if err != nil {
		d.t.Fatalf("%v: %v", args, err)
	}
	return out, 0
}

// opened is a running copy of the program with a window.
type opened struct {
	d     *desk
	pid   int
	ended chan struct{} // closed once it has ended
}

// open starts the window and waits until something is drawn in it.
func (d *desk) open(env []string, args ...string) *opened {
	d.t.Helper()
	program := d.launch(env, args...)
	d.until("the window is drawn", func() error {
		if d.window() == "" {
			return errors.New("there is no window")
		}
		if n := d.colours(); n < 64 {
			return fmt.Errorf("the screen shows %d colours", n)
		}
		return nil
	})
	d.xdo("windowmove", d.window(), "0", "0", "windowsize", d.window(), "1280", "800", "windowfocus", d.window())
	return program
}

// launch starts the program with its window.
func (d *desk) launch(env []string, args ...string) *opened {
	d.t.Helper()
	process := exec.Command(d.program, args...)
	process.WaitDelay = 5 * time.Second // the window's watcher may hold the output longer than the window
	process.Env = append(append([]string{}, d.env...), env...)
	var printed bytes.Buffer
	process.Stdout, process.Stderr = &printed, &printed
	if err := process.Start(); err != nil {
		d.t.Fatal(err)
	}
	started := &opened{d: d, pid: process.Process.Pid, ended: make(chan struct{})}
	go func() {
		defer close(started.ended)
		_ = process.Wait()
	}()
	d.t.Cleanup(func() {
		_ = process.Process.Kill()
		<-started.ended
		if d.t.Failed() {
			d.t.Logf("the window printed:\n%s", printed.String())
		}
	})
	return started
}

// runs says whether the program has not ended.
func (c *opened) runs() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}

// close presses the window's cross and waits until the program has ended.
func (c *opened) close() {
	c.d.t.Helper()
	c.d.cross(c.d.window())
	c.d.until("the program has ended", func() error {
		if c.runs() {
			return errors.New("it still runs")
		}
		return nil
	})
}

// window returns the id of the program's window, "" where there is none.
func (d *desk) window() string { return d.titled("^Price Sync$") }

// titled returns the id of the window that is shown under that title.
func (d *desk) titled(title string) string {
	first, _, _ := strings.Cut(d.xdo("search", "--onlyvisible", "--name", title), "\n")
	return first
}

func (d *desk) run(name string, args ...string) string {
	command := exec.Command(name, args...)
	command.Env = d.env
	out, _ := command.Output()
	return strings.TrimSpace(string(out))
}

func (d *desk) xdo(args ...string) string { return d.run("xdotool", args...) }

// key presses keys, one after the other.
func (d *desk) key(keys ...string) {
	for _, k := range keys {
		d.xdo("key", "--clearmodifiers", "--delay", "60", k)
	}
}

func (d *desk) write(text string) { d.xdo("type", "--delay", "25", text) }

// colours counts the colours on the screen: a blank window has a handful.
func (d *desk) colours() int { return d.coloursIn("1280x800+0+0") }

// coloursIn counts the colours in one part of the screen.
func (d *desk) coloursIn(part string) int {
	shot := filepath.Join(d.t.TempDir(), "count.png")
	d.run("import", "-window", "root", "-crop", part, "+repage", shot)
	n, _ := strconv.Atoi(d.run("identify", "-format", "%k", shot))
	return n
}

// rows waits until rows are drawn where a preview has them, and the screen stands still.
func (d *desk) rows() {
	d.t.Helper()
	d.until("the preview shows its rows", func() error {
		if n := d.coloursIn("1000x240+240+420"); n < 32 {
			return fmt.Errorf("there are %d colours", n)
		}
		return nil
	})
	d.settled()
}

// picture keeps a screenshot for people in build/out/window.
func (d *desk) picture(name string) {
	folder := filepath.Join("out", "window")
	_ = os.MkdirAll(folder, 0o755)
	d.run("import", "-window", "root", filepath.Join(folder, d.t.Name()+"-"+name+".png"))
}

// history returns the runs as `history --json` has them.
func (d *desk) history(env []string, flags ...string) []historyRun {
	out, _ := d.cli(env, append([]string{"history", "--json"}, flags...)...)
	var history struct{ Runs []historyRun }
	if err := json.Unmarshal(out, &history); err != nil {
		d.t.Fatalf("history: %v: %s", err, out)
	}
	return history.Runs
}

type historyRun struct {
	Run, Kind, Status string
	Counts            map[string]int
	PriceList         struct{ File string } `json:"price_list"`
}

// heard returns how many events of that name the program's log has.
func (d *desk) heard(event string) int {
	logs, err := filepath.Glob(filepath.Join(d.home, "logs", "*.jsonl"))
	if err != nil {
		d.t.Fatal(err)
	}
	n := 0
	for _, log := range logs {
		text, err := os.ReadFile(log)
		if err != nil {
			d.t.Fatal(err)
		}
		n += bytes.Count(text, []byte(`"event":"`+event+`"`))
	}
	return n
}

// hears acts, as often as it takes, until the log has another event of that name.
func (d *desk) hears(event string, act func()) {
	d.t.Helper()
	before := d.heard(event)
	d.becomes("the log has another "+event, func() bool { return d.heard(event) > before }, act)
}

// becomes acts, as often as it takes, until a condition holds: a page that is not there yet hears no key.
func (d *desk) becomes(what string, holds func() bool, act func()) {
	d.t.Helper()
	next := time.Now()
	d.until(what, func() error {
		if holds() {
			return nil
		}
		if time.Now().After(next) {
			act()
			next = time.Now().Add(5 * time.Second)
		}
		return errors.New("it does not")
	})
}

// settled waits until the screen stands still, so that what comes next finds it as a person would.
func (d *desk) settled() {
	d.t.Helper()
	last, still := "", 0
	d.until("the screen stands still", func() error {
		now := d.run("sh", "-c", "import -window root -depth 8 rgb:- | sha256sum")
		if now != last {
			last, still = now, 0
		}
		if still++; still < 4 {
			return errors.New("it moves")
		}
		return nil
	})
}

// tab presses Tab that many times and then Return: how one comes to a button from the heading of a page.
func (d *desk) tab(times int) {
	for range times {
		d.key("Tab")
	}
	d.key("Return")
}

// jobber is a stand-in for the real service.
type jobber struct {
	*httptest.Server
	sandbox *sandbox.Server
	env     []string
}

func newJobber(t *testing.T) *jobber {
	t.Helper()
	port := freePort(t)
	config := sandbox.Config{Catalog: sandbox.PracticeCompany()}
	config.Catalog.Account.Name = "ACME Plumbing"
	config.ClientID, config.ClientSecret = "window-test", "window-test-secret-0123456789abcdef"
	config.RedirectURI = fmt.Sprintf("http://localhost:%d/oauth/callback", port)
	server, err := sandbox.New(config)
	if err != nil {
		t.Fatal(err)
	}
	j := &jobber{Server: httptest.NewServer(server), sandbox: server}
	t.Cleanup(j.Close)
	j.env = []string{
		"JOBBER_API_URL=" + j.URL, "JOBBER_CLIENT_ID=" + config.ClientID, "JOBBER_CLIENT_SECRET=" + config.ClientSecret,
		"PRICESYNC_CALLBACK_PORT=" + strconv.Itoa(port),
	}
	return j
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}

// allow does what a person does at Jobber's page: open it and press Allow.
func allow(t *testing.T, authorize string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	page, err := client.Get(authorize)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(page.Body)
	_ = page.Body.Close()
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("the authorize page answered %s: %v\n%s", page.Status, err, body)
	}
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"`).FindAllSubmatch(body, -1) {
		form.Set(html.UnescapeString(string(m[1])), html.UnescapeString(string(m[2])))
	}
	form.Set("decision", "allow")
	done, err := client.PostForm(authorize, form)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = done.Body.Close() }()
	if done.StatusCode != http.StatusOK {
		t.Fatalf("after Allow came %s", done.Status)
	}
}
