package pricelist

import (
	"context"
	"slices"
	"strings"

	"pricesync/app/fault"
)

// chooseSheet finds the sheet to read: the one that was decided, else the only one that looks like a price list.
func (w *workbook) chooseSheet(ctx context.Context, list *List, o Options) (sheetPart, error) {
	if o.Layout.Sheet != "" {
		var names []string
		for _, s := range w.sheets {
			if strings.EqualFold(trim(s.name), trim(o.Layout.Sheet)) {
				return s, nil
			}
			names = append(names, "“"+s.name+"”")
		}
		return sheetPart{}, fault.New(fault.SheetUnknown, fault.Facts{"file": w.name, "sheet": o.Layout.Sheet, "sheets": strings.Join(names, ", ")})
	}
	full := slices.DeleteFunc(slices.Clone(w.sheets), func(s sheetPart) bool { return s.census.rows == 0 })
	shown := slices.DeleteFunc(slices.Clone(full), func(s sheetPart) bool { return s.hidden })
	if len(shown) == 0 {
		shown = full
	}
	switch len(shown) {
	case 0:
		return sheetPart{}, fault.New(fault.FileEmpty, fault.Facts{"file": w.name})
	case 1:
		return shown[0], nil
	}
	likely, err := w.likely(ctx, shown, o)
	if err != nil {
		return sheetPart{}, err
	}
	switch len(likely) {
	case 0:
		return shown[0], nil
	case 1:
		return likely[0].part, nil
	}
	if best := slices.MaxFunc(likely, func(a, b likelySheet) int { return a.rank - b.rank }); !slices.ContainsFunc(likely, func(s likelySheet) bool {
		return s.part.name != best.part.name && s.rank == best.rank
	}) {
		return best.part, nil
	}
	list.Questions = append(list.Questions, askSheet(likely, o.Layout))
	return likely[0].part, nil
}

// likelySheet is a sheet that looks like a price list.
type likelySheet struct {
	part sheetPart
	rank int // 2 where a heading speaks of a price or a cost, 1 where it speaks of some amount, 0 where contents alone do
}

// likely returns the sheets that look like price lists.
func (w *workbook) likely(ctx context.Context, sheets []sheetPart, o Options) ([]likelySheet, error) {
	var found []likelySheet
	for _, s := range sheets {
		t, err := w.readSheet(ctx, s, judgedRows, nil)
		if err != nil {
			return nil, err
		}
		c, err := choose(t, findHeader(t, o.Layout), o)
		if err != nil {
			continue
		}
		rank := 0
		for i := range c.columns {
			if m := c.columns[i].meaning; m.money != notMoney && c.columns[i].amounts > 0 {
				if rank = max(rank, 1); !m.vague {
					rank = 2
				}
			}
		}
		found = append(found, likelySheet{s, rank})
	}
	return found, nil
}

// askSheet asks which sheet is meant.
func askSheet(sheets []likelySheet, layout Layout) Question {
	q := Question{Code: "which_sheet", Message: counted(len(sheets)) + " sheets of the file look like price lists. Which one shall be read?"}
	for _, s := range sheets {
		answer := layout
		answer.Sheet = s.part.name
		q.Choices = append(q.Choices, Choice{Value: s.part.name, Label: s.part.name, Detail: plural(s.part.census.rows, "row"), Layout: answer})
	}
	return q
}
