package app_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pricesync/app/catalog"
	"pricesync/app/cli"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The scenarios in testdata run the command line against a stand-in for Jobber over HTTP, with SQLite in the profile
// folder and a real keychain. What a scenario can ask of the stand-in:
//
//	jobber start [-items N] [-ahead D]    serve it, with its clock ahead by D, and set the environment that reaches it
//	jobber allow FILE | deny FILE         answer its authorize page, whose address FILE has as a JSON line
//	jobber item NAME PRICE [COST]         the item has these amounts (COST none: no cost)
//	jobber change NAME PRICE [COST]       somebody else changes the item now
//	jobber requests OPERATION N           it saw exactly that many requests of that operation
//	jobber writes N                       clients wrote that many times in all, and no item more than once since start
//	jobber fault OPERATION KIND [TIMES]   something befalls the next requests
//	jobber switch decimals N              it keeps amounts with that many decimals from now on
//	jobber untouched                      every amount is as it was at first
//	jobber clock DURATION                 its clock is that far ahead of this computer's
//	written FORMAT IN OUT                 the list IN as another program writes it
//	port take | free                      another program listens on the callback port, or does no more
func TestScenarios(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUp,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"jobber":  jobberCommand,
			"json":    jsonCommand,
			"save":    saveCommand,
			"secret":  secretCommand,
			"patch":   patchCommand,
			"deaf":    deafCommand,
			"hold":    holdCommand,
			"await":   awaitCommand,
			"list":    listCommand,
			"port":    portCommand,
			"written": writtenCommand,
		},
	})
}

func TestMain(m *testing.M) {
	testscript.Main(keychained{m}, map[string]func(){
		"pricesync-crashing": crashing,
		"pricesync":          func() { os.Exit(cli.Main(os.Args[1:], "0.0.0-test", "test")) },
		// The system's browser, with a person who presses what DECISION says.
		"xdg-open": func() {
			if err := press(os.Args[1], os.Getenv("DECISION")); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		},
	})
}

// keychained runs the tests inside a D-Bus session of their own with an unlocked GNOME Keyring, where there is one.
type keychained struct{ m *testing.M }

func (k keychained) Run() int {
	stop, err := startKeychain()
	if err != nil {
		fmt.Fprintln(os.Stderr, "no keychain for the scenarios:", err)
	}
	defer stop()
	return k.m.Run()
}

// sessionVariable tells scenarios that the keychain of this session is theirs.
const sessionVariable = "TEST_KEYCHAIN_SESSION"

func startKeychain() (stop func(), err error) {
	var started []*exec.Cmd
	stop = func() {
		for _, c := range started {
			_ = c.Process.Kill()
			_ = c.Wait()
		}
	}
	for _, program := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			return stop, err
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		return stop, err
	}
	home, err := os.MkdirTemp("", "price-sync-keychain-")
	if err != nil {
		return stop, err
	}
	was := stop
	stop = func() { was(); _ = os.RemoveAll(home) }
	bus := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=3")
	bus.ExtraFiles = []*os.File{write}
	if err := bus.Start(); err != nil {
		return stop, err
	}
	started = append(started, bus)
	_ = write.Close()
	address := make([]byte, 512)
	n, err := read.Read(address)
	if err != nil {
		return stop, err
	}
	if err := os.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(string(address[:n]))); err != nil {
		return stop, err
	}
	for try := range 3 { // now and then a keyring comes up without the collection that it was told to unlock
		place := filepath.Join(home, strconv.Itoa(try))
		if err := os.Mkdir(place, 0o700); err != nil {
			return stop, err
		}
		keyring := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", "--control-directory="+filepath.Join(place, "control"))
		keyring.Env = append(os.Environ(), "HOME="+place, "XDG_DATA_HOME="+place, "XDG_RUNTIME_DIR="+place)
		keyring.Stdin = strings.NewReader("\n")
		if err := keyring.Start(); err != nil {
			return stop, err
		}
		for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
			if unlocked() {
				started = append(started, keyring)
				return stop, os.Setenv(sessionVariable, "1")
			}
		}
		_ = keyring.Process.Kill()
		_ = keyring.Wait()
	}
	return stop, errors.New("the keyring did not come up")
}

