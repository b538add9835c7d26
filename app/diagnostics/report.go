package diagnostics

import (
	"time"

	"pricesync/app/fault"
)

// Schema is the number of report.json's shape. Fields may be added under the same number, never renamed or given another
// meaning; a report of any number from 1 to this one can be read.
const Schema = 1

// Report is what report.json holds, and what report.html and summary.txt show. Lists are newest first unless they say
// otherwise, and never null. Times are in UTC.
type Report struct {
	// Schema is the number of this shape.
	Schema int `json:"schema"`
	// Made is when the report was made.
	Made time.Time `json:"made"`
	// Op is the operation that made it, such as 7K3F-2Q.
	Op string `json:"op"`
	// Names says whether names and amounts stand in the report. Otherwise tokens such as item-3f9a0c12 stand for names,
	// the same for the same name throughout this report and meaning nothing outside it, and # for amounts.
	Names bool `json:"names"`
	// Program is the build that made it.
	Program Program `json:"program"`
	// System is what is known of computer, session and process.
	System []Fact `json:"system"`
	// Findings is what is wrong, the likeliest cause first; empty on a healthy computer.
	Findings []Finding `json:"findings"`
	// Checks is the self-check in its quick form, in the order in which it is shown.
	Checks []Check `json:"checks"`
	// Settings is the effective configuration: each value with where it comes from.
	Settings []Setting `json:"settings"`
	// Connection is how the program stands to Jobber; it never holds a token.
	Connection Connection `json:"connection"`
	// Limits is what is known of Jobber's limits.
	Limits Limits `json:"limits"`
	// Runs are the last 20 syncs and undos.
	Runs []PastRun `json:"runs"`
	// Previews are the last 20 previews that were not synced.
	Previews []PastPreview `json:"previews"`
	// Errors is what operations ended with, grouped by code, the latest first.
	Errors []ErrorGroup `json:"errors"`
	// Timeline is the log's newest events in a line each, the oldest first.
	Timeline []Moment `json:"timeline"`
	// Database is what the database says of itself.
	Database []Fact `json:"database"`
	// Layouts are the suppliers that are remembered, with how their lists are laid out, by name or token.
	Layouts []Layout `json:"layouts"`
	// Network is every host that the program has contacted, the latest first.
	Network []Contact `json:"network"`
	// LeftOut names the parts that the person left out.
	LeftOut []string `json:"left_out"`
	// Troubles says what could not be gathered, and why: "part: reason".
	Troubles []string `json:"troubles"`
	// Redactions says how often something was taken out, by rule; never what.
	Redactions map[string]int `json:"redactions"`
}

// Program names the build.
type Program struct {
	// Name is the program's.
	Name string `json:"name"`
	// Version is the release, such as 1.0.0.
	Version string `json:"version"`
	// Commit is the source that it was built from.
	Commit string `json:"commit"`
	// Go is the version of Go that built it.
	Go string `json:"go"`
}

// Fact is one thing known about computer, session, client or database.
type Fact struct {
	// Name says of what, in words.
	Name string `json:"name"`
	// Value is what is known, with its unit.
	Value string `json:"value"`
}

// Finding is one thing that is wrong: what was tried, when, on which account, what happened, why, what it means for the
// prices in Jobber, and what the user should do.
type Finding struct {
	// Code is the error's or the check's.
	Code fault.Code `json:"code"`
	// Severity is "error" or "warning".
	Severity string `json:"severity"`
	// From is where it was seen: "start", "settings", "check", "error", "run", "preview", "log".
	From string `json:"from"`
	// Field is the setting, variable or check; "" where it is none.
	Field string `json:"field"`
	// Operation is what was tried, by its name in the log such as "sync"; "" where nothing was.
	Operation string `json:"operation"`
	// Tried is the same in words.
	Tried string `json:"tried"`
	// At is when it was seen last; null where it holds now.
	At *time.Time `json:"at"`
	// Account is Jobber's id of the account; "" where none was connected.
	Account string `json:"account"`
	// AccountName is its name, or a token; "" where that is not known.
	AccountName string `json:"account_name"`
	// Run is the run that it is about; "" for none.
	Run string `json:"run"`
	// Rows is the number of rows of that run by outcome, or of a preview by verdict; never null.
	Rows map[string]int `json:"rows"`
	// Message says what happened.
	Message string `json:"message"`
	// Cause is what lies beneath, for support; "" where no more is known.
	Cause string `json:"cause"`
	// Usual names the usual reasons for it, for support; "" where there is nothing to add.
	Usual string `json:"usual"`
	// Prices says what it means for the prices in Jobber.
	Prices string `json:"prices"`
	// Hint says what the user should do.
	Hint string `json:"hint"`
	// Refs are the operations in which it was seen, newest first.
	Refs []string `json:"refs"`
}

// Setting is one effective value with its origin.
type Setting struct {
	// Name is the setting's.
	Name string `json:"name"`
	// Value is shown safely: of a secret only whether it is set.
	Value string `json:"value"`
	// Origin is "default", "settings" or "environment".
	Origin string `json:"origin"`
	// Wrong says why the value can't be used; "" where it can.
	Wrong string `json:"wrong"`
}

// ErrorGroup is what the log says about one code.
type ErrorGroup struct {
	// Code is the error's.
	Code fault.Code `json:"code"`
	// Count is how often it came.
	Count int `json:"count"`
	// Level is how loudly the log says it: "info", "warn" or "error".
	Level string `json:"level"`
	// First and Last are when it came.
	First time.Time `json:"first"`
	// Last is when it came the last time.
	Last time.Time `json:"last"`
	// Refs are the operations, newest first, at most five.
	Refs []string `json:"refs"`
	// Message is what the user read the last time.
	Message string `json:"message"`
	// Cause is what lay behind it the last time, for support.
	Cause string `json:"cause"`
}

// Moment is one line of the timeline.
type Moment struct {
	// At is when it happened.
	At time.Time `json:"at"`
	// Level is the line's.
	Level string `json:"level"`
	// Event is one of the documented events.
	Event string `json:"event"`
	// Op is the operation; "" outside any.
	Op string `json:"op"`
	// Text is the event's own fields as "name value".
	Text string `json:"text"`
}

// Layout is one supplier that is remembered.
type Layout struct {
	// Supplier is its name, or a token.
	Supplier string `json:"supplier"`
	// Headings are the texts of the header that it was learned from.
	Headings []string `json:"headings"`
	// Layout is how its lists are laid out: encoding, delimiter, sheet, header_line, decimal, and for each meaning
	// (name, code, price, cost, description, unit) the column.
	Layout []Fact `json:"layout"`
	// Rules are what makes prices of its amounts.
	Rules []Fact `json:"rules"`
	// Links is how many rows were decided to be which item, in the connected account.
	Links int `json:"links"`
}

// Contact is one host that the program has contacted for one purpose.
type Contact struct {
	// Host is its name, with the port where it is unusual.
	Host string `json:"host"`
	// Why says what for, in words.
	Why string `json:"why"`
	// Requests counts them all, those that failed too.
	Requests int `json:"requests"`
	// Failed counts those that got no answer.
	Failed int `json:"failed"`
	// Sent and Received are bytes.
	Sent int64 `json:"sent"`
	// Received is in bytes.
	Received int64 `json:"received"`
	// First is when it was contacted first.
	First time.Time `json:"first"`
	// Last is when it was contacted last.
	Last time.Time `json:"last"`
}
