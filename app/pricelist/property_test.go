package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// product is one row that a property writes and reads back.
type product struct {
	code, name  string
	price, cost money.Amount
}

// writer is a way of writing a list as a text file.
type writer struct {
	delimiter, quote, lineEnd string
	always                    bool // every cell in quotes
	wrapped                   bool // every line in quotes as a whole
	declared                  bool // the first line names the delimiter
	titles                    []string
	style                     money.Style
	encoding                  string
	codec                     encoding.Encoding
	order                     []int // of code, name, price, cost
}

func (w writer) cell(text string) string {
	if w.always || strings.ContainsAny(text, w.delimiter+w.quote+"\r\n") {
		return w.quote + strings.ReplaceAll(text, w.quote, w.quote+w.quote) + w.quote
	}
	return text
}

func (w writer) write(t *rapid.T, products []product) string {
	var b strings.Builder
	if w.declared {
		b.WriteString("sep=" + w.delimiter + w.lineEnd)
	}
	end := func(line string) {
		if w.wrapped && line != "" {
			line = w.quote + strings.ReplaceAll(line, w.quote, w.quote+w.quote) + w.quote
		}
		b.WriteString(line + w.lineEnd)
	}
	for _, title := range w.titles {
		end(w.cell(title))
	}
	line := func(cells []string) {
		texts := make([]string, len(w.order))
		for i, place := range w.order {
			texts[i] = w.cell(cells[place])
		}
		end(strings.Join(texts, w.delimiter))
	}
	line([]string{"Part Number", "Description", "Unit Price", "Unit Cost"})
	for _, p := range products {
		line([]string{p.code, p.name, money.Format(p.price, w.style), money.Format(p.cost, w.style)})
	}
	text := b.String()
	if w.encoding == "shift_jis" {
		text = strings.ReplaceAll(text, "\u00a0", " ")
	}
	data, err := w.codec.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%s can't write %q: %v", w.encoding, b.String(), err)
	}
	return data
}

func anyWriter() *rapid.Generator[writer] {
	return rapid.Custom(func(t *rapid.T) writer {
		w := writer{
			delimiter: rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter"),
			quote:     `"`,
			lineEnd:   rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"),
			always:    rapid.Bool().Draw(t, "quoted"),
			wrapped:   rapid.IntRange(0, 3).Draw(t, "wrapped") == 0,
			declared:  rapid.IntRange(0, 3).Draw(t, "declared") == 0,
			titles:    rapid.SampledFrom([][]string{nil, {"ACME Supplies"}, {"ACME Supplies", "", "valid from May"}}).Draw(t, "titles"),
			order:     rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "order"),
		}
		w.style = money.Style{Decimal: rapid.SampledFrom([]string{".", ","}).Draw(t, "decimal"), Decimals: 2}
		groups := []string{"", " ", "'"}
		if w.style.Decimal == "." {
			groups = append(groups, ",")
		} else {
			groups = append(groups, ".")
		}
		w.style.Group = rapid.SampledFrom(groups).Draw(t, "group")
		w.style.After = rapid.Bool().Draw(t, "currency behind")
		w.style.Currency = rapid.SampledFrom([]string{"", "$", "EUR", "kr"}).Draw(t, "currency")
		return w
	})
}

// languages are the encodings in which names of each language are written, besides UTF.
func languages() map[string]map[string]encoding.Encoding {
	return map[string]map[string]encoding.Encoding{
		"german":   {"windows-1252": charmap.Windows1252, "macintosh": charmap.Macintosh},
		"french":   {"windows-1252": charmap.Windows1252},
		"polish":   {"windows-1250": charmap.Windows1250},
		"russian":  {"windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R},
		"japanese": {"shift_jis": japanese.ShiftJIS},
		"chinese":  {"gb18030": simplifiedchinese.GB18030},
	}
}

func TestAListWrittenInAnyDialectEncodingAndStyleReadsBackEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyWriter().Draw(t, "writer")
		language := rapid.SampledFrom([]string{"german", "french", "polish", "russian", "japanese", "chinese"}).Draw(t, "language")
		codecs := languages()[language]
		codecs["utf-8"] = encoding.Nop
		codecs["utf-16le"] = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		codecs["utf-16be"] = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
		names := make([]string, 0, len(codecs))
		for _, name := range []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh", "windows-1250", "windows-1251", "koi8-r", "shift_jis", "gb18030"} {
			if codecs[name] != nil {
				names = append(names, name)
			}
		}
		w.encoding = rapid.SampledFrom(names).Draw(t, "encoding")
		w.codec = codecs[w.encoding]
		tricky := rapid.SampledFrom([]string{"", ` 1/2"`, ", 15 mm", "; red", "\nsecond line", ` "heavy"`, " | x"})
		var products []product
		for i, name := range namesOf(language) {
			products = append(products, product{
				code:  fmt.Sprintf("%05d", i*7+rapid.IntRange(0, 6).Draw(t, "code")),
				name:  name + tricky.Draw(t, "tail"),
				price: money.FromCents(rapid.Int64Range(1, 99_999_999).Draw(t, "price")),
				cost:  money.FromCents(rapid.Int64Range(1, 9_999_999).Draw(t, "cost")),
			})
		}
		data := w.write(t, products)
		list, err := pricelist.Read(t.Context(), strings.NewReader(data), pricelist.Options{})
		if err != nil {
			t.Fatalf("%v\n%q", err, data)
		}
		for _, q := range list.Questions {
			if q.Code != "decimal_mark" {
				t.Fatalf("asked: %s\n%q", q.Message, data)
			}
			layout := list.Layout
			layout.Decimal = w.style.Decimal
			if list, err = pricelist.Read(t.Context(), strings.NewReader(data), pricelist.Options{Layout: layout}); err != nil {
				t.Fatal(err)
			}
		}
		var got []product
		for _, row := range list.Rows {
			if row.Kind != pricelist.Priced {
				t.Fatalf("line %d: %s\n%q", row.Line, row.Problem.Message, data)
			}
			got = append(got, product{row.Code, strings.ReplaceAll(strings.ReplaceAll(row.Name, "\r\n", "\n"), "\r", "\n"), row.Price.Or(money.Amount{}), row.Cost.Or(money.Amount{})})
		}
		if fmt.Sprint(got) != fmt.Sprint(products) {
			t.Fatalf("read as %s, %q:\n got %v\nwant %v\n%q", list.Layout.Encoding, list.Layout.Delimiter, got, products, data)
		}
	})
}

