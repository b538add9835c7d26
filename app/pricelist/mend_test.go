package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// evenList is a list of twenty whole lines, and those that a test adds: the first of them is line 22.
func evenList(lines ...string) string {
	var b strings.Builder
	b.WriteString("Code,Name,Unit,Price,Valid from,Note\n")
	for i := range 20 {
		fmt.Fprintf(&b, "AB-%d,\"Pipe%s, %d mm\",ea,$1%d.50,0%d/02/2024,\n", 1000+i, strings.Repeat(" long", i%7), i, i%10, i%9+1)
	}
	return b.String() + strings.Join(lines, "\n") + "\n"
}

func TestALineThatIsPartedOtherwiseIsPutRightAndAskedAbout(t *testing.T) {
	want := "22 invalid name=Elbow brass code=AB-2000 unit=ea line_mended: Line 22, column 4 (Price): this line is not parted as the others are; it seems to say “$19.50”, which counts only once you type it here.\n"
	for name, line := range map[string]string{
		"a comma too many at its beginning": ",AB-2000,Elbow brass,ea,$19.50,02/02/2024,",
		"a comma too many inside":           "AB-2000,Elbow brass,,ea,$19.50,02/02/2024,",
		"no comma before the unit's price":  "AB-2000,Elbow brass,ea$19.50,02/02/2024,",
		"no comma behind a price":           "AB-2000,Elbow brass,ea,$19.5002/02/2024,",
		"no comma behind a code in quotes":  `"AB-2000""Elbow brass",ea,$19.50,02/02/2024,`,
		"semicolons":                        "AB-2000;Elbow brass;ea;$19.50;02/02/2024;",
		"tabs":                              "AB-2000\tElbow brass\tea\t$19.50\t02/02/2024\t",
		"spaces":                            "AB-2000 Elbow brass ea $19.50 02/02/2024 ",
		"spaces and quotes":                 `AB-2000 "Elbow brass" ea $19.50 02/02/2024 `,
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, evenList(line), pricelist.Layout{})
			row := list.Rows[len(list.Rows)-1]
			list.Rows = list.Rows[20:]
			if diff := cmp.Diff(want, told(list)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if field, was, ok := list.Correctable(&row); !ok || field != pricelist.FieldPrice || was != "$19.50" {
				t.Errorf("can be corrected: %v, %s %q", ok, field, was)
			}
		})
	}
}

func TestAMendedLineCountsOnceAPersonTypedItsPrice(t *testing.T) {
	list := corrected(t, evenList("AB-2000,Elbow brass,,ea,$19.50,02/02/2024,"),
		pricelist.Correction{Name: "Elbow brass", Code: "AB-2000", Field: pricelist.FieldPrice, Was: "$19.50", Is: "19.50"})
	if row := list.Rows[20]; row.Kind != pricelist.Priced || row.Price != money.Some(money.FromCents(1950)) {
		t.Errorf("%s %s: %+v", row.Kind, row.Price, row.Problem)
	}
}

func TestALineThatMayMeanTwoThingsIsNotPutRight(t *testing.T) {
	for name, line := range map[string]string{
		"a note of words and a number":     "Minimum order of 50",
		"a section":                        "Pipes and elbows",
		"words where a price stands":       "AB-2000;Elbow brass;ea;on request;02/02/2024;",
		"two cells too many":               "AB-2000,Elbow,,,,ea,$19.50,02/02/2024,",
		"a comma inside a name":            "AB-2000,Elbow, brass,ea,$19.50,02/02/2024,",
		"a price where the code stands":    "$19.50;Elbow brass;ea;AB-2000;02/02/2024;",
		"a line without the last of cells": "AB-2000,Elbow brass,ea",
	} {
		t.Run(name, func(t *testing.T) {
			list := read(t, evenList(line), pricelist.Layout{})
			for _, row := range list.Rows[20:] {
				if row.Kind == pricelist.Priced || row.Problem.Code == "line_mended" {
					t.Errorf("read as\n%s", told(list))
				}
			}
		})
	}
}

