package pricelist

import (
	"fmt"
	"slices"
	"strings"
)

// twins returns the columns that have the heading of a column, itself among them.
func (c *chooser) twins(column int) []int {
	if column < 0 || column >= len(c.header.texts) || c.header.texts[column] == "" {
		return nil
	}
	var found []int
	for i, text := range c.header.texts {
		if strings.EqualFold(text, c.header.texts[column]) {
			found = append(found, i)
		}
	}
	return found
}

// besideOf returns the column that means in the table of an amount what a column means in the first of several tables
// that stand side by side; the column itself where there is one table.
func (c *chooser) besideOf(column, amount int) int {
	group, same := c.twins(amount), c.twins(column)
	if len(group) < 2 || len(same) != len(group) {
		return column
	}
	for k := range len(group) - 1 {
		if max(same[k], group[k]) > min(same[k+1], group[k+1]) {
			return column // two languages or two prices of one table
		}
	}
	return same[slices.Index(group, amount)]
}

// chooseBeside takes names, codes and the rest from the table whose amounts are read, where several stand side by side.
func (c *chooser) chooseBeside() {
	amount := c.choice.price
	if amount < 0 {
		amount = c.choice.cost
	}
	if amount < 0 {
		return
	}
	for _, part := range []struct {
		decided Column
		place   *int
	}{
		{c.decided.Name, &c.choice.name}, {c.decided.Code, &c.choice.code}, {c.decided.Description, &c.choice.desc},
		{c.decided.Unit, &c.choice.unit}, {c.decided.Cost, &c.choice.cost}, {Column{}, &c.choice.per}, {Column{}, &c.choice.lot},
	} {
		if part.decided == (Column{}) {
			*part.place = c.besideOf(*part.place, amount)
		}
	}
	c.question = slices.DeleteFunc(c.question, func(q openQuestion) bool {
		if q.code != "which_cost" || !slices.Equal(q.columns, c.twins(q.columns[0])) || c.anotherTable() < 0 {
			return false
		}
		c.choice.cost = c.besideOf(q.columns[0], amount)
		return true
	})
}

// answerBeside fills in the texts of the table that an amount stands in, where several stand side by side.
func (c *chooser) answerBeside(answer *Columns, amount int) {
	for _, part := range []struct {
		decided Column
		chosen  int
		answer  *Column
	}{
		{c.decided.Name, c.choice.name, &answer.Name}, {c.decided.Code, c.choice.code, &answer.Code},
		{c.decided.Description, c.choice.desc, &answer.Description}, {c.decided.Unit, c.choice.unit, &answer.Unit},
	} {
		if at := c.besideOf(part.chosen, amount); part.decided == (Column{}) && at != part.chosen {
			*part.answer = Column{Header: c.header.texts[at], Index: at + 1}
		}
	}
}

// anotherTable returns the first column of a table that stands beside the one that is read, -1 for none: one with the
// same headings, with amounts and with names or codes.
func (c *chooser) anotherTable() int {
	amount := c.choice.price
	if amount < 0 {
		amount = c.choice.cost
	}
	for _, other := range c.twins(amount) {
		first := other
		for _, text := range [...]int{c.choice.name, c.choice.code} {
			if at := c.besideOf(text, other); text >= 0 && at != c.besideOf(text, amount) && c.columns[at].filled > 0 {
				first = min(first, at)
			}
		}
		if other != amount && c.columns[other].amounts > 0 && first != other {
			return first
		}
	}
	return -1
}

// noteBeside tells of a table beside the one that is read.
func (c *chooser) noteBeside() []Problem {
	first := c.anotherTable()
	if first < 0 {
		return nil
	}
	return []Problem{{Code: "table_beside", Column: first + 1, Message: fmt.Sprintf(
		"Another table stands beside the one that is read, from column %d on; its products are not in this preview. Choose its columns to read it.", first+1)}}
}
