package pricelist

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// longestMended is the longest line that is parted anew.
	longestMended = 8 << 10
	// mostPieces is the most pieces that a line is put together from.
	mostPieces = 256
	// mostMended is how many records of a text are tried to mend: one with more is not written wrongly in places.
	mostMended = 1000
	// enoughProofs is how many cells have to prove that a record was mended right, and more where words were joined.
	enoughProofs, manyProofs = 2, 3
)

// mend parts a record anew that has not as many cells as the others: where it has a delimiter too many or too few, or
// other delimiters than the rest of the text. It returns cells only where they all look like the rest of their columns,
// and no other way does.
func (m *mold) mend(raw []byte, cells []string, d dialect) ([]string, bool) {
	if len(raw) > longestMended {
		return nil, false
	}
	if _, ok := m.fits(cells); ok {
		return nil, false // empty cells at its end were left out, or added
	}
	var made []string
	ok := false
	switch len(cells) {
	case len(m.columns) + 1:
		made, ok = m.withoutEmpty(cells)
	case len(m.columns) - 1:
		made, ok = m.split(cells)
	}
	if !ok {
		made, ok = m.otherwise(raw, d)
	}
	return made, ok
}

// withoutEmpty leaves out the one empty cell that is too many.
func (m *mold) withoutEmpty(cells []string) ([]string, bool) {
	var found []string
	for c := range cells {
		if cells[c] != "" || c > 0 && cells[c-1] == "" { // of empty cells in a row any is the same
			continue
		}
		rest := slices.Concat(cells[:c], cells[c+1:])
		if proofs, ok := m.fits(rest); ok && proofs >= enoughProofs {
			if found != nil {
				return nil, false
			}
			found = rest
		}
	}
	return found, found != nil
}

// split parts the one cell that is two.
func (m *mold) split(cells []string) ([]string, bool) {
	var found []string
	for c := range cells {
		left, right, ok := m.splitCell(cells[c], c)
		if !ok {
			continue
		}
		made := slices.Concat(cells[:c], []string{left, right}, cells[c+1:])
		if proofs, ok := m.fits(made); ok && proofs >= enoughProofs {
			if found != nil {
				return nil, false
			}
			found = made
		}
	}
	return found, found != nil
}

// splitCell parts a text into what may stand in a column and in the next one: at a quote that stands inside, else where
// only one place will do, else behind all that looks like the first column where letters follow.
func (m *mold) splitCell(text string, column int) (left, right string, ok bool) {
	if column+1 >= len(m.columns) || len(text) > 1<<10 {
		return "", "", false
	}
	first, second := &m.columns[column], &m.columns[column+1]
	if first.free && second.free {
		return "", "", false
	}
	places, last := 0, 0
	for i := range text {
		if i == 0 {
			continue
		}
		before, behind := trim(text[:i]), trim(text[i:])
		if before == "" || behind == "" {
			continue
		}
		if text[i] == '"' && i+1 < len(text) && first.has(before) && second.has(trim(text[i+1:])) {
			if ok {
				return "", "", false
			}
			left, right, ok = before, trim(text[i+1:]), true
		}
		if first.hasExactly(before) && second.hasExactly(behind) || !withinRun(text, i) && first.has(before) && second.has(behind) {
			places++
			last = i
		}
	}
	switch {
	case ok:
		return left, right, true
	case places == 1, places > 1 && !first.free && second.free && letterAt(text, last):
		return trim(text[:last]), trim(text[last:]), true
	}
	return "", "", false
}

// withinRun says whether a place in a text is between two digits or two letters.
func withinRun(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	behind, _ := utf8.DecodeRuneInString(text[i:])
	return classOf(before) != 0 && classOf(before) == classOf(behind)
}

func letterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return classOf(r) == 'A'
}

