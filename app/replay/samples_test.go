package replay_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/replay"
)

// samples is where real price lists lie. They are read in place and are no part of the project.
const samples = "../../../shared/samples"

// mostSample is how much of a text file is copied, in bytes.
const mostSample = 300_000

// TestEveryRealPriceListGivesACopyThatTellsNothing makes a preview of each real price list against a catalog that has
// most of its rows, copies it, and looks for every name and amount of the original in the copy.
func TestEveryRealPriceListGivesACopyThatTellsNothing(t *testing.T) {
	file, err := os.Open(filepath.Join(samples, "MANIFEST.tsv"))
	if err != nil {
		t.Skipf("the sample price lists are not beside the project (%s): nothing to copy", samples)
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = '\t', -1, true
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		id, path, kind := line[0], line[1], line[2]
		if !strings.HasPrefix(path, "pricelists/") && !strings.HasPrefix(path, "encodings/") {
			continue
		}
		t.Run(id, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(samples, path))
			if err != nil {
				t.Fatal(err)
			}
			if at := bytes.LastIndexByte(data[:min(len(data), mostSample)], '\n'); at > 0 && strings.HasSuffix(path, ".csv") && len(data) > mostSample {
				data = data[:at+1] // the first thousands of lines of the longest lists say enough
			}
			list, err := answered(data, filepath.Base(path))
			if err != nil {
				t.Skipf("%s (%s) is no price list that can be previewed: %v", path, kind, err)
			}
			b := previewed(t, list, companyOf(list), rulesOf(len(data)))
			copied, factor := scrubbed(t, b)
			tellsNothing(t, b, list, copied, factor)
		})
	}
}

// rulesOf returns other rules for other lists.
func rulesOf(n int) plan.Rules {
	rules := plan.Rules{OnlyIncrease: n%5 == 1}
	if n%3 == 1 {
		rules.Markup = money.Some(money.FromInt(35))
	}
	return rules
}

// answered reads a price list, and answers whatever it asks with its first choice.
func answered(data []byte, name string) (*pricelist.List, error) {
	layout := pricelist.Layout{}
	for range 5 {
		list, err := pricelist.Read(context.Background(), bytes.NewReader(data), pricelist.Options{Name: name, Layout: layout})
		if err != nil {
			return nil, err
		}
		if len(list.Questions) == 0 {
			return list, nil
		}
		layout = list.Questions[0].Choices[0].Layout
	}
	return nil, errors.New("it never stops asking")
}

// companyOf returns a catalog that gives the list's rows every verdict: most names with another price, some in other
// case and spacing, some twice, some not at all.
func companyOf(list *pricelist.List) catalog.Catalog {
	c := catalog.Catalog{Account: catalog.Account{ID: "Z2lkOi8vSm9iYmVyL0FjY291bnQvNzE=", Name: "Riverside Plumbing & Heating"}}
	add := func(name string, price, cost money.Maybe) {
		c.Items = append(c.Items, catalog.Item{
			ID: catalog.ItemID(fmt.Sprintf("Z2lkOi8vSm9iYmVy%06d", len(c.Items))), Name: name, Price: price.Or(money.FromInt(9)).Abs(), Cost: cost, Visible: true,
		})
	}
	for i, row := range list.Rows {
		name := row.Name
		if name == "" {
			name = row.Code
		}
		if name == "" || row.Kind != pricelist.Priced {
			continue
		}
		price, cost := scaled(row.Price, 97), scaled(row.Cost, 103)
		switch i % 13 {
		case 1:
			price, cost = row.Price, row.Cost
		case 2:
			price = scaled(row.Price, 1000)
		case 3:
			price = scaled(row.Price, 50)
		case 4:
			name = strings.ToUpper(name)
		case 5:
			name = strings.ReplaceAll(name, " ", "")
		case 6:
			add(name, price, cost)
		case 7:
			continue
		case 8:
			cost = scaled(row.Price, 120)
		case 9:
			price = money.Some(money.Amount{})
		}
		add(name, price, cost)
	}
	for i := range 20 {
		add(fmt.Sprintf("Callout Westbridge %d", i), money.Some(money.FromInt(75)), money.Maybe{})
	}
	return c
}

// scaled returns so many percent of an amount, in cents.
func scaled(m money.Maybe, percent int64) money.Maybe {
	if a, ok := m.Get(); ok {
		return money.Some(a.Mul(money.FromInt(percent)).Div(money.FromInt(100), 2))
	}
	return m
}