// unlocked says whether the session's keyring is there and has its collection open.
func unlocked() bool {
	says := func(part string, args ...string) bool {
		out, err := exec.Command("dbus-send", append([]string{"--session", "--print-reply"}, args...)...).Output()
		return err == nil && strings.Contains(string(out), part)
	}
	const login = "/org/freedesktop/secrets/collection/login"
	return says("true", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets") &&
		says(login, "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", "string:default") &&
		says("false", "--dest=org.freedesktop.secrets", login, "org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked")
}

func condition(name string) (bool, error) {
	switch name {
	case "keychain":
		return os.Getenv(sessionVariable) == "1", nil
	case "mounts": // a scenario may mount a small disk, in a place that nobody else sees
		return exec.Command("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", os.TempDir()).Run() == nil, nil
	}
	if name == "smalldisk" {
		return smallDisk() == nil, nil
	}
	return false, fmt.Errorf("no condition %q", name)
}

func setUp(env *testscript.Env) error {
	env.Setenv("PRICESYNC_HOME", filepath.Join(env.WorkDir, "profile"))
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("DBUS_SESSION_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	env.Setenv("TZ", "UTC")
	env.Setenv("DECISION", "allow")
	env.Values[standInKey{}] = &standIn{}
	env.Values[reportKey{}] = &reportRead{}
	incidents, err := filepath.Abs(filepath.Join("testdata", "incidents"))
	env.Setenv("INCIDENTS", incidents)
	return err
}

type standInKey struct{}

// standIn is the Jobber of one scenario.
type standIn struct {
	mu     sync.Mutex
	server *sandbox.Server
	http   *httptest.Server
	start  map[string]catalog.Prices
	ahead  atomic.Int64 // of its clock, nanoseconds
	taken  net.Listener // on the callback port
}

// now is its clock.
func (s *standIn) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

func jobberCommand(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) == 0 {
		ts.Fatalf("usage: jobber WORD …")
	}
	s := ts.Value(standInKey{}).(*standIn)
	s.mu.Lock()
	defer s.mu.Unlock()
	if args[0] == "start" {
		s.begin(ts, args[1:])
		return
	}
	if s.server == nil {
		ts.Fatalf("jobber start comes first")
	}
	switch args[0] {
	case "allow", "deny":
		ts.Check(decide(ts.ReadFile(args[1]), args[0]))
	case "item":
		item := s.item(ts, args[1])
		want := s.prices(ts, args[2:])
		if !item.Prices().SameCents(want) {
			ts.Fatalf("%s is %s / %s, want %s / %s", args[1], item.Price, item.Cost, want.Price, want.Cost)
		}
	case "change":
		item, to := s.item(ts, args[1]), s.prices(ts, args[2:])
		_, err := s.server.Change(sandbox.Change{Patch: catalog.Patch{Item: item.ID, Price: to.Price, Cost: to.Cost}})
		ts.Check(err)
	case "add": // somebody makes an item in Jobber: add NAME PRICE
		price, err := money.Decimal(args[2])
		ts.Check(err)
		_, err = s.server.Change(sandbox.Change{Add: &catalog.Item{Name: args[1], Category: catalog.Product, Price: price, Visible: true}})
		ts.Check(err)
	case "hidden": // whether an item is offered: hidden NAME yes|no
		if item := s.item(ts, args[1]); item.Visible == (args[2] == "yes") {
			ts.Fatalf("%s is offered: %v", args[1], item.Visible)
		}
	case "requests":
		s.requests(ts, args[1], number(ts, args[2]))
	case "writes":
		got := 0
		for _, n := range s.server.WritesPerItem() {
			got += n
		}
		if want := number(ts, args[1]); got != want || s.server.MaxWritesPerItem() > 1 {
			ts.Fatalf("clients wrote %d times, the most written item %d times; want %d and at most 1", got, s.server.MaxWritesPerItem(), want)
		}
	case "forget":
		s.server.Reset()
	case "fault":
		s.fault(ts, args[1:])
	case "disconnect":
		ts.Check(s.server.Disconnect())
	case "switch":
		decimals := number(ts, args[2])
		s.server.Switch(func(to *sandbox.Switches) { to.Decimals = sandbox.Decimals(decimals) })
	case "landed": // every item of the list is at its price in it: landed FILE
		for _, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[1])), "\n")[1:] {
			name, price, _ := strings.Cut(line, ",")
			if item := s.item(ts, name); item.Price.String() != price {
				ts.Fatalf("%s is %s, want %s", name, item.Price, price)
			}
		}
	case "atmost":
		got := 0
		for _, r := range s.server.Requests() {
			if r.Operation == args[1] {
				got++
			}
		}
		if got > number(ts, args[2]) {
			ts.Fatalf("it saw %d requests of %s, at most %s are allowed", got, args[1], args[2])
		}
	case "clock":
		ahead, err := time.ParseDuration(args[1])
		ts.Check(err)
		s.ahead.Store(int64(ahead))
	case "untouched":
		for _, item := range s.server.Items() {
			if was := s.start[string(item.ID)]; !item.Prices().SameCents(was) {
				ts.Fatalf("%s is %s / %s, and was %s / %s", item.Name, item.Price, item.Cost, was.Price, was.Cost)
			}
		}
	default:
		if !s.trouble(ts, args) {
			ts.Fatalf("jobber does not know %q", args[0])
		}
	}
}

