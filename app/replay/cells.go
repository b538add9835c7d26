package replay

import (
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// use says what a column is for.
type use int

const (
	plainUse  use = iota // texts, counts, sizes
	nameUse              // the name or the code
	priceUse             // the price
	costUse              // the cost
	amountUse            // other amounts of money
	optionUse            // a variant's option, which the reader makes part of the name
)

// cells puts other words and amounts into the cells of one price list.
type cells struct {
	list    *pricelist.List // as the original was read
	words   *words
	names   *names
	shift   shift
	columns []use
}

// table returns the cells of the copy.
func (c *cells) table(original pricelist.Table) pricelist.Table {
	body := len(original.Records) - len(c.list.Rows)
	c.columns = c.uses(original, body)
	made := pricelist.Table{Workbook: original.Workbook, Records: make([]pricelist.Record, len(original.Records))}
	for i, record := range original.Records {
		copied := pricelist.Record{Line: record.Line, Wide: record.Wide, Mended: record.Mended, Cells: make([]pricelist.Cell, len(record.Cells))}
		for at, cell := range record.Cells {
			switch {
			case i >= body:
				copied.Cells[at] = c.body(cell, at, c.list.Rows[i-body])
			case c.isHeader(record.Line):
				copied.Cells[at] = c.loose(cell, c.words.heading)
			default:
				copied.Cells[at] = c.loose(cell, c.plain)
			}
		}
		made.Records[i] = copied
	}
	return made
}

func (c *cells) isHeader(line int) bool {
	first := c.list.Layout.HeaderLine
	if first <= 0 || line < first {
		return false
	}
	// A header of two lines may have lines within its cells: all that stands above the body belongs to it.
	return c.list.Layout.HeaderLines > 1 || line == first
}

// uses finds out what each column is for: by what was recognised, and for the others by heading and contents.
func (c *cells) uses(t pricelist.Table, body int) []use {
	width := 0
	for _, record := range t.Records {
		width = max(width, len(record.Cells))
	}
	type counts struct{ filled, amounts, signed, marked int }
	uses, seen := make([]use, width), make([]counts, width)
	for _, record := range t.Records[body:] {
		for at, cell := range record.Cells {
			text := strings.TrimSpace(cell.Text)
			if text == "" {
				continue
			}
			seen[at].filled++
			look := money.Inspect(text)
			if !look.Readable && cell.Number == "" {
				continue
			}
			seen[at].amounts++
			if look.Currency != "" || cell.Format.Money {
				seen[at].signed++
			}
			if look.Evidence >= money.PointMark || strings.Contains(cell.Number, ".") {
				seen[at].marked++
			}
		}
	}
	for at, n := range seen {
		money := at < len(c.list.Headers) && pricelist.SpeaksOfMoney(c.list.Headers[at])
		if n.amounts*2 >= n.filled && n.amounts > 0 && (money || n.signed > 0 || n.marked > 0) || money {
			uses[at] = amountUse
		}
	}
	for at, header := range c.list.Headers {
		if at < width && isOption(header) {
			uses[at] = optionUse
		}
	}
	columns := c.list.Layout.Columns
	for _, role := range []struct {
		column pricelist.Column
		use    use
	}{{columns.Description, plainUse}, {columns.Unit, plainUse}, {columns.Name, nameUse}, {columns.Code, nameUse}, {columns.Price, priceUse}, {columns.Cost, costUse}} {
		if role.column.Index > 0 && role.column.Index <= width {
			uses[role.column.Index-1] = role.use
		}
	}
	return uses
}

// body returns a cell of a row.
func (c *cells) body(cell pricelist.Cell, at int, row pricelist.Row) pricelist.Cell {
	if row.Problem != nil && row.Problem.Code == "repeated_header" && at < len(c.list.Headers) && strings.EqualFold(strings.TrimSpace(cell.Text), c.list.Headers[at]) {
		return c.loose(cell, c.words.heading)
	}
	switch c.columns[at] {
	case nameUse:
		return c.loose(cell, c.names.of)
	case priceUse:
		return c.amount(cell, row.Price, c.shift.row(catalog.Prices{Price: row.Price, Cost: row.Cost}).Price)
	case costUse:
		return c.amount(cell, row.Cost, c.shift.maybe(row.Cost))
	case amountUse:
		return c.amount(cell, money.Maybe{}, money.Maybe{})
	case optionUse:
		return c.loose(cell, c.option)
	}
	return c.loose(cell, c.plain)
}

// loose changes a cell whose number, where it has one, is a name and no amount.
func (c *cells) loose(cell pricelist.Cell, to func(string) string) pricelist.Cell {
	cell.Text, cell.Number = to(cell.Text), c.words.numbers(cell.Number, longNumber)
	return cell
}

// amount changes a cell of an amount. What can't be read stays unreadable.
func (c *cells) amount(cell pricelist.Cell, want, to money.Maybe) pricelist.Cell {
	decimal := c.list.Layout.Decimal
	if cell.Number != "" {
		keep := 0
		if cell.Format.Decimals >= 2 {
			keep = cell.Format.Decimals
		}
		if made, ok := c.shift.text(cell.Number, ".", keep, want, to); ok {
			cell.Number = made
		} else {
			cell.Number = c.words.numbers(cell.Number, 1)
		}
		cell.Text = c.amountText(cell.Text, ".", money.Maybe{}, to) // only shown
		return cell
	}
	cell.Text = c.amountText(cell.Text, decimal, want, to)
	return cell
}

func (c *cells) amountText(text, decimal string, want, to money.Maybe) string {
	if strings.TrimSpace(text) == "" || pricelist.Says(text) {
		return text
	}
	if made, ok := c.shift.text(text, decimal, 0, want, to); ok {
		return made
	}
	return c.words.hide(text, 1)
}

// firstVariant is what a shop writes where a product has no variants; the reader knows it.
const firstVariant = "Default Title"

// isOption says whether a heading is one of those that a shop's export has for options of variants.
func isOption(header string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(header), "")) {
	case "option1value", "option2value", "option3value":
		return true
	}
	return false
}

// option changes a variant's option as it is changed within the name.
func (c *cells) option(text string) string {
	if strings.TrimSpace(text) == firstVariant {
		return text
	}
	return c.words.hide(text, longNumber)
}

// plain changes a text that matches nothing. What reads as an amount of something, such as "5 kg", keeps its words.
func (c *cells) plain(text string) string {
	switch {
	case text == "" || strings.TrimSpace(text) == firstVariant || pricelist.Says(text) || pricelist.SaysCurrency(text):
		return text
	case strings.Contains(text, "://") || strings.Contains(text, "</") || strings.HasPrefix(text, "www."):
		return "www." + strings.ToLower(strings.Map(onlyLetters, c.words.hide(text, 1)))
	case money.Inspect(text).Readable:
		return c.words.numbers(text, longNumber)
	}
	return c.words.hide(text, longNumber)
}

// onlyLetters keeps what an address shows after it was hidden and drops all that would make it one.
func onlyLetters(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
		return r
	}
	return -1
}
