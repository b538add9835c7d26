package replay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// Version is the newest form of a bundle that this program writes and reads.
const Version = 1

// Limits of what Decode takes: more than any preview has.
const (
	MostBytes = 64 << 20
	mostRows  = 1_000_000
	mostCells = 8_000_000
	mostItems = 1_000_000
)

// ErrUnreadable reports that something is no bundle, or one that a newer program wrote.
var ErrUnreadable = errors.New("not a replay bundle that this version reads")

// The JSON form of a bundle. Fields may be added, never renamed. Amounts are decimals as text, "" where there is none.

type bundleJSON struct {
	Replay    int            `json:"replay"`   // the form's version
	Scrubbed  bool           `json:"scrubbed"` // names and amounts are not the real ones
	Program   string         `json:"program"`  // the version that made the preview
	Op        string         `json:"op"`
	PriceList listJSON       `json:"price_list"`
	Account   accountJSON    `json:"account"`
	Items     []itemJSON     `json:"items"`
	Links     []linkJSON     `json:"links"`   // decisions about rows of this list
	Answers   []answerJSON   `json:"answers"` // what Jobber last stored otherwise than it was sent
	Rules     plan.RulesText `json:"rules"`
	Limits    limitsJSON     `json:"limits"` // in percent
	Guards    guardsJSON     `json:"guards"` // what else decided it
	Result    resultJSON     `json:"result"`
}

type accountJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type listJSON struct {
	File     string       `json:"file"`
	Asked    layoutJSON   `json:"asked"` // what was decided; zero values were recognised
	Workbook bool         `json:"workbook"`
	Formats  []formatJSON `json:"formats"` // of stored numbers
	Records  []recordJSON `json:"records"` // no blank ones

	Corrections []correctionJSON `json:"corrections"` // what a person put in the place of cells
	Decisions   []decisionJSON   `json:"decisions"`   // what a person decided about rows of this list alone
}

type decisionJSON struct {
	Line int    `json:"n"`
	What string `json:"what"` // skip or win
}