func (s *standIn) begin(ts *testscript.TestScript, args []string) {
	flags := flag.NewFlagSet("jobber start", flag.ContinueOnError)
	items := flags.Int("items", 0, "")
	ahead := flags.Duration("ahead", 0, "")
	ts.Check(flags.Parse(args))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	port := listener.Addr().(*net.TCPAddr).Port
	ts.Check(listener.Close())
	config := sandbox.Config{
		Catalog: sandbox.PracticeCompany(), ClientID: "scenario-client", ClientSecret: "scenario-secret-5f1c9b7e",
		RedirectURI: fmt.Sprintf("http://localhost:%d/oauth/callback", port), Now: s.now,
	}
	if *ahead != 0 {
		config.Now = func() time.Time { return time.Now().Add(*ahead) }
	}
	if *items > 0 {
		config.Catalog = sandbox.Generated(*items)
	}
	config.Catalog.Account.Name = "ACME Plumbing"
	s.server, err = sandbox.New(config)
	ts.Check(err)
	s.start = map[string]catalog.Prices{}
	for _, item := range s.server.Items() {
		s.start[string(item.ID)] = item.Prices()
	}
	s.http = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
		s.server.ServeHTTP(w, r)
	}))
	ts.Defer(s.http.Close)
	for name, value := range map[string]string{
		"JOBBER_API_URL": s.http.URL, "JOBBER_CLIENT_ID": config.ClientID, "JOBBER_CLIENT_SECRET": config.ClientSecret,
		"PRICESYNC_CALLBACK_PORT": strconv.Itoa(port),
	} {
		ts.Setenv(name, value)
	}
}

func (s *standIn) item(ts *testscript.TestScript, name string) catalog.Item {
	for _, item := range s.server.Items() {
		if item.Name == name {
			return item
		}
	}
	ts.Fatalf("there is no item %q", name)
	return catalog.Item{}
}

func (s *standIn) prices(ts *testscript.TestScript, args []string) catalog.Prices {
	var p catalog.Prices
	for i, into := range []*money.Maybe{&p.Price, &p.Cost} {
		if i < len(args) && args[i] != "none" {
			a, err := money.Decimal(args[i])
			ts.Check(err)
			*into = money.Some(a)
		}
	}
	return p
}

func (s *standIn) requests(ts *testscript.TestScript, operation string, want int) {
	got := 0
	for _, r := range s.server.Requests() {
		if r.Operation == operation || (operation == "edit" && len(r.Fields) > 0 && r.Fields[0] == "productsAndServicesEdit") ||
			(operation == "page" && r.Operation == "Products") {
			got++
		}
	}
	if got != want {
		ts.Fatalf("it saw %d requests of %s, want %d", got, operation, want)
	}
}

func (s *standIn) fault(ts *testscript.TestScript, args []string) {
	times := 1
	if len(args) > 2 {
		times = number(ts, args[2])
	}
	s.server.Inject(sandbox.Fault{On: on(args[0]), Times: times, Do: s.effect(ts, args[1])})
}

func (s *standIn) effect(ts *testscript.TestScript, kind string) sandbox.Effect {
	effects := map[string]sandbox.Effect{
		"throttled": sandbox.Throttled(), "unavailable": sandbox.Unavailable(), "disconnected": sandbox.Disconnected(),
		"inactive": sandbox.Inactive(), "badtoken": sandbox.BadToken(), "html": sandbox.Failure(200, sandbox.ApplyNone),
		"500": sandbox.Failure(500, sandbox.ApplyNone), "502": sandbox.Failure(502, sandbox.ApplyNone), "403": sandbox.Flat(403, "Forbidden"),
		"404": sandbox.Flat(404, "Not found"), "lost": sandbox.Reset(sandbox.ApplyAll), "cut": sandbox.Reset(sandbox.ApplyNone),
		"refused": sandbox.Refused(), "hidden": sandbox.Hidden(), "version": sandbox.UnknownVersion("2025-04-16"),
	}
	effect, ok := effects[kind]
	if !ok {
		ts.Fatalf("no fault %q", kind)
	}
	return effect
}

func number(ts *testscript.TestScript, text string) int {
	n, err := strconv.Atoi(text)
	ts.Check(err)
	return n
}

