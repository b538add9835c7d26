package supplier_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

func TestColumnsArePlacedWhereTheirHeadingsStand(t *testing.T) {
	twice := pricelist.Layout{Columns: pricelist.Columns{
		Name: pricelist.Column{Header: "Name", Index: 1}, Price: pricelist.Column{Header: "net", Index: 4}, Cost: pricelist.Column{Header: "NET ", Index: 9},
		Code: pricelist.Column{Index: 2}, Unit: pricelist.None(), Description: pricelist.Column{Header: "Long text", Index: 3},
	}}
	want := twice
	want.Columns.Name.Index = 2
	want.Columns.Cost.Index = 3
	if diff := cmp.Diff(want, supplier.Placed(twice, []string{"Code", "Name", "Net", "Net"})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALostColumnIsDecidedByThePersonOrLeftOut(t *testing.T) {
	lost := func() supplier.Recognition { return pipeline().Beside([]string{"Part No", "Description"}) }
	if r := lost().Without(pricelist.Columns{Cost: pricelist.None()}); !r.Usable() {
		t.Errorf("decided to be absent, and still lost: %v", r.Lost)
	}
	if r := lost().Without(pricelist.Columns{Price: pricelist.Column{Header: "RRP"}}); r.Usable() {
		t.Error("another column's decision stands for the lost one")
	}
	want := pipeline().NextLayout()
	want.Columns.Cost = pricelist.None()
	if diff := cmp.Diff(want, lost().Rest()); diff != "" {
		t.Errorf("the rest (-want +got):\n%s", diff)
	}
}
