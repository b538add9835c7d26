package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// Made is a preview that was made from a bundle.
type Made struct {
	List *pricelist.List
	Plan plan.Plan
}

// Run makes the preview again: it reads the price list from its cells, matches it and makes the plan, as the program
// that runs does now. It fails where the list can't be read any more, or asks something that it did not ask.
func (b Bundle) Run(ctx context.Context) (made Made, err error) {
	defer func() { // amounts that no price list and no catalog has
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the bundle can't be computed: %v", broken)
		}
	}()
	list, err := pricelist.ReadTable(ctx, b.Table, pricelist.Options{Name: b.File, Layout: b.Asked, MaxRows: len(b.Table.Records) + 1, Corrections: b.Corrections})
	if err != nil {
		return Made{List: list}, err
	}
	if len(list.Questions) > 0 {
		return Made{List: list}, errors.New("the price list needs an answer: " + list.Questions[0].Message)
	}
	in := plan.Input{
		List: *list, Catalog: b.Catalog, Match: match.Find(*list, b.Catalog, b.Links, match.Options{}),
		Rules: b.Rules, Guardrails: b.Limits, Answers: b.Answers, Decisions: b.Decisions, Links: b.Links,
	}
	b.Guards.into(&in)
	return Made{List: list, Plan: plan.Make(in)}, nil
}

// Difference is one thing that is not as the bundle says it was.
type Difference struct {
	Line int    // 0 where it is the preview as a whole
	What string // "verdict", "reason", "holds", "flags", "matched_by", "rule", "item", "rows" or "columns"
	Was  string
	Is   string
}

// Differences compares a preview made now with what the bundle says. None means that nothing has changed.
func (b Bundle) Differences(made Made) []Difference {
	var found []Difference
	differ := func(line int, what, was, is string) {
		if was != is {
			found = append(found, Difference{line, what, was, is})
		}
	}
	differ(0, "columns", columnsText(b.Layout.Columns), columnsText(made.List.Layout.Columns))
	differ(0, "holds", codesText(b.Holds), codesText(codesOf(made.Plan.Holds)))
	now := linesOf(made.Plan)
	differ(0, "rows", fmt.Sprint(len(b.Lines)), fmt.Sprint(len(now)))
	for i := range min(len(b.Lines), len(now)) {
		was, is := b.Lines[i], now[i]
		differ(was.Line, "line", fmt.Sprint(was.Line), fmt.Sprint(is.Line))
		differ(was.Line, "verdict", string(was.Verdict), string(is.Verdict))
		differ(was.Line, "reason", was.Reason, is.Reason)
		differ(was.Line, "holds", codesText(was.Holds), codesText(is.Holds))
		differ(was.Line, "flags", strings.Join(was.Flags, ", "), strings.Join(is.Flags, ", "))
		differ(was.Line, "matched_by", string(was.MatchedBy), string(is.MatchedBy))
		differ(was.Line, "rule", was.Rule, is.Rule)
		differ(was.Line, "item", string(was.Item), string(is.Item))
	}
	return found
}

// columnsText names the columns that decide: those of name, code, price and cost.
func columnsText(c pricelist.Columns) string {
	return fmt.Sprintf("name %d, code %d, price %d, cost %d", max(c.Name.Index, 0), max(c.Code.Index, 0), max(c.Price.Index, 0), max(c.Cost.Index, 0))
}

// codesText writes holds in one order: which of them comes first is told by the reason.
func codesText(codes []plan.HoldCode) string {
	texts := make([]string, len(codes))
	for i, code := range codes {
		texts[i] = string(code)
	}
	slices.Sort(texts)
	return strings.Join(texts, ", ")
}