// decide does what a person does at Jobber's page: open the address of the first JSON line and press a button.
func decide(printed, decision string) error {
	var line struct {
		URL string `json:"authorize_url"`
	}
	if err := json.NewDecoder(strings.NewReader(printed)).Decode(&line); err != nil {
		return err
	}
	return press(line.URL, decision)
}

func press(authorize, decision string) error {
	client := &http.Client{Timeout: 20 * time.Second}
	page, err := client.Get(authorize)
	if err != nil {
		return err
	}
	defer func() { _ = page.Body.Close() }()
	body, err := io.ReadAll(page.Body)
	if err != nil || page.StatusCode != http.StatusOK {
		return fmt.Errorf("the authorize page answered %s: %w: %s", page.Status, err, body)
	}
	form := url.Values{"decision": {decision}}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`).FindAllStringSubmatch(string(body), -1) {
		form.Set(m[1], strings.ReplaceAll(m[2], "&amp;", "&"))
	}
	answer, err := client.PostForm(authorize, form)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// jsonCommand compares one value of a JSON file: json FILE PATH WANT, where PATH is dots and indexes such as rows.0.item.
func jsonCommand(ts *testscript.TestScript, negated bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH WANT")
	}
	got, err := lookUp(ts.ReadFile(args[0]), args[1])
	ts.Check(err)
	if (got == args[2]) == negated {
		ts.Fatalf("%s is %s, want %s%s", args[1], got, map[bool]string{true: "anything but "}[negated], args[2])
	}
}

// saveCommand puts one value of a JSON file into the environment: save VARIABLE FILE PATH.
func saveCommand(ts *testscript.TestScript, _ bool, args []string) {
	got, err := lookUp(ts.ReadFile(args[1]), args[2])
	ts.Check(err)
	ts.Setenv(args[0], got)
}

func lookUp(text, path string) (string, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	for { // the last document of several, as connect prints them
		var next any
		err := decoder.Decode(&next)
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", fmt.Errorf("%w in %s", err, text)
		}
		value = next
	}
	for _, part := range strings.Split(path, ".") {
		switch inside := value.(type) {
		case map[string]any:
			next, ok := inside[part]
			if !ok {
				return "", fmt.Errorf("there is no %s in %s", part, path)
			}
			value = next
		case []any:
			if part == "length" {
				return strconv.Itoa(len(inside)), nil
			}
			n, err := strconv.Atoi(part)
			if err != nil || n >= len(inside) {
				return "", fmt.Errorf("%s: no element %s of %d", path, part, len(inside))
			}
			value = inside[n]
		default:
			return "", fmt.Errorf("%s: %v has no parts", path, value)
		}
	}
	if text, ok := value.(string); ok {
		return text, nil
	}
	out, err := json.Marshal(value)
	return string(out), err
}

// portCommand is another program on the callback port.
func portCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(standInKey{}).(*standIn)
	if s.taken != nil {
		ts.Check(s.taken.Close())
		s.taken = nil
	}
	if args[0] != "take" {
		return
	}
	var err error
	s.taken, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", ts.Getenv("PRICESYNC_CALLBACK_PORT")))
	ts.Check(err)
	ts.Defer(func() {
		if s.taken != nil {
			_ = s.taken.Close()
		}
	})
}

// awaitCommand waits until a file has a whole line: await FILE.
func awaitCommand(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), "\n") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("waited in vain for a line in %s", args[0])
}

// listCommand writes a price list of the first N generated items, each 4 % dearer: list N FILE.
func listCommand(ts *testscript.TestScript, _ bool, args []string) {
	var text strings.Builder
	text.WriteString("Name,Price\n")
	for _, item := range sandbox.Generated(number(ts, args[0])).Items {
		fmt.Fprintf(&text, "%s,%s\n", item.Name, item.Price.Markup(money.FromInt(4)).Cents())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text.String()), 0o600))
}

// secretCommand looks for the secrets of the scenario's connection in every file of the profile: none may be there.
func secretCommand(ts *testscript.TestScript, _ bool, _ []string) {
	s := ts.Value(standInKey{}).(*standIn)
	secrets := []string{s.server.ClientSecret()}
	err := filepath.WalkDir(ts.MkAbs("profile"), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, secret := range secrets {
			if strings.Contains(string(text), secret) {
				return fmt.Errorf("a secret stands in %s", filepath.Base(path))
			}
		}
		if jwt := regexp.MustCompile(`eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`).Find(text); jwt != nil {
			return fmt.Errorf("an access token stands in %s", filepath.Base(path))
		}
		return nil
	})
	ts.Check(err)
}
