package pricelist

import (
	"bytes"
	"context"
	"strings"

	"pricesync/app/fault"
)

// dialect is how a text parts its cells.
type dialect struct {
	delimiter byte
	quote     byte // a double or a single quote; 0 where nothing is quoted
	escape    byte // '\\' where a backslash stands before a quote inside quotes, otherwise 0
	columns   int  // how many cells most records have; 0 where that is not known
}

const (
	// longestQuoted is the most that one pair of quotes may hold: a longer one began with a stray quote.
	longestQuoted = 256 << 10
	// checkEvery is how many records pass between looks at the context and reports of progress.
	checkEvery = 4096
)

// scanner parts a text into records. It never fails: a stray quote is text.
type scanner struct {
	data    []byte
	dialect dialect
	at      int
	line    int
	builder builder
	trust   trust
	widths  map[int]int // counts records by their cells, empty ones included; nil where nobody asks
	mold    *mold       // what whole records look like; nil where that is not known
	tried   int         // how many records were compared with the mold because they have another number of cells
}

// scanTable reads all records of data, at most most+1 of them that hold something.
func scanTable(ctx context.Context, p parted, most int, progress func(rows int)) (*table, error) {
	data, d := p.text, p.dialect
	s := scanner{data: data, dialect: d, line: p.first, mold: p.mold}
	s.builder.text = make([]byte, 0, len(data))
	lines := bytes.Count(data, []byte{'\n'}) + 1
	s.builder.table.cells = make([]span, 0, min(bytes.Count(data, []byte{d.delimiter})+lines, len(data)/4+16))
	s.builder.table.records = make([]record, 0, min(lines, most+1))
	for s.at < len(data) && len(s.builder.table.records) <= most {
		s.record()
		if n := len(s.builder.table.records); n%checkEvery == 0 {
			if err := ctx.Err(); err != nil {
				return nil, fault.Wrap(err, fault.Cancelled, nil)
			}
			if progress != nil {
				progress(n)
			}
		}
	}
	return s.builder.finish(), nil
}

// trust is how much a scanner trusts the quotes of a record.
type trust int

const (
	asWritten trust = iota // two quotes are one quote, and quotes may hold lines
	inchMarks              // two quotes before a delimiter are an inch mark and the end
	oneLine                // and a record ends with its line
)

// record reads one record as it is written. Where its quotes do not come out even, or swallowed whole records, it is
// read again with less trust.
func (s *scanner) record() {
	at, line, text, cells := s.at, s.line, len(s.builder.text), len(s.builder.table.cells)
	s.builder.start(line)
	for s.trust = asWritten; ; s.trust++ {
		if sound := s.fields(); sound || s.trust == oneLine {
			break
		}
		s.at, s.line = at, line
		s.builder.text, s.builder.table.cells, s.builder.full = s.builder.text[:text], s.builder.table.cells[:cells], cells
	}
	width := len(s.builder.table.cells) - cells
	mended := false
	if s.mold != nil && width != len(s.mold.columns) && s.builder.full > cells && s.tried < mostMended {
		s.tried++
		if width == 1 && s.unwrapRecord(text, cells) {
			width = len(s.mold.columns)
		} else {
			mended = s.mend(s.data[at:s.at], text, cells)
		}
	}
	if s.builder.end(width, mended) && s.widths != nil {
		s.widths[width]++
	}
}

// unwrapRecord parts the record at hand anew where its only cell is a whole line that was put in quotes.
func (s *scanner) unwrapRecord(text, cells int) bool {
	only := s.builder.table.cells[cells]
	line := s.builder.text[only.from:only.to]
	if len(line) > longestMended || bytes.IndexByte(line, s.dialect.delimiter) < 0 {
		return false
	}
	made := texts(partLine(line, s.dialect))
	if _, ok := s.mold.fits(made); !ok || len(made) != len(s.mold.columns) {
		return false
	}
	s.replace(made, text, cells)
	return true
}

// mend parts the record at hand anew where its line is not written as the others are. It says whether it did.
func (s *scanner) mend(raw []byte, text, cells int) bool {
	made := make([]string, 0, len(s.builder.table.cells)-cells)
	for _, c := range s.builder.table.cells[cells:] {
		made = append(made, trim(string(s.builder.text[c.from:c.to])))
	}
	made, ok := s.mold.mend(raw, made, s.dialect)
	if ok {
		s.replace(made, text, cells)
	}
	return ok
}

