package app

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/pkg/browser"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/keychain"
	"pricesync/app/logging"
	"pricesync/app/network"
	"pricesync/app/oauth"
	"pricesync/app/redact"
	"pricesync/app/settings"
	"pricesync/app/store"
)

// The program's parts meet here: what each declares is what another offers.
var (
	_ apply.Target  = (*jobber.Client)(nil)
	_ apply.Journal = (*store.Store)(nil)
	_ jobber.Tokens = (*oauth.Source)(nil)
	_ oauth.Marker  = (*store.Store)(nil)
)

// Config is what a face gives the program.
type Config struct {
	Version, Commit string
	Practice        bool      // work on the practice company, whatever the settings say
	Terminal        bool      // the command line: practice is chosen by its flag, never by the setting
	Command         string    // the command that was called, for the log; "" is the window
	LogTo           io.Writer // where the log goes with PRICESYNC_LOG=stderr; nil is os.Stderr
}

// App holds the operations that users do. Its methods may be called from any goroutine; one operation runs at a time.
type App struct {
	config   Config
	begun    time.Time
	env      settings.Env
	misspelt []settings.Misspelling
	folders  settings.Folders
	log      *logging.Log
	keys     *secrets
	scrubber *redact.Scrubber
	ledger   ledger
	copies   copies

	ops           operations
	pageTroubles  pageTroubles
	gate          apply.Gate
	signIn        signIn
	watchers      watchers
	examining     sync.WaitGroup
	stopExamining context.CancelFunc

	mu        sync.Mutex
	choices   settings.Choices
	loadErr   error // of the settings file
	current   settings.Settings
	facts     settings.Facts
	takenPort int             // the callback port that another program was found on; 0 for none
	logged    map[string]bool // the findings that the log has
	failure   *fault.Error    // the program started and can't work
	blind     *fault.Error    // the program works, and its window can't open
	real      *company
	practice  *company
	screen    Screen
	onTrial   bool // the practice company is the side at work
}

// New returns a program that has touched nothing yet.
func New(config Config) *App {
	if config.LogTo == nil {
		config.LogTo = os.Stderr
	}
	env := settings.ReadEnv(os.LookupEnv)
	a := &App{config: config, begun: time.Now(), log: logging.Discard(), env: env, misspelt: settings.Misspellings(os.Environ(), env), scrubber: redact.NewScrubber(), ledger: ledger{door: network.Open()}}
	folders, err := settings.FindFolders(runtime.GOOS, os.LookupEnv)
	a.folders = folders
	if err != nil {
		a.failure = fault.From(err)
	}
	profile := folders.Profile
	if profile == "default" {
		profile = ""
	}
	a.keys = newSecrets(keychain.Open(profile), func(ctx context.Context, err error) {
		a.log.Failure(ctx, err, slog.String("operation", "keep the connection"))
	})
	return a
}

// Home returns the profile's folder.
func (a *App) Home() string { return a.folders.Home }

// Start opens settings, log and database. What fails is kept and told by Status: the program can always be looked at,
// and its report exported.
func (a *App) Start(ctx context.Context) {
	ctx = logging.WithOp(ctx, logging.OpID(a.NewOp()))
	if a.failure != nil {
		a.openLog(ctx)
		a.fail(ctx, a.failure)
		return
	}
	home := settings.Inspect(a.folders.Home)
	choices, loadErr := settings.Load(a.folders.Settings, time.Now())
	a.mu.Lock()
	a.choices, a.loadErr = choices, loadErr
	a.facts = settings.Facts{SettingsFile: loadErr, Home: home}
	chosen := settings.Merge(choices, a.env, "", false).Practice
	a.onTrial = a.config.Practice || (!a.config.Terminal && chosen)
	a.mu.Unlock()
	a.apply(ctx)
	a.openLog(ctx)
	if home.Err != nil {
		a.failHome(ctx, home.Err)
		return
	}
	if err := a.openSide(ctx); err != nil {
		a.fail(ctx, err)
	}
	if !a.config.Terminal {
		ctx, a.stopExamining = context.WithCancel(ctx)
		a.examining.Go(func() {
			a.Examine(ctx)
			a.watch(ctx)
		})
	}
	a.logFindings(ctx)
}

// failHome keeps why nothing can be written to the profile's folder: in the words of the finding, which tells a full disk
// from a folder that is forbidden.
func (a *App) failHome(ctx context.Context, err error) {
	told := fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(a.folders.Home)})
	if finding, blocked := settings.Blocking(a.findings(), settings.Everything); blocked && finding.Code != told.Code {
		told = fault.Wrap(err, finding.Code, nil)
		told.Message, told.Hint = finding.Message, finding.Hint
	}
	a.fail(ctx, told)
}

