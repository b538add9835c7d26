package pricelist_test

import (
	"fmt"
	"strings"
	"testing"

	"pricesync/app/pricelist"
)

// listAt writes a list of these amounts, each in quotes.
func listAt(amounts ...string) string {
	var b strings.Builder
	b.WriteString("Code,Name,Price\n")
	for i, amount := range amounts {
		fmt.Fprintf(&b, "A-%d,Pipe no %c,\"%s\"\n", i+10, 'A'+i%26, amount)
	}
	return b.String()
}

// many writes thirty amounts with three digits behind a mark, and the odd ones.
func many(mark string, odd ...string) []string {
	var all []string
	for i := range 30 {
		all = append(all, fmt.Sprintf("%d%s%d", 1+i%9, mark, 125+i*7))
	}
	return append(all, odd...)
}

func TestOneOddAmountDoesNotDecideTheDecimalMark(t *testing.T) {
	for _, c := range []struct {
		what    string
		amounts []string
		asked   string
	}{
		{"points and one 2.5", many(".", "2.5"), "How much is “1.125”?"},
		{"commas and one 2,5", many(",", "2,5"), "How much is “1,125”?"},
		{"points and one 12,50", many(".", "12,50"), ""},
		{"commas and one 12.50", many(",", "12.50"), ""},
		{"points and several short ones", many(".", "2.5", "12.75", "3.2"), ""},
		{"commas alone", many(","), ""},
		{"points alone", many("."), "How much is “1.125”?"},
		{"commas beside small amounts", many(",", "950", "995"), ""},
		{"commas of millions", many(",", "1,250,000"), ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			list := read(t, listAt(c.amounts...), pricelist.Layout{})
			got := ""
			for _, q := range list.Questions {
				got += q.Message
			}
			if got != c.asked {
				t.Errorf("asked %q, want %q", got, c.asked)
			}
		})
	}
	t.Run("commas that all have a dollar sign", func(t *testing.T) {
		list := read(t, listAt("$1,250", "$2,400", "$12,995"), pricelist.Layout{})
		if len(list.Questions) > 0 || list.Rows[0].Price.String() != "1250.00" {
			t.Errorf("read as\n%s", told(list))
		}
	})
}

func TestInitialsAreOneWord(t *testing.T) {
	for _, heading := range []string{"P.U.", "P.U. H.T.", "P.V.P.", "R.R.P."} {
		got := asks(t, "Code;Désignation;Qté;"+heading+";Montant\nA-17;Tube;2;11,50;23,00\nA-22;Coude;3;2,75;8,25\n")
		if want := "price " + heading + " cost "; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got, want := asks(t, "Code;Désignation;Qté;Xyz;Montant\nA-17;Tube;2;11,50;23,00\nA-22;Coude;3;2,75;8,25\n"), "which_price|Xyz|Montant"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
