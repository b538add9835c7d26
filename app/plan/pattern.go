package plan

import "strings"

// foldPattern returns a pattern without case; nil for none.
func foldPattern(pattern string) []rune {
	if strings.TrimSpace(pattern) == "" {
		return nil
	}
	return []rune(strings.ToLower(strings.TrimSpace(pattern)))
}

// fitsPattern says whether the whole text fits a folded pattern, in which * stands for any text and ? for one letter. No
// text fits nothing.
func fitsPattern(pattern []rune, text string) bool {
	if text == "" {
		return false
	}
	letters := []rune(strings.ToLower(text))
	p, star, mark := 0, -1, 0
	for at := 0; at < len(letters); {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, at
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == letters[at]):
			p++
			at++
		case star >= 0:
			mark++
			p, at = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
