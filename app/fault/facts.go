package fault

import "slices"

// Facts returns the names of the facts that the entry's sentences take, in the order in which they first appear.
func (e Entry) Facts() []string {
	names := []string{}
	for _, text := range []string{e.Message, e.Hint} {
		for _, name := range places(text) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// places returns the names between braces, in order.
func places(text string) []string {
	var names []string
	start := -1
	for i, r := range text {
		switch {
		case r == '{':
			start = i + 1
		case r == '}' && start >= 0:
			names = append(names, text[start:i])
			start = -1
		}
	}
	return names
}
