// Package pricelist reads a price list into rows and located problems, and recognises how the file is laid out.
package pricelist

import (
	"pricesync/app/money"
)

// Limits that hold unless the user changed them.
const (
	DefaultMaxBytes = 50 << 20
	DefaultMaxRows  = 100_000
)

// Options say how to read one price list. The zero value reads with the default limits and recognises everything.
type Options struct {
	Name     string // the file's name as the user knows it, for sentences; its extension is only a hint
	MaxBytes int64  // refused beyond it, before the file is read whole; 0 means DefaultMaxBytes
	MaxRows  int    // refused beyond it; 0 means DefaultMaxRows
	Layout   Layout // what is decided already; zero fields are recognised
	// Corrections are put in the place of the cells that they name.
	Corrections []Correction
	Progress    func(rows int)
}

// Layout is how one file is written: what the user decided, or what was recognised.
type Layout struct {
	Encoding    string // IANA name in lower case, such as "utf-8" or "windows-1252"; "" for a workbook
	Delimiter   string // ",", ";", "\t" or "|"; "" for a workbook
	Sheet       string // the workbook's sheet; "" for text
	HeaderLine  int    // physical line (sheet row) of the header, 1-based; 0 not known, -1 the file has none
	HeaderLines int    // how many lines the header takes, 1 or 2
	Decimal     string // the decimal mark, "." or ","; "" not known
	Columns     Columns
}

// Columns says which column means what.
type Columns struct {
	Name, Code, Price, Cost, Description, Unit Column
}

// Column names one column of the file. The zero value is not decided; Index -1 is decided to be absent. Given only a
// Header, the column with that header text is meant (compared without case and outer space); given only an Index,
// that 1-based position; given both, that position if it still has the text, otherwise the column that has it now.
type Column struct {
	Header string
	Index  int
}

// None is the column that the user decided is not there.
func None() Column { return Column{Index: -1} }

// List is a price list that was read.
type List struct {
	File   string // Options.Name
	SHA256 string // of the file's bytes, lower-case hex
	Bytes  int64
	Layout Layout // as used: what was decided plus what was recognised

	EncodingConfidence int // how sure Layout.Encoding is, in percent; 0 for a workbook

	Headers   []string // the header's own texts by column; empty texts where the file has none
	Sheets    []Sheet  // a workbook's sheets, in its order
	Head      []Line   // the file's first records as text, title lines included, for the Columns screen
	Rows      []Row    // every non-blank record below the header, in file order
	Questions []Question
	Notes     []Problem // facts about the file as a whole, such as hidden rows

	Corrections []Correction // of those given, the ones that fitted a row

	// The currencies that most prices and most costs are in by the file's own words: by their cells and the column of
	// currencies, else by their heading. It is a code of ISO 4217, or a sign that several currencies share, such as "$"; ""
	// where the file does not say.
	PriceCurrency, CostCurrency string

	table *table // what it was read from
	asked Layout // Options.Layout
}

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   int // rows that hold something; 0 where it was not counted
}

// Line is one record of the file as text.
type Line struct {
	Number int // physical line where the record starts, or the sheet's row
	Cells  []string
}

// Kind says what a record is.
type Kind string

// The kinds of records.
const (
	Priced     Kind = "priced"        // it has a name or code, and a readable amount
	Invalid    Kind = "invalid"       // it was meant as a product and its amounts can't be used
	NotProduct Kind = "not_a_product" // a heading, a repeated header, a total, a footer
)

// Row is one record below the header. Name and Code are the cells' own text without outer space; only in a shop's
// export whose variants share one title is the name that title with the variant's options.
type Row struct {
	Line        int
	Kind        Kind
	Name        string
	Code        string
	Description string
	Unit        string
	Price       money.Maybe // what the cell says, four decimals at the most; also of a row that is not priced, which may be below zero
	Cost        money.Maybe
	PriceText   string // the cell as written
	CostText    string
	Problem     *Problem // why it is Invalid or NotProduct; nil for a Priced row
	Flags       []Flag
	Own         *Own // its name and code in the file, where a person corrected anything of it; else nil
}

// Own are the texts of a row in the file.
type Own struct{ Name, Code string }

// Identity returns the row's name and code as the file has them.
func (r *Row) Identity() Own {
	if r.Own != nil {
		return *r.Own
	}
	return Own{r.Name, r.Code}
}

// Flag marks something about a row that a person should see.
type Flag string

// The flags that reading sets.
const (
	DigitsDropped Flag = "digits_dropped" // the file had more decimals than are kept; float noise does not count
	ShownRounded  Flag = "shown_rounded"  // a workbook's cell shows its amount without cents, or to tens of them, and stores more, which is read
	TextCut       Flag = "text_cut"       // amounts beside words, such as "12.50 ea"
	OtherMeasure  Flag = "other_measure"  // amounts that are for several pieces or in pence, as the list says; a plan holds such a row
	OtherCurrency Flag = "other_currency" // amounts in another currency than most rows have; a plan holds such a row
)

// Problem is trouble at one place of the file, in words for the user.
type Problem struct {
	// Code is stable. Of invalid rows: amount_unreadable, amount_empty, amount_negative, amount_range, amount_no_result,
	// amount_per_quantity, amount_minor, amount_shown_otherwise, no_name, columns_shifted, line_mended. Of rows that are no
	// product: heading, total, footer, repeated_header, other_headings, note.
	// Of the file: encoding_unsure, encoding_chosen, delimiter_declared, lines_in_quotes, codes_marked, hidden_rows,
	// hidden_column, hidden_sheets, other_sheets, codes_changed, column_unused, other_currency, lines_above,
	// table_beside.
	Code    string
	Message string // one sentence with the cell's own text
	Line    int
	Column  int // 1-based; 0 where it is the whole record
}

// Question is what the file alone cannot decide. Each Choice carries the layout that answers it.
type Question struct {
	Code    string // "which_price", "which_cost", "which_name", "which_sheet", "decimal_mark"
	Message string
	Choices []Choice
}

// Choice is one answer to a Question.
type Choice struct {
	Value  string // what the command line takes, such as "," or a header text
	Label  string // what a person reads, such as "£1.234"
	Detail string // why one would choose it
	Layout Layout // the asked layout with this answer filled in
}
