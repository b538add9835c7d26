package pricelist_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// spoil writes a line wrongly, as files that people mend by hand are.
func spoil(t *rapid.T, cells []string, delimiter string) string {
	at := rapid.IntRange(0, len(cells)-1).Draw(t, "place")
	switch rapid.IntRange(0, 6).Draw(t, "fault") {
	case 0: // a delimiter too many
		cells = slices.Insert(slices.Clone(cells), at, "")
	case 1: // one too few
		if at > 0 {
			cells = slices.Concat(cells[:at-1], []string{cells[at-1] + cells[at]}, cells[at+1:])
		}
	case 2: // one inside of a cell that is in no quotes
		cells = slices.Clone(cells)
		middle := len(cells[at]) / 2
		cells[at] = cells[at][:middle] + delimiter + cells[at][middle:]
	case 3: // other delimiters
		return strings.Join(cells, rapid.SampledFrom([]string{" ", ";", ",", "\t", "|"}).Draw(t, "other"))
	case 4: // the line in quotes
		return `"` + strings.Join(cells, delimiter) + `"`
	case 5: // a stray quote
		cells = slices.Clone(cells)
		cells[at] = `"` + cells[at]
	case 6: // the line's end is missing
		cells = cells[:at+1]
	}
	return strings.Join(cells, delimiter)
}

func TestASpoiledLineIsNeverReadToAnotherPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter")
		stock := rapid.Bool().Draw(t, "a stock before the price")
		note := rapid.Bool().Draw(t, "a column for notes")
		headings := []string{"Code", "Name", "Price"}
		if stock {
			headings = []string{"Code", "Name", "Stock", "Price"}
		}
		if note {
			headings = append(headings, "Note")
		}
		lines := []string{strings.Join(headings, delimiter)}
		rows := rapid.IntRange(14, 30).Draw(t, "rows")
		spoiled := rapid.IntRange(0, rows-1).Draw(t, "spoiled")
		prices := make(map[string]money.Amount)
		for i := range rows {
			code := fmt.Sprintf("AB-%d", 100+i)
			prices[code] = money.FromCents(rapid.Int64Range(100, 99_999).Draw(t, "price"))
			name := strings.TrimSpace(rapid.SampledFrom([]string{"Copper pipe", "Elbow", "Tee 15 mm", "Valve for gas", "Tap long red brass", "Bath"}).Draw(t, "name"))
			cells := []string{code, name, prices[code].String()}
			if stock {
				cells = []string{code, name, fmt.Sprint(rapid.IntRange(0, 400).Draw(t, "stock")), prices[code].String()}
			}
			if note {
				cells = append(cells, "")
			}
			line := strings.Join(cells, delimiter)
			if i == spoiled {
				line = spoil(t, cells, delimiter)
			}
			lines = append(lines, line)
		}
		text := strings.Join(lines, "\n") + "\n"
		list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{})
		if err != nil || len(list.Questions) > 0 {
			return
		}
		if len(list.Rows) != rows {
			t.Fatalf("%d rows of %d\n%s", len(list.Rows), rows, text)
		}
		for _, row := range list.Rows {
			want, known := prices[strings.Trim(row.Code, `"`)]
			if got, _ := row.Price.Get(); row.Kind == pricelist.Priced && known && got != want {
				t.Fatalf("line %d: %s is %s; want %s\n%s", row.Line, row.Code, got, want, text)
			}
		}
	})
}

func TestQuotesThatNobodyDoubledLoseNoRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter")
		last := rapid.Bool().Draw(t, "the name comes last")
		rows := rapid.IntRange(3, 25).Draw(t, "rows")
		text := strings.Join([]string{"Code", "Name", "Price"}, delimiter) + "\n"
		if last {
			text = strings.Join([]string{"Code", "Price", "Name"}, delimiter) + "\n"
		}
		var prices []money.Amount
		for i := range rows {
			name := rapid.SampledFrom([]string{`Elbow 3/4"`, `Tee 1" brass`, `"Heavy" pipe`, `Pipe "heavy"`, "Cap", `1" x 2"`, `Tap, 1/2"`, `Bath "x", white`}).Draw(t, "name")
			price := money.FromCents(rapid.Int64Range(100, 99_999).Draw(t, "price"))
			prices = append(prices, price)
			switch style := rapid.IntRange(0, 2).Draw(t, "style"); {
			case style == 0: // as it should be
				name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
			case style == 1 || strings.Contains(name, delimiter) || name[0] == '"':
				name = `"` + name + `"`
			}
			cells := []string{fmt.Sprintf("AB-%d", 100+i), name, price.String()}
			if last {
				cells[1], cells[2] = cells[2], cells[1]
			}
			text += strings.Join(cells, delimiter) + "\n"
		}
		list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{})
		if err != nil && !fault.Is(err, fault.NoRows) || len(list.Questions) > 0 { // where every name has a comma behind a quote, all lines are refused
			t.Fatalf("%v\n%s", err, text)
		}
		if len(list.Rows) != rows {
			t.Fatalf("%d rows of %d\n%s\n%s", len(list.Rows), rows, text, told(list))
		}
		for i, row := range list.Rows {
			if got, _ := row.Price.Get(); row.Kind == pricelist.Priced && got != prices[i] {
				t.Fatalf("line %d: %s; want %s\n%s", row.Line, got, prices[i], text)
			}
		}
	})
}