func TestTheLayoutAsUsedReadsTheSameRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := messyText().Draw(t, "text")
		first, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{})
		if err != nil || len(first.Questions) > 0 {
			return
		}
		again, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{Layout: first.Layout})
		if err != nil || told(again) != told(first) {
			t.Fatalf("by %+v: %v\n%s\nfirst\n%s\nof\n%q", first.Layout, err, told(again), told(first), text)
		}
	})
}

// messyText makes texts that look like price lists with all that may be wrong with them.
func messyText() *rapid.Generator[string] {
	heading := rapid.SampledFrom([]string{"Code", "Name", "Price", "Cost", "Item", "Description", "Unit", "RRP", "Qty", "", "Preis", "X", "Total", "SKU"})
	cell := rapid.SampledFrom([]string{"A-1", "B 22", "Copper pipe", "Elbow 1/2\"", "12.50", "1,234", "1.234", "12,50", "£3", "POA", "", "", "-4", "Total", "100", "7", "ea", "\"quoted, cell\"", "\"open", "2024-05-12", "# Valves"})
	return rapid.Custom(func(t *rapid.T) string {
		delimiter := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "delimiter")
		var b strings.Builder
		if rapid.Bool().Draw(t, "title") {
			b.WriteString("ACME price list\n")
		}
		if rapid.IntRange(0, 4).Draw(t, "header") > 0 {
			b.WriteString(strings.Join(rapid.SliceOfN(heading, 2, 6).Draw(t, "headings"), delimiter) + "\n")
		}
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			b.WriteString(strings.Join(rapid.SliceOfN(cell, 1, 6).Draw(t, "cells"), delimiter) + "\n")
		}
		return b.String()
	})
}

func TestEveryRecordBelowTheHeaderIsARow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := messyText().Draw(t, "text")
		list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{})
		if list == nil || len(list.Questions) > 0 || err != nil {
			return
		}
		checkRows(t, list)
		records, err := pricelist.Records(t.Context(), []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		above := 0
		for _, line := range list.Head {
			if line.Number < list.Rows[0].Line {
				above++
			}
		}
		if len(records)-above != len(list.Rows) {
			t.Fatalf("%d records, %d above the rows, %d rows:\n%s\n%q", len(records), above, len(list.Rows), told(list), text)
		}
	})
}

// checkRows holds what is true of the rows of every list.
func checkRows(t interface{ Fatalf(string, ...any) }, list *pricelist.List) {
	line := 0
	for _, row := range list.Rows {
		price, hasPrice := row.Price.Get()
		cost, hasCost := row.Cost.Get()
		switch {
		case row.Line <= line:
			t.Fatalf("line %d follows line %d", row.Line, line)
		case row.Kind == pricelist.Priced && (row.Problem != nil || row.Name == "" && row.Code == "" || !hasPrice && !hasCost || price.Sign() < 0 || cost.Sign() < 0):
			t.Fatalf("line %d can't be priced: %+v", row.Line, row)
		case row.Kind != pricelist.Priced && (row.Problem == nil || row.Problem.Message == "" || row.Problem.Code == "" || row.Problem.Line != row.Line):
			t.Fatalf("line %d has no reason: %+v", row.Line, row)
		}
		line = row.Line
	}
}
