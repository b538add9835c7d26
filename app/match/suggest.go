package match

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"pricesync/app/catalog"
)

const (
	suggestions = 3      // at most so many for a row
	leastScore  = 35     // of 100: below it a name is not similar
	lookedAt    = 48     // names that are compared in full for a row
	mostSteps   = 30_000 // places of the index that are walked for a row
)

// neighbours finds items with similar names: an inverted index from words and numbers to items.
type neighbours struct {
	parser  parser
	items   []catalog.Item // each once, by name and id: so the catalog's order does not show
	taken   []parts        // the items' names taken apart
	words   map[string][]int32
	numbers map[int64][]int32
	initial map[byte][]string  // the index's words by their first byte, in order
	weights map[string]float64 // of the index's words
}

// seeker suggests items to one row after another; each goroutine has its own.
type seeker struct {
	*neighbours
	spread  map[string][]string // words of the index that are near a word, remembered
	sums    []float64           // by item; zero between calls
	touched []int32             // the items with a sum; room that calls share
}

func (n *neighbours) seeker() *seeker {
	return &seeker{neighbours: n, spread: map[string][]string{}, sums: make([]float64, len(n.items))}
}

// suggestAll suggests items to names, each at its place, with all processors. Nothing depends on who does which.
func (n *neighbours) suggestAll(names []string) [][]Suggestion {
	found := make([][]Suggestion, len(names))
	var next atomic.Int64
	var working sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		working.Go(func() {
			s := n.seeker()
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				found[i] = s.suggest(names[i])
			}
		})
	}
	working.Wait()
	return found
}

func newNeighbours(items []catalog.Item) *neighbours {
	n := &neighbours{
		parser:  newParser(),
		words:   map[string][]int32{},
		numbers: map[int64][]int32{},
		initial: map[byte][]string{},
		weights: map[string]float64{},
	}
	n.items = slices.Clone(items)
	if !slices.IsSortedFunc(n.items, compareItems) {
		slices.SortFunc(n.items, compareItems)
	}
	seen := make(map[catalog.ItemID]bool, len(items))
	n.items = slices.DeleteFunc(n.items, func(item catalog.Item) bool {
		again := seen[item.ID]
		seen[item.ID] = true
		return again
	})
	n.taken = make([]parts, len(n.items))
	inParts(len(n.items), func(from, to int) {
		p := newParser()
		for i := from; i < to; i++ {
			n.taken[i] = p.parse(n.items[i].Name)
		}
	})
	for i := range n.items {
		for _, word := range n.taken[i].words {
			n.words[word] = post(n.words[word], i)
		}
		for _, s := range n.taken[i].sizes {
			n.numbers[s.plain] = post(n.numbers[s.plain], i)
		}
	}
	for word, places := range n.words {
		n.weights[word] = n.rarity(len(places))
		n.initial[word[0]] = append(n.initial[word[0]], word)
	}
	for _, words := range n.initial {
		slices.Sort(words)
	}
	return n
}

// post adds an item's place to a list of the index, once.
func post(places []int32, i int) []int32 {
	if len(places) > 0 && places[len(places)-1] == int32(i) {
		return places
	}
	return append(places, int32(i))
}

// weight returns how much a word tells: the rarer in the catalog, the more.
func (n *neighbours) weight(word string) float64 {
	if known, ok := n.weights[word]; ok {
		return known
	}
	return n.rarity(0)
}

// inParts does work from 0 up to n in as many parts as there are processors.
func inParts(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var working sync.WaitGroup
	for i := range parts {
		working.Go(func() { do(n*i/parts, n*(i+1)/parts) })
	}
	working.Wait()
}

func (n *neighbours) rarity(count int) float64 {
	all := float64(len(n.items))
	return 0.3 + 0.7*math.Log(1+all/float64(max(1, count)))/math.Log(1+all)
}

// suggest returns the items whose names come nearest, best first. It depends on the name and the set of items alone.
func (n *seeker) suggest(name string) []Suggestion {
	taken := n.parser.parse(name)
	type scored struct {
		place int32
		score int
	}
	var found []scored
	for _, place := range n.nearby(taken) {
		score := int(math.Round(100 * similarity(taken, n.taken[place], n.weight)))
		if score >= leastScore {
			found = append(found, scored{place, min(score, 99)}) // 100 would be a match
		}
	}
	slices.SortFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.place, b.place))
	})
	var best []Suggestion
	for _, s := range found[:min(suggestions, len(found))] {
		best = append(best, Suggestion{n.items[s.place].ID, n.items[s.place].Name, s.score})
	}
	return best
}

// posting is a list of the index with what its entry adds to an item.
type posting struct {
	places []int32
	weight float64
}

// nearby returns the places of the items that share most with a name, to be compared in full.
func (n *seeker) nearby(name parts) []int32 {
	var lists []posting
	for i, word := range name.words {
		if slices.Contains(name.words[:i], word) {
			continue
		}
		for _, same := range n.spreadOf(word) {
			lists = append(lists, posting{n.words[same], n.weight(same)})
		}
	}
	for i, s := range name.sizes {
		if slices.ContainsFunc(name.sizes[:i], func(t size) bool { return t.plain == s.plain }) {
			continue
		}
		places := n.numbers[s.plain]
		lists = append(lists, posting{places, n.rarity(len(places)) * worth(s)})
	}
	slices.SortStableFunc(lists, func(a, b posting) int { return cmp.Compare(len(a.places), len(b.places)) })
	touched, steps := n.touched[:0], 0
	for i, list := range lists {
		if steps += len(list.places); i > 0 && steps > mostSteps {
			break
		}
		for _, place := range list.places {
			if n.sums[place] == 0 {
				touched = append(touched, place)
			}
			n.sums[place] += list.weight
		}
	}
	n.touched = touched
	best := n.top(touched)
	for _, place := range touched {
		n.sums[place] = 0
	}
	return best
}

// top returns the touched places with the largest sums; equal ones by place.
func (n *seeker) top(touched []int32) []int32 {
	above := func(a, b int32) bool {
		if n.sums[a] != n.sums[b] {
			return n.sums[a] > n.sums[b]
		}
		return a < b
	}
	best := make([]int32, 0, lookedAt+1)
	for _, place := range touched {
		if len(best) == lookedAt && !above(place, best[lookedAt-1]) {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, place, func(e, t int32) int {
			if above(e, t) {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, at, place)
		best = best[:min(len(best), lookedAt)]
	}
	return best
}

// spreadOf returns the words of the index that a word may mean, itself first.
func (n *seeker) spreadOf(word string) []string {
	if known, ok := n.spread[word]; ok {
		return known
	}
	var same []string
	if _, ok := n.words[word]; ok {
		same = append(same, word)
	}
	for _, other := range n.initial[word[0]] {
		if other != word && near(word, other) > 0 {
			same = append(same, other)
		}
	}
	n.spread[word] = same
	return same
}
