package jobber_test

import (
	"errors"
	"testing"
	"testing/synctest"

	"pricesync/app/catalog"
	"pricesync/app/fault"
)

// FuzzAnswer feeds any bytes with any status to every call: none may panic, hang, or take for a stored price what the
// answer does not hold, and every error is one that a person may read.
func FuzzAnswer(f *testing.F) {
	for _, body := range []string{
		`{"data":{"productsAndServicesEdit":{"productOrService":{"id":"a","defaultUnitCost":12.0,"internalUnitCost":null,"markup":null,"visible":true},"userErrors":[]}}}`,
		`{"data":{"productsAndServicesEdit":{"productOrService":null,"userErrors":[{"message":"no","path":["input"]}]}}}`,
		`{"data":{"products":{"nodes":[{"id":"a","name":"A","defaultUnitCost":1e1}],"pageInfo":{"hasNextPage":true,"endCursor":"MQ"}}}}`,
		`{"data":{"account":{"id":"x","name":"y"}},"extensions":{"cost":{"requestedQueryCost":-1,"actualQueryCost":"3","throttleStatus":{"maximumAvailable":0,"currentlyAvailable":-5,"restoreRate":null}}}}`,
		throttledBody, `{"message":"Token not recognized"}`, `{"error":{"message":"This account is not active"}}`,
		`{"data":null,"errors":[{"message":"The field jobs on an object of type Query was hidden due to permissions","path":["jobs"]}]}`,
		`{"errors":{"message":7}}`, `{"errors":[null,1,"x",{"path":"y","extensions":{"code":"THROTTLED"}}]}`, `null`, `[]`, `<html>`, ``,
	} {
		for _, status := range []int{200, 401, 429, 502} {
			f.Add(status, body)
		}
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 100 || status > 599 {
			t.Skip("no HTTP status")
		}
		synctest.Test(t, func(t *testing.T) {
			c, _, _, _ := client(reply(status, body))
			_, accountErr := c.Account(t.Context())
			_, catalogErr := c.Catalog(t.Context(), nil)
			_, itemsErr := c.Items(t.Context(), []catalog.ItemID{"a", "b"})
			created, createErr := c.Create(t.Context(), catalog.New{Name: "n"})
			edited, editErr := c.Edit(t.Context(), []catalog.Patch{setPrice(t, "a", "12")})
			for _, err := range []error{accountErr, catalogErr, itemsErr, createErr, editErr, c.Disconnect(t.Context())} {
				var readable *fault.Error
				if err != nil && !errors.As(err, &readable) {
					t.Errorf("an error that nobody may read: %v", err)
				}
			}
			for _, e := range append(edited, created) {
				if e.State == catalog.EditStored && (status != 200 || e.Item.ID == "") {
					t.Errorf("status %d counts as stored: %+v", status, e)
				}
			}
		})
	})
}