// failing is what a test, a fuzz target and a property have in common.
type failing interface {
	Helper()
	Fatal(args ...any)
}

// previewed makes a preview and records it.
func previewed(t failing, list *pricelist.List, company catalog.Catalog, rules plan.Rules) replay.Bundle {
	t.Helper()
	links := match.Links{}
	for i, row := range list.Rows {
		if i%29 == 3 && match.Key(row) != "" {
			links[match.Key(row)] = company.Items[i%len(company.Items)].ID
		}
	}
	answers := map[catalog.ItemID]plan.Answer{}
	for i, item := range company.Items {
		if i%31 == 4 {
			answers[item.ID] = plan.Answer{Sent: catalog.Prices{Price: scaled(money.Some(item.Price), 103)}, Stored: item.Prices()}
		}
	}
	in := plan.Input{
		List: *list, Catalog: company, Match: match.Find(*list, company, links, match.Options{Suggest: len(list.Rows) < 300}),
		Rules: rules, Answers: answers, Links: links,
	}
	guarded(&in)
	b, ok := replay.Record(in, links, plan.Make(in), "1.2.3", "7K3F-2Q")
	if !ok {
		t.Fatal("the list has no cells")
	}
	return b
}

// guarded gives an input locks, a supplier's items and, every other time, new items.
func guarded(in *plan.Input) {
	in.Locks, in.Supplier, in.RecentSizes = plan.Locks{}, "Westbridge Trade Supplies", []int{1, 1, 1}
	for i, item := range in.Catalog.Items {
		switch {
		case i%23 == 5:
			in.Locks[item.ID] = plan.Lock{Why: "agreed with Ottoline"}
		case i%23 == 9:
			in.Locks[item.ID] = plan.Lock{Field: plan.PriceOnly}
		}
		if i%2 == 0 {
			in.Assortment = append(in.Assortment, item.ID)
		}
	}
	in.Create = plan.Creation{On: len(in.List.Rows)%2 == 0, Category: catalog.Product}
	in.Guardrails = plan.DefaultGuardrails()
	if !in.Rules.Markup.Known() { // by which amounts of a cent round to another margin in the copy
		in.Guardrails.TargetMargin = money.Some(money.FromInt(20))
	}
}

// scrubbed copies a preview as the program does: with another secret where one does not give the same.
func scrubbed(t testing.TB, b replay.Bundle) (copied replay.Bundle, factor int64) {
	t.Helper()
	var err error
	for i, factor := range []int64{7, 3, 2} {
		if copied, err = replay.Scrub(context.Background(), b, replay.Secret{Salt: fmt.Sprint("salt", i), Factor: factor}); err == nil {
			if i > 0 {
				t.Logf("needed %d secrets", i+1)
			}
			return copied, factor
		}
	}
	t.Fatal(err)
	return replay.Bundle{}, 0
}

