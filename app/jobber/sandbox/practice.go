package sandbox

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// company is the practice company's catalog, one item a line; its head says what the columns are.
//
//go:embed practice/company.tsv
var company string

// priceList is the supplier's list that goes with it.
//
//go:embed practice/price-list.csv
var priceList []byte

// PracticeCompany returns the company that practice mode plays: about 300 items of a plumbing and heating firm. Two of
// them have the same name, some are hidden, some have no cost. Every call gives the same ids.
func PracticeCompany() catalog.Catalog {
	practice := catalog.Catalog{Account: catalog.Account{
		ID: catalog.AccountID(encodedID("Account", defaultAccount)), Name: "Practice Plumbing & Heating"}}
	for line := range strings.Lines(company) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		item, err := practiceItem(strings.Split(line, "\t"))
		if err != nil {
			panic(fmt.Sprintf("sandbox: the embedded company: %q: %v", line, err))
		}
		item.ID = ItemID(int64(firstItem + len(practice.Items) + 1))
		practice.Items = append(practice.Items, item)
	}
	return practice
}

func practiceItem(cells []string) (catalog.Item, error) {
	if len(cells) != 6 {
		return catalog.Item{}, fmt.Errorf("%d cells instead of 6", len(cells))
	}
	item := catalog.Item{Category: catalog.Category(strings.ToUpper(cells[0])), Name: cells[1], Description: cells[5],
		Taxable: !strings.Contains(cells[4], "untaxed"), Visible: !strings.Contains(cells[4], "hidden")}
	var err error
	if item.Cost, err = money.MaybeDecimal(cells[2]); err != nil {
		return catalog.Item{}, err
	}
	if item.Price, err = money.Decimal(cells[3]); err != nil {
		return catalog.Item{}, err
	}
	if cost, ok := item.Cost.Get(); ok && strings.Contains(cells[4], "marked") {
		if markup, ok := item.Price.PercentOf(cost, 2); ok {
			item.Markup = money.Some(markup)
		}
	}
	return item, nil
}

// PracticePriceList returns a supplier's list for the practice company, as a file's name and content. Previewed, its
// rows show every verdict of a first sync: mostly small rises, some falls, and one or two of each kind of trouble.
func PracticePriceList() (name string, content []byte) {
	return "Pipeline Supplies Spring.csv", bytes.Clone(priceList)
}

// Generated returns a catalog of n items for tests, always the same: "Item 00001" and on, every price different from
// its neighbours' and a cost below it, every tenth without a cost, every twentieth a service.
func Generated(n int) catalog.Catalog {
	made := catalog.Catalog{Account: catalog.Account{
		ID: catalog.AccountID(encodedID("Account", defaultAccount)), Name: "ACME Plumbing"}}
	for i := range n {
		price := int64(500 + (i*37)%20000)
		item := catalog.Item{ID: ItemID(int64(firstItem + i + 1)), Name: fmt.Sprintf("Item %05d", i+1), Category: catalog.Product,
			Price: money.FromCents(price), Cost: money.Some(money.FromCents(price * 3 / 5)), Taxable: true, Visible: true}
		if i%10 == 9 {
			item.Cost = money.Maybe{}
		}
		if i%20 == 19 {
			item.Category = catalog.Service
		}
		made.Items = append(made.Items, item)
	}
	return made
}
