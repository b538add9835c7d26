package plan_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

var update = flag.Bool("update", false, "write the golden files anew")

// some reads a decimal, or "" for none.
func some(text string) money.Maybe {
	m, err := money.MaybeDecimal(text)
	if err != nil {
		panic(err)
	}
	return m
}

func prices(price, cost string) catalog.Prices {
	return catalog.Prices{Price: some(price), Cost: some(cost)}
}

func item(id, name, price, cost string) catalog.Item {
	return catalog.Item{ID: catalog.ItemID(id), Name: name, Price: some(price).Or(money.Amount{}), Cost: some(cost), Visible: true}
}

func priced(line int, name, price, cost string) pricelist.Row {
	return pricelist.Row{Line: line, Kind: pricelist.Priced, Name: name, Price: some(price), Cost: some(cost)}
}

// made matches and plans rows against items, beside enough other items that no plan is large.
func made(rules plan.Rules, rows []pricelist.Row, items ...catalog.Item) plan.Plan {
	for i := range 100 {
		items = append(items, item(fmt.Sprintf("other%d", i), fmt.Sprintf("Other %d", i), "1.00", ""))
	}
	return exactly(rules, rows, items...)
}

func exactly(rules plan.Rules, rows []pricelist.Row, items ...catalog.Item) plan.Plan {
	list := pricelist.List{File: "list.csv", SHA256: "ab", Headers: []string{"Name", "Price"}, Rows: rows}
	cat := catalog.Catalog{Account: catalog.Account{ID: "acc", Name: "ACME Plumbing"}, Items: items}
	found := match.Find(list, cat, nil, match.Options{Suggest: true})
	return plan.Make(plan.Input{List: list, Catalog: cat, Match: found, Rules: rules, Guardrails: plan.DefaultGuardrails()})
}

// story is a plan whose rows are told in the golden file.
type story struct {
	name string
	plan plan.Plan
}

