package desktop

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/redact"
	"pricesync/app/store"
)

// Bridge is the only type bound to the page. Each method checks its arguments as if a hostile page had called,
// calls one operation of the App and returns a view of its value.
type Bridge struct {
	app  *app.App
	args []string // a price list that the program was started with

	files  files
	told   *announcer
	tell   func(line string) // tells the window's watcher how far it has come; nil where there is none
	opened time.Time

	looking     sync.WaitGroup // at the file that is shown
	stopLooking func()

	mu     sync.Mutex
	ctx    context.Context // the window's own, from startup on
	window window
	lists  map[string]app.Reading     // by handle
	ways   map[string]app.ReadOptions // by handle: how it was read
	seen   map[string]savedFile       // by handle: the file when it was read
	watch  savedFile                  // the file behind the preview or list that is shown
	plans  map[string]*reviewed       // by plan id
	newest map[string]*reviewed       // by handle: the file's last preview since it was opened
	items  listed                     // what the Items page shows
	order  []string                   // of the plans, oldest first
	given  *FileView                  // a file given at start, until the page opened it
	asked  bool                       // the page was asked whether to close during a run
	begun  bool                       // the program has started
	there  time.Time                  // when the page first called; zero before
}

// reviewed is a plan that the page shows, with its ticks.
type reviewed struct {
	deciding *sync.Mutex // one decision at a time
	preview  app.Preview // as the decisions have made it
	steps    []step      // the decisions that can be taken back, the last one last
	began    int         // rows that waited at first

	plan     plan.Plan
	list     *pricelist.List // nil for an undo
	from     origin
	figures  []plan.Figures // by the row's index, as are ticks
	synced   map[int]bool   // by the row's index: a trial took it
	ticked   plan.Selection
	byLine   map[int]int     // line to index
	accepted []plan.HoldCode // codes of holds on the plan as a whole
}

// window is what the bridge needs of the native window. Wails ends the process when it is called with a context that
// is not its own, so nothing else calls it.
type window interface {
	Emit(ctx context.Context, event string, data any)
	OpenFile(ctx context.Context, kind string) (string, error)
	SaveFile(ctx context.Context, name, kind string) (string, error)
	Show(ctx context.Context)
	Quit(ctx context.Context)
	OnFileDrop(ctx context.Context, dropped func(paths []string))
}

func newBridge(a *app.App, args []string) *Bridge {
	return &Bridge{app: a, args: args, opened: time.Now(), lists: map[string]app.Reading{}, ways: map[string]app.ReadOptions{}, seen: map[string]savedFile{}, plans: map[string]*reviewed{}, newest: map[string]*reviewed{}}
}

// startup runs once the window exists. A program that can't work says so in Status: there is no error to return.
func (b *Bridge) startup(ctx context.Context, w window) {
	b.mu.Lock()
	b.ctx, b.window = ctx, w
	b.mu.Unlock()
	b.reached(lineShown)
	b.told = newAnnouncer(func(p ProgressView) { w.Emit(ctx, "progress", p) })
	b.app.Start(ctx)
	b.app.OnChange(b.announce)
	b.app.OnProgress(func(p app.Progress) { b.told.say(progressView(p)) })
	if len(b.args) > 0 {
		b.take(b.args[0])
	}
	w.OnFileDrop(ctx, b.dropped)
	looking, stop := context.WithCancel(ctx)
	b.looking.Go(func() { b.watchFile(looking) })
	b.stopLooking = stop
	b.started(ctx)
}

// refusal returns what the page shows of an error, with a reference by which the log has its cause.
func (b *Bridge) refusal(err error) ErrorView { return viewError(b.app.Told(b.context(), err)) }

func (b *Bridge) domReady(context.Context) { b.announce() }

// announce sends the status to the page.
func (b *Bridge) announce() {
	ctx, w := b.door()
	if w != nil {
		w.Emit(ctx, "status", b.status())
	}
}

func (b *Bridge) door() (context.Context, window) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ctx, b.window
}

// context returns the window's context, or a fresh one before the window is there (which only tests see).
func (b *Bridge) context() context.Context {
	if ctx, _ := b.door(); ctx != nil {
		return ctx
	}
	return context.Background()
}

// take keeps a file given from outside, and tells the page if it is there already.
func (b *Bridge) take(path string) {
	view, err := b.files.admit(path)
	ctx, w := b.door()
	if err != nil {
		w.Emit(ctx, "file-refused", b.refusal(err))
		return
	}
	b.mu.Lock()
	b.given = &view
	b.mu.Unlock()
}

func (b *Bridge) dropped(paths []string) {
	ctx, w := b.door()
	if len(paths) != 1 {
		w.Emit(ctx, "file-refused", b.refusal(fault.New(fault.OneFile, nil)))
		return
	}
	view, err := b.files.admit(paths[0])
	if err != nil {
		w.Emit(ctx, "file-refused", b.refusal(err))
		return
	}
	w.Emit(ctx, "file-dropped", view)
}

// secondInstance brings this window forward when the program is started again, with the file it was started with.
func (b *Bridge) secondInstance(args []string, folder string) {
	ctx, w := b.door()
	if w == nil {
		return
	}
	w.Show(ctx)
	if path := fileArgument(args); path != "" {
		if !filepath.IsAbs(path) {
			path = filepath.Join(folder, path)
		}
		b.dropped([]string{path})
	}
}

// beforeClose asks the page first while a run writes; true keeps the window open.
func (b *Bridge) beforeClose(ctx context.Context) bool {
	b.mu.Lock()
	asked, w := b.asked, b.window
	b.mu.Unlock()
	if asked || w == nil || !b.app.Writing() {
		return false
	}
	w.Emit(ctx, "close-asked", nil)
	return true
}

