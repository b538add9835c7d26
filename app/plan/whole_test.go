package plan_test

import (
	"fmt"
	"testing"

	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// measuredList is a list of n rows with codes against n items of believable names: of every 22 rows, one reaches no item by
// its name (one of ten such by its code), one is written otherwise, and one was decided before.
func measuredList(n int) (plan.Input, match.Links) {
	sizes := []string{"8mm", "10mm", "15mm", "22mm", "28mm", "35mm", "42mm", "54mm", "1/2\"", "3/4\"", "1\"", "1 1/4\"", "1 1/2\"", "2\""}
	materials := []string{"Copper", "Brass", "Chrome", "Plastic", "Stainless Steel", "Galvanised", "PVC", "Black Iron"}
	kinds := []string{"Elbow", "Equal Tee", "Straight Coupler", "Stop End", "Ball Valve", "Gate Valve", "Check Valve", "Union", "Reducing Coupler", "Tube 3m", "Pipe Clip", "Cap"}
	makes := []string{"Pegler", "Yorkshire", "Conex", "Speedfit", "Polyplumb", "Altech", "Viega", "Geberit", "Wavin", "Marley", "Grohe", "Bristan", "Mira", "Ideal"}
	of := func(words []string, i *int) string {
		word := words[*i%len(words)]
		*i /= len(words)
		return word
	}
	var in plan.Input
	links := match.Links{}
	for i := range n {
		at := i
		name := fmt.Sprintf("%s %s %s %s", of(sizes, &at), of(materials, &at), of(kinds, &at), of(makes, &at))
		if at > 0 {
			name += fmt.Sprintf(" Mk%d", at+1)
		}
		made := item(fmt.Sprint("i", i), name, fmt.Sprintf("%d.%02d", 10+i%90, (i+7)%100), fmt.Sprintf("%d.10", 5+i%45))
		row := priced(i+2, name, fmt.Sprintf("%d.%02d", 10+i%90, i%100), fmt.Sprintf("%d.%02d", 5+i%45, i%100))
		row.Code = fmt.Sprintf("HC-%05d", i)
		switch i % 22 {
		case 0:
			row.Name += fmt.Sprintf(" SPECIAL %d", i)
			if i%220 == 0 {
				made.Description = "Order as " + row.Code + "."
			}
		case 1:
			row.Name = fmt.Sprintf("(%s), %s", name[:2], name[2:])
		case 2:
			links.Remember(match.Key(row), row.Name, made.ID)
		}
		in.List.Rows, in.Catalog.Items = append(in.List.Rows, row), append(in.Catalog.Items, made)
	}
	return in, links
}

func planned(list pricelist.List, in plan.Input, links match.Links) plan.Plan {
	in.List, in.Match = list, match.Find(list, in.Catalog, links, match.Options{Suggest: true})
	return plan.Make(in)
}

func TestTheListThatIsMeasuredHasEveryStep(t *testing.T) {
	in, links := measuredList(2_000)
	steps := map[match.Step]int{}
	suggested := 0
	for _, c := range planned(in.List, in, links).Changes {
		steps[c.MatchedBy]++
		if len(c.Suggestions) > 0 {
			suggested++
		}
	}
	if steps[match.ByCodeInText] != 10 || steps[match.ByLink] != 91 || steps[match.ByNameFolded] != 91 || suggested != 81 || steps[""] != 81 {
		t.Errorf("%v, %d with suggestions", steps, suggested)
	}
}

// BenchmarkWhole matches and plans so many rows against as many items; one row of 25 is left to suggestions.
func BenchmarkWhole(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		in, links := measuredList(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			before, err := processorTime()
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				planned(in.List, in, links)
			}
			after, err := processorTime()
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/op")
			b.ReportMetric((after-before).Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}