func stories() []story {
	markup := plan.Rules{Markup: some("35")}
	rising := plan.Rules{OnlyIncrease: true}
	one := func(name string, rules plan.Rules, before catalog.Prices, price, cost string) story {
		it := catalog.Item{ID: "i", Name: "Elbow", Price: before.Price.Or(money.Amount{}), Cost: before.Cost, Visible: true}
		return story{name, made(rules, []pricelist.Row{priced(2, "Elbow", price, cost)}, it)}
	}
	code := func(line int, text string) pricelist.Row {
		return pricelist.Row{Line: line, Kind: pricelist.Priced, Code: text, Price: some("2")}
	}
	problem := func(kind pricelist.Kind, code, message string) pricelist.Row {
		return pricelist.Row{Line: 2, Kind: kind, Name: "Elbow", Price: some("3.10"), Problem: &pricelist.Problem{Code: code, Message: message, Line: 2, Column: 3}}
	}
	elbow := item("i", "Elbow", "12.65", "6.89")
	none := plan.Rules{}
	told := []story{
		one("the price rises", none, prices("12.65", ""), "12.90", ""),
		one("the price falls", none, prices("12.90", ""), "12.65", ""),
		one("both rise", none, prices("12.65", "6.89"), "12.90", "7.02"),
		one("the cost rises and the list gives no price", none, prices("16.15", "9.64"), "", "9.94"),
		one("the cost falls and the price is the same", none, prices("16.15", "9.94"), "16.15", "9.64"),
		one("Jobber has no cost yet", none, prices("12.65", ""), "", "7.02"),
		one("Jobber's price is zero", none, prices("0", ""), "12.65", ""),
		one("a change of hardly anything", none, prices("10000", ""), "10000.01", ""),
		one("the same", none, prices("12.65", "6.89"), "12.65", "6.89"),
		one("the same in cents, and Jobber holds more digits", none, prices("12.649", ""), "12.65", ""),
		one("the file has more digits than cents", none, prices("12.65", ""), "12.9049", ""),
		one("the file's digits round up to what Jobber has", none, prices("12.65", ""), "12.645", ""),

		one("markup computes the price", markup, prices("9.00", "6.89"), "", "7.02"),
		one("markup wins over the list's price", markup, prices("9.00", "6.89"), "12.65", "7.02"),
		one("markup agrees with the list's price", markup, prices("9.00", "6.89"), "9.48", "7.02"),
		one("markup on a cost of four decimals", markup, prices("9.00", "6.89"), "", "7.0249"),
		one("markup without a cost", markup, prices("12.65", ""), "12.90", ""),
		one("a markup below zero", plan.Rules{Markup: some("-2.5")}, prices("9.90", "10.00"), "", "10.00"),
		one("only increases: the price would fall", rising, prices("12.65", ""), "12.00", ""),
		one("only increases: both would fall", rising, prices("12.65", "7.02"), "12.00", "6.89"),
		one("only increases: one rises and one would fall", rising, prices("12.65", "7.02"), "12.90", "6.89"),
		one("only increases: one is the same and one would fall", rising, prices("12.65", "7.02"), "12.65", "6.89"),
		one("only increases with markup", plan.Rules{OnlyIncrease: true, Markup: some("35")}, prices("10.00", "6.89"), "", "7.02"),

		one("a price of zero", none, prices("12.65", "6.89"), "0", ""),
		one("a price of zero by markup on a cost of zero", markup, prices("12.65", "6.89"), "", "0"),
		one("a markup that eats the price", plan.Rules{Markup: some("-150")}, prices("9.90", "10.00"), "", "10.00"),
		one("a price of zero stays while the cost moves", none, prices("0", "6.89"), "0", "7.02"),
		one("the new price is below the new cost", none, prices("5.00", "4.58"), "4.32", "4.72"),
		one("the price is below the new cost", none, prices("5.00", "4.58"), "", "5.01"),
		one("the new price is below the cost", none, prices("5.00", "4.58"), "4.57", ""),
		one("it was below cost and stays as it is", none, prices("4.00", "4.58"), "4.00", "4.58"),
		one("the price rises far", none, prices("20.30", ""), "28.79", ""),
		one("the price rises by exactly the limit", none, prices("20.00", ""), "25.00", ""),
		one("the price rises by a cent more than the limit", none, prices("2000.00", ""), "2500.01", ""),
		one("the price falls far", none, prices("5.20", "2.97"), "3.59", ""),
		one("price and cost rise far", none, prices("20.00", "10.00"), "28.00", "13.00"),
		one("ten times as high", none, prices("17.80", ""), "178.00", ""),
		one("about ten times as high", none, prices("17.80", ""), "182.50", ""),
		one("a tenth", none, prices("17.80", ""), "1.78", ""),
		one("a hundred times as high", none, prices("19.99", ""), "1999", ""),
		one("a hundredth", none, prices("1999", ""), "19.99", ""),
		one("eight times as high is no slip", none, prices("10", ""), "80", ""),
		one("a slipped cost takes the price along", markup, prices("9.48", "7.02"), "", "70.20"),
		one("a tenth, and below cost", none, prices("17.80", "10.13"), "1.78", ""),
		one("a slipped price and a cost that rises far", none, prices("17.80", "10.00"), "178.00", "14.00"),

		{"an amount in another currency", made(none, []pricelist.Row{{Line: 2, Kind: pricelist.Priced, Name: "Elbow", Price: some("12.90"), Flags: []pricelist.Flag{pricelist.OtherCurrency}}}, elbow)},
		{"an amount for a hundred pieces", made(none, []pricelist.Row{{Line: 2, Kind: pricelist.Priced, Name: "Elbow", Price: some("12.90"), Flags: []pricelist.Flag{pricelist.OtherMeasure}}}, elbow)},
		{"the same amount in another currency", made(none, []pricelist.Row{{Line: 2, Kind: pricelist.Priced, Name: "Elbow", Price: some("12.65"), Flags: []pricelist.Flag{pricelist.OtherCurrency}}}, elbow)},
		{"two items of one name", made(none, []pricelist.Row{priced(2, "Elbow", "2", "")}, elbow, item("j", "Elbow", "3", ""))},
		{"two items but for case", made(none, []pricelist.Row{priced(2, "ELBOW", "2", "")}, elbow, item("j", "elbow", "3", ""))},
		{"two items of one code", made(none, []pricelist.Row{code(2, "A1")}, item("i", "A1", "1", ""), item("j", "A1", "3", ""))},
		{"no item of that name", made(none, []pricelist.Row{priced(2, "Chandelier", "2", "")}, elbow)},
		{"no item of that name, and one comes near", made(none, []pricelist.Row{priced(2, "Elbow brass 15mm", "2", "")}, item("j", "15mm Brass Elbow", "3", ""))},
		{"no item of that name, and some come near", made(none, []pricelist.Row{priced(2, "Elbow brass 15mm", "2", "")}, item("j", "15mm Brass Elbow", "3", ""), item("k", "15mm Elbow", "3", ""))},
		{"two lines could each be two items", made(none, []pricelist.Row{priced(2, "Elbow", "2", ""), priced(3, "Elbow", "2", "")}, elbow, item("j", "Elbow", "3", ""))},
		{"six lines reach one item", made(none, repeated("Elbow", 6), elbow)},
		{"no item of that code", made(none, []pricelist.Row{code(2, "ZZZ-9")}, elbow)},
		{"two lines reach one item", made(none, []pricelist.Row{priced(2, "Elbow", "12.90", ""), priced(9, "Elbow", "13.00", "")}, elbow)},
		{"two lines with the same amounts", made(none, []pricelist.Row{priced(2, "Elbow", "12.90", ""), priced(9, "Elbow", "12.90", "")}, elbow)},
		{"a closer match beats a later line", made(none, []pricelist.Row{priced(2, "Elbow", "12.90", ""), priced(9, "ELBOW", "13.00", "")}, elbow)},
		{"many lines reach one item", made(none, repeated("Elbow", 9), elbow)},
		{"an unreadable amount", made(none, []pricelist.Row{problem(pricelist.Invalid, "amount_unreadable", "The price “POA” in column 3 is not an amount.")}, elbow)},
		{"a total", made(none, []pricelist.Row{problem(pricelist.NotProduct, "total", "This line is a total.")}, elbow)},
		{"a priced row without an amount", made(none, []pricelist.Row{priced(2, "Elbow", "", "")}, elbow)},
		{"a priced row with an amount below zero", made(none, []pricelist.Row{priced(2, "Elbow", "-1", "")}, elbow)},
		{"a plan over much of the catalog", exactly(none, []pricelist.Row{priced(2, "Elbow", "12.90", "")}, elbow, item("j", "Tee", "3", ""), item("k", "Cap", "3", ""))},
		{"a plan over three tenths of the catalog", exactly(none, repeatedUpTo(3), tenItems()...)},
		{"an undo", undone()},
	}
	return append(told, guarded()...)
}