// correctionJSON is one cell that was put right: an amount in machine form, or a name or code.
type correctionJSON struct {
	Name  string `json:"name"` // of its row in the list
	Code  string `json:"code"`
	Field string `json:"field"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

type layoutJSON struct {
	Encoding    string     `json:"encoding"`
	Delimiter   string     `json:"delimiter"`
	Sheet       string     `json:"sheet"`
	HeaderLine  int        `json:"header_line"` // 0 not decided, -1 none
	HeaderLines int        `json:"header_lines"`
	Decimal     string     `json:"decimal"`
	Name        columnJSON `json:"name"`
	Code        columnJSON `json:"code"`
	Price       columnJSON `json:"price"`
	Cost        columnJSON `json:"cost"`
	Description columnJSON `json:"description"`
	Unit        columnJSON `json:"unit"`
}

type columnJSON struct {
	Header string `json:"header"`
	Index  int    `json:"index"` // 1-based; 0 not decided, -1 none
}

type formatJSON struct {
	Decimals int    `json:"decimals"`
	Money    bool   `json:"money"`
	Other    bool   `json:"other"`
	Currency string `json:"currency,omitempty"`
	Words    bool   `json:"words,omitempty"`
	Per      int    `json:"per,omitempty"`
	Pack     int    `json:"pack,omitempty"`
	Strange  bool   `json:"strange,omitempty"`
	Moved    bool   `json:"moved,omitempty"`
	Hidden   bool   `json:"hidden,omitempty"`
	Blank    bool   `json:"blank,omitempty"`
}

type recordJSON struct {
	Line    int          `json:"n"`
	Wide    int          `json:"w"`
	Cells   []string     `json:"c"`
	Numbers []numberJSON `json:"x,omitempty"`
	Mended  bool         `json:"m,omitempty"`
}

// numberJSON is what a workbook knows of a cell beside its text.
type numberJSON struct {
	Cell    int    `json:"c"` // counted from 0
	Value   string `json:"v,omitempty"`
	Format  int    `json:"f,omitempty"` // in formats
	Missing bool   `json:"m,omitempty"`
}

type itemJSON struct {
	ID       string           `json:"id"`
	Name     string           `json:"name"`
	Price    string           `json:"price"`
	Cost     string           `json:"cost"`
	Markup   string           `json:"markup,omitempty"`
	Category catalog.Category `json:"category,omitempty"`
	Off      bool             `json:"off,omitempty"`   // it is hidden in Jobber
	Field    string           `json:"field,omitempty"` // codes of the list in its custom field, parted by ", "
	Text     string           `json:"text,omitempty"`  // and in its name or description, where they led to it
}

type linkJSON struct {
	Row  string `json:"row"` // "code:" or "name:", and the text without case and spacing
	Item string `json:"item"`
}

type answerJSON struct {
	Item        string `json:"item"`
	SentPrice   string `json:"sent_price"`
	SentCost    string `json:"sent_cost"`
	StoredPrice string `json:"stored_price"`
	StoredCost  string `json:"stored_cost"`

	SentMarkup   string `json:"sent_markup,omitempty"`
	StoredMarkup string `json:"stored_markup,omitempty"`
}

type limitsJSON struct {
	Change string `json:"change"`
	Plan   string `json:"plan"`
}

type resultJSON struct {
	Layout layoutJSON           `json:"layout"`
	Counts map[plan.Verdict]int `json:"counts"`
	Holds  []plan.HoldCode      `json:"holds"` // on the plan as a whole
	Lines  []lineJSON           `json:"lines"`
}

type lineJSON struct {
	Line      int             `json:"line"`
	Verdict   plan.Verdict    `json:"verdict"`
	Reason    string          `json:"reason"`
	Holds     []plan.HoldCode `json:"holds,omitempty"`
	Flags     []string        `json:"flags,omitempty"`
	Rule      string          `json:"rule,omitempty"`
	MatchedBy match.Step      `json:"matched_by,omitempty"`
	Item      catalog.ItemID  `json:"item,omitempty"`
}

// Counts returns how many rows had each verdict; verdicts without rows are present with 0.
func (b Bundle) Counts() map[plan.Verdict]int {
	counts := map[plan.Verdict]int{}
	for _, v := range plan.Verdicts() {
		counts[v] = 0
	}
	for _, line := range b.Lines {
		counts[line.Verdict]++
	}
	return counts
}

// Encode writes a bundle as JSON, the same bundle always as the same text.
func Encode(b Bundle) []byte {
	form := bundleJSON{
		Replay: Version, Scrubbed: b.Scrubbed, Program: b.Program, Op: b.Op, PriceList: listOf(b),
		Account: accountJSON{string(b.Catalog.Account.ID), b.Catalog.Account.Name},
		Items:   make([]itemJSON, 0, len(b.Catalog.Items)), Links: []linkJSON{}, Answers: []answerJSON{},
		Rules:  b.Rules.Text(),
		Guards: b.guardsForm(),
		Limits: limitsJSON{b.Limits.ChangePercent.String(), b.Limits.PlanPercent.String()},
		Result: resultJSON{Layout: layoutOf(b.Layout), Counts: b.Counts(), Holds: append([]plan.HoldCode{}, b.Holds...), Lines: make([]lineJSON, 0, len(b.Lines))},
	}
	for _, item := range b.Catalog.Items {
		form.Items = append(form.Items, itemJSON{string(item.ID), item.Name, item.Price.String(), item.Cost.String(), item.Markup.String(), item.Category, !item.Visible, item.Code, item.Description})
	}
	form.PriceList.Corrections = []correctionJSON{}
	for _, c := range b.Corrections {
		form.PriceList.Corrections = append(form.PriceList.Corrections, correctionJSON{c.Name, c.Code, string(c.Field), c.Was, c.Is})
	}
	form.PriceList.Decisions = []decisionJSON{}
	for _, d := range b.Decisions.Ordered() {
		form.PriceList.Decisions = append(form.PriceList.Decisions, decisionJSON{d.Line, string(d.What)})
	}
	for _, row := range slices.Sorted(maps.Keys(b.Links)) {
		form.Links = append(form.Links, linkJSON{row, string(b.Links[row])})
	}
	for _, item := range slices.Sorted(maps.Keys(b.Answers)) {
		a := b.Answers[item]
		form.Answers = append(form.Answers, answerJSON{
			string(item), a.Sent.Price.String(), a.Sent.Cost.String(), a.Stored.Price.String(), a.Stored.Cost.String(), a.Sent.Markup.String(), a.Stored.Markup.String(),
		})
	}
	for _, line := range b.Lines {
		form.Result.Lines = append(form.Result.Lines, lineJSON(line))
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(form); err != nil {
		panic("a bundle has no JSON form: " + err.Error()) // plain values alone
	}
	return out.Bytes()
}

func listOf(b Bundle) listJSON {
	list := listJSON{File: b.File, Asked: layoutOf(b.Asked), Workbook: b.Table.Workbook, Formats: []formatJSON{}, Records: make([]recordJSON, 0, len(b.Table.Records))}
	known := map[pricelist.Format]int{}
	for _, record := range b.Table.Records {
		one := recordJSON{Line: record.Line, Wide: record.Wide, Mended: record.Mended, Cells: make([]string, 0, len(record.Cells))}
		for i, cell := range record.Cells {
			one.Cells = append(one.Cells, cell.Text)
			if cell.Number == "" && !cell.Missing {
				continue
			}
			at, ok := known[cell.Format]
			if !ok {
				at = len(list.Formats)
				known[cell.Format] = at
				list.Formats = append(list.Formats, formatJSON(cell.Format))
			}
			one.Numbers = append(one.Numbers, numberJSON{i, cell.Number, at, cell.Missing})
		}
		list.Records = append(list.Records, one)
	}
	return list
}

func layoutOf(l pricelist.Layout) layoutJSON {
	c := l.Columns
	return layoutJSON{
		Encoding: l.Encoding, Delimiter: l.Delimiter, Sheet: l.Sheet, HeaderLine: l.HeaderLine, HeaderLines: l.HeaderLines, Decimal: l.Decimal,
		Name: columnJSON(c.Name), Code: columnJSON(c.Code), Price: columnJSON(c.Price), Cost: columnJSON(c.Cost),
		Description: columnJSON(c.Description), Unit: columnJSON(c.Unit),
	}
}

func (l layoutJSON) layout() (pricelist.Layout, error) {
	if l.HeaderLine < -1 || l.HeaderLines < 0 || l.HeaderLines > 2 || l.Decimal != "" && l.Decimal != "." && l.Decimal != "," {
		return pricelist.Layout{}, errors.New("a layout that no price list has")
	}
	return pricelist.Layout{
		Encoding: l.Encoding, Delimiter: l.Delimiter, Sheet: l.Sheet, HeaderLine: l.HeaderLine, HeaderLines: l.HeaderLines, Decimal: l.Decimal,
		Columns: pricelist.Columns{
			Name: pricelist.Column(l.Name), Code: pricelist.Column(l.Code), Price: pricelist.Column(l.Price), Cost: pricelist.Column(l.Cost),
			Description: pricelist.Column(l.Description), Unit: pricelist.Column(l.Unit),
		},
	}, nil
}

// Decode reads a bundle that anyone may have written. What is no bundle, is too large or was written by a newer program
// is ErrUnreadable.
func Decode(text []byte) (Bundle, error) {
	var form bundleJSON
	if len(text) > MostBytes {
		return Bundle{}, fmt.Errorf("%w: it is too large", ErrUnreadable)
	}
	if err := json.Unmarshal(text, &form); err != nil {
		return Bundle{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if form.Replay < 1 || form.Replay > Version {
		return Bundle{}, fmt.Errorf("%w: its form is %d", ErrUnreadable, form.Replay)
	}
	b, err := form.bundle()
	if err != nil {
		return Bundle{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return b, nil
}

func (f bundleJSON) bundle() (Bundle, error) {
	b := Bundle{
		Scrubbed: f.Scrubbed, Program: f.Program, Op: f.Op, File: f.PriceList.File,
		Catalog: catalog.Catalog{Account: catalog.Account{ID: catalog.AccountID(f.Account.ID), Name: f.Account.Name}},
		Links:   match.Links{}, Answers: map[catalog.ItemID]plan.Answer{},
		Holds: f.Result.Holds, Lines: make([]Line, 0, len(f.Result.Lines)),
	}
	var r reader
	b.Asked, b.Layout = r.layout(f.PriceList.Asked), r.layout(f.Result.Layout)
	b.Rules = r.rules(f.Rules)
	b.Limits = plan.Guardrails{ChangePercent: r.percent(f.Limits.Change).Or(money.Amount{}), PlanPercent: r.percent(f.Limits.Plan).Or(money.Amount{})}
	b.Guards, b.Limits.TargetMargin, b.Limits.Off = f.Guards.guards(&r)
	if len(f.PriceList.Records) > mostRows || len(f.Items) > mostItems || len(f.Result.Lines) > mostRows {
		return b, errors.New("it has more rows than a price list")
	}
	for _, item := range f.Items {
		b.Catalog.Items = append(b.Catalog.Items, catalog.Item{
			ID: catalog.ItemID(item.ID), Name: item.Name, Price: r.amount(item.Price).Or(money.Amount{}), Cost: r.amount(item.Cost), Markup: r.amount(item.Markup), Category: item.Category, Visible: !item.Off,
			Code: item.Field, Description: item.Text,
		})
	}
	for _, c := range f.PriceList.Corrections {
		made := pricelist.Correction{Name: c.Name, Code: c.Code, Field: pricelist.Field(c.Field), Was: c.Was, Is: c.Is}
		if err := made.Valid(); err != nil {
			return Bundle{}, fmt.Errorf("%w: a correction: %w", ErrUnreadable, err)
		}
		b.Corrections = append(b.Corrections, made)
	}
	if len(f.PriceList.Decisions) > 0 {
		b.Decisions = plan.Decisions{}
	}
	for _, d := range f.PriceList.Decisions {
		b.Decisions[d.Line] = plan.Decision(d.What)
	}
	for _, link := range f.Links {
		b.Links[link.Row] = catalog.ItemID(link.Item)
	}
	for _, a := range f.Answers {
		b.Answers[catalog.ItemID(a.Item)] = plan.Answer{
			Sent:   catalog.Prices{Price: r.amount(a.SentPrice), Cost: r.amount(a.SentCost), Markup: r.amount(a.SentMarkup)},
			Stored: catalog.Prices{Price: r.amount(a.StoredPrice), Cost: r.amount(a.StoredCost), Markup: r.amount(a.StoredMarkup)},
		}
	}
	for _, line := range f.Result.Lines {
		b.Lines = append(b.Lines, Line(line))
	}
	table, err := f.PriceList.table()
	b.Table = table
	return b, errors.Join(r.err, err)
}

func (l listJSON) table() (pricelist.Table, error) {
	table := pricelist.Table{Workbook: l.Workbook, Records: make([]pricelist.Record, 0, len(l.Records))}
	cells := 0
	for _, record := range l.Records {
		one := pricelist.Record{Line: record.Line, Wide: record.Wide, Mended: record.Mended, Cells: make([]pricelist.Cell, len(record.Cells))}
		if cells += len(record.Cells); cells > mostCells {
			return table, errors.New("it has more cells than a price list")
		}
		for i, text := range record.Cells {
			one.Cells[i].Text = text
		}
		for _, n := range record.Numbers {
			if n.Cell < 0 || n.Cell >= len(one.Cells) || n.Format < 0 || n.Format >= len(l.Formats) {
				return table, errors.New("a number beside the cells")
			}
			cell := &one.Cells[n.Cell]
			cell.Number, cell.Format, cell.Missing = n.Value, pricelist.Format(l.Formats[n.Format]), n.Missing
		}
		table.Records = append(table.Records, one)
	}
	return table, nil
}

// reader reads values and keeps the first that can't be.
type reader struct{ err error }

func (r *reader) amount(text string) money.Maybe { return r.below(text, mostAmount()) }

func (r *reader) percent(text string) money.Maybe { return r.below(text, money.FromInt(100_000)) }

// rules reads rules that make sense.
func (r *reader) rules(text plan.RulesText) plan.Rules {
	rules, found := text.Read()
	if found = append(found, rules.Check()...); len(found) > 0 {
		r.fail(fmt.Errorf("rules: %s: %s", found[0].Field, found[0].Message))
	}
	return rules
}

// below reads an amount; one that is not below the limit, on either side of zero, is refused: nothing can be computed with it.
func (r *reader) below(text string, limit money.Amount) money.Maybe {
	m, err := money.MaybeDecimal(text)
	if err == nil && m.Or(money.Amount{}).Abs().Cmp(limit) > 0 {
		err = money.ErrRange
	}
	if err != nil {
		r.fail(fmt.Errorf("amount: %w", err))
	}
	return m
}

func (r *reader) layout(form layoutJSON) pricelist.Layout {
	l, err := form.layout()
	r.fail(err)
	return l
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}
