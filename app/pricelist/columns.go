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
	unused   []int // costs that hardly any record has
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
	c.choice = chosen{-1, -1, -1, -1, -1, -1, -1}
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
	c.choosePer()
	c.chooseAmounts()
	c.chooseTexts()
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
		if col := &c.columns[i]; col.meaning.per && !c.taken(i) && col.filled > 0 && col.share(col.amounts) >= 0.5 {
			c.choice.per = i
			return
		}
	}
}

// chooseTexts decides name, code, description and unit.
func (c *chooser) chooseTexts() {
	name, code := c.bestBy(c.nameScore), c.bestBy(c.codeScore)
	if c.decided.Name == (Column{}) && c.decided.Code == (Column{}) && name >= 0 && name == code {
		if c.nameScore(name) >= c.codeScore(code) { // the column could be both: it is what it is more surely
			c.choice.name = name
		} else {
			c.choice.code = code
			name = c.bestBy(c.nameScore)
		}
	}
	if c.choice.name < 0 && c.decided.Name == (Column{}) && name >= 0 && name != c.choice.code {
		c.choice.name = name
	}
	c.askName()
	if c.choice.code < 0 && c.decided.Code == (Column{}) {
		if code = c.bestBy(c.codeScore); code >= 0 {
			c.choice.code = code
		}
	}
	if c.choice.name < 0 && c.choice.code < 0 && c.decided.Name == (Column{}) && c.decided.Code == (Column{}) {
		c.choice.code = c.bestBy(c.lastResort)
	}
	if c.decided.Description == (Column{}) {
		c.choice.desc = c.bestBy(func(i int) int {
			if col := &c.columns[i]; col.filled > 0 {
				return col.meaning.desc
			}
			return 0
		})
	}
	if c.decided.Unit == (Column{}) {
		c.choice.unit = c.bestBy(func(i int) int {
			if col := &c.columns[i]; col.filled > 0 && col.share(col.whole) < 0.5 {
				return col.meaning.unit
			}
			return 0
		})
	}
}

// askName asks for the name where contents alone chose it and another column reads just as much like one.
func (c *chooser) askName() {
	if c.choice.name < 0 || c.decided.Name != (Column{}) || c.columns[c.choice.name].meaning.known {
		return
	}
	best := c.nameScore(c.choice.name)
	alike := []int{c.choice.name}
	for i := range c.columns {
		if !c.taken(i) && !c.columns[i].meaning.known && c.nameScore(i)*100 >= best*85 {
			alike = append(alike, i)
		}
	}
	if len(alike) > 1 {
		slices.Sort(alike)
		c.choice.name = -1
		c.question = append(c.question, openQuestion{"which_name", alike})
	}
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

// nameScore says how well a column serves as the product's name.
func (c *chooser) nameScore(i int) int {
	col := &c.columns[i]
	m, score := col.meaning, col.meaning.name
	switch {
	case col.filled == 0 && c.header.body >= c.table.len():
		return score
	case col.filled == 0:
		return 0
	case m.product && col.nameLike():
		score = 95
	case m.product:
		score = 30
	case m.name > 0 && m.name < 60 && col.nameLike():
		score += 25
	case !m.known && col.nameLike():
		score = c.byContents(col)
	}
	if score == 0 {
		return 0
	}
	if col.share(col.amounts) > 0.5 {
		score -= 30
	}
	if m.name < 90 && col.filled >= 10 && col.distinct*10 < col.filled && col.distinct < 5 {
		return 0 // the same text on every line names nothing
	}
	return int(float64(score) * min(1, 0.3+col.fill()))
}

// byContents scores a column without a telling heading by how much it reads like a list of different products.
func (c *chooser) byContents(col *column) int {
	distinct := float64(col.distinct) / float64(max(col.filled, 1))
	if distinct < 0.05 && col.filled > 40 {
		return 0
	}
	return int(26 + 12*distinct + 12*col.share(col.wordy) + 5*min(1, float64(col.letters)/float64(col.filled*30)))
}

// codeScore says how well a column serves as the product's code.
func (c *chooser) codeScore(i int) int {
	col := &c.columns[i]
	m, score := col.meaning, col.meaning.code
	distinct := float64(col.distinct) / float64(max(col.filled, 1))
	switch {
	case col.filled == 0 && c.header.body >= c.table.len():
		return score
	case col.filled == 0 || col.share(col.signed) > 0.5 || col.share(col.wordy) > 0.6 || col.filled >= 10 && col.distinct < 3:
		return 0
	case m.product && col.codeLike() && col.share(col.marked) < 0.3:
		score = 85
	case score > 0 && !col.codeLike() && col.share(col.plain) < 0.5:
		score -= 40
	case !m.known && !c.header.named && col.codeLike() && distinct > 0.6 && col.share(col.marked) < 0.2 && !col.counting():
		score = 30
	}
	if m.code > 0 && m.code < 50 && col.counting() {
		score -= 5 // "No." that counts the rows is the last resort
	}
	return int(float64(score) * min(1, 0.5+col.fill()))
}

// lastResort scores a column as code where nothing else names the products: short texts, nearly all different.
func (c *chooser) lastResort(i int) int {
	col := &c.columns[i]
	if !col.codeLike() || col.meaning.known || col.counting() || col.marked > 0 || col.distinct*10 < col.filled*6 || col.fill() < 0.8 {
		return 0
	}
	return nameThreshold
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