// otherwise reads the line by other delimiters than the text's. Where they are spaces, words that belong together are
// joined again.
func (m *mold) otherwise(raw []byte, d dialect) ([]string, bool) {
	line := bytes.TrimRight(raw, "\r\n")
	if bytes.ContainsAny(line, "\r\n") {
		return nil, false
	}
	var found []string
	for _, delimiter := range []byte(delimiters + " ") {
		if delimiter == d.delimiter || bytes.Count(line, []byte{delimiter}) < len(m.columns)-2 {
			continue
		}
		pieces := partLine(line, dialect{delimiter: delimiter, quote: d.quote, escape: d.escape})
		var made []string
		ok := false
		if delimiter == ' ' {
			made, ok = m.join(pieces)
		} else if made = texts(pieces); len(made) == len(m.columns) {
			proofs, fit := m.fits(made)
			ok = fit && proofs >= enoughProofs
		}
		if ok {
			if found != nil {
				return nil, false
			}
			found = made
		}
	}
	return found, found != nil
}

// piece is a cell of one line, and whether it stood in quotes.
type piece struct {
	text   string
	quoted bool
}

func texts(pieces []piece) []string {
	made := make([]string, len(pieces))
	for i, p := range pieces {
		made[i] = p.text
	}
	return made
}

// partLine parts one line.
func partLine(line []byte, d dialect) []piece {
	s := scanner{data: line, dialect: d, trust: oneLine}
	var pieces []piece
	for {
		from, quoted := len(s.builder.text), false
		if s.dialect.quote != 0 && s.opens() {
			quoted = s.quoted()
		}
		if !quoted {
			s.bare()
		}
		pieces = append(pieces, piece{trim(string(s.builder.text[from:])), quoted})
		if s.at >= len(line) {
			return pieces
		}
		s.at++
	}
}

// join puts words together until there are as many cells as columns. Cells in quotes stay as they are.
func (m *mold) join(pieces []piece) ([]string, bool) {
	if len(pieces) > mostPieces || len(pieces) < len(m.columns)-1 {
		return nil, false
	}
	columns := len(m.columns)
	ways := make([][]int, len(pieces)+1) // in how many ways the pieces from there on fill the columns from there on; 2 for more
	ends := make([][]int, len(pieces)+1) // where the cell ends in one of them
	for i := range ways {
		ways[i], ends[i] = make([]int, columns+1), make([]int, columns+1)
	}
	ways[len(pieces)][columns] = 1
	for c := columns - 1; c >= 0; c-- {
		if c == columns-1 && m.columns[c].empty {
			ways[len(pieces)][c], ends[len(pieces)][c] = 1, len(pieces)
		}
		for i := len(pieces) - 1; i >= 0; i-- {
			for end := i + 1; end <= len(pieces) && ways[i][c] < 2 && joinable(pieces[i:end]); end++ {
				if ways[end][c+1] > 0 && m.takes(c, pieces[i:end]) {
					ways[i][c], ends[i][c] = min(2, ways[i][c]+ways[end][c+1]), end
				}
			}
		}
	}
	if ways[0][0] != 1 {
		return nil, false
	}
	cells := make([]string, 0, columns)
	for i, c := 0, 0; c < columns; c++ {
		end := ends[i][c]
		cells = append(cells, joined(pieces[i:end]))
		i = end
	}
	proofs, ok := m.fits(cells)
	return cells, ok && (proofs >= manyProofs || proofs >= enoughProofs && len(pieces) <= columns)
}

// takes says whether pieces may be a cell of the column.
func (m *mold) takes(column int, pieces []piece) bool {
	f := &m.columns[column]
	if f.free && pieces[0].text != "" {
		return true
	}
	return len(pieces) <= longestForm && f.has(joined(pieces))
}

// joinable says whether pieces can be words of one cell.
func joinable(pieces []piece) bool {
	return len(pieces) == 1 || !slices.ContainsFunc(pieces, func(p piece) bool { return p.quoted || p.text == "" })
}

func joined(pieces []piece) string { return strings.Join(texts(pieces), " ") }
