package desktop

import (
	"slices"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
	"pricesync/app/supplier"
)

// step is one decision that can be taken back.
type step struct {
	what   string // see DecisionView
	line   int
	done   app.Step     // zero where only a tick was set
	ticked map[int]bool // the ticks before, of the rows that it changed
}

// kinds are what a decision means to the program, by what the page calls it. A tick is the window's own.
func kinds() map[string]app.DecisionKind {
	return map[string]app.DecisionKind{
		"accept": app.DecideItem, "pick": app.DecideItem, "never": app.DecideNever, "skip": app.DecideSkip,
		"take": app.DecideTake, "create": app.DecideCreate, "correct": app.DecideCell,
	}
}

// Decide carries out what a person decided about one row of a preview. Nothing is written to Jobber. The preview keeps its id, and its
// other rows their ticks.
func (b *Bridge) Decide(planID string, decision DecisionView) (DecidedView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyDecided(), err
	}
	shown.deciding.Lock()
	defer shown.deciding.Unlock()
	index, ok := shown.byLine[decision.Line]
	if !ok || index >= len(shown.plan.Changes) {
		return emptyDecided(), fault.New(fault.DecisionInvalid, fault.Facts{"why": "the preview has no such line"})
	}
	taken := step{what: decision.What, line: decision.Line, ticked: map[int]bool{}}
	if decision.What == "tick" {
		return b.tickOne(shown, index, taken)
	}
	kind, ok := kinds()[decision.What]
	if !ok {
		return emptyDecided(), fault.New(fault.DecisionInvalid, fault.Facts{"why": "it is not known"})
	}
	next, done, err := b.app.Decide(b.context(), shown.preview, app.RowDecision{
		Line: decision.Line, Kind: kind, Item: catalog.ItemID(decision.Item), Text: decision.Text, How: shown.how(index, decision),
	})
	if err != nil {
		return emptyDecided(), err
	}
	taken.done = done
	rows := b.takeOver(shown, next, func(i int, was bool) { taken.ticked[i] = was })
	if decision.What == "correct" {
		b.keepCorrected(shown, shown.list)
	}
	shown.steps = append(shown.steps, taken)
	return b.decided(shown, rows, taken), nil
}

// UndoDecision takes the last decision about a preview back that was not taken back so far.
func (b *Bridge) UndoDecision(planID string) (DecidedView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyDecided(), err
	}
	shown.deciding.Lock()
	defer shown.deciding.Unlock()
	if len(shown.steps) == 0 {
		return emptyDecided(), fault.New(fault.DecisionInvalid, fault.Facts{"why": "nothing is left to take back"})
	}
	last := shown.steps[len(shown.steps)-1]
	var rows []int
	if last.what != "tick" {
		next, err := b.app.TakeBack(b.context(), shown.preview, last.done)
		if err != nil {
			return emptyDecided(), err
		}
		rows = b.takeOver(shown, next, func(int, bool) {})
		if last.what == "correct" {
			b.keepCorrected(shown, shown.list)
		}
	}
	b.mu.Lock()
	for i, on := range last.ticked {
		shown.ticked[i] = on && shown.plan.Changes[i].Writes()
		if last.what == "tick" {
			rows = append(rows, i)
		}
	}
	b.mu.Unlock()
	shown.steps = shown.steps[:len(shown.steps)-1]
	return b.decided(shown, rows, last), nil
}

// SearchItems finds items of the catalog for a row of a preview, at most 50: every word has to stand in the name.
func (b *Bridge) SearchItems(planID string, line int, words string) ([]CandidateView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return []CandidateView{}, err
	}
	b.mu.Lock()
	index, ok := shown.byLine[line]
	preview := shown.preview
	b.mu.Unlock()
	if !ok || index >= len(preview.Plan.Changes) {
		return []CandidateView{}, fault.New(fault.PlanUnknown, fault.Facts{"plan": planID})
	}
	change := preview.Plan.Changes[index]
	views := []CandidateView{}
	for _, item := range preview.Search(words, mostFound) {
		view := candidateView(change, string(item.ID), item.Name)
		view.Price, view.Cost = item.Price.String(), item.Cost.String()
		views = append(views, view)
	}
	return views, nil
}

