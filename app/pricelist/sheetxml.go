package pricelist

import (
	"bytes"
	"slices"
	"strconv"
)

// cellFact is what a sheet's XML says about one cell that texts do not show.
type cellFact struct {
	column  int    // counted from 0
	style   int    // index of the workbook's cell formats
	number  bool   // the stored value is a number
	formula bool   // the value is a formula's result
	value   []byte // as stored; empty where nothing is
}

// rowFact is what a sheet's XML says about one row.
type rowFact struct {
	number int // counted from 1
	hidden bool
	cells  []cellFact
}

// sheetScan walks the rows of a sheet's XML. It reads no more of XML than spreadsheets use.
type sheetScan struct {
	data  []byte
	at    int
	row   rowFact
	ended bool // the end of the sheet's rows was reached, as it is in every whole file
}

// next reads one row; false at the end.
func (s *sheetScan) next() bool {
	inRow := false
	for {
		name, attributes, closed, ok := s.tag()
		switch {
		case !ok:
			return inRow
		case name == "/sheetData" || name == "sheetData" && closed:
			s.ended = true
			return inRow
		case name == "row":
			s.row = rowFact{number: s.row.number + 1, hidden: truthOf(attribute(attributes, "hidden")), cells: s.row.cells[:0]}
			if n, err := strconv.Atoi(string(attribute(attributes, "r"))); err == nil && n > 0 {
				s.row.number = n
			}
			if closed {
				return true
			}
			inRow = true
		case name == "/row":
			return true
		case name == "c" && inRow:
			s.cell(attributes, closed)
		}
	}
}

// cell reads one cell up to its end.
func (s *sheetScan) cell(attributes []byte, closed bool) {
	fact := cellFact{column: len(s.row.cells)}
	if n := len(s.row.cells); n > 0 {
		fact.column = s.row.cells[n-1].column + 1
	}
	if ref := attribute(attributes, "r"); len(ref) > 0 {
		if column := columnOf(ref); column >= 0 {
			fact.column = column
		}
	}
	fact.style, _ = strconv.Atoi(string(attribute(attributes, "s")))
	kind := string(attribute(attributes, "t"))
	fact.number = kind == "" || kind == "n"
	for !closed {
		name, _, empty, ok := s.tag()
		if !ok || name == "/c" {
			break
		}
		switch {
		case name == "f":
			fact.formula = true
		case (name == "v" || name == "t") && !empty:
			end := bytes.IndexByte(s.data[s.at:], '<')
			if end < 0 {
				end = len(s.data) - s.at
			}
			if len(fact.value) == 0 {
				fact.value = s.data[s.at : s.at+end]
			}
			s.at += end
		}
	}
	s.row.cells = append(s.row.cells, fact)
}

// tag reads up to the next tag and returns its name without a prefix, with a stroke in front where it closes.
func (s *sheetScan) tag() (name string, attributes []byte, closed, ok bool) {
	for {
		i := bytes.IndexByte(s.data[s.at:], '<')
		if i < 0 {
			s.at = len(s.data)
			return "", nil, false, false
		}
		start := s.at + i + 1
		end := bytes.IndexByte(s.data[start:], '>')
		if end < 0 {
			s.at = len(s.data)
			return "", nil, false, false
		}
		s.at = start + end + 1
		body := s.data[start : start+end]
		if len(body) == 0 || body[0] == '?' || body[0] == '!' {
			continue
		}
		if body[len(body)-1] == '/' {
			closed = true
			body = body[:len(body)-1]
		}
		length := 0
		for length < len(body) && body[length] != ' ' && body[length] != '\t' && body[length] != '\n' && body[length] != '\r' {
			length++
		}
		if length == 0 {
			continue
		}
		tag := body[:length]
		stroke := tag[0] == '/'
		if colon := bytes.IndexByte(tag, ':'); colon >= 0 {
			tag = tag[colon+1:]
		} else if stroke {
			tag = tag[1:]
		}
		return known(tag, stroke), body[length:], closed, true
	}
}

