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
	if json.Unmarshal(data, &lists) == nil && len(lists) > 0 {
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

// plain leaves blank records, the empty cells at the ends and outer space out, and writes ends of lines alike: none of
// them says anything in a price list.
func plain(records [][]string) [][]string {
	var kept [][]string
	for _, record := range records {
		last := 0
		texts := make([]string, len(record))
		for i := range record {
			texts[i] = strings.TrimSpace(strings.ReplaceAll(record[i], "\r\n", "\n"))
			if texts[i] != "" {
				last = i + 1
			}
		}
		if last > 0 {
			kept = append(kept, texts[:last])
		}
	}
	return kept
}

// below returns the table that a suite means which leaves the lines above the headings out, writes two lines of headings
// as one, and repeats neither the headings nor a title further down: what the list says such lines are.
func (s sample) below(t *testing.T, list *pricelist.List, err error) [][]string {
	t.Helper()
	if fault.Is(err, fault.NoColumns) {
		list, _ = s.read(t, pricelist.Layout{Columns: pricelist.Columns{Name: pricelist.Column{Index: 1}}}) // as a person would say
	}
	table, _ := list.Table()
	repeated := map[int]bool{}
	for i, row := range list.Rows {
		if row.Kind == pricelist.NotProduct && row.Problem.Code == "repeated_header" {
			repeated[row.Line] = true
			if i > 0 && list.Rows[i-1].Kind == pricelist.NotProduct && list.Rows[i-1].Problem.Code == "heading" {
				repeated[list.Rows[i-1].Line] = true
			}
		}
	}
	first := s.column("header_line")
	var left [][]string
	if list.Layout.HeaderLines == 2 && list.Layout.HeaderLine == first {
		left = append(left, list.Headers)
		first += 2
	}
	for _, record := range table.Records {
		if record.Line < first || repeated[record.Line] {
			continue
		}
		var texts []string
		for _, cell := range record.Cells {
			texts = append(texts, cell.Text)
		}
		left = append(left, texts)
	}
	return left
}

// A suite's clean form is no table of the file where it
const (
	otherText   = "has a text that the file has not, which its authors put there by hand; what stands in a price list is shown as it is"
	wordToEmpty = "empties a word that stands for nothing; in a price list it is kept, since a price that is told to be missing is no price that was forgotten"
)

// excused says which of the reasons explains every difference between the two, "" where any is not explained.
func excused(data []byte, want, got [][]string) string {
	if len(want) != len(got) {
		return ""
	}
	reason := ""
	for i := range want {
		for c := range max(len(want[i]), len(got[i])) {
			cell := func(record []string) string {
				if c < len(record) {
					return record[c]
				}
				return ""
			}
			why := ""
			switch w, g := cell(want[i]), cell(got[i]); {
			case w == g:
				continue
			case w == "" && g == "missing":
				why = wordToEmpty
			case w != "" && !bytes.Contains(data, []byte(w)) && bytes.Contains(data, []byte(g)):
				why = otherText
			}
			if why == "" || reason != "" && reason != why {
				return ""
			}
			reason = why
		}
	}
	return reason
}

func TestSuites(t *testing.T) {
	equal, explained, compared := 0, 0, 0
	for _, s := range manifest(t, "suite") {
		list, err := s.read(t, pricelist.Layout{})
		var f *fault.Error
		if err != nil && (!errors.As(err, &f) || f.Code == fault.Internal) {
			t.Errorf("%s: %v", s["id"], err)
		}
		if list != nil && err == nil && len(list.Questions) == 0 && len(list.Rows) == 0 {
			t.Errorf("%s: neither rows nor a question nor a reason", s["id"])
		}
		if list != nil && len(list.Rows) > 0 {
			table, _ := list.Table()
			above := 0
			for _, record := range table.Records {
				if record.Line < list.Rows[0].Line {
					above++
				}
			}
			if above+len(list.Rows) != len(table.Records) || above > list.Layout.HeaderLine+2 {
				t.Errorf("%s: %d rows of %d records, %d of them above", s["id"], len(list.Rows), len(table.Records), above)
			}
		}
		if filepath.Ext(s["path"]) == ".xlsx" {
			continue
		}
		data, failed := os.ReadFile(filepath.Join(samples, s["path"]))
		if failed != nil {
			t.Fatal(failed)
		}
		got, failed := pricelist.Records(t.Context(), data)
		if failed != nil {
			t.Errorf("%s: %v", s["id"], failed)
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
		if s.column("header_line") > 1 || strings.Contains(s["notes"], "header_lines=2") {
			got = s.below(t, list, err)
		}
		want, got = plain(want), plain(got)
		if strings.HasPrefix(s["id"], "pol-") {
			checkPolluted(t, s["id"], list, want, got)
		}
		diff := cmp.Diff(want, got)
		why := excused(data, want, got)
		switch {
		case diff == "":
			equal++
		case why != "":
			explained++
			t.Logf("%s differs, because its clean form %s", s["id"], why)
		default:
			t.Errorf("%s differs:\n%.1800s", s["id"], diff)
		}
	}
	if explained*20 > compared {
		t.Errorf("more than 5 %% of the suites differ from what they expect, with a reason")
	}
	t.Logf("%d of %d suite files with an expected table read as it, %d differ for a reason", equal, compared, explained)
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
		if row.Kind == pricelist.Invalid && (row.Problem.Code != "line_mended" || row.PriceText != want[i+1][4]) {
			t.Errorf("%s line %d: %s, and the price “%s”; want “%s”", id, row.Line, row.Problem.Code, row.PriceText, want[i+1][4])
		}
	}
}
