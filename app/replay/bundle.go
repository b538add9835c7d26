// Package replay holds one preview with all that decided it, so that it can be made again elsewhere: as it was, or as a
// copy without names and amounts.
//
// A copy has the same cells in the same places, in other words and with other amounts. Each word of a name has become
// another one of its length, everywhere the same; headings that the reader understands stay. Every amount was multiplied
// by one number that the copy does not tell, so that changes in percent, slipped decimals, equality and zero are as
// they were. A copy that does not give the same verdicts is never handed out: see Scrub.
package replay

import (
	"slices"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// Bundle is one preview of a price list: what it was made from, and what came out. Its JSON form is told at Encode.
type Bundle struct {
	Scrubbed bool   // names and amounts are not the real ones
	Program  string // the version that made the preview
	Op       string // the operation that made it

	File    string           // the price list's name
	Asked   pricelist.Layout // what was decided about it; the file's encoding, delimiter and sheet are always
	Table   pricelist.Table  // its cells
	Catalog catalog.Catalog  // ids, names, amounts and categories of the items; the account
	Links   match.Links
	Answers map[catalog.ItemID]plan.Answer
	Rules   plan.Rules
	Limits  plan.Guardrails
	Guards  Guards

	Decisions   plan.Decisions         // of a person, about rows of this list alone
	Corrections []pricelist.Correction // what a person put in the place of cells

	Layout pricelist.Layout // what was recognised
	Lines  []Line           // what the preview said of each row
	Holds  []plan.HoldCode  // on the plan as a whole
}

// Line is what a preview said of one row.
type Line struct {
	Line      int
	Verdict   plan.Verdict
	Reason    string
	Holds     []plan.HoldCode
	Flags     []string
	Rule      string // in words
	MatchedBy match.Step
	Item      catalog.ItemID
}

// Record returns the bundle of a preview as it was made. Of the links and answers it keeps those that the list and the
// catalog reach. It is false for a list that was not read from cells.
func Record(in plan.Input, links match.Links, made plan.Plan, program, op string) (Bundle, bool) {
	table, ok := in.List.Table()
	if !ok {
		return Bundle{}, false
	}
	b := Bundle{
		Program: program, Op: op, File: in.List.File, Asked: in.List.Asked(), Table: table,
		Catalog: catalog.Catalog{Account: in.Catalog.Account, Items: make([]catalog.Item, 0, len(in.Catalog.Items))},
		Links:   match.Links{}, Answers: map[catalog.ItemID]plan.Answer{}, Rules: in.Rules, Limits: made.Guardrails,
		Corrections: in.List.Corrections, Decisions: in.Decisions,
		Guards: guardsOf(in),
	}
	known := in.List.Layout
	b.Asked.Encoding, b.Asked.Delimiter, b.Asked.Sheet = known.Encoding, known.Delimiter, known.Sheet
	for _, item := range match.Told(in.List, in.Catalog.Items, in.Match) {
		b.Catalog.Items = append(b.Catalog.Items, catalog.Item{
			ID: item.ID, Name: item.Name, Price: item.Price, Cost: item.Cost, Markup: item.Markup, Category: item.Category, Visible: item.Visible,
			Code: item.Code, Description: item.Description,
		})
		if answer, ok := in.Answers[item.ID]; ok {
			b.Answers[item.ID] = answer
		}
	}
	for _, row := range in.List.Rows {
		if item, ok := links.Of(row); ok {
			b.Links[match.Key(row)] = item
		}
	}
	return b.saying(Made{List: &in.List, Plan: made}), true
}

// saying returns the bundle with what a preview said.
func (b Bundle) saying(made Made) Bundle {
	b.Layout, b.Lines, b.Holds = made.List.Layout, linesOf(made.Plan), codesOf(made.Plan.Holds)
	return b
}

func linesOf(p plan.Plan) []Line {
	lines := make([]Line, 0, p.Rows())
	for i := range p.Rows() {
		c := p.At(i)
		lines = append(lines, Line{
			Line: c.Line, Verdict: c.Verdict, Reason: c.Reason, Holds: codesOf(c.Holds), Flags: slices.Clone(c.Flags), Rule: c.Rule,
			MatchedBy: c.MatchedBy, Item: c.Item,
		})
	}
	return lines
}

func codesOf(holds []plan.Hold) []plan.HoldCode {
	var codes []plan.HoldCode
	for _, hold := range holds {
		codes = append(codes, hold.Code)
	}
	return codes
}
