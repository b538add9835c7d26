package pricelist

// moneyFormat returns 1 where a workbook formats the cell as money.
func (t *table) moneyFormat(record, column int) int { return 0 }

// stored returns the number that a workbook stores in the cell, in machine form; "" where it is text.
func (t *table) stored(record, column int) string { return "" }