// ConfirmClose stops a run that is under way at its next safe point and closes the window.
func (b *Bridge) ConfirmClose() {
	b.mu.Lock()
	b.asked = true
	b.mu.Unlock()
	b.app.Cancel()
	ctx, w := b.door()
	if w != nil {
		w.Quit(ctx)
	}
}

func (b *Bridge) shutdown(context.Context) {
	if b.stopLooking != nil {
		b.stopLooking()
		b.looking.Wait()
	}
	b.app.Close()
}

// Status returns what every screen needs to know. It is the first that the page asks for.
func (b *Bridge) Status() StatusView {
	b.arrived()
	return b.status()
}

func (b *Bridge) status() StatusView {
	view := statusView(b.app.Status(b.context()))
	b.mu.Lock()
	view.OpenedWith = b.given
	b.mu.Unlock()
	return view
}

// Connect opens the browser at Jobber's authorize page and returns once the user has answered there.
func (b *Bridge) Connect() (StatusView, error) {
	ctx, w := b.door()
	_, err := b.app.Connect(b.context(), app.ConnectOptions{Browser: true, Show: func(url string) {
		if w != nil {
			w.Emit(ctx, "connect-url", map[string]string{"url": url})
		}
	}})
	return b.status(), err
}

// CancelConnect ends a sign-in that waits for the browser.
func (b *Bridge) CancelConnect() { b.app.CancelConnect() }

// Disconnect tells Jobber and forgets the tokens.
func (b *Bridge) Disconnect() (StatusView, error) {
	_, err := b.app.Disconnect(b.context())
	return b.status(), err
}

// SetPractice switches between the practice company and the real account.
func (b *Bridge) SetPractice(on bool) (StatusView, error) {
	err := b.app.SetPractice(b.context(), on)
	b.forgetPlans()
	return b.status(), err
}

// ResetPractice gives the practice company its first prices back and empties its history.
func (b *Bridge) ResetPractice() (StatusView, error) {
	err := b.app.ResetPractice(b.context())
	b.forgetPlans()
	return b.status(), err
}

func (b *Bridge) forgetPlans() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.plans, b.newest = map[string]*reviewed{}, map[string]*reviewed{}
}

// SaveCredentials keeps the client id in the settings and the client secret in the keychain.
func (b *Bridge) SaveCredentials(clientID, clientSecret string) (StatusView, error) {
	err := b.app.SaveCredentials(b.context(), clientID, redact.Secret(clientSecret))
	return b.status(), err
}

// SetCurrency keeps the account's currency, which Jobber's API does not tell.
func (b *Bridge) SetCurrency(code string) (StatusView, error) {
	err := b.app.SetCurrency(b.context(), code)
	return b.status(), err
}

// Sync writes the ticked rows of a plan and returns when the run ends. With firstOnly above zero it writes only that
// many of them, as a trial.
func (b *Bridge) Sync(planID string, firstOnly int) (RunDetailView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyRun(), err
	}
	chosen := b.selection(shown, firstOnly)
	if !slices.Contains(chosen.Ticked, true) && !b.tried(shown) {
		return emptyRun(), fault.New(fault.NothingToSync, nil)
	}
	if err := b.app.KeepPreview(b.context(), shown.preview); err != nil {
		return emptyRun(), err
	}
	record, err := b.app.Sync(b.context(), store.PlanID(planID), chosen)
	b.told.flush()
	b.took(shown, record)
	return runDetail(record), partly(record, err)
}

// partly drops the error of a run that is recorded: the run itself says how it ended.
func partly(record app.RunRecord, err error) error {
	if record.Run.ID != "" {
		return nil
	}
	return err
}

func (b *Bridge) selection(shown *reviewed, firstOnly int) app.Selection {
	b.mu.Lock()
	defer b.mu.Unlock()
	return app.Selection{Ticked: slices.Clone(shown.ticked), Accepted: slices.Clone(shown.accepted), First: max(firstOnly, 0)}
}

// tried says whether a run has taken rows of the plan: whether more may follow is then for the program to say.
func (b *Bridge) tried(shown *reviewed) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(shown.synced) > 0
}

// took unticks what a run took of a plan: nothing of it can be written again.
func (b *Bridge) took(shown *reviewed, record app.RunRecord) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, row := range record.Rows {
		if at, ok := shown.byLine[row.Line]; ok {
			shown.ticked[at], shown.synced[at] = false, true
		}
	}
}

// Pause lets the run under way wait after the request in flight.
func (b *Bridge) Pause() { b.app.Pause() }

// Continue lets a paused run go on.
func (b *Bridge) Continue() { b.app.Continue() }

// Cancel stops what is under way within one request.
func (b *Bridge) Cancel() { b.app.Cancel() }

// Resume goes on with a run that was stopped or cut off.
func (b *Bridge) Resume(run string) (RunDetailView, error) {
	record, err := b.app.Resume(b.context(), apply.RunID(run))
	b.told.flush()
	return runDetail(record), partly(record, err)
}

// Runs returns the history, newest first.
func (b *Bridge) Runs() ([]RunView, error) {
	runs, err := b.app.Runs(b.context())
	views := make([]RunView, 0, len(runs))
	for _, run := range runs {
		views = append(views, runView(run))
	}
	return views, err
}

// Run returns one run with its rows.
func (b *Bridge) Run(run string) (RunDetailView, error) {
	record, err := b.app.Run(b.context(), apply.RunID(run))
	return runDetail(record), err
}

// Undo makes the preview of undoing a run, or the given lines of it.
func (b *Bridge) Undo(run string, lines []int) (PlanView, error) {
	preview, err := b.app.UndoPlan(b.context(), apply.RunID(run), lines)
	if err != nil {
		return emptyPlan(), err
	}
	return b.show(preview, origin{}), nil
}
