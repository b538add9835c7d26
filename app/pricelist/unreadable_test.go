package pricelist_test

import (
	"strings"
	"testing"

	"pricesync/app/pricelist"
)

// among is what is told about one text among amounts with that sign.
func among(t *testing.T, sign, text string) string {
	t.Helper()
	list := read(t, "Name;Price\nPipe;"+sign+"12.50\n\"Elbow\";\""+text+"\"\nTee;"+sign+"3.00\n", pricelist.Layout{Decimal: "."})
	return strings.Split(told(list), "\n")[1]
}

func TestAPriceWithWordsIsReadOrSaysPreciselyWhyNot(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"50p", "priced name=Elbow price=0.50 [text_cut]"},
		{"150p/m", "priced name=Elbow price=1.50 [text_cut]"},
		{"5 pence each", "priced name=Elbow price=0.05 [text_cut]"},
		{"0.50p", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “0.50p” may be in whole ones or in hundredths."},
		{"99¢", "invalid name=Elbow amount_minor: Line 3, column 2 (Price): the price “99¢” is in cents, and nothing says that the list's amounts are in dollars, euros or rand."},
		{"12.50/pk10", "priced name=Elbow price=12.50 [text_cut] [other_measure]"},
		{"12.50 (pk 10)", "priced name=Elbow price=12.50 [text_cut] [other_measure]"},
		{"12.50 per box of 36", "priced name=Elbow price=12.50 [text_cut] [other_measure]"},
		{"12.50/pk1", "priced name=Elbow price=12.50 [text_cut]"},
		{"12.50 / pack", "priced name=Elbow price=12.50 [text_cut]"},
		{"12.50 / 100", "invalid name=Elbow price=12.50 [text_cut] amount_per_quantity: Line 3, column 2 (Price): the price “12.50 / 100” is for 100, not for one."},
		{"2 for 5.00", "invalid name=Elbow amount_per_quantity: Line 3, column 2 (Price): the price “2 for 5.00” is for 2, not for one."},
		{"3 für 10.00", "invalid name=Elbow amount_per_quantity: Line 3, column 2 (Price): the price “3 für 10.00” is for 3, not for one."},
		{"from 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “from 12.50” is only the lowest of several."},
		{"From £12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “From £12.50” is only the lowest of several."},
		{"ab 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “ab 12.50” is only the lowest of several."},
		{"à partir de 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “à partir de 12.50” is only the lowest of several."},
		{"desde 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “desde 12.50” is only the lowest of several."},
		{"vanaf 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “vanaf 12.50” is only the lowest of several."},
		{"a partire da 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “a partire da 12.50” is only the lowest of several."},
		{"a partir de 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “a partir de 12.50” is only the lowest of several."},
		{"up to £12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “up to £12.50” is only the highest of several."},
		{"bis 12.50", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “bis 12.50” is only the highest of several."},
		{"12.50 - 14.00", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “12.50 - 14.00” holds two amounts."},
		{"£12.50-£14.00", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “£12.50-£14.00” holds two amounts."},
		{"12.50 to 14.00", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “12.50 to 14.00” holds two amounts."},
		{"£12 / €14", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “£12 / €14” holds two amounts."},
		{"12.50/14.00", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “12.50/14.00” holds two amounts."},
		{"12/05/2024", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “12/05/2024” is not an amount."},
		{"2024-05-12", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “2024-05-12” is not an amount."},
		{"1/2", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “1/2” is not an amount."},
		{"10 %", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “10 %” is a percentage, not an amount."},
		{"POA", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “POA” is not an amount."},
		{"call", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “call” is not an amount."},
		{"from stock 3", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “from stock 3” is not an amount."},
		{"N/A", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “N/A” is not an amount."},
		{"-", "invalid name=Elbow amount_unreadable: Line 3, column 2 (Price): the price “-” is not an amount."},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := among(t, "£", c.text); got != "3 "+c.want {
				t.Errorf("got  %s\nwant 3 %s", got, c.want)
			}
		})
	}
}

func TestHundredthsAreReadWhereTheListSaysOfWhat(t *testing.T) {
	const (
		pence = "invalid name=Elbow amount_minor: Line 3, column 2 (Price): the price “50p” is in pence, and nothing says that the list's amounts are in pounds."
		half  = "priced name=Elbow price=0.50 [text_cut]"
	)
	for _, c := range []struct{ name, text, want string }{
		{"pounds by the other amounts", "Name,Price\nPipe,£12.50\nElbow,50p\n", half},
		{"pounds by the heading's sign", "Name,Price (£)\nPipe,12.50\nElbow,50p\n", half},
		{"pounds by the heading's sign at its end", "Name,Price£\nPipe,12.50\nElbow,50p\n", half},
		{"pounds by the heading's code", "Name,Price GBP\nPipe,12.50\nElbow,50p\n", half},
		{"pounds by the column of currencies", "Name,Price,Currency\nPipe,12.50,EUR\nElbow,50p,GBP\n", half + " [other_currency]"},
		{"cents by the other amounts", "Name,Price\nPipe,$12.50\nElbow,50¢\n", half},
		{"cents by the heading", "Name,Price EUR\nPipe,12.50\nElbow,50 cents\n", half},
		{"nothing says", "Name,Price\nPipe,12.50\nElbow,50p\n", pence},
		{"dollars", "Name,Price\nPipe,$12.50\nElbow,50p\n", pence},
		{"several currencies", "Name,Price\nPipe,£12.50\nElbow,50p\nTee,€4.00\nCap,£5.00\n", pence},
		{"the row's own currency is another", "Name,Price,Currency\nPipe,12.50,GBP\nElbow,50p,EUR\n", pence},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.TrimPrefix(strings.Split(told(read(t, c.text, pricelist.Layout{})), "\n")[1], "3 ")
			if want := strings.Replace(c.want, "(Price)", "("+strings.Split(strings.Split(c.text, "\n")[0], ",")[1]+")", 1); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
