package plan

import "pricesync/app/match"

// Why says in a sentence how the row reached its item or its candidates, "" for one that reached none.
func (c Change) Why() string {
	if len(c.Candidates) > 0 {
		return several(c.MatchedBy)
	}
	switch c.MatchedBy {
	case match.ByLink:
		if c.Item == "" {
			return "You decided that this line is never matched."
		}
		return "You decided before that this line is this item."
	case match.ByField:
		return "The field of the item that holds the supplier's code has this line's code."
	case match.ByName:
		return "The item has exactly this name."
	case match.ByNameFolded:
		return "The item has this name, when case, spacing and punctuation are ignored."
	case match.ByCode:
		return "The item has exactly this code as its name."
	case match.ByCodeFolded:
		return "The item has this code as its name, when case, spacing and punctuation are ignored."
	case match.ByCodeInText:
		return "This line's code stands in the item's name or description, and in no other's."
	}
	return ""
}

// several says what the candidates of an ambiguous row have in common.
func several(by match.Step) string {
	switch by {
	case match.ByField:
		return "These items have this line's code in the field that holds the supplier's code."
	case match.ByName:
		return "These items have exactly this name."
	case match.ByNameFolded:
		return "These items have this name, when case, spacing and punctuation are ignored."
	case match.ByCode:
		return "These items have exactly this code as their name."
	case match.ByCodeFolded:
		return "These items have this code as their name, when case, spacing and punctuation are ignored."
	case match.ByCodeInText:
		return "This line's code stands in the name or the description of these items."
	}
	return "These items fit this line."
}
