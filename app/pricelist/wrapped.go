package pricelist

import "bytes"

// mostWrapped is how many lines are looked at to tell whether a text's lines stand in quotes as a whole.
const mostWrapped = 200

// unwrap takes the quotes off the lines of a text that stand in quotes as a whole, such as "A-1,""Elbow, brass"",12.50":
// a program took each line for one cell. It returns the text as it is where fewer than half of its first lines are such.
// The lines stay on their numbers.
func unwrap(text []byte) (unwrapped []byte, is bool) {
	lines, wrapped := 0, 0
	for at := 0; at < len(text) && lines < mostWrapped; {
		inside, next, ok := wrappedLine(text, at)
		if ok && bytes.ContainsAny(inside, delimiters) {
			wrapped++
		}
		if ok || holds(text[at:next]) {
			lines++
		}
		at = next
	}
	if wrapped < 2 || wrapped*2 <= lines {
		return text, false
	}
	out := make([]byte, 0, len(text))
	for at := 0; at < len(text); {
		inside, next, ok := wrappedLine(text, at)
		if ok {
			out = append(out, bytes.ReplaceAll(inside, []byte(`""`), []byte{'"'})...)
			out = append(out, lineEnd(text[at:next])...)
		} else {
			out = append(out, text[at:next]...)
		}
		at = next
	}
	return out, true
}

// wrappedLine returns what one pair of quotes holds from there to the end of a line, with its inner quotes still doubled,
// and where the next line begins. Delimiters may follow the quotes, as spreadsheet programs fill lines up with them. Where
// the line is no such one ok is false.
func wrappedLine(text []byte, at int) (inside []byte, next int, ok bool) {
	next = at + lineLength(text[at:])
	if text[at] != '"' {
		return nil, next, false
	}
	end := at + 1
	for ; end < len(text) && end-at < longestQuoted; end++ {
		if text[end] != '"' {
			continue
		}
		if end+1 < len(text) && text[end+1] == '"' {
			end++
			continue
		}
		rest := end + 1 + lineLength(text[end+1:])
		if len(bytes.Trim(text[end+1:rest], delimiters+" \r\n")) > 0 {
			return nil, next, false
		}
		return text[at+1 : end], rest, true
	}
	return nil, next, false
}

// lineLength returns how long the first line is with its end.
func lineLength(text []byte) int {
	i := bytes.IndexAny(text, "\r\n")
	switch {
	case i < 0:
		return len(text)
	case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
		return i + 2
	}
	return i + 1
}

// lineEnd returns the end of a line, "" where there is none.
func lineEnd(line []byte) []byte {
	return line[len(bytes.TrimRight(line, "\r\n")):]
}
