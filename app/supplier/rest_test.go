package supplier_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

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
