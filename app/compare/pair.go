package compare

// partner is the old row that a new row was paired with; at is -1 where there is none.
type partner struct {
	at int
	by By
}

// pairing says which rows of two lists are one product.
type pairing struct {
	old                    []partner // by the new row's index
	taken                  []bool    // by the old row's index
	unclearOld, unclearNew []bool    // the other list has its code or name too, and not just once
}

// pair goes down the ways in which two rows are one product. On each it pairs what is unique on both sides among the rows
// that are left.
func pair(was, is []product) pairing {
	p := pairing{
		old: make([]partner, len(is)), taken: make([]bool, len(was)),
		unclearOld: make([]bool, len(was)), unclearNew: make([]bool, len(is)),
	}
	for i := range p.old {
		p.old[i].at = -1
	}
	type names struct{ code, name string }
	step(&p, was, is, ByBoth, func(r product) (names, bool) { return names{r.code, r.name}, r.code != "" && r.name != "" })
	step(&p, was, is, ByCode, func(r product) (string, bool) { return r.code, r.code != "" })
	elsewhere := codes(was, is)
	step(&p, was, is, ByName, func(r product) (string, bool) { return r.name, r.name != "" && !elsewhere[r.code] })
	return p
}

// codes returns the codes that both lists have: a row with one of them is no other row's namesake.
func codes(was, is []product) map[string]bool {
	old := map[string]bool{}
	for _, r := range was {
		old[r.code] = r.code != ""
	}
	shared := map[string]bool{}
	for _, r := range is {
		if old[r.code] {
			shared[r.code] = true
		}
	}
	return shared
}

// step pairs the rows that are left by one key.
func step[K comparable](p *pairing, was, is []product, by By, key func(product) (K, bool)) {
	type meeting struct{ old, new []int }
	meetings := map[K]*meeting{}
	at := func(k K) *meeting {
		if meetings[k] == nil {
			meetings[k] = &meeting{}
		}
		return meetings[k]
	}
	for i, r := range was {
		if k, ok := key(r); ok && !p.taken[i] {
			m := at(k)
			m.old = append(m.old, i)
		}
	}
	for i, r := range is {
		if k, ok := key(r); ok && p.old[i].at < 0 {
			m := at(k)
			m.new = append(m.new, i)
		}
	}
	for _, m := range meetings {
		switch {
		case len(m.old) == 1 && len(m.new) == 1:
			p.old[m.new[0]], p.taken[m.old[0]] = partner{m.old[0], by}, true
		case len(m.old) > 0 && len(m.new) > 0:
			for _, i := range m.old {
				p.unclearOld[i] = true
			}
			for _, i := range m.new {
				p.unclearNew[i] = true
			}
		}
	}
}
