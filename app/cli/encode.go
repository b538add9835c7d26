// Package cli is the command line over the same operations as the window.
package cli

import (
	"cmp"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// The shapes of --json: fields may be added, never renamed. Amounts are decimal strings or null, times RFC 3339 UTC or
// null, lists newest first.

type accountJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type pricesJSON struct {
	Price  *string `json:"price"`
	Cost   *string `json:"cost"`
	Markup *string `json:"markup"` // percent; null but where a rule writes Jobber's markup
}

type itemJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type noteJSON struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type suggestionJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Score int    `json:"score"`

	// Differs has the words of the list's name and of the item's that the other does not have.
	Differs differsJSON `json:"differs"`
}

type differsJSON struct {
	List []string `json:"list"`
	Item []string `json:"item"`
}

// differs returns the words that tell the row's name from the item's.
func differs(row, item string) differsJSON {
	ours, theirs := match.Differences(row, item)
	words := func(parts []match.Part) []string {
		found := []string{}
		for _, part := range parts {
			if part.Differs {
				found = append(found, strings.TrimSpace(part.Text))
			}
		}
		return found
	}
	return differsJSON{words(ours), words(theirs)}
}

type planRowJSON struct {
	Line        int              `json:"line"`
	Name        string           `json:"name"`
	Code        string           `json:"code"`
	Verdict     string           `json:"verdict"`
	Reason      string           `json:"reason"`
	Message     string           `json:"message"`
	Holds       []string         `json:"holds"`
	Flags       []string         `json:"flags"`
	Rule        string           `json:"rule"`
	Item        *itemJSON        `json:"item"`
	MatchedBy   string           `json:"matched_by"`
	Why         string           `json:"why"`
	Candidates  []itemJSON       `json:"candidates"`
	Suggestions []suggestionJSON `json:"suggestions"`
	List        pricesJSON       `json:"list"`
	Before      pricesJSON       `json:"before"`
	After       pricesJSON       `json:"after"`
	Create      *newItemJSON     `json:"create"` // of a row that makes a new item, else null
	Hides       bool             `json:"hides"`  // the row hides its item
}

type newItemJSON struct {
	Name        string  `json:"name"`
	Description string  `json:"description"`
	Category    string  `json:"category"` // product or service
	Price       *string `json:"price"`
	Cost        *string `json:"cost"`
	Taxable     bool    `json:"taxable"`
}

// columnsJSON names columns by their heading, or by their 1-based number where the file has no heading.
type columnsJSON struct {
	Name  *string `json:"name"`
	Code  *string `json:"code"`
	Price *string `json:"price"`
	Cost  *string `json:"cost"`
}

type columnNumbersJSON struct {
	Name  *int `json:"name"`
	Code  *int `json:"code"`
	Price *int `json:"price"`
	Cost  *int `json:"cost"`
}

type priceListJSON struct {
	File       string            `json:"file"`
	SHA256     string            `json:"sha256"`
	Encoding   string            `json:"encoding"`
	Delimiter  string            `json:"delimiter"`
	Decimal    string            `json:"decimal"`
	Sheet      string            `json:"sheet"`
	HeaderLine int               `json:"header_line"`
	Rows       int               `json:"rows"`
	Columns    columnsJSON       `json:"columns"`
	Numbers    columnNumbersJSON `json:"column_numbers"`
}

type choiceJSON struct {
	Value  string `json:"value"`
	Label  string `json:"label"`
	Detail string `json:"detail"`
}

type questionJSON struct {
	Code    string       `json:"code"`
	Message string       `json:"message"`
	Choices []choiceJSON `json:"choices"`
}

type previewJSON struct {
	Op          string         `json:"op"`
	Plan        *string        `json:"plan"`
	Fingerprint *string        `json:"fingerprint"`
	Account     *accountJSON   `json:"account"`
	PriceList   priceListJSON  `json:"price_list"`
	Counts      map[string]int `json:"counts"`
	Holds       []noteJSON     `json:"holds"`
	Rows        []planRowJSON  `json:"rows"`
	Missing     []planRowJSON  `json:"missing"`      // the supplier's items that the list no longer has; lines -1, -2, …
	HideMissing bool           `json:"hide_missing"` // a sync hides them, but for held ones
	Questions   []questionJSON `json:"questions"`
	Notes       []string       `json:"notes"` // on how rows were matched
	Supplier    supplierJSON   `json:"supplier"`
}

// supplierJSON says whose list it was taken for, and what changed since the last one.
type supplierJSON struct {
	Name    *string  `json:"name"`
	Changes []string `json:"changes"`
}

type runRowJSON struct {
	Line    int        `json:"line"`
	Name    string     `json:"name"`
	Code    string     `json:"code"`
	Item    itemJSON   `json:"item"`
	Outcome string     `json:"outcome"`
	Message string     `json:"message"`
	Before  pricesJSON `json:"before"`
	Sent    pricesJSON `json:"sent"`
	Stored  pricesJSON `json:"stored"`
	Differs bool       `json:"differs"`
	Created bool       `json:"created"` // it made a new item
	Visible *bool      `json:"visible"` // what visibility was sent, null where none was
}

type errorJSON struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Ref     string `json:"ref"`
}

