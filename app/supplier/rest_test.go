package supplier_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/money"
	"pricesync/app/plan"
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

func TestAPersonChangesHowASuppliersListIsRead(t *testing.T) {
	markup := plan.Rules{Markup: money.Some(money.FromInt(20))}
	heading := func(text string) pricelist.Column { return pricelist.Column{Header: text} }
	for _, test := range []struct {
		name string
		edit supplier.Edit
		want func(*supplier.Profile)
		err  error
	}{
		{"nothing", supplier.Edit{}, func(*supplier.Profile) {}, nil},
		{"the cost becomes the price", supplier.Edit{Columns: pricelist.Columns{Price: heading("trade  price"), Cost: pricelist.None()}}, func(p *supplier.Profile) {
			p.Layout.Columns.Price, p.Layout.Columns.Cost = pricelist.Column{Header: "Trade Price", Index: 4}, pricelist.None()
		}, nil},
		{"a column by its place", supplier.Edit{Columns: pricelist.Columns{Name: pricelist.Column{Index: 1}}}, func(p *supplier.Profile) {
			p.Layout.Columns.Name = pricelist.Column{Header: "Part No", Index: 1}
		}, nil},
		{"decimal mark and rules", supplier.Edit{Decimal: ".", Rules: &markup}, func(p *supplier.Profile) { p.Layout.Decimal, p.Rules = ".", markup }, nil},
		{"a heading that is not there", supplier.Edit{Columns: pricelist.Columns{Cost: heading("Net")}}, nil, supplier.ErrHeading},
		{"a place that is not there", supplier.Edit{Columns: pricelist.Columns{Cost: pricelist.Column{Index: 9}}}, nil, supplier.ErrHeading},
		{"no amount left", supplier.Edit{Columns: pricelist.Columns{Cost: pricelist.None()}}, nil, supplier.ErrNothingRead},
		{"nothing to know rows by", supplier.Edit{Columns: pricelist.Columns{Name: pricelist.None(), Code: pricelist.None()}}, nil, supplier.ErrNothingRead},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := pipeline().Edited(test.edit)
			if !errors.Is(err, test.err) {
				t.Fatalf("got %v, want %v", err, test.err)
			}
			want := pipeline()
			if test.want != nil {
				test.want(&want)
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(money.Amount{}, money.Maybe{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