func TestALineWithACommaTooManyIsNotReadFromTheWrongColumn(t *testing.T) {
	body := "Code,Stock,Price,Name,Note\n"
	for i := range 5 { // too few to know what a line looks like
		body += fmt.Sprintf("C%d,3,12.5%d,Pipe,\n", i, i)
	}
	list := read(t, body+"C8,,3,12.50,Elbow,\n", pricelist.Layout{})
	if row := list.Rows[5]; row.Kind != pricelist.Invalid || row.Problem.Code != "columns_shifted" || row.Price.Known() {
		t.Errorf("read as\n%s", told(list))
	}
}

func TestLinesThatStandInQuotesAsAWholeAreRead(t *testing.T) {
	want := "2 priced name=Elbow, 1/2\" brass code=E-1 price=1.50\n3 priced name=Pipe code=P-1 price=12.00\n4 priced name=Tee code=T-1 price=3.00\n"
	for name, text := range map[string]string{
		"all lines":                       "\"Code,Name,Price\"\n\"E-1,\"\"Elbow, 1/2\"\"\"\" brass\"\",1.50\"\n\"P-1,Pipe,12.00\"\n\"T-1,Tee,3.00\"\n",
		"all but the headings":            "Code,Name,Price\n\"E-1,\"\"Elbow, 1/2\"\"\"\" brass\"\",1.50\"\n\"P-1,Pipe,12.00\"\n\"T-1,Tee,3.00\"\n",
		"filled up with semicolons":       "\"Code,Name,Price\";;\r\n\"E-1,\"\"Elbow, 1/2\"\"\"\" brass\"\",1.50\";;\r\n\"P-1,Pipe,12.00\";;\r\n\"T-1,Tee,3.00\";;\r\n",
		"semicolons inside":               "\"Code;Name;Price\"\n\"E-1;\"\"Elbow, 1/2\"\"\"\" brass\"\";1,50\"\n\"P-1;Pipe;12,00\"\n\"T-1;Tee;3,00\"\n",
		"tabs, and no end of the last":    "\"Code\tName\tPrice\"\n\"E-1\tElbow, 1/2\"\" brass\t1.50\"\n\"P-1\tPipe\t12.00\"\n\"T-1\tTee\t3.00\"",
		"only those that hold quotes too": "\"Code,Name,Price\"\n\"E-1,\"\"Elbow, 1/2\"\"\"\" brass\"\",1.50\"\n\"P-1,\"\"Pipe\"\",12.00\"\nT-1,Tee,3.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			list := expect(t, text, pricelist.Layout{}, want)
			if diff := cmp.Diff([]string{"The lines of this file stand in quotes as a whole; the quotes were taken off to find the cells."}, messages(list)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("one line among others", func(t *testing.T) {
		list := read(t, evenList(`"AB-2000,""Elbow, brass"",ea,$19.50,02/02/2024,"`), pricelist.Layout{})
		list.Rows = list.Rows[20:]
		if diff := cmp.Diff("22 priced name=Elbow, brass code=AB-2000 price=19.50 unit=ea\n", told(list)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a column of names with commas is none", func(t *testing.T) {
		expect(t, "Name;Price\n\"Elbow, brass\";1,50\n\"Tee, brass\";2,50\n\"Pipe, copper\"\n", pricelist.Layout{}, `
2 priced name=Elbow, brass price=1.50
3 priced name=Tee, brass price=2.50
4 invalid name=Pipe, copper amount_empty: Line 4, column 2 (Price): the price is empty.
`)
	})
}

func TestAStrayQuoteJoinsNoLines(t *testing.T) {
	expect(t, "Name,Price\n\"Pipe 1/2\" brass\",12.50\n\"Elbow 3/4\"\",3.20\nTee 1\",4.00\n\"Cap\",\"5.00\"\n", pricelist.Layout{}, `
2 priced name=Pipe 1/2" brass price=12.50
3 priced name=Elbow 3/4" price=3.20
4 priced name=Tee 1" price=4.00
5 priced name=Cap price=5.00
`)
	t.Run("but a cell of two lines stays one", func(t *testing.T) {
		list := read(t, "Name,Price\n\"Pipe \"\"hard\"\", long\nor short\",4.00\nTee,5.00\n", pricelist.Layout{})
		if len(list.Rows) != 2 || list.Rows[0].Name != "Pipe \"hard\", long\nor short" {
			t.Errorf("read as\n%s", told(list))
		}
	})
}

// messages are what a list notes about the file as a whole.
func messages(list *pricelist.List) []string {
	var all []string
	for _, n := range list.Notes {
		all = append(all, n.Message)
	}
	return all
}

func TestAFirstLineMayNameTheDelimiter(t *testing.T) {
	for first, c := range map[string]struct{ delimiter, name string }{
		"sep=;": {";", "semicolons"}, "SEP=,": {",", "commas"}, "sep=\t": {"\t", "tabs"}, `sep=\t`: {"\t", "tabs"}, "sep=|": {"|", "upright bars"},
		`"sep=;"`: {";", "semicolons"}, "sep=;;;": {";", "semicolons"}, "sep=^": {"^", "“^”"}, `"sep=,";;`: {",", "commas"},
	} {
		t.Run(first, func(t *testing.T) {
			text := first + "\r\n" + strings.Join([]string{"Code", "Name", "Price"}, c.delimiter) + "\r\n" + strings.Join([]string{"P-1", "Pipe", "12.00"}, c.delimiter) + "\r\n"
			list := expect(t, text, pricelist.Layout{}, "3 priced name=Pipe code=P-1 price=12.00\n")
			if list.Layout.HeaderLine != 2 || list.Layout.Delimiter != c.delimiter {
				t.Errorf("the header is on line %d, the delimiter %q", list.Layout.HeaderLine, list.Layout.Delimiter)
			}
			if diff := cmp.Diff([]string{"The first line of the file says that its cells are parted by " + c.name + "; it is no product."}, messages(list)); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("and be wrong", func(t *testing.T) {
		list := expect(t, "sep=;\nCode,Name,Price\nP-1,Pipe,12.00\n", pricelist.Layout{}, "3 priced name=Pipe code=P-1 price=12.00\n")
		if list.Notes != nil {
			t.Errorf("notes %v", messages(list))
		}
	})
}

func TestTheApostropheOfSpreadsheetsIsNoPartOfACode(t *testing.T) {
	list := expect(t, "Code,Name,Price\n'0017,'80s lamp,'12.50\n'A-18,Elbow,3.00\nO'Neil-9,Tee,4.00\n'x'y,Cap,5.00\n", pricelist.Layout{}, `
2 priced name='80s lamp code=0017 price=12.50
3 priced name=Elbow code=A-18 price=3.00
4 priced name=Tee code=O'Neil-9 price=4.00
5 priced name=Cap code='x'y price=5.00
`)
	want := []string{"Codes in the column “Code” begin with the apostrophe that spreadsheets mark text with, on 2 lines, such as “'0017” on line 2; it is not read as part of the code."}
	if diff := cmp.Diff(want, messages(list)); diff != "" || list.Head[1].Cells[0] != "'0017" {
		t.Errorf("notes (-want +got), and the file's own %q:\n%s", list.Head[1].Cells[0], diff)
	}
}

func TestTwoLinesOfHeadingsInWordsNobodyKnowsAreTakenTogether(t *testing.T) {
	list := read(t, "Groothandel,,Winkel,\nPrys,Hoev,Prys,Hoev\n10.00,1.00,12.00,1.00\n11.00,1.00,13.00,1.00\n", pricelist.Layout{Columns: pricelist.Columns{Name: pricelist.Column{Index: 2}, Price: pricelist.Column{Index: 3}}})
	if diff := cmp.Diff([]string{"Groothandel Prys", "Groothandel Hoev", "Winkel Prys", "Winkel Hoev"}, list.Headers); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
}
