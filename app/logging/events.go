package logging

import (
	"log/slog"
	"strings"
)

// Event names what a line tells. The set is closed: Events documents each.
type Event string

// The events.
const (
	LogOpened       Event = "log_opened"
	AppStart        Event = "app_start"
	AppStop         Event = "app_stop"
	WindowReady     Event = "window_ready"
	Finding         Event = "finding"
	OperationStart  Event = "operation_start"
	OperationEnd    Event = "operation_end"
	ConnectStart    Event = "connect_start"
	Connected       Event = "connected"
	Disconnected    Event = "disconnected"
	TokenRefreshed  Event = "token_refreshed"
	TokenWarning    Event = "token_warning"
	PriceListOpened Event = "price_list_opened"
	ListsCompared   Event = "lists_compared"
	SupplierChanged Event = "supplier_changed"
	LockChanged     Event = "lock_changed"
	LinksChanged    Event = "links_changed"
	RulesChanged    Event = "rules_changed"
	CatalogRead     Event = "catalog_read"
	Preview         Event = "preview"
	RowDecided      Event = "row_decided"
	SyncStart       Event = "sync_start"
	SyncEnd         Event = "sync_end"
	ResumeStart     Event = "resume_start"
	UndoStart       Event = "undo_start"
	Request         Event = "request"
	Retry           Event = "retry"
	Wait            Event = "wait"
	Remark          Event = "remark"
	SettingChanged  Event = "setting_changed"
	Exported        Event = "exported"
	SelfCheck       Event = "self_check"
	ReportSaved     Event = "report_saved"
	PracticeReset   Event = "practice_reset"
	Failed          Event = "error"
	Panicked        Event = "panic"
	PageBroke       Event = "page_broke"
	Crashed         Event = "crashed"
	WindowError     Event = "window_error"
)

// EventDoc documents one event.
type EventDoc struct {
	Event   Event
	Level   slog.Level
	Message string // the line's msg
	Fields  []Field
}

// Field documents one field of a line.
type Field struct {
	Name      string
	Means     string
	Sometimes bool // it is on those lines only that have something to say with it
}

// Common lists the fields that every line has, in their order.
func Common() []Field {
	return fields(
		"time: when, in UTC with milliseconds",
		"level: debug, info, warn or error",
		"msg: a sentence for people",
		"event: one of the events below",
		"op: the operation's id, which stands on every line of it; empty outside operations",
		"account: the id of the Jobber account that is worked on; empty where none is known",
		"seq: counts the lines of one run of the program from 1 without a gap, so that a loss shows",
		"cut?: how many bytes the line had, where it was too long and only what says whose it is was kept",
	)
}

