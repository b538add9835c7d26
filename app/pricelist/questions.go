package pricelist

import (
	"fmt"
	"slices"
	"strings"

	"pricesync/app/money"
)

// questions puts the open questions into words. layout is the layout so far; each choice is that layout with its
// answer filled in.
func (c *chooser) questions(layout Layout) []Question {
	var asked []Question
	for _, open := range c.question {
		asked = append(asked, c.ask(open, layout))
	}
	return asked
}

// ask words one question about columns.
func (c *chooser) ask(open openQuestion, layout Layout) Question {
	q := Question{Code: open.code}
	names := make([]string, 0, len(open.columns))
	for _, i := range open.columns {
		names = append(names, "“"+cut(c.label(i), 40)+"”")
		answer := layout
		column := Column{Index: i + 1}
		if i < len(c.header.texts) {
			column.Header = c.header.texts[i]
		}
		if open.code != "which_name" {
			c.answerBeside(&answer.Columns, i)
		}
		switch open.code {
		case "which_price":
			answer.Columns.Price = column
		case "which_cost":
			answer.Columns.Cost = column
		case "which_name":
			answer.Columns.Name = column
		}
		q.Choices = append(q.Choices, Choice{Value: c.value(i), Label: c.label(i), Detail: c.examples(i), Layout: answer})
	}
	list := strings.Join(names, ", ")
	switch {
	case open.code == "which_name":
		q.Message = "Which column holds the products' names: " + list + "?"
	case open.code == "which_cost":
		q.Message = fmt.Sprintf("%s columns could be what you pay for a product: %s. Which one is your cost?", counted(len(names)), list)
	case len(names) == 1:
		q.Message = fmt.Sprintf("Is %s the price that your customers pay?", list)
	default:
		q.Message = fmt.Sprintf("%s columns could be the price: %s. Which one is the price that your customers pay?", counted(len(names)), list)
	}
	return q
}

// examples shows three records of a column beside their names.
func (c *chooser) examples(column int) string {
	label := c.choice.name
	if label < 0 || label == column {
		label = c.choice.code
	}
	label = c.besideOf(label, column)
	if label < 0 {
		return c.texts(column)
	}
	var shown []string
	for r := c.header.body; r < c.table.len() && len(shown) < 3; r++ {
		text, name := c.table.trimmed(r, column), c.table.trimmed(r, label)
		if text == "" || name == "" || c.columns[column].share(c.columns[column].amounts) > 0.2 && !money.Inspect(text).Readable {
			continue
		}
		shown = append(shown, cut(name, 40)+": "+cut(text, 20))
	}
	if len(shown) == 0 {
		return "No line of the file has anything in this column."
	}
	return strings.Join(shown, "; ")
}

// texts shows three texts of a column.
func (c *chooser) texts(column int) string {
	var shown []string
	for r := c.header.body; r < c.table.len() && len(shown) < 3; r++ {
		if text := c.table.trimmed(r, column); text != "" {
			shown = append(shown, cut(text, 40))
		}
	}
	return strings.Join(shown, "; ")
}

// counted writes a small number as a word.
func counted(n int) string {
	words := []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// askDecimal asks which mark parts the decimals, by an amount of the file that can be read both ways.
func (c *chooser) askDecimal(at place, layout Layout) Question {
	text := c.table.trimmed(at.record, at.column)
	q := Question{Code: "decimal_mark", Message: fmt.Sprintf("How much is “%s”?", cut(text, 30))}
	for _, mark := range []struct{ text, name, detail string }{
		{".", "point", "The point parts the cents; a comma parts the thousands."},
		{",", "comma", "The comma parts the cents; a point parts the thousands."},
	} {
		answer := layout
		answer.Decimal = mark.text
		label := "The decimal mark is a " + mark.name
		if parsed, err := money.Parse(text, money.Style{Decimal: mark.text}); err == nil {
			style := money.Style{Decimal: mark.text, Currency: parsed.Currency, Decimals: 2}
			label = money.Format(parsed.Amount, style)
		}
		q.Choices = append(q.Choices, Choice{Value: mark.text, Label: label, Detail: mark.detail, Layout: answer})
	}
	slices.SortStableFunc(q.Choices, func(a, b Choice) int { return strings.Compare(b.Value, a.Value) })
	return q
}
