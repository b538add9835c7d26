package match_test

import (
	"fmt"
	"testing"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
)

// trade returns n different believable names: sizes, materials, kinds and makes in every combination.
func trade(n int) []string {
	sizes := []string{"8mm", "10mm", "15mm", "22mm", "28mm", "35mm", "42mm", "54mm", "1/2\"", "3/4\"", "1\"", "1 1/4\"", "1 1/2\"", "2\""}
	materials := []string{"Copper", "Brass", "Chrome", "Plastic", "Stainless Steel", "Galvanised", "PVC", "Black Iron"}
	kinds := []string{"Elbow", "Equal Tee", "Straight Coupler", "Stop End", "Ball Valve", "Gate Valve", "Check Valve", "Union", "Reducing Coupler",
		"Tube 2m", "Tube 3m", "Pipe Clip", "Compression Elbow", "Compression Tee", "Tap Connector", "Isolating Valve", "Flange", "Nipple", "Bush", "Cap"}
	makes := []string{"Pegler", "Yorkshire", "Conex", "Hep2O", "Speedfit", "Polyplumb", "Altech", "Kudox", "Westco", "Viega", "Geberit", "Wavin", "Marley",
		"Osma", "McAlpine", "Grohe", "Bristan", "Mira", "Aqualisa", "Triton", "Ideal", "Roca", "Twyford"}
	var names []string
	for i := range n {
		name := fmt.Sprintf("%s %s %s %s", sizes[i%len(sizes)], materials[i/len(sizes)%len(materials)],
			kinds[i/(len(sizes)*len(materials))%len(kinds)], makes[i/(len(sizes)*len(materials)*len(kinds))%len(makes)])
		if round := i / (len(sizes) * len(materials) * len(kinds) * len(makes)); round > 0 {
			name += fmt.Sprintf(" Mk%d", round+1)
		}
		names = append(names, name)
	}
	return names
}

// BenchmarkFind matches 50,000 rows with 50,000 items; 2,000 rows reach none and get suggestions.
func BenchmarkFind(b *testing.B) {
	const count, missing = 50_000, 2_000
	var cat catalog.Catalog
	var list pricelist.List
	for i, name := range trade(count) {
		cat.Items = append(cat.Items, catalog.Item{ID: catalog.ItemID(fmt.Sprint("i", i)), Name: name})
		row := pricelist.Row{Line: i + 2, Kind: pricelist.Priced, Name: name}
		if i%(count/missing) == 0 {
			row.Name = fmt.Sprintf("%s SPECIAL %d", name, i)
		}
		list.Rows = append(list.Rows, row)
	}
	for _, suggest := range []bool{false, true} {
		b.Run(fmt.Sprintf("suggest=%v", suggest), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				match.Find(list, cat, nil, match.Options{Suggest: suggest})
			}
		})
	}
	// What the least of matching costs: a table of the items' names, and one look into it for every row.
	b.Run("map", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			byName := make(map[string]catalog.ItemID, count)
			for _, item := range cat.Items {
				byName[item.Name] = item.ID
			}
			found := 0
			for _, row := range list.Rows {
				if _, ok := byName[row.Name]; ok {
					found++
				}
			}
			if found != count-missing {
				b.Fatal(found)
			}
		}
	})
}
