package diagnostics

import "time"

// rowBounds says how many rows of runs a report holds.
type rowBounds struct {
	applied int // of each run, rows simply applied, in report.json and report.html
	shown   int // in report.json and report.html, of all runs together
	full    int // in the files of runs/, before a run's file has only the rows that were not simply applied
	kept    int // in the files of runs/, of all runs together
}

func usualBounds() rowBounds {
	return rowBounds{applied: 20, shown: 20_000, full: 50_000, kept: 100_000}
}

// PastRun is one sync or undo.
type PastRun struct {
	// Run is its id.
	Run string `json:"run"`
	// Kind is "sync" or "undo".
	Kind string `json:"kind"`
	// UndoOf is the run that it takes back; "" for a sync.
	UndoOf string `json:"undo_of"`
	// Plan is the preview that it applies.
	Plan string `json:"plan"`
	// Op is the operation in which it began.
	Op string `json:"op"`
	// By says who began it: "this user", or "another user" of the computer.
	By string `json:"by"`
	// Started is when it began.
	Started time.Time `json:"started"`
	// Ended is when it ended; null while it is under way, and after it was cut off.
	Ended *time.Time `json:"ended"`
	// Status is "done", "partial" (a row that was to be written was not applied), "stopped" (resumable), "under way", or "" when
	// it was cut off.
	Status string `json:"status"`
	// Account is Jobber's id of the account.
	Account string `json:"account"`
	// AccountName is its name, or a token.
	AccountName string `json:"account_name"`
	// File is the price list's name, or a token.
	File string `json:"file"`
	// SHA256 is of the price list's bytes.
	SHA256 string `json:"sha256"`
	// Accepted are the codes of the holds that the user accepted.
	Accepted []string `json:"accepted"`
	// Rules are what made the prices, such as "markup 35%".
	Rules []string `json:"rules"`
	// Counts is the number of rows by outcome: applied, rejected, changed_elsewhere, skipped, not_sent, unknown.
	Counts map[string]int `json:"counts"`
	// Requests is how many requests were sent to Jobber.
	Requests int `json:"requests"`
	// Throttled is how many of them Jobber refused for its limits.
	Throttled int `json:"throttled"`
	// Total is how many rows were to be written.
	Total int `json:"total"`
	// Slipped is how many of those that were applied moved an amount by a power of ten.
	Slipped int `json:"slipped"`
	// Rows are every row that was not simply applied and the first 20 that were, by line. A report holds at most 20,000
	// rows; the newest runs come first.
	Rows []RunRow `json:"rows"`
	// MoreRows counts the rows that stand only in the run's own file.
	MoreRows int `json:"more_rows"`
	// Detail is the file with the rows, such as "runs/r-3f.json"; "" where there is none. It holds every row; of a run with
	// which the files would have more than 50,000 rows, only those not simply applied; 100,000 at most.
	Detail string `json:"detail"`
}

// Amounts are a price and a cost, each "" where there is none and # where amounts are hidden.
type Amounts struct {
	// Price is what an item sells for.
	Price string `json:"price"`
	// Cost is what it is bought for.
	Cost string `json:"cost"`
}

// RunRow is what befell one row of a run.
type RunRow struct {
	// Line is the price list's.
	Line int `json:"line"`
	// Item is the item's name in Jobber, or a token.
	Item string `json:"item"`
	// ItemID is Jobber's id of it; "" of a new item that was not created.
	ItemID string `json:"item_id"`
	// Name and Code are the price list's own texts, or tokens.
	Name string `json:"name"`
	// Code is the price list's own.
	Code string `json:"code"`
	// Outcome is applied, rejected, changed_elsewhere, skipped, not_sent or unknown.
	Outcome string `json:"outcome"`
	// Message says why, as the user read it or as the report adds; "" where nothing needs saying.
	Message string `json:"message"`
	// Before is what Jobber held just before the write.
	Before Amounts `json:"before"`
	// Sent is what was asked for; "" of an amount that was not.
	Sent Amounts `json:"sent"`
	// Stored is what Jobber answered.
	Stored Amounts `json:"stored"`
	// Change is by how many percent the sent amounts differ from those before, such as "+4.0%"; "" where that can't be
	// said. It stands also where amounts are hidden.
	Change Amounts `json:"change"`
	// Slipped says that an amount moved by a power of ten.
	Slipped bool `json:"slipped"`
	// Differs says that Jobber stored something else than was sent.
	Differs bool `json:"differs"`
	// Created says that the row made a new item.
	Created bool `json:"created"`
	// Attempts is how often the row was sent.
	Attempts int `json:"attempts"`
	// At is when the outcome was known; null where it is not yet.
	At *time.Time `json:"at"`
}

// plain says whether all went well with the row and nothing needs saying.
func (r RunRow) plain() bool { return r.Outcome == "applied" && !r.Differs && r.Message == "" }

// PastPreview is one preview that was not synced.
type PastPreview struct {
	// Plan is its id.
	Plan string `json:"plan"`
	// Kind is "sync" or "undo".
	Kind string `json:"kind"`
	// Op is the operation that made it.
	Op string `json:"op"`
	// Made is when.
	Made time.Time `json:"made"`
	// Account is Jobber's id of the account.
	Account string `json:"account"`
	// AccountName is its name, or a token.
	AccountName string `json:"account_name"`
	// File is the price list's name, or a token.
	File string `json:"file"`
	// SHA256 is of the price list's bytes.
	SHA256 string `json:"sha256"`
	// Layout is how the list was read, as in Layout.Layout.
	Layout []Fact `json:"layout"`
	// Rules are what made the prices, such as "markup 35%".
	Rules []string `json:"rules"`
	// CatalogSize is how many items the account had.
	CatalogSize int `json:"catalog_size"`
	// Rows is how many rows the preview has.
	Rows int `json:"rows"`
	// Counts is the number of rows by verdict; null where the preview was too large to be counted.
	Counts map[string]int `json:"counts"`
	// RowHolds is the number of rows by the code of a hold.
	RowHolds map[string]int `json:"row_holds"`
	// Holds are those on the preview as a whole: "code: sentence".
	Holds []string `json:"holds"`
	// Attention are the first 20 rows that are held, ambiguous, unmatched, duplicate or invalid, by line.
	Attention []PreviewRow `json:"attention"`
}

// PreviewRow is one row of a preview that needs a person's attention.
type PreviewRow struct {
	// Line is the price list's.
	Line int `json:"line"`
	// Name is the row's own text, or a token.
	Name string `json:"name"`
	// Code is the row's own, or a token.
	Code string `json:"code"`
	// Item is the item's name in Jobber, or a token; "" where none was found.
	Item string `json:"item"`
	// Verdict is the preview's.
	Verdict string `json:"verdict"`
	// Reason is its stable code.
	Reason string `json:"reason"`
	// Holds are the codes of the holds.
	Holds []string `json:"holds"`
	// Message is what the user reads, the holds' sentences included.
	Message string `json:"message"`
}