// Events lists every event.
func Events() []EventDoc {
	const debug, info, warn, failure = slog.LevelDebug, slog.LevelInfo, slog.LevelWarn, slog.LevelError
	return []EventDoc{
		{LogOpened, info, "Log opened", fields("version: of the program", "commit: it was built from", "pid: of the process", "go: Go's version",
			"os: the system", "arch: the processor", "dropped: lines that could not be written since the last line of this kind")},
		{AppStart, info, "Program started", fields("command: the command line's command, or window", "practice: the practice company was asked for",
			"home: default, or own where PRICESYNC_HOME names the folder")},
		{AppStop, info, "Program ended", fields("dropped: log lines lost", "ms: how long it ran")},
		{WindowReady, info, "The window shows its page", fields("ms: since the window was opened")},
		{Finding, warn, "Something is wrong with settings or computer", fields("code: of the finding", "severity: error or warning",
			"field: the setting or variable", "breaks: what can't be done because of it", "sentence: what the person reads", "hint: what the person reads below it")},
		{OperationStart, debug, "Operation started", fields("operation: its name")},
		{OperationEnd, debug, "Operation ended", fields("operation: its name", "outcome: done or failed", "ms: how long it took")},
		{ConnectStart, info, "Sign-in started", fields("port: of the callback", "browser: whether one was opened")},
		{Connected, info, "Connected", fields("session_only: no keychain holds the connection", "ms: how long it took")},
		{Disconnected, info, "Disconnected", fields("was_connected: there was a connection", "told: Jobber has heard of it")},
		{TokenRefreshed, info, "Connection renewed", fields("life_s: for how many seconds")},
		{TokenWarning, warn, "Jobber warns about renewing the connection", fields("message: Jobber's words")},
		{PriceListOpened, info, "Price list opened", fields("sha256: of the file", "bytes: its size", "rows: that are not headings",
			"encoding: of its letters", "delimiter: between cells", "decimal: the decimal mark", "decimal_asked: the mark that a person chose, empty where it was recognised", "against_mark: rows with an amount that can only be written with the other mark", "sheet: its name, as a name may be shown",
			"header_line: where the headings stand", "columns: the number of each column that is used, by what it holds",
			"questions: how many the file leaves open", "ms: how long reading took")},
		{ListsCompared, info, "Price lists compared", fields("old_sha256: of the older file", "new_sha256: of the newer file", "counts: rows by change", "ms: how long comparing took")},
		{SupplierChanged, info, "Supplier changed", fields("what: saved, edited, renamed, removed or imported")},
		{LockChanged, info, "Lock changed", fields("what: locked or unlocked", "item: its id in Jobber", "field: price, cost, or empty for the whole item")},
		{LinksChanged, info, "Links changed", fields("what: saved, removed, restored or imported", "links: how many")},
		{RulesChanged, info, "Price rules changed", fields("of: supplier or account", "rules: how many there are now", "only_increase: whether only increases are taken",
			"markup: percent of the rows that no rule fits", "tax: take_off, add or empty", "units: fixed, by_unit, cents or empty")},
		{CatalogRead, info, "Catalog read", fields("items: how many", "requests: how many it took", "ms: how long it took")},
		{Preview, info, "Preview made", fields("plan: its id", "kind: price_list or undo", "fingerprint: proves its content", "sha256: of the price list",
			"rows: in the plan", "compared: rows with an amount in the list and an item in Jobber", "slipped: of those, how many amounts move by a power of ten", "catalog: items in the account", "counts: rows by verdict", "holds: on the plan as a whole", "ms: how long it took")},
		{RowDecided, info, "A row was decided", fields("plan: the preview's id", "line: of the row", "what: item, never, skip, take, create or cell", "back: the decision was taken back",
			"was: the row's verdict before", "now: its verdict since", "rows: how many rows say something else since", "ms: how long it took")},
		{SyncStart, info, "Sync started", started()},
		{ResumeStart, info, "Run resumed", started()},
		{UndoStart, info, "Undo started", started()},
		{SyncEnd, info, "Sync ended", fields("run: its id", "status: done, partial or stopped", "counts: rows by outcome", "requests: sent to Jobber",
			"throttled: how often Jobber asked to wait", "ms: how long it took")},
		{Request, debug, "Request answered", fields("request: its name", "host: that was asked", "status: of HTTP; 0 where no answer came",
			"reason: the shape of the failure, empty where there was none", "request_id: Jobber's own id of the request",
			"cost: points charged", "available: points left, -1 where Jobber did not say", "bytes: of the answer", "ms: how long it took")},
		{Retry, warn, "Asked again", fields("request: its name", "kind: retry, throttled, token_renewed or edit_lost", "why: the shape of the failure",
			"request_id: Jobber's own id of the request that failed", "wait_ms: until the next try")},
		{Wait, info, "Waiting for Jobber", fields("request: what waits", "why: the limit", "wait_ms: for how long")},
		{Remark, warn, "Jobber behaves otherwise than expected", fields("request: its name",
			"kind: version_warning, limits_unreadable, fallback or catalog_shifted", "why: what is done without", "message: Jobber's words about the version")},
		{SettingChanged, info, "Setting changed", fields("name: of the setting", "value: shown safely")},
		{Exported, info, "File saved", fields("what: plan, run, supplier, links or rules", "id?: of the plan or run", "format: csv, xlsx or json", "rows?: in the file", "bytes: its size")},
		{SelfCheck, info, "Self-check made", fields("status: the worst of the checks", "deep: Jobber was asked too", "failed: codes of failed checks", "problems: the checks that are not ok, as the report has them", "ms: how long it took")},
		{ReportSaved, info, "Diagnostics report saved", fields("bytes: its size", "parts: how many it holds", "left_out: parts that the person left out",
			"names: item and file names are in it", "ms: how long it took")},
		{PracticeReset, info, "Practice company reset", nil},
		{Failed, failure, "Operation failed", failed()},
		{Panicked, failure, "Something broke; the program goes on", append(failed(), fields("stack: where it broke")...)},
		{PageBroke, failure, "The window's page came upon trouble of its own", fields("code: of what the person read", "sentence: what the person read",
			"hint: what the person read below it", "cause: the page's own words", "stack: of its script", "left_out: how many came too fast before it")},
		{Crashed, failure, "The program ended unexpectedly the last time", fields("stack: what the runtime said")},
		{WindowError, failure, "The window reported an error", fields("cause: its own words")},
	}
}

func started() []Field {
	return fields("run: its id", "plan: that is applied", "began: the operation that began the run", "rows: still to be written", "undo_of: the run that is taken back, else empty",
		"only_increase: nothing becomes cheaper", "markup: per cent on the cost, empty where none", "accepted: holds that were accepted", "sha256: of the price list")
}

func failed() []Field {
	return fields("operation: its name", "code: of the table of errors; its level is the line's", "sentence: what the person read", "hint: what the person read below it",
		"cause: everything that is known of it", "type: Go types of the causes, outermost first", "because?: the code of what made a run stop", "ms?: how long the operation took")
}

// fields reads "name: meaning"; a question mark behind the name marks a field that is there sometimes.
func fields(docs ...string) []Field {
	all := make([]Field, 0, len(docs))
	for _, doc := range docs {
		name, means, _ := strings.Cut(doc, ": ")
		name, sometimes := strings.CutSuffix(name, "?")
		all = append(all, Field{name, means, sometimes})
	}
	return all
}

// documented returns the table by event.
func documented() map[Event]EventDoc {
	docs := map[Event]EventDoc{}
	for _, doc := range Events() {
		docs[doc.Event] = doc
	}
	return docs
}

// doc returns the event's documentation; an event outside the table documents itself.
func (l *Log) doc(e Event) EventDoc {
	if doc, ok := l.docs[e]; ok {
		return doc
	}
	return EventDoc{Event: e, Level: slog.LevelInfo, Message: string(e)}
}
