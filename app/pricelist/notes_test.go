package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
)

func TestWhatIsWorthKnowingAboutAListIsTold(t *testing.T) {
	long := "Code,Name,Price,Trade price\n"
	for i := range 120 {
		cost := ""
		if i == 7 {
			cost = "2.50"
		}
		long += fmt.Sprintf("A-%d,Copper pipe %d mm,3.50,%s\n", i*3, i, cost)
	}
	for _, c := range []struct{ name, text, want string }{
		{"a cost that hardly any line has", long, "column_unused: Hardly any line has an amount in the column “Trade price”, so it is not read as the cost."},
		{"one line above the headings", "A0,Copper cap,9.00\nPart,Description,Price\nA1,Copper pipe,10.00\nA2,Copper tube,11.00\n", "lines_above: Above the headings stands 1 line with amounts, line 1; it was not read."},
		{"several lines above the headings", "A0,Copper cap,9.00\nA9,Copper tee,8.00\nPart,Description,Price\nA1,Copper pipe,10.00\nA2,Copper tube,11.00\nA3,Copper nut,1.00\n", "lines_above: Above the headings stand 2 lines with amounts, such as line 1; they were not read."},
		{"codes that became dates", "Code,Name,Price\n1-Mar,Pipe,10.00\nA2,Tube,11.00\n", "codes_changed: A spreadsheet program seems to have changed codes in the column “Code” on 1 line, such as “1-Mar” on line 2."},
		{"codes that became powers", "Code,Name,Price\n8.72E+12,Pipe,10.00\nA2,Tube,11.00\n8.73E+12,Tee,11.00\n", "codes_changed: A spreadsheet program seems to have changed codes in the column “Code” on 2 lines, such as “8.72E+12” on line 2."},
		{"amounts in another currency", "Name,Price\nPipe,£10.00\nElbow,€5.00\nTee,£6.00\n", "other_currency: Line 3 is in EUR and not in GBP, as most lines are."},
		{"nothing", "Code,Name,Price\nA1,Pipe,10.00\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var told []string
			for _, n := range read(t, c.text, pricelist.Layout{}).Notes {
				told = append(told, n.Code+": "+n.Message)
			}
			if got := strings.Join(told, "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestARecordWithoutNameCodeAndAmountIsANote(t *testing.T) {
	list := read(t, "Code,Name,Unit,Stock,Price\nA1,Pipe,m,4,10.00\nA2,Elbow,ea,5,3.00\n,,m,4,\n", pricelist.Layout{})
	if diff := cmp.Diff("4 not_a_product unit=m note: This line has no name and no code, so it is not a product.\n", strings.SplitAfter(told(list), "\n")[2]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
