package replay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/replay"
)

// generated is a price list and a catalog that give all verdicts.
type generated struct {
	text    string
	company catalog.Catalog
	rules   plan.Rules
}

func generate(t *rapid.T) generated {
	words := []string{"Copper", "Elbow", "PVC", "Wavin", "15mm", "22", "1/2\"", "Bräuer", "Стык", "TEE", "x", "AB-1234", "100m", "Straße", "№7"}
	style := rapid.SampledFrom([]money.Style{{Decimals: 2}, {Decimal: ",", Group: ".", Decimals: 2, Currency: "€", After: true}, {Group: ",", Currency: "£", Decimals: 2}, {Decimals: 3}}).Draw(t, "style")
	var out strings.Builder
	out.WriteString("HeatCo Wholesale;;;\n")
	out.WriteString(rapid.SampledFrom([]string{"Description;Part No;Trade Price;Retail Price", "Name;Code;Cost;Price", "Artikel;Nr;EK netto;VK"}).Draw(t, "headings") + "\n")
	company := catalog.Catalog{Account: catalog.Account{ID: "acc-71", Name: "Riverside"}}
	rows := rapid.IntRange(4, 25).Draw(t, "rows")
	for i := range rows {
		name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(t, "name"), " ") + fmt.Sprintf(" %d", rapid.IntRange(0, 40).Draw(t, "number"))
		cents := rapid.Int64Range(1, 500_000).Draw(t, "cents")
		price, cost := money.FromCents(cents), money.FromCents(cents*int64(rapid.IntRange(30, 120).Draw(t, "cost"))/100)
		written := func(a money.Amount) string { return money.Format(a, style) }
		code := fmt.Sprintf("%d-%d", 1000+i, rapid.IntRange(10, 99999).Draw(t, "code"))
		switch rapid.IntRange(0, 11).Draw(t, "row") {
		case 0:
			fmt.Fprintf(&out, "SECTION %s;;;\n", name)
			continue
		case 1:
			fmt.Fprintf(&out, "%s;%s;;\n", name, code) // no amount
			continue
		case 2:
			fmt.Fprintf(&out, "%s;%s;call us;call us\n", name, code)
			continue
		case 3:
			fmt.Fprintf(&out, "%s;%s;%s;%s\n", name, code, written(cost), written(money.Amount{}))
		case 4:
			fmt.Fprintf(&out, "Total;;%s;%s\n", written(cost), written(price))
			continue
		case 5: // a name that only its code tells
			fmt.Fprintf(&out, ";%s;%s;%s\n", code, written(cost), written(price))
			name = code
		case 6: // a semicolon too many, which is mended where most lines are whole
			fmt.Fprintf(&out, "%s;;%s;%s;%s\n", name, code, written(cost), written(price))
		case 7:
			fmt.Fprintf(&out, "%s;'%s;%s;%s\n", name, code, written(cost), written(price))
		default:
			fmt.Fprintf(&out, "%s;%s;%s;%s\n", name, code, written(cost), written(price))
		}
		item := catalog.Item{ID: catalog.ItemID(fmt.Sprintf("i%d", i)), Name: name, Price: price, Cost: money.Some(cost), Visible: rapid.IntRange(0, 9).Draw(t, "offered") > 0}
		switch rapid.IntRange(0, 8).Draw(t, "item") {
		case 0:
			continue // unmatched
		case 1:
			item.Name = strings.ToUpper(name)
		case 2:
			item.Name = strings.ReplaceAll(name, " ", "  ")
		case 3:
			company.Items = append(company.Items, item) // twice: ambiguous, or one item that was listed twice
			item.ID += "b"
		case 4:
			item.Price = money.FromCents(max(1, cents/10))
		case 5:
			item.Price = money.FromCents(cents * 96 / 100)
		case 6:
			item.Price, item.Cost = money.FromCents(cents*2), money.Maybe{}
		}
		company.Items = append(company.Items, item)
	}
	rules := plan.Rules{OnlyIncrease: rapid.Bool().Draw(t, "only increase")}
	if rapid.Bool().Draw(t, "markup") {
		rules.Markup = money.Some(money.FromInt(rapid.Int64Range(5, 90).Draw(t, "percent")))
	}
	return generated{out.String(), company, rules}
}

