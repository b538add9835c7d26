package desktop

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// The functions here turn values of the program into views, and nothing else.

func viewError(e *fault.Error) ErrorView {
	return ErrorView{Code: string(e.Code), Message: e.Message, Hint: e.Hint, Ref: e.Ref}
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func priceListView(handle string, read app.Reading) PriceListView {
	view, list := emptyPriceList(), read.List
	if read.Supplier != nil {
		view.Supplier, view.SupplierChanges = read.Supplier.Name, append(view.SupplierChanges, read.Supplier.Changes...)
		view.Rules = rulesView(read.Supplier.Rules)
	}
	view.Handle, view.Name, view.Bytes, view.SHA256 = handle, list.File, list.Bytes, list.SHA256
	view.Layout = layoutView(list.Layout)
	view.Layout.Supplier = view.Supplier
	if read.Stranger {
		view.Layout.Supplier = app.NoSupplier
	}
	view.Sure = list.EncodingConfidence
	if list.Layout.Encoding != "" {
		view.Encodings = pricelist.Encodings()
	}
	view.Headers = append(view.Headers, list.Headers...)
	for _, s := range list.Sheets {
		view.Sheets = append(view.Sheets, SheetView{s.Name, s.Hidden, s.Rows})
	}
	for _, l := range list.Head {
		view.Head = append(view.Head, LineView{l.Number, append([]string{}, l.Cells...)})
	}
	view.Rows = len(list.Rows)
	for _, row := range list.Rows {
		switch row.Kind {
		case pricelist.Priced:
			if view.Priced++; view.Priced == 1 {
				view.Worked = WorkedView{Line: row.Line, Name: row.Name, Code: row.Code, Price: row.Price.String(), Cost: row.Cost.String()}
			}
		case pricelist.Invalid:
			view.Invalid++
		case pricelist.NotProduct:
			view.NotProduct++
		}
		if row.Problem != nil && len(view.Problems) < maxProblems {
			view.Problems = append(view.Problems, problemView(*row.Problem, row.Kind))
		}
	}
	for _, note := range list.Notes {
		view.Notes = append(view.Notes, problemView(note, ""))
	}
	for _, q := range list.Questions {
		question := QuestionView{Code: q.Code, Message: q.Message, Choices: []ChoiceView{}}
		for _, c := range q.Choices {
			question.Choices = append(question.Choices, ChoiceView{c.Value, c.Label, c.Detail, choiceLayout(q.Code, c)})
		}
		view.Questions = append(view.Questions, question)
	}
	view.Ready = len(list.Questions) == 0
	return view
}

// choiceLayout returns the layout that answers a question; an answer to a question about suppliers names one too.
func choiceLayout(question string, c pricelist.Choice) LayoutView {
	view := layoutView(c.Layout)
	if question == app.WhichSupplier || question == app.LayoutChanged {
		view.Supplier = c.Value
	}
	return view
}

// maxProblems is how many rows that are not priced cross to the page with their list; the preview has all of them.
const maxProblems = 500

func problemView(p pricelist.Problem, kind pricelist.Kind) ProblemView {
	return ProblemView{Code: p.Code, Kind: string(kind), Message: p.Message, Line: p.Line, Column: p.Column}
}

func layoutView(l pricelist.Layout) LayoutView {
	return LayoutView{
		Encoding: l.Encoding, Delimiter: l.Delimiter, Sheet: l.Sheet,
		HeaderLine: l.HeaderLine, HeaderLines: l.HeaderLines, Decimal: l.Decimal,
		Name: l.Columns.Name.Index, Code: l.Columns.Code.Index, Price: l.Columns.Price.Index, Cost: l.Columns.Cost.Index,
		Description: l.Columns.Description.Index, Unit: l.Columns.Unit.Index,
	}
}

func emptyPriceList() PriceListView {
	return PriceListView{
		Encodings: []string{}, Headers: []string{}, Sheets: []SheetView{}, Head: []LineView{}, Problems: []ProblemView{}, Notes: []ProblemView{},
		Questions: []QuestionView{}, SupplierChanges: []string{},
	}
}

func emptyPlan() PlanView {
	return PlanView{
		Counts: map[string]int{}, Holds: []HoldView{}, Notes: []string{}, Columns: RowColumns(), Create: createView(plan.Creation{}), Review: ReviewView{Done: map[string]int{}},
	}
}

func emptyRow() RowDetailView {
	return RowDetailView{
		Holds: []HoldView{}, Flags: []string{}, Candidates: []CandidateView{}, Suggestions: []CandidateView{},
		SameItem: []int{}, Cells: []CellView{}, History: []ItemChangeView{},
	}
}

func emptyRun() RunDetailView {
	return RunDetailView{Run: RunView{Counts: map[string]int{}}, Rows: []RunRowView{}}
}

func holdViews(holds []plan.Hold) []HoldView {
	views := make([]HoldView, 0, len(holds))
	for _, h := range holds {
		views = append(views, HoldView{string(h.Code), h.Message})
	}
	return views
}

func rulesView(r plan.Rules) RulesView {
	markup := ""
	if m, ok := r.Markup.Get(); ok {
		markup = m.Plain()
	}
	return RulesView{OnlyIncrease: r.OnlyIncrease, Markup: markup}
}

// rowTexts returns one text for each of RowColumns.
func rowTexts(c plan.Change, figures plan.Figures, ticked, tickable bool) []string {
	holds := make([]string, 0, len(c.Holds))
	for _, h := range c.Holds {
		holds = append(holds, string(h.Code))
	}
	return []string{
		strconv.Itoa(c.Line), c.Name, c.Code, string(c.Verdict), c.Reason, c.Message,
		strings.Join(holds, " "), strings.Join(c.Flags, " "), c.Rule, string(c.Item), itemName(c), string(c.MatchedBy),
		c.List.Price.String(), c.List.Cost.String(), c.Before.Price.String(), c.Before.Cost.String(),
		c.After.Price.String(), c.After.Cost.String(),
		figures.Change.String(), tenth(figures.Percent), tenth(figures.MarginBefore), tenth(figures.MarginAfter),
		truth(ticked), truth(tickable), waits(&c),
	}
}

// itemName is what the row's item is called, or will be.
func itemName(c plan.Change) string {
	if c.Create != nil {
		return c.Create.Name
	}
	return c.ItemName
}

// tenth is a percentage with one decimal, "" where there is none.
func tenth(m money.Maybe) string {
	if a, ok := m.Get(); ok {
		return a.Fixed(1)
	}
	return ""
}

// waits says for what a row waits.
func waits(c *plan.Change) string {
	switch {
	case !c.Waits():
		return ""
	case c.Verdict == plan.Unmatched && len(c.Suggestions) > 0:
		return "suggested"
	}
	return string(c.Verdict)
}

func truth(is bool) string {
	if is {
		return "1"
	}
	return ""
}

func rowDetail(c plan.Change) RowDetailView {
	view := emptyRow()
	view.Line, view.Verdict, view.Message, view.Rule = c.Line, string(c.Verdict), c.Message, c.Rule
	view.MatchedBy, view.Why, view.Holds = string(c.MatchedBy), c.Why(), holdViews(c.Holds)
	view.Flags = append(view.Flags, c.Flags...)
	view.MarkupBefore, view.MarkupAfter = plainText(c.Before.Markup), plainText(c.After.Markup)
	for _, candidate := range c.Candidates {
		one := candidateView(c, string(candidate.Item), candidate.Name)
		one.Price, one.Cost = candidate.Before.Price.String(), candidate.Before.Cost.String()
		view.Candidates = append(view.Candidates, one)
	}
	if n := c.Create; n != nil {
		view.Create = &NewItemView{
			Name: n.Name, Description: n.Description, Category: categoryName(n.Category),
			Price: c.After.Price.String(), Cost: n.Cost.String(), Taxable: n.Taxable,
		}
	}
	view.Hides = c.Visible != nil && !*c.Visible
	for _, s := range c.Suggestions {
		one := candidateView(c, string(s.Item), s.Name)
		one.Score = s.Score
		view.Suggestions = append(view.Suggestions, one)
	}
	return view
}

// candidateView shows an item that a row might be, beside what the row calls it.
func candidateView(c plan.Change, item, name string) CandidateView {
	row, other := match.Differences(cmp.Or(c.Name, c.Code), name)
	return CandidateView{Item: item, Name: name, RowParts: partViews(row), NameParts: partViews(other)}
}

func partViews(parts []match.Part) []PartView {
	views := make([]PartView, 0, len(parts))
	for _, part := range parts {
		views = append(views, PartView{part.Text, part.Differs})
	}
	return views
}

func progressView(p app.Progress) ProgressView {
	view := ProgressView{
		Operation: p.Operation, Ref: p.Ref, Done: p.Done, Total: p.Total, Counts: outcomeCounts(p.Counts),
		Recent: make([]RecentRowView, 0, len(p.Recent)), Seconds: -1, Wait: p.Wait, Paused: p.Paused,
	}
	if p.Left >= 0 {
		view.Seconds = int(p.Left.Round(time.Second) / time.Second)
	}
	view.WaitSeconds = int((p.WaitLeft + time.Second - 1) / time.Second)
	for _, row := range p.Recent {
		view.Recent = append(view.Recent, RecentRowView{row.Line, row.ItemName, string(row.Outcome), row.Message})
	}
	return view
}

func outcomeCounts(counts map[apply.Outcome]int) map[string]int {
	all := map[string]int{}
	for _, outcome := range apply.Outcomes() {
		all[string(outcome)] = counts[outcome]
	}
	return all
}
