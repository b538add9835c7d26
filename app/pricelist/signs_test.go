package pricelist_test

import (
	"testing"

	"pricesync/app/pricelist"
)

func TestASignInAColumnOfItsOwnLeavesTheAmountBesideIt(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"the heading above the sign", "Code,Name,Price,\nA-1,Pipe,$,12.50\nA-2,Clip,$,45.00\nA-3,Cap,$,POA\n",
			"2 priced name=Pipe code=A-1 price=12.50\n3 priced name=Clip code=A-2 price=45.00\n" +
				"4 invalid name=Cap code=A-3 amount_unreadable: Line 4, column 4: the price “POA” is not an amount.\n"},
		{"two amounts", "Code,Name,Cost,,Price,\nA-1,Pipe,£,7.50,£,12.50\nA-2,Clip,£,30.00,£,45.00\n",
			"2 priced name=Pipe code=A-1 price=12.50 cost=7.50\n3 priced name=Clip code=A-2 price=45.00 cost=30.00\n"},
		{"the heading above the amount", "Code,Name,,Price\nA-1,Pipe,£,12.50\nA-2,Clip,£,45.00\n",
			"2 priced name=Pipe code=A-1 price=12.50\n3 priced name=Clip code=A-2 price=45.00\n"},
	} {
		t.Run(c.what, func(t *testing.T) { expect(t, c.text, pricelist.Layout{}, c.want) })
	}
}

func TestQuantitiesBelowTheirHeadingAreHeadings(t *testing.T) {
	list := read(t, "Code|Description|Quantity||\n||1|10|100\nA-17|Copper pipe|11.50|10.65|9.15\nA-22|Brass elbow|2.75|2.55|2.05\nA-31|Brass tee|3.20|3.10|2.95\n", pricelist.Layout{})
	if len(list.Questions) != 1 || len(list.Questions[0].Choices) != 3 || list.Questions[0].Choices[0].Label != "Quantity 1" {
		t.Errorf("asked %+v", list.Questions)
	}
	list = read(t, "Code|Description|Quantity|Price\nA-17|Copper pipe|1|11.50\nA-22|Brass elbow|10|2.75\n", pricelist.Layout{})
	if len(list.Questions) != 0 || len(list.Rows) != 2 {
		t.Errorf("asked %+v of %d rows", list.Questions, len(list.Rows))
	}
}
