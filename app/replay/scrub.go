package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// ErrUnfaithful reports a preview of which no copy was made that gives the same: with another secret it may be.
var ErrUnfaithful = errors.New("the copy would not give what the preview gave")

// Secret is what a copy is made by and does not tell.
type Secret struct {
	Salt   string // decides which words stand for which
	Factor int64  // 2 or more: what amounts are multiplied by
}

// Scrub returns a copy of the bundle with other names and amounts, which gives the same verdicts, reasons, holds, flags
// and matches for every row: it was run, and compared row by row. Otherwise the error is ErrUnfaithful, and there is
// no copy. Suggestions, descriptions and the sentences' own numbers are no part of it.
func Scrub(ctx context.Context, b Bundle, secret Secret) (Bundle, error) {
	if b.Scrubbed {
		return b, nil
	}
	before, err := b.Run(ctx)
	if err != nil {
		return Bundle{}, fmt.Errorf("%w: %w", ErrUnfaithful, err)
	}
	if found := b.Differences(before); len(found) > 0 {
		return Bundle{}, fmt.Errorf("%w: line %d has another %s already", ErrUnfaithful, found[0].Line, found[0].What)
	}
	s := scrubber{original: b, before: before, shift: shift{money.FromInt(secret.Factor), b.Rules}, words: newWords(secret.Salt)}
	if secret.Factor < 2 || !s.shift.reaches(b, before.List) {
		return Bundle{}, fmt.Errorf("%w: the amounts can't be multiplied", ErrUnfaithful)
	}
	if err := s.copy(); err != nil {
		return Bundle{}, err
	}
	after, err := s.made.Run(ctx)
	if err != nil || !sameColumns(before.List.Layout, after.List.Layout) {
		s.made.Asked = s.decided() // the reader needed the real words: then what it recognised is given
		if after, err = s.made.Run(ctx); err != nil {
			return Bundle{}, fmt.Errorf("%w: %w", ErrUnfaithful, err)
		}
	}
	if s.mend(after) {
		if after, err = s.made.Run(ctx); err != nil {
			return Bundle{}, fmt.Errorf("%w: %w", ErrUnfaithful, err)
		}
	}
	if err := s.compare(after); err != nil {
		return Bundle{}, err
	}
	return s.made.saying(after), nil
}

// scrubber makes one copy.
type scrubber struct {
	original Bundle
	before   Made
	shift    shift
	words    *words
	names    *names
	ids      map[catalog.ItemID]catalog.ItemID
	made     Bundle
}

// copy makes the copy, which is not known to be faithful yet.
func (s *scrubber) copy() error {
	b, rows := s.original, s.before.List.Rows
	texts := make([]string, 0, 2*len(rows)+len(b.Catalog.Items))
	for _, row := range rows {
		texts = append(texts, row.Name, row.Code)
	}
	for _, item := range b.Catalog.Items {
		texts = append(texts, item.Name)
	}
	for _, text := range texts {
		s.words.learn(text)
	}
	for _, record := range b.Table.Records {
		for _, cell := range record.Cells {
			s.words.learn(cell.Text)
		}
	}
	for _, c := range b.Corrections {
		s.words.learn(c.Is)
	}
	for _, text := range []string{b.File, b.Layout.Sheet, b.Catalog.Account.Name, b.Guards.Usual.Price.Header, b.Guards.Usual.Cost.Header} {
		s.words.learn(text)
	}
	s.learnRules()
	var ok bool
	if s.names, ok = newNames(texts, s.words); !ok {
		return fmt.Errorf("%w: two names would become one", ErrUnfaithful)
	}
	c := cells{list: s.before.List, words: s.words, names: s.names, shift: s.shift}
	s.made = Bundle{
		Scrubbed: true, Program: b.Program, Op: b.Op, File: fileToken(b.File), Asked: s.layout(b.Asked), Table: c.table(b.Table),
		Catalog: catalog.Catalog{Account: catalog.Account{ID: "account", Name: "Account"}}, Rules: s.rules(), Limits: b.Limits, Decisions: b.Decisions,
	}
	s.made.Corrections = s.corrections()
	s.items()
	s.made.Links, s.made.Answers = s.links(), s.shift.answers(b.Answers, s.ids)
	s.made.Guards = b.Guards.scrubbed(s.ids, s.names.of, s.words.heading)
	return nil
}

