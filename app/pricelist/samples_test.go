package pricelist_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
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

// recognised compares what was recognised of a file with the manifest and says what differs.
func (s sample) recognised(list *pricelist.List) []string {
	var wrong []string
	differ := func(what string, got, want any) {
		if got != want {
			wrong = append(wrong, fmt.Sprintf("%s %v instead of %v", what, got, want))
		}
	}
	if s["kind"] == "price-list-csv" {
		encoding, _, _ := strings.Cut(s["encoding"], " ")
		differ("encoding", list.Layout.Encoding, map[string]string{
			"ASCII": "utf-8", "UTF-8": "utf-8", "windows-1252": "windows-1252", "windows-1251": "windows-1251", "Shift-JIS": "shift_jis",
		}[encoding])
		differ("delimiter", list.Layout.Delimiter, map[string]string{"comma": ",", "semicolon": ";", "tab": "\t"}[s["delimiter"]])
	} else {
		differ("sheet", "sheet: "+list.Layout.Sheet, s["delimiter"])
	}
	header := s.column("header_line")
	if s["header_line"] == "none" {
		header = -1
	}
	differ("header line", list.Layout.HeaderLine, header)
	products := 0
	for _, row := range list.Rows {
		if row.Kind != pricelist.NotProduct {
			products++
		}
	}
	if rows := s.column("data_rows"); len(list.Questions) == 0 && (products < rows*99/100 || products > rows+rows/100+5) {
		differ("product rows", products, rows)
	}
	return wrong
}

// score counts how a set of samples was read.
type score struct {
	right, asked, needless, refused, wrong int
}

func TestSamples(t *testing.T) {
	var total score
	all := manifest(t, "price-list-csv", "price-list-xlsx")
	for _, s := range all {
		list, err := s.read(t, pricelist.Layout{})
		if err != nil {
			total.refused++
			t.Errorf("%s was refused: %v", s["id"], err)
			continue
		}
		questions := list.Questions
		for range 4 {
			if layout, ok := s.answer(list); ok {
				if list, err = s.read(t, layout); err != nil {
					t.Fatalf("%s was refused once it was answered: %v", s["id"], err)
				}
			}
		}
		wrong, missed, extra, names := s.mistakes(t, list)
		off := s.recognised(list)
		if len(list.Questions) > 0 {
			off = append(off, "a question that the truth does not answer: "+list.Questions[0].Message)
		}
		for _, group := range [][]string{off, wrong, names, missed, extra} {
			for _, m := range group[:min(3, len(group))] {
				t.Logf("%s: %s", s["id"], m)
			}
		}
		switch {
		case len(wrong)+len(names) > 0:
			total.wrong++
			t.Errorf("%s: %d amounts and %d names are silently wrong", s["id"], len(wrong), len(names))
		case len(questions) > 0 && s.undecided():
			total.asked++
		case len(questions) > 0:
			total.needless++
			t.Logf("%s asked without need: %s", s["id"], questions[0].Message)
		case len(missed)+len(extra)+len(off) == 0:
			total.right++
		}
	}
	t.Logf("of %d price lists %d fully right, %d asked the right question, %d asked without need, %d refused, %d silently wrong",
		len(all), total.right, total.asked, total.needless, total.refused, total.wrong)
	if (total.right+total.asked)*100 < len(all)*95 {
		t.Errorf("fewer than 95 %% are fully right or asked rightly")
	}
	if total.needless*100 > len(all)*5 {
		t.Errorf("more than 5 %% ask without need")
	}
}

func TestLookAlikesAreNeverPreviewedAsPrices(t *testing.T) {
	for _, s := range manifest(t, "odd-or-wrong-file") {
		list, err := s.read(t, pricelist.Layout{})
		switch {
		case err != nil:
			t.Logf("%s was refused: %v", s["id"], err)
		case len(list.Questions) > 0:
			t.Logf("%s asks: %s", s["id"], list.Questions[0].Message)
		default:
			t.Errorf("%s (%s) was read into %d rows", s["id"], s["notes"], len(list.Rows))
		}
	}
}
