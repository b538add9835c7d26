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

// Finding is one thing that is wrong.
type Finding struct {
	Code     fault.Code `json:"code"`
	Severity string     `json:"severity"` // "error" or "warning"
	From     string     `json:"from"`     // where it was seen: "settings", "check", "run", "error"
	Field    string     `json:"field"`    // the setting or variable, "" where it is none
	Message  string     `json:"message"`
	Hint     string     `json:"hint"`
	Refs     []string   `json:"refs"` // operations in which it was seen, newest first
	At       *time.Time `json:"at"`   // when it was seen last, null where it holds now
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
	Started   time.Time      `json:"started"`
	Ended     *time.Time     `json:"ended"`  // null while it is open
	Status    string         `json:"status"` // "" when it was cut off
	Account   string         `json:"account"`
	File      string         `json:"file"` // a token, unless names were asked for
	SHA256    string         `json:"sha256"`
	Counts    map[string]int `json:"counts"`
	Requests  int            `json:"requests"`
	Throttled int            `json:"throttled"`
	Rows      []RunRow       `json:"rows"` // those that were not simply applied
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