// items fills the catalog of the copy.
func (s *scrubber) items() {
	s.ids = make(map[catalog.ItemID]catalog.ItemID, len(s.original.Catalog.Items))
	stands := map[string]string{} // codes as match.Told has them
	for _, row := range s.before.List.Rows {
		stands[match.Fold(row.Code)] = match.Fold(s.names.of(row.Code))
	}
	codes := func(told string) string {
		var made []string
		for code := range strings.SplitSeq(told, ", ") {
			made = append(made, stands[code])
		}
		return strings.Join(made, ", ")
	}
	for _, item := range s.original.Catalog.Items {
		id, known := s.ids[item.ID]
		if !known {
			id = catalog.ItemID("item-" + strconv.Itoa(len(s.ids)+1))
			s.ids[item.ID] = id
		}
		s.made.Catalog.Items = append(s.made.Catalog.Items, catalog.Item{
			ID: id, Name: s.names.of(item.Name), Price: s.shift.amount(item.Price), Cost: s.shift.maybe(item.Cost), Markup: item.Markup, Category: item.Category, Visible: item.Visible,
			Code: codes(item.Code), Description: codes(item.Description),
		})
	}
}

// links keys the decisions by the names of the copy. An item that is not in the catalog stays one that is not.
func (s *scrubber) links() match.Links {
	links := match.Links{}
	for _, row := range s.before.List.Rows {
		item, ok := s.original.Links[match.Key(row)]
		if !ok {
			continue
		}
		to, known := s.ids[item]
		if !known && item != "" {
			to = "item-gone"
		}
		links[match.Key(pricelist.Row{Name: s.names.of(row.Name), Code: s.names.of(row.Code)})] = to
	}
	return links
}

// layout hides the texts of a layout as those of the header are.
func (s *scrubber) layout(l pricelist.Layout) pricelist.Layout {
	for _, column := range columnsOf(&l.Columns) {
		column.Header = s.words.heading(column.Header)
	}
	if l.Sheet != "" {
		l.Sheet = "Sheet"
	}
	return l
}

// decided returns the layout that gives the reader everything that it recognised.
func (s *scrubber) decided() pricelist.Layout {
	l := s.layout(s.before.List.Layout)
	for _, column := range columnsOf(&l.Columns) {
		if column.Header = ""; column.Index == 0 {
			*column = pricelist.None()
		}
	}
	return l
}

func columnsOf(c *pricelist.Columns) []*pricelist.Column {
	return []*pricelist.Column{&c.Name, &c.Code, &c.Price, &c.Cost, &c.Description, &c.Unit}
}

func sameColumns(a, b pricelist.Layout) bool {
	return columnsText(a.Columns) == columnsText(b.Columns) && a.HeaderLine == b.HeaderLine
}

// mostMended is what amounts have to be below to be mended: a cent decides nothing about larger ones.
func mostMended() money.Amount { return money.FromInt(100_000) }

// mend moves what Jobber holds, or answered last, by the cent or so that a rule's rounding came to in the copy, so
// that what was equal is equal again, and what changed does by as many percent. It says whether anything was moved.
func (s *scrubber) mend(after Made) bool {
	if !computes(s.original.Rules) || len(after.Plan.Changes) != len(s.before.Plan.Changes) {
		return false
	}
	moved, at := false, map[catalog.ItemID]int{}
	for i, item := range s.made.Catalog.Items {
		at[item.ID] = i
	}
	for i, was := range s.before.Plan.Changes {
		is := after.Plan.Changes[i]
		if is.Item == "" || s.differs(was, is) == "" {
			continue
		}
		item, ok := at[is.Item]
		price, known := is.After.Price.Get()
		to, from := was.After.Price.Or(money.Amount{}), was.Before.Price.Or(money.Amount{})
		switch {
		case !ok || !known:
		case was.Writes() && to.Sign() > 0 && price.Cmp(mostMended()) < 0 && from.Cmp(mostMended()) < 0:
			s.made.Catalog.Items[item].Price, moved = price.Mul(from).Div(to, 2), true
		case was.Reason == plan.SameAsJobber:
			s.made.Catalog.Items[item].Price, moved = price, true
		case was.Reason == plan.StoredAs:
			answer := s.made.Answers[is.Item]
			answer.Sent.Price = is.After.Price
			s.made.Answers[is.Item], moved = answer, true
		}
	}
	return moved
}