// tellsNothing looks in a copy's written form for the original's words, names, codes and amounts. An amount of the
// original may stand in it where another one, multiplied, comes to the same; so may small ones, which tell nothing.
func tellsNothing(t testing.TB, b replay.Bundle, list *pricelist.List, copied replay.Bundle, factor int64) {
	t.Helper()
	text := string(replay.Encode(copied))
	told := 0
	tell := func(format string, args ...any) {
		if told++; told < 10 {
			t.Errorf(format, args...)
		}
	}
	has := map[string]bool{}
	for _, word := range parted(text) {
		has[strings.ToLower(word)] = true
	}
	looked, short := 0, 0
	for word, from := range wordsOf(b, list) {
		switch looked++; {
		case has[word] && len([]rune(word)) > 4:
			tell("the %s's word %q stands in the copy", from, word)
		case has[word]:
			short++
		}
	}
	if short > 1+looked/1000 { // by chance, two short words put together are another one
		tell("%d of %d words stand in the copy", short, looked)
	}
	if looked < 5 {
		t.Errorf("only %d words to look for", looked)
	}
	made, err := copied.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	whole, numbers := map[string]bool{}, map[string]bool{}
	for _, row := range made.List.Rows {
		whole[row.Name], whole[row.Code] = true, true
	}
	for _, item := range copied.Catalog.Items {
		whole[item.Name] = true
	}
	for name := range whole {
		for _, number := range strings.FieldsFunc(name, notDigit) {
			numbers[number] = true
		}
	}
	for _, row := range list.Rows {
		for _, name := range []string{row.Name, row.Code} {
			if whole[name] && strings.ContainsFunc(name, unicode.IsLetter) && len([]rune(name)) >= 8 && !pricelist.Says(name) {
				tell("the name or code %q stands in the copy", name)
			}
			for _, number := range strings.FieldsFunc(name, notDigit) {
				if len(number) >= 6 && numbers[number] {
					tell("the number %q of %q stands in the copy", number, name)
				}
			}
		}
	}
	amounts, multiplied := map[string]bool{}, map[string]bool{}
	learn := func(m money.Maybe) {
		if a, ok := m.Get(); ok && !a.IsZero() {
			amounts[a.Abs().Plain()] = true
			multiplied[a.Abs().Cents().Mul(money.FromInt(factor)).Add(a.Abs().Sub(a.Abs().Cents())).Plain()] = true
		}
	}
	for _, item := range b.Catalog.Items {
		learn(money.Some(item.Price))
		learn(item.Cost)
	}
	for _, row := range list.Rows {
		learn(row.Price)
		learn(row.Cost)
	}
	check := func(where string, m money.Maybe) {
		if a, ok := m.Get(); ok && a.Abs().Cmp(money.FromInt(10)) >= 0 && amounts[a.Abs().Plain()] && !multiplied[a.Abs().Plain()] {
			tell("the amount %s stands in the copy's %s", a, where)
		}
	}
	for _, item := range copied.Catalog.Items {
		check("catalog", money.Some(item.Price))
		check("catalog", item.Cost)
	}
	for _, row := range made.List.Rows {
		check("list", row.Price)
		check("list", row.Cost)
	}
}

// wordsOf returns the original's words of four letters and more, with where they stand.
func wordsOf(b replay.Bundle, list *pricelist.List) map[string]string {
	found := map[string]string{}
	learn := func(from string, texts ...string) {
		for _, text := range texts {
			for _, word := range parted(text) {
				if len([]rune(word)) >= 4 && !allowed(word) && !pricelist.Says(text) {
					found[strings.ToLower(word)] = from
				}
			}
		}
	}
	learn("file", strings.TrimSuffix(b.File, filepath.Ext(b.File)))
	learn("account", b.Catalog.Account.Name, string(b.Catalog.Account.ID))
	for _, item := range b.Catalog.Items {
		learn("item", item.Name)
	}
	for _, row := range list.Rows {
		learn("row", row.Name, row.Code, row.Description)
	}
	for _, record := range b.Table.Records {
		for _, cell := range record.Cells {
			if !money.Inspect(cell.Text).Readable {
				learn("cell", cell.Text)
			}
		}
	}
	return found
}

// parted returns the words of a text, also those that only a capital parts.
func parted(text string) []string {
	var apart strings.Builder
	before := ' '
	for _, r := range text {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			apart.WriteByte(' ')
		}
		apart.WriteRune(r)
		before = r
	}
	return strings.FieldsFunc(apart.String(), notLetter)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
func notDigit(r rune) bool  { return r < '0' || r > '9' }

// allowed says whether a word may stand in a copy: it means something to the program, or is a field's name or value.
func allowed(word string) bool {
	folded := strings.ToLower(word)
	if slices.Contains(fields, folded) || pricelist.Speaks(word) {
		return true
	}
	unit := money.Inspect("1 " + word)
	return unit.Readable
}

// fields are the words of a bundle's own form.
var fields = strings.FieldsFunc(string(replay.Encode(replay.Bundle{}))+`
	amount_unreadable amount_empty amount_negative amount_range amount_no_result amount_per_quantity no_name columns_shifted line_mended heading total
	repeated_header note digits_dropped text_cut rounded increase decrease same_as_jobber only_increase stored_otherwise two_items no_item
	same_item zero_price below_cost large_change slipped_decimal large_plan other_currency other_measure name_folded code_folded update create unchanged held unmatched
	ambiguous invalid duplicate not_a_product windows utf iso mac shift default title sheet answers sent stored rule lines links formats
	true false other money instead list price line cost mark stays only increases Markup numbers markup decimals missing matched_by hidden jobber cost_up_price_stays one_field_locked locked creates same_new_name near_name partial_list below_margin tax_doubt larger_than_usual create locks supplier items sizes currency near target flags holds each list price code www xlsx xlsm`, notLetter)
