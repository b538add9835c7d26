package pricelist

import (
	"maps"
	"strings"
	"unicode/utf8"
)

const (
	// moldRecords is how many whole records a mold is made of at least.
	moldRecords = 12
	// moldForms is the most ways of writing that a column with a form has.
	moldForms = 4
	// longestForm is the longest text that a column with a form holds.
	longestForm = 80
)

// mold is how the cells of each column of a text are written: "99/99/9999", "AA-9999". A record that was parted wrongly is
// told by it, and the one way to part it right.
type mold struct {
	columns []columnForm
}

// columnForm is what the cells of one column look like.
type columnForm struct {
	free  bool            // they are texts of many kinds, which prove nothing
	empty bool            // some hold nothing
	exact map[string]bool // digit by digit and letter by letter
	loose map[string]bool // runs of digits and of letters as one
}

// newMold learns from the records of a sample that have the usual number of cells; nil where they are too few or too
// uneven to prove anything.
func newMold(t *table, columns int) *mold {
	whole := 0
	for i := range t.records {
		if int(t.records[i].wide) == columns {
			whole++
		}
	}
	if columns < 3 || whole < moldRecords || whole*10 < t.len()*7 {
		return nil
	}
	m := &mold{columns: make([]columnForm, columns)}
	for c := range m.columns {
		f := &m.columns[c]
		f.exact, f.loose = make(map[string]bool), make(map[string]bool)
		first := true
		for i := range t.records {
			if int(t.records[i].wide) != columns {
				continue
			}
			text := t.trimmed(i, c)
			switch {
			case first: // the headings
				first = false
			case text == "":
				f.empty = true
			default:
				f.learn(text)
			}
		}
		f.learned()
	}
	return m
}

func (f *columnForm) learn(text string) {
	if f.free || len(text) > longestForm {
		f.free = true
		return
	}
	f.loose[formOf(text, true)] = true
	if len(f.loose) > moldForms {
		f.free = true
		return
	}
	f.exact[formOf(text, false)] = true
}

// learned lets whole amounts stand in a column of amounts: where there is $12.50 there may be $72.
func (f *columnForm) learned() {
	if f.free {
		return
	}
	for form := range maps.Clone(f.loose) {
		whole := strings.TrimSuffix(strings.TrimSuffix(form, ".9"), ",9")
		if strings.HasSuffix(whole, "9") && !strings.ContainsAny(whole, ".,") {
			f.loose[whole] = true
		}
	}
}

// has says whether the text may stand in the column. A column of texts takes any.
func (f *columnForm) has(text string) bool {
	switch {
	case text == "":
		return f.empty
	case f.free:
		return true
	}
	return len(text) <= longestForm && f.loose[formOf(text, true)]
}

// hasExactly is has, where numbers also have as many digits as others of the column.
func (f *columnForm) hasExactly(text string) bool {
	if text == "" || f.free {
		return f.has(text)
	}
	return len(text) <= longestForm && f.exact[formOf(text, false)]
}

// fits says whether all cells of a record may stand where they do, and how many of them prove it, which words alone do
// not. Cells that are not there are empty.
func (m *mold) fits(cells []string) (proofs int, ok bool) {
	for c := range m.columns {
		text := ""
		if c < len(cells) {
			text = cells[c]
		}
		f := &m.columns[c]
		if !f.has(text) {
			return 0, false
		}
		if !f.free && strings.ContainsAny(text, "0123456789") {
			proofs++
		}
	}
	for _, text := range cells[min(len(cells), len(m.columns)):] {
		if text != "" {
			return 0, false
		}
	}
	return proofs, true
}

// formOf writes how a text is written: 9 for a digit, A for a letter, all else as it is. Loosely a run of digits or
// letters is one.
func formOf(text string, loose bool) string {
	var b strings.Builder
	last := byte(0)
	for _, r := range text {
		c := classOf(r)
		if c == 0 {
			b.WriteRune(r)
		} else if !loose || c != last {
			b.WriteByte(c)
		}
		last = c
	}
	return b.String()
}

// classOf returns 9 for a digit, A for a letter, 0 for anything else.
func classOf(r rune) byte {
	switch {
	case r >= '0' && r <= '9':
		return '9'
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= utf8.RuneSelf && r != '€' && r != '£' && r != '¥' && !invisible(r):
		return 'A'
	}
	return 0
}