// known returns a tag's name without an allocation for the names that matter.
func known(tag []byte, stroke bool) string {
	switch string(tag) {
	case "c":
		if stroke {
			return "/c"
		}
		return "c"
	case "v":
		if stroke {
			return "/v"
		}
		return "v"
	case "row":
		if stroke {
			return "/row"
		}
		return "row"
	case "f":
		if !stroke {
			return "f"
		}
	case "t":
		if !stroke {
			return "t"
		}
	case "sheetData":
		if stroke {
			return "/sheetData"
		}
		return "sheetData"
	case "mergeCell":
		return "mergeCell"
	case "col":
		return "col"
	}
	return ""
}

// attribute returns the value of an attribute, nil where there is none.
func attribute(attributes []byte, name string) []byte {
	for at := 0; ; {
		i := bytes.IndexByte(attributes[at:], '=')
		if i < 0 || at+i+1 >= len(attributes) {
			return nil
		}
		key := bytes.TrimSpace(attributes[at : at+i])
		quote := attributes[at+i+1]
		start := at + i + 2
		end := bytes.IndexByte(attributes[start:], quote)
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return attributes[start : start+end]
		}
		at = start + end + 1
	}
}

func truthOf(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// columnOf returns the column of a reference such as "AB12", counted from 0; -1 where it is none.
func columnOf(ref []byte) int {
	column := 0
	for i, c := range ref {
		if c < 'A' || c > 'Z' {
			if i == 0 {
				return -1
			}
			break
		}
		if column = column*26 + int(c-'A') + 1; column > 16384 {
			return -1
		}
	}
	return column - 1
}

// census counts what a sheet holds before it is read.
type census struct {
	rows    int // rows with a value
	last    int // the last of them
	hidden  int // hidden rows with a value
	columns []bool
	merges  []merge
	whole   bool // the sheet's end is there
	mixed   bool // cells or rows do not stand in their order, as they must
}

// merge is a block of merged cells: rows from 1, columns from 0, both ends included.
type merge struct{ top, bottom, left, right int }

// count walks a sheet once.
func count(data []byte) census {
	var c census
	head := data
	if i := bytes.Index(data, []byte("sheetData")); i >= 0 {
		head = data[:i]
	}
	for s := (sheetScan{data: head}); ; {
		name, attributes, _, ok := s.tag()
		if !ok {
			break
		}
		if name == "col" && truthOf(attribute(attributes, "hidden")) {
			from, _ := strconv.Atoi(string(attribute(attributes, "min")))
			to, _ := strconv.Atoi(string(attribute(attributes, "max")))
			for i := from; i >= 1 && i <= min(to, 16384); i++ {
				for len(c.columns) < i {
					c.columns = append(c.columns, false)
				}
				c.columns[i-1] = true
			}
		}
	}
	s := sheetScan{data: data}
	before := 0
	for s.next() {
		c.mixed = c.mixed || s.row.number <= before || !slices.IsSortedFunc(s.row.cells, func(a, b cellFact) int { return a.column - b.column })
		before = s.row.number
		for _, cell := range s.row.cells {
			if len(cell.value) > 0 {
				c.rows++
				c.last = s.row.number
				if s.row.hidden {
					c.hidden++
				}
				break
			}
		}
		if s.ended {
			break
		}
	}
	c.whole = s.ended
	for {
		name, attributes, _, ok := s.tag()
		if !ok {
			return c
		}
		if name == "mergeCell" {
			if m, ok := mergeOf(attribute(attributes, "ref")); ok {
				c.merges = append(c.merges, m)
			}
		}
	}
}

// mergeOf reads a reference such as "A1:D2".
func mergeOf(ref []byte) (merge, bool) {
	from, to, ok := bytes.Cut(ref, []byte(":"))
	if !ok {
		return merge{}, false
	}
	m := merge{top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to)}
	return m, m.top > 0 && m.bottom >= m.top && m.left >= 0 && m.right >= m.left
}

// rowOf returns the row of a reference such as "AB12", 0 where it has none.
func rowOf(ref []byte) int {
	n, _ := strconv.Atoi(string(bytes.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
	return n
}