// fail keeps why the program can't work.
func (a *App) fail(ctx context.Context, err error) {
	told := fault.From(err).WithRef(ref(ctx))
	a.log.Failure(ctx, err, slog.String("operation", "start"))
	a.mu.Lock()
	a.failure = told
	a.mu.Unlock()
}

// Close stops what is under way, waits for it and lets go of everything.
func (a *App) Close() {
	a.Cancel()
	a.CancelConnect()
	a.ops.idle.Wait()
	if a.stopExamining != nil {
		a.stopExamining()
	}
	a.examining.Wait()
	a.mu.Lock()
	sides := []*company{a.real, a.practice}
	a.real, a.practice = nil, nil
	a.mu.Unlock()
	for _, side := range sides {
		if side != nil {
			side.settle()
		}
	}
	a.ledger.door.Close()
	if err := a.ledger.keep(context.Background(), sides...); err != nil {
		a.log.Failure(context.Background(), err, slog.String("operation", "keep the network page"))
	}
	for _, side := range sides {
		if side != nil {
			side.close()
		}
	}
	a.log.Event(context.Background(), logging.AppStop, slog.Int64("dropped", a.log.Dropped()), ms(a.begun))
	_ = a.log.Close()
}

// NewOp returns a fresh operation id.
func (a *App) NewOp() string { return string(logging.NewOp(rand.Uint64)) }

func ref(ctx context.Context) string { return string(logging.Op(ctx)) }

// settings returns the values that the program works with.
func (a *App) settings() settings.Settings {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.current
}

// side returns the company at work; one without a store when the program could not open it.
func (a *App) side() *company {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.onTrial {
		return a.practice
	}
	return a.real
}

// usable returns the company at work, or why there is none.
func (a *App) usable() (*company, error) {
	a.mu.Lock()
	failure := a.failure
	a.mu.Unlock()
	if failure != nil {
		return nil, failure
	}
	side := a.side()
	if side == nil {
		return nil, fault.New(fault.DatabaseFailed, nil)
	}
	return side, nil
}

// Progress is one step of what is under way.
type Progress struct {
	Operation string // "read", "catalog", "sync", "undo" or "resume"
	Ref       string
	Done      int
	Total     int // 0 where it is not known
	Counts    map[apply.Outcome]int
	Recent    []apply.Row
	Left      time.Duration // negative where it is not known
	Wait      string        // a sentence while the program waits for Jobber
	WaitLeft  time.Duration
	Paused    bool
}

// watchers are told what changes.
type watchers struct {
	mu       sync.Mutex
	change   func()
	progress func(Progress)
	last     Progress
}

// OnChange has f called, on any goroutine, whenever Status may have changed.
func (a *App) OnChange(f func()) {
	a.watchers.mu.Lock()
	defer a.watchers.mu.Unlock()
	a.watchers.change = f
}

// OnProgress has f called, on any goroutine, for every step of what is under way.
func (a *App) OnProgress(f func(Progress)) {
	a.watchers.mu.Lock()
	defer a.watchers.mu.Unlock()
	a.watchers.progress = f
}

func (a *App) changed() {
	a.watchers.mu.Lock()
	f := a.watchers.change
	a.watchers.mu.Unlock()
	if f != nil {
		f()
	}
}

func (a *App) progress(p Progress) {
	a.watchers.mu.Lock()
	a.watchers.last = p
	f := a.watchers.progress
	a.watchers.mu.Unlock()
	if f != nil {
		f(p)
	}
}

// waiting tells that the client waits before it asks Jobber again.
func (a *App) waiting(sentence string, wait time.Duration) {
	a.watchers.mu.Lock()
	p := a.watchers.last
	a.watchers.mu.Unlock()
	if a.ops.running().name == "" {
		return
	}
	p.Recent, p.Wait, p.WaitLeft = nil, sentence, wait
	a.progress(p)
}

// paused tells that a run was paused or goes on.
func (a *App) paused() {
	a.watchers.mu.Lock()
	p := a.watchers.last
	a.watchers.mu.Unlock()
	p.Recent, p.Wait, p.Paused = nil, "", a.gate.Paused()
	a.progress(p)
}

// OpenPage shows a page of the fixed list in the system's browser.
func (a *App) OpenPage(url string) error {
	if err := a.showInBrowser(url, network.Page); err != nil {
		return fault.Wrap(err, fault.BrowserFailed, fault.Facts{"address": url})
	}
	return nil
}

// openBrowser keeps what the browser prints off our own output: a script reads JSON there.
func openBrowser(url string) error {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	return browser.OpenURL(url)
}

// account of the company at work, as last heard from Jobber.
func (c *company) account() catalog.Account {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known
}