func repeated(name string, n int) []pricelist.Row {
	var rows []pricelist.Row
	for i := range n {
		rows = append(rows, priced(i+2, name, fmt.Sprint(i+12), ""))
	}
	return rows
}

func repeatedUpTo(n int) []pricelist.Row {
	var rows []pricelist.Row
	for i := range n {
		rows = append(rows, priced(i+2, fmt.Sprintf("Item %d", i), "10.10", ""))
	}
	return rows
}

func tenItems() []catalog.Item {
	var items []catalog.Item
	for i := range 10 {
		items = append(items, item(fmt.Sprint("i", i), fmt.Sprintf("Item %d", i), "10.00", ""))
	}
	return items
}

// tell writes a plan as the golden file has it.
func (s story) tell() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", s.name)
	for i := range s.plan.Rows() {
		c := s.plan.At(i)
		fmt.Fprintf(&b, "%d %s/%s  %s -> %s", c.Line, c.Verdict, c.Reason, both(c.Before), both(c.After))
		if len(c.Flags) > 0 {
			fmt.Fprintf(&b, "  flags %s", strings.Join(c.Flags, " "))
		}
		fmt.Fprintf(&b, "\n  %s\n", c.Message)
		for _, hold := range c.Holds {
			fmt.Fprintf(&b, "  hold %s: %s\n", hold.Code, hold.Message)
		}
		if c.Rule != "" {
			fmt.Fprintf(&b, "  rule: %s\n", c.Rule)
		}
		for _, candidate := range c.Candidates {
			fmt.Fprintf(&b, "  could be %s %q %s\n", candidate.Item, candidate.Name, both(candidate.Before))
		}
	}
	for _, hold := range s.plan.Holds {
		fmt.Fprintf(&b, "whole plan %s: %s\n", hold.Code, hold.Message)
	}
	return b.String()
}

func both(p catalog.Prices) string {
	text := func(m money.Maybe) string {
		if !m.Known() {
			return "none"
		}
		return m.String()
	}
	return text(p.Price) + "/" + text(p.Cost)
}

func TestEveryVerdictHoldAndRuleReadsWell(t *testing.T) {
	var told []string
	for _, s := range stories() {
		told = append(told, s.tell())
	}
	got := strings.Join(told, "\n")
	golden := filepath.Join("testdata", "sentences.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("what the user reads (-golden +got):\n%s", diff)
	}
}

func TestTheGoldenFileLeavesNothingOut(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range stories() {
		for i := range s.plan.Rows() {
			c := s.plan.At(i)
			seen[string(c.Verdict)], seen[c.Reason] = true, true
			for _, flag := range c.Flags {
				seen[flag] = true
			}
			for _, hold := range c.Holds {
				seen[string(hold.Code)] = true
			}
			for _, bad := range []string{"!", "null", "nil", "%!", "  "} {
				if strings.Contains(c.Message, bad) {
					t.Errorf("%s: the sentence %q has %q in it", s.name, c.Message, bad)
				}
			}
			if c.Message == "" {
				t.Errorf("%s: line %d says nothing", s.name, c.Line)
			}
		}
		for _, hold := range s.plan.Holds {
			seen[string(hold.Code)] = true
		}
	}
	var wanted []string
	for _, v := range plan.Verdicts() {
		wanted = append(wanted, string(v))
	}
	for _, code := range plan.HoldCodes() {
		wanted = append(wanted, string(code))
	}
	wanted = append(wanted, plan.Increase, plan.Decrease, plan.SameAsJobber, plan.OnlyIncreases, plan.TwoItems, plan.NoItem,
		plan.SameItem, plan.NoAmount, plan.Negative, plan.Restored, plan.Restores, plan.Hides, plan.Vanished, plan.Locked, plan.Creates, plan.SameNewName, plan.NotInList, plan.ShowsAgain,
		plan.Rounded, plan.CostUpPriceStays, plan.OneFieldLocked, plan.HiddenInJobber)
	for _, word := range wanted {
		if !seen[word] {
			t.Errorf("no story tells of %q", word)
		}
	}
}