type failureJSON struct {
	Op    string    `json:"op"`
	Error errorJSON `json:"error"`
}

type sourceJSON struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

func encode(w io.Writer, value any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(value)
}

func amount(m money.Maybe) *string {
	if a, ok := m.Get(); ok {
		text := a.String()
		return &text
	}
	return nil
}

func prices(p catalog.Prices) pricesJSON {
	view := pricesJSON{Price: amount(p.Price), Cost: amount(p.Cost)}
	if percent, ok := p.Markup.Get(); ok {
		text := percent.Plain()
		view.Markup = &text
	}
	return view
}

func moment(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format("2006-01-02T15:04:05.000Z07:00") // of one length, so that texts sort as times do
	return &text
}

func account(a catalog.Account) *accountJSON {
	if a.ID == "" {
		return nil
	}
	return &accountJSON{string(a.ID), a.Name}
}

func planRows(changes []plan.Change) []planRowJSON {
	rows := make([]planRowJSON, 0, len(changes))
	for _, c := range changes {
		row := planRowJSON{
			Line: c.Line, Name: c.Name, Code: c.Code,
			Verdict: string(c.Verdict), Reason: c.Reason, Message: c.Message,
			Holds: make([]string, 0, len(c.Holds)), Flags: append([]string{}, c.Flags...), Rule: c.Rule,
			MatchedBy:   string(c.MatchedBy),
			Why:         c.Why(),
			Candidates:  make([]itemJSON, 0, len(c.Candidates)),
			Suggestions: make([]suggestionJSON, 0, len(c.Suggestions)),
			List:        prices(c.List), Before: prices(c.Before), After: prices(c.After),
		}
		row.Hides = c.Visible != nil && !*c.Visible
		if n := c.Create; n != nil {
			row.Create = &newItemJSON{n.Name, n.Description, strings.ToLower(string(n.Category)), amount(c.After.Price), amount(n.Cost), n.Taxable}
		}
		if c.Item != "" {
			row.Item = &itemJSON{string(c.Item), c.ItemName}
		}
		for _, h := range c.Holds {
			row.Holds = append(row.Holds, string(h.Code))
		}
		for _, candidate := range c.Candidates {
			row.Candidates = append(row.Candidates, itemJSON{string(candidate.Item), candidate.Name})
		}
		for _, s := range c.Suggestions {
			row.Suggestions = append(row.Suggestions, suggestionJSON{string(s.Item), s.Name, s.Score, differs(cmp.Or(c.Name, c.Code), s.Name)})
		}
		rows = append(rows, row)
	}
	return rows
}

func priceList(list *pricelist.List) priceListJSON {
	layout, columns := list.Layout, list.Layout.Columns
	return priceListJSON{
		File: list.File, SHA256: list.SHA256,
		Encoding: layout.Encoding, Delimiter: layout.Delimiter, Decimal: layout.Decimal,
		Sheet: layout.Sheet, HeaderLine: max(layout.HeaderLine, 0), Rows: len(list.Rows),
		Columns: columnsJSON{heading(columns.Name), heading(columns.Code), heading(columns.Price), heading(columns.Cost)},
		Numbers: columnNumbersJSON{position(columns.Name), position(columns.Code), position(columns.Price), position(columns.Cost)},
	}
}

func heading(c pricelist.Column) *string {
	if c.Index <= 0 {
		return nil
	}
	text := c.Header
	if text == "" {
		text = strconv.Itoa(c.Index)
	}
	return &text
}

func position(c pricelist.Column) *int {
	if c.Index <= 0 {
		return nil
	}
	return &c.Index
}

func questions(asked []pricelist.Question) []questionJSON {
	all := make([]questionJSON, 0, len(asked))
	for _, q := range asked {
		question := questionJSON{Code: q.Code, Message: q.Message, Choices: make([]choiceJSON, 0, len(q.Choices))}
		for _, c := range q.Choices {
			question.Choices = append(question.Choices, choiceJSON{c.Value, c.Label, c.Detail})
		}
		all = append(all, question)
	}
	return all
}

func holds(all []plan.Hold) []noteJSON {
	notes := make([]noteJSON, 0, len(all))
	for _, h := range all {
		notes = append(notes, noteJSON{string(h.Code), h.Message})
	}
	return notes
}

func verdictCounts(p plan.Plan) map[string]int {
	counts := map[string]int{}
	for verdict, n := range p.Counts() {
		counts[string(verdict)] = n
	}
	return counts
}

func outcomeCounts(counts map[apply.Outcome]int) map[string]int {
	all := map[string]int{}
	for _, outcome := range apply.Outcomes() {
		all[string(outcome)] = counts[outcome]
	}
	return all
}

func runRows(rows []apply.Row) []runRowJSON {
	all := make([]runRowJSON, 0, len(rows))
	for _, r := range rows {
		all = append(all, runRowJSON{
			Line: r.Line, Name: r.Name, Code: r.Code, Item: itemJSON{string(r.Item), r.ItemName},
			Outcome: string(r.Outcome), Message: r.Message,
			Before: prices(r.Before), Sent: prices(r.Sent), Stored: prices(r.Stored), Differs: r.Differs, Created: r.Created, Visible: r.Visible,
		})
	}
	return all
}
