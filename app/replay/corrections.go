package replay

import (
	"slices"
	"strings"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// corrections returns what a person put right, in the words and amounts of the copy: found by where its row stands, since
// the texts of the copy's cells are others.
func (s *scrubber) corrections() []pricelist.Correction {
	var all []pricelist.Correction
	columns := s.before.List.Layout.Columns
	for _, c := range s.original.Corrections {
		at := slices.IndexFunc(s.before.List.Rows, func(r pricelist.Row) bool {
			return r.Own != nil && *r.Own == pricelist.Own{Name: c.Name, Code: c.Code}
		})
		if at < 0 {
			continue
		}
		line := s.before.List.Rows[at].Line
		cell := func(column pricelist.Column) string { return cellAt(s.made.Table, line, column.Index) }
		next := pricelist.Correction{Name: cell(columns.Name), Code: cell(columns.Code), Field: c.Field}
		switch c.Field {
		case pricelist.FieldName:
			next.Was, next.Is = next.Name, s.names.of(c.Is)
		case pricelist.FieldCode:
			next.Was, next.Is = next.Code, s.names.of(c.Is)
		default:
			column := columns.Price
			if c.Field == pricelist.FieldCost {
				column = columns.Cost
			}
			amount, err := money.Decimal(c.Is)
			if err != nil {
				continue
			}
			next.Was, next.Is = cell(column), s.shift.amount(amount).Plain()
		}
		all = append(all, next)
	}
	return all
}

// cellAt returns the text of a cell by its line and its 1-based column, "" where there is none.
func cellAt(t pricelist.Table, line, column int) string {
	at := slices.IndexFunc(t.Records, func(r pricelist.Record) bool { return r.Line == line })
	if at < 0 || column < 1 || column > len(t.Records[at].Cells) {
		return ""
	}
	return strings.TrimSpace(t.Records[at].Cells[column-1].Text)
}
