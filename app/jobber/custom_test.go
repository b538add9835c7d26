package jobber_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"pricesync/app/catalog"
	"pricesync/app/jobber"
	"pricesync/app/jobber/sandbox"
)

// coded is a company of 120 items, some of which have a supplier's code in a custom field.
func coded(t *testing.T, label string, switches sandbox.Switches) company {
	t.Helper()
	of := sandbox.Config{Catalog: sandbox.Generated(120), Switches: switches, CustomFields: map[catalog.ItemID][]sandbox.CustomField{}}
	items := of.Catalog.Items
	for i := range items {
		items[i].ID = sandbox.ItemID(int64(7_200_000 + i))
	}
	of.CustomFields[items[3].ID] = []sandbox.CustomField{
		{ID: "a", Label: "Shelf", Text: "A7"}, {ID: "b", Label: "supplier CODE ", Text: "COP15-3M"}, {ID: "c", Label: "Supplier code", Text: "HC-9"},
	}
	of.CustomFields[items[110].ID] = []sandbox.CustomField{{ID: "d", Label: "Supplier code", Text: "X1"}}
	c := companyOf(t, of)
	c.SetCodeField(label)
	return c
}

func codesOf(items []catalog.Item) map[string]string {
	codes := map[string]string{}
	for _, item := range items {
		if item.Code != "" {
			codes[item.Name] = item.Code
		}
	}
	return codes
}

func TestCodesAreReadFromTheNamedFieldAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := coded(t, "Supplier code", sandbox.Switches{})
		got, err := c.Catalog(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		codes := codesOf(got.Items)
		if len(codes) != 2 || codes[got.Items[3].Name] != "COP15-3M\nHC-9" || !c.ReadsCodes() || c.refusedForLimits() != 0 {
			t.Errorf("read %q, reads %v", codes, c.ReadsCodes())
		}
	})
}

func TestCustomFieldsAreNotAskedForWithoutAName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := coded(t, "", sandbox.Switches{HiddenFields: []string{"ProductOrService.customFields"}})
		got, err := c.Catalog(t.Context(), nil)
		if err != nil || len(codesOf(got.Items)) != 0 || c.ReadsCodes() {
			t.Errorf("%v, read %q", err, codesOf(got.Items))
		}
		if len(c.diary.all(jobber.EventFallback)) > 0 {
			t.Error("a field that nobody named was asked for")
		}
	})
}

func TestAServiceWithoutCustomFieldsIsReadWithoutThem(t *testing.T) {
	for name, switches := range map[string]sandbox.Switches{
		"it hides the field": {HiddenFields: []string{"ProductOrService.customFields"}},
		"it hides the text":  {HiddenTypes: []string{"CustomFieldText"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := coded(t, "Supplier code", switches)
				got, err := c.Catalog(t.Context(), nil)
				if err != nil || len(got.Items) != 120 || len(codesOf(got.Items)) != 0 {
					t.Fatalf("%v, %d items", err, len(got.Items))
				}
				if c.ReadsCodes() {
					t.Error("it says that codes are read")
				}
				if told := c.diary.all(jobber.EventFallback); len(told) != 1 || !strings.Contains(told[0].Reason, "customFields") {
					t.Errorf("told %+v", told)
				}
			})
		})
	}
}
