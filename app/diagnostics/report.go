package diagnostics

import (
	"time"

	"pricesync/app/fault"
)

// Schema is the number of report.json's shape. Fields may be added under the same number, never renamed.
const Schema = 1

// Report is what report.json holds, and report.html shows. Lists are newest first unless they say otherwise, and never
// null.
type Report struct {
	Schema     int            `json:"schema"`
	Made       time.Time      `json:"made"`
	Op         string         `json:"op"` // the operation that made it
	Program    Program        `json:"program"`
	System     []Fact         `json:"system"`
	Findings   []Finding      `json:"findings"` // what is wrong, the likeliest cause first; empty on a healthy computer
	Checks     []Check        `json:"checks"`
	Settings   []Setting      `json:"settings"`
	Runs       []PastRun      `json:"runs"`
	Errors     []ErrorGroup   `json:"errors"`
	Timeline   []Moment       `json:"timeline"` // oldest first
	Database   []Fact         `json:"database"`
	LeftOut    []string       `json:"left_out"` // parts that the person left out
	Troubles   []string       `json:"troubles"` // what could not be collected, and why
	Redactions map[string]int `json:"redactions"`
}

// Program names the build.
type Program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
}

// Fact is one thing known about system or database.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Finding is one thing that is wrong: what was tried, when, on which account, what happened, why, what it means for the
// prices in Jobber, and what the user should do.
type Finding struct {
	Code      fault.Code     `json:"code"`
	Severity  string         `json:"severity"`  // "error" or "warning"
	From      string         `json:"from"`      // where it was seen: "start", "settings", "check", "error", "run", "preview", "log"
	Field     string         `json:"field"`     // the setting, variable or check, "" where it is none
	Operation string         `json:"operation"` // what was tried, by its name in the log such as "sync"; "" where nothing was
	Tried     string         `json:"tried"`     // the same in words
	At        *time.Time     `json:"at"`        // when it was seen last, null where it holds now
	Account   string         `json:"account"`   // Jobber's id of the account, "" where none was connected
	Run       string         `json:"run"`       // the run that it is about, "" for none
	Rows      map[string]int `json:"rows"`      // of that run by outcome, or of a preview by verdict; never null
	Message   string         `json:"message"`   // what happened
	Cause     string         `json:"cause"`     // what lies beneath, for support; "" where no more is known
	Prices    string         `json:"prices"`    // what it means for the prices in Jobber
	Hint      string         `json:"hint"`      // what the user should do
	Refs      []string       `json:"refs"`      // operations in which it was seen, newest first
}

// Setting is one effective value with its origin.
type Setting struct {
	Name   string `json:"name"`
	Value  string `json:"value"` // shown safely
	Origin string `json:"origin"`
	Wrong  string `json:"wrong"` // why it can't be used, else ""
}

// PastRun is one line of the history.
type PastRun struct {
	Run       string         `json:"run"`
	Kind      string         `json:"kind"`
	UndoOf    string         `json:"undo_of"`
	Plan      string         `json:"plan"`
	Op        string         `json:"op"`
	By        string         `json:"by"` // "this user", or "another user" of the computer
	Started   time.Time      `json:"started"`
	Ended     *time.Time     `json:"ended"`  // null while it is open
	Status    string         `json:"status"` // "" when it was cut off
	Account   string         `json:"account"`
	File      string         `json:"file"` // a token, unless names were asked for
	SHA256    string         `json:"sha256"`
	Counts    map[string]int `json:"counts"`
	Requests  int            `json:"requests"`
	Throttled int            `json:"throttled"`
	Total     int            `json:"total"`   // rows that were to be written
	Slipped   int            `json:"slipped"` // of those that were applied, how many moved an amount by a power of ten
	Rows      []RunRow       `json:"rows"`    // those that were not simply applied
}

// RunRow is what befell one row of a run.
type RunRow struct {
	Line    int    `json:"line"`
	Item    string `json:"item"` // a token, unless names were asked for
	Outcome string `json:"outcome"`
	Message string `json:"message"`
}

// ErrorGroup is what the log says about one code.
type ErrorGroup struct {
	Code    fault.Code `json:"code"`
	Count   int        `json:"count"`
	Level   string     `json:"level"`
	First   time.Time  `json:"first"`
	Last    time.Time  `json:"last"`
	Refs    []string   `json:"refs"` // operations, newest first, at most five
	Message string     `json:"message"`
	Cause   string     `json:"cause"` // of the last one
}

// Moment is one line of the timeline.
type Moment struct {
	At    time.Time `json:"at"`
	Level string    `json:"level"`
	Event string    `json:"event"`
	Op    string    `json:"op"`
	Text  string    `json:"text"`
}
