package pricelist_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// wanted returns the records that a suite expects of a sample; false where it has none. Where the suite gives objects
// by heading, their order of columns is that of the headings read.
func (s sample) wanted(t *testing.T, headings []string) ([][]string, bool) {
	t.Helper()
	if s["expected_file"] == "" {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(samples, s["expected_file"]))
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(s["expected_file"]) == ".csv" {
		reader := csv.NewReader(bytes.NewReader(data))
		reader.FieldsPerRecord = -1
		reader.LazyQuotes = true
		records, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return records, true
	}
	var lists [][]string
	if json.Unmarshal(data, &lists) == nil {
		return lists, true
	}
	var objects []map[string]string
	if json.Unmarshal(data, &objects) != nil {
		return nil, false
	}
	records := [][]string{headings}
	for _, object := range objects {
		var record []string
		for _, heading := range headings {
			record = append(record, object[heading])
		}
		records = append(records, record)
	}
	return records, true
}

// plain leaves blank records and the empty cells at the ends out, and writes ends of lines alike.
func plain(records [][]string) [][]string {
	var kept [][]string
	for _, record := range records {
		last := 0
		for i := range record {
			record[i] = strings.ReplaceAll(record[i], "\r\n", "\n")
			if strings.TrimSpace(record[i]) != "" {
				last = i + 1
			}
		}
		if last > 0 {
			kept = append(kept, record[:last])
		}
	}
	return kept
}

func TestSuites(t *testing.T) {
	equal, compared := 0, 0
	for _, s := range manifest(t, "suite") {
		list, err := s.read(t, pricelist.Layout{})
		var f *fault.Error
		if err != nil && (!errors.As(err, &f) || f.Code == fault.Internal) {
			t.Errorf("%s: %v", s["id"], err)
		}
		if list != nil && err == nil && len(list.Questions) == 0 && len(list.Rows) == 0 {
			t.Errorf("%s: neither rows nor a question nor a reason", s["id"])
		}
		if filepath.Ext(s["path"]) == ".xlsx" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(samples, s["path"]))
		if err != nil {
			t.Fatal(err)
		}
		got, err := pricelist.Records(t.Context(), data)
		if err != nil {
			t.Errorf("%s: %v", s["id"], err)
			continue
		}
		var headings []string
		if len(got) > 0 {
			headings = got[0]
		}
		want, ok := s.wanted(t, headings)
		if !ok {
			continue
		}
		compared++
		want, got = plain(want), plain(got)
		if strings.HasPrefix(s["id"], "pol-") {
			checkPolluted(t, s["id"], list, want, got)
		}
		if above := len(got) - len(want); above > 0 && s.column("header_line") > 1 {
			got = got[above:] // lines above the header, which the suite leaves out
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Logf("%s differs:\n%.700s", s["id"], diff)
		} else {
			equal++
		}
	}
	if equal < 55 {
		t.Errorf("fewer suite files than before read as expected")
	}
	t.Logf("%d of %d suite files with an expected table read as it", equal, compared)
}

// checkPolluted compares a list with the clean form of its file: whatever was done to the file, no record is lost and
// no amount is silently another one.
func checkPolluted(t *testing.T, id string, list *pricelist.List, want, got [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d records; want %d", id, len(got), len(want))
		return
	}
	if list == nil || len(list.Rows) != len(want)-1 {
		if len(want) > 1 {
			t.Errorf("%s: not %d rows", id, len(want)-1)
		}
		return
	}
	for i, row := range list.Rows {
		price, err := money.Parse(want[i+1][4], money.Style{Decimal: "."})
		if err != nil {
			t.Fatal(err)
		}
		if a, known := row.Price.Get(); row.Kind == pricelist.Priced && (!known || a != price.Amount) {
			t.Errorf("%s line %d: silently read as %s; want %s", id, row.Line, row.Price, price.Amount)
		}
	}
}