const mostFound = 50

// tickOne ticks a held row as a decision that can be taken back.
func (b *Bridge) tickOne(shown *reviewed, index int, taken step) (DecidedView, error) {
	if !shown.plan.Changes[index].Writes() {
		return emptyDecided(), fault.New(fault.DecisionInvalid, fault.Facts{"why": "it would not be written"})
	}
	b.mu.Lock()
	taken.ticked[index] = shown.ticked[index]
	shown.ticked[index] = true
	b.mu.Unlock()
	shown.steps = append(shown.steps, taken)
	return b.decided(shown, []int{index}, taken), nil
}

// takeOver puts a preview in the place of the one that is shown, tells of each row that says something else now whether it was ticked,
// and returns those rows. They are ticked as in a new preview.
func (b *Bridge) takeOver(shown *reviewed, next app.Preview, was func(row int, ticked bool)) []int {
	b.mu.Lock()
	defer b.mu.Unlock()
	ticked, figures := next.Plan.Default(), make([]plan.Figures, next.Plan.Rows())
	var rows []int
	for i := range next.Plan.Changes {
		if saysTheSame(&next.Plan.Changes[i], &shown.plan.Changes[i]) {
			ticked[i], figures[i] = shown.ticked[i], shown.figures[i]
			continue
		}
		rows = append(rows, i)
		was(i, shown.ticked[i])
		figures[i] = next.Plan.Changes[i].Figures()
	}
	missing := map[catalog.ItemID]bool{}
	for i := len(shown.plan.Changes); i < shown.plan.Rows(); i++ {
		missing[shown.plan.At(i).Item] = shown.ticked[i]
		delete(shown.byLine, shown.plan.At(i).Line)
	}
	for i := len(next.Plan.Changes); i < next.Plan.Rows(); i++ {
		c := next.Plan.At(i)
		if on, known := missing[c.Item]; known {
			ticked[i] = on
		}
		figures[i], shown.byLine[c.Line] = c.Figures(), i
	}
	shown.preview, shown.plan, shown.list, shown.accepted = next, next.Plan, next.List, nil
	shown.ticked, shown.figures = ticked, figures
	return rows
}

// saysTheSame says whether the page shows the same of a row before and after a decision.
func saysTheSame(a, b *plan.Change) bool {
	return a.Verdict == b.Verdict && a.Item == b.Item && a.MatchedBy == b.MatchedBy && a.Message == b.Message && a.Reason == b.Reason &&
		a.List == b.List && a.After == b.After && a.Name == b.Name && a.Code == b.Code && len(a.Suggestions) == len(b.Suggestions) &&
		slices.Equal(a.Flags, b.Flags) && slices.Equal(a.Holds, b.Holds)
}

// decided returns the view of a preview after a step.
func (b *Bridge) decided(shown *reviewed, rows []int, taken step) DecidedView {
	view := DecidedView{Plan: b.view(shown), Rows: make([][]string, 0, len(rows)), Line: taken.line, What: taken.what}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, i := range rows {
		view.Rows = append(view.Rows, rowTexts(shown.plan.Changes[i], shown.figures[i], shown.ticked[i], shown.tickable(i)))
	}
	return view
}

// keep saves a preview as its decisions have made it, before anything else is done with what was saved.
func (b *Bridge) keep(planID string) error {
	shown, err := b.reviewed(planID)
	if err != nil {
		return nil //nolint:nilerr // what is not shown has no decisions
	}
	shown.deciding.Lock()
	defer shown.deciding.Unlock()
	return b.app.KeepPreview(b.context(), shown.preview)
}

// how says in which way a person came upon an item.
func (r *reviewed) how(index int, decision DecisionView) supplier.How {
	switch {
	case decision.What == "pick":
		return supplier.Searched
	case decision.What == "accept" && r.plan.Changes[index].Verdict == plan.Unmatched:
		return supplier.Suggested
	case decision.What == "accept":
		return supplier.Picked
	}
	return supplier.Added
}

func emptyDecided() DecidedView { return DecidedView{Plan: emptyPlan(), Rows: [][]string{}} }
