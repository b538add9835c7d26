package pricelist

import (
	"slices"
	"strconv"
	"strings"

	"pricesync/app/fault"
)

// chosen holds the columns that a table is read by, counted from 0; -1 is none.
type chosen struct {
	name, code, price, cost, desc, unit, per int
	lot                                      int // a column of quantities that prices may be for
}

// nameThreshold is the least score by which a column is taken for the name or the code.
const nameThreshold = 25

// chooser decides which column means what.
type chooser struct {
	table    *table
	header   header
	columns  []column
	decided  Columns
	choice   chosen
	question []openQuestion
	variants variants
	sheet    string // the name of the workbook's sheet
	unused   []int  // costs that hardly any record has
}

// openQuestion is a question about columns before it is put into words.
type openQuestion struct {
	code    string
	columns []int
}

// choose decides the columns. It fails where a decided column is not in the file, or nothing looks like an amount or
// like a product.
func choose(t *table, h header, o Options) (*chooser, error) {
	c := &chooser{table: t, header: h, decided: o.Layout.Columns, columns: profile(t, h.body, t.len(), h.texts)}
	c.choice = chosen{-1, -1, -1, -1, -1, -1, -1, -1}
	for _, d := range []struct {
		column Column
		place  *int
	}{
		{c.decided.Name, &c.choice.name}, {c.decided.Code, &c.choice.code}, {c.decided.Price, &c.choice.price},
		{c.decided.Cost, &c.choice.cost}, {c.decided.Description, &c.choice.desc}, {c.decided.Unit, &c.choice.unit},
	} {
		index, err := c.resolve(d.column, o.Name)
		if err != nil {
			return c, err
		}
		*d.place = index
	}
	c.passSigns()
	c.choosePer()
	c.chooseAmounts()
	c.chooseTexts()
	c.chooseLot()
	c.chooseBeside()
	asked := func(codes ...string) bool {
		return slices.ContainsFunc(c.question, func(q openQuestion) bool { return slices.Contains(codes, q.code) })
	}
	switch {
	case c.choice.price < 0 && c.choice.cost < 0 && !asked("which_price", "which_cost"):
		return c, fault.New(fault.NoColumns, fault.Facts{"file": o.Name, "what": "a price or a cost"})
	case c.choice.name < 0 && c.choice.code < 0 && !asked("which_name"):
		return c, fault.New(fault.NoColumns, fault.Facts{"file": o.Name, "what": "a name or a code"})
	}
	return c, nil
}

// resolve finds a column that was decided; -1 where none was.
func (c *chooser) resolve(want Column, file string) (int, error) {
	if want == (Column{}) || want.Index < 0 {
		return -1, nil
	}
	if want.Header != "" {
		same := func(i int) bool {
			return i >= 0 && i < len(c.header.texts) && strings.EqualFold(trim(c.header.texts[i]), trim(want.Header))
		}
		if same(want.Index - 1) {
			return want.Index - 1, nil
		}
		for i := range c.header.texts {
			if same(i) {
				return i, nil
			}
		}
	}
	if want.Index > 0 && want.Index <= len(c.columns) && want.Header == "" {
		return want.Index - 1, nil
	}
	name := strconv.Itoa(want.Index)
	if want.Header != "" {
		name = "“" + want.Header + "”"
	}
	return -1, fault.New(fault.ColumnUnknown, fault.Facts{"file": file, "column": name, "headings": c.headings()})
}

// headings lists the file's headings for a sentence.
func (c *chooser) headings() string {
	var texts []string
	for i, text := range c.header.texts {
		if text != "" {
			texts = append(texts, cut(text, 40)+" ("+strconv.Itoa(i+1)+")")
		}
	}
	if len(texts) == 0 {
		return "none; it has " + strconv.Itoa(len(c.columns)) + " columns"
	}
	return strings.Join(texts, ", ")
}

// taken says whether a column already means something.
func (c *chooser) taken(i int) bool {
	return i == c.choice.name || i == c.choice.code || i == c.choice.price || i == c.choice.cost || i == c.choice.per
}

// choosePer finds the column with the quantity that prices are for.
func (c *chooser) choosePer() {
	for i := range c.columns {
		if col := &c.columns[i]; col.meaning.per && !c.taken(i) && col.filled > 0 && (col.share(col.amounts) >= 0.5 || c.countsSeveral(i)) {
			c.choice.per = i
			return
		}
	}
}

// countsSeveral says whether a column has a unit that counts several pieces or feet.
func (c *chooser) countsSeveral(column int) bool {
	for r := c.header.body; r < c.table.len(); r++ {
		if countingUnit(c.table.trimmed(r, column), true) >= 100 {
			return true
		}
	}
	return false
}

// hasText says whether a column has this text, in any case, in some record.
func (c *chooser) hasText(column int, text string) bool {
	if column < 0 {
		return false
	}
	for r := c.header.body; r < c.table.len(); r++ {
		if strings.EqualFold(c.table.trimmed(r, column), text) {
			return true
		}
	}
	return false
}

// bestBy returns the free column with the highest score, the leftmost of equals; -1 where none reaches the threshold.
func (c *chooser) bestBy(score func(i int) int) int {
	best, index := nameThreshold-1, -1
	for i := range c.columns {
		if !c.taken(i) {
			if s := score(i); s > best {
				best, index = s, i
			}
		}
	}
	return index
}

// layout writes the chosen columns as a Layout's.
func (c *chooser) layout() Columns {
	column := func(i int, decided Column) Column {
		switch {
		case i >= 0 && i < len(c.header.texts):
			return Column{Header: c.header.texts[i], Index: i + 1}
		case i >= 0:
			return Column{Index: i + 1}
		case decided.Index < 0:
			return None()
		}
		return Column{}
	}
	return Columns{
		Name: column(c.choice.name, c.decided.Name), Code: column(c.choice.code, c.decided.Code),
		Price: column(c.choice.price, c.decided.Price), Cost: column(c.choice.cost, c.decided.Cost),
		Description: column(c.choice.desc, c.decided.Description), Unit: column(c.choice.unit, c.decided.Unit),
	}
}

// label names a column for a person: its heading, or its place where it has none.
func (c *chooser) label(i int) string {
	if i < len(c.header.texts) && c.header.texts[i] != "" {
		return c.header.texts[i]
	}
	return "Column " + strconv.Itoa(i+1)
}

// value names a column for the command line: its heading where no other column has the same, otherwise its number.
func (c *chooser) value(i int) string {
	if i >= len(c.header.texts) || c.header.texts[i] == "" || number(c.header.texts[i]) {
		return strconv.Itoa(i + 1)
	}
	same := func(text string) bool { return strings.EqualFold(text, c.header.texts[i]) }
	if slices.IndexFunc(c.header.texts, same) != i || slices.ContainsFunc(c.header.texts[i+1:], same) {
		return strconv.Itoa(i + 1)
	}
	return c.header.texts[i]
}

// cut shortens a text for a sentence.
func cut(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
