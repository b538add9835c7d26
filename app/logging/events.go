package logging

import "log/slog"

// Event names what a line tells. The set is closed: Events documents each.
type Event string

// The events.
const (
	LogOpened       Event = "log_opened"
	AppStart        Event = "app_start"
	AppStop         Event = "app_stop"
	Finding         Event = "finding"
	ConnectStart    Event = "connect_start"
	Connected       Event = "connected"
	Disconnected    Event = "disconnected"
	TokenRefreshed  Event = "token_refreshed"
	PriceListOpened Event = "price_list_opened"
	ListsCompared   Event = "lists_compared"
	CatalogRead     Event = "catalog_read"
	Preview         Event = "preview"
	SyncStart       Event = "sync_start"
	SyncEnd         Event = "sync_end"
	ResumeStart     Event = "resume_start"
	UndoStart       Event = "undo_start"
	Retry           Event = "retry"
	Wait            Event = "wait"
	Request         Event = "request"
	SettingChanged  Event = "setting_changed"
	Exported        Event = "exported"
	SelfCheck       Event = "self_check"
	ReportSaved     Event = "report_saved"
	PracticeReset   Event = "practice_reset"
	Failed          Event = "error"
	Panicked        Event = "panic"
	PageBroke       Event = "page_broke"
	Crashed         Event = "crashed"
)

// EventDoc documents one event.
type EventDoc struct {
	Event   Event
	Level   slog.Level
	Message string // the line's msg
	Fields  string // what its fields hold, beside op and account
}

// Events lists every event.
func Events() []EventDoc {
	const debug, info, warn, failure = slog.LevelDebug, slog.LevelInfo, slog.LevelWarn, slog.LevelError
	return []EventDoc{
		{LogOpened, info, "Log opened", "version, commit, pid, go, os, arch; dropped: lines lost before"},
		{AppStart, info, "Program started", "command: the subcommand or window; practice; home: default or own; findings: their number"},
		{AppStop, info, "Program ended", "exit: the exit code; ms: how long it ran; dropped: log lines lost"},
		{Finding, warn, "Something is wrong with settings or computer", "code, severity, field, breaks"},
		{ConnectStart, info, "Sign-in started", "port; browser: whether one was opened"},
		{Connected, info, "Connected", "session_only: no keychain holds the connection; ms"},
		{Disconnected, info, "Disconnected", "told: whether Jobber was told"},
		{TokenRefreshed, info, "Connection renewed", "reason: early or refused; generation; ms"},
		{PriceListOpened, info, "Price list opened", "sha256, bytes, rows, encoding, delimiter, decimal, sheet, header_line; ms"},
		{ListsCompared, info, "Price lists compared", "old_sha256, new_sha256, counts: rows by change; ms"},
		{CatalogRead, info, "Catalog read", "items, requests; ms"},
		{Preview, info, "Preview made", "plan, fingerprint, sha256, counts: rows by verdict, holds; ms"},
		{SyncStart, info, "Sync started", "run, plan, rows, accepted: holds that were accepted"},
		{SyncEnd, info, "Sync ended", "run, status, counts: rows by outcome, requests, throttled; ms"},
		{ResumeStart, info, "Run resumed", "run, rows: those left"},
		{UndoStart, info, "Undo started", "run, undo_of, rows"},
		{Retry, warn, "Asked again", "request, attempt, why; wait_ms"},
		{Wait, info, "Waiting for Jobber", "why; wait_ms"},
		{Request, debug, "Request answered", "request: its name, status, request_id: Jobber's own, cost, available; ms"},
		{SettingChanged, info, "Setting changed", "name, value: shown safely"},
		{Exported, info, "File saved", "what: run, plan or rows; rows, bytes"},
		{SelfCheck, info, "Self-check made", "status, deep, failed: codes of failed checks; ms"},
		{ReportSaved, info, "Diagnostics report saved", "bytes, parts, left_out; ms"},
		{PracticeReset, info, "Practice company reset", ""},
		{Failed, failure, "Operation failed", "operation, code, sentence and hint: what the user read, cause, type: Go types of the cause; ms; the level is the code's own"},
		{Panicked, failure, "Something broke; the program goes on", "as for error, and stack"},
		{PageBroke, failure, "The window's page came upon trouble of its own", "code, sentence and hint: what the user read, cause: the page's own words, stack: of its script, left_out: how many came too fast before it"},
		{Crashed, failure, "The program ended unexpectedly the last time", "stack: what the runtime said"},
	}
}

// doc returns the event's documentation; an event outside the table documents itself.
func (e Event) doc() EventDoc {
	for _, doc := range Events() {
		if doc.Event == e {
			return doc
		}
	}
	return EventDoc{Event: e, Level: slog.LevelInfo, Message: string(e)}
}
