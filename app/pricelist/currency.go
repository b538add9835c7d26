package pricelist

import (
	"fmt"
	"strings"
)

// coin is a currency of a list, by its place in coins.names; 0 where a row does not say.
type coin uint8

// coins remembers which currency each row's amounts are in: one that stands alone among another's would be taken for it.
type coins struct {
	column int // the column that names each row's currency; -1 for none
	names  []string
	texts  map[string]coin // what was looked up already
	rows   []rowCoins      // by row, up to the last one that says something
}

type rowCoins struct{ price, cost coin }

// newCoins finds the column of currencies.
func newCoins(c *chooser) *coins {
	found := &coins{column: -1, names: []string{""}, texts: map[string]coin{"": 0}}
	for i := range c.columns {
		if c.columns[i].meaning.currency && !c.taken(i) && c.columns[i].filled > 0 {
			found.column = i
			break
		}
	}
	return found
}

// of returns the currency that a text names.
func (c *coins) of(text string) coin {
	if known, ok := c.texts[text]; ok {
		return known
	}
	found, name := coin(0), currencyName(text)
	for i := range c.names {
		if c.names[i] == name {
			found = coin(i)
		}
	}
	if found == 0 && name != "" && len(c.names) < 100 {
		found = coin(len(c.names))
		c.names = append(c.names, name)
	}
	if len(c.texts) < 1000 {
		c.texts[text] = found
	}
	return found
}

// note keeps what a row's cells say.
func (c *coins) note(place int, cells row, price, cost *reading) {
	if c.column < 0 && price.currency == "" && cost.currency == "" {
		return
	}
	whole := coin(0)
	if c.column >= 0 {
		whole = c.of(trim(cells.cell(c.column)))
	}
	said := rowCoins{whole, whole}
	if one := c.of(price.currency); one != 0 {
		said.price = one
	}
	if one := c.of(cost.currency); one != 0 {
		said.cost = one
	}
	if price.corrected { // a person knows
		said.price = 0
	}
	if cost.corrected {
		said.cost = 0
	}
	if said == (rowCoins{}) {
		return
	}
	for len(c.rows) < place {
		c.rows = append(c.rows, rowCoins{})
	}
	c.rows = append(c.rows, said)
}

// strangers marks the priced rows with an amount in another currency than most rows have there, and tells about them.
func (c *coins) strangers(rows []Row, columns chosen) []Problem {
	if len(c.names) < 3 {
		return nil
	}
	price, cost := c.most(rows)
	n, line, column, first := 0, 0, 0, ""
	for i, said := range c.rows {
		row, is, usual, at := &rows[i], said.price, price, columns.price
		if !row.Price.Known() || !c.differ(is, usual) {
			is, usual, at = said.cost, cost, columns.cost
			if !row.Cost.Known() || !c.differ(is, usual) {
				continue
			}
		}
		if row.Kind != Priced {
			continue
		}
		row.Flags = append(row.Flags, OtherCurrency)
		if n++; n == 1 {
			first, line, column = c.names[is]+" and not in "+c.names[usual], row.Line, at+1
		}
	}
	if n == 0 {
		return nil
	}
	text := fmt.Sprintf("Line %d is in %s, as most lines are.", line, first)
	if n > 1 {
		text = fmt.Sprintf("%s are in another currency than most: line %d is in %s.", plural(n, "line"), line, first)
	}
	return []Problem{{Code: "other_currency", Line: line, Column: column, Message: text}}
}

// usual names the currencies of most prices and of most costs; "" where neither cells nor heading say one.
func (c *coins) usual(rows []Row, of *chooser) (price, cost string) {
	name := func(one coin, column int) string {
		if one == 0 && column >= 0 && column < len(of.header.texts) {
			return headingCurrency(of.header.texts[column])
		}
		return c.names[one]
	}
	prices, costs := c.most(rows)
	return name(prices, of.choice.price), name(costs, of.choice.cost)
}

// most returns the currencies of most prices and of most costs among the priced rows.
func (c *coins) most(rows []Row) (price, cost coin) {
	prices, costs := make([]int, len(c.names)), make([]int, len(c.names))
	for i, said := range c.rows {
		if rows[i].Kind == Priced {
			if rows[i].Price.Known() {
				prices[said.price]++
			}
			if rows[i].Cost.Known() {
				costs[said.cost]++
			}
		}
	}
	return commonest(prices), commonest(costs)
}

// commonest returns the currency that was counted most, the first of equals; 0 where none is said.
func commonest(count []int) coin {
	best := coin(0)
	for i := 1; i < len(count); i++ {
		if count[i] > 0 && (best == 0 || count[i] > count[best]) {
			best = coin(i)
		}
	}
	return best
}

// differ says whether two currencies are surely not the same: a bare sign may be any of those that are written with it.
func (c *coins) differ(a, b coin) bool {
	if a == 0 || b == 0 || a == b {
		return false
	}
	return !mayBe(c.names[a], c.names[b]) && !mayBe(c.names[b], c.names[a])
}

func mayBe(sign, name string) bool {
	switch sign {
	case "$":
		switch name {
		case "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD":
			return true
		}
	case "kr":
		return name == "SEK" || name == "NOK" || name == "DKK" || name == "ISK"
	case "¥":
		return name == "JPY" || name == "CNY"
	case "Rs":
		return name == "INR" || name == "PKR" || name == "LKR" || name == "NPR"
	}
	return false
}

// currencyName returns one name for all ways to write a currency; "" for a text that names none that is known.
func currencyName(text string) string {
	switch name := strings.ToUpper(strings.Trim(text, " .\u00a0")); name {
	case "GBP", "USD", "EUR", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "ZAR", "SGD", "HKD", "MXN", "TWD", "JPY", "CNY", "INR", "PKR", "LKR", "NPR", "BRL", "ILS", "UAH", "RUB", "TRY", "AED", "KRW":
		return name
	case "£":
		return "GBP"
	case "€", "EURO", "EUROS":
		return "EUR"
	case "US$", "$US", "US":
		return "USD"
	case "CA$", "C$":
		return "CAD"
	case "AU$", "A$":
		return "AUD"
	case "NZ$":
		return "NZD"
	case "SFR":
		return "CHF"
	case "$", "¥":
		return name
	case "KR":
		return "kr"
	case "RS", "RE":
		return "Rs"
	case "₹":
		return "INR"
	case "R$":
		return "BRL"
	case "ZŁ", "ZL":
		return "PLN"
	case "₪":
		return "ILS"
	case "₴":
		return "UAH"
	case "₽":
		return "RUB"
	case "₩":
		return "KRW"
	}
	return ""
}

// passSigns gives the heading above a column of currency signs to the amounts in the nameless column to its right.
func (c *chooser) passSigns() {
	for i := 0; i+1 < len(c.columns); i++ {
		col, next := &c.columns[i], &c.columns[i+1]
		if col.meaning.money == notMoney || col.filled == 0 || col.amounts > 0 || next.share(next.amounts) < 0.5 || next.filled == 0 ||
			i+1 < len(c.header.texts) && c.header.texts[i+1] != "" || !c.onlySigns(i) {
			continue
		}
		next.meaning, col.meaning = col.meaning, meaning{known: true, currency: true}
	}
}

// onlySigns says whether every text of a column is a currency's sign or code.
func (c *chooser) onlySigns(column int) bool {
	for r := c.header.body; r < c.table.len(); r++ {
		if text := c.table.trimmed(r, column); text != "" && !currencyText(text) {
			return false
		}
	}
	return true
}
