package pricelist_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// samples is where real price lists lie with hand-checked truth. They are read in place and are no part of the project.
const samples = "../../../shared/samples"

// sample is one line of the samples' manifest.
type sample map[string]string

// manifest reads the samples' list, or skips the test where they are not at hand.
func manifest(t *testing.T, kinds ...string) []sample {
	t.Helper()
	file, err := os.Open(filepath.Join(samples, "MANIFEST.tsv"))
	if err != nil {
		t.Skipf("the sample price lists are not beside the project (%s): nothing to compare with", samples)
	}
	defer file.Close()
	lines := tsv(t, file)
	var found []sample
	for _, line := range lines[1:] {
		s := sample{}
		for i, name := range lines[0] {
			s[name] = line[i]
		}
		for _, kind := range kinds {
			if s["kind"] == kind {
				found = append(found, s)
			}
		}
	}
	return found
}

// tsv reads tab-separated values.
func tsv(t *testing.T, r io.Reader) [][]string {
	t.Helper()
	reader := csv.NewReader(r)
	reader.Comma = '\t'
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// truth is what a sample says about one line.
type truth struct {
	code, name, price string
}

// truths reads the hand-checked rows of a sample by line.
func (s sample) truths(t *testing.T) map[int]truth {
	t.Helper()
	path := filepath.Join(samples, s["truth_file"])
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	found := make(map[int]truth)
	for _, line := range tsv(t, r)[1:] {
		number, err := strconv.Atoi(line[0])
		if err != nil {
			t.Fatal(err)
		}
		found[number] = truth{code: line[1], name: line[2], price: line[4]}
	}
	return found
}

// read reads a sample by a layout.
func (s sample) read(t *testing.T, layout pricelist.Layout) (*pricelist.List, error) {
	t.Helper()
	file, err := os.Open(filepath.Join(samples, s["path"]))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	return pricelist.Read(context.Background(), file, pricelist.Options{Name: filepath.Base(s["path"]), Layout: layout})
}

// undecided says whether the manifest shows that the file alone can't decide.
func (s sample) undecided() bool { return s["other_prices"] != "" }

// column returns a 1-based column of the manifest, 0 where it names none.
func (s sample) column(name string) int {
	n, _ := strconv.Atoi(s[name])
	return n
}

// answer returns the layout that answers every question the way the truth does.
func (s sample) answer(list *pricelist.List) (pricelist.Layout, bool) {
	for _, q := range list.Questions {
		for _, c := range q.Choices {
			if at := c.Layout.Columns; q.Code == "which_price" && at.Price.Index == s.column("price_col") ||
				q.Code == "which_cost" && at.Cost.Index == s.column("price_col") || q.Code == "which_name" && at.Name.Index == s.column("name_col") {
				return c.Layout, true
			}
		}
	}
	return pricelist.Layout{}, false
}

// mistakes compares a list with the truth: wrong are amounts that differ without a word, missed are products whose
// amount was not read, extra are amounts where the truth has none.
func (s sample) mistakes(t *testing.T, list *pricelist.List) (wrong, missed, extra, names []string) {
	t.Helper()
	rows := make(map[int]pricelist.Row, len(list.Rows))
	for _, row := range list.Rows {
		rows[row.Line] = row
	}
	fromCost := list.Layout.Columns.Price.Index != s.column("price_col")
	truths := s.truths(t)
	for line, want := range truths {
		if want.price == "" {
			continue
		}
		row, ok := rows[line]
		say := func(what string) string {
			return "line " + strconv.Itoa(line) + ": " + what + ", truth " + want.name + " = " + want.price
		}
		if !ok || row.Kind != pricelist.Priced {
			what := "no row"
			if ok {
				what = row.Problem.Message
			}
			missed = append(missed, say(what))
			continue
		}
		got := row.Price
		if fromCost {
			got = row.Cost
		}
		amount, err := money.Decimal(want.price)
		if err != nil {
			t.Fatal(err)
		}
		if a, known := got.Get(); !known || a.Round(max(2, amount.Decimals())) != amount.Round(money.KeptDecimals) {
			wrong = append(wrong, say(row.Name+" = "+got.String()))
		}
		name := row.Name
		if name == "" {
			name = row.Code
		}
		if squeeze(name) != squeeze(want.name) && squeeze(name) != squeeze(want.code) {
			names = append(names, say("called "+name))
		}
	}
	for _, row := range list.Rows {
		amount := row.Price
		if fromCost {
			amount = row.Cost
		}
		if want, ok := truths[row.Line]; row.Kind == pricelist.Priced && amount.Known() && (!ok || want.price == "") {
			extra = append(extra, "line "+strconv.Itoa(row.Line)+": "+row.Name+" "+row.Code+" = "+row.Price.String()+" "+row.Cost.String())
		}
	}
	return wrong, missed, extra, names
}

func squeeze(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "⏎", " ")), " ")
}

func TestSamplesScore(t *testing.T) {
	for _, s := range manifest(t, "price-list-csv", "price-list-xlsx") {
		list, err := s.read(t, pricelist.Layout{})
		if err != nil {
			t.Logf("%s refused: %v", s["id"], err)
			continue
		}
		asked := ""
		for range 4 {
			if len(list.Questions) == 0 {
				break
			}
			q := list.Questions[0]
			asked += q.Code + " " + q.Message + " "
			layout, ok := s.answer(list)
			if !ok {
				break
			}
			if list, err = s.read(t, layout); err != nil {
				t.Logf("%s refused after answer: %v", s["id"], err)
				break
			}
		}
		if err != nil {
			continue
		}
		if asked != "" {
			t.Logf("%s asked %s (undecided %v)", s["id"], asked, s.undecided())
		}
		wrong, missed, extra, names := s.mistakes(t, list)
		l := list.Layout
		status := "RIGHT"
		if len(wrong)+len(extra)+len(names)+len(missed) > 0 {
			status = "  ---"
		}
		t.Logf("%s %s rows %d/%s wrong %d missed %d extra %d names %d | %s %q hdr %d/%s dec %q name %v code %v price %v cost %v", status, s["id"], len(list.Rows), s["data_rows"],
			len(wrong), len(missed), len(extra), len(names), l.Encoding, l.Delimiter, l.HeaderLine, s["header_line"], l.Decimal, l.Columns.Name, l.Columns.Code, l.Columns.Price, l.Columns.Cost)
		for _, group := range [][]string{wrong, missed, extra, names} {
			for i, m := range group {
				if i < 3 {
					t.Logf("      %s", m)
				}
			}
		}
	}
	for _, s := range manifest(t, "odd-or-wrong-file") {
		list, err := s.read(t, pricelist.Layout{})
		if err != nil {
			t.Logf("%s refused: %v", s["id"], err)
			continue
		}
		t.Logf("%s rows %d questions %v", s["id"], len(list.Rows), list.Questions)
	}
}