func TestACopyGivesTheSameVerdictsAsThePreview(t *testing.T) {
	seen, copies, refused := map[plan.Verdict]int{}, 0, 0
	holds := map[plan.HoldCode]int{}
	rapid.Check(t, func(t *rapid.T) {
		g := generate(t)
		list, err := answered([]byte(g.text), "HeatCo July.csv")
		if err != nil {
			return
		}
		if len(g.company.Items) == 0 {
			return
		}
		b := previewed(t, list, g.company, g.rules)
		var copied replay.Bundle
		factor := int64(0)
		for _, factor = range []int64{7, 3, 2, 11, 5} {
			if copied, err = replay.Scrub(context.Background(), b, replay.Secret{Salt: fmt.Sprint("s", factor), Factor: factor}); err == nil {
				break
			}
		}
		if copies++; err != nil {
			if refused++; !errors.Is(err, replay.ErrUnfaithful) {
				t.Fatal(err)
			}
			return // it is not handed out
		}
		text := replay.Encode(copied)
		again, err := replay.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text, replay.Encode(again)) {
			t.Fatal("a copy that was written and read is another")
		}
		made, err := again.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if found := again.Differences(made); len(found) > 0 {
			t.Fatalf("the copy differs from itself: %v", found)
		}
		if diff := cmp.Diff(said(b), said(again)); diff != "" {
			t.Fatalf("the copy says something else (-preview +copy):\n%s\n%s", diff, g.text)
		}
		if diff := cmp.Diff(b.Counts(), again.Counts()); diff != "" {
			t.Fatal(diff)
		}
		for _, line := range b.Lines {
			seen[line.Verdict]++
			for _, hold := range line.Holds {
				holds[hold]++
			}
		}
		for _, hold := range b.Holds {
			holds[hold]++
		}
	})
	if copies < 60 {
		return // the short run sees too few to expect everything
	}
	for _, verdict := range plan.Verdicts() {
		if seen[verdict] == 0 {
			t.Errorf("no row was %s: the lists are too tame", verdict)
		}
	}
	for _, hold := range []plan.HoldCode{plan.ZeroPrice, plan.BelowMargin, plan.LargeChange, plan.SlippedDecimal, plan.LargePlan, plan.LargerThanUsual, plan.PartialList} {
		if hold == plan.PartialList && copies < 400 {
			continue // about one list in fifty
		}
		if holds[hold] == 0 {
			t.Errorf("nothing was held for %s: the lists are too tame", hold)
		}
	}
	if refused*20 > copies {
		t.Errorf("%d of %d previews could not be copied", refused, copies)
	}
	t.Logf("%d copies, %d refused, verdicts %v, holds %v", copies, refused, seen, holds)
}

// said returns what a bundle says of each row, without what a copy writes in other words.
func said(b replay.Bundle) []replay.Line {
	lines := make([]replay.Line, len(b.Lines))
	for i, line := range b.Lines {
		line.Item, line.Rule = "", ""
		lines[i] = line
	}
	return lines
}

func TestAPreviewThatIsNoLongerWhatItSaysIsNotCopied(t *testing.T) {
	list, err := answered([]byte("Name,Price\nCopper elbow,10.00\nBrass tee,4.00\n"), "list.csv")
	if err != nil {
		t.Fatal(err)
	}
	b := previewed(t, list, companyOf(list), plan.Rules{})
	b.Lines[1].Verdict = plan.Held
	for name, secret := range map[string]replay.Secret{"another verdict": {Salt: "s", Factor: 3}, "a factor of one": {Salt: "s", Factor: 1}} {
		if copied, err := replay.Scrub(context.Background(), b, secret); !errors.Is(err, replay.ErrUnfaithful) || len(copied.Lines) > 0 {
			t.Errorf("%s: got %d lines, %v", name, len(copied.Lines), err)
		}
	}
}

func TestWhatHasChangedSinceIsTold(t *testing.T) {
	list, err := answered([]byte("Name,Price\nCopper elbow,10.00\nBrass tee,4.00\n"), "list.csv")
	if err != nil {
		t.Fatal(err)
	}
	b := previewed(t, list, companyOf(list), plan.Rules{})
	b.Lines[0].Verdict, b.Lines[1].Flags = plan.Unmatched, []string{"rounded"}
	made, err := b.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	is := made.Plan.Changes[0].Verdict
	want := []replay.Difference{{Line: 2, What: "verdict", Was: "unmatched", Is: string(is)}, {Line: 3, What: "flags", Was: "rounded", Is: ""}}
	if diff := cmp.Diff(want, b.Differences(made)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyWhatIsABundleOfAKnownFormIsRead(t *testing.T) {
	good := string(replay.Encode(replay.Bundle{Limits: plan.DefaultGuardrails()}))
	if _, err := replay.Decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing": "", "another thing": `{"schema":1}`, "a newer form": strings.Replace(good, `"replay":1`, `"replay":2`, 1),
		"an amount without end":     strings.Replace(good, `"change":"25.00"`, `"change":"99999999999999999"`, 1),
		"a header of many lines":    strings.Replace(good, `"header_lines":0`, `"header_lines":9000000000`, 1),
		"a number beside the cells": strings.Replace(good, `"records":[]`, `"records":[{"n":1,"w":1,"c":["a"],"x":[{"c":5,"v":"1"}]}]`, 1),
	} {
		if _, err := replay.Decode([]byte(text)); !errors.Is(err, replay.ErrUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRun runs bundles that anyone may have written: none of them may hang, panic or take the memory.
func FuzzRun(f *testing.F) {
	list, err := answered([]byte("HeatCo;;\nName;Code;Price\nCopper elbow;AB-1;10,00\nBrass tee;AB-2;4,00\nTotal;;14,00\n"), "list.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(replay.Encode(previewed(f, list, companyOf(list), plan.Rules{OnlyIncrease: true, Markup: money.Some(money.FromInt(30))})))
	f.Add([]byte(`{"replay":1,"price_list":{"workbook":true,"formats":[{"decimals":2}],"records":[{"n":1,"w":2,"c":["Name","Price"]},{"n":2,"w":2,"c":["a b","1"],"x":[{"c":1,"v":"1E300"}]}]},"items":[{"id":"i","name":"a b","price":"0"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := replay.Decode(text)
		if err != nil {
			return
		}
		made, err := b.Run(context.Background())
		if err != nil {
			return
		}
		_ = b.Differences(made)
		if again, err := replay.Decode(replay.Encode(b)); err != nil || len(again.Table.Records) != len(b.Table.Records) {
			t.Fatalf("what was written can't be read: %v", err)
		}
	})
}