// replace puts other cells in the place of those of the record at hand, which began there.
func (s *scanner) replace(made []string, text, cells int) {
	s.builder.text, s.builder.table.cells, s.builder.full = s.builder.text[:text], s.builder.table.cells[:cells], cells
	for _, cell := range made {
		from := len(s.builder.text)
		s.builder.text = append(s.builder.text, cell...)
		s.builder.add(from)
	}
}

// fields reads the cells up to the record's end. It says whether all quotes came out even and no cell seems to have
// swallowed whole records.
func (s *scanner) fields() (sound bool) {
	first, start, lines := len(s.builder.table.cells), s.at, 0
	sound = true
	for {
		from := len(s.builder.text)
		if s.dialect.quote != 0 && s.opens() {
			if before := s.line; s.quoted() {
				lines = max(lines, s.line-before)
			} else {
				sound = false
				s.bare()
			}
		} else {
			s.bare()
		}
		s.unguard(from)
		s.builder.add(from)
		if s.at >= len(s.data) {
			break
		}
		c := s.data[s.at]
		s.at++
		if c == s.dialect.delimiter {
			continue
		}
		if c == '\r' && s.at < len(s.data) && s.data[s.at] == '\n' {
			s.at++
		}
		s.line++
		break
	}
	return sound && (lines == 0 || !s.ateRecords(start, len(s.builder.table.cells)-first) && !s.joinedRecords(start, first))
}

// unguard takes the cell that was written from there on out of ="…", which keeps spreadsheet programs from changing it.
func (s *scanner) unguard(from int) {
	cell := s.builder.text[from:]
	if n := len(cell); n >= 3 && cell[0] == '=' && cell[1] == '"' && cell[n-1] == '"' && bytes.IndexByte(cell[2:n-1], '"') < 0 {
		s.builder.text = append(s.builder.text[:from], cell[2:n-1]...)
	}
}

// opens says whether the cell at hand begins with a quote.
func (s *scanner) opens() bool {
	at := s.at
	for at < len(s.data) && s.data[at] == ' ' && s.dialect.delimiter != ' ' {
		at++
	}
	return at < len(s.data) && s.data[at] == s.dialect.quote
}

// bare copies a cell without quotes, up to the delimiter or the line's end.
func (s *scanner) bare() {
	at, data, delimiter := s.at, s.data, s.dialect.delimiter
	for at < len(data) && data[at] != delimiter && data[at] != '\n' && data[at] != '\r' {
		at++
	}
	s.builder.text = append(s.builder.text, data[s.at:at]...)
	s.at = at
}

// quoted copies a cell in quotes without them. Where the quotes do not close as they should, it changes nothing and
// says false: then they are part of the text.
func (s *scanner) quoted() bool {
	data, quote := s.data, s.dialect.quote
	at := s.at
	for data[at] == ' ' { // never a delimiter: see opens
		at++
	}
	at++
	from, pieces, line := at, at, s.line
	written := len(s.builder.text)
	undo := func() bool {
		s.line = line
		s.builder.text = s.builder.text[:written]
		return false
	}
	for {
		if at >= len(data) || at-from > longestQuoted {
			return undo()
		}
		c := data[at]
		switch {
		case c == '\n' || c == '\r':
			if s.trust == oneLine {
				return undo()
			}
			s.line++
			if c == '\r' && at+1 < len(data) && data[at+1] == '\n' {
				at++
			}
			at++
		case c == s.dialect.escape && c != 0 && at+1 < len(data) && (data[at+1] == quote || data[at+1] == c):
			s.builder.text = append(s.builder.text, data[pieces:at]...)
			pieces = at + 1
			at += 2
		case c == '"' && quote == '\'' && at+1 < len(data) && data[at+1] == c: // doubled as if the cell were in double quotes
			s.builder.text = append(s.builder.text, data[pieces:at+1]...)
			at += 2
			pieces = at
		case c != quote:
			at++
		case at+1 < len(data) && data[at+1] == quote && (s.trust == asWritten || !s.closes(at+1)):
			s.builder.text = append(s.builder.text, data[pieces:at+1]...)
			at += 2
			pieces = at
		case s.ends(at + 1):
			s.builder.text = append(s.builder.text, data[pieces:at]...)
			for at++; at < len(data) && data[at] == ' ' && s.dialect.delimiter != ' '; at++ {
			}
			s.at = at
			return true
		case at > from && s.begins(at):
			return undo() // a second opening: the first quote was a stray one
		case quote == '"' && at > from && !s.quoteBefore(at+1):
			s.builder.text = append(s.builder.text, data[pieces:at]...) // "Y" connector: as spreadsheets read it
			s.at = at + 1
			s.bare()
			return true
		default:
			at++ // a quote inside, such as an inch mark
		}
	}
}

