package match

import (
	"slices"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/pricelist"
)

// Told returns items with no more in their custom fields and descriptions than what a search read there: the codes of
// the list's rows that led to them, folded, parted by ", ". With them, the same search gives the same result.
func Told(list pricelist.List, items []catalog.Item, found Result) []catalog.Item {
	codes := map[string]bool{}
	inTexts := map[catalog.ItemID][]string{}
	for i, row := range list.Rows {
		code := Fold(row.Code)
		if code == "" || row.Kind != pricelist.Priced {
			continue
		}
		codes[code] = true
		if i < len(found.Matches) && found.Matches[i].Step == ByCodeInText {
			for _, id := range append([]catalog.ItemID{found.Matches[i].Item}, found.Matches[i].Candidates...) {
				if !slices.Contains(inTexts[id], code) {
					inTexts[id] = append(inTexts[id], code)
				}
			}
		}
	}
	told := slices.Clone(items)
	for i := range told {
		var field []string
		fieldKeys(told[i], func(key string) {
			if codes[key] && !slices.Contains(field, key) {
				field = append(field, key)
			}
		})
		told[i].Code, told[i].Description = strings.Join(field, ", "), strings.Join(inTexts[told[i].ID], ", ")
	}
	return told
}
