package pricelist

import (
	"slices"
)

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