// closes says whether the second of two quotes ends the cell, because the first one is an inch mark that nobody
// doubled, as in `"elbow 1/2"",4.20`: the cell would not close on this line otherwise.
func (s *scanner) closes(second int) bool { return s.ends(second+1) && !s.closesLater(second+1) }

// closesLater says whether the line goes on to a quote that could close the cell.
func (s *scanner) closesLater(at int) bool {
	for ; at < len(s.data) && s.data[at] != '\n' && s.data[at] != '\r'; at++ {
		if s.data[at] == s.dialect.quote && s.ends(at+1) {
			return true
		}
	}
	return false
}

// quoteBefore says whether another quote stands before the next delimiter or the line's end.
func (s *scanner) quoteBefore(at int) bool {
	for ; at < len(s.data); at++ {
		switch s.data[at] {
		case s.dialect.quote:
			return true
		case s.dialect.delimiter, '\n', '\r':
			return false
		}
	}
	return false
}

// ends says whether the delimiter, the line's end or the file's end comes next, after spaces.
func (s *scanner) ends(at int) bool {
	for at < len(s.data) && s.data[at] == ' ' && s.dialect.delimiter != ' ' {
		at++
	}
	return at >= len(s.data) || s.data[at] == s.dialect.delimiter || s.data[at] == '\n' || s.data[at] == '\r'
}

// begins says whether the quote at that place looks like the first byte of a cell.
func (s *scanner) begins(at int) bool {
	c := s.data[at-1]
	return c == s.dialect.delimiter || c == '\n' || c == '\r'
}

// ateRecords says whether the record that began at start and has that many cells is really several: its first line is
// whole without quotes, and so are the lines that follow inside the quotes.
func (s *scanner) ateRecords(start, cells int) bool {
	if s.dialect.columns < 2 {
		return false
	}
	whole, lines := 0, 0
	for at := start; at < s.at; {
		end := bytes.IndexByte(s.data[at:s.at], '\n')
		if end < 0 {
			break
		}
		lines++
		if bytes.Count(s.data[at:at+end], []byte{s.dialect.delimiter}) == s.dialect.columns-1 {
			whole++
		} else if lines == 1 {
			return false
		}
		at += end + 1
	}
	return whole == lines && (lines >= 3 || lines >= 1 && cells != s.dialect.columns)
}

// joinedRecords says whether a record of several lines, which began at start and whose cells are those from first on, is
// one record per line that a stray quote joined: each line alone is whole, with amounts where the record has any.
func (s *scanner) joinedRecords(start, first int) bool {
	cells := s.builder.table.cells[first:]
	var amounts []int
	for c, cell := range cells {
		if text := s.builder.text[cell.from:cell.to]; len(text) < 40 && bareAmount(trim(string(text))) {
			amounts = append(amounts, c)
		}
	}
	if len(amounts) == 0 {
		return false
	}
	for at := start; at < s.at; {
		end := at + lineLength(s.data[at:s.at])
		pieces := partLine(bytes.TrimRight(s.data[at:end], "\r\n"), s.dialect)
		if len(pieces) != len(cells) {
			return false
		}
		for _, p := range pieces {
			if !p.quoted && strings.HasPrefix(p.text, string(s.dialect.quote)) {
				return false
			}
		}
		for _, c := range amounts {
			if !bareAmount(pieces[c].text) {
				return false
			}
		}
		at = end
	}
	return true
}