// compare says what of the copy's preview is not as the original's.
func (s *scrubber) compare(after Made) error {
	was, is := s.before.Plan.Changes, after.Plan.Changes
	if len(was) != len(is) {
		return fmt.Errorf("%w: %d rows became %d", ErrUnfaithful, len(was), len(is))
	}
	for i := range was {
		if what := s.differs(was[i], is[i]); what != "" {
			return fmt.Errorf("%w: line %d has another %s", ErrUnfaithful, was[i].Line, what)
		}
	}
	if missingText(s.before.Plan.Missing, s.ids) != missingText(after.Plan.Missing, nil) {
		return fmt.Errorf("%w: other missing items", ErrUnfaithful)
	}
	if codesText(codesOf(s.before.Plan.Holds)) != codesText(codesOf(after.Plan.Holds)) {
		return fmt.Errorf("%w: other holds on the whole", ErrUnfaithful)
	}
	return nil
}

// missingText says which items are missing and why they are held, in one order: the copy's names sort otherwise.
func missingText(missing []plan.Change, ids map[catalog.ItemID]catalog.ItemID) string {
	var texts []string
	for _, c := range missing {
		id := c.Item
		if ids != nil {
			id = ids[id]
		}
		texts = append(texts, fmt.Sprintf("%s %s %s", id, c.Reason, codesText(codesOf(c.Holds))))
	}
	slices.Sort(texts)
	return strings.Join(texts, "\n")
}

func (s *scrubber) differs(was, is plan.Change) string {
	sameIDs := func(a, b plan.Candidate) bool { return s.ids[a.Item] == b.Item }
	order := func(a, b plan.Candidate) int { return strings.Compare(string(a.Item), string(b.Item)) }
	candidates, now := slices.Clone(was.Candidates), slices.Clone(is.Candidates)
	slices.SortFunc(candidates, func(a, b plan.Candidate) int { return strings.Compare(string(s.ids[a.Item]), string(s.ids[b.Item])) })
	slices.SortFunc(now, order)
	switch {
	case was.Line != is.Line:
		return "line"
	case was.Verdict != is.Verdict:
		return fmt.Sprintf("verdict (%s became %s)", was.Verdict, is.Verdict)
	case was.Reason != is.Reason:
		return fmt.Sprintf("reason (%s became %s)", was.Reason, is.Reason)
	case codesText(codesOf(was.Holds)) != codesText(codesOf(is.Holds)):
		return "hold"
	case !slices.Equal(was.Flags, is.Flags):
		return "flag"
	case was.MatchedBy != is.MatchedBy || s.ids[was.Item] != is.Item || !slices.EqualFunc(candidates, now, sameIDs):
		return "match"
	case decidedBy(was.Rule) != decidedBy(is.Rule):
		return "rule"
	case s.shift.row(was.List) != is.List:
		return "amount"
	}
	return ""
}

// numberless returns a sentence without its numbers, and without what tells how many digits they have.
func numberless(text string) string {
	text = strings.NewReplacer("; to the cent = ", "", "…", "").Replace(text)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			return -1
		}
		return r
	}, text)
}

// fileToken is the name under which a copy knows its price list: what kind it is, and nothing else.
func fileToken(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{".csv", ".txt", ".tsv", ".xlsx", ".xlsm"} {
		if strings.HasSuffix(lower, ending) {
			return "price-list" + ending
		}
	}
	return "price-list"
}
